//! The columns of the kinds that have no list of columns of their own: a column for each key, as it is declared and read.
//!
//! The header is what the key is called, the form is the type that the reader asks for, and the cells are the record's facts.

use std::sync::LazyLock;

use mulu_core::facts::Facts;
use mulu_core::schema::about;
use serde_json::Value as Json;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::{Kind, Presentation};
use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_core::registry::Registry;

use super::super::cell::{Cell, CellForm};
use super::{Column, stored};

/// The kinds whose sheets are derived.
pub fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| kind.is_many() && kind.declaration().sheet == Presentation::Derived)
}

/// The sheet of one kind.
struct DerivedSheet {
    kind: Kind,
    columns: Vec<Column>,
    keys: Vec<&'static str>,
    required: Vec<&'static str>,
}

/// Made once: the program has as many as it has kinds. A kind with columns of its own has a sheet here too, which is not offered.
static SHEETS: LazyLock<Vec<DerivedSheet>> =
    LazyLock::new(|| Kind::ALL.iter().filter(|kind| kind.is_many()).map(|kind| sheet(*kind)).collect());

fn of(kind: Kind) -> Option<&'static DerivedSheet> {
    SHEETS.iter().find(|sheet| sheet.kind == kind)
}

/// The columns of a kind.
pub fn columns(kind: Kind) -> &'static [Column] {
    of(kind).map_or(&[], |sheet| &sheet.columns)
}

/// The keys of a kind's records, in the order of their files.
pub fn keys(kind: Kind) -> &'static [&'static str] {
    of(kind).map_or(&[], |sheet| &sheet.keys)
}

/// The keys of the columns that a sheet of a kind must have.
pub fn required(kind: Kind) -> &'static [&'static str] {
    of(kind).map_or(&[], |sheet| &sheet.required)
}

/// What the reader of a kind asks for.
pub fn shape(kind: Kind) -> TableShape {
    kind.declaration().schemas.first().map(|schema| describe(kind, schema.path)).unwrap_or_default()
}

fn sheet(kind: Kind) -> DerivedSheet {
    let shape = shape(kind);
    let column = |(key, value): &(&'static str, ValueType)| {
        let field = kind.declaration().fields.iter().find(|field| field.key == *key);
        let words = field.map_or(&[][..], |field| field.cells);
        let names = field.map_or(&[][..], |field| field.headers);
        Some(stored(key, header(kind, key), form(value, words)?, names))
    };
    let columns =
        std::iter::once(stored("id", "代码", CellForm::Text, &[])).chain(shape.keys.iter().filter_map(column));
    DerivedSheet {
        kind,
        columns: columns.collect(),
        keys: shape.keys.iter().map(|(key, _)| *key).collect(),
        required: shape.required.clone(),
    }
}

/// What a key is called, without what is said of it besides.
fn header(kind: Kind, key: &'static str) -> &'static str {
    let words = about(&format!("{}.{key}", kind.id())).map_or(key, |(zh, _)| zh);
    words.split(['：', '；', '，', '（']).next().unwrap_or(words)
}

/// How a sheet holds a value; none for tables whose keys the user chooses.
fn form(value: &ValueType, words: &'static [(&'static str, &'static [&'static str])]) -> Option<CellForm> {
    Some(match value {
        ValueType::Text | ValueType::Name(_) | ValueType::Duration | ValueType::DayOrUnknown => CellForm::Text,
        ValueType::Number => CellForm::Number,
        ValueType::Day => CellForm::Day,
        ValueType::Word(_) if words.is_empty() => CellForm::Text,
        ValueType::Word(_) => CellForm::Word(words),
        ValueType::Flag => CellForm::Flag,
        ValueType::Integer(..) => CellForm::Whole,
        ValueType::Amount => CellForm::Amount,
        ValueType::List(item) if matches!(**item, ValueType::Number) => CellForm::Numbers,
        ValueType::List(_) => CellForm::List,
        // Days by names of their own are no columns.
        ValueType::Table(inner) | ValueType::Tables(inner) if inner.borrow().other_days => return None,
        ValueType::Table(inner) | ValueType::Tables(inner) => {
            let fields: Vec<&'static str> = inner.borrow().keys.iter().map(|(key, _)| *key).collect();
            // Once for each kind of the program.
            CellForm::Rows(Vec::leak(fields))
        }
        ValueType::Free(_) | ValueType::Any => return None,
    })
}

/// A record as a row.
pub fn row(registry: &Registry, kind: Kind, place: usize, on: Day) -> Vec<Cell> {
    Facts::of(registry, kind, place, on, Lang::En).map(|facts| cells(kind, &facts)).unwrap_or_default()
}

fn cells(kind: Kind, facts: &Facts) -> Vec<Cell> {
    let values = facts.values();
    columns(kind)
        .iter()
        .map(|column| {
            // Facts call a list of tables by its plural; what has the key's own name may be said of them.
            let listed = || values.get(&format!("{}s", column.key));
            let list = matches!(column.form, CellForm::Rows(_)).then(listed).flatten();
            list.or_else(|| values.get(column.key)).map_or(Cell::Empty, |value| cell(value, column.form))
        })
        .collect()
}

fn cell(value: &Json, form: CellForm) -> Cell {
    let items = || value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let cell = match (value, form) {
        (Json::Null, _) => Cell::Empty,
        (Json::String(day), CellForm::Day) => day.parse().map_or(Cell::Empty, Cell::Day),
        (_, CellForm::Rows(fields)) => Cell::Rows(items().iter().map(|item| fields_of(item, fields)).collect()),
        (_, CellForm::List | CellForm::Numbers | CellForm::Ics) => Cell::List(items().iter().map(text).collect()),
        (Json::Number(number), _) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        (Json::Bool(flag), _) => Cell::Flag(*flag),
        _ => Cell::Text(text(value)),
    };
    if cell.is_empty() { Cell::Empty } else { cell }
}

fn fields_of(item: &Json, fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| item.get(field).map(text).unwrap_or_default()).collect()
}

fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
