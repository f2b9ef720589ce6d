//! Every problem that a site can have, worded in one place: one function per problem.

use std::path::Path;

use super::{Diagnostic, counted, nearest};
use crate::path::ContentPath;
use crate::span::{File, Span};

type FileSpan = Span<File>;

/// The path under which problems of the configuration are reported.
pub const CONFIGURATION: &str = "guillemet.toml";

// Reading.

/// The site has no `content/`.
pub fn no_content_folder(root: &Path) -> Diagnostic {
    let message = format!("there is no `content` folder in {}", root.display());
    Diagnostic::error("no-content-folder", &ContentPath::new("content"), message).remedy(
        "run the command in the folder of your archive, name it with `--root DIR`, or start one with `guillemet init DIR`",
    )
}

/// The operating system refuses a file.
pub fn unreadable(path: &ContentPath, reason: &str) -> Diagnostic {
    Diagnostic::error("unreadable", path, format!("the file cannot be read: {reason}"))
        .remedy("check that the file exists and that you may read it")
}

/// A pipe or device among the content.
pub fn no_regular_file(path: &ContentPath) -> Diagnostic {
    Diagnostic::error("no-regular-file", path, "this is a pipe or device, not a file").remedy("take it away")
}

/// A symbolic link in the place of a file or folder of the site.
pub fn symbolic_link(path: &ContentPath) -> Diagnostic {
    Diagnostic::error(
        "symbolic-link",
        path,
        "symbolic links are not followed, since they can lead out of the site folder",
    )
    .remedy("put the file or folder itself here")
}

/// A Markdown file in none of the content folders.
pub fn outside_content_folders(path: &ContentPath) -> Diagnostic {
    Diagnostic::warning(
        "outside-content-folders",
        path,
        "this file lies in none of the folders of content, so it is left out",
    )
    .remedy("move it to content/articles, speakers, topics, sources or pages")
}

/// A file of more than a gibibyte.
pub fn file_too_large(path: &ContentPath) -> Diagnostic {
    Diagnostic::error("file-too-large", path, "the file is larger than 1 GiB").remedy("split it into several articles")
}

/// Bytes that are no text.
pub fn not_utf8(path: &ContentPath, valid_up_to: usize) -> Diagnostic {
    Diagnostic::error("not-utf8", path, "the file is not UTF-8 text")
        .at(Span::at(valid_up_to))
        .remedy("save it as UTF-8 in your editor, or bring it in with `guillemet import`, which knows other encodings")
}

/// A file without a letter.
pub fn empty_file(path: &ContentPath) -> Diagnostic {
    Diagnostic::error("empty-file", path, "the file is empty").remedy("write something in it or delete it")
}

// Front matter.

/// An article that begins with its text.
pub fn no_front_matter(path: &ContentPath) -> Diagnostic {
    Diagnostic::error("no-front-matter", path, "the article has no front matter")
        .at(Span::at(0))
        .remedy("begin the file with a line `---`, then `title: …` and `date: 2023-06-05`, then another line `---`")
}

/// Front matter that never ends.
pub fn unclosed_front_matter(path: &ContentPath, fence: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unclosed-front-matter", path, format!("the front matter begins with `{fence}` and never ends"))
        .at(span)
        .remedy(format!("put a line `{fence}` between the front matter and the text"))
}

/// Front matter that is not what it should be.
pub fn broken_front_matter(path: &ContentPath, language: &str, reason: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error(
        "broken-front-matter",
        path,
        format!("the front matter is not valid {language}: {}", reason.trim()),
    )
    .at(span)
    .remedy(match language {
        "TOML" => "texts and dates go between quotation marks: title = \"A headline\"",
        _ => {
            "a text with a colon, a quotation mark or a bracket in it goes between quotation marks: title: \"Yes: no\""
        }
    })
}

/// A key that the schema does not have.
pub fn unknown_key(path: &ContentPath, key: &str, span: FileSpan, known: &[&str]) -> Diagnostic {
    let remedy = match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let mut known = known.to_vec();
            known.sort_unstable();
            format!("the keys here are {}; in articles, your own go under `extra`", known.join(", "))
        }
    };
    Diagnostic::error("unknown-key", path, format!("there is no key `{key}` here")).at(span).remedy(remedy)
}

