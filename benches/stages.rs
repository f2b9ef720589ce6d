//! How long each stage takes for a generated archive: `cargo bench`.

#[path = "../examples/generate/archive.rs"]
mod archive;
#[path = "../examples/generate/generator.rs"]
mod generator;

use std::collections::BTreeSet;
use std::path::Path;

use archive::{CONFIGURATION, Recipe};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use generator::Generator;
use guillemet::archive::Archive;
use guillemet::config::Config;
use guillemet::link::{LinkOptions, link};
use guillemet::locale::Locale;
use guillemet::parse::{Document, parse_all};
use guillemet::plan::plan;
use guillemet::read::{ContentFile, ContentKind, ContentPath, Theme, read_theme};
use guillemet::render::{Renderer, Templates};
use guillemet::view::Site;
use guillemet::write::{Memory, Output};
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sizes of the archive, in articles.
const SIZES: [u64; 2] = [100, 1000];

fn main() {
    divan::main();
}

fn files(articles: u64) -> Vec<ContentFile> {
    let recipe = Recipe { articles, generator: Generator::Guillemet, seed: 1 };
    let articles =
        (0..articles).map(|number| recipe.article(number)).map(|file| (format!("articles/{}", file.path), file.text));
    let entities = recipe.entities().map(|file| (file.path, file.text));
    let file = |(path, text): (String, String)| {
        let path = ContentPath::new(&format!("content/{path}"));
        let kind = ContentKind::of(&path).expect("a folder of content");
        ContentFile { path, kind, bytes: text.into_bytes() }
    };
    articles.chain(entities).map(file).collect()
}

fn documents(articles: u64) -> Vec<Document> {
    parse_all(files(articles)).into_iter().filter_map(|parsed| parsed.document).collect()
}

fn config() -> Config {
    Config::parse(CONFIGURATION, &mut Vec::new())
}

fn linked(documents: Vec<Document>, config: &Config) -> Archive {
    link(documents, LinkOptions { config, drafts: false, statics: &BTreeSet::new() }).0
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn parsing(bencher: Bencher<'_, '_>, articles: u64) {
    let files = files(articles);
    bencher.counter(ItemsCount::new(articles)).with_inputs(|| files.clone()).bench_values(parse_all);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn linking(bencher: Bencher<'_, '_>, articles: u64) {
    let (documents, config) = (documents(articles), config());
    bencher
        .counter(ItemsCount::new(articles))
        .with_inputs(|| documents.clone())
        .bench_values(|documents| linked(documents, &config));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn planning(bencher: Bencher<'_, '_>, articles: u64) {
    let config = config();
    let archive = linked(documents(articles), &config);
    bencher.counter(ItemsCount::new(articles)).bench(|| plan(&archive, &config));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn rendering(bencher: Bencher<'_, '_>, articles: u64) {
    let config = config();
    let archive = linked(documents(articles), &config);
    let (theme, locale) = theme_and_locale(&config);
    let site = Site::new(&archive, &config, &locale);
    let pages = plan(&archive, &config);
    let templates = Templates::new(&theme, site).expect("the built-in templates");
    let renderer = Renderer::new(&templates, &theme, site, &pages);
    bencher.counter(ItemsCount::new(pages.len())).bench(|| {
        pages.par_iter().for_each(|page| drop(black_box(renderer.render(*page))));
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn keeping_in_memory(bencher: Bencher<'_, '_>, files: u64) {
    let page = vec![b'x'; 8000];
    bencher.counter(ItemsCount::new(files)).bench(|| {
        let memory = Memory::default();
        (0..files).into_par_iter().for_each(|number| drop(memory.put(&format!("{number}/index.html"), &page, None)));
        memory.into_files()
    });
}

fn theme_and_locale(config: &Config) -> (Theme, Locale) {
    let (theme, _) = read_theme(Path::new("/nonexistent"));
    let locale = Locale::new(&config.language, &theme.locales, &mut Vec::new());
    (theme, locale)
}
