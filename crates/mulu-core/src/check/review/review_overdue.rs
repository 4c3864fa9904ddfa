//! `review-overdue`: a review that is overdue.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::ReviewState;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

use super::pending;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-overdue",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage { zh: "复审已逾期", en: "a review that is overdue" },
    document: include_str!("review_overdue.md"),
    run: Run::Records(check),
};

/// Denied from the day after the due day; a warning during the registry's `grace`.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (standard, review) in pending::in_state(cx, ReviewState::Overdue) {
        let (name, due) = (standard.name(), review.due);
        let finding = pending::report(
            findings,
            standard,
            &review,
            message!("{name} 的复审已逾期，应于 {due} 前完成", "{name} should have been reviewed by {due}"),
            message!(
                "复审后追加 [[review]]：date、conclusion（continue、revise、abolish）、by、reason",
                "review it and append [[review]]: date, conclusion (continue, revise or abolish), by, reason"
            ),
        );
        if cx.day <= cx.registry.config.review.grace.after(due) {
            finding.at_most_warn();
        }
    }
}
