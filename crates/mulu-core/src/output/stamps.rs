//! What a build knew of the files it wrote, for the next one.
//!
//! A stamp says what a file was made from (its key) and what the file system said of it when it was written, or renamed into its
//! place. Where both are still the same, the file is what this build would write, and it need not be made again. The list of stamps
//! lies outside the site, in a folder of the caller's; it may be deleted at any time, and one that is damaged, cut off or of another
//! version is as good as none.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::atomic::Staged;
use super::open_folders::OpenFolders;

/// Raised whenever the list is written otherwise.
const FORMAT: &[u8] = b"mulu.stamps/2\n";

/// The largest list that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The SHA-256 of all that a file, or a whole site, is made from.
pub type InputKey = [u8; 32];

/// What the file system says of a file: any change of it changes this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMetadata {
    length: u64,
    /// When it was last written, in nanoseconds since 1970.
    modified: i64,
    changed: i64,
}

impl FileMetadata {
    /// Of the file at a path; none where there is none, or what is there is no file.
    pub fn of(path: &Path) -> Option<FileMetadata> {
        fs::symlink_metadata(path).ok().and_then(|found| FileMetadata::told_by(&found))
    }

    /// Of a file that was just written and is still open; none where a system says so only when it is closed.
    pub fn of_open(file: &File) -> Option<FileMetadata> {
        file.metadata().ok().filter(|_| cfg!(unix)).and_then(|found| FileMetadata::told_by(&found))
    }

    fn told_by(found: &Metadata) -> Option<FileMetadata> {
        let since = found.modified().ok().filter(|_| found.is_file())?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(FileMetadata {
            length: found.len(),
            modified: i64::try_from(since.as_nanos()).ok()?,
            changed: changed(found),
        })
    }

    /// Of a length and the times of its changes in nanoseconds since 1970; none of what was written before that.
    #[cfg(unix)]
    pub(super) fn with(length: u64, modified: i64, changed: i64) -> Option<FileMetadata> {
        (modified >= 0).then_some(FileMetadata { length, modified, changed })
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// When the file's entry changed, in nanoseconds: unlike the time of modification, nobody can set it. Where the system has no
/// such time, 0.
#[cfg(unix)]
fn changed(found: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    found.ctime().saturating_mul(1_000_000_000).saturating_add(found.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i64 {
    0
}

/// What was known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What it was made from; all zero where that is not known.
    pub key: InputKey,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// What the file system said of it.
    pub seen: FileMetadata,
}

/// The size of a stamp in the list, without its path.
const WIDTH: usize = 32 + 32 + 8 + 8 + 8;

/// The list of stamps of a folder.
#[derive(Debug, Default)]
pub struct Stamps {
    place: Option<PathBuf>,
    inputs: Option<InputKey>,
    bytes: Vec<u8>,
    /// Where each path begins and ends in `bytes`; its stamp follows. Sorted by path.
    entries: Vec<(usize, usize)>,
}

impl Stamps {
    /// The list at a place, where one is there and whole.
    #[must_use]
    pub fn read(place: PathBuf) -> Stamps {
        let mut stamps = read_bytes(&place).and_then(parsed).unwrap_or_default();
        stamps.place = Some(place);
        stamps
    }

    /// What the whole site was made from.
    pub(super) fn inputs(&self) -> Option<InputKey> {
        self.inputs
    }

    /// Where the list lies.
    pub(super) fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }

    /// Whether the last build may have left something half-done; not known is as if it did.
    pub(super) fn was_interrupted(&self) -> bool {
        self.inputs.is_none() || self.mark().is_none_or(|mark| fs::symlink_metadata(mark).is_ok())
    }

    /// Says that a build is under way, until it has left its stamps. Where that cannot be said, the stamps go: the next build cannot
    /// know how this one ended.
    pub(super) fn begin(&self) {
        if let (Some(place), Some(mark)) = (&self.place, self.mark()) {
            let begun = place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(mark, b""));
            if begun.is_err() {
                let _ = fs::remove_file(place);
            }
        }
    }

    /// Lies beside the list while a build is under way.
    fn mark(&self) -> Option<PathBuf> {
        self.place.as_ref().map(|place| place.with_extension("begun"))
    }

    pub(super) fn has_place(&self) -> bool {
        self.place.is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.path(place))
    }

    pub(super) fn path(&self, place: usize) -> Option<&str> {
        let (from, to) = *self.entries.get(place)?;
        std::str::from_utf8(self.bytes.get(from..to)?).ok()
    }

    /// Whether a file is as the build left it.
    pub(super) fn is_untouched(&self, place: usize, folders: &OpenFolders) -> bool {
        let seen = |stamp: Stamp| folders.look_at(self.path(place)?).filter(|seen| *seen == stamp.seen);
        self.stamp(place).and_then(seen).is_some()
    }

    /// The stamp at a place, if its file was made from these things and is as the build left it.
    pub(super) fn untouched(&self, place: usize, key: InputKey, folders: &OpenFolders) -> Option<Stamp> {
        let stamp = self.stamp(place).filter(|stamp| stamp.key == key && key != InputKey::default())?;
        self.is_untouched(place, folders).then_some(stamp)
    }

    /// The SHA-256 of a file that is as the build left it.
    pub(super) fn sum_of_untouched(&self, path: &str, folders: &OpenFolders) -> Option<[u8; 32]> {
        let place = self.place_of(path)?;
        self.is_untouched(place, folders).then(|| self.stamp(place)).flatten().map(|stamp| stamp.sha256)
    }

