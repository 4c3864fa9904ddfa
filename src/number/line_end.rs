//! Numbers that a line end breaks in two: `GB/T 22239—⏎2008`, `GB/T⏎22239-2008`.
//!
//! Text that was wrapped by hand or taken out of a PDF breaks where a line is full, which is at a dash, a slash or a space. Nothing
//! else is joined: a figure at a line's end and another at the next one's beginning are two figures.

use super::fold::{Fold, is_blank};

/// The most line ends that one number stands over: of `GB/T⏎22239—⏎2008` there are two, and no line is shorter than a word.
pub(super) const MOST: usize = 2;

/// How a number goes on behind a line end.
pub(super) struct Joint {
    /// The bytes from the line end to the next line's first character.
    pub length: usize,
    /// Whether a space stands for them, as between code and serial.
    pub is_space: bool,
}

/// The joint at the line end that `rest` begins with, behind the folded text `before`; none where the number cannot go on.
pub(super) fn joint(before: &str, rest: &str) -> Option<Joint> {
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
    let line = next.trim_start_matches(is_blank);
    let mut ahead = Fold::new(line).map(|folded| folded.ch);
    let first = ahead.next()?;
    let second = ahead.next().unwrap_or('\n');
    let is_space = match (before.trim_end_matches(' ').bytes().last()?, first) {
        (b'-' | b'~', '0'..='9') | (b'/', 'A'..='Z') => false,
        (b'A'..=b'Z', '0'..='9') => true,
        (b'A'..=b'Z', '/') if second.is_ascii_uppercase() => false,
        // A dash with a space behind it is an item of a list; one behind a year would be a third part.
        (b'0'..=b'9', '-') if second.is_ascii_digit() && !before.contains('-') => false,
        _ => return None,
    };
    Some(Joint { length: rest.len() - line.len(), is_space })
}
