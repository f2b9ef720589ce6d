//! What speaks against publishing, unless the user says so.

use std::net::IpAddr;

use super::change::Change;
use super::manifest::is_page;
use super::target::Survey;
use crate::config::BaseUrl;

/// What a user can say that it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Allowance {
    /// More than a third of the live pages go.
    Vanishing,
    /// The address of the site does not fit the target.
    Address,
    /// The target holds files that Guillemet did not put there.
    ForeignFiles,
    /// Somebody else seems to be publishing.
    Takeover,
}

impl Allowance {
    /// Its name on the command line and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vanishing => "vanishing",
            Self::Address => "address",
            Self::ForeignFiles => "foreign-files",
            Self::Takeover => "takeover",
        }
    }
}

/// What speaks against publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// With what the user can say that it is meant.
    pub allowance: Allowance,
    /// What is suspicious.
    pub message: String,
    /// What to do if it is not meant.
    pub remedy: String,
}

/// What speaks against publishing a site for `base_url`; `misfit` says why the target cannot have that address.
pub fn objections(base_url: &BaseUrl, misfit: Option<String>, survey: &Survey, change: &Change) -> Vec<Objection> {
    [address(base_url, misfit, survey), foreign_files(survey), vanishing(survey, change)]
        .into_iter()
        .flatten()
        .collect()
}

fn address(base_url: &BaseUrl, misfit: Option<String>, survey: &Survey) -> Option<Objection> {
    let objection =
        |message, remedy: &str| Objection { allowance: Allowance::Address, message, remedy: remedy.to_owned() };
    let address = base_url.as_str();
    if is_placeholder(base_url.host()) {
        return Some(objection(
            format!("the site is built for {address}, where nobody but you can find it"),
            "set `base_url` in guillemet.toml to the address at which readers will find it",
        ));
    }
    if let Some(misfit) = misfit {
        let remedy = "correct `base_url`, or give this target its own `base_url` under its name in guillemet.toml";
        return Some(objection(format!("the site is built for {address}, but {misfit}"), remedy));
    }
    let live = survey.manifest.live.as_ref()?;
    (live.base_url != address).then(|| {
        objection(
            format!("the live site was built for {}, this one for {address}", live.base_url),
            "correct `base_url`, or choose the right target; all addresses change if the site has really moved",
        )
    })
}

/// Whether an address is this computer's or one that the standards keep for examples (RFC 2606, RFC 6761).
fn is_placeholder(host: &str) -> bool {
    let name = host.trim_start_matches('[').split(']').next().unwrap_or(host);
    let name = if name.contains("::") { name } else { name.split(':').next().unwrap_or(name) };
    let reserved = ["localhost", "example", "test", "invalid"];
    name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || address.is_unspecified())
        || reserved.contains(&name.rsplit('.').next().unwrap_or(name))
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|it| name == *it || name.ends_with(&format!(".{it}")))
}

fn foreign_files(survey: &Survey) -> Option<Objection> {
    survey.is_foreign.then(|| Objection {
        allowance: Allowance::ForeignFiles,
        message: "the target holds files that Guillemet did not put there".to_owned(),
        remedy: "choose an empty place; if it is the right one, files with the same names are replaced and the \
            others stay"
            .to_owned(),
    })
}

fn vanishing(survey: &Survey, change: &Change) -> Option<Objection> {
    let live = survey.manifest.live.as_ref()?;
    let removed = change.removed.iter().filter(|path| is_page(path) && live.files.contains_key(*path)).count();
    (removed * 3 > live.pages()).then(|| Objection {
        allowance: Allowance::Vanishing,
        message: format!("{removed} of the {} live pages would vanish", live.pages()),
        remedy: "check that the whole archive is in the site folder, and that this is the right target".to_owned(),
    })
}
