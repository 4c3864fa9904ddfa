//! Registries for the tests.

use std::path::Path;
use std::sync::LazyLock;

use mulu::audit::{Asked, Audit, Audits, Obligation};
use mulu::day::Day;
use mulu::model::{FileId, Project, Stage};
use mulu::parse::{self, Faults};
use mulu::registry::Registry;
use mulu::source::{Memory, WorkTree};

/// This repository's registry.
pub static OWN: LazyLock<Registry> = LazyLock::new(|| {
    let root = WorkTree::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository is a registry");
    Registry::load(&root).expect("it can be read")
});

/// The day of the hand-checked table.
pub static AUDITS: LazyLock<Audits<'static>> = LazyLock::new(|| Audits::of(&OWN, day("2026-11-21")));

/// A day.
pub fn day(text: &str) -> Day {
    text.parse().expect(text)
}

/// A project that is in no registry, from the text of its record.
pub fn project(text: &str) -> Project {
    let faults = Faults::default();
    let project = parse::project("projects/imagined.toml", FileId(0), text, &faults);
    let faults = faults.finish();
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.en.as_str()).collect();
    assert!(words.is_empty(), "{words:?} in\n{text}");
    project
}

/// A registry in memory.
pub fn memory(files: &[(&str, &str)]) -> Registry {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Registry::load(&Memory::new(files)).expect("memory can be read")
}

/// A project's audit at its own stage.
pub fn audit(audits: &Audits<'_>, project: &Project) -> Audit {
    audits.at(project, project.stage.as_ref().map_or(Stage::Planning, |stage| stage.value))
}

/// What is asked: a standard's id, or a kind of evidence.
pub fn asked<'r>(registry: &'r Registry, obligation: &'r Obligation) -> &'r str {
    match &obligation.asked {
        Asked::Standard(index) => &registry.standards[*index].id,
        Asked::Evidence(kind) => kind,
    }
}

/// Everything asked with its verdict.
pub fn verdicts(registry: &Registry, audit: &Audit) -> Vec<(String, &'static str)> {
    let verdict = |obligation: &Obligation| (asked(registry, obligation).to_owned(), obligation.verdict.id());
    audit.obligations.iter().map(verdict).collect()
}
