//! The whole linked model: tables and sorted index lists, no object graph.
//!
//! [`crate::link`] makes an archive; nothing changes it afterwards. Every index in it was made for it, so
//! looking one up cannot fail.

mod table;

use std::ops::Range;
use std::sync::Arc;

use crate::model::{
    Article, FreePage, Localized, PartialDate, Quotation, QuotationId, Role, SourceFile, SourceId, SpeakerFile,
    SpeakerId, SpeakerKind, TopicFile, TopicId,
};

pub use table::{ArticleIndex, Index, PageIndex, QuotationIndex, SourceIndex, SpeakerIndex, Table, TopicIndex};

/// The whole linked model.
#[derive(Debug, Default)]
pub struct Archive {
    /// Newest first, those without a date last, then by path.
    pub articles: Table<ArticleIndex, LinkedArticle>,
    /// In the order of the articles and of their words.
    pub quotations: Table<QuotationIndex, LinkedQuotation>,
    /// By identifier.
    pub speakers: Table<SpeakerIndex, Speaker>,
    /// By identifier.
    pub topics: Table<TopicIndex, Topic>,
    /// By identifier.
    pub sources: Table<SourceIndex, Source>,
    /// By path.
    pub pages: Table<PageIndex, LinkedPage>,
    /// The months that have articles, newest first; a date without a month counts as month 0 of its year.
    pub months: Vec<Month>,
    /// Old addresses and where they lead now, by old address.
    pub redirects: Vec<Redirect>,
}

/// An article and what it is linked to.
#[derive(Debug)]
pub struct LinkedArticle {
    /// As its file says.
    pub article: Arc<Article>,
    /// Its address relative to the site: `articles/2023/06/slug/`.
    pub address: Box<str>,
    /// Where it was published.
    pub source: Option<SourceIndex>,
    /// What it is about.
    pub topics: Box<[TopicIndex]>,
    /// Its quotations.
    pub quotations: Range<QuotationIndex>,
    /// The other language versions: the one that the others translate first, then in the order of the table.
    pub translations: Box<[ArticleIndex]>,
    /// For each link of the body the address of the page that it leads to; nothing for links out of the site.
    pub targets: Targets,
}

/// For each link of a body in order, the address in the site (with its anchor) or nothing when the link leads
/// elsewhere and stays as it was written.
pub type Targets = Box<[Option<Box<str>>]>;

/// A quotation and what it is linked to.
#[derive(Debug)]
pub struct LinkedQuotation {
    /// Its identifier, unique in the archive.
    pub id: QuotationId,
    /// Where it stands.
    pub article: ArticleIndex,
    /// Its place in the article's own list.
    pub number: u32,
    /// Who said it; nobody when unknown.
    pub speakers: Box<[SpeakerIndex]>,
    /// Its own topics and those of its article.
    pub topics: Box<[TopicIndex]>,
    /// The source through which it was obtained, where that is a known one.
    pub via: Option<SourceIndex>,
    /// When it was said: its own date, else the article's.
    pub date: Option<PartialDate>,
}

/// Somebody who is quoted.
#[derive(Debug)]
pub struct Speaker {
    /// Identifier; the address is `speakers/ID/`.
    pub id: SpeakerId,
    /// Name as it is shown.
    pub name: String,
    /// What the speaker's file says, where there is one.
    pub file: Option<Arc<SpeakerFile>>,
    /// Newest first.
    pub quotations: Vec<QuotationIndex>,
    /// Articles with a quotation, newest first.
    pub articles: Vec<ArticleIndex>,
    /// For each link of the biography, as in [`LinkedArticle::targets`].
    pub targets: Targets,
}

/// A subject.
#[derive(Debug)]
pub struct Topic {
    /// Identifier; the address is `topics/ID/`.
    pub id: TopicId,
    /// What it is called.
    pub title: Localized,
    /// What the topic's file says, where there is one.
    pub file: Option<Arc<TopicFile>>,
    /// The wider topic.
    pub parent: Option<TopicIndex>,
    /// The narrower topics, by identifier.
    pub children: Vec<TopicIndex>,
    /// By speaker (those with most quotations first), then newest first.
    pub quotations: Vec<QuotationIndex>,
    /// Newest first.
    pub articles: Vec<ArticleIndex>,
    /// For each link of the introduction, as in [`LinkedArticle::targets`].
    pub targets: Targets,
}

