//! Listings that are narrower than the clause that mandates their standard: the clause binds all the same, and readers of the
//! catalogue are misled.

use crate::condition::{Condition, ConditionNames, Ternary, known_values};
use crate::model::{Project, Span, Spanned, Stage};
use crate::registry::ClauseRef;

use super::Audits;
use super::demand::concerns;

impl Audits<'_> {
    /// The clause in force that binds a project outside the scope which the listing of its standard gives: tried with projects that
    /// have one trait or none, of each level.
    #[must_use]
    pub fn narrowed(&self, standard: usize) -> Option<String> {
        let registry = self.registry();
        let record = &registry.standards[standard];
        let entry = record.listed_on(self.day())?;
        if entry.applies_to.is_empty() && entry.when.is_none() {
            return None;
        }
        let when = entry.when.as_ref().and_then(|when| Condition::parse(when, &ConditionNames::of_project()).ok());
        let inside = |project: &Project| {
            let at = project.jurisdiction.as_ref().map_or("", |at| at.value.as_str());
            let holds = |when: &Condition| {
                when.answer(&mut known_values(project, Stage::Planning, at, std::iter::empty())) != Ternary::No
            };
            concerns(record, project) && when.as_ref().is_none_or(holds)
        };
        let misled = |found: &ClauseRef<'_>| {
            let projects = self.hypothetical(*found);
            let mut outside = projects.into_iter().filter(|project| !inside(project));
            outside.any(|project| self.why_clause(&project, *found).binds() == Some(true))
        };
        registry.mandating(standard, self.day()).into_iter().find(misled).map(|found| found.reference())
    }

    /// Projects of the government whose clause it is.
    fn hypothetical(&self, found: ClauseRef<'_>) -> Vec<Project> {
        let here = |text: &str| Spanned { value: text.to_owned(), span: Span::default() };
        let traits = self.registry().config.traits.keys().map(|word| Some(word.as_str()));
        let plain = Project::hypothetical(found.policy.jurisdiction.clone());
        let of = |word: Option<&str>, level: i64| {
            let level = Some(Spanned { value: level, span: Span::default() });
            Project { traits: word.into_iter().map(here).collect(), mlps_level: level, ..plain.clone() }
        };
        std::iter::once(None)
            .chain(traits)
            .flat_map(|word| (1..=5).map(move |level| (word, level)))
            .map(|(word, level)| of(word, level))
            .collect()
    }
}
