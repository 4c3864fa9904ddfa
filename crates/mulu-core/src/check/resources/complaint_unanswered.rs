//! `complaint-unanswered`: a complaint of an agency that waits for an answer.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "complaint-unanswered",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage { zh: "共享投诉没有答复", en: "a complaint about sharing that nobody answered" },
    document: include_str!("complaint_unanswered.md"),
    run: Run::Records(check),
};

/// Only number, days and result are kept of a complaint. The measures name no number of days.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for agency in cx.agencies() {
        for complaint in agency.complaints.iter().filter(|complaint| complaint.is_open(cx.day)) {
            let Some(received) = &complaint.received else { continue };
            let (day, number) = (received.value, complaint.reference.as_ref().map_or("", |number| &number.value));
            findings.report(
                agency.file,
                received.span,
                message!(
                    "{day} 收到的投诉 {number} 还没有书面反馈",
                    "complaint {number} of {day} has not been answered in writing"
                ),
                message!("处理后写 answered 和 result", "settle it, then write `answered` and `result`"),
            );
        }
    }
}
