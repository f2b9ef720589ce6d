//! The annotation syntax: cut out of the body before the Markdown is parsed, and read.
//!
//! The steps: find braces that begin like an annotation; cut them and the brackets before them out and scan the
//! Markdown; put back those that turn out to stand in code; find where each passage begins (its bracket, its opening
//! quotation mark, its block); read what the braces say.

mod attributes;
mod braces;
mod brackets;
mod cuts;
mod kind;
mod openings;

use std::iter;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Form, PlainText, QuotationKind};
use crate::parse::scan::{BlockKind, Scan, scan};
pub use crate::quotation_marks::Pair;
use crate::quotation_marks::{self as marks, Breaks};
use crate::read::ContentPath;
use crate::span::{File, Markdown, Plain, Span};

pub use attributes::{Reading, is_web_address, read_attributes};
use braces::Braces;
pub use braces::begins_like_annotation;
use cuts::Cuts;
use kind::KindRule;
use openings::{Missing, Opening, openings, text_before};

/// A body without its annotation syntax.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The clean Markdown.
    pub markdown: String,
    /// What was cut out.
    pub cuts: Vec<crate::model::Cut>,
    /// What the Markdown holds.
    pub scan: Scan,
    /// The annotated passages in the order of their braces.
    pub passages: Vec<Passage>,
    /// Pairs of quotation marks, typewriter apostrophes left aside.
    pub pairs: Vec<Pair>,
}

/// A passage and what its braces say.
#[derive(Debug)]
pub struct Passage {
    /// The passage with its quotation marks.
    pub markdown: Span<Markdown>,
    /// The same in the plain text.
    pub plain: Span<Plain>,
    /// The words without outer quotation marks.
    pub words: Span<Plain>,
    /// What the quotation marks say of the passage.
    pub kind: QuotationKind,
    /// A passage or whole blocks.
    pub form: Form,
    /// The braces in the file.
    pub syntax: Span<File>,
    /// What is written between them.
    pub reading: Reading,
}

/// Cuts the annotation syntax out of `body`, which stands at byte `offset` of the file.
pub fn annotate(path: &ContentPath, body: &str, offset: usize, problems: &mut Vec<Diagnostic>) -> Annotated {
    let (candidates, unclosed) = braces::find(body);
    let (braces, first_cuts, first_scan) = outside_code(body, candidates);
    let to_first = first_cuts.to_clean();
    for brace in unclosed.into_iter().filter(|brace| !is_inert(&first_scan, to_first(brace.at))) {
        problems.push(catalogue::unclosed_braces(path, Span::new(offset + brace.at, offset + brace.at + 1)));
    }
    let first_pairs = quotation_marks(&first_scan.plain);
    if braces.is_empty() {
        return Annotated { markdown: body.to_owned(), scan: first_scan, pairs: first_pairs, ..Annotated::default() };
    }
    let in_file = |range: &Range<usize>| Span::new(offset + range.start, offset + range.end);
    let openings = openings(body, &braces, &first_cuts, &first_scan, &first_pairs);

    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut kept: Vec<(&Braces, Opening)> = Vec::new();
    for (brace, opening) in braces.iter().zip(openings) {
        let looks_meant = |brace: &Braces| {
            body.get(brace.range.clone()).is_some_and(|text| text.starts_with("{@") || text.starts_with("{+"))
        };
        match opening {
            Ok(opening) => {
                pieces.push(brace.cut.clone());
                if let Opening::Bracket(bracket) = &opening {
                    pieces.extend(brackets::ends(bracket.clone()));
                }
                kept.push((brace, opening));
            }
            Err(Missing::Bracket) => problems.push(catalogue::unopened_bracket(path, in_file(&brace.range))),
            Err(Missing::Mark(mark)) => problems.push(catalogue::unopened_mark(path, mark, in_file(&brace.range))),
            Err(Missing::Passage) if looks_meant(brace) => {
                problems.push(catalogue::stray_annotation(path, in_file(&brace.range)));
            }
            Err(Missing::Passage) => {}
        }
    }

    let cuts = Cuts::new(pieces);
    let markdown = cuts.apply(body);
    let (scan, pairs) = if cuts == first_cuts {
        (first_scan, first_pairs)
    } else {
        let scan = scan(&markdown);
        let pairs = quotation_marks(&scan.plain);
        (scan, pairs)
    };
    let to_clean = cuts.to_clean();
    let mut passages = Vec::with_capacity(kept.len());
    for (brace, opening) in kept {
        let syntax = in_file(&brace.range);
        let text = body.get(brace.range.clone()).unwrap_or_default();
        let reading = read_attributes(path, text, syntax.start(), problems);
        let found = match opening {
            Opening::Mark(range) => inline(Span::new(to_clean(range.start), to_clean(range.end))),
            Opening::Bracket(range) => inline(Span::new(to_clean(range.start + 1), to_clean(range.end - 1))),
            Opening::NextBlock => match next_block(&scan, &markdown, to_clean(brace.cut.start)) {
                Some(block) => block,
                None => {
                    problems.push(catalogue::no_block_to_annotate(path, syntax));
                    continue;
                }
            },
        };
        let (markdown, kind_of, form) = found;
        let plain = scan.plain.of_markdown(markdown);
        let (kind, words) = kind_of.judge(plain, &scan, &pairs);
        if words.is_empty() {
            problems.push(catalogue::empty_passage(path, syntax));
            continue;
        }
        passages.push(Passage { markdown, plain, words, kind, form, syntax, reading });
    }
    Annotated { markdown, cuts: cuts.in_clean(), scan, passages, pairs }
}

