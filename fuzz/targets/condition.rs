//! Conditions: bounded and checked before they are evaluated.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::condition::{Condition, ConditionNames, known_values};
use mulu_core::model::{FileId, Stage};
use mulu_core::parse::{Diagnostics, project};

fuzz_target!(|text: &str| {
    let Ok(condition) = Condition::parse(text, &ConditionNames::of_project()) else { return };
    let diagnostics = Diagnostics::default();
    let project = project("projects/p.toml", FileId(0), "traits = [\"cloud\"]\nmlps_level = 3\n", &diagnostics);
    let _ = condition.answer(&mut known_values(&project, Stage::Approval, "430100", std::iter::empty()));
});
