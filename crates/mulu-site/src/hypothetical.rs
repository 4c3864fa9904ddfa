//! What would be asked of a project that does not exist yet.
//!
//! The audit is asked about imagined projects: one that is nothing in particular, then one for each thing that a project may be.
//! What the second is asked beyond the first is what that thing brings with it.

use std::collections::BTreeSet;

use mulu_core::audit::{Obligation, Requirement};
use mulu_core::model::{Project, Span, Spanned, Stage, Standing};
use mulu_core::registry::Registry;

use super::derived::Answers;

/// The levels of classified protection that are asked about: below the second nothing is asked (GB/T 22240).
const LEVELS: [i64; 3] = [2, 3, 4];

/// What a project may be.
#[derive(Clone, Debug)]
pub enum ProjectFeature {
    /// It has a trait, by its id.
    Trait(String),
    /// It is of a level of classified protection.
    Level(i64),
    /// It is major (Art. 23).
    Major,
}

/// What is asked in a jurisdiction.
#[derive(Debug)]
pub struct AskedAt {
    /// Its code.
    pub code: String,
    /// It is the catalogue's own.
    pub home: bool,
    /// What every project is asked.
    pub always: Vec<Obligation>,
    /// What a project is asked beyond that for being something; nothing is left out.
    pub choices: Vec<(ProjectFeature, Vec<Obligation>)>,
}

/// Every jurisdiction that has a policy in force, the catalogue's own first.
#[must_use]
pub fn hypothetical(answers: &Answers<'_>) -> Vec<AskedAt> {
    let (registry, day) = (answers.registry(), answers.day());
    let home = registry.config.jurisdiction.as_ref().map(|home| home.value.clone());
    let in_force = registry.policies.iter().filter(|policy| policy.standing(day) == Standing::InForce);
    let places: BTreeSet<String> =
        in_force.filter_map(|policy| policy.jurisdiction.as_ref()).map(|code| code.value.clone()).collect();
    let others = places.into_iter().filter(|code| Some(code) != home.as_ref());
    let codes = home.clone().into_iter().chain(others);
    codes.map(|code| at(registry, answers, &code, Some(&code) == home.as_ref())).collect()
}

fn at(registry: &Registry, answers: &Answers<'_>, code: &str, home: bool) -> AskedAt {
    let asked_of = |project: &Project| answers.audits().at(project, Stage::Planning).obligations;
    let plain = Project::hypothetical(Some(Spanned { value: code.to_owned(), span: Span::default() }));
    let always = asked_of(&plain);
    let known: BTreeSet<&Requirement> = always.iter().map(|obligation| &obligation.asked).collect();
    let with = |thing: &ProjectFeature| {
        let mut project = plain.clone();
        match thing {
            ProjectFeature::Trait(id) => project.traits.push(Spanned { value: id.clone(), span: Span::default() }),
            ProjectFeature::Level(level) => project.mlps_level = Some(Spanned { value: *level, span: Span::default() }),
            ProjectFeature::Major => project.major = true,
        }
        let mut asked = asked_of(&project);
        asked.retain(|obligation| !known.contains(&obligation.asked));
        asked
    };
    let traits = registry.config.traits.keys().cloned().map(ProjectFeature::Trait);
    let things = traits.chain(LEVELS.map(ProjectFeature::Level)).chain([ProjectFeature::Major]);
    let mut choices: Vec<(ProjectFeature, Vec<Obligation>)> =
        things.map(|thing| (thing.clone(), with(&thing))).collect();
    choices.retain(|(_, asked)| !asked.is_empty());
    AskedAt { code: code.to_owned(), home, always, choices }
}
