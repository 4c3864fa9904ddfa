//! `duplicate-number`: two records with one number or id.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use std::collections::HashMap;

use crate::model::{FileId, Span};
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-number",
    group: Group::Numbers,
    level: Level::Deny,
    summary: Phrase { zh: "编号或代码重复", en: "two records with one number or id" },
    document: include_str!("duplicate_number.md"),
    run: Run::Registry(check),
};

type Seen<'r> = HashMap<&'r str, (FileId, Span)>;

/// Numbers are unique, and so are the ids of records, since links and page addresses are made of them. The ids of what a record
/// holds, such as clauses and classes, are looked at while it is read.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut numbers = Seen::new();
    for standard in &registry.standards {
        if let Some(cited) = &standard.number {
            once(&mut numbers, cited.number.canonical(), (standard.file, cited.span), findings);
        }
    }
    records(registry.standards.iter().map(|standard| (standard.id.as_str(), standard.file)), findings);
    records(registry.policies.iter().map(|policy| (policy.id.as_str(), policy.file)), findings);
    records(registry.agencies.iter().map(|agency| (agency.id.as_str(), agency.file)), findings);
    records(registry.projects.iter().map(|project| (project.id.as_str(), project.file)), findings);
}

/// File stems of one kind of record, which lie in several folders.
fn records<'r>(ids: impl Iterator<Item = (&'r str, FileId)>, findings: &mut Findings<'_>) {
    let mut seen = Seen::new();
    ids.for_each(|(id, file)| once(&mut seen, id, (file, Span::default()), findings));
}

fn once<'r>(seen: &mut Seen<'r>, id: &'r str, (file, span): (FileId, Span), findings: &mut Findings<'_>) {
    let Some((first_file, first_span)) = seen.get(id).copied() else {
        seen.insert(id, (file, span));
        return;
    };
    findings
        .report(
            file,
            span,
            say!("“{id}”已另有记录", "`{id}` is recorded twice"),
            say!("合并两处，或改正其中一处", "merge the two, or correct one of them"),
        )
        .because(first_file, first_span, say!("先在此处", "first here"));
}
