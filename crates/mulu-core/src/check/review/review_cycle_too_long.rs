//! `review-cycle-too-long`: a review cycle longer than the ceiling.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::config::ReviewTerms;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-cycle-too-long",
    group: RuleGroup::Review,
    level: Severity::Warn,
    summary: StaticMessage { zh: "复审周期超过上限", en: "a review cycle longer than the ceiling" },
    document: include_str!("review_cycle_too_long.md"),
    run: Run::Registry(check),
};

/// The ceiling is what is usual (一般): a longer cycle needs a reason, and is used where there is one.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let config = &cx.registry.config;
    let ceiling = config.review.cycle;
    let lawful = ReviewTerms::default().cycle;
    if let Some(span) = config.review.cycle_at.filter(|_| ceiling.is_longer_than(lawful)) {
        findings.report(
            config.file,
            span,
            message!(
                "复审周期的上限 {ceiling} 长于一般的 {lawful}",
                "the ceiling of the review cycle, {ceiling}, is longer than the usual {lawful}"
            ),
            message!("写 {lawful} 或更短", "write {lawful} or less"),
        );
    }
    for (_, standard) in cx.standards() {
        let Some(cycle) = standard.review_cycle.as_ref().filter(|cycle| cycle.is_longer_than(ceiling)) else {
            continue;
        };
        let (name, own) = (standard.name(), cycle.value);
        if let Some(reason) = &standard.cycle_reason {
            let finding = findings.report(
                standard.file,
                cycle.span,
                message!(
                    "{name} 的复审周期 {own} 长于一般的 {ceiling}，写明了理由",
                    "the review cycle {own} of {name} is longer than the usual {ceiling}, for a reason"
                ),
                message!("核对理由是否仍然成立", "see whether the reason still holds"),
            );
            finding.because(standard.file, reason.span, message!("理由", "the reason")).at_most_note();
            continue;
        }
        findings.report(
            standard.file,
            cycle.span,
            message!(
                "{name} 的复审周期 {own} 超过上限 {ceiling}",
                "the review cycle {own} of {name} is longer than the ceiling {ceiling}"
            ),
            message!(
                "删去 review_cycle、写短于 {ceiling} 的周期，或在 cycle_reason 写明理由；现按 {ceiling} 计算",
                "remove it, write a shorter one, or give the reason in `cycle_reason`; {ceiling} is used now"
            ),
        );
    }
}
