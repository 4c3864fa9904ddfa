//! The columns of each kind of record: one list for both ways. A kind without a list of its own has one derived from its keys.

mod adoptions;
pub(super) mod cases;
pub mod derived;
mod others;
mod projects;
mod reviews;
mod row_stream;
mod standards;

use std::collections::BTreeMap;
use std::ops::Range;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::{self, Cited, Spanned};
use mulu_core::registry::Registry;

use super::cell::{Cell, CellForm};

/// What is exported and imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetKind {
    /// Standards, a row each.
    Standards,
    /// Filings of adopted standards, a row each.
    Adoptions,
    /// Projects, a row each.
    Projects,
    /// Agencies, a row each.
    Agencies,
    /// Clauses of policies, a row each.
    Policies,
    /// Cases of procedures, a row each.
    Cases,
    /// Topics of the standards system, a row each.
    Topics,
    /// Reviews of standards, a row each.
    Reviews,
    /// Records of a kind whose columns are derived from its keys, a row each.
    Records(model::Kind),
}

impl SheetKind {
    /// Every kind.
    #[must_use]
    pub fn all() -> Vec<SheetKind> {
        let own = [
            SheetKind::Standards,
            SheetKind::Adoptions,
            SheetKind::Projects,
            SheetKind::Agencies,
            SheetKind::Policies,
            SheetKind::Cases,
            SheetKind::Topics,
            SheetKind::Reviews,
        ];
        own.into_iter().chain(derived::kinds().map(SheetKind::Records)).collect()
    }

    /// The kind with a word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<SheetKind> {
        SheetKind::all().into_iter().find(|kind| kind.id() == id)
    }

    /// What its rows are.
    #[must_use]
    pub fn about(self) -> String {
        let own = match self {
            SheetKind::Records(kind) => return format!("{}, a row each", kind.declaration().plural.en),
            SheetKind::Standards => "Standards, a row each",
            SheetKind::Adoptions => "Filings of adopted standards, a row each",
            SheetKind::Projects => "Projects, a row each",
            SheetKind::Agencies => "Agencies, a row each",
            SheetKind::Policies => "Policies, a row for each clause",
            SheetKind::Cases => "Cases of procedures, a row each",
            SheetKind::Topics => "Topics of the standards system, a row each",
            SheetKind::Reviews => "Reviews of standards, a row each",
        };
        own.to_owned()
    }

    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            SheetKind::Standards => "standards",
            SheetKind::Adoptions => "adoptions",
            SheetKind::Projects => "projects",
            SheetKind::Agencies => "agencies",
            SheetKind::Policies => "policies",
            SheetKind::Cases => "cases",
            SheetKind::Topics => "topics",
            SheetKind::Reviews => "reviews",
            SheetKind::Records(kind) => kind.folder().unwrap_or(kind.id()),
        }
    }

    /// What it is called in a sentence, and on a spreadsheet's tab.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (SheetKind::Standards, Lang::Zh) => "标准",
            (SheetKind::Adoptions, Lang::Zh) => "备案",
            (SheetKind::Projects, Lang::Zh) => "项目",
            (SheetKind::Agencies, Lang::Zh) => "机构",
            (SheetKind::Policies, Lang::Zh) => "办法条款",
            (SheetKind::Cases, Lang::Zh) => "办件",
            (SheetKind::Topics, Lang::Zh) => "主题",
            (SheetKind::Reviews, Lang::Zh) => "复审",
            (SheetKind::Records(kind), Lang::Zh) => kind.declaration().plural.zh,
            (kind, Lang::En) => kind.id(),
        }
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            SheetKind::Standards => standards::COLUMNS,
            SheetKind::Adoptions => adoptions::COLUMNS,
            SheetKind::Projects => projects::COLUMNS,
            SheetKind::Agencies => others::AGENCIES,
            SheetKind::Policies => others::CLAUSES,
            SheetKind::Cases => cases::columns(),
            SheetKind::Topics => others::TOPICS,
            SheetKind::Reviews => reviews::COLUMNS,
            SheetKind::Records(kind) => derived::columns(kind),
        }
    }

    /// The keys of the columns that a sheet of this kind must have.
    #[must_use]
    pub fn required(self) -> &'static [&'static str] {
        match self {
            SheetKind::Standards => &["number", "title"],
            SheetKind::Adoptions => &["agency", "standard"],
            SheetKind::Projects => &["name", "agency"],
            SheetKind::Cases => &["procedure", "ref"],
            SheetKind::Agencies => &["id", "name"],
            SheetKind::Policies => &["policy", "clause"],
            SheetKind::Topics => &["class", "topic"],
            SheetKind::Reviews => &["number", "conclusion"],
            SheetKind::Records(kind) => derived::required(kind),
        }
    }

    /// The place of a column by its key.
    #[must_use]
    pub fn column(self, key: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.key == key)
    }
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its key: the English header, and the name in JSON.
    pub key: &'static str,
    /// Its Chinese header.
    pub zh: &'static str,
    /// Other headers that mean it: those of the national and local platforms, and what people write.
    pub names: &'static [&'static str],
    /// What it holds.
    pub form: CellForm,
    /// Whether records say it. What is computed is exported, and on import compared or passed over, never stored.
    pub stored: bool,
}

