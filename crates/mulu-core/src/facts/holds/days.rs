//! The days that change what is said of a record.

use crate::audit::Requirement;
use crate::day::{Day, WorkingDay};
use crate::model::{Agency, FileId};
use crate::number::Number;
use crate::references::{Reference, ReferenceTarget};
use crate::registry::{CaseRef, CitationTarget, Registry};

use super::{Holds, HoldsByRecord};

/// The days that change what is said of a record.
pub(super) struct Days<'h, 'r> {
    holding: &'h HoldsByRecord<'r>,
    registry: &'r Registry,
    on: Day,
    /// The two that lie nearest to the day, before and behind it.
    pub(super) found: Holds,
}

impl<'h, 'r> Days<'h, 'r> {
    pub(super) fn of(holding: &'h HoldsByRecord<'r>) -> Self {
        let (registry, on) = (holding.registry, holding.audits.day());
        Days { holding, registry, on, found: Holds::default() }
    }

    fn add(&mut self, days: impl IntoIterator<Item = Day>) {
        self.found = self.found.and(Holds::between(days, self.on));
    }

    /// Those that a file writes down.
    fn file(&mut self, file: FileId) {
        self.add(self.holding.written(file).iter().flat_map(|written| written.changes()));
    }

    /// Those that a record writes down, and those of what it names.
    pub(super) fn record(&mut self, file: FileId) {
        self.file(file);
        let mut named = Vec::new();
        self.registry.each_reference_in(Some(file.into()), &mut |Reference { to, .. }| match to {
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
                NamedRecord::File(file) => self.add(self.holding.ends(file)),
            }
        }
    }

    /// When an edition begins and ends, and the transition from it.
    fn edition(&mut self, index: usize) {
        let dates = self.registry.dates(index);
        let ends = [dates.successor_effective, dates.withdrawn];
        let transition = |day: &Day| self.registry.config.review.transition.after(*day).next();
        let over: Vec<Day> = dates.successor_effective.iter().map(transition).collect();
        self.add([dates.issued, dates.effective, dates.successor_issued].into_iter().chain(ends).flatten());
        self.add(over);
    }

    /// The editions that stand beside one, and what becomes of those that replace it.
    pub(super) fn standard(&mut self, index: usize) {
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
            self.add(self.holding.ends(registry.policies[policy].file));
        }
        // Its page says of projects that stand on an edition which was replaced whether they are excused.
        for project in mentions.declarations.iter().map(|mention| mention.record) {
            self.add(self.holding.ends(registry.projects[project].file));
        }
        self.review(index);
        let record = &registry.standards[index];
        if record.is_municipal() {
            let on_topic = record.topics.iter().flat_map(|topic| registry.on_topic(topic));
            let begins: Vec<Day> = on_topic.filter_map(|other| registry.dates(*other).effective).collect();
            self.add(begins);
        }
        if record.listed_on(self.on).is_some() {
            let review = &registry.config.review;
            let checked = record.sources.iter().filter_map(|source| source.checked.as_ref()).map(|at| at.value).max();
            self.add(checked.map(|checked| review.cycle.after(checked).next()));
            let replaced = registry.supersession(index, self.on).map(|(_, on)| review.due_soon.before(on));
            self.add(replaced);
        }
    }

    /// Where the review of a standard stands, and the duties that one opened.
    pub(super) fn review(&mut self, index: usize) {
        let (registry, on) = (self.registry, self.on);
        let terms = &registry.config.review;
        if let Ok(review) = registry.next_review(index, on) {
            self.add([terms.due_soon.before(review.due), review.due.next(), terms.grace.after(review.due).next()]);
            self.add(review.trigger.map(|trigger| trigger.since));
        }
        let duties = [registry.revision_due(index, on), registry.abolition_due(index, on)];
        for duty in duties.into_iter().flatten() {
            self.add([terms.due_soon.before(duty.due), duty.due.next()]);
        }
    }

    /// What is asked of a project: by policies that begin and end, in editions that do.
    pub(super) fn project(&mut self, index: usize) {
        let registry = self.registry;
        self.add(self.holding.policies().iter().copied());
        let record = &registry.projects[index];
        for obligation in &self.holding.audits.project(index).obligations {
            if let Requirement::Standard(standard) = obligation.asked {
                self.edition(standard);
            }
            if let Some(until) = obligation.until {
                self.add([until, until.next()]);
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
            self.add(covered);
        }
    }

    /// When the time of a case's steps runs out.
    pub(super) fn case(&mut self, case: &CaseRef<'_>) {
        let limits = case.steps(self.on).into_iter().filter_map(|step| step.limit.and_then(WorkingDay::day));
        self.add(limits.flat_map(|last| [last, last.next()]));
    }

    /// What a policy's clauses mean.
    pub(super) fn policy(&mut self, index: usize) {
        let registry = self.registry;
        self.add(self.holding.policies().iter().copied());
        let policy = &registry.policies[index];
        for clause in &policy.clauses {
            let members = registry.open_mandates(crate::registry::ClauseRef { policy, clause });
            members.into_iter().for_each(|member| self.edition(member));
        }
    }

    /// What clauses ask of a resource while they are in force, and when it must have been gone through.
    pub(super) fn resource(&mut self, index: usize) {
        self.add(self.holding.policies().iter().copied());
        let resource = &self.registry.resources[index];
        if let Some(at) = self.registry.jurisdiction_shared_in(resource) {
            self.add(self.registry.sweeps_end(&at.value, self.on).into_iter().map(Day::next));
        }
        // Whose it is says when all that agency has was gone through.
        let provider = resource.provider.as_ref().and_then(|provider| self.registry.agency(&provider.value));
        provider.into_iter().for_each(|provider| self.file(self.registry.agencies[provider].file));
    }

    /// What an agency has filed, and its year.
    pub(super) fn agency(&mut self, index: usize) {
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
        let expiries = self.holding.expiries_of(index).iter();
        self.add(expiries.flat_map(|day| [due_soon.before(*day), day.next()]));
        // Its year is assessed, and begins anew.
        let year = self.on.year();
        self.add([year, year.saturating_add(1)].into_iter().filter_map(|year| Day::new(year, 1, 1)));
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

/// What a record names, where it has days of its own.
enum NamedRecord {
    Standards(Vec<usize>),
    File(FileId),
}
