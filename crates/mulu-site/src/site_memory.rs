//! What a site was made from, kept while records change: the server makes the pages of the next state of a registry from it.
//!
//! All answers are kept by record. After a change those are forgotten that it may concern, as the registry was and as it is now, and
//! whoever asks has them worked out anew; what is said of all together is put together of what is known of each. Where a change may
//! concern any record, all is forgotten.

use std::collections::BTreeSet;

use mulu_core::audit::{Audits, AuditsMade, ProjectAudit, Requirement};
use mulu_core::day::Day;
use mulu_core::model::FileId;
use mulu_core::registry::{Registry, SharedNames};

use super::concerned_records::ConcernedRecords;
use super::derived::AnswersGiven;
use super::lasting_index::IndexBefore;
use super::site_findings::FindingsBefore;

/// Where a change concerns more records than this, all is asked anew: that is done on all cores, and costs no more.
const MOST: usize = 5_000;

/// What a site was made from.
pub struct SiteMemory {
    names: SharedNames,
    known: Option<KnownSite>,
    next: NextEdit,
}

/// What is known of the records of a site.
pub struct KnownSite {
    /// The audits of projects.
    pub audits: AuditsMade,
    /// What was answered about each record.
    pub answers: AnswersGiven,
    /// What was found; none where nobody asked for all of it.
    pub found: Option<FindingsBefore>,
    /// The search index, likewise.
    pub index: Option<IndexBefore>,
}

/// What is known of a site, but for the audits, and the records that it is to be asked of anew.
#[derive(Default)]
pub struct RecalledSite {
    /// Those of which something else may be said.
    pub concerned: ConcernedRecords,
    /// What was answered; none where nothing is known.
    pub answers: Option<AnswersGiven>,
    /// What was found, likewise.
    pub found: Option<FindingsBefore>,
    /// The search index, likewise.
    pub index: Option<IndexBefore>,
}

/// Some files that are read again.
pub struct NextEdit {
    files: BTreeSet<FileId>,
    /// Those of them that hold a record: where one comes or goes, all behind it have other places.
    recorded: Vec<FileId>,
    /// The names that they have.
    names: BTreeSet<String>,
    /// The records of which something else may be said then; none: of any.
    pub concerned: Option<BTreeSet<FileId>>,
}

