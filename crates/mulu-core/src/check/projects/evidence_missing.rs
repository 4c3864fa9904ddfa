//! `evidence-missing`: evidence that a clause asks for and the project does not have.

use crate::audit::{Requirement, Verdict, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Project;

/// The rule.
pub static RULE: Rule = Rule {
    id: "evidence-missing",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "条款要求的证明材料没有",
        en: "evidence that a clause asks for and the project does not have",
    },
    document: include_str!("evidence_missing.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for obligation in audit.holding().filter(|obligation| obligation.verdict == Verdict::Missing) {
            let Requirement::Evidence(kind) = &obligation.asked else { continue };
            let (name, stage) = (demand_words(cx.registry, &obligation.asked), obligation.gate.phrase());
            let finding = findings.report(
                project.file,
                super::stage_span(project),
                crate::message::Message {
                    zh: format!("缺少{}，{}阶段就要有", name.zh, stage.zh),
                    en: format!("there is no {}, which is due by {}", name.en, stage.en),
                },
                remedy(cx, project, kind),
            );
            super::because_demanded(cx.registry, finding, obligation);
        }
    }
}

/// A fact about the agency is written in the agency's file, and answers for all its projects.
fn remedy(cx: &CheckContext<'_>, project: &Project, kind: &str) -> Message {
    let of_agency = cx.registry.evidence_kind(kind).is_some_and(|kind| kind.of_agency);
    match project.agency.as_ref().filter(|_| of_agency) {
        Some(agency) => message!(
            "取得后在 agencies/{0}.toml 写一节 [[evidence]]：kind = \"{kind}\"，本单位的项目都以它为准",
            "once there is one, add an [[evidence]] with kind = \"{kind}\" to agencies/{0}.toml: it answers for all its projects",
            agency.value
        ),
        None => message!(
            "取得后写一节 [[evidence]]：kind = \"{kind}\"",
            "once there is one, add an [[evidence]] with kind = \"{kind}\""
        ),
    }
}
