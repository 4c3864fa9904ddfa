//! How long what is said of a record holds: since the last day that changed it, until the next that will.
//!
//! All that is said of a record on a day comes of comparing that day with days that are written down, or counted from those: the
//! day after the last one in time, the beginning of `due-soon`, the end of a transition. These are gathered here, of the record
//! and of what it is linked with, so that a page need not say which day it was made for.
//!
//! A day too many says that something may change on which nothing does, and costs a page. A day too few would make a page say
//! what is no longer so: a test builds whole sites on the days around it.

mod days;
mod written;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::Audits;
use crate::day::Day;
use crate::lazy_table::LazyTable;
use crate::model::{FileId, Kind};
use crate::registry::{Due, Expiry, HORIZON, Registry};

use days::Days;
use written::WrittenDay;

/// How long what is said holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Holds {
    /// The last day that changed what is said here; null: no day that is known.
    pub since: Option<Day>,
    /// The next day that may change it, if no record is changed before; null: no day that is known.
    pub until: Option<Day>,
}

impl Holds {
    /// Between the days that change something, on a day.
    #[must_use]
    pub fn between(days: impl IntoIterator<Item = Day>, on: Day) -> Self {
        days.into_iter().fold(Holds::default(), |holds, day| holds.and(Holds::at(day, on)))
    }

    fn at(day: Day, on: Day) -> Self {
        if day <= on { Holds { since: Some(day), until: None } } else { Holds { since: None, until: Some(day) } }
    }

    /// As long as this and another hold.
    #[must_use]
    pub fn and(self, other: Holds) -> Holds {
        Holds { since: self.since.max(other.since), until: self.until.into_iter().chain(other.until).min() }
    }

    /// As long as all of them hold.
    #[must_use]
    pub fn all(holds: impl IntoIterator<Item = Holds>) -> Holds {
        holds.into_iter().fold(Holds::default(), Holds::and)
    }

    /// What is said of something that is due.
    #[must_use]
    pub fn of_due(registry: &Registry, due: &Due, on: Day) -> Holds {
        Holds::between([registry.config.review.due_soon.before(due.due), due.due.next()], on)
    }
}

/// How long what is said of each record of a registry holds, worked out when it is first asked for.
#[derive(Debug)]
pub struct HoldsByRecord<'r> {
    registry: &'r Registry,
    audits: &'r Audits<'r>,
    files: LazyTable<Holds>,
    /// By file, the days that it writes down.
    written: LazyTable<Vec<WrittenDay>>,
    /// By standard, how long what is said of its reviews holds.
    reviewed: LazyTable<Holds>,
    /// The days on which any policy begins or ends.
    policies: OnceLock<Vec<Day>>,
    projects: OnceLock<Holds>,
    reviews: OnceLock<Holds>,
    cases: OnceLock<Holds>,
    /// By agency, the days of what falls due that is its to see to.
    expiries: OnceLock<Vec<Vec<Day>>>,
    everything: OnceLock<Holds>,
}

/// What was found of each record, to be taken over where a registry changed little.
#[derive(Debug)]
pub struct HoldsFound {
    files: LazyTable<Holds>,
    written: LazyTable<Vec<WrittenDay>>,
    reviewed: LazyTable<Holds>,
}

impl<'r> HoldsByRecord<'r> {
    /// Of the registry and the day of audits.
    #[must_use]
    pub fn of(audits: &'r Audits<'r>) -> Self {
        let registry = audits.registry();
        HoldsByRecord {
            registry,
            audits,
            files: LazyTable::of(registry.files.len()),
            written: LazyTable::of(registry.files.len()),
            reviewed: LazyTable::of(registry.standards.len()),
            policies: OnceLock::new(),
            projects: OnceLock::new(),
            reviews: OnceLock::new(),
            cases: OnceLock::new(),
            expiries: OnceLock::new(),
            everything: OnceLock::new(),
        }
    }

    /// Of a registry of which some records were changed since that was found: what is said in these files and of these standards, by
    /// their places, is looked at anew.
    #[must_use]
    pub fn again(audits: &'r Audits<'r>, before: HoldsFound, files: &BTreeSet<FileId>, standards: &[usize]) -> Self {
        let HoldsFound { files: mut held, mut written, mut reviewed } = before;
        for file in files {
            held.forget(file.0 as usize);
            written.forget(file.0 as usize);
        }
        standards.iter().for_each(|standard| reviewed.forget(*standard));
        HoldsByRecord { files: held, written, reviewed, ..HoldsByRecord::of(audits) }
    }

    /// What was found of each record, without the registry that it is about.
    #[must_use]
    pub fn found(self) -> HoldsFound {
        HoldsFound { files: self.files, written: self.written, reviewed: self.reviewed }
    }

    /// What is said of the record in a file, whatever its kind.
    #[must_use]
    pub fn file(&self, file: FileId) -> Holds {
        *self.files.get(file.0 as usize, || self.work_out(file))
    }

    /// What is said of all records together.
    #[must_use]
    pub fn everything(&self) -> Holds {
        *self.everything.get_or_init(|| Holds::all(self.registry.file_ids().map(|file| self.file(file))))
    }

