//! Single files that a person named: a record, a report.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Unwritable;
use super::place::{beside, is_plain, put_beside};

/// Writes one file that a person named: a record, or a report. Whoever reads it sees the old bytes or the new, never a part; it
/// keeps its permissions. A link is followed to what it names; what is no file, such as `/dev/null`, is written to, not replaced.
///
/// # Errors
/// When it cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Unwritable> {
    let fail = |error| Unwritable { path: path.to_owned(), error };
    match fs::metadata(path) {
        Ok(found) if found.is_file() => {
            let real = path.canonicalize().map_err(fail)?;
            write_over(&real, bytes, Some(found.permissions())).map_err(fail)
        }
        Ok(_) => File::options().write(true).open(path).and_then(|mut file| file.write_all(bytes)).map_err(fail),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(path, bytes).map_err(fail),
        Err(error) => Err(fail(error)),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// When it cannot be made.
pub fn create_folder(path: &Path) -> Result<(), Unwritable> {
    fs::create_dir_all(path).map_err(|error| Unwritable { path: path.to_owned(), error })
}

/// Writes a file that is not there yet, below a root, and the folders on the way to it.
///
/// # Errors
/// When something is there already, the path leaves the root, also by a link, or it cannot be written.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Unwritable> {
    let full = root.join(path);
    let fail = |error| Unwritable { path: full.clone(), error };
    let leaves = || fail(io::Error::other("the path leaves the registry"));
    let folder = full.parent().filter(|_| is_plain(path)).ok_or_else(leaves)?;
    create_folder(folder)?;
    let root = root.canonicalize().map_err(fail)?;
    if !folder.canonicalize().map_err(fail)?.starts_with(root) {
        return Err(leaves());
    }
    let mut file = File::options().write(true).create_new(true).open(&full).map_err(fail)?;
    file.write_all(bytes).map_err(|error| {
        // Half a record would be taken for one.
        let _ = fs::remove_file(&full);
        fail(error)
    })
}

/// Writes beside the place, then renames into it: whoever reads the place sees the old file or the new, never a part.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_over(path, bytes, None)
}

fn write_over(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let beside = beside(path);
    // What a killed run left there is nobody's; a link that somebody laid there is removed, not followed.
    let _ = fs::remove_file(&beside);
    let written = put_beside(path, bytes);
    let allowed = written.and_then(|_| permissions.map_or(Ok(()), |kept| fs::set_permissions(&beside, kept)));
    let renamed = allowed.and_then(|()| fs::rename(&beside, path));
    if renamed.is_err() {
        // The place is untouched; a leftover beside it would only puzzle.
        let _ = fs::remove_file(&beside);
    }
    renamed
}
