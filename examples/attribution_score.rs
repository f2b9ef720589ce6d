//! Measures the detection of quotations against articles annotated by hand.
//!
//! `cargo run --release --example attribution_score -- DIR… [--misses] [--calibration]` reads every `.jsonl` file of
//! the folders (the form is described in docs/attribution.md), prints the scores and how fast it was, and on wish what
//! was missed, and how often proposals are right: the table of `confidence.rs`, and what confidence promises.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use guillemet::attribution::score::{Calibration, GoldArticle, Miss, Scores};
use guillemet::attribution::{Proposal, grammar, propose};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = Vec::new();
    let mut shows_misses = false;
    let mut calibrates = false;
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            Some("--misses") => shows_misses = true,
            Some("--calibration") => calibrates = true,
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        return Err("write the folder with the .jsonl files".into());
    }
    let mut articles = Vec::new();
    for folder in &folders {
        articles.extend(read_folder(folder)?);
    }
    // The languages are read once, whatever there is to find.
    let languages = articles.iter().filter(|article| grammar(&article.lang).is_some()).count();
    let clock = Instant::now();
    let proposals: Vec<Vec<Proposal>> = articles.par_iter().map(find).collect();
    let time = clock.elapsed();
    let mut scores = Scores::default();
    for (article, proposals) in articles.iter().zip(&proposals) {
        let misses = scores.add(article, proposals);
        if shows_misses {
            show(article, proposals, &misses);
        }
    }
    print!("{}", scores.table());
    if calibrates {
        const PARTS: usize = 10;
        let mut calibration = Calibration::default();
        let mut parts = vec![Calibration::default(); PARTS];
        for (number, (article, proposals)) in articles.iter().zip(&proposals).enumerate() {
            calibration.add(article, proposals);
            if let Some(part) = parts.get_mut(number % PARTS) {
                part.add(article, proposals);
            }
        }
        print!("\n{}\n{}\n", calibration.table(), calibration.reliability());
        print!(
            "Each tenth of the articles with a table fitted to the others:\n{}\n",
            Calibration::cross_validated(&parts)
        );
    }
    println!("{languages} articles in known languages");
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    println!(
        "{} articles, {bytes} bytes in {:.1} ms: {:.0} articles a second",
        articles.len(),
        time.as_secs_f64() * 1000.0,
        articles.len() as f64 / time.as_secs_f64(),
    );
    Ok(())
}

fn read_folder(folder: &Path) -> Result<Vec<GoldArticle>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
            if !line.trim().is_empty() {
                let article = serde_json::from_str(line);
                articles.push(article.map_err(|error| format!("{}:{}: {error}", path.display(), number + 1))?);
            }
        }
    }
    Ok(articles)
}

fn find(article: &GoldArticle) -> Vec<Proposal> {
    grammar(&article.lang).map(|grammar| propose(&article.text, grammar)).unwrap_or_default()
}

fn show(article: &GoldArticle, proposals: &[Proposal], misses: &[Miss]) {
    let annotated = |index: usize| {
        article.quotes.get(index).map_or(String::new(), |gold| {
            let words: String = article.text.chars().skip(gold.start).take(gold.end - gold.start).collect();
            format!("{} by {}: {words}", gold.kind, gold.speaker.as_deref().unwrap_or("nobody"))
        })
    };
    let proposed = |index: usize| {
        proposals.get(index).map_or(String::new(), |proposal| {
            let words: Vec<&str> =
                proposal.fragments.iter().filter_map(|fragment| article.text.get(fragment.clone())).collect();
            let (kind, speaker) = (proposal.kind.as_str(), proposal.speaker.as_deref().unwrap_or("nobody"));
            format!("{kind} by {speaker} ({:?}): {}", proposal.construction, words.join(" … "))
        })
    };
    for miss in misses {
        match miss {
            Miss::NotFound(index) => println!("{}: not found: {}", article.id, annotated(*index)),
            Miss::Invented(index) => println!("{}: invented: {}", article.id, proposed(*index)),
            Miss::WrongSpeaker(gold, index) => {
                println!("{}: speaker: {}\n    but {}", article.id, annotated(*gold), proposed(*index));
            }
        }
    }
}
