//! RIS, the exchange format of reference managers (specification of Research Information Systems, 2001 and 2011).

use super::Reference;
use crate::model::PartialDate;

/// A reference as a RIS record.
pub fn ris(reference: &Reference<'_>) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        // A record is lines; a line within a value would be read as another tag.
        let value: Vec<&str> = value.split_whitespace().collect();
        if !value.is_empty() {
            record.push_str(&format!("{tag}  - {}\r\n", value.join(" ")));
        }
    };
    line("TY", if reference.publication.is_some() { "NEWS" } else { "ELEC" });
    line("ID", &reference.key);
    line("TI", reference.title);
    for author in &reference.authors {
        line("AU", &author.inverted());
    }
    line("T2", reference.publication.unwrap_or_default());
    line("CY", reference.place.unwrap_or_default());
    if let Some(date) = reference.date {
        line("PY", &format!("{:04}", date.year()));
        line("DA", &ris_date(date));
    }
    line("UR", &reference.url);
    line("DB", reference.archive);
    line("LA", reference.language);
    line("AB", reference.summary.unwrap_or_default());
    for topic in &reference.topics {
        line("KW", topic);
    }
    if let Some(quoted) = &reference.quoted {
        line("N1", &quoted.note());
    }
    record.push_str("ER  - \r\n");
    record
}

/// `2023/06/05/`: year, month, day and other words, each of which but the first may be empty.
fn ris_date(date: PartialDate) -> String {
    let part = |part: Option<i8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year(), part(date.month()), part(date.day_of_month()))
}
