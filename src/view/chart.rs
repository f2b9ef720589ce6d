//! Charts: the geometry of bars, which templates draw as SVG, and shares as lists.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use super::Site;
use super::frame::Link;
use crate::archive::QuotationIndex;

/// A column chart over the years.
#[derive(Debug, Serialize)]
pub struct YearChart {
    /// Width of the drawing.
    pub width: usize,
    /// Height of the drawing, labels included.
    pub height: usize,
    /// The line on which the columns stand.
    pub baseline: usize,
    /// One column per year, without gaps.
    pub columns: Vec<Column>,
    /// What the chart shows, in words.
    pub description: String,
}

/// A year's column.
#[derive(Debug, Serialize)]
pub struct Column {
    /// The year.
    pub year: i16,
    /// How many.
    pub count: usize,
    /// `7 quotations`.
    pub label: String,
    /// Where the year's quotations begin; nothing when there is none or they are on another page.
    pub url: Option<String>,
    /// Left edge of the column.
    pub x: usize,
    /// Upper edge of the column.
    pub y: usize,
    /// Width of the column.
    pub width: usize,
    /// Height of the column.
    pub height: usize,
    /// Middle of the column, for its label.
    pub middle: usize,
    /// Whether there is room for the label of this year.
    pub is_labelled: bool,
}

const HEIGHT: usize = 90;
const STEP: usize = 40;
const WIDEST: usize = 640;

/// The quotations of a list by year; nothing when fewer than two years have any.
pub fn year_chart(
    site: Site<'_>,
    quotations: &[QuotationIndex],
    url: impl Fn(i16) -> Option<String>,
) -> Option<YearChart> {
    let mut counts: HashMap<i16, usize> = HashMap::new();
    for index in quotations {
        if let Some(date) = site.archive.quotations[*index].date {
            *counts.entry(date.year()).or_insert(0) += 1;
        }
    }
    let (first, last) = (*counts.keys().min()?, *counts.keys().max()?);
    if first == last || last.abs_diff(first) > 300 {
        return None;
    }
    let most = counts.values().copied().max()?;
    let years = usize::from(last.abs_diff(first)) + 1;
    let step = STEP.min(WIDEST / years).max(2);
    let every = (STEP).div_ceil(step);
    let column = |(number, year): (usize, i16)| {
        let count = counts.get(&year).copied().unwrap_or(0);
        let height = if count == 0 { 0 } else { (count * HEIGHT).div_ceil(most) };
        Column {
            year,
            count,
            label: site.locale.counted("quotation-count", count),
            url: if count == 0 { None } else { url(year) },
            x: number * step + step / 8,
            y: HEIGHT - height,
            width: (step * 3 / 4).max(1),
            height,
            middle: number * step + step / 2,
            is_labelled: number % every == 0,
        }
    };
    Some(YearChart {
        width: years * step,
        height: HEIGHT + 22,
        baseline: HEIGHT,
        columns: (first..=last).enumerate().map(column).collect(),
        description: site.locale.text("by-year").to_owned(),
    })
}

/// One row of a list of shares.
#[derive(Debug, Serialize)]
pub struct Share {
    /// What is counted.
    pub link: Link,
    /// How many.
    pub count: usize,
    /// The count as it is shown.
    pub number: String,
    /// From 0 to 100, the largest being 100.
    pub percent: usize,
}

/// How many rows a list of shares has at most.
const SHARES: usize = 12;

/// The most frequent of `items`, the largest first.
pub fn shares<T: Copy + Eq + Hash + Ord>(
    site: Site<'_>,
    items: impl Iterator<Item = T>,
    link: impl Fn(T) -> Link,
) -> Vec<Share> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    let mut sorted: Vec<(T, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(item, count)| (Reverse(*count), *item));
    sorted.truncate(SHARES);
    let most = sorted.first().map_or(1, |(_, count)| *count).max(1);
    let share = |(item, count): (T, usize)| Share {
        link: link(item),
        count,
        number: site.locale.number(count),
        percent: (count * 100).div_ceil(most),
    };
    sorted.into_iter().map(share).collect()
}
