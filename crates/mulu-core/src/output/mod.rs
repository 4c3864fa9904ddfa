//! The only writer.
//!
//! A build may be killed at any moment, run twice at once by mistake, or pointed at a folder that holds other things. So each
//! file is written beside its place, or below a new folder that waits beside its own, and all are renamed into place when the last
//! is written: a build that fails leaves the old site whole. A file that would not change is not touched, and only files that an
//! earlier build wrote, and listed, are ever overwritten or removed.
//!
//! The folder may also come with a stranger's merge request: no link in it is followed, and the list that it holds is believed
//! only as far as it names plain files below the folder.
//!
//! What a build knew of each file, it may leave in `stamps` for the next one, which then need not make a file again.

mod atomic;
mod list;
mod new_folders;
mod open_folders;
mod pieces;
mod place;
mod put;
mod stamps;
mod summed;
mod writing;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use atomic::{Staged, replace};
pub use list::LIST;
pub use pieces::Piece;
pub use place::is_plain;
pub use put::{create, create_folder, put, put_by};
pub use stamps::{InputKey, Stamps};
pub use writing::{Writing, WrittenFile};

use new_folders::{NewFolders, folders_of};
use open_folders::OpenFolders;
use pieces::Pieces;
use place::{WAITING, folder_of, real_folders};

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

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = vec![0; bytes.len() * 2];
    for (byte, pair) in bytes.iter().zip(digits.chunks_exact_mut(2)) {
        pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    // All of them are ASCII.
    String::from_utf8(digits).unwrap_or_default()
}

/// A folder that a site goes into.
pub struct Output {
    root: PathBuf,
    /// What earlier builds listed, sorted.
    listed_before: Vec<String>,
    /// What an earlier build left, and what this one is made from.
    earlier: Stamps,
    pieces: Pieces,
    inputs: InputKey,
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
            listed_before: list::read(root)?,
            earlier: Stamps::default(),
            pieces: Pieces::default(),
            inputs: InputKey::default(),
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

    /// Takes what an earlier build of this folder left, so that files need not be made again ([`Writing::keep`]), and will leave
    /// the same of this one.
    pub fn remember(&mut self, earlier: Stamps) {
        self.pieces = earlier.place().map(|place| Pieces::read(place.with_extension("pieces"))).unwrap_or_default();
        self.earlier = earlier;
    }

    /// Says what the site is made from: the sum of all of it, for the next build to check its own against.
    pub fn note_inputs(&mut self, inputs: InputKey) {
        self.inputs = inputs;
    }

    /// Whether an earlier build left what it knew.
    #[must_use]
    pub fn follows_another(&self) -> bool {
        self.earlier.inputs().is_some()
    }

    /// The bytes of a file that an earlier build wrote; none where it is no plain file now.
    #[must_use]
    pub fn left(&self, path: &str) -> Option<Vec<u8>> {
        self.listed_before.binary_search_by(|listed| listed.as_str().cmp(path)).ok()?;
        let full = self.root.join(path);
        let is_plain = fs::symlink_metadata(&full).is_ok_and(|found| found.is_file());
        is_plain.then(|| fs::read(full).ok()).flatten()
    }

