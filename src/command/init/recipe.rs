//! Recipes by which a forge builds, checks and publishes an archive at every change.

use std::io::{self, BufRead, Write};

use crate::command::arguments::Forge;

/// A recipe.
pub struct Recipe {
    /// The path of its file in the archive.
    pub path: &'static str,
    text: &'static str,
    /// The target in guillemet.toml that it publishes to, if it needs one.
    pub target: Option<&'static str>,
}

/// Where the source of Guillemet is found; the recipes name it until packages of it exist everywhere.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What stands in a recipe where the source's address is not known.
const UNKNOWN: &str = "https://forge.example/guillemet.git";

impl Recipe {
    /// The recipe of a forge.
    pub fn of(forge: Forge) -> Option<Self> {
        match forge {
            Forge::None => None,
            Forge::Github => Some(Self {
                path: ".github/workflows/publish.yml",
                text: include_str!("github.yml"),
                target: Some("kind = \"git\"\nbranch = \"gh-pages\""),
            }),
            Forge::Gitlab => Some(Self { path: ".gitlab-ci.yml", text: include_str!("gitlab.yml"), target: None }),
            Forge::Forgejo => Some(Self {
                path: ".forgejo/workflows/publish.yml",
                text: include_str!("forgejo.yml"),
                target: Some("kind = \"git\"\nbranch = \"pages\""),
            }),
        }
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        let repository = if REPOSITORY.is_empty() { UNKNOWN } else { REPOSITORY };
        self.text.replace("{repository}", repository).replace("{version}", env!("CARGO_PKG_VERSION"))
    }

    /// Whether somebody has to put the address of Guillemet's source in.
    pub fn is_unfinished(&self) -> bool {
        REPOSITORY.is_empty()
    }
}

/// The forges in the order in which they are offered.
const OFFERED: [(Forge, &str, &str); 4] = [
    (Forge::None, "none", "no, not now"),
    (Forge::Github, "github", "GitHub"),
    (Forge::Gitlab, "gitlab", "GitLab"),
    (Forge::Forgejo, "forgejo", "Codeberg or another Forgejo"),
];

/// Asks which forge is to publish the archive. Nobody is asked more than three times.
///
/// # Errors
/// When nothing can be said or heard.
pub fn ask(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Forge> {
    const OFTEN_ENOUGH: usize = 3;
    writeln!(output, "Shall a forge build and publish the archive whenever you push a change to it?")?;
    for (number, (_, _, title)) in (1..).zip(OFFERED) {
        writeln!(output, "  {number}  {title}")?;
    }
    for _ in 0..OFTEN_ENOUGH {
        write!(output, "A number [1]: ")?;
        output.flush()?;
        let mut answer = String::new();
        if input.read_line(&mut answer)? == 0 {
            break;
        }
        let answer = answer.trim().to_lowercase();
        let mut offered = (1..).zip(OFFERED);
        let chosen = offered.find(|(number, (_, name, _))| answer == number.to_string() || answer == *name);
        match chosen {
            Some((_, (forge, ..))) => return Ok(forge),
            None if answer.is_empty() => break,
            None => writeln!(output, "Write one of the numbers above.")?,
        }
    }
    Ok(Forge::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        let check = |answers: &str, expected: Forge| {
            let mut said = Vec::new();
            let forge = ask(&mut answers.as_bytes(), &mut said).expect("memory");
            assert_eq!(forge, expected, "{answers:?}: {}", String::from_utf8_lossy(&said));
        };
        check("\n", Forge::None);
        check("", Forge::None);
        check("2\n", Forge::Github);
        check(" GitLab \n", Forge::Gitlab);
        check("9\nx\n4\n", Forge::Forgejo);
        check("a\nb\nc\n2\n", Forge::None);
    }

    #[test]
    fn recipes_are_whole() {
        for (forge, ..) in OFFERED {
            let Some(recipe) = Recipe::of(forge) else { continue };
            let text = recipe.text();
            assert!(text.starts_with('#') && text.contains("--git \"$GUILLEMET_REPOSITORY\" guillemet"), "{text}");
            assert!(!text.contains("{repository}") && !text.contains("{version}"), "{text}");
        }
    }
}
