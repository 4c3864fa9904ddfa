//! `decision-rewritten`: a decision that was edited or removed instead of being followed by another.

use std::collections::BTreeMap;

use crate::check::base::{file_of, place_of, shown};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::rights::{Actor, FieldChange, FileChange, Op};

/// The rule.
pub static RULE: Rule = Rule {
    id: "decision-rewritten",
    group: RuleGroup::History,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "改动或删除了已经作出的决定",
        en: "a decision that was edited or removed instead of being followed by another",
    },
    document: include_str!("decision_rewritten.md"),
    run: Run::Registry(check),
};

/// Waivers, orders, accepted filings, duties that were done, closed cases: what the table of owners lets nobody change. Reviews have
/// a rule of their own, and so have records that are gone altogether.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for changed in base.changed.iter().filter(|changed| changed.new.is_some()) {
        // Each entry is told once, however many of its keys changed.
        let mut entries: BTreeMap<(&str, &str), Vec<&FieldChange>> = BTreeMap::new();
        for change in changed.fields.iter().filter(|change| is_decided(changed, change)) {
            let list = change.field.key.split('.').next().unwrap_or_default();
            entries.entry((list, &change.field.entry)).or_default().push(change);
        }
        for ((list, _), changes) in entries {
            report(cx, findings, changed, list, &changes);
        }
    }
}

fn is_decided(changed: &FileChange, change: &FieldChange) -> bool {
    let is_review = change.field.key.starts_with("review") && change.field.key != "review.proposed";
    changed.entitled(change) == Some(Actor::Nobody) && !is_review
}

fn report(
    cx: &CheckContext<'_>,
    findings: &mut Findings<'_>,
    changed: &FileChange,
    list: &str,
    changes: &[&FieldChange],
) {
    let file = file_of(cx.registry, changed);
    let name = changed.says("name").or_else(|| changed.says("number")).unwrap_or_else(|| changed.id());
    let name = shown(name);
    // Of an entry that is gone, the one that came in its place, if there is one.
    let new = changed.fields.iter().filter(|change| change.field.key == list && change.op() == Op::Set);
    let places = changes.iter().copied().chain(new).map(|change| place_of(cx.registry, file, change));
    let place = places.into_iter().find(|span| span.end > 0);
    let mut keys: Vec<&str> = changes.iter().filter_map(|change| change.field.key.rsplit('.').next()).collect();
    keys.dedup();
    let entry = changes.first().map_or("", |change| change.field.entry.as_str());
    let is_whole = |change: &&FieldChange| change.field.key == list && change.field.entry == entry;
    let removed = changed.fields.iter().find(is_whole).is_some_and(|change| change.op() == Op::Remove);
    let message = if removed {
        message!("{name} 原有的一项 [[{list}]] 被改动或删除", "a recorded [[{list}]] of {name} was edited or removed")
    } else {
        let keys = keys.join("、");
        let listed = keys.replace('、', ", ");
        message!(
            "{name} 的 [[{list}]] 改了已经定下的 {keys}",
            "`{listed}` of a [[{list}]] of {name} was decided, and changed"
        )
    };
    let help = message!(
        "恢复原来的记录；情况有变的，另加一项 [[{list}]]",
        "put the record back as it was; where things have changed, append another [[{list}]]"
    );
    findings.report(file, place.unwrap_or_default(), message, help).about("entry", entry);
}
