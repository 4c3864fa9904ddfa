//! The only writer.
//!
//! A build may be killed at any moment, run twice at once by mistake, or pointed at a folder that holds other things. So each
//! file is written beside its place, and all are renamed into place when the last is written: a build that fails leaves the
//! old site whole. A file that would not change is not touched, and only files that an earlier build wrote, and listed, are
//! ever overwritten or removed.
//!
//! The folder may also come with a stranger's merge request: no link in it is followed, and the list that it holds is believed
//! only as far as it names plain files below the folder.
//!
//! What a build knew of each file, it may leave in `stamps` for the next one, which then need not make a file again.

mod put;
mod stamps;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub use put::{create, create_folder, put};
pub use stamps::{Key, Stamps};

use stamps::{Seen, Stamp};

/// The list of what a build wrote, in the output folder: a path a line, sorted.
pub const LIST: &str = ".mulu-files";

/// What the name of a file ends with while it waits beside its place.
const WAITING: &str = ".mulu-new";

/// The longest list that is read, in bytes: a million long paths. A longer one is none of ours.
const LONGEST_LIST: u64 = 256 << 20;

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
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// What it was made from, where that is known.
    key: Option<Key>,
    /// What the file system said of it, where it was not touched.
    seen: Option<Seen>,
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
    /// Files that wait beside their places.
    waiting: Mutex<BTreeSet<String>>,
    unchanged: AtomicUsize,
    /// What an earlier build left, and what this one is made from.
    earlier: Stamps,
    inputs: Key,
    /// Held until the build ends, so that a second build of the same folder waits.
    _turn: Option<File>,
}

impl Output {
    /// Opens a folder that the user named, and makes it if it is not there.
    ///
    /// # Errors
    /// When the folder or its list cannot be read or made.
    pub fn open(root: &Path) -> Result<Self, Unwritable> {
        fs::create_dir_all(root).map_err(|error| Unwritable { path: root.to_owned(), error })?;
        // Where a folder cannot be locked, as on some network drives, two builds at once are the user's own care.
        let turn = File::open(root).ok().filter(|folder| folder.lock().is_ok());
        let output = Output {
            root: root.to_owned(),
            listed_before: read_list(&root.join(LIST))?,
            files: Mutex::default(),
            waiting: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            earlier: Stamps::default(),
            inputs: Key::default(),
            _turn: turn,
        };
        Ok(output)
    }

    /// Opens a folder that a registry's configuration names, below the registry's own folder. The configuration may come from a
    /// stranger: where a part of the path is a link, it may lead anywhere, and the folder is not opened.
    ///
    /// # Errors
    /// When the folder or its list cannot be read or made, or a part of its path is a link or a file.
    pub fn open_below(root: &Path, folder: &str) -> Result<Self, Unwritable> {
        real_folders(root, folder)?;
        Output::open(&root.join(folder))
    }

    /// Takes what an earlier build of this folder left, so that files need not be made again ([`Output::keep`]), and will leave
    /// the same of this one.
    pub fn remember(&mut self, earlier: Stamps) {
        self.earlier = earlier;
    }

    /// Says what the site is made from: the sum of all of it, for the next build to hold its own against.
    pub fn made_from(&mut self, inputs: Key) {
        self.inputs = inputs;
    }

    /// Whether an earlier build left what it knew.
    #[must_use]
    pub fn follows_another(&self) -> bool {
        self.earlier.inputs().is_some()
    }

