//! What the last command wrote, kept in git's own folder, so that `mulu undo` can take it back. One edit is kept: what came before it
//! is git's to remember. Outside git there is no journal, and so nothing to undo.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use mulu_core::edit;
use mulu_core::output;
use mulu_core::source::{Source, SourceEntry};
use mulu_git::history::kept_at;

use super::fail::Failure;
use super::open::{OpenedRegistry, unknown};

/// The journal's name in git's folder.
const NAME: &str = "last-edit.json";

/// An edit that was written.
#[derive(Debug, Deserialize, Serialize)]
pub struct Journal {
    /// The command: `mulu list-in`.
    pub command: String,
    /// The records that it wrote.
    pub files: Vec<JournalEntry>,
}

/// A record that was written.
#[derive(Debug, Deserialize, Serialize)]
pub struct JournalEntry {
    /// Its path in the registry.
    pub path: String,
    /// Its text before; none where it was made.
    pub before: Option<String>,
    /// Its text after; none where it went, as a renamed record does.
    pub after: Option<String>,
}

/// Sees to it that a record is the registry's own.
///
/// # Errors
/// When it is one of a registry that this one depends on.
pub fn ours(path: &str) -> Result<(), Failure> {
    edit::ours(path).map_err(unknown)
}

/// Writes records as [`edit::write`] does, and keeps what they were.
///
/// # Errors
/// When a record cannot be written. That the journal cannot be is no error: only that nothing can be undone.
pub fn write(opened: &OpenedRegistry, files: &BTreeMap<String, Option<String>>) -> Result<(), Failure> {
    files.keys().try_for_each(|path| ours(path))?;
    let before = |path: &String| match opened.source.read(path) {
        Ok(SourceEntry::Bytes(bytes)) => String::from_utf8(bytes).ok(),
        _ => None,
    };
    let kept = files.iter().map(|(path, after)| JournalEntry {
        path: path.clone(),
        before: before(path),
        after: after.clone(),
    });
    let journal = Journal { command: opened.command.clone(), files: kept.collect() };
    edit::write(&opened.registry, &opened.source, opened.source.root(), files)?;
    keep(opened.source.root(), &journal);
    Ok(())
}

/// Keeps an edit in the place of the last one.
pub fn keep(root: &Path, journal: &Journal) {
    let Some(place) = place(root) else { return };
    if let (Some(folder), Ok(text)) = (place.parent(), serde_json::to_vec(journal)) {
        let _ = output::create_folder(folder).and_then(|()| output::put(&place, &text));
    }
}

/// The last edit, if one is kept.
#[must_use]
pub fn last(root: &Path) -> Option<Journal> {
    serde_json::from_slice(&fs::read(place(root)?).ok()?).ok()
}

/// Forgets the last edit.
pub fn forget(root: &Path) {
    if let Some(place) = place(root) {
        let _ = fs::remove_file(place);
    }
}

fn place(root: &Path) -> Option<PathBuf> {
    kept_at(root, NAME)
}
