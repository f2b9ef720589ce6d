//! The schema of an article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotation::{self, Annotated, Passage, Reading};
use super::front_matter::{Fields, Node, Parts, Value};
use super::{body, head, is_web_address};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{
    Article, ArticleSlug, Fragment, Note, Quotation, QuotationId, SourceId, SourceMention, TopicId, slugify,
};
use crate::read::ContentPath;
use crate::span::{File, Plain, Span, Spanned};

/// Reads an article.
pub fn article(path: ContentPath, parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<Article> {
    let before = problems.iter().filter(|problem| problem.is_error()).count();
    if parts.span.is_empty() && before == 0 {
        problems.push(catalogue::no_front_matter(&path));
    }
    let mut fields = Fields::new(&path, parts.entries, parts.span, problems);
    let whole = head(parts.span);
    let reported = problems.len();
    let title = fields.line("title", problems);
    let is_reported = problems.len() > reported || fields.has_misspelt("title");
    if title.is_none() && !is_reported && !parts.span.is_empty() && before == 0 {
        problems.push(catalogue::missing_key(&path, "title", whole));
    }
    let date = fields.date("date", problems);
    let language = fields.language("lang", problems);
    let source = fields.node("source").and_then(|node| source_mention(&path, &fields, node, problems));
    let topics = topics(&path, fields.texts("topics", problems), problems);
    let slug_field = fields.text("slug", problems);
    let summary = fields.line("summary", problems);
    let authors = fields.texts("authors", problems).into_iter().map(|author| author.value).collect();
    let updated = fields.date("updated", problems);
    let place = fields.line("place", problems);
    let rights = fields.line("rights", problems);
    let draft = fields.boolean("draft", problems).unwrap_or(false);
    let image = fields.text("image", problems);
    let translation_of = fields.text("translation_of", problems);
    let aliases = fields.texts("aliases", problems);
    let fixity = fields.text("fixity", problems);
    let extra = fields.free("extra", problems);
    fields.finish(problems);

    let (slug_name, slug_span) = match &slug_field {
        Some(slug) => (slug.value.as_str(), slug.span),
        None => (path.stem(), whole),
    };
    let slug = match ArticleSlug::from_name(slug_name) {
        Ok(slug) => slug,
        Err(_) => {
            problems.push(catalogue::not_an_id(&path, "article", slug_name, slug_span));
            return None;
        }
    };
    let Annotated { markdown, cuts, scan, passages, pairs } =
        annotation::annotate(&path, parts.body, parts.body_offset, problems);
    let body = body(&path, markdown, cuts, parts.body_offset, scan, problems);
    let (quotations, notes) = annotations(&path, &slug, passages, body.plain.as_str(), problems);
    let fragments = quotations.iter().flat_map(|quotation| &quotation.fragments).map(|fragment| fragment.plain);
    let covered = joined(fragments.chain(notes.iter().map(|note| note.plain)).collect());
    let is_covered = |plain: Span<Plain>| {
        let index = covered.partition_point(|span| span.end() <= plain.start());
        covered.get(index).is_some_and(|span| span.overlaps(plain))
    };
    let unattributed = pairs
        .iter()
        .filter(|pair| !pair.is_apostrophe && !is_covered(pair.span))
        .map(|pair| body.in_file(body.plain.in_markdown(pair.span)))
        .collect();
    Some(Article {
        slug,
        slug_span,
        title: title.unwrap_or_default(),
        date,
        language,
        source,
        topics,
        summary,
        authors,
        updated,
        place,
        rights,
        draft,
        image,
        translation_of,
        aliases,
        fixity,
        extra,
        body,
        quotations,
        notes,
        unattributed,
        path,
    })
}

/// The spans in order, those that overlap joined into one.
fn joined(mut spans: Vec<Span<Plain>>) -> Vec<Span<Plain>> {
    spans.sort();
    let mut joined: Vec<Span<Plain>> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = Span::new(last.start(), last.end().max(span.end())),
            _ => joined.push(span),
        }
    }
    joined
}

/// A source by its name or identifier alone, or with the article's address in it.
fn source_mention(
    path: &ContentPath,
    fields: &Fields<'_>,
    node: Node,
    problems: &mut Vec<Diagnostic>,
) -> Option<Spanned<SourceMention>> {
    let span = node.span;
    if let Value::Scalar { text, .. } = &node.value {
        let name = text.trim().to_owned();
        let id = identifier(path, "source", &name, span, problems, SourceId::from_name)?;
        let mention = SourceMention { id, name, url: None, archived: None, accessed: None };
        return Some(Spanned::new(mention, span));
    }
    let mut fields = fields.as_table("source", node, problems)?;
    let id = fields.text("id", problems);
    let name = fields.line("name", problems);
    let url = web_address(path, "url", &mut fields, problems);
    let archived = web_address(path, "archived", &mut fields, problems);
    let accessed = fields.date("accessed", problems);
    fields.finish(problems);
    let Some(name) = name.or_else(|| id.as_ref().map(|id| id.value.clone())) else {
        problems.push(catalogue::missing_key(path, "source.name", span));
        return None;
    };
    let id_name = id.as_ref().map_or(name.as_str(), |id| id.value.as_str());
    let id = identifier(path, "source", id_name, span, problems, SourceId::from_name)?;
    Some(Spanned::new(SourceMention { id, name, url, archived, accessed }, span))
}

