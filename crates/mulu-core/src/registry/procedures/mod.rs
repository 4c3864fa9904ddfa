//! Procedures with time limits (DESIGN 12): how far a case is, what was late, and how long each organ takes.

mod organs;

use crate::day::{Day, TimeLimit, WorkingDay, WorkingDays};
use crate::model::{Case, Docket, FileId, ProcedureStep, Resource, SharingRequest, Spanned};

use crate::vocabulary;

use super::{ClauseRef, Registry};

pub use organs::{OrganTimes, StepTimes, TimeTaken};

/// A step of a case on a day.
#[derive(Clone, Copy, Debug)]
pub struct CaseStep<'r> {
    /// The step.
    pub step: &'r ProcedureStep,
    /// The day that it runs from.
    pub begun: Option<Day>,
    /// The day that ended it: its own, or that of the refusal.
    pub ended: Option<Day>,
    /// Whether the refusal ended it.
    pub refused: bool,
    /// The last day that is in time, or the first on which it may end; none where it has not begun.
    pub limit: Option<WorkingDay>,
    /// Where it stands.
    pub state: StepState,
}

vocabulary! {
    /// Where a step of a case stands.
    pub enum StepState {
        /// What it runs from has not happened, or the case ended before.
        NotBegun = "not-begun", "未开始", "not begun";
        /// It runs, and there is time.
        Running = "running", "在办", "running";
        /// It runs, and its time is over.
        Overdue = "overdue", "逾期", "overdue";
        /// It ended in time.
        InTime = "in-time", "按时", "in time";
        /// It ended too late.
        Late = "late", "超期", "late";
        /// It ended before it had lasted as long as it must.
        TooShort = "too-short", "历时不足", "too short";
        /// It ended before it began.
        OutOfOrder = "out-of-order", "日期颠倒", "out of order";
        /// It ended, but a year that decides is not announced or not on record.
        Undecided = "undecided", "待判定", "to be decided";
    }
}

impl StepState {
    /// Whether it ended.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, StepState::NotBegun | StepState::Running | StepState::Overdue)
    }

    /// Whether it is or was late.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, StepState::Overdue | StepState::Late)
    }
}

/// A case with the clause that it goes through.
#[derive(Clone, Copy, Debug)]
pub struct CaseRef<'r> {
    /// The file that has it.
    pub file: FileId,
    /// The case.
    pub case: &'r Case,
    /// The agency that does what a step leaves to `agency`, where the case itself names none.
    pub agency: Option<&'r Spanned<String>>,
    /// The clause whose steps it goes through.
    pub clause: ClauseRef<'r>,
}

impl<'r> CaseRef<'r> {
    /// Its steps on a day, in the clause's order. What was recorded for later days is not known yet.
    #[must_use]
    pub fn steps(&self, day: Day) -> Vec<CaseStep<'r>> {
        case_steps(self.case, self.clause, day)
    }

    /// The agency that does a step: an organ of the measure, an agency, or the one that the case names.
    #[must_use]
    pub fn done_by(&self, registry: &Registry, step: &ProcedureStep) -> Option<usize> {
        let by = step.by.as_ref()?;
        if by.value != "agency" {
            return registry.agency(self.clause.policy.organ(&by.value));
        }
        let project = || {
            let project = registry.project(&self.case.project.as_ref()?.value)?;
            registry.projects[project].agency.as_ref()
        };
        registry.agency(&self.case.agency.as_ref().or(self.agency).or_else(project)?.value)
    }

    /// Whether the measure was in force when the case began, and still is: of a lapsed one nothing more is asked.
    #[must_use]
    pub fn is_asked(&self, step: &CaseStep<'_>, day: Day) -> bool {
        self.clause.is_in_force(day) && step.begun.is_none_or(|begun| self.clause.is_in_force(begun))
    }

    /// Whether it was refused by a day.
    #[must_use]
    pub fn refused_by(&self, day: Day) -> Option<Day> {
        self.case.refused.as_ref().map(|refused| refused.value).filter(|refused| *refused <= day)
    }
}

/// The steps of a case under a clause on a day.
#[must_use]
pub fn case_steps<'r>(case: &Case, clause: ClauseRef<'r>, day: Day) -> Vec<CaseStep<'r>> {
    clause.clause.steps.iter().map(|step| case_step(case, step, day)).collect()
}

