//! What a sheet changes of records that are there (`--update`): exactly the cells that differ, each where its value stands.
//!
//! A fact that was published changes with an `[[erratum]]`, which says what it was and why that was wrong.

use mulu_core::edit::{EditableRecord, KeyLocation, WrittenValue};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model;
use mulu_core::parse::ValueType;
use mulu_core::rights::published;

use super::super::cell::{Cell, CellForm};
use super::super::columns::{Column, SheetKind, derived};
use super::super::insert::Destination;
use super::super::record::{TABLES, field_value, top_keys, value};
use super::ImportOptions;

/// Where in a record's file the value of a column stands.
enum CellTarget {
    Key(KeyLocation<'static>, &'static str),
    /// A list of tables: sources, reviews, waivers.
    Tables(&'static str),
    /// The text below the front matter.
    Prose,
}

fn target(kind: SheetKind, into: Destination, column: &Column) -> Option<CellTarget> {
    let key = column.key;
    if matches!(column.form, CellForm::Rows(_)) {
        return Some(CellTarget::Tables(key));
    }
    match (kind, into) {
        (SheetKind::Standards, _) if key == "body" => Some(CellTarget::Prose),
        (SheetKind::Standards, _) => {
            let inner = TABLES.iter().find_map(|(table, keys)| {
                let (own, _) = keys.iter().find(|(_, column)| *column == key)?;
                Some(CellTarget::Key(KeyLocation::Table(table), own))
            });
            inner.or_else(|| top_keys(kind).contains(&key).then_some(CellTarget::Key(KeyLocation::Top, key)))
        }
        (SheetKind::Policies, Destination::Clause(at)) => Some(match key {
            "policy_number" => CellTarget::Key(KeyLocation::Top, "number"),
            _ if is_of_policy(key) => CellTarget::Key(KeyLocation::Top, key),
            _ => CellTarget::Key(KeyLocation::Entry("clause", at), key),
        }),
        (SheetKind::Topics, Destination::Topic(class, topic)) => Some(match key {
            "class_title" => CellTarget::Key(KeyLocation::Entry("class", class), "title"),
            _ => CellTarget::Key(KeyLocation::Inner("class", class, "topic", topic), key),
        }),
        _ => Some(match into.entry() {
            Some((list, at)) => CellTarget::Key(KeyLocation::Entry(list, at), key),
            None => CellTarget::Key(KeyLocation::Top, key),
        }),
    }
}

/// Whether a column of the clauses of policies is their policy's, and not the clause's own.
pub(super) fn is_of_policy(key: &str) -> bool {
    matches!(key, "policy_number" | "title" | "issuer" | "jurisdiction" | "issued" | "effective" | "expires")
}

/// A cell of a sheet, and what the record has in its place.
pub(super) struct ChangedCell<'c> {
    /// What the rows are.
    pub kind: SheetKind,
    /// The column.
    pub column: &'c Column,
    /// What the record says.
    pub has: &'c Cell,
    /// What the sheet says.
    pub said: &'c Cell,
    /// The record's file.
    pub path: &'c str,
    /// Its table in the file.
    pub into: Destination,
    /// What its other columns say, to tell a published record from a draft.
    pub cells: &'c [Cell],
}

