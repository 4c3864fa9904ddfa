//! `drafting-incomplete`: a published document without the steps of making it.

use super::drafting_out_of_order::STEPS_ZH;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Drafting, STEPS, Standard};

/// The rule.
pub static RULE: Rule = Rule {
    id: "drafting-incomplete",
    group: RuleGroup::Drafting,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "制定程序的步骤没有写全", en: "a published document without the steps of making it"
    },
    document: include_str!("drafting_incomplete.md"),
    run: Run::Records(check),
};

/// The steps that a document goes through in general (一般应包括): a published one without them, or with one skipped, wants a reason.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        if !standard.is_municipal() {
            continue;
        }
        match &standard.drafting {
            Some(drafting) => skipped(standard, drafting, findings),
            None if cx.registry.status(index, cx.day) != Status::Draft => {
                let name = standard.name();
                findings.report(
                    standard.file,
                    standard.name_span(),
                    message!(
                        "{name} 已发布，没有写制定的步骤",
                        "{name} is published, and does not say how it was made"
                    ),
                    message!("补上 [drafting]，写明各步骤的日期", "add [drafting] with the date of each step"),
                );
            }
            None => {}
        }
    }
}

/// A step with no date before one that has a date was skipped.
fn skipped(standard: &Standard, drafting: &Drafting, findings: &mut Findings<'_>) {
    let mut dated = drafting.steps.iter().enumerate().rev();
    let Some((last, date)) = dated.find_map(|(at, date)| Some((at, date.as_ref()?))) else { return };
    for at in (0..last).filter(|at| drafting.steps[*at].is_none()) {
        let (step, zh, then, then_zh) = (STEPS[at], STEPS_ZH[at], STEPS[last], STEPS_ZH[last]);
        findings
            .report(
                standard.file,
                drafting.span,
                message!("已到“{then_zh}”，却没有“{zh}”的日期", "`{then}` has a date, but `{step}` before it has none"),
                message!("补上 {step} 的日期", "add the date of `{step}`"),
            )
            .about("step", step)
            .because(standard.file, date.span, message!("{then_zh}", "{then}"));
    }
}
