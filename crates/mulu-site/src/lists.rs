//! What pages list at length, gathered once for all pages in all languages: a list may fill many sheets, and each would gather it
//! anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use mulu_core::audit::Obligation;
use mulu_core::day::{Day, ReviewState};
use mulu_core::lazy_table::LazyTable;
use mulu_core::model::{Resource, Sharing, Stage};
use mulu_core::registry::{Due, DueTask, OwedDuty, Registry, SweepDue};
use mulu_git::history::{History, HistoryEntry};

use super::derived::{Answers, Evaluation};
use super::hypothetical::{JurisdictionQuestions, hypothetical};
use super::published_history;
use super::site_findings::{LocatedFinding, SiteFindings};

/// The lists, each gathered when it is asked for.
pub struct Lists<'a> {
    answers: &'a Answers<'a>,
    found: &'a SiteFindings<'a>,
    history: Option<&'a History>,
    dues: OnceLock<DueLists>,
    owed: OnceLock<Vec<OwedDuty<'a>>>,
    held: OnceLock<Vec<(usize, usize)>>,
    pressing: OnceLock<Vec<usize>>,
    findings: OnceLock<BTreeMap<&'a str, Vec<&'a LocatedFinding>>>,
    held_by: OnceLock<BTreeMap<&'a str, Vec<usize>>>,
    changes: OnceLock<Vec<HistoryEntry<'a>>>,
    hypothetical: OnceLock<Vec<JurisdictionQuestions>>,
    next: LazyTable<Next>,
    resources: OnceLock<ResourceLists<'a>>,
}

/// The information resources that the site shows.
pub struct ResourceLists<'a> {
    /// All of them.
    pub shown: Vec<&'a Resource>,
    /// Those that are withheld.
    pub withheld: Vec<&'a Resource>,
    /// Those of which something is late.
    pub late: Vec<LateResource<'a>>,
    /// The ids of the agencies that provide them, each once.
    pub providers: Vec<&'a str>,
}

/// A resource of which something is late.
pub struct LateResource<'a> {
    /// The resource.
    pub resource: &'a Resource,
    /// Whether it is not in the platform's catalogue.
    pub unregistered: bool,
    /// The sweep that passed it by.
    pub sweep: Option<SweepDue>,
    /// Whether an objection waits for an answer.
    pub is_doubted: bool,
}

/// What the next stage asks of a project; none where there is none.
type Next = Option<(Stage, Vec<Obligation>)>;

/// What is due within the horizon, by what it is and where it stands.
pub struct DueLists {
    /// Reviews that are late.
    pub overdue: Vec<Due>,
    /// Reviews that are due soon.
    pub due_soon: Vec<Due>,
    /// Reviews that are due later, within the horizon.
    pub scheduled: Vec<Due>,
    /// Revisions and abolitions that are open.
    pub duties: Vec<Due>,
}

impl<'a> Lists<'a> {
    /// The lists of a registry.
    #[must_use]
    pub fn of(
        answers: &'a Answers<'a>,
        found: &'a SiteFindings<'a>,
        history: Option<&'a History>,
        evaluation: Evaluation,
    ) -> Self {
        let projects = answers.registry().projects.len();
        let lists = Lists {
            answers,
            found,
            history,
            dues: OnceLock::new(),
            owed: OnceLock::new(),
            held: OnceLock::new(),
            pressing: OnceLock::new(),
            findings: OnceLock::new(),
            held_by: OnceLock::new(),
            changes: OnceLock::new(),
            hypothetical: OnceLock::new(),
            next: LazyTable::of(projects),
            resources: OnceLock::new(),
        };
        if evaluation == Evaluation::Eager {
            (0..projects).into_par_iter().for_each(|project| {
                let _ = lists.next(project);
            });
        }
        lists
    }

    /// What is due: the list of the command and of the calendars.
    pub fn dues(&self) -> &DueLists {
        self.dues.get_or_init(|| {
            let (reviews, duties): (Vec<Due>, Vec<Due>) =
                self.answers.due().iter().cloned().partition(|due| due.task == DueTask::Review);
            let in_state = |state: ReviewState| reviews.iter().filter(|due| due.state == state).cloned().collect();
            DueLists {
                overdue: in_state(ReviewState::Overdue),
                due_soon: in_state(ReviewState::DueSoon),
                scheduled: in_state(ReviewState::Scheduled),
                duties,
            }
        })
    }

    /// The recurring duties of all agencies.
    pub fn owed(&self) -> &[OwedDuty<'a>] {
        self.owed.get_or_init(|| self.answers.registry().duties_owed(self.answers.day()))
    }

    /// Reviews that were held, the newest first: standard, and place among its reviews.
    pub fn held(&self) -> &[(usize, usize)] {
        self.held.get_or_init(|| held(self.answers.registry()))
    }