/// A key given twice.
pub fn duplicate_key(path: &ContentPath, key: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("duplicate-key", path, format!("`{key}` is given twice")).at(span).remedy("keep one of the two")
}

/// A key that must be there.
pub fn missing_key(path: &ContentPath, key: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("missing-key", path, format!("`{key}` is missing"))
        .at(span)
        .remedy(format!("add a line `{}: …`", key.rsplit('.').next().unwrap_or(key)))
}

/// A value of the wrong type.
pub fn wrong_type(path: &ContentPath, key: &str, expected: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("wrong-type", path, format!("`{key}` should be {expected}")).at(span).remedy(match expected {
        "a list of texts" => format!("write `{key}: [one, two]`"),
        _ => format!("give `{key}` {expected}"),
    })
}

/// A value that is none of a few words.
pub fn unknown_choice(path: &ContentPath, key: &str, value: &str, choices: &[&str], span: FileSpan) -> Diagnostic {
    let remedy = match nearest(value, choices.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it can be {}", alternatives(choices)),
    };
    Diagnostic::error("unknown-choice", path, format!("`{key}` cannot be `{value}`")).at(span).remedy(remedy)
}

/// `a, b or c`
fn alternatives(choices: &[&str]) -> String {
    match choices.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => choices.concat(),
    }
}

/// A text that is no date.
pub fn not_a_date(path: &ContentPath, key: &str, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("not-a-date", path, format!("`{key}: {}` is not a date", value.trim()))
        .at(span)
        .remedy("write 2023-06-05, or 2023-06 or 2023 when no more is known")
}

/// A day that the calendar does not have.
pub fn impossible_date(path: &ContentPath, key: &str, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("impossible-date", path, format!("the calendar has no {} (`{key}`)", value.trim()))
        .at(span)
        .remedy("the order is year-month-day; leave out the day, or the month too, when they are not known")
}

/// A text that is no language tag.
pub fn not_a_language(path: &ContentPath, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("not-a-language", path, format!("`{value}` is not a language tag"))
        .at(span)
        .remedy("write a tag such as fr, en or pt-BR")
}

/// A text that is no address of the web.
pub fn not_a_web_address(path: &ContentPath, key: &str, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("not-a-web-address", path, format!("`{key}: {value}` is not an address of the web"))
        .at(span)
        .remedy("write the whole address, beginning with https://")
}

/// A text that is no Wikidata item.
pub fn not_a_wikidata_item(path: &ContentPath, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("not-a-wikidata-item", path, format!("`{value}` is not a Wikidata item"))
        .at(span)
        .remedy("write the number with its Q, such as Q42")
}

/// A name without letters or digits.
pub fn not_an_id(path: &ContentPath, what: &str, name: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("not-an-id", path, format!("`{name}` cannot name a {what}: it has no letter or digit"))
        .at(span)
        .remedy("use a short name of letters, digits and hyphens")
}

/// A role that is over before it begins.
pub fn role_ends_before_it_begins(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("role-ends-before-it-begins", path, "this role ends before it begins")
        .at(span)
        .remedy("exchange `from` and `to`, or correct one of them")
}

// Annotations.

/// Braces that begin like an annotation and do not end.
pub fn unclosed_braces(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unclosed-braces", path, "this annotation is not closed before the paragraph ends")
        .at(span)
        .remedy("add the missing `}` or the closing quotation mark of a value, or write `\\{` for a plain brace")
}

/// A closing quotation mark without its opening one.
pub fn unopened_mark(path: &ContentPath, mark: char, span: FileSpan) -> Diagnostic {
    let message = format!("the `{mark}` before this annotation closes a quotation that was never opened");
    Diagnostic::error("unopened-quotation-mark", path, message)
        .at(span)
        .remedy("put the opening mark where the quotation begins, or put the passage in [square brackets]")
}

/// A closing bracket without its opening one.
pub fn unopened_bracket(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unopened-bracket", path, "the `]` before this annotation has no `[`")
        .at(span)
        .remedy("put a `[` where the passage begins")
}

/// Words that are read as a tag which no browser knows.
pub fn meaningless_tag(path: &ContentPath, tag: &str, span: FileSpan) -> Diagnostic {
    let message = format!("`{tag}` is read as an HTML tag, so nothing of it is shown");
    Diagnostic::warning("meaningless-tag", path, message)
        .at(span)
        .remedy(format!("write `\\{tag}` if these are words of the text"))
}

