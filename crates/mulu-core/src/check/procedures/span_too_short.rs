//! `span-too-short`: a step that ended before it had lasted as long as its clause asks.

use super::{day_span, each_step, name, report, step_id};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::StepState;

/// The rule.
pub static RULE: Rule = Rule {
    id: "span-too-short",
    group: RuleGroup::Procedures,
    level: Severity::Deny,
    summary: StaticMessage { zh: "历时不足", en: "a step that did not last as long as it must" },
    document: include_str!("span_too_short.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    each_step(cx, &mut |found, step| {
        let (StepState::TooShort, Some(begun), Some(ended)) = (step.state, step.begun, step.ended) else { return };
        let Some(least) = step.step.at_least.as_ref().map(|least| least.value) else { return };
        let (case, id, first) = (found.case.name(), step_id(step.step), least.after(begun));
        let (days, to) = (ended.days_since(begun), name(&step.step.to));
        let message = message!(
            "{case} 的 {id} 只有 {days} 天，不足 {least}：{begun} 开始，最早 {first} 结束",
            "{id} of {case} lasted {days} days, less than {least}: begun on {begun}, it may end on {first} at the earliest"
        );
        let help = message!("补足时间后改写 {to}", "let it last as long as it must, then write the day in `{to}`");
        report(findings, &found, step.step, day_span(found.case, step.step.to.as_ref()), (message, help));
    });
}
