//! Folders that are not there yet. Such a folder waits as a whole beside its place, with all its files, and is renamed as a whole:
//! of a site that is built for the first time, that spares a renaming for each file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Unwritable;
use super::place::{above, beside, folder_of, real_folders};

/// The topmost of the folders that are not there yet, by their paths from the root.
#[derive(Default)]
pub struct NewFolders {
    folders: BTreeSet<String>,
    /// Those that wait, made by this build.
    made: BTreeSet<String>,
}

impl NewFolders {
    /// Adds a folder that is not there, whose parent is.
    pub fn add(&mut self, folder: &str) {
        if !self.folders.contains(folder) {
            self.folders.insert(folder.to_owned());
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// The one of these folders that a path lies in.
    pub fn around(&self, path: &str) -> Option<&str> {
        above(path).find_map(|folder| self.folders.get(folder)).map(String::as_str)
    }

    /// Where a file waits that lies in one of these folders.
    pub fn waits_at(root: &Path, folder: &str, path: &str) -> PathBuf {
        let rest = path.get(folder.len() + 1..).unwrap_or_default();
        beside(&root.join(folder)).join(rest)
    }

    /// Makes the folders where files will wait; `folders` are all that the site has.
    pub fn make(&mut self, root: &Path, folders: &BTreeSet<&str>) -> Result<(), Unwritable> {
        for folder in &self.folders {
            let path = beside(&root.join(folder));
            // Whatever is there is none of ours: what a killed build left was removed before.
            fs::create_dir(&path).map_err(|error| Unwritable { path, error: in_the_way(error) })?;
            self.made.insert(folder.clone());
        }
        for folder in folders {
            let path = match self.around(folder) {
                Some(above) => NewFolders::waits_at(root, above, folder),
                None if self.folders.contains(*folder) => continue,
                None => root.join(folder),
            };
            fs::create_dir_all(&path).map_err(|error| Unwritable { path, error })?;
        }
        Ok(())
    }

    /// Brings the folders into place.
    pub fn rename(&mut self, root: &Path) -> Result<(), Unwritable> {
        while let Some(folder) = self.made.first() {
            let path = root.join(folder);
            fs::rename(beside(&path), &path).map_err(|error| Unwritable { path, error })?;
            self.made.pop_first();
        }
        Ok(())
    }

    /// Takes away what waits.
    pub fn drop_waiting(&self, root: &Path) {
        for folder in &self.made {
            let _ = fs::remove_dir_all(beside(&root.join(folder)));
        }
    }
}

/// What is where a folder is to wait, and is not a folder that a killed build left, is a person's.
fn in_the_way(error: io::Error) -> io::Error {
    if error.kind() != io::ErrorKind::AlreadyExists {
        return error;
    }
    io::Error::new(error.kind(), "no build left this, and it is where a new folder must wait; move it away")
}

/// Removes what a killed build left of a folder that waited: the files that it had listed, then the folders, unless they hold
/// something else. No link is followed.
pub fn remove_left(waiting: &Path, folder: &str, ours: &[&str]) {
    let from = ours.partition_point(|path| *path <= folder);
    // Between those inside may stand others that begin alike: `standards-old.html`.
    let alike = ours.iter().skip(from).map_while(|path| path.strip_prefix(folder));
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::from([("", Vec::new())]);
    for rest in alike.filter_map(|rest| rest.strip_prefix('/')) {
        folders.entry(folder_of(rest)).or_default().push(rest);
        for folder in above(rest) {
            folders.entry(folder).or_default();
        }
    }
    // The deepest come last in this order. What cannot be removed is in the way of the folder that is to wait there: that is said.
    for (folder, files) in folders.iter().rev().filter(|(folder, _)| matches!(real_folders(waiting, folder), Ok(None)))
    {
        for file in files {
            let _ = fs::remove_file(waiting.join(file));
        }
        let _ = fs::remove_dir(waiting.join(folder));
    }
}

/// The folders that files lie in, and those above them.
pub fn folders_of<'f>(paths: impl Iterator<Item = &'f str>) -> BTreeSet<&'f str> {
    let mut folders = BTreeSet::new();
    let mut last = None;
    for folder in paths.map(folder_of) {
        if last != Some(folder) {
            folders.extend(above(folder).chain(["", folder]));
            last = Some(folder);
        }
    }
    folders
}
