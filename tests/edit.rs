//! Annotations are written where they belong, and nothing else of the file changes.

mod support;

use guillemet::edit::{
    Annotation, ArticleText, EditProblem, Said, Selector, Target, change, choices, continue_quotation, find, insert,
    insert_as, insert_further, remove,
};
use guillemet::model::{QuotationId, QuotationKind, SpeakerId, TopicId};
use guillemet::read::ContentPath;
use guillemet::span::{Plain, Span};
use proptest::prelude::*;
use support::article;

fn file(body: &str) -> ArticleText {
    read(article(body))
}

fn read(text: String) -> ArticleText {
    ArticleText::read(&ContentPath::new("content/articles/a.md"), text).expect("an article")
}

fn passage(file: &ArticleText, words: &str) -> Span<Plain> {
    let selector = Selector { exact: words.to_owned(), ..Selector::default() };
    find(file.article().body.plain.as_str(), &selector).unwrap_or_else(|problem| panic!("{words}: {problem}"))
}

fn by(speaker: &str) -> Annotation {
    Annotation::Quotation(Said::by(vec![SpeakerId::from_name(speaker).expect("a name")]))
}

fn check(body: &str, words: &str, annotation: &Annotation, expected: &str) {
    let before = file(body);
    let after =
        insert(&before, passage(&before, words), annotation).unwrap_or_else(|problem| panic!("{body}: {problem}"));
    assert_eq!(after.text(), article(expected));
}

fn refused(body: &str, words: &str, annotation: &Annotation, expected: EditProblem) {
    let before = file(body);
    let problem = insert(&before, passage(&before, words), annotation).map(|after| after.text().to_owned());
    assert_eq!(problem, Err(expected), "{body}");
}

#[test]
fn a_quotation_in_marks_gets_braces_behind_them() {
    for words in ["oui", "«oui»", "«oui», ", ": «oui»"] {
        check("Il dit : «oui», puis non.", words, &by("a"), "Il dit : «oui»{@a}, puis non.");
    }
    check("Il dit « oui *et* non ».", "« oui et non »", &by("a"), "Il dit « oui *et* non »{@a}.");
    check("*«fort»* et **dit «bas»**", "fort", &by("a"), "*«fort»{@a}* et **dit «bas»**");
    check("«*fort*»", "fort", &by("a"), "«*fort*»{@a}");
    check("«a «b» c»{@x}", "b", &by("y"), "«a «b»{@y} c»{@x}");
    check("«a «b»»", "a «b»", &by("x"), "«a «b»»{@x}");
    check("«Un.\n\n«Deux.»", "Un.\n\n«Deux.", &by("a"), "«Un.\n\n«Deux.»{@a}");
}

#[test]
fn a_passage_without_marks_gets_brackets() {
    check("Il juge cela bon.", "juge cela bon", &by("a"), "Il [juge cela bon]{@a}.");
    check("Il *juge cela* bon.", "juge cela", &by("a"), "Il *[juge cela]{@a}* bon.");
    check("Il *juge cela* bon.", "juge cela bon", &by("a"), "Il [*juge cela* bon]{@a}.");
    check("Il *juge cela* bon.", "cela bon", &by("a"), "Il *juge [cela* bon]{@a}.");
    check(
        "Le [rapport](https://a.example) dit tout",
        "rapport dit tout",
        &by("a"),
        "Le [[rapport](https://a.example) dit tout]{@a}",
    );
    check(
        "Tout le [rapport](https://a.example \"b\")",
        "Tout le rapport",
        &by("a"),
        "[Tout le [rapport](https://a.example \"b\")]{@a}",
    );
    check("Le [rapport](https://a.example) dit", "rapport", &by("a"), "Le [[rapport]{@a}](https://a.example) dit");
    check(
        "Il juge la voie «non durable».",
        "juge la voie «non durable»",
        &by("a"),
        "Il [juge la voie «non durable»]{@a}.",
    );
    check("Elle dit «non»{@x} deux fois", "dit «non» deux", &by("a"), "Elle [dit «non»{@x} deux]{@a} fois");
    check("Elle dit «non»{@x}", "Elle dit «non»", &by("a"), "[Elle dit «non»{@x}]{@a}");
    check("[Elle dit non]{@x}", "dit non", &by("a"), "[Elle [dit non]{@a}]{@x}");
    check("\\*Note\\* bien", "*Note*", &by("a"), "[\\*Note\\*]{@a} bien");
    check("un\ndeux\n\ntrois", "deux trois", &by("a"), "un\n[deux\n\ntrois]{@a}");
    check("A &amp; B", "& B", &by("a"), "A [&amp; B]{@a}");
}

