//! How long what is said of a record holds: since the last day that changed it, until the next that will.
//!
//! All that is said of a record on a day comes of comparing that day with days that are written down, or counted from those: the
//! day after the last one in time, the beginning of `due-soon`, the end of a transition. These are gathered here, of the record
//! and of what it is linked with, so that a page need not say which day it was made for.
//!
//! A day too many says that something may change on which nothing does, and costs a page. A day too few would make a page say
//! what is no longer so: a test builds whole sites on the days around it.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::{Audits, Requirement};
use crate::day::{Day, WorkingDay};
use crate::lazy_table::LazyTable;
use crate::model::{Agency, FileId, Kind, Project};
use crate::number::Number;
use crate::references::{Reference, ReferenceTarget};
use crate::registry::{CaseRef, CitationTarget, Due, Expiry, HORIZON, Registry};
use crate::slice::slice_lossy;

/// How long what is said holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Holds {
    /// The last day that changed what is said here; null: no day that is known.
    pub since: Option<Day>,
    /// The next day that may change it, if no record is changed before; null: no day that is known.
    pub until: Option<Day>,
}

/// Keys whose day is the last that still counts: what is said changes on the day after.
const LAST_DAYS: [&str; 6] = ["expires", "until", "due", "deadline", "to", "consultation_until"];

/// Keys whose day changes nothing by coming.
const OF_THE_RECORD: [&str; 1] = ["checked"];

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
    /// The days on which any policy begins or ends.
    policies: OnceLock<Vec<Day>>,
    projects: OnceLock<Holds>,
    reviews: OnceLock<Holds>,
    cases: OnceLock<Holds>,
    expiries: OnceLock<Vec<Expiry>>,
    everything: OnceLock<Holds>,
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
            policies: OnceLock::new(),
            projects: OnceLock::new(),
            reviews: OnceLock::new(),
            cases: OnceLock::new(),
            expiries: OnceLock::new(),
            everything: OnceLock::new(),
        }
    }

    /// What is said of the record in a file, whatever its kind.
    #[must_use]
    pub fn file(&self, file: FileId) -> Holds {
        *self.files.get(file.0 as usize, || self.work_out(file))
    }

    /// What is said of all records together.
    #[must_use]
    pub fn everything(&self) -> Holds {
        *self.everything.get_or_init(|| {
            let files = (0..self.registry.files.len()).filter_map(|at| u32::try_from(at).ok());
            Holds::all(files.map(|at| self.file(FileId(at))))
        })
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
        days.found.holds.and(nearby)
    }

    /// What is said of an agency's projects, and of all reviews where it is to see to them.
    fn of_agency(&self, index: usize) -> Holds {
        let registry = self.registry;
        let agency = &registry.agencies[index];
        // Of those that it took over from, too: it answers for them.
        let earlier: Vec<&Agency> = registry.predecessors_of(&agency.id).collect();
        let is_own =
            |project: &&Project| is_owned(project, agency) || earlier.iter().any(|earlier| is_owned(project, earlier));
        let owned = registry.projects.iter().filter(is_own);
        let projects = Holds::all(owned.map(|project| self.file(project.file)));
        if registry.may(agency, "review") { projects.and(self.reviews()) } else { projects }
    }

    fn cases(&self) -> Holds {
        let registry = self.registry;
        let dockets = registry.dockets.iter().map(|docket| docket.file);
        let asked = registry.resources.iter().filter(|resource| !resource.requests.is_empty());
        let files = dockets.chain(asked.map(|resource| resource.file));
        *self.cases.get_or_init(|| Holds::all(files.map(|file| self.file(file))))
    }

    fn expiries(&self) -> &[Expiry] {
        let on = self.audits.day();
        self.expiries.get_or_init(|| self.registry.expiries(Some(HORIZON.after(on)), on))
    }

    fn projects(&self) -> Holds {
        *self.projects.get_or_init(|| Holds::all(self.registry.projects.iter().map(|project| self.file(project.file))))
    }

    fn reviews(&self) -> Holds {
        *self.reviews.get_or_init(|| {
            let mut days = Days::of(self);
            (0..self.registry.standards.len()).for_each(|standard| days.review(standard));
            days.found.holds
        })
    }

    fn policies(&self) -> &[Day] {
        self.policies.get_or_init(|| {
            let files = self.registry.policies.iter().map(|policy| policy.file);
            files.flat_map(|file| self.ends(file)).collect()
        })
    }

    /// The days that a file writes down and that change something. Many ask what a policy or an agency writes: it is read once.
    fn written(&self, file: FileId) -> &[WrittenDay] {
        self.written.get(file.0 as usize, || {
            let text = self.registry.text(file);
            let all = written(&text).filter(|(key, _)| !OF_THE_RECORD.contains(key));
            let one = |(key, day): (&str, Day)| WrittenDay {
                day,
                is_last: LAST_DAYS.contains(&key),
                is_end: ENDS.contains(&key),
            };
            all.map(one).collect()
        })
    }

    /// When what a file holds begins and ends.
    fn ends(&self, file: FileId) -> impl Iterator<Item = Day> {
        self.written(file).iter().filter(|written| written.is_end).flat_map(|written| written.changes())
    }
}

