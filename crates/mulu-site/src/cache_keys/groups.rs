//! Sets that are joined (union–find).

/// Which standards hang together: sets that are joined (union–find).
pub struct Groups(Vec<usize>);

impl Groups {
    pub fn of(count: usize) -> Self {
        Groups((0..count).collect())
    }

    /// The member that stands for the group.
    pub fn find(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        // The smaller stands for both, so that the order of joining does not matter.
        self.0[a.max(b)] = a.min(b);
    }
}
