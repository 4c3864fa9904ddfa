//! Places as editors count them: lines from 0, and columns in units that the editor chose.
//!
//! Inside, places are bytes. An editor counts UTF-16 units unless it agreed on another unit, so that a Chinese character is one and an
//! emoji two. A place that a text does not have — behind the end of a line, inside a character, in a text that has changed meanwhile — is
//! taken to be the nearest before it.

use mulu_core::slice::slice_lossy;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units: what every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A place in a text, as an editor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Of a text. A line ends as editors end it: with a line feed, a carriage return, or both.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        let mut bytes = text.bytes().zip(1..).peekable();
        while let Some((byte, after)) = bytes.next() {
            let is_end = byte == b'\n' || byte == b'\r' && bytes.peek().is_none_or(|(next, _)| *next != b'\n');
            if is_end {
                starts.push(after);
            }
        }
        LineIndex { starts }
    }

    /// The bytes of a line, without its end.
    fn line(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        start..start + slice_lossy(text, start..end).trim_end_matches(['\n', '\r']).len()
    }

    /// A byte as an editor counts.
    #[must_use]
    pub fn position(&self, text: &str, at: usize, encoding: Encoding) -> LineColumn {
        let at = text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let within = self.line(text, line);
        let before = slice_lossy(text, within.start..at.min(within.end));
        let column: usize = before.chars().map(|c| encoding.width(c)).sum();
        let clamp = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        LineColumn { line: clamp(line), column: clamp(column) }
    }

    /// The byte of a place.
    #[must_use]
    pub fn offset(&self, text: &str, place: LineColumn, encoding: Encoding) -> usize {
        let Some(line) = usize::try_from(place.line).ok().filter(|line| *line < self.starts.len()) else {
            return text.len();
        };
        let within = self.line(text, line);
        let mut left = place.column as usize;
        let mut at = within.start;
        for c in slice_lossy(text, within).chars() {
            let Some(rest) = left.checked_sub(encoding.width(c)) else { break };
            left = rest;
            at += c.len_utf8();
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Of each place in a line: its byte, and its column in each unit.
    #[test]
    fn columns_are_counted_in_the_units_that_were_agreed_on() {
        let text = "a\r\n国😀标\n\rend";
        let index = LineIndex::of(text);
        for (byte, line, utf8, utf16, utf32) in
            [(0, 0, 0, 0, 0), (1, 0, 1, 1, 1), (3, 1, 0, 0, 0), (6, 1, 3, 1, 1), (10, 1, 7, 3, 2), (13, 1, 10, 4, 3)]
                .into_iter()
                .chain([(14, 2, 0, 0, 0), (15, 3, 0, 0, 0), (18, 3, 3, 3, 3)])
        {
            for (encoding, column) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16), (Encoding::Utf32, utf32)] {
                let place = LineColumn { line, column };
                assert_eq!(index.position(text, byte, encoding), place, "{byte} {encoding:?}");
                assert_eq!(index.offset(text, place, encoding), byte, "{place:?} {encoding:?}");
            }
        }
    }

    #[test]
    fn what_is_not_there_is_the_nearest_before_it() {
        let text = "国😀\nb";
        let index = LineIndex::of(text);
        let at = |line, column| index.offset(text, LineColumn { line, column }, Encoding::Utf16);
        // Behind the line, inside the emoji, behind the text.
        assert_eq!((at(0, 99), at(0, 2), at(9, 0), at(1, u32::MAX)), (7, 3, 9, 9));
        assert_eq!(index.position(text, 1, Encoding::Utf16), LineColumn { line: 0, column: 0 });
        assert_eq!(index.position(text, 999, Encoding::Utf16), LineColumn { line: 1, column: 1 });
    }

    proptest! {
        #[test]
        fn every_place_comes_back(text in "[a国😀\r\n]{0,40}", at in 0..200_usize) {
            let index = LineIndex::of(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let at = text.floor_char_boundary(at);
                let place = index.position(&text, at, encoding);
                let back = index.offset(&text, place, encoding);
                // Between a carriage return and its line feed there is no place: the line has ended.
                prop_assert!(back == at || text.get(back..at) == Some("\r"), "{at} {back}");
            }
        }

        #[test]
        fn no_place_breaks_a_text(text in any::<String>(), line in any::<u32>(), column in any::<u32>()) {
            let index = LineIndex::of(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let at = index.offset(&text, LineColumn { line, column }, encoding);
                prop_assert!(text.is_char_boundary(at));
            }
        }
    }
}