/// A column that records say.
const fn stored(key: &'static str, zh: &'static str, form: CellForm, names: &'static [&'static str]) -> Column {
    Column { key, zh, names, form, stored: true }
}

/// A column that is computed.
const fn derived(key: &'static str, zh: &'static str, form: CellForm, names: &'static [&'static str]) -> Column {
    Column { key, zh, names, form, stored: false }
}

impl Column {
    /// Its header in a language.
    #[must_use]
    pub fn header(&self, lang: Lang) -> &'static str {
        if lang == Lang::Zh { self.zh } else { self.key }
    }
}

/// The records of a kind, as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct KindTable {
    /// The kind.
    pub kind: SheetKind,
    /// The rows, in the order of the records' files; each has a cell for every column of the kind.
    pub rows: Vec<Vec<Cell>>,
    /// The commit that was read; none for the work tree.
    pub revision: Option<String>,
    /// What may be chosen in a workbook's columns, by key; nothing where nobody is to edit it.
    pub choices: BTreeMap<&'static str, Vec<String>>,
}

impl KindTable {
    /// Some of the standards on a day, by their places in the registry's list.
    #[must_use]
    pub fn of_standards(registry: &Registry, places: Range<usize>, on: Day) -> Self {
        let rows = places.map(|index| standards::row(registry, index, on)).collect();
        KindTable { kind: SheetKind::Standards, rows, revision: None, choices: BTreeMap::new() }
    }
}

pub use row_stream::RowStream;

pub(super) use adoptions::row as adoption_row;
pub(super) use cases::row as case_row;
pub(super) use others::{agency as agency_row, clause as clause_row, topic as topic_row};
pub(super) use projects::row as project_row;
pub(super) use reviews::row as review_row;
pub(super) use standards::row as standard_row;

fn text(value: &Option<Spanned<String>>) -> Cell {
    value.as_ref().map_or(Cell::Empty, |value| Cell::Text(value.value.clone()))
}

fn word(value: Option<&'static str>) -> Cell {
    value.map_or(Cell::Empty, |id| Cell::Text(id.to_owned()))
}

fn day(value: &Option<Spanned<Day>>) -> Cell {
    value.as_ref().map_or(Cell::Empty, |value| Cell::Day(value.value))
}

fn cited(value: &Option<Spanned<Cited>>) -> Cell {
    value.as_ref().map_or(Cell::Empty, |value| Cell::Text(value.number.canonical().to_owned()))
}

fn texts(values: &[Spanned<String>]) -> Cell {
    list(values.iter().map(|value| value.value.clone()).collect())
}

fn cited_list(values: &[Spanned<Cited>]) -> Cell {
    list(values.iter().map(|value| value.number.canonical().to_owned()).collect())
}

fn list(items: Vec<String>) -> Cell {
    if items.is_empty() { Cell::Empty } else { Cell::List(items) }
}

fn rows(rows: Vec<Vec<String>>) -> Cell {
    if rows.is_empty() { Cell::Empty } else { Cell::Rows(rows) }
}

/// The texts that stand in a field of a table's line.
fn said<T>(value: &Option<Spanned<T>>, show: impl Fn(&T) -> String) -> String {
    value.as_ref().map(|value| show(&value.value)).unwrap_or_default()
}

#[expect(clippy::ptr_arg, reason = "it stands in for a function of what `Spanned<String>` holds")]
fn same(text: &String) -> String {
    text.clone()
}

fn canonical(cited: &Cited) -> String {
    cited.number.canonical().to_owned()
}

#[cfg(test)]
mod tests;
