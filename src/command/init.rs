//! `guillemet init`: a small archive that explains itself.

mod recipe;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Forge, InitArguments};
use super::say::say;
use recipe::{Recipe, ask};

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
    match init(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn init(arguments: &InitArguments) -> Result<(), String> {
    let folder = &arguments.folder;
    let is_taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return match arguments.ci.and_then(Recipe::of) {
            Some(recipe) if folder.join("guillemet.toml").is_file() => add_recipe(folder, &recipe),
            _ => Err(format!(
                "{} is not empty, so it is left alone\n  help: choose another folder; to an archive that is there, `--ci` adds a recipe",
                folder.display()
            )),
        };
    }
    let recipe = Recipe::of(arguments.ci.unwrap_or_else(asked));
    for (name, text) in FILES {
        write(folder, name, text)?;
    }
    if let Some(recipe) = &recipe {
        write(folder, recipe.path, &recipe.text())?;
        if let Some(target) = recipe.target {
            let configuration = include_str!("init/guillemet.toml");
            write(folder, "guillemet.toml", &format!("{configuration}\n{}", target_section(target)))?;
        }
    }
    say!("A small archive is in {}. What next:", folder.display());
    say!("  cd {}", folder.display());
    say!("  guillemet build        # makes the site in public/");
    say!("  guillemet check        # looks for mistakes and gaps");
    say!("Open content/articles/2024/first-article.md in your editor: it explains itself.");
    if let Some(recipe) = &recipe {
        print_recipe(recipe);
    }
    Ok(())
}

/// The forge that the user chooses, where there is a user.
fn asked() -> Forge {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Forge::None;
    }
    ask(&mut io::stdin().lock(), &mut io::stdout()).unwrap_or(Forge::None)
}

/// Adds a recipe to an archive that is there.
fn add_recipe(folder: &Path, recipe: &Recipe) -> Result<(), String> {
    if folder.join(recipe.path).exists() {
        return Err(format!("{} is there already, so it is left alone", folder.join(recipe.path).display()));
    }
    write(folder, recipe.path, &recipe.text())?;
    let configuration = std::fs::read_to_string(folder.join("guillemet.toml")).unwrap_or_default();
    print_recipe(recipe);
    if let Some(target) = recipe.target.filter(|_| !configuration.contains("[publish.live]")) {
        say!("It publishes to the target `live`. Add to guillemet.toml:");
        say!("\n{}", target_section(target));
    }
    Ok(())
}

fn print_recipe(recipe: &Recipe) {
    say!("The recipe for the forge is {}; its first lines say what is to be done once.", recipe.path);
    if recipe.is_unfinished() {
        say!("It compiles Guillemet: write there, as GUILLEMET_REPOSITORY, where you have its source from.");
    }
}

fn target_section(target: &str) -> String {
    format!("# Where `guillemet publish` brings the site; see docs/publish.md.\n[publish.live]\n{target}\n")
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    let parents = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = parents.and_then(|()| std::fs::write(&path, text));
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