/// Several speakers in one word.
pub fn speakers_run_together(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("speakers-run-together", path, "this is read as the name of one speaker")
        .at(span)
        .remedy("put a space between speakers, and an `@` before each: `{@ada @ben}`")
}

/// Braces that look meant and follow no passage.
pub fn stray_annotation(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::warning(
        "stray-annotation",
        path,
        "this looks like an annotation, but no passage ends directly before it",
    )
    .at(span)
    .remedy("put it right behind the closing quotation mark or `]`; write `\\{` for a plain brace")
}

/// An annotation line without a block under it.
pub fn no_block_to_annotate(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("no-block-to-annotate", path, "no paragraph, block quotation or list follows this annotation")
        .at(span)
        .remedy("put it on the line before the block that it is about")
}

/// A passage without words.
pub fn empty_passage(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("empty-passage", path, "the annotated passage has no words")
        .at(span)
        .remedy("take the annotation away")
}

/// `{+}` at the beginning.
pub fn nothing_to_continue(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("nothing-to-continue", path, "`{+}` continues a quotation, but no quotation comes before it")
        .at(span)
        .remedy("name the speaker of this first fragment: {@speaker}")
}

/// `{+ …}` with more in it.
pub fn continuation_with_attributes(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("continuation-with-attributes", path, "`{+}` only continues a quotation and can say nothing else")
        .at(span)
        .remedy("move the rest to the first fragment of the quotation")
}

/// What stands in the braces before a word that means nothing.
#[derive(Debug, Clone, Copy)]
pub enum WordBefore<'a> {
    /// Nothing that the word could belong to.
    Nothing,
    /// The beginning of a speaker's name, here joined with the word.
    Speaker(&'a str),
    /// `key=value`
    Attribute(&'a str, &'a str),
}

/// A word between braces that means nothing.
///
/// Behind `key=value`, the word is rather the rest of a value that lacks its quotation marks, and behind a speaker the
/// rest of a name.
pub fn nonsense_in_braces(path: &ContentPath, word: &str, before: WordBefore<'_>, span: FileSpan) -> Diagnostic {
    let remedy = match before {
        WordBefore::Attribute(key, value) if !value.contains(char::is_whitespace) => {
            format!("a value of several words goes between straight quotation marks: {key}=\"{value} {word}\"")
        }
        WordBefore::Speaker(joined) => format!("a name of several words is joined by hyphens: `@{joined}`"),
        _ => format!("a speaker is written `@{word}`, an identifier `#{word}`"),
    };
    Diagnostic::error("nonsense-in-braces", path, format!("`{word}` means nothing in an annotation"))
        .at(span)
        .remedy(remedy)
}

/// An attribute that annotations do not have.
pub fn unknown_attribute(path: &ContentPath, key: &str, span: FileSpan, known: &[&str]) -> Diagnostic {
    let remedy = match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the attributes are {}", known.join(", ")),
    };
    Diagnostic::error("unknown-attribute", path, format!("annotations have no attribute `{key}`"))
        .at(span)
        .remedy(remedy)
}

/// An attribute without a value.
pub fn empty_attribute(path: &ContentPath, key: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("empty-attribute", path, format!("`{key}` has no value"))
        .at(span)
        .remedy("give it a value or take it away")
}

/// An annotation without a speaker.
pub fn no_speaker(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("no-speaker", path, "this annotation does not say who speaks")
        .at(span)
        .remedy("add @speaker, or @? when the article does not say who")
}

/// `{@a @?}`.
pub fn known_and_unknown_speaker(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error(
        "known-and-unknown-speaker",
        path,
        "this annotation names a speaker and says that the speaker is unknown",
    )
    .at(span)
    .remedy("keep one of the two")
}

/// `#Mon_Id`.
pub fn unusable_id(path: &ContentPath, name: &str, usable: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unusable-id", path, format!("`#{name}` cannot stand in an address as it is"))
        .at(span)
        .remedy(format!("write `#{usable}`"))
}

// Linking.

/// Two content files with one address.
pub fn address_taken(path: &ContentPath, address: &str, other: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("address-taken", path, format!("this page and {other} both want the address {address}"))
        .at(span)
        .remedy("give one of them another `slug` or file name")
}

