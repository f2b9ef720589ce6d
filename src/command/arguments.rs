//! The command line.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::import::Kind;

use crate::config::BaseUrl;
use crate::plan::Shard;
use crate::publish::Allowance;

/// Turns a folder of annotated articles into a site that knows who said what.
#[derive(Debug, Parser)]
#[command(name = "guillemet", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How many things are done at once [default: as many as the processors can].
    #[arg(long, global = true, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site.
    Build(BuildArguments),
    /// Look for mistakes and gaps, and write nothing.
    Check(CheckArguments),
    /// Propose who said what in the articles, and write it into them on wish.
    Annotate(AnnotateArguments),
    /// Build the site and bring what has changed to where readers find it.
    Publish(PublishArguments),
    /// See the site while you write, in the browser.
    Serve(ServeArguments),
    /// Start a small archive that explains itself.
    Init(InitArguments),
    /// Bring articles in: files, folders, web addresses, feeds, tables, web archives.
    Import(ImportArguments),
}

/// Where the site folder is and how to report.
#[derive(Debug, Clone, Args)]
pub struct SiteArguments {
    /// The folder of the archive.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Include articles and pages marked as drafts.
    #[arg(long)]
    pub drafts: bool,
    /// How problems are printed: for people, or as JSON for editors and CI.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With excerpts, to the standard error.
    Human,
    /// A JSON array, to the standard output.
    Json,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Where the site is written [default: `public` in the folder of the archive].
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The address at which the site will be found, instead of the configuration's.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<BaseUrl>,
    /// Make no search index and no search page.
    #[arg(long)]
    pub no_search: bool,
    /// Write only a part of the site, such as 2/8, into a folder of its own [default: `public-2-of-8`]; together the
    /// parts are the site.
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
    /// Print nothing but problems.
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Count warnings as errors.
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub struct PublishArguments {
    /// The name of the target in guillemet.toml; not needed when there is only one.
    #[arg(value_name = "TARGET")]
    pub target: Option<String>,
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Only show what would be sent and removed.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Do not ask.
    #[arg(long, short)]
    pub yes: bool,
    /// Return to the publication before the live one.
    #[arg(long)]
    pub rollback: bool,
    /// Publish although something speaks against it.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub allow: Vec<Allowance>,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The folder of the archive.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Include articles and pages marked as drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The port to listen on; if it is taken, the next free one.
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
    /// The name or address to listen on; by default only this machine can see the preview.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// Open the preview in the browser.
    #[arg(long)]
    pub open: bool,
    /// Let articles be annotated in the browser; what is saved there is written into their files.
    #[arg(long)]
    pub edit: bool,
    /// Let everybody who can see the preview annotate, even from other machines.
    #[arg(long, requires = "edit")]
    pub edit_from_anywhere: bool,
}

/// A host of repositories that runs recipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Forge {
    /// No recipe.
    None,
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
    /// Forgejo Actions, as on Codeberg.
    Forgejo,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder to be made.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Also write a recipe by which a forge builds, checks and publishes the archive at every change; without this, a
    /// terminal asks. In an archive that is there it adds the recipe only.
    #[arg(long, value_enum, value_name = "FORGE")]
    pub ci: Option<Forge>,
    /// The language of the menus and of what the archive says of itself.
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value = "en")]
    pub lang: StarterLanguage,
}

/// A language in which an archive can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StarterLanguage {
    /// English.
    En,
    /// French.
    Fr,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArguments {
    /// Articles or folders of articles [default: all articles of the archive].
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The folder of the archive.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Write the proposals into the articles; nothing but braces and brackets is added.
    #[arg(long, conflicts_with = "review")]
    pub write: bool,
    /// Go through the proposals one by one.
    #[arg(long)]
    pub review: bool,
    /// The least confidence of a proposal, from 0 to 1 [default: 0.8 with --write, else 0.5].
    #[arg(long, value_name = "NUMBER", value_parser = confidence)]
    pub confidence: Option<f32>,
    /// How the proposals are printed: for people, or as JSON for other programs.
    #[arg(long, value_enum, default_value = "human", conflicts_with = "review")]
    pub format: Format,
}

fn confidence(text: &str) -> Result<f32, String> {
    text.parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| "write a number from 0 to 1".to_owned())
}

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ImportArguments {
    /// What is brought in, if not articles.
    #[command(subcommand)]
    pub what: Option<ImportWhat>,
    /// Files, folders or addresses; `-` is the standard input.
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<String>,
    /// The folder of the archive.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// A folder below content/articles [default: the year of each article].
    #[arg(long, value_name = "FOLDER")]
    pub into: Option<String>,
    /// What the sources are, if the program does not recognise it.
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// Which columns of a table hold what, such as title=headline,date=published.
    #[arg(long, value_name = "FIELD=COLUMN", value_delimiter = ',')]
    pub map: Vec<String>,
    /// The language of all texts, such as fr.
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The publication that all articles come from.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// A topic for all articles; can be given several times.
    #[arg(long = "topic", value_name = "NAME")]
    pub topics: Vec<String>,
    /// Mark the new articles as drafts, which `build` leaves out.
    #[arg(long)]
    pub draft: bool,
    /// Keep invitations to subscribe and links to other articles.
    #[arg(long)]
    pub keep_boilerplate: bool,
    /// Import articles that are in the archive already once more.
    #[arg(long)]
    pub keep_duplicates: bool,
    /// Bring the pictures of articles in, from the web or from beside their files; without it pages show none.
    #[arg(long)]
    pub pictures: bool,
    /// Also write into the new articles who said what, as `annotate --write` does.
    #[arg(long, conflicts_with_all = ["dry_run", "format"])]
    pub annotate: bool,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the report is printed: for people, or as JSON for other programs.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// What `import` brings in beside articles.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// Put annotations of others into the articles: W3C Web Annotations, exports of Hypothesis.
    Annotations(AnnotationsArguments),
}

/// Arguments of `import annotations`.
#[derive(Debug, Args)]
pub struct AnnotationsArguments {
    /// JSON files of annotations.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The folder of the archive.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the report is printed: for people, or as JSON for other programs.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}
