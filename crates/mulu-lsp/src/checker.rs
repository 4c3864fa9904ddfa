//! The check of the whole registry, beside the one who types: on a registry of its own, so that neither waits for the other.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mulu_core::check::check;
use mulu_core::day::Day;
use mulu_core::source::Unreadable;

use crate::diagnosis::Diagnosis;
use crate::federation::Federation;
use crate::live::{FileEvent, LiveRegistry};

/// What is to be checked: all changes since the last time.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// The count of changes up to these.
    pub generation: u64,
    /// The changes, in order.
    pub changes: Vec<FileEvent>,
    /// The day to check for.
    pub day: Option<Day>,
}

impl Job {
    /// Takes a later job in.
    pub fn join(&mut self, later: Job) {
        self.generation = later.generation;
        self.changes.extend(later.changes);
        self.day = later.day;
    }
}

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// The count of changes that it knows of.
    pub generation: u64,
    /// The findings by path.
    pub findings: Result<BTreeMap<String, Vec<Diagnosis>>, Unreadable>,
}

/// A registry that is checked whole.
pub struct Checker {
    live: LiveRegistry,
}

impl Checker {
    /// Of the registry in a folder.
    ///
    /// # Errors
    /// When the folder has no `book.toml`.
    pub fn open(root: &Path, federation: Arc<dyn Federation>) -> Result<Self, Unreadable> {
        Ok(Checker { live: LiveRegistry::open(root, federation)? })
    }

    /// Takes the changes in, and checks.
    pub fn run(&mut self, job: &Job) -> Checked {
        job.changes.iter().for_each(|change| self.live.change(change));
        let read = self.live.catch_up();
        let findings = read.map(|()| {
            let registry = self.live.registry();
            let found = job.day.map(|day| check(registry, day)).unwrap_or_default();
            let found = Diagnosis::by_path(registry, found);
            // What is told of a file of an upstream is told of its copy: laid down here, where nobody waits.
            found.keys().for_each(|path| drop(self.live.copy(path)));
            found
        });
        Checked { generation: job.generation, findings }
    }
}