    /// What a file was made from, where that is known.
    pub(super) fn made_from(&self, path: &str) -> Option<InputKey> {
        self.stamp(self.place_of(path)?).map(|stamp| stamp.key).filter(|key| *key != InputKey::default())
    }

    /// The place of a file's stamp.
    pub(super) fn place_of(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| self.name(*entry).cmp(path.as_bytes())).ok()
    }

    /// The places of the stamps of many files, sorted by path: both lists are gone through once. Nothing where there are no stamps.
    pub(super) fn places_of(&self, paths: &[&str]) -> Vec<Option<usize>> {
        if self.len() == 0 {
            return Vec::new();
        }
        let mut places = (0..self.len()).peekable();
        let place_of = |path: &&str| {
            while places.next_if(|place| self.name(self.entries[*place]) < path.as_bytes()).is_some() {}
            places.next_if(|place| self.name(self.entries[*place]) == path.as_bytes())
        };
        paths.iter().map(place_of).collect()
    }

    fn name(&self, (from, to): (usize, usize)) -> &[u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    fn stamp(&self, place: usize) -> Option<Stamp> {
        let mut rest = self.bytes.get(self.entries.get(place)?.1..)?;
        let key = take::<32>(&mut rest)?;
        let sha256 = take::<32>(&mut rest)?;
        let length = u64::from_le_bytes(take(&mut rest)?);
        let modified = i64::from_le_bytes(take(&mut rest)?);
        let changed = i64::from_le_bytes(take(&mut rest)?);
        Some(Stamp { key, sha256, seen: FileMetadata { length, modified, changed } })
    }

    /// Leaves stamps, sorted by path, for the next build. Where they cannot be written, that one makes everything: no fault.
    pub(super) fn leave<'p>(&self, inputs: InputKey, stamps: impl Iterator<Item = (&'p str, Stamp)>) {
        let Some(place) = &self.place else { return };
        let mut list = inputs.to_vec();
        // About as long as the last one: a list that grew would be copied again and again.
        list.reserve(self.bytes.len() + self.bytes.len() / 16);
        for (path, stamp) in stamps {
            list.extend(u32::try_from(path.len()).unwrap_or(u32::MAX).to_le_bytes());
            list.extend(path.as_bytes());
            list.extend(stamp.key);
            list.extend(stamp.sha256);
            list.extend(stamp.seen.length.to_le_bytes());
            list.extend(stamp.seen.modified.to_le_bytes());
            list.extend(stamp.seen.changed.to_le_bytes());
        }
        let _ = place
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| Staged::write(place, &[FORMAT, &Sha256::digest(&list), &list], None)?.place().map(drop))
            .and_then(|()| self.mark().map_or(Ok(()), fs::remove_file));
    }
}

fn read_bytes(place: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(place).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn parsed(bytes: Vec<u8>) -> Option<Stamps> {
    let mut rest = bytes.strip_prefix(FORMAT)?;
    let sum = take::<32>(&mut rest)?;
    if Sha256::digest(rest)[..] != sum {
        return None;
    }
    let inputs = take::<32>(&mut rest)?;
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let length = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let from = bytes.len() - rest.len();
        entries.push((from, from + length));
        rest = rest.get(length.checked_add(WIDTH)?..)?;
    }
    Some(Stamps { place: None, inputs: Some(inputs), bytes, entries })
}

/// Takes so many bytes off the front.
pub(super) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}

#[cfg(test)]
mod tests {
    use super::{FileMetadata, OpenFolders, Stamp, Stamps};

    #[test]
    fn what_was_left_is_read_again_and_damage_is_as_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("page.html");
        std::fs::write(&file, "page").expect("written");
        let seen = FileMetadata::of(&file).expect("a file");
        let stamp = Stamp { key: [7; 32], sha256: [8; 32], seen };
        let place = folder.path().join("list");
        Stamps::read(place.clone()).leave([1; 32], [("page.html", stamp)].into_iter());

        let left = Stamps::read(place.clone());
        assert_eq!((left.inputs(), left.len(), left.path(0)), (Some([1; 32]), 1, Some("page.html")));
        assert!(!left.was_interrupted());
        left.begin();
        assert!(Stamps::read(place.clone()).was_interrupted(), "until it leaves its own");
        left.leave([1; 32], [("page.html", stamp)].into_iter());
        assert!(!Stamps::read(place.clone()).was_interrupted());
        assert!(Stamps::read(folder.path().join("none")).was_interrupted(), "nothing is known");
        assert_eq!((left.place_of("page.html"), left.place_of("other.html")), (Some(0), None));
        let paths = ["a.html", "page.html", "z.html"];
        assert_eq!(left.places_of(&paths), [None, Some(0), None]);
        assert_eq!(left.made_from("page.html"), Some([7; 32]));
        let folders = OpenFolders::of(folder.path(), ["page.html"].into_iter());
        assert_eq!(left.untouched(0, [7; 32], &folders), Some(stamp));
        assert_eq!(left.untouched(0, [9; 32], &folders), None, "made from other things");
        std::fs::write(&file, "edit").expect("written");
        assert_eq!(left.untouched(0, [7; 32], &folders), None, "touched since, though its length is the same");

        let mut bytes = std::fs::read(&place).expect("the list");
        for at in [0, 20, bytes.len() - 1] {
            bytes[at] ^= 1;
            std::fs::write(&place, &bytes).expect("written");
            assert_eq!(Stamps::read(place.clone()).len(), 0, "byte {at} is wrong");
            bytes[at] ^= 1;
        }
        std::fs::write(&place, &bytes[..bytes.len() - 5]).expect("written");
        assert_eq!(Stamps::read(place).len(), 0, "cut off");
    }
}
