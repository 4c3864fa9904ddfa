//! A sheet → a plan: each row against the record that it speaks of.

mod adoptions;
mod agencies;
mod cases;
mod clauses;
mod compare;
mod decision;
mod projects;
mod records;
mod reviews;
mod standards;
mod stubs;
mod topics;
mod update;

use std::collections::{BTreeMap, HashMap};

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::registry::Registry;
use mulu_core::source::{Source, SourceEntry, Unreadable};

use super::cell::Cell;
use super::columns::SheetKind;
use super::plan::{ImportPlan, PlanEntry, RowOutcome};
use super::sheet::Sheet;
use super::status::{self, Claim};

/// How to import.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Where the facts of rows without a source of their own were read: an address, or a document's title.
    pub source: Option<String>,
    /// The day: when the source was read, and the day that statuses are compared on.
    pub day: Day,
    /// Whether what the sheet says takes the place of what records say.
    pub update: bool,
    /// Why facts that were published are wrong, where the sheet has others.
    pub reason: Option<String>,
    /// Whether standards that new ones replace and that are not on record get a record of their own.
    pub stubs: bool,
}

/// What importing a sheet into a registry would do.
///
/// What a record says is overwritten only where that is asked for: else what differs is reported, and only keys that the record does not
/// have are filled in. The
/// files of the plan have been read back as a registry, so none of them has a fault that was not there before.
///
/// # Errors
/// When a file of the registry cannot be read.
pub fn import(
    registry: &Registry,
    source: &dyn Source,
    sheet: &Sheet,
    options: &ImportOptions,
) -> Result<ImportPlan, Unreadable> {
    let plan = ImportPlan {
        kind: sheet.kind,
        sheet: sheet.name.clone(),
        rows: sheet.rows.len(),
        unchanged: 0,
        entries: Vec::new(),
        files: BTreeMap::new(),
        without_source: Vec::new(),
    };
    let mut importer = Importer {
        registry,
        source,
        options,
        plan,
        seen: HashMap::new(),
        rows_of: BTreeMap::new(),
        claims: Vec::new(),
        agencies: agency_names(registry),
        families: HashMap::new(),
        changes: HashMap::new(),
        predecessors: Vec::new(),
    };
    importer.notes(sheet);
    for line in lines(sheet, &mut importer.plan) {
        match sheet.kind {
            SheetKind::Standards => importer.standard(&line)?,
            SheetKind::Adoptions => importer.adoption(&line)?,
            SheetKind::Cases => importer.case(&line)?,
            SheetKind::Records(kind) => importer.record(&line, kind)?,
            SheetKind::Projects => importer.project(&line)?,
            SheetKind::Agencies => importer.agency_record(&line)?,
            SheetKind::Policies => importer.clause(&line)?,
            SheetKind::Topics => importer.topic(&line)?,
            SheetKind::Reviews => importer.review(&line)?,
        }
    }
    importer.finish()
}

/// A row of the sheet, its cells read.
struct Line {
    number: u32,
    kind: SheetKind,
    /// One for every column of the kind.
    cells: Vec<Cell>,
    /// The column of the sheet for each.
    places: Vec<Option<u32>>,
}

