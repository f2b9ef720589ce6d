//! The detection of quotations: the language files, and the scores on the development set.

use std::fs;
use std::path::{Path, PathBuf};

use guillemet::attribution::score::{GoldArticle, KINDS, Scores, read_marked};
use guillemet::attribution::{Grammar, grammar, language_files, propose};
use guillemet::model::QuotationKind;

#[test]
fn language_files_can_be_read() {
    let names: Vec<&str> = language_files().map(|(name, _)| name).collect();
    for known in ["de", "en", "es", "fr", "it"] {
        assert!(names.contains(&known), "{names:?}");
    }
    for (name, text) in language_files() {
        assert_eq!(Grammar::parse(text).err(), None, "{name}.toml");
    }
}

/// A set as it is written by hand, and as the scorer reads it; none where the folder has none.
fn annotated(folder: &Path, language: &str) -> Vec<GoldArticle> {
    let Ok(source) = fs::read_to_string(folder.join(format!("{language}.txt"))) else { return Vec::new() };
    let articles = read_marked(language, &source).expect("passages are marked as docs/attribution.md says");
    let lines: String = articles.iter().map(|it| serde_json::to_string(it).expect("JSON") + "\n").collect();
    let path = folder.join(format!("{language}.jsonl"));
    if std::env::var_os("RENEW").is_some() {
        fs::write(&path, lines).expect("the set is written");
    } else {
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert!(known == lines, "{} is out of date: RENEW=1 cargo test --test attribution", path.display());
    }
    articles
}

/// The least that is found in the articles of a folder: direct exact, direct and mixed, all, and the speakers of
/// direct ones and of all.
type Floors = [f64; 5];

fn check_scores(folder: &str, floors: [(&str, Floors); 2]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/attribution").join(folder);
    let direct = [QuotationKind::Direct];
    let quoted = [QuotationKind::Direct, QuotationKind::Mixed];
    let mut scores = Scores::default();
    for (language, _) in floors {
        let grammar = grammar(language).expect("the language is known");
        for article in annotated(&folder, language) {
            scores.add(&article, &propose(&article.text, grammar));
        }
    }
    println!("{}", scores.table());
    for (language, floors) in floors {
        if !scores.languages().any(|known| known == language) {
            continue;
        }
        let counts = |kinds: &[QuotationKind]| scores.counts(Some(language), kinds);
        let found = [
            ("direct, exact", counts(&direct).exact_f1()),
            ("direct and mixed, overlap", counts(&quoted).overlap_f1()),
            ("all, overlap", counts(&KINDS).overlap_f1()),
            ("speakers of direct ones", counts(&direct).speaker_accuracy()),
            ("speakers of all", counts(&KINDS).speaker_accuracy()),
        ];
        for ((name, score), floor) in found.into_iter().zip(floors) {
            assert!(score >= floor, "{name} in {language} of {}: {score:.3} < {floor}", folder.display());
        }
    }
}

#[test]
fn scores_do_not_fall() {
    check_scores("", [("en", [0.98, 0.97, 0.89, 0.95, 0.93]), ("fr", [0.98, 0.97, 0.89, 0.945, 0.93])]);
}

/// Articles by people who never saw the program, which nobody looked at while the grammar was made.
#[test]
fn scores_on_unseen_articles_do_not_fall() {
    check_scores("unseen", [("en", [0.98, 0.97, 0.84, 0.87, 0.90]), ("fr", [0.96, 0.97, 0.83, 0.84, 0.87])]);
}

#[test]
fn one_long_line_without_a_full_stop_is_read_in_linear_time() {
    let text = "he said that she said, and they say “no” or ".repeat(2_000);
    let found = propose(&text, grammar("en").expect("the language is known"));
    assert!(!found.is_empty());
}

/// Words in any order, so that no rule asks another one that asks it in turn.
#[test]
fn any_words_in_any_order_are_read() {
    const ENGLISH: &str = "said say says claim claims reports report told that whether who the a of to and but , . “ ” ‘ ’ : — \
        he she it they Kim Lee Friends officials minister bank union plan Monday not had was will according asked reading \
        want wants fear urged accused “No.” 22% in on because while saying called";
    const FRENCH: &str = "dit disent annonce demande estime que qu' qui si le la les un une de d' du à et mais , . « » “ ” : \
        il elle on l'un d'eux Anne Roy élus ministre banque selon lundi ne pas a avait sera dit-il a-t-elle « Non » \
        veut craint accuse appelle estimant pour par y se s'est voix l'intéressée";
    for (language, words) in [("en", ENGLISH), ("fr", FRENCH)] {
        let grammar = grammar(language).expect("the language is known");
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut state = 7_usize;
        for _ in 0..400 {
            let mut text = String::new();
            for _ in 0..60 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(words[(state >> 33) % words.len()]);
                text.push(' ');
            }
            propose(&text, grammar);
        }
    }
}

#[test]
fn descriptions_that_lead_back_to_descriptions_are_read_in_linear_time() {
    let text = "Cette femme arrive. « Non », dit cette femme. Le second part. « Oui », dit le marin. ".repeat(2_000);
    let found = propose(&text, grammar("fr").expect("the language is known"));
    assert!(found.len() > 1_000);
}
