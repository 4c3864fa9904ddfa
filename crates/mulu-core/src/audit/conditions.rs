//! The conditions of a registry over projects: each is read once, and evaluated once for a project.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::condition::{Condition, ConditionNames, PartialValues, Problem, Ternary, known_values};
use crate::model::{FileId, Project, Spanned, Stage};
use crate::registry::{ClauseRef, Registry};

use super::gates::Gates;

/// Every condition over projects, with its file: the scopes of policies, the `when` of clauses and of catalogue entries.
pub fn conditions(registry: &Registry) -> impl Iterator<Item = (FileId, &Spanned<String>)> {
    let clauses = registry.policies.iter().flat_map(|policy| {
        let own = policy.clauses.iter().filter_map(|clause| clause.when.as_ref());
        policy.when.iter().chain(own).map(move |when| (policy.file, when))
    });
    let entries = registry.standards.iter().filter_map(|standard| {
        let when = standard.catalogue.as_ref()?.when.as_ref()?;
        Some((standard.file, when))
    });
    clauses.chain(entries)
}

/// The open mandates of a registry, conditions over standards, each with its file.
pub fn open_mandates(registry: &Registry) -> impl Iterator<Item = (FileId, &Spanned<String>)> {
    registry.policies.iter().flat_map(|policy| {
        let open = policy.clauses.iter().filter_map(|clause| clause.mandates_where.as_ref());
        open.map(move |open| (policy.file, open))
    })
}

/// The conditions of a registry, each read once however many listings repeat it.
#[derive(Debug)]
pub struct Conditions {
    /// By text, in its order: a condition's place here is what it is known by.
    read: Vec<(String, Result<Condition, Problem>)>,
}

/// What is read is a function of the text.
impl PartialEq for Conditions {
    fn eq(&self, other: &Self) -> bool {
        self.read.iter().map(|(text, _)| text).eq(other.read.iter().map(|(text, _)| text))
    }
}

impl Conditions {
    /// Reads all of them, on all cores.
    pub fn of(registry: &Registry) -> Self {
        Conditions::read_each(conditions(registry).map(|(_, when)| when.value.as_str()).collect())
    }

    /// Reads those of one clause and its policy.
    pub fn of_clause(found: ClauseRef<'_>) -> Self {
        let scope = found.policy.when.iter().chain(&found.clause.when);
        Conditions::read_each(scope.map(|when| when.value.as_str()).collect())
    }

    fn read_each(texts: BTreeSet<&str>) -> Self {
        let names = ConditionNames::of_project();
        let read = |text: &str| (text.to_owned(), Condition::parse(text, &names));
        Conditions { read: texts.into_par_iter().map(read).collect() }
    }

    /// The place of a condition, by its text; behind all others for one that was never read.
    pub fn place(&self, text: &str) -> usize {
        self.read.binary_search_by(|(known, _)| known.as_str().cmp(text)).unwrap_or(self.read.len())
    }

    /// What became of a condition when it was read.
    pub fn read(&self, text: &str) -> Option<&Result<Condition, Problem>> {
        self.read.get(self.place(text)).map(|(_, read)| read)
    }
}

/// Which conditions hold for a project at a stage: each is evaluated once, when it is first asked for.
pub struct HeldConditions<'c> {
    conditions: &'c Conditions,
    values: PartialValues,
    known: Vec<Option<Ternary>>,
}

impl<'c> HeldConditions<'c> {
    /// None is evaluated yet.
    pub fn of(
        conditions: &'c Conditions,
        project: &Project,
        stage: Stage,
        jurisdiction: &str,
        gates: &Gates<'_>,
    ) -> Self {
        let values = known_values(project, stage, jurisdiction, gates.unknown());
        HeldConditions { conditions, values, known: vec![None; conditions.read.len()] }
    }

    /// Whether the condition at a place holds; what has none is unconditional. One that cannot be read, or never was, holds for nobody.
    pub fn holds(&mut self, when: Option<usize>) -> Ternary {
        let Some(place) = when else { return Ternary::Yes };
        let (Some((_, read)), Some(known)) = (self.conditions.read.get(place), self.known.get_mut(place)) else {
            return Ternary::No;
        };
        let values = &mut self.values;
        *known.get_or_insert_with(|| read.as_ref().map_or(Ternary::No, |condition| condition.answer(values)))
    }
}
