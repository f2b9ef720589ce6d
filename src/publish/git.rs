//! A branch of a git repository, as GitHub, GitLab and Codeberg Pages serve it. All work is done by the user's own
//! git, in a repository of its own that is thrown away, so the archive's repository is never touched.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::manifest::{MANIFEST, Manifest, Publication};
use super::pages_host;
use super::program::{Said, command, failure, run, run_with};
use super::target::{Effort, Job, Survey, Target};
use crate::config::BaseUrl;

/// The live commit, in the throw-away repository.
const LIVE: &str = "refs/guillemet/live";
/// The commit to be pushed.
const NEW: &str = "refs/guillemet/new";
/// How many commits are looked through for the publication before.
const DEPTH: usize = 20;
/// The file that keeps GitHub from taking the site for a Jekyll project.
const NO_JEKYLL: &str = ".nojekyll";

/// A branch of a repository.
pub struct GitBranch {
    /// The site folder, whose git configuration counts.
    root: PathBuf,
    remote: String,
    branch: String,
    keeps_history: bool,
    repository: tempfile::TempDir,
}

impl GitBranch {
    /// A branch of a remote: a name of the archive's own repository such as `origin`, an address or a folder.
    ///
    /// # Errors
    /// When git is missing, or a name cannot be one.
    pub fn new(root: &Path, remote: &str, branch: &str, keeps_history: bool) -> Result<Self, PublishError> {
        if remote.starts_with('-') {
            return Err(PublishError::unusable_setting("remote", remote, "write the address of a repository"));
        }
        let repository = tempfile::tempdir().map_err(|error| PublishError::file(&std::env::temp_dir(), &error))?;
        let named =
            run(command("git", [OsString::from("-C"), root.into(), "remote".into(), "get-url".into(), remote.into()]))?;
        let address = if named.is_success { named.line() } else { remote.to_owned() };
        let folder = root.join(&address);
        let remote = match std::path::absolute(&folder) {
            Ok(folder) if folder.is_dir() => folder.to_string_lossy().into_owned(),
            _ => address,
        };
        let branch = branch.to_owned();
        let target = Self { root: root.to_owned(), remote, branch, keeps_history, repository };
        target.expect(&["init", "--quiet", "--bare", "."])?;
        if !target.git(&["check-ref-format", &target.branch_ref()])?.is_success {
            return Err(PublishError::unusable_setting("branch", &target.branch, "write a name such as gh-pages"));
        }
        target.expect(&["remote", "add", "origin", &target.remote])?;
        Ok(target)
    }

