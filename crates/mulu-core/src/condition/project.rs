//! A project, as conditions see it (DESIGN 5).

use std::collections::BTreeSet;

use crate::model::{Project, Stage};

use super::{Kind, Names, Values};

/// The most traits of a project that conditions see: more than any registry has words for, and few enough to compare each with
/// each.
const MOST_TRAITS: usize = 256;

/// The variables of `when`.
///
/// `approved` is the day as text, `YYYY-MM-DD`, empty before there is one, so that days compare as text does. A project that
/// names no level of classified protection has `mlps_level` 0, one that names no cost has `investment` 0; `jurisdiction` and
/// `agency` are empty where the record lacks them.
pub const PROJECT: [(&str, Kind); 9] = [
    ("traits", Kind::Texts),
    ("stage", Kind::Text),
    ("mlps_level", Kind::Number),
    ("investment", Kind::Number),
    ("major", Kind::Flag),
    ("classified", Kind::Flag),
    ("jurisdiction", Kind::Text),
    ("agency", Kind::Text),
    ("approved", Kind::Text),
];

impl Names<'static> {
    /// The names of [`PROJECT`].
    #[must_use]
    pub fn of_project() -> Self {
        Names { known: PROJECT.to_vec(), nested: false }
    }
}

/// A project's values, as if it were at a stage.
#[must_use]
pub fn project_values(project: &Project, stage: Stage) -> Values {
    let text =
        |text: &Option<crate::model::Spanned<String>>| text.as_ref().map_or_else(String::new, |t| t.value.clone());
    let traits: BTreeSet<&String> = project.traits.iter().map(|word| &word.value).collect();
    let traits: Vec<String> = traits.into_iter().take(MOST_TRAITS).cloned().collect();
    let mut values = Values::new();
    values.set("traits", traits);
    values.set("stage", stage.id());
    values.set("mlps_level", project.mlps_level.as_ref().map_or(0, |level| level.value));
    values.set("investment", project.investment.as_ref().map_or(0.0, |investment| investment.value));
    values.set("major", project.major);
    values.set("classified", project.classified);
    values.set("jurisdiction", text(&project.jurisdiction));
    values.set("agency", text(&project.agency));
    values.set("approved", project.approved.as_ref().map_or_else(String::new, |day| day.value.to_string()));
    values
}
