//! `unknown-class`: a class that the standards system does not have.

use std::collections::{HashMap, HashSet};

use super::nearest::LookupBudget;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::parse::nearest;
use crate::references::{Reference, ReferenceTarget};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-class",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "没有这个分类", en: "a class that the standards system does not have" },
    document: include_str!("unknown_class.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let known = || registry.classes.iter().filter_map(|class| class.id.as_ref()).map(|id| id.value.as_str());
    let ids: HashSet<&str> = known().collect();
    let titled: HashMap<&str, &str> = registry
        .classes
        .iter()
        .filter_map(|class| Some((class.title.as_ref()?.value.as_str(), class.id.as_ref()?.value.as_str())))
        .collect();
    let mut guesses = LookupBudget::new();
    registry.each_reference_in(cx.files, &mut |Reference { to, place, .. }| {
        let ReferenceTarget::Class(id) = to else { return };
        if ids.contains(id) {
            return;
        }
        let titled = titled.get(id).copied();
        let help = match titled.or_else(|| guesses.near(|| nearest(id, known()))) {
            Some(near) if titled.is_some() => {
                message!("写代码 {near}，不写名称", "write its id `{near}`, not its title")
            }
            Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
            None => message!("分类见 standards/taxonomy.toml", "the classes are in standards/taxonomy.toml"),
        };
        findings.report(place.file, place.span, message!("没有“{id}”这个分类", "there is no class `{id}`"), help);
    });
}
