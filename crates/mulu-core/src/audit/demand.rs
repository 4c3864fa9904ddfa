//! Who asks what of a project.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::condition::{ComparedWord, Problem, Ternary, UnknownFacts};
use crate::day::Day;
use crate::model::{Place, Project, Spanned, Stage, Standard, Subject, Withheld};
use crate::number::{self, Level};
use crate::registry::{ClauseRef, Force, Placement, Registry};

use super::Requirement;
use super::conditions::{Conditions, HeldConditions};
use super::gates::{DemandTiming, Gates};

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
    /// When it asks.
    pub asked_on: DemandTiming,
}

/// What binds on a day, before any project is looked at.
#[derive(Debug, PartialEq)]
pub struct DemandIndex {
    /// Standards mandatory by their numbers of which somebody has said whom they concern.
    placed: Vec<PlacedStandard>,
    /// Those of which nobody has: national and industry standards.
    unplaced: Arc<[usize]>,
    /// Local ones, each with the code of its region.
    unplaced_local: Vec<(usize, &'static str)>,
    /// What the catalogue recommends.
    recommended: Vec<(usize, Option<usize>)>,
    clauses: Vec<BindingClause>,
    conditions: Conditions,
}

#[derive(Debug, PartialEq)]
struct PlacedStandard {
    standard: usize,
    /// The code of the region outside which it does not hold.
    region: Option<&'static str>,
    /// The place of its condition.
    when: Option<usize>,
    demand: Demand,
}

#[derive(Debug, PartialEq)]
struct BindingClause {
    reference: String,
    scope: Scope,
    since: Option<Day>,
    /// It is owed for as long as the project lasts.
    lasting: bool,
    reaches_back: bool,
    gate: Stage,
    demands: Vec<(Requirement, Demand)>,
    withholds: Option<Withholding>,
}

/// Whom a clause speaks to.
#[derive(Debug, PartialEq)]
struct Scope {
    jurisdiction: String,
    /// The governments below are not meant.
    own: bool,
    /// The places of the policy's condition and of the clause's own.
    when: [Option<usize>; 2],
}

/// A clause that holds something back from whoever does not comply.
#[derive(Clone, Debug, PartialEq)]
pub struct Withholding {
    /// The clause.
    pub reference: String,
    /// What it holds back.
    pub withholds: Vec<Withheld>,
    /// It follows when a standard is not met, whoever demands that.
    pub for_standards: bool,
}

/// What is asked of a project.
#[derive(Debug, Default)]
pub struct DemandScope {
    /// What binds it, and who asks for it.
    pub bound: BTreeMap<Requirement, Vec<Demand>>,
    /// What may bind it: who asks, and the facts on which that turns.
    pub undecided: BTreeMap<Requirement, (Vec<Demand>, UnknownFacts)>,
    /// The standards that are mandatory by their numbers and of which nobody has said whom they concern.
    pub unplaced: Arc<[usize]>,
    /// What the catalogue recommends to it.
    pub recommended: Vec<usize>,
    /// The clauses that bind it and hold something back.
    pub withholding: Vec<Withholding>,
    /// The clauses that bind it and ask for nothing in particular.
    pub in_general: Vec<String>,
}

impl DemandIndex {
    /// Gathers what binds on a day.
    pub fn of(registry: &Registry, day: Day) -> Self {
        let conditions = Conditions::of(registry);
        let mut binding = DemandIndex {
            placed: Vec::new(),
            unplaced: Arc::default(),
            unplaced_local: Vec::new(),
            recommended: Vec::new(),
            clauses: clauses(registry, day, &conditions),
            conditions,
        };
        let mut unplaced = Vec::new();
        for index in 0..registry.standards.len() {
            binding.place(registry, index, day, &mut unplaced);
        }
        binding.unplaced = unplaced.into();
        binding
    }

    /// What one clause asks on a day, as if there were no other.
    pub fn of_clause(registry: &Registry, found: ClauseRef<'_>, day: Day) -> Self {
        let conditions = Conditions::of_clause(found);
        let asks = found.is_in_force(day).then(|| clause(registry, found, day, &conditions)).flatten();
        DemandIndex {
            placed: Vec::new(),
            unplaced: Arc::default(),
            unplaced_local: Vec::new(),
            recommended: Vec::new(),
            clauses: asks.into_iter().collect(),
            conditions,
        }
    }

