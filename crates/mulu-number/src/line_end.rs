//! Numbers that a line end breaks in two: `GB/T 22239—⏎2008`, `GB/T⏎22239-2008`.
//!
//! Text that was wrapped by hand or taken out of a PDF breaks where a line is full, which is at a dash, a slash or a space. A PDF's
//! hyphen at a line's end comes out as a soft one (U+00AD), which is a dash where a year follows. Nothing else is joined: a figure
//! at a line's end and another at the next one's beginning are two figures.

use alloc::string::String;

use crate::fold::{Fold, is_blank};
use crate::slice::slice_or_empty;

/// The most line ends that one number stands over: of `GB/T⏎22239—⏎2008` there are two, and no line is shorter than a word.
pub(crate) const MOST: usize = 2;

/// What a dash at a line's end was made into.
const SOFT_HYPHEN: char = '\u{AD}';

/// How a number goes on behind a line end.
pub(crate) struct LineJoin {
    /// The bytes from the line end to the next line's first character.
    pub length: usize,
    /// What stands for them in the number: a space between code and serial, the dash that was a soft hyphen.
    pub stands_for: Option<char>,
}

/// The joint at a line end of `text`, behind the folded text `before`; none where the number cannot go on.
pub(crate) fn joint(before: &str, text: &str, at: usize) -> Option<LineJoin> {
    let line = next_line(slice_or_empty(text, at..))?;
    let mut ahead = Fold::new(line).map(|folded| folded.ch);
    let first = ahead.next()?;
    let second = ahead.next().unwrap_or('\n');
    let is_soft = || slice_or_empty(text, ..at).trim_end_matches([' ', '\t']).ends_with(SOFT_HYPHEN);
    let stands_for = match (before.trim_end_matches(' ').bytes().last()?, first) {
        (b'-' | b'~', '0'..='9') | (b'/', 'A'..='Z') => None,
        (b'A'..=b'Z', '0'..='9') => Some(' '),
        (b'A'..=b'Z', '/') if second.is_ascii_uppercase() => None,
        // A dash with a space behind it is an item of a list; one behind a year would be a third part.
        (b'0'..=b'9', '-') if second.is_ascii_digit() && !before.contains('-') => None,
        (b'0'..=b'9', '0'..='9') if is_soft() && begins_with_year(line) && !before.contains('-') => Some('-'),
        _ => return None,
    };
    Some(LineJoin { length: text.len() - at - line.len(), stands_for })
}

/// The bytes from a dash to the year on the next line; `rest` is what follows the dash. Pages of HTML and Word documents break
/// lines with what is a space here.
pub(crate) fn to_year(rest: &str) -> Option<usize> {
    let rest_of_line = rest.trim_start_matches(is_blank);
    let line = next_line(rest_of_line).unwrap_or(rest_of_line);
    begins_with_year(line).then(|| rest.len() - line.len())
}

/// The bytes from a serial to the year on the next line, where a soft hyphen at the line's end is the dash.
pub(crate) fn to_year_over_soft_hyphen(rest: &str) -> Option<usize> {
    let line = next_line(rest.strip_prefix(SOFT_HYPHEN)?.trim_start_matches([' ', '\t']))?;
    begins_with_year(line).then(|| rest.len() - line.len())
}

/// What follows the line end that `rest` begins with, without the space before it.
fn next_line(rest: &str) -> Option<&str> {
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
    Some(next.trim_start_matches(is_blank))
}

/// Whether a line begins with the year of a standard: no standard of this country is older than 1949.
pub(crate) fn begins_with_year(line: &str) -> bool {
    let word: String =
        Fold::new(line).map(|folded| folded.ch).take(5).take_while(char::is_ascii_alphanumeric).collect();
    word.len() == 4 && word.parse().is_ok_and(|year: u16| (1949..=2100).contains(&year))
}
