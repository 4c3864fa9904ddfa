//! Single files that a person named: a record, a report.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Unwritable;
use super::atomic::Staged;
use super::place::is_plain;

/// Writes one file that a person named: a record, or a report. Whoever reads it sees the old bytes or the new, never a part; it
/// keeps its permissions. A link is followed to what it names; what is not a file, such as `/dev/null`, is written to, not replaced.
///
/// # Errors
/// When it cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Unwritable> {
    put_by(path, |out| out.write_all(bytes))
}

/// The same of what is written one part after another, and never held whole.
///
/// # Errors
/// As [`put`].
pub fn put_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Unwritable> {
    let fail = |error| Unwritable { path: path.to_owned(), error };
    match fs::metadata(path) {
        Ok(found) if found.is_file() => {
            let real = path.canonicalize().map_err(fail)?;
            let staged = Staged::write_by(&real, Some(found.permissions()), write);
            staged.and_then(Staged::place).map(drop).map_err(fail)
        }
        Ok(_) => File::options().write(true).open(path).and_then(|mut file| write(&mut file)).map_err(fail),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Staged::write_by(path, None, write).and_then(Staged::place).map(drop).map_err(fail)
        }
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
    Staged::write(&full, &[bytes], None).and_then(Staged::place_new).map(drop).map_err(fail)
}
