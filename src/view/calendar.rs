//! The timeline: all years, a year, a month.

use serde::Serialize;

use super::frame::{Frame, Link, Pager, pager};
use super::items::{ArticleItem, article_item};
use super::{Site, View, direction};
use crate::archive::{ArticleIndex, Index, Month};
use crate::plan::PageNumber;

/// The calendar as a heat map: a row of twelve squares for each year, each square with as much colour as its month has
/// articles. The squares are drawn; the same numbers stand behind them as a table.
#[derive(Debug, Serialize)]
pub struct Heat {
    /// Width of a row of twelve months.
    pub width: usize,
    /// Side of the square of a month.
    pub side: usize,
    /// The line on which the numbers stand.
    pub baseline: usize,
    /// The names of the twelve months.
    pub months: Vec<HeatMonthName>,
    /// The years, newest first.
    pub years: Vec<HeatYear>,
}

/// The name of a month.
#[derive(Debug, Serialize)]
pub struct HeatMonthName {
    /// Middle of the month's squares.
    pub middle: usize,
    /// What stands over the squares: the short name, or its first letter where short names are too long for a square.
    pub drawn: String,
    /// Its first letter, for small screens.
    pub initial: String,
    /// Short name.
    pub short: String,
    /// Full name, for those who hear it.
    pub long: String,
}

/// A year of the calendar.
#[derive(Debug, Serialize)]
pub struct HeatYear {
    /// The year and its page.
    pub link: Link,
    /// The twelve months.
    pub cells: Vec<HeatCell>,
    /// `12 articles`, those of no known month included.
    pub article_count: String,
}

/// A month of the calendar.
#[derive(Debug, Serialize)]
pub struct HeatCell {
    /// Left edge of its square; the year runs the way the language is written.
    pub x: usize,
    /// Middle of its square.
    pub middle: usize,
    /// How many articles.
    pub count: usize,
    /// The number as it is shown; empty for none.
    pub number: String,
    /// `June 2023 – 3 articles`; empty for a month without.
    pub label: String,
    /// Address of the month; nothing when it has no articles.
    pub url: Option<String>,
    /// From 0 (none) to 4 (most).
    pub level: usize,
}

/// Side of the square of a month: at 320 pixels, where a row is as wide as the text, 24 pixels to touch are left of it.
const SIDE: usize = 40;

/// The calendar of all years and months.
pub(super) fn heat_map(site: Site<'_>) -> Heat {
    let most = site.archive.months.iter().map(article_count).max().unwrap_or(1).max(1);
    let mut years: Vec<(i16, usize, HeatYear)> = Vec::new();
    for month in &site.archive.months {
        if years.last().is_none_or(|(year, ..)| *year != month.year) {
            years.push((month.year, 0, empty_year(site, month.year)));
        }
        let Some((_, total, year)) = years.last_mut() else { continue };
        *total += article_count(month);
        let place = usize::try_from(month.month - 1).ok();
        if let Some(cell) = place.and_then(|place| year.cells.get_mut(place)) {
            fill(site, cell, month, most);
        }
    }
    let finished = |(_, total, year): (i16, usize, HeatYear)| HeatYear {
        article_count: site.locale.counted("article-count", total),
        ..year
    };
    Heat {
        width: 12 * SIDE,
        side: SIDE,
        baseline: SIDE / 2 + 5,
        months: month_names(site),
        years: years.into_iter().map(finished).collect(),
    }
}

/// Left edge of the square of a month, counted from 0.
fn square(site: Site<'_>, place: usize) -> usize {
    let is_right_to_left = direction(&site.config.language) == "rtl";
    SIDE * if is_right_to_left { 11_usize.saturating_sub(place) } else { place }
}

fn month_names(site: Site<'_>) -> Vec<HeatMonthName> {
    const FITTING: usize = 5;
    let short: Vec<String> = (1..=12).map(|month| site.locale.short_month_name(month)).collect();
    let all_fit = short.iter().all(|name| name.chars().count() <= FITTING);
    let name = |((place, month), short): ((usize, i8), String)| {
        let initial: String = short.chars().take(1).collect();
        HeatMonthName {
            middle: square(site, place) + SIDE / 2,
            drawn: if all_fit { short.clone() } else { initial.clone() },
            initial,
            short,
            long: site.locale.month_name(month),
        }
    };
    (0..).zip(1..=12).zip(short).map(name).collect()
}

fn empty_year(site: Site<'_>, year: i16) -> HeatYear {
    let empty = |place| HeatCell {
        x: square(site, place),
        middle: square(site, place) + SIDE / 2,
        count: 0,
        number: String::new(),
        label: String::new(),
        url: None,
        level: 0,
    };
    let link = Link { text: site.locale.year(year), url: site.link(&format!("timeline/{year:04}/")) };
    HeatYear { link, cells: (0..12).map(empty).collect(), article_count: String::new() }
}

