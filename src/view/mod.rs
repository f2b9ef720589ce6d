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

use crate::archive::Archive;
use crate::config::Config;
use crate::locale::Locale;
use crate::model::Language;

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
use items::{photo_url, quotation_words};
pub use lists::{ArticlesView, articles};
pub use metadata::{Alternate, Metadata, Tag};
pub use quotation::{QuotationView, quotation, quotation_title, words_in_marks};
pub use search::{SearchView, search};
pub use small::{FreeView, NotFoundView, RedirectView, free, not_found, redirect};
pub use source::{SourceView, source};
pub use speaker::{SpeakerView, speaker};
pub use topic::{TopicView, topic};

/// Everything that views are made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The linked model.
    pub archive: &'a Archive,
    /// The configuration.
    pub config: &'a Config,
    /// The language of the interface.
    pub locale: &'a Locale,
}

/// A context that one template is written for.
pub trait View: Serialize {
    /// The template's name.
    const TEMPLATE: &'static str;
}

impl<'a> Site<'a> {
    /// The address of a page for links within the site.
    pub fn link(&self, address: &str) -> String {
        self.config.base_url.link(address)
    }

    /// The language of a text, the site's where the text does not say.
    fn language(&self, language: Option<&'a Language>) -> &'a Language {
        language.unwrap_or(&self.config.language)
    }

    /// Whether French spacing is to be applied to a text in a language.
    fn spaces_french(&self, language: &Language) -> bool {
        self.config.french_spacing && language.primary() == "fr"
    }
}

/// `rtl` or `ltr`, for the `dir` attribute.
fn direction(language: &Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}
