//! Runs the program in a folder of its own, as a user does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site folder that is gone when the test is over.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// The path of something in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, its folders included.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("its folder");
        fs::write(path, bytes).expect("the file");
    }

    /// The program, about to be run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guillemet"));
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1");
        command
    }

    /// Runs the program in the folder and gives all that it says: the exit code, both outputs.
    pub fn run(&self, arguments: &[&str]) -> String {
        self.said(&self.command(arguments).output().expect("the program"))
    }

    /// All that a run said, the name of the temporary folder left out.
    pub fn said(&self, output: &Output) -> String {
        let real = self.folder.path().canonicalize().expect("the folder");
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(&*real.to_string_lossy(), "FOLDER");
            text.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>()
        };
        let code = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
        format!("exit {code}\n{}{}", text(&output.stdout), text(&output.stderr))
    }

    /// Every file below a path by its name, with its bytes; empty when there is nothing.
    pub fn files(&self, path: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(path), "", &mut files);
        files
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}
