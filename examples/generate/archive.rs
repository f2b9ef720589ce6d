//! An archive of any size, always the same for the same numbers, to measure with.
//!
//! About 590 words and five quotations an article (two direct, one of two fragments, one indirect, one mixed),
//! half of the articles French and half English; speakers and topics follow Zipf's law, as in real archives.

use std::fmt::Write as _;

use crate::generator::{Generator, Head};

/// The configuration of the archive.
pub const CONFIGURATION: &str = "title = \"Generated archive\"\nbase_url = \"https://archive.example/\"\n";

/// What is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// How many articles.
    pub articles: u64,
    /// For whom.
    pub generator: Generator,
    /// Another seed gives another archive.
    pub seed: u64,
}

/// A file of the archive.
#[derive(Debug)]
pub struct File {
    /// Where it lies, relative to the folder of its kind.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Recipe {
    /// The article with a number from 0.
    pub fn article(&self, number: u64) -> File {
        let mut writer = ArticleWriter::new(self, number);
        let date = (2004 + writer.random.below(20), 1 + writer.random.below(12), 1 + writer.random.below(28));
        let title = writer.sentence();
        writer.body();
        let topics = writer.topics(self.topics());
        let source = writer.random.zipf(self.sources());
        let (language, speakers) = (writer.words.language, writer.speakers());
        let head = Head { number, title, date, language, speakers, topics, source };
        let text = self.generator.front_matter(&head) + writer.text.trim_end() + "\n";
        File { path: self.generator.file(&head), text }
    }

    /// The files of the speakers, topics and sources, relative to `content/`.
    pub fn entities(&self) -> impl Iterator<Item = File> {
        let file = |folder: &str, name: String, text: String| File { path: format!("{folder}/{name}.md"), text };
        let roles = "roles:\n  - {title: clerk, from: 2004, to: 2013}\n  - {title: mayor, from: 2014}";
        let speaker = move |number| {
            let text = format!("---\nname: Speaker {number}\n{roles}\n---\n\nSpeaker {number} speaks.\n");
            file("speakers", format!("speaker-{number}"), text)
        };
        let topic = move |number| {
            let parent = if number < 10 { String::new() } else { format!("parent: topic-{}\n", number / 10) };
            file("topics", format!("topic-{number}"), format!("---\ntitle: Topic {number}\n{parent}---\n"))
        };
        let source =
            move |number| file("sources", format!("source-{number}"), format!("---\nname: Source {number}\n---\n"));
        (0..self.speakers()).map(speaker).chain((0..self.topics()).map(topic)).chain((0..self.sources()).map(source))
    }

    fn speakers(&self) -> u64 {
        (self.articles / 40).clamp(20, 800)
    }

    fn topics(&self) -> u64 {
        (self.articles / 100).clamp(20, 200)
    }

    fn sources(&self) -> u64 {
        (self.articles / 500).clamp(5, 40)
    }
}

/// Writes one article.
struct ArticleWriter<'a> {
    recipe: &'a Recipe,
    random: Random,
    words: &'static Words,
    text: String,
    /// The speakers of its quotations.
    quoted: Vec<u64>,
}

impl<'a> ArticleWriter<'a> {
    fn new(recipe: &'a Recipe, number: u64) -> Self {
        let seed = recipe.seed.wrapping_mul(0x51_7C_C1_B7_27_22_0A_95) ^ number.wrapping_mul(0x2545_F491_4F6C_DD1D);
        let words = if number.is_multiple_of(2) { &FRENCH } else { &ENGLISH };
        Self { recipe, random: Random(seed), words, text: String::new(), quoted: Vec::new() }
    }

