//! A policy with everything derived.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::{Cited, Policy, PolicyScope, PolicyStatus, Stage, Subject};
use crate::registry::{CitationTarget, ClauseRef, Registry};
use crate::vocabulary::{ids, ids_or_null};

use super::recorded::{all, organs};
use super::{DutyFacts, ErratumFacts, ExampleFacts, SourceFacts, StepFacts, day, prose, text, texts};

/// What a policy's record says of itself, in a list as in full.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PolicyHead {
    /// The record's id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// How far it holds: `own`, `below`; nothing where it does not say, which is `below`.
    #[schemars(extend("enum" = ids_or_null::<PolicyScope>()))]
    pub reach: Option<&'static str>,
    /// Its scope, a CEL expression over the project, which holds for every clause.
    pub when: Option<String>,
    /// When it was issued.
    pub issued: Option<Day>,
    /// From when it binds.
    pub effective: Option<Day>,
    /// Its last day in force.
    pub expires: Option<Day>,
    /// From when it is repealed.
    pub repealed: Option<Day>,
}

/// A policy on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PolicyFacts {
    /// What its record says of itself.
    #[serde(flatten)]
    pub head: PolicyHead,
    /// `pending`, `in-force`, `expired`, `repealed`.
    #[schemars(extend("enum" = ids::<PolicyStatus>()))]
    pub standing: &'static str,
    /// Who, by this measure, does what: each organ's word, and its agency.
    pub organs: BTreeMap<String, String>,
    /// Where its text was read.
    pub source: Vec<SourceFacts>,
    /// Its published facts that were corrected.
    pub erratum: Vec<ErratumFacts>,
    /// The prose below its front matter, Markdown.
    pub body: Option<String>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// Its clauses.
    pub clauses: Vec<ClauseFacts>,
    /// The record's file.
    pub file: String,
}

/// A clause on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ClauseFacts {
    /// Its id.
    pub id: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// Whom or what it binds.
    #[schemars(extend("enum" = ids_or_null::<Subject>()))]
    pub subject: Option<&'static str>,
    /// How far it holds: its own reach, else its policy's.
    #[schemars(extend("enum" = ids::<PolicyScope>()))]
    pub reach: &'static str,
    /// When it binds.
    pub when: Option<String>,
    /// The stage by which it must be met.
    #[schemars(extend("enum" = ids_or_null::<Stage>()))]
    pub gate: Option<&'static str>,
    /// The standards it mandates.
    pub mandates: Vec<MandateFacts>,
    /// The kinds of evidence it asks for.
    pub requires: Vec<String>,
    /// The standards that it means by an open mandate, a CEL expression over the standard, and which these are.
    pub mandates_where: Option<String>,
    /// The ids of the standards that it means so.
    pub means: Vec<String>,
    /// How the office reads its words.
    pub reading: Option<String>,
    /// The agency that may excuse from it; nothing: nobody may.
    pub approved_by: Option<String>,
    /// What follows for whoever does not comply, as issued.
    pub sanction: Option<String>,
    /// What the sanction holds back.
    pub withholds: Vec<&'static str>,
    /// Whether it binds also what passed its gate before the measure was in force.
    pub reaches_back: bool,
    /// Whether anybody may excuse from it, where it says so.
    pub waivable: Option<bool>,
    /// Whether it is owed as long as the system runs, where it says so.
    pub lasting: Option<bool>,
    /// Its steps with time limits.
    pub steps: Vec<StepFacts>,
    /// What it asks again and again.
    pub duties: Vec<DutyFacts>,
    /// What it must get of a project, by which it proves itself.
    pub examples: Vec<ExampleFacts>,
    /// The measures of the yearly scorecard that it has assessed.
    pub assesses: Vec<&'static str>,
    /// The rules that watch it.
    pub enforced_by: Vec<String>,
}

