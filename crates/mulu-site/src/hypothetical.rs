//! What would be asked of a project that does not exist yet.
//!
//! The audit is asked about hypothetical projects: one that is nothing in particular, then one for each thing that a project may be, then
//! one for each few of these that a condition names together. What a project is asked beyond the ones that are less is what its
//! features bring with them; what it is no longer asked depends on the feature's absence. So the lists add up: whoever takes those
//! whose conditions his project meets has what binds it.

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::audit::{Obligation, Requirement};
use mulu_core::model::{PolicyStatus, Project, Span, Spanned, Stage};
use mulu_core::number::contains;
use mulu_core::registry::Registry;

use super::derived::Answers;

/// The levels of classified protection that are asked about: below the second nothing is asked (GB/T 22240).
const LEVELS: [i64; 3] = [2, 3, 4];

/// The most features of one condition that are tried together three at a time; of more, only pairs are.
const FEW: usize = 6;

/// What a project may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProjectFeature {
    /// It has a trait, by its id.
    Trait(String),
    /// It is of a level of classified protection.
    Level(i64),
    /// It is major (Art. 23).
    Major,
}

impl ProjectFeature {
    /// What it is called in addresses and in the page's script.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            ProjectFeature::Trait(id) => id.clone(),
            ProjectFeature::Level(level) => format!("level-{level}"),
            ProjectFeature::Major => "major".to_owned(),
        }
    }
}

/// What projects are asked that have some features and lack others.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Terms {
    /// What they are; the order in which choices are shown begins with how many.
    pub has: Vec<ProjectFeature>,
    /// What they are not.
    pub lacks: Vec<ProjectFeature>,
}

/// What is asked in a jurisdiction.
#[derive(Debug)]
pub struct JurisdictionQuestions {
    /// Its code.
    pub code: String,
    /// It is the catalogue's own.
    pub home: bool,
    /// What every project is asked.
    pub always: Vec<Obligation>,
    /// What a project is asked beyond that, by what it is and is not; nothing is left out.
    pub choices: Vec<(Terms, Vec<Obligation>)>,
}

/// Every jurisdiction that has a policy in force, the catalogue's own first.
#[must_use]
pub fn hypothetical(answers: &Answers<'_>) -> Vec<JurisdictionQuestions> {
    let (registry, day) = (answers.registry(), answers.day());
    let home = registry.config.jurisdiction.as_ref().map(|home| home.value.clone());
    let in_force = registry.policies.iter().filter(|policy| policy.standing(day) == PolicyStatus::InForce);
    let places: BTreeSet<String> =
        in_force.filter_map(|policy| policy.jurisdiction.as_ref()).map(|code| code.value.clone()).collect();
    let others = places.into_iter().filter(|code| Some(code) != home.as_ref());
    let codes = home.clone().into_iter().chain(others);
    codes.map(|code| HypotheticalProjects::at(answers, &code).asked(Some(&code) == home.as_ref())).collect()
}

/// What hypothetical projects of one jurisdiction are asked.
struct HypotheticalProjects<'a> {
    answers: &'a Answers<'a>,
    code: String,
    /// Which features some condition names together.
    together: BTreeSet<Vec<ProjectFeature>>,
    asked: BTreeMap<Vec<ProjectFeature>, Vec<Obligation>>,
}

impl<'a> HypotheticalProjects<'a> {
    fn at(answers: &'a Answers<'a>, code: &str) -> Self {
        let registry = answers.registry();
        let together = named_together(registry, answers, code);
        let mut hypothetical =
            HypotheticalProjects { answers, code: code.to_owned(), together, asked: BTreeMap::new() };
        let single = all_features(registry).map(|feature| vec![feature]);
        let sets: Vec<_> = std::iter::once(Vec::new()).chain(single).chain(hypothetical.together.clone()).collect();
        for set in sets {
            let obligations = hypothetical.ask(&set);
            hypothetical.asked.insert(set, obligations);
        }
        hypothetical
    }

    fn ask(&self, features: &[ProjectFeature]) -> Vec<Obligation> {
        let mut project = Project::hypothetical(Some(spanned(self.code.clone())));
        for feature in features {
            match feature {
                ProjectFeature::Trait(id) => project.traits.push(spanned(id.clone())),
                ProjectFeature::Level(level) => project.mlps_level = Some(spanned(*level)),
                ProjectFeature::Major => project.major = true,
            }
        }
        self.answers.audits().at(&project, Stage::Planning).obligations
    }

    fn is_asked(&self, of: &[ProjectFeature], what: &Requirement) -> bool {
        self.asked.get(of).is_some_and(|obligations| obligations.iter().any(|one| one.asked == *what))
    }

