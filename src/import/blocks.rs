//! The structure of a text on its way to Markdown: what every source is turned into first.

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A block quotation.
    Quote(Vec<Block>),
    /// A list, numbered from the number given or bulleted.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Text in which every space counts.
    Code(String),
    /// A table; the first row is its head.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A break between two parts.
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words set off.
    Emphasis(Vec<Inline>),
    /// Words set off strongly.
    Strong(Vec<Inline>),
    /// Words that lead somewhere.
    Link(String, Vec<Inline>),
    /// Words in which every character counts.
    Code(String),
    /// A picture: its address and what is said of it to those who do not see it.
    Picture(String, String),
    /// The end of a line.
    Break,
}

impl Block {
    /// A paragraph without anything but words.
    pub fn paragraph(text: &str) -> Self {
        Self::Paragraph(vec![Inline::Text(text.to_owned())])
    }

    /// Whether the block says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rule => false,
            Self::Paragraph(line) | Self::Heading(_, line) => {
                line.iter().all(|piece| !matches!(piece, Inline::Picture(..))) && words(line).trim().is_empty()
            }
            Self::Quote(blocks) => blocks.iter().all(Self::is_empty),
            Self::List(_, items) => items.iter().flatten().all(Self::is_empty),
            Self::Code(text) => text.trim().is_empty(),
            Self::Table(rows) => rows.iter().flatten().all(|cell| words(cell).trim().is_empty()),
        }
    }
}

/// The words of a line.
pub fn words(line: &[Inline]) -> String {
    let mut words = String::new();
    for piece in line {
        match piece {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                words.push_str(&self::words(inner));
            }
            Inline::Break => words.push('\n'),
            Inline::Picture(..) => {}
        }
    }
    words
}

/// The words of every paragraph, heading, cell and piece of code, in order.
pub fn passages(blocks: &[Block]) -> Vec<String> {
    let mut passages = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => passages.push(words(line)),
            Block::Quote(blocks) => passages.extend(self::passages(blocks)),
            Block::List(_, items) => passages.extend(items.iter().flat_map(|item| self::passages(item))),
            Block::Code(text) => passages.push(text.trim_end_matches('\n').to_owned()),
            Block::Table(rows) => passages.extend(rows.iter().flatten().map(|cell| words(cell))),
            Block::Rule => {}
        }
    }
    passages.retain(|passage| !passage.trim().is_empty());
    passages
}

/// Takes from links without a target all but their words.
pub fn unlink(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => unlink_line(line),
            Block::Quote(blocks) => unlink(blocks),
            Block::List(_, items) => items.iter_mut().for_each(|item| unlink(item)),
            Block::Table(rows) => rows.iter_mut().flatten().for_each(unlink_line),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn unlink_line(line: &mut Vec<Inline>) {
    let pieces = std::mem::take(line).into_iter().flat_map(|piece| match piece {
        Inline::Link(target, mut inner) => {
            unlink_line(&mut inner);
            if target.is_empty() { inner } else { vec![Inline::Link(target, inner)] }
        }
        Inline::Emphasis(mut inner) => {
            unlink_line(&mut inner);
            vec![Inline::Emphasis(inner)]
        }
        Inline::Strong(mut inner) => {
            unlink_line(&mut inner);
            vec![Inline::Strong(inner)]
        }
        piece => vec![piece],
    });
    *line = pieces.collect();
}

/// Joins runs of white space to one space and takes it away at the ends of lines, as browsers do. Characters
/// that no page shows are left out; a space that must not break stays what it is.
pub fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut line = line;
    let mut at_space = true;
    collapse(&mut line, &mut at_space);
    trim_ends(&mut line);
    line.retain(|piece| !is_nothing(piece));
    while matches!(line.last(), Some(Inline::Break)) {
        line.pop();
        trim_ends(&mut line);
    }
    let breaks = line.iter().take_while(|piece| matches!(piece, Inline::Break)).count();
    line.drain(..breaks);
    line
}

fn is_nothing(piece: &Inline) -> bool {
    match piece {
        Inline::Text(text) | Inline::Code(text) => text.is_empty(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => inner.iter().all(is_nothing),
        Inline::Break | Inline::Picture(..) => false,
    }
}

fn collapse(line: &mut [Inline], at_space: &mut bool) {
    for piece in line {
        match piece {
            Inline::Text(text) | Inline::Code(text) => *text = collapsed(text, at_space),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => collapse(inner, at_space),
            Inline::Break => *at_space = true,
            Inline::Picture(..) => *at_space = false,
        }
    }
}

fn collapsed(text: &str, at_space: &mut bool) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !std::mem::replace(at_space, true) {
                    collapsed.push(' ');
                }
            }
            '\u{feff}' | '\u{ad}' => {}
            letter if letter.is_control() => {}
            letter => {
                *at_space = false;
                collapsed.push(letter);
            }
        }
    }
    collapsed
}

/// Takes the space away at the end of the line and before each line break.
fn trim_ends(line: &mut [Inline]) {
    let mut before_end = true;
    trim_backwards(line, &mut before_end);
}

fn trim_backwards(line: &mut [Inline], before_end: &mut bool) {
    for piece in line.iter_mut().rev() {
        match piece {
            Inline::Text(text) | Inline::Code(text) => {
                if *before_end {
                    text.truncate(text.trim_end_matches(' ').len());
                }
                *before_end &= text.is_empty();
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                trim_backwards(inner, before_end);
            }
            Inline::Break => *before_end = true,
            Inline::Picture(..) => *before_end = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_is_tidied_across_pieces() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let line = tidy(vec![
            text("  a "),
            Inline::Strong(vec![text(" b ")]),
            Inline::Break,
            text(" \u{a0}c\n "),
            Inline::Break,
        ]);
        assert_eq!(line, [text("a "), Inline::Strong(vec![text("b")]), Inline::Break, text("\u{a0}c")]);
    }
}