impl Line {
    fn cell(&self, key: &str) -> &Cell {
        self.kind.column(key).and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Empty)
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.cell(key) {
            Cell::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    fn place(&self, key: &str) -> Option<u32> {
        self.kind.column(key).and_then(|at| self.places.get(at).copied().flatten())
    }
}

/// The rows whose every cell can be understood; the others become entries.
fn lines(sheet: &Sheet, plan: &mut ImportPlan) -> Vec<Line> {
    let columns = sheet.kind.columns();
    let mut places = vec![None; columns.len()];
    for (place, at) in &sheet.columns {
        places[*at] = Some(*place);
    }
    let mut lines = Vec::with_capacity(sheet.rows.len());
    for (number, row) in &sheet.rows {
        let mut cells = vec![Cell::Empty; columns.len()];
        let mut clear = true;
        for (place, at) in &sheet.columns {
            let Some(raw) = row.get(place) else { continue };
            match Cell::read(raw, columns[*at].form) {
                Ok(cell) => cells[*at] = cell,
                Err(why) => {
                    clear = false;
                    plan.entries.push(PlanEntry {
                        row: Some(*number),
                        column: Some(*place),
                        outcome: RowOutcome::Unclear,
                        record: String::new(),
                        file: None,
                        key: Some(columns[*at].key),
                        message: why,
                    });
                }
            }
        }
        let blank = cells.iter().all(Cell::is_empty);
        if clear && !blank {
            lines.push(Line { number: *number, kind: sheet.kind, cells, places: places.clone() });
        }
    }
    lines
}

/// Agencies by id and by name.
fn agency_names(registry: &Registry) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for (at, agency) in registry.agencies.iter().enumerate() {
        names.entry(agency.id.clone()).or_insert(at);
        if let Some(name) = &agency.name {
            names.entry(name.value.clone()).or_insert(at);
        }
    }
    names
}

use compare::KnownRecord;

struct Importer<'r> {
    registry: &'r Registry,
    source: &'r dyn Source,
    options: &'r ImportOptions,
    plan: ImportPlan,
    /// What each row was about, to find rows that repeat one.
    seen: HashMap<String, u32>,
    /// The rows behind each planned file.
    rows_of: BTreeMap<String, Vec<u32>>,
    /// What the sheet says of statuses, to compare once the registry is read anew.
    claims: Vec<Claim>,
    agencies: HashMap<String, usize>,
    /// How many rows there were of one filing: a record may have several.
    families: HashMap<String, usize>,
    /// What was changed, by its place: two rows may speak of one.
    changes: HashMap<String, String>,
    /// What new standards replace.
    predecessors: Vec<stubs::Predecessor>,
}

