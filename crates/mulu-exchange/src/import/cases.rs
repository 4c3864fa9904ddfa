//! Rows that are cases of a procedure, as a platform exports them.

use mulu_core::day::Day;
use mulu_core::edit::append_entry;
use mulu_core::message;
use mulu_core::source::Unreadable;

use super::super::cell::Cell;
use super::super::columns::cases::keys;
use super::super::columns::{SheetKind, case_row};
use super::super::insert::Destination;
use super::super::record::value;
use super::{Importer, KnownRecord, Line};

impl Importer<'_> {
    pub(super) fn case(&mut self, line: &Line) -> Result<(), Unreadable> {
        let (Some(procedure), Some(reference)) = (line.text("procedure"), line.text("ref")) else {
            self.unclear(
                line,
                "procedure",
                "",
                message!("没有写办理依据或编号", "it has no procedure, or no reference"),
            );
            return Ok(());
        };
        let record = format!("{procedure} {reference}");
        if self.registry.clause(procedure).is_none() {
            let known: Vec<String> = self
                .registry
                .clauses()
                .filter(|found| !found.clause.steps.is_empty())
                .map(|found| found.reference())
                .collect();
            let near =
                mulu_core::parse::nearest(procedure, known.iter().map(String::as_str)).unwrap_or("POLICY#CLAUSE");
            let message = message!(
                "没有 {procedure} 这一条，办理依据写作办法#条，如 {near}",
                "there is no clause {procedure}: write policy#clause, such as {near}"
            );
            self.unclear(line, "procedure", &record, message);
            return Ok(());
        }
        if self.repeats(line, "ref", &record) {
            return Ok(());
        }
        let line = &self.with_ids(line);
        let found = self.registry.dockets.iter().find_map(|docket| {
            let same = |case: &mulu_core::model::Case| {
                case.procedure.as_ref().is_some_and(|own| own.value == procedure)
                    && case.reference.as_ref().is_some_and(|own| own.value == reference)
            };
            Some((docket, docket.cases.iter().position(same)?))
        });
        match found {
            Some((docket, at)) => {
                let cells = case_row(&docket.cases[at]);
                let path = self.registry.path(docket.file);
                let identity = ["procedure", "ref"];
                let known = KnownRecord {
                    cells: &cells,
                    identity: &identity,
                    fillable: keys(),
                    path,
                    into: Destination::Case(at),
                };
                self.compare(line, &record, &known)
            }
            None => self.add_case(line, procedure, &record),
        }
    }

    /// The row with ids in the place of names: a platform writes what agencies and projects are called.
    fn with_ids(&self, line: &Line) -> Line {
        let mut cells = line.cells.clone();
        let agency = line.text("agency").and_then(|said| self.agencies.get(said));
        let agency = agency.map(|at| self.registry.agencies[*at].id.clone());
        let named = |said: &str| {
            let by_name =
                |project: &&mulu_core::model::Project| project.name.as_ref().is_some_and(|name| name.value == said);
            self.registry.projects.iter().find(by_name).map(|project| project.id.clone())
        };
        let project = line.text("project").and_then(named);
        for (key, id) in [("agency", agency), ("project", project)] {
            if let (Some(id), Some(cell)) = (id, SheetKind::Cases.column(key).and_then(|at| cells.get_mut(at))) {
                *cell = Cell::Text(id);
            }
        }
        Line { number: line.number, kind: line.kind, cells, places: line.places.clone() }
    }

    /// A new case goes to the docket of its measure and year.
    fn add_case(&mut self, line: &Line, procedure: &str, record: &str) -> Result<(), Unreadable> {
        let columns = SheetKind::Cases.columns();
        let days = line.cells.iter().filter_map(|cell| if let Cell::Day(day) = cell { Some(*day) } else { None });
        let year = days.min().map_or_else(|| self.options.day.year(), Day::year);
        let policy = procedure.split('#').next().unwrap_or(procedure);
        let path = format!("cases/{policy}-{year}.toml");
        let said = columns.iter().zip(&line.cells).filter(|(_, cell)| !cell.is_empty());
        let entries: Vec<String> =
            said.map(|(column, cell)| format!("{} = {}", column.key, value(column.form, cell))).collect();
        let there = self.registry.file_named(&path).is_some() || self.plan.files.contains_key(&path);
        let before = if there { self.text(&path)?.unwrap_or_default() } else { String::new() };
        match append_entry(&before, "case", &entries) {
            Ok((text, _)) => {
                self.add_to(line, record, &path, text, message!("新增办件，写入 {path}", "a new case in {path}"));
            }
            Err(why) => self.unclear(line, "ref", record, why),
        }
        Ok(())
    }
}
