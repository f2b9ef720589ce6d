//! Files that tell a web server how to serve the site: `_headers`, `_redirects`, `CNAME`.

use std::fmt::Write;

use crate::config::Config;
use crate::media::{HASHED_BY_NAME, HASHED_BY_QUERY, KEEP};
use crate::view::Site;

/// How long browsers remember that the site is only reached by https: two years, as the preload lists ask.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// What a page may load: only what the site itself holds. The search runs WebAssembly, where the site has one.
pub fn content_security_policy(config: &Config) -> String {
    let scripts = if config.outputs.search { "'self' 'wasm-unsafe-eval'" } else { "'self'" };
    format!(
        "default-src 'self'; script-src {scripts}; img-src 'self' data:; object-src 'none'; base-uri 'self'; \
        form-action 'self'; frame-ancestors 'self'"
    )
}

/// `_headers`. Where two rules fit, some hosts join what both say, so no header stands in two rules for one file.
pub fn headers(site: Site<'_>) -> String {
    let config = site.config;
    let mut text = format!("{}*\n", site.link(""));
    let mut say = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name}: {value}");
    };
    say("Content-Security-Policy", &content_security_policy(config));
    say("X-Content-Type-Options", "nosniff");
    say("Referrer-Policy", "strict-origin-when-cross-origin");
    say("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    say("Cross-Origin-Opener-Policy", "same-origin");
    if config.host.hsts {
        say("Strict-Transport-Security", HSTS);
    }
    let by_name = HASHED_BY_NAME.iter().map(|ending| format!("*.{ending}"));
    for name in HASHED_BY_QUERY.into_iter().map(str::to_owned).chain(by_name) {
        let _ = write!(text, "{}\n  Cache-Control: {KEEP}\n", site.link(&name));
    }
    text
}

/// `_redirects`: the old addresses of pages.
pub fn redirects(site: Site<'_>) -> String {
    let line = |it: &crate::archive::Redirect| format!("{} {} 301\n", site.link(&it.from), site.link(&it.to));
    site.archive.redirects.iter().map(line).collect()
}

/// `CNAME`: the domain of the site.
pub fn cname(site: Site<'_>) -> String {
    format!("{}\n", site.config.base_url.host().split(':').next().unwrap_or_default())
}
