//! What belongs to an edition and is none of its own: amendment sheets (修改单), and later states of its text.

use crate::day::{Day, Status};

use super::Registry;

impl Registry {
    /// The edition that a record belongs to, where it is not an edition itself: an amendment sheet, a partial revision, an edition with its
    /// amendments worked in. None where the edition has no record.
    ///
    /// What belongs to an edition has its force, makes no obligation and no review of its own, and ends with it.
    #[must_use]
    pub fn part_of(&self, standard: usize) -> Option<usize> {
        // While a registry is linked, an open mandate asks already.
        self.links.part_of.get(standard).copied().flatten()
    }

    /// Whether a record is not an edition: it belongs to one, recorded or not.
    #[must_use]
    pub fn is_part(&self, standard: usize) -> bool {
        self.part_of(standard).is_some() || self.is_sheet(standard)
    }

    /// Whether a record is an amendment sheet.
    #[must_use]
    pub fn is_sheet(&self, standard: usize) -> bool {
        self.standards[standard].number.as_ref().is_some_and(|cited| cited.number.is_amendment())
    }

    /// The records that belong to an edition, the oldest first.
    #[must_use]
    pub fn parts(&self, edition: usize) -> Vec<usize> {
        let mut parts = self.links.parts[edition].to_vec();
        parts.sort_by_key(|part| (self.dates(*part).effective, self.standards[*part].name()));
        parts
    }

    /// The state of an edition's text on a day: its newest revised text that is effective, or else itself.
    #[must_use]
    pub fn as_revised(&self, edition: usize, day: Day) -> usize {
        let mut parts = self.parts(edition).into_iter().rev();
        parts.find(|part| !self.is_sheet(*part) && self.status(*part, day) == Status::Current).unwrap_or(edition)
    }
}
