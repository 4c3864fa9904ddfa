//! `undated-conformance`: a declaration that does not say which edition.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::CitationTarget;

/// The rule.
pub static RULE: Rule = Rule {
    id: "undated-conformance",
    group: RuleGroup::Projects,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "项目声明符合标准，却没有写版本年份",
        en: "a declaration that does not say which edition",
    },
    document: include_str!("undated_conformance.md"),
    run: Run::Records(check),
};

/// A clause may cite without a year (不注日期引用), for it means the newest edition. A declaration says what was tested, and that was
/// one edition; when the next one appears, nobody could tell which.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        if super::is_retired(audit) {
            continue;
        }
        for standard in project.conformance.iter().filter_map(|declared| declared.standard.as_ref()) {
            let number = &standard.number;
            let CitationTarget::Family(_) = cx.registry.target(number) else { continue };
            let current = cx.registry.in_force(number, cx.day);
            let names: Vec<&str> = current.iter().map(|index| cx.registry.standards[*index].name()).collect();
            let help = if names.is_empty() {
                message!("写明版本年份", "write its year")
            } else {
                message!("现行版本是 {0}", "the edition in force is {0}", names.join("、"))
            };
            findings.report(
                project.file,
                standard.span,
                message!("声明符合 {number}，没有写版本年份", "{number} is declared without the year of its edition"),
                help,
            );
        }
    }
}
