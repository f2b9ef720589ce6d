//! How verbs change their endings.

use super::GrammarError;
use crate::attribution::word::Forms;

/// The endings that verbs with one ending take.
pub struct Inflection {
    /// Of the verb as the file lists it.
    pub ending: String,
    /// For this verb only, not for others with such an ending.
    pub is_whole: bool,
    /// The endings of its forms.
    pub endings: Vec<(Forms, String)>,
}

impl Inflection {
    /// Whether a verb takes these endings.
    pub fn fits(&self, verb: &str) -> bool {
        if self.is_whole { verb == self.ending } else { verb.ends_with(&self.ending) }
    }
}

/// Reads lines such as `e: e | e es ed | ed | ing`: base, finite forms, participles, gerund.
pub fn inflections(lines: &str) -> Result<Vec<Inflection>, GrammarError> {
    const FORMS: [Forms; 4] = [Forms::BASE, Forms::FINITE, Forms::PARTICIPLE, Forms::GERUND];
    let mut inflections = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (ending, forms) =
            line.split_once(':').ok_or_else(|| GrammarError(format!("an inflection without `:`: {line}")))?;
        let columns: Vec<&str> = forms.split('|').collect();
        if columns.len() != FORMS.len() {
            return Err(GrammarError(format!("an inflection has four columns: {line}")));
        }
        let endings = FORMS.iter().zip(columns).flat_map(|(form, column)| {
            column
                .split_whitespace()
                .map(|ending| (*form, if ending == "-" { String::new() } else { ending.to_owned() }))
        });
        let is_whole = ending.starts_with('=');
        let ending = ending.trim_start_matches(['*', '=']).to_owned();
        inflections.push(Inflection { ending, is_whole, endings: endings.collect() });
    }
    Ok(inflections)
}
