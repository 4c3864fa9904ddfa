//! `drafting-out-of-order`: steps of drafting in the wrong order.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{CONSULTATION, Drafting, FileId, STEPS};

/// The rule.
pub static RULE: Rule = Rule {
    id: "drafting-out-of-order",
    group: RuleGroup::Drafting,
    level: Severity::Deny,
    summary: StaticMessage { zh: "制定程序的步骤先后颠倒", en: "steps of drafting in the wrong order" },
    document: include_str!("drafting_out_of_order.md"),
    run: Run::Records(check),
};

/// The six steps in Chinese, as Changsha's measure names them.
pub const STEPS_ZH: [&str; 6] = ["项目申请", "批准立项", "组织起草", "征求意见", "组织评审", "批准发布"];

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (_, standard) in cx.standards() {
        let Some(drafting) = &standard.drafting else { continue };
        out_of_order(standard.file, drafting, findings);
        consultation(standard.file, drafting, findings);
    }
}

fn out_of_order(file: FileId, drafting: &Drafting, findings: &mut Findings<'_>) {
    let dated: Vec<_> =
        drafting.steps.iter().enumerate().filter_map(|(at, date)| date.as_ref().map(|d| (at, d))).collect();
    for pair in dated.windows(2) {
        let [(first, earlier), (then, later)] = pair else { continue };
        if later.value >= earlier.value {
            continue;
        }
        let (step, zh, before, before_zh) = (STEPS[*then], STEPS_ZH[*then], STEPS[*first], STEPS_ZH[*first]);
        let (day, earlier_day) = (later.value, earlier.value);
        findings
            .report(
                file,
                later.span,
                message!(
                    "“{zh}”（{day}）早于“{before_zh}”（{earlier_day}）",
                    "`{step}` {day} is before `{before}` {earlier_day}"
                ),
                message!("核对两个日期", "check the two dates"),
            )
            .because(file, earlier.span, message!("{before_zh}", "{before}"));
    }
}

/// A consultation ends after it began, and before the evaluation.
fn consultation(file: FileId, drafting: &Drafting, findings: &mut Findings<'_>) {
    let Some(until) = &drafting.consultation_until else { return };
    let end = until.value;
    if let Some(begun) = drafting.steps[CONSULTATION].as_ref().filter(|begun| begun.value > end) {
        findings
            .report(
                file,
                until.span,
                message!("征求意见的截止日早于开始日", "the consultation ends before it begins"),
                message!("核对两个日期", "check the two dates"),
            )
            .because(file, begun.span, message!("开始", "begun"));
    }
    if let Some(evaluated) = drafting.steps[CONSULTATION + 1].as_ref().filter(|evaluated| evaluated.value < end) {
        findings
            .report(
                file,
                evaluated.span,
                message!("征求意见尚未截止即组织评审", "evaluated before the consultation ended"),
                message!("评审不早于征求意见截止之日", "evaluate no earlier than the consultation's last day"),
            )
            .because(file, until.span, message!("截止于 {end}", "open until {end}"));
    }
}
