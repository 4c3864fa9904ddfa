//! `review-due-soon`: a review that is due soon.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::ReviewState;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

use super::pending;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-due-soon",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "复审即将到期", en: "a review that is due soon" },
    document: include_str!("review_due_soon.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (standard, review) in pending::in_state(cx, ReviewState::DueSoon) {
        let (name, due) = (standard.name(), review.due);
        pending::report(
            findings,
            standard,
            &review,
            message!("{name} 应于 {due} 前复审，期限将至", "{name} must be reviewed by {due}, which is soon"),
            message!("安排复审；到期之日仍算按时", "arrange the review; the due day itself is still in time"),
        );
    }
}
