//! `sweep-overdue`: the newest sweep that was due passed a resource by.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use std::collections::BTreeMap;

use crate::message;
use crate::message::StaticMessage;
use crate::registry::SweepDue;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sweep-overdue",
    group: RuleGroup::Resources,
    level: Severity::Deny,
    summary: StaticMessage { zh: "目录没有按期清查", en: "a resource that the yearly sweep did not check" },
    document: include_str!("sweep_overdue.md"),
    run: Run::Registry(check),
};

/// Where a clause in force has a duty `sweep`: by the resource's own `[[sweep]]`, or its agency's for all that it has.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut due: BTreeMap<&str, Option<SweepDue>> = BTreeMap::new();
    for resource in cx.resources() {
        let Some(at) = registry.jurisdiction_shared_in(resource) else { continue };
        let due = due.entry(&at.value).or_insert_with(|| registry.sweep_due(&at.value, cx.day));
        let Some(due) = due.as_ref().filter(|due| registry.is_swept_with(resource, due)) else { continue };
        if registry.swept(resource, due, cx.day).is_some() {
            continue;
        }
        let span = resource.name_span();
        let (from, to) = (due.from, due.to);
        findings
            .report(
                resource.file,
                span,
                message!(
                    "{from} 至 {to} 应清查，没有清查记录",
                    "it was to be checked from {from} to {to}, and no sweep is recorded"
                ),
                message!(
                    "清查后写 [[sweep]]；整个目录一起清查的写在 agencies/ 单位的文件里",
                    "check it, then add [[sweep]]; a sweep of the whole catalogue stands in the agency's file"
                ),
            )
            .citing(Some(due.clause.clone()));
    }
}
