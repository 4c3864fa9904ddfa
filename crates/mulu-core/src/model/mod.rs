//! What the records say: validated types, and nothing else.
//!
//! A value that is missing or wrong in a file is `None` here; the fault was reported where it was read. So the rest of the
//! house works with what is sure, and goes on when a record is broken.

mod agency;
mod case;
mod composition;
mod configuration;
mod field;
mod kind;
mod policy;
mod project;
mod resource;
mod sharing_terms;
mod spanned;
mod sparse_list;
mod standard;
mod taxonomy;
mod upstream;

use kind::kinds;

pub use agency::{Agency, Complaint, DoneDuty, Filing, FormerName, NamedPost, Progress, Training};
pub use case::{Case, DAYS, Docket, day_words};
pub use composition::Composition;
pub use field::{Actor, FILE, FieldSpec, PROSE};
pub use kind::{Files, Presentation, RecordKind, SchemaOf};
pub use policy::{
    Assessed, Clause, ClauseExample, ExpectedOutcome, Policy, PolicyScope, PolicyStatus, ProcedureStep, RecurringDuty,
    Subject, Withheld,
};
pub use project::{Conformance, ConformanceStatus, Evidence, Order, Outcome, Project, Risk, Stage, Waiver};
pub use resource::{
    Basis, BasisKind, Identifier, InformationItem, Matter, Mode, Objection, ObjectionOutcome, Openness, Resource,
    ResourceFormat, Sharing, SharingRequest, Sweep,
};
pub use sharing_terms::{Database, SharingTerms, built_in, terms_in};
pub use spanned::{FileId, FileRange, Place, Span, Spanned};
pub use sparse_list::SparseList;
pub use standard::{
    Adopts, Binding, CONSULTATION, Catalogue, Cited, Conclusion, DocumentForm, Drafting, Erratum, FactSource,
    FormerNumber, Listing, RecordedReview, STEPS, Standard,
};
pub use taxonomy::{Class, ClassGroup, EvidenceKind, Topic};
pub use upstream::Upstream;

kinds! {
    /// `book.toml`.
    Config = configuration::KIND;
    /// `standards/taxonomy.toml`.
    Taxonomy = taxonomy::TAXONOMY;
    /// `standards/*/*.md`.
    Standard = standard::KIND;
    /// `policies/evidence.toml`.
    Evidence = taxonomy::EVIDENCE;
    /// `policies/*.md`.
    Policy = policy::KIND;
    /// `agencies/*.toml`.
    Agency = agency::KIND;
    /// `projects/*.toml`.
    Project = project::KIND;
    /// `resources/*/*.toml`.
    Resource = resource::KIND;
    /// `cases/*.toml`.
    Docket = case::KIND;
}
