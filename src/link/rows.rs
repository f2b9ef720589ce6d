//! The rows of the archive's tables and the sorted lists of indices.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::names::Names;
use crate::archive::{
    Archive, ArticleIndex, Index, LinkedArticle, LinkedPage, LinkedQuotation, Month, QuotationIndex, SpeakerIndex,
    Table, TopicIndex,
};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Article, FreePage, Quotation, QuotationId};

/// Adds the articles and their quotations, in the order given.
pub fn add_articles(archive: &mut Archive, names: &Names, articles: Vec<Arc<Article>>, problems: &mut Vec<Diagnostic>) {
    let count = articles.iter().map(|article| article.quotations.len()).sum();
    let mut rows: Vec<LinkedArticle> = Vec::with_capacity(articles.len());
    let mut quotations: Vec<LinkedQuotation> = Vec::with_capacity(count);
    let mut ids = QuotationIds::reserve(&articles, problems);
    for (number, article) in articles.into_iter().enumerate() {
        let index = ArticleIndex::new(number);
        let mut topics: Vec<TopicIndex> =
            article.topics.iter().filter_map(|topic| names.topic(&topic.value.0)).collect();
        dedup_in_order(&mut topics);
        let first = QuotationIndex::new(quotations.len());
        for (number, quotation) in article.quotations.iter().enumerate() {
            quotations.push(linked_quotation(index, number, quotation, &article, &topics, names, &mut ids));
        }
        topics.shrink_to_fit();
        rows.push(LinkedArticle {
            address: address(&article).into(),
            source: article.source.as_ref().and_then(|source| names.source(source.value.id.as_str())),
            topics: topics.into(),
            quotations: first..QuotationIndex::new(quotations.len()),
            translations: Box::default(),
            targets: Box::default(),
            article,
        });
    }
    archive.articles = rows.into();
    archive.quotations = quotations.into();
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

fn linked_quotation(
    article_index: ArticleIndex,
    number: usize,
    quotation: &Quotation,
    article: &Article,
    article_topics: &[TopicIndex],
    names: &Names,
    ids: &mut QuotationIds,
) -> LinkedQuotation {
    let details = quotation.details.as_deref();
    let mut topics: Vec<TopicIndex> =
        details.iter().flat_map(|details| &details.topics).filter_map(|topic| names.topic(&topic.value)).collect();
    topics.extend(article_topics);
    let mut speakers: Vec<_> =
        quotation.attribution.speakers().iter().filter_map(|speaker| names.speaker(&speaker.value)).collect();
    dedup_in_order(&mut topics);
    dedup_in_order(&mut speakers);
    LinkedQuotation {
        id: ids.claim(quotation),
        article: article_index,
        number: u32::try_from(number).unwrap_or(u32::MAX),
        speakers: speakers.into(),
        topics: topics.into(),
        via: details.and_then(|details| details.via.as_ref()).and_then(|via| names.source(&via.value.0)),
        date: details.and_then(|details| details.date).or(article.date),
    }
}

/// Takes away what is said a second time, in a list of a handful of items.
fn dedup_in_order<T: Copy + PartialEq>(items: &mut Vec<T>) {
    let mut kept = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *items = kept;
}

/// Which quotation identifiers are taken.
struct QuotationIds {
    /// How often an identifier was wanted; those given by authors are all in it from the start.
    taken: FxHashMap<QuotationId, usize>,
}

impl QuotationIds {
    /// Takes the identifiers that authors gave, and reports those given twice.
    fn reserve(articles: &[Arc<Article>], problems: &mut Vec<Diagnostic>) -> Self {
        let mut first: FxHashMap<&QuotationId, &Arc<Article>> = FxHashMap::default();
        for article in articles {
            for quotation in &article.quotations {
                let Some(span) = quotation.given_id else {
                    continue;
                };
                if let Some(other) = first.get(&quotation.id) {
                    let id = quotation.id.as_str();
                    problems.push(catalogue::quotation_id_taken(&article.path, id, &other.path, span));
                } else {
                    first.insert(&quotation.id, article);
                }
            }
        }
        let count = articles.iter().map(|article| article.quotations.len()).sum();
        let mut taken = FxHashMap::with_capacity_and_hasher(count, Default::default());
        taken.extend(first.into_keys().map(|id| (id.clone(), 1)));
        Self { taken }
    }

    /// The identifier of a quotation; a derived one that is taken gets a number.
    fn claim(&mut self, quotation: &Quotation) -> QuotationId {
        let wanted = &quotation.id;
        if quotation.given_id.is_some() {
            return wanted.clone();
        }
        let mut id = wanted.clone();
        loop {
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 1);
                return id;
            }
            let count = self.taken.entry(wanted.clone()).or_insert(1);
            *count += 1;
            match QuotationId::from_name(&format!("{wanted}-{count}")) {
                Ok(numbered) => id = numbered,
                Err(_) => return id,
            }
        }
    }
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
    for index in topics.indices() {
        let list = &mut topics[index].quotations;
        *list = by_speaker(list, quotations);
    }
}

/// All quotations, those without a date last.
fn newest_first(quotations: &Table<QuotationIndex, LinkedQuotation>) -> Vec<QuotationIndex> {
    let mut list: Vec<QuotationIndex> = quotations.indices().collect();
    // Most have the date of their article and stand in the right order already.
    list.sort_by_key(|index| Reverse(quotations[*index].date));
    list
}

/// The quotations of a list by speaker, those who say most first and nobody last; each in the order of the list.
fn by_speaker(list: &[QuotationIndex], quotations: &Table<QuotationIndex, LinkedQuotation>) -> Vec<QuotationIndex> {
    let mut groups: BTreeMap<Option<SpeakerIndex>, Vec<QuotationIndex>> = BTreeMap::new();
    for index in list {
        groups.entry(quotations[*index].speakers.first().copied()).or_default().push(*index);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(speaker, list)| Reverse((speaker.is_some(), list.len())));
    groups.into_iter().flat_map(|(_, list)| list).collect()
}
