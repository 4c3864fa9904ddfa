//! Rows that are standards.

use mulu_core::config::is_web;
use mulu_core::message;
use mulu_core::model::Standard;
use mulu_core::number::{Level, Number};
use mulu_core::registry::CitationTarget;
use mulu_core::source::Unreadable;

use super::super::cell::Cell;
use super::super::columns::{SheetKind, standard_row};
use super::super::insert::Destination;
use super::super::plan::RowOutcome;
use super::super::record::RowCells;
use super::super::status::Claim;
use super::{Importer, KnownRecord, Line, is_file_stem};

/// The facts about a standard that a platform knows better than a registry that has none.
pub(super) const FACTS: [&str; 12] = [
    "title_en",
    "issued",
    "effective",
    "withdrawn",
    "replaces",
    "partly_replaces",
    "ics",
    "ccs",
    "issuer",
    "adopts",
    "keywords",
    "source",
];

/// The row, in whose sources what is no address is a title: people write either into the one cell.
fn with_titles_of_sources(line: &Line) -> Line {
    let mut cells = line.cells.clone();
    if let Some(Cell::Rows(rows)) = SheetKind::Standards.column("source").and_then(|at| cells.get_mut(at)) {
        for row in rows {
            if let [url, title, ..] = row.as_mut_slice()
                && !url.is_empty()
                && title.is_empty()
                && !is_web(url)
            {
                std::mem::swap(url, title);
            }
        }
    }
    Line { number: line.number, kind: line.kind, cells, places: line.places.clone() }
}