/// Two quotations with one identifier.
pub fn quotation_id_taken(path: &ContentPath, id: &str, other: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::error("quotation-id-taken", path, format!("another quotation, in {other}, has the identifier `{id}`"))
        .at(span)
        .remedy("give one of them another `#id`")
}

/// An old address that cannot be one.
pub fn unusable_alias(path: &ContentPath, alias: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unusable-alias", path, format!("`{alias}` cannot be an old address of this page"))
        .at(span)
        .remedy("write the path of the old page on this site, such as /2019/old-page/, without `..`")
}

/// An old address at which another page stands now.
pub fn alias_taken(path: &ContentPath, alias: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("alias-taken", path, format!("`{alias}` cannot redirect: a page of the site has this address"))
        .at(span)
        .remedy("take this old address away")
}

/// A topic that is its own ancestor.
pub fn topic_cycle(path: &ContentPath, chain: &[&str], span: FileSpan) -> Diagnostic {
    Diagnostic::error("topic-cycle", path, format!("the topics form a circle: {}", chain.join(" → ")))
        .at(span)
        .remedy("take the `parent` away from one of them")
}

/// A picture that is not there.
pub fn dead_picture(path: &ContentPath, target: &str, span: FileSpan) -> Diagnostic {
    let name = target.rsplit('/').next().unwrap_or(target);
    Diagnostic::error("dead-link", path, format!("there is no picture `{target}`"))
        .at(span)
        .remedy(format!("put it into static/pictures and write `/pictures/{name}`"))
}

/// A picture of the front matter, a `file` of `static/`, that is not there; the page is whole without it.
pub fn missing_picture(path: &ContentPath, target: &str, file: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::warning("missing-picture", path, format!("there is no picture `{target}`"))
        .at(span)
        .remedy(format!("put it into static/, as `static/{file}`"))
}

/// A link to a content file that is not there.
pub fn dead_link(path: &ContentPath, target: &str, span: FileSpan, near: Option<&str>) -> Diagnostic {
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if target.starts_with('/') => {
            "no page and no file of `static/` has this address; a path without the first `/` is relative to this file"
                .to_owned()
        }
        None => "correct the path; it is relative to this file".to_owned(),
    };
    Diagnostic::error("dead-link", path, format!("the link leads to `{target}`, which does not exist"))
        .at(span)
        .remedy(remedy)
}

/// A wiki link to a content file that is not there.
pub fn dead_wiki_link(path: &ContentPath, target: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("dead-link", path, format!("no content file has the name of the link `[[{target}]]`"))
        .at(span)
        .remedy("correct it, or take the brackets away")
}

/// A link to a heading that is not there.
pub fn dead_anchor(path: &ContentPath, target: &str, span: FileSpan, near: Option<&str>) -> Diagnostic {
    let remedy = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "link to the page without an anchor".to_owned(),
    };
    Diagnostic::error("dead-anchor", path, format!("the page has no heading or quotation for the anchor of `{target}`"))
        .at(span)
        .remedy(remedy)
}

/// A link that leads out of the content folder.
pub fn link_leaves_folder(path: &ContentPath, target: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("link-leaves-folder", path, format!("the link `{target}` leads out of the site folder"))
        .at(span)
        .remedy("put what it leads to under `static/` and link to it as `/name`")
}

/// A wiki link that several files answer to.
pub fn ambiguous_link(path: &ContentPath, target: &str, candidates: &[&str], span: FileSpan) -> Diagnostic {
    Diagnostic::error("ambiguous-link", path, format!("`[[{target}]]` can mean {}", candidates.join(" or ")))
        .at(span)
        .remedy("write the folder as well, or a link with the relative path")
}

// What `check` looks at beside.

/// A speaker without a file.
pub fn speaker_without_file(path: &ContentPath, id: &str, span: FileSpan, near: Option<&str>) -> Diagnostic {
    let message = format!("the speaker `{id}` has no file in content/speakers");
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`? If not, write content/speakers/{id}.md"),
        None => format!("write content/speakers/{id}.md with at least `name: …`"),
    };
    Diagnostic::warning("speaker-without-file", path, message).at(span).remedy(remedy)
}

/// A topic without a file.
pub fn topic_without_file(path: &ContentPath, id: &str, span: FileSpan, near: Option<&str>) -> Diagnostic {
    let message = format!("the topic `{id}` has no file in content/topics");
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`? If not, write content/topics/{id}.md with at least `title: …`"),
        None => format!("write content/topics/{id}.md with at least `title: …`"),
    };
    Diagnostic::warning("topic-without-file", path, message).at(span).remedy(remedy)
}

