//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::import::Kind;

use crate::config::BaseUrl;

/// Turns a folder of annotated articles into a site that knows who said what.
#[derive(Debug, Parser)]
#[command(name = "guillemet", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site.
    Build(BuildArguments),
    /// Look for mistakes and gaps, and write nothing.
    Check(CheckArguments),
    /// See the site while you write, in the browser.
    Serve(ServeArguments),
    /// Start a small archive that explains itself.
    Init(InitArguments),
    /// Bring articles in: files, folders, web addresses, feeds, tables, web archives.
    Import(ImportArguments),
}

/// Where the site folder is and how to report.
#[derive(Debug, Args)]
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
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder to be made.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
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
    /// Bring the pictures of web pages in; without it pages show none.
    #[arg(long)]
    pub pictures: bool,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the report is printed: for people, or as JSON for other programs.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}
