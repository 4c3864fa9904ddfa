//! What pages list at length, gathered once for all pages in all languages: a list may fill many sheets, and each would gather it
//! anew.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::audit::Obligation;
use crate::day::{Day, State};
use crate::history::{Entry, History};
use crate::model::Stage;
use crate::registry::{Due, HORIZON, Registry, Task};

use super::Findings;
use super::derived::Answers;
use super::fill::Placed;
use super::imagined::{AskedAt, imagined};

/// The lists.
#[derive(Debug)]
pub struct Lists<'a> {
    /// Reviews that are late.
    pub overdue: Vec<Due>,
    /// Reviews that are due soon.
    pub due_soon: Vec<Due>,
    /// Reviews that are due later, within the horizon.
    pub scheduled: Vec<Due>,
    /// Revisions and abolitions that are open.
    pub duties: Vec<Due>,
    /// Reviews that were held, the newest first: standard, and place among its reviews.
    pub held: Vec<(usize, usize)>,
    /// Standards whose review is late or due soon, at whatever distance, by the day it is due.
    pub pressing: Vec<usize>,
    /// The findings of each rule.
    pub findings: BTreeMap<&'a str, Vec<&'a Placed>>,
    /// The projects of each agency.
    pub owned: Vec<Vec<usize>>,
    /// The projects that each clause keeps from their money.
    pub held_by: BTreeMap<&'a str, Vec<usize>>,
    /// What happened to the records, the newest first.
    pub changes: Vec<Entry<'a>>,
    /// What would be asked of projects that do not exist yet.
    pub imagined: Vec<AskedAt>,
    /// What the next stage asks of each project.
    pub next: Vec<Option<(Stage, Vec<Obligation>)>>,
}

impl<'a> Lists<'a> {
    /// Gathers them.
    #[must_use]
    pub fn of(
        registry: &Registry,
        answers: &'a Answers<'_>,
        findings: &'a Findings,
        history: Option<&'a History>,
        day: Day,
    ) -> Self {
        // The command and the calendars show the same list.
        let (reviews, duties): (Vec<Due>, Vec<Due>) =
            registry.due_within(Some(HORIZON), day).into_iter().partition(|due| due.task == Task::Review);
        let in_state = |state: State| reviews.iter().filter(|due| due.state == state).cloned().collect();
        let mut by_rule: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
        for placed in findings.values().flatten() {
            by_rule.entry(placed.0.rule).or_default().push(placed);
        }
        Lists {
            overdue: in_state(State::Overdue),
            due_soon: in_state(State::DueSoon),
            scheduled: in_state(State::Scheduled),
            duties,
            held: held(registry),
            pressing: pressing(answers),
            findings: by_rule,
            owned: owned(registry),
            held_by: held_by(answers),
            imagined: imagined(registry, answers, day),
            changes: history.into_iter().flat_map(History::entries).collect(),
            next: registry.projects.par_iter().map(|project| answers.audits.next(project)).collect(),
        }
    }
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
    let reviews = answers.standards.iter().enumerate();
    let reviews = reviews.filter_map(|(index, answer)| Some((answer.review.as_ref().ok()?, index)));
    let mut pressing: Vec<(Day, usize)> = reviews
        .filter(|(review, _)| review.state != State::Scheduled)
        .map(|(review, index)| (review.due, index))
        .collect();
    pressing.sort_unstable();
    pressing.into_iter().map(|(_, index)| index).collect()
}

fn held_by<'a>(answers: &'a Answers<'_>) -> BTreeMap<&'a str, Vec<usize>> {
    let mut held: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (project, (_, audit)) in answers.audits.iter().enumerate() {
        for demand in audit.holding().flat_map(|obligation| &obligation.demanded_by) {
            let projects = held.entry(&demand.reference).or_default();
            if projects.last() != Some(&project) {
                projects.push(project);
            }
        }
    }
    held
}

fn owned(registry: &Registry) -> Vec<Vec<usize>> {
    let mut owned = vec![Vec::new(); registry.agencies.len()];
    for (index, project) in registry.projects.iter().enumerate() {
        if let Some(agency) = project.agency.as_ref().and_then(|agency| registry.agency(agency)) {
            owned[agency].push(index);
        }
    }
    owned
}
