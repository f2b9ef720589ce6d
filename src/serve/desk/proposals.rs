//! What the article on a page still wants annotated.

use serde::Serialize;

use super::answers::Answers;
use crate::annotate::{Proposal, WORTH_A_LOOK, propose, write};
use crate::edit::{ArticleText, Selector};
use crate::model::QuotationKind;
use crate::serve::Preview;

/// A proposal as the page shows it.
#[derive(Debug, Serialize)]
pub struct Proposed {
    /// The passage, run by run.
    runs: Vec<Selector>,
    /// The passage with what stands around it: whether a part belongs to it, and its words.
    context: Vec<(bool, String)>,
    kind: QuotationKind,
    /// What accepting it says.
    said: Answers,
    /// The speaker as the article has it, where that is nobody's name.
    name: String,
    /// Whether the archive knows the speaker already.
    known: bool,
    /// How sure it is, in percent.
    confidence: u8,
}

/// The proposals for an article that are worth a look and can be written, in the order of its text.
pub fn proposals(site: &Preview, file: &ArticleText) -> Vec<Proposed> {
    let article = file.article();
    let plain = article.body.plain.as_str();
    let mut found = propose(article, &site.config().language, site.known_speakers());
    found.retain(|proposal| proposal.confidence >= WORTH_A_LOOK && write(file, proposal).is_ok());
    found.into_iter().map(|proposal| proposed(proposal, plain)).collect()
}

fn proposed(proposal: Proposal, plain: &str) -> Proposed {
    // The page shows the passage itself.
    const AROUND: usize = 60;
    let context =
        proposal.in_context(plain, AROUND).into_iter().map(|(is_passage, words)| (is_passage, words.to_owned()));
    let speakers = proposal.speaker.iter().map(|_| proposal.name.clone()).collect();
    Proposed {
        runs: proposal.fragments.iter().map(|fragment| Selector::of(plain, *fragment)).collect(),
        context: context.collect(),
        kind: proposal.kind,
        said: Answers { unknown: proposal.speaker.is_none(), speakers, ..Answers::default() },
        name: proposal.name,
        known: proposal.is_known,
        confidence: (proposal.confidence * 100.0).round() as u8,
    }
}
