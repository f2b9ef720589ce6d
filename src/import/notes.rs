//! What the archivist is told of an import, worded in one place: notes on an article that was brought in, and
//! failures of a source that was not.

use crate::diagnostic::nearest;
use crate::model::PartialDate;

/// Something about an imported article that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// A stable name.
    pub code: &'static str,
    /// In one sentence.
    pub message: String,
    /// The words that were left out, all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<String>,
}

/// Why something was not imported.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// A stable name.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

fn note(code: &'static str, message: impl Into<String>) -> Note {
    Note { code, message: message.into(), dropped: None }
}

fn dropped(code: &'static str, message: impl Into<String>, words: impl Into<String>) -> Note {
    Note { code, message: message.into(), dropped: Some(words.into()) }
}

fn failure(code: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Failure {
    Failure { code, message: message.into(), remedy: remedy.into() }
}

// Notes.

/// Lines about the article that are now in its front matter.
pub fn lines_read(lines: &[String]) -> Note {
    let message = "lines about the article were read into its front matter and left out of the text";
    dropped("lines-read", message, lines.join("\n"))
}

/// A line that asks something of the reader.
pub fn promotion(words: &str) -> Note {
    dropped("promotion-dropped", "a line addressed to the readers of the source was left out", words)
}

/// A line that leads to another article.
pub fn see_also(words: &str) -> Note {
    dropped("see-also-dropped", "a line that leads to another article was left out", words)
}

/// Navigation, advertisements and the like around the text of a page.
pub fn furniture(passages: &[String]) -> Note {
    let count: usize = passages.iter().map(|passage| passage.split_whitespace().count()).sum();
    let words = if count == 1 { "a word" } else { &format!("{count} words") };
    let message = format!("{words} around the text of the page left out (menus, links and the like)");
    dropped("surroundings-dropped", message, passages.join("\n"))
}

/// A long passage of a page that was not taken for a part of the text.
pub fn long_passage(words: &str) -> Note {
    dropped("passage-dropped", "a longer passage of the page was not taken for a part of the article", words)
}

/// Pictures left out.
pub fn pictures(addresses: &[String]) -> Note {
    let message = match addresses.len() {
        1 => "a picture was left out; `--pictures` brings it in".to_owned(),
        count => format!("{count} pictures were left out; `--pictures` brings them in"),
    };
    dropped("pictures-dropped", message, addresses.join("\n"))
}

/// Pictures that a dry run does not bring in.
pub fn pictures_wanted(count: usize) -> Note {
    let pictures = if count == 1 { "a picture" } else { &format!("{count} pictures") };
    note("pictures-wanted", format!("{pictures} would be brought in to static/pictures"))
}

/// A picture that could not be brought in.
pub fn picture_failed(address: &str, reason: &str) -> Note {
    dropped("picture-failed", format!("a picture could not be brought in: {reason}"), address)
}

/// Films, forms and other things that an archive of texts cannot hold.
pub fn embedded(kinds: &str) -> Note {
    note("embedded-dropped", format!("what an archive of texts cannot hold was left out: {kinds}"))
}

/// Two readings of a date.
pub fn ambiguous_date(where_found: &str, chosen: PartialDate, other: PartialDate) -> Note {
    note("ambiguous-date", format!("the date {where_found} was read as {chosen}; it could also mean {other}"))
}

/// Two statements about the date.
pub fn dates_differ(chosen: PartialDate, other: PartialDate) -> Note {
    note("dates-differ", format!("the source gives two dates, {chosen} and {other}; the first was taken"))
}

/// A date from another place than a date line or metadata.
pub fn date_from(place: &str, date: PartialDate) -> Note {
    note("date-guessed", format!("the date {date} was taken from {place}"))
}

/// A publication named in the title of its page only.
pub fn source_from_title(name: &str) -> Note {
    note("source-guessed", format!("the source `{name}` was taken from the title of the page"))
}

/// No date at all.
pub fn no_date() -> Note {
    note("no-date", "no date was found; add `date: …` to the file")
}

/// A text without a title.
pub fn title_from_text() -> Note {
    note("title-from-text", "no title was found, so the first words stand in for it; put the real one in the file")
}

/// A title taken from the name of a file.
pub fn title_from_name() -> Note {
    note("title-from-name", "no title was found, so the name of the file stands in for it")
}

/// A language too uncertain to be named.
pub fn no_language() -> Note {
    note("no-language", "the language could not be told; the archive's own is assumed unless `lang: …` is added")
}

/// A page that declares another language than it is in.
pub fn languages_differ(detected: &str, declared: &str) -> Note {
    note(
        "languages-differ",
        format!("the source says that the text is in `{declared}`, but it reads like `{detected}`"),
    )
}

/// Bytes that no encoding explains.
pub fn undecodable(encoding: &str) -> Note {
    note("characters-lost", format!("some bytes are no characters of {encoding} and show as \u{fffd}"))
}

/// Links that would lead nowhere.
pub fn links_unlinked(targets: &[String]) -> Note {
    let message = "links to files that are not in the archive were taken away; their words stay";
    dropped("links-dropped", message, targets.join("\n"))
}

/// Raw HTML among Markdown.
pub fn raw_html() -> Note {
    note("raw-html", "the Markdown holds raw HTML; it stays, and `build` shows what is harmless of it")
}

/// Commands of another site generator.
pub fn commands(commands: &[String]) -> Note {
    let message = "commands of another site generator were left out; the words between them stay";
    dropped("commands-dropped", message, commands.join("\n"))
}

/// Notes and files that Obsidian shows in the midst of another note.
pub fn embeds(targets: &[String]) -> Note {
    let message = "what Obsidian shows of other files in the midst of the text was left out";
    dropped("embeds-dropped", message, targets.join("\n"))
}

/// Marks that only Obsidian understands.
pub fn marks_of_obsidian(marks: &[String]) -> Note {
    let message = "comments and names of blocks were left out, and the marks of highlights, which only Obsidian knows";
    dropped("obsidian-marks-dropped", message, marks.join("\n"))
}

/// Settings of another program.
pub fn settings(settings: &[String]) -> Note {
    let message = "settings of another program that say nothing about the article were left out";
    dropped("settings-dropped", message, settings.join("\n"))
}

/// Front matter that is no YAML.
pub fn loose_front_matter(reason: &str) -> Note {
    note("loose-front-matter", format!("the front matter is not valid ({reason}) and was read line by line"))
}

/// A feed that gives no more than the beginning.
pub fn summary_only() -> Note {
    note("summary-only", "the feed gives only a summary; import the article's own address for the whole text")
}

/// A text that holds next to nothing.
pub fn short_text(words: usize) -> Note {
    note("short-text", format!("only {words} words of text were found"))
}

// Failures.

/// A source that cannot be read.
pub fn unreadable(reason: &str) -> Failure {
    failure("unreadable", format!("it cannot be read: {reason}"), "check that it exists and that you may read it")
}

/// A source that is too big.
pub fn too_large(mebibytes: u64) -> Failure {
    failure("too-large", format!("it is larger than {mebibytes} MiB"), "split it, or take the article's text out of it")
}

/// Bytes that are no text.
pub fn not_text(what: &str) -> Failure {
    let message = format!("it is {what}, not a text");
    failure("not-text", message, "save it as text, Markdown or HTML first")
}

/// A kind of file that is known and cannot be read yet.
pub fn no_text() -> Failure {
    failure("no-text", "no text was found in it", "copy the words into a text file and import that")
}

/// A page that no browser would show.
pub fn trap() -> Failure {
    failure("too-deep", "its elements are nested thousands deep", "copy the words into a text file and import that")
}

/// A page that only shows others.
pub fn frames(pages: &[String]) -> Failure {
    failure("frames", "it only shows other pages in frames", format!("import those: {}", pages.join(", ")))
}

/// A symbolic link in a folder.
pub fn symbolic_link() -> Failure {
    failure("symbolic-link", "symbolic links in folders are not followed", "name the file itself")
}

/// A feed that is none.
pub fn broken_feed(reason: &str) -> Failure {
    failure("broken-feed", format!("the feed cannot be read: {reason}"), "check that it is RSS, Atom or JSON Feed")
}

/// A table without the columns that are needed.
pub fn no_text_column(columns: &[String]) -> Failure {
    let columns = columns.join(", ");
    let message = format!("no column is known to hold the text; the columns are {columns}");
    failure("no-text-column", message, "say which it is, for example `--map text=COLUMN,title=COLUMN,date=COLUMN`")
}

/// A column of `--map` that the table does not have.
pub fn unknown_column(column: &str, columns: &[String]) -> Failure {
    let message = format!("there is no column `{column}`; the columns are {}", columns.join(", "));
    let remedy = match nearest(column, columns.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? Correct `--map`"),
        None => "correct `--map`".to_owned(),
    };
    failure("unknown-column", message, remedy)
}

/// A table that holds no list of articles.
pub fn no_rows() -> Failure {
    failure("no-rows", "it holds no list of articles", "write a JSON object per line, or a list of objects")
}

/// A line of a table that is broken.
pub fn broken_row(row: usize, reason: &str) -> Failure {
    failure("broken-row", format!("row {row} cannot be read: {reason}"), "mend the row; the others were imported")
}

/// A page of a web archive that is no article, which is no failure.
pub fn no_article() -> Failure {
    failure(
        NO_ARTICLE,
        "the page holds links or next to nothing, not an article",
        "import its address to have it all the same",
    )
}

/// The name of the problem of a page that is no article.
pub const NO_ARTICLE: &str = "no-article";

/// A web archive that is broken.
pub fn broken_web_archive(reason: &str) -> Failure {
    failure(
        "broken-warc",
        format!("the web archive cannot be read to its end: {reason}"),
        "check the file with its maker's tools",
    )
}

/// A page of a web archive that stays packed.
pub fn packed_page(address: &str, packing: &str) -> Failure {
    failure(
        "packed-page",
        format!("the page {address} is packed as `{packing}` and cannot be unpacked; it was left out"),
        "import its address, or save the page in a browser and import the file",
    )
}

/// An address that cannot be read.
pub fn unreachable(reason: &str) -> Failure {
    let remedy = "open it in a browser; if it shows there, save the page as a file and import that";
    failure("unreachable", format!("the address cannot be read: {reason}"), remedy)
}

/// A status such as 404.
pub fn http_status(status: u16) -> Failure {
    let remedy = match status {
        401 | 403 | 429 => "the site refuses programs; save the page in your browser and import the file",
        404 | 410 => "the page is gone; look for a copy at web.archive.org",
        _ => "try again later",
    };
    failure("http-status", format!("the server answers with status {status}"), remedy)
}

/// A redirect into a private network.
pub fn private_redirect(address: &str) -> Failure {
    let message = format!("the address leads on to {address}, which is inside a private network");
    failure("private-redirect", message, "if that is meant, name that address itself")
}

/// An address that is none.
pub fn not_web_address() -> Failure {
    failure("not-web-address", "only addresses that begin with http:// or https:// can be read", "correct the address")
}

/// A draft that does not become a sound article.
pub fn unsound(reason: &str) -> Failure {
    failure(
        "unsound",
        format!("the article that came of it has a mistake: {reason}"),
        "please report this with the file",
    )
}

/// A file that cannot be written.
pub fn unwritable(path: &str, reason: &str) -> Failure {
    failure(
        "cannot-write",
        format!("{path} cannot be written: {reason}"),
        "check the free space and that you may write there",
    )
}
