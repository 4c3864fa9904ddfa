//! What happened in a year, by agency: gone through once for all of them.

use std::collections::HashMap;

use crate::day::{Day, Duration, State};
use crate::registry::Registry;

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
    concluded: HashMap<String, Vec<Concluded>>,
    overdue: Vec<(usize, Day)>,
    owned: HashMap<String, Vec<usize>>,
}

/// A review that an agency concluded.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Concluded {
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
        let mut found =
            Year { year, from, to, is_past, concluded: HashMap::new(), overdue: Vec::new(), owned: HashMap::new() };
        found.look_at_reviews(registry);
        for (index, project) in registry.projects.iter().enumerate() {
            if let Some(agency) = &project.agency {
                found.owned.entry(agency.value.clone()).or_default().push(index);
            }
        }
        found
    }

    fn look_at_reviews(&mut self, registry: &Registry) {
        for (standard, record) in registry.standards.iter().enumerate() {
            for review in &record.reviews {
                let (Some(by), Some(date)) = (&review.by, review.date.as_ref().map(|date| date.value)) else {
                    continue;
                };
                if !self.contains(date) {
                    continue;
                }
                // What was due is asked of the day before: on the day itself the review already counts.
                if let Ok(duty) = registry.next_review(standard, Duration::days(1).before(date)) {
                    let own = self.concluded.entry(by.value.clone()).or_default();
                    own.push(Concluded { standard, date, due: duty.due });
                }
            }
            let overdue = registry.next_review(standard, self.to).ok().filter(|duty| duty.state == State::Overdue);
            self.overdue.extend(overdue.map(|duty| (standard, duty.due)));
        }
    }

    /// Whether a day counts.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The reviews that an agency concluded in the year.
    #[must_use]
    pub fn concluded(&self, agency: &str) -> &[Concluded] {
        self.concluded.get(agency).map_or(&[], Vec::as_slice)
    }

    /// The standards whose review is overdue at the end, and since when.
    #[must_use]
    pub fn overdue(&self) -> &[(usize, Day)] {
        &self.overdue
    }

    /// The projects that an agency owns, by their places in [`Registry::projects`].
    #[must_use]
    pub fn owned(&self, agency: &str) -> &[usize] {
        self.owned.get(agency).map_or(&[], Vec::as_slice)
    }
}
