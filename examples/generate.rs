//! Writes an archive of any size, always the same for the same numbers, to measure with.
//!
//! `cargo run --release --example generate -- --articles 10000 --out DIR`
//!
//! About 590 words and five quotations an article (two direct, one of two fragments, one indirect, one mixed),
//! half of the articles French and half English; speakers and topics follow Zipf's law, as in real archives.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use rayon::prelude::*;

#[derive(Parser)]
struct Arguments {
    /// How many articles.
    #[arg(long, default_value_t = 1000)]
    articles: u64,
    /// The folder to be made.
    #[arg(long)]
    out: PathBuf,
    /// For which generator the archive is written; the others know no annotations.
    #[arg(long, value_enum, default_value = "guillemet")]
    format: Format,
    /// Another seed gives another archive.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Annotated, with speakers, topics and sources in files.
    Guillemet,
    /// The same words without annotations; speakers and topics as taxonomies.
    Hugo,
    /// The same words without annotations; speakers and topics as lists.
    Eleventy,
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

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }

    /// A number below `count`, small ones much more often: the inverse of a Zipf distribution of exponent 1.
    fn zipf(&mut self, count: u64) -> u64 {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((count as f64 + 1.0).powf(uniform)) - 1.0) as u64 % count.max(1)
    }
}

struct Words {
    subjects: &'static [&'static str],
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
    ends: &'static [&'static str],
}

const FRENCH: Words = Words {
    subjects: &[
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
    verbs: &[
        "examine", "repousse", "finance", "prépare", "défend", "redoute", "annonce", "étudie", "suspend", "rouvre",
    ],
    objects: &[
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
    ends: &[
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

const ENGLISH: Words = Words {
    subjects: &[
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
    verbs: &[
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
    objects: &[
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
    ends: &[
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

fn sentence(random: &mut Random, words: &Words) -> String {
    let (subject, verb) = (random.pick(words.subjects), random.pick(words.verbs));
    let (object, end) = (random.pick(words.objects), random.pick(words.ends));
    let (second, last) = (random.pick(words.verbs), random.pick(words.objects));
    let and = if words.subjects[0] == "La commune" { "et" } else { "and" };
    format!("{subject} {verb} {object} {end} {and} {second} {last}")
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

struct Article {
    path: String,
    text: String,
}

fn article(number: u64, arguments: &Arguments) -> Article {
    let mut random =
        Random(arguments.seed.wrapping_mul(0x51_7C_C1_B7_27_22_0A_95) ^ number.wrapping_mul(0x2545_F491_4F6C_DD1D));
    let is_french = number.is_multiple_of(2);
    let words = if is_french { &FRENCH } else { &ENGLISH };
    let (speakers, topics, sources) = counts(arguments.articles);
    let (year, month, day) = (2004 + random.below(20), 1 + random.below(12), 1 + random.below(28));
    let title = sentence(&mut random, words);
    let mut quoted: Vec<u64> = Vec::new();
    let mut body = String::new();
    for paragraph in 0..10 {
        for place in 0..4 {
            if place > 0 {
                body.push(' ');
            }
            if place == 1 && paragraph % 2 == 0 {
                let speaker = random.zipf(speakers);
                quoted.push(speaker);
                quotation(&mut body, &mut random, words, paragraph / 2, speaker, arguments.format);
            } else {
                let _ = write!(body, "{}.", sentence(&mut random, words));
            }
        }
        body.push_str("\n\n");
    }
    let mut topic_list: Vec<String> = (0..3).map(|_| format!("topic-{}", random.zipf(topics))).collect();
    topic_list.sort();
    topic_list.dedup();
    let source = random.zipf(sources);
    let language = if is_french { "fr" } else { "en" };
    let mut head = format!("---\ntitle: \"{title}\"\ndate: {year}-{month:02}-{day:02}\n");
    let topic_list = topic_list.join(", ");
    match arguments.format {
        Format::Guillemet => {
            let _ = write!(
                head,
                "lang: {language}\nsource: {{name: Source {source}, url: \"https://source-{source}.example/{number}\"}}\ntopics: [{topic_list}]\n"
            );
        }
        Format::Hugo | Format::Eleventy => {
            quoted.sort_unstable();
            quoted.dedup();
            let names: Vec<String> = quoted.iter().map(|speaker| format!("speaker-{speaker}")).collect();
            let _ = write!(head, "speakers: [{}]\ntopics: [{topic_list}]\nsources: [source-{source}]\n", names.join(", "));
        }
    }
    head.push_str("---\n\n");
    Article { path: format!("{year}/{month:02}/article-{number}.md"), text: head + body.trim_end() + "\n" }
}

fn quotation(body: &mut String, random: &mut Random, words: &Words, kind: usize, speaker: u64, format: Format) {
    let is_french = words.subjects[0] == "La commune";
    let (open, close) = if is_french { ("«", "»") } else { ("“", "”") };
    let said = if is_french { "a déclaré" } else { "said" };
    let first = sentence(random, words);
    let second = lowered(&sentence(random, words));
    let annotated = format == Format::Guillemet;
    let brace = if annotated { format!("{{@speaker-{speaker}}}") } else { String::new() };
    let plus = if annotated { "{+}" } else { "" };
    let (left, right) = if annotated { ("[", "]") } else { ("", "") };
    let _ = match kind {
        0 | 3 => write!(body, "{open}{first}{close}{brace}, {said} Speaker {speaker}."),
        1 => write!(body, "{open}{first}{close}{brace}, {said} Speaker {speaker}, {open}{second}{close}{plus}."),
        2 => write!(body, "{left}{first}{right}{brace}, {said} Speaker {speaker}."),
        _ => write!(body, "{left}{first}, {open}{second}{close}{right}{brace}."),
    };
}

/// How many speakers, topics and sources an archive has.
fn counts(articles: u64) -> (u64, u64, u64) {
    ((articles / 40).clamp(20, 800), (articles / 100).clamp(20, 200), (articles / 500).clamp(5, 40))
}

fn put(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = root.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let out = &arguments.out;
    (0..arguments.articles).into_par_iter().try_for_each(|number| {
        let article = article(number, &arguments);
        put(out, &format!("content/articles/{}", article.path), &article.text)
    })?;
    if arguments.format == Format::Guillemet {
        let (speakers, topics, sources) = counts(arguments.articles);
        put(out, "guillemet.toml", "title = \"Generated archive\"\nbase_url = \"https://archive.example/\"\n")?;
        for number in 0..speakers {
            let text = format!(
                "---\nname: Speaker {number}\nroles:\n  - {{title: clerk, from: 2004, to: 2013}}\n  - {{title: mayor, from: 2014}}\n---\n\nSpeaker {number} speaks.\n"
            );
            put(out, &format!("content/speakers/speaker-{number}.md"), &text)?;
        }
        for number in 0..topics {
            let parent = if number < 10 { String::new() } else { format!("parent: topic-{}\n", number / 10) };
            put(
                out,
                &format!("content/topics/topic-{number}.md"),
                &format!("---\ntitle: Topic {number}\n{parent}---\n"),
            )?;
        }
        for number in 0..sources {
            put(out, &format!("content/sources/source-{number}.md"), &format!("---\nname: Source {number}\n---\n"))?;
        }
    }
    println!("{} articles in {}", arguments.articles, out.display());
    Ok(())
}
