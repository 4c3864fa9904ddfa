//! `mulu update`: what `book.toml` asks for becomes what `book.lock` pins.
//!
//! Requests are followed from our own registry through those that it depends on. Our own word comes first: what we name ourselves is
//! pinned as we ask, whatever an upstream pins under the same name. Whatever moves in a way that an honest registry does not move
//! is refused, with a sentence that says what was seen.

use std::collections::VecDeque;
use std::path::Path;

use git2::Oid;

use mulu_core::day::Day;
use mulu_core::limits::{UPSTREAMS, UPSTREAMS_DEEP};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Upstream;
use mulu_core::registry::{Registry, digests};
use mulu_core::upstream::{BookLock, Pin, content_sum, url_key};

use super::cache::{Cache, Fetch, RevisionKind};
use super::locate::locate;
use super::pinned::{at, lock};
use super::signed;
use crate::revision::RevisionTree;

/// What is asked of an update.
pub struct Update<'u> {
    /// The registry's folder.
    pub root: &'u Path,
    /// What our own `book.toml` asks for.
    pub requests: &'u [Upstream],
    /// What was pinned before.
    pub before: &'u BookLock,
    /// The only upstream that moves; none: all do.
    pub only: Option<&'u str>,
    /// Whether nothing moves: what is pinned is fetched where it is not here.
    pub locked: bool,
    /// Whether a moved tag and a rewritten history are taken.
    pub accept_rewritten: bool,
    /// The day.
    pub day: Day,
    /// What fetches.
    pub fetch: &'u dyn Fetch,
}

/// What an update comes to.
#[derive(Debug)]
pub struct Resolved {
    /// What is pinned now.
    pub lock: BookLock,
    /// What a person should know of it.
    pub notes: Vec<Message>,
}

/// A request that is still to be followed.
struct PendingUpstream {
    request: Upstream,
    /// Its address, as git takes it.
    address: String,
    /// The commit that the upstream which names it has pinned.
    pinned: Option<Pin>,
    /// The ids of the upstreams that lead to it.
    way: Vec<String>,
}

