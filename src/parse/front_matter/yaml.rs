//! YAML 1.2 into [`Entry`] values.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{Entry, Node, SyntaxProblem, Value};
use crate::span::Span;

/// Deeper nesting than any front matter has; keeps hostile input from exhausting the stack.
const DEEPEST: usize = 32;

/// The entries of the YAML mapping `text`, which stands at byte `offset` of the file.
///
/// # Errors
/// When it is no YAML, no mapping, or uses anchors, which front matter does not need.
pub fn parse(text: &str, offset: usize) -> Result<Vec<Entry>, SyntaxProblem> {
    let mut reader = Reader { parser: Parser::new_from_str(text), places: Places::new(text, offset) };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Vec::new()),
            event => {
                let node = reader.node(event, span, 0)?;
                return match node.value {
                    Value::Table(entries) => Ok(entries),
                    Value::Scalar { text, quoted: false } if text.is_empty() => Ok(Vec::new()),
                    _ => Err(problem("the front matter is a list of `key: value` lines", node.span)),
                };
            }
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    places: Places<'a>,
}

type FileSpan = Span<crate::span::File>;

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, FileSpan), SyntaxProblem> {
        match self.parser.next() {
            Some(Ok((event, span))) => {
                let start = self.places.byte(&span.start);
                let end = self.places.byte(&span.end);
                Ok((event, Span::new(start, end)))
            }
            Some(Err(error)) => Err(problem(error.info(), Span::at(self.places.byte(error.marker())))),
            None => Ok((Event::StreamEnd, Span::at(self.places.offset))),
        }
    }

    fn node(&mut self, event: Event<'a>, span: FileSpan, depth: usize) -> Result<Node, SyntaxProblem> {
        if depth > DEEPEST {
            return Err(problem("nested too deeply", span));
        }
        let (value, span) = match event {
            Event::Scalar(text, style, _, _) => {
                let quoted = style != ScalarStyle::Plain;
                let is_null = !quoted && matches!(&*text, "~" | "null" | "Null" | "NULL");
                let text = if is_null { String::new() } else { text.into_owned() };
                (Value::Scalar { text, quoted }, span)
            }
            Event::SequenceStart(..) => self.list(span, depth)?,
            Event::MappingStart(..) => self.table(span, depth)?,
            Event::Alias(_) => {
                return Err(problem("aliases (`*name`) are not used in front matter", span));
            }
            _ => return Err(problem("something else was expected here", span)),
        };
        Ok(Node { value, span })
    }

    fn list(&mut self, start: FileSpan, depth: usize) -> Result<(Value, FileSpan), SyntaxProblem> {
        let mut nodes = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                let end = nodes.last().map_or(span.end(), |node: &Node| node.span.end().max(span.end()));
                return Ok((Value::List(nodes), Span::new(start.start(), end)));
            }
            nodes.push(self.node(event, span, depth + 1)?);
        }
    }

    fn table(&mut self, start: FileSpan, depth: usize) -> Result<(Value, FileSpan), SyntaxProblem> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.next()?;
            let key = match event {
                Event::MappingEnd => {
                    let end = entries.last().map_or(start.end(), |entry| entry.node.span.end());
                    return Ok((Value::Table(entries), Span::new(start.start(), end)));
                }
                Event::Scalar(key, ..) => key.into_owned(),
                _ => return Err(problem("a key is a plain word", key_span)),
            };
            let (event, span) = self.next()?;
            let node = self.node(event, span, depth + 1)?;
            entries.push(Entry { key, key_span, node });
        }
    }
}

fn problem(message: &str, span: FileSpan) -> SyntaxProblem {
    SyntaxProblem { message: message.to_owned(), span }
}

/// From the parser's places, which count characters, to bytes of the file.
struct Places<'a> {
    text: &'a str,
    offset: usize,
    /// The last place asked for, as characters and bytes: places come nearly in order.
    last: (usize, usize),
}

impl<'a> Places<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        Self { text, offset, last: (0, 0) }
    }

    fn byte(&mut self, marker: &Marker) -> usize {
        let wanted = marker.index();
        if wanted < self.last.0 {
            self.last = (0, 0);
        }
        let (chars, bytes) = self.last;
        let rest = self.text.get(bytes..).unwrap_or_default();
        let step = rest.char_indices().nth(wanted - chars).map_or(rest.len(), |(byte, _)| byte);
        self.last = (wanted, bytes + step);
        self.offset + bytes + step
    }
}
