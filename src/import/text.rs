//! Plain text: lines about the article at its head, paragraphs, invitations at its end.

use super::blocks::{Block, Inline, tidy};
use super::dates::{self, NumericOrder};
use super::draft::{Body, Draft, one_line};
use super::language;
use super::notes;
use super::phrases::{Label, begins_with, phrases};
use super::promotion;
use crate::model::Language;
use crate::parse::is_web_address;

/// The longest line that can be a title, in characters.
const LONGEST_TITLE: usize = 160;

/// So many lines at the head can be about the article rather than of it.
const HEAD: usize = 12;

/// Reads an article out of plain text. `known` is the language where somebody has said it.
pub fn read(text: &str, known: Option<&Language>) -> Draft {
    let language = known.cloned().or_else(|| language::detect(text));
    let order = NumericOrder::of(language.as_ref());
    let mut draft = Draft { language, ..Draft::default() };
    let mut paragraphs = paragraphs(text);
    let mut taken = take_head(&mut paragraphs, order, &mut draft);
    taken.extend(take_tail(&mut paragraphs, order, &mut draft));
    if !taken.is_empty() {
        draft.notes.push(notes::lines_read(&taken));
    }
    if draft.date.is_none()
        && let Some(found) = paragraphs.first().and_then(|first| dateline(&first.join(" "), order))
    {
        draft.take_date(&found, "in the first line");
        draft.notes.push(notes::date_from("the first line of the text", found.date));
    }
    draft.body = Body::Blocks(paragraphs.into_iter().map(block).collect());
    draft
}

/// The paragraphs of a text; one of several lines is a verse, a list or the like.
pub fn blocks(text: &str) -> Vec<Block> {
    paragraphs(text).into_iter().map(block).collect()
}

fn block(lines: Vec<String>) -> Block {
    let mut line = Vec::with_capacity(lines.len() * 2);
    for text in lines {
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.push(Inline::Text(text));
    }
    Block::Paragraph(tidy(line))
}

/// The lines of each paragraph, lines that were only broken to fit a page joined again.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split(['\n', '\u{c}']).map(str::trim).collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let has_empty_lines = {
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
        let last = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(0);
        lines.get(first..last).unwrap_or_default().iter().any(|line| line.is_empty())
    };
    let groups = lines.split(|line| line.is_empty()).flat_map(apart);
    if has_empty_lines {
        return groups
            .map(|group| if is_broken_to_fit(group, width) { vec![group.join(" ")] } else { owned(group) })
            .collect();
    }
    let lines: Vec<&str> = groups.flatten().copied().collect();
    if is_broken_to_fit(&lines, width) {
        unbroken(&lines, width)
    } else {
        lines.iter().map(|line| owned(&[line])).collect()
    }
}

