//! `+++` TOML `+++` Markdown.

use crate::message;
use crate::model::Span;
use crate::slice::slice_lossy;

use super::{Diagnostics, Reading};

/// The two parts of a record with prose: byte ranges of the file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The opening fence: where a missing key is reported.
    pub fence: Span,
    /// The TOML between the fences.
    pub toml: Span,
    /// The Markdown after them.
    pub body: Span,
}

const FENCE: &str = "+++";

/// Splits a file at its `+++` lines. A byte order mark before the first and carriage returns at the line ends are accepted.
///
/// Without an opening fence there is nothing to read; without a closing one everything is taken for TOML, so that its diagnostics are
/// still found. Both are reported.
pub fn split(text: &str, diagnostics: &Diagnostics) -> Option<Parts> {
    let mut lines = lines(text);
    let opening = lines.find(|line| !line.text.trim().is_empty());
    let Some(opening) = opening.filter(|line| line.text.trim_end() == FENCE) else {
        let place = opening.map_or_else(Span::default, |line| span(line.start, line.start + line.text.len()));
        diagnostics.add(
            Reading::Syntax,
            place,
            message!("缺少文件头：第一行应为 +++", "the front matter is missing: the first line must be `+++`"),
            message!(
                "在文件开头写一行 +++，其后写 TOML，再写一行 +++，之后是正文",
                "begin the file with a line `+++`, then TOML, then another line `+++`, then the prose"
            ),
        );
        return None;
    };
    let end = text.len();
    let fence = span(opening.start, opening.start + FENCE.len());
    let Some(closing) = lines.find(|line| line.text.trim_end() == FENCE) else {
        diagnostics.add(
            Reading::Syntax,
            fence,
            message!(
                "文件头没有结束：此处的 +++ 缺少对应的一行",
                "the front matter does not end: this `+++` has no closing line"
            ),
            message!("在 TOML 之后另起一行写 +++", "write a line `+++` after the TOML"),
        );
        return Some(Parts { fence, toml: span(opening.next, end), body: span(end, end) });
    };
    Some(Parts { fence, toml: span(opening.next, closing.start), body: span(closing.next, end) })
}

/// The TOML and the prose of a file, where both fences are there.
#[must_use]
pub fn split_front_matter(text: &str) -> Option<(&str, &str)> {
    let diagnostics = Diagnostics::default();
    let parts = split(text, &diagnostics).filter(|_| diagnostics.finish().is_empty())?;
    Some((parts.toml.of(text), parts.body.of(text)))
}

fn span(start: usize, end: usize) -> Span {
    let clamp = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: clamp(start), end: clamp(end) }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    next: usize,
}

/// The lines of a text with the bytes where each begins and where the next does; a byte order mark belongs to no line.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        let line =
            Line { text: slice_lossy(rest, ..length).trim_end_matches(['\n', '\r']), start: at, next: at + length };
        at += length;
        Some(line)
    })
}

/// A place without the blanks around the text that is written there.
pub fn trimmed(place: Span, text: &str) -> Span {
    let start = place.start as usize + text.len() - text.trim_start().len();
    span(start, start + text.trim().len())
}
