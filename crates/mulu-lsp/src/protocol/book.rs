//! A registry that is served: what is known of it, and what was told of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use mulu_core::audit::Audits;
use mulu_core::check::check_file;
use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::source::Unreadable;

use crate::checker::{Checked, Job};
use crate::diagnosis::Diagnosis;
use crate::federation::Federation;
use crate::live::{FileEvent, LiveRegistry};

/// A registry that is served.
pub struct Book {
    /// The registry.
    pub live: LiveRegistry,
    /// The day for which it was last asked.
    pub day: Option<Day>,
    /// What the editor was told of each file.
    pub told: BTreeMap<String, Vec<Diagnosis>>,
    /// Why it could not be read the last time.
    trouble: Option<String>,
    /// How many changes there were.
    generation: u64,
    /// The count of changes with which each file was last changed in the editor.
    changed: BTreeMap<String, u64>,
    /// The files whose own findings are to be told.
    asked: BTreeSet<String>,
    /// What the checker was not told yet.
    job: Job,
}

impl Book {
    /// The registry in a folder.
    ///
    /// # Errors
    /// When it has no `book.toml`.
    pub fn open(root: &Path, federation: Arc<dyn Federation>) -> Result<Self, Unreadable> {
        Ok(Book {
            live: LiveRegistry::open(root, federation)?,
            day: None,
            told: BTreeMap::new(),
            trouble: None,
            generation: 0,
            changed: BTreeMap::new(),
            asked: BTreeSet::new(),
            job: Job::default(),
        })
    }

    /// Notes a change.
    pub fn note(&mut self, change: FileEvent) {
        self.generation += 1;
        match &change {
            FileEvent::Open(path, _) => {
                self.changed.insert(path.clone(), self.generation);
                self.asked.insert(path.clone());
            }
            FileEvent::Closed(path) => {
                self.changed.insert(path.clone(), self.generation);
                self.asked.remove(path);
            }
            FileEvent::Written(_) | FileEvent::Listed => {}
        }
        self.live.change(&change);
        self.job.changes.push(change);
    }

    /// Reads what was noted of single files. Why it cannot be read, where that is not known yet.
    pub fn refresh(&mut self, today: &dyn Fn(&Config) -> Day) -> Option<String> {
        let read = self.live.refresh();
        self.was_read(read, today)
    }

    /// Reads all that was noted. Why it cannot be read, where that is not known yet.
    pub fn catch_up(&mut self, today: &dyn Fn(&Config) -> Day) -> Option<String> {
        let read = self.live.catch_up();
        self.was_read(read, today)
    }

    fn was_read(&mut self, read: Result<(), Unreadable>, today: &dyn Fn(&Config) -> Day) -> Option<String> {
        let trouble = read.err().map(|error| error.to_string());
        self.day = Some(today(&self.live.registry().config));
        let is_new = trouble != self.trouble;
        self.trouble.clone_from(&trouble);
        trouble.filter(|_| is_new)
    }

    /// The findings of the files that were changed in the editor, each by itself. While all must be read again, places in them may be
    /// others than the registry has: they wait.
    pub fn own_findings(&mut self) -> Vec<(String, Vec<Diagnosis>)> {
        if self.live.is_behind() {
            return Vec::new();
        }
        let asked = std::mem::take(&mut self.asked);
        let Some(day) = self.day.filter(|_| !asked.is_empty()) else { return Vec::new() };
        let registry = self.live.registry();
        let audits = Audits::lazy_table(registry, day);
        let of = |path: String| {
            let findings = self.live.file(&path).map(|file| check_file(&audits, file)).unwrap_or_default();
            let findings = findings.into_iter().map(|finding| Diagnosis::of(registry, finding)).collect();
            (path, findings)
        };
        asked.into_iter().map(of).collect()
    }

    /// What the checker is to do now; nothing where it knows all changes.
    pub fn job(&mut self) -> Option<Job> {
        if self.job.changes.is_empty() {
            return None;
        }
        let job = std::mem::take(&mut self.job);
        Some(Job { generation: self.generation, day: self.day, ..job })
    }

    /// Has everything checked once more, whatever changed.
    pub fn check_all(&mut self) {
        self.note(FileEvent::Listed);
    }

    /// What is to be told of which files after a check of all: of those that were changed since it began nothing, for it is no
    /// longer true, and of those of which the same was told already nothing either.
    pub fn news(&self, checked: Checked) -> Vec<(String, Vec<Diagnosis>)> {
        let Ok(findings) = checked.findings else { return Vec::new() };
        let is_true = |path: &String| self.changed.get(path).is_none_or(|changed| *changed <= checked.generation);
        let gone = self.told.iter().filter(|(path, told)| !told.is_empty() && !findings.contains_key(*path));
        let gone: Vec<_> = gone.map(|(path, _)| (path.clone(), Vec::new())).collect();
        let new = findings.into_iter().filter(|(path, found)| self.told.get(path) != Some(found));
        new.chain(gone).filter(|(path, _)| is_true(path)).collect()
    }
}
