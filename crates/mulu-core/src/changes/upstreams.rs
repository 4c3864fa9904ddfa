//! What became of the registries that one depends on, between two states of it.

use std::collections::BTreeSet;

use crate::registry::Registry;
use crate::source::{Source, Unreadable};
use crate::upstream::Pin;

use super::{Announcement, announce, between};

/// What became of a registry that this one depends on.
#[derive(Debug)]
pub struct UpstreamChange {
    /// What it is called.
    pub id: String,
    /// What it was pinned to.
    pub was: Option<Pin>,
    /// What it is pinned to.
    pub is: Option<Pin>,
    /// What changed in it; none where one of both states is not to be read here, or it was not depended on before.
    pub announcement: Option<Announcement>,
}

impl UpstreamChange {
    /// Whether another commit is read.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        self.was.as_ref().map(|pin| &pin.commit) != self.is.as_ref().map(|pin| &pin.commit)
    }
}

/// What became of each registry that one depends on, by id: one that did not move, too.
///
/// # Errors
/// When a file cannot be read.
pub fn upstream_changes(
    (old, before): (&Registry, &dyn Source),
    (new, after): (&Registry, &dyn Source),
) -> Result<Vec<UpstreamChange>, Unreadable> {
    let pins = |registry: &Registry| registry.lock().map(|lock| lock.pins.clone()).unwrap_or_default();
    let ids: BTreeSet<String> = pins(old).into_iter().chain(pins(new)).map(|pin| pin.id).collect();
    let (before, after) = (before.upstreams(), after.upstreams());
    let one = |id: String| {
        let pin = |registry: &Registry| registry.lock().and_then(|lock| lock.pin(&id)).cloned();
        let mut change = UpstreamChange { was: pin(old), is: pin(new), announcement: None, id };
        let found = |all: &[(&str, Result<&dyn Source, _>)]| all.iter().position(|(own, _)| *own == change.id);
        let files = found(&before)
            .zip(found(&after))
            .and_then(|(one, other)| Some((before.get(one)?.1.ok()?, after.get(other)?.1.ok()?)));
        let registries = old.upstream(&change.id).zip(new.upstream(&change.id));
        if let (Some((one, other)), Some((old, new)), true) = (files, registries, change.is_moved()) {
            change.announcement = Some(announce(&old.registry, &new.registry, &between(one, other)?));
        }
        Ok(change)
    };
    ids.into_iter().map(one).collect()
}
