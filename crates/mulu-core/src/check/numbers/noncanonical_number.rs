//! `noncanonical-number`: a standard number that is not written canonically.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Cited, FileId, Spanned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "noncanonical-number",
    group: RuleGroup::Numbers,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "标准编号的写法不规范", en: "a standard number that is not written canonically"
    },
    document: include_str!("noncanonical_number.md"),
    run: Run::Records(check),
};

/// In files a number has one form, so that a plain text search finds every use of it. Input of other forms is understood.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut look = |file: FileId, cited: &Spanned<Cited>| {
        let Some(written) = &cited.written else { return };
        let canonical = cited.number.canonical();
        findings.report(
            file,
            cited.span,
            message!("“{written}”应写作“{canonical}”", "`{written}` is written `{canonical}`"),
            message!("改为 \"{canonical}\"：一个空格，半角连字符", "write \"{canonical}\": one space, an ASCII hyphen"),
        );
    };
    for (_, standard) in cx.standards() {
        let adopts = standard.adopts.iter().filter_map(|adopts| adopts.number.as_ref());
        let numbers = standard.number.iter().chain(&standard.replaces).chain(&standard.partly_replaces).chain(adopts);
        numbers.for_each(|cited| look(standard.file, cited));
    }
    for policy in cx.policies() {
        policy.clauses.iter().flat_map(|clause| &clause.mandates).for_each(|cited| look(policy.file, cited));
    }
    for agency in cx.agencies() {
        let filed = agency.adoptions.iter().filter_map(|filing| filing.standard.as_ref());
        let taught = agency.trainings.iter().flat_map(|training| &training.standards);
        filed.chain(taught).for_each(|cited| look(agency.file, cited));
    }
    for project in cx.projects() {
        let declared = project.conformance.iter().filter_map(|declared| declared.standard.as_ref());
        let waived = project.waivers.iter().filter_map(|waiver| waiver.standard.as_ref());
        declared.chain(waived).for_each(|cited| look(project.file, cited));
    }
}
