//! `step-late`: a step of a case that took, or takes, longer than its clause allows.

use super::{each_step, name, report, step_id};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::{Day, TimeLimit, WorkingDay, WorkingDays};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Span;
use crate::registry::{CaseRef, CaseStep, StepState};

/// The rule.
pub static RULE: Rule = Rule {
    id: "step-late",
    group: RuleGroup::Procedures,
    level: Severity::Deny,
    summary: StaticMessage { zh: "办理超过时限", en: "a step that took longer than its clause allows" },
    document: include_str!("step_late.md"),
    run: Run::Registry(check),
};

/// What runs too long can be done; what ended too late cannot be put right any more, and only warns.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    each_step(cx, &mut |found, step| {
        let (Some(begun), Some(limit)) = (step.begun, step.limit) else { return };
        let Some(last) = limit.day() else { return };
        match step.state {
            StepState::Overdue => overdue(findings, &found, &step, (begun, last)),
            StepState::Late => late(findings, &found, &step, (begun, last)),
            _ => {}
        }
    });
}

fn overdue(findings: &mut Findings<'_>, found: &CaseRef<'_>, step: &CaseStep<'_>, days: (Day, Day)) {
    let (from, to) = (name(&step.step.from), name(&step.step.to));
    let (begun, last) = days;
    let case = found.case.name();
    // By how much is not counted: the message would be another every day.
    let (note_zh, note_en) = provisional(step);
    let message = Message {
        zh: format!("{case} 的 {0} 应于 {last} 前办结（{from} {begun}），尚未办结{note_zh}", step_id(step.step)),
        en: format!("{} of {case} was to end by {last} ({from} {begun}){note_en}", step_id(step.step)),
    };
    let help = message!(
        "办结后写上 {to} = 日期；不予办理的写 refused 和 reason",
        "do it, then write the day in `{to}`; where it is refused, write `refused` and `reason`"
    );
    report(findings, found, step.step, span_of(found, step), (message, help));
}

fn late(findings: &mut Findings<'_>, found: &CaseRef<'_>, step: &CaseStep<'_>, days: (Day, Day)) {
    let (begun, last) = days;
    let Some(ended) = step.ended else { return };
    let (from, case) = (name(&step.step.from), found.case.name());
    let by = how_long(step, last, ended);
    let message = Message {
        zh: format!(
            "{case} 的 {0} 应于 {last} 前办结（{from} {begun}），{ended} 才办结，超 {1}",
            step_id(step.step),
            by.zh
        ),
        en: format!(
            "{} of {case} was to end by {last} ({from} {begun}) and ended on {ended}, {} late",
            step_id(step.step),
            by.en
        ),
    };
    let help = message!("核对日期；确实超时的，留作记录", "check the days; where they are right, they stay on record");
    report(findings, found, step.step, span_of(found, step), (message, help)).at_most_warn();
}

/// The day that ended it, else the day that it runs from.
fn span_of(found: &CaseRef<'_>, step: &CaseStep<'_>) -> Span {
    let refused = found.case.refused.as_ref().filter(|_| step.refused).map(|refused| refused.span);
    let day = |name: &Option<crate::model::Spanned<String>>| Some(found.case.day(&name.as_ref()?.value)?.span);
    refused.or_else(|| step.ended.and(day(&step.step.to))).or_else(|| day(&step.step.from)).unwrap_or(found.case.span)
}

/// By how much a day is past the last one in time: in working days where the limit is in working days and they are announced.
fn how_long(step: &CaseStep<'_>, last: Day, day: Day) -> Message {
    let within = step.step.within.as_ref().map(|within| within.value);
    let worked = match within {
        Some(TimeLimit::WorkingDays(_)) => WorkingDays::announced().between(last, day).filter(|count| *count > 0),
        _ => None,
    };
    let (note_zh, note_en) = provisional(step);
    match worked {
        Some(1) => Message { zh: format!("1 个工作日{note_zh}"), en: format!("1 working day{note_en}") },
        Some(count) => {
            Message { zh: format!("{count} 个工作日{note_zh}"), en: format!("{count} working days{note_en}") }
        }
        None => {
            let count = day.days_since(last);
            let unit = if count == 1 { "day" } else { "days" };
            Message { zh: format!("{count} 天{note_zh}"), en: format!("{count} {unit}{note_en}") }
        }
    }
}

/// That the last day in time may yet be another.
fn provisional(step: &CaseStep<'_>) -> (&'static str, &'static str) {
    if matches!(step.limit, Some(WorkingDay::Provisional(_))) {
        ("（明年放假安排公布前暂定）", " (provisional until the next notice)")
    } else {
        ("", "")
    }
}
