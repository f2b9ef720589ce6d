//! Brings a built site to where readers find it: only what has changed, in an order in which the site works at every
//! moment, and with a way back.
//!
//! [`Site`] is what was built, [`Manifest`] what stands at the target, [`Change`] the difference, and what speaks
//! against it is found by [`objections`]: all these are plain values. A [`Target`] does the work; there is one file
//! for each kind.

mod archive_file;
mod aws_profile;
mod bucket;
mod change;
mod error;
mod folder;
mod git;
mod guard;
mod in_place;
mod lock;
mod manifest;
mod open;
mod pages_host;
mod program;
mod releases;
mod site;
mod ssh;
mod store;
mod target;

pub use change::{Change, Phase};
pub use error::PublishError;
pub use guard::{Allowance, Objection, objections};
pub use in_place::InPlace;
pub use manifest::{MANIFEST, Manifest, Publication, State, is_page};
pub use open::open;
pub use site::{FileRecord, Files, Hash, Site};
pub use store::Store;
pub use target::{Effort, Job, Survey, Target};
