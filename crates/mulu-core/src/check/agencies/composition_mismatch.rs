//! `composition-mismatch`: a duty was done by a meeting that was not made up as the clause has it.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "composition-mismatch",
    group: RuleGroup::Agencies,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "会议成员的构成比例与条款不符",
        en: "a meeting that was not made up in the clause's proportion",
    },
    document: include_str!("composition_mismatch.md"),
    run: Run::Records(check),
};

/// What was done while the measure was in force. Where a record does not say who sat, that is a question, and no fault.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for agency in cx.agencies() {
        for done in &agency.done {
            let (Some(named), Some(date)) = (&done.duty, &done.date) else { continue };
            let Some((clause, duty)) = cx.registry.recurring_duty(&named.value) else { continue };
            let Some(asked) = duty.composition.as_ref().filter(|_| date.value <= cx.day) else { continue };
            if !clause.is_in_force(date.value) {
                continue;
            }
            let (reference, day, wanted) = (&named.value, date.value, &asked.value);
            let finding = match &done.composition {
                Some(own) if own.value.has_proportion_of(wanted) => continue,
                Some(own) => {
                    let is = &own.value;
                    findings.report(
                        agency.file,
                        own.span,
                        message!(
                            "{day} 的 {reference}：成员构成是 {is}，条款要求 {wanted}",
                            "{reference} on {day} was done by {is}; the clause asks for {wanted}"
                        ),
                        message!(
                            "核对会议的签到；确实如此的，留作记录",
                            "check who sat; where it is right, it stays on record"
                        ),
                    )
                }
                None => {
                    let finding = findings.report(
                        agency.file,
                        named.span,
                        message!(
                            "{day} 的 {reference}：没有写成员构成，条款要求 {wanted}",
                            "{reference} on {day} does not say who sat; the clause asks for {wanted}"
                        ),
                        message!(
                            "补上 composition = \"{wanted}\" 这样的实到人数",
                            "add how many of each sat, such as composition = \"{wanted}\""
                        ),
                    );
                    finding.at_most_note()
                }
            };
            finding.about("date", day.to_string()).citing(Some(clause.reference()));
            finding.because(clause.policy.file, asked.span, message!("条款的比例", "the clause's proportion"));
        }
    }
}
