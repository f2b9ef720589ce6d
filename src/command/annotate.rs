//! `guillemet annotate`: who said what in the articles, as far as it can be read there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::analyse::{analyse, report};
use super::arguments::{AnnotateArguments, Format, SiteArguments};
use super::progress::Progress;
use super::review;
use super::say::say;
use crate::analysis::Analysis;
use crate::annotate::{Proposal, WORTH_A_LOOK, known_speakers, propose, write};
use crate::diagnostic::{Diagnostic, counted};
use crate::edit::ArticleText;
use crate::model::Article;

/// An article and what is proposed for it.
pub struct Proposed {
    /// The article.
    pub article: Arc<Article>,
    /// In the order of its text.
    pub proposals: Vec<Proposal>,
    /// How many more there are that are not sure enough.
    less_sure: usize,
}

/// Runs `annotate`.
pub fn run(arguments: &AnnotateArguments) -> ExitCode {
    let site = SiteArguments { root: arguments.root.clone(), drafts: true, format: arguments.format };
    let progress = Progress::new(arguments.format == Format::Json);
    let analysis = analyse(&site, &progress);
    progress.stage("reading who said what");
    let chosen = chosen(&analysis, arguments);
    let least = arguments.confidence.unwrap_or(if arguments.write { 0.8 } else { WORTH_A_LOOK });
    let known = known_speakers(&analysis.archive);
    let mut proposed: Vec<Proposed> = match &chosen {
        Ok(articles) => articles
            .par_iter()
            .map(|article| {
                let mut proposals = propose(article, &analysis.config.language, &known);
                proposals.retain(|proposal| proposal.confidence >= least.min(WORTH_A_LOOK));
                let all = proposals.len();
                proposals.retain(|proposal| proposal.confidence >= least);
                Proposed { article: Arc::clone(article), less_sure: all - proposals.len(), proposals }
            })
            .collect(),
        Err(_) => Vec::new(),
    };
    progress.finish();
    let errors: Vec<Diagnostic> = analysis.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    if !errors.is_empty() {
        report(&errors, &site);
        eprintln!("Articles with errors are left alone until `guillemet check` finds none.");
        return ExitCode::FAILURE;
    }
    if let Err(path) = chosen {
        eprintln!("error: {} holds no article of this archive", path.display());
        eprintln!(
            "  help: write the path of a file or folder under {}",
            arguments.root.join("content/articles").display()
        );
        return ExitCode::FAILURE;
    }
    let less_sure = proposed.iter().map(|it| it.less_sure).sum();
    proposed.retain(|it| !it.proposals.is_empty());
    if arguments.review {
        return review::run(&proposed, &analysis.archive, &arguments.root);
    }
    if arguments.format == Format::Json {
        print_json(&proposed);
    } else if !arguments.write {
        print_human(&proposed);
    }
    if arguments.write { write_all(&proposed, less_sure, arguments) } else { ExitCode::SUCCESS }
}

/// The articles under the paths that were given, or the path under which there is none.
fn chosen(analysis: &Analysis, arguments: &AnnotateArguments) -> Result<Vec<Arc<Article>>, PathBuf> {
    let all = analysis.archive.articles.iter().map(|row| &row.article);
    if arguments.paths.is_empty() {
        return Ok(all.cloned().collect());
    }
    let files: Vec<(PathBuf, &Arc<Article>)> = all
        .filter_map(|article| Some((fs::canonicalize(article.path.on_disk(&arguments.root)).ok()?, article)))
        .collect();
    let mut chosen: Vec<Arc<Article>> = Vec::new();
    for path in &arguments.paths {
        let found = [path.clone(), arguments.root.join(path)].into_iter().find_map(|path| fs::canonicalize(path).ok());
        let below = |file: &Path| found.as_deref().is_some_and(|path| file.starts_with(path));
        let before = chosen.len();
        chosen.extend(files.iter().filter(|(file, _)| below(file)).map(|(_, article)| Arc::clone(article)));
        if chosen.len() == before {
            return Err(path.clone());
        }
    }
    chosen.sort_by(|a, b| a.path.cmp(&b.path));
    chosen.dedup_by(|a, b| a.path == b.path);
    Ok(chosen)
}

/// The words of a proposal, its fragments joined.
pub fn words(article: &Article, proposal: &Proposal) -> String {
    let text = article.body.plain.as_str();
    let fragments: Vec<&str> = proposal.fragments.iter().map(|fragment| fragment.slice(text)).collect();
    fragments.join(" … ")
}

