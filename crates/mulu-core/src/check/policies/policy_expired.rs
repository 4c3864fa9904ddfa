//! `policy-expired`: a policy whose term has ended.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::PolicyStatus;

/// The rule.
pub static RULE: Rule = Rule {
    id: "policy-expired",
    group: RuleGroup::Policies,
    level: Severity::Warn,
    summary: StaticMessage { zh: "政策文件的有效期已届满", en: "a policy whose term has ended" },
    document: include_str!("policy_expired.md"),
    run: Run::Records(check),
};

/// A policy that was repealed says so itself; one whose term ran out needs somebody to renew it or let it go.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for policy in cx.policies() {
        let Some(expires) = policy.expires.as_ref().filter(|_| policy.standing(cx.day) == PolicyStatus::Expired) else {
            continue;
        };
        let (name, day, count) = (policy.name(), expires.value, policy.clauses.len());
        findings.report(
            policy.file,
            expires.span,
            message!(
                "《{name}》的有效期已于 {day} 届满，其 {count} 条不再约束任何项目",
                "{name} ran out on {day}: none of its clauses ({count}) binds anybody any more"
            ),
            message!(
                "查明是否已延期或重新印发；已废止的写 repealed",
                "find out whether it was renewed or reissued; if it was repealed, say so in `repealed`"
            ),
        );
    }
}
