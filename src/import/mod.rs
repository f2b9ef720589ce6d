//! Brings articles into an archive.
//!
//! The way of a source: [`gather`] (bytes) → [`decode`] → [`recognise`] → one module per kind of source (a
//! [`Draft`] for each article) → [`complete`] (title, language, Markdown) → [`compose`] (a content file, parsed and
//! hashed) → [`duplicates`] → [`place`] (files). Only the first and the last touch the disk or the network.

pub mod annotations;
mod blocks;
mod complete;
mod compose;
mod dates;
mod decode;
mod draft;
mod duplicates;
mod edits;
mod escape;
mod feed;
mod fetch;
mod fields;
mod gather;
mod html;
mod language;
mod loose;
mod markdown;
mod notes;
mod phrases;
mod pictures;
mod place;
mod promotion;
mod recognise;
mod report;
mod table;
mod text;
mod typeset;
mod warc;

use std::path::Path;

use rayon::prelude::*;

pub use blocks::{Block, Inline, passages, tidy};
pub use compose::Composed;
pub use draft::{Body, Draft};
pub use gather::Material;
pub use notes::{Failure, Note};
pub use recognise::Kind;
pub use report::{Found, Item, Outcome, Report};
pub use table::Mapping;
pub use typeset::typeset;

use crate::model::{Language, PartialDate};
use crate::read::ContentFile;
use duplicates::{Known, Signature};
use fetch::Fetcher;
use pictures::Picture;
use place::Places;

/// How articles are brought in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the sources are, where that is not to be recognised.
    pub kind: Option<Kind>,
    /// Which columns of tables hold what.
    pub mapping: Vec<Mapping>,
    /// The language of all texts.
    pub language: Option<Language>,
    /// The publication that all articles come from.
    pub source: Option<String>,
    /// Topics that all articles get.
    pub topics: Vec<String>,
    /// The folder below `content/articles`, instead of one for each year.
    pub into: Option<String>,
    /// Mark the articles as drafts.
    pub draft: bool,
    /// Keep invitations to subscribe and links to other articles.
    pub keep_boilerplate: bool,
    /// Import what is in the archive already once more.
    pub keep_duplicates: bool,
    /// Bring the pictures of articles in.
    pub pictures: bool,
    /// Write nothing.
    pub dry_run: bool,
    /// The day on which addresses are read.
    pub today: Option<PartialDate>,
}

/// So many sources are worked on at a time: enough for all cores, few enough for the memory.
const AT_A_TIME: usize = 128;

/// Imports `sources` (paths, addresses, `-`) into the archive at `root`, whose content files are `present`.
/// `tick` is called with the number of sources in all and of those done.
pub fn import(
    sources: &[String],
    root: &Path,
    present: Vec<ContentFile>,
    options: &Options,
    tick: &dyn Fn(usize, usize),
) -> Report {
    let mut report = Report::default();
    let (mut places, mut known) = place::survey(present);
    let listed = gather::list(sources);
    let count = listed.len();
    let fetcher = Fetcher::default();
    let mut materials = gather::materials(listed, &fetcher, options).peekable();
    while materials.peek().is_some() {
        let batch: Vec<_> = materials.by_ref().take(AT_A_TIME).collect();
        let done = batch.last().map_or(count, |gathered| gathered.number);
        let mut drafts: Vec<_> =
            batch.into_par_iter().map(|gathered| (gathered.name, drafts(gathered.material, options))).collect();
        if options.pictures && !options.dry_run {
            // One after another, as addresses are: a server is never asked for two things at once.
            let drafts = drafts.iter_mut().flat_map(|(_, drafts)| drafts).flatten();
            drafts.for_each(|draft| pictures::bring_in(draft, &|address, page| fetcher.fetch_for(address, page)));
        }
        let read: Vec<_> = drafts
            .into_par_iter()
            .map(|(name, drafts)| (name, drafts.into_iter().map(|draft| ready(draft?, options)).collect::<Vec<_>>()))
            .collect();
        for (name, outcomes) in read {
            for outcome in outcomes {
                report.items.push(settle(&name, outcome, root, &mut places, &mut known, options));
            }
        }
        tick(count, done);
    }
    report
}

/// An article that only lacks its place.
#[derive(Debug)]
struct Ready {
    composed: Composed,
    part: Option<String>,
    address: Option<String>,
    signature: Signature,
    pictures: Vec<Picture>,
    quotations: Vec<Found>,
    notes: Vec<Note>,
}

