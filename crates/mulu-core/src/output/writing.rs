//! A site that is being written: which of its files are done, and how.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::list::{self, LIST};
use super::new_folders::NewFolders;
use super::open_folders::OpenFolders;
use super::pieces::Piece;
use super::place::{self, beside, put_beside, put_new, same, same_file};
use super::stamps::{FileMetadata, InputKey, Stamp};
use super::summed::{SummedFile, put_new_by};
use super::{Output, Tally, Unwritable};

/// A file that a build wrote, or found as it would have written it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// What the next build may know it by, where there is a place to leave that.
    known_by: Option<Box<KnownBy>>,
    how: WriteAction,
}

/// What a build that follows may know a file by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct KnownBy {
    /// What it was made from, where that is known.
    key: Option<InputKey>,
    /// What the file system says of it, where that does not change any more.
    seen: Option<FileMetadata>,
}

/// What was done for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WriteAction {
    /// Nothing: it was right.
    Unchanged,
    /// It waits beside its place.
    Waits,
    /// It waits in a new folder.
    WaitsInFolder,
}

/// A site that is being written. Where it is dropped before it is finished, what waits is taken away: the old site stays as it was.
pub struct Writing<'p> {
    output: Output,
    /// Its files, sorted.
    paths: Vec<&'p str>,
    /// The place of each among the stamps that an earlier build left; empty where none left any.
    stamps: Vec<Option<usize>>,
    /// What is known of each, once it is done.
    files: Vec<OnceLock<WrittenFile>>,
    new_folders: NewFolders,
    /// The folders in which an earlier build left files.
    folders: OpenFolders,
}

impl<'p> Writing<'p> {
    /// Of files, sorted; `new_folders` are the folders that were made for them.
    pub(super) fn begin(output: Output, paths: Vec<&'p str>, new_folders: NewFolders) -> Self {
        let files = paths.iter().map(|_| OnceLock::new()).collect();
        let stamps = output.earlier.places_of(&paths);
        let folders = OpenFolders::of(&output.root, output.earlier.paths());
        Writing { output, paths, stamps, files, new_folders, folders }
    }

    /// Keeps a file as an earlier build left it, if that made it from the same things, and nobody touched it since. If not,
    /// false: it must be written. `place` is its place among the files that were announced, sorted.
    ///
    /// # Errors
    /// When it is written already.
    pub fn keep(&self, place: usize, key: InputKey) -> Result<bool, Unwritable> {
        self.keep_as(place, key, key)
    }

    /// The same for a file that an earlier build made from other things, of which the caller knows that they come to the same.
    ///
    /// # Errors
    /// When it is written already.
    pub fn keep_as(&self, place: usize, before: InputKey, key: InputKey) -> Result<bool, Unwritable> {
        let Some(stamp) = self.stamps.get(place).copied().flatten() else { return Ok(false) };
        let Some(stamp) = self.output.earlier.untouched(stamp, before, &self.folders) else { return Ok(false) };
        let known_by = self.known_by(Some(key), Some(stamp.seen));
        let (bytes, sha256, how) = (stamp.seen.length(), stamp.sha256, WriteAction::Unchanged);
        self.enter(place, WrittenFile { bytes, sha256, known_by, how })?;
        Ok(true)
    }

    /// The same for a file of which the caller knows, by what [`Writing::pieces_left`] gave, that it comes to the same.
    ///
    /// # Errors
    /// When it is written already.
    pub fn keep_with(&self, place: usize, key: InputKey) -> Result<bool, Unwritable> {
        self.made_from(self.paths[place]).map_or(Ok(false), |before| self.keep_as(place, before, key))
    }

    /// What an earlier build made a file from, where that is known.
    #[must_use]
    pub fn made_from(&self, path: &str) -> Option<InputKey> {
        self.output.earlier.made_from(path)
    }

    /// The bytes of a file as an earlier build left it, if that made it from these things, and nobody touched it since.
    #[must_use]
    pub fn left(&self, path: &str, key: InputKey) -> Option<Vec<u8>> {
        let earlier = &self.output.earlier;
        let stamp = earlier.untouched(earlier.place_of(path)?, key, &self.folders)?;
        fs::read(self.output.root.join(path)).ok().filter(|bytes| Sha256::digest(bytes)[..] == stamp.sha256)
    }

