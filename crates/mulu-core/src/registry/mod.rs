//! All records at one moment, linked.
//!
//! Statuses, successors, binding force and coverage are questions put to the registry with a day; none of the answers is stored
//! in a file, so that no two places can disagree.

mod agencies;
mod binding;
mod called;
mod clauses;
mod coverage;
mod deadlines;
mod due;
mod duties;
mod editions;
mod hypothetical;
mod links;
mod load;
mod mandates;
mod nearest;
mod papers;
mod parts;
mod places;
mod procedures;
mod records;
mod recurring;
mod references;
mod reload;
mod resources;
mod reviews;
mod serial_variants;
mod shared_names;
mod texts;
mod upstreams;

use std::collections::BTreeSet;

use crate::config::Config;
use crate::model::{Agency, Class, Docket, EvidenceKind, FileId, Kind, Policy, Project, Resource, Standard};
use crate::parse::{Diagnostic, ParsedFile};
use crate::source::kind_of;

pub use binding::{BindingForce, Force, ForceReason, Placement};
pub use clauses::ClauseRef;
pub use coverage::{Coverage, TopicState};
pub use deadlines::{Deadline, Expiry};
pub use due::{Due, DueTask, HORIZON, review_start_place};
pub use duties::Duty;
pub use editions::{CitationTarget, Succession};
pub use hypothetical::Hypothetical;
pub use links::{Mention, Mentions};
pub use load::digests;
pub use procedures::{CaseRef, CaseStep, OrganTimes, StepState, StepTimes, TimeTaken, case_steps};
pub use records::Record;
pub use recurring::{DutyPeriod, OwedDuty, duty_reference, how_often, kept};
pub use resources::SweepDue;
pub use shared_names::SharedNames;
pub use texts::{FILES_BEYOND_MEMORY, MANY_FILES};
pub use upstreams::{JOINED, LoadedUpstream, MissingUpstream, Shadowed};

use links::{Links, NO_MENTIONS};
use records::{
    ListVisitor, each, forget, lists, of_agency, of_docket, of_policy, of_project, of_resource, of_standard, put, text,
};
use texts::FileTexts;
use upstreams::LoadedUpstreams;

/// All records of a registry, sorted by path, and the links between them.
#[derive(Debug, Default)]
pub struct Registry {
    /// `book.toml`.
    pub config: Config,
    /// The files' paths, relative to the root; a [`FileId`] counts in this list.
    pub files: Vec<String>,
    /// The text of each file: [`Registry::text`].
    texts: FileTexts,
    /// The SHA-256 of each file's bytes, by [`FileId`].
    pub digests: Vec<[u8; 32]>,
    /// The diagnostics that were found while reading, by file.
    pub diagnostics: Vec<(FileId, Diagnostic)>,
    /// The standards.
    pub standards: Vec<Standard>,
    /// The policies.
    pub policies: Vec<Policy>,
    /// The agencies.
    pub agencies: Vec<Agency>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The information resources.
    pub resources: Vec<Resource>,
    /// The dockets: files of cases.
    pub dockets: Vec<Docket>,
    /// The classes of the standards system, in the taxonomy's order.
    pub classes: Vec<Class>,
    /// The kinds of evidence, in their file's order.
    pub evidence_kinds: Vec<EvidenceKind>,
    links: Links,
    federation: LoadedUpstreams,
    /// Paths of papers that records name, at which none is: [`Registry::look_for_papers`].
    absent: BTreeSet<String>,
}

lists! {
    Standard in standards, standard, called title title_en, linked by of_standard;
    Policy in policies, policy, called title title_en, linked by of_policy;
    Agency in agencies, agency, called name name_en, linked by of_agency;
    Project in projects, project, called name name_en, linked by of_project;
    Resource in resources, resource, called name name_en, linked by of_resource;
    Docket in dockets, docket, called title title_en, linked by of_docket;
}

impl Registry {
    /// A file's path.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", String::as_str)
    }

    /// The file with a path.
    #[must_use]
    pub fn file_named(&self, path: &str) -> Option<FileId> {
        let place = self.files.binary_search_by(|own| own.as_str().cmp(path)).ok()?;
        u32::try_from(place).ok().map(FileId)
    }

    /// All files, in the order of their paths.
    pub fn file_ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// A file's path in the registry that it comes from.
    #[must_use]
    pub fn path_at_home(&self, file: FileId) -> &str {
        let path = self.path(file);
        if self.is_own(file) { path } else { crate::source::split_upstream(path).map_or(path, |(_, path)| path) }
    }

    /// The kind of record and the record's id that a file holds.
    #[must_use]
    pub fn record_of(&self, file: FileId) -> (Kind, &str) {
        let path = self.path_at_home(file);
        let kind = crate::source::kind_of(path).unwrap_or(Kind::Config);
        (kind, self.qualified_id(file).unwrap_or_else(|| crate::source::stem(path)))
    }

    /// Whether a file could not be read whole: what its record lacks may be there.
    #[must_use]
    pub fn has_faults(&self, file: FileId) -> bool {
        self.diagnostics.binary_search_by_key(&file, |(at, _)| *at).is_ok()
    }

    /// The class with an id.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.id.as_ref().is_some_and(|own| own.value == id))
    }

    /// The kind of evidence with an id.
    #[must_use]
    pub fn evidence_kind(&self, id: &str) -> Option<&EvidenceKind> {
        self.evidence_kinds.iter().find(|kind| kind.id.as_ref().is_some_and(|own| own.value == id))
    }

    /// Who speaks of a standard: policies, agencies, projects.
    #[must_use]
    pub fn mentions(&self, standard: usize) -> &Mentions {
        self.links.mentions[standard].as_deref().unwrap_or(&NO_MENTIONS)
    }
}

#[cfg(test)]
mod tests;
