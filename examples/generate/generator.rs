//! The generators that an archive can be written for, and what each of them reads.

use clap::ValueEnum;

/// What stands in the head of an article.
#[derive(Debug)]
pub struct Head {
    /// The article's number from 0.
    pub number: u64,
    /// Its title.
    pub title: String,
    /// Year, month and day.
    pub date: (u64, u64, u64),
    /// The language that it is written in.
    pub language: &'static str,
    /// Who speaks in it, each once.
    pub speakers: Vec<String>,
    /// What it is about, each once.
    pub topics: Vec<String>,
    /// The number of its source.
    pub source: u64,
}

/// For whom the archive is written; all but the first know no annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Generator {
    /// The speakers stand in the annotated text.
    Guillemet,
    /// The speakers are a list in the front matter.
    Hugo,
    /// As for Hugo.
    Eleventy,
    /// The same lists are taxonomies, in TOML.
    Zola,
}

impl Generator {
    /// The front matter between its fences, with the empty line after it.
    pub fn front_matter(self, head: &Head) -> String {
        let Head { number, title, date: (year, month, day), language, speakers, topics, source } = head;
        let date = format!("{year}-{month:02}-{day:02}");
        match self {
            Self::Guillemet => {
                let url = format!("https://source-{source}.example/{number}");
                let topics = topics.join(", ");
                format!(
                    "---\ntitle: \"{title}\"\ndate: {date}\nlang: {language}\n\
                     source: {{name: Source {source}, url: \"{url}\"}}\ntopics: [{topics}]\n---\n\n"
                )
            }
            Self::Hugo | Self::Eleventy => {
                let (speakers, topics) = (speakers.join(", "), topics.join(", "));
                format!(
                    "---\ntitle: \"{title}\"\ndate: {date}\nspeakers: [{speakers}]\n\
                     sources: [source-{source}]\ntopics: [{topics}]\n---\n\n"
                )
            }
            Self::Zola => format!(
                "+++\ntitle = \"{title}\"\ndate = {date}\npath = \"articles/{year}/{month:02}/article-{number}\"\n\n\
                 [taxonomies]\nspeakers = {speakers:?}\nsources = [\"source-{source}\"]\ntopics = {topics:?}\n+++\n\n"
            ),
        }
    }

    /// Where the article lies in the folder of the articles.
    ///
    /// A folder of Zola's would have to be a section, so that its articles lie side by side and name the path of the
    /// page themselves.
    pub fn file(self, head: &Head) -> String {
        let Head { number, date: (year, month, _), .. } = head;
        match self {
            Self::Guillemet | Self::Hugo | Self::Eleventy => format!("{year}/{month:02}/article-{number}.md"),
            Self::Zola => format!("article-{number}.md"),
        }
    }
}
