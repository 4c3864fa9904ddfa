//! Who replaces whom: what the export says of successions that no record does.

use std::collections::BTreeSet;

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::model::Standard;
use mulu_core::number::Number;
use mulu_core::registry::{CitationTarget, Registry};

use super::row::Row;
use super::{Difference, DifferenceKind, ProposedChange, RowSubject};

/// That one standard replaces another, as the export says and no record does.
pub struct MissingSuccession {
    /// The standard on record that is replaced.
    pub standard: usize,
    /// What replaces it, by its number.
    pub by: Number,
    /// From when that applies, as far as the export or its record says.
    pub from: Option<Day>,
    /// Whether only in part.
    pub is_part: bool,
    /// The record of what replaces it, where there is one.
    successor: Option<usize>,
    row: u32,
    column: Option<u32>,
}

/// Every succession in the rows that no record knows, each once, whichever of the two rows tells it.
pub fn find(registry: &Registry, rows: &[(Row, RowSubject)]) -> Vec<MissingSuccession> {
    let mut found: Vec<MissingSuccession> = Vec::new();
    let mut told = BTreeSet::new();
    let mut add = |standard: usize, by: Number, is_part: bool, (row, column): (u32, Option<u32>)| {
        let successor = own(registry, &by);
        let known = registry.successors(standard).iter().chain(registry.partial_successors(standard));
        let is_known = successor.is_some_and(|at| known.clone().any(|successor| *successor == at));
        // Nothing replaces itself, and what a registry below recorded is that registry's to say.
        if is_known || successor == Some(standard) || !told.insert((standard, by.canonical().to_owned())) {
            return;
        }
        let from = effective(registry, rows, &by, successor);
        found.push(MissingSuccession { standard, by, from, is_part, successor, row, column });
    };
    for (row, place) in rows {
        let number = match place {
            RowSubject::Recorded(standard) => match &registry.standards[*standard].number {
                Some(own) => own.number.clone(),
                None => continue,
            },
            RowSubject::New(number) => number.clone(),
            RowSubject::Elsewhere => continue,
        };
        for (key, is_part) in [("replaces", false), ("partly_replaces", true)] {
            for old in row.numbers(key) {
                if let Some(standard) = own(registry, &registry.number(old)) {
                    add(standard, number.clone(), is_part, (row.number, row.place(key)));
                }
            }
        }
        if let RowSubject::Recorded(standard) = place {
            for new in row.numbers("replaced_by") {
                add(*standard, registry.number(new), false, (row.number, row.place("replaced_by")));
            }
        }
    }
    found
}

/// The record of the registry's own that a number names.
fn own(registry: &Registry, number: &Number) -> Option<usize> {
    match registry.target(number) {
        CitationTarget::Edition(standard) => {
            registry.standards.get(standard).filter(|own| registry.is_own(own.file)).map(|_| standard)
        }
        CitationTarget::Family(_) | CitationTarget::Unknown => None,
    }
}

/// From when a successor applies: by its own row, else by its record.
fn effective(registry: &Registry, rows: &[(Row, RowSubject)], by: &Number, successor: Option<usize>) -> Option<Day> {
    let is_it = |place: &RowSubject| match place {
        RowSubject::New(number) => number == by,
        RowSubject::Recorded(standard) => Some(*standard) == successor,
        RowSubject::Elsewhere => false,
    };
    let row = rows.iter().find(|(_, place)| is_it(place)).and_then(|(row, _)| row.day("effective"));
    row.or_else(|| registry.standards.get(successor?)?.effective.as_ref().map(|day| day.value))
}

impl MissingSuccession {
    /// What is told of it.
    pub fn difference(&self, registry: &Registry) -> Difference {
        let old = registry.standards[self.standard].name();
        let new = self.by.canonical();
        let (part_zh, part_en) = if self.is_part { ("部分", " in part") } else { ("", "") };
        let message = message!(
            "{old} 被 {new} {part_zh}代替，登记簿没有此代替关系",
            "{new} replaces {old}{part_en}, which the registry does not say"
        );
        let key = if self.is_part { "partly_replaces" } else { "replaces" };
        let remedy = match self.successor {
            Some(_) => message!(
                "在 {new} 的记录的 {key} 中写入 \"{old}\"；--write 代为写入",
                "write \"{old}\" into `{key}` of the record of {new}; --write does"
            ),
            None => message!(
                "录入 {new}，其 {key} 写 \"{old}\"；--write 代为建立",
                "record {new}, with \"{old}\" in its `{key}`; --write makes the record"
            ),
        };
        let known: Vec<&str> =
            registry.successors(self.standard).iter().map(|at| registry.standards[*at].name()).collect();
        // A number that no series knows has no place among the records: a person has to say which level it is of.
        let is_placed = self.successor.is_some() || (self.by.level().is_some() && self.by.is_dated());
        Difference {
            row: self.row,
            column: self.column,
            kind: DifferenceKind::Successor,
            standard: self.standard,
            was: (!known.is_empty()).then(|| known.join("、")),
            now: new.to_owned(),
            message,
            remedy,
            change: is_placed.then(|| ProposedChange::Succession(self.by.clone(), key)),
        }
    }
}

/// Tells of a standard that is not on record where it amends one that is, or is a newer edition of the newest that is; whether it does.
pub fn newer(registry: &Registry, row: &Row, number: &Number, differences: &mut Vec<Difference>) -> bool {
    let new = number.canonical();
    let mut tell = |standard: usize, kind: DifferenceKind, message, remedy| {
        let (row, column) = (row.number, row.place("number"));
        let (was, now, change) = (Some(registry.standards[standard].name().to_owned()), new.to_owned(), None);
        differences.push(Difference { row, column, kind, standard, was, now, message, remedy, change });
        true
    };
    if number.is_amendment() {
        let Some(edition) = own(registry, &number.edition()) else { return false };
        let name = registry.standards[edition].name();
        return tell(
            edition,
            DifferenceKind::Amendment,
            message!("{name} 有修改单 {new}，登记簿没有", "{name} has an amendment {new}, which is not on record"),
            message!("mulu new standard \"{new}\" 建立修改单的记录", "record it: mulu new standard \"{new}\""),
        );
    }
    // An edition that has ended already is no news: whatever came after it is in the export, too.
    if matches!(row.text("status"), Some("withdrawn" | "replaced")) {
        return false;
    }
    let Some(year) = number.year() else { return false };
    let edition_year = |standard: &Standard| standard.number.as_ref().and_then(|own| own.number.year());
    let family = match registry.target(&number.undated()) {
        CitationTarget::Family(family) => family,
        CitationTarget::Edition(one) => vec![one],
        CitationTarget::Unknown => return false,
    };
    let own_editions = family.into_iter().filter_map(|at| {
        let standard = registry.standards.get(at).filter(|standard| registry.is_own(standard.file))?;
        Some((edition_year(standard)?, at))
    });
    let Some((newest, standard)) = own_editions.max() else { return false };
    if year <= newest {
        return false;
    }
    let old = registry.standards[standard].name();
    tell(
        standard,
        DifferenceKind::Edition,
        message!(
            "{old} 有新版 {new}，登记簿没有；平台导出没有写明是否代替",
            "{old} has a newer edition {new}, which is not on record; the export does not say that it replaces it"
        ),
        message!(
            "查明 {new} 代替什么，再录入：mulu new standard \"{new}\"",
            "find out what {new} replaces, then record it: mulu new standard \"{new}\""
        ),
    )
}
