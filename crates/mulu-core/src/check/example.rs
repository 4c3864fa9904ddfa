//! What a clause gets of the record in its example: of a project by the audit, of a resource or an agency by the rules that watch it.

use crate::audit::{Audits, ExampleOutcome, gets};
use crate::finding::Severity;
use crate::model::ClauseExample;
use crate::registry::ClauseRef;

use super::context::CheckContext;
use super::rule::Run;
use super::{findings_of, rule};

/// What a clause gets of the record in an example, on the example's day; none where the example has no record.
#[must_use]
pub fn tried(audits: &Audits<'_>, found: ClauseRef<'_>, example: &ClauseExample) -> Option<ExampleOutcome> {
    let Some(hypothetical) = audits.registry().hypothetical(found, example) else {
        return gets(audits, found, example);
    };
    let day = example.day.as_ref().map_or_else(|| found.policy.in_force_near(audits.day()), |day| day.value);
    if !found.governs(&hypothetical.jurisdiction) || !found.is_in_force(day) {
        return Some(ExampleOutcome::NotBound);
    }
    let own = Audits::lazy_table(&hypothetical.registry, day);
    let context = CheckContext { registry: &hypothetical.registry, day, audits: &own, base: None, files: None };
    let watching = found.clause.enforced_by.iter().filter_map(|id| rule(&id.value));
    let (mut rules, mut denied) = (Vec::new(), false);
    for rule in watching.filter(|rule| !matches!(rule.run, Run::WhileReading)) {
        for finding in findings_of(rule, &context).iter().filter(|finding| finding.place.file == hypothetical.file) {
            rules.push(rule.id);
            denied |= finding.level == Severity::Deny;
        }
    }
    rules.sort_unstable();
    rules.dedup();
    Some(ExampleOutcome::Checked { rules, denied })
}
