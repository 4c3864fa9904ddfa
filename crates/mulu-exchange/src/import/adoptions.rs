//! Rows that are filings (备案登记, Art. 9).

use mulu_core::edit::append_inline;
use mulu_core::message;
use mulu_core::number::Number;
use mulu_core::registry::CitationTarget;
use mulu_core::source::Unreadable;

use super::super::columns::{SheetKind, adoption_row};
use super::super::insert::Destination;
use super::super::record::RowCells;
use super::{Importer, KnownRecord, Line};

/// What an agency may add to a filing that it has made.
pub(super) const FACTS: [&str; 5] = ["status", "since", "filed", "systems", "evidence"];

impl Importer<'_> {
    pub(super) fn adoption(&mut self, line: &Line) -> Result<(), Unreadable> {
        let Some(number) = line.text("standard").map(Number::parse) else {
            self.unclear(line, "standard", "", message!("没有标准号", "it has no standard's number"));
            return Ok(());
        };
        let Some(at) = self.agency(line, number.canonical()) else { return Ok(()) };
        let registry = self.registry;
        let agency = &registry.agencies[at];
        let record = format!("{} {}", agency.id, number.canonical());
        // An agency may have filed a standard twice, for two systems: the rows meet the filings in their order.
        let nth = self.families.entry(record.clone()).or_default();
        let same = |filing: &mulu_core::model::Filing| filing.standard.as_ref().is_some_and(|own| own.number == number);
        let filings = agency.adoptions.iter().enumerate().filter(|(_, filing)| same(filing));
        let found = filings.map(|(entry, _)| entry).nth(*nth);
        *nth += 1;
        if let Some(entry) = found {
            self.seen.entry(record.clone()).or_insert(line.number);
            let cells = adoption_row(registry, agency, &agency.adoptions[entry], self.options.day);
            let (path, into) = (registry.path(agency.file), Destination::Adoption(entry));
            let known = KnownRecord { cells: &cells, identity: &["agency", "standard"], fillable: &FACTS, path, into };
            return self.compare(line, &record, &known);
        }
        if self.repeats(line, "standard", &record) {
            return Ok(());
        }
        self.add_adoption(line, at, &number, &record)
    }

    fn add_adoption(&mut self, line: &Line, at: usize, number: &Number, record: &str) -> Result<(), Unreadable> {
        let registry = self.registry;
        if registry.target(number) == CitationTarget::Unknown {
            self.no_standard(line, "standard", record, number.canonical());
            return Ok(());
        }
        if line.text("status").is_none() {
            self.unclear(
                line,
                "status",
                record,
                message!("没有写实施情况", "it does not say how far it is implemented"),
            );
            return Ok(());
        }
        let path = registry.path(registry.agencies[at].file);
        let Some(mut text) = self.text(path)? else { return Ok(()) };
        let table = RowCells { kind: SheetKind::Adoptions, cells: &line.cells }.adoption();
        let entries: Vec<String> = table.lines().skip(1).map(str::to_owned).collect();
        let mark = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
        if let Some((appended, _)) = append_inline(&text, mark..text.len(), "adoption", &entries) {
            text = appended;
        } else {
            let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str(newline);
            }
            text.push_str(newline);
            text.push_str(&table.replace('\n', newline));
        }
        self.add_to(line, record, path, text, message!("新增备案，写入 {path}", "a new filing in {path}"));
        Ok(())
    }
}