#[test]
fn a_block_quotation_gets_a_line_before_it() {
    check(
        "Il écrit :\n\n> Un.\n>\n> Deux.\n\nFin",
        "Un. Deux.",
        &by("a"),
        "Il écrit :\n\n{@a}\n> Un.\n>\n> Deux.\n\nFin",
    );
    let crlf = read(article("Il écrit :\n\n> Un.").replace('\n', "\r\n"));
    let after = insert(&crlf, passage(&crlf, "Un."), &by("a")).expect("a block");
    assert_eq!(after.text(), article("Il écrit :\n\n{@a}\n> Un.").replace('\n', "\r\n"));
}

#[test]
fn the_kind_is_offered_that_the_form_allows() {
    let kinds = |body: &str, words: &str| -> Vec<QuotationKind> {
        let file = file(body);
        let choices = choices(&file, passage(&file, words)).expect("a choice");
        choices.iter().map(|choice| choice.kind).collect()
    };
    use QuotationKind::{Direct, Indirect, Mixed};
    assert_eq!(kinds("a «b» c", "b"), [Direct]);
    assert_eq!(kinds("a b c", "b c"), [Indirect]);
    assert_eq!(kinds("a b c", "a b c"), [Indirect, Direct]);
    assert_eq!(kinds("a «b» c", "a «b»"), [Mixed]);
    assert_eq!(kinds("> a b", "a b"), [Direct, Indirect]);
    let file = file("a b c");
    let whole = choices(&file, passage(&file, "a b c")).expect("choices");
    let after = insert_as(&file, &whole[1], &by("x")).expect("a block");
    assert_eq!(after.text(), article("{@x}\na b c"));
}

#[test]
fn everything_that_can_be_said_is_written_and_read_again() {
    let said = Said {
        speakers: ["a", "b"].map(|name| SpeakerId::from_name(name).expect("a name")).to_vec(),
        id: QuotationId::from_name("q-1").ok(),
        via: Some("Radio \"A\"".to_owned()),
        topics: vec![TopicId::from_name("Eau").expect("a name"), TopicId::from_name("Crues").expect("a name")],
        date: "2023-06".parse().ok(),
        place: Some("Lyon\\Nord".to_owned()),
        language: "fr".parse().ok(),
        translations: vec![("en".parse().expect("a language"), "Yes {so}".to_owned())],
        note: Some("Deux\n lignes. ".to_owned()),
        original: Some("https://a.example/?a=b".to_owned()),
    };
    check(
        "«oui»",
        "oui",
        &Annotation::Quotation(said),
        "«oui»{@a @b #q-1 via=\"Radio \\\"A\\\"\" topics=eau,crues date=2023-06 place=\"Lyon\\\\Nord\" lang=fr \
        translation.en=\"Yes {so}\" note=\"Deux lignes.\" original=\"https://a.example/?a=b\"}",
    );
    check("«oui»", "oui", &Annotation::Quotation(Said::default()), "«oui»{@?}");
    check(
        "le Fonds et",
        "le Fonds",
        &Annotation::Note("Créé « hier ».".to_owned()),
        "[le Fonds]{note=\"Créé « hier ».\"} et",
    );
    check("dit «oui»{@a}", "oui", &Annotation::Note("x".to_owned()), "dit «[oui]{note=x}»{@a}");
    check("«oui»{@a}, dit-il, «non»", "non", &Annotation::Continuation, "«oui»{@a}, dit-il, «non»{+}");
}