fn fill(site: Site<'_>, cell: &mut HeatCell, month: &Month, most: usize) {
    cell.count = article_count(month);
    cell.number = site.locale.number(cell.count);
    cell.label = format!("{} – {}", month_label(site, month), site.locale.counted("article-count", cell.count));
    cell.url = Some(site.link(&month_address(month)));
    cell.level = (cell.count * 4).div_ceil(most).clamp(1, 4);
}

fn article_count(month: &Month) -> usize {
    month.numbers().len()
}

fn month_address(month: &Month) -> String {
    format!("timeline/{:04}/{:02}/", month.year, month.month)
}

/// `June 2023`, or the year alone where the month is not known.
fn month_label(site: Site<'_>, month: &Month) -> String {
    let text = match month.month {
        0 => format!("{:04}", month.year),
        number => format!("{:04}-{number:02}", month.year),
    };
    text.parse().map_or(text, |date| site.locale.date(date).into_owned())
}

/// The context of `timeline.html`.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// The frame.
    pub page: Frame,
    /// All years and months.
    pub calendar: Heat,
}

impl View for TimelineView {
    const TEMPLATE: &'static str = "timeline.html";
}

/// All years and months.
pub fn timeline(site: Site<'_>) -> TimelineView {
    TimelineView {
        page: Frame::new(site, site.locale.text("timeline"), "timeline/")
            .described(format!("{} – {}", site.config.title, site.locale.text("timeline")))
            .of_section(site, "timeline")
            .listing(site),
        calendar: heat_map(site),
    }
}

/// The context of `year.html`.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// The frame.
    pub page: Frame,
    /// The year, in the digits of the language.
    pub year: String,
    /// The months that have articles, in order; last the articles of which only the year is known.
    pub months: Vec<MonthEntry>,
}

impl View for YearView {
    const TEMPLATE: &'static str = "year.html";
}

/// A month of a year.
#[derive(Debug, Serialize)]
pub struct MonthEntry {
    /// Name and address.
    pub link: Link,
    /// `3 articles`.
    pub article_count: String,
    /// `12 quotations`.
    pub quotation_count: String,
}

/// The page of a year.
pub fn year(site: Site<'_>, year: i16) -> YearView {
    let entry = |month: &Month| MonthEntry {
        link: Link {
            text: match month.month {
                0 => month_label(site, month),
                number => site.locale.month_name(number),
            },
            url: site.link(&month_address(month)),
        },
        article_count: site.locale.counted("article-count", article_count(month)),
        quotation_count: site.locale.counted("quotation-count", month.quotation_count),
    };
    let mut months: Vec<&Month> = site.archive.months.iter().filter(|month| month.year == year).collect();
    months.sort_by_key(|month| (month.month == 0, month.month));
    YearView {
        page: Frame::new(site, site.locale.year(year), &format!("timeline/{year:04}/"))
            .described(format!("{} – {year}", site.config.title))
            .below(site, "timeline")
            .listing(site),
        year: site.locale.year(year),
        months: months.into_iter().map(entry).collect(),
    }
}

/// The context of `month.html`.
#[derive(Debug, Serialize)]
pub struct MonthView<'a> {
    /// The frame.
    pub page: Frame,
    /// `June 2023`.
    pub title: String,
    /// `3 articles`.
    pub article_count: String,
    /// The articles of this page, newest first.
    pub articles: Vec<ArticleItem<'a>>,
    /// The way to the other pages.
    pub pager: Option<Pager>,
    /// The month before that has articles.
    pub earlier: Option<Link>,
    /// The next month that has articles.
    pub later: Option<Link>,
}

impl View for MonthView<'_> {
    const TEMPLATE: &'static str = "month.html";
}

/// A page of a month; the number is its place in the archive's list of months.
pub fn month(site: Site<'_>, place: usize, number: PageNumber) -> Option<MonthView<'_>> {
    let month = site.archive.months.get(place)?;
    let address = month_address(month);
    let title = month_label(site, month);
    let start = month.numbers().start;
    let count = article_count(month);
    let pager = pager(site, &address, number, count);
    let frame_title = match &pager {
        Some(pager) if !number.is_first() => format!("{title} – {}", pager.label),
        _ => title.clone(),
    };
    let neighbour = |place: Option<usize>| {
        let month = site.archive.months.get(place?)?;
        Some(Link { text: month_label(site, month), url: site.link(&month_address(month)) })
    };
    let articles = site.locale.counted("article-count", count);
    Some(MonthView {
        page: Frame::new(site, frame_title, &format!("{address}{}", number.suffix()))
            .described(format!("{} – {title} – {articles}", site.config.title))
            .below(site, "timeline")
            .then(site.locale.year(month.year), site.link(&format!("timeline/{:04}/", month.year)))
            .listing(site),
        article_count: articles,
        articles: number
            .slice(count, site.config.per_page)
            .map(|offset| article_item(site, ArticleIndex::new(start + offset)))
            .collect(),
        pager,
        earlier: neighbour(Some(place + 1)),
        later: neighbour(place.checked_sub(1)),
        title,
    })
}
