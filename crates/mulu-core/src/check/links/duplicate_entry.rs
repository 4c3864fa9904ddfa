//! `duplicate-entry`: two entries for one thing.

use std::collections::HashMap;

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Agency, Docket, FileId, Project, Span, Waiver};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-entry",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "同一事项写了两次", en: "two entries for one thing" },
    document: include_str!("duplicate_entry.md"),
    run: Run::Records(check),
};

/// A filing, a declaration or a waiver for what there is one already: which of the two counts, nobody could tell.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    cx.agencies().for_each(|agency| filings(agency, findings));
    for project in cx.projects() {
        declarations(project, findings);
        waivers(project, findings);
    }
    cx.dockets().for_each(|docket| cases(docket, findings));
}

/// Of one procedure a platform gives each case a reference of its own.
fn cases(docket: &Docket, findings: &mut Findings<'_>) {
    let named = docket.cases.iter().filter_map(|case| {
        let (procedure, reference) = (case.procedure.as_ref()?, case.reference.as_ref()?);
        Some((format!("{} {}", procedure.value, reference.value), reference.span))
    });
    twice(docket.file, named, findings);
}

fn filings(agency: &Agency, findings: &mut Findings<'_>) {
    let filed = agency.adoptions.iter().filter_map(|filing| filing.standard.as_ref());
    let named = filed.map(|cited| (cited.number.canonical().to_owned(), cited.span));
    twice(agency.file, named, findings);
}

fn declarations(project: &Project, findings: &mut Findings<'_>) {
    let named = project.conformance.iter().filter_map(|declared| {
        let standard = declared.standard.as_ref().map(|cited| (cited.number.canonical().to_owned(), cited.span));
        standard.or_else(|| declared.clause.as_ref().map(|clause| (clause.value.clone(), clause.span)))
    });
    twice(project.file, named, findings);
}

/// A waiver that follows one that has run out is another; one while the first still holds is not.
fn waivers(project: &Project, findings: &mut Findings<'_>) {
    let target = |waiver: &Waiver| {
        let standard = waiver.standard.as_ref().map(|cited| cited.number.canonical().to_owned());
        (standard, waiver.clause.as_ref().map(|clause| clause.value.clone()))
    };
    let span = |waiver: &Waiver| {
        let clause = waiver.clause.as_ref().map(|clause| clause.span);
        clause.or(waiver.standard.as_ref().map(|cited| cited.span)).unwrap_or(waiver.span)
    };
    let mut earlier: HashMap<_, Vec<&Waiver>> = HashMap::new();
    for waiver in &project.waivers {
        let overlaps = |earlier: &&&Waiver| {
            let (Some(from), Some(until)) = (&waiver.approved, &waiver.until) else { return true };
            let (Some(first), Some(last)) = (&earlier.approved, &earlier.until) else { return true };
            first.value <= until.value && from.value <= last.value
        };
        let (standard, clause) = target(waiver);
        let alike = earlier.entry((standard.clone(), clause.clone())).or_default();
        if let Some(first) = alike.iter().find(overlaps) {
            report(project.file, &clause.or(standard).unwrap_or_default(), (span(first), span(waiver)), findings);
        }
        alike.push(waiver);
    }
}

fn twice(file: FileId, named: impl Iterator<Item = (String, Span)>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for (name, span) in named {
        match seen.get(&name) {
            Some(first) => report(file, &name, (*first, span), findings),
            None => drop(seen.insert(name, span)),
        }
    }
}

fn report(file: FileId, name: &str, (first, again): (Span, Span), findings: &mut Findings<'_>) {
    findings
        .report(
            file,
            again,
            message!("{name} 已经写过一次", "there is an entry for {name} already"),
            message!("合并为一处", "make one of the two"),
        )
        .because(file, first, message!("第一处", "the first"));
}
