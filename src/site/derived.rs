//! What the registry says of every standard on the day, asked once for all pages in all languages.

use rayon::prelude::*;

use crate::day::{Day, NoDuty, Review, Status};
use crate::registry::{BindingForce, Coverage, Registry};

/// The answers for one standard.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its status.
    pub status: Status,
    /// Its binding force.
    pub binding: BindingForce,
    /// Its next review, or why there is none.
    pub review: Result<Review, NoDuty>,
    /// Whether it is in the catalogue.
    pub listed: bool,
}

/// The answers for all.
#[derive(Debug)]
pub struct Answers {
    /// By standard.
    pub standards: Vec<Derived>,
    /// By topic, in the taxonomy's order.
    pub coverage: Vec<Coverage>,
}

impl Answers {
    /// Asks the registry.
    #[must_use]
    pub fn of(registry: &Registry, day: Day) -> Self {
        let derive = |index: usize| Derived {
            status: registry.status(index, day),
            binding: registry.binding(index, day),
            review: registry.next_review(index, day),
            listed: registry.standards[index].listed_on(day).is_some(),
        };
        let standards = (0..registry.standards.len()).into_par_iter().map(derive).collect();
        Answers { standards, coverage: registry.coverage(day) }
    }
}
