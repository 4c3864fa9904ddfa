//! `unknown-role`: a role of `[roles]` that no agency has.

use std::collections::BTreeSet;

use super::nearest::LookupBudget;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::parse::nearest;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-role",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "[roles] 写了没有单位担任的角色", en: "a role of `[roles]` that no agency has"
    },
    document: include_str!("unknown_role.md"),
    run: Run::Registry(check),
};

/// A duty that nobody has at all, with no role that the one written could be a slip for, is `unheld-duty`'s to tell.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    if !cx.asks_of(registry.config.file) {
        return;
    }
    let known: BTreeSet<&str> =
        registry.agencies.iter().flat_map(|agency| &agency.roles).map(|role| role.value.as_str()).collect();
    let mut guesses = LookupBudget::new();
    for (duty, roles) in &registry.config.roles {
        let is_held = roles.iter().any(|role| known.contains(role.value.as_str()));
        for role in roles.iter().filter(|role| !known.contains(role.value.as_str())) {
            let id = &role.value;
            let near = guesses.near(|| nearest(id, known.iter().copied()));
            let help = match near {
                Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
                None if is_held => message!(
                    "写进担任它的单位的 roles，或从 {duty} 中删去",
                    "write it into `roles` of the agency that has it, or take it out of `{duty}`"
                ),
                None => continue,
            };
            findings.report(
                registry.config.file,
                role.span,
                message!("没有单位担任“{id}”这个角色", "no agency has the role `{id}`"),
                help,
            );
        }
    }
}
