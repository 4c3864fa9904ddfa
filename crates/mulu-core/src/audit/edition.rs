//! Which editions in force a declaration speaks of.

use crate::day::{Day, Status};
use crate::number::Number;
use crate::registry::{CitationTarget, Registry};

/// The editions in force that a declared number stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// The editions in force, by their places in [`Registry::standards`].
    pub current: Vec<usize>,
    /// Since when the declared edition is replaced, if it is.
    pub replaced: Option<ReplacedEdition>,
}

/// A replaced edition, and how long a project may stay on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplacedEdition {
    /// The declared edition.
    pub edition: usize,
    /// Since when its first successor is effective.
    pub since: Day,
    /// The last day of the transition (`[review] transition`).
    pub last: Day,
}

impl Editions {
    /// Whether the transition from the declared edition is over; a standard that is mandatory by its number has none.
    #[must_use]
    pub fn is_superseded(&self, day: Day, mandatory: bool) -> bool {
        self.replaced.is_some_and(|replaced| mandatory || replaced.last < day)
    }
}

/// What a number that a project declares stands for on a day. A withdrawn edition and one that is only a draft stand for nothing.
#[must_use]
pub fn editions(registry: &Registry, number: &Number, day: Day) -> Editions {
    let CitationTarget::Edition(edition) = registry.target(number) else {
        return Editions { current: registry.in_force(number, day), replaced: None };
    };
    // Whoever works to an edition as its amendment sheet changes it works to the edition.
    let edition = registry.part_of(edition).unwrap_or(edition);
    match registry.status(edition, day) {
        Status::Current => Editions { current: vec![edition], replaced: None },
        Status::Replaced => {
            let succession = registry.succession(edition, day);
            let replaced = succession.since.map(|since| {
                let last = registry.config.review.transition.after(since);
                ReplacedEdition { edition, since, last }
            });
            Editions { current: succession.current, replaced }
        }
        // Issued, and not effective yet: whoever already works to it does more than the edition it will replace asks for.
        Status::Upcoming => Editions { current: replaced_by(registry, edition, day), replaced: None },
        Status::Draft | Status::Withdrawn => Editions::default(),
    }
}

/// The editions in force that an edition will replace, through as many steps as it takes.
fn replaced_by(registry: &Registry, edition: usize, day: Day) -> Vec<usize> {
    let mut seen = vec![edition];
    let mut open = registry.predecessors(edition);
    let mut current = Vec::new();
    while let Some(index) = open.pop() {
        if seen.contains(&index) {
            continue;
        }
        seen.push(index);
        match registry.status(index, day) {
            Status::Current => current.push(index),
            Status::Upcoming => open.extend(registry.predecessors(index)),
            Status::Draft | Status::Replaced | Status::Withdrawn => {}
        }
    }
    current.sort_unstable();
    current
}
