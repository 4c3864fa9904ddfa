//! `review-due-soon`: a review that is due soon.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::ReviewState;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::reasons;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-due-soon",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "复审即将到期", en: "a review that is due soon" },
    document: include_str!("review_due_soon.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        let Ok(review) = cx.registry.next_review(index, cx.day) else { continue };
        if review.state != ReviewState::DueSoon {
            continue;
        }
        let (name, due) = (standard.name(), review.due);
        let (place, related) = reasons::review_places(standard, &review);
        let finding = findings.report(
            standard.file,
            place,
            message!("{name} 应于 {due} 前复审，期限将至", "{name} must be reviewed by {due}, which is soon"),
            message!("安排复审；到期之日仍算按时", "arrange the review; the due day itself is still in time"),
        );
        if let Some((span, message)) = related {
            finding.because(standard.file, span, message);
        }
    }
}
