//! The registries that a registry stands on: their records beside its own, read-only, each with where it comes from.
//!
//! Each upstream is loaded as the registry that it is, with its own configuration and the registries that it stands on itself; what
//! is found in it is found by its own law. Then its standards, policies and agencies join those of the registry that stands on it.
//! Their projects, resources and cases do not: they are another government's business, and are asked for by qualified names.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::limits::{UPSTREAMS, UPSTREAMS_DEEP};
use crate::message;
use crate::message::Message;
use crate::model::{Agency, FileId, Kind, Listing, Place, Policy, Standard};
use crate::number::{self, Number};
use crate::references::Refers;
use crate::source::{Source, Unreadable, split_upstream, upstream_path};
use crate::upstream::{BOOK_LOCK, BookLock, Pin, content_sum};

use super::Registry;

/// A registry that this one stands on.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// What it is called: the prefix of qualified names.
    pub id: String,
    /// What it is pinned to; none where its source is no repository.
    pub pin: Option<Pin>,
    /// The registry.
    pub registry: Arc<Registry>,
    /// Its first file among those of the registry that stands on it; its files follow in their own order.
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
pub(super) struct Federation {
    /// How many files are the registry's own; none: all are.
    own_files: Option<usize>,
    pub upstreams: Vec<Upstream>,
    pub missing: Vec<MissingUpstream>,
    pub lock: Option<BookLock>,
    /// The standards of upstreams that are recorded nearer by.
    shadowed: Vec<Shadowed>,
    /// The ids that records of several registries have, by the files of those that are called by their qualified names here.
    qualified: HashMap<FileId, String>,
}

/// Loads the upstreams of a source, each once.
pub(super) fn load(source: &dyn Source, config: &Config) -> Result<Federation, Unreadable> {
    let mut federation = Federation::default();
    let sources = source.upstreams();
    if config.upstreams.is_empty() && sources.is_empty() {
        return Ok(federation);
    }
    match lock_of(source)?.transpose() {
        Ok(lock) => federation.lock = lock,
        Err(why) => {
            let wishes = config.upstreams.iter().map(|wish| wish.id.value.clone());
            federation.missing.extend(wishes.map(|id| MissingUpstream { id, why: why.clone() }));
            return Ok(federation);
        }
    }
    let mut loading =
        Loading { sources: &sources, lock: federation.lock.as_ref(), done: BTreeMap::new(), missing: Vec::new() };
    for wish in &config.upstreams {
        loading.load(&wish.id.value, &mut Vec::new())?;
    }
    let (done, missing) = (loading.done, loading.missing);
    federation.missing.extend(missing);
    federation.upstreams = done.into_values().flatten().collect();
    Ok(federation)
}

/// The lock of a source, if it has one.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn lock_of(source: &dyn Source) -> Result<Option<Result<BookLock, Message>>, Unreadable> {
    use crate::source::SourceEntry;
    let bytes = match source.read(BOOK_LOCK) {
        Ok(SourceEntry::Bytes(bytes)) => bytes,
        Ok(SourceEntry::TooLarge(_)) => {
            return Ok(Some(Err(message!(
                "{BOOK_LOCK} 太大；删去它，再运行 mulu update",
                "{BOOK_LOCK} is too large; remove it and run `mulu update`"
            ))));
        }
        Ok(SourceEntry::NotAFile | SourceEntry::BadName) => return Ok(None),
        Err(error) if error.error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(BookLock::parse(&String::from_utf8_lossy(&bytes))))
}

struct Loading<'s> {
    sources: &'s [(&'s str, Result<&'s dyn Source, &'s Message>)],
    lock: Option<&'s BookLock>,
    /// Those that were loaded, and those that could not be.
    done: BTreeMap<String, Option<Upstream>>,
    missing: Vec<MissingUpstream>,
}

