//! What a sheet decides of a standard that is on record and of which nobody has decided yet: whether it is in the catalogue, and whom
//! it concerns. A decision that is there is never overwritten by a sheet.

use mulu_core::edit::{EditableRecord, KeyLocation, WrittenValue};

use super::super::cell::Cell;
use super::super::record::TABLES;

/// The text of a record with a cell of a decision filled in; none where the column is of no decision, or nothing can be written.
pub fn filled(path: &str, text: &str, column: &str, cell: &Cell) -> Option<String> {
    let (part, key) = place_of(column)?;
    let value = match cell {
        Cell::Text(text) => WrittenValue::Text(text.clone()),
        Cell::Day(day) => WrittenValue::Day(*day),
        Cell::List(items) => WrittenValue::Texts(items.clone()),
        Cell::Empty | Cell::Number(_) | Cell::Flag(_) | Cell::Rows(_) => return None,
    };
    let mut record = EditableRecord::open(path, text).ok()?;
    record.set(part, key, &value).ok()?;
    Some(record.edit().text)
}

/// Where a column of a decision is written: a key of `[catalogue]`, or one of the two of the record itself.
fn place_of(column: &str) -> Option<(KeyLocation<'static>, &'static str)> {
    let (_, keys) = TABLES.iter().find(|(table, _)| *table == "catalogue")?;
    let in_catalogue =
        keys.iter().find(|(_, own)| *own == column).map(|(key, _)| (KeyLocation::Table("catalogue"), *key));
    in_catalogue
        .or_else(|| ["classes", "topics"].into_iter().find(|own| *own == column).map(|own| (KeyLocation::Top, own)))
}