impl Importer<'_> {
    pub(super) fn standard(&mut self, line: &Line) -> Result<(), Unreadable> {
        let line = &with_titles_of_sources(line);
        let title = line.text("title");
        let Some(name) = line.text("number").or(title).map(str::to_owned) else {
            self.unclear(line, "number", "", message!("没有标准号，也没有名称", "it has neither a number nor a title"));
            return Ok(());
        };
        if self.repeats(line, "number", &name) {
            return Ok(());
        }
        self.note_abolition_in_title(line, &name);
        if let Some(index) = self.known(line, &name) {
            return self.compare_standard(line, &name, index);
        }
        self.add_standard(line, &name);
        Ok(())
    }

    /// A title may say in brackets that the standard is abolished, whatever the column of statuses still says.
    fn note_abolition_in_title(&mut self, line: &Line, name: &str) {
        let Some(title) = line.text("title") else { return };
        let is_end = |words: &&str| ["废止", "作废", "代替", "替代", "withdrawn"].iter().any(|end| words.contains(end));
        let remarks =
            title.split(['（', '(', '[', '【']).skip(1).filter_map(|rest| rest.split(['）', ')', ']', '】']).next());
        let Some(remark) = remarks.filter(is_end).map(str::to_owned).next() else { return };
        let message = message!(
            "名称里写着“{remark}”：核对状态，并从名称中删去",
            "the title says “{remark}”: verify the status, and take the remark out of the title"
        );
        self.report(line, Some("title"), RowOutcome::Note, name, message);
    }

    /// The record of the same number; without a number, of the same title or id.
    fn known(&self, line: &Line, name: &str) -> Option<usize> {
        let registry = self.registry;
        if line.text("number").is_some() {
            let number = registry.number(name);
            let CitationTarget::Edition(index) = registry.target(&number) else { return None };
            let own = registry.standards[index].number.as_ref();
            return own.is_none_or(|own| own.number == number).then_some(index);
        }
        let unnumbered = |standard: &&Standard| standard.number.is_none();
        let same_title = |standard: &&Standard| standard.title.as_ref().is_some_and(|own| own.value == name);
        let by_id = line.text("id").and_then(|id| registry.standards.iter().position(|standard| standard.id == id));
        let by_id = by_id.filter(|index| unnumbered(&&registry.standards[*index]));
        by_id.or_else(|| registry.standards.iter().position(|standard| unnumbered(&standard) && same_title(&standard)))
    }

    fn compare_standard(&mut self, line: &Line, name: &str, index: usize) -> Result<(), Unreadable> {
        let registry = self.registry;
        let cells = standard_row(registry, index, self.options.day);
        let path = registry.path(registry.standards[index].file);
        let identity = ["number", "level", "id"];
        let known = KnownRecord { cells: &cells, identity: &identity, fillable: &FACTS, path, into: Destination::Top };
        self.compare(line, name, &known)?;
        self.claim(line, name, path, false);
        Ok(())
    }

    fn add_standard(&mut self, line: &Line, name: &str) {
        let number = line.text("number").map(|text| self.registry.number(text));
        let Some(level) = self.level(line, name, number.as_ref()) else { return };
        let stem = match (&number, line.text("id")) {
            (Some(number), _) => number.slug(),
            (None, Some(id)) if is_file_stem(id) => id.to_owned(),
            (None, Some(id)) => {
                self.unclear(line, "id", name, message!("“{id}”不能作文件名", "“{id}” cannot be a file's name"));
                return;
            }
            (None, None) => Number::parse(name).slug(),
        };
        let mut cells = line.cells.clone();
        let has_source = !line.cell("source").is_empty();
        if let (false, Some(source), Some(at)) =
            (has_source, &self.options.source, SheetKind::Standards.column("source"))
        {
            cells[at] = self.source_cell(source);
        }
        let text = RowCells { kind: SheetKind::Standards, cells: &cells }.standard();
        let path = format!("standards/{}/{stem}.md", level.id());
        if !self.add(line, "number", name, &path, text) {
            return;
        }
        if !has_source && self.options.source.is_none() {
            self.plan.without_source.push(line.number);
        }
        self.remember_predecessors(line, name);
        self.claim(line, name, &path, true);
    }

    pub(super) fn source_cell(&self, source: &str) -> Cell {
        let is_address = source.starts_with("https://") || source.starts_with("http://");
        let (url, title) = if is_address { (source, "") } else { ("", source) };
        Cell::Rows(vec![vec![url.to_owned(), title.to_owned(), self.options.day.to_string()]])
    }

    /// The level, which is the folder: as the number says; for a city's own documents, and numbers that the grammar does not
    /// know, as the sheet says.
    fn level(&mut self, line: &Line, name: &str, number: Option<&Number>) -> Option<Level> {
        let said = line.text("level").and_then(Level::from_id);
        let own = number.and_then(Number::level);
        match (own, said) {
            (_, Some(Level::Municipal)) => {}
            (Some(own), Some(said)) if own != said => {
                let message =
                    message!("编号属于{0}，表中为 {1}", "the number is {0}, the sheet says {1}", own.id(), said.id());
                self.unclear(line, "level", name, message);
                return None;
            }
            (None, None) => {
                let message = message!(
                    "不认识此编号：更正编号，或加“层级”一列写明属于哪一级",
                    "this number is not known to any series: correct it, or say its level in a column `level`"
                );
                self.unclear(line, "number", name, message);
                return None;
            }
            (Some(own), _) if own != Level::International && number.is_some_and(|number| !number.is_dated()) => {
                let message = message!(
                    "编号没有年号，不知是哪一版",
                    "the number has no year, so which edition it is is not said"
                );
                self.unclear(line, "number", name, message);
                return None;
            }
            _ => {}
        }
        if line.text("title").is_none() {
            self.unclear(line, "title", name, message!("没有名称", "it has no title"));
            return None;
        }
        said.filter(|said| *said == Level::Municipal).or(own).or(said)
    }

    fn claim(&mut self, line: &Line, name: &str, path: &str, is_new: bool) {
        let successors = match line.cell("replaced_by") {
            Cell::List(numbers) => numbers.clone(),
            _ => Vec::new(),
        };
        let status = line.text("status").map(str::to_owned);
        if status.is_none() && successors.is_empty() {
            return;
        }
        self.claims.push(Claim {
            row: line.number,
            status_column: line.place("status"),
            successor_column: line.place("replaced_by"),
            record: name.to_owned(),
            path: path.to_owned(),
            is_new,
            status,
            successors,
        });
    }
}
