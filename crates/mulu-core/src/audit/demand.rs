//! Who asks what of a project.

use std::collections::BTreeMap;

use crate::condition::{Compared, Problem};
use crate::day::Day;
use crate::model::{Place, Project, Spanned, Stage, Subject};
use crate::number::{self, Level, Nature};
use crate::registry::{Because, Registry};

use super::Asked;
use super::conditions::{Conditions, Holding};

/// A clause or a record that asks for something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Demand {
    /// The clause as `policy#clause`; the standard's id, where it is mandatory by its number.
    pub reference: String,
    /// The stage by which it asks.
    pub gate: Stage,
    /// The number as the clause cites it.
    pub cited_as: Option<String>,
    /// The place that asks: in the policy, or in the standard's record.
    pub place: Place,
}

/// What binds on a day, before any project is looked at.
#[derive(Debug)]
pub struct Binding {
    standards: Vec<BindingStandard>,
    clauses: Vec<BindingClause>,
    conditions: Conditions,
}

#[derive(Debug)]
struct BindingStandard {
    standard: usize,
    /// A mandatory national standard, which binds outside the catalogue's jurisdiction too.
    everywhere: bool,
    /// The place of its condition.
    when: Option<usize>,
    demands: Vec<Demand>,
}

#[derive(Debug)]
struct BindingClause {
    jurisdiction: String,
    /// The place of its condition.
    when: Option<usize>,
    demands: Vec<(Asked, Demand)>,
}

impl Binding {
    /// Gathers what binds on a day.
    pub fn of(registry: &Registry, day: Day) -> Self {
        let conditions = Conditions::of(registry);
        let standard = |index| standard(registry, index, day, &conditions);
        let standards = (0..registry.standards.len()).filter_map(standard).collect();
        let clauses = clauses(registry, day, &conditions);
        Binding { standards, clauses, conditions }
    }

    /// What is asked of a project at a stage, and by whom.
    pub fn asked_of(&self, registry: &Registry, project: &Project, stage: Stage) -> BTreeMap<Asked, Vec<Demand>> {
        let mut holding = Holding::of(&self.conditions, project, stage);
        let jurisdiction = project.jurisdiction.as_ref().map_or("", |code| code.value.as_str());
        let home = registry.config.jurisdiction.as_ref();
        let at_home = home.is_none_or(|home| number::contains(&home.value, jurisdiction));
        let mut asked: BTreeMap<Asked, Vec<Demand>> = BTreeMap::new();
        for binding in &self.standards {
            let in_scope = binding.everywhere || at_home;
            if !in_scope || !concerns(registry, binding.standard, project) || !holding.holds(binding.when) {
                continue;
            }
            asked.entry(Asked::Standard(binding.standard)).or_default().extend(binding.demands.iter().cloned());
        }
        for clause in &self.clauses {
            if number::contains(&clause.jurisdiction, jurisdiction) && holding.holds(clause.when) {
                for (what, demand) in &clause.demands {
                    asked.entry(what.clone()).or_default().push(demand.clone());
                }
            }
        }
        for demands in asked.values_mut() {
            demands.sort();
            demands.dedup_by(|next, first| next.reference == first.reference);
        }
        asked
    }

    /// What is wrong with a condition, if anything is.
    pub fn problem(&self, text: &str) -> Option<&Problem> {
        self.conditions.read(text).and_then(|read| read.as_ref().err())
    }

    /// The words that a condition compares variables with; none where it cannot be read.
    pub fn compared(&self, text: &str) -> &[Compared] {
        match self.conditions.read(text) {
            Some(Ok(condition)) => condition.compared(),
            _ => &[],
        }
    }
}

/// Whether a project has one of the traits that a standard's listing names, if it names any.
fn concerns(registry: &Registry, standard: usize, project: &Project) -> bool {
    let Some(entry) = &registry.standards[standard].catalogue else { return true };
    let has = |word: &Spanned<String>| project.traits.iter().any(|own| own.value == word.value);
    entry.applies_to.is_empty() || entry.applies_to.iter().any(has)
}

fn standard(registry: &Registry, index: usize, day: Day, conditions: &Conditions) -> Option<BindingStandard> {
    let force = registry.binding(index, day);
    if !force.binds() {
        return None;
    }
    let record = &registry.standards[index];
    let entry = record.catalogue.as_ref();
    let demands = match force.because {
        Because::Clauses(clauses) => {
            let spans = entry.map(|entry| entry.mandated_by.as_slice()).unwrap_or_default();
            let demand = |(reference, _): (String, Option<Day>)| {
                let span =
                    spans.iter().find(|span| span.value == reference).map_or(record.name_span(), |span| span.span);
                let cited_as = cited_as(registry, &reference, index, day);
                Demand { reference, gate: Stage::Acceptance, cited_as, place: Place { file: record.file, span } }
            };
            clauses.into_iter().map(demand).collect()
        }
        _ => vec![Demand {
            reference: record.id.clone(),
            gate: Stage::Acceptance,
            cited_as: None,
            place: Place { file: record.file, span: record.name_span() },
        }],
    };
    let when = entry.and_then(|entry| entry.when.as_ref()).map(|when| conditions.place(&when.value));
    Some(BindingStandard { standard: index, everywhere: is_national_law(registry, index), when, demands })
}

/// Whether a standard is a mandatory national one: it binds everywhere, and nobody can excuse from it.
pub fn is_national_law(registry: &Registry, standard: usize) -> bool {
    let national = registry.standards[standard].level() == Some(Level::National);
    national && registry.nature(standard) == Some(Nature::Mandatory)
}

/// The number by which a clause cites a standard.
fn cited_as(registry: &Registry, reference: &str, standard: usize, day: Day) -> Option<String> {
    let cited = &registry.clause(reference)?.clause.mandates;
    let found = cited.iter().find(|cited| registry.in_force(&cited.number, day).contains(&standard))?;
    Some(found.number.canonical().to_owned())
}

fn clauses(registry: &Registry, day: Day, conditions: &Conditions) -> Vec<BindingClause> {
    let mut binding = Vec::new();
    for found in registry.clauses().filter(|found| found.is_in_force(day)) {
        let (policy, clause) = (found.policy, found.clause);
        let Some(jurisdiction) = &policy.jurisdiction else { continue };
        if clause.subject.as_ref().is_none_or(|subject| subject.value != Subject::Project) {
            continue;
        }
        let reference = found.reference();
        let place = |span| Place { file: policy.file, span };
        let gate = clause.gate.as_ref().map_or(Stage::Acceptance, |gate| gate.value);
        let mut demands = Vec::new();
        for cited in &clause.mandates {
            for standard in registry.in_force(&cited.number, day) {
                let cited_as = Some(cited.number.canonical().to_owned());
                let (reference, place) = (reference.clone(), place(cited.span));
                let demand = Demand { reference, gate: Stage::Acceptance, cited_as, place };
                demands.push((Asked::Standard(standard), demand));
            }
        }
        for kind in &clause.requires {
            let demand = Demand { reference: reference.clone(), gate, cited_as: None, place: place(kind.span) };
            demands.push((Asked::Evidence(kind.value.clone()), demand));
        }
        if !demands.is_empty() {
            let when = clause.when.as_ref().map(|when| conditions.place(&when.value));
            binding.push(BindingClause { jurisdiction: jurisdiction.value.clone(), when, demands });
        }
    }
    binding
}
