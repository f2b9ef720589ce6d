//! Everything that can keep a site from being published, worded in one place.

use std::fmt;
use std::path::Path;

use crate::write::WriteError;

/// Why a site was not published. The live site works as before, and the next run completes what this one began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishError {
    /// A stable name of the problem.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl PublishError {
    fn new(code: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, message: message.into(), remedy: remedy.into() }
    }

    /// A file of the built site, or of a target on this computer, that the system refuses.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        let message = format!("{}: {error}", path.display());
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::no_space(&path.display().to_string()),
            _ => Self::new("publish-file", message, "check that the folder exists and that you may write there"),
        }
    }

    /// The target lies among the files of which the site is made, or holds them.
    pub fn among_input(error: &WriteError) -> Self {
        let message = format!("{}: {}", error.path.display(), error.problem);
        Self::new(error.code(), message, "choose a folder outside the archive, or one of its own in it")
    }

    /// A symbolic link stands where a folder of the target should be.
    pub fn link_in_target(link: &Path) -> Self {
        let message = format!("{} is a symbolic link; what lies behind it is no part of the site", link.display());
        Self::new("link-in-target", message, "take the link away, then run the same command again")
    }

    /// Nothing more fits on the target.
    pub fn no_space(place: &str) -> Self {
        Self::new(
            "target-full",
            format!("there is no space left at {place}"),
            "free some space there, then run the same command again: it goes on where this one stopped",
        )
    }

    /// A program that the target needs is not installed, or cannot be started.
    pub fn no_program(program: &str, error: &std::io::Error) -> Self {
        Self::new(
            "program-missing",
            format!("the program `{program}` cannot be started: {error}"),
            format!("install {program}, or choose another kind of target"),
        )
    }

    /// A program that the target needs has failed, for none of the reasons known below.
    pub fn program(program: &str, output: &str) -> Self {
        Self::new(
            "program-failed",
            format!("{program} failed: {}", last_lines(output)),
            "mend what it complains about, then run the same command again",
        )
    }

    /// A server shows a certificate that this computer has no reason to trust.
    pub fn untrusted(place: &str, complaint: &str) -> Self {
        Self::new(
            "target-untrusted",
            format!("the certificate of {place} is not trusted: {}", last_lines(complaint)),
            "if it is your own server, name its certificate to git: `git config http.sslCAInfo FILE`",
        )
    }

    /// The target cannot be reached, or the connection broke.
    pub fn unreachable(place: &str, reason: &str) -> Self {
        Self::new(
            "target-unreachable",
            format!("{place} cannot be reached: {}", last_lines(reason)),
            "check the address and your connection, then run the same command again: it goes on where this one stopped",
        )
    }

    /// The target knows us not, or does not let us.
    pub fn denied(place: &str, reason: &str, how: &str) -> Self {
        Self::new("target-denied", format!("{place} does not let you in: {}", last_lines(reason)), how)
    }

    /// No credentials were found.
    pub fn no_credentials(place: &str, how: &str) -> Self {
        Self::new("no-credentials", format!("there are no credentials for {place}"), how)
    }

    /// The target does not exist.
    pub fn no_such_place(place: &str, remedy: &str) -> Self {
        Self::new("no-such-target", format!("{place} does not exist"), remedy)
    }

    /// Somebody else is publishing there.
    pub fn locked(place: &str, holder: &str, remedy: &str) -> Self {
        Self::new("target-locked", format!("somebody is publishing to {place} at this moment ({holder})"), remedy)
    }

    /// Somebody else has published since the changes were computed.
    pub fn overtaken(place: &str) -> Self {
        Self::new(
            "target-overtaken",
            format!("somebody else has published to {place} in the meantime, so nothing more was sent"),
            "get their changes to the archive (for example with `git pull`), then publish again",
        )
    }

    /// The target says something that this version does not understand.
    pub fn unreadable_manifest(place: &str, reason: &str) -> Self {
        Self::new(
            "manifest-unreadable",
            format!("the list of what was published to {place} cannot be read: {reason}"),
            "if a newer Guillemet wrote it, update this one; else restore the file from a backup",
        )
    }

    /// There is nothing to return to.
    pub fn no_publication_before(place: &str) -> Self {
        Self::new(
            "no-publication-before",
            format!("{place} keeps no publication before the live one"),
            "publish a corrected site instead",
        )
    }

    /// The kind of target keeps nothing to return to.
    pub fn cannot_roll_back(place: &str) -> Self {
        Self::new(
            "cannot-roll-back",
            format!("{place} is one file: there is nothing to return to"),
            "keep the file of each publication under its own name",
        )
    }

    /// An archive file of an unknown kind.
    pub fn unknown_archive(path: &Path) -> Self {
        Self::new(
            "unknown-archive",
            format!("the kind of {} is not known", path.display()),
            "let the name end with .zip or .tar.zst",
        )
    }

    /// A name in the configuration that a program would take for something else.
    pub fn unusable_setting(key: &str, value: &str, remedy: &str) -> Self {
        Self::new("unusable-setting", format!("`{key}` cannot be `{value}`"), remedy)
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PublishError {}

/// The end of what a program said, which is where the reason stands.
fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.iter().skip(lines.len().saturating_sub(3)).copied().collect::<Vec<_>>().join("; ")
}