/// Quotation marks that no annotation covers.
pub fn unattributed_marks(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::warning("unattributed-quotation-marks", path, "nobody is named for these quotation marks")
        .at(span)
        .remedy("add {@speaker} behind the closing mark if somebody speaks; leave it if it is a title or a term")
}

/// An article that does not say where it comes from.
pub fn missing_source(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::warning("missing-source", path, "the article does not say where it comes from")
        .at(span)
        .remedy("add `source: {name: …, url: https://…}`")
}

/// A speaker's role at the time of a quotation that no dates settle.
pub fn missing_date(path: &ContentPath, span: FileSpan) -> Diagnostic {
    Diagnostic::warning("missing-date", path, "the article has no date, so it is not on the timeline")
        .at(span)
        .remedy("add `date: 2023-06-05`, or 2023-06 or 2023 when no more is known")
}

/// Archived words that are not what they were.
pub fn fixity_broken(path: &ContentPath, expected: &str, actual: &str, span: FileSpan) -> Diagnostic {
    let message = format!("the archived words have changed since they were brought in: {actual} instead of {expected}");
    Diagnostic::error("fixity-broken", path, message)
        .at(span)
        .remedy("restore the words from the source or the version history; if the change is right, write the new value")
}

/// A fixity value that is no hash.
pub fn unusable_fixity(path: &ContentPath, value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("unusable-fixity", path, format!("`{value}` is not a hash"))
        .at(span)
        .remedy("write sha256- and 64 hexadecimal digits")
}

// Writing.

/// A site that could not be put in its place.
pub fn not_written(path: &Path, code: &'static str, problem: &str, remedy: &str) -> Diagnostic {
    Diagnostic::error(code, &ContentPath::new(&path.to_string_lossy()), problem).remedy(remedy)
}

/// A search index that could not be made.
pub fn no_search_index(problem: &str) -> Diagnostic {
    Diagnostic::error("no-search-index", &ContentPath::new(CONFIGURATION), problem)
        .remedy("build without search with `--no-search`, and report this with the archive if you can")
}

// Configuration and templates.

/// A configuration that is no TOML.
pub fn broken_configuration(reason: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error(
        "broken-configuration",
        &ContentPath::new(CONFIGURATION),
        format!("the configuration is not valid TOML: {}", reason.trim()),
    )
    .at(span)
    .remedy("texts go between quotation marks: title = \"My archive\"")
}

/// A base address that is none.
pub fn unusable_base_url(value: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error(
        "unusable-base-url",
        &ContentPath::new(CONFIGURATION),
        format!("`{value}` cannot be the address of the site"),
    )
    .at(span)
    .remedy("write the whole address, such as https://archive.example/press/")
}

/// A table of the configuration without a key that it needs.
pub fn missing_setting(table: &str, key: &str, example: &str, span: FileSpan) -> Diagnostic {
    let path = ContentPath::new(CONFIGURATION);
    Diagnostic::error("missing-setting", &path, format!("`[{table}]` does not say its `{key}`"))
        .at(span)
        .remedy(format!("add a line `{key} = …`, such as {example}"))
}

/// A secret in a file that is shared.
pub fn credentials_in_configuration(key: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error(
        "credentials-in-configuration",
        &ContentPath::new(CONFIGURATION),
        format!("`{key}` looks like a secret, and the site folder is no place for secrets"),
    )
    .at(span)
    .remedy(
        "take it out (and change it if others have seen it); Guillemet finds credentials in the environment, in \
        ~/.aws, in your ssh keys and in git's own store: see docs/publish.md",
    )
}

