//! Records, written all or not at all, and never over what somebody else has written since they were read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::output::{Staged, Unwritable};
use crate::registry::Registry;
use crate::source::{Source, Unreadable};

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// A record is not as it was when the registry was read: somebody has changed, made or removed it meanwhile.
    Changed(String),
    /// A record cannot be read again.
    Unreadable(Unreadable),
    /// A record cannot be written.
    Unwritable(Unwritable),
}

/// Writes records below a root: the whole new text of each, by path; none for a record that goes. Each is first written beside its
/// place; only when all are there are they renamed into place and what goes is removed, and should that fail, what was done is undone. Links are not followed: nothing is written
/// outside the root.
///
/// # Errors
/// When a record is not as `registry` read it, a path leaves the root or passes through a link, or a file cannot be written. Nothing
/// has changed then.
pub fn write(
    registry: &Registry,
    source: &dyn Source,
    root: &Path,
    files: &BTreeMap<String, Option<String>>,
) -> Result<(), WriteError> {
    let mut made = Vec::new();
    let written = files.iter().filter_map(|(path, text)| Some((path, root.join(path), text.as_deref()?)));
    let places: Vec<(&String, PathBuf, &str)> = written.collect();
    let gone = files.iter().filter(|(_, text)| text.is_none());
    let gone: Vec<PathBuf> = gone.map(|(path, _)| root.join(path)).collect();
    let staged = places.iter().map(|(path, full, text)| {
        let permissions = || fs::symlink_metadata(full).ok().map(|found| found.permissions());
        let staged = prepare(root, Path::new(path.as_str()), &mut made)
            .and_then(|()| Staged::write(full, &[text.as_bytes()], permissions()));
        staged.map(|staged| (full.as_path(), staged)).map_err(|error| Unwritable { path: full.clone(), error })
    });
    let staged = staged.collect::<Result<Vec<_>, _>>().map_err(WriteError::Unwritable);
    // As late as can be: a person with an editor takes no turn.
    let unchanged = || files.keys().try_for_each(|path| as_read(registry, source, path));
    let result = staged.and_then(|staged| unchanged().map(|()| staged));
    let result = result.and_then(|staged| place(staged, &gone).map_err(WriteError::Unwritable));
    if result.is_err() {
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// Sees to it that a record is as the registry read it; one that the registry does not have must not be there.
fn as_read(registry: &Registry, source: &dyn Source, path: &str) -> Result<(), WriteError> {
    let before = registry.file_named(path).and_then(|file| registry.digests.get(file.0 as usize));
    let now = match source.read(path) {
        Ok(found) => Some(found.digest()),
        Err(error) if error.error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(WriteError::Unreadable(error)),
    };
    if before == now.as_ref() { Ok(()) } else { Err(WriteError::Changed(path.to_owned())) }
}

/// Makes the folders above a path, and refuses one that leaves the root or passes through a link.
fn prepare(root: &Path, path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut at = root.to_owned();
    for part in path.components() {
        let Component::Normal(part) = part else { return Err(io::Error::other("the path leaves the registry")) };
        at.push(part);
        let is_file = at == root.join(path);
        match fs::symlink_metadata(&at) {
            Ok(found) if is_file && !found.is_file() => return Err(io::Error::other("it is not a file")),
            Ok(found) if !is_file && !found.is_dir() => {
                return Err(io::Error::other("the path passes through a link or a file"));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_file => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(&at)?;
                made.push(at.clone());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn place(staged: Vec<(&Path, Staged<'_>)>, gone: &[PathBuf]) -> Result<(), Unwritable> {
    let mut done: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (full, staged) in staged {
        let before = fs::read(full).ok();
        if let Err(error) = staged.place() {
            undo(&done);
            return Err(Unwritable { path: full.to_owned(), error });
        }
        done.push((full, before));
    }
    for full in gone {
        let before = fs::read(full).ok();
        if let Err(error) = fs::remove_file(full) {
            undo(&done);
            return Err(Unwritable { path: full.clone(), error });
        }
        done.push((full, before));
    }
    Ok(())
}

fn undo(done: &[(&Path, Option<Vec<u8>>)]) {
    for (path, before) in done.iter().rev() {
        // What cannot be undone either is left: the first error is the one to report.
        let _ = match before {
            Some(bytes) => fs::write(path, bytes),
            None => fs::remove_file(path),
        };
    }
}
