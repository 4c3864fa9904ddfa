//! `duplicate-id`: an id that a record gave up and another has.

use std::collections::HashMap;

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Kind, Span};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-id",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "曾用代码被另一记录使用",
        en: "an id that a record had before and another record has",
    },
    document: include_str!("duplicate_id.md"),
    run: Run::Registry(check),
};

/// What a record was called leads to it: so nobody else may be called so, nor have been called so.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.is_many()) {
        let mut first: HashMap<&str, (FileId, Span)> = HashMap::new();
        for record in registry.records(kind) {
            for id in record.formerly() {
                let own = registry.record(kind, &id.value).filter(|other| other.id() == id.value);
                // To have been called as one is called again is no clash.
                let other = own.filter(|other| other.file() != record.file());
                let other = other.map(|other| (other.file(), Span::default()));
                let other = other.or_else(|| first.get(id.value.as_str()).copied());
                match other {
                    Some((file, span)) if cx.asks_of(record.file()) => {
                        let (name, path) = (&id.value, registry.path(file));
                        let message = message!(
                            "曾用代码 {name} 也是 {path} 的",
                            "`{name}`, which it was called before, is {path} too"
                        );
                        let help = message!(
                            "另一记录改用别的代码（mulu rename），或从这里的 formerly 中删去它",
                            "give the other record another id with mulu rename, or take this one out of `formerly`"
                        );
                        let path = registry.path(file).to_owned();
                        findings.report(record.file(), id.span, message, help).because(
                            file,
                            span,
                            message!("另一记录：{path}", "the other record: {path}"),
                        );
                    }
                    Some(_) => {}
                    None => drop(first.insert(&id.value, (record.file(), id.span))),
                }
            }
        }
    }
}