impl ChangedCell<'_> {
    /// The record's text with the cell's value.
    ///
    /// # Errors
    /// Why it cannot be written: a reason is missing, lines were taken out of a list, or the record is in a form that nothing can be
    /// written into.
    pub fn written(&self, text: &str, options: &ImportOptions) -> Result<String, Message> {
        let Some(target) = target(self.kind, self.into, self.column) else {
            return Err(message!("这一列不能用表格修改", "a sheet cannot change this column"));
        };
        let mut record = match &target {
            CellTarget::Prose => return self.prose(text),
            _ => EditableRecord::open(self.path, text)?,
        };
        match target {
            CellTarget::Key(part, key) => {
                record.set(part, key, &WrittenValue::Toml(value(self.column.form, self.said)))?;
                self.corrected(&mut record, part, key, options)?;
            }
            CellTarget::Tables(list) => self.tables(&mut record, list)?,
            CellTarget::Prose => {}
        }
        Ok(record.edit().text)
    }

    /// Adds the erratum, where what the record said was published.
    fn corrected(
        &self,
        record: &mut EditableRecord<'_>,
        part: KeyLocation<'_>,
        key: &str,
        options: &ImportOptions,
    ) -> Result<(), Message> {
        let (Some(kind), false) = (model_of(self.kind), self.has.is_empty()) else { return Ok(()) };
        let path = match part {
            KeyLocation::Top => key.to_owned(),
            KeyLocation::Table(table) | KeyLocation::Entry(table, _) | KeyLocation::Inner(table, _, _, _) => {
                format!("{table}.{key}")
            }
        };
        if !published(kind, &path) || !self.is_out(&path) {
            return Ok(());
        }
        let Some(reason) = options.reason.as_ref().filter(|reason| !reason.trim().is_empty()) else {
            return Err(message!(
                "这是已公布的事实，更正要写理由：加 --reason 理由",
                "this was published, and a correction has a reason: add --reason TEXT"
            ));
        };
        let named = match part {
            KeyLocation::Entry("clause", _) => format!("clause.{}.{key}", self.cell("clause")),
            _ => key.to_owned(),
        };
        record.append_erratum(options.day, &named, WrittenValue::Toml(value(self.column.form, self.has)), reason.trim())
    }

    /// Whether a fact of the record was out: its number and its day of issue always, the rest once it is issued, a day of listing
    /// once it is more than proposed.
    fn is_out(&self, path: &str) -> bool {
        match path {
            "number" | "issued" => true,
            "catalogue.listed" => self.cell("catalogue_status") != "proposed",
            _ => !self.cell("issued").is_empty(),
        }
    }

    fn cell(&self, key: &str) -> String {
        let cell = self.kind.column(key).and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Empty);
        cell.shown(CellForm::Text, mulu_core::message::Lang::En).into_owned()
    }

    /// Writes the fields that differ, and appends the lines that are new.
    fn tables(&self, record: &mut EditableRecord<'_>, list: &'static str) -> Result<(), Message> {
        let CellForm::Rows(fields) = self.column.form else { return Ok(()) };
        let none = Vec::new();
        let lines = |cell: &Cell| if let Cell::Rows(rows) = cell { rows.clone() } else { none.clone() };
        let (has, said) = (lines(self.has), lines(self.said));
        if said.len() < has.len() {
            let gone = has.len() - said.len();
            return Err(message!(
                "表中少了 {gone} 行；从记录里删去的，请在文件里删",
                "the sheet has {gone} lines fewer; what is to be removed is removed in the file"
            ));
        }
        for (at, (old, new)) in has.iter().zip(&said).enumerate() {
            let changed =
                fields.iter().zip(old.iter().zip(new)).filter(|(_, (old, new))| old != new && !new.is_empty());
            for (key, (_, new)) in changed {
                record.set(KeyLocation::Entry(list, at), key, &self.field(list, key, new))?;
            }
        }
        for new in said.iter().skip(has.len()) {
            let known = fields.iter().zip(new).filter(|(_, field)| !field.is_empty());
            let entry: Vec<(&str, WrittenValue)> =
                known.map(|(key, field)| (*key, self.field(list, key, field))).collect();
            record.append(list, &entry)?;
        }
        Ok(())
    }

    /// A field of a line as its record has it: a list where the reader asks for one.
    fn field(&self, list: &str, key: &str, field: &str) -> WrittenValue {
        let is_list = match self.kind {
            SheetKind::Records(kind) => match derived::shape(kind).value(list) {
                Some(ValueType::Table(inner) | ValueType::Tables(inner)) => {
                    matches!(inner.borrow().value(key), Some(ValueType::List(_)))
                }
                _ => false,
            },
            _ => false,
        };
        if is_list {
            return WrittenValue::Texts(field.split('、').map(|item| item.trim().to_owned()).collect());
        }
        WrittenValue::Toml(field_value(key, field))
    }

    fn prose(&self, text: &str) -> Result<String, Message> {
        let (Cell::Text(new), old) = (self.said, self.has) else { return Ok(text.to_owned()) };
        match old {
            Cell::Text(old) => {
                let at = text.rfind(old.as_str()).ok_or_else(|| message!("找不到正文", "its prose was not found"))?;
                let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(at + old.len()..).unwrap_or_default());
                Ok(format!("{head}{}{tail}", new.trim()))
            }
            _ => Ok(format!("{}\n{}\n", text.trim_end(), new.trim())),
        }
    }
}

/// The kind of record that a sheet's rows are, or stand in.
fn model_of(kind: SheetKind) -> Option<model::Kind> {
    Some(match kind {
        SheetKind::Standards | SheetKind::Reviews => model::Kind::Standard,
        SheetKind::Policies => model::Kind::Policy,
        SheetKind::Adoptions | SheetKind::Agencies => model::Kind::Agency,
        SheetKind::Projects => model::Kind::Project,
        SheetKind::Records(kind) => kind,
        SheetKind::Cases | SheetKind::Topics => return None,
    })
}
