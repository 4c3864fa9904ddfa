//! Faults of conditions: expressions that cannot be read, or speak of what a project does not have.
//!
//! They are `invalid-value`, as if found while reading: what binds whom must be certain, so they cannot be waved through.

use crate::audit::Audits;
use crate::finding::Finding;
use crate::parse::Reading;
use crate::registry::Registry;

use super::context::Findings;
use super::rule;

/// Checks the `when` of every clause and of every catalogue entry.
pub fn check(registry: &Registry, audits: &Audits<'_>) -> Vec<Finding> {
    let Some(rule) = rule(Reading::InvalidValue.id()) else { return Vec::new() };
    let mut findings = Findings::of(rule, registry);
    for (place, problem) in audits.problems() {
        findings.report(place.file, place.span, problem.message.clone(), problem.help.clone());
    }
    findings.finish()
}
