//! `duplicate-number`: two records with one number or id.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{FileId, Span};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-number",
    group: RuleGroup::Numbers,
    level: Severity::Deny,
    summary: StaticMessage { zh: "编号或代码重复", en: "two records with one number or id" },
    document: include_str!("duplicate_number.md"),
    run: Run::Records(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (index, standard) in cx.standards() {
        let Some(cited) = &standard.number else { continue };
        let first = registry.standard_of(&cited.number).map(|first| (first, &registry.standards[first]));
        if let Some((_, first)) = first.filter(|(first, _)| *first != index) {
            let span = first.number.as_ref().map_or_else(Span::default, |cited| cited.span);
            again(cited.number.canonical(), (standard.file, cited.span), (first.file, span), findings);
        }
    }
    let mut id = |id: &str, file: FileId, first: Option<FileId>| {
        if let Some(first) = first.filter(|first| *first != file) {
            again(id, (file, Span::default()), (first, Span::default()), findings);
        }
    };
    for (_, own) in cx.standards() {
        id(&own.id, own.file, registry.standard(&own.id).map(|first| registry.standards[first].file));
    }
    for own in cx.policies() {
        id(&own.id, own.file, registry.policy(&own.id).map(|first| registry.policies[first].file));
    }
    for own in cx.agencies() {
        id(&own.id, own.file, registry.agency(&own.id).map(|first| registry.agencies[first].file));
    }
    for own in cx.projects() {
        id(&own.id, own.file, registry.project(&own.id).map(|first| registry.projects[first].file));
    }
}

fn again(
    id: &str,
    (file, span): (FileId, Span),
    (first_file, first_span): (FileId, Span),
    findings: &mut Findings<'_>,
) {
    findings
        .report(
            file,
            span,
            message!("“{id}”已另有记录", "`{id}` is recorded twice"),
            message!("合并两处，或改正其中一处", "merge the two, or correct one of them"),
        )
        .because(first_file, first_span, message!("先在此处", "first here"));
}
