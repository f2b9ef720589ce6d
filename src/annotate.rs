//! What an article still wants annotated: the proposals of [`crate::attribution`] for the archive.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::attribution::known::{KnownSpeaker, KnownSpeakers};
use crate::attribution::{self, Construction, grammar};
use crate::edit::{Annotation, ArticleText, EditProblem, Said, insert, insert_further};
use crate::model::{Article, Language, QuotationKind, SpeakerId, SpeakerKind};
use crate::span::{Plain, Span};

/// A passage that could be annotated, and whose words it seems to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The runs of text in the article's words, in order, never empty.
    pub fragments: Vec<Span<Plain>>,
    /// Whether they are somebody's very words.
    pub kind: QuotationKind,
    /// The words that tell of the saying.
    pub cue: Option<Span<Plain>>,
    /// The words that name the speaker there.
    pub mention: Option<Span<Plain>>,
    /// The speaker, known or made of the name; nobody when the article names none.
    pub speaker: Option<SpeakerId>,
    /// The speaker's name as the archive or else the article has it.
    pub name: String,
    /// Whether the archive knows the speaker already.
    pub is_known: bool,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// Proposals that are less sure are seldom right, so people are not bothered with them.
pub const WORTH_A_LOOK: f32 = 0.5;

impl Proposal {
    /// The passage with as many characters around it in the article's text, in parts: whether a part belongs to
    /// the passage, and its words.
    pub fn in_context<'a>(&self, text: &'a str, around: usize) -> Vec<(bool, &'a str)> {
        let (Some(first), Some(last)) = (self.fragments.first(), self.fragments.last()) else { return Vec::new() };
        let before = text.get(..first.start()).unwrap_or_default();
        let start = before.char_indices().rev().nth(around).map_or(0, |(at, _)| at);
        let behind = text.get(last.end()..).unwrap_or_default();
        let end = behind.char_indices().nth(around).map_or(text.len(), |(at, _)| last.end() + at);
        let mut parts = vec![(false, if start > 0 { "…" } else { "" })];
        let mut at = start;
        for fragment in &self.fragments {
            parts.push((false, text.get(at..fragment.start()).unwrap_or_default()));
            parts.push((true, fragment.slice(text)));
            at = fragment.end();
        }
        parts.push((false, text.get(at..end).unwrap_or_default()));
        parts.push((false, if end < text.len() { "…" } else { "" }));
        parts.retain(|(_, words)| !words.is_empty());
        parts
    }
}

/// The speakers of an archive, prepared to be found by name and office.
pub fn known_speakers(archive: &Archive) -> KnownSpeakers {
    let speaker = |row: &crate::archive::Speaker| {
        let file = row.file.as_deref();
        let aliases = file.map(|file| file.aliases.clone()).unwrap_or_default();
        KnownSpeaker {
            id: row.id.as_str().to_owned(),
            names: std::iter::once(row.name.clone()).chain(aliases).collect(),
            roles: file.map(|file| file.roles.clone()).unwrap_or_default(),
            is_body: row.kind() == SpeakerKind::Organisation,
        }
    };
    KnownSpeakers::new(archive.speakers.iter().map(speaker).collect())
}

/// What of an article could be annotated and is not, in the order of the text, no two overlapping.
///
/// Nothing is proposed in a language without a language file.
pub fn propose(article: &Article, site_language: &Language, known: &KnownSpeakers) -> Vec<Proposal> {
    let language = article.language.as_ref().unwrap_or(site_language);
    let Some(grammar) = grammar(language.tag()) else { return Vec::new() };
    let text = article.body.plain.as_str();
    let found = attribution::propose(text, grammar);
    let taken: Vec<Span<Plain>> =
        article.quotations.iter().flat_map(|quotation| quotation.fragments.iter().map(|it| it.plain)).collect();
    let chosen = apart(found, taken);
    chosen.into_iter().map(|proposal| of_archive(proposal, text, article, known)).collect()
}

/// The proposals that touch nothing taken and not one another: the clearly surer ones win, else the longer.
fn apart(mut found: Vec<attribution::Proposal>, mut taken: Vec<Span<Plain>>) -> Vec<attribution::Proposal> {
    // Likely, less likely, unlikely: within these the longer passage says more.
    const CLEARLY: f32 = 2.5;
    let rank = |proposal: &attribution::Proposal| (proposal.confidence * CLEARLY).round();
    // The paper that passes on what somebody said is less of a speaker than who said it.
    let may_relay = |proposal: &attribution::Proposal| {
        !proposal.is_named && matches!(proposal.construction, Construction::Parenthesis | Construction::Phrase)
    };
    found.sort_by(|a, b| {
        rank(b).total_cmp(&rank(a)).then(may_relay(a).cmp(&may_relay(b))).then(b.hull().len().cmp(&a.hull().len()))
    });
    taken.sort();
    // By start; of annotations inside one another the outer counts.
    let mut reach = 0;
    taken.retain(|span| {
        let is_outer = span.end() > reach;
        reach = reach.max(span.end());
        is_outer
    });
    let mut taken: BTreeMap<usize, usize> = taken.into_iter().map(|span| (span.start(), span.end())).collect();
    found.retain(|proposal| {
        let is_free = proposal
            .fragments
            .iter()
            .all(|fragment| taken.range(..fragment.end).next_back().is_none_or(|(_, end)| *end <= fragment.start));
        if is_free {
            taken.extend(proposal.fragments.iter().map(|fragment| (fragment.start, fragment.end)));
        }
        is_free
    });
    found.sort_by_key(|proposal| proposal.hull().start);
    found
}

fn of_archive(proposal: attribution::Proposal, text: &str, article: &Article, known: &KnownSpeakers) -> Proposal {
    let span = |range: std::ops::Range<usize>| Span::new(range.start, range.end);
    let mention = proposal.mention.clone().and_then(|mention| text.get(mention)).unwrap_or_default();
    let name = proposal.speaker.clone().unwrap_or_default();
    let known = known.find(&name, mention, article.date);
    let speaker = match known {
        Some(known) => SpeakerId::from_name(&known.id).ok(),
        None if proposal.is_named => SpeakerId::from_name(&name).ok(),
        None => None,
    };
    Proposal {
        kind: proposal.kind,
        cue: proposal.cue.map(span),
        mention: proposal.mention.map(span),
        is_known: known.is_some(),
        name: known.and_then(|known| known.names.first().cloned()).unwrap_or(name),
        speaker,
        confidence: proposal.confidence,
        fragments: proposal.fragments.into_iter().map(span).collect(),
    }
}

/// The article with a proposal written into it; nothing else of the text changes.
///
/// # Errors
/// When the passage cannot be annotated, because of code or another annotation.
pub fn write(file: &ArticleText, proposal: &Proposal) -> Result<ArticleText, EditProblem> {
    let said = Said::by(proposal.speaker.iter().cloned().collect());
    let (first, further) = proposal.fragments.split_first().ok_or(EditProblem::NothingSelected)?;
    insert_further(file, insert(file, *first, &Annotation::Quotation(said))?, further)
}
