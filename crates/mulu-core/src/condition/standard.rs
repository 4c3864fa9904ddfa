//! A standard, as open mandates see it: "the specifications that X publishes".

use crate::model::{Spanned, Standard};
use crate::number::Nature;

use super::{ConditionNames, ValueKind, Values};

/// The variables of `mandates_where`. All are empty where the record lacks them.
pub const STANDARD: [(&str, ValueKind); 9] = [
    ("classes", ValueKind::Texts),
    ("topics", ValueKind::Texts),
    ("keywords", ValueKind::Texts),
    ("form", ValueKind::Text),
    ("level", ValueKind::Text),
    ("nature", ValueKind::Text),
    ("number", ValueKind::Text),
    ("title", ValueKind::Text),
    ("issuer", ValueKind::Text),
];

impl ConditionNames<'static> {
    /// The names of [`STANDARD`].
    #[must_use]
    pub fn of_standard() -> Self {
        ConditionNames { known: STANDARD.to_vec(), nested: false }
    }
}

/// A standard's values.
#[must_use]
pub fn standard_values(standard: &Standard, nature: Option<Nature>) -> Values {
    let texts = |list: &[Spanned<String>]| list.iter().map(|text| text.value.clone()).collect::<Vec<String>>();
    let text = |text: &Option<Spanned<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
    let form = standard.form.as_ref().map_or("", |form| form.value.id());
    let mut values = Values::new();
    values.set("classes", texts(&standard.classes));
    values.set("topics", texts(&standard.topics));
    values.set("keywords", texts(&standard.keywords));
    values.set("form", form);
    values.set("level", standard.level().map_or("", |level| level.id()));
    values.set("nature", nature.map_or("", |nature| nature.id()));
    values.set("number", standard.number.as_ref().map_or("", |cited| cited.number.canonical()));
    values.set("title", text(&standard.title));
    values.set("issuer", text(&standard.issuer));
    values
}