impl Loading<'_> {
    /// Loads an upstream and those that it stands on. `above` are those that stand on it.
    fn load(&mut self, id: &str, above: &mut Vec<String>) -> Result<(), Unreadable> {
        if above.iter().any(|own| own == id) {
            let way = above.iter().map(String::as_str).chain([id]).collect::<Vec<_>>().join(" → ");
            self.miss(
                id,
                message!(
                    "登记簿互相依据（{way}）：请其中一个去掉 [[upstream]]",
                    "registries stand on each other ({way}): one of them has to take its [[upstream]] out"
                ),
            );
            return Ok(());
        }
        if self.done.contains_key(id) {
            return Ok(());
        }
        if above.len() >= UPSTREAMS_DEEP || self.done.len() >= UPSTREAMS {
            self.miss(id, message!(
                "登记簿层层依据，超过 {UPSTREAMS_DEEP} 层或 {UPSTREAMS} 个：请减少 [[upstream]]",
                "more than {UPSTREAMS_DEEP} registries stand on one another, or {UPSTREAMS} in all: take some [[upstream]] out"
            ));
            return Ok(());
        }
        let Some((_, found)) = self.sources.iter().find(|(own, _)| *own == id) else {
            self.miss(
                id,
                message!(
                    "{BOOK_LOCK} 中没有 {id}；运行 mulu update {id}",
                    "`{id}` is not in {BOOK_LOCK}; run `mulu update {id}`"
                ),
            );
            return Ok(());
        };
        let source = match found {
            Ok(source) => *source,
            Err(why) => {
                self.miss(id, (*why).clone());
                return Ok(());
            }
        };
        let registry = Registry::load_own(source)?;
        let pin = self.lock.and_then(|lock| lock.pin(id)).cloned();
        let sum = content_sum(registry.files.iter().map(String::as_str).zip(&registry.digests));
        if let Some(pin) = pin.as_ref().filter(|pin| pin.sum != sum) {
            let commit = pin.commit.clone();
            self.miss(id, message!(
                "{id} 的内容与 {BOOK_LOCK} 中的 sum 不符（提交 {commit}）：勿再使用，先查明原因，再运行 mulu update {id}",
                "the content of `{id}` is not what the `sum` in {BOOK_LOCK} says (commit {commit}): find out why before it is used, then run `mulu update {id}`"
            ));
            return Ok(());
        }
        above.push(id.to_owned());
        let wishes: Vec<String> = registry.config.upstreams.iter().map(|wish| wish.id.value.clone()).collect();
        for wish in &wishes {
            self.load(wish, above)?;
        }
        above.pop();
        let below = self.below(&wishes);
        let registry = registry.standing_on(Federation { upstreams: below, ..Federation::default() });
        let upstream = Upstream { id: id.to_owned(), pin, registry: Arc::new(registry), first: FileId(0) };
        self.done.insert(id.to_owned(), Some(upstream));
        Ok(())
    }

    /// The upstreams with these ids, and theirs.
    fn below(&self, ids: &[String]) -> Vec<Upstream> {
        let mut all: BTreeMap<&str, &Upstream> = BTreeMap::new();
        for upstream in ids.iter().filter_map(|id| self.done.get(id)?.as_ref()) {
            all.insert(&upstream.id, upstream);
            all.extend(upstream.registry.upstreams().iter().map(|own| (own.id.as_str(), own)));
        }
        all.into_values().cloned().collect()
    }

    fn miss(&mut self, id: &str, why: Message) {
        self.done.insert(id.to_owned(), None);
        self.missing.push(MissingUpstream { id: id.to_owned(), why });
    }
}

