//! What templates see: one typed struct per template, made from the archive by pure functions.
//!
//! A view shows what its template shows and no more: cards rather than articles, never everything. Every
//! field is described in `docs/templates.md`, which a test keeps true.

mod article;
mod calendar;
mod card;
mod chart;
mod citation;
mod context;
mod data;
mod frame;
mod home;
mod indexes;
mod items;
mod lists;
mod metadata;
mod quotation;
mod search;
mod shares;
mod small;
mod source;
mod speaker;
mod topic;

use serde::Serialize;

use crate::model::Language;
pub use crate::site::{Fields, Site};

use article::article_image;
pub use article::article_text;
pub use article::{ArticleView, article};
pub use calendar::{MonthView, TimelineView, YearView, month, timeline, year};
pub use card::{Card, card};
pub use data::{DataView, data};
pub use frame::{Frame, Link, Pager, SiteFrame, site_frame};
pub use home::{HomeView, home};
pub use indexes::{SourcesView, SpeakersView, TopicsView, sources, speakers, topics};
pub use items::{QuotationItem, quotation_item, quotation_language, quotation_permalink};
use items::{picture_url, quotation_words};
pub use lists::{ArticlesView, articles};
pub use metadata::{Alternate, Metadata, Tag};
pub use quotation::{QuotationView, quotation, quotation_title, words_in_marks};
pub use search::{SearchView, search};
pub use small::{FreeView, NotFoundView, RedirectView, free, not_found, redirect};
pub use source::{SourceView, source};
pub use speaker::{SpeakerView, speaker};
pub use topic::{TopicView, topic};

/// A context that one template is written for.
pub trait View: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;
}

/// `rtl` or `ltr`, for the `dir` attribute.
fn direction(language: &Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}
