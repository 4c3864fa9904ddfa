//! The editions of the catalogue: tags `catalogue/*`.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use git2::{Error, Oid, Repository, Sort};
use rayon::prelude::*;

use crate::RevisionTree;
use crate::signing::Keys;
use crate::{Located, unreadable};
use mulu_core::changes::{Announcement, RecordChange, announce, between};
use mulu_core::check::Signature;
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_core::source::{Memory, Source, SourceEntry, Unreadable};

use super::log::day_at;

/// The tags that name editions.
const TAGS: &str = "catalogue/*";

/// An edition of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name: the tag's, without `catalogue/`. Git lets it be almost any text.
    pub name: String,
    /// The tag.
    pub tag: String,
    /// The commit's id.
    pub commit: String,
    /// The day it was tagged, or for a tag without a tagger, its commit was made, at the registry's offset from UTC; none where git has no sensible time.
    pub day: Option<Day>,
}

/// An edition and what it announces.
#[derive(Clone, Debug)]
pub struct Published {
    /// The edition.
    pub edition: Edition,
    /// The one before it; none for the first.
    pub before: Option<Edition>,
    /// What changed since the one before; of the first, everything it holds. Where that cannot be known, a sentence that says why.
    pub announcement: Result<Announcement, Message>,
}

/// The editions of the registry at `root` that lead to a revision (none given: to what is checked out), the oldest first. A
/// registry without git or without tags has none; a tag whose name is not UTF-8 is none.
///
/// # Errors
/// When git cannot read the tags or the history.
pub fn editions(root: &Path, revision: Option<&str>, utc_offset_minutes: i32) -> Result<Vec<Edition>, Message> {
    let Ok(located) = Located::find(root) else { return Ok(Vec::new()) };
    let Ok(head) = located.commit(revision) else { return Ok(Vec::new()) };
    of_tags(&located.repository, head.id(), utc_offset_minutes).map_err(|error| unreadable(&error))
}

/// Who signed the tag of an edition.
///
/// # Errors
/// When git cannot read the tag.
pub fn edition_signature(root: &Path, edition: &Edition, keys: &Keys) -> Result<Signature, Message> {
    let located = Located::find(root)?;
    super::signature::tag_signature(&located.repository, &edition.tag, keys).map_err(|error| unreadable(&error))
}

fn of_tags(repository: &Repository, head: Oid, utc_offset_minutes: i32) -> Result<Vec<Edition>, Error> {
    let names = repository.tag_names(Some(TAGS))?;
    let names: Vec<&str> = names.iter().filter_map(|name| name.ok().flatten()).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let places = places(repository, head)?;
    let mut found = Vec::new();
    for tag in names {
        let Ok(object) = repository.revparse_single(&format!("refs/tags/{tag}")) else { continue };
        let Ok(commit) = object.peel_to_commit() else { continue };
        let Some(place) = places.get(&commit.id()) else { continue };
        let tagged = match object.as_tag() {
            Some(tag) => super::walk::seconds_of("tagger ", repository.odb()?.read(tag.id())?.data()),
            None => super::walk::seconds_of("author ", commit.raw_header_bytes()),
        };
        let edition = Edition {
            name: tag.split_once('/').map_or(tag, |(_, name)| name).to_owned(),
            tag: tag.to_owned(),
            commit: commit.id().to_string(),
            day: tagged.and_then(|seconds| day_at(seconds, utc_offset_minutes)),
        };
        found.push((*place, edition));
    }
    // By their commits' order, which no clock can get wrong; two names of one commit by day and name.
    found.sort_by(|(place, a), (other, b)| (other, a.day, &a.name).cmp(&(place, b.day, &b.name)));
    Ok(found.into_iter().map(|(_, edition)| edition).collect())
}

/// The commits that lead to one, each with its place: the newest is first.
fn places(repository: &Repository, head: Oid) -> Result<HashMap<Oid, usize>, Error> {
    let mut order = repository.revwalk()?;
    order.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    order.push(head)?;
    order.enumerate().map(|(place, id)| Ok((id?, place))).collect()
}

/// The editions that lead to a commit and are not later than a day, each with its announcement.
pub(super) fn published(
    root: &Path,
    head: &str,
    utc_offset_minutes: i32,
    until: Option<Day>,
) -> Result<Vec<Published>, Message> {
    let mut editions = editions(root, Some(head), utc_offset_minutes)?;
    editions.retain(|edition| edition.day.is_none_or(|day| until.is_none_or(|until| day <= until)));
    let cut_off = Located::find(root).is_ok_and(|located| located.repository.is_shallow());
    let told = |at: usize| {
        let (edition, before) = (editions[at].clone(), at.checked_sub(1).map(|at| editions[at].clone()));
        let announcement = match &before {
            None if cut_off => Err(message!(
                "这是浅克隆，缺少更早的历史，不知道上一版目录",
                "this is a shallow clone without the earlier history: the edition before is not known"
            )),
            before => edition_announcement(root, &edition, before.as_ref()),
        };
        Published { edition, before, announcement }
    };
    Ok((0..editions.len()).into_par_iter().map(told).collect())
}

/// The announcement of an edition: what changed since the one before; of the first, everything it holds.
///
/// # Errors
/// A sentence that says what is missing.
pub fn edition_announcement(root: &Path, edition: &Edition, before: Option<&Edition>) -> Result<Announcement, Message> {
    let fail = |error: Unreadable| message!("{0}", "{0}", error);
    let new = RevisionTree::open(root, &edition.commit)?;
    let old: Box<dyn Source> = match before {
        Some(before) => Box::new(RevisionTree::open(root, &before.commit)?),
        None => Box::new(Memory::new([])),
    };
    let mut changes = between(old.as_ref(), &new).map_err(fail)?;
    // A first edition announces what it holds; how it is configured is not news.
    changes.retain(|change| before.is_some() || change.kind() != Kind::Config);
    let named = |source| changed_records(source, &changes).map_err(fail);
    Ok(announce(&named(old.as_ref())?, &named(&new)?, &changes))
}

/// Of a registry, the records that changed: enough to name them, and an edition may hold twenty thousand others.
fn changed_records(source: &dyn Source, changes: &[RecordChange]) -> Result<Registry, Unreadable> {
    let paths: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let read = |path: &str| match source.read(path) {
        Ok(SourceEntry::Bytes(bytes)) => Some(Ok((path.to_owned(), bytes))),
        Ok(SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName) => None,
        Err(error) => Some(Err(error)),
    };
    let files: Vec<(String, Vec<u8>)> = paths.into_iter().filter_map(read).collect::<Result<_, _>>()?;
    Registry::load(&Memory::new(files))
}
