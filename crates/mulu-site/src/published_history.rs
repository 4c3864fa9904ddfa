//! What of the history the site tells.

use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_git::history::{History, HistoryEntry};

/// Everything that happened, the newest first, but for resources that only the office sees: those that are kept off the site today,
/// and those that are gone, of which nobody knows any more whether they were.
pub fn entries<'h>(history: Option<&'h History>, registry: &'h Registry) -> impl Iterator<Item = HistoryEntry<'h>> {
    let is_told = move |entry: &HistoryEntry<'h>| {
        let shown = |id: &str| registry.resource(id).is_some_and(|at| registry.resources[at].is_published());
        entry.change.kind() != Kind::Resource || shown(entry.change.id())
    };
    history.into_iter().flat_map(History::entries).filter(is_told)
}