/// Leaves aside the braces that stand in code or raw HTML. What is code is only known once the syntax is cut out, the
/// brackets as they would pair without any code, and braces that are put back can show more code; so this is repeated,
/// rarely more than once.
fn outside_code(body: &str, mut braces: Vec<Braces>) -> (Vec<Braces>, Cuts, Scan) {
    const ROUNDS: usize = 4;
    // Braces that begin in code and end behind it would take the end of the code with them.
    let ends_code = |brace: &Braces| body.get(brace.cut.clone()).is_some_and(|text| text.contains('`'));
    if braces.iter().any(ends_code) {
        let uncut = scan(body);
        braces.retain(|brace| !(ends_code(brace) && is_inert(&uncut, brace.cut.start)));
    }
    for _ in 0..ROUNDS {
        let brackets = brackets::pair(body, &braces, |_| false);
        let pieces = braces.iter().flat_map(|brace| {
            let bracket = text_before(body, brace).and_then(|before| brackets::at_end(body, before, &brackets)?);
            iter::once(brace.cut.clone()).chain(bracket.into_iter().flat_map(brackets::ends))
        });
        let cuts = Cuts::new(pieces.collect());
        let scanned = scan(&cuts.apply(body));
        let to_clean = cuts.to_clean();
        let before = braces.len();
        braces.retain(|brace| !is_inert(&scanned, to_clean(brace.cut.start)));
        if braces.len() == before {
            return (braces, cuts, scanned);
        }
    }
    (Vec::new(), Cuts::default(), scan(body))
}

/// The pairs of quotation marks of an article's words, code left aside.
pub fn quotation_marks(plain: &PlainText) -> Vec<Pair> {
    marks::pair(plain.as_str(), |at| plain.is_prose(at), Breaks::EmptyLine)
}

/// Whether a place between two bytes lies inside code or raw HTML.
fn is_inert(scan: &Scan, at: usize) -> bool {
    let index = scan.inert.partition_point(|span| span.end() <= at);
    scan.inert.get(index).is_some_and(|span| span.start() < at)
}

type Found = (Span<Markdown>, KindRule, Form);

fn inline(span: Span<Markdown>) -> Found {
    (span, KindRule::Passage, Form::Inline)
}

/// The block that begins behind `at`, with nothing but space between.
fn next_block(scan: &Scan, markdown: &str, at: usize) -> Option<Found> {
    let index = scan.blocks.partition_point(|block| block.span.start() < at);
    let block = scan.blocks.get(index)?;
    let between = markdown.get(at..block.span.start())?;
    if !between.trim_matches(|letter: char| letter.is_whitespace() || letter == '>').is_empty() {
        return None;
    }
    let rule = match block.kind {
        BlockKind::BlockQuote => KindRule::BlockQuote,
        BlockKind::Paragraph | BlockKind::List => KindRule::Block,
        BlockKind::Other => return None,
    };
    Some((block.span, rule, Form::Block))
}
