//! `consultation-too-short`: a public consultation of fewer than thirty days.

use crate::check::context::{CheckContext, Cites, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{StaticMessage, days as days_in_words};
use crate::model::CONSULTATION;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consultation-too-short",
    group: RuleGroup::Drafting,
    level: Severity::Warn,
    summary: StaticMessage { zh: "征求意见不足三十日", en: "a public consultation of fewer than thirty days" },
    document: include_str!("consultation_too_short.md"),
    run: Run::Records(check),
};

/// How long a draft is open to comments. The measure names no length; thirty days is what the making of local standards asks.
const SHORTEST: i64 = 30;

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    // No measure names a length: no article is cited.
    findings.citing(Cites::Nothing);
    for (_, standard) in cx.standards() {
        let Some(drafting) = &standard.drafting else { continue };
        let (Some(begun), Some(until)) = (&drafting.steps[CONSULTATION], &drafting.consultation_until) else {
            continue;
        };
        let days = until.value.days_since(begun.value);
        if !(0..SHORTEST).contains(&days) {
            continue;
        }
        let (day, lasts) = (begun.value, days_in_words(days));
        findings
            .report(
                standard.file,
                until.span,
                message!(
                    "征求意见只有 {days} 日，不足 {SHORTEST} 日",
                    "the consultation lasts {lasts}, fewer than {SHORTEST}"
                ),
                message!("延长截止日期，或在正文中说明缩短的理由", "extend it, or say in the prose why it is shorter"),
            )
            .because(standard.file, begun.span, message!("{day} 开始", "begun {day}"));
    }
}
