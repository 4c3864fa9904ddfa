//! Agencies that were merged or dissolved: who stands for whom (机构改革).

use crate::day::Day;
use crate::model::{Agency, Project, Spanned};

use super::Registry;

impl Registry {
    /// Where a project is built: as it says, else where its agency acts.
    #[must_use]
    pub fn jurisdiction_of<'r>(&'r self, project: &'r Project) -> Option<&'r Spanned<String>> {
        project.jurisdiction.as_ref().or_else(|| {
            let agency = self.agency(&project.agency.as_ref()?.value)?;
            self.agencies[agency].jurisdiction.as_ref()
        })
    }

    /// The agency that a text means: by its id, else by its name, whether it still has that name or had it once.
    #[must_use]
    pub fn agency_called(&self, text: &str) -> Option<usize> {
        self.agency(text).or_else(|| {
            self.agencies.iter().position(|agency| {
                let former = agency.names.iter().filter_map(|former| former.name.as_ref());
                agency.name.iter().chain(former).any(|name| name.value == text)
            })
        })
    }

    /// The agency that owns a project, and those that took over from it by a day.
    #[must_use]
    pub fn agencies_behind(&self, project: &Project, day: Day) -> Vec<usize> {
        let own = project.agency.as_ref().and_then(|agency| self.agency(&agency.value));
        own.map_or_else(Vec::new, |own| self.with_successors(own, Some(day)))
    }

    /// Who has the duties of an agency on a day: itself while it is there, then the first of those that took over and are. None where
    /// nobody is.
    #[must_use]
    pub fn acting_for(&self, agency: usize, day: Day) -> Option<usize> {
        let is_there = |index: &usize| {
            let until = self.agencies.get(*index).and_then(|agency| agency.until.as_ref());
            until.is_none_or(|until| day < until.value)
        };
        self.with_successors(agency, Some(day)).into_iter().find(is_there)
    }

    /// Whether an agency is another, or took over from it.
    #[must_use]
    pub fn is_or_succeeds(&self, agency: &str, earlier: &str) -> bool {
        let known = self.agency(earlier).zip(self.agency(agency));
        agency == earlier
            || known.is_some_and(|(earlier, agency)| self.with_successors(earlier, None).contains(&agency))
    }

    /// The agencies that an agency took over from.
    pub fn predecessors_of(&self, agency: &str) -> impl Iterator<Item = &Agency> {
        let names = move |earlier: &&Agency| earlier.id != agency && self.is_or_succeeds(agency, &earlier.id);
        self.links.succeeded.iter().filter_map(|index| self.agencies.get(*index)).filter(names)
    }

    /// The projects that name an agency, by their places in [`Registry::projects`].
    #[must_use]
    pub fn projects_of(&self, agency: &str) -> &[usize] {
        self.links.owned.get(agency).map_or(&[], Vec::as_slice)
    }

    /// An agency and those that took over from it: by a day, or ever.
    pub(super) fn with_successors(&self, agency: usize, by: Option<Day>) -> Vec<usize> {
        let mut all = vec![agency];
        let mut at = 0;
        while let Some(index) = all.get(at).copied() {
            at += 1;
            let record = &self.agencies[index];
            let gone = record.until.as_ref().is_some_and(|until| by.is_none_or(|by| until.value <= by));
            let next = record.succeeded_by.iter().filter(|_| gone || by.is_none());
            for successor in next.filter_map(|id| self.agency(id)) {
                if !all.contains(&successor) {
                    all.push(successor);
                }
            }
        }
        all
    }
}
