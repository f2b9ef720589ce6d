//! Keeps the preview up with the folder: looks, links, and puts the new snapshot in place.

use std::path::Path;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::events::FolderEvents;
use super::{Preview, Snapshot};
use crate::analysis::{Analysis, Folder, Look};
use crate::diagnostic::{self, Diagnostic};
use crate::read::read_text;

/// What a look at the folder came to.
pub enum Outcome<'a> {
    /// The site can be seen, with as many articles and warnings.
    Shown {
        /// How many articles it has.
        articles: usize,
        /// What somebody should look at some time.
        warnings: usize,
        /// How long the look took.
        time: Duration,
    },
    /// These errors keep it from being seen; the last good site stays.
    Broken(&'a [Diagnostic]),
}

/// Looks at the folder now and after every change, until nobody waits for snapshots any more.
pub fn keep(
    root: &Path,
    drafts: bool,
    snapshots: &watch::Sender<Option<Snapshot>>,
    mut on_look: impl FnMut(Outcome<'_>),
) {
    let mut events = FolderEvents::watch(root);
    let mut folder = Folder::default();
    let mut snapshot = Snapshot::default();
    let began = Instant::now();
    let analysis = folder.analyse(root, drafts, |_| {});
    snapshot = next(&snapshot, analysis, false, root, began, &mut on_look);
    while snapshots.send(Some(snapshot.clone())).is_ok() {
        let (analysis, only_styles, began) = loop {
            let scope = events.wait();
            let began = Instant::now();
            match folder.analyse_again(root, drafts, &scope) {
                Look::Unchanged if snapshots.is_closed() => return,
                Look::Unchanged => {}
                Look::Styles(analysis) => break (analysis, true, began),
                Look::Changed(analysis) => break (analysis, false, began),
            }
        };
        snapshot = next(&snapshot, *analysis, only_styles, root, began, &mut on_look);
    }
}

/// The snapshot after a look.
fn next(
    snapshot: &Snapshot,
    mut analysis: Analysis,
    only_styles: bool,
    root: &Path,
    began: Instant,
    on_look: &mut impl FnMut(Outcome<'_>),
) -> Snapshot {
    let diagnostics = std::mem::take(&mut analysis.diagnostics);
    let (mut errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(Diagnostic::is_error);
    let articles = analysis.archive.articles.len();
    if errors.is_empty() {
        match Preview::new(analysis, snapshot.site.as_deref()) {
            Ok(site) => {
                on_look(Outcome::Shown { articles, warnings: warnings.len(), time: began.elapsed() });
                return snapshot.with_site(site, only_styles);
            }
            Err(problems) => errors = problems,
        }
        diagnostic::sort(&mut errors);
    }
    on_look(Outcome::Broken(&errors));
    snapshot.with_problems(diagnostic::with_excerpts(&errors, &|path| read_text(root, path)))
}
