//! TOML as it is while somebody types it: every key, value and header with its place, whatever is still missing.
//!
//! The lexer is that of the parser which `check` reads records with, so both see the same tokens. Where that parser gives a broken
//! statement up, this one keeps what is there: a key without a value, a list without its bracket, a header without its end.

mod cursor;
mod parser;

use std::ops::Range;

use mulu_core::parse::{Diagnostics, split};
use mulu_core::slice::slice_lossy;
use mulu_core::source::{LARGEST_RECORD, kind_of};

pub use cursor::CursorContext;

/// The TOML of a file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where it stands in its file.
    pub toml: Range<usize>,
    /// What stands before the first header, then each header with what stands below it.
    pub sections: Vec<TableNode>,
    /// Comments.
    pub comments: Vec<Range<usize>>,
}

/// A header and what stands below it.
#[derive(Clone, Debug, Default)]
pub struct TableNode {
    /// The header; none above the first.
    pub header: Option<Header>,
    /// Its pairs.
    pub pairs: Vec<Pair>,
}

/// `[catalogue]`, `[[review]]`.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its keys.
    pub keys: Vec<KeyNode>,
    /// Whether it begins one of several tables.
    pub is_list: bool,
    /// Its place, brackets included.
    pub span: Range<usize>,
}

/// A key.
#[derive(Clone, Debug)]
pub struct KeyNode {
    /// Without quotes.
    pub name: String,
    /// Its place.
    pub span: Range<usize>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The key, part by part.
    pub keys: Vec<KeyNode>,
    /// Where its `=` ends.
    pub equals: Option<usize>,
    /// The value.
    pub value: Option<ValueNode>,
}

/// A value.
#[derive(Clone, Debug)]
pub struct ValueNode {
    /// Its place.
    pub span: Range<usize>,
    /// What it is.
    pub form: ValueForm,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum ValueForm {
    /// A text in quotes: where it stands between them.
    Text(Range<usize>),
    /// A day, a number, `true`, or a word that is not finished.
    Bare,
    /// A list.
    List(Vec<ValueNode>),
    /// A table in braces.
    Inline(Vec<Pair>),
}

impl Tree {
    /// Reads the TOML of a file: all of it, or the front matter where its kind has prose. None for a file that is no record, or larger
    /// than one may be.
    #[must_use]
    pub fn of(path: &str, text: &str) -> Option<Tree> {
        if text.len() as u64 > LARGEST_RECORD {
            return None;
        }
        let toml = if kind_of(path)?.has_prose() {
            let toml = split(text, &Diagnostics::default())?.toml;
            toml.start as usize..toml.end as usize
        } else {
            text.len() - text.trim_start_matches('\u{feff}').len()..text.len()
        };
        Some(parser::parse(text, toml))
    }

    /// Every pair of the top of a section, with the names that lead to it.
    pub fn pairs(&self) -> impl Iterator<Item = (&TableNode, &Pair)> {
        self.sections.iter().flat_map(|section| section.pairs.iter().map(move |pair| (section, pair)))
    }
}

impl TableNode {
    /// The names of its header.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let keys = self.header.iter().flat_map(|header| &header.keys);
        keys.map(|key| key.name.clone()).collect()
    }

    /// What it is called in its file: `review`, `clause.step`; empty above the first header.
    #[must_use]
    pub fn name(&self) -> String {
        self.names().join(".")
    }

    /// The value of a key of its own.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&ValueNode> {
        let is = |pair: &&Pair| matches!(pair.keys.as_slice(), [key] if key.name == name);
        self.pairs.iter().find(is)?.value.as_ref()
    }

    /// Its place, from its header to its last value.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let first = self.pairs.first().map(Pair::span);
        let start = self.header.as_ref().map(|header| header.span.start).or(first.map(|span| span.start));
        let end = self.pairs.last().map(|pair| pair.span().end).or(self.header.as_ref().map(|header| header.span.end));
        start.unwrap_or_default()..end.unwrap_or_default()
    }
}

impl Pair {
    /// From the key to the value's end.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let start = self.keys.first().map_or(0, |key| key.span.start);
        let end = self.value.as_ref().map(|value| value.span.end).or(self.equals);
        start..end.unwrap_or_else(|| self.keys.last().map_or(start, |key| key.span.end))
    }
}

impl ValueNode {
    /// The text that it is, as it is written, where it is one.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.form {
            ValueForm::Text(inner) => Some(slice_lossy(text, inner.clone())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
