//! The editions of the catalogue: tags `catalogue/*`.

use std::path::Path;

use crate::changes::{Announcement, announce, between};
use crate::day::Day;
use crate::registry::Registry;
use crate::source::repository::{Located, unreadable};
use crate::source::{Memory, RevisionTree, Source, Unreadable};
use crate::words::Words;

use super::log::day_at;

/// The tags that name editions.
const TAGS: &str = "catalogue/*";

/// An edition of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name: the tag's, without `catalogue/`.
    pub name: String,
    /// The tag.
    pub tag: String,
    /// The commit's id.
    pub commit: String,
    /// The day it was tagged, or its commit was made, at the registry's offset from UTC.
    pub day: Option<Day>,
}

/// The editions of the registry at `root`, the oldest first. A registry without git or without tags has none.
///
/// # Errors
/// When git cannot read the tags.
pub fn editions(root: &Path, utc_offset_minutes: i32) -> Result<Vec<Edition>, Words> {
    let Ok(located) = Located::find(root) else { return Ok(Vec::new()) };
    let repository = &located.repository;
    let names = repository.tag_names(Some(TAGS)).map_err(|error| unreadable(&error))?;
    let mut dated = Vec::new();
    for tag in names.iter().filter_map(|name| name.ok().flatten()) {
        let Ok(object) = repository.revparse_single(&format!("refs/tags/{tag}")) else { continue };
        let Ok(commit) = object.peel_to_commit() else { continue };
        let tagged = object.as_tag().and_then(|tag| tag.tagger().map(|tagger| tagger.when().seconds()));
        let seconds = tagged.unwrap_or_else(|| commit.author().when().seconds());
        let edition = Edition {
            name: tag.split_once('/').map_or(tag, |(_, name)| name).to_owned(),
            tag: tag.to_owned(),
            commit: commit.id().to_string(),
            day: day_at(seconds, utc_offset_minutes),
        };
        dated.push((seconds, edition));
    }
    dated.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    Ok(dated.into_iter().map(|(_, edition)| edition).collect())
}

/// The announcement of an edition: what changed since the one before; of the first, everything it holds.
///
/// # Errors
/// A sentence that says what is missing.
pub fn edition_announcement(root: &Path, edition: &Edition, before: Option<&Edition>) -> Result<Announcement, Words> {
    let fail = |error: Unreadable| crate::say!("{0}", "{0}", error);
    let new = RevisionTree::open(root, &edition.commit)?;
    let new_registry = Registry::load(&new).map_err(fail)?;
    let old: Box<dyn Source> = match before {
        Some(before) => Box::new(RevisionTree::open(root, &before.commit)?),
        None => Box::new(Memory::new([])),
    };
    let old_registry = Registry::load(old.as_ref()).map_err(fail)?;
    let changes = between(old.as_ref(), &new).map_err(fail)?;
    Ok(announce(&old_registry, &new_registry, &changes))
}
