//! References as files for reference managers.

use super::selector::percent_encoded;
use crate::archive::{ArticleIndex, QuotationIndex};
use crate::cite::{Reference, article_reference, biblatex, csl_json, quotation_reference, ris};
use crate::view::Site;

/// A form in which references are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationForm {
    /// BibLaTeX and BibTeX.
    BibLatex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
}

impl CitationForm {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::BibLatex, Self::Ris, Self::CslJson];

    /// What the form is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::BibLatex => "BibLaTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
        }
    }

    /// The name of an article's file in this form.
    pub fn file(self) -> &'static str {
        match self {
            Self::BibLatex => "cite.bib",
            Self::Ris => "cite.ris",
            Self::CslJson => "cite.json",
        }
    }

    /// How the name of a file in this form ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::BibLatex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "json",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::BibLatex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }

    fn write(self, reference: &Reference<'_>) -> String {
        match self {
            Self::BibLatex => biblatex(reference),
            Self::Ris => ris(reference),
            Self::CslJson => format!("{:#}\n", serde_json::Value::Array(vec![csl_json(reference)])),
        }
    }
}

/// The reference to an article.
pub fn article_citation(site: Site<'_>, index: ArticleIndex, form: CitationForm) -> String {
    form.write(&article_reference(site.archive, site.config, index))
}

/// The reference to a quotation.
pub fn quotation_citation(site: Site<'_>, index: QuotationIndex, form: CitationForm) -> String {
    form.write(&quotation_reference(site.archive, site.config, index))
}

/// A small file as an address (RFC 2397), for a download that needs no file of its own on the server.
pub fn data_url(media_type: &str, text: &str) -> String {
    let may_stay = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!*'(),:;/@=".contains(&byte);
    format!("data:{media_type};charset=utf-8,{}", percent_encoded(text, may_stay))
}
