//! What all commands begin with, and how they report.

use crate::analysis::{Analysis, Folder};
use crate::diagnostic::{self, Diagnostic};
use crate::read::{ContentPath, read_text};
use crate::render;
use crate::view::Site;

use super::arguments::{Format, SiteArguments};
use super::progress::Progress;

/// Reads, parses and links the site folder.
pub fn analyse(site: &SiteArguments, progress: &Progress) -> Analysis {
    look_at(&mut Folder::default(), site, progress)
}

/// The same of a folder that can tell more of what was read.
pub fn look_at(folder: &mut Folder, site: &SiteArguments, progress: &Progress) -> Analysis {
    folder.analyse(&site.root, site.drafts, |stage| progress.stage(stage))
}

/// What is wrong with the share cards, if there are any.
pub fn card_problems(analysis: &Analysis) -> Vec<Diagnostic> {
    let Analysis { config, theme, locale, archive, .. } = analysis;
    render::card_problems(theme, Site::new(archive, config, locale))
}

/// Prints problems in the format asked for. A reader that went away is no problem of ours.
pub fn report(diagnostics: &[Diagnostic], site: &SiteArguments) {
    let read = |path: &ContentPath| read_text(&site.root, path);
    let _ = match site.format {
        Format::Human => diagnostic::print_human(diagnostics, &read, &mut std::io::stderr().lock()),
        Format::Json => diagnostic::print_json(diagnostics, &read, &mut std::io::stdout().lock()),
    };
}
