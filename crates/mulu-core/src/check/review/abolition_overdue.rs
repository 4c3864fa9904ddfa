//! `abolition-overdue`: an abolition that is overdue.

use super::open_duty::{self, Overdue};
use crate::check::context::{CheckContext, Cites, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "abolition-overdue",
    group: RuleGroup::Review,
    level: Severity::Deny,
    summary: StaticMessage { zh: "应废止的标准逾期未废止", en: "an abolition that is overdue" },
    document: include_str!("abolition_overdue.md"),
    run: Run::Records(check),
};

/// The duty that the conclusion `abolish` opens (DESIGN 4), until it is done or a newer review concludes otherwise.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    // The time is the office's own: no article is cited.
    findings.citing(Cites::Nothing);
    open_duty::report(cx, findings, Registry::abolition_due, |overdue| {
        let Overdue { name, due, reviewed, .. } = overdue;
        (
            message!(
                "{name} 应于 {due} 前废止（{reviewed} 的复审结论），已逾期",
                "{name} was to be abolished by {due} (the review of {reviewed})"
            ),
            if overdue.own {
                message!("废止后写 withdrawn 日期", "withdraw it, and write the day in `withdrawn`")
            } else {
                message!("将它移出目录", "delist it")
            },
        )
    });
}
