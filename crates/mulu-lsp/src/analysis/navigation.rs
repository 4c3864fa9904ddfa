//! From a name to what it names, and back to all who name it.

use mulu_core::registry::Registry;

use super::entity::{self, Entity};
use super::{EditedRecord, Location};

/// Where what is named at a place is declared.
#[must_use]
pub fn definition(view: &EditedRecord<'_>, at: usize) -> Vec<Location> {
    let Some((found, _)) = entity::at(view, at) else { return Vec::new() };
    locations(view.registry, &found)
}

/// Where an entity is declared.
#[must_use]
pub fn locations(registry: &Registry, entity: &Entity) -> Vec<Location> {
    entity::declarations(registry, entity).into_iter().map(|place| Location::of(registry, place)).collect()
}

/// Every place that names what is named, or declared, at a place; with its declaration where that is asked for.
#[must_use]
pub fn references(view: &EditedRecord<'_>, at: usize, with_declaration: bool) -> Vec<Location> {
    let Some((wanted, _)) = entity::at(view, at) else { return Vec::new() };
    let registry = view.registry;
    let mut all = Vec::new();
    if with_declaration {
        all.extend(locations(registry, &wanted));
    }
    registry.each_reference(&mut |reference| {
        if entity::of_reference(registry, &reference).is_some_and(|found| wanted.meets(&found)) {
            all.push(Location::of(registry, reference.place));
        }
    });
    all.sort();
    all.dedup();
    all
}
