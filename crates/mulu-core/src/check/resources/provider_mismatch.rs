//! `provider-mismatch`: a resource that does not lie in the folder of its provider, or whose id another has.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "provider-mismatch",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "信息资源的文件夹不是提供方的代码，或者两个文件同名",
        en: "a resource in the folder of another agency, or under an id that is taken",
    },
    document: include_str!("provider_mismatch.md"),
    run: Run::Registry(check),
};

/// `resources/AGENCY/ID.toml`: the folder is the provider's id, and the id is one resource's in the whole registry.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for resource in cx.resources() {
        let path = registry.path(resource.file);
        let folder = path.rsplit('/').nth(1).unwrap_or_default();
        if let Some(provider) = resource.provider.as_ref().filter(|provider| provider.value != folder) {
            let own = &provider.value;
            findings.report(
                resource.file,
                provider.span,
                message!(
                    "提供方是 {own}，文件却在 resources/{folder}/",
                    "{own} provides it, but its file lies in resources/{folder}/"
                ),
                message!(
                    "移到 resources/{own}/，或改正 provider",
                    "move it to resources/{own}/, or correct `provider`"
                ),
            );
        }
        let first = registry.resource(&resource.id).and_then(|first| registry.resources.get(first));
        if let Some(first) = first.filter(|first| first.file != resource.file) {
            let (id, place) = (&resource.id, resource.name_span());
            let there = registry.path(first.file);
            findings.report(
                resource.file,
                place,
                message!("{id} 已是 {there} 的代码", "`{id}` is the id of {there} already"),
                message!(
                    "换一个文件名：其他记录和网页只认得第一个",
                    "give the file another name: other records and pages know the first alone"
                ),
            );
        }
    }
}
