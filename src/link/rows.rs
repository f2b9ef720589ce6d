//! The rows of the archive's tables and the sorted lists of indices.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::names::Names;
use super::quotation_ids;
use crate::archive::{
    Archive, ArticleIndex, Index, LinkedArticle, LinkedPage, LinkedQuotation, Month, QuotationIndex, SpeakerIndex,
    Table,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, FreePage, Quotation};

/// Adds the articles and their quotations, in the order given.
pub fn add_articles(archive: &mut Archive, names: &Names, articles: Vec<Arc<Article>>, problems: &mut Vec<Diagnostic>) {
    let counts: Vec<usize> = articles.par_iter().map(|article| article.quotations.len()).collect();
    let mut starts = Vec::with_capacity(counts.len());
    let mut count = 0;
    for of_article in counts {
        starts.push(count);
        count += of_article;
    }
    let rows: Vec<LinkedArticle> =
        articles.into_par_iter().zip(starts).map(|(article, start)| linked_article(article, start, names)).collect();
    // Listed first, so that each row is written where it stays.
    let mut places = Vec::with_capacity(count);
    places.extend(rows.iter().enumerate().flat_map(|(number, row)| quotations_of(ArticleIndex::new(number), row)));
    let mut quotations: Vec<LinkedQuotation> =
        places.into_par_iter().map(|place| linked_quotation(place, names)).collect();
    quotation_ids::make_unique(&rows, &mut quotations, problems);
    archive.articles = rows.into();
    archive.quotations = quotations.into();
}

/// The row of an article whose first quotation has the number `start`.
fn linked_article(article: Arc<Article>, start: usize, names: &Names) -> LinkedArticle {
    let end = start + article.quotations.len();
    LinkedArticle {
        address: address(&article).into(),
        source: article.source.as_ref().and_then(|source| names.source(source.value.id.as_str())),
        topics: distinct(article.topics.iter().filter_map(|topic| names.topic(&topic.value.0))),
        quotations: QuotationIndex::new(start)..QuotationIndex::new(end),
        translations: Box::default(),
        targets: Box::default(),
        article,
    }
}

/// The address of an article: its year and month as far as they are known, then its slug.
fn address(article: &Article) -> String {
    let slug = &article.slug;
    match article.date.map(|date| (date.year(), date.month())) {
        Some((year, Some(month))) => format!("articles/{year:04}/{month:02}/{slug}/"),
        Some((year, None)) => format!("articles/{year:04}/{slug}/"),
        None => format!("articles/{slug}/"),
    }
}

/// A quotation in its article.
struct Place<'a> {
    article: ArticleIndex,
    row: &'a LinkedArticle,
    number: usize,
    quotation: &'a Quotation,
}

fn quotations_of(article: ArticleIndex, row: &LinkedArticle) -> impl Iterator<Item = Place<'_>> {
    let numbered = row.article.quotations.iter().enumerate();
    numbered.map(move |(number, quotation)| Place { article, row, number, quotation })
}

/// The row of a quotation, with the identifier that it would like to have.
fn linked_quotation(place: Place<'_>, names: &Names) -> LinkedQuotation {
    let Place { article, row, number, quotation } = place;
    let details = quotation.details.as_deref();
    let own_topics = details.map(|details| details.topics.as_slice()).unwrap_or_default();
    let own_topics = own_topics.iter().filter_map(|topic| names.topic(&topic.value));
    let speakers = quotation.attribution.speakers().iter().filter_map(|speaker| names.speaker(&speaker.value));
    LinkedQuotation {
        id: quotation.id.clone(),
        article,
        number: u32::try_from(number).unwrap_or(u32::MAX),
        speakers: distinct(speakers),
        topics: distinct(own_topics.chain(row.topics.iter().copied())),
        via: details.and_then(|details| details.via.as_ref()).and_then(|via| names.source(&via.value.0)),
        date: details.and_then(|details| details.date).or(row.article.date),
    }
}

/// What is said a second time taken away, of a handful of items.
fn distinct<T: Copy + PartialEq>(items: impl Iterator<Item = T>) -> Box<[T]> {
    let most = items.size_hint().1.unwrap_or_default();
    let mut kept = Vec::with_capacity(most);
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept.into()
}

/// Adds the free pages.
pub fn add_pages(archive: &mut Archive, pages: Vec<Arc<FreePage>>) {
    let row = |page: Arc<FreePage>| LinkedPage {
        address: format!("{}/", page.segments.join("/")).into(),
        targets: Box::default(),
        page,
    };
    archive.pages = pages.into_iter().map(row).collect::<Vec<_>>().into();
}

/// Fills the lists of indices: who said what, what is about which topic, what comes from where and when.
pub fn add_lists(archive: &mut Archive) {
    let Archive { articles, quotations, speakers, topics, sources, months, .. } = archive;
    for (index, row) in articles.enumerate() {
        for topic in &row.topics {
            topics[*topic].articles.push(index);
        }
        if let Some(source) = row.source {
            sources[source].articles.push(index);
        }
        let count = row.quotations.end.number() - row.quotations.start.number();
        let date = row.article.date.map(|date| (date.year(), date.month().unwrap_or(0)));
        let Some((year, month)) = date else { continue };
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (year, month) => {
                last.articles.end = ArticleIndex::new(index.number() + 1);
                last.quotation_count += count;
            }
            _ => {
                let articles = index..ArticleIndex::new(index.number() + 1);
                months.push(Month { year, month, articles, quotation_count: count });
            }
        }
    }
    for row in quotations.iter() {
        for speaker in &row.speakers {
            let articles = &mut speakers[*speaker].articles;
            if articles.last() != Some(&row.article) {
                articles.push(row.article);
            }
        }
    }
    // Taken in the order in which they are listed, so that no list needs sorting.
    for index in newest_first(quotations) {
        let row = &quotations[index];
        for speaker in &row.speakers {
            speakers[*speaker].quotations.push(index);
        }
        for topic in &row.topics {
            topics[*topic].quotations.push(index);
        }
        if let Some(via) = row.via
            && articles[row.article].source != Some(via)
        {
            sources[via].relayed.push(index);
        }
    }
    let first_speakers: Vec<_> = quotations.iter().map(|row| row.speakers.first().copied()).collect();
    let lists: Vec<_> = topics.iter().map(|row| row.quotations.as_slice()).collect();
    let sorted: Vec<_> = lists.into_par_iter().map(|list| by_speaker(list, &first_speakers)).collect();
    for (index, list) in topics.indices().zip(sorted) {
        topics[index].quotations = list;
    }
}

/// All quotations, those without a date last.
fn newest_first(quotations: &Table<QuotationIndex, LinkedQuotation>) -> Vec<QuotationIndex> {
    let mut list: Vec<QuotationIndex> = quotations.indices().collect();
    // Most have the date of their article and stand in the right order already.
    list.sort_by_key(|index| Reverse(quotations[*index].date));
    list
}

/// The quotations of a list by their first speakers, those who say most first and nobody last; each in the order of
/// the list.
fn by_speaker(list: &[QuotationIndex], first_speakers: &[Option<SpeakerIndex>]) -> Vec<QuotationIndex> {
    let mut groups: BTreeMap<Option<SpeakerIndex>, Vec<QuotationIndex>> = BTreeMap::new();
    for index in list {
        let speaker = first_speakers.get(index.number()).copied().flatten();
        groups.entry(speaker).or_default().push(*index);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(speaker, list)| Reverse((speaker.is_some(), list.len())));
    groups.into_iter().flat_map(|(_, list)| list).collect()
}
