//! Information resources: whose they are, on what terms they are shared, and whether they were gone through in time.

use crate::day::Day;
use crate::model::{FileId, Resource, SharingTerms, Spanned, terms_in};

use super::{ClauseRef, Registry};

/// The sweep (清查) that was due last: of which clause, and between which days.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SweepDue {
    /// The clause that asks for it, as `policy#clause`.
    pub clause: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

impl Registry {
    /// Where a resource is shared: where the agency that provides it acts.
    #[must_use]
    pub fn jurisdiction_shared_in<'r>(&'r self, resource: &'r Resource) -> Option<&'r Spanned<String>> {
        let provider = resource.provider.as_ref().and_then(|provider| self.agency(&provider.value));
        provider.map_or(self.config.jurisdiction.as_ref(), |provider| self.agencies[provider].jurisdiction.as_ref())
    }

    /// The terms on which a resource is shared; none only where a configuration has lost them.
    #[must_use]
    pub fn sharing_terms<'r>(&'r self, resource: &'r Resource) -> Option<&'r SharingTerms> {
        let jurisdiction = self.jurisdiction_shared_in(resource).map(|code| code.value.as_str());
        terms_in(&self.config.sharing, jurisdiction)
    }

    /// Whether a file is kept off the site: it holds a resource that only the office sees.
    #[must_use]
    pub fn is_kept_back(&self, file: FileId) -> bool {
        let at = self.resources.binary_search_by_key(&file, |resource| resource.file);
        at.is_ok_and(|at| !self.resources[at].is_published())
    }

    /// The resources that an agency provides, by their places in [`Registry::resources`].
    #[must_use]
    pub fn provided_by(&self, agency: &str) -> &[usize] {
        self.links.provided.get(agency).map_or(&[], Vec::as_slice)
    }

    /// The resources that came from a project, by their places in [`Registry::resources`].
    #[must_use]
    pub fn yielded_by(&self, project: &str) -> &[usize] {
        self.links.yielded.get(project).map_or(&[], Vec::as_slice)
    }

    /// The sweep that was due last in a jurisdiction: the newest window that has ended, of those that began after the measure was in
    /// force and after the registry was kept. None where no clause in force asks for one.
    #[must_use]
    pub fn sweep_due(&self, jurisdiction: &str, day: Day) -> Option<SweepDue> {
        let due = |found: ClauseRef<'_>| {
            let window = sweep_window(&found)?;
            let has_ended = window(day.year()).is_some_and(|(_, to)| to < day);
            let (from, to) = window(if has_ended { day.year() } else { day.year() - 1 })?;
            let kept = self.config.since.as_ref().is_none_or(|since| since.value <= from);
            let bound = found.policy.since().is_none_or(|since| since <= from);
            (kept && bound && from <= to).then(|| SweepDue { clause: found.reference(), from, to })
        };
        self.clauses_on_sweeps(jurisdiction).filter(|found| found.is_in_force(day)).find_map(due)
    }

    /// The last days of the sweeps around a day, by whatever clause asks for one in a jurisdiction: on the next day one is due.
    pub fn sweeps_end(&self, jurisdiction: &str, day: Day) -> Vec<Day> {
        let around = |found: ClauseRef<'_>| {
            let window = sweep_window(&found);
            let years = day.year().saturating_sub(1)..=day.year().saturating_add(1);
            years.filter_map(|year| window.as_ref()?(year)).map(|(_, to)| to).collect::<Vec<_>>()
        };
        self.clauses_on_sweeps(jurisdiction).flat_map(around).collect()
    }

    fn clauses_on_sweeps<'r>(&'r self, jurisdiction: &'r str) -> impl Iterator<Item = ClauseRef<'r>> {
        self.clauses().filter(move |found| found.governs(jurisdiction))
    }

    /// The day on which a resource was gone through within a window: by its own record, or by its agency's for all that it has.
    #[must_use]
    pub fn swept(&self, resource: &Resource, due: &SweepDue, day: Day) -> Option<Day> {
        let provider = resource.provider.as_ref().and_then(|provider| self.agency(&provider.value));
        let of_all = provider.into_iter().flat_map(|provider| &self.agencies[provider].sweeps);
        let days = resource.sweeps.iter().chain(of_all).filter_map(|sweep| sweep.date.as_ref());
        days.map(|date| date.value).filter(|date| (due.from..=due.to.min(day)).contains(date)).min()
    }

    /// Whether a sweep concerned a resource: it was there before the window ended, and its agency too.
    #[must_use]
    pub fn is_swept_with(&self, resource: &Resource, due: &SweepDue) -> bool {
        let known = [&resource.compiled, &resource.published, &resource.registered];
        let first = known.into_iter().flatten().map(|day| day.value).min();
        let provider = resource.provider.as_ref().and_then(|provider| self.agency(&provider.value));
        let until = provider.and_then(|provider| self.agencies[provider].until.as_ref());
        first.is_none_or(|first| first <= due.to) && until.is_none_or(|until| until.value > due.to)
    }
}

/// When a clause wants a sweep, by the year; none where it asks for none.
fn sweep_window<'r>(found: &ClauseRef<'r>) -> Option<impl Fn(i32) -> Option<(Day, Day)> + use<'r>> {
    let duty = found.clause.duties.iter().find(|duty| duty.id.as_ref().is_some_and(|id| id.value == "sweep"))?;
    Some(move |year| match (&duty.window, &duty.due) {
        (Some(window), _) => window.value.of(year),
        (None, Some(due)) => Some((Day::new(year, 1, 1)?, due.value.of(year)?)),
        (None, None) => None,
    })
}
