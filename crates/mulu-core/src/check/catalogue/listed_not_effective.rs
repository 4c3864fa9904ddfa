//! `listed-not-effective`: a standard listed before it is effective.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "listed-not-effective",
    group: RuleGroup::Catalogue,
    level: Severity::Deny,
    summary: StaticMessage { zh: "列入目录时标准尚未实施", en: "a standard listed before it is effective" },
    document: include_str!("listed_not_effective.md"),
    run: Run::Records(check),
};

/// What is not in force yet cannot be followed yet: until then it is proposed.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (index, standard) in cx.standards() {
        let Some(entry) = standard.listed_on(cx.day) else { continue };
        let Some(listed) = &entry.listed else { continue };
        // A date that could not be read is a finding of its own; that it is missing would be false.
        if standard.effective.is_none() && cx.registry.has_faults(standard.file) {
            continue;
        }
        let dates = cx.registry.dates(index);
        let unknown = dates.effective.is_none() && dates.successor_issued.is_some();
        if unknown || dates.effective.is_some_and(|effective| effective <= listed.value) {
            continue;
        }
        let (name, day) = (standard.name(), listed.value);
        let finding = findings.report(
            standard.file,
            listed.span,
            message!(
                "{name} 于 {day} 列入目录，当时尚未实施",
                "{name} was listed on {day}, when it was not in force yet"
            ),
            message!(
                "列入日期不早于实施日期；在此之前写 status = \"proposed\"",
                "list it from the day it is effective; until then write status = \"proposed\""
            ),
        );
        match &standard.effective {
            Some(effective) => {
                let day = effective.value;
                finding.because(standard.file, effective.span, message!("{day} 起实施", "effective {day}"));
            }
            None => {
                let message = message!("没有实施日期", "it has no `effective` date");
                finding.because(standard.file, standard.name_span(), message);
            }
        }
    }
}
