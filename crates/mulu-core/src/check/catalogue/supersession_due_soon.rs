//! `supersession-due-soon`: a listed standard that will be replaced soon.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "supersession-due-soon",
    group: RuleGroup::Catalogue,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "列入目录的标准即将被代替", en: "a listed standard that will be replaced soon"
    },
    document: include_str!("supersession_due_soon.md"),
    run: Run::Records(check),
};

/// A replacement that takes effect within `due-soon`: time to prepare the new edition's listing.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (index, standard) in cx.standards() {
        let Some(entry) = standard.listed_on(cx.day) else { continue };
        if registry.status(index, cx.day) != Status::Current {
            continue;
        }
        let Some((successor, on)) = registry.supersession(index, cx.day) else { continue };
        if cx.day < registry.config.review.due_soon.before(on) {
            continue;
        }
        let new = &registry.standards[successor];
        let (name, new_name) = (standard.name(), new.name());
        let span = entry.status.as_ref().map_or(entry.span, |status| status.span);
        let finding = findings.report(
            standard.file,
            span,
            message!("{name} 将于 {on} 被 {new_name} 代替", "{name} will be replaced by {new_name} on {on}"),
            message!(
                "准备在 {on} 将它移出目录，改列 {new_name}，并通知采用单位",
                "prepare to delist it on {on}, to list {new_name}, and to tell those who have filed it"
            ),
        );
        if let Some(effective) = &new.effective {
            finding.because(new.file, effective.span, message!("{on} 起实施", "effective {on}"));
        }
    }
}
