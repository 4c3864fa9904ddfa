//! `revision-overdue`: a revision that is overdue.

use super::open_duty::{self, Overdue};
use crate::check::context::{CheckContext, Cites, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "revision-overdue",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage { zh: "应修订的标准逾期未修订", en: "a revision that is overdue" },
    document: include_str!("revision_overdue.md"),
    run: Run::Records(check),
};

/// The duty that the conclusion `revise` opens (DESIGN 4), until it is done or a newer review concludes otherwise.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    // The time is the office's own: no article is cited.
    findings.citing(Cites::Nothing);
    open_duty::report(cx, findings, Registry::revision_due, |overdue| {
        let Overdue { name, due, reviewed, .. } = overdue;
        if !overdue.own {
            return (
                message!(
                    "{name} 应于 {due} 前向发布机关提出修订建议（{reviewed} 的复审结论），已逾期",
                    "a revision of {name} was to be proposed to its issuer by {due} (the review of {reviewed})"
                ),
                message!(
                    "提出后在该次复审写 proposed = 日期",
                    "once it is, write the day in `proposed` of that review"
                ),
            );
        }
        (
            message!(
                "{name} 应于 {due} 前修订（{reviewed} 的复审结论），已逾期",
                "{name} was to be revised by {due} (the review of {reviewed})"
            ),
            message!(
                "发布修订后的版本，在其 replaces 中写明本标准；或重新复审",
                "issue the revised edition, with this one in its `replaces`; or review it again"
            ),
        )
    });
}