    fn place(&mut self, registry: &Registry, index: usize, day: Day, unplaced: &mut Vec<usize>) {
        if registry.is_part(index) || registry.status(index, day) != crate::day::Status::Current {
            return;
        }
        let record = &registry.standards[index];
        let when = record.catalogue.as_ref().and_then(|entry| entry.when.as_ref());
        let when = when.map(|when| self.conditions.place(&when.value));
        if !registry.is_mandatory_by_number(index, day) {
            let listed = record.listed_on(day).is_some();
            if listed && matches!(registry.binding(index, day).force, Force::Recommended | Force::Mandatory) {
                self.recommended.push((index, when));
            }
            return;
        }
        let region = region_of(record);
        match (registry.placement(index, day), region) {
            (Placement::Everyone | Placement::Scoped, _) => {
                let demand = by_number(record);
                self.placed.push(PlacedStandard { standard: index, region, when, demand });
            }
            (Placement::Undecided, Some(region)) => self.unplaced_local.push((index, region)),
            (Placement::Undecided, None) => unplaced.push(index),
            (Placement::Excluded, _) => {}
        }
    }

    /// What is asked of a project at a stage, and by whom.
    pub fn asked_of(&self, registry: &Registry, project: &Project, stage: Stage, day: Day) -> DemandScope {
        let gates = Gates::of(project, day);
        let jurisdiction = registry.jurisdiction_of(project).map_or("", |code| code.value.as_str());
        let mut holding = HeldConditions::of(&self.conditions, project, stage, jurisdiction, &gates);
        let mut asked = DemandScope { unplaced: self.unplaced_in(jurisdiction), ..DemandScope::default() };
        if stage != Stage::Retired {
            self.ask_by_number(registry, project, jurisdiction, &mut holding, &mut asked);
        }
        for clause in &self.clauses {
            clause.ask(stage, jurisdiction, &gates, &mut holding, &mut asked);
        }
        asked.settle();
        if stage == Stage::Retired {
            asked.unplaced = Arc::default();
        } else {
            asked.recommended = self.recommended_to(registry, project, jurisdiction, &mut holding);
            asked.recommended.retain(|standard| !asked.bound.contains_key(&Requirement::Standard(*standard)));
        }
        asked
    }

    /// What is wrong with a condition, if anything is.
    pub fn problem(&self, text: &str) -> Option<&Problem> {
        self.conditions.read(text).and_then(|read| read.as_ref().err())
    }

    /// The words that a condition compares variables with; none where it cannot be read.
    pub fn compared(&self, text: &str) -> &[ComparedWord] {
        match self.conditions.read(text) {
            Some(Ok(condition)) => condition.compared(),
            _ => &[],
        }
    }

    fn unplaced_in(&self, jurisdiction: &str) -> Arc<[usize]> {
        let local: Vec<usize> = self
            .unplaced_local
            .iter()
            .filter(|(_, region)| number::contains(region, jurisdiction))
            .map(|(standard, _)| *standard)
            .collect();
        if local.is_empty() {
            return Arc::clone(&self.unplaced);
        }
        let mut all: Vec<usize> = self.unplaced.iter().copied().chain(local).collect();
        all.sort_unstable();
        all.into()
    }

    fn ask_by_number(
        &self,
        registry: &Registry,
        project: &Project,
        jurisdiction: &str,
        holding: &mut HeldConditions<'_>,
        asked: &mut DemandScope,
    ) {
        for placed in &self.placed {
            let there = placed.region.is_none_or(|region| number::contains(region, jurisdiction));
            if !there || !concerns(&registry.standards[placed.standard], project) {
                continue;
            }
            asked.add(holding.holds(placed.when), Requirement::Standard(placed.standard), placed.demand.clone());
        }
    }

