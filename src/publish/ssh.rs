//! A server that one reaches with the user's own ssh. As in a local folder with releases, each publication stands
//! whole in `releases/ID`, and `current` leads to the live one. Files travel by rsync where both sides have it, else
//! as a tar stream; what has not changed is shared with the live publication by hard links on the server.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use super::error::PublishError;
use super::manifest::{Manifest, Publication};
use super::program::{Said, command, failure, run, run_with};
use super::site::Site;
use super::target::{Effort, Job, Survey, Target};

/// Makes a link lead elsewhere in one step; GNU, BusyBox and BSD say it differently.
const SWITCH: &str = r#"switch() {
  ln -sfn "$1" "releases/link" && { mv -fT "releases/link" "$2" 2>/dev/null || mv -fh "releases/link" "$2"; }
}
"#;

/// A folder on a server.
pub struct Server {
    host: String,
    port: Option<u16>,
    path: String,
}

/// How the files of a release come to stand on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// An interrupted publication has left files of unknown state: all are compared.
    Unfinished,
    /// The live release was linked: only what has changed is sent.
    Linked,
    /// Nothing is there.
    Empty,
}

impl Server {
    /// A folder on a server.
    ///
    /// # Errors
    /// When a setting would be taken for an option of ssh.
    pub fn new(host: &str, port: Option<u16>, path: &str) -> Result<Self, PublishError> {
        if host.starts_with('-') || host.contains(char::is_whitespace) {
            return Err(PublishError::unusable_setting("host", host, "write user@server.example"));
        }
        if path.contains(['\n', '\0']) {
            return Err(PublishError::unusable_setting("path", path, "write a folder such as /srv/www"));
        }
        Ok(Self { host: host.to_owned(), port, path: path.trim_end_matches('/').to_owned() })
    }