impl SiteMemory {
    /// Of a registry that was just loaded: nothing is known yet.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        // What is said of the records of others follows from how these are joined, and from no name.
        let names = if registry.upstreams().is_empty() { SharedNames::of(registry) } else { SharedNames::default() };
        SiteMemory { names, known: None, next: NextEdit::none() }
    }

    /// Hands over what is known, for the registry as it is now.
    pub(super) fn recall<'r>(&mut self, registry: &'r Registry, day: Day) -> (Audits<'r>, RecalledSite) {
        let next = std::mem::replace(&mut self.next, NextEdit::none());
        let Some(KnownSite { audits, answers, found, index }) = self.known.take() else {
            return (Audits::lazy_table(registry, day), RecalledSite::default());
        };
        let mut concerned = ConcernedRecords::of(registry, next.concerned.unwrap_or_default());
        let places = (concerned.projects.as_slice(), concerned.standards.as_slice());
        let (audits, is_all_other) = Audits::again(registry, day, audits, places);
        if is_all_other {
            concerned.add_projects(registry);
        }
        let found = found.map(|found| found.with_concerned(&concerned.files));
        let index = index.map(|index| index.with_concerned(&concerned.files));
        (audits, RecalledSite { concerned, answers: Some(answers), found, index })
    }

    /// The records that a change of some files, by their paths, may concern, as the registry is before it.
    pub(super) fn next(&self, registry: &Registry, paths: &BTreeSet<String>) -> NextEdit {
        let files: BTreeSet<FileId> = paths.iter().filter_map(|path| registry.file_named(path)).collect();
        let (names, recorded) = (SharedNames::own(registry, &files), recorded(registry, &files));
        NextEdit { concerned: self.near(registry, &files), recorded, names, files }
    }

    fn near(&self, registry: &Registry, files: &BTreeSet<FileId>) -> Option<BTreeSet<FileId>> {
        registry.upstreams().is_empty().then(|| self.names.near(registry, files, MOST)).flatten()
    }

    /// Takes in what is known before some files are read again.
    pub(super) fn keep(&mut self, registry: &Registry, next: NextEdit, known: KnownSite) {
        if next.concerned.is_some() {
            next.files.iter().for_each(|file| self.names.take_out(registry, *file));
            self.known = Some(known);
        } else {
            // Nobody waits for it: of a large registry that takes as long as making a page.
            std::thread::spawn(move || drop(known));
        }
        self.next = next;
    }

    /// Notes that the files that were to be read again have been.
    pub fn after(&mut self, registry: &Registry) {
        let NextEdit { files, names, recorded: before, concerned } =
            std::mem::replace(&mut self.next, NextEdit::none());
        let Some(mut concerned) = concerned else {
            *self = SiteMemory::of(registry);
            return;
        };
        files.iter().for_each(|file| self.names.enter(registry, *file));
        let near = self.near(registry, &files).filter(|_| before == recorded(registry, &files));
        match near {
            Some(near) => {
                concerned.extend(near);
                let answering = self.answering(registry, &files, &concerned);
                concerned.extend(answering);
                // Who used a name that somebody has only now was entered without what it says: the index is made anew.
                if let Some(known) =
                    self.known.as_mut().filter(|_| !SharedNames::own(registry, &files).is_subset(&names))
                {
                    known.index = None;
                }
                self.next.concerned = Some(concerned);
            }
            None => self.known = None,
        }
    }

    /// The projects that must answer for one of the standards which a change concerns though they name none, since a clause does, and
    /// whoever is concerned with these.
    fn answering(
        &self,
        registry: &Registry,
        changed: &BTreeSet<FileId>,
        concerned: &BTreeSet<FileId>,
    ) -> BTreeSet<FileId> {
        let Some(known) =
            self.known.as_ref().filter(|_| changed.iter().any(|file| registry.standard_in(*file).is_some()))
        else {
            return BTreeSet::new();
        };
        let standards = ConcernedRecords::of(registry, concerned.clone()).standards;
        let is_concerned = |standard: &usize| standards.binary_search(standard).is_ok();
        let answers = |place: &usize| known.audits.project(*place).is_some_and(|audit| asks_of(audit, is_concerned));
        let projects = (0..registry.projects.len()).filter(answers).map(|place| registry.projects[place].file);
        let projects: BTreeSet<FileId> = projects.filter(|file| !concerned.contains(file)).collect();
        let agencies = projects.iter().filter_map(|file| {
            let at = registry.projects.binary_search_by_key(file, |project| project.file).ok()?;
            registry.agency(registry.projects[at].agency.as_ref()?)
        });
        let agencies = self.names.with_kin(registry, agencies.map(|at| registry.agencies[at].file).collect());
        projects.into_iter().chain(agencies).collect()
    }
}

impl NextEdit {
    /// Of nothing.
    fn none() -> Self {
        NextEdit {
            files: BTreeSet::new(),
            recorded: Vec::new(),
            names: BTreeSet::new(),
            concerned: Some(BTreeSet::new()),
        }
    }
}

/// Those of some files that hold a record.
fn recorded(registry: &Registry, files: &BTreeSet<FileId>) -> Vec<FileId> {
    files.iter().copied().filter(|file| registry.holds_record(*file)).collect()
}

/// Whether an audit asks for one of some standards, or may.
fn asks_of(audit: &ProjectAudit, is_one: impl Fn(&usize) -> bool) -> bool {
    let is_asked = |asked: &Requirement| matches!(asked, Requirement::Standard(standard) if is_one(standard));
    audit.obligations.iter().any(|obligation| is_asked(&obligation.asked))
        || audit.undecided.iter().any(|open| is_asked(&open.asked))
        || audit.recommended.iter().any(|one| is_one(&one.standard))
        || audit.unplaced.iter().any(&is_one)
}

#[cfg(test)]
mod tests;
