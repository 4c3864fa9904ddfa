//! `duty-overdue`: a recurring duty that was not done in its time.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duty-overdue",
    group: RuleGroup::Agencies,
    level: Severity::Deny,
    summary: StaticMessage { zh: "定期职责逾期未履行", en: "a recurring duty that was not done in its time" },
    document: include_str!("duty_overdue.md"),
    run: Run::Registry(check),
};

/// Only the newest period that has ended is judged. What was done late was done: the pages say so, and nobody is blamed for ever.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for owed in cx.registry.duties_owed(cx.day) {
        let agency = &cx.registry.agencies[owed.agency];
        if !cx.asks_of(agency.file) {
            continue;
        }
        let Some(missed) = owed.overdue() else { continue };
        let (reference, name) = (owed.reference(), agency.display_name());
        let (period, done, needed) = (missed.period, missed.in_time + missed.late, owed.needed);
        let (begins, ends) = (period.begins, period.ends);
        let (times_zh, times_en) = match (needed, done) {
            (1, _) => ("没有履行的记录".to_owned(), "no record says that it was done".to_owned()),
            _ => (format!("应 {needed} 次，实 {done} 次"), format!("{done} of {needed} times")),
        };
        let place = agency.name.as_ref().map_or_else(Default::default, |name| name.span);
        let finding = findings.report(
            agency.file,
            place,
            Message {
                zh: format!("{name}应于 {begins} 至 {ends} 履行 {reference}：{times_zh}"),
                en: format!("{name} was to do {reference} between {begins} and {ends}: {times_en}"),
            },
            message!(
                "履行后追加 [[done]] duty = \"{reference}\" 和 date，或用 mulu done",
                "do it, then append [[done]] with duty = \"{reference}\" and the date, or run `mulu done`"
            ),
        );
        finding.about("duty", reference);
        finding.citing(Some(owed.clause.reference()));
        let window = owed.duty.window.as_ref().map(|window| window.span);
        let asked = window.or_else(|| owed.duty.due.as_ref().map(|due| due.span)).unwrap_or(owed.duty.span);
        finding.because(owed.clause.policy.file, asked, message!("这一条要求的", "what the clause asks for"));
    }
}
