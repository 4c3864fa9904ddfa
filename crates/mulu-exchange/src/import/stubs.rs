//! What new standards replace and nobody has recorded: a stub each, so that the succession is whole.

use mulu_core::edit::toml_string;
use mulu_core::message;
use mulu_core::number::Number;
use mulu_core::registry::CitationTarget;

use super::super::cell::{Cell, CellForm};
use super::super::plan::{PlanEntry, RowOutcome};
use super::super::record::value;
use super::{Importer, Line};

/// A standard that a new one replaces.
pub(super) struct Predecessor {
    number: Number,
    /// The title of the new one: that of the old one is seldom another.
    title: String,
    successor: String,
    row: u32,
}

impl Importer<'_> {
    /// Keeps what a row of a new standard says that it replaces.
    pub(super) fn remember_predecessors(&mut self, line: &Line, successor: &str) {
        for key in ["replaces", "partly_replaces"] {
            let Cell::List(numbers) = line.cell(key) else { continue };
            let title = line.text("title").unwrap_or_default();
            let known = numbers.iter().map(|number| Predecessor {
                number: self.registry.number(number),
                title: title.to_owned(),
                successor: successor.to_owned(),
                row: line.number,
            });
            self.predecessors.extend(known);
        }
    }

    /// Plans a record for each that has none: its number is known, its title is its successor's until somebody verifies it, its days
    /// are not known.
    pub(super) fn add_stubs(&mut self) {
        let asked = std::mem::take(&mut self.predecessors);
        if !self.options.stubs {
            return;
        }
        for Predecessor { number, title, successor, row } in asked {
            let Some(level) = number.level().filter(|_| number.is_dated()) else { continue };
            let path = format!("standards/{}/{}.md", level.id(), number.slug());
            let there = self.registry.file_named(&path).is_some();
            if there || self.plan.files.contains_key(&path) || self.registry.target(&number) != CitationTarget::Unknown
            {
                continue;
            }
            let source = self.options.source.as_ref().map_or_else(String::new, |source| {
                let cell = self.source_cell(source);
                format!("source = {}\n", value(CellForm::Rows(&["url", "title", "checked"]), &cell))
            });
            let (own, title) = (toml_string(number.canonical()), toml_string(&title));
            let text = format!("+++\nnumber = {own}\ntitle = {title} # 取自 {successor}，待核\n{source}+++\n");
            let message = message!(
                "被 {successor} 代替，名称待核：{path}",
                "replaced by {successor}, its title to be verified: {path}"
            );
            self.plan.entries.push(PlanEntry {
                row: Some(row),
                column: None,
                outcome: RowOutcome::Added,
                record: number.canonical().to_owned(),
                file: Some(path.clone()),
                key: None,
                message,
            });
            self.rows_of.entry(path.clone()).or_default().push(row);
            self.plan.files.insert(path, text);
        }
    }
}
