//! Tells when files of the site folder may have changed.
//!
//! What changed is not taken from the events, which come in bursts, doubled or not at all: whoever is told looks
//! at the files. So an event is only a reason to look, and a look some time after the last one makes up for
//! events that were lost.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// The folders that a site is made of.
const FOLDERS: [&str; 4] = ["content", "templates", "static", "locales"];

/// Editors save in several steps: a look waits until nothing happened for so long,
const QUIET: Duration = Duration::from_millis(15);

/// but not longer than this, however much goes on.
const LONGEST_BURST: Duration = Duration::from_millis(400);

/// After a change one more look is taken when all has been quiet for so long.
const SECOND_LOOK: Duration = Duration::from_secs(1);

/// Where the system cannot tell of changes, a look is taken this often.
const WITHOUT_EVENTS: Duration = Duration::from_secs(2);

/// Waits for changes of a site folder.
pub struct FolderEvents {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    told: Receiver<()>,
    /// Which folder is watched under each of the names.
    watched: [Option<u64>; FOLDERS.len()],
    /// Whether a look was taken because of an event, so that another is due.
    is_look_due: bool,
}

impl FolderEvents {
    /// Begins to watch the folder at `root`. Where the system has no means to, every wait ends after a while.
    pub fn watch(root: &Path) -> Self {
        let (tell, told) = channel();
        // Paths of events are compared with the root's.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut events =
            Self { watcher: watcher(&root, tell), root, told, watched: [None; FOLDERS.len()], is_look_due: true };
        events.watch_folders();
        events
    }

    /// Waits until something may have changed and the burst is over.
    pub fn wait(&mut self) {
        let patience = match (&self.watcher, self.is_look_due) {
            (None, _) => Some(WITHOUT_EVENTS),
            (Some(_), true) => Some(SECOND_LOOK),
            (Some(_), false) => None,
        };
        let told = match patience {
            Some(patience) => self.told.recv_timeout(patience),
            None => self.told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        self.is_look_due = told.is_ok();
        match told {
            Ok(()) => self.wait_for_quiet(),
            Err(RecvTimeoutError::Timeout) => {}
            // The watcher is gone; from now on the folder is looked at from time to time.
            Err(RecvTimeoutError::Disconnected) => {
                self.watcher = None;
                std::thread::sleep(WITHOUT_EVENTS);
            }
        }
        self.watch_folders();
    }

    fn wait_for_quiet(&self) {
        let began = Instant::now();
        while began.elapsed() < LONGEST_BURST && self.told.recv_timeout(QUIET).is_ok() {}
    }

    /// Watches the folders that came or were replaced since the last time.
    fn watch_folders(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        for (name, watched) in FOLDERS.into_iter().zip(&mut self.watched) {
            let folder = self.root.join(name);
            let found = number(&folder);
            if found == *watched {
                continue;
            }
            let watching = watcher.watch(&folder, RecursiveMode::Recursive);
            if watching.as_ref().is_err_and(|error| matches!(error.kind, ErrorKind::MaxFilesWatch)) {
                // More folders than the system lets one program watch.
                self.watcher = None;
                return;
            }
            // A folder that goes away meanwhile is looked for again the next time.
            *watched = found.filter(|_| watching.is_ok());
        }
    }
}

/// Tells a folder from another that takes its place.
#[cfg(unix)]
fn number(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::symlink_metadata(folder).ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

#[cfg(not(unix))]
fn number(folder: &Path) -> Option<u64> {
    std::fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir()).then_some(0)
}

fn watcher(root: &Path, tell: Sender<()>) -> Option<RecommendedWatcher> {
    let own_root = root.to_owned();
    let on_event = move |event: notify::Result<Event>| {
        if event.map_or(true, |event| matters(&event, &own_root)) {
            // Nobody waits any more when the program ends.
            let _ = tell.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(on_event).ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Whether an event can mean a change of the site: reading a file is none, and in the root only the
/// configuration and the folders of the site count.
fn matters(event: &Event, root: &Path) -> bool {
    let is_change = match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_of_site = |path: &PathBuf| match path.strip_prefix(root).ok().and_then(|inside| inside.iter().next()) {
        Some(first) => first == "guillemet.toml" || FOLDERS.iter().any(|folder| first == *folder),
        None => true,
    };
    is_change && (event.paths.is_empty() || event.paths.iter().any(is_of_site))
}
