//! The entries that people make in records, a command each: appended, tried, and written only where no rule denies them.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

mod answer;
mod case_step;
mod correct;
mod declare;
mod evidence;
mod order;
mod reorganise;
mod step;
mod train;
mod waive;

pub use answer::Answer;
pub use case_step::CaseStepArgs;
pub use correct::Correct;
pub use declare::Declare;
pub use evidence::EvidenceArgs;
pub use order::OrderArgs;
pub use reorganise::Reorganise;
pub use step::Step;
pub use train::Train;
pub use waive::Waive;

pub use answer::{edits as answer_edits, run as answer};
pub use case_step::{edits as case_step_edits, run as case_step};
pub use correct::{edits as correct_edits, run as correct};
pub use declare::{edits as declare_edits, run as declare};
pub use evidence::{edits as evidence_edits, run as evidence};
pub use order::{edits as order_edits, run as order};
pub use reorganise::{edits as reorganise_edits, run as reorganise};
pub use step::{edits as step_edits, run as step};
pub use train::{edits as train_edits, run as train};
pub use waive::{edits as waive_edits, run as waive};

use mulu_core::day::Day;
use mulu_core::edit::WrittenValue;
use mulu_core::model::{Agency, Project};
use mulu_core::parse::nearest;
use mulu_core::printable::line;
use mulu_core::registry::Registry;

use super::fail::Failure;
use super::open::OpenedRegistry;

/// A project, by its id or its name.
pub(super) fn project<'o>(opened: &'o OpenedRegistry, called: &str) -> Result<&'o Project, Failure> {
    find_project(&opened.registry, called).ok_or_else(|| {
        let ids = opened.registry.projects.iter().map(|project| project.id.as_str());
        unknown(("项目", "project"), called, nearest(called, ids))
    })
}

/// An agency, by its id or its name of today or of once.
pub(super) fn agency<'o>(opened: &'o OpenedRegistry, called: &str) -> Result<&'o Agency, Failure> {
    let found = opened.registry.agency_called(called).and_then(|index| opened.registry.agencies.get(index));
    found.ok_or_else(|| {
        let ids = opened.registry.agencies.iter().map(|agency| agency.id.as_str());
        unknown(("单位", "agency"), called, nearest(called, ids))
    })
}

/// The file of a project or, where none is called so, of an agency.
pub(super) fn bearer<'o>(opened: &'o OpenedRegistry, called: &str) -> Result<OrderHolder<'o>, Failure> {
    match find_project(&opened.registry, called) {
        Some(project) => Ok(OrderHolder::Project(project)),
        None => agency(opened, called).map(OrderHolder::Agency),
    }
}

/// Who may have papers and orders.
#[derive(Clone, Copy)]
pub(super) enum OrderHolder<'o> {
    Project(&'o Project),
    Agency(&'o Agency),
}

impl OrderHolder<'_> {
    fn path<'o>(&self, opened: &'o OpenedRegistry) -> &'o str {
        match self {
            OrderHolder::Project(project) => opened.registry.path(project.file),
            OrderHolder::Agency(agency) => opened.registry.path(agency.file),
        }
    }
}

fn find_project<'r>(registry: &'r Registry, called: &str) -> Option<&'r Project> {
    let by_id = registry.project(called).and_then(|index| registry.projects.get(index));
    let named = |project: &&Project| project.name.as_ref().is_some_and(|name| name.value == called);
    by_id.or_else(|| registry.projects.iter().find(named))
}

fn unknown((zh, en): (&str, &str), called: &str, near: Option<&str>) -> Failure {
    let hint = near.map_or_else(String::new, |near| format!(": {near}?"));
    let called = line(called);
    Failure::Unknown(format!("没有{zh} {called} · there is no {en} `{called}`{hint}"))
}

/// The number as it is recorded.
fn number(opened: &OpenedRegistry, text: &str) -> String {
    let found = opened.registry.find_standard(text, opened.day).and_then(|index| opened.registry.standards.get(index));
    let name = found.map(|standard| standard.name().to_owned());
    name.unwrap_or_else(|| opened.registry.number(text).canonical().to_owned())
}

/// The fields of a table that are there, in their order.
#[derive(Default)]
struct Fields(Vec<(&'static str, WrittenValue)>);

impl Fields {
    fn text(mut self, key: &'static str, text: Option<&str>) -> Self {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        self.0.extend(text.map(|text| (key, WrittenValue::Text(text.to_owned()))));
        self
    }

    fn day(mut self, key: &'static str, day: Option<Day>) -> Self {
        self.0.extend(day.map(|day| (key, WrittenValue::Day(day))));
        self
    }
}