    fn work_out(&self, file: FileId) -> Holds {
        let registry = self.registry;
        let (kind, id) = registry.record_of(file);
        let mut days = Days::of(self);
        days.record(file);
        // Of two records with one id, which is a finding, the second is not what others mean by it.
        let place = registry.find(kind, id);
        let nearby = match (kind, place) {
            (Kind::Standard, _) => {
                let own = registry.standards.binary_search_by_key(&file, |standard| standard.file);
                own.into_iter().for_each(|index| days.standard(index));
                Holds::default()
            }
            (Kind::Project, Some(index)) if registry.projects[index].file == file => {
                days.project(index);
                Holds::default()
            }
            (Kind::Policy, Some(index)) => {
                days.policy(index);
                // The clauses show whom they keep from their money, and how long their steps take.
                self.projects().and(self.cases())
            }
            (Kind::Docket, _) => {
                let own = registry.dockets.binary_search_by_key(&file, |docket| docket.file);
                if let Some(docket) = own.ok().and_then(|at| registry.dockets.get(at)) {
                    docket
                        .cases
                        .iter()
                        .filter_map(|case| registry.case_of(docket, case))
                        .for_each(|case| days.case(&case));
                }
                Holds::default()
            }
            (Kind::Resource, Some(index)) => {
                days.resource(index);
                registry.requests_of(&registry.resources[index]).for_each(|request| days.case(&request));
                Holds::default()
            }
            (Kind::Agency, Some(index)) => {
                days.agency(index);
                self.of_agency(index)
            }
            _ => Holds::default(),
        };
        days.found.and(nearby)
    }

    /// What is said of an agency's projects, and of all reviews where it is to see to them.
    fn of_agency(&self, index: usize) -> Holds {
        let registry = self.registry;
        let agency = &registry.agencies[index];
        // Of those that it took over from, too: it answers for them.
        let responsible = registry.predecessors_of(&agency.id).chain([agency]);
        let owned = responsible.flat_map(|agency| registry.projects_of(&agency.id));
        let projects = Holds::all(owned.map(|index| self.file(registry.projects[*index].file)));
        if registry.may(agency, "review") { projects.and(self.reviews()) } else { projects }
    }

    fn cases(&self) -> Holds {
        let registry = self.registry;
        let dockets = registry.dockets.iter().map(|docket| docket.file);
        let asked = registry.resources.iter().filter(|resource| !resource.requests.is_empty());
        let files = dockets.chain(asked.map(|resource| resource.file));
        *self.cases.get_or_init(|| Holds::all(files.map(|file| self.file(file))))
    }

    fn expiries_of(&self, agency: usize) -> &[Day] {
        let (registry, on) = (self.registry, self.audits.day());
        let by_agency = self.expiries.get_or_init(|| {
            let mut by_agency = vec![Vec::new(); registry.agencies.len()];
            for Expiry { day, by, .. } in registry.expiries(Some(HORIZON.after(on)), on) {
                by.into_iter().for_each(|agency| by_agency[agency].push(day));
            }
            by_agency
        });
        &by_agency[agency]
    }

    fn projects(&self) -> Holds {
        *self.projects.get_or_init(|| Holds::all(self.registry.projects.iter().map(|project| self.file(project.file))))
    }

    fn reviews(&self) -> Holds {
        let of = |standard: usize| {
            *self.reviewed.get(standard, || {
                let mut days = Days::of(self);
                days.review(standard);
                days.found
            })
        };
        *self.reviews.get_or_init(|| Holds::all((0..self.registry.standards.len()).map(of)))
    }

    fn policies(&self) -> &[Day] {
        self.policies.get_or_init(|| {
            let files = self.registry.policies.iter().map(|policy| policy.file);
            files.flat_map(|file| self.ends(file)).collect()
        })
    }

    /// The days that a file writes down and that change something. Many ask what a policy or an agency writes: it is read once.
    fn written(&self, file: FileId) -> &[WrittenDay] {
        self.written.get(file.0 as usize, || WrittenDay::all_in(&self.registry.text(file)))
    }

    /// When what a file holds begins and ends.
    fn ends(&self, file: FileId) -> impl Iterator<Item = Day> {
        self.written(file).iter().filter(|written| written.is_end).flat_map(|written| written.changes())
    }
}

#[cfg(test)]
mod tests {
    use super::Holds;
    use crate::day::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_said_holds_between_the_nearest_days() {
        let days = || ["2019-05-10", "2022-11-20", "2026-11-21", "2027-01-01", "2029-01-01"].map(day);
        let held = |on: &str| Holds::between(days(), day(on));
        let between = |since: &str, until: &str| Holds { since: Some(day(since)), until: Some(day(until)) };
        assert_eq!(held("2026-11-20"), between("2022-11-20", "2026-11-21"));
        assert_eq!(held("2026-11-21"), between("2026-11-21", "2027-01-01"), "on the day itself it is so already");
        assert_eq!(held("2018-01-01"), Holds { since: None, until: Some(day("2019-05-10")) });
        assert_eq!(held("2030-01-01"), Holds { since: Some(day("2029-01-01")), until: None });
        let longer = between("2020-01-01", "2026-12-01");
        assert_eq!(held("2026-11-21").and(longer), between("2026-11-21", "2026-12-01"));
    }
}