/// A template that Tera refuses. The names that it could have used are many: the nearest one is enough.
pub fn broken_template(path: &ContentPath, reason: &str, span: Option<FileSpan>) -> Diagnostic {
    let (reason, names) = reason.split_once(" Available ").unwrap_or((reason, ""));
    let names = names.split_once(": ").map_or("", |(_, names)| names).split(", ");
    let near = reason.split('`').nth(1).and_then(|wrong| nearest(wrong, names));
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`? docs/templates.md lists the fields that each template gets"),
        None => "compare it with the built-in one; docs/templates.md lists the fields that each template gets".into(),
    };
    let problem =
        Diagnostic::error("broken-template", path, format!("the template cannot be used: {reason}")).remedy(remedy);
    match span {
        Some(span) => problem.at(span),
        None => problem,
    }
}

/// A file of `fonts/` that is no font for share cards.
pub fn unusable_font(path: &ContentPath) -> Diagnostic {
    let message = "this is no font for share cards, which are drawn with .ttf, .otf, .ttc and .otc files";
    Diagnostic::warning("unusable-font", path, message)
        .remedy("convert it to one of these, or put it into `static/` if it belongs to your pages")
}

/// Letters that no font of the share cards has.
pub fn letters_without_font(path: &ContentPath, letters: &[char], span: FileSpan) -> Diagnostic {
    const SHOWN: usize = 8;
    let shown: Vec<String> = letters.iter().take(SHOWN).map(|letter| format!("`{letter}`")).collect();
    let more = if letters.len() > SHOWN { ", …" } else { "" };
    let message = format!("the share card of this quotation cannot show {}{more}: no font has them", shown.join(", "));
    Diagnostic::warning("letters-without-font", path, message).at(span).remedy(
        "put a font that has them into `fonts/` (one of the Noto family, say), or set `cards = false` in `[outputs]`",
    )
}

/// A share card that the drawing library refuses.
pub fn undrawable_card(path: &ContentPath, words: &str, reason: &str) -> Diagnostic {
    let message = format!("the share card of the quotation {words} cannot be drawn: {reason}");
    Diagnostic::error("undrawable-card", path, message).remedy("set `cards = false` in `[outputs]`, and report it")
}

/// A template that no page is made with.
pub fn unused_template(path: &ContentPath, name: &str, near: Option<&str>) -> Diagnostic {
    let remedy = match near {
        Some(near) => format!("did you mean templates/{near}?"),
        None => "name it like the built-in template that it is to replace, or include it in another".to_owned(),
    };
    Diagnostic::warning("unused-template", path, format!("no page is made with the template `{name}`")).remedy(remedy)
}

/// An interface text that nothing shows.
pub fn unused_interface_text(path: &ContentPath, key: &str, span: FileSpan, near: Option<&str>) -> Diagnostic {
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the texts that there are stand in the built-in locales/en.ftl: see docs/look.md".to_owned(),
    };
    Diagnostic::warning("unused-interface-text", path, format!("no page shows a text `{key}`")).at(span).remedy(remedy)
}

/// A language of the interface of which texts are missing.
pub fn untranslated(language: &str, missing: &[&str], all: usize) -> Diagnostic {
    const SHOWN: usize = 5;
    let message = if missing.len() == all {
        format!("there are no interface texts in the language `{language}`, so they are English")
    } else {
        let shown: Vec<String> = missing.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
        let more = if missing.len() > SHOWN { ", …" } else { "" };
        let texts = counted(missing.len(), "interface text");
        format!("{texts} not translated into `{language}`, so in English: {}{more}", shown.join(", "))
    };
    Diagnostic::warning("untranslated", &ContentPath::new(CONFIGURATION), message)
        .remedy(format!("translate them in locales/{language}.ftl: see docs/look.md"))
}

/// A variable that an interface text does not get.
pub fn unknown_variable(path: &ContentPath, name: &str, known: &[&str], span: FileSpan) -> Diagnostic {
    let remedy = match known {
        [] => "take it out: this text is shown as it is".to_owned(),
        known => {
            let known: Vec<String> = known.iter().map(|name| format!("{{ ${name} }}")).collect();
            format!("this text can have {}", known.join(", "))
        }
    };
    Diagnostic::error("unknown-variable", path, format!("nothing is known to put in the place of `${name}`"))
        .at(span)
        .remedy(remedy)
}

/// A file of interface texts that Fluent refuses.
pub fn broken_locale(path: &ContentPath, reason: &str, span: FileSpan) -> Diagnostic {
    Diagnostic::error("broken-interface-text", path, format!("the interface texts cannot be read: {reason}"))
        .at(span)
        .remedy("write one text per line: `key = text`")
}
