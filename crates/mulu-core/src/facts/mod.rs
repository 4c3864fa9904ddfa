//! One record with everything derived, as programs read it: what `mulu show --format json` prints and the site publishes.

mod agency;
mod audit;
mod clause;
mod docket;
mod document;
mod due;
mod every;
mod expiry;
mod fan_out;
mod holds;
mod origin;
mod policy;
mod project;
mod recorded;
mod resource;
mod standard;
#[cfg(test)]
mod tests;

pub use agency::{AgencyFacts, Dissolved, FilingFacts, Until};
pub use audit::{AuditFacts, CommonFacts, Locate, NextFacts, ObligationFacts, OrderFacts, PlaceFacts, WaiverFacts};
pub use clause::{AskedOfProject, ClauseInFull};
pub use docket::{CaseFacts, CaseStepFacts, DocketFacts, RequestFacts};
pub use document::{PublishedRecord, RecordDocument};
pub use due::DueFacts;
pub use fan_out::{Concerned, FanOut};
pub use holds::{Holds, HoldsByRecord, HoldsFound};
pub use origin::OriginFacts;
pub use policy::{ClauseFacts, MandateFacts, PolicyFacts, PolicyHead};
pub use project::{AuditedProject, ProjectFacts};
pub use recorded::{
    AdoptsFacts, BasisFacts, ComplaintFacts, DoneFacts, DraftingFacts, DutyFacts, ErratumFacts, ExampleFacts,
    FormerNameFacts, FormerNumberFacts, ItemFacts, ObjectionFacts, OrderedFacts, PaperFacts, PostFacts, ReviewedFacts,
    SourceFacts, StepFacts, SweptFacts, TrainingFacts, WaivedFacts,
};
pub use resource::{ResourceFacts, SweepFacts};
pub use standard::citations;
pub use standard::{BindingFacts, CatalogueFacts, CitationFacts, ReviewFacts, StandardFacts, review_states, unknown};

use std::borrow::Borrow;

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;

use crate::day::Day;
use crate::message::Lang;
use crate::model::{Cited, FileId, Kind, Span, Spanned};
use crate::registry::Registry;

use every::facts;

facts! {
    Standard: StandardFacts = StandardFacts::of;
    Policy: PolicyFacts = |registry, at, on, _| PolicyFacts::of(registry, &registry.policies[at], on);
    Agency: AgencyFacts = |registry, at, on, _| AgencyFacts::of(registry, &registry.agencies[at], on);
    Project: ProjectFacts = |registry, at, on, _| ProjectFacts::of(registry, &registry.projects[at], on);
    Resource: ResourceFacts = |registry, at, on, _| ResourceFacts::of(registry, &registry.resources[at], on);
    Docket: DocketFacts = |registry, at, on, _| DocketFacts::of(registry, &registry.dockets[at], on);
}

/// A date that a record may leave out, without its place.
pub fn day(date: &Option<Spanned<Day>>) -> Option<Day> {
    date.as_ref().map(|date| date.value)
}

/// A text that a record may leave out, without its place.
pub fn text<T: Borrow<Spanned<String>>>(text: &Option<T>) -> Option<String> {
    text.as_ref().map(|text| text.borrow().value.clone())
}

/// Texts without their places.
pub fn texts(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// A number that a record may leave out, canonical.
pub fn number(cited: &Option<Spanned<Cited>>) -> Option<String> {
    cited.as_ref().map(|cited| cited.number.canonical().to_owned())
}

/// Numbers, canonical.
pub fn numbers(cited: &[Spanned<Cited>]) -> Vec<String> {
    cited.iter().map(|cited| cited.number.canonical().to_owned()).collect()
}

/// The prose below a record's front matter, Markdown; none where it is empty.
fn prose(registry: &Registry, file: FileId, body: Span) -> Option<String> {
    Some(registry.written(file, body)).filter(|prose| !prose.is_empty()).map(|prose| prose.replace("\r\n", "\n"))
}
