//! Faults of `[check]` itself: rules that do not exist, and rules that cannot be turned off.

use crate::finding::Finding;
use crate::message;
use crate::parse::Reading;
use crate::registry::Registry;

use super::context::Findings;
use super::{rule, rules};

/// Checks the keys of `[check]`.
pub fn check(registry: &Registry) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, level) in &registry.config.levels {
        let (reading, message, help) = match rule(id) {
            None => {
                let near = rules().map(|rule| rule.id).max_by(|a, b| {
                    strsim::jaro_winkler(id, a).total_cmp(&strsim::jaro_winkler(id, b)).then_with(|| b.cmp(a))
                });
                let near = near.unwrap_or_default();
                (
                    Reading::UnknownKey,
                    message!("没有 `{id}` 这条规则", "there is no rule `{id}`"),
                    message!(
                        "是否要写 `{near}`？全部规则见 mulu explain",
                        "did you mean `{near}`? `mulu explain` lists them all"
                    ),
                )
            }
            Some(rule) if rule.is_locked() => (
                Reading::InvalidValue,
                message!("规则 `{id}` 的级别不能更改", "the level of `{id}` cannot be changed"),
                message!(
                    "删去这一行：读不懂的文件不能放行",
                    "remove this line: what cannot be read cannot be waved through"
                ),
            ),
            Some(_) => continue,
        };
        let Some(reading) = rule(reading.id()) else { continue };
        let mut findings = Findings::of(reading, registry);
        findings.report(registry.config.file, level.span, message, help);
        found.extend(findings.finish());
    }
    found
}
