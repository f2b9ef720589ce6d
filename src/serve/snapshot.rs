//! What the preview shows at a moment, swapped as a whole after every change of the folder.

use std::sync::Arc;

use super::Preview;
use crate::diagnostic::Problem;

/// What the preview shows at a moment.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The last site without errors; nothing before there was one.
    pub site: Option<Arc<Preview>>,
    /// Rises whenever pages may differ.
    pub version: u64,
    /// Rises whenever style sheets differ and nothing else.
    pub style_version: u64,
    /// The errors that keep a newer site from being shown.
    pub problems: Arc<Vec<Problem>>,
}

impl Snapshot {
    /// The next snapshot, with a newer site.
    pub fn with_site(&self, site: Preview, only_styles: bool) -> Self {
        let only_styles = only_styles && self.site.is_some() && self.problems.is_empty();
        Self {
            site: Some(Arc::new(site)),
            version: self.version + u64::from(!only_styles),
            style_version: self.style_version + u64::from(only_styles),
            problems: Arc::default(),
        }
    }

    /// The next snapshot, in which the last good site stays and something is wrong.
    pub fn with_problems(&self, problems: Vec<Problem>) -> Self {
        Self { problems: Arc::new(problems), ..self.clone() }
    }
}