/// A publication.
#[derive(Debug)]
pub struct Source {
    /// Identifier; the address is `sources/ID/`.
    pub id: SourceId,
    /// What it is called.
    pub name: String,
    /// What the source's file says, where there is one.
    pub file: Option<Arc<SourceFile>>,
    /// The articles that come from it, newest first.
    pub articles: Vec<ArticleIndex>,
    /// The quotations obtained through it in articles of other sources, newest first.
    pub relayed: Vec<QuotationIndex>,
    /// For each link of the description, as in [`LinkedArticle::targets`].
    pub targets: Targets,
}

/// A free page and where its links lead.
#[derive(Debug)]
pub struct LinkedPage {
    /// As its file says.
    pub page: Arc<FreePage>,
    /// Its address relative to the site: `about/`.
    pub address: Box<str>,
    /// As in [`LinkedArticle::targets`].
    pub targets: Targets,
}

/// The articles of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 to 12; 0 for articles of which only the year is known.
    pub month: i8,
    /// Its articles.
    pub articles: Range<ArticleIndex>,
    /// How many quotations they hold.
    pub quotation_count: usize,
}

/// An old address and where it leads now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redirect {
    /// The old address relative to the site, such as `2019/old-page/`.
    pub from: Box<str>,
    /// The address of the page in its place.
    pub to: Box<str>,
}

impl Archive {
    /// The article's own record of a quotation.
    pub fn quotation(&self, index: QuotationIndex) -> &Quotation {
        let linked = &self.quotations[index];
        &self.articles[linked.article].article.quotations[linked.number as usize]
    }

    /// The dates that pages say: of articles and of what was said in them.
    pub fn dates(&self) -> impl Iterator<Item = PartialDate> {
        let of_articles = self.articles.iter().filter_map(|row| row.article.date);
        of_articles.chain(self.quotations.iter().filter_map(|row| row.date))
    }

    /// The speaker with an identifier.
    pub fn speaker_by_id(&self, id: &str) -> Option<SpeakerIndex> {
        self.speakers.find_sorted(|speaker| speaker.id.as_str().cmp(id))
    }

    /// The speaker that a name leads to, such as that of an author.
    pub fn speaker_named(&self, name: &str) -> Option<SpeakerIndex> {
        self.speaker_by_id(SpeakerId::from_name(name).ok()?.as_str())
    }

    /// The quotations of an article with their indices.
    pub fn quotations_of(&self, index: ArticleIndex) -> impl DoubleEndedIterator<Item = QuotationIndex> + use<> {
        let range = &self.articles[index].quotations;
        (range.start.number()..range.end.number()).map(QuotationIndex::new)
    }
}

impl Month {
    /// The numbers of its articles.
    pub fn numbers(&self) -> Range<usize> {
        self.articles.start.number()..self.articles.end.number()
    }
}

impl Speaker {
    /// Name under which the speaker is filed.
    pub fn sort_name(&self) -> &str {
        self.file.as_ref().and_then(|file| file.sort_name.as_deref()).unwrap_or(&self.name)
    }

    /// A person or a body.
    pub fn kind(&self) -> SpeakerKind {
        self.file.as_ref().map(|file| file.kind).unwrap_or_default()
    }

    /// The offices that the speaker held at a date, in the order of the file. Without a date nothing is
    /// certain, so none is given.
    pub fn roles_at(&self, date: Option<PartialDate>) -> impl Iterator<Item = &Role> {
        let roles = self.file.as_deref().map(|file| file.roles.as_slice()).unwrap_or_default();
        roles.iter().filter(move |role| date.is_some_and(|date| role.held_at(date)))
    }

    /// Address relative to the site.
    pub fn address(&self) -> String {
        speaker_address(&self.id)
    }
}

/// The address of a speaker's page relative to the site.
pub fn speaker_address(id: &SpeakerId) -> String {
    ["speakers/", id.as_str(), "/"].concat()
}

/// The address of a quotation's page relative to the site.
pub fn quotation_address(id: &QuotationId) -> String {
    ["quotations/", id.as_str(), "/"].concat()
}

impl Topic {
    /// Address relative to the site.
    pub fn address(&self) -> String {
        ["topics/", self.id.as_str(), "/"].concat()
    }
}

impl Source {
    /// Address relative to the site.
    pub fn address(&self) -> String {
        ["sources/", self.id.as_str(), "/"].concat()
    }
}

impl LinkedQuotation {
    /// Address of the quotation's page relative to the site.
    pub fn address(&self) -> String {
        quotation_address(&self.id)
    }

    /// Address of the quotation's share card relative to the site.
    pub fn card_address(&self) -> String {
        format!("{}card.png", self.address())
    }
}
