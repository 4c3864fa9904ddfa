//! `unknown-trait`: a project trait that `book.toml` does not define, in a record or in a condition.

use super::nearest::LookupBudget;
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Place;
use crate::parse::nearest;
use crate::references::{Reference, ReferenceTarget};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-trait",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "没有这个项目特征", en: "a project trait that book.toml does not define" },
    document: include_str!("unknown_trait.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let traits = &cx.registry.config.traits;
    let mut guesses = LookupBudget::new();
    let mut look = |place: Place, id: &str| {
        // `*` is every project, whatever it is.
        if id == "*" || traits.contains_key(id) {
            return;
        }
        let help = match guesses.near(|| nearest(id, traits.keys().map(String::as_str))) {
            Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
            None => {
                message!(
                    "在 book.toml 的 [traits] 中写明 {id} 的含义",
                    "say what `{id}` means in [traits] of book.toml"
                )
            }
        };
        findings.report(
            place.file,
            place.span,
            message!("没有“{id}”这个项目特征", "there is no project trait `{id}`"),
            help,
        );
    };
    cx.registry.each_reference_in(cx.files, &mut |Reference { to, place, .. }| {
        if let ReferenceTarget::Trait(word) = to {
            look(place, word);
        }
    });
    for (place, compared) in cx.compared().filter(|(_, compared)| compared.name == "traits") {
        look(place, &compared.word);
    }
}
