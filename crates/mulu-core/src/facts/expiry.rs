//! What falls due beside reviews: a line of `mulu due`, in the form of the others.

use crate::day::Day;
use crate::message::Lang;
use crate::registry::{Expiry, Registry};

use super::DueFacts;

impl DueFacts {
    /// A line of the list on a day, its sentence in a language.
    #[must_use]
    pub fn of_expiry(registry: &Registry, one: &Expiry, on: Day, lang: Lang) -> Self {
        let (_, record) = registry.record_of(one.file);
        DueFacts {
            record: record.to_owned(),
            number: one.title.get(lang).to_owned(),
            title: registry.title_of(one.file).map(str::to_owned),
            task: one.what.id(),
            due: one.day,
            state: one.state.id(),
            days_left: one.day.days_since(on),
            by: one.by.iter().map(|index| registry.agencies[*index].id.clone()).collect(),
            filed_by: Vec::new(),
            reason: one.reason.get(lang).to_owned(),
            file: registry.path(one.file).to_owned(),
        }
    }
}
