//! The records of which something else may be said after some were changed.

use std::collections::BTreeSet;

use mulu_core::model::FileId;
use mulu_core::registry::Registry;

/// The records of which something else may be said, and their places in the registry's lists, ascending.
#[derive(Debug, Default)]
pub struct ConcernedRecords {
    /// Their files.
    pub files: BTreeSet<FileId>,
    /// The standards among them.
    pub standards: Vec<usize>,
    /// The projects among them.
    pub projects: Vec<usize>,
}

impl ConcernedRecords {
    /// Those in some files.
    #[must_use]
    pub fn of(registry: &Registry, files: BTreeSet<FileId>) -> Self {
        let place_of = |file: &FileId| registry.standards.binary_search_by_key(file, |record| record.file).ok();
        let standards = files.iter().filter_map(place_of).collect();
        let place_of = |file: &FileId| registry.projects.binary_search_by_key(file, |record| record.file).ok();
        let projects = files.iter().filter_map(place_of).collect();
        ConcernedRecords { files, standards, projects }
    }

    /// Adds all projects, and the agencies whose they are.
    pub fn add_projects(&mut self, registry: &Registry) {
        self.projects = (0..registry.projects.len()).collect();
        self.files.extend(registry.projects.iter().map(|project| project.file));
        self.files.extend(registry.agencies.iter().map(|agency| agency.file));
    }
}
