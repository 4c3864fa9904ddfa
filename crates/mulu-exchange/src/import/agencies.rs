//! Rows that are agencies.

use mulu_core::message;
use mulu_core::source::Unreadable;

use super::super::columns::{SheetKind, agency_row};
use super::super::insert::Destination;
use super::super::record::{RowCells, top_keys};
use super::{Importer, KnownRecord, Line, is_file_stem};

/// What may be filled in where an agency's record does not say it.
pub(super) const FACTS: [&str; 4] = ["name_en", "jurisdiction", "uscc", "contact"];

impl Importer<'_> {
    pub(super) fn agency_record(&mut self, line: &Line) -> Result<(), Unreadable> {
        let (Some(id), Some(name)) = (line.text("id"), line.text("name")) else {
            let (key, message) = match line.text("id") {
                None => ("id", message!("没有写单位代码", "it has no id")),
                Some(_) => ("name", message!("没有写单位名称", "it has no name")),
            };
            self.unclear(line, key, line.text("name").unwrap_or_default(), message);
            return Ok(());
        };
        if !is_file_stem(id) {
            self.unclear(line, "id", name, message!("“{id}”不能作文件名", "“{id}” cannot be a file's name"));
            return Ok(());
        }
        if self.repeats(line, "id", id) {
            return Ok(());
        }
        let registry = self.registry;
        let Some(index) = registry.agency(id) else {
            let text = RowCells { kind: SheetKind::Agencies, cells: &line.cells }.plain();
            self.add(line, "id", name, &format!("agencies/{id}.toml"), text);
            return Ok(());
        };
        let agency = &registry.agencies[index];
        let cells = agency_row(agency);
        let path = registry.path(agency.file);
        let known = KnownRecord { cells: &cells, identity: &["id"], fillable: &FACTS, path, into: Destination::Top };
        self.compare(line, name, &known)
    }
}

impl RowCells<'_> {
    /// The text of a record that is its own keys and nothing else.
    fn plain(&self) -> String {
        let mut text = String::new();
        self.lines(top_keys(self.kind).iter().map(|key| (*key, *key)), &mut text);
        text
    }
}
