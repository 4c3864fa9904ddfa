//! What a person means who names a record: by its id of today or before, a number in any form, a title or a name.

use crate::day::Day;
use crate::model::Kind;

use super::Registry;

impl Registry {
    /// The records that a text can mean, each by its kind and its place: those with the id; else the standard with the number, and
    /// whatever has the title or the name, or had it.
    #[must_use]
    pub fn called(&self, text: &str, day: Day) -> Vec<(Kind, usize)> {
        let text = text.trim();
        let kinds = || Kind::ALL.iter().copied().filter(|kind| kind.is_many());
        let by_id: Vec<_> = kinds().filter_map(|kind| Some((kind, self.find(kind, text)?))).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let mut found: Vec<(Kind, usize)> = Vec::new();
        found.extend(self.find_standard(text, day).map(|place| (Kind::Standard, place)));
        found.extend(self.agency_called(text).map(|place| (Kind::Agency, place)));
        let is_number = !found.is_empty();
        for kind in kinds().filter(|kind| *kind != Kind::Standard || !is_number) {
            let named = |name: Option<&str>| name == Some(text);
            let all = self.records(kind).enumerate();
            let all = all.filter(|(_, record)| named(record.title()) || named(record.title_en()));
            found.extend(all.map(|(place, _)| (kind, place)));
        }
        let numbered = |policy: &crate::model::Policy| policy.number.as_ref().is_some_and(|own| own.value == text);
        let policies = self.policies.iter().enumerate().filter(|(_, policy)| numbered(policy));
        found.extend(policies.map(|(place, _)| (Kind::Policy, place)));
        found.sort_unstable();
        found.dedup();
        found
    }
}
