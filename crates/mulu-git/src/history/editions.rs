//! The editions of the catalogue: tags `catalogue/*`.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use git2::{Error, Oid, Repository, Sort};
use rayon::prelude::*;

use crate::RevisionTree;
use crate::signing::AgencyKeys;
use crate::{Located, unreadable};
use mulu_core::changes::{Announcement, announce, between};
use mulu_core::check::Signature;
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Cited, Kind, Spanned};
use mulu_core::official::{DocumentBlock, EditionAnnouncement};
use mulu_core::registry::Registry;
use mulu_core::source::{Memory, Source, SourceEntry, Unreadable, stem};

use super::log::day_at;

/// The tags that name editions.
const TAGS: &str = "catalogue/*";

/// An edition of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueEdition {
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
pub struct PublishedEdition {
    /// The edition.
    pub edition: CatalogueEdition,
    /// The one before it; none for the first.
    pub before: Option<CatalogueEdition>,
    /// What changed since the one before; of the first, everything it holds. Where that cannot be known, a sentence that says why.
    pub announcement: Result<Announcement, Message>,
    /// The same as the office signs it, in the registry's own language; empty where it is not known, or on which day.
    pub notice: Vec<DocumentBlock>,
}

/// The editions of the registry at `root` that lead to a revision (none given: to what is checked out), the oldest first. A
/// registry without git or without tags has none; a tag whose name is not UTF-8 is none.
///
/// # Errors
/// When git cannot read the tags or the history.
pub fn editions(
    root: &Path,
    revision: Option<&str>,
    utc_offset_minutes: i32,
) -> Result<Vec<CatalogueEdition>, Message> {
    let Ok(located) = Located::find(root) else { return Ok(Vec::new()) };
    let Ok(head) = located.commit(revision) else { return Ok(Vec::new()) };
    of_tags(&located.repository, head.id(), utc_offset_minutes).map_err(|error| unreadable(&error))
}

/// Who signed the tag of an edition.
///
/// # Errors
/// When git cannot read the tag.
pub fn edition_signature(root: &Path, edition: &CatalogueEdition, keys: &AgencyKeys) -> Result<Signature, Message> {
    let located = Located::find(root)?;
    super::signature::tag_signature(&located.repository, &edition.tag, keys).map_err(|error| unreadable(&error))
}

fn of_tags(repository: &Repository, head: Oid, utc_offset_minutes: i32) -> Result<Vec<CatalogueEdition>, Error> {
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
        let edition = CatalogueEdition {
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
) -> Result<Vec<PublishedEdition>, Message> {
    let mut editions = editions(root, Some(head), utc_offset_minutes)?;
    editions.retain(|edition| edition.day.is_none_or(|day| until.is_none_or(|until| day <= until)));
    let cut_off = Located::find(root).is_ok_and(|located| located.repository.is_shallow());
    let told = |at: usize| {
        let (edition, before) = (editions[at].clone(), at.checked_sub(1).map(|at| editions[at].clone()));
        let told = match &before {
            None if cut_off => Err(message!(
                "这是浅克隆，缺少更早的历史，不知道上一版目录",
                "this is a shallow clone without the earlier history: the edition before is not known"
            )),
            before => compared(root, &edition, before.as_ref()),
        };
        let notice = match (&told, edition.day) {
            (Ok((announcement, old, new)), Some(day)) => {
                EditionAnnouncement { old, new, announcement, day, lang: new.config.language }.parts()
            }
            _ => Vec::new(),
        };
        PublishedEdition { edition, before, announcement: told.map(|(announcement, ..)| announcement), notice }
    };
    Ok((0..editions.len()).into_par_iter().map(told).collect())
}

/// The announcement of an edition: what changed since the one before; of the first, everything it holds.
///
/// # Errors
/// A sentence that says what is missing.
pub fn edition_announcement(
    root: &Path,
    edition: &CatalogueEdition,
    before: Option<&CatalogueEdition>,
) -> Result<Announcement, Message> {
    compared(root, edition, before).map(|(announcement, ..)| announcement)
}

/// The announcement of an edition, and of both editions what it speaks of.
fn compared(
    root: &Path,
    edition: &CatalogueEdition,
    before: Option<&CatalogueEdition>,
) -> Result<(Announcement, Registry, Registry), Message> {
    let fail = |error: Unreadable| message!("{0}", "{0}", error);
    let new = RevisionTree::open(root, &edition.commit)?;
    let old: Box<dyn Source> = match before {
        Some(before) => Box::new(RevisionTree::open(root, &before.commit)?),
        None => Box::new(Memory::new([])),
    };
    let mut changes = between(old.as_ref(), &new).map_err(fail)?;
    // A first edition announces what it holds; how it is configured is not news.
    changes.retain(|change| before.is_some() || change.kind() != Kind::Config);
    let changed: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let now = part_of(&new, &changed).map_err(fail)?;
    // What a changed record replaces is named too, though nothing of it changed.
    let replaced: BTreeSet<String> =
        now.standards.iter().flat_map(|standard| &standard.replaces).map(slug_of).collect();
    let listed = new.list().map_err(fail)?;
    let named = listed.iter().map(String::as_str).filter(|path| is_standard(path, &replaced));
    let paths: BTreeSet<&str> = changed.iter().copied().chain(named).chain(["book.toml"]).collect();
    let part = |source| part_of(source, &paths).map_err(fail);
    let (before, after) = (part(old.as_ref())?, part(&new)?);
    Ok((announce(&before, &after, &changes), before, after))
}

fn slug_of(cited: &Spanned<Cited>) -> String {
    cited.number.slug()
}

/// Whether a path is that of a standard with one of these slugs.
fn is_standard(path: &str, slugs: &BTreeSet<String>) -> bool {
    path.starts_with("standards/") && slugs.contains(stem(path))
}

/// Of a registry, some of its files: enough to name what changed, and an edition may hold twenty thousand other records.
fn part_of(source: &dyn Source, paths: &BTreeSet<&str>) -> Result<Registry, Unreadable> {
    let read = |path: &&str| match source.read(path) {
        Ok(SourceEntry::Bytes(bytes)) => Some(Ok(((*path).to_owned(), bytes))),
        Ok(SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName) => None,
        Err(error) => Some(Err(error)),
    };
    let files: Vec<(String, Vec<u8>)> = paths.iter().filter_map(read).collect::<Result<_, _>>()?;
    Registry::load(&Memory::new(files))
}
