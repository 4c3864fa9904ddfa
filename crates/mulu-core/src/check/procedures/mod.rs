//! Procedures with time limits, and the cases that go through them.

use std::collections::HashMap;

use super::context::{CheckContext, Findings};
use super::rule::rules;
use crate::finding::Finding;
use crate::message::Message;
use crate::model::{Case, Clause, FileId, ProcedureStep, Span, Spanned};
use crate::registry::{CaseRef, CaseStep};

rules!(refused_without_reason, span_too_short, step_late, step_out_of_order);

/// The cases that are asked of, those of requests to share resources among them.
fn cases<'r>(cx: &CheckContext<'r>) -> impl Iterator<Item = CaseRef<'r>> + use<'r> {
    let registry = cx.registry;
    let cases = cx.dockets().flat_map(|file| file.cases.iter().filter_map(|case| registry.case_of(file, case)));
    cases.chain(cx.resources().flat_map(|resource| registry.requests_of(resource)))
}

/// Hands over every step of the cases that are asked of, where the measure asks for it on the day.
fn each_step<'r>(cx: &CheckContext<'r>, each: &mut dyn FnMut(CaseRef<'r>, CaseStep<'r>)) {
    for found in cases(cx) {
        for step in found.steps(cx.day).into_iter().filter(|step| found.is_asked(step, cx.day)) {
            each(found, step);
        }
    }
}

/// Reports a step of a case, citing the clause whose step it is.
fn report<'f>(
    findings: &'f mut Findings<'_>,
    found: &CaseRef<'_>,
    step: &ProcedureStep,
    span: Span,
    (message, help): (Message, Message),
) -> &'f mut Finding {
    let limit = step.within.as_ref().map(|within| within.span).or(step.at_least.as_ref().map(|least| least.span));
    let finding = findings.report(found.file, span, message, help);
    finding.about("case", found.case.name()).citing(Some(found.clause.reference()));
    finding.because(
        found.clause.policy.file,
        limit.unwrap_or(step.span),
        crate::message!("这一步的期限", "the limit of the step"),
    )
}

/// Where a day of a case stands, or the case's name where it has none.
fn day_span(case: &Case, name: Option<&Spanned<String>>) -> Span {
    name.and_then(|name| case.day(&name.value)).map_or_else(|| case.name_span(), |day| day.span)
}

/// The step's id, for sentences.
fn step_id(step: &ProcedureStep) -> &str {
    step.id.as_ref().map_or("", |id| &id.value)
}

/// The day's name, for sentences.
fn name(name: &Option<Spanned<String>>) -> &str {
    name.as_ref().map_or("", |name| &name.value)
}

/// The names of days that a clause's steps know.
fn days_of(clause: &Clause) -> Vec<&str> {
    let names = clause.steps.iter().flat_map(|step| [&step.from, &step.to]).flatten();
    let mut names: Vec<&str> = names.map(|name| name.value.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Files in which a case has a day that no step names. What the steps of a clause name is worked out once for all its cases.
pub(in crate::check) fn unknown_days<'r>(
    cx: &CheckContext<'r>,
    mut each: impl FnMut(FileId, &'r Spanned<String>, &[&str]),
) {
    let mut known: HashMap<*const Clause, Vec<&str>> = HashMap::new();
    for found in cases(cx) {
        let clause = found.clause.clause;
        let known = known.entry(std::ptr::from_ref(clause)).or_insert_with(|| days_of(clause));
        let unknown = found.case.days.iter().filter(|(name, _)| !known.contains(&name.value.as_str()));
        unknown.for_each(|(name, _)| each(found.file, name, known));
    }
}
