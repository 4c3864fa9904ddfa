//! `evidence-expired`: evidence that has run out.

use crate::audit::{Requirement, Verdict, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "evidence-expired",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage { zh: "证明材料已经过期", en: "evidence that has run out" },
    document: include_str!("evidence_expired.md"),
    run: Run::Records(check),
};

/// Before the gate that asks for it, evidence that has run out is only a warning.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for obligation in audit.obligations.iter().filter(|obligation| obligation.verdict == Verdict::Expired) {
            let (Requirement::Evidence(_), true) = (&obligation.asked, obligation.waivers.is_empty()) else { continue };
            let (Some(answer), Some(until)) = (obligation.answer, obligation.until) else { continue };
            let name = demand_words(cx.registry, &obligation.asked);
            let finding = findings.report(
                project.file,
                super::span_of(project, answer),
                crate::message::Message {
                    zh: format!("{}有效期至 {until}，已经过期", name.zh),
                    en: format!("the {} was good until {until}", name.en),
                },
                message!("重新取得后另写一节 [[evidence]]", "have it renewed and add it as another [[evidence]]"),
            );
            super::because_demanded(cx.registry, finding, obligation);
            super::because_of_agency(finding, project, answer);
            if !obligation.holds {
                finding.at_most_warn();
            }
        }
    }
}
