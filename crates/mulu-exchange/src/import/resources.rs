//! Rows that are information resources.

use mulu_core::message;
use mulu_core::number::Number;
use mulu_core::source::Unreadable;

use super::super::cell::Cell;
use super::super::columns::{Kind, resource_row};
use super::super::insert::Destination;
use super::super::record::Cells;
use super::{Importer, KnownRecord, Line, is_file_stem};

/// What its provider may add to a record. How it is shared, on what ground and who confirmed it are compared: an import never
/// changes them.
pub(super) const FACTS: [&str; 9] =
    ["code", "name_en", "class", "abstract", "mode", "update", "open", "published", "registered"];

impl Importer<'_> {
    pub(super) fn resource(&mut self, line: &Line) -> Result<(), Unreadable> {
        let Some(name) = line.text("name").or(line.text("id")).map(str::to_owned) else {
            self.unclear(line, "name", "", message!("没有资源名称", "it has no name"));
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
        let Some(provider) = self.agency_in(line, "provider", &name) else { return Ok(()) };
        let registry = self.registry;
        let owner = &registry.agencies[provider].id;
        let mut cells = line.cells.clone();
        if let Some(at) = Kind::Resources.column("provider") {
            cells[at] = Cell::Text(owner.clone());
        }
        let line = Line { number: line.number, kind: line.kind, cells, places: line.places.clone() };
        let same = |text: &Option<mulu_core::model::Spanned<String>>, own: Option<&str>| {
            text.as_ref().map(|text| text.value.as_str()).zip(own).is_some_and(|(text, own)| text == own)
        };
        // A platform's export has no ids of ours: a resource is known again by its code, else by provider and name.
        let known = |resource: &mulu_core::model::Resource| {
            same(&resource.code, line.text("code"))
                || (same(&resource.provider, Some(owner)) && same(&resource.name, Some(&name)))
        };
        let found = || registry.resources.iter().position(known).filter(|_| line.text("id").is_none());
        let Some(index) = registry.resource(&stem).or_else(found) else {
            let text = Cells { kind: Kind::Resources, cells: &line.cells }.resource();
            self.add(&line, "name", &name, &format!("resources/{owner}/{stem}.toml"), text);
            return Ok(());
        };
        let resource = &registry.resources[index];
        let cells = resource_row(registry, resource, self.options.day);
        let path = registry.path(resource.file);
        let known = KnownRecord { cells: &cells, identity: &["id"], fillable: &FACTS, path, into: Destination::Top };
        self.compare(&line, &name, &known)
    }
}