fn case_step<'r>(case: &Case, step: &'r ProcedureStep, day: Day) -> CaseStep<'r> {
    let on = |name: &Option<crate::model::Spanned<String>>| {
        let day_of = case.day(&name.as_ref()?.value)?.value;
        (day_of <= day).then_some(day_of)
    };
    let (begun, own_end) = (on(&step.from), on(&step.to));
    let refused = case.refused.as_ref().map(|refused| refused.value).filter(|refused| *refused <= day);
    // A refusal answers the step that was running.
    let by_refusal = refused.filter(|refused| own_end.is_none() && begun.is_some_and(|begun| begun <= *refused));
    let ended = own_end.or(by_refusal);
    let within = step.within.as_ref().map(|within| within.value);
    let least = step.at_least.as_ref().map(|least| TimeLimit::Calendar(least.value));
    let limit = begun.and_then(|begun| Some(within.or(least)?.last_day(begun)));
    let state = match (begun, ended) {
        (None, Some(_)) if own_end.is_some() => StepState::InTime,
        (None, _) => StepState::NotBegun,
        (Some(begun), Some(ended)) if ended < begun => StepState::OutOfOrder,
        (Some(begun), Some(ended)) => over(begun, ended, within, step, by_refusal.is_some()),
        (Some(begun), None) => running(begun, within, day),
    };
    CaseStep { step, begun, ended, refused: by_refusal.is_some(), limit, state }
}

fn over(begun: Day, ended: Day, within: Option<TimeLimit>, step: &ProcedureStep, refused: bool) -> StepState {
    let least = step.at_least.as_ref().filter(|_| !refused);
    if least.is_some_and(|least| ended < least.value.after(begun)) {
        return StepState::TooShort;
    }
    match within.map(|within| within.last_day(begun)) {
        None => StepState::InTime,
        Some(last) => match last.day() {
            Some(last) if ended <= last => StepState::InTime,
            Some(_) => StepState::Late,
            // Past the horizon: what ended within the days that are known ended in time, whatever is announced.
            None if ended <= WorkingDays::announced().last() && begun >= WorkingDays::announced().first() => {
                StepState::InTime
            }
            None => StepState::Undecided,
        },
    }
}

fn running(begun: Day, within: Option<TimeLimit>, day: Day) -> StepState {
    let last = within.and_then(|within| within.last_day(begun).day());
    if last.is_some_and(|last| last < day) { StepState::Overdue } else { StepState::Running }
}

impl Registry {
    /// Every case whose procedure is known, by file; then the requests to share resources.
    pub fn cases_in_order(&self) -> impl Iterator<Item = CaseRef<'_>> {
        let cases = self
            .dockets
            .iter()
            .flat_map(move |file| file.cases.iter().filter_map(move |case| self.case_of(file, case)));
        let requests = self.resources.iter().flat_map(move |resource| self.requests_of(resource));
        cases.chain(requests)
    }

    /// The requests to share a resource whose procedure is known.
    pub fn requests_of<'r>(&'r self, resource: &'r Resource) -> impl Iterator<Item = CaseRef<'r>> {
        resource.requests.iter().filter_map(move |request| self.request_of(resource, request))
    }

    /// A request to share a resource with the clause that it goes through; none where that is not known.
    #[must_use]
    pub fn request_of<'r>(&'r self, resource: &'r Resource, request: &'r SharingRequest) -> Option<CaseRef<'r>> {
        let clause = self.clause(&request.case.procedure.as_ref()?.value)?;
        Some(CaseRef { file: resource.file, case: &request.case, agency: resource.provider.as_ref(), clause })
    }

    /// The cases of a project: their dockets, and their places in these.
    pub fn cases_of(&self, project: &str) -> impl Iterator<Item = (&Docket, usize)> {
        let own = self.links.cases.get(project).map_or(&[][..], Vec::as_slice);
        own.iter().map(|(docket, place)| (&self.dockets[*docket], *place))
    }

    /// A case with the clause that it goes through; none where that is not known.
    #[must_use]
    pub fn case_of<'r>(&'r self, file: &'r Docket, case: &'r Case) -> Option<CaseRef<'r>> {
        let clause = self.clause(&case.procedure.as_ref()?.value)?;
        Some(CaseRef { file: file.file, case, agency: None, clause })
    }
}
