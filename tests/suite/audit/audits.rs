//! Audits of this repository's registry, and of projects that are in none.

use std::sync::LazyLock;

use mulu_core::audit::{Audits, Obligation, ProjectAudit, Requirement};
use mulu_core::model::{FileId, Project, Stage};
use mulu_core::parse::{self, Diagnostics};
use mulu_core::registry::Registry;

use crate::harness::DAY;
use crate::harness::in_memory::{OWN, day};

/// This repository's registry on the day of the hand-checked table.
pub static AUDITS: LazyLock<Audits<'static>> = LazyLock::new(|| Audits::of(&OWN, day(DAY)));

/// A project that is in no registry, from the text of its record.
pub fn project(text: &str) -> Project {
    let faults = Diagnostics::default();
    let project = parse::project("projects/hypothetical.toml", FileId(0), text, &faults);
    let faults = faults.finish();
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.en.as_str()).collect();
    assert!(words.is_empty(), "{words:?} in\n{text}");
    project
}

/// A project's audit at its own stage.
pub fn audit(audits: &Audits<'_>, project: &Project) -> ProjectAudit {
    audits.at(project, project.stage.as_ref().map_or(Stage::Planning, |stage| stage.value))
}

/// What is asked: a standard's id, or a kind of evidence.
pub fn asked<'r>(registry: &'r Registry, obligation: &'r Obligation) -> &'r str {
    match &obligation.asked {
        Requirement::Standard(index) => &registry.standards[*index].id,
        Requirement::Evidence(kind) => kind,
    }
}

/// Everything asked with its verdict.
pub fn verdicts(registry: &Registry, audit: &ProjectAudit) -> Vec<(String, &'static str)> {
    let verdict = |obligation: &Obligation| (asked(registry, obligation).to_owned(), obligation.verdict.id());
    audit.obligations.iter().map(verdict).collect()
}
