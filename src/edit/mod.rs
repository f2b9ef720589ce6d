//! Writes annotations into the text of an article: pure, from one text to the next.
//!
//! Nothing is written that the parser does not read as meant: every edit is read again, and refused unless the
//! archived words came through byte for byte, the annotation says what was asked, and all others say what they
//! said. So several edits can follow one another with the same places, since places count in the plain text,
//! which annotating never changes.

mod annotation;
mod article_text;
mod meaning;
mod placement;
mod problem;
mod selector;

pub use annotation::{Annotation, Said};
pub use article_text::ArticleText;
pub use placement::Placement;
pub use problem::EditProblem;
pub use selector::{Selector, find};

use crate::model::{Article, QuotationId, QuotationKind};
use crate::span::{Plain, Span};
use meaning::{Meaning, added, altered, continues, meanings};

/// A way to annotate a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// How it is written.
    pub placement: Placement,
    /// The passage that is annotated: the one selected, or the quotation marks around it.
    pub passage: Span<Plain>,
    /// The words without outer quotation marks.
    pub words: Span<Plain>,
    /// What the passage then is.
    pub kind: QuotationKind,
}

/// An annotation of an article by its place in the article's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// One of [`Article::quotations`].
    Quotation(usize),
    /// One of [`Article::notes`].
    Note(usize),
}

/// The ways in which a selected passage can become a quotation, the one that its form suggests first; never empty.
///
/// # Errors
/// When there is none.
pub fn choices(file: &ArticleText, selection: Span<Plain>) -> Result<Vec<Choice>, EditProblem> {
    let selection = selected(file, selection)?;
    let nobody = Annotation::Quotation(Said::default());
    let mut choices: Vec<Choice> = Vec::new();
    let mut problem = EditProblem::NoPlace;
    for (placement, passage) in placement::placements(file, selection) {
        match placed(file, placement, passage, &nobody) {
            Ok((_, Meaning::Quotation { kind, fragments, .. })) => {
                let words = fragments.first().map_or(passage, |fragment| fragment.words);
                if choices.iter().all(|choice| choice.kind != kind) {
                    choices.push(Choice { placement, passage, words, kind });
                }
            }
            Ok(_) => {}
            Err(error) => problem = error,
        }
    }
    if choices.is_empty() { Err(problem) } else { Ok(choices) }
}

/// Annotates a passage in the way that its form suggests: behind its quotation marks where it has some, before
/// it where it is a whole block quotation, else in brackets. A note always goes in brackets.
///
/// # Errors
/// When the passage cannot be annotated, or not without touching anything else.
pub fn insert(file: &ArticleText, selection: Span<Plain>, annotation: &Annotation) -> Result<ArticleText, EditProblem> {
    let selection = selected(file, selection)?;
    let placements = match annotation {
        Annotation::Note(_) => vec![(Placement::Bracket, selection)],
        _ => placement::placements(file, selection),
    };
    let mut problem = EditProblem::NoPlace;
    for (placement, passage) in placements {
        match insert_at(file, placement, passage, annotation) {
            Ok(changed) => return Ok(changed),
            Err(error) => problem = error,
        }
    }
    Err(problem)
}

/// Annotates a passage in one of the ways that [`choices`] offers.
///
/// # Errors
/// As [`insert`].
pub fn insert_as(file: &ArticleText, choice: &Choice, annotation: &Annotation) -> Result<ArticleText, EditProblem> {
    insert_at(file, choice.placement, choice.passage, annotation)
}

fn insert_at(
    file: &ArticleText,
    placement: Placement,
    passage: Span<Plain>,
    annotation: &Annotation,
) -> Result<ArticleText, EditProblem> {
    let annotation = annotation.tidy();
    let (changed, _) = placed(file, placement, passage, &annotation)?;
    match &annotation {
        Annotation::Quotation(said) if said.id.is_none() && !keeps_ids(file.article(), changed.article()) => {
            // The same words stand further on and would hand their number down: addresses must not move.
            let id = free_id(file.article(), changed.article());
            let named = Annotation::Quotation(Said { id, ..said.clone() });
            placed(file, placement, passage, &named).map(|(changed, _)| changed)
        }
        _ => Ok(changed),
    }
}

