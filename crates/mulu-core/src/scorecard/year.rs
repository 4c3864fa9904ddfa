//! What happened in a year, by agency: gone through once for all of them.

use std::collections::HashMap;

use crate::day::{Day, Duration, ReviewState, WorkingDay};
use crate::model::FileId;
use crate::registry::{Registry, StepState};

/// A year up to its last day that counts.
#[derive(Debug)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The first day that counts.
    pub from: Day,
    /// The last day that counts: the year's last, or the day that was asked about if that is earlier.
    pub to: Day,
    /// It is over: how far projects had come in it is not what their records say of today.
    pub is_past: bool,
    concluded: HashMap<String, Vec<ConcludedReview>>,
    overdue: Vec<(usize, Day)>,
    timed: HashMap<usize, Vec<TimedStep>>,
    /// For each agency the agencies whose duties it has at the end.
    charged: HashMap<usize, Vec<usize>>,
}

/// A step with a time limit that an agency ended in the year, or had not ended in time at its end.
#[derive(Clone, Debug, Hash)]
pub struct TimedStep {
    /// The file that has the case.
    pub file: FileId,
    /// The case and the step.
    pub what: String,
    /// When it ended.
    pub ended: Option<Day>,
    /// The last day that was in time.
    pub due: Day,
}

impl TimedStep {
    /// Whether it ended in time.
    #[must_use]
    pub fn is_in_time(&self) -> bool {
        self.ended.is_some_and(|ended| ended <= self.due)
    }
}

/// A review that an agency concluded.
#[derive(Clone, Copy, Debug, Hash)]
pub struct ConcludedReview {
    /// The standard, by its place in [`Registry::standards`].
    pub standard: usize,
    /// When it was concluded.
    pub date: Day,
    /// When it was due.
    pub due: Day,
}

impl Year {
    /// A year of a registry as it stands on a day.
    #[must_use]
    pub fn of(registry: &Registry, year: i32, day: Day) -> Self {
        let from = Day::new(year, 1, 1).unwrap_or(day);
        let to = Day::new(year, 12, 31).unwrap_or(day).min(day);
        let is_past = to < day;
        let (concluded, overdue, timed, charged) = Default::default();
        let mut found = Year { year, from, to, is_past, concluded, overdue, timed, charged };
        found.look_at_successions(registry);
        found.look_at_reviews(registry);
        found.look_at_steps(registry);
        found
    }

    /// Who answers at the end for what an agency had to do: itself, or who took over. One that ended in the year and has no successor
    /// answers for itself, one that ended before it for nothing.
    fn in_charge_of(&self, registry: &Registry, agency: usize) -> Option<usize> {
        registry.acting_for(agency, self.to).or_else(|| {
            let until = registry.agencies.get(agency)?.until.as_ref()?;
            (until.value >= self.from).then_some(agency)
        })
    }

    fn look_at_successions(&mut self, registry: &Registry) {
        for agency in 0..registry.agencies.len() {
            let Some(heir) = self.in_charge_of(registry, agency) else { continue };
            let own = self.charged.entry(heir).or_default();
            if heir == agency { own.insert(0, agency) } else { own.push(agency) }
        }
    }

    fn look_at_reviews(&mut self, registry: &Registry) {
        for (standard, record) in registry.standards.iter().enumerate() {
            let mut is_counted = false;
            for review in &record.reviews {
                let (Some(by), Some(date)) = (&review.by, review.date.as_ref().map(|date| date.value)) else {
                    continue;
                };
                if !self.contains(date) {
                    continue;
                }
                // What was due is asked of the day before: on the day itself the review already counts.
                // Whoever reviews once more what is not due again has done one duty, not two.
                if let Ok(duty) = registry.next_review(standard, Duration::days(1).before(date))
                    && (!is_counted || duty.due <= self.to)
                {
                    is_counted = true;
                    let own = self.concluded.entry(by.value.clone()).or_default();
                    own.push(ConcludedReview { standard, date, due: duty.due });
                }
            }
            let overdue =
                registry.next_review(standard, self.to).ok().filter(|duty| duty.state == ReviewState::Overdue);
            self.overdue.extend(overdue.map(|duty| (standard, duty.due)));
        }
    }

    fn look_at_steps(&mut self, registry: &Registry) {
        for found in registry.cases_in_order().filter(|found| !registry.is_kept_back(found.file)) {
            for step in found.steps(self.to) {
                let limit = step.limit.filter(|_| step.step.within.is_some()).and_then(WorkingDay::day);
                let (Some(due), true) = (limit, found.is_asked(&step, self.to)) else { continue };
                let counts = step.ended.map_or(step.state == StepState::Overdue, |ended| self.contains(ended));
                let Some(agency) = found.done_by(registry, step.step).filter(|_| counts) else { continue };
                let id = step.step.id.as_ref().map_or("", |id| &id.value);
                let what = format!("{} {id}", found.case.name());
                let own = self.timed.entry(agency).or_default();
                own.push(TimedStep { file: found.file, what, ended: step.ended, due });
            }
        }
    }

    /// The steps with time limits of an agency, by its place in [`Registry::agencies`].
    #[must_use]
    pub fn timed(&self, agency: usize) -> &[TimedStep] {
        self.timed.get(&agency).map_or(&[], Vec::as_slice)
    }

    /// Whether a day counts.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The reviews that an agency concluded in the year.
    #[must_use]
    pub fn concluded(&self, agency: &str) -> &[ConcludedReview] {
        self.concluded.get(agency).map_or(&[], Vec::as_slice)
    }

    /// The standards whose review is overdue at the end, and since when.
    #[must_use]
    pub fn overdue(&self) -> &[(usize, Day)] {
        &self.overdue
    }

    /// The agencies whose duties an agency has at the end: itself, and those that it took over from. None for one that others stand for.
    #[must_use]
    pub fn charged(&self, agency: usize) -> &[usize] {
        self.charged.get(&agency).map_or(&[], Vec::as_slice)
    }
}
