//! Runs `annotation_syntax.md`.

mod support;

use guillemet::model::{Article, Attribution, Quotation};
use support::{TestSite, article};

fn quotation(article: &Article, quotation: &Quotation) -> String {
    let text = article.body.plain.as_str();
    let words: Vec<String> =
        quotation.fragments.iter().map(|fragment| fragment.words.slice(text).replace("\n\n", " ¶ ")).collect();
    let who = match &quotation.attribution {
        Attribution::Unknown => "?".to_owned(),
        Attribution::Speakers(speakers) => {
            speakers.iter().map(|speaker| format!("@{}", speaker.value)).collect::<Vec<_>>().join(" ")
        }
    };
    let mut said = format!("{} {who}", quotation.kind.as_str());
    if quotation.given_id.is_some() {
        said += &format!(" #{}", quotation.id);
    }
    if let Some(details) = &quotation.details {
        let topics: Vec<&str> = details.topics.iter().map(|topic| topic.value.as_str()).collect();
        let pairs = [
            ("via", details.via.as_ref().map(|via| via.value.0.clone())),
            ("topics", (!topics.is_empty()).then(|| topics.join(","))),
            ("date", details.date.map(|date| date.to_string())),
            ("note", details.note.clone()),
        ];
        for (key, value) in pairs {
            if let Some(value) = value {
                said += &format!(" {key}={value}");
            }
        }
    }
    format!("{said} | {}\n", words.join(" […] "))
}

fn meaning(input: &str) -> String {
    let text = article(input);
    let site = TestSite::new("", &[("articles/a.md", &text)]);
    let errors: Vec<_> = site.diagnostics.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{input}\n{errors:#?}");
    let row = site.archive.articles.iter().next().expect("the article");
    let article = &row.article;
    let notes = article.notes.iter().map(|note| {
        (note.plain.start(), format!("note {} | {}\n", note.text, note.plain.slice(article.body.plain.as_str())))
    });
    let quotations = article.quotations.iter().map(|it| (it.fragments[0].plain.start(), quotation(article, it)));
    let mut lines: Vec<(usize, String)> = notes.chain(quotations).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn every_example_means_what_it_says() {
    let specification = include_str!("annotation_syntax.md");
    let mut examples = 0;
    for section in specification.split("```input\n").skip(1) {
        let (input, rest) = section.split_once("\n```\n```means\n").expect("a meaning behind each input");
        let expected = rest.split_once("```").expect("an end").0;
        assert_eq!(meaning(input), expected, "{input}");
        examples += 1;
    }
    assert_eq!(examples, 14);
}