/// The days that change what is said of a record.
struct Days<'h, 'r> {
    holding: &'h HoldsByRecord<'r>,
    registry: &'r Registry,
    on: Day,
    found: Nearest,
}

/// Of many days the two that lie nearest to one, before and behind it.
struct Nearest {
    on: Day,
    holds: Holds,
}

impl Extend<Day> for Nearest {
    fn extend<I: IntoIterator<Item = Day>>(&mut self, days: I) {
        self.holds = self.holds.and(Holds::between(days, self.on));
    }
}

impl<'h, 'r> Days<'h, 'r> {
    fn of(holding: &'h HoldsByRecord<'r>) -> Self {
        let (registry, on) = (holding.registry, holding.audits.day());
        Days { holding, registry, on, found: Nearest { on, holds: Holds::default() } }
    }

    /// Those that a file writes down.
    fn file(&mut self, file: FileId) {
        self.found.extend(self.holding.written(file).iter().flat_map(|written| written.changes()));
    }

    /// Those that a record writes down, and those of what it names.
    fn record(&mut self, file: FileId) {
        self.file(file);
        let mut named = Vec::new();
        self.registry.each_reference_in(Some(file), &mut |Reference { to, .. }| match to {
            ReferenceTarget::Standard(cited) => named.push(NamedRecord::Standards(meant(self.registry, &cited.number))),
            ReferenceTarget::Clause(reference) => {
                named.extend(self.registry.clause(reference).map(|found| NamedRecord::File(found.policy.file)));
            }
            ReferenceTarget::Agency(id) => {
                let agency = self.registry.agency(id);
                named.extend(agency.map(|index| NamedRecord::File(self.registry.agencies[index].file)));
            }
            _ => {}
        });
        for one in named {
            match one {
                NamedRecord::Standards(editions) => editions.into_iter().for_each(|edition| self.edition(edition)),
                NamedRecord::File(file) => self.found.extend(self.holding.ends(file)),
            }
        }
    }

    /// When an edition begins and ends, and the transition from it.
    fn edition(&mut self, index: usize) {
        let dates = self.registry.dates(index);
        let ends = [dates.successor_effective, dates.withdrawn];
        let transition = |day: &Day| self.registry.config.review.transition.after(*day).next();
        let over: Vec<Day> = dates.successor_effective.iter().map(transition).collect();
        self.found.extend([dates.issued, dates.effective, dates.successor_issued].into_iter().chain(ends).flatten());
        self.found.extend(over);
    }

