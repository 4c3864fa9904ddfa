//! Faults of a record's prose.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::say;

use super::toml_text::shift;
use super::{Faults, Reading};

/// Reports `**…**` that Markdown leaves as asterisks, in prose that begins `offset` bytes into its file.
///
/// By `CommonMark` a run of asterisks closes emphasis only where no punctuation stands before it with a letter after it, so
/// `**要求。**各单位` shows its asterisks: in Chinese, where no space follows, a common slip.
pub fn broken_emphasis(body: &str, offset: u32, faults: &Faults) {
    if !body.contains("**") {
        return;
    }
    let mut opening: Option<Range<usize>> = None;
    for piece in pieces(body) {
        match piece {
            Piece::Text(range) => {
                for run in runs(body, range) {
                    match opening.take() {
                        None => opening = Some(run),
                        Some(open) => report(open.start..run.end, offset, faults),
                    }
                }
            }
            Piece::Block => opening = None,
        }
    }
}

/// What matters of the prose here: its text outside code, and where blocks begin, beyond which no emphasis reaches.
enum Piece {
    Text(Range<usize>),
    Block,
}

/// The pieces of the prose. The parser gives every asterisk that it leaves an event of its own: text that adjoins is one piece.
fn pieces(body: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new(body).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                pieces.push(Piece::Block);
            }
            Event::Text(_) if !in_code => match pieces.last_mut() {
                Some(Piece::Text(last)) if last.end == range.start => last.end = range.end,
                _ => pieces.push(Piece::Text(range)),
            },
            _ => {}
        }
    }
    pieces
}

/// The runs of two or more asterisks in a range of the text. A masked number, `138****0000`, is one run and opens nothing.
fn runs(body: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = body.as_bytes().get(range.clone()).unwrap_or_default();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = text[at..].iter().take_while(|byte| **byte == b'*').count();
        if length >= 2 {
            runs.push(range.start + at..range.start + at + length);
        }
        at += length.max(1);
    }
    runs
}

fn report(range: Range<usize>, offset: u32, faults: &Faults) {
    faults.add(
        Reading::BrokenEmphasis,
        shift(range, offset),
        say!("此处的 ** 不会显示为强调，页面上会露出星号", "this emphasis would be shown with its asterisks"),
        say!(
            "把句号等标点移到 ** 之外（**要求**。），或在其后加一个空格",
            "move the punctuation outside (`**要求**。`), or put a space after the closing `**`"
        ),
    );
}
