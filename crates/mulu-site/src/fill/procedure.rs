//! Procedures with time limits: all dockets, and one.

use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::views::parts::{Code, Figure, Link};
use crate::views::procedure::{CaseView, CasesPage, DocketPage, DocketRow, OrganStep, StepRow};
use mulu_core::address;
use mulu_core::day::{TimeLimit, WorkingDay};
use mulu_core::model::{Case, Docket, ProcedureStep, Resource, SharingRequest, day_words};
use mulu_core::registry::{CaseRef, CaseStep, StepState, TimeTaken};

use super::{Arg, Fill, count};

impl Fill<'_> {
    /// How long each organ takes, and the dockets.
    pub fn cases(&self, continuation: Continuation<'_>) -> CasesPage {
        let slice = PageSlice::new("cases/index.html".to_owned(), continuation);
        let dockets: Vec<&Docket> = self.registry.dockets.iter().collect();
        let (mut all, mut running, mut late, mut refused) = (0, 0, 0, 0);
        for found in self.registry.cases_in_order() {
            let steps = found.steps(self.day);
            all += 1;
            running +=
                usize::from(steps.iter().any(|step| matches!(step.state, StepState::Running | StepState::Overdue)));
            late += usize::from(steps.iter().any(|step| step.state.is_late()));
            refused += usize::from(found.refused_by(self.day).is_some());
        }
        let figure = |code, n: usize, tone| Figure { code, n: count(n), href: None, tone };
        let organs = || {
            let times = self.registry.organ_times(self.day);
            let rows = times.iter().flat_map(|organ| {
                let agency = organ.agency.map(|agency| self.registry.agencies[agency].id.clone());
                organ.steps.iter().map(move |step| (agency.clone(), step))
            });
            let row = |(agency, times): (Option<String>, &mulu_core::registry::StepTimes)| {
                let clause = self.registry.clause(&times.clause);
                let named = |step: &&ProcedureStep| step.id.as_ref().is_some_and(|id| id.value == times.step);
                let step = clause.and_then(|clause| clause.clause.steps.iter().find(named));
                OrganStep {
                    agency: agency.and_then(|agency| self.agency_link(&agency)),
                    clause: clause.map(|clause| self.clause_ref(&clause)),
                    step: step.map_or_else(|| times.step.clone(), |step| self.step_name(step)),
                    limit: step.map_or_else(String::new, |step| self.limit_words(step)),
                    begun: count(times.begun),
                    over: count(times.over),
                    late: count(times.late),
                    running: count(times.running),
                    median: times.median.map(|median| self.spent(median)),
                }
            };
            rows.map(row).collect()
        };
        CasesPage {
            figures: vec![
                figure("cases", all, "plain"),
                figure("cases_running", running, "plain"),
                figure("cases_late", late, if late == 0 { "ok" } else { "bad" }),
                figure("cases_refused", refused, "plain"),
            ],
            organs: if slice.is_page() { organs() } else { Vec::new() },
            dockets: slice.rows("index", &dockets, |docket| Some(self.docket_row(docket))),
        }
    }

    /// The lists of a docket's page.
    pub fn docket_lists(&self, index: usize) -> Vec<ListPages> {
        let docket = &self.registry.dockets[index];
        vec![list("cases", docket.cases.len()), list("findings", self.found_in(docket.file).len())]
    }

    /// One docket.
    pub fn docket(&self, index: usize, continuation: Continuation<'_>) -> DocketPage {
        let docket = &self.registry.dockets[index];
        let name = self.title(&docket.title, &docket.title_en, &docket.id);
        let slice = PageSlice::new(address::docket(&docket.id), continuation);
        let cases: Vec<(usize, &Case)> = docket.cases.iter().enumerate().collect();
        DocketPage {
            name: name.text,
            name_lang: name.lang,
            sample: docket.sample,
            cases: slice.rows("cases", &cases, |(at, case)| Some(self.case(docket, *at, case, false))),
            findings: self.findings_in(docket.file, &slice),
            record: self.record(docket.file),
        }
    }

    /// The cases of a project, by docket.
    pub(super) fn cases_of_project(&self, project: &str) -> Vec<CaseView> {
        let own = self.registry.cases_of(project);
        own.map(|(docket, at)| self.case(docket, at, &docket.cases[at], true)).collect()
    }

    pub(super) fn docket_link(&self, docket: &Docket) -> Link {
        let name = self.title(&docket.title, &docket.title_en, &docket.id);
        Link { href: address::docket(&docket.id), text: name.text, lang: name.lang }
    }

    fn docket_row(&self, docket: &Docket) -> DocketRow {
        let late = |case: &&Case| {
            let found = self.registry.case_of(docket, case);
            found.is_some_and(|found| found.steps(self.day).iter().any(|step| step.state.is_late()))
        };
        DocketRow {
            link: self.docket_link(docket),
            sample: docket.sample,
            cases: count(docket.cases.len()),
            late: count(docket.cases.iter().filter(late).count()),
        }
    }

    fn case(&self, docket: &Docket, at: usize, case: &Case, elsewhere: bool) -> CaseView {
        let found: Option<CaseRef<'_>> = self.registry.case_of(docket, case);
        let steps = found.map(|found| found.steps(self.day)).unwrap_or_default();
        let anchor = format!("case-{}", at + 1);
        let link = || {
            let link = self.docket_link(docket);
            Link { href: format!("{}#{anchor}", link.href), ..link }
        };
        let project = case.project.as_ref().and_then(|project| self.registry.project(&project.value));
        CaseView {
            reference: case.name().to_owned(),
            docket: elsewhere.then(link),
            procedure: found.map(|found| self.clause_ref(&found.clause)),
            project: project.filter(|_| !elsewhere).map(|project| self.project_link(&self.registry.projects[project])),
            agency: case.agency.as_ref().and_then(|agency| self.agency_link(&agency.value)),
            steps: steps
                .iter()
                .filter(|step| step.state != StepState::NotBegun)
                .map(|step| self.case_step(step))
                .collect(),
            refused: case.refused.as_ref().map(|refused| refused.value.to_string()),
            reason: case.reason.as_ref().map(|reason| reason.value.clone()),
            anchor,
        }
    }

    /// A request to share a resource, by its place among these.
    pub(super) fn sharing_request(&self, resource: &Resource, at: usize, request: &SharingRequest) -> CaseView {
        let found = self.registry.request_of(resource, request);
        let steps = found.map(|found| found.steps(self.day)).unwrap_or_default();
        let begun = steps.iter().filter(|step| step.state != StepState::NotBegun);
        CaseView {
            reference: request.case.name().to_owned(),
            docket: None,
            procedure: found.map(|found| self.clause_ref(&found.clause)),
            project: None,
            agency: request.by.as_ref().and_then(|by| self.agency_link(&by.value)),
            steps: begun.map(|step| self.case_step(step)).collect(),
            refused: request.case.refused.as_ref().map(|refused| refused.value.to_string()),
            reason: request.case.reason.as_ref().map(|reason| reason.value.clone()),
            anchor: format!("request-{}", at + 1),
        }
    }

    fn case_step(&self, step: &CaseStep<'_>) -> StepRow {
        let limit = step.limit.map(|limit| match limit {
            WorkingDay::On(day) | WorkingDay::Provisional(day) => day.to_string(),
            WorkingDay::NotAnnounced(year) | WorkingDay::NotRecorded(year) => {
                self.translations.say("case-not-announced", &[("year", Arg::Text(&year.to_string()))])
            }
        });
        StepRow {
            name: self.step_name(step.step),
            begun: step.begun.map(|day| day.to_string()),
            ended: step.ended.map(|day| day.to_string()),
            limit,
            provisional: matches!(step.limit, Some(WorkingDay::Provisional(_))),
            state: state(step.state),
        }
    }

    /// A step by its days: `申请 → 受理`.
    pub(super) fn step_name(&self, step: &ProcedureStep) -> String {
        let day = |key: &Option<mulu_core::model::Spanned<String>>| {
            let key = key.as_ref().map_or("", |key| key.value.as_str());
            day_words(key).map_or_else(|| key.to_owned(), |words| words.get(self.lang()).to_owned())
        };
        format!("{} → {}", day(&step.from), day(&step.to))
    }

    fn limit_words(&self, step: &ProcedureStep) -> String {
        let number = |n: u32| [("n", Arg::Number(i64::from(n)))];
        match (step.within.as_ref().map(|within| within.value), &step.at_least) {
            (Some(TimeLimit::WorkingDays(n)), _) => format!("≤ {}", self.translations.say("working-days", &number(n))),
            (Some(TimeLimit::Calendar(limit)), _) => format!("≤ {}", self.duration(&limit.to_string())),
            (None, Some(least)) => format!("≥ {}", self.duration(&least.value.to_string())),
            (None, None) => String::new(),
        }
    }

    fn spent(&self, spent: TimeTaken) -> String {
        let half = if spent.halves % 2 == 1 { ".5" } else { "" };
        let n = format!("{}{half}", spent.halves / 2);
        let id = if spent.working { "spent-working-days" } else { "spent-days" };
        self.translations.say(id, &[("n", Arg::Text(&n))])
    }
}

fn state(state: StepState) -> Code {
    match state {
        StepState::NotBegun => "not_begun",
        StepState::Running => "running",
        StepState::Overdue => "overdue",
        StepState::InTime => "in_time",
        StepState::Late => "late",
        StepState::TooShort => "too_short",
        StepState::OutOfOrder => "out_of_order",
        StepState::Undecided => "undecided",
    }
}
