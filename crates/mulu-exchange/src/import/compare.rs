//! A row against the record that it speaks of: what the record lacks and may take is filled, what differs is reported or, where that
//! is asked for, changed.

use mulu_core::message::{Lang, Message};
use mulu_core::source::Unreadable;

use super::super::cell::Cell;
use super::super::columns::{Column, SheetKind};
use super::super::insert::{Destination, insert};
use super::super::plan::RowOutcome;
use super::super::record::{top_keys, value};
use super::update::{ChangedCell, is_of_policy};
use super::{Importer, Line, decision};

/// A record that a row speaks of.
pub(super) struct KnownRecord<'k> {
    /// Its cells, one for every column.
    pub cells: &'k [Cell],
    /// The keys that it was found by.
    pub identity: &'k [&'k str],
    /// The keys that may be filled in: facts from outside. What the office has decided (listing, reviews, waivers) is never changed
    /// by a spreadsheet in a record that is there, unless that is asked for; where nobody has decided, see [`decision`]. Each is
    /// named, so that a key which records get later is not filled in before somebody said that it may be.
    pub fillable: &'k [&'k str],
    /// Its file.
    pub path: &'k str,
    /// Its table in the file.
    pub into: Destination,
}

impl Importer<'_> {
    /// Compares a row with the record it speaks of.
    pub(super) fn compare(&mut self, line: &Line, record: &str, known: &KnownRecord<'_>) -> Result<(), Unreadable> {
        let columns = line.kind.columns();
        let mut differences = 0;
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.stored) {
            let (said, has) = (&completed(&line.cells[at], &known.cells[at]), &known.cells[at]);
            if said.is_empty() || known.identity.contains(&column.key) || said.says_the_same(has) {
                continue;
            }
            differences += 1;
            let (outcome, message) = match self.filled(line, known, column, (has, said))? {
                Some(text) => {
                    self.plan_file(line, known.path, text);
                    (RowOutcome::Filled, fills(column, said))
                }
                None if self.options.update => self.changed(line, known, column, (has, said))?,
                None => (RowOutcome::Differs, differs(column, has, said)),
            };
            self.report_in(line, Some(column.key), outcome, (record, known.path), message);
        }
        if differences == 0 {
            self.plan.unchanged += 1;
        }
        Ok(())
    }

    /// The record's text with what it did not say; none where it says something, or may not be filled in.
    fn filled(
        &self,
        line: &Line,
        known: &KnownRecord<'_>,
        column: &Column,
        (has, said): (&Cell, &Cell),
    ) -> Result<Option<String>, Unreadable> {
        if !has.is_empty() {
            return Ok(None);
        }
        let Some(text) = self.text(known.path)? else { return Ok(None) };
        let order = top_keys(line.kind);
        if known.fillable.contains(&column.key) && order.contains(&column.key) {
            let filled = insert(&text, known.into, order, column.key, &value(column.form, said));
            if filled.is_some() {
                return Ok(filled);
            }
        }
        if line.kind == SheetKind::Standards {
            return Ok(decision::filled(known.path, &text, column.key, said));
        }
        let may = known.fillable.contains(&column.key);
        Ok(may.then(|| Self::cell(line, known, column, (has, said)).written(&text, self.options).ok()).flatten())
    }

    /// What becomes of a cell that differs, where the sheet's value is to be taken.
    fn changed(
        &mut self,
        line: &Line,
        known: &KnownRecord<'_>,
        column: &Column,
        (has, said): (&Cell, &Cell),
    ) -> Result<(RowOutcome, Message), Unreadable> {
        let place = format!("{}#{:?}#{}", known.path, known.into, column.key);
        // Rows that share a record, such as the clauses of a policy, may not each give it another title.
        let place = if line.kind == SheetKind::Policies && is_of_policy(column.key) {
            format!("{}#{}", known.path, column.key)
        } else {
            place
        };
        let shown = said.shown(column.form, Lang::En).into_owned();
        match self.changes.get(&place) {
            Some(before) if *before == shown => return Ok((RowOutcome::Changed, changes(column, has, said))),
            Some(before) => {
                let (name, key) = (column.zh, column.key);
                let (one, other) = (one_line(before), one_line(&shown));
                let message = Message {
                    zh: format!("“{name}”在不同的行里是 {one} 和 {other}"),
                    en: format!("`{key}` is {one} in one row and {other} in another"),
                };
                return Ok((RowOutcome::Unclear, message));
            }
            None => {}
        }
        let Some(text) = self.text(known.path)? else { return Ok((RowOutcome::Differs, differs(column, has, said))) };
        Ok(match Self::cell(line, known, column, (has, said)).written(&text, self.options) {
            Ok(text) => {
                self.changes.insert(place, shown);
                self.plan_file(line, known.path, text);
                (RowOutcome::Changed, changes(column, has, said))
            }
            Err(why) => {
                let changes = changes(column, has, said);
                let message =
                    Message { zh: format!("{}：{}", changes.zh, why.zh), en: format!("{}: {}", changes.en, why.en) };
                (RowOutcome::Unclear, message)
            }
        })
    }

    fn cell<'c>(
        line: &Line,
        known: &'c KnownRecord<'_>,
        column: &'c Column,
        (has, said): (&'c Cell, &'c Cell),
    ) -> ChangedCell<'c> {
        ChangedCell { kind: line.kind, column, has, said, path: known.path, into: known.into, cells: known.cells }
    }
}

/// A list of tables with what the record says where the sheet leaves a field blank: a blank says nothing.
fn completed(said: &Cell, has: &Cell) -> Cell {
    let (Cell::Rows(said), Cell::Rows(has)) = (said, has) else { return said.clone() };
    let field = |(said, has): (&String, &String)| if said.is_empty() { has.clone() } else { said.clone() };
    let row = |(at, said): (usize, &Vec<String>)| match has.get(at) {
        Some(has) => said.iter().zip(has).map(field).collect(),
        None => said.clone(),
    };
    Cell::Rows(said.iter().enumerate().map(row).collect())
}

fn shown(column: &Column, cell: &Cell) -> String {
    one_line(&cell.shown(column.form, Lang::En))
}

fn fills(column: &Column, said: &Cell) -> Message {
    let (name, key, new) = (column.zh, column.key, shown(column, said));
    Message { zh: format!("补“{name}”：{new}"), en: format!("fills `{key}`: {new}") }
}

fn changes(column: &Column, has: &Cell, said: &Cell) -> Message {
    let (name, key, old, new) = (column.zh, column.key, shown(column, has), shown(column, said));
    if has.is_empty() {
        return fills(column, said);
    }
    Message { zh: format!("改“{name}”：{old} → {new}"), en: format!("changes `{key}`: {old} → {new}") }
}

fn differs(column: &Column, has: &Cell, said: &Cell) -> Message {
    let (name, key, old, new) = (column.zh, column.key, shown(column, has), shown(column, said));
    if has.is_empty() {
        return Message {
            zh: format!("表中“{name}”为 {new}，记录没有（--update 以表为准）"),
            en: format!("the sheet has `{key}` {new}, the record has none (--update takes the sheet's)"),
        };
    }
    Message {
        zh: format!("“{name}”不同：记录为 {old}，表中为 {new}（--update 以表为准）"),
        en: format!("`{key}` differs: the record has {old}, the sheet {new} (--update takes the sheet's)"),
    }
}

/// A value on one line, and not for ever.
fn one_line(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.replace(['\n', '\r'], " ");
    if line.chars().count() <= MOST { line } else { format!("{}…", line.chars().take(MOST).collect::<String>()) }
}
