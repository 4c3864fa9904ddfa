//! What a platform's export says of standards that the registry does not: new successors, changed statuses, titles and days.
//!
//! An export is a list of a platform's standards, of which most are none of ours. So what matters is told: rows of standards that are on record
//! and differ, and rows of standards that are not on record but replace or amend one that is, or are a newer edition of it. What the
//! export leaves blank says nothing, and what a record says and no row mentions was not compared.

mod facts;
mod row;
mod succession;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::number::Number;
use mulu_core::registry::{CitationTarget, Registry};
use mulu_core::vocabulary;

use super::columns::SheetKind;
use super::sheet::{Sheet, UnreadableSheet};
use row::Row;

pub use writing::{ComparisonEdits, WriteOptions, write};

vocabulary! {
    /// What kind of thing an export says that the registry does not.
    pub enum DifferenceKind {
        /// A standard that replaces one on record.
        Successor = "successor", "新的代替标准", "new successor";
        /// A newer edition, of which the export does not say that it replaces the one on record.
        Edition = "edition", "新版", "newer edition";
        /// An amendment of one on record.
        Amendment = "amendment", "修改单", "amendment";
        /// It was withdrawn.
        Withdrawn = "withdrawn", "废止", "withdrawn";
        /// It stands otherwise than the record's dates say.
        Status = "status", "状态", "status";
        /// Another title.
        Title = "title", "名称", "title";
        /// Another English title.
        TitleEn = "title_en", "英文名称", "English title";
        /// Another day of issue.
        Issued = "issued", "发布日期", "issued";
        /// Another day from which it applies.
        Effective = "effective", "实施日期", "effective";
        /// It replaces something else than the record says.
        Replaces = "replaces", "代替标准", "replaces";
    }
}

/// One thing that the export says and the registry does not.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The row of the sheet; of JSON the place of the object in its list, from 1.
    pub row: u32,
    /// The column of the sheet, from 0.
    pub column: Option<u32>,
    /// What it is.
    pub kind: DifferenceKind,
    /// The standard on record that it concerns, by its place in the registry's list.
    pub standard: usize,
    /// What the record says; none where it says nothing.
    pub was: Option<String>,
    /// What the export says.
    pub now: String,
    /// In words.
    pub message: Message,
    /// What to do about it.
    pub remedy: Message,
    /// What is written for it; none where a person has to look.
    change: Option<ProposedChange>,
}

impl Difference {
    /// Whether it can be written without a person's judgement.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.change.is_some()
    }
}

