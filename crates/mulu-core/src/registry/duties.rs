//! The duties that the conclusion of a review opens (DESIGN 4).

use crate::day::{Day, Status};
use crate::model::{Conclusion, Span};

use super::Registry;

/// A revision or an abolition that is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duty {
    /// The last day on which doing it is in time.
    pub due: Day,
    /// When the review concluded that it must be done.
    pub concluded: Day,
    /// The conclusion in the standard's file.
    pub span: Span,
}

impl Registry {
    /// The revision that is to be done, if the newest review asks for one: of the city's own document until a successor is issued, of a
    /// standard that others issue until it is proposed to them.
    #[must_use]
    pub fn revision_due(&self, standard: usize, day: Day) -> Option<Duty> {
        let duty = self.duty(standard, day, Conclusion::Revise)?;
        let issued = self.dates(standard).successor_issued.is_some_and(|issued| issued <= day);
        let record = &self.standards[standard];
        let proposed = record.reviewed_by(day).and_then(|review| review.proposed.as_ref());
        let proposed = !record.is_municipal() && proposed.is_some_and(|proposed| proposed.value <= day);
        (!issued && !proposed && !self.is_gone(standard, day)).then_some(duty)
    }

    /// The abolition that is to be done, if the newest review asks for one: of the city's own document until it is withdrawn, of a
    /// standard that others issue until it is delisted.
    #[must_use]
    pub fn abolition_due(&self, standard: usize, day: Day) -> Option<Duty> {
        let duty = self.duty(standard, day, Conclusion::Abolish)?;
        let record = &self.standards[standard];
        let entry = record.catalogue.as_ref();
        let others = !record.is_municipal();
        let delisted =
            others && entry.and_then(|entry| entry.delisted.as_ref()).is_some_and(|delisted| delisted.value <= day);
        (!delisted && !self.is_gone(standard, day)).then_some(duty)
    }

    fn is_gone(&self, standard: usize, day: Day) -> bool {
        matches!(self.status(standard, day), Status::Withdrawn | Status::Replaced)
    }

    fn duty(&self, standard: usize, day: Day, conclusion: Conclusion) -> Option<Duty> {
        let review = self.standards[standard].reviewed_by(day)?;
        let concluded = review.conclusion.as_ref().filter(|concluded| concluded.value == conclusion)?;
        let date = review.date.as_ref()?.value;
        let terms = self.review_terms(standard);
        let within = if conclusion == Conclusion::Revise { terms.revise_within } else { terms.abolish_within };
        let due = review.due.as_ref().map_or_else(|| within.after(date), |due| due.value);
        Some(Duty { due, concluded: date, span: concluded.span })
    }
}
