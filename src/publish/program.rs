//! Runs the user's own programs: git, ssh, rsync.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use super::error::PublishError;

/// What a program said.
#[derive(Debug)]
pub struct Said {
    /// Whether it ended well.
    pub is_success: bool,
    /// The standard output.
    pub output: Vec<u8>,
    /// The standard error.
    pub complaint: String,
}

impl Said {
    /// The standard output as one line of text.
    pub fn line(&self) -> String {
        String::from_utf8_lossy(&self.output).trim().to_owned()
    }
}

/// A command of a program with some arguments, which speaks English so that its complaints can be understood.
pub fn command<S: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C");
    command
}

/// Runs a program to its end, without input.
///
/// # Errors
/// When it cannot be started.
pub fn run(command: Command) -> Result<Said, PublishError> {
    run_with(command, |_| Ok(()), |_| ())
}

/// Runs a program to its end; `write` fills its standard input, and `hear` gets each line of its standard output.
///
/// # Errors
/// When it cannot be started, or `write` fails for another reason than that the program has ended.
pub fn run_with(
    mut command: Command,
    write: impl FnOnce(&mut dyn Write) -> Result<(), PublishError> + Send,
    mut hear: impl FnMut(&[u8]),
) -> Result<Said, PublishError> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let lost = |error: std::io::Error| PublishError::no_program(&program, &error);
    let mut child = command.spawn().map_err(lost)?;
    let (input, output, complaints) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || input.map_or(Ok(()), |mut input| write(&mut input)));
        let complaining = scope.spawn(move || {
            let mut text = Vec::new();
            complaints.map(|mut complaints| complaints.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut all = Vec::new();
        if let Some(output) = output {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            while output.read_until(b'\n', &mut line).map_err(lost)? > 0 {
                hear(&line);
                all.append(&mut line);
            }
        }
        let status = child.wait().map_err(lost)?;
        let complaint = complaining.join().unwrap_or_default();
        let written = writing.join().unwrap_or(Ok(()));
        // A program that ends early closes its input; what it complained about is the reason.
        if status.success() {
            written?;
        }
        Ok(Said { is_success: status.success(), output: all, complaint })
    })
}

/// Why a program that speaks to another computer failed.
pub fn failure(program: &str, place: &str, complaint: &str) -> PublishError {
    let says = |words: &[&str]| {
        let complaint = complaint.to_ascii_lowercase();
        words.iter().any(|word| complaint.contains(word))
    };
    if says(&["no space left", "disk quota exceeded"]) {
        PublishError::no_space(place)
    } else if says(&["certificate", "ssl ca cert"]) {
        PublishError::untrusted(place, complaint)
    } else if says(&[
        "permission denied (",
        "authentication failed",
        "could not read username",
        "error: 403",
        "access denied",
        "host key verification failed",
    ]) {
        PublishError::denied(
            place,
            complaint,
            "check that your key or password is known there: `ssh` and `git` must reach it by themselves",
        )
    } else if says(&["permission denied", "read-only file system"]) {
        PublishError::denied(place, complaint, "check that the folder belongs to the user with whom you log in")
    } else if says(&["does not appear to be a git repository", "repository not found", "repository '"]) {
        PublishError::no_such_place(place, "make the repository first, or correct its address in guillemet.toml")
    } else if says(&[
        "resolve host",
        "connect to host",
        "connection ",
        "unable to access",
        "hung up",
        "early eof",
        "timed out",
        "broken pipe",
        "closed by remote",
        "unexpectedly closed",
    ]) {
        PublishError::unreachable(place, complaint)
    } else {
        PublishError::program(program, complaint)
    }
}