    /// What the catalogue recommends in its own jurisdiction, where its scope says so for certain.
    fn recommended_to(
        &self,
        registry: &Registry,
        project: &Project,
        jurisdiction: &str,
        holding: &mut HeldConditions<'_>,
    ) -> Vec<usize> {
        let home = registry.config.jurisdiction.as_ref();
        if !project.major || home.is_some_and(|home| !number::contains(&home.value, jurisdiction)) {
            return Vec::new();
        }
        let mut recommended = Vec::new();
        for (standard, when) in &self.recommended {
            let record = &registry.standards[*standard];
            let reaches = registry.listing_reaches(record, jurisdiction);
            let meant = reaches && concerns(record, project) && holding.holds(*when) == Ternary::Yes;
            if meant {
                recommended.push(*standard);
            }
        }
        recommended
    }
}

impl BindingClause {
    fn ask(
        &self,
        stage: Stage,
        jurisdiction: &str,
        gates: &Gates<'_>,
        holding: &mut HeldConditions<'_>,
        asked: &mut DemandScope,
    ) {
        // What is said of taking a system down is all that a retired one still owes.
        if stage == Stage::Retired && self.gate != Stage::Retired {
            return;
        }
        let bound = self.scope.covers(jurisdiction, holding);
        if bound == Ternary::No {
            return;
        }
        let certain = bound == Ternary::Yes;
        asked.withholding.extend(self.withholds.iter().filter(|_| certain).cloned());
        if certain && self.demands.is_empty() {
            asked.in_general.push(self.reference.clone());
        }
        for (what, demand) in &self.demands {
            // A standard lasts: a running system answers to it whenever its clause came into force.
            let lasting = self.lasting || matches!(what, Requirement::Standard(_));
            let (in_time, asked_on) = if lasting {
                (Ternary::Yes, DemandTiming::EveryDay)
            } else {
                gates.asked(self.gate, self.since, self.reaches_back)
            };
            asked.add(bound.and(in_time), what.clone(), Demand { asked_on, ..demand.clone() });
        }
    }
}

impl Scope {
    fn of(found: ClauseRef<'_>, conditions: &Conditions) -> Option<Self> {
        let place = |when: &Option<Spanned<String>>| when.as_ref().map(|when| conditions.place(&when.value));
        Some(Scope {
            jurisdiction: found.policy.jurisdiction.as_ref()?.value.clone(),
            own: found.policy.reach_of(found.clause) == crate::model::PolicyScope::Own,
            when: [place(&found.policy.when), place(&found.clause.when)],
        })
    }

    fn covers(&self, jurisdiction: &str, holding: &mut HeldConditions<'_>) -> Ternary {
        let there = if self.own {
            self.jurisdiction == jurisdiction
        } else {
            number::contains(&self.jurisdiction, jurisdiction)
        };
        if !there {
            return Ternary::No;
        }
        self.when.iter().fold(Ternary::Yes, |answer, when| answer.and(holding.holds(*when)))
    }
}

impl DemandScope {
    fn add(&mut self, answer: Ternary, what: Requirement, demand: Demand) {
        match answer {
            Ternary::No => {}
            Ternary::Yes => self.bound.entry(what).or_default().push(demand),
            Ternary::Unknown(facts) => {
                let (demands, open) = self.undecided.entry(what).or_default();
                demands.push(demand);
                *open = open.and(facts);
            }
        }
    }

    /// Sorts the demands, each reference once; what binds for certain is not undecided.
    fn settle(&mut self) {
        for demands in self.bound.values_mut().chain(self.undecided.values_mut().map(|(demands, _)| demands)) {
            demands.sort();
            demands.dedup_by(|next, first| next.reference == first.reference);
        }
        let bound = &self.bound;
        self.undecided.retain(|what, _| !bound.contains_key(what));
        let undecided = |standard: &usize| {
            let what = Requirement::Standard(*standard);
            self.bound.contains_key(&what) || self.undecided.contains_key(&what)
        };
        if self.unplaced.iter().any(undecided) {
            self.unplaced = self.unplaced.iter().copied().filter(|standard| !undecided(standard)).collect();
        }
    }
}

/// Whether a project has one of the traits that a standard's entry names, if it names any.
pub fn concerns(standard: &Standard, project: &Project) -> bool {
    let Some(entry) = &standard.catalogue else { return true };
    let has = |word: &Spanned<String>| word.value == "*" || project.traits.iter().any(|own| own.value == word.value);
    entry.applies_to.is_empty() || entry.applies_to.iter().any(has)
}

/// The region of a local standard.
fn region_of(standard: &Standard) -> Option<&'static str> {
    if standard.level() != Some(Level::Local) {
        return None;
    }
    standard.number.as_ref().and_then(|cited| cited.number.region()).map(|region| region.code)
}

