//! The writer of single files: whoever reads the place sees the old bytes or the new, never a part.
//!
//! A file is written beside its place under a name of its own, then renamed. Where that fails, or the process ends well, nothing is
//! left beside it. What a killed process left there, the next write of the same file removes: whoever writes holds a lock on what it
//! writes, and the system takes the locks of the dead away.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::place::WAITING;

/// A file that is written and waits beside its place. Where it is dropped, it is taken away.
pub struct Staged<'p> {
    file: NamedTempFile,
    place: &'p Path,
}

impl<'p> Staged<'p> {
    /// Writes bytes beside a place, in parts. The file may be read by whoever may read new files, or has the permissions that are
    /// given.
    ///
    /// # Errors
    /// When the place names no file, or nothing can be written there.
    pub fn write(place: &'p Path, parts: &[&[u8]], permissions: Option<Permissions>) -> io::Result<Self> {
        Staged::write_by(place, permissions, |file| parts.iter().try_for_each(|part| file.write_all(part)))
    }

    /// The same, where the bytes come one after another.
    ///
    /// # Errors
    /// As [`Staged::write`]; also what the one who writes says.
    pub fn write_by(
        place: &'p Path,
        permissions: Option<Permissions>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let name = place.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let prefix = prefix(name);
        remove_left(folder, &prefix);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(WAITING);
        readable(&mut builder);
        let mut file = builder.tempfile_in(folder)?;
        // Where there are no locks, what a killed process left stays: it has a name that nobody reads.
        let _ = file.as_file().lock();
        write(&mut file)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        Ok(Staged { file, place })
    }

    /// Brings the file into its place, over what is there.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn place(self) -> io::Result<File> {
        self.file.persist(self.place).map_err(|failed| failed.error)
    }

    /// Brings the file into its place, unless something is there.
    ///
    /// # Errors
    /// When something is there, or it cannot be renamed.
    pub fn place_new(self) -> io::Result<File> {
        self.file.persist_noclobber(self.place).map_err(|failed| failed.error)
    }
}

/// Writes a file, over what is there.
///
/// # Errors
/// When it cannot be written; the place is untouched then.
pub fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    Staged::write(place, &[bytes], None)?.place().map(drop)
}

/// What the names of files begin with that wait for a place: of a very long name the first part.
fn prefix(name: &std::ffi::OsStr) -> OsString {
    /// File systems take 255 bytes, and the rest of the name needs some.
    const LONGEST: usize = 200;
    let shown = name.to_string_lossy();
    let mut prefix = OsString::from(".");
    prefix.push(shown.get(..shown.floor_char_boundary(LONGEST)).unwrap_or_default());
    prefix.push(".");
    prefix
}

/// As files are that any program makes; the system takes away what the user's mask forbids.
#[cfg(unix)]
fn readable(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut Builder<'_, '_>) {}

/// Removes what killed processes left beside a place: files of that name that nobody holds.
fn remove_left(folder: &Path, prefix: &OsString) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let prefix = prefix.to_string_lossy();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let middle =
            name.to_str().and_then(|name| name.strip_prefix(&*prefix)).and_then(|rest| rest.strip_suffix(WAITING));
        // Its middle is a random word: what has a point in it waits for another file.
        let is_ours =
            middle.is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let is_dead = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if is_dead {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_dead_left_goes_and_what_is_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.toml");
        let left = folder.path().join(".a.toml.Ab12Cd.mulu-new");
        fs::write(&left, "").unwrap();
        fs::write(folder.path().join(".b.toml.Ab12Cd.mulu-new"), "").unwrap();
        let held = Staged::write(&place, &[b"first"], None).unwrap();
        assert!(!left.exists());
        replace(&place, b"second").unwrap();
        held.place().unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "another file's is left alone");
        let error = Staged::write(&place, &[b"third"], None).unwrap().place_new().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    }
}
