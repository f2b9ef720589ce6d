//! Writes an archive of any size, always the same for the same numbers, to measure with.
//!
//! `cargo run --release --example generate -- --articles 10000 --out DIR`

mod archive;
mod generator;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use archive::{File, Recipe};
use clap::Parser;
use generator::Generator;
use rayon::prelude::*;

/// Writes an archive of any size to measure with.
#[derive(Parser)]
struct Arguments {
    /// How many articles.
    #[arg(long, default_value_t = 1000)]
    articles: u64,
    /// The folder to be made.
    #[arg(long)]
    out: PathBuf,
    /// For which generator the archive is written; the others know no annotations.
    #[arg(long, value_enum, default_value = "guillemet")]
    format: Generator,
    /// Another seed gives another archive.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let Arguments { articles, out, format: generator, seed } = Arguments::parse();
    let recipe = Recipe { articles, generator, seed };
    let content = out.join("content");
    let folder = content.join("articles");
    (0..articles).into_par_iter().try_for_each(|number| put(&folder, &recipe.article(number)))?;
    if generator == Generator::Guillemet {
        fs::write(out.join("guillemet.toml"), archive::CONFIGURATION)?;
        recipe.entities().try_for_each(|file| put(&content, &file))?;
    }
    println!("{articles} articles in {}", out.display());
    Ok(())
}

fn put(folder: &Path, file: &File) -> io::Result<()> {
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, &file.text)
}