    fn branch_ref(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// The settings of the archive's own repository that say how to reach a remote. They travel in the environment,
    /// where other users of the computer do not see what secrets they hold.
    fn connection_settings(&self) -> Vec<(String, String)> {
        let arguments =
            ["config", "--local", "--includes", "--null", "--get-regexp", "^(http|credential|url|core\\.sshcommand)"];
        let mut ask = command("git", arguments);
        ask.current_dir(&self.root);
        let said = run(ask).ok().filter(|said| said.is_success);
        let text = said.map(|said| String::from_utf8_lossy(&said.output).into_owned()).unwrap_or_default();
        let pair = |entry: &str| entry.split_once('\n').map(|(key, value)| (key.to_owned(), value.to_owned()));
        text.split('\0').filter_map(pair).collect()
    }

    fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut git = command("git", arguments);
        git.current_dir(self.repository.path());
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
            git.env_remove(name);
        }
        git
    }

    fn git(&self, arguments: &[&str]) -> Result<Said, PublishError> {
        run(self.command(arguments))
    }

    /// Runs git, which must end well, and returns what it said in one line.
    fn expect(&self, arguments: &[&str]) -> Result<String, PublishError> {
        let said = self.git(arguments)?;
        if said.is_success { Ok(said.line()) } else { Err(failure("git", &self.place(), &said.complaint)) }
    }

    /// Runs git with the settings that say how to reach the remote.
    fn remotely(&self, arguments: &[&str]) -> Result<Said, PublishError> {
        let mut git = self.command(arguments);
        let settings = self.connection_settings();
        git.env("GIT_CONFIG_COUNT", settings.len().to_string());
        for (number, (key, value)) in settings.iter().enumerate() {
            git.env(format!("GIT_CONFIG_KEY_{number}"), key).env(format!("GIT_CONFIG_VALUE_{number}"), value);
        }
        run(git)
    }

    fn expect_remotely(&self, arguments: &[&str]) -> Result<Said, PublishError> {
        let said = self.remotely(arguments)?;
        if said.is_success { Ok(said) } else { Err(failure("git", &self.place(), &said.complaint)) }
    }

    /// Brings the live commit here, without the files it holds, and returns its name.
    fn fetch(&self) -> Result<Option<String>, PublishError> {
        let branch = self.branch_ref();
        let listed = self.expect_remotely(&["ls-remote", "origin", &branch])?;
        if listed.line().is_empty() {
            return Ok(None);
        }
        let depth = format!("--depth={DEPTH}");
        let what = format!("+{branch}:{LIVE}");
        let fetch = ["fetch", "--quiet", "--no-tags", &depth, "--filter=blob:none", "origin", &what];
        self.expect_remotely(&fetch)?;
        // Servers of an old protocol leave the files out, as asked, and then do not hand out single ones.
        if self.holds_manifest(LIVE)? && !self.remotely(&["cat-file", "-e", &format!("{LIVE}:{MANIFEST}")])?.is_success
        {
            let fetch = ["fetch", "--quiet", "--no-tags", &depth, "--no-filter", "--refetch", "origin", &what];
            self.expect_remotely(&fetch)?;
        }
        self.expect(&["rev-parse", LIVE]).map(Some)
    }

    fn live(&self) -> Result<Option<String>, PublishError> {
        let said = self.git(&["rev-parse", "--quiet", "--verify", LIVE])?;
        Ok(said.is_success.then(|| said.line()))
    }

    fn holds_manifest(&self, commit: &str) -> Result<bool, PublishError> {
        Ok(!self.expect(&["ls-tree", "--name-only", commit, "--", MANIFEST])?.is_empty())
    }

    /// The publication that a commit holds.
    fn publication_of(&self, commit: &str) -> Result<Option<Publication>, PublishError> {
        if !self.holds_manifest(commit)? {
            return Ok(None);
        }
        let said = self.expect_remotely(&["cat-file", "blob", &format!("{commit}:{MANIFEST}")])?;
        Ok(Manifest::from_json(&said.output, &self.place())?.live)
    }

    /// The commit and the publication before the live one.
    fn before(&self, live: &Publication) -> Result<Option<(String, Publication)>, PublishError> {
        let commits = self.expect(&["rev-list", "--first-parent", LIVE])?;
        for commit in commits.lines().skip(1) {
            if let Some(publication) = self.publication_of(commit)?.filter(|it| it.id != live.id) {
                return Ok(Some((commit.to_owned(), publication)));
            }
        }
        Ok(None)
    }

    /// Who makes the commits: the user of the archive's own repository, or Guillemet where nobody is named.
    fn identity(&self) -> (String, String) {
        let setting = |key: &str| {
            let mut git = command("git", ["config", key]);
            git.current_dir(&self.root);
            run(git).ok().map(|said| said.line()).filter(|line| !line.is_empty())
        };
        let name = setting("user.name").unwrap_or_else(|| "Guillemet".to_owned());
        (name, setting("user.email").unwrap_or_else(|| "guillemet@localhost".to_owned()))
    }

    /// A commit of a tree.
    fn commit_tree(&self, tree: &str, parent: Option<&str>, message: &str) -> Result<String, PublishError> {
        let tree = format!("{tree}^{{tree}}");
        let mut arguments = vec!["commit-tree", &tree, "-m", message];
        arguments.extend(parent.iter().flat_map(|parent| ["-p", *parent]));
        let mut git = self.command(&arguments);
        let (name, email) = self.identity();
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), &name).env(format!("GIT_{role}_EMAIL"), &email);
        }
        let said = run(git)?;
        if said.is_success { Ok(said.line()) } else { Err(failure("git", &self.place(), &said.complaint)) }
    }

    /// The commit that comes before the new one: the live one, or a copy of it without its history.
    fn parent(&self) -> Result<Option<String>, PublishError> {
        match self.live()? {
            Some(live) if !self.keeps_history => self.commit_tree(&live, None, "The publication before").map(Some),
            live => Ok(live),
        }
    }

    /// Makes the new commit out of the parent and what has changed.
    fn import(&self, job: &Job<'_>) -> Result<(), PublishError> {
        let parent = self.parent()?;
        let git = self.command(&["fast-import", "--quiet", "--force", "--date-format=now"]);
        let said = run_with(git, |input| self.write_import(input, job, parent.as_deref()), |_| ())?;
        if said.is_success { Ok(()) } else { Err(failure("git", &self.place(), &said.complaint)) }
    }

    fn write_import(&self, out: &mut dyn Write, job: &Job<'_>, parent: Option<&str>) -> Result<(), PublishError> {
        let io = |error| PublishError::no_program("git", &error);
        let (name, email) = self.identity();
        let change = job.change;
        let message = format!(
            "Publish to {}\n\n{} new, {} changed, {} removed ({})\n",
            job.publication.base_url,
            change.added.len(),
            change.changed.len(),
            change.removed.len(),
            job.publication.id,
        );
        writeln!(out, "commit {NEW}\ncommitter {name} <{email}> now\ndata {}\n{message}", message.len()).map_err(io)?;
        if let Some(parent) = parent {
            writeln!(out, "from {parent}").map_err(io)?;
        }
        for path in &change.removed {
            writeln!(out, "D {}", quoted(path)).map_err(io)?;
        }
        let mut put = |path: &str, bytes: &[u8]| {
            writeln!(out, "M 100644 inline {}\ndata {}", quoted(path), bytes.len())?;
            out.write_all(bytes)?;
            writeln!(out)
        };
        for path in change.sent() {
            put(path, &job.site.bytes(path)?).map_err(io)?;
            (job.effort.tick)();
        }
        put(NO_JEKYLL, b"").map_err(io)?;
        put(MANIFEST, &Manifest::of(job.publication.clone(), None).to_json()).map_err(io)
    }

    /// Makes a commit the live one, unless somebody has been quicker.
    fn push(&self, commit: &str) -> Result<(), PublishError> {
        let branch = self.branch_ref();
        let lease = format!("--force-with-lease={branch}:{}", self.live()?.unwrap_or_default());
        let said = self.remotely(&["push", "--quiet", &lease, "origin", &format!("{commit}:{branch}")])?;
        let is_overtaken = |word: &str| said.complaint.contains(word);
        if said.is_success {
            Ok(())
        } else if ["stale info", "fetch first", "non-fast-forward", "cannot lock ref"].into_iter().any(is_overtaken) {
            Err(PublishError::overtaken(&self.place()))
        } else {
            Err(failure("git", &self.place(), &said.complaint))
        }
    }
}

