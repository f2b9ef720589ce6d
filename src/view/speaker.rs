//! The page of a speaker.

use serde::Serialize;

use super::article::labels;
use super::chart::{Timeline, timeline_of};
use super::frame::{Frame, Link, Pager, pager};
use super::items::{QuotationItem, initials, quotation_item, speaker_label, speaker_link, topic_link};
use super::shares::{Share, shares};
use super::{Site, View, metadata};
use crate::archive::{QuotationIndex, SpeakerIndex, Targets};
use crate::markup::{Weaving, weave};
use crate::model::{Body, PartialDate, Role, SpeakerKind};
use crate::plan::{Followed, PageNumber};

/// The context of `speaker.html`.
#[derive(Debug, Serialize)]
pub struct SpeakerView<'a> {
    /// The frame.
    pub page: Frame,
    /// Name.
    pub name: &'a str,
    /// Identifier.
    pub id: &'a str,
    /// Person or organisation, in words.
    pub kind: &'a str,
    /// One or two letters in the place of a portrait.
    pub initials: String,
    /// Address of the portrait.
    pub photo: Option<String>,
    /// `12 quotations`.
    pub quotation_count: String,
    /// `5 articles`.
    pub article_count: String,
    /// The years of the first and the last quotation; empty when unknown.
    pub period: String,
    /// Whether this is the first page of the quotations, the only one with what follows.
    pub is_first: bool,
    /// Other names, joined; empty when there are none.
    pub aliases: String,
    /// Facts of life with their labels.
    pub facts: Vec<Fact<'a>>,
    /// Offices, latest first.
    pub roles: Vec<RoleItem<'a>>,
    /// Biography, as HTML blocks.
    pub biography: Vec<String>,
    /// The same person or body elsewhere.
    pub same_as: Vec<Link>,
    /// The quotations over the years.
    pub chart: Option<Timeline>,
    /// What the speaker speaks about most.
    pub topics: Vec<Share>,
    /// Who is quoted in the same articles most.
    pub beside: Vec<Share>,
    /// The quotations of this page by year, newest first.
    pub years: Vec<YearGroup<'a>>,
    /// The way to the other pages.
    pub pager: Option<Pager>,
}

impl View for SpeakerView<'_> {
    const TEMPLATE: &'static str = "speaker.html";
}

/// A fact of life.
#[derive(Debug, Serialize)]
pub struct Fact<'a> {
    /// What it is.
    pub label: &'a str,
    /// When.
    pub date: String,
}

/// An office.
#[derive(Debug, Serialize)]
pub struct RoleItem<'a> {
    /// What the office is called.
    pub title: &'a str,
    /// The body in which it was held; empty when the file does not say.
    pub organisation: &'a str,
    /// `from 2019 to 2023`; empty when the file does not say.
    pub period: String,
}

/// The quotations of a year.
#[derive(Debug, Serialize)]
pub struct YearGroup<'a> {
    /// The year, or words for quotations without a date.
    pub label: String,
    /// Anchor of the group.
    pub anchor: String,
    /// The quotations, newest first.
    pub quotations: Vec<QuotationItem<'a>>,
}