    /// Whether what this build learns is of use to the next: there is a place for it.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.earlier.has_place()
    }

    /// Whether an earlier build, of the same inputs, left all its files here, and nobody touched them since: how many there are.
    #[must_use]
    pub fn is_as_left(&self, inputs: Key) -> Option<usize> {
        let left = &self.earlier;
        let listed = || left.paths().filter(|path| *path != LIST).eq(self.listed_before.iter().map(String::as_str));
        let untouched =
            |place: usize| left.path(place).is_some_and(|path| left.is_untouched(place, &self.root.join(path)));
        let same = inputs != Key::default()
            && left.inputs() == Some(inputs)
            && listed()
            && (0..left.len()).into_par_iter().all(untouched);
        same.then_some(self.listed_before.len())
    }

    /// Keeps a file as an earlier build left it, if that made it from the same things, and nobody touched it since. If not,
    /// false: it must be written.
    ///
    /// # Errors
    /// When it was written already.
    pub fn keep(&self, path: &str, key: Key) -> Result<bool, Unwritable> {
        let full = self.root.join(path);
        let Some(stamp) = self.earlier.untouched(path, key, &full) else { return Ok(false) };
        let written =
            Written { bytes: stamp.seen.length(), sha256: stamp.sha256, key: Some(key), seen: Some(stamp.seen) };
        self.enter(path, written)?;
        self.unchanged.fetch_add(1, Ordering::Relaxed);
        Ok(true)
    }

    fn enter(&self, path: &str, written: Written) -> Result<(), Unwritable> {
        match lock(&self.files).insert(path.to_owned(), written) {
            None => Ok(()),
            Some(_) => {
                let error = io::Error::other("two pages would be written here");
                Err(Unwritable { path: self.root.join(path), error })
            }
        }
    }

    /// Says which files this build will write, before it writes the first. They are added to the list at once, so that a build
    /// that is killed half-way still knows its own files next time; what such a build left behind is removed.
    ///
    /// # Errors
    /// When a file is there that no build wrote, or the list or a folder cannot be written.
    pub fn announce(&self, paths: &[String]) -> Result<(), Unwritable> {
        let mut all = self.listed_before.clone();
        let new: Vec<&String> = paths.iter().filter(|path| all.insert((*path).clone())).collect();
        self.none_is_there(&new)?;
        let folders: BTreeSet<&str> = all.iter().map(|path| folder_of(path)).collect();
        for folder in folders {
            real_folders(&self.root, folder)?;
            self.remove_leftovers(folder, &all);
        }
        if all != self.listed_before {
            self.write_list(all.iter())?;
        }
        for folder in paths.iter().map(|path| folder_of(path)).collect::<BTreeSet<_>>() {
            let path = self.root.join(folder);
            fs::create_dir_all(&path).map_err(|error| Unwritable { path, error })?;
        }
        Ok(())
    }

    /// Makes sure that nothing lies where files will be that no build wrote before. In a folder that is not there yet, nothing does.
    fn none_is_there(&self, paths: &[&String]) -> Result<(), Unwritable> {
        let folders: BTreeSet<&str> = paths.iter().map(|path| folder_of(path)).collect();
        let there = |folder: &&str| fs::symlink_metadata(self.root.join(folder)).is_ok();
        let folders: BTreeSet<&str> = folders.into_iter().filter(there).collect();
        for path in paths.iter().filter(|path| folders.contains(folder_of(path))) {
            let path = self.root.join(path);
            if fs::symlink_metadata(&path).is_ok() {
                let error =
                    "no build wrote this file, so none overwrites it; move it away, or build into another folder";
                return Err(Unwritable { path, error: io::Error::new(io::ErrorKind::AlreadyExists, error) });
            }
        }
        Ok(())
    }

    /// Writes a file, unless it has these bytes already. It comes into place with all others, when the build finishes. `key` says
    /// what it was made from, where that is known.
    ///
    /// # Errors
    /// When it cannot be written, or was written already.
    pub fn write(&self, path: &str, bytes: &[u8], key: Option<Key>) -> Result<(), Unwritable> {
        let full = self.root.join(path);
        let fail = |error| Unwritable { path: full.clone(), error };
        if !is_plain(path) {
            return Err(fail(io::Error::other("the path leaves the output folder")));
        }
        self.enter(path, Written { bytes: bytes.len() as u64, sha256: Sha256::digest(bytes).into(), key, seen: None })?;
        // What no build wrote before is not there: that was made sure of when it was announced.
        if self.listed_before.contains(path) && same(&full, bytes) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        } else {
            lock(&self.waiting).insert(path.to_owned());
            put_beside(&full, bytes).map_err(fail)?;
        }
        Ok(())
    }

    /// What this build has written so far, by path.
    #[must_use]
    pub fn written(&self) -> BTreeMap<String, Written> {
        lock(&self.files).clone()
    }

    /// Brings what was written into place, removes what earlier builds wrote and this one did not, then writes the list. What the
    /// next build may need is left where [`Output::remember`] found it.
    ///
    /// # Errors
    /// When a file cannot be renamed or removed, or the list not written.
    pub fn finish(self) -> Result<Tally, Unwritable> {
        let waiting = std::mem::take(&mut *lock(&self.waiting));
        for path in &waiting {
            let full = self.root.join(path);
            fs::rename(beside(&full), &full).map_err(|error| Unwritable { path: full, error })?;
        }
        let written = std::mem::take(&mut *lock(&self.files));
        let removed = self.remove_others(&written)?;
        self.write_list(written.keys())?;
        self.leave_stamps(written);
        Ok(Tally { written: waiting.len(), unchanged: self.unchanged.load(Ordering::Relaxed), removed })
    }

    /// Removes what earlier builds wrote and this one did not: how many files.
    fn remove_others(&self, written: &BTreeMap<String, Written>) -> Result<usize, Unwritable> {
        let mut removed = 0;
        for path in self.listed_before.iter().filter(|path| !written.contains_key(*path)) {
            let full = self.root.join(path);
            // What is no file, or lies behind a link, is nothing that a build wrote, whatever the list says.
            let is_file = fs::symlink_metadata(&full).is_ok_and(|found| found.is_file());
            if is_file && real_folders(&self.root, folder_of(path)).is_ok() {
                fs::remove_file(&full).map_err(|error| Unwritable { path: full, error })?;
                removed += 1;
                self.remove_empty_folders(path);
            }
        }
        Ok(removed)
    }

    fn leave_stamps(&self, written: BTreeMap<String, Written>) {
        if !self.earlier.has_place() {
            return;
        }
        let list = Written { bytes: 0, sha256: [0; 32], key: None, seen: None };
        let all: Vec<(String, Written)> = std::iter::once((LIST.to_owned(), list)).chain(written).collect();
        let stamp = |(path, written): (String, Written)| {
            let seen = written.seen.or_else(|| Seen::of(&self.root.join(&path)))?;
            Some((path, Stamp { key: written.key.unwrap_or_default(), sha256: written.sha256, seen }))
        };
        let mut stamps: Vec<(String, Stamp)> = all.into_par_iter().filter_map(stamp).collect();
        stamps.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        self.earlier.leave(self.inputs, &stamps);
    }

    /// Takes over a folder that several builds filled, each with a part: writes the one file that none of them wrote, and the list
    /// of all files; removes the parts' own lists.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be written.
    pub fn adopt(
        root: &Path,
        files: impl Iterator<Item = String>,
        (name, bytes): (&str, &[u8]),
        parts: impl Iterator<Item = String>,
    ) -> Result<Tally, Unwritable> {
        let mut output = Output::open(root)?;
        let full = root.join(name);
        let written = put_beside(&full, bytes).and_then(|()| fs::rename(beside(&full), &full));
        written.map_err(|error| Unwritable { path: full, error })?;
        let mut all: BTreeSet<String> = files.collect();
        all.insert(name.to_owned());
        output.listed_before.clear();
        output.write_list(all.iter())?;
        for part in parts {
            let path = root.join(part);
            fs::remove_file(&path).map_err(|error| Unwritable { path, error })?;
        }
        Ok(Tally { written: 1, unchanged: all.len() - 1, removed: 0 })
    }

    /// Removes what a killed build left in a folder, beside files of ours only.
    fn remove_leftovers(&self, folder: &str, ours: &BTreeSet<String>) {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let left =
                name.to_str().and_then(|name| name.strip_prefix('.')).and_then(|name| name.strip_suffix(WAITING));
            let Some(left) = left else { continue };
            let path = if folder.is_empty() { left.to_owned() } else { format!("{folder}/{left}") };
            if path == LIST || ours.contains(&path) {
                // Where it cannot be removed, writing the file itself will say why.
                let _ = fs::remove_file(entry.path());
            }
        }
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

    fn write_list<'f>(&self, files: impl Iterator<Item = &'f String>) -> Result<(), Unwritable> {
        let path = self.root.join(LIST);
        let mut list = String::new();
        for file in files {
            list.push_str(file);
            list.push('\n');
        }
        if same(&path, list.as_bytes()) {
            return Ok(());
        }
        let written = put_beside(&path, list.as_bytes()).and_then(|()| fs::rename(beside(&path), &path));
        written.map_err(|error| Unwritable { path, error })
    }
}

