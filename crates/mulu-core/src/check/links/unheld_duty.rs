//! `unheld-duty`: a duty of `[roles]` that no agency may do.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unheld-duty",
    group: RuleGroup::Links,
    level: Severity::Note,
    summary: StaticMessage {
        zh: "[roles] 的事项没有单位可以办", en: "a duty of `[roles]` that no agency may do"
    },
    document: include_str!("unheld_duty.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    if !cx.asks_of(registry.config.file) {
        return;
    }
    for (duty, roles) in &registry.config.roles {
        let Some(first) = roles.first() else { continue };
        let mut holders = registry.agencies.iter().filter(|agency| registry.may(agency, duty)).peekable();
        let has_ended = holders.peek().is_some();
        if holders.any(|agency| agency.until.as_ref().is_none_or(|until| cx.day < until.value)) {
            continue;
        }
        let help = if has_ended {
            message!("把角色写进承接单位的 roles", "write the role into `roles` of the agency that took over")
        } else {
            message!(
                "把 {0} 写进担任它的单位的 roles",
                "write `{0}` into `roles` of the agency that has it",
                first.value
            )
        };
        let finding = findings.report(
            registry.config.file,
            first.span,
            message!("没有单位可以办“{duty}”", "no agency may do `{duty}`"),
            help,
        );
        finding.about("duty", duty);
    }
}
