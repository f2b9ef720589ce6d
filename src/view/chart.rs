//! The timeline of a speaker or a topic: the geometry of what templates draw as SVG.
//!
//! Each quotation is a spot in the column of its month, and leads to its page. Where there are more than can be told
//! apart, the years are columns instead. The counts of the years stand behind both as a table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Site;
use super::items::{quotation_url, quotation_words};
use super::quotation::shorten;
use crate::archive::{Index, QuotationIndex};
use crate::model::{PartialDate, Role};

/// The quotations of a speaker or on a topic over the years.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// Width of the drawing.
    pub width: usize,
    /// Height of the drawing, labels and offices included.
    pub height: usize,
    /// The line on which spots and columns stand.
    pub baseline: usize,
    /// The years, without gaps.
    pub years: Vec<YearColumn>,
    /// The quotations; empty where there are too many, and the columns of the years are drawn.
    pub spots: Vec<Spot>,
    /// Radius of a spot.
    pub radius: usize,
    /// The offices that the speaker held meanwhile.
    pub offices: Vec<Band>,
}

/// A year.
#[derive(Debug, Serialize)]
pub struct YearColumn {
    /// The year, in the digits of the language.
    pub year: String,
    /// How many.
    pub count: usize,
    /// `7 quotations`.
    pub label: String,
    /// Where the year's quotations begin; nothing when there is none or they are on another page.
    pub url: Option<String>,
    /// Left edge of the year.
    pub x: usize,
    /// Middle of the year, for its label.
    pub middle: usize,
    /// Upper edge of the column.
    pub y: usize,
    /// Width of the column.
    pub width: usize,
    /// Height of the column.
    pub height: usize,
    /// Whether there is room for the label of this year.
    pub is_labelled: bool,
}

/// A quotation on the timeline.
#[derive(Debug, Serialize)]
pub struct Spot {
    /// Middle of the spot.
    pub x: usize,
    /// Middle of the spot.
    pub y: usize,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// Address of the quotation.
    pub url: String,
    /// Date, kind and first words.
    pub label: String,
}

/// An office on the timeline.
#[derive(Debug, Serialize)]
pub struct Band {
    /// Left edge.
    pub x: usize,
    /// Upper edge.
    pub y: usize,
    /// Width.
    pub width: usize,
    /// What the office is called.
    pub label: String,
}

const WIDTH: usize = 864;
/// Height of the tallest stack of spots, or of the highest column.
const TALLEST: usize = 180;
const RADIUS: usize = 5;
/// Width of a column of spots, and height of a spot in its stack.
const STEP: usize = 12;
/// How many quotations are drawn one by one at most.
const MOST_SPOTS: usize = 400;
/// Room for the labels of the years, and for one office.
const LABELS: usize = 26;
const OFFICE: usize = 24;
const MOST_OFFICES: usize = 5;
/// Least width of the label of a year.
const LABEL_WIDTH: usize = 48;
/// A longer time than this comes from a mistyped date, and is not drawn.
const MOST_YEARS: usize = 300;

/// The quotations of a list over the years; nothing when none has a date.
pub fn timeline_of(
    site: Site<'_>,
    quotations: &[QuotationIndex],
    roles: &[Role],
    url: impl Fn(i16) -> Option<String>,
) -> Option<Timeline> {
    let date = |index: &QuotationIndex| site.archive.quotations[*index].date;
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for date in quotations.iter().filter_map(date) {
        *counts.entry(date.year()).or_insert(0) += 1;
    }
    let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
    let span = Years { first, count: usize::from(last.abs_diff(first)) + 1 };
    if span.count > MOST_YEARS {
        return None;
    }
    let spots = spots(site, quotations, span);
    let baseline = spots.iter().map(|(rise, _)| rise + RADIUS + 2).max().unwrap_or(TALLEST);
    let offices = offices(site, roles, span, baseline + LABELS);
    Some(Timeline {
        width: WIDTH,
        height: baseline + LABELS + offices.len() * OFFICE,
        baseline,
        years: year_columns(site, &counts, span, baseline, url),
        spots: spots.into_iter().map(|(rise, spot)| Spot { y: baseline - rise, ..spot }).collect(),
        radius: RADIUS,
        offices,
    })
}

/// The years of a timeline.
#[derive(Clone, Copy)]
struct Years {
    first: i16,
    count: usize,
}

