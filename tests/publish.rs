//! Publishing changes what must be changed, in an order in which the live site works, whatever fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use guillemet::config::{BaseUrl, Config, TargetKind};
use guillemet::publish::{
    Change, Effort, InPlace, Job, Manifest, Phase, Publication, PublishError, Site, Store, Survey, Target, objections,
    open,
};

const HOME: &str = "https://archive.org/";

/// A site in a folder that goes with it.
struct Built {
    site: Site,
    _folder: tempfile::TempDir,
}

/// A site of pages, each given with the addresses to which it links; other files are assets.
fn built(version: &str, files: &[(&str, &[&str])]) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, links) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        let links: String = links.iter().map(|link| format!("<a href=\"{link}\"></a>")).collect();
        std::fs::write(path, format!("{version}{links}")).expect("a file");
    }
    Built { site: Site::read(folder.path()).expect("a site"), _folder: folder }
}

/// The archive before: two articles, of which one will go.
fn old_site() -> Built {
    built(
        "old",
        &[
            ("index.html", &["articles/index.html", "site.css"]),
            ("articles/index.html", &["articles/one/index.html", "articles/two/index.html", "site.css"]),
            ("articles/one/index.html", &["index.html", "site.css", "one.png"]),
            ("articles/two/index.html", &["articles/one/index.html", "site.css"]),
            ("site.css", &[]),
            ("one.png", &[]),
            ("sitemap.xml", &[]),
        ],
    )
}

/// The archive after: a third article and its picture have come, the second has gone, all else has changed.
fn new_site() -> Built {
    built(
        "new",
        &[
            ("index.html", &["articles/index.html", "site.css", "articles/three/index.html"]),
            ("articles/index.html", &["articles/one/index.html", "articles/three/index.html", "site.css"]),
            ("articles/one/index.html", &["index.html", "articles/three/index.html"]),
            ("articles/three/index.html", &["articles/one/index.html", "three.png", "site.css"]),
            ("site.css", &[]),
            ("three.png", &[]),
            ("sitemap.xml", &[]),
        ],
    )
}

/// A store in memory whose calls fail from the n-th on, before or after they took effect.
#[derive(Default)]
struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    calls: AtomicUsize,
    fails_from: Option<usize>,
    loses_answer: bool,
}

impl Memory {
    fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        Self { files: Mutex::new(files.clone()), ..Self::default() }
    }

    fn call<T>(&self, act: impl FnOnce(&mut BTreeMap<String, Vec<u8>>) -> T) -> Result<T, PublishError> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let mut files = self.files.lock().expect("a lock");
        match self.fails_from {
            Some(from) if number > from || (number == from && !self.loses_answer) => Err(cut()),
            Some(from) if number == from => {
                act(&mut files);
                Err(cut())
            }
            _ => Ok(act(&mut files)),
        }
    }

    /// The site, without what is Guillemet's own.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files.lock().expect("a lock").clone();
        files.retain(|path, _| !path.starts_with(".guillemet"));
        files
    }
}

fn cut() -> PublishError {
    PublishError::unreachable("memory", "the cable is cut")
}

impl Store for Memory {
    fn place(&self) -> String {
        "memory".to_owned()
    }
    fn concurrency(&self) -> usize {
        1
    }
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.call(|files| files.get(path).cloned())
    }
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError> {
        self.call(|files| files.insert(path.to_owned(), bytes).map_or((), drop))
    }
    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, PublishError> {
        self.call(|files| {
            let is_free = !files.contains_key(path);
            if is_free {
                files.insert(path.to_owned(), bytes);
            }
            is_free
        })
    }
    fn copy(&self, from: &str, to: &str) -> Result<bool, PublishError> {
        self.call(|files| match files.get(from).cloned() {
            Some(bytes) => {
                files.insert(to.to_owned(), bytes);
                true
            }
            None => false,
        })
    }
    fn remove(&self, path: &str) -> Result<(), PublishError> {
        self.call(|files| files.remove(path).map_or((), drop))
    }
    fn list(&self, folder: &str, limit: usize) -> Result<Vec<String>, PublishError> {
        self.call(|files| files.keys().filter(|path| path.starts_with(folder)).take(limit).cloned().collect())
    }
}

const EFFORT: Effort<'static> = Effort { takes_over: true, tick: &|| () };

