//! The clause behind a field or a task: the one in force that the rule names which watches it. Where none is, none is shown.

use serde::Serialize;

use mulu_core::day::Day;
use mulu_core::registry::Registry;

/// A clause that a page names.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseView {
    /// `policy#clause`.
    pub reference: String,
    /// The policy's title and the clause's number.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Its page.
    pub href: String,
}

/// The rules that watch keys of records: where a key begins so, the clause behind that rule is the clause behind the key.
const WATCHED: &[(&str, &str)] = &[
    ("standard.review", "review-overdue"),
    ("standard.drafting.consultation", "consultation-too-short"),
    ("standard.drafting", "drafting-incomplete"),
    ("standard.topics", "topic-gap"),
    ("agency.adoption", "adoption-not-filed"),
    ("agency.done", "duty-overdue"),
    ("agency.order", "order-overdue"),
    ("agency.sweep", "sweep-overdue"),
    ("agency.complaint", "complaint-unanswered"),
    ("project.order", "order-overdue"),
    ("project.conformance", "mandatory-standard-missing"),
    ("project.waiver", "waiver-not-allowed"),
    ("project.evidence", "evidence-missing"),
    ("resource.objection", "objection-unanswered"),
    ("resource.basis", "withheld-without-basis"),
    ("resource.confirmed", "withheld-unconfirmed"),
    ("resource.condition", "condition-missing"),
    ("resource.sharing", "sharing-too-narrow"),
    ("resource.registered", "not-registered"),
    ("resource.code", "malformed-resource-code"),
    ("resource.sweep", "sweep-overdue"),
    ("case.case", "step-late"),
];

/// The rule that watches a key, given as `kind.key.of.an.entry`.
pub fn rule_of(key: &str) -> Option<&'static str> {
    WATCHED.iter().find(|(begins, _)| key.starts_with(begins)).map(|(_, rule)| *rule)
}

/// The clause in force behind a rule.
pub fn clause_behind(rule: &str, registry: &Registry, day: Day) -> Option<ClauseView> {
    let own = registry.config.jurisdiction.as_ref().map(|code| code.value.as_str());
    let reference = registry.clause_enforced(rule, own, day)?;
    let found = registry.clause(&reference)?;
    let text =
        |own: &Option<mulu_core::model::Spanned<String>>| own.as_ref().map_or(String::new(), |own| own.value.clone());
    let (policy, clause) = reference.split_once('#')?;
    Some(ClauseView {
        title: format!("{} {clause}", text(&found.policy.title)),
        text: text(&found.clause.text),
        href: format!("/policies/{}.html#{}", mulu_core::address::encode(policy), mulu_core::address::encode(clause)),
        reference,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_that_is_named_is_a_rule() {
        let named = super::WATCHED.iter().map(|(_, rule)| *rule);
        let tasks = crate::desk::task::TASKS.iter().filter_map(|task| task.rule);
        for rule in named.chain(tasks) {
            assert!(mulu_core::check::rule(rule).is_some(), "{rule}");
        }
    }
}
