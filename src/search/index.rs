//! The only place that knows Pagefind.

use std::collections::{BTreeMap, BTreeSet};

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::SearchError;
use super::record::{Record, records};
use super::shards::Shard;
use crate::model::PartialDate;
use crate::view::Site;

/// Results are fetched in bundles of about this many records, which neighbours in the archive share.
const BUNDLE: usize = 8;

/// What the search page loads of a shard. The first shard of a language brings Pagefind's own script and one stemmer,
/// which the others use too; the ready-made interfaces are left out.
fn is_needed(path: &str, is_first: bool, has_stemmer: bool) -> bool {
    let is_stemmer = path.starts_with("wasm.") && !(has_stemmer && path == "wasm.unknown.pagefind");
    let is_code = matches!(path, "pagefind.js" | "pagefind-worker.js") || is_stemmer;
    let is_data = path.contains('/') || path == "pagefind-entry.json" || path.ends_with(".pf_meta");
    is_data || (is_first && is_code)
}

/// Makes a shard: its files by path in its folder.
pub fn make(site: Site<'_>, shard: &Shard) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let language = &shard.entry.language;
    let records = shard.articles.iter().flat_map(|index| records(site, *index));
    let records = records.filter(|record| record.language.primary() == language);
    let mut files = run(records, shard.records)?;
    let has_stemmer = files.contains_key(&format!("wasm.{language}.pagefind"));
    files.retain(|path, _| is_needed(path, shard.entry.name == *language, has_stemmer));
    Ok(files)
}

/// Runs Pagefind on records.
fn run<'a>(records: impl Iterator<Item = Record<'a>>, count: usize) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let problem = |error: &dyn std::fmt::Display| SearchError::Index(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| problem(&error))?;
    let bundles = u32::try_from(count.div_ceil(BUNDLE)).unwrap_or(u32::MAX).max(1);
    let options = PagefindServiceConfig::builder().max_fragments(bundles).build();
    runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| problem(&error))?;
        for record in records {
            let (meta, filters, sort) = (meta(&record), filters(&record), sort(record.date));
            let language = record.language.primary().to_owned();
            let added =
                index.add_custom_record(record.address, record.text, language, Some(meta), Some(filters), Some(sort));
            added.await.map_err(|error| problem(&error))?;
        }
        let files = index.get_files().await.map_err(|error| problem(&error))?;
        let path = |path: &std::path::Path| path.to_string_lossy().replace('\\', "/");
        Ok(files.into_iter().map(|file| (path(&file.filename), file.contents)).collect())
    })
}

/// What is shown of a record, and searched with more weight than its words.
fn meta(record: &Record<'_>) -> BTreeMap<String, String> {
    let date = record.date.map(|date| date.to_string()).unwrap_or_default();
    let authors = record.authors.join(", ");
    // The headline finds the article; for a quotation it is only shown, and the search page gives it no weight.
    let named = match record.kind {
        "article" => [("title", record.title.to_owned()), ("authors", authors)],
        _ => [("speaker", record.speakers.join(", ")), ("article", record.title.to_owned())],
    };
    let all = named.into_iter().chain([("date", date)]);
    all.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
}

fn filters(record: &Record<'_>) -> BTreeMap<String, Vec<String>> {
    let distinct = |values: &[&str]| -> Vec<String> {
        values.iter().collect::<BTreeSet<_>>().into_iter().map(|value| (*value).to_owned()).collect()
    };
    let all = [
        ("speaker", distinct(&record.speakers)),
        ("topic", distinct(&record.topics)),
        ("source", record.source.iter().map(|source| (*source).to_owned()).collect()),
        ("language", vec![record.language.tag().to_owned()]),
        ("kind", vec![record.kind.to_owned()]),
        ("year", record.date.iter().map(|date| format!("{:04}", date.year())).collect()),
    ];
    all.into_iter().filter(|(_, values)| !values.is_empty()).map(|(name, values)| (name.to_owned(), values)).collect()
}

/// The day as a number, small enough for Pagefind's single-precision comparison; what has no date comes before all.
fn sort(date: Option<PartialDate>) -> BTreeMap<String, String> {
    let day = date.map_or(0, |date| {
        let first = jiff::civil::Date::ZERO;
        (date.first_day() - first).get_days().max(0) + 1
    });
    BTreeMap::from([("date".to_owned(), day.to_string())])
}
