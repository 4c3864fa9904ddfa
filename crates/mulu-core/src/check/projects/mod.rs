//! Projects: what binds them, and whether they comply. Every rule asks the audit, so that none can disagree with it.

use crate::audit::{Obligation, ProjectAudit};
use crate::day::Day;
use crate::finding::Finding;
use crate::message;
use crate::model::{Place, Project, Span, Stage, Waiver};
use crate::registry::Registry;

use super::rule::rules;

rules!(
    mandatory_standard_missing,
    superseded_edition_cited,
    undated_conformance,
    evidence_missing,
    evidence_expired,
    evidence_invalid,
    fact_missing,
    waiver_expired,
    waiver_unused,
    waiver_not_allowed,
    self_approved_waiver,
    order_overdue,
    jurisdiction_mismatch,
);

/// Where a finding about something absent points: at the stage, which makes it due.
fn stage_span(project: &Project) -> Span {
    let stage = project.stage.as_ref().map(|stage| stage.span);
    stage.or(project.name.as_ref().map(|name| name.span)).unwrap_or_default()
}

/// Adds the places that demand an obligation; a clause among them is the clause of the finding.
fn because_demanded(registry: &Registry, finding: &mut Finding, obligation: &Obligation) {
    finding.about("asked", obligation.asked.id(registry));
    let clause = obligation.demanded_by.iter().find(|demand| demand.reference.contains('#'));
    if let Some(clause) = clause {
        finding.clause = Some(clause.reference.clone());
    }
    for demand in &obligation.demanded_by {
        let reference = &demand.reference;
        let message = if reference.contains('#') {
            message!("{reference} 要求", "asked for by {reference}")
        } else {
            message!("它对本项目有约束力", "it binds the project")
        };
        finding.because(demand.place.file, demand.place.span, message);
    }
}

/// Where a finding about a project's paper stands: in the project's file, also where the paper is its agency's.
fn span_of(project: &Project, answer: Place) -> Span {
    if answer.file == project.file { answer.span } else { stage_span(project) }
}

/// Adds the place in the agency's file that answers for the project.
fn because_of_agency(finding: &mut Finding, project: &Project, answer: Place) {
    if answer.file != project.file {
        finding.because(answer.file, answer.span, message!("单位的证明材料", "the agency's evidence"));
    }
}

/// Nothing binds a retired project, and nothing is said of it.
fn is_retired(audit: &ProjectAudit) -> bool {
    audit.stage == Stage::Retired
}

fn is_over(waiver: &Waiver, day: Day) -> bool {
    waiver.until.as_ref().is_some_and(|until| until.value < day)
}

/// What a waiver waives: where it says so, and what it says.
fn waived(waiver: &Waiver) -> (Span, String) {
    let clause = waiver.clause.as_ref().map(|clause| (clause.span, clause.value.clone()));
    let standard = waiver.standard.as_ref().map(|cited| (cited.span, cited.number.canonical().to_owned()));
    clause.or(standard).unwrap_or((waiver.span, String::new()))
}
