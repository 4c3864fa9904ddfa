//! The registries that a registry depends on: their records beside its own, read-only, each with where it comes from.
//!
//! Each upstream is loaded as the registry that it is, with its own configuration and the registries that it depends on itself; what
//! is found in it is found by its own law. Then its standards, policies and agencies join those of the registry that depends on it.
//! Their projects, resources and cases do not: they are another government's business, and are asked for by qualified names.

mod joining;
mod loading;
mod qualifying;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::message::Message;
use crate::model::{FileId, Kind, Place, Standard};
use crate::number;
use crate::references::HasReferences;
use crate::source::split_upstream;
use crate::upstream::{BookLock, Pin};

use super::Registry;

pub use joining::JOINED;
pub(super) use loading::load;

/// A registry that this one depends on.
#[derive(Clone, Debug)]
pub struct LoadedUpstream {
    /// What it is called: the prefix of qualified names.
    pub id: String,
    /// What it is pinned to; none where its source is no repository.
    pub pin: Option<Pin>,
    /// The registry.
    pub registry: Arc<Registry>,
    /// Its first file among those of the registry that depends on it; its files follow in their own order.
    first: FileId,
}

/// An upstream that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingUpstream {
    /// What it is called.
    pub id: String,
    /// Why, and what to do.
    pub why: Message,
}

/// A record that another has taken the place of: in a registry nearer to this one, or in this one itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shadowed {
    /// The place of its upstream in [`Registry::upstreams`].
    pub upstream: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its place in the list of its own registry.
    pub place: usize,
}

/// What is known of a registry's upstreams once they are loaded.
#[derive(Clone, Debug, Default)]
pub(super) struct LoadedUpstreams {
    /// How many files are the registry's own; none: all are.
    own_files: Option<usize>,
    pub upstreams: Vec<LoadedUpstream>,
    pub missing: Vec<MissingUpstream>,
    pub lock: Option<BookLock>,
    /// The standards of upstreams that are recorded nearer by.
    shadowed: Vec<Shadowed>,
    /// The ids that records of several registries have, by the files of those that are called by their qualified names here.
    qualified: HashMap<FileId, String>,
    /// The words of `[traits]` that only upstreams declare, each with the file that does.
    traits: BTreeMap<String, FileId>,
}

impl Registry {
    /// The registries that this one depends on, in the order of their files: by id, as in a path.
    #[must_use]
    pub fn upstreams(&self) -> &[LoadedUpstream] {
        &self.federation.upstreams
    }

    /// The upstreams that could not be read.
    #[must_use]
    pub fn missing_upstreams(&self) -> &[MissingUpstream] {
        &self.federation.missing
    }

    /// What the upstreams are pinned to.
    #[must_use]
    pub fn lock(&self) -> Option<&BookLock> {
        self.federation.lock.as_ref()
    }

    /// The standards of upstreams that this registry, or one nearer to it, records itself.
    #[must_use]
    pub fn shadowed(&self) -> &[Shadowed] {
        &self.federation.shadowed
    }

    /// The paths of the registry's own files.
    #[must_use]
    pub fn own_files(&self) -> &[String] {
        let own = self.federation.own_files.unwrap_or(self.files.len());
        self.files.get(..own).unwrap_or(&self.files)
    }

    /// Whether a file is the registry's own.
    #[must_use]
    pub fn is_own(&self, file: FileId) -> bool {
        self.federation.own_files.is_none_or(|own| (file.0 as usize) < own)
    }

    /// The registry's own records of a list; those of upstreams follow them.
    #[must_use]
    pub fn own_of<'l, T: HasReferences>(&self, list: &'l [T]) -> &'l [T] {
        let own = list.partition_point(|record| self.is_own(record.file()));
        list.get(..own).unwrap_or(list)
    }

    /// The upstream that a file comes from; none for the registry's own.
    #[must_use]
    pub fn upstream_of(&self, file: FileId) -> Option<&LoadedUpstream> {
        if self.is_own(file) {
            return None;
        }
        let (id, _) = split_upstream(self.path(file))?;
        self.upstream(id)
    }

    /// The upstream with an id.
    #[must_use]
    pub fn upstream(&self, id: &str) -> Option<&LoadedUpstream> {
        let all = self.upstreams();
        let place = all.binary_search_by(|own| path_order(&own.id).cmp(&path_order(id))).ok()?;
        all.get(place)
    }

    /// The upstream that a qualified name such as `changsha:gb-t-22239-2019` begins with, and the name there.
    #[must_use]
    pub fn qualified<'n>(&self, name: &'n str) -> Option<(&LoadedUpstream, &'n str)> {
        let (id, name) = name.split_once(':')?;
        Some((self.upstream(id)?, name.trim_start()))
    }

    /// The configuration under which a record stands: that of its own registry.
    #[must_use]
    pub fn config_at(&self, file: FileId) -> &Config {
        self.upstream_of(file).map_or(&self.config, |upstream| &upstream.registry.config)
    }

    /// Whether a listing in a record's registry counts in a jurisdiction: inside its registry's own. Our own entries count wherever the
    /// registry itself has projects.
    #[must_use]
    pub fn listing_reaches(&self, standard: &Standard, jurisdiction: &str) -> bool {
        let Some(upstream) = self.upstream_of(standard.file) else { return true };
        let theirs = upstream.registry.config.jurisdiction.as_ref();
        theirs.is_some_and(|theirs| number::contains(&theirs.value, jurisdiction))
    }

    /// The place here of what is at a place there, in the upstream's own files.
    #[must_use]
    pub fn place_here(&self, upstream: &LoadedUpstream, place: Place) -> Option<Place> {
        let is_own = upstream.registry.is_own(place.file);
        is_own.then(|| Place { file: FileId(upstream.first.0.saturating_add(place.file.0)), span: place.span })
    }

    /// Where a word of `[traits]` is declared: in `book.toml` here, or in that of the upstream which brings it.
    #[must_use]
    pub fn trait_place(&self, word: &str) -> Option<Place> {
        let span = self.config.traits.get(word)?.span;
        let file = self.federation.traits.get(word).copied().unwrap_or(self.config.file);
        Some(Place { file, span })
    }

    /// The file there of a file here.
    #[must_use]
    pub fn file_there(&self, upstream: &LoadedUpstream, file: FileId) -> FileId {
        FileId(file.0.saturating_sub(upstream.first.0))
    }

    /// The name by which the record in a file goes here, where another has its id.
    pub(super) fn qualified_id(&self, file: FileId) -> Option<&str> {
        self.federation.qualified.get(&file).map(String::as_str)
    }
}

/// What the order of two upstreams is by: their files follow one another in the order of paths, in which `a-b/` is before `a/`.
fn path_order(id: &str) -> String {
    format!("{id}/")
}

#[cfg(test)]
mod tests;
