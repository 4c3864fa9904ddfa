//! Folds the many ways of writing a character into one, so that the grammar meets ASCII only.
//!
//! Full-width forms become ASCII, all dashes one hyphen (runs too: `——`), all spaces one space (runs too), letters
//! upper case; zero-width characters vanish. `一` and `·` between digits are dashes that recognition misread.

use crate::slice::slice_or_empty;
use alloc::string::String;

/// A folded character and the byte offset in the source just after it.
pub(crate) struct Folded {
    pub ch: char,
    pub end: usize,
}

/// The folded text.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(Fold::new(text).map(|folded| folded.ch));
    folded
}

/// Whether a number can begin with this character.
pub(crate) fn is_letter(ch: char) -> bool {
    matches!(ch, 'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether a character is a space or has no width.
#[must_use]
pub fn is_blank(ch: char) -> bool {
    matches!(fold_char(ch), ' ' | '\0')
}

/// Whether a character is one of the dashes.
pub(crate) fn is_dash(ch: char) -> bool {
    fold_char(ch) == '-'
}

/// Folds a text, character by character. The escapes of an address (`%2F`) are read, and behind one a plus is a space.
pub(crate) struct Fold<'a> {
    text: &'a str,
    at: usize,
    previous: char,
    in_address: bool,
}

impl<'a> Fold<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, previous: '\0', in_address: false }
    }

    /// The next character and the bytes it takes.
    fn read(&mut self) -> Option<(char, usize)> {
        let rest = slice_or_empty(self.text, self.at..);
        let ch = rest.chars().next()?;
        if ch == '%'
            && let Some(read) = unescape(rest)
        {
            self.in_address = true;
            return Some(read);
        }
        Some((if ch == '+' && self.in_address { ' ' } else { ch }, ch.len_utf8()))
    }

    fn next_is_digit(&self) -> bool {
        slice_or_empty(self.text, self.at..).chars().next().is_some_and(|next| fold_char(next).is_ascii_digit())
    }
}

/// The character that the escapes at a text's beginning stand for, and the bytes they take: `%E2%80%94` is a dash.
fn unescape(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    for length in 1..=bytes.len() {
        let escape = text.get(3 * (length - 1)..3 * length)?.strip_prefix('%')?;
        bytes[length - 1] = u8::from_str_radix(escape, 16).ok()?;
        let read = core::str::from_utf8(bytes.get(..length)?).ok().and_then(|text| text.chars().next());
        if let Some(ch) = read {
            // A line end or a NUL of an address is not part of a number.
            return (!ch.is_control()).then_some((ch, 3 * length));
        }
    }
    None
}

impl Iterator for Fold<'_> {
    type Item = Folded;

    fn next(&mut self) -> Option<Folded> {
        loop {
            let (source, length) = self.read()?;
            self.at += length;
            let mut ch = if source.is_ascii() { fold_ascii(source) } else { fold_char(source) };
            if matches!(source, '一' | '·' | '•' | '・') && self.previous.is_ascii_digit() && self.next_is_digit()
            {
                ch = '-';
            }
            // The hyphen that Word shows at a line's end alone stands for a dash where a year follows.
            if source == '\u{AD}'
                && self.previous.is_ascii_digit()
                && crate::line_end::begins_with_year(slice_or_empty(self.text, self.at..))
            {
                ch = '-';
            }
            let repeated = ch == self.previous && matches!(ch, ' ' | '-');
            if ch == '\0' || repeated {
                continue;
            }
            self.previous = ch;
            return Some(Folded { ch, end: self.at });
        }
    }
}

fn fold_ascii(ch: char) -> char {
    match ch {
        '\t' => ' ',
        // A NUL in the source must not vanish as zero-width characters do.
        '\0' => '\u{1}',
        _ => ch.to_ascii_uppercase(),
    }
}

/// One character, folded: of full width to ASCII, dashes to a hyphen, spaces to a space, letters to capitals; NUL for what has no
/// width.
#[must_use]
pub fn fold_char(ch: char) -> char {
    match ch {
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{30FC}'
        | '\u{FE58}'
        | '\u{FE63}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{301C}' | '\u{223C}' => '~',
        // The places of a year that is still to come: `—××××`.
        '\u{D7}' => 'X',
        '〔' | '［' | '[' | '【' => '(',
        '〕' | '］' | ']' | '】' => ')',
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => '\0',
        // The full-width forms lie at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(ch as u32 - 0xFEE0).unwrap_or(ch).to_ascii_uppercase(),
        _ if ch.is_ascii() => fold_ascii(ch),
        _ => ch,
    }
}