    /// The stretches of a file that an earlier build put together, with its bytes, if nobody touched it since.
    #[must_use]
    pub fn pieces_left(&self, path: &str) -> Option<(Vec<u8>, &[Piece])> {
        let left = self.output.pieces.left(path)?;
        let full = self.output.root.join(path);
        let sum = self.output.earlier.sum_of_untouched(path, &self.folders)?;
        (sum == left.sha256).then(|| Some((fs::read(full).ok()?, left.pieces.as_slice()))).flatten()
    }

    /// Says of which stretches a file was put together, for the next build.
    pub fn note_pieces(&self, path: &str, pieces: Vec<Piece>) {
        self.output.pieces.note(path, pieces);
    }

    /// Writes a file, unless it has these bytes already. It comes into place with all others, when the build finishes. `place` is its
    /// place among the files that were announced, sorted; `key` says what it was made from, where that is known.
    ///
    /// # Errors
    /// When it cannot be written, or is written already.
    pub fn write(&self, place: usize, bytes: &[u8], key: Option<InputKey>) -> Result<(), Unwritable> {
        let (root, path) = (&self.output.root, self.paths[place]);
        let (how, seen) = match self.new_folders.around(path) {
            Some(folder) => {
                let waits_at = NewFolders::waits_at(root, folder, path);
                // The folder's renaming changes nothing of the file.
                let seen = put_new(&waits_at, bytes).map(|file| FileMetadata::of_open(&file));
                (WriteAction::WaitsInFolder, seen.map_err(|error| Unwritable { path: root.join(path), error })?)
            }
            None => (self.write_beside(path, bytes)?, None),
        };
        let sha256 = Sha256::digest(bytes).into();
        let known_by = self.known_by(key, seen);
        self.enter(place, WrittenFile { bytes: bytes.len() as u64, sha256, known_by, how })
    }

