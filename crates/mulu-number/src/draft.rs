//! The reader's hand: a cursor over folded text, and the number that grows under it.

use alloc::boxed::Box;
use alloc::string::String;
use core::ops::Range;

use crate::grammar::Grammar;
use crate::level::{Level, Nature};
use crate::slice::slice_or_empty;
use crate::tables::{Industry, Region};
use crate::{Number, declared, domestic, enterprise, international};

/// The longest canonical form, in bytes. A longer one is opaque, which keeps every slug a short file name.
const MAX_BYTES: usize = 100;

/// Where a number is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftContext {
    /// The text is the number.
    Whole,
    /// Other text follows it.
    Running,
}

/// Reads the number that the text begins with, and leaves the cursor behind it.
pub(crate) fn read(cursor: &mut Cursor<'_>, context: DraftContext, grammar: &Grammar) -> Option<Draft> {
    cursor
        .attempt(|cursor| declared::read(cursor, context, grammar))
        .or_else(|| cursor.attempt(|cursor| domestic::read(cursor, context)))
        .or_else(|| cursor.attempt(|cursor| enterprise::read(cursor, context)))
        .or_else(|| cursor.attempt(|cursor| international::read(cursor, context)))
}

/// A piece of a canonical form, which is never longer than [`MAX_BYTES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormSpan {
    start: u8,
    end: u8,
}

impl FormSpan {
    pub fn range(self) -> Range<usize> {
        usize::from(self.start)..usize::from(self.end)
    }
}

/// What the grammar made of a canonical form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberShape {
    pub prefix: FormSpan,
    pub serial: FormSpan,
    pub parts: FormSpan,
    pub amendment: Option<FormSpan>,
    /// What names an edition beside or instead of a year: `V3.2.1`, `20XX`, `(征求意见稿)`.
    pub version: Option<FormSpan>,
    pub language: Option<FormSpan>,
    stem_end: u8,
    pub year: Option<u16>,
    pub month: Option<u8>,
    /// The year of a partial revision or a confirmation.
    pub revision: Option<u16>,
    pub all_parts: bool,
    pub is_consolidated: bool,
    pub is_doubtful: bool,
    pub level: Option<Level>,
    pub nature: Option<Nature>,
    pub region: Option<&'static Region>,
    pub industry: Option<&'static Industry>,
}

impl NumberShape {
    /// Where the undated number ends.
    pub fn stem_end(self) -> usize {
        usize::from(self.stem_end)
    }

    /// Ends the stem with the serial.
    pub fn cut_parts(&mut self) {
        self.stem_end = self.serial.end;
        self.parts = FormSpan { start: self.serial.end, end: self.serial.end };
    }

    pub fn undated(self) -> Self {
        Self {
            year: None,
            month: None,
            version: None,
            revision: None,
            language: None,
            amendment: None,
            all_parts: false,
            is_consolidated: false,
            is_doubtful: false,
            ..self
        }
    }
}

/// A number in the making.
pub(crate) struct Draft {
    text: String,
    prefix: Range<usize>,
    serial: Range<usize>,
    parts: Range<usize>,
    amendment: Option<Range<usize>>,
    version: Option<Range<usize>>,
    language: Option<Range<usize>>,
    stem_end: usize,
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub revision: Option<u16>,
    pub all_parts: bool,
    pub is_consolidated: bool,
    /// Whether the year was read where its hyphen had been lost.
    pub is_doubtful: bool,
    /// What the document adopts identically, where the number has it behind a slash.
    pub adopts: Option<Number>,
    pub level: Option<Level>,
    pub nature: Option<Nature>,
    pub region: Option<&'static Region>,
    pub industry: Option<&'static Industry>,
    /// Whether a suffix or a region's digits make the code unlike a word of plain text.
    pub is_marked: bool,
}

impl Draft {
    pub fn new(level: impl Into<Option<Level>>) -> Self {
        Self {
            text: String::with_capacity(32),
            prefix: 0..0,
            serial: 0..0,
            parts: 0..0,
            amendment: None,
            version: None,
            language: None,
            stem_end: 0,
            year: None,
            month: None,
            revision: None,
            all_parts: false,
            is_consolidated: false,
            is_doubtful: false,
            adopts: None,
            level: level.into(),
            nature: None,
            region: None,
            industry: None,
            is_marked: false,
        }
    }

    pub fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// All that was written so far is the prefix.
    pub fn end_prefix(&mut self) {
        self.prefix = 0..self.text.len();
    }

    /// Writes the serial.
    pub fn push_serial(&mut self, serial: &str) {
        let start = self.text.len();
        self.push(serial);
        self.serial = start..self.text.len();
        self.parts = self.text.len()..self.text.len();
    }

    /// Writes more of the serial, directly behind it.
    pub fn extend_serial(&mut self, separator: &str, more: &str) {
        self.push(separator);
        self.push(more);
        self.serial.end = self.text.len();
        self.parts = self.text.len()..self.text.len();
    }

    /// Writes a part behind the serial.
    pub fn push_part(&mut self, separator: &str, part: &str) {
        self.push(separator);
        self.push(part);
        self.parts.end = self.text.len();
    }

    /// Takes the last part back if it is one that is wanted.
    pub fn take_part(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let at = slice_or_empty(&self.text, self.parts.clone()).rfind('.')? + self.parts.start;
        let part = String::from(slice_or_empty(&self.text, at + 1..));
        is_wanted(&part).then(|| {
            self.text.truncate(at);
            self.parts.end = at;
            part
        })
    }