/// A page of a speaker.
pub fn speaker(site: Site<'_>, index: SpeakerIndex, number: PageNumber) -> SpeakerView<'_> {
    let speaker = &site.archive.speakers[index];
    let file = speaker.file.as_deref();
    let count = speaker.quotations.len();
    let slice = number.slice(count, site.config.per_page);
    let shown = speaker.quotations.get(slice).unwrap_or_default();
    let address = speaker.address();
    let is_first = number.is_first();
    let pager = pager(site, &address, number, count);
    let quotation_count = site.locale.counted("quotation-count", count);
    let label = speaker_label(site, index, None);
    let title = match &pager {
        Some(pager) if !is_first => format!("{} – {}", speaker.name, pager.label),
        _ => speaker.name.clone(),
    };
    let mut view = SpeakerView {
        page: Frame::new(site, title, &format!("{address}{}", number.suffix()))
            .described(format!("{} – {quotation_count}", speaker.name))
            .below(site, "speakers")
            .with(site, || metadata::speaker(site, index).followed(site, Followed::Speaker(index))),
        name: &speaker.name,
        id: speaker.id.as_str(),
        kind: match speaker.kind() {
            SpeakerKind::Person => site.locale.text("person"),
            SpeakerKind::Organisation => site.locale.text("organisation"),
        },
        initials: initials(&speaker.name),
        photo: label.photo,
        quotation_count,
        article_count: site.locale.counted("article-count", speaker.articles.len()),
        period: period(site, &speaker.quotations),
        is_first,
        aliases: file.map(|file| file.aliases.join(", ")).unwrap_or_default(),
        facts: Vec::new(),
        roles: Vec::new(),
        biography: Vec::new(),
        same_as: Vec::new(),
        chart: None,
        topics: Vec::new(),
        beside: Vec::new(),
        years: by_year(site, shown),
        pager,
    };
    if is_first {
        let quotations = || speaker.quotations.iter();
        let fits_page = count <= site.config.per_page;
        let roles = file.map(|file| file.roles.as_slice()).unwrap_or_default();
        let anchor = |year| fits_page.then(|| format!("#y-{year}"));
        view.chart = site.shown("chart", || timeline_of(site, &speaker.quotations, roles, anchor));
        let topics = quotations().flat_map(|quotation| &site.archive.quotations[*quotation].topics).copied();
        view.topics = site.shown("topics", || shares(site, topics, |topic| topic_link(site, topic)));
        let beside = || shares(site, quoted_beside(site, index), |speaker| speaker_link(site, speaker));
        view.beside = site.shown("beside", beside);
        if let Some(file) = file {
            view.biography = body_html(site, &file.body, &speaker.targets);
            view.same_as = same_as(file.wikidata.as_deref(), &file.same_as);
            let (born, died) = match speaker.kind() {
                SpeakerKind::Person => ("born", "died"),
                SpeakerKind::Organisation => ("founded", "dissolved"),
            };
            let fact = |(key, date): (&'static str, Option<_>)| {
                Some(Fact { label: site.locale.text(key), date: site.locale.date(date?).into_owned() })
            };
            view.facts = [(born, file.born), (died, file.died)].into_iter().filter_map(fact).collect();
            let mut roles: Vec<&Role> = file.roles.iter().collect();
            roles.sort_by_key(|role| std::cmp::Reverse((role.to.is_none(), role.from)));
            view.roles = roles.into_iter().map(|role| role_item(site, role)).collect();
        }
    }
    view
}

fn role_item<'a>(site: Site<'a>, role: &'a Role) -> RoleItem<'a> {
    let date = |date: PartialDate| site.locale.date(date);
    // Some languages say "since" otherwise before a day than before a month.
    let precision = |date: PartialDate| ("precision", date.precision().as_str());
    let period = match (role.from, role.to) {
        (Some(from), Some(to)) => site.locale.filled("role-from-to", &[("from", &date(from)), ("to", &date(to))]),
        (Some(from), None) => site.locale.filled("role-since", &[("from", &date(from)), precision(from)]),
        (None, Some(to)) => site.locale.filled("role-until", &[("to", &date(to)), precision(to)]),
        (None, None) => String::new(),
    };
    RoleItem {
        title: role.title.in_language(&site.config.language),
        organisation: role.organisation.as_deref().unwrap_or_default(),
        period,
    }
}

/// The other speakers of the speaker's articles, once per article.
fn quoted_beside(site: Site<'_>, index: SpeakerIndex) -> impl Iterator<Item = SpeakerIndex> {
    site.archive.speakers[index].articles.iter().flat_map(move |article| {
        let quotations = site.archive.quotations_of(*article);
        let mut others: Vec<SpeakerIndex> = quotations
            .flat_map(|quotation| site.archive.quotations[quotation].speakers.iter().copied())
            .filter(|other| *other != index)
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    })
}

/// `2019–2023`, from the newest-first list of quotations.
fn period(site: Site<'_>, quotations: &[QuotationIndex]) -> String {
    let year = |index: &QuotationIndex| site.archive.quotations[*index].date.map(|date| date.year());
    match (quotations.iter().rev().find_map(year), quotations.iter().find_map(year)) {
        (Some(first), Some(last)) if first == last => site.locale.year(first),
        (Some(first), Some(last)) => format!("{}–{}", site.locale.year(first), site.locale.year(last)),
        _ => String::new(),
    }
}

fn by_year<'a>(site: Site<'a>, quotations: &[QuotationIndex]) -> Vec<YearGroup<'a>> {
    let year = |index: &QuotationIndex| site.archive.quotations[*index].date.map(|date| date.year());
    let group = |group: &[QuotationIndex]| {
        let (label, anchor) = match group.first().and_then(year) {
            Some(year) => (site.locale.year(year), format!("y-{year}")),
            None => (site.locale.text("undated").to_owned(), "undated".to_owned()),
        };
        let quotations = group.iter().map(|index| quotation_item(site, *index)).collect();
        YearGroup { label, anchor, quotations }
    };
    quotations.chunk_by(|a, b| year(a) == year(b)).map(group).collect()
}

fn same_as(wikidata: Option<&str>, addresses: &[String]) -> Vec<Link> {
    let item = wikidata
        .map(|item| Link { text: format!("Wikidata {item}"), url: format!("https://www.wikidata.org/wiki/{item}") });
    let others = addresses.iter().map(|url| {
        let host = url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(url);
        Link { text: host.trim_start_matches("www.").to_owned(), url: url.clone() }
    });
    item.into_iter().chain(others).collect()
}

/// The HTML blocks of a biography, an introduction or a description.
pub(super) fn body_html(site: Site<'_>, body: &Body, targets: &Targets) -> Vec<String> {
    let html = weave(Weaving {
        body,
        targets,
        marks: Vec::new(),
        base_url: &site.config.base_url,
        french_spacing: site.spaces_french(&site.config.language),
        trusted_html: site.config.trusted_html,
        only: None,
        labels: labels(site),
    });
    html.blocks.into_iter().map(|block| block.html).chain(html.footnotes).collect()
}