fn publish(target: &dyn Target, site: &Site) -> Result<Change, PublishError> {
    let Survey { manifest, .. } = target.survey()?;
    let change = Change::between(&site.files, &manifest);
    let mut publication = Publication::now(HOME, site.files.clone());
    // Each run of the program begins in a second of its own, a test does not.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    publication.id += &format!("-{}", RUNS.fetch_add(1, Ordering::SeqCst));
    target.publish(&Job { site, publication: &publication, seen: &manifest, change: &change, effort: EFFORT })?;
    Ok(change)
}

fn contents(site: &Site) -> BTreeMap<String, Vec<u8>> {
    site.files.keys().map(|path| (path.clone(), site.bytes(path).expect("a file"))).collect()
}

/// Everything that a reader finds who starts at the home is there, in the old or the new version.
fn assert_works(live: &BTreeMap<String, Vec<u8>>, versions: &[&BTreeMap<String, Vec<u8>>], when: &str) {
    let mut open = vec!["index.html".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let bytes = live.get(&path).unwrap_or_else(|| panic!("{when}: {path} is missing among {:?}", live.keys()));
        assert!(
            versions.iter().any(|version| version.get(&path) == Some(bytes)),
            "{when}: {path} is neither old nor new"
        );
        let text = String::from_utf8_lossy(bytes);
        open.extend(text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
}

#[test]
fn a_store_is_brought_up_to_date_and_back() {
    let (old, new) = (old_site(), new_site());
    let target = InPlace::new(Memory::default());
    target.store().put("of-somebody-else.txt", b"mine".to_vec()).expect("a put");
    assert!(target.survey().expect("a survey").is_foreign);
    publish(&target, &old.site).expect("a publication");
    let change = publish(&target, &new.site).expect("a publication");
    assert_eq!((change.added.len(), change.changed.len(), change.removed.len()), (2, 5, 2));
    let with_foreign = |site: &Site| {
        let mut files = contents(site);
        files.insert("of-somebody-else.txt".to_owned(), b"mine".to_vec());
        files
    };
    assert_eq!(target.store().site(), with_foreign(&new.site));
    assert_eq!(publish(&target, &new.site).expect("a publication"), Change::default());
    target.roll_back(EFFORT).expect("a way back");
    assert_eq!(target.store().site(), with_foreign(&old.site));
    target.roll_back(EFFORT).expect("a way forward");
    assert_eq!(target.store().site(), with_foreign(&new.site));
    let own = target.store().list(".guillemet/objects", 99).expect("a list");
    assert_eq!(own.len(), 5, "four old pages and the old assets, which are all equal: {own:?}");
}

/// The heart of it: whichever call to the store is the last that works, the live site works, the next run completes
/// the publication, and the way back is still open.
#[test]
fn an_interrupted_publication_leaves_a_working_site() {
    let (old, new) = (old_site(), new_site());
    let (old_files, new_files) = (contents(&old.site), contents(&new.site));
    let healthy = InPlace::new(Memory::default());
    publish(&healthy, &old.site).expect("a publication");
    let before = healthy.store().files.lock().expect("a lock").clone();
    let mut interrupted = 0;
    for loses_answer in [false, true] {
        for fails_from in 0.. {
            let when = format!("cut at call {fails_from}, answer lost: {loses_answer}");
            let store = Memory { fails_from: Some(fails_from), loses_answer, ..Memory::of(&before) };
            let target = InPlace::new(store);
            if publish(&target, &new.site).is_ok() {
                break;
            }
            interrupted += 1;
            assert_works(&target.store().site(), &[&old_files, &new_files], &when);
            let after = target.store().files.lock().expect("a lock").clone();

            let next = InPlace::new(Memory::of(&after));
            publish(&next, &new.site).unwrap_or_else(|error| panic!("{when}: {error}"));
            assert_eq!(next.store().site(), new_files, "{when}");
            next.roll_back(EFFORT).unwrap_or_else(|error| panic!("{when}: {error}"));
            assert_eq!(next.store().site(), old_files, "{when}");

            let back = InPlace::new(Memory::of(&after));
            if back.survey().expect("a survey").manifest.is_interrupted() {
                back.roll_back(EFFORT).unwrap_or_else(|error| panic!("{when}: {error}"));
                assert_eq!(back.store().site(), old_files, "{when}: undone");
            }
        }
    }
    assert!(interrupted > 60, "only {interrupted} interruptions were tried");
}

#[test]
fn a_return_can_be_interrupted_too() {
    let (old, new) = (old_site(), new_site());
    let versions = [&contents(&old.site), &contents(&new.site)];
    let healthy = InPlace::new(Memory::default());
    publish(&healthy, &old.site).expect("a publication");
    publish(&healthy, &new.site).expect("a publication");
    let before = healthy.store().files.lock().expect("a lock").clone();
    for fails_from in 0.. {
        let when = format!("cut at call {fails_from}");
        let target = InPlace::new(Memory { fails_from: Some(fails_from), ..Memory::of(&before) });
        if target.roll_back(EFFORT).is_ok() {
            break;
        }
        assert_works(&target.store().site(), &versions, &when);
        let next = InPlace::new(Memory::of(&target.store().files.lock().expect("a lock").clone()));
        publish(&next, &old.site).unwrap_or_else(|error| panic!("{when}: {error}"));
        assert_eq!(next.store().site(), *versions[0], "{when}");
    }
}

#[test]
fn the_second_of_two_publishers_is_told() {
    let (old, new) = (old_site(), new_site());
    let target = InPlace::new(Memory::default());
    let seen = target.survey().expect("a survey").manifest;
    publish(&target, &old.site).expect("a publication");
    let change = Change::between(&new.site.files, &seen);
    let publication = Publication::now(HOME, new.site.files.clone());
    let job = Job { site: &new.site, publication: &publication, seen: &seen, change: &change, effort: EFFORT };
    assert_eq!(target.publish(&job).map_err(|error| error.code), Err("target-overtaken"));

    let lock = br#"{"token":"t","user":"claire","host":"elsewhere","process":1,"expires":99999999999}"#;
    target.store().put(".guillemet/lock.json", lock.to_vec()).expect("a put");
    let shy = Effort { takes_over: false, ..EFFORT };
    let error = target.roll_back(shy).expect_err("a lock");
    assert_eq!(error.code, "target-locked");
    assert!(error.message.contains("claire on elsewhere"), "{error}");
    let stale = br#"{"token":"t","user":"claire","host":"elsewhere","process":1,"expires":1}"#;
    target.store().put(".guillemet/lock.json", stale.to_vec()).expect("a put");
    assert_eq!(target.roll_back(shy).map_err(|error| error.code), Err("no-publication-before"));
}

#[test]
fn what_nobody_links_to_goes_first_and_removals_last() {
    let (old, new) = (old_site(), new_site());
    let live = Manifest::of(Publication::now(HOME, old.site.files.clone()), None);
    let phases = Change::between(&new.site.files, &live).phases();
    let shown: Vec<String> = phases
        .iter()
        .map(|phase| match phase {
            Phase::Put(paths) => format!("+ {}", paths.join(" ")),
            Phase::Remove(paths) => format!("- {}", paths.join(" ")),
        })
        .collect();
    let expected = [
        "+ three.png",
        "+ articles/three/index.html",
        "+ site.css",
        "+ articles/one/index.html",
        "+ articles/index.html",
        "+ index.html",
        "+ sitemap.xml",
        "- articles/two/index.html",
        "- one.png",
    ];
    assert_eq!(shown, expected);
}

fn target(settings: &str, root: &Path) -> Box<dyn Target> {
    let mut problems = Vec::new();
    let config = Config::parse(&format!("[publish.live]\n{settings}"), &mut problems);
    assert_eq!(problems, []);
    open(&config.publish.first().expect("a target").kind, root).expect("a target")
}

/// The files below a folder, but for those of Guillemet and git.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    contents(&Site::read(folder).expect("a folder"))
}

#[test]
fn folders_change_in_one_step_and_back() {
    let root = tempfile::tempdir().expect("a folder");
    let (old, new) = (old_site(), new_site());
    for (settings, live) in [
        ("kind = 'folder'\npath = 'www'", "www/current"),
        ("kind = 'folder'\npath = 'plain'\nreleases = false", "plain"),
    ] {
        let target = target(settings, root.path());
        let live = root.path().join(live);
        publish(&*target, &old.site).expect("a publication");
        assert_eq!(files_below(&live), contents(&old.site));
        publish(&*target, &new.site).expect("a publication");
        assert_eq!(files_below(&live), contents(&new.site));
        target.roll_back(EFFORT).expect("a way back");
        assert_eq!(files_below(&live), contents(&old.site));
        target.roll_back(EFFORT).expect("a way forward");
        assert_eq!(files_below(&live), contents(&new.site));
        assert!(!live.join("articles/two").exists(), "folders go with their last file");
    }
    let releases = std::fs::read_dir(root.path().join("www/releases")).expect("a folder").count();
    assert_eq!(releases, 2 * 2 + 1, "two publications, their lists, and the lock");
}

#[test]
fn files_of_others_are_seen_and_kept() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join("www")).expect("a folder");
    std::fs::write(root.path().join("www/notes.txt"), "mine").expect("a file");
    for settings in ["kind = 'folder'\npath = 'www'", "kind = 'folder'\npath = 'www'\nreleases = false"] {
        assert!(target(settings, root.path()).survey().expect("a survey").is_foreign);
    }
    let target = target("kind = 'folder'\npath = 'www'\nreleases = false", root.path());
    publish(&*target, &old_site().site).expect("a publication");
    publish(&*target, &built("empty", &[("index.html", &[])]).site).expect("a publication");
    assert_eq!(std::fs::read(root.path().join("www/notes.txt")).expect("a file"), b"mine");
}