/// What is written for a difference.
#[derive(Clone, Debug)]
enum ProposedChange {
    /// Another value of a key of the standard's own record.
    Fact(&'static str, mulu_core::edit::WrittenValue),
    /// The successor, recorded or not, says that it replaces the standard, in whole or in part.
    Succession(Number, &'static str),
}

/// A cell that cannot be read: what it says was not compared.
#[derive(Clone, Debug)]
pub struct Unclear {
    /// The row of the sheet.
    pub row: u32,
    /// The column of the sheet, from 0.
    pub column: Option<u32>,
    /// The standard, as the row names it.
    pub number: String,
    /// Why.
    pub message: Message,
}

/// An export against the registry.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The sheet that was read; none where a file has only one.
    pub sheet: Option<String>,
    /// How many rows it has.
    pub rows: usize,
    /// What the export says and the registry does not, by row.
    pub differences: Vec<Difference>,
    /// What could not be read of rows that may concern a standard on record.
    pub unclear: Vec<Unclear>,
    /// What of the sheet was passed over.
    pub notes: Vec<Message>,
    /// The standards of which a whole row was compared, by their places in the registry's list, with the row.
    pub compared: BTreeMap<usize, u32>,
    /// How many rows are of standards that are not on record and concern none that is.
    pub not_on_record: usize,
    /// The rows that say something of standards that are to be recorded, by their numbers.
    new: BTreeMap<String, Row>,
}

impl Comparison {
    /// How many standards agree with the export in all that it says of them.
    #[must_use]
    pub fn agreeing(&self) -> usize {
        let differing: BTreeSet<usize> = self.differences.iter().map(|difference| difference.standard).collect();
        self.compared.keys().filter(|standard| !differing.contains(standard)).count()
    }
}

/// Compares an export with the registry's own standards on a day.
///
/// # Errors
/// When its rows are no standards.
pub fn compare(registry: &Registry, sheet: &Sheet, day: Day) -> Result<Comparison, UnreadableSheet> {
    if sheet.kind != SheetKind::Standards {
        return Err(UnreadableSheet(message!(
            "这不是标准的清单：需有“标准号”和“标准名称”两列",
            "this is not a list of standards: it needs the columns `number` and `title`"
        )));
    }
    let mut comparison = Comparison {
        sheet: sheet.name.clone(),
        rows: sheet.rows.len(),
        differences: Vec::new(),
        unclear: Vec::new(),
        notes: sheet.notes.iter().map(|(_, note)| note.clone()).collect(),
        compared: BTreeMap::new(),
        not_on_record: 0,
        new: BTreeMap::new(),
    };
    let rows = placed(registry, row::rows(sheet, &mut comparison.unclear), &mut comparison);
    let successions = succession::find(registry, &rows);
    // What is new first: an edition that the export calls withdrawn may have a newer one in the same export.
    for (row, place) in &rows {
        let RowSubject::New(number) = place else { continue };
        let concerns = successions.iter().any(|one| one.by == *number)
            || succession::newer(registry, row, number, &mut comparison.differences);
        if concerns {
            comparison.new.insert(number.canonical().to_owned(), row.clone());
        } else {
            comparison.not_on_record += 1;
        }
    }
    for (row, place) in &rows {
        let RowSubject::Recorded(standard) = place else { continue };
        facts::compare(registry, row, *standard, &successions, day, &mut comparison.differences);
        if row.is_whole {
            comparison.compared.insert(*standard, row.number);
        }
    }
    let Comparison { unclear, new, .. } = &mut comparison;
    unclear.retain(|cell| concerns(registry, sheet, new, cell));
    comparison.not_on_record += rows.iter().filter(|(_, place)| matches!(place, RowSubject::Elsewhere)).count();
    comparison.differences.extend(successions.iter().map(|one| one.difference(registry)));
    comparison.differences.sort_by_key(|difference| (difference.row, difference.kind, difference.now.clone()));
    Ok(comparison)
}

/// Whether a cell that cannot be read may say something of a standard on record: whole exports are full of faults in rows that are none
/// of the registry's business. What a row replaces is always its business, for it may be one on record.
fn concerns(registry: &Registry, sheet: &Sheet, new: &BTreeMap<String, Row>, cell: &Unclear) -> bool {
    let at = cell.column.and_then(|place| sheet.columns.get(&place));
    let key = at.and_then(|at| sheet.kind.columns().get(*at)).map(|column| column.key);
    let is_succession = matches!(key, Some("replaces" | "partly_replaces" | "replaced_by"));
    let number = registry.number(&cell.number);
    is_succession
        || cell.number.is_empty()
        || registry.target(&number) != CitationTarget::Unknown
        || new.contains_key(number.canonical())
}

/// Of what a row speaks.
enum RowSubject {
    /// A standard of the registry's own.
    Recorded(usize),
    /// A number that is on record nowhere.
    New(Number),
    /// A standard of a registry that this one depends on, which compares its own.
    Elsewhere,
}

/// The rows with what they speak of. A row that repeats another, or names no edition where several are meant, is unclear.
fn placed(registry: &Registry, rows: Vec<Row>, comparison: &mut Comparison) -> Vec<(Row, RowSubject)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut placed = Vec::new();
    for row in rows {
        let number = registry.number(&row.name);
        let column = row.place("number");
        let mut unclear =
            |message| comparison.unclear.push(Unclear { row: row.number, column, number: row.name.clone(), message });
        let earlier = *seen.entry(number.canonical().to_owned()).or_insert(row.number);
        if earlier != row.number {
            unclear(message!("与第 {earlier} 行重复", "it repeats row {earlier}"));
            continue;
        }
        let place = match registry.target(&number) {
            CitationTarget::Edition(standard) if registry.is_own(registry.standards[standard].file) => {
                // What was renumbered is found by its old number, too: that row speaks of how it was called.
                let own = registry.standards[standard].number.as_ref();
                if own.is_some_and(|own| !own.number.names_same_edition(&number)) {
                    comparison.not_on_record += 1;
                    continue;
                }
                RowSubject::Recorded(standard)
            }
            CitationTarget::Edition(_) => RowSubject::Elsewhere,
            CitationTarget::Family(_) => {
                unclear(message!(
                    "编号没有年号，不知是哪一版",
                    "the number has no year, so which edition it is is not said"
                ));
                continue;
            }
            CitationTarget::Unknown => RowSubject::New(number),
        };
        placed.push((row, place));
    }
    placed
}
