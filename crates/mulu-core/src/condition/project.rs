//! A project, as conditions see it (DESIGN 5).

use std::collections::BTreeSet;

use crate::limits::PROJECT_TRAITS;
use crate::model::{Project, Stage};

use super::unknown::DayBounds;
use super::{ConditionNames, PartialValues, UnknownFact, ValueKind, Values};

/// The variables of `when`.
///
/// `approved` is the day as text, `YYYY-MM-DD`, empty before there is one, so that days compare as text does. `jurisdiction` and
/// `agency` are empty where the record lacks them. The level of classified protection and the cost of a project that does not name
/// them are unknown, and so is the day of approval of one that has gone on since: see [`PartialValues`].
pub const PROJECT: [(&str, ValueKind); 9] = [
    ("traits", ValueKind::Texts),
    ("stage", ValueKind::Text),
    ("mlps_level", ValueKind::Number),
    ("investment", ValueKind::Number),
    ("major", ValueKind::Flag),
    ("classified", ValueKind::Flag),
    ("jurisdiction", ValueKind::Text),
    ("agency", ValueKind::Text),
    ("approved", ValueKind::Text),
];

impl ConditionNames<'static> {
    /// The names of [`PROJECT`].
    #[must_use]
    pub fn of_project() -> Self {
        ConditionNames { known: PROJECT.to_vec(), nested: false }
    }
}

/// What is known of a project, as if it were at a stage, in a jurisdiction; `days` are those that passed and are not known.
#[must_use]
pub fn known_values(
    project: &Project,
    stage: Stage,
    jurisdiction: &str,
    days: impl Iterator<Item = (UnknownFact, DayBounds)>,
) -> PartialValues {
    let traits: BTreeSet<&String> = project.traits.iter().map(|word| &word.value).collect();
    let traits: Vec<String> = traits.into_iter().take(PROJECT_TRAITS).cloned().collect();
    let mut values = Values::new();
    values.set("traits", traits);
    values.set("stage", stage.id());
    values.set("mlps_level", project.mlps_level.as_ref().map_or(0, |level| level.value));
    values.set("investment", project.investment.as_ref().map_or(0.0, |investment| investment.value));
    values.set("major", project.major);
    values.set("classified", project.classified);
    values.set("jurisdiction", jurisdiction);
    values.set("agency", project.agency.as_ref().map_or("", |agency| agency.value.as_str()));
    values.set("approved", project.approved.as_ref().map_or_else(String::new, |day| day.value.to_string()));
    let level = project.mlps_level.is_none().then_some((UnknownFact::MlpsLevel, DayBounds::default()));
    let cost = project.investment.is_none().then_some((UnknownFact::Investment, DayBounds::default()));
    PartialValues { values, unknown: level.into_iter().chain(cost).chain(days).collect() }
}
