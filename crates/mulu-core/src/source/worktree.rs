//! The registry's files as they are on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::layout::{DEEPEST, folders, is_stray, is_told, kind_of};
use super::{LARGEST_RECORD, Source, SourceEntry, Unreadable};

/// A directory with a `book.toml`.
#[derive(Clone, Debug)]
pub struct WorkTree {
    root: PathBuf,
}

impl WorkTree {
    /// The work tree at a directory.
    ///
    /// # Errors
    /// When the directory or its `book.toml` cannot be read.
    pub fn open(root: &Path) -> Result<Self, Unreadable> {
        let book = root.join("book.toml");
        match fs::metadata(&book) {
            Ok(found) if found.is_file() => Ok(WorkTree { root: root.to_owned() }),
            Ok(_) => Err(Unreadable { path: book, error: io::Error::other("it is not a file") }),
            Err(error) => Err(Unreadable { path: book, error }),
        }
    }

    /// The nearest ancestor of `from`, itself included, that has a `book.toml`.
    #[must_use]
    pub fn find_root(from: &Path) -> Option<PathBuf> {
        from.ancestors().find(|dir| dir.join("book.toml").is_file()).map(Path::to_owned)
    }

    /// The directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files of all folders that are wanted, behind those named already, sorted.
    fn list_folders(
        &self,
        mut paths: Vec<String>,
        is_wanted: fn(&str, bool) -> bool,
    ) -> Result<Vec<String>, Unreadable> {
        for folder in folders() {
            self.list_folder(folder, is_wanted, &mut paths)?;
        }
        paths.sort_unstable();
        Ok(paths)
    }

    fn list_folder(
        &self,
        folder: &str,
        is_wanted: fn(&str, bool) -> bool,
        paths: &mut Vec<String>,
    ) -> Result<(), Unreadable> {
        let top = self.root.join(folder);
        if fs::symlink_metadata(&top).is_err() {
            return Ok(());
        }
        // A folder that is a link may lead anywhere, the top one too.
        for entry in WalkDir::new(&top).follow_links(false).follow_root_links(false).max_depth(DEEPEST) {
            let entry = entry
                .map_err(|error| Unreadable { path: error.path().unwrap_or(&top).to_owned(), error: error.into() })?;
            let is_too_deep = entry.depth() >= DEEPEST;
            if entry.file_type().is_dir() && !is_too_deep {
                continue;
            }
            let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let path = parts.join("/");
            if is_wanted(&path, entry.file_type().is_file()) {
                paths.push(path);
            }
        }
        Ok(())
    }
}

impl Source for WorkTree {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let begun = vec!["book.toml".to_owned()];
        self.list_folders(begun, |path, is_file| kind_of(path).is_some() || (!is_file && is_told(path)))
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.list_folders(Vec::new(), |path, is_file| is_file && is_stray(path))
    }

    /// In one walk: a large registry has a million files.
    fn list_with_strays(&self) -> Result<Vec<String>, Unreadable> {
        self.list_folders(vec!["book.toml".to_owned()], |path, is_file| {
            kind_of(path).is_some() || if is_file { is_stray(path) } else { is_told(path) }
        })
    }

    fn has(&self, path: &str) -> Option<bool> {
        Some(fs::symlink_metadata(self.root.join(path)).is_ok())
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        let full = self.root.join(path);
        match read_file(&full) {
            // The listing shows a name that is not UTF-8 with this character in place of its bytes.
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.contains('\u{FFFD}') => {
                Ok(SourceEntry::BadName)
            }
            read => read.map_err(|error| Unreadable { path: full, error }),
        }
    }
}

/// Reads a file whole, unless it is a link or too large. The size is checked on what is read, not only on what the directory
/// says, so a file that grows meanwhile cannot fill the memory.
fn read_file(path: &Path) -> io::Result<SourceEntry> {
    let Some(mut file) = open(path)? else { return Ok(SourceEntry::NotAFile) };
    let found = file.metadata()?;
    if !found.is_file() {
        return Ok(SourceEntry::NotAFile);
    }
    if found.len() > LARGEST_RECORD {
        return Ok(SourceEntry::TooLarge(found.len()));
    }
    let expected = usize::try_from(found.len()).unwrap_or(0);
    // With room for one byte more: where it is not filled, the end was met, and the system need not be asked once again.
    let mut bytes = vec![0; expected + 1];
    let read = match file.read(&mut bytes) {
        // What follows asks again.
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        read => read?,
    };
    bytes.truncate(read);
    if read != expected {
        // It grew or shrank meanwhile, or the system gave it in parts.
        file.take(LARGEST_RECORD + 1 - read as u64).read_to_end(&mut bytes)?;
    }
    let size = bytes.len() as u64;
    Ok(if size > LARGEST_RECORD { SourceEntry::TooLarge(size) } else { SourceEntry::Bytes(bytes) })
}

/// Opens a file; none where a link is in its place. The system refuses the link itself, so that none can be put there between a
/// look and the opening. A pipe is opened without waiting for whoever writes into it.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;

    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match rustix::io::retry_on_intr(|| open(path, flags, Mode::empty())) {
        // A link; a socket.
        Err(Errno::LOOP | Errno::NXIO) => Ok(None),
        opened => Ok(Some(opened?.into())),
    }
}

/// Opens a file; none where a link is in its place.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<Option<File>> {
    if fs::symlink_metadata(path)?.is_file() { File::open(path).map(Some) } else { Ok(None) }
}
