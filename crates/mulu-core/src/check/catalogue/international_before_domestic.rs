//! `international-before-domestic`: an international document listed where a domestic standard exists.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Status;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Standard;
use crate::number::Level;

/// The rule.
pub static RULE: Rule = Rule {
    id: "international-before-domestic",
    group: RuleGroup::Catalogue,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "已有国内标准，目录却列了国际标准",
        en: "an international document listed where a domestic standard exists",
    },
    document: include_str!("international_before_domestic.md"),
    run: Run::Registry(check),
};

/// International documents are for what no national, industry or local standard covers yet, listed or not.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let listed = |(index, standard): &(usize, &Standard)| {
        standard.listed_on(cx.day).is_some() && registry.status(*index, cx.day) == Status::Current
    };
    let is_international = |(_, standard): &(usize, &Standard)| standard.level() == Some(Level::International);
    let mut international = cx.standards().filter(is_international).filter(listed).peekable();
    if international.peek().is_none() {
        return;
    }
    let in_force = |(index, other): &(usize, &Standard)| {
        registry.is_domestic_here(other)
            && !registry.is_part(*index)
            && registry.status(*index, cx.day) == Status::Current
    };
    let mut entries: Vec<(usize, &Standard)> = registry.standards.iter().enumerate().filter(in_force).collect();
    // What is listed is told before what is only known.
    entries.sort_by_key(|(_, other)| other.listed_on(cx.day).is_none());
    for (_, standard) in international {
        for topic in &standard.topics {
            let domestic = entries
                .iter()
                .map(|(_, other)| *other)
                .find(|other| other.topics.iter().any(|own| own.value == topic.value));
            let Some(domestic) = domestic else { continue };
            let (name, other, id) = (standard.name(), domestic.name(), &topic.value);
            findings
                .report(
                    standard.file,
                    topic.span,
                    message!(
                        "主题 {id} 已有国内标准 {other}，目录却列了 {name}",
                        "{name} is listed for topic {id}, which {other} covers"
                    ),
                    message!(
                        "列入 {other}，将 {name} 移出目录，或改其主题",
                        "list {other} and delist {name}, or correct its topics"
                    ),
                )
                .because(domestic.file, domestic.name_span(), message!("国内标准", "the domestic standard"));
        }
    }
}
