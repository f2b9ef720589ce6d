//! Lines that are no part of an article: invitations to subscribe, links to other articles.

use super::blocks::{Block, Inline, passages};
use super::draft::one_line;
use super::notes::{self, Note};
use super::phrases::{begins_with, phrases};

/// Longer paragraphs are never taken for an invitation.
const LONGEST: usize = 240;

/// Longer lines are never taken for a link to another article, unless a colon follows.
const LONGEST_LINK: usize = 160;

/// Whether a line is addressed to the reader of the source.
pub fn is_closing(text: &str) -> bool {
    let is_short = text.chars().count() <= LONGEST;
    is_short
        && (begins_with(text, &phrases().closing) || phrases().feed_ending.iter().any(|words| text.contains(words)))
}

/// Whether a line leads to another article: "Lire aussi : …".
pub fn is_see_also(text: &str) -> bool {
    if text.chars().count() > LONGEST_LINK || !begins_with(text, &phrases().see_also) {
        return false;
    }
    let lower = text.to_lowercase();
    let words = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let rest = phrases()
        .see_also
        .iter()
        .filter_map(|phrase| words.strip_prefix(phrase.as_str()))
        .min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        rest.trim_start().is_empty()
            || rest.trim_start().starts_with([':', '>', '»', '→', '|', '-', '–', '«', '“', '"'])
    })
}

/// Whether a line says to whom the words belong.
fn is_rights(text: &str) -> bool {
    let is_short = text.chars().count() <= LONGEST;
    is_short && (text.trim_start().starts_with(['©', 'Ⓒ']) || begins_with(text, &phrases().rights))
}

/// Takes such lines out of a text: links to other articles anywhere, invitations and a statement of rights at its end.
/// Each is told, and the statement kept as the article's `rights`.
pub fn take_out(blocks: &mut Vec<Block>, notes: &mut Vec<Note>, rights: &mut Option<String>) {
    blocks.retain(|block| {
        let text = text_of(block);
        let leads_away = may_be_a_line(block) && is_see_also(&text);
        if leads_away {
            notes.push(notes::see_also(&text));
        }
        !leads_away
    });
    let mut taken = Vec::new();
    // Pictures without words stay where they are; what stands before them is looked at all the same.
    let mut end = blocks.len();
    while let Some(block) = end.checked_sub(1).and_then(|last| blocks.get(last)) {
        let text = text_of(block);
        let is_wordless = text.trim().is_empty();
        if is_wordless && holds_picture(block) {
            end -= 1;
            continue;
        }
        let is_ending = matches!(block, Block::Rule) || is_wordless;
        let is_line = may_be_a_line(block);
        let is_taken = is_ending || (is_line && (is_closing(&text) || is_rights(&text)));
        if !is_taken {
            break;
        }
        // An article is more than an invitation.
        if blocks.len() == 1 {
            break;
        }
        end -= 1;
        blocks.remove(end);
        if is_ending {
            continue;
        }
        if is_rights(&text) && rights.is_none() {
            *rights = Some(one_line(&text));
            taken.push(notes::lines_read(&[text]));
        } else {
            taken.push(notes::promotion(&text));
        }
    }
    notes.extend(taken.into_iter().rev());
}

fn may_be_a_line(block: &Block) -> bool {
    !matches!(block, Block::Quote(_) | Block::Code(_) | Block::Table(_))
}

/// Whether a picture stands in a paragraph, or in a link of it.
fn holds_picture(block: &Block) -> bool {
    let Block::Paragraph(line) = block else { return false };
    line.iter().any(|piece| match piece {
        Inline::Picture(..) => true,
        Inline::Link(_, pieces) => pieces.iter().any(|piece| matches!(piece, Inline::Picture(..))),
        _ => false,
    })
}

fn text_of(block: &Block) -> String {
    passages(std::slice::from_ref(block)).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_addressed_to_the_reader() {
        for text in [
            "Abonnez-vous à notre chaîne Telegram: https://t.example/x",
            "Suivez-nous sur les réseaux",
            "Subscribe to our newsletter!",
            "The post Frost again appeared first on Valley Echo.",
        ] {
            assert!(is_closing(text), "{text}");
        }
        for text in ["Lire aussi : Le barrage fuit", "Read also: The dam", "À LIRE AUSSI"] {
            assert!(is_see_also(text), "{text}");
        }
        for text in ["Lire aussi bien que chanter, voilà son rêve.", "Related companies have paid."] {
            assert!(!is_see_also(text), "{text}");
        }
    }

    #[test]
    fn the_middle_of_a_text_is_left_alone() {
        let mut notes = Vec::new();
        let mut blocks =
            ["Abonnez-vous !", "a", "Lire aussi : b", "c", "Partager", "Suivez-nous", "© 2021 Le Courrier"]
                .map(Block::paragraph)
                .to_vec();
        let picture = Block::Paragraph(vec![Inline::Picture("dyke.png".to_owned(), String::new())]);
        blocks.insert(4, picture.clone());
        let mut rights = None;
        take_out(&mut blocks, &mut notes, &mut rights);
        assert_eq!(blocks.pop(), Some(picture));
        assert_eq!(blocks, ["Abonnez-vous !", "a", "c"].map(Block::paragraph));
        assert_eq!(rights.as_deref(), Some("© 2021 Le Courrier"));
        let dropped: Vec<_> = notes.iter().filter_map(|note| note.dropped.as_deref()).collect();
        assert_eq!(dropped, ["Lire aussi : b", "Partager", "Suivez-nous", "© 2021 Le Courrier"]);
    }
}
