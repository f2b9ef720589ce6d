//! What `guillemet annotate` proposes and writes.

mod support;

use guillemet::annotate::{known_speakers, propose, write};
use guillemet::edit::ArticleText;
use guillemet::fixity;
use guillemet::model::Language;
use guillemet::read::ContentPath;
use support::TestSite;

const BODY: &str = "La maire, Jeanne Ferrand, a annoncé que le *bac* serait à quai lundi.\n\n\
    «Nous avons attendu deux ans», a-t-elle dit, «et nous attendrons bien deux jours».\n\n\
    «Déjà dit»{@somebody}, a dit un passant.\n\n\
    Le directeur du port a précisé qu’il fallait encore `«du code»` et du temps.\n";

fn site() -> TestSite {
    let speaker = "---\nname: Paul Halle\nroles:\n  - {title: directeur du port, from: 2020, to: 2024}\n---\n";
    let article = format!("---\ntitle: A\ndate: 2023-05-06\nlang: fr\n---\n{BODY}");
    TestSite::new("", &[("articles/a.md", &article), ("speakers/paul-halle.md", speaker)])
}

#[test]
fn proposals_are_written_without_touching_the_words() {
    let site = site();
    let row = site.archive.articles.iter().next().expect("the article");
    let proposals = propose(&row.article, &Language::default(), &known_speakers(&site.archive));
    let text = format!("---\ntitle: A\ndate: 2023-05-06\nlang: fr\n---\n{BODY}");
    let before = ArticleText::read(&ContentPath::new("content/articles/a.md"), text).expect("an article");
    let mut file = before.clone();
    for proposal in &proposals {
        file = write(&file, proposal).expect("it can be annotated");
    }
    let body = file.text().split_once("lang: fr\n---\n").expect("a body").1;
    assert_eq!(
        body,
        "La maire, Jeanne Ferrand, a annoncé que [le *bac* serait à quai lundi]{@jeanne-ferrand}.\n\n\
        «Nous avons attendu deux ans»{@jeanne-ferrand}, a-t-elle dit, «et nous attendrons bien deux jours»{+}.\n\n\
        «Déjà dit»{@somebody}, a dit un passant.\n\n\
        Le directeur du port a précisé qu’[il fallait encore `«du code»` et du temps]{@paul-halle}.\n"
    );
    let hash = |file: &ArticleText| fixity::of_text(&file.article().body.markdown);
    assert_eq!(hash(&file), hash(&before));
    let again = propose(file.article(), &Language::default(), &known_speakers(&site.archive));
    assert_eq!(again, [], "nothing is proposed twice");
}
