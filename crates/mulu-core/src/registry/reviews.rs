//! The next review of a standard in this registry.

use crate::day::{self, Day, NoDuty, Review, ReviewInput};

use super::Registry;

impl Registry {
    /// When a standard must next be reviewed, or why it need not be.
    ///
    /// # Errors
    /// The reason why there is no review duty on the day.
    pub fn next_review(&self, standard: usize, day: Day) -> Result<Review, NoDuty> {
        let record = &self.standards[standard];
        let listed = record.listed_on(day).and_then(|entry| entry.listed.as_ref()).map(|listed| listed.value);
        let municipal = record.is_municipal().then_some(record.effective.as_ref()).flatten();
        let reviewed = record.reviewed_by(day).and_then(|review| review.date.as_ref()).map(|date| date.value);
        let input = ReviewInput {
            status: self.status(standard, day),
            listed,
            municipal_effective: municipal.map(|effective| effective.value),
            reviewed,
            own_cycle: record.review_cycle.as_ref().map(|cycle| cycle.value),
            ceiling: self.config.review.cycle,
            due_soon: self.config.review.due_soon,
        };
        day::next_review(input, day)
    }
}