/// Takes an address of the web.
pub fn web_address(
    path: &ContentPath,
    key: &'static str,
    fields: &mut Fields<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = fields.text(key, problems)?;
    if is_web_address(&text.value) {
        return Some(text.value.trim().to_owned());
    }
    problems.push(catalogue::not_a_web_address(path, key, &text.value, text.span));
    None
}

fn identifier<Id>(
    path: &ContentPath,
    what: &str,
    name: &str,
    span: Span<File>,
    problems: &mut Vec<Diagnostic>,
    from_name: impl Fn(&str) -> Result<Id, crate::model::IdError>,
) -> Option<Id> {
    let id = from_name(name).ok();
    if id.is_none() {
        problems.push(catalogue::not_an_id(path, what, name, span));
    }
    id
}

fn topics(
    path: &ContentPath,
    names: Vec<Spanned<String>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Spanned<(TopicId, String)>> {
    let mut topics = Vec::with_capacity(names.len());
    let mut seen = FxHashSet::default();
    for name in names {
        if let Some(id) = identifier(path, "topic", &name.value, name.span, problems, TopicId::from_name)
            && seen.insert(id.clone())
        {
            topics.push(name.map(|name| (id, name)));
        }
    }
    topics
}

/// Joins the passages to quotations and notes.
fn annotations(
    path: &ContentPath,
    slug: &ArticleSlug,
    passages: Vec<Passage>,
    plain: &str,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Quotation>, Vec<Note>) {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut notes = Vec::new();
    for passage in passages {
        let Passage { markdown, plain, words, kind, form, syntax, reading } = passage;
        let fragment = Fragment { markdown, plain, words, form, syntax };
        match reading {
            Reading::Quotation { attribution, id, details } => {
                let given_id = id.as_ref().map(|id| id.span);
                // The derived identifier needs all fragments, so it is made in a second pass below.
                let id = id.map_or_else(|| QuotationId::from_name(slug.as_str()), |id| Ok(id.value));
                let Ok(id) = id else { continue };
                let fragments = vec![fragment];
                quotations.push(Quotation { id, given_id, kind, attribution, fragments, details });
            }
            Reading::Continuation => match quotations.last_mut() {
                Some(quotation) => {
                    quotation.kind = quotation.kind.joined_with(kind);
                    quotation.fragments.push(fragment);
                }
                None => problems.push(catalogue::nothing_to_continue(path, syntax)),
            },
            Reading::Note(text) => notes.push(Note { markdown, plain, text, syntax }),
            Reading::Invalid => {}
        }
    }
    derive_ids(slug, &mut quotations, plain);
    quotations.sort_by_key(|quotation| quotation.fragments.first().map(|fragment| fragment.plain.start()));
    notes.sort_by_key(|note: &Note| note.plain);
    (quotations, notes)
}

/// Gives the quotations without an identifier of their own one that is made of the article's slug and the
/// quotation's words, so that it survives edits elsewhere. The same words again get a number.
fn derive_ids(slug: &ArticleSlug, quotations: &mut [Quotation], plain: &str) {
    let mut times: FxHashMap<QuotationId, usize> = FxHashMap::default();
    let slug = slug.in_quotations();
    for quotation in quotations.iter_mut().filter(|quotation| quotation.given_id.is_none()) {
        let words: String = quotation.fragments.iter().map(|f| slugify(f.words.slice(plain)) + "-").collect();
        let hash = blake3::hash(words.as_bytes()).to_hex();
        let opening: Vec<&str> = words.split('-').take(4).collect();
        let opening = opening.join("-");
        let name = format!("{slug}-{}-{}", shortened(&opening, LONGEST_OPENING), shortened(hash.as_str(), 6));
        let Ok(mut id) = QuotationId::from_name(&name) else {
            continue;
        };
        let count = times.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            id = QuotationId::from_name(&format!("{name}-{count}")).unwrap_or(id);
        }
        quotation.id = id;
    }
}

/// The longest share of a quotation's first words in a derived identifier, in bytes.
const LONGEST_OPENING: usize = 40;

/// The first bytes of an ASCII text.
fn shortened(text: &str, longest: usize) -> &str {
    text.get(..longest).unwrap_or(text)
}