/// A standard that a clause mandates.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MandateFacts {
    /// As the clause cites it.
    pub cited_as: String,
    /// Whether the cited edition has been replaced or withdrawn.
    pub superseded: bool,
    /// The editions in force that it means.
    pub current: Vec<String>,
}

impl PolicyHead {
    /// The head of a policy.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        PolicyHead {
            id: policy.id.clone(),
            title: text(&policy.title),
            title_en: text(&policy.title_en),
            number: text(&policy.number),
            issuer: text(&policy.issuer),
            jurisdiction: text(&policy.jurisdiction),
            reach: policy.reach.as_ref().map(|reach| reach.value.id()),
            when: text(&policy.when),
            issued: day(&policy.issued),
            effective: day(&policy.effective),
            expires: day(&policy.expires),
            repealed: day(&policy.repealed),
        }
    }
}

impl PolicyFacts {
    /// Everything about a policy on a day.
    #[must_use]
    pub fn of(registry: &Registry, policy: &Policy, on: Day) -> Self {
        PolicyFacts {
            head: PolicyHead::of(policy),
            standing: policy.standing(on).id(),
            organs: organs(policy),
            source: all(&policy.sources),
            erratum: all(&policy.errata),
            body: prose(registry, policy.file, policy.body),
            sample: policy.sample,
            formerly: texts(&policy.formerly),
            clauses: policy
                .clauses
                .iter()
                .map(|clause| ClauseFacts::of(registry, ClauseRef { policy, clause }, on))
                .collect(),
            file: registry.path(policy.file).to_owned(),
        }
    }
}

impl ClauseFacts {
    /// What a clause says on a day.
    #[must_use]
    pub fn of(registry: &Registry, found: ClauseRef<'_>, on: Day) -> Self {
        let ClauseRef { policy, clause } = found;
        let refused = clause.waivable.as_ref().is_some_and(|waivable| !waivable.value);
        let excuses = clause.approved_by.as_ref().filter(|_| !refused);
        ClauseFacts {
            id: text(&clause.id),
            text: text(&clause.text),
            subject: clause.subject.as_ref().map(|subject| subject.value.id()),
            reach: policy.reach_of(clause).id(),
            when: text(&clause.when),
            gate: clause.gate.as_ref().map(|gate| gate.value.id()),
            mandates: clause.mandates.iter().map(|cited| MandateFacts::of(registry, cited, on)).collect(),
            requires: texts(&clause.requires),
            mandates_where: text(&clause.mandates_where),
            means: registry
                .open_mandates(found)
                .into_iter()
                .map(|standard| registry.standards[standard].id.clone())
                .collect(),
            reading: text(&clause.reading),
            approved_by: excuses.map(|organ| policy.organ(organ).to_owned()),
            sanction: text(&clause.sanction),
            withholds: clause.withholds.iter().map(|what| what.value.id()).collect(),
            reaches_back: clause.reaches_back,
            waivable: clause.waivable.as_ref().map(|waivable| waivable.value),
            lasting: clause.lasting.as_ref().map(|lasting| lasting.value),
            steps: all(&clause.steps),
            duties: all(&clause.duties),
            examples: all(&clause.examples),
            assesses: clause.assesses.iter().map(|measure| measure.value.id()).collect(),
            enforced_by: texts(&clause.enforced_by),
        }
    }
}

impl MandateFacts {
    /// What a cited number means on a day.
    #[must_use]
    pub fn of(registry: &Registry, cited: &Cited, on: Day) -> Self {
        let superseded = match registry.target(&cited.number) {
            CitationTarget::Edition(index) => {
                matches!(registry.status(index, on), Status::Replaced | Status::Withdrawn)
            }
            CitationTarget::Family(_) | CitationTarget::Unknown => false,
        };
        let current = registry.in_force(&cited.number, on);
        MandateFacts {
            cited_as: cited.number.canonical().to_owned(),
            superseded,
            current: current.into_iter().map(|index| registry.standards[index].name().to_owned()).collect(),
        }
    }
}
