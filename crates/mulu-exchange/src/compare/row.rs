//! A row of an export: what it says of a standard, as far as it is compared.

use std::collections::BTreeMap;

use mulu_core::day::Day;

use super::Unclear;
use crate::cell::Cell;
use crate::sheet::Sheet;

/// What a platform knows better than a registry. Whose a standard is, how it is classed and what is said of it are told in many ways, none
/// of them wrong.
const COMPARED: [&str; 10] = [
    "number",
    "title",
    "title_en",
    "status",
    "issued",
    "effective",
    "withdrawn",
    "replaces",
    "partly_replaces",
    "replaced_by",
];

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the sheet.
    pub number: u32,
    /// The standard, as it names it.
    pub name: String,
    /// Whether every cell could be read.
    pub is_whole: bool,
    cells: BTreeMap<&'static str, Cell>,
    places: BTreeMap<&'static str, u32>,
}

impl Row {
    /// Where a column stands in the sheet.
    pub fn place(&self, key: &str) -> Option<u32> {
        self.places.get(key).copied()
    }

    /// A text, if it says one.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.cells.get(key) {
            Some(Cell::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A day, if it says one.
    pub fn day(&self, key: &str) -> Option<Day> {
        match self.cells.get(key) {
            Some(Cell::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The numbers that it names.
    pub fn numbers(&self, key: &str) -> &[String] {
        match self.cells.get(key) {
            Some(Cell::List(numbers)) => numbers,
            _ => &[],
        }
    }
}

/// The rows of a sheet that name a standard. What cannot be read is told and left out; the rest of its row is compared.
pub fn rows(sheet: &Sheet, unclear: &mut Vec<Unclear>) -> Vec<Row> {
    let columns = sheet.kind.columns();
    let compared = |at: usize| columns.get(at).filter(|column| COMPARED.contains(&column.key));
    let mut rows = Vec::new();
    for (number, raws) in &sheet.rows {
        let mut row = Row {
            number: *number,
            name: String::new(),
            is_whole: true,
            cells: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        let mut errors = Vec::new();
        for (place, at) in &sheet.columns {
            let (Some(raw), Some(column)) = (raws.get(place), compared(*at)) else { continue };
            row.places.insert(column.key, *place);
            match Cell::read(raw, column.form) {
                Ok(cell) if column.key == "number" => {
                    row.name = cell.shown(column.form, mulu_core::message::Lang::En).into_owned();
                }
                Ok(cell) => {
                    row.cells.insert(column.key, cell);
                }
                Err(message) => errors.push((*place, message)),
            }
        }
        row.is_whole = errors.is_empty();
        unclear.extend(errors.into_iter().map(|(place, message)| Unclear {
            row: *number,
            column: Some(place),
            number: row.name.clone(),
            message,
        }));
        if !row.name.is_empty() {
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::COMPARED;
    use crate::columns::SheetKind;

    #[test]
    fn what_is_compared_has_a_column() {
        assert!(COMPARED.iter().all(|key| SheetKind::Standards.column(key).is_some()));
    }
}
