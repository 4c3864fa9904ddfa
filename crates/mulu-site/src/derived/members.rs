//! The standards in the order of a catalogue, and those that each choice of the catalogue table leaves: listed once, for all pages
//! in all languages.

use std::collections::BTreeMap;

use mulu_core::model::Standard;
use mulu_core::number::{Level, Number};
use mulu_core::registry::Registry;

use crate::code::code;

use super::Answers;

/// The values of a facet, each with its standards by their places in the order, ascending.
pub type Choices = BTreeMap<String, Vec<u32>>;

/// The standards in order, and by choice.
#[derive(Debug, Default)]
pub struct Members {
    order: Vec<usize>,
    facets: BTreeMap<&'static str, Choices>,
}

impl Members {
    /// Lists the standards of a registry; `answers` has what it says of each.
    #[must_use]
    pub fn of(registry: &Registry, answers: &Answers<'_>) -> Members {
        let mut order: Vec<usize> = (0..registry.standards.len()).collect();
        order.sort_by_cached_key(|index| catalogue_order(registry, *index));
        let mut members = Members { order, facets: BTreeMap::new() };
        for place in 0..members.order.len() {
            let index = members.order[place];
            let (record, answer) = (&registry.standards[index], answers.standard(index));
            members.enter("level", record.level().map_or("other", Level::id), place);
            for class in &record.classes {
                members.enter("class", class, place);
            }
            members.enter("binding", answer.binding.force.id(), place);
            members.enter("status", answer.status.id(), place);
            members.enter("listing", listing(record), place);
            members.enter("review", answer.review.as_ref().map_or("none", |review| code(review.state.id())), place);
            for filing in &registry.mentions(index).filings {
                members.enter("agency", &registry.agencies[filing.record].id, place);
            }
        }
        members
    }

    fn enter(&mut self, facet: &'static str, value: &str, place: usize) {
        let choices = self.facets.entry(facet).or_default();
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let list = match choices.get_mut(value) {
            Some(list) => list,
            None => choices.entry(value.to_owned()).or_default(),
        };
        if list.last() != Some(&place) {
            list.push(place);
        }
    }

    /// All standards, by their places in the registry's list, in the order of a catalogue: by level, then by number.
    #[must_use]
    pub fn in_order(&self) -> &[usize] {
        &self.order
    }

    /// The standard at a place in the order.
    #[must_use]
    pub fn standard(&self, place: u32) -> usize {
        self.order[place as usize]
    }

    /// The places of the standards that a choice leaves.
    #[must_use]
    pub fn chosen(&self, facet: &str, value: &str) -> &[u32] {
        self.facets.get(facet).and_then(|choices| choices.get(value)).map_or(&[], Vec::as_slice)
    }

    /// All facets, by name.
    #[must_use]
    pub fn facets(&self) -> &BTreeMap<&'static str, Choices> {
        &self.facets
    }
}

/// Where a standard stands in the catalogue; `none` where nobody has considered it.
fn listing(record: &Standard) -> &'static str {
    let status = record.catalogue.as_ref().and_then(|entry| entry.status.as_ref());
    status.map_or("none", |status| status.value.id())
}

/// Level, then prefix and serial as numbers, so that GB/T 9704 stands before GB/T 22239; then the newest edition first.
type PrecedenceOrder = (Option<Level>, String, u64, String, std::cmp::Reverse<u16>, String);

fn catalogue_order(registry: &Registry, standard: usize) -> PrecedenceOrder {
    let record = &registry.standards[standard];
    let number = record.number.as_ref().map(|cited| &cited.number);
    let serial = number.and_then(Number::serial).and_then(|serial| serial.parse().ok()).unwrap_or(u64::MAX);
    let prefix = number.map_or("", |number| number.prefix()).to_owned();
    let parts = number
        .map(|number| number.parts().iter().map(|part| format!("{part:>4}")).collect::<Vec<_>>().concat())
        .unwrap_or_default();
    let year = number.and_then(Number::year).unwrap_or(0);
    (record.level(), prefix, serial, parts, std::cmp::Reverse(year), record.id.clone())
}
