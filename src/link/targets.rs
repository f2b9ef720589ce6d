//! Where the links of all bodies lead: to addresses of the site, or out of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::site_map::{Destination, SiteMap};
use crate::archive::{Archive, Index, Targets};
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::model::{Body, Link};
use crate::read::ContentPath;

/// Resolves the links of every body and reports the dead ones.
pub fn resolve(archive: &mut Archive, statics: &BTreeSet<String>, problems: &mut Vec<Diagnostic>) {
    let has_links = |body: &Body| body.links.iter().any(stays_inside);
    let any = archive.articles.iter().as_slice().par_iter().any(|row| has_links(&row.article.body))
        || archive.pages.iter().any(|row| has_links(&row.page.body))
        || archive.speakers.iter().filter_map(|row| row.file.as_ref()).any(|file| has_links(&file.body))
        || archive.topics.iter().filter_map(|row| row.file.as_ref()).any(|file| has_links(&file.body))
        || archive.sources.iter().filter_map(|row| row.file.as_ref()).any(|file| has_links(&file.body));
    if !any {
        return;
    }
    let map = SiteMap::of(archive, statics);
    let mut resolver = Resolver { map: &map, problems, suggestions_left: 100 };
    let articles: Vec<Targets> =
        archive.articles.iter().map(|row| resolver.targets(&row.article.path, &row.article.body)).collect();
    let pages: Vec<Targets> =
        archive.pages.iter().map(|row| resolver.targets(&row.page.path, &row.page.body)).collect();
    let mut of_file = |path_and_body: Option<(&ContentPath, &Body)>| match path_and_body {
        Some((path, body)) => resolver.targets(path, body),
        None => Targets::default(),
    };
    let speakers: Vec<Targets> =
        archive.speakers.iter().map(|row| of_file(row.file.as_ref().map(|file| (&file.path, &file.body)))).collect();
    let topics: Vec<Targets> =
        archive.topics.iter().map(|row| of_file(row.file.as_ref().map(|file| (&file.path, &file.body)))).collect();
    let sources: Vec<Targets> =
        archive.sources.iter().map(|row| of_file(row.file.as_ref().map(|file| (&file.path, &file.body)))).collect();
    drop(map);
    for (number, targets) in articles.into_iter().enumerate() {
        archive.articles[Index::new(number)].targets = targets;
    }
    for (number, targets) in pages.into_iter().enumerate() {
        archive.pages[Index::new(number)].targets = targets;
    }
    for (number, targets) in speakers.into_iter().enumerate() {
        archive.speakers[Index::new(number)].targets = targets;
    }
    for (number, targets) in topics.into_iter().enumerate() {
        archive.topics[Index::new(number)].targets = targets;
    }
    for (number, targets) in sources.into_iter().enumerate() {
        archive.sources[Index::new(number)].targets = targets;
    }
}

struct Resolver<'a, 'b> {
    map: &'b SiteMap<'a>,
    problems: &'b mut Vec<Diagnostic>,
    /// Comparing every dead link with every path would be quadratic, so only the first get a suggestion.
    suggestions_left: usize,
}

impl Resolver<'_, '_> {
    fn targets(&mut self, path: &ContentPath, body: &Body) -> Targets {
        body.links.iter().map(|link| self.target(path, link)).collect()
    }

    fn target(&mut self, path: &ContentPath, link: &Link) -> Option<Box<str>> {
        let target = link.target.trim();
        if link.is_wiki {
            return self.wiki_target(path, link, target);
        }
        if !stays_inside(link) {
            return None;
        }
        let (file, anchor) = split_anchor(target);
        if file.is_empty() {
            if let Some(own) = self.map.by_path.get(path.as_str()) {
                self.check_anchor(path, link, own, anchor);
            }
            return None;
        }
        let decoded = percent_decoded(file.split('?').next().unwrap_or(file));
        if let Some(address) = decoded.strip_prefix('/') {
            return self.site_target(path, link, address, anchor);
        }
        let Some(wanted) = joined(path, &decoded) else {
            self.problems.push(catalogue::link_leaves_folder(path, target, link.span));
            return None;
        };
        if let Some(name) = wanted.strip_prefix("static/") {
            return self.site_target(path, link, name, anchor);
        }
        let with_extension = format!("{wanted}.md");
        let candidates = [wanted.as_str(), with_extension.as_str()];
        match candidates.iter().find_map(|wanted| self.map.by_path.get(wanted)) {
            Some(destination) => Some(self.with_anchor(path, link, destination, anchor)),
            None => self.dead(path, link, &wanted),
        }
    }

    /// A link to an address of the site, such as `/speakers/` or `/plan.pdf`.
    fn site_target(&mut self, path: &ContentPath, link: &Link, address: &str, anchor: &str) -> Option<Box<str>> {
        let folder =
            if address.is_empty() || address.ends_with('/') { address.to_owned() } else { format!("{address}/") };
        let known = if self.map.statics.contains(address) {
            address.to_owned()
        } else if self.map.has_address(&folder) {
            folder
        } else if self.map.has_address(address) {
            address.to_owned()
        } else {
            return self.dead(path, link, address);
        };
        Some(if anchor.is_empty() { known.into() } else { format!("{known}#{anchor}").into() })
    }

