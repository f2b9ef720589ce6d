//! Which feeds there are and where.

use crate::archive::{Archive, QuotationIndex, SourceIndex, SpeakerIndex, TopicIndex};

/// What a feed follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Followed {
    /// The articles of the archive.
    Archive,
    /// The quotations of a speaker.
    Speaker(SpeakerIndex),
    /// The quotations on a topic.
    Topic(TopicIndex),
    /// The articles of a source.
    Source(SourceIndex),
}

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl FeedFormat {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The name of the feed's file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// The name of the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }
}

impl Followed {
    /// Everything that has a feed: what has no dated entry has none.
    pub fn all(archive: &Archive) -> impl Iterator<Item = Self> + '_ {
        let speakers = archive.speakers.indices().map(Self::Speaker);
        let topics = archive.topics.indices().map(Self::Topic);
        let sources = archive.sources.indices().map(Self::Source);
        let all = std::iter::once(Self::Archive).chain(speakers).chain(topics).chain(sources);
        all.filter(move |followed| followed.has_feed(archive))
    }

    /// Whether there is anything dated to follow; the archive's feed exists always.
    pub fn has_feed(self, archive: &Archive) -> bool {
        let is_dated = |quotation: &QuotationIndex| archive.quotations[*quotation].date.is_some();
        match self {
            Self::Archive => true,
            Self::Speaker(index) => archive.speakers[index].quotations.iter().any(is_dated),
            Self::Topic(index) => archive.topics[index].quotations.iter().any(is_dated),
            Self::Source(index) => {
                archive.sources[index].articles.iter().any(|it| archive.articles[*it].article.date.is_some())
            }
        }
    }

    /// The address of the page that the feed belongs to, relative to the site.
    pub fn home(self, archive: &Archive) -> String {
        match self {
            Self::Archive => String::new(),
            Self::Speaker(index) => archive.speakers[index].address(),
            Self::Topic(index) => archive.topics[index].address(),
            Self::Source(index) => archive.sources[index].address(),
        }
    }

    /// The address of the feed relative to the site.
    pub fn address(self, format: FeedFormat, archive: &Archive) -> String {
        self.home(archive) + format.file_name()
    }
}
