//! Files for the web server that the build writes where `[host]` asks for them.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::Fields;
use crate::read::ContentPath;

/// What is written for the web server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HostSettings {
    /// `_headers`, as Netlify, Cloudflare Pages and others read it.
    pub headers: bool,
    /// Whether `_headers` also says that the site is only ever reached by https.
    pub hsts: bool,
    /// `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it.
    pub redirects: bool,
    /// `CNAME`, as GitHub Pages reads it: the domain of `base_url`.
    pub cname: bool,
    /// `.nojekyll`, which keeps GitHub Pages from changing the site.
    pub nojekyll: bool,
    /// The compressed copies that are laid beside each file that gains by it.
    pub precompressed: Vec<Compression>,
}

/// How a copy of a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compression {
    /// gzip, `.gz`.
    Gzip,
    /// Brotli, `.br`.
    Brotli,
    /// Zstandard, `.zst`.
    Zstandard,
}

impl Compression {
    const ALL: [Self; 3] = [Self::Gzip, Self::Brotli, Self::Zstandard];

    /// The ending of a compressed copy, without its dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
            Self::Zstandard => "zst",
        }
    }
}

impl HostSettings {
    /// Reads `[host]`.
    pub fn parse(path: &ContentPath, mut fields: Fields<'_>, problems: &mut Vec<Diagnostic>) -> Self {
        let mut settings = Self::default();
        for (key, setting) in [
            ("headers", &mut settings.headers),
            ("hsts", &mut settings.hsts),
            ("redirects", &mut settings.redirects),
            ("cname", &mut settings.cname),
            ("nojekyll", &mut settings.nojekyll),
        ] {
            *setting = fields.boolean(key, problems).unwrap_or(false);
        }
        for ending in fields.texts("precompressed", problems) {
            match Compression::ALL.into_iter().find(|it| it.ending() == ending.value.trim_start_matches('.')) {
                Some(compression) => settings.precompressed.push(compression),
                None => {
                    let endings = Compression::ALL.map(Compression::ending);
                    problems.push(catalogue::unknown_choice(
                        path,
                        "precompressed",
                        &ending.value,
                        &endings,
                        ending.span,
                    ));
                }
            }
        }
        settings.precompressed.sort_unstable();
        settings.precompressed.dedup();
        fields.finish(problems);
        settings
    }
}
