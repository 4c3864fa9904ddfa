//! One digest an agency: what it is to do, and what concerns it.

use std::collections::BTreeMap;

use crate::registry::Registry;

use super::Transition;

/// What one agency is told.
#[derive(Clone, Debug)]
pub struct Digest<'t> {
    /// The agency, by its place in [`Registry::agencies`]; none for what nobody is named for.
    pub agency: Option<usize>,
    /// What it is told, in the order of the list.
    pub items: Vec<DigestItem<'t>>,
}

/// One line of a digest.
#[derive(Clone, Copy, Debug)]
pub struct DigestItem<'t> {
    /// What came to a stage.
    pub transition: &'t Transition,
    /// Whether the agency is to act; else it only concerns it.
    pub is_to_act: bool,
}

/// The digests of a list, by the agencies' ids; what nobody is named for comes last.
#[must_use]
pub fn digests<'t>(registry: &Registry, list: &'t [Transition]) -> Vec<Digest<'t>> {
    let mut by_agency: BTreeMap<(bool, &str), Digest<'t>> = BTreeMap::new();
    for transition in list {
        let acting = transition.by.iter().map(|agency| (Some(*agency), true));
        let concerned = transition.concerned.iter().filter(|agency| !transition.by.contains(agency));
        let mut told: Vec<(Option<usize>, bool)> =
            acting.chain(concerned.map(|agency| (Some(*agency), false))).collect();
        if told.is_empty() {
            told.push((None, true));
        }
        for (agency, is_to_act) in told {
            let id = agency.map_or("", |agency| registry.agencies[agency].id.as_str());
            let digest = by_agency.entry((agency.is_none(), id)).or_insert(Digest { agency, items: Vec::new() });
            digest.items.push(DigestItem { transition, is_to_act });
        }
    }
    by_agency.into_values().collect()
}
