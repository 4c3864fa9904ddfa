//! The turn to edit a registry: one hand at a time, from reading to renaming.
//!
//! An edit reads a record, adds to it and writes it. Two at once would both read the old record, and the later would write over what
//! the earlier added. So whoever edits holds a lock on a file in the registry's folder; the file says who holds it, and is removed
//! when the turn ends. The system takes the lock of a killed process away, and its file is taken over by the next.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::output::Unwritable;

/// The file that is locked.
const NAME: &str = ".mulu-lock";

/// The longest name of a holder that is read, in bytes.
const LONGEST: u64 = 200;

/// The turn to edit. It ends when it is dropped.
#[derive(Debug)]
pub struct EditLock {
    file: File,
    path: PathBuf,
}

impl EditLock {
    /// Takes the turn, and waits where another has it: `on_wait` is told who. `who` is what others are told meanwhile.
    ///
    /// # Errors
    /// When the registry's folder cannot be written to.
    pub fn take(root: &Path, who: &str, on_wait: &dyn Fn(&str)) -> Result<EditLock, Unwritable> {
        let path = root.join(NAME);
        let fail = |error| Unwritable { path: path.clone(), error };
        let mut is_told = false;
        loop {
            let file = open(&path).map_err(fail)?;
            if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
                // Of many who wait, each is told of the first only.
                if !std::mem::replace(&mut is_told, true) {
                    let mut holder = String::new();
                    // On some systems a locked file cannot be read: then nobody is named.
                    let _ = (&file).take(LONGEST).read_to_string(&mut holder);
                    on_wait(holder.trim());
                }
                file.lock().map_err(fail)?;
            }
            // Who held it before may have removed the file that was waited for, and a third may have made another.
            if is_at(&file, &path) {
                // From here on it is removed, also where a full disk does not take the name.
                let mut lock = EditLock { file, path: path.clone() };
                let named =
                    lock.file.set_len(0).and_then(|()| writeln!(lock.file, "{who}, process {}", std::process::id()));
                return named.map(|()| lock).map_err(fail);
            }
        }
    }
}

impl Drop for EditLock {
    fn drop(&mut self) {
        // While it is locked, so that nobody holds a file that is not there.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Opens the file, and makes it where there is none. A link is not followed: a registry may come from a stranger.
fn open(path: &Path) -> io::Result<File> {
    let file = open_or_make(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("this is not the lock of an edit; remove it"))
    }
}

#[cfg(unix)]
fn open_or_make(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};

    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(rustix::io::retry_on_intr(|| open(path, flags, Mode::from_raw_mode(0o666)))?.into())
}

#[cfg(not(unix))]
fn open_or_make(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(path)
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |found: io::Result<fs::Metadata>| found.ok().map(|found| (found.dev(), found.ino()));
    let open = of(file.metadata());
    open.is_some() && open == of(fs::symlink_metadata(path))
}

/// Where the file is never removed, it is always the same.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
