//! The rows of the archive's tables and the sorted lists of indices.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::names::Names;
use crate::archive::{
    Archive, ArticleIndex, Index, LinkedArticle, LinkedPage, LinkedQuotation, Month, QuotationIndex, TopicIndex,
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
    taken: HashMap<QuotationId, usize>,
}

impl QuotationIds {
    /// Takes the identifiers that authors gave, and reports those given twice.
    fn reserve(articles: &[Arc<Article>], problems: &mut Vec<Diagnostic>) -> Self {
        let mut first: HashMap<&QuotationId, &Arc<Article>> = HashMap::new();
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
        Self { taken: first.into_keys().map(|id| (id.clone(), 1)).collect() }
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
    for (index, row) in quotations.enumerate() {
        for speaker in &row.speakers {
            let speaker = &mut speakers[*speaker];
            speaker.quotations.push(index);
            if speaker.articles.last() != Some(&row.article) {
                speaker.articles.push(row.article);
            }
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
    let newest_first = |index: &QuotationIndex| (Reverse(quotations[*index].date), *index);
    for index in speakers.indices() {
        speakers[index].quotations.sort_by_key(newest_first);
    }
    for index in sources.indices() {
        sources[index].relayed.sort_by_key(newest_first);
    }
    for index in topics.indices() {
        let list = &mut topics[index].quotations;
        let mut counts: HashMap<_, usize> = HashMap::new();
        for quotation in list.iter() {
            *counts.entry(quotations[*quotation].speakers.first().copied()).or_insert(0) += 1;
        }
        list.sort_by_key(|quotation| {
            let speaker = quotations[*quotation].speakers.first().copied();
            let count = counts.get(&speaker).copied().unwrap_or(0);
            (Reverse((speaker.is_some(), count)), speaker, newest_first(quotation))
        });
    }
}
