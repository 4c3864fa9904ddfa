//! `step-out-of-order`: a step that ended before it began, or was taken after the case was refused.

use super::{day_span, each_step, name, report, step_id};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::StepState;

/// The rule.
pub static RULE: Rule = Rule {
    id: "step-out-of-order",
    group: RuleGroup::Procedures,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "办理步骤日期颠倒", en: "a step that ended before it began, or came after a refusal"
    },
    document: include_str!("step_out_of_order.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    each_step(cx, &mut |found, step| {
        let case = found.case.name();
        let span = day_span(found.case, step.step.to.as_ref());
        let (from, to, id) = (name(&step.step.from), name(&step.step.to), step_id(step.step));
        let help = message!("核对这两个日期", "check the two days");
        let after_refusal = found.refused_by(cx.day).zip(step.ended.filter(|_| !step.refused));
        if let (StepState::OutOfOrder, Some(begun), Some(ended)) = (step.state, step.begun, step.ended) {
            let message = message!(
                "{case} 的 {id}：{to}（{ended}）早于 {from}（{begun}）",
                "{id} of {case}: `{to}` ({ended}) is before `{from}` ({begun})"
            );
            report(findings, &found, step.step, span, (message, help));
        } else if step.begun.is_none() && step.ended.is_some() {
            let message = message!("{case} 的 {id}：有 {to}，没有 {from}", "{id} of {case} has `{to}` and no `{from}`");
            let help = message!("补上 {from} = 日期", "add the day in `{from}`");
            report(findings, &found, step.step, span, (message, help));
        } else if let Some((refused, ended)) = after_refusal.filter(|(refused, ended)| ended > refused) {
            let message = message!(
                "{case} 于 {refused} 不予办理，其后又有 {to}（{ended}）",
                "{case} was refused on {refused}, and yet has `{to}` ({ended})"
            );
            report(findings, &found, step.step, span, (message, help));
        }
    });
}