impl Drop for Output {
    /// A build that failed takes away what waits: the old site stays as it was.
    fn drop(&mut self) {
        for path in lock(&self.waiting).iter() {
            let _ = fs::remove_file(beside(&self.root.join(path)));
        }
    }
}

/// A set of paths, which no panic can leave half-changed.
fn lock<T>(paths: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    paths.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The paths that an earlier build listed; none where there was no build.
fn read_list(path: &Path) -> Result<BTreeSet<String>, Unwritable> {
    let fail = |error| Unwritable { path: path.to_owned(), error };
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(fail(error)),
        Ok(found) if !found.is_file() || found.len() > LONGEST_LIST => {
            return Err(fail(io::Error::other("this is not the list of a build; move it away")));
        }
        Ok(_) => {}
    }
    let bytes = fs::read(path).map_err(fail)?;
    Ok(String::from_utf8_lossy(&bytes).lines().filter(|path| is_plain(path)).map(str::to_owned).collect())
}

/// The folder of a file; empty for the root.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is one that a build may write: below the folder, without `.` or `..`, and not in what belongs to git.
pub fn is_plain(path: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(name) if name != ".git");
    !path.is_empty() && path != LIST && !path.contains(char::is_control) && Path::new(path).components().all(plain)
}

/// Makes sure that every part of a folder's path that is there is a folder itself, not a link to one.
fn real_folders(root: &Path, folder: &str) -> Result<(), Unwritable> {
    let mut path = root.to_owned();
    for part in Path::new(folder).components() {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Unwritable { path, error }),
            Ok(_) => {
                let error = "this must be a folder and is a link or a file; remove it, or name a folder with --out";
                return Err(Unwritable { path, error: io::Error::other(error) });
            }
        }
    }
    Ok(())
}

/// Whether a file has exactly these bytes. Its size is asked first, so that most changed files need not be read.
fn same(path: &Path, bytes: &[u8]) -> bool {
    let alike = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    if !fs::symlink_metadata(path).is_ok_and(alike) {
        return false;
    }
    let mut there = Vec::with_capacity(bytes.len() + 1);
    let read = File::open(path).and_then(|file| file.take(bytes.len() as u64 + 1).read_to_end(&mut there));
    read.is_ok() && there == bytes
}

/// Where a file waits: beside its place, so that renaming it cannot leave the file system.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(WAITING);
    path.with_file_name(name)
}

/// Writes a file beside its place. What is there already, were it a link, is not written through.
fn put_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(beside(path)).and_then(|mut file| file.write_all(bytes))
}