/// Who is proposed, as people read it.
pub fn speaker(proposal: &Proposal) -> String {
    match &proposal.speaker {
        Some(id) if proposal.is_known => format!("{} (@{id})", proposal.name),
        Some(id) => format!("{} (@{id}, new)", proposal.name),
        None if proposal.name.is_empty() => "nobody named (@?)".to_owned(),
        None => format!("“{}” (@?)", proposal.name),
    }
}

fn print_human(proposed: &[Proposed]) {
    let mut count = 0;
    for Proposed { article, proposals, .. } in proposed {
        say!("{}", article.path);
        for proposal in proposals {
            say!("  {:>3.0} %  {}  {}", proposal.confidence * 100.0, proposal.kind.as_str(), speaker(proposal));
            say!("         {}", words(article, proposal));
        }
        count += proposals.len();
    }
    say!("{} in {}", counted(count, "proposal"), counted(proposed.len(), "article"));
    if count > 0 {
        say!("`--review` goes through them one by one, `--write` writes the sure ones into the articles.");
    }
}

#[derive(Serialize)]
struct JsonProposal<'a> {
    path: &'a str,
    fragments: Vec<JsonFragment<'a>>,
    kind: &'static str,
    speaker: Option<&'a str>,
    name: &'a str,
    known: bool,
    cue: Option<&'a str>,
    mention: Option<&'a str>,
    confidence: f32,
}

#[derive(Serialize)]
struct JsonFragment<'a> {
    /// Bytes of the file.
    start: usize,
    end: usize,
    text: &'a str,
}

fn print_json(proposed: &[Proposed]) {
    let all = proposed.iter().flat_map(|Proposed { article, proposals, .. }| {
        let text = article.body.plain.as_str();
        proposals.iter().map(move |proposal| JsonProposal {
            path: article.path.as_str(),
            fragments: proposal
                .fragments
                .iter()
                .map(|fragment| {
                    let file = article.body.in_file(article.body.plain.in_markdown(*fragment));
                    JsonFragment { start: file.start(), end: file.end(), text: fragment.slice(text) }
                })
                .collect(),
            kind: proposal.kind.as_str(),
            speaker: proposal.speaker.as_ref().map(|id| id.as_str()),
            name: &proposal.name,
            known: proposal.is_known,
            cue: proposal.cue.map(|cue| cue.slice(text)),
            mention: proposal.mention.map(|mention| mention.slice(text)),
            confidence: proposal.confidence,
        })
    });
    let all: Vec<JsonProposal<'_>> = all.collect();
    // A reader that went away is no problem of ours.
    let _ = serde_json::to_writer_pretty(io::stdout().lock(), &all);
    say!();
}

fn write_all(proposed: &[Proposed], less_sure: usize, arguments: &AnnotateArguments) -> ExitCode {
    let mut written = 0;
    let mut refused = 0;
    let mut failed = false;
    for Proposed { article, proposals, .. } in proposed {
        let mut file = match open(article, &arguments.root) {
            Ok(file) => file,
            Err(error) => {
                eprintln!("error: {}: {error}", article.path);
                failed = true;
                continue;
            }
        };
        for proposal in proposals {
            match write(&file, proposal) {
                Ok(changed) => {
                    file = changed;
                    written += 1;
                }
                Err(_) => refused += 1,
            }
        }
        if let Err(error) = save(&file, &arguments.root) {
            eprintln!("error: {} cannot be written: {error}", article.path);
            failed = true;
        }
    }
    if arguments.format == Format::Human {
        say!("{} written into {}", counted(written, "annotation"), counted(proposed.len(), "article"));
        if less_sure > 0 {
            say!("{} less sure, left for `guillemet annotate --review`", counted(less_sure, "proposal"));
        }
        if refused > 0 {
            say!(
                "{refused} passages could not be annotated where they stand, because of code, links or other annotations"
            );
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The article's file as it lies on the disk now.
pub fn open(article: &Article, root: &Path) -> Result<ArticleText, String> {
    let text = fs::read_to_string(article.path.on_disk(root)).map_err(|error| error.to_string())?;
    let file = ArticleText::read(&article.path, text).map_err(|problem| problem.to_string())?;
    if file.article().body.plain != article.body.plain {
        return Err("the file changed meanwhile".to_owned());
    }
    Ok(file)
}

/// Puts the changed text in the place of the old one at once, so that no half file is ever seen.
pub fn save(file: &ArticleText, root: &Path) -> io::Result<()> {
    let path = file.article().path.on_disk(root);
    let beside = path.with_extension("md.new");
    fs::write(&beside, file.text())?;
    if let Ok(before) = fs::metadata(&path) {
        fs::set_permissions(&beside, before.permissions())?;
    }
    fs::rename(&beside, &path)
}