    fn wiki_target(&mut self, path: &ContentPath, link: &Link, target: &str) -> Option<Box<str>> {
        let (name, anchor) = split_anchor(target);
        let (folders, name) = name.rsplit_once('/').map_or(("", name), |(folders, name)| (folders, name));
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let in_folders = |path: &&str| path.rsplit_once('/').is_some_and(|(parent, _)| parent.ends_with(folders));
        let candidates: Vec<&str> = self.map.named(stem).iter().copied().filter(in_folders).collect();
        match candidates.as_slice() {
            [] => self.dead(path, link, target),
            [one] => {
                let destination = self.map.by_path.get(one)?;
                Some(self.with_anchor(path, link, destination, anchor))
            }
            several => {
                self.problems.push(catalogue::ambiguous_link(path, target, several, link.span));
                None
            }
        }
    }

    fn with_anchor(&mut self, path: &ContentPath, link: &Link, to: &Destination<'_>, anchor: &str) -> Box<str> {
        let anchor = self.check_anchor(path, link, to, anchor);
        if anchor.is_empty() { to.address.as_ref().into() } else { format!("{}#{anchor}", to.address).into() }
    }

    /// The anchor as the page has it: Obsidian links to headings by their words.
    fn check_anchor(&mut self, path: &ContentPath, link: &Link, to: &Destination<'_>, anchor: &str) -> String {
        let decoded = percent_decoded(anchor);
        let headings = to.body.headings.as_slice();
        let number = decoded.strip_prefix("fnref-").or_else(|| decoded.strip_prefix("fn-"));
        let is_footnote = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        let is_quotation = to.article.zip(decoded.strip_prefix("q-"));
        let is_quotation = is_quotation.is_some_and(|(article, id)| self.map.has_quotation(article, id));
        if decoded.is_empty() || is_footnote || is_quotation {
            return decoded;
        }
        let by_id = headings.iter().find(|heading| heading.id == decoded);
        if let Some(heading) = by_id.or_else(|| headings.iter().find(|heading| heading.text.trim() == decoded.trim())) {
            return heading.id.clone();
        }
        let near = nearest(&decoded, headings.iter().map(|heading| heading.id.as_str()));
        self.problems.push(catalogue::dead_anchor(path, &link.target, link.span, near));
        decoded
    }

    fn dead(&mut self, path: &ContentPath, link: &Link, wanted: &str) -> Option<Box<str>> {
        let near = match self.suggestions_left.checked_sub(1) {
            Some(left) if link.is_image => {
                self.suggestions_left = left;
                nearest(wanted, self.map.statics.iter().map(String::as_str)).map(|near| format!("/{near}"))
            }
            Some(left) => {
                self.suggestions_left = left;
                nearest(wanted, self.map.paths().iter().copied()).map(|near| relative(path, near))
            }
            None => None,
        };
        self.problems.push(match near {
            None if link.is_image => catalogue::dead_picture(path, &link.target, link.span),
            None if link.is_wiki => catalogue::dead_wiki_link(path, &link.target, link.span),
            near => catalogue::dead_link(path, &link.target, link.span, near.as_deref()),
        });
        None
    }
}

/// Whether a link can lead to something in the site.
fn stays_inside(link: &Link) -> bool {
    let target = link.target.trim();
    link.is_wiki || !(target.is_empty() || leads_out(target))
}

/// Whether a target is an address of its own, such as `https://…`, `mailto:…` or `//host/…`.
fn leads_out(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    target.starts_with("//") || scheme.contains(':')
}

fn split_anchor(target: &str) -> (&str, &str) {
    target.split_once('#').unwrap_or((target, ""))
}

/// The path that a relative target means, from the site folder; nothing when it leads out of it.
pub(super) fn joined(from: &ContentPath, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The relative path from one content file to another.
pub(super) fn relative(from: &ContentPath, to: &str) -> String {
    let mut from: Vec<&str> = from.as_str().split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

/// Resolves `%20` and its like; what is no valid escape stays.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths() {
        let from = ContentPath::new("content/articles/2023/a.md");
        for (target, expected) in [
            ("b.md", Some("content/articles/2023/b.md")),
            ("../2022/b.md", Some("content/articles/2022/b.md")),
            ("../../speakers/x.md", Some("content/speakers/x.md")),
            ("../../../../x.md", None),
        ] {
            assert_eq!(joined(&from, target).as_deref(), expected);
        }
        assert_eq!(relative(&from, "content/speakers/x.md"), "../../speakers/x.md");
        assert_eq!(percent_decoded("a%20b%zz%C3%A9"), "a b%zzé");
    }
}
