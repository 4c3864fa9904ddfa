//! The files of a plan, written all or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::output::{Staged, Unwritable};

/// Writes files below a root. Each is first written beside its place; only when all are there are they renamed into place, and
/// should a rename fail, those before it are undone. Links are not followed: nothing is written outside the root.
///
/// # Errors
/// When a path leaves the root or passes through a link, or a file cannot be written. Nothing has changed then.
pub fn write(root: &Path, files: &BTreeMap<String, String>) -> Result<(), Unwritable> {
    let mut made = Vec::new();
    let places: Vec<(PathBuf, &str)> = files.iter().map(|(path, text)| (root.join(path), text.as_str())).collect();
    let staged = files.keys().zip(&places).map(|(path, (full, text))| {
        let permissions = || fs::symlink_metadata(full).ok().map(|found| found.permissions());
        let staged = prepare(root, Path::new(path), &mut made)
            .and_then(|()| Staged::write(full, &[text.as_bytes()], permissions()));
        staged.map(|staged| (full.as_path(), staged)).map_err(|error| Unwritable { path: full.clone(), error })
    });
    let result = staged.collect::<Result<Vec<_>, _>>().and_then(place);
    if result.is_err() {
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
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

fn place(staged: Vec<(&Path, Staged<'_>)>) -> Result<(), Unwritable> {
    let mut done: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (full, staged) in staged {
        let before = fs::read(full).ok();
        if let Err(error) = staged.place() {
            undo(&done);
            return Err(Unwritable { path: full.to_owned(), error });
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
