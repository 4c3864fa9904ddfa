//! A row → the text of a record, its keys in the order of DESIGN 3.

use std::fmt::Write;

use mulu_core::day::Day;
use mulu_core::edit::toml_string;

use super::cell::{Cell, CellForm, DAYS};
use super::columns::{SheetKind, cases, derived};

/// The keys of a record's own table, in order. A column has the key that the record has.
pub fn top_keys(kind: SheetKind) -> &'static [&'static str] {
    match kind {
        SheetKind::Standards => &[
            "number",
            "title",
            "title_en",
            "issued",
            "effective",
            "withdrawn",
            "replaces",
            "partly_replaces",
            "ics",
            "ccs",
            "issuer",
            "classes",
            "topics",
            "adopts",
            "keywords",
            "source",
            "sample",
            "review_cycle",
            "form",
        ],
        SheetKind::Adoptions => &["standard", "status", "since", "filed", "systems", "evidence"],
        SheetKind::Projects => &[
            "name",
            "name_en",
            "agency",
            "jurisdiction",
            "stage",
            "approved",
            "investment",
            "major",
            "classified",
            "traits",
            "mlps_level",
            "sample",
        ],
        SheetKind::Agencies => &["name", "name_en", "jurisdiction", "roles", "uscc", "contact", "sample"],
        SheetKind::Policies | SheetKind::Topics | SheetKind::Reviews => &[],
        SheetKind::Cases => cases::keys(),
        SheetKind::Records(kind) => derived::keys(kind),
    }
}

/// The columns of a standard's tables: the table, and each key with its column.
pub const TABLES: [(&str, &[(&str, &str)]); 2] = [
    (
        "catalogue",
        &[
            ("status", "catalogue_status"),
            ("listed", "listed"),
            ("delisted", "delisted"),
            ("binding", "binding"),
            ("mandated_by", "mandated_by"),
            ("applies_to", "applies_to"),
            ("when", "when"),
            ("reason", "excluded_reason"),
        ],
    ),
    (
        "drafting",
        &[
            ("application", "drafting_application"),
            ("approval", "drafting_approval"),
            ("drafting", "drafting_drafting"),
            ("consultation", "drafting_consultation"),
            ("consultation_until", "drafting_consultation_until"),
            ("evaluation", "drafting_evaluation"),
            ("publication", "drafting_publication"),
        ],
    ),
];

/// The cells of a row by key.
pub struct RowCells<'c> {
    /// What they are.
    pub kind: SheetKind,
    /// One for every column of the kind.
    pub cells: &'c [Cell],
}

impl RowCells<'_> {
    fn get(&self, key: &str) -> Option<(CellForm, &Cell)> {
        let at = self.kind.column(key)?;
        let cell = self.cells.get(at).filter(|cell| !cell.is_empty() && **cell != Cell::Flag(false))?;
        Some((self.kind.columns()[at].form, cell))
    }

    pub(super) fn lines(&self, keys: impl Iterator<Item = (&'static str, &'static str)>, out: &mut String) {
        for (key, column) in keys {
            if let Some((form, cell)) = self.get(column) {
                out.push_str(&line(key, &value(form, cell)));
            }
        }
    }

    /// The text of a standard's file.
    pub fn standard(&self) -> String {
        let mut text = String::from("+++\n");
        self.lines(top_keys(SheetKind::Standards).iter().map(|key| (*key, *key)), &mut text);
        for (table, keys) in TABLES {
            let mut inner = String::new();
            self.lines(keys.iter().copied(), &mut inner);
            if !inner.is_empty() {
                let _ = write!(text, "\n[{table}]\n{inner}");
            }
        }
        self.tables("review", &mut text);
        text.push_str("+++\n");
        if let Some((_, Cell::Text(body))) = self.get("body") {
            text.push_str(body.trim());
            text.push('\n');
        }
        text
    }

    /// The text of a project's file.
    pub fn project(&self) -> String {
        let mut text = String::new();
        self.lines(top_keys(SheetKind::Projects).iter().map(|key| (*key, *key)), &mut text);
        for array in ["conformance", "evidence", "waiver", "order"] {
            self.tables(array, &mut text);
        }
        text
    }

    /// The text of a filing: one `[[adoption]]` of an agency's file.
    pub fn adoption(&self) -> String {
        let mut text = String::from("[[adoption]]\n");
        self.lines(top_keys(SheetKind::Adoptions).iter().map(|key| (*key, *key)), &mut text);
        text
    }

    pub(super) fn tables(&self, array: &'static str, text: &mut String) {
        let Some((CellForm::Rows(fields), Cell::Rows(rows))) = self.get(array) else { return };
        for row in rows {
            let _ = write!(text, "\n[[{array}]]\n");
            for (key, field) in fields.iter().zip(row).filter(|(_, field)| !field.is_empty()) {
                text.push_str(&line(key, &field_value(key, field)));
            }
        }
    }
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {value}\n")
}

/// A cell as a TOML value.
pub fn value(form: CellForm, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => toml_string(text),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::List(items) => bracketed(items.iter().map(|item| toml_string(item))),
        Cell::Rows(rows) => {
            let CellForm::Rows(fields) = form else { return String::new() };
            bracketed(rows.iter().map(|row| inline(fields, row)))
        }
    }
}

fn bracketed(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn inline(fields: &[&str], row: &[String]) -> String {
    let known = fields.iter().zip(row).filter(|(_, field)| !field.is_empty());
    let entries: Vec<String> = known.map(|(key, field)| format!("{key} = {}", field_value(key, field))).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A field of a table: a day where the key is a day's, else a text.
pub fn field_value(key: &str, field: &str) -> String {
    let day = DAYS.contains(&key).then(|| field.parse::<Day>().ok()).flatten();
    day.map_or_else(|| toml_string(field), |day| day.to_string())
}
