//! Templates, static files and interface texts: the built-in ones, and the site's own over them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::sheet::compact;
use super::{ContentPath, Stamp};
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::digest::Digest;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");
/// The folder of `static/` that is the sample archive's own and no part of the built-in theme.
const SAMPLE_ONLY: &str = "portraits";
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The built-in style sheets as they are sent to readers: without comments and spaces.
static SHEETS: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let sheets = files(&STATIC).filter(|file| file.path().extension().is_some_and(|extension| extension == "css"));
    let small =
        |file: &include_dir::File<'_>| Some((slashed(file.path()), compact(file.contents_utf8()?).into_bytes()));
    sheets.filter_map(small).collect()
});

/// Everything that the look of a site is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by name, such as `article.html`.
    pub templates: Vec<ThemeText>,
    /// Interface texts: the built-in Fluent files, then the site's own, which win message by message.
    pub locales: Vec<ThemeText>,
    /// Files that are copied as they are, by path relative to the site.
    pub assets: BTreeMap<String, Asset>,
    /// Fonts of the site's `fonts/`, with which share cards are drawn where the built-in ones lack letters.
    pub fonts: Vec<FontFile>,
}

/// A font of the site.
#[derive(Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Where it lies.
    pub path: ContentPath,
    /// The font.
    pub bytes: Arc<[u8]>,
    /// What the file system said of it when it was read.
    stamp: Stamp,
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FontFile({})", self.path)
    }
}

/// A template or a file of interface texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeText {
    /// File name relative to its folder, such as `article.html` or `fr.ftl`.
    pub name: String,
    /// Where it lies, for messages.
    pub path: ContentPath,
    /// What it says.
    pub text: String,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asset {
    /// Part of the program.
    BuiltIn(&'static [u8]),
    /// A file of the site's `static/`.
    File {
        /// Where it lies.
        path: PathBuf,
        /// BLAKE3 hash of its bytes when it was read.
        hash: blake3::Hash,
        /// What the file system said of it then.
        stamp: Stamp,
    },
}

impl Theme {
    /// The paths of the assets, to which content may link.
    pub fn asset_paths(&self) -> BTreeSet<String> {
        self.assets.keys().cloned().collect()
    }

    /// What the theme says, as a digest: where its files lie and when they were written is no part of it.
    pub fn digest(&self) -> Digest {
        let Self { templates, locales, assets, fonts } = self;
        let texts: Vec<_> = templates.iter().chain(locales).map(|text| (&text.name, &text.text)).collect();
        let hash = |asset: &Asset| match asset {
            Asset::BuiltIn(bytes) => *blake3::hash(bytes).as_bytes(),
            Asset::File { hash, .. } => *hash.as_bytes(),
        };
        let assets: Vec<_> = assets.iter().map(|(name, asset)| (name, hash(asset))).collect();
        let fonts: Vec<_> = fonts.iter().map(|font| (font.path.as_str(), &font.bytes)).collect();
        Digest::of(&(texts, assets, fonts))
    }
}

/// The theme of the site at `root`.
pub fn read_theme(root: &Path) -> (Theme, Vec<Diagnostic>) {
    read_theme_again(root, &Theme::default())
}

/// The theme of the site at `root`; static files that did not change since `before` are not read again.
pub fn read_theme_again(root: &Path, before: &Theme) -> (Theme, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut templates: BTreeMap<String, ThemeText> =
        built_in_texts(&TEMPLATES, "templates").map(|text| (text.name.clone(), text)).collect();
    let built_in: Vec<String> = templates.keys().cloned().collect();
    for text in own_texts(root, "templates", &mut problems) {
        templates.insert(text.name.clone(), text);
    }
    problems.extend(unused_templates(&templates, &built_in));
    let mut locales: Vec<ThemeText> = built_in_texts(&LOCALES, "locales").collect();
    locales.extend(own_texts(root, "locales", &mut problems));
    let mut assets: BTreeMap<String, Asset> = files(&STATIC)
        .filter(|file| !file.path().starts_with(SAMPLE_ONLY))
        .map(|file| (slashed(file.path()), built_in_asset(file)))
        .collect();
    for path in own_files(root, "static", &mut problems) {
        let name = slashed(path.strip_prefix(root.join("static")).unwrap_or(&path));
        match asset(path, before.assets.get(&name)) {
            // An unchanged copy of a built-in style sheet is sent as the built-in one is; a changed one stays as it is.
            Ok(Asset::File { hash, .. }) if is_built_in_sheet(&name, hash) => {}
            Ok(asset) => {
                assets.insert(name, asset);
            }
            Err(error) => {
                let path = ContentPath::new(&format!("static/{name}"));
                problems.push(catalogue::unreadable(&path, &error.to_string()));
            }
        }
    }
    let fonts = own_fonts(root, before, &mut problems);
    (Theme { templates: templates.into_values().collect(), locales, assets, fonts }, problems)
}

fn files(dir: &'static Dir<'static>) -> Box<dyn Iterator<Item = &'static include_dir::File<'static>>> {
    Box::new(dir.files().chain(dir.dirs().flat_map(files)))
}

fn built_in_asset(file: &'static include_dir::File<'static>) -> Asset {
    Asset::BuiltIn(SHEETS.get(&slashed(file.path())).map_or(file.contents(), Vec::as_slice))
}

/// Whether a file of `static/` says the same as the built-in style sheet of its name.
fn is_built_in_sheet(name: &str, hash: blake3::Hash) -> bool {
    SHEETS.contains_key(name) && STATIC.get_file(name).is_some_and(|file| blake3::hash(file.contents()) == hash)
}

fn built_in_texts(dir: &'static Dir<'static>, folder: &'static str) -> impl Iterator<Item = ThemeText> {
    files(dir).filter_map(move |file| {
        let name = slashed(file.path());
        let path = ContentPath::new(&format!("{folder}/{name}"));
        Some(ThemeText { path, text: file.contents_utf8()?.to_owned(), name })
    })
}

fn own_texts(root: &Path, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<ThemeText> {
    let mut texts = Vec::new();
    for file in own_files(root, folder, problems) {
        let name = slashed(file.strip_prefix(root.join(folder)).unwrap_or(&file));
        let path = ContentPath::new(&format!("{folder}/{name}"));
        match std::fs::read(&file).map(String::from_utf8) {
            Ok(Ok(text)) => texts.push(ThemeText { name, path, text }),
            Ok(Err(error)) => problems.push(catalogue::not_utf8(&path, error.utf8_error().valid_up_to())),
            Err(error) => problems.push(catalogue::unreadable(&path, &error.to_string())),
        }
    }
    texts
}

/// Templates of the site that replace none and that no other template names.
fn unused_templates(templates: &BTreeMap<String, ThemeText>, built_in: &[String]) -> Vec<Diagnostic> {
    let is_named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        templates.values().any(|other| quoted.iter().any(|name| other.text.contains(name)))
    };
    let own = templates.values().filter(|template| !built_in.contains(&template.name) && !is_named(&template.name));
    own.map(|template| {
        let near = nearest(&template.name, built_in.iter().map(String::as_str));
        catalogue::unused_template(&template.path, &template.name, near)
    })
    .collect()
}

/// The files below a folder of the site, sorted; hidden ones but `.well-known` are left aside.
fn own_files(root: &Path, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let name = folder;
    let folder = root.join(name);
    if folder.is_symlink() {
        problems.push(catalogue::symbolic_link(&ContentPath::new(name)));
        return paths;
    }
    if !folder.is_dir() {
        return paths;
    }
    let is_shown = |name: &str| !name.starts_with('.') || name == ".well-known";
    let entries = WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_shown(&entry.file_name().to_string_lossy()));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(entry) if entry.file_type().is_symlink() => {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                problems.push(catalogue::symbolic_link(&ContentPath::new(&slashed(path))));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new("static"));
                problems.push(catalogue::unreadable(&ContentPath::new(&slashed(path)), &error.to_string()));
            }
        }
    }
    paths
}