#[test]
fn a_passage_goes_on_with_the_quotation_before_it() {
    let check = |body: &str, words: &str, expected: &str, index: usize| {
        let before = file(body);
        let (after, continued) = continue_quotation(&before, passage(&before, words)).expect(body);
        assert_eq!((after.text(), continued), (article(expected).as_str(), index), "{body}");
        let after = remove(&after, Target::Quotation(index)).expect("removed");
        let alone = remove(&before, Target::Quotation(index)).expect("removed");
        assert_eq!(after.text(), alone.text());
    };
    check("«a»{@x} puis «b»{@y}, dit-il, «c».", "c", "«a»{@x} puis «b»{@y}, dit-il, «c»{+}.", 1);
    check("«a»{@x}, dit-il, «b» et «c»{@y}", "b", "«a»{@x}, dit-il, «b»{+} et «c»{@y}", 0);
    check("[Il dit a]{@x}. Il ajoute b.", "ajoute b", "[Il dit a]{@x}. Il [ajoute b]{+}.", 0);
    check("«a»{@x}\n\nPlus loin : «*b*»", "b", "«a»{@x}\n\nPlus loin : «*b*»{+}", 0);
    for (body, words) in [("«a» et «b»{@x}", "a"), ("«a»{@x} ou b", "b"), ("«a»{@x}", "a"), ("[a]{note=n} «b»", "b")]
    {
        let before = file(body);
        assert!(continue_quotation(&before, passage(&before, words)).is_err(), "{body}");
    }
}

#[test]
fn a_quotation_in_several_runs_is_one() {
    let runs = |body: &str, words: [&str; 3]| {
        let file = file(body);
        let [first, second, third] = words.map(|words| passage(&file, words));
        let annotated = insert(&file, first, &by("a")).expect("annotated");
        insert_further(&file, annotated, &[second, third]).map(|after| after.text().to_owned())
    };
    let three = runs("«b»{@x} «c», dit-il, «d», «e»", ["«c»", "«d»", "«e»"]);
    assert_eq!(three, Ok(article("«b»{@x} «c»{@a}, dit-il, «d»{+}, «e»{+}")));
    let crossed = runs("«c», «b»{@x}, dit-il, «d», «e»", ["«c»", "«d»", "«e»"]);
    assert_eq!(crossed, Err(EditProblem::NoPlace), "the second run would go on with another's words");
}

#[test]
fn what_cannot_be_written_is_refused() {
    refused("«oui»{@x}", "oui", &by("a"), EditProblem::AlreadyAnnotated);
    refused("[oui]{@x}", "oui", &by("a"), EditProblem::AlreadyAnnotated);
    check("Le `code` ici", "code ici", &by("a"), "Le [`code` ici]{@a}");
    refused("Le `code` ici", "ode ici", &by("a"), EditProblem::NoPlace);
    refused("un [lien](b) ici] dit", "lien ici] dit", &by("a"), EditProblem::NoPlace);
    refused("«a»{@x}, dit, «b»{+}", "dit", &by("a"), EditProblem::NoPlace);
    let said = Said { original: Some("ftp".to_owned()), ..Said::default() };
    let before = file("«oui»");
    let problem = insert(&before, passage(&before, "oui"), &Annotation::Quotation(said)).map(|_| ());
    assert!(matches!(problem, Err(EditProblem::Refused(_))), "{problem:?}");
    let nothing = insert(&before, Span::new(0, 0), &by("a")).map(|_| ());
    assert_eq!(nothing, Err(EditProblem::NothingSelected));
}

