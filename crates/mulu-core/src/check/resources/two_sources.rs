//! `two-sources`: two agencies of one government provide the same.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use std::collections::HashMap;

use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Resource, Span, Spanned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "two-sources",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "同一信息由两个单位提供（一数一源）", en: "one thing from two sources"
    },
    document: include_str!("two_sources.md"),
    run: Run::Registry(check),
};

/// One name, or one item that identifies nothing and is not taken from another resource. What identifies is in many resources by
/// its nature; governments keep their own.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut first: HashMap<(&str, bool, &str), (&str, FileId, Span)> = HashMap::new();
    for resource in &registry.resources {
        let (Some(provider), Some(at)) = (&resource.provider, registry.jurisdiction_shared_in(resource)) else {
            continue;
        };
        for (is_item, name) in provides(resource) {
            let key = (at.value.as_str(), is_item, name.value.trim());
            let (other, file, span) = *first.entry(key).or_insert((&provider.value, resource.file, name.span));
            if other == provider.value || !cx.asks_of(resource.file) {
                continue;
            }
            let other = registry.agency(other).map_or(other, |other| registry.agencies[other].display_name());
            let value = &name.value;
            let message = if is_item {
                message!("信息项“{value}”{other}也提供", "the item `{value}` is provided by {other}, too")
            } else {
                message!("{other}也提供“{value}”", "{other} provides `{value}`, too")
            };
            let help = if is_item {
                message!(
                    "由一个单位提供，其他单位经平台取用并写 from = \"资源代码\"",
                    "let one agency provide it; the others take it from the platform, and say so: from = \"RESOURCE\""
                )
            } else {
                message!(
                    "定一个单位为来源，另一个改为取用，或者改名说明不同",
                    "settle which agency is its source, or give what differs another name"
                )
            };
            findings.report(resource.file, name.span, message, help).because(
                file,
                span,
                message!("另一个来源", "the other source"),
            );
        }
    }
}

fn provides(resource: &Resource) -> impl Iterator<Item = (bool, &Spanned<String>)> {
    let own = resource.items.iter().filter(|item| item.identifier.is_none() && item.from.is_none());
    resource.name.iter().map(|name| (false, name)).chain(own.filter_map(|item| Some((true, item.name.as_ref()?))))
}
