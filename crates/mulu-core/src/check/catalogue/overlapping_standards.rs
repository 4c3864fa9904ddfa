//! `overlapping-standards`: two listed standards that cover the same topic for the same projects.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use std::collections::BTreeMap;

use crate::day::Status;
use crate::model::{Cited, Span, Spanned, Standard};
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "overlapping-standards",
    group: Group::Catalogue,
    level: Level::Warn,
    summary: Phrase {
        zh: "两项列入目录的标准内容交叉",
        en: "two listed standards that cover the same topic for the same projects",
    },
    document: include_str!("overlapping_standards.md"),
    run: Run::Registry(check),
};

/// Art. 4 (3): the system avoids overlap. Parts of one series and a partial replacement share a topic rightly.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut by_topic: BTreeMap<&str, Vec<(&Standard, Span)>> = BTreeMap::new();
    // Where one file is asked of, only its own topics matter.
    for (_, standard) in cx.standards() {
        by_topic.extend(standard.topics.iter().map(|topic| (topic.value.as_str(), Vec::new())));
    }
    if by_topic.is_empty() {
        return;
    }
    for (index, standard) in registry.standards.iter().enumerate() {
        if standard.listed_on(cx.day).is_some() && registry.status(index, cx.day) == Status::Current {
            for topic in &standard.topics {
                if let Some(entries) = by_topic.get_mut(topic.value.as_str()) {
                    entries.push((standard, topic.span));
                }
            }
        }
    }
    for (topic, entries) in by_topic {
        for (at, (standard, span)) in entries.iter().enumerate() {
            let Some((other, other_span)) = entries[..at].iter().find(|(other, _)| overlap(other, standard)) else {
                continue;
            };
            let (name, first) = (standard.name(), other.name());
            findings
                .report(
                    standard.file,
                    *span,
                    say!("{name} 与 {first} 都覆盖主题 {topic}，适用的项目也相同", "{name} and {first} cover topic {topic} for the same projects"),
                    say!(
                        "确认两者是否重复：移出一项，或用 applies_to、when 分清范围，或把主题分细",
                        "see whether they repeat each other: delist one, narrow one by `applies_to` or `when`, or split the topic"
                    ),
                )
                .because(other.file, *other_span, say!("{first} 的同一主题", "the same topic of {first}"));
        }
    }
}

fn overlap(a: &Standard, b: &Standard) -> bool {
    !same_series(a, b) && !partly_replaces(a, b) && !partly_replaces(b, a) && scope(a) == scope(b)
}

fn same_series(a: &Standard, b: &Standard) -> bool {
    let series = |standard: &Standard| {
        let number = standard.number.as_ref().map(|cited| cited.number.clone())?;
        Some((number.prefix().to_owned(), number.serial()?.to_owned()))
    };
    series(a).is_some_and(|series_a| series(b) == Some(series_a))
}

fn partly_replaces(a: &Standard, b: &Standard) -> bool {
    let names_b = |cited: &Spanned<Cited>| b.number.as_ref().is_some_and(|own| own.number == cited.number);
    a.partly_replaces.iter().any(names_b)
}

/// Whom a listed standard concerns: its traits and its condition.
fn scope(standard: &Standard) -> (Vec<&str>, &str) {
    let Some(entry) = &standard.catalogue else { return Default::default() };
    let mut traits: Vec<&str> = entry.applies_to.iter().map(|word| word.value.as_str()).collect();
    traits.sort_unstable();
    (traits, entry.when.as_ref().map_or("", |when| when.value.as_str()))
}