    /// The editions that stand beside one, and what becomes of those that replace it.
    fn standard(&mut self, index: usize) {
        let registry = self.registry;
        let mut near = registry.family(index);
        near.extend(registry.predecessors(index));
        near.extend(registry.successors(index));
        near.extend(registry.partial_successors(index));
        near.extend(registry.parts(registry.part_of(index).unwrap_or(index)));
        near.push(index);
        near.into_iter().for_each(|edition| self.edition(edition));
        let mentions = registry.mentions(index);
        for policy in mentions.clauses.iter().chain(&mentions.open_mandates).map(|mention| mention.record) {
            self.found.extend(self.holding.ends(registry.policies[policy].file));
        }
        // Its page says of projects that stand on an edition which was replaced whether they are excused.
        for project in mentions.declarations.iter().map(|mention| mention.record) {
            self.found.extend(self.holding.ends(registry.projects[project].file));
        }
        self.review(index);
        let record = &registry.standards[index];
        if record.is_municipal() {
            let on_topic = record.topics.iter().flat_map(|topic| registry.on_topic(topic));
            let begins: Vec<Day> = on_topic.filter_map(|other| registry.dates(*other).effective).collect();
            self.found.extend(begins);
        }
        if record.listed_on(self.on).is_some() {
            let review = &registry.config.review;
            let checked = record.sources.iter().filter_map(|source| source.checked.as_ref()).map(|at| at.value).max();
            self.found.extend(checked.map(|checked| review.cycle.after(checked).next()));
            let replaced = registry.supersession(index, self.on).map(|(_, on)| review.due_soon.before(on));
            self.found.extend(replaced);
        }
    }

    /// Where the review of a standard stands, and the duties that one opened.
    fn review(&mut self, index: usize) {
        let (registry, on) = (self.registry, self.on);
        let terms = &registry.config.review;
        if let Ok(review) = registry.next_review(index, on) {
            self.found.extend([
                terms.due_soon.before(review.due),
                review.due.next(),
                terms.grace.after(review.due).next(),
            ]);
            self.found.extend(review.trigger.map(|trigger| trigger.since));
        }
        let duties = [registry.revision_due(index, on), registry.abolition_due(index, on)];
        for duty in duties.into_iter().flatten() {
            self.found.extend([terms.due_soon.before(duty.due), duty.due.next()]);
        }
    }

    /// What is asked of a project: by policies that begin and end, in editions that do.
    fn project(&mut self, index: usize) {
        let registry = self.registry;
        self.found.extend(self.holding.policies().iter().copied());
        let record = &registry.projects[index];
        for obligation in &self.holding.audits.project(index).obligations {
            if let Requirement::Standard(standard) = obligation.asked {
                self.edition(standard);
            }
            if let Some(until) = obligation.until {
                self.found.extend([until, until.next()]);
            }
        }
        for (docket, place) in registry.cases_of(&record.id) {
            self.file(docket.file);
            let case = docket.cases.get(place).and_then(|case| registry.case_of(docket, case));
            case.iter().for_each(|case| self.case(case));
        }
        for agency in registry.agencies_behind(record, self.on) {
            self.file(registry.agencies[agency].file);
        }
        for at_least in registry.evidence_kinds.iter().filter_map(|kind| kind.at_least.as_ref()) {
            let begun = record.evidence.iter().filter_map(|paper| paper.from.as_ref());
            let covered: Vec<Day> = begun.map(|from| at_least.after(from.value)).collect();
            self.found.extend(covered);
        }
    }

    /// When the time of a case's steps runs out.
    fn case(&mut self, case: &CaseRef<'_>) {
        let limits = case.steps(self.on).into_iter().filter_map(|step| step.limit.and_then(WorkingDay::day));
        self.found.extend(limits.flat_map(|last| [last, last.next()]));
    }

    /// What a policy's clauses mean.
    fn policy(&mut self, index: usize) {
        let registry = self.registry;
        self.found.extend(self.holding.policies().iter().copied());
        let policy = &registry.policies[index];
        for clause in &policy.clauses {
            let members = registry.open_mandates(crate::registry::ClauseRef { policy, clause });
            members.into_iter().for_each(|member| self.edition(member));
        }
    }

