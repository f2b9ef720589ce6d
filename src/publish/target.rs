//! What all targets have in common.

use super::change::Change;
use super::error::PublishError;
use super::manifest::{Manifest, Publication};
use super::site::Site;
use crate::config::BaseUrl;

/// A place at which a site can be published.
pub trait Target {
    /// Its name for messages.
    fn place(&self) -> String;

    /// Why a site cannot be found at `base_url` when it is published there, if that is known.
    fn misfit(&self, _base_url: &BaseUrl) -> Option<String> {
        None
    }

    /// Looks at what stands there, and changes nothing.
    ///
    /// # Errors
    /// When the place cannot be reached or read.
    fn survey(&self) -> Result<Survey, PublishError>;

    /// Brings a site there.
    ///
    /// # Errors
    /// When that fails; the live site then works as before.
    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError>;

    /// Returns to the publication before the live one; if a publication was interrupted, to the live one.
    ///
    /// # Errors
    /// When there is none, or that fails.
    fn roll_back(&self, effort: Effort<'_>) -> Result<(), PublishError>;
}

/// What stands at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// What Guillemet has published there.
    pub manifest: Manifest,
    /// Whether somebody else has put files there, and Guillemet none.
    pub is_foreign: bool,
}

/// A site on its way to a target.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The site on this computer.
    pub site: &'a Site,
    /// What it will be called.
    pub publication: &'a Publication,
    /// What stood at the target when the changes were computed.
    pub seen: &'a Manifest,
    /// What has to be done.
    pub change: &'a Change,
    /// How it is done.
    pub effort: Effort<'a>,
}

/// How work at a target is done.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// Take the place of somebody who seems to be publishing.
    pub takes_over: bool,
    /// Called whenever a file is done.
    pub tick: &'a (dyn Fn() + Sync),
}
