//! `not-registered`: a resource that nobody finds on the platform.

use crate::audit::stage_of;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Resource, Stage};

/// The rule.
pub static RULE: Rule = Rule {
    id: "not-registered",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "信息资源没有登记到共享平台",
        en: "a resource that is not in the catalogue of the platform",
    },
    document: include_str!("not_registered.md"),
    run: Run::Records(check),
};

/// What a project has drawn up and not yet built is registered when it is accepted.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources().filter(|resource| !resource.is_registered(cx.day) && !is_to_come(cx, resource)) {
        let named = resource.registered.as_ref().map(|day| day.span);
        let span = named.unwrap_or_else(|| resource.name_span());
        findings.report(
            resource.file,
            span,
            message!("还没有登记到共享平台的目录", "it is not in the catalogue of the sharing platform yet"),
            message!("登记以后写 registered = 日期", "register it, then write the day in `registered`"),
        );
    }
}

fn is_to_come(cx: &CheckContext<'_>, resource: &Resource) -> bool {
    let project = resource.project.as_ref().and_then(|project| cx.registry.project(&project.value));
    project.is_some_and(|project| stage_of(&cx.registry.projects[project]) < Stage::Acceptance)
}
