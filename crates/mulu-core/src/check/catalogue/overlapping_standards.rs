//! `overlapping-standards`: two listed standards that cover the same topic for the same projects.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use std::collections::BTreeMap;

use crate::day::Status;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Cited, Span, Spanned, Standard};

/// The rule.
pub static RULE: Rule = Rule {
    id: "overlapping-standards",
    group: RuleGroup::Catalogue,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "两项标准内容交叉",
        en: "two standards that cover the same topic and may both concern one project",
    },
    document: include_str!("overlapping_standards.md"),
    run: Run::Registry(check),
};

/// The system avoids overlap: of what is listed, and of the city's own documents in force. Parts of one series and a partial replacement share a topic rightly.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut by_topic: BTreeMap<&str, Vec<(&Standard, Span)>> = BTreeMap::new();
    // Where some files are asked of, only their own topics matter.
    for (_, standard) in cx.standards() {
        by_topic.extend(standard.topics.iter().map(|topic| (topic.value.as_str(), Vec::new())));
    }
    if by_topic.is_empty() {
        return;
    }
    for (index, standard) in registry.standards.iter().enumerate() {
        let counts = standard.listed_on(cx.day).is_some() || standard.is_municipal();
        if counts && !registry.is_part(index) && cx.audits.status(index) == Status::Current {
            for topic in &standard.topics {
                if let Some(entries) = by_topic.get_mut(topic.value.as_str()) {
                    entries.push((standard, topic.span));
                }
            }
        }
    }
    for (topic, mut entries) in by_topic {
        // The city's own document is the one to correct: it stands behind the others, and is reported.
        entries.sort_by_key(|(standard, _)| standard.is_municipal());
        for (at, (standard, span)) in entries.iter().enumerate() {
            let Some((other, other_span)) = entries[..at].iter().find(|(other, _)| overlap(other, standard)) else {
                continue;
            };
            let (name, first) = (standard.name(), other.name());
            findings
                .report(
                    standard.file,
                    *span,
                    message!(
                        "{name} 与 {first} 都覆盖主题 {topic}，可能适用于同一项目",
                        "{name} and {first} cover topic {topic}, and may both concern one project"
                    ),
                    message!(
                        "确认两者是否重复：废止或移出一项，或用 applies_to、when 分清范围，或把主题分细",
                        "see whether they repeat each other: withdraw or delist one, narrow one by `applies_to` or `when`, or split the topic"
                    ),
                )
                .because(other.file, *other_span, message!("{first} 的同一主题", "the same topic of {first}"));
        }
    }
}

fn overlap(a: &Standard, b: &Standard) -> bool {
    !same_series(a, b) && !partly_replaces(a, b) && !partly_replaces(b, a) && may_share(a, b)
}

fn same_series(a: &Standard, b: &Standard) -> bool {
    let series_a = series(a);
    series_a.is_some() && series_a == series(b)
}

fn series(standard: &Standard) -> Option<(&str, &str)> {
    let number = &standard.number.as_ref()?.number;
    Some((number.prefix(), number.serial()?))
}

fn partly_replaces(a: &Standard, b: &Standard) -> bool {
    let names_b = |cited: &Spanned<Cited>| b.number.as_ref().is_some_and(|own| own.number == cited.number);
    a.partly_replaces.iter().any(names_b)
}

/// Whether two scopes can hold for one project. Traits do not rule that out: a project may have those of both. Conditions are one only where
/// each is the other's denial; what else they say is for a person to see.
fn may_share(a: &Standard, b: &Standard) -> bool {
    let when = |standard: &Standard| {
        let entry = standard.catalogue.as_ref();
        entry.and_then(|entry| entry.when.as_ref()).map(|when| when.value.trim().to_owned())
    };
    let (Some(a), Some(b)) = (when(a), when(b)) else { return true };
    let denies = |a: &str, b: &str| {
        a.strip_prefix('!').is_some_and(|rest| rest.trim_matches(['(', ')', ' ']) == b.trim_matches(['(', ')', ' ']))
    };
    !denies(&a, &b) && !denies(&b, &a)
}
