//! The records of upstreams beside a registry's own.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Agency, FileId, Kind, Listing, Policy, Standard};
use crate::number::{self, Number};
use crate::references::HasReferences;
use crate::source::upstream_path;

use super::super::Registry;
use super::super::links::Links;
use super::qualifying::Qualifying;
use super::{LoadedUpstream, LoadedUpstreams, Shadowed};

impl Registry {
    /// Puts the records of upstreams beside the registry's own, and links all of them.
    pub(in crate::registry) fn standing_on(mut self, federation: LoadedUpstreams) -> Registry {
        self.federation = federation;
        if !self.federation.upstreams.is_empty() {
            self.federation.own_files = Some(self.files.len());
            self.join_files();
            self.join_words();
            self.join_records();
        }
        self.links = Links::of(&self);
        self
    }

    /// Their files behind the registry's own. From then on a file's place here is its place there after all that came before.
    fn join_files(&mut self) {
        let mut upstreams = std::mem::take(&mut self.federation.upstreams);
        for upstream in &mut upstreams {
            let theirs = Arc::clone(&upstream.registry);
            upstream.first = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
            let own = theirs.own_files().len();
            self.files.extend(theirs.own_files().iter().map(|path| upstream_path(&upstream.id, path)));
            self.texts.join(&theirs.texts, own);
            self.digests.extend(theirs.digests.iter().take(own));
        }
        self.federation.upstreams = upstreams;
    }

    /// The words that records of upstreams are written in, where this registry has none of its own for them: those of the nearest
    /// government first.
    pub(in crate::registry) fn join_words(&mut self) {
        let upstreams = std::mem::take(&mut self.federation.upstreams);
        for upstream in nearest_first(self, &upstreams).into_iter().filter_map(|at| upstreams.get(at)) {
            let theirs = &upstream.registry;
            let here = |file: FileId| FileId(upstream.first.0.saturating_add(file.0));
            if self.classes.is_empty() {
                self.classes.extend(theirs.classes.iter().filter(|class| theirs.is_own(class.file)).cloned());
                self.classes.iter_mut().for_each(|class| class.file = here(class.file));
            }
            for (word, about) in &theirs.config.traits {
                if theirs.federation.traits.contains_key(word) || self.config.traits.contains_key(word) {
                    continue;
                }
                self.config.traits.insert(word.clone(), about.clone());
                self.federation.traits.insert(word.clone(), here(theirs.config.file));
            }
            for kind in theirs.evidence_kinds.iter().filter(|kind| theirs.is_own(kind.file)) {
                let id = kind.id.as_ref().map(|id| id.value.as_str());
                if id.is_some_and(|id| self.evidence_kind(id).is_none()) {
                    let mut kind = kind.clone();
                    kind.file = here(kind.file);
                    self.evidence_kinds.push(kind);
                }
            }
        }
        self.evidence_kinds.sort_by_key(|kind| kind.file);
        self.federation.upstreams = upstreams;
    }

    /// Takes the words of upstreams out again: what the registry itself says of words is about to change.
    pub(in crate::registry) fn part_words(&mut self) {
        let own = self.federation.own_files.unwrap_or(usize::MAX);
        let is_own = |file: FileId| (file.0 as usize) < own;
        self.classes.retain(|class| is_own(class.file));
        self.evidence_kinds.retain(|kind| is_own(kind.file));
        for word in std::mem::take(&mut self.federation.traits).keys() {
            self.config.traits.remove(word);
        }
    }

    /// The standards, policies and agencies of upstreams behind the registry's own, each known by what it is called here.
    fn join_records(&mut self) {
        let upstreams = std::mem::take(&mut self.federation.upstreams);
        let kept = Kept::of(self, &upstreams);
        for (at, upstream) in upstreams.iter().enumerate() {
            self.join_records_of(at, upstream, &kept);
        }
        self.federation.upstreams = upstreams;
    }

    /// The same anew, where records of the registry's own changed: whose record of a standard counts, and which ids clash, may differ now.
    pub(in crate::registry) fn rejoin_records(&mut self) {
        fn own_alone<T: HasReferences>(list: &mut Vec<T>, own: usize) {
            list.truncate(list.partition_point(|record| (record.file().0 as usize) < own));
        }
        let own = self.federation.own_files.unwrap_or(usize::MAX);
        own_alone(&mut self.standards, own);
        own_alone(&mut self.policies, own);
        own_alone(&mut self.agencies, own);
        self.federation.shadowed.clear();
        self.federation.qualified.clear();
        self.join_records();
    }