fn drafts(material: Result<Material, Failure>, options: &Options) -> Vec<Result<Draft, Failure>> {
    match material {
        Ok(material) => extract(&material, options),
        Err(failure) => vec![Err(failure)],
    }
}

/// The articles in a source: decoded, recognised and read by the module for its kind.
pub fn extract(material: &Material, options: &Options) -> Vec<Result<Draft, Failure>> {
    if let Some(what) = decode::not_a_text(&material.bytes) {
        return vec![Err(notes::not_text(what))];
    }
    let declared = material.charset().or_else(|| decode::declared_in_page(&material.bytes));
    let decoded = decode::decode(&material.bytes, declared.as_deref());
    let text = decoded.text.as_str();
    let recognised = || match recognise::recognise(&material.file_name, material.content_type.as_deref(), text) {
        // Who names columns has a table.
        Kind::Text if !options.mapping.is_empty() && material.is_nameless() => Kind::Csv,
        kind => kind,
    };
    let kind = options.kind.unwrap_or_else(recognised);
    let known = options.language.as_ref();
    let mut drafts = match kind {
        Kind::Text => vec![Ok(text::read(text, known))],
        Kind::Markdown => vec![Ok(markdown::read(text, material.stem(), known))],
        Kind::Html if html::is_trap(text) => vec![Err(notes::trap())],
        Kind::Html => match html::frames(text) {
            frames if frames.is_empty() => vec![Ok(html::read(text, material.address.as_deref(), known))],
            frames => vec![Err(notes::frames(&frames))],
        },
        Kind::Feed => feed::read(text, material.address.as_deref(), known),
        Kind::Csv => table::read_csv(text, &options.mapping, known),
        Kind::Json => table::read_json(text, &options.mapping, known),
    };
    for draft in drafts.iter_mut().flatten() {
        if decoded.has_errors {
            draft.notes.push(notes::undecodable(decoded.encoding));
        }
        material.describe(draft);
    }
    if material.is_harvest && !drafts.iter().flatten().any(is_article) {
        return vec![Err(notes::no_article())];
    }
    drafts
}

/// Whether a page of a web archive is an article: a few real sentences.
fn is_article(draft: &Draft) -> bool {
    const FEWEST_WORDS: usize = 40;
    const SENTENCE: usize = 10;
    let Body::Blocks(blocks) = &draft.body else { return true };
    let words = blocks::passages(blocks).into_iter().map(|passage| passage.split_whitespace().count());
    words.filter(|words| *words >= SENTENCE).sum::<usize>() >= FEWEST_WORDS
}

fn ready(mut draft: Draft, options: &Options) -> Result<Ready, Failure> {
    let body = complete::complete(&mut draft, options);
    if body.trim().is_empty() {
        return Err(notes::no_text());
    }
    let composed = compose::compose(&draft, &body)?;
    let signature = Signature::of(composed.article.body.plain.as_str());
    let quotations = Found::in_article(&composed.article);
    Ok(Ready {
        composed,
        part: draft.part,
        address: draft.url,
        signature,
        quotations,
        pictures: draft.pictures,
        notes: draft.notes,
    })
}

/// Compares an article with those known, gives it a place and writes it.
fn settle(
    name: &str,
    outcome: Result<Ready, Failure>,
    root: &Path,
    places: &mut Places,
    known: &mut Known,
    options: &Options,
) -> Item {
    let ready = match outcome {
        Ok(ready) => ready,
        Err(failure) => return Item::failed(name, failure),
    };
    let article = &ready.composed.article;
    let name = &ready.part.map_or_else(|| name.to_owned(), |part| format!("{name}: {part}"));
    if !options.keep_duplicates
        && let Some(duplicate) = known.find(ready.address.as_deref(), &ready.signature)
    {
        return Item::skipped(name, article, duplicate);
    }
    let path = places.claim(article, options.into.as_deref());
    if !options.dry_run
        && let Err(failure) = place::write(root, &path, &ready.composed.text, &ready.pictures)
    {
        return Item::failed(name, failure);
    }
    let item = Item::imported(name, article, &path, ready.quotations, ready.notes);
    known.add(&path, ready.address.as_deref(), ready.signature);
    item
}