impl Update<'_> {
    /// Follows every request. Nothing is written but what is fetched.
    ///
    /// # Errors
    /// A sentence that names the upstream, says what is wrong with it, and what can be done.
    pub fn resolve(&self) -> Result<Resolved, Message> {
        let mut open = VecDeque::new();
        for request in self.requests {
            let address = locate(&request.url.value, self.root, None).map_err(|why| about(&request.id.value, &why))?;
            open.push_back(PendingUpstream { request: request.clone(), address, pinned: None, way: Vec::new() });
        }
        let mut found = Resolved { lock: BookLock::default(), notes: Vec::new() };
        while let Some(asked) = open.pop_front() {
            let id = asked.request.id.value.clone();
            self.follow(&asked, &mut found, &mut open).map_err(|why| about(&id, &why))?;
        }
        found.lock.pins.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(found)
    }

    fn follow(
        &self,
        asked: &PendingUpstream,
        found: &mut Resolved,
        open: &mut VecDeque<PendingUpstream>,
    ) -> Result<(), Message> {
        let id = &asked.request.id.value;
        bounded(asked, found)?;
        if let Some(known) = found.lock.pin(id) {
            return again(asked, &known.clone(), found);
        }
        let (cache, commit, named) = self.commit_of(asked)?;
        signed::verify(&cache, &asked.request, commit, named)?;
        cache.keep(commit)?;
        let tree = at(self.root, cache, commit)?;
        let pin = self.pin(asked, commit, &tree)?;
        let theirs = lock(&tree).unwrap_or_default();
        let config = Registry::config_of(&tree).map_err(|error| message!("{error}", "{error}"))?;
        let way: Vec<String> = asked.way.iter().chain([id]).cloned().collect();
        for request in config.upstreams {
            let pinned = theirs.pin(&request.id.value).cloned();
            // Whom an upstream trusts is not whom we do; we pin what it has pinned.
            let request = Upstream { require_signed: false, ..request };
            let address = locate(&request.url.value, self.root, Some((id, &asked.address)))
                .or_else(|why| self.own_address(&request).ok_or(why))?;
            open.push_back(PendingUpstream { request, address, pinned, way: way.clone() });
        }
        found.lock.pins.push(pin);
        Ok(())
    }

    /// The address under which we name an upstream of an upstream ourselves.
    fn own_address(&self, request: &Upstream) -> Option<String> {
        let own = self.requests.iter().find(|own| own.id.value == request.id.value)?;
        locate(&own.url.value, self.root, None).ok()
    }

    /// The commit that an upstream is to be pinned to.
    fn commit_of(&self, asked: &PendingUpstream) -> Result<(Cache, Oid, RevisionKind), Message> {
        let (id, url) = (&asked.request.id.value, &asked.request.url.value);
        let before = self.before.pin(id).filter(|pin| url_key(&pin.url) == url_key(url));
        let cache = Cache::make(self.root, id, url)?;
        let stays = self.locked || self.only.is_some_and(|only| only != id && !asked.way.iter().any(|way| way == only));
        if stays {
            let Some(pin) = before.filter(|pin| pin.rev == asked.request.rev() || !asked.way.is_empty()) else {
                return Err(message!(
                    "book.lock 锁定的不是 book.toml 所写的：运行 mulu update {id}",
                    "book.lock does not pin what book.toml asks for: run `mulu update {id}`"
                ));
            };
            if cache.commit(&pin.commit).is_none() {
                self.fetch.fetch(cache.repository.path(), &asked.address, false)?;
            }
            let commit = cache.commit(&pin.commit).map(|commit| commit.id()).ok_or_else(|| lost(pin))?;
            let named = cache.requested(asked.request.rev.as_ref().map(|rev| rev.value.as_str()));
            return Ok((cache, commit, named.map_or(RevisionKind::Commit, |(_, named)| named)));
        }
        let rev = asked.request.rev.as_ref().map(|rev| rev.value.as_str());
        self.fetch.fetch(cache.repository.path(), &asked.address, rev.is_none())?;
        let (commit, named) = match &asked.pinned {
            Some(pin) => {
                (cache.commit(&pin.commit).map(|commit| commit.id()).ok_or_else(|| lost(pin))?, RevisionKind::Commit)
            }
            None => cache.requested(rev)?,
        };
        if let Some(before) = before.filter(|_| !self.accept_rewritten) {
            honest(&cache, before, asked.request.rev(), commit, named)?;
        }
        Ok((cache, commit, named))
    }

    fn pin(&self, asked: &PendingUpstream, commit: Oid, tree: &RevisionTree) -> Result<Pin, Message> {
        let files = digests(tree).map_err(|error| message!("{error}", "{error}"))?;
        let id = asked.request.id.value.clone();
        let commit = commit.to_string();
        let unchanged = self.before.pin(&id).filter(|pin| pin.commit == commit);
        Ok(Pin {
            url: asked.request.url.value.clone(),
            rev: asked.request.rev().to_owned(),
            sum: content_sum(files.iter().map(|(path, sum)| (path.as_str(), sum))),
            locked: unchanged.map_or_else(|| self.day.to_string(), |pin| pin.locked.clone()),
            via: asked.way.last().cloned(),
            id,
            commit,
        })
    }
}

/// An upstream that is named a second time: by another upstream.
fn again(asked: &PendingUpstream, known: &Pin, found: &mut Resolved) -> Result<(), Message> {
    let id = &known.id;
    let is_ours = known.via.is_none();
    let by = asked.way.last().map_or("", String::as_str);
    if !is_ours && url_key(&known.url) != url_key(&asked.request.url.value) {
        let (other, first, second) = (known.via.as_deref().unwrap_or(""), &known.url, &asked.request.url.value);
        return Err(message!(
            "{other} 和 {by} 所称的 {id} 不是同一个登记簿（{first}，{second}）：在本登记簿的 book.toml 中写一个 id 为 {id} 的 [[upstream]]",
            "`{other}` and `{by}` call different registries `{id}` ({first} and {second}): write an [[upstream]] with that id in our book.toml"
        ));
    }
    let Some(pinned) = asked.pinned.as_ref().filter(|pinned| pinned.commit != known.commit) else { return Ok(()) };
    let (one, other) = (short(&known.commit), short(&pinned.commit));
    if is_ours {
        found.notes.push(message!(
            "{id}：{by} 锁定的是 {other}，这里用我们自己的 {one}",
            "`{id}`: `{by}` pins {other}; ours, {one}, is used"
        ));
        return Ok(());
    }
    let via = known.via.as_deref().unwrap_or("");
    Err(message!(
        "{via} 锁定在 {one}，{by} 锁定在 {other}，两者不能混用：在本登记簿的 book.toml 中为 {id} 写一个 [[upstream]] 来决定",
        "`{via}` pins it at {one} and `{by}` at {other}, and the two cannot be mixed: decide with an [[upstream]] for `{id}` in our book.toml"
    ))
}