    /// What clauses ask of a resource while they are in force, and when it must have been gone through.
    fn resource(&mut self, index: usize) {
        self.found.extend(self.holding.policies().iter().copied());
        let resource = &self.registry.resources[index];
        if let Some(at) = self.registry.jurisdiction_shared_in(resource) {
            self.found.extend(self.registry.sweeps_end(&at.value, self.on).into_iter().map(Day::next));
        }
        // Whose it is says when all that agency has was gone through.
        let provider = resource.provider.as_ref().and_then(|provider| self.registry.agency(&provider.value));
        provider.into_iter().for_each(|provider| self.file(self.registry.agencies[provider].file));
    }

    /// What an agency has filed, and its year.
    fn agency(&mut self, index: usize) {
        let registry = self.registry;
        let own = &registry.agencies[index];
        let earlier: Vec<&Agency> = registry.predecessors_of(&own.id).collect();
        earlier.iter().for_each(|earlier| self.file(earlier.file));
        for agency in earlier.into_iter().chain([own]) {
            for filing in agency.adoptions.iter().filter_map(|filing| filing.standard.as_ref()) {
                for standard in meant(registry, &filing.number) {
                    self.edition(standard);
                    self.review(standard);
                }
            }
        }
        let due_soon = registry.config.review.due_soon;
        let expiries = self.holding.expiries().iter().filter(|one| one.by.contains(&index));
        self.found.extend(expiries.flat_map(|one| [due_soon.before(one.day), one.day.next()]));
        // Its year is assessed, and begins anew.
        let year = self.on.year();
        self.found.extend([year, year.saturating_add(1)].into_iter().filter_map(|year| Day::new(year, 1, 1)));
    }
}

/// The editions that a number means.
fn meant(registry: &Registry, number: &Number) -> Vec<usize> {
    match registry.target(number) {
        CitationTarget::Edition(edition) => vec![edition],
        CitationTarget::Family(editions) => editions,
        CitationTarget::Unknown => Vec::new(),
    }
}

/// Keys whose days begin or end what a file holds.
const ENDS: [&str; 5] = ["issued", "effective", "expires", "repealed", "until"];

/// A day that a file writes down.
#[derive(Clone, Copy, Debug)]
struct WrittenDay {
    day: Day,
    /// Whether it is the last that still counts.
    is_last: bool,
    /// Whether it begins or ends what the file holds.
    is_end: bool,
}

impl WrittenDay {
    /// The days that change something because of it.
    fn changes(self) -> impl Iterator<Item = Day> + use<> {
        std::iter::once(self.day).chain(self.is_last.then(|| self.day.next()))
    }
}

/// What a record names, where it has days of its own.
enum NamedRecord {
    Standards(Vec<usize>),
    File(FileId),
}

fn is_owned(project: &Project, agency: &Agency) -> bool {
    project.agency.as_ref().is_some_and(|owner| owner.value == agency.id)
}

/// The days that a text writes down as values of keys: `issued = 2019-05-10`.
fn written(text: &str) -> impl Iterator<Item = (&str, Day)> {
    const LENGTH: usize = "2019-05-10".len();
    text.match_indices('=').filter_map(|(at, _)| {
        let value = slice_lossy(text, at + 1..).trim_start_matches([' ', '\t', '"', '\'']);
        let day = value.get(..LENGTH)?.parse().ok()?;
        let before = slice_lossy(text, ..at).trim_end_matches([' ', '\t']);
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let key = slice_lossy(before, before.trim_end_matches(is_of_key).len()..);
        Some((key, day))
    })
}

#[cfg(test)]
mod tests {
    use super::{Holds, written};
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

    #[test]
    fn days_are_read_where_a_key_has_one() {
        let text = "issued = 2019-05-10\nformer_numbers = [{ number = \"GB 1-1980\", until= \"2017-03-23\" }]\n\
                    note = \"seit 2020-01-01\"\nodd = 2019-13-40\nb=2019-05-1";
        let found: Vec<(&str, Day)> = written(text).collect();
        assert_eq!(found, [("issued", day("2019-05-10")), ("until", day("2017-03-23"))]);
    }
}
