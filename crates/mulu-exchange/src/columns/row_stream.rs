//! The records of a kind as rows that are made one after another: a table of a million is never held whole.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mulu_core::day::Day;
use mulu_core::registry::Registry;

use super::super::cell::Cell;
use super::{KindTable, SheetKind, adoptions, cases, derived, others, projects, reviews, standards};

/// A table whose rows come one after another.
pub struct RowStream<'t> {
    /// The kind.
    pub kind: SheetKind,
    /// How many rows come.
    pub count: usize,
    /// The rows, in the order of the records' files; each has a cell for every column of the kind.
    pub rows: Box<dyn Iterator<Item = Cow<'t, [Cell]>> + 't>,
    /// The commit that was read; none for the work tree.
    pub revision: Option<&'t str>,
    /// What may be chosen in a workbook's columns, by key; nothing where nobody is to edit it.
    pub choices: BTreeMap<&'static str, Vec<String>>,
}

impl<'t> RowStream<'t> {
    /// Every record of a kind on a day: the registry's own. Those that it depends on give out theirs.
    #[must_use]
    pub fn of(registry: &'t Registry, kind: SheetKind, on: Day) -> Self {
        let standards = registry.own_of(&registry.standards);
        let agencies = registry.own_of(&registry.agencies);
        let (count, rows): (usize, Box<dyn Iterator<Item = Vec<Cell>> + 't>) = match kind {
            SheetKind::Standards => {
                let row = move |index| standards::row(registry, index, on);
                (standards.len(), Box::new((0..standards.len()).map(row)))
            }
            SheetKind::Adoptions => {
                let rows = agencies.iter().flat_map(move |agency| {
                    agency.adoptions.iter().map(move |filing| adoptions::row(registry, agency, filing, on))
                });
                (agencies.iter().map(|agency| agency.adoptions.len()).sum(), Box::new(rows))
            }
            SheetKind::Projects => {
                let row = |project| projects::row(registry, project);
                (registry.projects.len(), Box::new(registry.projects.iter().map(row)))
            }
            SheetKind::Agencies => (agencies.len(), Box::new(agencies.iter().map(others::agency))),
            SheetKind::Policies => {
                let own = || registry.clauses().filter(|found| registry.is_own(found.policy.file));
                (own().count(), Box::new(own().map(move |found| others::clause(registry, found, on))))
            }
            SheetKind::Cases => {
                let cases = || registry.dockets.iter().flat_map(|docket| &docket.cases);
                (cases().count(), Box::new(cases().map(cases::row)))
            }
            SheetKind::Topics => {
                let rows = others::topics(registry, on);
                (rows.len(), Box::new(rows.into_iter()))
            }
            SheetKind::Reviews => {
                let count = standards.iter().map(|standard| standard.reviews.len()).sum();
                (count, Box::new(standards.iter().flat_map(reviews::rows)))
            }
            SheetKind::Records(kind) => {
                let row = move |place| derived::row(registry, kind, place, on);
                (registry.count(kind), Box::new((0..registry.count(kind)).map(row)))
            }
        };
        RowStream { kind, count, rows: Box::new(rows.map(Cow::Owned)), revision: None, choices: BTreeMap::new() }
    }
}

impl KindTable {
    /// Every record of a kind on a day: the registry's own. Those that it depends on give out theirs.
    #[must_use]
    pub fn of(registry: &Registry, kind: SheetKind, on: Day) -> Self {
        let rows = RowStream::of(registry, kind, on).rows.map(Cow::into_owned).collect();
        KindTable { kind, rows, revision: None, choices: BTreeMap::new() }
    }

    /// Its rows, one after another.
    #[must_use]
    pub fn stream(&self) -> RowStream<'_> {
        RowStream {
            kind: self.kind,
            count: self.rows.len(),
            rows: Box::new(self.rows.iter().map(|row| Cow::Borrowed(row.as_slice()))),
            revision: self.revision.as_deref(),
            choices: self.choices.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use mulu_core::registry::Registry;
    use mulu_core::source::WorkTree;

    use super::{RowStream, SheetKind};

    #[test]
    fn as_many_rows_come_as_were_promised() {
        let source = WorkTree::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).unwrap();
        let registry = Registry::load(&source).unwrap();
        let on = "2026-11-21".parse().unwrap();
        for kind in SheetKind::all() {
            let stream = RowStream::of(&registry, kind, on);
            let promised = stream.count;
            assert_eq!(stream.rows.count(), promised, "{kind:?}");
        }
    }
}
