//! The files of a plan, written all or not at all.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::output::Unwritable;

/// Writes files below a root. Each is first written beside its place; only when all are there are they renamed into place, and
/// should a rename fail, those before it are undone. Links are not followed: nothing is written outside the root.
///
/// # Errors
/// When a path leaves the root or passes through a link, or a file cannot be written. Nothing has changed then.
pub fn write(root: &Path, files: &BTreeMap<String, String>) -> Result<(), Unwritable> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut made = Vec::new();
    let result = stage(root, files, &mut staged, &mut made).and_then(|()| place(&staged));
    if result.is_err() {
        for (beside, _) in &staged {
            let _ = fs::remove_file(beside);
        }
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// Writes one file wherever its path leads, whole or not at all: what a person asked for with `--output`.
///
/// # Errors
/// When it cannot be written.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Unwritable> {
    let fail = |error| Unwritable { path: path.to_owned(), error };
    let beside = beside(path).ok_or_else(|| fail(io::Error::other("the path names no file")))?;
    let written = create(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        fail(error)
    })
}

fn stage(
    root: &Path,
    files: &BTreeMap<String, String>,
    staged: &mut Vec<(PathBuf, PathBuf)>,
    made: &mut Vec<PathBuf>,
) -> Result<(), Unwritable> {
    for (path, text) in files {
        let full = root.join(path);
        let fail = |error| Unwritable { path: full.clone(), error };
        prepare(root, Path::new(path), made).map_err(fail)?;
        let beside = beside(&full).ok_or_else(|| fail(io::Error::other("the path names no file")))?;
        create(&beside, text.as_bytes()).map_err(fail)?;
        staged.push((beside, full));
    }
    Ok(())
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

fn beside(path: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(".mulu-new");
    Some(path.with_file_name(name))
}

/// Writes a new file; a leftover of a run that was killed is removed first, and a link in its place never followed.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

fn place(staged: &[(PathBuf, PathBuf)]) -> Result<(), Unwritable> {
    let mut done: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (beside, full) in staged {
        let before = fs::read(full).ok();
        if let Err(error) = fs::rename(beside, full) {
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
