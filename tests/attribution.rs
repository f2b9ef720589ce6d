//! The detection of quotations: the language files, and the scores on the development set.

use std::fs;
use std::path::PathBuf;

use guillemet::attribution::score::{Gold, GoldArticle, KINDS, Scores};
use guillemet::attribution::{Grammar, grammar, language_files, propose};
use guillemet::model::QuotationKind;

#[test]
fn language_files_can_be_read() {
    let names: Vec<&str> = language_files().map(|(name, _)| name).collect();
    for known in ["en", "fr"] {
        assert!(names.contains(&known), "{names:?}");
    }
    for (name, text) in language_files() {
        assert_eq!(Grammar::parse(text).err(), None, "{name}.toml");
    }
}

/// The development set as it is written by hand, and as the scorer reads it.
fn development_set(language: &str) -> Vec<GoldArticle> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let source = fs::read_to_string(folder.join(format!("{language}.txt"))).expect("the development set");
    let articles: Vec<GoldArticle> =
        source.split("\n== ").skip(1).map(|article| read_article(language, article)).collect();
    let lines: String = articles.iter().map(|it| serde_json::to_string(it).expect("JSON") + "\n").collect();
    let path = folder.join(format!("{language}.jsonl"));
    if std::env::var_os("RENEW").is_some() {
        fs::write(&path, lines).expect("the development set is written");
    } else {
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert!(known == lines, "{language}.jsonl is out of date: RENEW=1 cargo test --test attribution");
    }
    articles
}

/// Reads `name`, an empty line, and text with `<d Speaker>…</>`.
fn read_article(language: &str, article: &str) -> GoldArticle {
    let (name, marked) = article.split_once('\n').expect("a name and a text");
    let mut text = String::new();
    let mut length = 0;
    let mut quotes = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = marked.trim();
    while let Some(letter) = rest.chars().next() {
        if let Some(behind) = rest.strip_prefix("</>") {
            let index = open.pop().unwrap_or_else(|| panic!("{name}: nothing to close"));
            let gold: &mut Gold = quotes.get_mut(index).expect("an open passage");
            gold.end = length;
            rest = behind;
        } else if letter == '<' {
            let (tag, behind) = rest[1..].split_once('>').expect("a closed tag");
            let (kind, speaker) = tag.split_once(' ').unwrap_or_else(|| panic!("{name}: <{tag}>"));
            let kind = match kind {
                "d" => QuotationKind::Direct,
                "m" => QuotationKind::Mixed,
                "i" => QuotationKind::Indirect,
                other => panic!("{name}: no kind `{other}`"),
            };
            open.push(quotes.len());
            let speaker = (speaker != "?").then(|| speaker.to_owned());
            quotes.push(Gold { start: length, end: 0, kind: kind.as_str().to_owned(), speaker });
            rest = behind;
        } else {
            text.push(letter);
            length += 1;
            rest = &rest[letter.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "{name}: a passage is not closed");
    GoldArticle { id: name.to_owned(), lang: language.to_owned(), text, quotes }
}

#[test]
fn scores_do_not_fall() {
    let mut scores = Scores::default();
    for language in ["en", "fr"] {
        let articles = development_set(language);
        assert!(articles.len() >= 30, "{} articles in {language}", articles.len());
        let grammar = grammar(language).expect("the language is known");
        for article in &articles {
            scores.add(article, &propose(&article.text, grammar));
        }
    }
    println!("{}", scores.table());
    let direct = [QuotationKind::Direct];
    let quoted = [QuotationKind::Direct, QuotationKind::Mixed];
    for language in ["en", "fr"] {
        let language = Some(language);
        let floors = [
            ("direct, exact", scores.counts(language, &direct).exact_f1(), 0.9),
            ("direct and mixed, overlap", scores.counts(language, &quoted).overlap_f1(), 0.85),
            ("all, overlap", scores.counts(language, &KINDS).overlap_f1(), 0.7),
            ("speakers of direct ones", scores.counts(language, &direct).speaker_accuracy(), 0.85),
            ("speakers of all", scores.counts(language, &KINDS).speaker_accuracy(), 0.75),
        ];
        for (name, score, floor) in floors {
            assert!(score >= floor, "{name} in {language:?}: {score:.3} < {floor}");
        }
    }
}