fn by_number(standard: &Standard) -> Demand {
    Demand {
        reference: standard.id.clone(),
        gate: Stage::Acceptance,
        cited_as: None,
        place: Place { file: standard.file, span: standard.name_span() },
        asked_on: DemandTiming::EveryDay,
    }
}

fn clauses(registry: &Registry, day: Day, conditions: &Conditions) -> Vec<BindingClause> {
    let in_force = registry.clauses().filter(|found| found.is_in_force(day));
    in_force.filter_map(|found| clause(registry, found, day, conditions)).collect()
}

fn clause(registry: &Registry, found: ClauseRef<'_>, day: Day, conditions: &Conditions) -> Option<BindingClause> {
    let (policy, clause) = (found.policy, found.clause);
    let of_projects = clause.subject.as_ref().is_some_and(|subject| subject.value == Subject::Project);
    let gate = clause.gate.as_ref().map_or(Stage::Acceptance, |gate| gate.value);
    let mut demands = mandated(registry, found, day);
    if of_projects {
        demands.extend(required(found, gate));
    }
    let withholds = withholding(found);
    if demands.is_empty() && !of_projects && withholds.is_none() {
        return None;
    }
    Some(BindingClause {
        reference: found.reference(),
        scope: Scope::of(found, conditions)?,
        since: policy.since(),
        lasting: clause.lasting.as_ref().map_or(gate == Stage::Operation, |lasting| lasting.value),
        reaches_back: clause.reaches_back,
        gate,
        demands,
        withholds,
    })
}

/// What a clause mandates, in the editions in force: cited, or meant by an open mandate.
fn mandated(registry: &Registry, found: ClauseRef<'_>, day: Day) -> Vec<(Requirement, Demand)> {
    let reference = found.reference();
    let demand = |cited_as, span| Demand {
        reference: reference.clone(),
        gate: Stage::Acceptance,
        cited_as,
        place: Place { file: found.policy.file, span },
        asked_on: DemandTiming::EveryDay,
    };
    let mut demands = Vec::new();
    for cited in &found.clause.mandates {
        let editions = registry.in_force(&cited.number, day);
        for standard in editions.into_iter().filter(|standard| registry.mandates(found, *standard, day)) {
            let cited_as = Some(cited.number.canonical().to_owned());
            demands.push((Requirement::Standard(standard), demand(cited_as, cited.span)));
        }
    }
    if let Some(open) = &found.clause.mandates_where {
        for standard in registry.open_mandates(found) {
            if registry.status(standard, day) == crate::day::Status::Current {
                demands.push((Requirement::Standard(standard), demand(None, open.span)));
            }
        }
    }
    demands.retain(|(what, _)| !matches!(what, Requirement::Standard(index) if is_guidance(registry, *index)));
    demands
}

fn is_guidance(registry: &Registry, standard: usize) -> bool {
    registry.nature(standard) == Some(crate::number::Nature::Guidance)
}

fn required(found: ClauseRef<'_>, gate: Stage) -> Vec<(Requirement, Demand)> {
    let reference = found.reference();
    let demand = |kind: &Spanned<String>| {
        let place = Place { file: found.policy.file, span: kind.span };
        let reference = reference.clone();
        let demand = Demand { reference, gate, cited_as: None, place, asked_on: DemandTiming::ToCome };
        (Requirement::Evidence(kind.value.clone()), demand)
    };
    found.clause.requires.iter().map(demand).collect()
}

/// The rules that watch whether projects meet standards. A clause that they stand for speaks of every standard that binds.
const OF_STANDARDS: [&str; 2] = ["mandatory-standard-missing", "superseded-edition-cited"];

fn withholding(found: ClauseRef<'_>) -> Option<Withholding> {
    let clause = found.clause;
    if clause.withholds.is_empty() {
        return None;
    }
    let mut withholds: Vec<Withheld> = clause.withholds.iter().map(|what| what.value).collect();
    withholds.sort_unstable();
    withholds.dedup();
    let watched = |rule: &Spanned<String>| OF_STANDARDS.contains(&rule.value.as_str());
    Some(Withholding { reference: found.reference(), withholds, for_standards: clause.enforced_by.iter().any(watched) })
}
