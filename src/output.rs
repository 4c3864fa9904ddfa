//! The only writer.
//!
//! A build may be killed at any moment, run twice at once by mistake, or pointed at a folder that holds other things. So each
//! file is written beside its place and renamed into it, a file that would not change is not touched, and only files that an
//! earlier build wrote, and listed, are ever removed: last, when everything that belongs is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

/// The list of what a build wrote, in the output folder: a path a line, sorted.
pub const LIST: &str = ".mulu-files";

/// A file or folder that could not be written.
#[derive(Debug)]
pub struct Unwritable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl std::fmt::Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot write {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for Unwritable {}

/// What a build did to the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that no longer belong.
    pub removed: usize,
}

/// A file that a build wrote, or found as it would have written it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its size.
    pub bytes: usize,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A folder that is being written.
pub struct Output {
    root: PathBuf,
    listed_before: BTreeSet<String>,
    files: Mutex<BTreeMap<String, Written>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

impl Output {
    /// Opens a folder, and makes it if it is not there.
    ///
    /// # Errors
    /// When the folder or its list cannot be read or made; when the folder holds things and none of them is from a build.
    pub fn open(root: &Path) -> Result<Self, Unwritable> {
        let fail = |error| Unwritable { path: root.to_owned(), error };
        fs::create_dir_all(root).map_err(fail)?;
        let listed_before = match fs::read_to_string(root.join(LIST)) {
            Ok(list) => list.lines().filter(|path| is_plain(path)).map(str::to_owned).collect(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
            Err(error) => return Err(Unwritable { path: root.join(LIST), error }),
        };
        let output = Output {
            root: root.to_owned(),
            listed_before,
            files: Mutex::default(),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        };
        Ok(output)
    }

    /// Says which files this build will write, before it writes the first. They are added to the list at once, so that a build
    /// that is killed half-way still knows its own files next time.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn announce(&self, paths: &[String]) -> Result<(), Unwritable> {
        let mut all = self.listed_before.clone();
        all.extend(paths.iter().cloned());
        if all != self.listed_before {
            self.write_list(&all)?;
        }
        let folders: BTreeSet<&str> =
            paths.iter().filter_map(|path| path.rsplit_once('/').map(|(dir, _)| dir)).collect();
        for folder in folders {
            let path = self.root.join(folder);
            fs::create_dir_all(&path).map_err(|error| Unwritable { path, error })?;
        }
        Ok(())
    }

    /// Writes a file, unless it has these bytes already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Unwritable> {
        let full = self.root.join(path);
        let fail = |error| Unwritable { path: full.clone(), error };
        if !is_plain(path) {
            return Err(fail(io::Error::other("the path leaves the output folder")));
        }
        if same(&full, bytes) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        } else {
            replace(&full, bytes).map_err(fail)?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        if let Ok(mut files) = self.files.lock() {
            files.insert(path.to_owned(), Written { bytes: bytes.len(), sha256: hex(&Sha256::digest(bytes)) });
        }
        Ok(())
    }

    /// What this build has written so far, by path.
    #[must_use]
    pub fn written(&self) -> BTreeMap<String, Written> {
        self.files.lock().map(|files| files.clone()).unwrap_or_default()
    }

    /// Removes what earlier builds wrote and this one did not, then writes the list.
    ///
    /// # Errors
    /// When a file cannot be removed or the list not written.
    pub fn finish(self) -> Result<Tally, Unwritable> {
        let files: BTreeSet<String> = self.written().into_keys().collect();
        let mut removed = 0;
        for path in self.listed_before.difference(&files) {
            let full = self.root.join(path);
            match fs::remove_file(&full) {
                Ok(()) => removed += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Unwritable { path: full, error }),
            }
            self.remove_empty_folders(path);
        }
        self.write_list(&files)?;
        Ok(Tally {
            written: self.written.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            removed,
        })
    }

    /// Removes the folders above a removed file that are now empty; one that is not empty stays.
    fn remove_empty_folders(&self, path: &str) {
        let parents = Path::new(path).ancestors().skip(1).filter(|dir| !dir.as_os_str().is_empty());
        for dir in parents {
            if fs::remove_dir(self.root.join(dir)).is_err() {
                return;
            }
        }
    }

    fn write_list(&self, files: &BTreeSet<String>) -> Result<(), Unwritable> {
        let path = self.root.join(LIST);
        let mut list = String::new();
        for file in files {
            list.push_str(file);
            list.push('\n');
        }
        if same(&path, list.as_bytes()) {
            return Ok(());
        }
        replace(&path, list.as_bytes()).map_err(|error| Unwritable { path, error })
    }
}

/// Whether a path stays below the folder that it is relative to.
fn is_plain(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file has exactly these bytes. Its size is asked first, so that most changed files need not be read.
fn same(path: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    if !file.metadata().is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64) {
        return false;
    }
    let mut there = Vec::with_capacity(bytes.len() + 1);
    file.read_to_end(&mut there).is_ok() && there == bytes
}

/// Writes beside the place, then renames into it: whoever reads the place sees the old file or the new, never a part.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(".mulu-new");
    let beside = path.with_file_name(beside);
    let written = File::create(&beside).and_then(|mut file| file.write_all(bytes));
    let renamed = written.and_then(|()| fs::rename(&beside, path));
    if renamed.is_err() {
        // The place is untouched; a leftover beside it would only puzzle.
        let _ = fs::remove_file(&beside);
    }
    renamed
}