/// A group of lines, those that stand for themselves apart.
fn apart<'a, 'b>(group: &'a [&'b str]) -> Vec<&'a [&'b str]> {
    let mut pieces = Vec::new();
    let mut rest = group;
    while let Some(index) = rest.iter().position(|line| stands_alone(line)) {
        let (before, after) = rest.split_at(index);
        let (line, after) = after.split_at(1);
        pieces.extend([before, line]);
        rest = after;
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether a line is about the article or addressed to its readers, and so no part of a paragraph.
fn stands_alone(line: &str) -> bool {
    let is_label = || line.split_once(':').is_some_and(|(name, _)| phrases().label(name).is_some());
    is_label() || promotion::is_closing(line) || promotion::is_see_also(line)
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// The widest line that a typewriter or a mail program breaks at.
const WIDEST_PAGE: usize = 120;

/// Whether the lines were broken where the page ended: nearly all are nearly full, and sentences run on.
fn is_broken_to_fit(lines: &[&str], width: usize) -> bool {
    let Some((last, full)) = lines.split_last() else { return false };
    if full.is_empty() || !(40..=WIDEST_PAGE).contains(&width) || last.chars().count() > width {
        return false;
    }
    let runs_on = full.iter().filter(|line| !line.ends_with(['.', '!', '?', '»', '”', ':', '…'])).count();
    let is_full = |line: &&&str| line.chars().count() * 10 >= width * 6;
    full.iter().filter(is_full).count() * 10 >= full.len() * 8 && runs_on * 2 >= full.len()
}

/// Paragraphs of a text without empty lines: one ends where a line ends early and with a full stop.
fn unbroken(lines: &[&str], width: usize) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in lines {
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
        let ends_early = line.chars().count() * 10 < width * 8;
        if ends_early && line.ends_with(['.', '!', '?', '»', '”', '"']) {
            paragraphs.push(vec![std::mem::take(&mut paragraph)]);
        }
    }
    if !paragraph.is_empty() {
        paragraphs.push(vec![paragraph]);
    }
    paragraphs
}

/// Takes the lines about the article off the head of the text: title, date, authors, `Label: value`.
fn take_head(paragraphs: &mut Vec<Vec<String>>, order: NumericOrder, draft: &mut Draft) -> Vec<String> {
    let mut taken = Vec::new();
    while taken.len() < HEAD {
        let Some(line) = paragraphs.first().and_then(|first| first.first()).cloned() else { break };
        let is_last = paragraphs.len() == 1 && paragraphs.first().is_some_and(|first| first.len() == 1);
        if is_last
            || !(is_about_the_article(&line, order, draft) || takes_second_title(&line, paragraphs, order, draft))
        {
            break;
        }
        if let Some(first) = paragraphs.first_mut() {
            first.remove(0);
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        taken.push(line);
    }
    taken
}

/// Reads a line of the head; whether it was one.
fn is_about_the_article(line: &str, order: NumericOrder, draft: &mut Draft) -> bool {
    if takes_label(line, order, draft) {
        return true;
    }
    if draft.date.is_none()
        && draft.authors.is_empty()
        && let Some((found, authors)) = date_and_byline(line, order)
    {
        draft.take_date(&found, "at the head of the text");
        draft.authors = authors;
        return true;
    }
    if draft.date.is_none()
        && let Some(found) = dates::whole_line(line, order)
    {
        draft.take_date(&found, "at the head of the text");
        return true;
    }
    if draft.authors.is_empty()
        && let Some(authors) = byline(line)
    {
        draft.authors = authors;
        return true;
    }
    if draft.title.is_none() && is_title(line) {
        draft.take_title(line.trim_start_matches(['#', '=', '*', ' ']).trim_end_matches(['=', '*', ' ']));
        return true;
    }
    false
}

/// Reads a second line that could be the title: behind the name of a newspaper it is the title, and behind the title a
/// subtitle, if more lines about the article follow.
fn takes_second_title(line: &str, paragraphs: &[Vec<String>], order: NumericOrder, draft: &mut Draft) -> bool {
    let Some(first) = draft.title.clone().filter(|_| is_title(line)) else { return false };
    if draft.source.is_none() && phrases().is_masthead(&first) {
        draft.source = Some(first);
        draft.title = None;
        draft.take_title(line);
        return true;
    }
    let goes_on = |line: &String| {
        dates::whole_line(line, order).is_some() || byline(line).is_some() || date_and_byline(line, order).is_some()
    };
    let has_more = paragraphs.iter().flatten().skip(1).take(2).any(goes_on);
    if has_more && draft.summary.is_none() {
        draft.summary = Some(one_line(line));
    }
    has_more
}

/// Reads `Titre : …`, `Date: …`, `Source : …`; whether the line is one.
fn takes_label(line: &str, order: NumericOrder, draft: &mut Draft) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let value = value.trim();
    let Some(label) = phrases().label(name).filter(|_| !value.is_empty()) else { return false };
    match label {
        Label::Title if draft.title.is_none() => draft.take_title(value),
        Label::Author if draft.authors.is_empty() => draft.authors = names(value),
        Label::Source | Label::Address if is_web_address(value) && draft.url.is_none() => {
            draft.url = Some(value.to_owned())
        }
        Label::Source if draft.source.is_none() && !is_web_address(value) => draft.source = Some(one_line(value)),
        Label::Date if draft.date.is_none() => match dates::field(value, order) {
            Some(found) => draft.take_date(&found, "at the head of the text"),
            None => return false,
        },
        _ => return false,
    }
    true
}

/// A short line that is no sentence.
fn is_title(line: &str) -> bool {
    let length = line.chars().count();
    (2..=LONGEST_TITLE).contains(&length)
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ',', ';', ':'])
        && !line.starts_with(['-', '–', '—', '•'])
        && !line.contains("://")
}

/// The authors of a line such as `Par Maud Lescarret et Jules Ancelin`, or `by Edith Sanson, staff writer`.
pub fn byline(line: &str) -> Option<Vec<String>> {
    if !begins_with(line, &phrases().byline) || line.ends_with(['.', '!', '?']) {
        return None;
    }
    let lower = line.trim().to_lowercase();
    let phrase = phrases().byline.iter().find(|phrase| lower.starts_with(phrase.as_str()))?;
    let rest = line.trim().get(phrase.len()..)?.trim_start_matches([':', ' ', '\u{a0}']);
    let mut names = names(rest);
    // What somebody is stands behind the name, in small letters.
    let is_office = |name: &str| name.starts_with(char::is_lowercase) && name.split_whitespace().count() <= 5;
    let is_first_a_name = names.first().is_some_and(|first| !is_office(first));
    names.retain(|name| !is_first_a_name || !is_office(name));
    let is_name = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.len() <= 5
            && name.starts_with(char::is_uppercase)
            && !name.contains(|letter: char| letter.is_ascii_digit())
    };
    (!names.is_empty() && names.iter().all(is_name)).then_some(names)
}

