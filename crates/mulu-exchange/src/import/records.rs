//! Rows of a kind whose sheet is derived from its keys.

use mulu_core::model::{self, Actor};
use mulu_core::references::ReferentKind;

use mulu_core::message;
use mulu_core::number::Number;
use mulu_core::parse::ValueType;
use mulu_core::source::Unreadable;

use super::super::cell::{Cell, CellForm};
use super::super::columns::{Column, derived};
use super::super::insert::Destination;
use super::super::record::RowCells;
use super::{Importer, KnownRecord, Line, is_file_stem};

impl Importer<'_> {
    /// A row of a kind. A record is found by its id, else by its name; a new one has the name of its id, else of its name.
    pub(super) fn record(&mut self, line: &Line, kind: model::Kind) -> Result<(), Unreadable> {
        let called = kind.declaration().identity.first().copied().unwrap_or("id");
        let Some(name) = line.text(called).or(line.text("id")).map(str::to_owned) else {
            self.unclear(line, called, "", message!("没有写 {called}", "it has no {called}"));
            return Ok(());
        };
        let stem = line.text("id").map_or_else(|| Number::parse(&name).slug(), str::to_owned);
        if !is_file_stem(&stem) {
            self.unclear(line, "id", &name, message!("“{stem}”不能作文件名", "“{stem}” cannot be a file's name"));
            return Ok(());
        }
        if self.repeats(line, called, &stem) {
            return Ok(());
        }
        let Some(line) = self.with_agencies(line, kind, &name) else { return Ok(()) };
        let registry = self.registry;
        let by_name = || registry.records(kind).position(|record| record.title() == Some(name.as_str()));
        let found = registry.find(kind, &stem).or_else(|| by_name().filter(|_| line.text("id").is_none()));
        let Some(place) = found else {
            let text = RowCells { kind: line.kind, cells: &line.cells }.record(kind);
            self.add(&line, called, &name, &kind.path(&stem), text);
            return Ok(());
        };
        let Some(file) = registry.record_at(kind, place).map(|record| registry.path(record.file())) else {
            return Ok(());
        };
        let cells = derived::row(registry, kind, place, self.options.day);
        let fillable: Vec<&str> = fillable(kind).collect();
        let known =
            KnownRecord { cells: &cells, identity: &["id"], fillable: &fillable, path: file, into: Destination::Top };
        self.compare(&line, &name, &known)
    }

    /// The row with the ids of the agencies that it names; none where one is not recorded.
    fn with_agencies(&mut self, line: &Line, kind: model::Kind, record: &str) -> Option<Line> {
        let mut cells = line.cells.clone();
        for (key, value) in derived::shape(kind).keys {
            let is_agency = matches!(value, ValueType::Name(ReferentKind::Agency));
            if is_agency && line.text(key).is_some() {
                let agency = self.agency_in(line, key, record)?;
                if let Some(cell) = line.kind.column(key).and_then(|at| cells.get_mut(at)) {
                    *cell = Cell::Text(self.registry.agencies[agency].id.clone());
                }
            }
        }
        Some(Line { number: line.number, kind: line.kind, cells, places: line.places.clone() })
    }
}

/// The keys that may be filled in: those that one who may write them may also change. Lists of entries are compared.
fn fillable(kind: model::Kind) -> impl Iterator<Item = &'static str> {
    let is_open = move |key: &str| {
        kind.declaration().fields.iter().any(|field| field.key == key && !matches!(field.change, Actor::Nobody))
    };
    let columns = derived::columns(kind).iter().filter(|column| !matches!(column.form, CellForm::Rows(_)));
    columns.map(|column| column.key).filter(move |key| is_open(key))
}

impl RowCells<'_> {
    /// The text of a record's file, its keys in the order in which they are read.
    fn record(&self, kind: model::Kind) -> String {
        let (plain, tables): (Vec<&Column>, Vec<&Column>) = derived::columns(kind)
            .iter()
            .filter(|column| column.key != "id")
            .partition(|column| !matches!(column.form, CellForm::Rows(_)));
        let mut text = String::new();
        self.lines(plain.into_iter().map(|column| (column.key, column.key)), &mut text);
        tables.into_iter().for_each(|column| self.tables(column.key, &mut text));
        if kind.has_prose() { format!("+++\n{text}+++\n") } else { text }
    }
}
