//! Tables for the terminal: columns as wide as what they hold, counting a Chinese character as two.

use std::fmt;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use mulu_core::printable::line;

/// The widest cell that is shown whole, in columns. No screen shows a wider one, and all other rows would be padded to it.
const WIDEST: usize = 400;

/// A table that is printed when it is whole.
pub struct TextTable {
    rows: Vec<Vec<String>>,
}

impl TextTable {
    /// A table with these headers.
    #[must_use]
    pub fn new(headers: &[&str]) -> Self {
        TextTable { rows: vec![headers.iter().map(|header| (*header).to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row<I: IntoIterator<Item: Into<String>>>(&mut self, cells: I) {
        self.rows.push(cells.into_iter().map(|cell| shortened(line(&cell.into()))).collect());
    }
}

impl fmt::Display for TextTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
        for row in &self.rows {
            let last = row.len().saturating_sub(1);
            for (at, cell) in row.iter().enumerate() {
                let padding = if at == last { 0 } else { widths.get(at).map_or(0, |width| width + 2 - cell.width()) };
                // Not by a width of the format: that is an error beyond 65,535.
                write!(f, "{cell}{}", " ".repeat(padding))?;
            }
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
