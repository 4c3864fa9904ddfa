//! Rows that are projects.

use mulu_core::message;
use mulu_core::number::Number;
use mulu_core::source::Unreadable;

use super::super::cell::Cell;
use super::super::columns::{SheetKind, project_row};
use super::super::insert::Destination;
use super::super::record::RowCells;
use super::{Importer, KnownRecord, Line, is_file_stem};

/// What a project's owner may add to its record. Conformance, evidence, waivers and orders are its history: they are compared.
pub(super) const FACTS: [&str; 6] = ["name_en", "approved", "investment", "traits", "mlps_level", "stage"];

impl Importer<'_> {
    pub(super) fn project(&mut self, line: &Line) -> Result<(), Unreadable> {
        let Some(name) = line.text("name").or(line.text("id")).map(str::to_owned) else {
            self.unclear(line, "name", "", message!("没有项目名称", "it has no name"));
            return Ok(());
        };
        let stem = line.text("id").map_or_else(|| Number::parse(&name).slug(), str::to_owned);
        if !is_file_stem(&stem) {
            self.unclear(line, "id", &name, message!("“{stem}”不能作文件名", "“{stem}” cannot be a file's name"));
            return Ok(());
        }
        if self.repeats(line, "name", &stem) {
            return Ok(());
        }
        let Some(agency) = self.agency(line, &name) else { return Ok(()) };
        let registry = self.registry;
        let owner = &registry.agencies[agency].id;
        let mut cells = line.cells.clone();
        if let Some(at) = SheetKind::Projects.column("agency") {
            cells[at] = Cell::Text(owner.clone());
        }
        let line = Line { number: line.number, kind: line.kind, cells, places: line.places.clone() };
        let named = |project: &mulu_core::model::Project| {
            let own = project.agency.as_ref().is_some_and(|own| own.value == *owner);
            own && project.name.as_ref().is_some_and(|own| own.value == name)
        };
        let by_name = || registry.projects.iter().position(named).filter(|_| line.text("id").is_none());
        let Some(index) = registry.project(&stem).or_else(by_name) else {
            let text = RowCells { kind: SheetKind::Projects, cells: &line.cells }.project();
            self.add(&line, "name", &name, &format!("projects/{stem}.toml"), text);
            return Ok(());
        };
        let project = &registry.projects[index];
        let cells = project_row(registry, project);
        let path = registry.path(project.file);
        let known = KnownRecord { cells: &cells, identity: &["id"], fillable: &FACTS, path, into: Destination::Top };
        self.compare(&line, &name, &known)
    }
}
