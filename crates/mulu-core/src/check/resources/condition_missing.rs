//! `condition-missing`: shared on terms that nobody can read.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Sharing;

/// The rule.
pub static RULE: Rule = Rule {
    id: "condition-missing",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "有条件共享没有写明条件", en: "conditional sharing without its conditions"
    },
    document: include_str!("condition_missing.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources().filter(|resource| resource.condition.is_none()) {
        let Some(sharing) = resource.sharing.as_ref().filter(|sharing| sharing.value == Sharing::Conditional) else {
            continue;
        };
        let name =
            cx.registry.sharing_terms(resource).map_or("有条件共享", |terms| terms.name_of(Sharing::Conditional));
        findings.report(
            resource.file,
            sharing.span,
            message!("列为{name}，没有写明条件", "it is shared on terms, and the terms are not given"),
            message!(
                "写 condition：给谁、用于什么；没有条件的改为无条件共享",
                "add `condition`: to whom and for what; without one, share it unconditionally"
            ),
        );
    }
}
