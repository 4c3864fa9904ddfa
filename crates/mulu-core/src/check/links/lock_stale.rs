//! `lock-stale`: `book.toml` asks for something else than `book.lock` pins.

use super::upstream_unavailable::request_of;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::upstream::url_key;

/// The rule.
pub static RULE: Rule = Rule {
    id: "lock-stale",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "book.lock 与 book.toml 不一致",
        en: "book.lock pins something else than book.toml asks for",
    },
    document: include_str!("lock_stale.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let book = registry.config.file;
    let Some(lock) = registry.lock().filter(|_| cx.asks_of(book)) else { return };
    for request in &registry.config.upstreams {
        let id = &request.id.value;
        let Some(pin) = lock.pin(id) else { continue };
        let rev = request.rev.as_ref().map_or(request.span, |rev| rev.span);
        let differs = [
            (url_key(&request.url.value) != url_key(&pin.url), request.url.span, &request.url.value, &pin.url),
            (request.rev() != pin.rev, rev, &request.rev().to_owned(), &pin.rev),
        ];
        for (_, span, requested, pinned) in differs.into_iter().filter(|(differs, ..)| *differs) {
            findings.report(
                book,
                span,
                message!(
                    "{id}：book.toml 写的是 {requested}，book.lock 锁定的是 {pinned}",
                    "`{id}`: book.toml asks for `{requested}`, book.lock pins `{pinned}`"
                ),
                message!(
                    "运行 mulu update {id}，或改回 book.toml",
                    "run `mulu update {id}`, or take the change of book.toml back"
                ),
            );
        }
    }
    let is_used = |id: &str| {
        registry.upstream(id).is_some() || registry.config.upstreams.iter().any(|request| request.id.value == id)
    };
    let is_read = registry.missing_upstreams().is_empty();
    for pin in lock.pins.iter().filter(|pin| is_read && !is_used(&pin.id)) {
        let id = &pin.id;
        findings.report(
            book,
            request_of(registry, id),
            message!("book.lock 锁定了没有人依据的 {id}", "book.lock pins `{id}`, which nothing depends on"),
            message!("运行 mulu update", "run `mulu update`"),
        );
    }
}