impl Registry {
    /// The registries that this one stands on, sorted by id.
    #[must_use]
    pub fn upstreams(&self) -> &[Upstream] {
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
    pub fn own_of<'l, T: Refers>(&self, list: &'l [T]) -> &'l [T] {
        let own = list.partition_point(|record| self.is_own(record.file()));
        list.get(..own).unwrap_or(list)
    }

    /// The upstream that a file comes from; none for the registry's own.
    #[must_use]
    pub fn upstream_of(&self, file: FileId) -> Option<&Upstream> {
        if self.is_own(file) {
            return None;
        }
        let (id, _) = split_upstream(self.path(file))?;
        self.upstream(id)
    }

    /// The upstream with an id.
    #[must_use]
    pub fn upstream(&self, id: &str) -> Option<&Upstream> {
        let all = self.upstreams();
        all.binary_search_by(|own| own.id.as_str().cmp(id)).ok().and_then(|place| all.get(place))
    }

    /// The upstream that a qualified name such as `changsha:gb-t-22239-2019` begins with, and the name there.
    #[must_use]
    pub fn qualified<'n>(&self, name: &'n str) -> Option<(&Upstream, &'n str)> {
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
    pub fn place_here(&self, upstream: &Upstream, place: Place) -> Option<Place> {
        let is_own = upstream.registry.is_own(place.file);
        is_own.then(|| Place { file: FileId(upstream.first.0.saturating_add(place.file.0)), span: place.span })
    }

    /// The file there of a file here.
    #[must_use]
    pub fn file_there(&self, upstream: &Upstream, file: FileId) -> FileId {
        FileId(file.0.saturating_sub(upstream.first.0))
    }

    /// The name by which the record in a file goes here, where another has its id.
    pub(super) fn qualified_id(&self, file: FileId) -> Option<&str> {
        self.federation.qualified.get(&file).map(String::as_str)
    }

    /// Puts the records of upstreams beside the registry's own, and links all of them.
    pub(super) fn standing_on(mut self, federation: Federation) -> Registry {
        self.federation = federation;
        if !self.federation.upstreams.is_empty() {
            self.federation.own_files = Some(self.files.len());
            self.join_upstreams();
        }
        self.links = super::links::Links::of(&self);
        self
    }

    fn join_upstreams(&mut self) {
        let mut upstreams = std::mem::take(&mut self.federation.upstreams);
        let kept = Kept::of(self, &upstreams);
        for upstream in &mut upstreams {
            let theirs = Arc::clone(&upstream.registry);
            upstream.first = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
            let own = theirs.own_files().len();
            self.files.extend(theirs.own_files().iter().map(|path| upstream_path(&upstream.id, path)));
            self.texts.extend(theirs.texts.iter().take(own).cloned());
            self.digests.extend(theirs.digests.iter().take(own));
            self.join_words(&theirs);
        }
        // The sizes are known only now: a file's place here is its place there after all that came before.
        for (at, upstream) in upstreams.iter().enumerate() {
            self.join_records(at, upstream, &kept);
        }
        self.federation.upstreams = upstreams;
    }

    /// The words that records of an upstream are written in, where this registry has none of its own for them.
    fn join_words(&mut self, theirs: &Registry) {
        if self.classes.is_empty() {
            self.classes.clone_from(&theirs.classes);
        }
        for (word, about) in &theirs.config.traits {
            self.config.traits.entry(word.clone()).or_insert_with(|| about.clone());
        }
        for kind in &theirs.evidence_kinds {
            let id = kind.id.as_ref().map(|id| id.value.as_str());
            if id.is_some_and(|id| self.evidence_kind(id).is_none()) {
                self.evidence_kinds.push(kind.clone());
            }
        }
    }

    fn join_records(&mut self, at: usize, upstream: &Upstream, kept: &Kept) {
        let theirs = &upstream.registry;
        let here = |file: FileId| FileId(upstream.first.0.saturating_add(file.0));
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
            record.file = here(record.file);
            if !reaches {
                keep_scope_alone(&mut record);
            }
            record.id = self.name_here(upstream, Kind::Standard, record.file, &record.id, kept);
            self.standards.push(record);
        }
        for record in theirs.policies.iter().filter(|record| theirs.is_own(record.file)) {
            let mut record: Policy = record.clone();
            record.file = here(record.file);
            record.id = self.name_here(upstream, Kind::Policy, record.file, &record.id, kept);
            self.policies.push(record);
        }
        for record in theirs.agencies.iter().filter(|record| theirs.is_own(record.file)) {
            let mut record: Agency = record.clone();
            record.file = here(record.file);
            record.id = self.name_here(upstream, Kind::Agency, record.file, &record.id, kept);
            self.agencies.push(record);
        }
    }

    /// What a record is called here: as at home, or by its qualified name where another record has its id.
    fn name_here(&mut self, upstream: &Upstream, kind: Kind, file: FileId, id: &str, kept: &Kept) -> String {
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
    fn of(own: &Registry, upstreams: &[Upstream]) -> Kept {
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

/// The kinds whose records join those of the registry that stands on theirs.
pub const JOINED: [Kind; 3] = [Kind::Standard, Kind::Policy, Kind::Agency];

/// The upstreams in the order in which their records of a standard are preferred: first those of governments that contain this
/// registry's, the nearest first, then the others by id. So the listing that counts here is the one that is read.
fn nearest_first(own: &Registry, upstreams: &[Upstream]) -> Vec<usize> {
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
