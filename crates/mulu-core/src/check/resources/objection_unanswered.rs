//! `objection-unanswered`: a doubt about shared data that waits for an answer.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "objection-unanswered",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage { zh: "疑义没有答复", en: "an objection to shared data that nobody answered" },
    document: include_str!("objection_unanswered.md"),
    run: Run::Records(check),
};

/// The measures want it checked 及时 and name no number of days: it is told from the day it was raised.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources() {
        for objection in resource.objections.iter().filter(|objection| objection.is_open(cx.day)) {
            let Some(date) = &objection.date else { continue };
            let (day, about) = (date.value, objection.about.as_ref().map_or("", |about| &about.value));
            let mut message = message!("{day} 提出的疑义还没有答复", "the objection of {day} has not been answered");
            if !about.is_empty() {
                message = message!("{0}：{about}", "{0}: {about}", message.zh);
                message.en = format!("the objection of {day} has not been answered: {about}");
            }
            findings.report(
                resource.file,
                date.span,
                message,
                message!(
                    "校核后写 answered 和 result，并把结果告诉使用单位",
                    "check it, write `answered` and `result`, and tell those who use it"
                ),
            );
        }
    }
}