    /// The user's ssh with the port; `GUILLEMET_SSH` stands in for `ssh`, with options if need be.
    fn ssh_words(&self) -> Vec<String> {
        let ssh = std::env::var("GUILLEMET_SSH").unwrap_or_default();
        let mut words: Vec<String> = ssh.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            words.push("ssh".to_owned());
        }
        words.extend(self.port.iter().flat_map(|port| ["-p".to_owned(), port.to_string()]));
        words
    }

    /// A script on the server, in whichever shell the user has there.
    fn script(&self, script: &str) -> Command {
        let mut words = self.ssh_words().into_iter();
        let program = words.next().unwrap_or_default();
        let script = format!("cd_path() {{ cd {} ; }}\n{SWITCH}{script}", quoted(&self.path));
        command(&program, words.chain([self.host.clone(), format!("exec sh -c {}", quoted(&script))]))
    }

    fn expect(&self, script: &str, input: Vec<u8>) -> Result<Said, PublishError> {
        let write = |out: &mut dyn Write| out.write_all(&input).map_err(|error| self.broken(&error));
        self.well(run_with(self.script(script), write, |_| ())?)
    }

    fn well(&self, said: Said) -> Result<Said, PublishError> {
        if said.is_success { Ok(said) } else { Err(failure("ssh", &self.place(), &said.complaint)) }
    }

    fn broken(&self, error: &std::io::Error) -> PublishError {
        PublishError::unreachable(&self.place(), &error.to_string())
    }

    /// Keeps others out until it is dropped: the server's `flock` holds a lock as long as our connection lives.
    fn lock(&self) -> Result<Connection, PublishError> {
        let script = format!(
            "mkdir -p {path}/releases && cd_path || exit 1\n\
            command -v flock >/dev/null || {{ echo free; exec cat; }}\n\
            exec flock -n releases/lock -c 'echo held; exec cat'",
            path = quoted(&self.path),
        );
        let mut ssh = self.script(&script);
        ssh.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = ssh.spawn().map_err(|error| PublishError::no_program("ssh", &error))?;
        let mut answer = String::new();
        if let Some(output) = &mut child.stdout {
            BufReader::new(output).read_line(&mut answer).map_err(|error| self.broken(&error))?;
        }
        if !answer.is_empty() {
            return Ok(Connection(child));
        }
        let output = child.wait_with_output().map_err(|error| self.broken(&error))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        if complaint.trim().is_empty() {
            let remedy = "wait until they are done, then publish again";
            return Err(PublishError::locked(&self.place(), "from another computer or window", remedy));
        }
        Err(failure("ssh", &self.place(), &complaint))
    }

    fn look(&self) -> Result<(Survey, bool), PublishError> {
        let script = r#"
command -v rsync >/dev/null 2>&1 && echo rsync || echo tar
cd_path 2>/dev/null || { echo empty; exit 0; }
if [ -d releases ]; then echo ours; elif [ -z "$(ls -A)" ]; then echo empty; else echo foreign; fi
for link in current previous; do
  if id=$(readlink "$link"); then cat "releases/${id##*/}.json"; fi
  echo
done"#;
        let said = self.expect(script, Vec::new())?;
        let mut lines = said.output.split(|byte| *byte == b'\n');
        let has_rsync = lines.next() == Some(b"rsync");
        let is_foreign = lines.next() == Some(b"foreign");
        let mut publication = || -> Result<Option<Publication>, PublishError> {
            match lines.next() {
                Some(json) if !json.is_empty() => Ok(Manifest::from_json(json, &self.place())?.live),
                _ => Ok(None),
            }
        };
        let live = publication()?;
        let previous = publication()?.filter(|it| live.as_ref().is_none_or(|live| live.id != it.id));
        let mut manifest = Manifest::default();
        (manifest.live, manifest.previous) = (live, previous);
        Ok((Survey { manifest, is_foreign }, has_rsync))
    }

    /// Makes the folder of the next release.
    fn begin(&self, live: Option<&Publication>, keeps_unfinished: bool) -> Result<Start, PublishError> {
        let script = format!(
            "cd_path && cd releases || exit 1\n\
            {unfinished}\n\
            if [ -n {live} ] && cp -al {live} next 2>/dev/null; then echo linked; exit 0; fi\n\
            rm -rf next && mkdir next && echo empty",
            unfinished = if keeps_unfinished { "[ -d next ] && { echo unfinished; exit 0; }" } else { "rm -rf next" },
            live = quoted(live.map_or("", |live| live.id.as_str())),
        );
        Ok(match self.expect(&script, Vec::new())?.line().as_str() {
            "unfinished" => Start::Unfinished,
            "linked" => Start::Linked,
            _ => Start::Empty,
        })
    }

    /// Sends files with rsync. An unfinished release is compared file by file, and what does not belong is removed.
    fn rsync(&self, job: &Job<'_>, start: Start) -> Result<(), PublishError> {
        let mut words: Vec<OsString> =
            ["-r", "-s", "-p", "--chmod=D755,F644", "--checksum", "--out-format=%n", "-e"].map(OsString::from).into();
        words.push(self.ssh_words().join(" ").into());
        let mut list = Vec::new();
        if start == Start::Linked {
            words.extend(["--from0", "--files-from=-"].map(OsString::from));
            list.extend(job.change.sent().flat_map(|path| path.bytes().chain([0])));
        } else {
            // The same rules as for reading the site: hidden files but `.well-known` and `.nojekyll` stay here.
            words.extend(
                ["--delete", "--include=/.well-known", "--include=/.nojekyll", "--exclude=.*"].map(OsString::from),
            );
        }
        let mut from = job.site.folder().as_os_str().to_owned();
        from.push("/");
        words.extend([from, format!("{}:{}/releases/next/", self.host, self.path).into()]);
        let write = |out: &mut dyn Write| out.write_all(&list).map_err(|error| self.broken(&error));
        let said = run_with(command("rsync", words), write, |_| (job.effort.tick)())?;
        if said.is_success {
            return Ok(());
        }
        // When the disk is full, the other side may end before it can say so.
        let bytes = job.change.sent().filter_map(|path| job.site.files.get(path)).map(|file| file.bytes).sum();
        if said.complaint.trim().is_empty() && self.free_bytes().is_some_and(|free| free < bytes) {
            return Err(PublishError::no_space(&self.place()));
        }
        Err(failure("rsync", &self.place(), &said.complaint))
    }

    /// How many bytes more fit on the server, as far as it says.
    fn free_bytes(&self) -> Option<u64> {
        let said = run(self.script("cd_path && df -Pk . | tail -n 1")).ok()?;
        let kibibytes: u64 = said.line().split_whitespace().nth(3)?.parse().ok()?;
        Some(kibibytes * 1024)
    }

    /// Sends files as a tar stream.
    fn tar(&self, job: &Job<'_>, start: Start) -> Result<(), PublishError> {
        let all = || job.site.files.keys().collect::<Vec<_>>();
        let paths = if start == Start::Linked { job.change.sent().collect() } else { all() };
        if start == Start::Linked {
            // Some versions of tar write through hard links; gone files cannot be written through.
            self.remove(job.change.changed.iter())?;
        }
        let ssh = self.script("cd_path && cd releases/next && exec tar xf -");
        let write = |out: &mut dyn Write| {
            write_tar(out, job.site, &paths, job.effort.tick).map_err(|error| self.broken(&error))
        };
        self.well(run_with(ssh, write, |_| ())?).map(|_| ())
    }

    /// Removes files from the next release.
    fn remove<'a>(&self, paths: impl Iterator<Item = &'a String>) -> Result<(), PublishError> {
        let list: Vec<u8> = paths.flat_map(|path| path.bytes().chain([0])).collect();
        if list.is_empty() {
            return Ok(());
        }
        let script = "cd_path && cd releases/next && xargs -0 rm -f -- && find . -type d -empty -delete";
        self.expect(script, list).map(|_| ())
    }

    /// Names the next release, makes it the live one and removes what is older than the one before.
    fn finish(&self, publication: &Publication) -> Result<(), PublishError> {
        let script = format!(
            r#"cd_path || exit 1
id={id}
cat > "releases/$id.json" && mv releases/next "releases/$id" || exit 1
old=$(readlink current) && {{ switch "$old" previous || exit 1; }}
switch "releases/$id" current || exit 1
for release in releases/*; do
  name=${{release##*/}}; name=${{name%.json}}
  [ "$name" = "$id" ] || [ "$name" = "${{old##*/}}" ] || [ "$name" = lock ] || rm -rf "$release"
