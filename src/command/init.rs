//! `guillemet init`: a small archive that explains itself.

mod recipe;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Forge, InitArguments, StarterLanguage};
use super::say::say;
use recipe::{Recipe, ask};

/// A new archive in one language.
struct Beginning {
    configuration: &'static str,
    /// The content, the article that explains it first.
    content: [(&'static str, &'static str); 5],
}

const ENGLISH: Beginning = Beginning {
    configuration: include_str!("init/guillemet.toml"),
    content: [
        ("content/articles/2024/first-article.md", include_str!("init/first-article.md")),
        ("content/speakers/ada-example.md", include_str!("init/ada-example.md")),
        ("content/topics/libraries.md", include_str!("init/libraries.md")),
        ("content/sources/the-daily-example.md", include_str!("init/the-daily-example.md")),
        ("content/pages/about.md", include_str!("init/about.md")),
    ],
};

const FRENCH: Beginning = Beginning {
    configuration: include_str!("init/fr/guillemet.toml"),
    content: [
        ("content/articles/2024/premier-article.md", include_str!("init/fr/premier-article.md")),
        ("content/speakers/ada-exemple.md", include_str!("init/fr/ada-exemple.md")),
        ("content/topics/bibliotheques.md", include_str!("init/fr/bibliotheques.md")),
        ("content/sources/le-quotidien.md", include_str!("init/fr/le-quotidien.md")),
        ("content/pages/a-propos.md", include_str!("init/fr/a-propos.md")),
    ],
};

/// What git leaves aside.
const IGNORED: &str = "/public\n/.public.*\n/.guillemet\n";

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
    let beginning = match arguments.lang {
        StarterLanguage::En => ENGLISH,
        StarterLanguage::Fr => FRENCH,
    };
    for (name, text) in beginning.content.into_iter().chain([(".gitignore", IGNORED)]) {
        write(folder, name, text)?;
    }
    let target = recipe.as_ref().and_then(|recipe| recipe.target);
    let target = target.map(|target| format!("\n{}", target_section(target))).unwrap_or_default();
    write(folder, "guillemet.toml", &format!("{}{target}", beginning.configuration))?;
    if let Some(recipe) = &recipe {
        write(folder, recipe.path, &recipe.text())?;
    }
    say!("A small archive is in {}. What next:", folder.display());
    say!("  cd {}", folder.display());
    say!("  guillemet serve --open # shows it in your browser, and again after every save");
    say!("  guillemet check        # looks for mistakes and gaps");
    say!("  guillemet build        # makes the site in public/");
    let [(article, _), ..] = beginning.content;
    say!("Open {article} in your editor: it explains itself.");
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
