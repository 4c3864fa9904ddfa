//! `evidence-not-found`: a paper that is named by its path, and is not there.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "evidence-not-found",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "写明路径的证明材料不在那里",
        en: "a paper that is named by its path, and is not there",
    },
    document: include_str!("evidence_not_found.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (place, path) in cx.registry.absent_papers() {
        if !cx.asks_of(place.file) {
            continue;
        }
        findings.report(
            place.file,
            place.span,
            message!("没有 {path} 这个文件", "there is no file `{path}`"),
            message!(
                "改正路径，把文件放到那里，或写文件的名称和文号",
                "correct the path, put the file there, or write the paper's title and number instead"
            ),
        );
    }
}