impl Years {
    /// The months from the first January to a date.
    fn month(self, date: PartialDate) -> usize {
        let years = usize::try_from(i32::from(date.year()) - i32::from(self.first)).unwrap_or(0);
        let month = date.month().and_then(|month| usize::try_from(month - 1).ok());
        years * 12 + month.unwrap_or(5)
    }

    /// The place of a month on the drawing.
    fn x(self, month: usize) -> usize {
        month.min(self.count * 12) * WIDTH / (self.count * 12)
    }
}

fn year_columns(
    site: Site<'_>,
    counts: &BTreeMap<i16, usize>,
    span: Years,
    baseline: usize,
    url: impl Fn(i16) -> Option<String>,
) -> Vec<YearColumn> {
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    let step = WIDTH / span.count;
    let every = LABEL_WIDTH.div_ceil(step.max(1));
    let column = |(number, year): (usize, i16)| {
        let count = counts.get(&year).copied().unwrap_or(0);
        let height = (count * baseline).div_ceil(most);
        let x = span.x(number * 12);
        YearColumn {
            year: site.locale.year(year),
            count,
            label: site.locale.counted("quotation-count", count),
            url: if count == 0 { None } else { url(year) },
            x,
            middle: x + step / 2,
            y: baseline - height,
            width: (step * 3 / 4).clamp(1, 60),
            height,
            is_labelled: number.is_multiple_of(every),
        }
    };
    (span.first..).take(span.count).enumerate().map(column).collect()
}

/// The quotations as spots, each stacked on those of the same time, with the height of their middle over the line.
fn spots(site: Site<'_>, quotations: &[QuotationIndex], span: Years) -> Vec<(usize, Spot)> {
    if quotations.len() > MOST_SPOTS {
        return Vec::new();
    }
    // As many months share a column as it takes for spots not to overlap.
    let months = (STEP * span.count * 12).div_ceil(WIDTH).max(1);
    let mut stacks: BTreeMap<usize, Vec<QuotationIndex>> = BTreeMap::new();
    for index in quotations {
        if let Some(date) = site.archive.quotations[*index].date {
            stacks.entry(span.month(date) / months).or_default().push(*index);
        }
    }
    let tallest = stacks.values().map(Vec::len).max().unwrap_or(0);
    if tallest * STEP > TALLEST * 2 {
        return Vec::new();
    }
    let rise = STEP.min(TALLEST / tallest.max(1)).max(1);
    let mut spots = Vec::new();
    for (column, mut stack) in stacks {
        // Within a stack by time, the earliest at the foot.
        stack.sort_by_key(|index| (site.archive.quotations[*index].date, index.number()));
        let x = span.x(column * months) + STEP / 2;
        for (height, index) in stack.into_iter().enumerate() {
            spots.push((height * rise + RADIUS + 2, Spot { x, ..spot(site, index) }));
        }
    }
    spots
}

fn spot(site: Site<'_>, index: QuotationIndex) -> Spot {
    const LONGEST: usize = 70;
    let row = &site.archive.quotations[index];
    let kind = site.archive.quotation(index).kind.as_str();
    let date = row.date.map(|date| site.locale.date(date)).unwrap_or_default();
    let words = shorten(&quotation_words(site, index), LONGEST);
    let label = format!("{date} – {} – {words}", site.locale.text(kind));
    Spot { x: 0, y: 0, kind, url: quotation_url(site, row), label }
}

/// The offices held during the years of the timeline, in the order of their beginning.
fn offices(site: Site<'_>, roles: &[Role], span: Years, top: usize) -> Vec<Band> {
    let end = span.count * 12;
    let mut held: Vec<(usize, usize, &Role)> = roles
        .iter()
        .map(|role| {
            let from = role.from.filter(|from| from.year() >= span.first).map_or(0, |from| span.month(from));
            let to = role.to.map_or(end, |to| if to.year() < span.first { 0 } else { span.month(to) + 1 });
            (from, to.min(end), role)
        })
        .filter(|(from, to, _)| from < to)
        .collect();
    held.sort_by_key(|(from, to, _)| (*from, *to));
    held.truncate(MOST_OFFICES);
    let band = |(number, (from, to, role)): (usize, (usize, usize, &Role))| Band {
        x: span.x(from),
        y: top + number * OFFICE,
        width: (span.x(to) - span.x(from)).max(4),
        label: role.title.in_language(&site.config.language).to_owned(),
    };
    held.into_iter().enumerate().map(band).collect()
}
