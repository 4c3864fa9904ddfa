//! What a sheet decides of a standard that is on record and of which nobody has decided yet: whether it is in the catalogue, and whom
//! it concerns. A decision that is there is never overwritten by a sheet.

use mulu_core::edit::{EditableRecord, KeyLocation, WrittenValue};

use super::super::cell::Cell;

/// The columns of a decision, and what each is called under `[catalogue]`; the last two are the record's own keys.
const COLUMNS: [(&str, &str); 10] = [
    ("catalogue_status", "status"),
    ("listed", "listed"),
    ("delisted", "delisted"),
    ("binding", "binding"),
    ("mandated_by", "mandated_by"),
    ("applies_to", "applies_to"),
    ("when", "when"),
    ("excluded_reason", "reason"),
    ("classes", "classes"),
    ("topics", "topics"),
];

/// The text of a record with a cell of a decision filled in; none where the column is of no decision, or nothing can be written.
pub fn filled(path: &str, text: &str, column: &str, cell: &Cell) -> Option<String> {
    let (_, key) = COLUMNS.iter().find(|(own, _)| *own == column)?;
    let value = match cell {
        Cell::Text(text) => WrittenValue::Text(text.clone()),
        Cell::Day(day) => WrittenValue::Day(*day),
        Cell::List(items) => WrittenValue::Texts(items.clone()),
        Cell::Empty | Cell::Number(_) | Cell::Flag(_) | Cell::Rows(_) => return None,
    };
    let part = if matches!(*key, "classes" | "topics") { KeyLocation::Top } else { KeyLocation::Table("catalogue") };
    let mut record = EditableRecord::open(path, text).ok()?;
    record.set(part, key, &value).ok()?;
    Some(record.edit().text)
}
