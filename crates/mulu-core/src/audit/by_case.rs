//! Evidence that a project need not hand in: a case of its own shows that the step was done which the clause says stands for it.

use crate::day::Day;
use crate::model::{Evidence, FileId, Project, Spanned};
use crate::registry::{CaseRef, CaseStep, Registry, StepState};

use super::demand::Demand;

/// What the cases of a project say of a kind of evidence that clauses ask for: each as the paper that it stands for, with the two days
/// of the step, and weighed as any other.
pub fn papers_by_case(
    registry: &Registry,
    project: &Project,
    kind: &str,
    demands: &[&Demand],
    day: Day,
) -> Vec<(FileId, Evidence)> {
    let mut papers = Vec::new();
    for (docket, at) in registry.cases_of(&project.id) {
        let Some(found) = registry.case_of(docket, &docket.cases[at]) else { continue };
        let reference = found.clause.reference();
        if !demands.iter().any(|demand| demand.reference == reference) {
            continue;
        }
        let answers = |step: &CaseStep<'_>| step.step.answers.iter().any(|answered| answered.value == kind);
        let steps = found.steps(day).into_iter().filter(answers);
        papers.extend(steps.filter_map(|step| Some((docket.file, paper(registry, &found, &step, kind)?))));
    }
    papers
}

/// A step that ended, as a paper. One that was too short is a paper only where the kind asks how long it lasted.
fn paper(registry: &Registry, found: &CaseRef<'_>, step: &CaseStep<'_>, kind: &str) -> Option<Evidence> {
    let asks_how_long = registry.evidence_kind(kind).is_some_and(|kind| kind.at_least.is_some());
    let counts = matches!(step.state, StepState::InTime | StepState::Late)
        || (step.state == StepState::TooShort && asks_how_long);
    if !counts || step.refused {
        return None;
    }
    let named = found.case.name_span();
    let day = |name: &Option<Spanned<String>>| found.case.day(&name.as_ref()?.value).cloned();
    let by = found.done_by(registry, step.step).map(|agency| registry.agencies[agency].id.clone());
    Some(Evidence {
        kind: Some(Spanned { value: kind.to_owned(), span: named }),
        reference: found.case.reference.clone(),
        issued: day(&step.step.to),
        expires: None,
        by: by.map(|value| Spanned { value, span: named }),
        result: None,
        from: day(&step.step.from),
        to: day(&step.step.to),
        span: found.case.span,
    })
}
