//! References: what a reader needs to cite an article or a quotation, in the forms that reference managers
//! and readers use.
//!
//! A [`Reference`] is made once and written in each form by a pure function of its own.

mod biblatex;
mod csl;
mod fit;
mod form;
mod formatted;
mod name;
mod reference;
mod ris;
mod style;

pub use biblatex::biblatex;
pub use csl::csl_json;
pub use form::CitationForm;
pub use formatted::formatted;
pub use name::CitedName;
pub use reference::{Quoted, Reference, article_reference, article_url, quotation_reference, quotation_url};
pub use ris::ris;