impl Target for GitBranch {
    fn place(&self) -> String {
        format!("the branch {} of {}", self.branch, self.remote)
    }

    fn misfit(&self, base_url: &BaseUrl) -> Option<String> {
        pages_host::misfit(&self.remote, base_url)
    }

    fn survey(&self) -> Result<Survey, PublishError> {
        let Some(commit) = self.fetch()? else { return Ok(Survey::default()) };
        let Some(live) = self.publication_of(&commit)? else {
            let is_foreign = !self.expect(&["ls-tree", "--name-only", &commit])?.is_empty();
            return Ok(Survey { manifest: Manifest::default(), is_foreign });
        };
        let previous = self.before(&live)?.map(|(_, publication)| publication);
        Ok(Survey { manifest: Manifest::of(live, previous), is_foreign: false })
    }

    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError> {
        self.import(job)?;
        self.push(NEW)
    }

    fn roll_back(&self, _effort: Effort<'_>) -> Result<(), PublishError> {
        let none = || PublishError::no_publication_before(&self.place());
        let live = self.fetch()?.ok_or_else(none)?;
        let live = self.publication_of(&live)?.ok_or_else(none)?;
        let (commit, publication) = self.before(&live)?.ok_or_else(none)?;
        let message = format!("Return to the publication {}", publication.id);
        let new = self.commit_tree(&commit, self.parent()?.as_deref(), &message)?;
        self.push(&new)
    }
}

/// A path as `git fast-import` reads it.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
