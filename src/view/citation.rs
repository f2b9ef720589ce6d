//! How to cite an article or a quotation, and where its data is.

use serde::Serialize;

use super::Site;
use super::frame::Link;
use super::metadata::Alternate;
use super::quotation::{shorten, speaker_names, words_in_marks};
use crate::archive::{ArticleIndex, QuotationIndex};
use crate::cite::{CitationForm, Reference, article_reference, formatted, quotation_reference};
use crate::export::{data_url, text_fragment};
use crate::plan::{ArticleFile, Page};

/// The longest part of a quotation's words, in characters, that stands before its reference.
const LONGEST_WORDS: usize = 160;

/// How to cite a page.
#[derive(Debug, Serialize)]
pub struct Citation {
    /// What stands before the reference: the words and who said them; empty for an article.
    pub lead: String,
    /// The reference in each of the site's styles; the first is the one to show.
    pub references: Vec<StyledReference>,
    /// The reference for reference managers.
    pub files: Vec<CitationFile>,
}

/// A reference in a style.
#[derive(Debug, Serialize)]
pub struct StyledReference {
    /// `Chicago`.
    pub style: &'static str,
    /// The reference, as HTML.
    pub html: String,
}

/// A reference to download.
#[derive(Debug, Serialize)]
pub struct CitationFile {
    /// `BibLaTeX`.
    pub format: &'static str,
    /// Its address.
    pub url: String,
    /// The name of the file.
    pub name: String,
}

/// How to cite an article; nothing when the site offers no references.
pub fn article_citation(site: Site<'_>, index: ArticleIndex) -> Option<Citation> {
    let reference = site.config.outputs.citations.then(|| article_reference(site.archive, site.config, index))?;
    let file = |form: CitationForm| CitationFile {
        format: form.label(),
        url: site.link(&Page::ArticleFile(index, ArticleFile::Citation(form)).address(site.archive)),
        name: format!("{}.{}", reference.key, form.extension()),
    };
    let files = CitationForm::ALL.map(file).into();
    Some(Citation { lead: String::new(), references: styled(site, &reference), files })
}

/// How to cite a quotation; nothing when the site offers no references. Its files are within their addresses:
/// three files for each quotation would be most of the files of the site.
pub fn quotation_citation(site: Site<'_>, index: QuotationIndex) -> Option<Citation> {
    let reference = site.config.outputs.citations.then(|| quotation_reference(site.archive, site.config, index))?;
    let file = |form: CitationForm| CitationFile {
        format: form.label(),
        url: data_url(form.media_type(), &form.write(&reference)),
        name: format!("{}.{}", reference.key, form.extension()),
    };
    let files = CitationForm::ALL.map(file).into();
    let item = super::items::quotation_words(site, index);
    let language = super::items::quotation_language(site, index).tag();
    let words = words_in_marks(&shorten(&item, LONGEST_WORDS), language, site.archive.quotation(index).kind.as_str());
    let lead = site.locale.filled("quoted-in", &[("speaker", &speaker_names(site, index)), ("words", &words)]);
    Some(Citation { lead, references: styled(site, &reference), files })
}

fn styled(site: Site<'_>, reference: &Reference<'_>) -> Vec<StyledReference> {
    let styles = &site.config.citation_styles;
    let lines = formatted(reference, styles, &site.config.language);
    styles.iter().zip(lines).map(|(style, html)| StyledReference { style: style.label(), html }).collect()
}

/// The files of an article beside its references, for those who work with data.
pub fn article_data(site: Site<'_>, index: ArticleIndex) -> Vec<Link> {
    let files = ArticleFile::all(&site.config.outputs).into_iter();
    let data = files.filter(|file| !matches!(file, ArticleFile::Citation(_)));
    let link = |file: ArticleFile| Link {
        text: file_label(site, file).to_owned(),
        url: site.link(&Page::ArticleFile(index, file).address(site.archive)),
    };
    data.map(link).collect()
}

/// What a file is called: most bear the name of a standard, which is the same in every language.
fn file_label(site: Site<'_>, file: ArticleFile) -> &str {
    match file {
        ArticleFile::Text => site.locale.text("plain-text"),
        _ => file.label(),
    }
}

/// The files of an article as other versions of its page.
pub fn article_alternates(site: Site<'_>, index: ArticleIndex) -> impl Iterator<Item = Alternate> {
    let files = ArticleFile::all(&site.config.outputs).into_iter();
    files.map(move |file| Alternate {
        media_type: file.media_type(),
        language: String::new(),
        title: file_label(site, file).to_owned(),
        url: site.config.base_url.absolute(&Page::ArticleFile(index, file).address(site.archive)),
    })
}

/// The passage of a quotation at the address of the original, which browsers scroll to; empty when the original
/// has no address.
pub fn passage_link(site: Site<'_>, index: QuotationIndex) -> String {
    let article = &site.archive.articles[site.archive.quotations[index].article].article;
    let url = article.source.as_ref().and_then(|source| source.value.url.as_deref());
    let first = site.archive.quotation(index).fragments.first();
    let link = url.zip(first).map(|(url, first)| text_fragment(url, article.body.plain.as_str(), first.words));
    link.unwrap_or_default()
}
