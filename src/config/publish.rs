//! The targets to which a site can be published: `[publish.NAME]`.

use super::{BaseUrl, base_url};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::Fields;
use crate::read::ContentPath;
use crate::span::Spanned;

/// A target of `guillemet publish`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSettings {
    /// Its name in the configuration.
    pub name: String,
    /// Where the site will be found if it is published there, when that is not the site's own `base_url`.
    pub base_url: Option<BaseUrl>,
    /// Where it is and how it works.
    pub kind: TargetKind,
}

/// Where a target is and how it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    /// A branch of a git repository.
    Git {
        /// A remote of the archive's own repository, an address or a folder.
        remote: String,
        /// The branch.
        branch: String,
        /// Whether earlier publications stay in the history of the branch; else only the one before does.
        keeps_history: bool,
    },
    /// A bucket of a store that speaks S3, or of Google Cloud Storage.
    Bucket(BucketSettings),
    /// A server that one reaches with `ssh`.
    Ssh {
        /// `user@host`, or a name that `ssh` knows.
        host: String,
        /// The port, when `ssh` does not know it.
        port: Option<u16>,
        /// The folder on the server.
        path: String,
    },
    /// A folder of this computer.
    Folder {
        /// Relative to the site folder.
        path: String,
        /// Whether each publication is kept whole, and a link leads to the live one.
        has_releases: bool,
    },
    /// A file to be uploaded by hand.
    Archive {
        /// Relative to the site folder.
        path: String,
    },
}

/// Where a bucket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketSettings {
    /// Whose language the store speaks.
    pub service: Service,
    /// The name of the bucket.
    pub bucket: String,
    /// The folder in the bucket; the whole bucket when empty.
    pub prefix: String,
    /// The address of the store, when it is not Amazon's.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The name of the credentials in the user's `~/.aws`.
    pub profile: Option<String>,
}

/// Whose language a store speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Amazon S3 and all that are like it: R2, MinIO, Garage.
    S3,
    /// Google Cloud Storage.
    Gcs,
}

const KINDS: [&str; 6] = ["git", "s3", "gcs", "ssh", "folder", "archive"];

/// Words in a key that betray a secret.
const SECRETS: [&str; 6] = ["secret", "password", "passphrase", "token", "access_key", "credential"];

/// Reads `[publish.NAME]`.
pub fn targets(path: &ContentPath, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Vec<TargetSettings> {
    let named = fields.named_tables("publish", problems);
    named.into_iter().filter_map(|(name, fields)| target(path, name.value, fields, problems)).collect()
}

fn target(
    path: &ContentPath,
    name: String,
    mut fields: Fields<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<TargetSettings> {
    let is_secret = |key: &str| SECRETS.iter().any(|word| key.to_ascii_lowercase().contains(word));
    for key in fields.take_keys(is_secret) {
        problems.push(catalogue::credentials_in_configuration(&key.value, key.span));
    }
    let own_base_url = fields.text("base_url", problems).map(|address| base_url(&address, problems));
    let span = fields.span();
    let Some(kind) = fields.text("kind", problems) else {
        problems.push(catalogue::missing_setting(&format!("publish.{name}"), "kind", &KINDS.join(", "), span));
        return None;
    };
    let kind = match kind.value.as_str() {
        "git" => Some(git(&mut fields, problems)),
        "s3" => bucket(Service::S3, &name, &mut fields, problems),
        "gcs" => bucket(Service::Gcs, &name, &mut fields, problems),
        "ssh" => ssh(path, &name, &mut fields, problems),
        "folder" => required("path", "\"/srv/www\"", &name, &mut fields, problems).map(|path| {
            let has_releases = fields.boolean("releases", problems).unwrap_or(true);
            TargetKind::Folder { path, has_releases }
        }),
        "archive" => {
            required("path", "\"site.zip\"", &name, &mut fields, problems).map(|path| TargetKind::Archive { path })
        }
        other => {
            problems.push(catalogue::unknown_choice(path, "kind", other, &KINDS, kind.span));
            return None;
        }
    };
    fields.finish(problems);
    Some(TargetSettings { name, base_url: own_base_url, kind: kind? })
}

fn git(fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> TargetKind {
    let remote = fields.text("remote", problems);
    if let Some(Spanned { value, span }) = &remote
        && has_password(value)
    {
        problems.push(catalogue::credentials_in_configuration("remote", *span));
    }
    TargetKind::Git {
        remote: remote.map_or_else(|| "origin".to_owned(), |remote| remote.value),
        branch: fields.line("branch", problems).unwrap_or_else(|| "gh-pages".to_owned()),
        keeps_history: fields.boolean("history", problems).unwrap_or(true),
    }
}

/// Whether an address names a password: `https://user:password@host`.
fn has_password(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let authority = rest.split('/').next().unwrap_or(rest);
    authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':') || address.starts_with("http"))
}

fn bucket(service: Service, name: &str, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Option<TargetKind> {
    let bucket = required("bucket", "\"my-archive\"", name, fields, problems);
    let prefix = fields.line("prefix", problems).unwrap_or_default();
    let endpoint = fields.line("endpoint", problems);
    let region = fields.line("region", problems);
    let profile = fields.line("profile", problems);
    let prefix = prefix.trim_matches('/').to_owned();
    Some(TargetKind::Bucket(BucketSettings { service, bucket: bucket?, prefix, endpoint, region, profile }))
}

fn ssh(path: &ContentPath, name: &str, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Option<TargetKind> {
    let host = required("host", "\"user@server.example\"", name, fields, problems);
    let folder = required("path", "\"/srv/www\"", name, fields, problems);
    let span = fields.span();
    let port = fields.integer("port", problems).and_then(|port| {
        let port = u16::try_from(port).ok().filter(|port| *port > 0);
        if port.is_none() {
            problems.push(catalogue::wrong_type(path, "port", "a number from 1 to 65535", span));
        }
        port
    });
    Some(TargetKind::Ssh { host: host?, port, path: folder? })
}

fn required(
    key: &'static str,
    example: &str,
    name: &str,
    fields: &mut Fields<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let value = fields.line(key, problems);
    if value.is_none() {
        problems.push(catalogue::missing_setting(&format!("publish.{name}"), key, example, fields.span()));
    }
    value
}
