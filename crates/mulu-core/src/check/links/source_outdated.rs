//! `source-outdated`: facts of a listed standard that have not been checked for years.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "source-outdated",
    group: RuleGroup::Links,
    level: Severity::Note,
    summary: StaticMessage {
        zh: "列入目录的标准，出处多年没有核对",
        en: "facts of a listed standard that have not been checked for years",
    },
    document: include_str!("source_outdated.md"),
    run: Run::Records(check),
};

/// Facts are collected in time: whoever reviews a standard looks at its source again, so once in a cycle is enough.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let cycle = cx.registry.config.review.cycle;
    for (_, standard) in cx.standards() {
        if standard.listed_on(cx.day).is_none() {
            continue;
        }
        let checked = standard.sources.iter().filter_map(|source| source.checked.as_ref());
        let Some(newest) = checked.max_by_key(|checked| checked.value) else { continue };
        if cx.day <= cycle.after(newest.value) {
            continue;
        }
        let (name, day) = (standard.name(), newest.value);
        findings.report(
            standard.file,
            newest.span,
            message!("{name} 的出处自 {day} 以后没有核对过", "the source of {name} was last checked on {day}"),
            message!(
                "查阅出处，核对编号、日期和状态，改写 checked",
                "look at the source, check number, dates and status, and write the day in `checked`"
            ),
        );
    }
}
