//! `unknown-key`: a key that this kind of record does not have.

use crate::check::context::{CheckContext, Findings};
use crate::check::procedures::unknown_days;
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::parse::nearest;

/// The rule; its diagnostics are found while files are read (`crate::parse`), but for the days of cases, whose names clauses give.
pub static RULE: Rule = Rule {
    id: "unknown-key",
    group: RuleGroup::Reading,
    level: Severity::Deny,
    summary: StaticMessage { zh: "写了没有的键", en: "a key that this kind of record does not have" },
    document: include_str!("unknown_key.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    findings.diagnostics(cx.files);
    unknown_days(cx, |file, key, known| {
        let name = &key.value;
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => message!("是否要写 `{near}`？", "did you mean `{near}`?"),
            None => {
                let known = known.join(", ");
                message!("这一程序的日期有：{known}", "the days of this procedure are: {known}")
            }
        };
        let message = message!("这一程序没有 `{name}` 这个日期", "no step of this procedure has the day `{name}`");
        findings.report(file, key.span, message, help);
    });
}
