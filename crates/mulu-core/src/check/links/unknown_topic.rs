//! `unknown-topic`: a topic that none of the record's classes has.

use std::collections::HashMap;

use super::nearest::LookupBudget;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::parse::nearest;
use crate::references::{HasReferences, Reference, ReferenceTarget};
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-topic",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "没有这个主题，或它不属于本标准的分类",
        en: "a topic that none of the record's classes has",
    },
    document: include_str!("unknown_topic.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let homes_of = classes_by_topic(registry);
    let mut guesses = LookupBudget::new();
    for (_, standard) in cx.standards() {
        let own = |class: &str| standard.classes.iter().any(|id| id.value == class);
        standard.each_reference(&mut |Reference { to, place, .. }| {
            let ReferenceTarget::Topic(id) = to else { return };
            let homes = homes_of.get(id).map_or(&[][..], Vec::as_slice);
            if homes.iter().any(|class| own(class)) {
                return;
            }
            let (message, help) = match homes.first() {
                Some(home) => (
                    message!(
                        "主题“{id}”属于分类 {home}，本标准不在其中",
                        "topic `{id}` belongs to class `{home}`, which this record is not in"
                    ),
                    message!(
                        "在 classes 中加上 {home}，或换一个主题",
                        "add `{home}` to `classes`, or choose another topic"
                    ),
                ),
                None => {
                    (message!("没有“{id}”这个主题", "there is no topic `{id}`"), unknown(registry, id, &mut guesses))
                }
            };
            findings.report(place.file, place.span, message, help);
        });
    }
}

fn topics(registry: &Registry) -> impl Iterator<Item = (&str, &str)> {
    registry.classes.iter().flat_map(|class| {
        let class_id = class.id.as_ref().map_or("", |id| id.value.as_str());
        class.topics.iter().filter_map(move |topic| topic.id.as_ref().map(|id| (class_id, id.value.as_str())))
    })
}

/// The classes that have each topic, in the taxonomy's order.
fn classes_by_topic(registry: &Registry) -> HashMap<&str, Vec<&str>> {
    let mut homes: HashMap<&str, Vec<&str>> = HashMap::new();
    for (class, topic) in topics(registry) {
        homes.entry(topic).or_default().push(class);
    }
    homes
}

fn unknown(registry: &Registry, id: &str, guesses: &mut LookupBudget) -> crate::message::Message {
    match guesses.near(|| nearest(id, topics(registry).map(|(_, id)| id))) {
        Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
        None => message!("主题见 standards/taxonomy.toml", "the topics are in standards/taxonomy.toml"),
    }
}
