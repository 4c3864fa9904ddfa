//! `date-order`: dates in the wrong order.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Day;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Spanned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "date-order",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "日期的先后不对", en: "dates in the wrong order" },
    document: include_str!("date_order.md"),
    run: Run::Records(check),
};

/// A date, and what it is called in Chinese and in English.
type NamedDate<'r> = (&'r Option<Spanned<Day>>, &'static str, &'static str);

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let mut pair = |earlier, later| in_order(standard.file, earlier, later, findings);
        pair((&standard.issued, "发布", "issued"), (&standard.effective, "实施", "effective"));
        pair((&standard.effective, "实施", "effective"), (&standard.withdrawn, "废止", "withdrawn"));
        if let Some(entry) = &standard.catalogue {
            pair((&entry.listed, "列入", "listed"), (&entry.delisted, "移出", "delisted"));
        }
    }
    successors(cx, findings);
    for policy in cx.policies() {
        let mut pair = |earlier, later| in_order(policy.file, earlier, later, findings);
        pair((&policy.issued, "发布", "issued"), (&policy.effective, "施行", "effective"));
        pair((&policy.effective, "施行", "effective"), (&policy.expires, "有效期届满", "expires"));
        pair((&policy.effective, "施行", "effective"), (&policy.repealed, "废止", "repealed"));
    }
    for project in cx.projects() {
        let mut pair = |earlier, later| in_order(project.file, earlier, later, findings);
        for evidence in &project.evidence {
            pair((&evidence.issued, "出具", "issued"), (&evidence.expires, "届满", "expires"));
        }
        for waiver in &project.waivers {
            pair((&waiver.approved, "批准", "approved"), (&waiver.until, "截止", "until"));
        }
        for order in &project.orders {
            pair((&order.issued, "下达", "issued"), (&order.deadline, "期限", "deadline"));
            pair((&order.issued, "下达", "issued"), (&order.closed, "办结", "closed"));
        }
    }
}

fn in_order(file: FileId, earlier: NamedDate<'_>, later: NamedDate<'_>, findings: &mut Findings<'_>) {
    let ((Some(first), first_zh, first_en), (Some(then), then_zh, then_en)) = (earlier, later) else { return };
    if then.value >= first.value {
        return;
    }
    let (first_day, then_day) = (first.value, then.value);
    findings
        .report(
            file,
            then.span,
            message!(
                "{then_zh}（{then_day}）早于{first_zh}（{first_day}）",
                "`{then_en}` {then_day} is before `{first_en}` {first_day}"
            ),
            message!("核对两个日期", "check the two dates against the source"),
        )
        .because(file, first.span, message!("{first_zh}于 {first_day}", "{first_en} {first_day}"));
}

/// A standard cannot replace one that was issued after it.
fn successors(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (index, standard) in cx.standards() {
        let Some(issued) = &standard.issued else { continue };
        for predecessor in registry.predecessors(index) {
            let old = &registry.standards[predecessor];
            let Some(old_issued) = old.issued.as_ref().filter(|old| old.value > issued.value) else { continue };
            let (new, old_name, day, old_day) = (standard.name(), old.name(), issued.value, old_issued.value);
            findings
                .report(
                    standard.file,
                    issued.span,
                    message!(
                        "{new} 发布于 {day}，早于它所代替的 {old_name}",
                        "{new} was issued {day}, before {old_name}, which it replaces"
                    ),
                    message!("核对发布日期与 replaces", "check the dates of issue and `replaces`"),
                )
                .because(
                    old.file,
                    old_issued.span,
                    message!("{old_name} 发布于 {old_day}", "{old_name} was issued {old_day}"),
                );
        }
    }
}
