//! Where a file goes, and what is there.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};

use super::Unwritable;
use super::list::LIST;

/// What the name of a file or folder ends with while it waits beside its place.
pub const WAITING: &str = ".mulu-new";

/// The folder of a file; empty for the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders that a file or folder lies in, the topmost first; not the root.
pub fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices(std::path::is_separator).filter_map(|(end, _)| path.get(..end))
}

/// Whether a path is one that a build may write: below the folder, without `.` or `..`, and not in what belongs to git.
pub fn is_plain(path: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(name) if name != ".git");
    // A backslash parts folders on some systems only.
    let odd = |c: char| c.is_control() || c == '\\';
    is_clean(path)
        || (!path.is_empty() && path != LIST && !path.contains(odd) && Path::new(path).components().all(plain))
}

/// Whether a path is plain at first sight, as nearly all are: letters, digits, `-`, `_`, and `/` and `.` after one of these.
fn is_clean(path: &str) -> bool {
    let mut before = b'/';
    path.bytes().all(|byte| {
        let may_follow = match byte {
            b'/' => before != b'/',
            b'.' => before != b'/' && before != b'.',
            _ => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
        };
        before = byte;
        may_follow
    }) && before != b'/'
}

/// Makes sure that every part of a folder's path that is there is a folder itself, not a link to one. Gives the topmost folder of
/// the path that is not there; none where all are.
pub fn real_folders<'f>(root: &Path, folder: &'f str) -> Result<Option<&'f str>, Unwritable> {
    for folder in above(folder).chain([folder]).filter(|folder| !folder.is_empty()) {
        let path = root.join(folder);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(folder)),
            Err(error) => return Err(Unwritable { path, error }),
            Ok(_) => {
                let error = "this must be a folder and is a link or a file; remove it, or name a folder with --out";
                return Err(Unwritable { path, error: io::Error::other(error) });
            }
        }
    }
    Ok(None)
}

/// Removes a file that a build wrote, and the folders above it that are empty then: whether there was one. What is no file, or lies
/// behind a link, is nothing that a build wrote, whatever a list says.
pub fn remove(root: &Path, path: &str) -> Result<bool, Unwritable> {
    let full = root.join(path);
    let is_file = fs::symlink_metadata(&full).is_ok_and(|found| found.is_file());
    if !is_file || !matches!(real_folders(root, folder_of(path)), Ok(None)) {
        return Ok(false);
    }
    fs::remove_file(&full).map_err(|error| Unwritable { path: full, error })?;
    let above = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in above {
        // One that is not empty stays.
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(true)
}

/// Whether a file has exactly these bytes. Its size is asked first, so that most changed files need not be read.
pub fn same(path: &Path, bytes: &[u8]) -> bool {
    let alike = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    if !fs::symlink_metadata(path).is_ok_and(alike) {
        return false;
    }
    let mut there = Vec::with_capacity(bytes.len() + 1);
    let read = File::open(path).and_then(|file| file.take(bytes.len() as u64 + 1).read_to_end(&mut there));
    read.is_ok() && there == bytes
}

/// Whether a file has exactly the bytes of another, which is one.
pub fn same_file(path: &Path, other: &Path) -> io::Result<bool> {
    let length = fs::metadata(other)?.len();
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == length) {
        return Ok(false);
    }
    let mut one = BufReader::new(File::open(path)?);
    let mut two = BufReader::new(File::open(other)?);
    loop {
        let (left, right) = (one.fill_buf()?, two.fill_buf()?);
        let common = left.len().min(right.len());
        if common == 0 {
            return Ok(left.len() == right.len());
        }
        if left.get(..common) != right.get(..common) {
            return Ok(false);
        }
        one.consume(common);
        two.consume(common);
    }
}

/// Where a file or folder waits: beside its place, so that renaming it cannot leave the file system.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(WAITING);
    path.with_file_name(name)
}

/// Writes a file beside its place. What is there already, were it a link, is not written through: it was left by a build that was
/// killed and of which nothing is known, and goes.
pub fn put_beside(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let waits_at = beside(path);
    match put_new(&waits_at, bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(&waits_at)?;
            put_new(&waits_at, bytes)
        }
        done => done,
    }
}

/// Writes a file that is not there yet; none is left where that fails.
pub fn put_new(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    if let Err(error) = file.write_all(bytes) {
        let _ = fs::remove_file(path);
        return Err(error);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::{is_clean, is_plain};

    #[test]
    fn what_is_plain_at_first_sight_is_plain_when_looked_at() {
        for path in ["index.html", "standards/gb-t-1.1-2020.html", "a/b/c_d.json"] {
            assert!(is_clean(path) && is_plain(path), "{path}");
        }
        assert!(is_plain("a/目录.html") && !is_clean("a/目录.html"));
        for path in ["", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", ".git/a", ".mulu-files", "a\\b", "a/\u{1}"] {
            assert!(!is_clean(path), "{path}");
        }
        for path in ["", "/a", "../a", "a/../b", ".git/a", "a/.git/b", ".mulu-files", "a\\b", "a/\u{1}"] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
