//! Tells when and where files of the site folder may have changed.
//!
//! What changed is not taken from the events, which come in bursts, doubled or not at all: whoever is told looks
//! at the files. So an event is only a reason to look, at first at the paths that it names, and a look at all files some
//! time after the last one makes up for events that were lost.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::analysis::Scope;
use crate::read::FOLDERS;

/// When events name more paths than this, looking at all files is quicker or as quick.
const MOST_PATHS: usize = 100;

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
    told: Receiver<Scope>,
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

    /// Waits until something may have changed and the burst is over, and says where.
    pub fn wait(&mut self) -> Scope {
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
        let scope = match told {
            Ok(first) => self.until_quiet(first),
            Err(RecvTimeoutError::Timeout) => Scope::Everywhere,
            // The watcher is gone; from now on the folder is looked at from time to time.
            Err(RecvTimeoutError::Disconnected) => {
                self.watcher = None;
                std::thread::sleep(WITHOUT_EVENTS);
                Scope::Everywhere
            }
        };
        self.watch_folders();
        scope
    }

    /// The scope of a whole burst that began with `first`.
    fn until_quiet(&self, first: Scope) -> Scope {
        let began = Instant::now();
        let mut scope = first;
        while began.elapsed() < LONGEST_BURST
            && let Ok(next) = self.told.recv_timeout(QUIET)
        {
            scope = joined(scope, next);
        }
        scope
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

fn watcher(root: &Path, tell: Sender<Scope>) -> Option<RecommendedWatcher> {
    let own_root = root.to_owned();
    let on_event = move |event: notify::Result<Event>| {
        let scope = event.map_or(Some(Scope::Everywhere), |event| scope(&event, &own_root));
        if let Some(scope) = scope {
            // Nobody waits any more when the program ends.
            let _ = tell.send(scope);
        }
    };
    let mut watcher = notify::recommended_watcher(on_event).ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Where an event can mean a change of the site, if it can: reading a file is none, and in the root only the
/// configuration and the folders of the site count. What is said of the content is taken by its paths.
fn scope(event: &Event, root: &Path) -> Option<Scope> {
    if matches!(event.kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write)) {
        return None;
    }
    if event.need_rescan() || event.paths.is_empty() {
        return Some(Scope::Everywhere);
    }
    let mut paths = BTreeSet::new();
    for path in &event.paths {
        let Ok(inside) = path.strip_prefix(root) else { return Some(Scope::Everywhere) };
        match inside.iter().next() {
            Some(first) if first == "content" => {
                paths.insert(inside.to_owned());
            }
            Some(first) if first == "guillemet.toml" || FOLDERS.iter().any(|folder| first == *folder) => {
                return Some(Scope::Everywhere);
            }
            Some(_) => {}
            None => return Some(Scope::Everywhere),
        }
    }
    (!paths.is_empty()).then_some(Scope::Paths(paths))
}

fn joined(scope: Scope, next: Scope) -> Scope {
    match (scope, next) {
        (Scope::Paths(mut paths), Scope::Paths(mut next)) if paths.len() + next.len() <= MOST_PATHS => {
            paths.append(&mut next);
            Scope::Paths(paths)
        }
        _ => Scope::Everywhere,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag};

    use super::*;

    fn event(kind: EventKind, paths: &[&str]) -> Event {
        paths.iter().fold(Event::new(kind), |event, path| event.add_path(Path::new("/site").join(path)))
    }

    fn paths(paths: &[&str]) -> Scope {
        Scope::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn an_event_says_where_to_look() {
        let created = EventKind::Create(CreateKind::File);
        let (a, b) = ("content/articles/a.md", "content/articles/b.md");
        for (named, expected) in [
            (vec![a], Some(paths(&[a]))),
            (vec![a, b], Some(paths(&[a, b]))),
            (vec!["public/index.html"], None),
            (vec![a, "public/index.html"], Some(paths(&[a]))),
            (vec![a, "guillemet.toml"], Some(Scope::Everywhere)),
            (vec!["static/a.css"], Some(Scope::Everywhere)),
            (vec!["fonts/a.ttf"], Some(Scope::Everywhere)),
            (vec![""], Some(Scope::Everywhere)),
            (vec!["/elsewhere"], Some(Scope::Everywhere)),
            (vec![], Some(Scope::Everywhere)),
        ] {
            assert_eq!(scope(&event(created, &named), Path::new("/site")), expected, "{named:?}");
        }
        let lost = event(EventKind::Other, &[a]).set_flag(Flag::Rescan);
        assert_eq!(scope(&lost, Path::new("/site")), Some(Scope::Everywhere));
        let read = event(EventKind::Access(AccessKind::Close(AccessMode::Read)), &[a]);
        assert_eq!(scope(&read, Path::new("/site")), None);
    }

    #[test]
    fn a_burst_is_a_look_at_all() {
        let many = (0..MOST_PATHS).map(|number| PathBuf::from(format!("content/{number}.md"))).collect();
        assert_eq!(
            joined(paths(&["content/a.md"]), paths(&["content/b.md"])),
            paths(&["content/a.md", "content/b.md"])
        );
        assert_eq!(joined(paths(&["content/a.md"]), Scope::Paths(many)), Scope::Everywhere);
        assert_eq!(joined(Scope::Everywhere, paths(&["content/a.md"])), Scope::Everywhere);
    }
}