    /// Writes a file part by part, so that it is never held whole. Otherwise as [`Writing::write`].
    ///
    /// # Errors
    /// As [`Writing::write`]; also what the one who writes says.
    pub fn write_by(
        &self,
        place: usize,
        key: Option<InputKey>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Unwritable> {
        let (root, path) = (&self.output.root, self.paths[place]);
        let full = root.join(path);
        let fail = |error| Unwritable { path: full.clone(), error };
        let folder = self.new_folders.around(path);
        let waits_at = folder.map_or_else(|| beside(&full), |folder| NewFolders::waits_at(root, folder, path));
        if folder.is_none() {
            // What a killed build may have left, of which nothing is known.
            let _ = fs::remove_file(&waits_at);
        }
        let SummedFile { file, sha256, bytes } = put_new_by(&waits_at, write).map_err(fail)?;
        let (how, seen) = if folder.is_some() {
            (WriteAction::WaitsInFolder, FileMetadata::of_open(&file))
        } else if self.was_listed(path) && same_file(&full, &waits_at).map_err(fail)? {
            fs::remove_file(&waits_at).map_err(fail)?;
            (WriteAction::Unchanged, None)
        } else {
            (WriteAction::Waits, None)
        };
        self.enter(place, WrittenFile { bytes, sha256, known_by: self.known_by(key, seen), how })
    }

    /// Whether an earlier build wrote a file: what none wrote is not there, that was made sure of when it was announced.
    fn was_listed(&self, path: &str) -> bool {
        self.output.listed_before.binary_search_by(|listed| listed.as_str().cmp(path)).is_ok()
    }

    fn write_beside(&self, path: &str, bytes: &[u8]) -> Result<WriteAction, Unwritable> {
        let full = self.output.root.join(path);
        if self.was_listed(path) && same(&full, bytes) {
            return Ok(WriteAction::Unchanged);
        }
        put_beside(&full, bytes).map_err(|error| Unwritable { path: full, error })?;
        Ok(WriteAction::Waits)
    }

    fn known_by(&self, key: Option<InputKey>, seen: Option<FileMetadata>) -> Option<Box<KnownBy>> {
        self.output.remembers().then(|| Box::new(KnownBy { key, seen }))
    }

    fn enter(&self, place: usize, written: WrittenFile) -> Result<(), Unwritable> {
        self.files[place].set(written).map_err(|_| {
            let error = io::Error::other("this file is written twice");
            Unwritable { path: self.output.root.join(self.paths[place]), error }
        })
    }

    /// Adds a file that was not announced, since it was not known whether it would be there, and writes it. `path` lies in no folder
    /// that is made for this build.
    ///
    /// # Errors
    /// When something lies there that no build wrote, or it cannot be written.
    pub fn add(&mut self, path: &'p str, bytes: &[u8]) -> Result<(), Unwritable> {
        let listed = &self.output.listed_before;
        if listed.binary_search_by(|listed| listed.as_str().cmp(path)).is_err() {
            self.output.none_is_there(std::iter::once(path))?;
            // As with all others: it is listed before it is there.
            let all = listed.iter().map(String::as_str).chain(self.paths.iter().copied()).chain([path]);
            let all: BTreeSet<&str> = all.collect();
            list::write(&self.output.root, all.into_iter())?;
        }
        let place = self.paths.partition_point(|own| *own < path);
        self.paths.insert(place, path);
        if !self.stamps.is_empty() {
            self.stamps.insert(place, None);
        }
        self.files.insert(place, OnceLock::new());
        self.write(place, bytes, None)
    }

    /// What was written so far, by path.
    pub fn written(&self) -> impl Iterator<Item = (&str, &WrittenFile)> {
        self.paths.iter().zip(&self.files).filter_map(|(path, file)| Some((*path, file.get()?)))
    }

    /// Brings what was written into place, removes what earlier builds wrote and this one did not, then writes the list. What the
    /// next build may need is left where [`Output::remember`] found it.
    ///
    /// # Errors
    /// When a file cannot be renamed or removed, or the list not written.
    pub fn finish(mut self) -> Result<Tally, Unwritable> {
        // New folders first: what leads to them comes after.
        self.new_folders.rename(&self.output.root)?;
        for path in self.waiting() {
            fs::rename(beside(&path), &path).map_err(|error| Unwritable { path, error })?;
        }
        let removed = self.remove_others()?;
        list::write(&self.output.root, self.written().map(|(path, _)| path))?;
        self.leave_stamps();
        let unchanged = self.written().filter(|(_, file)| file.how == WriteAction::Unchanged).count();
        let written = self.written().count() - unchanged;
        // Nothing waits any more.
        self.files.clear();
        Ok(Tally { written, unchanged, removed })
    }

    /// The places that files wait beside.
    fn waiting(&self) -> impl Iterator<Item = PathBuf> {
        let waits = self.written().filter(|(_, file)| file.how == WriteAction::Waits);
        waits.map(|(path, _)| self.output.root.join(path))
    }

    /// Removes what earlier builds wrote and this one did not: how many files.
    fn remove_others(&self) -> Result<usize, Unwritable> {
        let root = &self.output.root;
        let mut removed = 0;
        for path in list::without(&self.output.listed_before, &self.paths) {
            removed += usize::from(place::remove(root, path)?);
        }
        Ok(removed)
    }

    fn leave_stamps(&self) {
        let Output { root, earlier, pieces, inputs, .. } = &self.output;
        if !earlier.has_place() {
            return;
        }
        let stamp = |path: &str, written: &WrittenFile| {
            let known_by = written.known_by.as_deref();
            let seen = known_by.and_then(|known_by| known_by.seen).or_else(|| FileMetadata::of(&root.join(path)))?;
            let key = known_by.and_then(|known_by| known_by.key).unwrap_or_default();
            Some(Stamp { key, sha256: written.sha256, seen })
        };
        let of_site = |place: usize| stamp(self.paths[place], self.files[place].get()?);
        let stamps: Vec<Option<Stamp>> = (0..self.paths.len()).into_par_iter().map(of_site).collect();
        // Nobody looks into the list but to see that it is as it was.
        let list = FileMetadata::of(&root.join(LIST))
            .map(|seen| (LIST, Stamp { key: InputKey::default(), sha256: [0; 32], seen }));
        let before = self.paths.partition_point(|path| *path < LIST);
        let stamped = |place: usize| Some((self.paths[place], stamps[place]?));
        let first = (0..before).filter_map(stamped);
        let then = (before..self.paths.len()).filter_map(stamped);
        earlier.leave(*inputs, first.chain(list).chain(then));
        pieces.leave(|path| {
            let place = self.paths.binary_search(&path).ok()?;
            self.files[place].get().map(|written| written.sha256)
        });
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        for path in self.waiting() {
            let _ = fs::remove_file(beside(&path));
        }
        self.new_folders.drop_waiting(&self.output.root);
    }
}