/// Makes a passage a further fragment of the quotation before it, if that keeps its kind: somebody's very words go
/// on with very words. Gives that quotation's place in the article's list as well.
///
/// # Errors
/// When no quotation stands before the passage, or none that it can go on with.
pub fn continue_quotation(file: &ArticleText, selection: Span<Plain>) -> Result<(ArticleText, usize), EditProblem> {
    let changed = insert(file, selection, &Annotation::Continuation)?;
    let index = continued(file.article(), changed.article()).ok_or(EditProblem::NoPlace)?;
    let kind = |article: &Article| article.quotations.get(index).map(|quotation| quotation.kind);
    if kind(file.article()) == kind(changed.article()) { Ok((changed, index)) } else { Err(EditProblem::NoPlace) }
}

/// Gives the quotation that `annotated` has and `file` has not further runs of text.
///
/// # Errors
/// When a run cannot be annotated, or another quotation stands between it and the first.
pub fn insert_further(
    file: &ArticleText,
    annotated: ArticleText,
    runs: &[Span<Plain>],
) -> Result<ArticleText, EditProblem> {
    let new = added(&meanings(file.article()), &meanings(annotated.article())).map(|(index, _)| index);
    runs.iter().try_fold(annotated, |before, run| {
        let after = insert(&before, *run, &Annotation::Continuation)?;
        if continued(before.article(), after.article()) == new { Ok(after) } else { Err(EditProblem::NoPlace) }
    })
}

/// The quotation that has a fragment more in `after`.
fn continued(before: &Article, after: &Article) -> Option<usize> {
    let mut pairs = before.quotations.iter().zip(&after.quotations);
    pairs.position(|(before, after)| before.fragments.len() < after.fragments.len())
}

/// Changes what the braces of an annotation say.
///
/// # Errors
/// When there is no such annotation, or when it would not say just that.
pub fn change(file: &ArticleText, target: Target, annotation: &Annotation) -> Result<ArticleText, EditProblem> {
    let annotation = annotation.tidy();
    let article = file.article();
    let syntax = match target {
        Target::Quotation(index) => {
            article.quotations.get(index).and_then(|it| it.fragments.first()).map(|it| it.syntax)
        }
        Target::Note(index) => article.notes.get(index).map(|note| note.syntax),
    };
    let syntax = syntax.ok_or(EditProblem::NoSuchAnnotation)?;
    let changed = file.with(&[(syntax.range(), annotation.to_string())])?;
    let before = meanings(article);
    let after = meanings(changed.article());
    let says_so = match altered(&before, &after) {
        Some((
            Meaning::Quotation { fragments: before, kind: kind_before, .. },
            Meaning::Quotation { said, fragments, kind },
        )) => annotation == Annotation::Quotation((**said).clone()) && before == fragments && kind_before == kind,
        Some((Meaning::Note(before, _), Meaning::Note(passage, text))) => {
            annotation == Annotation::Note(text.clone()) && before == passage
        }
        Some(_) => false,
        None => before == after,
    };
    if says_so { Ok(changed) } else { Err(EditProblem::NoPlace) }
}

/// Takes an annotation away, all fragments of a quotation at once.
///
/// # Errors
/// When there is no such annotation, or when another would suffer.
pub fn remove(file: &ArticleText, target: Target) -> Result<ArticleText, EditProblem> {
    let index = match target {
        Target::Note(index) => {
            let note = file.article().notes.get(index).ok_or(EditProblem::NoSuchAnnotation)?;
            let number = file.article().quotations.len() + index;
            return without(file, note.markdown, note.syntax.range(), |before, after| {
                added(after, before).is_some_and(|(removed, _)| removed == number)
            });
        }
        Target::Quotation(index) => index,
    };
    let count = file.article().quotations.get(index).ok_or(EditProblem::NoSuchAnnotation)?.fragments.len();
    let mut file = file.clone();
    for number in (0..count).rev() {
        let quotation = file.article().quotations.get(index).ok_or(EditProblem::NoSuchAnnotation)?;
        let fragment = *quotation.fragments.get(number).ok_or(EditProblem::NoSuchAnnotation)?;
        file = without(&file, fragment.markdown, fragment.syntax.range(), |before, after| {
            if number > 0 {
                altered(before, after).is_some_and(|(before, after)| continues(after, before, fragment.plain))
            } else {
                added(after, before).is_some_and(|(removed, _)| removed == index)
            }
        })?;
    }
    Ok(file)
}

