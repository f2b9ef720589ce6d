//! The HTML of entries: it must read well without any style.

use crate::archive::{ArticleIndex, QuotationIndex};
use crate::markup::{escape, escape_into};
use crate::view::{QuotationItem, Site, article_text, quotation_item, words_in_marks};

/// Room for the HTML of a quotation as most are, in bytes.
const USUAL_QUOTATION: usize = 1024;

/// An article with its quotations marked, and behind it who said what.
pub fn article_html(site: Site<'_>, index: ArticleIndex) -> String {
    let mut html = article_text(site, index);
    let mut quotations = site.archive.quotations_of(index).peekable();
    if quotations.peek().is_some() {
        html.push_str(&format!("<hr><h2>{}</h2><ul>", escape(site.locale.text("quotations"))));
        for quotation in quotations {
            let item = quotation_item(site, quotation);
            let words = words_in_marks(&item.words, item.language, item.kind);
            html.push_str(&format!("<li><span lang=\"{}\">{}</span> — ", item.language, escape(&words)));
            speakers(site, &item, &mut html);
            html.push_str(" (");
            link(item.kind_label, &item.url, &mut html);
            html.push_str(")</li>");
        }
        html.push_str("</ul>");
    }
    html
}

/// A quotation, who said it and where it stands.
pub fn quotation_html(site: Site<'_>, index: QuotationIndex) -> String {
    let item = quotation_item(site, index);
    let mut html = String::with_capacity(USUAL_QUOTATION);
    html.extend(["<blockquote lang=\"", item.language, "\" dir=\"", item.direction, "\">"]);
    for paragraph in words_in_marks(&item.words, item.language, item.kind).lines() {
        html.push_str("<p>");
        escape_into(paragraph, &mut html);
        html.push_str("</p>");
    }
    html.push_str("</blockquote><p>— ");
    speakers(site, &item, &mut html);
    if let Some(date) = &item.date {
        html.extend([", <time datetime=\"", &date.iso, "\">"]);
        escape_into(&date.text, &mut html);
        html.push_str("</time>");
    }
    html.push_str("</p><p>");
    escape_into(site.locale.text("from-article"), &mut html);
    html.push_str(" <cite>");
    link(&item.article.text, &item.article.url, &mut html);
    html.push_str("</cite>");
    if let Some(source) = &item.source {
        html.push_str(", ");
        link(&source.text, &source.url, &mut html);
    }
    html.push_str("</p>");
    html
}

/// The speakers with their offices, or that they are unknown.
fn speakers(site: Site<'_>, item: &QuotationItem<'_>, html: &mut String) {
    if item.speakers.is_empty() {
        escape_into(site.locale.text("unknown-speaker"), html);
    }
    for (number, speaker) in item.speakers.iter().enumerate() {
        if number > 0 {
            html.push_str(", ");
        }
        link(speaker.name, &speaker.url, html);
        if !speaker.role.is_empty() {
            html.push_str(", ");
            escape_into(&speaker.role, html);
        }
    }
}

fn link(text: &str, url: &str, html: &mut String) {
    html.push_str("<a href=\"");
    escape_into(url, html);
    html.push_str("\">");
    escape_into(text, html);
    html.push_str("</a>");
}
