//! A change of one file is read alone, and only where nothing else can have changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use guillemet::analysis::KeptContent;
use guillemet::parse::Document;

use crate::program::Folder;
use crate::support::article;

/// A folder whose content was read once.
struct Looked {
    folder: Folder,
    kept: KeptContent,
}

impl Looked {
    fn at(files: &[&str]) -> Self {
        let folder = Folder::new(&[]);
        for path in files {
            folder.write(&format!("content/{path}"), article(path));
        }
        let mut kept = KeptContent::default();
        kept.read(&folder.path(""));
        Self { folder, kept }
    }

    /// What a look at some paths below `content/` comes to: whether anything is new, or that all must be looked at.
    fn look(&mut self, paths: &[&str]) -> Option<bool> {
        let paths: BTreeSet<PathBuf> = paths.iter().map(|path| PathBuf::from("content").join(path)).collect();
        self.kept.read_at(&self.folder.path(""), &paths)
    }

    /// The articles with the first word of each.
    fn articles(&self) -> Vec<String> {
        let word = |document| match document {
            Document::Article(article) => {
                let first = article.body.plain.as_str().split_whitespace().next().unwrap_or_default().to_owned();
                Some(format!("{}: {first}", article.path.stem()))
            }
            _ => None,
        };
        self.kept.documents().into_iter().filter_map(word).collect()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path(&format!("content/{path}"))
    }
}

#[test]
fn files_that_are_named_are_looked_at_alone() {
    let mut looked = Looked::at(&["articles/a.md", "articles/x/b.md"]);
    assert_eq!(looked.look(&["articles/a.md"]), Some(false), "it says what it said");
    looked.folder.write("content/articles/a.md", article("Neuf."));
    looked.folder.write("content/articles/x/b.md", article("Tu."));
    assert_eq!(looked.look(&["articles/a.md"]), Some(true));
    assert_eq!(looked.articles(), ["a: Neuf.", "b: articles/x/b.md"]);
    // As editors save: beside the file, then in its place.
    looked.folder.write("content/articles/a.md~", "copy");
    looked.folder.write("content/articles/.a.md.swp", article("Encore."));
    let steps = ["articles/4913", "articles/a.md~", "articles/.a.md.swp", "articles/a.md"];
    assert_eq!(looked.look(&steps), Some(false));
    fs::rename(looked.path("articles/.a.md.swp"), looked.path("articles/a.md")).expect("renamed");
    assert_eq!(looked.look(&steps), Some(true));
    assert_eq!(looked.articles()[0], "a: Encore.");
    // Another name, another file, and away.
    fs::rename(looked.path("articles/a.md"), looked.path("articles/c.md")).expect("renamed");
    assert_eq!(looked.look(&["articles/a.md", "articles/c.md"]), Some(true));
    assert_eq!(looked.articles(), ["c: Encore.", "b: articles/x/b.md"]);
    fs::remove_file(looked.path("articles/c.md")).expect("removed");
    assert_eq!(looked.look(&["articles/c.md"]), Some(true));
    assert_eq!(looked.look(&["articles/c.md"]), Some(false));
    assert_eq!(looked.articles().len(), 1);
}

#[test]
fn what_may_be_more_than_a_file_needs_a_look_at_all() {
    let mut looked = Looked::at(&["articles/a.md", "articles/x/b.md", "articles/y.md/c.md"]);
    for path in ["", "articles", "articles/x", "../guillemet.toml", "articles/none/d.md", "articles/y.md"] {
        assert_eq!(looked.look(&[path]), None, "{path}");
    }
    // A folder that went away, or became a file.
    fs::rename(looked.path("articles/x"), looked.path("articles/z")).expect("renamed");
    assert_eq!(looked.look(&["articles/x"]), None);
    fs::remove_dir_all(looked.path("articles/y.md")).expect("removed");
    looked.folder.write("content/articles/y.md", article("Y."));
    assert_eq!(looked.look(&["articles/y.md"]), None);
    // A file where none may be, and whatever happens while something cannot be read.
    looked.folder.write("content/d.md", article("D."));
    assert_eq!(looked.look(&["d.md"]), None);
    looked.kept.read(&looked.folder.path(""));
    assert_eq!(looked.look(&["articles/a.md"]), None);
}

#[test]
#[cfg(unix)]
fn links_need_a_look_at_all() {
    use std::os::unix::fs::symlink;

    let outside = Folder::new(&[("a.md", &article("Dehors."))]);
    let mut looked = Looked::at(&["articles/a.md", "articles/x/a.md"]);
    fs::remove_file(looked.path("articles/a.md")).expect("removed");
    symlink(outside.path("a.md"), looked.path("articles/a.md")).expect("a link");
    assert_eq!(looked.look(&["articles/a.md"]), None);
    fs::remove_dir_all(looked.path("articles/x")).expect("removed");
    symlink(outside.path(""), looked.path("articles/x")).expect("a link");
    assert_eq!(looked.look(&["articles/x/a.md"]), None);
    fs::rename(looked.path(""), looked.folder.path("away")).expect("renamed");
    symlink(looked.folder.path("away"), looked.folder.path("content")).expect("a link");
    assert_eq!(looked.look(&["articles/a.md"]), None);
}