#[test]
fn nothing_is_published_among_what_a_site_is_made_of() {
    let root = tempfile::tempdir().expect("a folder");
    for (path, code) in
        [(".", "output-holds-site"), ("content/x", "output-inside-input"), ("static", "output-inside-input")]
    {
        let folder = |has_releases| TargetKind::Folder { path: path.to_owned(), has_releases };
        for kind in [folder(true), folder(false)] {
            assert_eq!(open(&kind, root.path()).err().map(|error| error.code), Some(code), "{path}");
        }
    }
    let kind = TargetKind::Archive { path: "static/site.zip".to_owned() };
    assert_eq!(open(&kind, root.path()).err().map(|error| error.code), Some("output-inside-input"));
}

#[test]
#[cfg(unix)]
fn nothing_is_published_through_a_link() {
    let root = tempfile::tempdir().expect("a folder");
    let (www, other) = (root.path().join("www"), root.path().join("other"));
    std::fs::create_dir(&www).and_then(|()| std::fs::create_dir(&other)).expect("folders");
    std::os::unix::fs::symlink(&other, www.join("articles")).expect("a link");
    let target = target("kind = 'folder'\npath = 'www'\nreleases = false", root.path());
    let refused = publish(&*target, &old_site().site).expect_err("a refusal");
    assert_eq!(refused.code, "link-in-target");
    assert_eq!(std::fs::read_dir(&other).expect("a folder").count(), 0);
}

