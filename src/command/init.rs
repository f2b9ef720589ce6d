//! `guillemet init`: a small archive that explains itself.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Forge, InitArguments};
use super::say::say;

/// The files of a new archive.
const FILES: [(&str, &str); 7] = [
    ("guillemet.toml", include_str!("init/guillemet.toml")),
    ("content/articles/2024/first-article.md", include_str!("init/first-article.md")),
    ("content/speakers/ada-example.md", include_str!("init/ada-example.md")),
    ("content/topics/libraries.md", include_str!("init/libraries.md")),
    ("content/sources/the-daily-example.md", include_str!("init/the-daily-example.md")),
    ("content/pages/about.md", include_str!("init/about.md")),
    (".gitignore", "/public\n/.public.*\n/.guillemet\n"),
];

/// Runs `init`.
pub fn run(arguments: &InitArguments) -> ExitCode {
    let folder = &arguments.folder;
    let is_taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        eprintln!("error: {} is not empty, so it is left alone\n  help: choose another folder", folder.display());
        return ExitCode::FAILURE;
    }
    for (name, text) in FILES {
        if let Err(error) = write(&folder.join(name), text) {
            eprintln!("error: {} cannot be written: {error}", folder.join(name).display());
            return ExitCode::FAILURE;
        }
    }
    if let Some(forge) = arguments.ci
        && let Err(problem) = write_recipe(folder, forge)
    {
        eprintln!("error: {problem}");
        return ExitCode::FAILURE;
    }
    say!("A small archive is in {}. What next:", folder.display());
    say!("  cd {}", folder.display());
    say!("  guillemet build        # makes the site in public/");
    say!("  guillemet check        # looks for mistakes and gaps");
    say!("Open content/articles/2024/first-article.md in your editor: it explains itself.");
    ExitCode::SUCCESS
}

/// Writes the recipe of a forge, and the target to which it publishes.
fn write_recipe(folder: &Path, forge: Forge) -> Result<(), String> {
    let (name, recipe, target) = match forge {
        Forge::Github => (
            ".github/workflows/publish.yml",
            include_str!("init/github.yml"),
            Some("kind = \"git\"\nbranch = \"gh-pages\""),
        ),
        Forge::Gitlab => (".gitlab-ci.yml", include_str!("init/gitlab.yml"), None),
        Forge::Forgejo => (
            ".forgejo/workflows/publish.yml",
            include_str!("init/forgejo.yml"),
            Some("kind = \"git\"\nbranch = \"pages\""),
        ),
    };
    let problem =
        |name: &str, error: std::io::Error| format!("{} cannot be written: {error}", folder.join(name).display());
    write(&folder.join(name), recipe).map_err(|error| problem(name, error))?;
    if let Some(target) = target {
        let configuration = include_str!("init/guillemet.toml");
        let text = format!(
            "{configuration}\n# Where `guillemet publish` brings the site; see docs/publish.md.\n[publish.live]\n{target}\n"
        );
        write(&folder.join("guillemet.toml"), &text).map_err(|error| problem("guillemet.toml", error))?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, text)
}
