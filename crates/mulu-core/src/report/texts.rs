//! Places in files as people count: by line and column.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::characters::Characters;
use crate::model::{FileId, Place, Span};
use crate::registry::Registry;
use crate::slice::slice_lossy;

/// A file's text and where its lines begin.
#[derive(Debug)]
pub struct SourceText<'r> {
    /// The text.
    pub text: Cow<'r, str>,
    lines: Vec<usize>,
    /// Counted when a column is first asked for.
    characters: OnceCell<Characters>,
}

/// A place as people count: lines and columns from 1. A column counts characters, and a byte order mark is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the end.
    pub end_column: usize,
}

/// How many files' lines are known at once. Findings come by file, so a file is asked for again soon or hardly ever.
const HELD: usize = 2048;

/// Texts by file, the lines of each found when it is asked for, and known for a while.
pub struct Texts<'r> {
    registry: &'r Registry,
    known: RefCell<HashMap<FileId, Rc<SourceText<'r>>>>,
}

impl<'r> Texts<'r> {
    /// Those of a registry.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        Texts { registry, known: RefCell::default() }
    }

    /// The text of a place's file, up to that place at least; empty where it could not be read.
    #[must_use]
    pub fn around(&self, Place { file, span }: Place) -> Rc<SourceText<'r>> {
        let read = || Rc::new(SourceText::new(self.registry.text_until(file, span.end)));
        let mut known = self.known.borrow_mut();
        if known.len() >= HELD && !known.contains_key(&file) {
            known.clear();
        }
        let entry = known.entry(file).or_insert_with(read);
        if entry.text.len() < span.end as usize {
            *entry = read();
        }
        Rc::clone(entry)
    }

    /// A place by line and column.
    #[must_use]
    pub fn position(&self, place: Place) -> Position {
        self.around(place).position(place.span)
    }
}

impl<'r> SourceText<'r> {
    fn new(text: Cow<'r, str>) -> Self {
        // Byte by byte: lines are too short for a search to pay.
        let starts = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, after)| after);
        let lines = std::iter::once(0).chain(starts).collect();
        SourceText { text, lines, characters: OnceCell::new() }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        self.characters.get_or_init(|| Characters::of(&self.text)).before(&self.text, at)
    }

    /// A span by line and column.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        let (line, column) = self.locate(span.start as usize);
        let (end_line, end_column) = self.locate((span.end as usize).max(span.start as usize));
        Position { line, column, end_line, end_column }
    }

    fn locate(&self, at: usize) -> (usize, usize) {
        let at = self.text.floor_char_boundary(at);
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1];
        let start = self.without_mark(start).min(at);
        (line, self.characters_before(at) - self.characters_before(start) + 1)
    }

    /// Where a line begins, behind byte order marks.
    fn without_mark(&self, start: usize) -> usize {
        let rest = slice_lossy(&self.text, start..);
        start + (rest.len() - rest.trim_start_matches('\u{feff}').len())
    }

    /// Where the shown part of a line begins in the text: that of [`SourceText::line`].
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.without_mark(self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len()))
    }

    /// A line of the text, counted from 1, without its end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        slice_lossy(&self.text, start..end).trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}')
    }
}
