//! `mandatory-standard-missing`: a standard that binds a project and is not met.

use crate::audit::{Requirement, Verdict, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "mandatory-standard-missing",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "约束项目的标准没有声明，或者验收时还没有符合",
        en: "a standard that binds a project and is not met",
    },
    document: include_str!("mandatory_standard_missing.md"),
    run: Run::Records(check),
};

/// A standard that binds is declared when the project is approved, and met when it is accepted.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        let stage = audit.stage.phrase();
        let unmet = |verdict| matches!(verdict, Verdict::Missing | Verdict::Partial);
        for obligation in audit.holding().filter(|obligation| unmet(obligation.verdict)) {
            let Requirement::Standard(_) = obligation.asked else { continue };
            let name = demand_words(cx.registry, &obligation.asked);
            let (zh, en) = (&name.zh, &name.en);
            let finding = if obligation.verdict == Verdict::Missing {
                findings.report(
                    project.file,
                    super::stage_span(project),
                    crate::message::Message {
                        zh: format!("项目已到{}阶段，没有声明如何符合 {zh}", stage.zh),
                        en: format!("the project is at {} and does not declare how it meets {en}", stage.en),
                    },
                    message!(
                        "写一节 [[conformance]]：planned、partial、met，或 not-applicable 并写明 reason",
                        "add a [[conformance]]: planned, partial, met, or not-applicable with a reason"
                    ),
                )
            } else {
                let span = obligation.answer.map_or(super::stage_span(project), |answer| answer.span);
                findings.report(
                    project.file,
                    span,
                    crate::message::Message {
                        zh: format!("项目已到{}阶段，还没有完全符合 {zh}", stage.zh),
                        en: format!("the project is at {} and does not meet {en} yet", stage.en),
                    },
                    message!("符合后改为 met，或取得例外批准", "write met once it is, or have it waived"),
                )
            };
            super::because_demanded(cx.registry, finding, obligation);
        }
    }
}
