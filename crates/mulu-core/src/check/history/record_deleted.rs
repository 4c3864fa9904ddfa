//! `record-deleted`: a record that was removed instead of being withdrawn.

use crate::check::base::shown;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "record-deleted",
    group: RuleGroup::History,
    level: Severity::Deny,
    summary: StaticMessage { zh: "删除了记录", en: "a record that was removed instead of being withdrawn" },
    document: include_str!("record_deleted.md"),
    run: Run::Registry(check),
};

/// What was published is asked for years later: a record says that it ended, and stays. A renamed record is not gone, and a
/// sample never was a fact.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for gone in base.changed.iter().filter(|changed| changed.new.is_none() && changed.said("sample") != Some("true")) {
        let Some((kind, ending)) = gone.kind.and_then(|kind| Some((kind, kind.declaration().ending?))) else {
            continue;
        };
        let help =
            Message { zh: format!("恢复该文件；{}", ending.zh), en: format!("put the file back; {}", ending.en) };
        let path = shown(gone.path());
        let message = message!("删除了 {path}", "{path} was removed");
        // The file is not there to point at: the registry's own file stands in for it.
        let finding = findings.report(cx.registry.config.file, Span::default(), message, help);
        finding.kind = kind;
        gone.id().clone_into(&mut finding.record);
    }
}