/// Sees to it that no registry depends on itself, and that not too many are followed.
fn bounded(asked: &PendingUpstream, found: &Resolved) -> Result<(), Message> {
    let id = &asked.request.id.value;
    if asked.way.contains(id) {
        let way = asked.way.iter().chain([id]).map(String::as_str).collect::<Vec<_>>().join(" → ");
        return Err(message!(
            "登记簿互相依据（{way}）：其中一个须去掉 [[upstream]]",
            "registries depend on each other ({way}): remove [[upstream]] from one of them"
        ));
    }
    if asked.way.len() >= UPSTREAMS_DEEP || found.lock.pins.len() >= UPSTREAMS {
        return Err(message!(
            "登记簿层层依据，超过 {UPSTREAMS_DEEP} 层或 {UPSTREAMS} 个：不再往下取",
            "more than {UPSTREAMS_DEEP} registries depend on one another, or {UPSTREAMS} in all: no more are fetched"
        ));
    }
    Ok(())
}

/// Sees to it that an upstream moved as an honest one does: a tag not at all, a branch forward.
fn honest(cache: &Cache, before: &Pin, rev: &str, commit: Oid, named: RevisionKind) -> Result<(), Message> {
    if before.commit == commit.to_string() {
        return Ok(());
    }
    let (was, is) = (short(&before.commit), commit.to_string());
    let is = short(&is);
    if named == RevisionKind::Tag && before.rev == rev {
        return Err(message!(
            "标签 {rev} 被移动过：锁定的是 {was}，现在指向 {is}。向对方查明原因；确认无误再用 --accept-rewritten",
            "the tag `{rev}` was moved: {was} is pinned, and it points to {is} now. Ask its maintainer why; accept it with --accept-rewritten if that is right"
        ));
    }
    let earlier = cache.commit(&before.commit).map(|commit| commit.id());
    match earlier {
        Some(earlier) if cache.follows(commit, earlier) => Ok(()),
        Some(earlier) if cache.follows(earlier, commit) => Err(message!(
            "{rev}（{is}）比锁定的 {was} 早：这会退回旧的内容。确要退回，用 --accept-rewritten",
            "`{rev}` ({is}) is earlier than {was}, which is pinned: that would go back to old content. If that is meant, use --accept-rewritten"
        )),
        _ => Err(message!(
            "历史被改写过：{rev} 现在的 {is} 不是从锁定的 {was} 发展来的。向对方查明原因；确认无误再用 --accept-rewritten",
            "its history was rewritten: {is}, where `{rev}` is now, does not follow {was}, which is pinned. Ask its maintainer why; accept it with --accept-rewritten if that is right"
        )),
    }
}

/// A pinned commit that the upstream does not have any more.
fn lost(pin: &Pin) -> Message {
    let commit = short(&pin.commit);
    message!(
        "锁定的提交 {commit} 在对方的仓库中已经没有了：历史被改写过，或它的分支和标签被删除了；向对方查明原因，或从取回过的机器上复制 .git/mulu/upstreams",
        "the pinned commit {commit} is not in its repository any more: the history was rewritten, or its branches and tags were removed; ask its keeper why, or copy .git/mulu/upstreams from a machine that has fetched it"
    )
}

fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// A sentence with the upstream that it speaks of.
fn about(id: &str, why: &Message) -> Message {
    Message { zh: format!("[[upstream]] {id}：{}", why.zh), en: format!("[[upstream]] {id}: {}", why.en) }
}
