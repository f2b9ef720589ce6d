//! Why a site could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be written. Unless it is half done, the last good site is as it was.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder concerned.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: WriteProblem,
}

/// What is wrong with a file or folder.
#[derive(Debug)]
pub enum WriteProblem {
    /// The operating system refuses.
    Io(io::Error),
    /// The output folder holds files that Guillemet did not make.
    NotOurs,
    /// The output folder holds the site folder.
    HoldsSite,
    /// The output folder lies in a folder that is read.
    InsideInput,
    /// Another build is writing there.
    Locked,
    /// Some files of the new site have taken their places, then the operating system refused.
    HalfDone(io::Error),
}

/// The code of the one problem after which the old site is not as it was.
pub const HALF_DONE: &str = "half-done";

impl WriteError {
    /// The operating system refuses.
    pub fn io(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), problem: WriteProblem::Io(error) }
    }

    /// Any other problem.
    pub fn new(path: &Path, problem: WriteProblem) -> Self {
        Self { path: path.to_owned(), problem }
    }

    /// A stable name of the problem.
    pub fn code(&self) -> &'static str {
        match &self.problem {
            WriteProblem::Io(error) if error.kind() == io::ErrorKind::StorageFull => "disk-full",
            WriteProblem::Io(_) => "cannot-write",
            WriteProblem::NotOurs => "output-not-ours",
            WriteProblem::HoldsSite => "output-holds-site",
            WriteProblem::InsideInput => "output-inside-input",
            WriteProblem::Locked => "output-locked",
            WriteProblem::HalfDone(_) => HALF_DONE,
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match &self.problem {
            WriteProblem::Io(error) if error.kind() == io::ErrorKind::StorageFull => {
                "free some space: the new site needs room beside the old one until it takes its place"
            }
            WriteProblem::Io(_) => "check that the folder exists and that you may write there",
            WriteProblem::NotOurs => "choose another folder with `--output`, or empty this one yourself",
            WriteProblem::HoldsSite => "choose a folder of its own, such as `public`, with `--output`",
            WriteProblem::InsideInput => {
                "choose a folder outside of content, templates, static and locales with `--output`"
            }
            WriteProblem::Locked => "wait until the other build has ended",
            WriteProblem::HalfDone(_) => "mend that and build again, which puts the rest in place",
        }
    }
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Io(error) => return write!(f, "it cannot be written: {error}"),
            Self::NotOurs => "the folder holds files that Guillemet did not make, so it is left alone",
            Self::HoldsSite => "the folder holds the archive itself, so it cannot be the output",
            Self::InsideInput => "the folder lies among the files that are read, so it cannot be the output",
            Self::Locked => "another build is writing there",
            Self::HalfDone(error) => return write!(f, "the new site is only partly in its place: {error}"),
        })
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl std::error::Error for WriteError {}
