//! `upstream-unavailable`: a registry that this one depends on cannot be read.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Span;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "upstream-unavailable",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "读不到所依据的登记簿", en: "a registry that this one depends on cannot be read"
    },
    document: include_str!("upstream_unavailable.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let book = registry.config.file;
    if !cx.asks_of(book) {
        return;
    }
    for missing in registry.missing_upstreams() {
        let id = &missing.id;
        let why = &missing.why;
        let message = Message {
            zh: format!("读不到所依据的登记簿 {id}：{}", why.zh),
            en: format!("the registry `{id}` that this one depends on cannot be read: {}", why.en),
        };
        let help = message!(
            "不再依据它，就删去这个 [[upstream]]；否则按上面所说的处理",
            "remove this [[upstream]] if it is no longer needed; otherwise follow the remedy above"
        );
        findings.report(book, request_of(registry, id), message, help).about("upstream", id.as_str());
    }
}

/// Where `book.toml` names an upstream; of one that only another upstream names, the first that it does name.
pub(super) fn request_of(registry: &Registry, id: &str) -> Span {
    let requests = &registry.config.upstreams;
    let own = requests.iter().find(|request| request.id.value == id).or(requests.first());
    own.map_or_else(Span::default, |request| request.id.span)
}
