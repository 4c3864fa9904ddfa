//! `waiver-expired`: a waiver that has run out of something still not met.

use crate::audit::{Verdict, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-expired",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "例外已经到期，义务还没有履行",
        en: "a waiver that has run out of something still not met",
    },
    document: include_str!("waiver_expired.md"),
    run: Run::Records(check),
};

/// A waiver that has run out of what is met by now is history, and nothing is said of it.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for obligation in audit.holding().filter(|obligation| obligation.verdict == Verdict::Expired) {
            let (Some(answer), Some(until), false) =
                (obligation.answer, obligation.until, obligation.waivers.is_empty())
            else {
                continue;
            };
            let name = demand_words(cx.registry, &obligation.asked);
            let finding = findings.report(
                project.file,
                answer.span,
                crate::message::Message {
                    zh: format!("例外于 {until} 到期，{}仍未落实", name.zh),
                    en: format!("the waiver ended {until}, and this is still not met: {}", name.en),
                },
                message!("落实，或者重新申请例外", "meet it, or apply for another waiver"),
            );
            super::because_demanded(cx.registry, finding, obligation);
        }
    }
}
