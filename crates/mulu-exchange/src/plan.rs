//! What an import would do, row by row.

use std::collections::BTreeMap;

use mulu_core::message::Message;

use super::columns::SheetKind;

/// What becomes of a row or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowOutcome {
    /// A record that is new.
    Added,
    /// A fact that the record does not have yet.
    Filled,
    /// A fact that the record has otherwise and that takes the sheet's value, where that is asked for.
    Changed,
    /// A fact that the record has otherwise: never overwritten, a person decides.
    Differs,
    /// A cell that cannot be understood, or a row that contradicts itself: the row is not taken.
    Unclear,
    /// What was passed over.
    Note,
}

impl RowOutcome {
    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            RowOutcome::Added => "added",
            RowOutcome::Filled => "filled",
            RowOutcome::Changed => "changed",
            RowOutcome::Differs => "differs",
            RowOutcome::Unclear => "unclear",
            RowOutcome::Note => "note",
        }
    }
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// The row of the sheet, from 1; none for what concerns a column or the whole sheet.
    pub row: Option<u32>,
    /// The column of the sheet, from 0.
    pub column: Option<u32>,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// The record: a number, a title or a name.
    pub record: String,
    /// The record's file, relative to the root.
    pub file: Option<String>,
    /// The key of the fact.
    pub key: Option<&'static str>,
    /// In words.
    pub message: Message,
}

impl PlanEntry {
    /// The cell as spreadsheets name it: `D12`; the row or the column alone where only that is known.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.column, self.row) {
            (column, Some(row)) => cell_address(column, row),
            (Some(column), None) => letters(column),
            (None, None) => String::new(),
        }
    }
}

/// A cell as spreadsheets name it; the row alone where the column is not known.
#[must_use]
pub fn cell_address(column: Option<u32>, row: u32) -> String {
    column.map_or_else(|| row.to_string(), |column| address(column, row))
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What the rows are.
    pub kind: SheetKind,
    /// The sheet that was read; none for CSV.
    pub sheet: Option<String>,
    /// How many rows it has below the header.
    pub rows: usize,
    /// How many of them change nothing.
    pub unchanged: usize,
    /// What becomes of the others, by row.
    pub entries: Vec<PlanEntry>,
    /// The files to write, by path relative to the root: the whole new text of each. Rows that are unclear are not in them.
    pub files: BTreeMap<String, String>,
    /// The rows of new standards that name no source: they cannot be written (missing-source).
    pub without_source: Vec<u32>,
}

impl ImportPlan {
    /// How many entries have an outcome.
    #[must_use]
    pub fn count(&self, outcome: RowOutcome) -> usize {
        self.entries.iter().filter(|entry| entry.outcome == outcome).count()
    }
}

/// A cell's address: column from 0, row from 1.
pub fn address(column: u32, row: u32) -> String {
    format!("{}{row}", letters(column))
}

/// A column's letters: 0 is A, 26 is AA.
pub fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}