    /// Whether a part was written.
    pub fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The serial as written so far.
    pub fn serial(&self) -> &str {
        slice_or_empty(&self.text, self.serial.clone())
    }

    /// The text so far, which becomes the canonical form.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All that was written so far is the undated number.
    pub fn end_stem(&mut self) {
        self.stem_end = self.text.len();
    }

    /// Writes an amendment behind a slash or a plus; one behind another makes one text with it.
    pub fn push_amendment(&mut self, separator: &str, pieces: &[&str]) {
        self.push(separator);
        let start = self.amendment.as_ref().map_or(self.text.len(), |amendment| amendment.start);
        for piece in pieces {
            self.push(piece);
        }
        self.amendment = Some(start..self.text.len());
    }

    /// Writes what names an edition beside or instead of a year.
    pub fn push_version(&mut self, before: &str, version: &str) {
        self.push(before);
        let start = self.text.len();
        self.push(version);
        self.version = Some(start..self.text.len());
    }

    /// Whether one edition is named.
    pub fn is_dated(&self) -> bool {
        self.year.is_some() || self.version.is_some()
    }

    /// Writes the mark of a translated edition.
    pub fn push_language(&mut self, mark: &str) {
        let start = self.text.len();
        self.push(mark);
        self.language = Some(start..self.text.len());
    }

    /// The canonical form and its shape; none when it grew too long.
    pub fn finish(self) -> Option<(Box<str>, NumberShape, Option<Box<Number>>)> {
        if self.text.len() > MAX_BYTES {
            return None;
        }
        let shape = NumberShape {
            prefix: span(&self.prefix)?,
            serial: span(&self.serial)?,
            parts: span(&self.parts)?,
            amendment: self.amendment.as_ref().and_then(span),
            version: self.version.as_ref().and_then(span),
            language: self.language.as_ref().and_then(span),
            stem_end: u8::try_from(self.stem_end).ok()?,
            year: self.year,
            month: self.month,
            revision: self.revision,
            all_parts: self.all_parts,
            is_consolidated: self.is_consolidated,
            is_doubtful: self.is_doubtful,
            level: self.level,
            nature: self.nature,
            region: self.region,
            industry: self.industry,
        };
        Some((self.text.into_boxed_str(), shape, self.adopts.map(Box::new)))
    }
}

fn span(range: &Range<usize>) -> Option<FormSpan> {
    Some(FormSpan { start: u8::try_from(range.start).ok()?, end: u8::try_from(range.end).ok()? })
}

/// A place in folded text. Moves over ASCII only, except in [`Cursor::chars_while`], so it is always at a character.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The byte `ahead` of here; zero past the end.
    pub fn peek(&self, ahead: usize) -> u8 {
        let bytes = self.text.as_bytes();
        bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek(0) == byte && !self.at_end();
        self.at += usize::from(found);
        found
    }

    /// Takes spaces, and what file names have for them.
    pub fn spaces(&mut self) {
        while self.eat(b' ') || self.eat(b'_') {}
    }

    /// Takes a slash, or what file names have for it.
    pub fn slash(&mut self) -> bool {
        self.eat(b'/') || (self.peek(0) == b'_' && self.peek(1).is_ascii_alphabetic() && self.eat(b'_'))
    }

    /// Takes a text, such as a word of Chinese characters.
    pub fn literal(&mut self, text: &str) -> bool {
        let found = slice_or_empty(self.text, self.at..).starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// The character here.
    pub fn next_char(&self) -> Option<char> {
        slice_or_empty(self.text, self.at..).chars().next()
    }

    /// Takes a word of capitals if it stands here whole: no letter follows it.
    pub fn word(&mut self, word: &str) -> bool {
        let found =
            slice_or_empty(self.text, self.at..).starts_with(word) && !self.peek(word.len()).is_ascii_alphabetic();
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes the letters that stand here, `limit` at the most; empty when there are none or too many.
    pub fn letters(&mut self, limit: usize) -> &'a str {
        self.bytes_while(limit, |byte| byte.is_ascii_alphabetic())
    }

    /// Takes the digits that stand here, `limit` at the most; empty when there are none or too many.
    pub fn digits(&mut self, limit: usize) -> &'a str {
        self.bytes_while(limit, |byte| byte.is_ascii_digit())
    }

    fn bytes_while(&mut self, limit: usize, is_wanted: impl Fn(u8) -> bool) -> &'a str {
        let length = self.text.bytes().skip(self.at).take_while(|byte| is_wanted(*byte)).count();
        if length > limit {
            return "";
        }
        let taken = slice_or_empty(self.text, self.at..self.at + length);
        self.at += length;
        taken
    }

    /// Takes the characters that stand here and are wanted, `limit` at the most.
    pub fn chars_while(&mut self, limit: usize, is_wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = slice_or_empty(self.text, self.at..);
        let length: usize = rest.chars().take(limit).take_while(|ch| is_wanted(*ch)).map(char::len_utf8).sum();
        self.at += length;
        slice_or_empty(rest, ..length)
    }

    /// Takes what `take` reads, or stays here.
    pub fn attempt<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let taken = take(self);
        if taken.is_none() {
            self.at = start;
        }
        taken
    }

    /// Text between two places of this cursor.
    pub fn since(&self, start: usize) -> &'a str {
        slice_or_empty(self.text, start..self.at)
    }
}

/// A year in four digits, 1900 to 2099.
pub(crate) fn year(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok()?;
    (digits.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}
