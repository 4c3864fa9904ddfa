//! One clause of a policy with everything derived.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::Audits;
use crate::day::Day;
use crate::registry::{ClauseRef, Registry};

use super::{ClauseFacts, text};

/// A clause on a day, and what hangs on it.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseInFull {
    /// How records cite it: `policy#clause`.
    pub reference: String,
    /// The policy's id.
    pub policy: String,
    /// The policy's title.
    pub policy_title: Option<String>,
    /// The policy's 发文字号.
    pub policy_number: Option<String>,
    /// GB/T 2260 code: where the clause holds.
    pub jurisdiction: Option<String>,
    /// The policy's standing: `pending`, `in-force`, `expired`, `repealed`.
    pub standing: &'static str,
    /// What the clause says.
    pub clause: ClauseFacts,
    /// The standards in force that it makes binding.
    pub makes_binding: Vec<String>,
    /// What it asks of projects, and whether they do it.
    pub projects: Vec<AskedOfProject>,
    /// The policy's file.
    pub file: String,
}

/// A project that a clause asks something of.
#[derive(Clone, Debug, Serialize)]
pub struct AskedOfProject {
    /// The project's id.
    pub project: String,
    /// The verdicts on what the clause asks, each with how often it was given: `{ "met": 2 }`.
    pub verdicts: BTreeMap<&'static str, usize>,
}

impl ClauseInFull {
    /// Everything about a clause on a day.
    #[must_use]
    pub fn of(registry: &Registry, found: ClauseRef<'_>, on: Day) -> Self {
        let reference = found.reference();
        let binding = (0..registry.standards.len()).filter(|index| {
            let mandating = registry.mandating(*index, on);
            registry.status(*index, on) == crate::day::Status::Current
                && mandating.iter().any(|clause| clause.reference() == reference)
        });
        let makes_binding = binding.map(|index| registry.standards[index].name().to_owned()).collect();
        let audits = Audits::of(registry, on);
        let asked = audits.iter().filter_map(|(project, audit)| {
            let own = audit
                .obligations
                .iter()
                .filter(|obligation| obligation.demanded_by.iter().any(|demand| demand.reference == reference));
            let mut verdicts = BTreeMap::new();
            for obligation in own {
                *verdicts.entry(obligation.verdict.id()).or_insert(0) += 1;
            }
            (!verdicts.is_empty()).then(|| AskedOfProject { project: project.id.clone(), verdicts })
        });
        ClauseInFull {
            policy: found.policy.id.clone(),
            policy_title: text(&found.policy.title),
            policy_number: text(&found.policy.number),
            jurisdiction: text(&found.policy.jurisdiction),
            standing: found.policy.standing(on).id(),
            clause: ClauseFacts::of(registry, found, on),
            makes_binding,
            projects: asked.collect(),
            file: registry.path(found.policy.file).to_owned(),
            reference,
        }
    }
}