    /// Standards whose review is late or due soon, at whatever distance, by the day it is due.
    pub fn pressing(&self) -> &[usize] {
        self.pressing.get_or_init(|| pressing(self.answers))
    }

    /// The findings of a rule.
    pub fn findings(&self, rule: &str) -> &[&'a LocatedFinding] {
        let by_rule = self.findings.get_or_init(|| {
            let mut by_rule = BTreeMap::<&str, Vec<&LocatedFinding>>::new();
            for placed in self.found.all() {
                by_rule.entry(placed.0.rule).or_default().push(placed);
            }
            by_rule
        });
        by_rule.get(rule).map_or(&[], Vec::as_slice)
    }

    /// The projects that a clause, by its reference, keeps from their money.
    pub fn held_by(&self, reference: &str) -> &[usize] {
        self.held_by.get_or_init(|| held_by(self.answers)).get(reference).map_or(&[], Vec::as_slice)
    }

    /// What happened to the records, the newest first.
    pub fn changes(&self) -> &[HistoryEntry<'a>] {
        self.changes.get_or_init(|| published_history::entries(self.history, self.answers.registry()).collect())
    }

    /// What would be asked of projects that do not exist yet.
    pub fn hypothetical(&self) -> &[JurisdictionQuestions] {
        self.hypothetical.get_or_init(|| hypothetical(self.answers))
    }

    /// The information resources that the site shows, as pages list them.
    pub fn resources(&self) -> &ResourceLists<'a> {
        self.resources.get_or_init(|| {
            let shown = self.answers.registry().resources.iter().filter(|resource| resource.is_published());
            let shown: Vec<&Resource> = shown.collect();
            let withheld = shown.iter().copied().filter(|own| own.shared() == Some(Sharing::Withheld)).collect();
            let providers: BTreeSet<&str> =
                shown.iter().filter_map(|own| Some(own.provider.as_ref()?.value.as_str())).collect();
            ResourceLists {
                withheld,
                late: shown.par_iter().filter_map(|resource| self.late(resource)).collect(),
                providers: providers.into_iter().collect(),
                shown,
            }
        })
    }

    /// What is late of a resource; none where nothing is.
    fn late(&self, resource: &'a Resource) -> Option<LateResource<'a>> {
        let found = |rule: &str| self.found.in_file(resource.file).iter().any(|(finding, _)| finding.rule == rule);
        let (registry, day) = (self.answers.registry(), self.answers.day());
        let late = LateResource {
            resource,
            unregistered: found("not-registered"),
            sweep: found("sweep-overdue").then(|| last_sweep(registry, resource, day)).flatten(),
            is_doubted: resource.objections.iter().any(|own| own.is_open(day) && own.date.is_some()),
        };
        (late.unregistered || late.sweep.is_some() || late.is_doubted).then_some(late)
    }

    /// What the next stage asks of a project.
    pub fn next(&self, project: usize) -> Option<&(Stage, Vec<Obligation>)> {
        let record = &self.answers.registry().projects[project];
        self.next.get(project, || self.answers.audits().next(record)).as_ref()
    }
}

/// The sweep that was due last of what a resource is swept with.
pub fn last_sweep(registry: &Registry, resource: &Resource, day: Day) -> Option<SweepDue> {
    let at = registry.jurisdiction_shared_in(resource)?;
    registry.sweep_due(&at.value, day).filter(|due| registry.is_swept_with(resource, due))
}

fn held(registry: &Registry) -> Vec<(usize, usize)> {
    let mut held = Vec::new();
    for (index, standard) in registry.standards.iter().enumerate() {
        for (place, review) in standard.reviews.iter().enumerate() {
            if let (Some(date), Some(_)) = (&review.date, &review.conclusion) {
                held.push((date.value, index, place));
            }
        }
    }
    held.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    held.into_iter().map(|(_, standard, place)| (standard, place)).collect()
}

fn pressing(answers: &Answers<'_>) -> Vec<usize> {
    let reviews = answers.standards().enumerate();
    let reviews = reviews.filter_map(|(index, answer)| Some((answer.review.as_ref().ok()?, index)));
    let mut pressing: Vec<(Day, usize)> = reviews
        .filter(|(review, _)| review.state != ReviewState::Scheduled)
        .map(|(review, index)| (review.due, index))
        .collect();
    pressing.sort_unstable();
    pressing.into_iter().map(|(_, index)| index).collect()
}

fn held_by<'a>(answers: &'a Answers<'_>) -> BTreeMap<&'a str, Vec<usize>> {
    let mut held: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (project, (_, audit)) in answers.audits().iter().enumerate() {
        for demand in audit.holding().flat_map(|obligation| &obligation.demanded_by) {
            let projects = held.entry(&demand.reference).or_default();
            if projects.last() != Some(&project) {
                projects.push(project);
            }
        }
    }
    held
}