/// The file without the braces at `syntax` and what belongs to them, if that does what it should.
fn without(
    file: &ArticleText,
    passage: Span<crate::span::Markdown>,
    syntax: std::ops::Range<usize>,
    is_right: impl Fn(&[Meaning], &[Meaning]) -> bool,
) -> Result<ArticleText, EditProblem> {
    let before = meanings(file.article());
    let candidates = placement::removals(file, passage, syntax).into_iter();
    let mut changed = candidates.filter_map(|changes| file.with(&changes).ok());
    changed.find(|changed| is_right(&before, &meanings(changed.article()))).ok_or(EditProblem::NoPlace)
}

/// A selection without the space around it, if it holds words that are not annotated yet.
fn selected(file: &ArticleText, selection: Span<Plain>) -> Result<Span<Plain>, EditProblem> {
    let text = file.article().body.plain.as_str();
    let selection = placement::trimmed(selection, text);
    if selection.is_empty() { Err(EditProblem::NothingSelected) } else { Ok(selection) }
}

/// The file with an annotation in a place, and what that annotation then means.
fn placed(
    file: &ArticleText,
    placement: Placement,
    passage: Span<Plain>,
    annotation: &Annotation,
) -> Result<(ArticleText, Meaning), EditProblem> {
    let fragments = file.article().quotations.iter().flat_map(|quotation| &quotation.fragments);
    let is_quotation = !matches!(annotation, Annotation::Note(_));
    if is_quotation && fragments.into_iter().any(|fragment| fragment.plain == passage || fragment.words == passage) {
        return Err(EditProblem::AlreadyAnnotated);
    }
    let before = meanings(file.article());
    let plain = file.article().body.plain.as_str();
    let mut problem = EditProblem::NoPlace;
    for changes in placement::changes(file, placement, passage, &annotation.to_string()) {
        match file.with(&changes) {
            Ok(changed) => {
                let after = meanings(changed.article());
                if let Some(meaning) = meant(&before, &after, plain, passage, annotation) {
                    let meaning = meaning.clone();
                    return Ok((changed, meaning));
                }
            }
            Err(refused @ EditProblem::Refused(_)) => problem = refused,
            Err(_) => {}
        }
    }
    Err(problem)
}

/// The annotation that an edit added, if it added just what was asked.
fn meant<'a>(
    before: &[Meaning],
    after: &'a [Meaning],
    plain: &str,
    passage: Span<Plain>,
    annotation: &Annotation,
) -> Option<&'a Meaning> {
    match annotation {
        Annotation::Quotation(wanted) => added(before, after).map(|(_, new)| new).filter(|new| match new {
            Meaning::Quotation { said, fragments, .. } => {
                **said == *wanted
                    && fragments.len() == 1
                    && fragments.iter().all(|it| placement::trimmed(it.plain, plain) == passage)
            }
            Meaning::Note(..) => false,
        }),
        Annotation::Continuation => altered(before, after)
            .filter(|(shorter, longer)| continues(shorter, longer, passage))
            .and_then(|(_, longer)| after.iter().find(|meaning| *meaning == longer)),
        Annotation::Note(text) => {
            let note = Meaning::Note(passage, text.clone());
            added(before, after).map(|(_, new)| new).filter(|new| **new == note)
        }
    }
}

/// Whether the quotations of `before` have their identifiers still.
fn keeps_ids(before: &Article, after: &Article) -> bool {
    let mut kept =
        after.quotations.iter().map(|quotation| (&quotation.id, quotation.fragments.first().map(|it| it.plain)));
    before
        .quotations
        .iter()
        .all(|old| kept.any(|(id, place)| place == old.fragments.first().map(|it| it.plain) && *id == old.id))
}

/// The identifier that only `after` has.
fn free_id(before: &Article, after: &Article) -> Option<QuotationId> {
    let is_new = |id: &&QuotationId| before.quotations.iter().all(|quotation| quotation.id != **id);
    after.quotations.iter().map(|quotation| &quotation.id).find(is_new).cloned()
}