/// The fonts of the site's `fonts/`; what did not change since `before` is not read again.
fn own_fonts(root: &Path, before: &Theme, problems: &mut Vec<Diagnostic>) -> Vec<FontFile> {
    let mut fonts = Vec::new();
    for file in own_files(root, "fonts", problems) {
        let path = ContentPath::new(&slashed(file.strip_prefix(root).unwrap_or(&file)));
        let extension = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if !matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc") {
            problems.push(catalogue::unusable_font(&path));
            continue;
        }
        match font(&file, path.clone(), before) {
            Ok(font) => fonts.push(font),
            Err(error) => problems.push(catalogue::unreadable(&path, &error.to_string())),
        }
    }
    fonts
}

fn font(file: &Path, path: ContentPath, before: &Theme) -> std::io::Result<FontFile> {
    let stamp = Stamp::of(&std::fs::metadata(file)?);
    let is_same = |font: &&FontFile| font.path == path && stamp.is_same_as(&font.stamp);
    let bytes = match before.fonts.iter().find(is_same) {
        Some(font) => Arc::clone(&font.bytes),
        None => std::fs::read(file)?.into(),
    };
    Ok(FontFile { path, bytes, stamp })
}

fn asset(path: PathBuf, before: Option<&Asset>) -> std::io::Result<Asset> {
    let mut file = std::fs::File::open(&path)?;
    let stamp = Stamp::of(&file.metadata()?);
    let hash = match before {
        Some(Asset::File { hash, stamp: earlier, .. }) if stamp.is_same_as(earlier) => *hash,
        _ => {
            let mut hasher = blake3::Hasher::new();
            std::io::copy(&mut file, &mut hasher)?;
            hasher.finalize()
        }
    };
    Ok(Asset::File { path, hash, stamp })
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
