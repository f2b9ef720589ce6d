//! The forms in which reference managers exchange references.

use super::{Reference, biblatex, csl_json, ris};

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

    /// Writes a reference.
    pub fn write(self, reference: &Reference<'_>) -> String {
        match self {
            Self::BibLatex => biblatex(reference),
            Self::Ris => ris(reference),
            Self::CslJson => format!("{:#}\n", serde_json::Value::Array(vec![csl_json(reference)])),
        }
    }
}