    fn join_records_of(&mut self, at: usize, upstream: &LoadedUpstream, kept: &Kept) {
        let theirs = &upstream.registry;
        let here = |file: FileId| FileId(upstream.first.0.saturating_add(file.0));
        let clash = |kind: Kind, id: &str| kept.clash(kind, id);
        let names = Qualifying { id: &upstream.id, theirs, clash: &clash };
        let counts = number::contains;
        let home = self.config.jurisdiction.as_ref().map(|home| home.value.as_str());
        let reaches =
            theirs.config.jurisdiction.as_ref().zip(home).is_some_and(|(theirs, home)| counts(&theirs.value, home));
        for (place, record) in theirs.standards.iter().enumerate().filter(|(_, record)| theirs.is_own(record.file)) {
            if kept.is_shadowed(at, record) {
                self.federation.shadowed.push(Shadowed { upstream: at, kind: Kind::Standard, place });
                continue;
            }
            let mut record: Standard = record.clone();
            names.standard(&mut record);
            record.file = here(record.file);
            if !reaches {
                keep_scope_alone(&mut record);
            }
            record.id = self.name_here(upstream, Kind::Standard, record.file, &record.id, kept);
            self.standards.push(record);
        }
        for record in theirs.policies.iter().filter(|record| theirs.is_own(record.file)) {
            let mut record: Policy = record.clone();
            names.policy(&mut record);
            record.file = here(record.file);
            record.id = self.name_here(upstream, Kind::Policy, record.file, &record.id, kept);
            self.policies.push(record);
        }
        for record in theirs.agencies.iter().filter(|record| theirs.is_own(record.file)) {
            let mut record: Agency = record.clone();
            names.agency(&mut record);
            record.file = here(record.file);
            record.id = self.name_here(upstream, Kind::Agency, record.file, &record.id, kept);
            self.agencies.push(record);
        }
    }

    /// What a record is called here: as at home, or by its qualified name where another record has its id.
    fn name_here(&mut self, upstream: &LoadedUpstream, kind: Kind, file: FileId, id: &str, kept: &Kept) -> String {
        if !kept.clash(kind, id) {
            return id.to_owned();
        }
        let name = format!("{}:{id}", upstream.id);
        self.federation.qualified.insert(file, name.clone());
        name
    }
}

/// Outside the jurisdiction of its registry a listing counts for nothing; whom the subject matter of a standard concerns is a fact, and
/// counts everywhere.
fn keep_scope_alone(record: &mut Standard) {
    let Some(entry) = &mut record.catalogue else { return };
    let is_scope = !entry.applies_to.is_empty() || entry.when.is_some();
    let status = entry.status.as_mut().filter(|status| matches!(status.value, Listing::Listed | Listing::Collected));
    match status {
        Some(status) if is_scope => {
            status.value = Listing::Collected;
            entry.listed = None;
            entry.binding = None;
        }
        _ => record.catalogue = None,
    }
}

/// Which records of upstreams are kept, where several registries have one.
struct Kept {
    /// The registry that a standard's record is taken from, by number: none is this one.
    numbers: HashMap<Number, Option<usize>>,
    /// The ids that several registries have.
    clashes: HashSet<(Kind, String)>,
}

impl Kept {
    fn of(own: &Registry, upstreams: &[LoadedUpstream]) -> Kept {
        let mut kept = Kept { numbers: HashMap::new(), clashes: HashSet::new() };
        let number = |standard: &Standard| standard.number.as_ref().map(|cited| cited.number.clone());
        kept.numbers.extend(own.standards.iter().filter_map(number).map(|number| (number, None)));
        for at in nearest_first(own, upstreams) {
            let Some(upstream) = upstreams.get(at) else { continue };
            for number in upstream
                .registry
                .standards
                .iter()
                .filter(|record| upstream.registry.is_own(record.file))
                .filter_map(number)
            {
                kept.numbers.entry(number).or_insert(Some(at));
            }
        }
        let mut seen: HashSet<(Kind, String)> = HashSet::new();
        for kind in JOINED {
            seen.extend(own.records(kind).map(|record| (kind, record.id().to_owned())));
        }
        for (at, upstream) in upstreams.iter().enumerate() {
            for kind in JOINED {
                let theirs = upstream
                    .registry
                    .records(kind)
                    .enumerate()
                    .filter(|(_, record)| upstream.registry.is_own(record.file()));
                for (place, record) in theirs {
                    let shadowed = kind == Kind::Standard
                        && upstream.registry.standards.get(place).is_some_and(|record| kept.is_shadowed(at, record));
                    let name = (kind, record.id().to_owned());
                    if !shadowed && !seen.insert(name.clone()) {
                        kept.clashes.insert(name);
                    }
                }
            }
        }
        kept
    }

    fn is_shadowed(&self, upstream: usize, record: &Standard) -> bool {
        let number = record.number.as_ref().map(|cited| &cited.number);
        number.and_then(|number| self.numbers.get(number)).is_some_and(|from| *from != Some(upstream))
    }

    fn clash(&self, kind: Kind, id: &str) -> bool {
        self.clashes.contains(&(kind, id.to_owned()))
    }
}

/// The kinds whose records join those of the registry that depends on theirs.
pub const JOINED: [Kind; 3] = [Kind::Standard, Kind::Policy, Kind::Agency];

/// The upstreams in the order in which their records of a standard are preferred: first those of governments that contain this
/// registry's, the nearest first, then the others by id. So the listing that counts here is the one that is read.
fn nearest_first(own: &Registry, upstreams: &[LoadedUpstream]) -> Vec<usize> {
    let home = own.config.jurisdiction.as_ref().map_or("", |home| home.value.as_str());
    let rank = |at: &usize| {
        let code = upstreams.get(*at).and_then(|upstream| upstream.registry.config.jurisdiction.as_ref());
        let code = code.map(|code| code.value.as_str()).filter(|code| number::contains(code, home));
        // The more of a code is not zeros, the smaller the region.
        (code.is_none(), std::cmp::Reverse(code.map_or(0, |code| code.trim_end_matches('0').len())), *at)
    };
    let mut all: Vec<usize> = (0..upstreams.len()).collect();
    all.sort_by_key(rank);
    all
}
