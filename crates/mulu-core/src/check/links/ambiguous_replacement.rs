//! `ambiguous-replacement`: an undated number in `replaces` that does not say which edition.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "ambiguous-replacement",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "代替的编号没有年份，不知是哪一版",
        en: "a replaced number without a year that may be several editions",
    },
    document: include_str!("ambiguous_replacement.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (index, standard) in cx.standards() {
        for cited in standard.replaces.iter().chain(&standard.partly_replaces) {
            let number = &cited.number;
            if number.is_dated() || number.is_opaque() || registry.standard_of(number).is_some() {
                continue;
            }
            let editions = registry.replaceable(index, number);
            if editions.len() < 2 {
                continue;
            }
            let names: Vec<&str> = editions.iter().map(|edition| registry.standards[*edition].name()).collect();
            let (count, names) = (names.len(), names.join("、"));
            findings.report(
                standard.file,
                cited.span,
                message!(
                    "“{number}”可能是 {count} 个版本之一，未计作代替",
                    "`{number}` may be one of {count} editions, and replaces none"
                ),
                message!("写明年份：{names}", "write the year: {names}"),
            );
        }
    }
}