#[test]
fn annotations_are_changed_and_removed() {
    let before = file("«a»{@x}, dit-il, «b»{+}. [c «d»{@y}]{@z via=\"R T\"} [n]{note=\"m\"}\n\n{@v}\n> e\n\n«f»\n{@w}");
    let changed = change(&before, Target::Quotation(1), &by("t")).expect("changed");
    assert!(changed.text().contains("[c «d»{@y}]{@t} [n]"), "{}", changed.text());
    let noted = change(&before, Target::Note(0), &Annotation::Note("o p".to_owned())).expect("changed");
    assert!(noted.text().contains("[n]{note=\"o p\"}"), "{}", noted.text());
    let kept = change(&before, Target::Note(0), &by("t")).map(|_| ());
    assert_eq!(kept, Err(EditProblem::NoPlace));
    let check = |target, gone: &[&str]| {
        let after = remove(&before, target).expect("removed");
        let expected = gone.iter().fold(before.text().to_owned(), |text, gone| {
            let (gone, kept) = gone.split_once('→').expect("what becomes of it");
            text.replacen(gone, kept, 1)
        });
        assert_eq!(after.text(), expected);
    };
    check(Target::Quotation(0), &["{@x}→", "{+}→"]);
    check(Target::Quotation(1), &["[c «d»{@y}]{@z via=\"R T\"}→c «d»{@y}"]);
    check(Target::Quotation(2), &["{@y}→"]);
    check(Target::Quotation(3), &["{@v}\n→"]);
    check(Target::Note(0), &["[n]{note=\"m\"}→n"]);
    assert_eq!(remove(&before, Target::Quotation(9)).map(|_| ()), Err(EditProblem::NoSuchAnnotation));
    let after = remove(&before, Target::Quotation(4)).expect("removed");
    assert_eq!(after.article().quotations.len(), 4);
}

#[test]
fn addresses_of_other_quotations_stay() {
    let before = file("«oui», puis «oui»{@x}");
    let id = before.article().quotations[0].id.clone();
    let after = insert(&before, Span::new(0, "«oui»".len()), &by("a")).expect("annotated");
    assert_eq!(after.article().quotations[1].id, id);
    assert_eq!(after.article().quotations[0].id.as_str(), format!("{id}-2"));
}

/// The articles of the sample archive.
fn samples() -> Vec<ArticleText> {
    let (files, _) = guillemet::read::read_content(env!("CARGO_MANIFEST_DIR").as_ref());
    let articles = files.into_iter().filter(|file| file.path.as_str().starts_with("content/articles/"));
    articles
        .map(|file| ArticleText::read(&file.path, String::from_utf8(file.bytes).expect("text")).expect("an article"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is selected: either nothing is written, or the words come through and taking the annotation
    /// away again gives the file back byte for byte.
    #[test]
    fn inserting_and_removing_gives_the_file_back(article: prop::sample::Index, start: prop::sample::Index, length in 1_usize..400) {
        thread_local! { static SAMPLES: Vec<ArticleText> = samples(); }
        SAMPLES.with(|samples| {
            let before = article.get(samples);
            let plain = before.article().body.plain.as_str();
            let borders: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
            let first = start.index(borders.len());
            let last = (first + length).min(borders.len() - 1);
            let selection = Span::new(borders[first], borders[last]);
            let Ok(after) = insert(before, selection, &by("somebody-new")) else { return };
            assert_eq!(&after.article().body.markdown, &before.article().body.markdown);
            let is_new = |speaker: &guillemet::span::Spanned<SpeakerId>| speaker.value.as_str() == "somebody-new";
            let index = after.article().quotations.iter().position(|it| it.attribution.speakers().iter().any(is_new));
            let back = remove(&after, Target::Quotation(index.expect("the new quotation"))).expect("removed");
            assert_eq!(back.text(), before.text());
        });
    }
}
