//! `id-clash`: records of several registries have one id.

use std::collections::BTreeMap;

use super::upstream_unavailable::request_of;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Kind};
use crate::registry::JOINED;

/// The rule.
pub static RULE: Rule = Rule {
    id: "id-clash",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "不同登记簿的记录用了同一个 id", en: "records of several registries have one id"
    },
    document: include_str!("id_clash.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut clashes: BTreeMap<(Kind, &str), Vec<(FileId, &str)>> = BTreeMap::new();
    for kind in JOINED {
        for record in registry.records(kind) {
            let Some(upstream) = registry.upstream_of(record.file()) else { continue };
            let clash = record.id().strip_prefix(upstream.id.as_str()).and_then(|rest| rest.strip_prefix(':'));
            if let Some(id) = clash {
                clashes.entry((kind, id)).or_default().push((record.file(), &upstream.id));
            }
        }
    }
    for ((kind, id), others) in clashes {
        let own = registry.record(kind, id).filter(|record| registry.is_own(record.file()));
        let Some((_, first)) = others.first().copied() else { continue };
        let (file, span) = match own {
            Some(record) => (record.file(), crate::model::Span::default()),
            None => (registry.config.file, request_of(registry, first)),
        };
        if !cx.asks_of(file) {
            continue;
        }
        let names: Vec<&str> = others.iter().map(|(_, upstream)| *upstream).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        let message = match own {
            Some(_) => message!("{id} 这个 id，{zh} 也在用", "the id `{id}` is also one of {en}"),
            None => message!("{id} 这个 id，{zh} 都在用", "the id `{id}` is used by each of {en}"),
        };
        let help = match own {
            Some(_) => message!(
                "改用另一个 id（mulu rename {id} …）；在此之前 {id} 指本登记簿的记录，{first}:{id} 指那一条",
                "give ours another one (`mulu rename {id} …`); until then `{id}` is ours, and `{first}:{id}` theirs"
            ),
            None => message!(
                "引用时写全名，如 {first}:{id}；接受这一点，就在 book.toml 写 [check] id-clash = \"note\"",
                "refer to one as `{first}:{id}`; where that is enough, write [check] id-clash = \"note\" in book.toml"
            ),
        };
        let finding = findings.report(file, span, message, help);
        finding.about("id", id);
        for (file, upstream) in others {
            finding.because(
                file,
                crate::model::Span::default(),
                message!(
                    "{upstream} 的记录，在此称 {upstream}:{id}",
                    "the record of `{upstream}`, called `{upstream}:{id}` here"
                ),
            );
        }
    }
}
