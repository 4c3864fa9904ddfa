//! A document's text, and where each piece of it stands in its source.

use std::sync::OnceLock;

use mulu_core::characters::Characters;

/// Text whose places are known by line and column of the source.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    text: String,
    marks: Vec<Mark>,
    /// Parts of the document with lines of their own, such as its footnotes: where each begins in the text, and its name.
    parts: Vec<(usize, String)>,
    /// Counted when a column is first asked for; then the text is whole.
    characters: OnceLock<Characters>,
}

/// From this byte of the text on, characters follow each other in the source too.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    line: usize,
    column: usize,
    /// Whether the column is that of a cell, which all its characters share.
    is_cell: bool,
}

impl Passage {
    /// Text that is its own source.
    #[must_use]
    pub fn plain(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let marks = starts.zip(1..).map(|(at, line)| Mark { at, line, column: 1, is_cell: false }).collect();
        Passage { text, marks, ..Passage::default() }
    }

    /// Begins a part of the document whose lines are counted anew. A blank line sets it off, so that no number goes over.
    pub(super) fn begin_part(&mut self, name: &str) {
        self.text.push('\n');
        self.parts.push((self.text.len(), name.to_owned()));
    }

    /// Says where in the source the next character stands.
    pub(super) fn mark(&mut self, line: usize, column: usize) {
        self.marks.push(Mark { at: self.text.len(), line, column, is_cell: false });
    }

    /// Says in which cell of a sheet the next character stands.
    pub(super) fn mark_cell(&mut self, line: usize, column: usize) {
        self.marks.push(Mark { at: self.text.len(), line, column, is_cell: true });
    }

    /// Adds a character.
    pub(super) fn push(&mut self, ch: char) {
        self.text.push(ch);
    }

    /// Adds text.
    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part that a byte of the text belongs to, by its place among the parts and its name; none for the document's body.
    #[must_use]
    pub fn part(&self, at: usize) -> Option<(usize, &str)> {
        let index = self.parts.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        self.parts.get(index).map(|(_, name)| (index, name.as_str()))
    }

    /// The line and column in the source, from 1, of a byte of the text that begins a character.
    #[must_use]
    pub fn position(&self, at: usize) -> (usize, usize) {
        let after = self.marks.partition_point(|mark| mark.at <= at);
        let Some(mark) = after.checked_sub(1).and_then(|index| self.marks.get(index)) else { return (1, 1) };
        if mark.is_cell {
            return (mark.line, mark.column);
        }
        let characters = self.characters.get_or_init(|| Characters::of(&self.text));
        let between = characters.before(&self.text, at).saturating_sub(characters.before(&self.text, mark.at));
        (mark.line, mark.column + between)
    }
}