    /// Whether what this build learns is of use to the next: there is a place for it.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.earlier.has_place()
    }

    /// Whether an earlier build, of the same inputs, left all its files here, and nobody touched them since: how many there are.
    #[must_use]
    pub fn is_as_left(&self, inputs: InputKey) -> Option<usize> {
        let left = &self.earlier;
        let listed = || left.paths().filter(|path| *path != LIST).eq(self.listed_before.iter().map(String::as_str));
        let untouched = || {
            let folders = OpenFolders::of(&self.root, left.paths());
            (0..left.len()).into_par_iter().all(|place| left.is_untouched(place, &folders))
        };
        let same = inputs != InputKey::default() && left.inputs() == Some(inputs) && listed() && untouched();
        same.then_some(self.listed_before.len())
    }

    /// Begins to write a site of these files. They are added to the list at once, before the first is written, so that a build that
    /// is killed half-way still knows its own files next time; what such a build left behind is removed: where builds are remembered,
    /// it is known whether the last one ended.
    ///
    /// # Errors
    /// When a file is there that no build wrote, a path leaves the folder or comes twice, or the list or a folder cannot be written.
    pub fn announce(self, mut paths: Vec<&str>) -> Result<Writing<'_>, Unwritable> {
        paths.sort_unstable();
        self.are_ours(&paths)?;
        let new: Vec<&str> = list::without(&paths, &self.listed_before).collect();
        let mut all: Vec<&str> = self.listed_before.iter().map(String::as_str).chain(new.iter().copied()).collect();
        if !new.is_empty() {
            all.sort_unstable();
        }
        let ours = folders_of(paths.iter().copied());
        let mut new_folders = NewFolders::default();
        let mut there = BTreeSet::new();
        for folder in folders_of(all.iter().copied()) {
            match real_folders(&self.root, folder)? {
                None => drop(there.insert(folder)),
                // A folder only of files that no longer belong is not made again.
                Some(topmost) if ours.contains(folder) => new_folders.add(topmost),
                Some(_) => {}
            }
        }
        self.none_is_there(new.iter().copied().filter(|path| there.contains(folder_of(path))))?;
        if self.earlier.was_interrupted() || !new_folders.is_empty() {
            there.iter().for_each(|folder| self.remove_leftovers(folder, &all));
        }
        self.earlier.begin();
        if all.len() != self.listed_before.len() {
            list::write(&self.root, all.iter().copied())?;
        }
        let made = new_folders.make(&self.root, &ours);
        // Where one could not be made, those that were go with it.
        let writing = Writing::begin(self, paths, new_folders);
        made.map(|()| writing)
    }

    /// Makes sure that paths, sorted, stay below the folder and are each of one file.
    fn are_ours(&self, paths: &[&str]) -> Result<(), Unwritable> {
        let fail = |path: &str, why| Err(Unwritable { path: self.root.join(path), error: io::Error::other(why) });
        if let Some(path) = paths.iter().find(|path| !is_plain(path)) {
            return fail(path, "the path leaves the output folder");
        }
        match paths.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => fail(pair[0], "two pages would be written here"),
            None => Ok(()),
        }
    }

    /// Makes sure that nothing lies where files will be that no build wrote before.
    fn none_is_there<'f>(&self, mut paths: impl Iterator<Item = &'f str>) -> Result<(), Unwritable> {
        let is_there = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
        let Some(path) = paths.find_map(|path| Some(self.root.join(path)).filter(is_there)) else { return Ok(()) };
        let error = "no build wrote this file, so none overwrites it; move it away, or build into another folder";
        Err(Unwritable { path, error: io::Error::new(io::ErrorKind::AlreadyExists, error) })
    }

    /// Removes what a killed build left in a folder, beside files and folders of ours only.
    fn remove_leftovers(&self, folder: &str, ours: &[&str]) {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let left =
                name.to_str().and_then(|name| name.strip_prefix('.')).and_then(|name| name.strip_suffix(WAITING));
            let Some(left) = left else { continue };
            let path = if folder.is_empty() { left.to_owned() } else { format!("{folder}/{left}") };
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                new_folders::remove_left(&entry.path(), &path, ours);
            } else if path == LIST || ours.binary_search(&path.as_str()).is_ok() {
                // Where it cannot be removed, writing the file itself will say why.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Takes over a folder that several builds filled, each with a part: writes the files of the whole that none of them wrote
    /// (`own`), and the list of all files; removes what does not belong to it any more: the parts' own lists, and what an earlier
    /// build left there.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be written.
    pub fn adopt<'f>(
        root: &Path,
        files: &[&str],
        own: &[(&str, &[u8])],
        gone: impl Iterator<Item = &'f str>,
    ) -> Result<Tally, Unwritable> {
        let _output = Output::open(root)?;
        for (name, bytes) in own {
            let full = root.join(name);
            replace(&full, bytes).map_err(|error| Unwritable { path: full, error })?;
        }
        let all: BTreeSet<&str> = files.iter().copied().chain(own.iter().map(|(name, _)| *name)).collect();
        list::write(root, all.iter().copied())?;
        let mut removed = 0;
        for path in gone.filter(|path| is_plain(path) && !all.contains(path)) {
            removed += usize::from(place::remove(root, path)?);
        }
        Ok(Tally { written: own.len(), unchanged: files.len(), removed })
    }
}
