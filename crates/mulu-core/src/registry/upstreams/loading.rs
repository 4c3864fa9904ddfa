//! Reading the registries that a registry depends on: each once, whoever names it, as the lock pins it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::limits::{UPSTREAMS, UPSTREAMS_DEEP};
use crate::message;
use crate::message::Message;
use crate::model::FileId;
use crate::source::{Source, SourceEntry, Unreadable};
use crate::upstream::{BOOK_LOCK, BookLock, content_sum};

use super::super::Registry;
use super::{LoadedUpstream, LoadedUpstreams, MissingUpstream, path_order};

/// Loads the upstreams of a source, each once. What `earlier` depends on serves again where the lock pins the same: a commit does not change.
pub(in crate::registry) fn load(
    source: &dyn Source,
    config: &Config,
    earlier: Option<&Registry>,
) -> Result<LoadedUpstreams, Unreadable> {
    let mut federation = LoadedUpstreams::default();
    let sources = source.upstreams();
    if config.upstreams.is_empty() && sources.is_empty() {
        return Ok(federation);
    }
    match lock_of(source)?.transpose() {
        Ok(lock) => federation.lock = lock,
        Err(why) => {
            let requests = config.upstreams.iter().map(|request| request.id.value.clone());
            federation.missing.extend(requests.map(|id| MissingUpstream { id, why: why.clone() }));
            return Ok(federation);
        }
    }
    if let Some(earlier) = earlier.filter(|earlier| is_as_before(earlier, config, federation.lock.as_ref())) {
        federation.upstreams.clone_from(&earlier.federation.upstreams);
        return Ok(federation);
    }
    let mut loading =
        Loading { sources: &sources, lock: federation.lock.as_ref(), done: BTreeMap::new(), missing: Vec::new() };
    for request in &config.upstreams {
        loading.load(&request.id.value, &mut Vec::new())?;
    }
    let (done, missing) = (loading.done, loading.missing);
    federation.missing.extend(missing);
    federation.upstreams = done.into_values().flatten().collect();
    federation.upstreams.sort_by_cached_key(|upstream| path_order(&upstream.id));
    Ok(federation)
}

/// Whether a registry that was loaded earlier depends on the very same: all that is asked for was there, and each is pinned as it was.
fn is_as_before(earlier: &Registry, config: &Config, lock: Option<&BookLock>) -> bool {
    let ids = |config: &Config| config.upstreams.iter().map(|request| request.id.value.clone()).collect::<Vec<_>>();
    lock.is_some()
        && earlier.federation.lock.as_ref() == lock
        && earlier.federation.missing.is_empty()
        && ids(&earlier.config) == ids(config)
}

/// The lock of a source, if it has one.
///
/// # Errors
/// When it is there and cannot be read.
fn lock_of(source: &dyn Source) -> Result<Option<Result<BookLock, Message>>, Unreadable> {
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
    done: BTreeMap<String, Option<LoadedUpstream>>,
    missing: Vec<MissingUpstream>,
}

impl Loading<'_> {
    /// Loads an upstream and those that it depends on. `above` are those that depend on it.
    fn load(&mut self, id: &str, above: &mut Vec<String>) -> Result<(), Unreadable> {
        if above.iter().any(|own| own == id) {
            let way = above.iter().map(String::as_str).chain([id]).collect::<Vec<_>>().join(" → ");
            self.miss(
                id,
                message!(
                    "登记簿互相依据（{way}）：请其中一个去掉 [[upstream]]",
                    "registries depend on each other ({way}): remove [[upstream]] from one of them"
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
                "more than {UPSTREAMS_DEEP} registries depend on one another, or {UPSTREAMS} in all: remove some [[upstream]]"
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
        let registry = Registry::load_own(source, None)?;
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
        let requests: Vec<String> = registry.config.upstreams.iter().map(|request| request.id.value.clone()).collect();
        for request in &requests {
            self.load(request, above)?;
        }
        above.pop();
        let below = self.below(&requests);
        let registry = registry.standing_on(LoadedUpstreams { upstreams: below, ..LoadedUpstreams::default() });
        let upstream = LoadedUpstream { id: id.to_owned(), pin, registry: Arc::new(registry), first: FileId(0) };
        self.done.insert(id.to_owned(), Some(upstream));
        Ok(())
    }

    /// The upstreams with these ids, and theirs.
    fn below(&self, ids: &[String]) -> Vec<LoadedUpstream> {
        let mut all: BTreeMap<&str, &LoadedUpstream> = BTreeMap::new();
        for upstream in ids.iter().filter_map(|id| self.done.get(id)?.as_ref()) {
            all.insert(&upstream.id, upstream);
            all.extend(upstream.registry.upstreams().iter().map(|own| (own.id.as_str(), own)));
        }
        let mut all: Vec<LoadedUpstream> = all.into_values().cloned().collect();
        all.sort_by_cached_key(|upstream| path_order(&upstream.id));
        all
    }

    fn miss(&mut self, id: &str, why: Message) {
        self.done.insert(id.to_owned(), None);
        self.missing.push(MissingUpstream { id: id.to_owned(), why });
    }
}
