//! `resource-incomplete`: what the compilation guide asks of every resource and a record does not say.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Openness, Resource, Sharing};

/// The rule.
pub static RULE: Rule = Rule {
    id: "resource-incomplete",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "信息资源缺少编目要素", en: "a resource without what the catalogue must say of it"
    },
    document: include_str!("resource_incomplete.md"),
    run: Run::Records(check),
};

/// Beside what no record can be without: abstract, items and their types, cycle, openness, and how it is provided where it is shared.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources() {
        let lacks = lacking(resource);
        if lacks.is_empty() {
            continue;
        }
        let named = lacks.iter().map(|(key, zh, _)| format!("{zh}（{key}）")).collect::<Vec<_>>().join("、");
        let listed = lacks.iter().map(|(key, _, en)| format!("{en} (`{key}`)")).collect::<Vec<_>>().join(", ");
        let span = resource.name_span();
        findings.report(
            resource.file,
            span,
            message!("没有写明{named}", "it does not say: {listed}"),
            message!(
                "照编目的要求补上；手册“信息资源”一章逐项说明",
                "add it; the chapter on information resources explains each key"
            ),
        );
    }
}

fn lacking(resource: &Resource) -> Vec<(&'static str, &'static str, &'static str)> {
    let shared = resource.shared() != Some(Sharing::Withheld);
    let on_terms = resource.open.as_ref().is_some_and(|open| open.value == Openness::Conditional);
    let untyped = resource.items.iter().any(|item| item.kind.is_none());
    let lacks = [
        (resource.summary.is_none(), ("abstract", "摘要", "abstract")),
        (resource.items.is_empty(), ("item", "信息项", "items")),
        (untyped, ("item.type", "信息项的类型", "the types of items")),
        (resource.update.is_none(), ("update", "更新周期", "update cycle")),
        (shared && resource.mode.is_empty(), ("mode", "共享方式", "how it is provided")),
        (resource.open.is_none(), ("open", "是否向社会开放", "whether it is open to society")),
        (on_terms && resource.open_condition.is_none(), ("open_condition", "开放条件", "the terms of openness")),
    ];
    lacks.into_iter().filter(|(lacking, _)| *lacking).map(|(_, what)| what).collect()
}
