//! Folds the many ways of writing a character into one, so that the grammar meets ASCII only.
//!
//! Full-width forms become ASCII, all dashes one hyphen (runs too: `——`), all spaces one space (runs too), letters
//! upper case; zero-width characters vanish. `一` between digits is a dash that recognition misread.

use alloc::string::String;
use core::iter::Peekable;
use core::str::CharIndices;

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

/// Folds a text, character by character.
pub(crate) struct Fold<'a> {
    chars: Peekable<CharIndices<'a>>,
    previous: char,
}

impl<'a> Fold<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { chars: text.char_indices().peekable(), previous: '\0' }
    }

    fn next_is_digit(&mut self) -> bool {
        self.chars.peek().is_some_and(|&(_, next)| fold_char(next).is_ascii_digit())
    }
}

impl Iterator for Fold<'_> {
    type Item = Folded;

    fn next(&mut self) -> Option<Folded> {
        loop {
            let (at, source) = self.chars.next()?;
            let mut ch = if source.is_ascii() { fold_ascii(source) } else { fold_char(source) };
            if source == '一' && self.previous.is_ascii_digit() && self.next_is_digit() {
                ch = '-';
            }
            let repeated = ch == self.previous && matches!(ch, ' ' | '-');
            if ch == '\0' || repeated {
                continue;
            }
            self.previous = ch;
            let end = at + source.len_utf8();
            return Some(Folded { ch, end });
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

/// One character, folded; NUL for what has no width.
fn fold_char(ch: char) -> char {
    match ch {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{30FC}' | '\u{FE58}' | '\u{FE63}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{301C}' | '\u{223C}' => '~',
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => '\0',
        // The full-width forms lie at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(ch as u32 - 0xFEE0).unwrap_or(ch).to_ascii_uppercase(),
        _ if ch.is_ascii() => fold_ascii(ch),
        _ => ch,
    }
}