done"#,
            id = quoted(&publication.id),
        );
        let record = Manifest::of(publication.clone(), None).to_json();
        self.expect(&script, record).map(|_| ())
    }
}

impl Target for Server {
    fn place(&self) -> String {
        format!("{}:{}", self.host, self.path)
    }

    fn survey(&self) -> Result<Survey, PublishError> {
        self.look().map(|(survey, _)| survey)
    }

    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError> {
        let _lock = self.lock()?;
        let (survey, has_rsync) = self.look()?;
        if survey.manifest != *job.seen {
            return Err(PublishError::overtaken(&self.place()));
        }
        let has_rsync = has_rsync && run(command("rsync", ["--version"])).is_ok_and(|said| said.is_success);
        let start = self.begin(job.seen.live.as_ref(), has_rsync)?;
        if has_rsync {
            self.rsync(job, start)?
        } else {
            self.tar(job, start)?
        }
        if start == Start::Linked {
            self.remove(job.change.removed.iter())?;
        }
        self.finish(job.publication)
    }

    fn roll_back(&self, _effort: Effort<'_>) -> Result<(), PublishError> {
        let _lock = self.lock()?;
        if self.look()?.0.manifest.previous.is_none() {
            return Err(PublishError::no_publication_before(&self.place()));
        }
        let script = "cd_path && live=$(readlink current) && before=$(readlink previous) || exit 1\n\
            switch \"$before\" current && switch \"$live\" previous";
        self.expect(script, Vec::new()).map(|_| ())
    }
}

/// A connection that is closed when it is dropped.
struct Connection(Child);

impl Drop for Connection {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn write_tar(out: &mut dyn Write, site: &Site, paths: &[&String], tick: &(dyn Fn() + Sync)) -> std::io::Result<()> {
    let mut tar = tar::Builder::new(out);
    for path in paths {
        let bytes = std::fs::read(site.folder().join(path))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(jiff::Timestamp::now().as_second().unsigned_abs());
        tar.append_data(&mut header, path, bytes.as_slice())?;
        tick();
    }
    tar.into_inner()?.flush()
}

/// A text as one word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
