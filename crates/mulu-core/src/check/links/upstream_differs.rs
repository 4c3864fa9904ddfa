//! `upstream-differs`: two registries say different things of one standard.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Place, Spanned, Standard};

/// The rule.
pub static RULE: Rule = Rule {
    id: "upstream-differs",
    group: RuleGroup::Links,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "对同一标准，本登记簿与所依据的登记簿记载不同",
        en: "this registry and one that it depends on say different things of a standard",
    },
    document: include_str!("upstream_differs.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for shadowed in registry.shadowed() {
        let Some(upstream) = registry.upstreams().get(shadowed.upstream) else { continue };
        let Some(theirs) = upstream.registry.standards.get(shadowed.place) else { continue };
        let Some(number) = theirs.number.as_ref().map(|cited| &cited.number) else { continue };
        let Some(own) = registry.standard_of(number).and_then(|place| registry.standards.get(place)) else { continue };
        if !registry.is_own(own.file) || !cx.asks_of(own.file) {
            continue;
        }
        for (key, ours, there) in facts(own).into_iter().zip(facts(theirs)).filter_map(differ) {
            let id = &upstream.id;
            let (value, other) = (&ours.value, &there.value);
            let finding = findings.report(
                own.file,
                ours.span,
                message!("{key} 这里是 {value}，{id} 记的是 {other}", "`{key}` is {value} here and {other} in `{id}`"),
                message!(
                    "以原文为准：这里错了就改正（mulu correct），那里错了就告知 {id}",
                    "see what the document says: correct ours (`mulu correct`), or tell `{id}`"
                ),
            );
            finding.about("upstream", id.as_str());
            if let Some(place) = registry.place_here(upstream, Place { file: theirs.file, span: there.span }) {
                finding.because(place.file, place.span, message!("{id} 的记载", "what `{id}` says"));
            }
        }
    }
}

/// The facts of a standard that do not depend on who records it.
fn facts(standard: &Standard) -> [(&'static str, Option<Spanned<String>>); 4] {
    let day = |day: &Option<Spanned<crate::day::Day>>| {
        day.as_ref().map(|day| Spanned { value: day.value.to_string(), span: day.span })
    };
    [
        ("title", standard.title.clone()),
        ("issued", day(&standard.issued)),
        ("effective", day(&standard.effective)),
        ("withdrawn", day(&standard.withdrawn)),
    ]
}

/// What both registries say, and say differently. What one of them does not say is no contradiction.
type Contradictions = (&'static str, Option<Spanned<String>>);
fn differ(
    ((key, ours), (_, theirs)): (Contradictions, Contradictions),
) -> Option<(&'static str, Spanned<String>, Spanned<String>)> {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let (ours, theirs) = (ours?, theirs?);
    (plain(&ours.value) != plain(&theirs.value)).then_some((key, ours, theirs))
}
