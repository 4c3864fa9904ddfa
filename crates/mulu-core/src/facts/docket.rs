//! A docket with everything derived: each case, and how far each step of it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, WorkingDay};
use crate::model::{Case, Docket, Resource, SharingRequest};
use crate::registry::{CaseRef, CaseStep, Registry, StepState};
use crate::vocabulary::ids;

use super::{day, text, texts};

/// A docket on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DocketFacts {
    /// The record's id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// Its cases.
    pub cases: Vec<CaseFacts>,
    /// The record's file.
    pub file: String,
}

/// A case on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CaseFacts {
    /// The docket that has it.
    pub docket: String,
    /// The clause whose steps it goes through, as `policy#clause`.
    pub procedure: Option<String>,
    /// What the platform calls it.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The project that it is about.
    pub project: Option<String>,
    /// The agency that does what a step leaves to `agency`.
    pub agency: Option<String>,
    /// When it was refused.
    pub refused: Option<Day>,
    /// Why.
    pub reason: Option<String>,
    /// The days that are recorded, by name.
    pub days: BTreeMap<String, Day>,
    /// The steps of its procedure.
    pub steps: Vec<CaseStepFacts>,
    /// Whether a step is or was late.
    pub late: bool,
    /// The record's file.
    pub file: String,
}

/// A request to share a resource on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RequestFacts {
    /// Who asked: an agency's id.
    pub by: Option<String>,
    /// The clause whose steps it goes through, as `policy#clause`.
    pub procedure: Option<String>,
    /// What the platform calls it.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// When it was refused.
    pub refused: Option<Day>,
    /// Why.
    pub reason: Option<String>,
    /// The days that are recorded, by name.
    pub days: BTreeMap<String, Day>,
    /// The steps of its procedure.
    pub steps: Vec<CaseStepFacts>,
    /// Whether a step is or was late.
    pub late: bool,
}

/// A step of a case on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CaseStepFacts {
    /// The step's id.
    pub step: Option<String>,
    /// Where it stands.
    #[schemars(extend("enum" = ids::<StepState>()))]
    pub state: &'static str,
    /// The day that it runs from.
    pub begun: Option<Day>,
    /// The day that ended it.
    pub ended: Option<Day>,
    /// The last day that is in time, or the first on which it may end; null where that is not announced yet.
    pub limit: Option<Day>,
    /// Whether the State Council's next notice may still move that day.
    pub provisional: bool,
    /// The agency that does it.
    pub by: Option<String>,
}

impl DocketFacts {
    /// Everything about a docket on a day.
    #[must_use]
    pub fn of(registry: &Registry, docket: &Docket, on: Day) -> Self {
        DocketFacts {
            id: docket.id.clone(),
            title: text(&docket.title),
            title_en: text(&docket.title_en),
            sample: docket.sample,
            formerly: texts(&docket.formerly),
            cases: docket.cases.iter().map(|case| CaseFacts::of(registry, docket, case, on)).collect(),
            file: registry.path(docket.file).to_owned(),
        }
    }
}

impl CaseFacts {
    /// Everything about a case on a day.
    #[must_use]
    pub fn of(registry: &Registry, docket: &Docket, case: &Case, on: Day) -> Self {
        let found = registry.case_of(docket, case);
        let (steps, late) = found.map(|found| CaseStepFacts::all(registry, &found, on)).unwrap_or_default();
        CaseFacts {
            docket: docket.id.clone(),
            procedure: text(&case.procedure),
            reference: text(&case.reference),
            project: text(&case.project),
            agency: text(&case.agency),
            refused: day(&case.refused),
            reason: text(&case.reason),
            days: days(case),
            late,
            steps,
            file: registry.path(docket.file).to_owned(),
        }
    }
}

impl RequestFacts {
    /// Everything about a request on a day.
    #[must_use]
    pub fn of(registry: &Registry, resource: &Resource, request: &SharingRequest, on: Day) -> Self {
        let found = registry.request_of(resource, request);
        let (steps, late) = found.map(|found| CaseStepFacts::all(registry, &found, on)).unwrap_or_default();
        let case = &request.case;
        RequestFacts {
            by: text(&request.by),
            procedure: text(&case.procedure),
            reference: text(&case.reference),
            refused: day(&case.refused),
            reason: text(&case.reason),
            days: days(case),
            late,
            steps,
        }
    }
}

impl CaseStepFacts {
    /// The steps of a case, and whether one of them is or was late.
    fn all(registry: &Registry, found: &CaseRef<'_>, on: Day) -> (Vec<Self>, bool) {
        let told = |step: CaseStep<'_>| CaseStepFacts {
            step: text(&step.step.id),
            state: step.state.id(),
            begun: step.begun,
            ended: step.ended,
            limit: step.limit.and_then(WorkingDay::day),
            provisional: matches!(step.limit, Some(WorkingDay::Provisional(_))),
            by: found.done_by(registry, step.step).map(|agency| registry.agencies[agency].id.clone()),
        };
        let steps = found.steps(on);
        let late = steps.iter().any(|step| step.state.is_late());
        (steps.into_iter().map(told).collect(), late)
    }
}

fn days(case: &Case) -> BTreeMap<String, Day> {
    case.days.iter().map(|(name, day)| (name.value.clone(), day.value)).collect()
}
