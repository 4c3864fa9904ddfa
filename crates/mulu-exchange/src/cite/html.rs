//! HTML → its text, with the places of the source.
//!
//! Not a browser: tags go, blocks end a line, character references are read, scripts, styles and comments are left out. Broken
//! markup costs at most the text that it hides.

use super::passage::Passage;
use mulu_core::slice::slice_lossy;

/// Elements whose content is not text.
const HIDDEN: [&str; 4] = ["script", "style", "template", "noscript"];

/// Elements within a line: what stands on either side of their tags may be one word.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u", "var", "wbr",
];

/// The character references that stand in or around numbers; others are kept as they are written.
const REFERENCES: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("hyphen", '\u{2010}'),
    ("dash", '\u{2010}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("horbar", '―'),
    ("minus", '−'),
    ("sol", '/'),
    ("tilde", '˜'),
    ("sim", '∼'),
    ("period", '.'),
];

/// Reads a page.
pub fn html(source: &str) -> Passage {
    let mut page = HtmlText { rest: source, line: 1, column: 1, passage: Passage::default() };
    page.passage.mark(1, 1);
    while let Some(ch) = page.rest.chars().next() {
        match ch {
            '<' => page.markup(),
            '&' => page.reference(),
            _ => page.text(ch),
        }
    }
    page.passage
}

struct HtmlText<'s> {
    rest: &'s str,
    line: usize,
    column: usize,
    passage: Passage,
}

impl HtmlText<'_> {
    /// Goes on by some bytes, counting lines and columns.
    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = (slice_lossy(self.rest, ..bytes), slice_lossy(self.rest, bytes..));
        for ch in skipped.chars() {
            if ch == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
    }

    /// Takes a character of text. Browsers show a line end of the source as a space.
    fn text(&mut self, ch: char) {
        self.passage.push(if matches!(ch, '\n' | '\r') { ' ' } else { ch });
        self.skip(ch.len_utf8());
        if ch == '\n' {
            self.passage.mark(self.line, self.column);
        }
    }

    fn reference(&mut self) {
        let end = self.rest.bytes().take(16).position(|byte| byte == b';');
        let name = end.map_or("", |end| slice_lossy(self.rest, 1..end));
        let Some(ch) = resolve(name) else { return self.text('&') };
        self.passage.push(ch);
        self.skip(name.len() + 2);
        self.passage.mark(self.line, self.column);
    }

    fn markup(&mut self) {
        if self.rest.starts_with("<!--") {
            let end = self.rest.find("-->").map_or(self.rest.len(), |end| end + 3);
            self.skip(end);
            return self.passage.mark(self.line, self.column);
        }
        let begins = slice_lossy(self.rest, 1..)
            .starts_with(|ch: char| ch.is_ascii_alphabetic() || matches!(ch, '/' | '!' | '?'));
        if !begins {
            return self.text('<');
        }
        let after_slash = slice_lossy(self.rest, 1..).trim_start_matches('/');
        let length = after_slash.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let name = slice_lossy(after_slash, ..length).to_ascii_lowercase();
        let is_end = slice_lossy(self.rest, 1..).starts_with('/');
        let tag = tag_length(self.rest);
        self.skip(tag);
        if !is_end && HIDDEN.contains(&name.as_str()) {
            let hidden = content_length(self.rest, &name);
            self.skip(hidden);
        }
        if !INLINE.contains(&name.as_str()) {
            self.passage.push('\n');
        }
        self.passage.mark(self.line, self.column);
    }
}

/// The length of a tag: up to its `>`, where none in a quoted attribute counts; the whole rest where there is none.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find('>').map_or(text.len(), |end| end + 1)
}

/// The length of what an element hides: up to its end tag.
fn content_length(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(found) = slice_lossy(text, from..).find("</") {
        let at = from + found;
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        from = at + 2;
    }
    text.len()
}

fn resolve(name: &str) -> Option<char> {
    if let Some(digits) = name.strip_prefix('#') {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    REFERENCES.iter().find(|(known, _)| *known == name).map(|(_, ch)| *ch)
}
