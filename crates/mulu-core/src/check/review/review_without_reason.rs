//! `review-without-reason`: a review without a reason.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-without-reason",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "复审没有写明理由", en: "a review without a reason" },
    document: include_str!("review_without_reason.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        for review in standard.reviews.iter().filter(|review| review.reason.is_none()) {
            let span = review.conclusion.as_ref().map_or(review.span, |conclusion| conclusion.span);
            let name = standard.name();
            findings.report(
                standard.file,
                span,
                message!("{name} 的复审没有写明理由", "this review of {name} gives no reason"),
                message!(
                    "加上 reason = \"…\"：看了什么，为何如此结论",
                    "add reason = \"…\": what was looked at, and why it led to this conclusion"
                ),
            );
        }
    }
}