#[test]
fn archive_files_have_the_same_bytes_twice() {
    let root = tempfile::tempdir().expect("a folder");
    for name in ["site.zip", "site.tar.zst"] {
        let target = target(&format!("kind = 'archive'\npath = '{name}'"), root.path());
        publish(&*target, &old_site().site).expect("an archive");
        let first = std::fs::read(root.path().join(name)).expect("an archive");
        publish(&*target, &old_site().site).expect("an archive");
        assert_eq!(std::fs::read(root.path().join(name)).expect("an archive"), first);
        publish(&*target, &new_site().site).expect("an archive");
        assert_ne!(std::fs::read(root.path().join(name)).expect("an archive"), first);
    }
    let kind = TargetKind::Archive { path: "site.rar".to_owned() };
    assert_eq!(open(&kind, root.path()).err().map(|error| error.code), Some("unknown-archive"));
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn a_git_branch_is_brought_up_to_date_and_back() {
    let root = tempfile::tempdir().expect("a folder");
    let (old, new) = (old_site(), new_site());
    git(root.path(), &["init", "--quiet", "--bare", "remote.git"]);
    let bare = root.path().join("remote.git");
    let live = |branch: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let tree = folder.path().to_str().expect("a path");
        git(&bare, &["--work-tree", tree, "checkout", "--force", branch, "--", "."]);
        assert!(folder.path().join(".nojekyll").exists());
        let mut files = files_below(folder.path());
        files.remove(".nojekyll");
        files
    };
    for (branch, history, commits) in [("gh-pages", true, "4"), ("pages", false, "2")] {
        let settings = format!("kind = 'git'\nremote = 'remote.git'\nbranch = '{branch}'\nhistory = {history}");
        let target = || target(&settings, root.path());
        publish(&*target(), &old.site).expect("a publication");
        assert_eq!(live(branch), contents(&old.site));
        publish(&*target(), &new.site).expect("a publication");
        assert_eq!(live(branch), contents(&new.site));
        target().roll_back(EFFORT).expect("a way back");
        assert_eq!(live(branch), contents(&old.site));
        target().roll_back(EFFORT).expect("a way forward");
        assert_eq!(live(branch), contents(&new.site));
        assert_eq!(git(&bare, &["rev-list", "--count", branch]), commits);
    }
}