    fn sentence(&mut self) -> String {
        let Words { subjects, verbs, objects, ends, and, .. } = self.words;
        let mut pick = |words: &[&'static str]| self.random.pick(words);
        let (subject, verb, object, end) = (pick(subjects), pick(verbs), pick(objects), pick(ends));
        format!("{subject} {verb} {object} {end} {and} {} {}", pick(verbs), pick(objects))
    }

    /// Ten paragraphs of four sentences; the second sentence of every other one is a quotation.
    fn body(&mut self) {
        for paragraph in 0..10 {
            for place in 0..4 {
                if place > 0 {
                    self.text.push(' ');
                }
                if place == 1 && paragraph % 2 == 0 {
                    self.quotation(paragraph / 2);
                } else {
                    let sentence = self.sentence();
                    let _ = write!(self.text, "{sentence}.");
                }
            }
            self.text.push_str("\n\n");
        }
    }

    fn quotation(&mut self, number: usize) {
        let speaker = self.random.zipf(self.recipe.speakers());
        self.quoted.push(speaker);
        let first = self.sentence();
        let second = lowered(&self.sentence());
        let Words { open, close, said, .. } = self.words;
        let brace = format!("{{@speaker-{speaker}}}");
        let is_annotated = self.recipe.generator == Generator::Guillemet;
        let (left, right, brace, plus) =
            if is_annotated { ("[", "]", brace.as_str(), "{+}") } else { ("", "", "", "") };
        let said = format!("{said} Speaker {speaker}");
        let _ = match number {
            0 | 3 => write!(self.text, "{open}{first}{close}{brace}, {said}."),
            1 => write!(self.text, "{open}{first}{close}{brace}, {said}, {open}{second}{close}{plus}."),
            2 => write!(self.text, "{left}{first}{right}{brace}, {said}."),
            _ => write!(self.text, "{left}{first}, {open}{second}{close}{right}{brace}."),
        };
    }

    /// The speakers of its quotations, each once.
    fn speakers(&self) -> Vec<String> {
        let mut speakers = self.quoted.clone();
        speakers.sort_unstable();
        speakers.dedup();
        speakers.into_iter().map(|speaker| format!("speaker-{speaker}")).collect()
    }

    /// Up to three topics.
    fn topics(&mut self, count: u64) -> Vec<String> {
        let mut topics: Vec<String> = (0..3).map(|_| format!("topic-{}", self.random.zipf(count))).collect();
        topics.sort();
        topics.dedup();
        topics
    }
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, quick, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }

    /// A number below `count`, small ones much more often: the inverse of a Zipf distribution of exponent 1.
    fn zipf(&mut self, count: u64) -> u64 {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((count as f64 + 1.0).powf(uniform)) - 1.0) as u64 % count.max(1)
    }
}

/// What sentences of a language are made of.
struct Words {
    language: &'static str,
    open: &'static str,
    close: &'static str,
    said: &'static str,
    and: &'static str,
    subjects: [&'static str; 10],
    verbs: [&'static str; 10],
    objects: [&'static str; 10],
    ends: [&'static str; 8],
}

static FRENCH: Words = Words {
    language: "fr",
    open: "«",
    close: "»",
    said: "a déclaré",
    and: "et",
    subjects: [
        "La commune",
        "Le conseil",
        "L’agence",
        "La région",
        "Le comité",
        "L’usine",
        "La rivière",
        "Le quartier",
        "La direction",
        "Le syndicat",
    ],
    verbs: ["examine", "repousse", "finance", "prépare", "défend", "redoute", "annonce", "étudie", "suspend", "rouvre"],
    objects: [
        "le chantier du pont",
        "la réforme des horaires",
        "un plan de six ans",
        "la ligne de la vallée",
        "les comptes de l’année",
        "le marché couvert",
        "la digue du nord",
        "un second rapport",
        "les travaux de l’école",
        "la vente des terrains",
    ],
    ends: [
        "avant l’hiver",
        "malgré les réserves",
        "sans attendre l’État",
        "avec l’accord des riverains",
        "pour la troisième fois",
        "dans un calme relatif",
        "au terme d’un long débat",
        "faute de mieux",
    ],
};

static ENGLISH: Words = Words {
    language: "en",
    open: "“",
    close: "”",
    said: "said",
    and: "and",
    subjects: [
        "The council",
        "The agency",
        "The region",
        "The works",
        "The river",
        "The district",
        "The board",
        "The union",
        "The harbour",
        "The school",
    ],
    verbs: [
        "considers",
        "delays",
        "funds",
        "prepares",
        "defends",
        "fears",
        "announces",
        "studies",
        "suspends",
        "reopens",
    ],
    objects: [
        "the bridge works",
        "the new timetable",
        "a six-year plan",
        "the valley line",
        "the yearly accounts",
        "the covered market",
        "the northern dyke",
        "a second report",
        "the school repairs",
        "the sale of the land",
    ],
    ends: [
        "before the winter",
        "despite some doubts",
        "without waiting for the state",
        "with the neighbours’ consent",
        "for the third time",
        "in relative calm",
        "after a long debate",
        "for want of better",
    ],
};