impl Importer<'_> {
    fn notes(&mut self, sheet: &Sheet) {
        for (column, message) in &sheet.notes {
            let message = message.clone();
            let (outcome, record) = (RowOutcome::Note, String::new());
            self.plan.entries.push(PlanEntry {
                row: None,
                column: *column,
                outcome,
                record,
                file: None,
                key: None,
                message,
            });
        }
    }

    fn report(&mut self, line: &Line, key: Option<&'static str>, outcome: RowOutcome, record: &str, message: Message) {
        self.plan.entries.push(PlanEntry {
            row: Some(line.number),
            column: key.and_then(|key| line.place(key)),
            outcome,
            record: record.to_owned(),
            file: None,
            key,
            message,
        });
    }

    /// As [`Importer::report`], of what is written into a file.
    fn report_in(
        &mut self,
        line: &Line,
        key: Option<&'static str>,
        outcome: RowOutcome,
        (record, path): (&str, &str),
        message: Message,
    ) {
        self.report(line, key, outcome, record, message);
        if let Some(entry) = self.plan.entries.last_mut() {
            entry.file = Some(path.to_owned());
        }
    }

    /// Plans a file with what a row adds, and reports it.
    fn add_to(&mut self, line: &Line, record: &str, path: &str, text: String, message: Message) {
        self.report_in(line, None, RowOutcome::Added, (record, path), message);
        self.plan_file(line, path, text);
    }

    fn unclear(&mut self, line: &Line, key: &'static str, record: &str, message: Message) {
        self.report(line, Some(key), RowOutcome::Unclear, record, message);
    }

    /// Whether an earlier row was about the same; then this one is unclear.
    fn repeats(&mut self, line: &Line, key: &'static str, record: &str) -> bool {
        let earlier = *self.seen.entry(record.to_owned()).or_insert(line.number);
        if earlier != line.number {
            self.unclear(line, key, record, message!("与第 {earlier} 行重复", "it repeats row {earlier}"));
        }
        earlier != line.number
    }

    /// The agency that a cell names, by id or by name.
    fn agency(&mut self, line: &Line, record: &str) -> Option<usize> {
        self.agency_in(line, "agency", record)
    }

    /// The agency that a cell of a column names.
    fn agency_in(&mut self, line: &Line, key: &'static str, record: &str) -> Option<usize> {
        let Some(said) = line.text(key) else {
            self.unclear(line, key, record, message!("没有写单位", "it names no agency"));
            return None;
        };
        let found = self.agencies.get(said).copied();
        if found.is_none() {
            let near = mulu_core::parse::nearest(said, self.agencies.keys().map(String::as_str));
            let (zh, en) = near.map_or_else(Default::default, |near| {
                (format!("，是否为“{near}”？"), format!("; did you mean “{near}”?"))
            });
            let message = message!("登记簿没有机构“{said}”{zh}", "the registry has no agency “{said}”{en}");
            self.unclear(line, key, record, message);
        }
        found
    }

    /// Reports that no standard that is recorded is meant by a number; with what is near.
    fn no_standard(&mut self, line: &Line, key: &'static str, record: &str, number: &str) {
        let near =
            mulu_core::parse::nearest(number, self.registry.standards.iter().map(mulu_core::model::Standard::name));
        let (zh, en) = near
            .map_or_else(Default::default, |near| (format!("，最接近的是 {near}"), format!("; the nearest is {near}")));
        let message = message!("登记簿没有标准 {number}{zh}", "the registry has no standard {number}{en}");
        self.unclear(line, key, record, message);
    }

    /// The text of a file as planned so far, else as it is.
    fn text(&self, path: &str) -> Result<Option<String>, Unreadable> {
        if let Some(text) = self.plan.files.get(path) {
            return Ok(Some(text.clone()));
        }
        match self.source.read(path)? {
            SourceEntry::Bytes(bytes) => Ok(String::from_utf8(bytes).ok()),
            SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName => Ok(None),
        }
    }

    fn plan_file(&mut self, line: &Line, path: &str, text: String) {
        self.plan.files.insert(path.to_owned(), text);
        self.rows_of.entry(path.to_owned()).or_default().push(line.number);
    }

    /// Plans a new record, unless something stands in its place.
    fn add(&mut self, line: &Line, key: &'static str, record: &str, path: &str, text: String) -> bool {
        if self.registry.file_named(path).is_some() || self.plan.files.contains_key(path) {
            self.unclear(
                line,
                key,
                record,
                message!("已有文件 {path}，所记不是它", "the file {path} is there and records something else"),
            );
            return false;
        }
        self.add_to(line, record, path, text, message!("新增 {path}", "new: {path}"));
        true
    }

    /// Reads the registry as it would be, and takes out what would be wrong in it.
    fn finish(mut self) -> Result<ImportPlan, Unreadable> {
        self.add_stubs();
        status::verify(self.registry, self.source, &mut self.plan, &self.rows_of, &self.claims, self.options.day)?;
        self.plan.entries.sort_by_key(|entry| (entry.row, entry.column, entry.outcome));
        Ok(self.plan)
    }
}

/// Whether a text can be a record's file name: small letters, digits, Han, and `-`, `_`, `.` between them.
fn is_file_stem(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '\u{4E00}'..='\u{9FFF}' | '〇');
    let device = matches!(id.split('.').next(), Some("con" | "prn" | "aux" | "nul"));
    !device
        && id.len() <= 120
        && id.starts_with(plain)
        && id.ends_with(plain)
        && id.chars().all(|c| plain(c) || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::super::record::top_keys;
    use super::{SheetKind, adoptions, agencies, projects, standards};

    #[test]
    fn what_may_be_filled_in_are_keys_that_have_a_column_and_a_place() {
        let kinds = [
            (SheetKind::Standards, &standards::FACTS[..]),
            (SheetKind::Adoptions, &adoptions::FACTS[..]),
            (SheetKind::Projects, &projects::FACTS[..]),
            (SheetKind::Agencies, &agencies::FACTS[..]),
        ];
        for (kind, facts) in kinds {
            for key in facts {
                let column = kind.column(key).map(|at| &kind.columns()[at]);
                assert!(column.is_some_and(|column| column.stored), "{kind:?} {key} has no column that is stored");
                assert!(top_keys(kind).contains(key), "{kind:?} {key} has no place among the record's keys");
            }
        }
    }
}
