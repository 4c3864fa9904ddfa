//! `evidence-missing`: evidence that a clause asks for and the project does not have.

use crate::audit::{Asked, Verdict, demand_words, stage_words};
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "evidence-missing",
    group: Group::Projects,
    level: Level::Deny,
    summary: Phrase {
        zh: "条款要求的证明材料没有",
        en: "evidence that a clause asks for and the project does not have",
    },
    document: include_str!("evidence_missing.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for obligation in audit.holding().filter(|obligation| obligation.verdict == Verdict::Missing) {
            let Asked::Evidence(kind) = &obligation.asked else { continue };
            let (name, stage) = (demand_words(cx.registry, obligation), stage_words(obligation.gate));
            let finding = findings.report(
                project.file,
                super::stage_span(project),
                crate::words::Words {
                    zh: format!("缺少{}，{}阶段就要有", name.zh, stage.zh),
                    en: format!("there is no {}, which is due by {}", name.en, stage.en),
                },
                say!(
                    "取得后写一节 [[evidence]]：kind = \"{kind}\"",
                    "once there is one, add an [[evidence]] with kind = \"{kind}\""
                ),
            );
            super::because_demanded(finding, obligation);
        }
    }
}
