//! One file of the repository as it is at a revision.

use std::path::{Component, Path, PathBuf};

use crate::{Located, unreadable};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::source::LARGEST_RECORD;

/// What a revision has at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// The file's bytes.
    Bytes(Vec<u8>),
    /// The path lies in the repository, and the revision has no file there.
    Missing,
    /// The path does not lie in the repository.
    Elsewhere,
}

/// The largest file that is read, in bytes: a baseline has an entry for each finding, and there may be many.
const LARGEST: u64 = 64 * LARGEST_RECORD;

/// A file of the repository around the registry at `root`, at a revision. The path is taken by its words, as one means it, and by
/// where it leads: a link in the work tree makes no file of the repository one from elsewhere.
///
/// # Errors
/// A sentence that says what is missing.
pub fn file_at(root: &Path, revision: &str, path: &Path) -> Result<FileState, Message> {
    let located = Located::find(root)?;
    let Some(top) = located.repository.workdir() else { return Ok(FileState::Elsewhere) };
    let Some(inside) = inside(top, path) else { return Ok(FileState::Elsewhere) };
    let tree = located.commit(Some(revision))?.tree().map_err(|error| unreadable(&error))?;
    let Ok(entry) = tree.get_path(&inside) else { return Ok(FileState::Missing) };
    if entry.filemode() & 0o170_000 != 0o100_000 {
        return Ok(FileState::Missing);
    }
    let blob = located.repository.find_blob(entry.id()).map_err(|error| unreadable(&error))?;
    if blob.size() as u64 > LARGEST {
        let shown = mulu_core::printable::excerpt(&path.display().to_string(), 200);
        return Err(message!("{shown} 过大，未读取", "{shown} is too large to be read"));
    }
    Ok(FileState::Bytes(blob.content().to_vec()))
}

/// A path as it is from the top of a work tree; none where it lies elsewhere.
fn inside(top: &Path, path: &Path) -> Option<PathBuf> {
    let by_words = std::path::absolute(path).ok().map(|full| plainly(&full));
    let by_place = path.canonicalize().ok();
    let tops = [Some(plainly(top)), top.canonicalize().ok()];
    let below = |full: &Path| tops.iter().flatten().find_map(|top| full.strip_prefix(top).ok().map(Path::to_owned));
    by_words.as_deref().and_then(below).or_else(|| by_place.as_deref().and_then(below))
}

/// A path with `..` taken out by its words.
fn plainly(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}
