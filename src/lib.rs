//! Guillemet: a static site generator for annotated article archives.
//!
//! An archive is a folder of Markdown files, one per article. Guillemet knows who said what in which article,
//! and turns the folder into a site in which every quotation is highlighted, attributed and addressable.
//!
//! The work flows one way, one module per step, with plain values between:
//!
//! [`read`] (files) → [`parse`] (documents) → [`link`] (an [`archive`]) → [`plan`] (pages) →
//! render (bytes) → write (the site).

// No input can stop the program: what can fail is a diagnostic or a `Result`.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod analysis;
pub mod annotate;
pub mod archive;
pub mod attribution;
pub mod byte_set;
pub mod check;
pub mod cite;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod digest;
pub mod edit;
pub mod export;
pub mod feed;
pub mod fixity;
pub mod import;
pub mod link;
pub mod locale;
pub mod markup;
pub mod media;
pub mod model;
pub mod parse;
pub mod path;
pub mod plan;
pub mod publish;
pub mod quotation_marks;
pub mod read;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod span;
pub mod view;
pub mod write;