#[test]
fn a_git_branch_of_somebody_else_is_seen_and_a_race_is_lost() {
    let root = tempfile::tempdir().expect("a folder");
    git(root.path(), &["init", "--quiet", "--bare", "remote.git"]);
    let target = || target("kind = 'git'\nremote = 'remote.git'", root.path());
    let (slow, quick) = (target(), target());
    let seen = slow.survey().expect("a survey").manifest;
    publish(&*quick, &old_site().site).expect("a publication");
    let new = new_site();
    let change = Change::between(&new.site.files, &seen);
    let publication = Publication::now(HOME, new.site.files.clone());
    let job = Job { site: &new.site, publication: &publication, seen: &seen, change: &change, effort: EFFORT };
    assert_eq!(slow.publish(&job).map_err(|error| error.code), Err("target-overtaken"));

    let bare = root.path().join("remote.git");
    let blob = git(&bare, &["hash-object", "-w", "HEAD"]);
    git(&bare, &["update-index", "--add", "--cacheinfo", &format!("100644,{blob},notes.txt")]);
    let tree = git(&bare, &["write-tree"]);
    let identity = ["-c", "user.name=A", "-c", "user.email=a@b"];
    let commit = git(&bare, &[&identity[..], &["commit-tree", &tree, "-m", "x"]].concat());
    git(&bare, &["update-ref", "refs/heads/gh-pages", &commit]);
    assert!(target().survey().expect("a survey").is_foreign);
}

#[test]
fn suspicious_publications_meet_objections() {
    let (old, new) = (old_site(), built("new", &[("index.html", &[])]));
    let live = Manifest::of(Publication::now(HOME, old.site.files.clone()), None);
    let survey = Survey { manifest: live, is_foreign: false };
    let change = Change::between(&new.site.files, &survey.manifest);
    let names = |address: &str, misfit: Option<String>, survey: &Survey, change: &Change| {
        let base_url = BaseUrl::parse(address).expect("an address");
        objections(&base_url, misfit, survey, change).iter().map(|it| it.allowance.name()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(HOME, None, &survey, &change), "vanishing");
    assert_eq!(names(HOME, None, &survey, &Change::default()), "");
    assert_eq!(names("https://other.org/", None, &survey, &Change::default()), "address");
    assert_eq!(names(HOME, Some("no".to_owned()), &survey, &Change::default()), "address");
    let foreign = Survey { is_foreign: true, ..Survey::default() };
    assert_eq!(names(HOME, None, &foreign, &Change::default()), "foreign-files");
    for placeholder in ["http://localhost:8000/", "http://127.0.0.1:80/", "http://[::1]/", "https://lene.example/"] {
        assert_eq!(names(placeholder, None, &Survey::default(), &Change::default()), "address", "{placeholder}");
    }
}

#[test]
fn sites_of_pages_hosts_have_the_address_of_their_repository() {
    let root = tempfile::tempdir().expect("a folder");
    let misfit = |remote: &str, address: &str| {
        let target = target(&format!("kind = 'git'\nremote = '{remote}'"), root.path());
        target.misfit(&BaseUrl::parse(address).expect("an address")).is_some()
    };
    assert!(!misfit("git@github.com:claire/press.git", "https://claire.github.io/press/"));
    assert!(!misfit("git@github.com:Claire/claire.github.io", "https://claire.github.io/"));
    assert!(!misfit("https://github.com/claire/press.git", "https://press.org/"));
    assert!(misfit("https://github.com/claire/press.git", "https://claire.github.io/"));
    assert!(misfit("ssh://git@github.com:22/claire/press.git", "https://david.github.io/press/"));
    assert!(!misfit("ssh://git@codeberg.org/claire/pages.git", "https://claire.codeberg.page/"));
    assert!(!misfit("git@git.press.org:claire/press.git", "https://claire.github.io/"));
}

#[test]
fn targets_are_read_with_care() {
    let problems = |text: &str| {
        let mut problems = Vec::new();
        Config::parse(&format!("[publish.live]\n{text}"), &mut problems);
        problems.iter().map(|problem| problem.code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(problems("kind = 'git'"), "");
    assert_eq!(problems("path = 'x'"), "missing-setting");
    assert_eq!(problems("kind = 'ftp'\npath = 'x'"), "unknown-choice");
    assert_eq!(problems("kind = 'folder'"), "missing-setting");
    assert_eq!(problems("kind = 'folder'\npath = 'x'\nrelaeses = false"), "unknown-key");
    assert_eq!(problems("kind = 's3'\nbucket = 'a'\nsecret_access_key = 'x'"), "credentials-in-configuration");
    assert_eq!(problems("kind = 'git'\nremote = 'https://claire:word@git.org/a.git'"), "credentials-in-configuration");
    assert_eq!(problems("kind = 'ssh'\nhost = 'h'\npath = 'p'\nport = 99999"), "wrong-type");
}
