//! Tables for the terminal: columns as wide as what they hold, counting a Chinese character as two.

use std::fmt;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use mulu_core::printable::line;
use mulu_core::slice::slice_lossy;

/// The widest cell that is shown whole, in columns. No screen shows a wider one, and all other rows would be padded to it.
const WIDEST: usize = 400;

/// A table that is printed when it is whole: only then is it known how wide its columns are. Its cells lie in one text, so that a
/// table of a million rows costs what its letters do.
pub struct TextTable {
    /// All cells, one after another.
    text: String,
    /// Where each cell ends in the text.
    cells: Vec<usize>,
    /// Where each row ends among the cells.
    rows: Vec<usize>,
    /// The width of each column so far; there are as many as headers.
    widths: Vec<usize>,
}

impl TextTable {
    /// A table with these headers.
    #[must_use]
    pub fn new(headers: &[&str]) -> Self {
        let widths = vec![0; headers.len()];
        let mut table = TextTable { text: String::new(), cells: Vec::new(), rows: Vec::new(), widths };
        headers.iter().for_each(|header| table.cell(header));
        table.rows.push(table.cells.len());
        table
    }

    /// Adds a row.
    pub fn row<I: IntoIterator<Item: Into<String>>>(&mut self, cells: I) {
        cells.into_iter().for_each(|cell| self.cell(&shortened(line(&cell.into()))));
        self.rows.push(self.cells.len());
    }

    /// Adds a cell to the row that has not ended.
    fn cell(&mut self, cell: &str) {
        let column = self.cells.len() - self.rows.last().copied().unwrap_or(0);
        if let Some(width) = self.widths.get_mut(column) {
            *width = (*width).max(cell.width());
        }
        self.text.push_str(cell);
        self.cells.push(self.text.len());
    }
}

impl fmt::Display for TextTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut ends, mut begun, mut start) = (self.cells.iter(), 0, 0);
        for row in &self.rows {
            let count = row - begun;
            for (at, end) in ends.by_ref().take(count).enumerate() {
                let cell = slice_lossy(&self.text, start..*end);
                let width = if at + 1 == count { None } else { self.widths.get(at) };
                let padding = width.map_or(0, |width| width + 2 - cell.width());
                // Not by a width of the format: that is an error beyond 65,535.
                write!(f, "{cell}{}", " ".repeat(padding))?;
                start = *end;
            }
            begun = *row;
            writeln!(f)?;
        }
        Ok(())
    }
}

/// A cell of at most [`WIDEST`] columns; where it is cut, it ends in an ellipsis.
fn shortened(cell: String) -> String {
    if cell.len() <= WIDEST || cell.width() <= WIDEST {
        return cell;
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width < WIDEST
    };
    cell.chars().take_while(fits).chain(['…']).collect()
}
