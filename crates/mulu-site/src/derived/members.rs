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
        (0..members.order.len()).for_each(|place| members.enter_all(registry, answers, place));
        members
    }

    /// The standards of a registry of which some, by their places there, were changed since.
    #[must_use]
    pub fn again(mut self, registry: &Registry, answers: &Answers<'_>, changed: &[usize]) -> Members {
        let mut is_changed = vec![false; registry.standards.len()];
        changed.iter().for_each(|index| is_changed[*index] = true);
        if self.order.len() != is_changed.len() || !self.is_in_order(registry, &is_changed) {
            return Members::of(registry, answers);
        }
        let order = &self.order;
        for choices in self.facets.values_mut() {
            choices.values_mut().for_each(|list| list.retain(|place| !is_changed[order[*place as usize]]));
        }
        let places: Vec<usize> = (0..self.order.len()).filter(|place| is_changed[self.order[*place]]).collect();
        places.into_iter().for_each(|place| self.enter_all(registry, answers, place));
        for choices in self.facets.values_mut() {
            choices.retain(|_, list| !list.is_empty());
        }
        self.facets.retain(|_, choices| !choices.is_empty());
        self
    }

    /// Whether those that changed still stand where they did.
    fn is_in_order(&self, registry: &Registry, is_changed: &[bool]) -> bool {
        self.order.windows(2).filter(|pair| pair.iter().any(|index| is_changed[*index])).all(|pair| match pair {
            [one, next] => catalogue_order(registry, *one) <= catalogue_order(registry, *next),
            _ => true,
        })
    }

    /// Enters the standard at a place in the order under each of its choices.
    fn enter_all(&mut self, registry: &Registry, answers: &Answers<'_>, place: usize) {
        let index = self.order[place];
        let (record, answer) = (&registry.standards[index], answers.standard(index));
        self.enter("level", record.level().map_or("other", Level::id), place);
        for class in &record.classes {
            self.enter("class", class, place);
        }
        self.enter("binding", answer.binding.force.id(), place);
        self.enter("status", answer.status.id(), place);
        self.enter("listing", listing(record), place);
        self.enter("review", answer.review.as_ref().map_or("none", |review| code(review.state.id())), place);
        for filing in &registry.mentions(index).filings {
            self.enter("agency", &registry.agencies[filing.record].id, place);
        }
    }

    fn enter(&mut self, facet: &'static str, value: &str, place: usize) {
        let choices = self.facets.entry(facet).or_default();
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let list = match choices.get_mut(value) {
            Some(list) => list,
            None => choices.entry(value.to_owned()).or_default(),
        };
        if list.last().is_none_or(|last| *last < place) {
            list.push(place);
        } else if let Err(at) = list.binary_search(&place) {
            list.insert(at, place);
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
