//! Answers that are worked out when they are first asked for, and kept.

use std::sync::OnceLock;

/// A list of answers, by place.
///
/// Many may ask at once, if working one out does not wait for work that may ask for the same.
#[derive(Debug)]
pub struct LazyTable<T>(Vec<OnceLock<T>>);

impl<T> LazyTable<T> {
    /// So many answers, none of them worked out.
    #[must_use]
    pub fn of(count: usize) -> Self {
        LazyTable(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    /// The answer at a place below the count, worked out now if it was not yet.
    pub fn get(&self, place: usize, work_out: impl FnOnce() -> T) -> &T {
        self.0[place].get_or_init(work_out)
    }

    /// The answer at a place, where it was worked out already.
    pub fn known(&self, place: usize) -> Option<&T> {
        self.0.get(place)?.get()
    }

    /// Forgets the answer at a place: who asks again has it worked out anew.
    pub fn forget(&mut self, place: usize) {
        if let Some(answer) = self.0.get_mut(place) {
            *answer = OnceLock::new();
        }
    }
}
