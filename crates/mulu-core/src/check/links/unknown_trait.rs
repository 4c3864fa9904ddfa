//! `unknown-trait`: a project trait that `book.toml` does not define, in a record or in a condition.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::{FileId, Spanned};
use crate::parse::nearest;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-trait",
    group: Group::Links,
    level: Level::Deny,
    summary: Phrase { zh: "没有这个项目特征", en: "a project trait that book.toml does not define" },
    document: include_str!("unknown_trait.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let traits = &cx.registry.config.traits;
    let mut look = |file: FileId, word: &Spanned<String>| {
        if traits.contains_key(&word.value) {
            return;
        }
        let id = &word.value;
        let help = match nearest(id, traits.keys().map(String::as_str)) {
            Some(near) => say!("是否要写 {near}？", "did you mean `{near}`?"),
            None => {
                say!("在 book.toml 的 [traits] 中写明 {id} 的含义", "say what `{id}` means in [traits] of book.toml")
            }
        };
        findings.report(file, word.span, say!("没有“{id}”这个项目特征", "there is no project trait `{id}`"), help);
    };
    for (_, standard) in cx.standards() {
        let words = standard.catalogue.iter().flat_map(|entry| &entry.applies_to);
        words.for_each(|word| look(standard.file, word));
    }
    for project in cx.projects() {
        project.traits.iter().for_each(|word| look(project.file, word));
    }
    for (place, compared) in cx.compared().filter(|(_, compared)| compared.name == "traits") {
        look(place.file, &Spanned { value: compared.word.clone(), span: place.span });
    }
}