    /// Whether a project that is less is asked it already.
    fn is_asked_of_less(&self, features: &[ProjectFeature], what: &Requirement) -> bool {
        self.asked.keys().any(|less| {
            less.len() < features.len() && less.iter().all(|one| features.contains(one)) && self.is_asked(less, what)
        })
    }

    /// The features that take away what a project is asked, by being there too.
    fn taken_away_by(&self, features: &[ProjectFeature], what: &Requirement) -> Vec<ProjectFeature> {
        let is_level = |one: &ProjectFeature| matches!(one, ProjectFeature::Level(_));
        let more = self.asked.keys().filter(|more| {
            more.len() == features.len() + 1
                && features.iter().all(|one| more.contains(one))
                && !self.is_asked(more, what)
        });
        let added = more.flat_map(|more| more.iter().filter(|one| !features.contains(one) && !is_level(one)));
        added.cloned().collect()
    }

    fn asked(self, home: bool) -> JurisdictionQuestions {
        let mut choices: BTreeMap<(usize, Terms), Vec<Obligation>> = BTreeMap::new();
        let mut always = Vec::new();
        for (features, obligations) in &self.asked {
            for obligation in obligations {
                if self.is_asked_of_less(features, &obligation.asked) {
                    continue;
                }
                let lacks = self.taken_away_by(features, &obligation.asked);
                if features.is_empty() && lacks.is_empty() {
                    always.push(obligation.clone());
                    continue;
                }
                let terms = Terms { has: features.clone(), lacks };
                choices.entry((terms.has.len() + terms.lacks.len(), terms)).or_default().push(obligation.clone());
            }
        }
        let choices = choices.into_iter().map(|((_, terms), obligations)| (terms, obligations)).collect();
        JurisdictionQuestions { code: self.code, home, always, choices }
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Span::default() }
}

fn all_features(registry: &Registry) -> impl Iterator<Item = ProjectFeature> {
    let traits = registry.config.traits.keys().cloned().map(ProjectFeature::Trait);
    traits.chain(LEVELS.map(ProjectFeature::Level)).chain([ProjectFeature::Major])
}

/// The sets of two and three features that one condition names together, in policies that reach a jurisdiction and in entries of the
/// catalogue: only of these can a project be asked more, or less, than for each of them.
fn named_together(registry: &Registry, answers: &Answers<'_>, code: &str) -> BTreeSet<Vec<ProjectFeature>> {
    let reaches = |policy: &&mulu_core::model::Policy| {
        policy.standing(answers.day()) == PolicyStatus::InForce
            && policy.jurisdiction.as_ref().is_some_and(|own| contains(&own.value, code))
    };
    let mut sets = BTreeSet::new();
    for policy in registry.policies.iter().filter(reaches) {
        for clause in &policy.clauses {
            let conditions = policy.when.iter().chain(&clause.when);
            add_sets(&mut sets, &features_in(registry, conditions.map(|when| when.value.as_str())));
        }
    }
    for entry in registry.standards.iter().filter_map(|standard| standard.catalogue.as_ref()) {
        let Some(when) = &entry.when else { continue };
        let mut named = features_in(registry, [when.value.as_str()]);
        named.extend(entry.applies_to.iter().map(|id| ProjectFeature::Trait(id.value.clone())));
        add_sets(&mut sets, &named);
    }
    sets
}

/// The features that conditions name.
fn features_in<'t>(registry: &Registry, conditions: impl IntoIterator<Item = &'t str>) -> BTreeSet<ProjectFeature> {
    let mut named = BTreeSet::new();
    for condition in conditions {
        named.extend(all_features(registry).filter(|feature| match feature {
            ProjectFeature::Trait(id) => condition.contains(&format!("\"{id}\"")),
            ProjectFeature::Level(_) => condition.contains("mlps_level"),
            ProjectFeature::Major => condition.contains("major"),
        }));
    }
    named
}

/// Adds the pairs of some features, and where they are few the sets of three. A project is of one level.
fn add_sets(sets: &mut BTreeSet<Vec<ProjectFeature>>, named: &BTreeSet<ProjectFeature>) {
    let levels = |set: &[ProjectFeature]| set.iter().filter(|one| matches!(one, ProjectFeature::Level(_))).count();
    let named: Vec<&ProjectFeature> = named.iter().collect();
    for (at, one) in named.iter().enumerate() {
        for (beside, other) in named.iter().enumerate().skip(at + 1) {
            let pair = vec![(*one).clone(), (*other).clone()];
            if levels(&pair) > 1 {
                continue;
            }
            if named.len() <= FEW {
                let triples =
                    named.iter().skip(beside + 1).map(|third| [pair.clone(), vec![(*third).clone()]].concat());
                sets.extend(triples.filter(|triple| levels(triple) < 2));
            }
            sets.insert(pair);
        }
    }
}
