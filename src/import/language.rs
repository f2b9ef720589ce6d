//! The language of a text.

use crate::model::Language;

/// Texts with fewer letters are not judged.
const FEWEST_LETTERS: usize = 60;

/// Beyond this many characters nothing more is learnt.
const ENOUGH: usize = 6000;

/// The language that a text is in, where its letters leave little doubt.
pub fn detect(text: &str) -> Option<Language> {
    let sample: String = text.chars().take(ENOUGH).collect();
    if sample.chars().filter(|letter| letter.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let found = whatlang::detect(&sample).filter(|found| found.is_reliable() || found.confidence() > 0.7)?;
    two_letters(found.lang().code())?.parse().ok()
}

/// A declared language tag; the region goes, since it would split an archive's lists, but not where it tells
/// two written languages apart.
pub fn declared(tag: &str) -> Option<Language> {
    let language: Language = tag.trim().replace('_', "-").parse().ok()?;
    match language.primary() {
        "pt" | "zh" | "sr" => Some(language),
        primary => primary.parse().ok(),
    }
}

/// From ISO 639-3 to 639-1, for the languages that whatlang knows.
fn two_letters(code: &str) -> Option<&'static str> {
    const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da deu de \
        ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it jav jv jpn ja \
        kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl nob nb ori or pan pa \
        pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv tam ta tel te tgl tl tha th \
        tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";
    let mut words = CODES.split_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long == code {
            return Some(short);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        let check = |text: &str, tag: Option<&str>| assert_eq!(detect(text).as_ref().map(Language::tag), tag, "{text}");
        check(
            "Le barrage de la vallée perd de l’eau depuis que les ingénieurs l’ont inspecté au printemps.",
            Some("fr"),
        );
        check(
            "The dam in the valley has been losing water ever since the engineers inspected it in spring.",
            Some("en"),
        );
        check("Der Staudamm im Tal verliert Wasser, seit ihn die Ingenieure im Frühjahr geprüft haben.", Some("de"));
        check("Bonjour", None);
        assert_eq!(declared("fr_FR").as_ref().map(Language::tag), Some("fr"));
        assert_eq!(declared("pt-br").as_ref().map(Language::tag), Some("pt-BR"));
    }
}
