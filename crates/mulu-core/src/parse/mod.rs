//! One file → one record and its diagnostics.
//!
//! Parsing never fails: it yields what could be read and a list of diagnostics, each with its place, and goes on to the end of the
//! file, so that a clerk sees every fault of a record in one run.

mod agency;
mod case;
mod clause_parts;
mod config;
mod diagnostic;
mod front_matter;
mod ids;
mod markdown;
mod policy;
mod project;
mod public_key;
mod readers;
mod resource;
mod shape;
mod sharing_terms;
mod standard;
mod table;
mod taxonomy;
mod text;
mod toml_text;
mod upstream;

use crate::config::Config;
use crate::model::{Agency, Class, Docket, EvidenceKind, FileId, Kind, Policy, Project, Resource, Standard};

use readers::readers;

pub use agency::agency;
pub use case::docket;
pub use config::{config, is_taken};
pub use diagnostic::{Diagnostic, Diagnostics, MOST as MOST_DIAGNOSTICS, Reading};
pub use front_matter::{Parts, split, split_front_matter};
pub use ids::parse as checked_word;
pub use policy::policy;
pub use project::project;
pub use resource::resource;
pub use shape::{SharedShape, TableShape, ValueType, describe};
pub use standard::standard;
pub use table::nearest;
pub use taxonomy::{evidence_kinds, taxonomy};
pub use text::{bad_name, not_a_file, not_a_record, text, too_deep, too_large};

readers! {
    Config: Config = |_, file, text, diagnostics| Some(config(file, text, diagnostics));
    Taxonomy: Vec<Class> = |_, file, text, diagnostics| Some(taxonomy(file, text, diagnostics));
    Standard: Standard = standard;
    Evidence: Vec<EvidenceKind> = |_, file, text, diagnostics| Some(evidence_kinds(file, text, diagnostics));
    Policy: Policy = policy;
    Agency: Agency = |path, file, text, diagnostics| Some(agency(path, file, text, diagnostics));
    Project: Project = |path, file, text, diagnostics| Some(project(path, file, text, diagnostics));
    Resource: Resource = |path, file, text, diagnostics| Some(resource(path, file, text, diagnostics));
    Docket: Docket = |path, file, text, diagnostics| Some(docket(path, file, text, diagnostics));
}

#[cfg(test)]
mod tests;