/// `Publié le 11 février 2024 par Amara Soulier`, or `Par Amara Soulier – 11 février 2024`
pub fn date_and_byline(line: &str, order: NumericOrder) -> Option<(dates::FoundDate, Vec<String>)> {
    const BETWEEN: [char; 7] = [' ', ',', '|', '·', '-', '–', '—'];
    let found = dates::find(line, order)?;
    let (head, tail) = line.split_at_checked(found.range.end)?;
    if let Some(authors) = byline(tail.trim_start_matches(BETWEEN)) {
        return Some((dates::whole_line(head, order)?, authors));
    }
    let (before, date) = line.split_at_checked(found.range.start)?;
    let before = before.trim_end_matches(BETWEEN);
    let before = before.strip_suffix(" le").unwrap_or(before).trim_end_matches(BETWEEN);
    Some((dates::whole_line(date, order)?, byline(before)?))
}

/// Names in a row: `A, B et C`.
pub fn names(text: &str) -> Vec<String> {
    let joined = [" et ", " and ", " und ", " y ", " e ", " & ", ";"]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, ","));
    joined.split(',').map(one_line).filter(|name| !name.is_empty()).collect()
}

/// Takes a line with the source, the address or the date off the end of the text.
fn take_tail(paragraphs: &mut Vec<Vec<String>>, order: NumericOrder, draft: &mut Draft) -> Vec<String> {
    const DEEPEST: usize = 6;
    let lowest = paragraphs.len().saturating_sub(DEEPEST).max(1);
    for index in (lowest..paragraphs.len()).rev() {
        let Some([line]) = paragraphs.get(index).map(Vec::as_slice) else { break };
        let date = if draft.date.is_none() { dates::whole_line(line, order) } else { None };
        match date {
            Some(found) => draft.take_date(&found, "at the end of the text"),
            None if is_short(line) && takes_label(line, order, draft) => {}
            None => continue,
        }
        return paragraphs.remove(index);
    }
    Vec::new()
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= 300
}

/// The date of `OSLO, 5 June 2023 (Agency) – …`.
pub fn dateline(text: &str, order: NumericOrder) -> Option<dates::FoundDate> {
    const FURTHEST: usize = 60;
    let end = text.char_indices().map(|(index, _)| index).take(FURTHEST).last()?;
    let head = text.get(..end)?;
    let found = dates::find(head, order)?;
    let before = head.get(..found.range.end)?;
    dates::whole_line(before, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::blocks::passages;

    fn check(text: &str, expected: &str) {
        let draft = read(text, None);
        let Body::Blocks(blocks) = &draft.body else { panic!("no blocks") };
        let date = draft.date.map(|date| date.to_string()).unwrap_or_default();
        let title = draft.title.clone().unwrap_or_default();
        assert_eq!(
            format!("{title}|{date}|{}|{}", draft.authors.join(","), passages(blocks).join("¶")),
            expected,
            "{text}"
        );
    }

    #[test]
    fn lines_about_the_article_are_taken_off() {
        check("05.06.2023\nUn premier paragraphe.\nUn second.", "|2023-06-05||Un premier paragraphe.¶Un second.");
        check(
            "Le barrage fuit\nPar Maud Lescarret\n5 juin 2023\n\nIl fuit.",
            "Le barrage fuit|2023-06-05|Maud Lescarret|Il fuit.",
        );
        check(
            "Titre : Le pont\nDate : juin 2023\nAuteur : A B\n\nUn pont.\nEncore.",
            "Le pont|2023-06|A B|Un pont.\nEncore.",
        );
        check("Un seul mot", "|||Un seul mot");
        check(
            "Le pont\nPar A B, envoyé spécial – 3 mai 2020\n\nUn pont.\nEncore.",
            "Le pont|2020-05-03|A B|Un pont.\nEncore.",
        );
        check(
            "Le Progrès de la vallée\n\nLe barrage cède\n\nPar Émile Noir\n12 mars 1998\n\nIl cède.",
            "Le barrage cède|1998-03-12|Émile Noir|Il cède.",
        );
        check(
            "Le barrage cède\n\nTrois maisons touchées\n\nPar Émile Noir\n\nIl cède.",
            "Le barrage cède||Émile Noir|Il cède.",
        );
        check("Le barrage cède\n\nTrois maisons\n\nIl cède.", "Le barrage cède|||Trois maisons¶Il cède.");
        check("Le pont\nPar A B, le 3 mai 2020\n\nUn pont.\nEncore.", "Le pont|2020-05-03|A B|Un pont.\nEncore.");
        check("Un pont.\n\nPublié le 3 mai 2020", "|2020-05-03||Un pont.");
        check(
            "OSLO, 5 juin 2023 (Agence) – Un pont.\nEt un autre.",
            "|2023-06-05||OSLO, 5 juin 2023 (Agence) – Un pont.¶Et un autre.",
        );
    }

    #[test]
    fn lines_broken_to_fit_are_joined() {
        let text = "Voici un paragraphe qui a été coupé par la machine à écrire à\nsoixante signes et qui continue sur la ligne d’après sans fin.\n\nUn autre.";
        check(
            text,
            "|||Voici un paragraphe qui a été coupé par la machine à écrire à soixante signes et qui continue sur la ligne d’après sans fin.¶Un autre.",
        );
    }
}
