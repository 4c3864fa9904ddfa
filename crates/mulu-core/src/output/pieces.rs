//! What a build knew of the stretches of long files: a table of all records is put together of stretches, each made from few of
//! them, and the next build takes over those whose records are as they were.
//!
//! The list lies beside that of the stamps, and is as good as none where it is damaged or of another version.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use super::atomic::Staged;
use super::stamps::{InputKey, take};

/// Raised whenever the list is written otherwise.
const FORMAT: &[u8] = b"mulu.pieces/1\n";

/// The largest list that is read, in bytes.
const LARGEST: u64 = 1 << 26;

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it was made from.
    pub key: InputKey,
    /// Where it begins in the file.
    pub from: u64,
    /// How many bytes of the file it is.
    pub length: u64,
    /// Where the file is an archive: the CRC-32 of what is packed in these bytes.
    pub crc: u32,
    /// And how many bytes that is.
    pub plain: u64,
}

/// The stretches of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PiecesOfFile {
    /// The SHA-256 of the file that they are of.
    pub sha256: [u8; 32],
    pub pieces: Vec<Piece>,
}

/// The stretches of files: those that an earlier build left, and those that this one made.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    place: Option<PathBuf>,
    earlier: BTreeMap<String, PiecesOfFile>,
    made: Mutex<BTreeMap<String, Vec<Piece>>>,
}

impl Pieces {
    /// The list at a place, where one is there and whole.
    pub fn read(place: PathBuf) -> Pieces {
        let small = fs::metadata(&place).is_ok_and(|found| found.len() <= LARGEST);
        let earlier = small.then(|| fs::read(&place).ok()).flatten().and_then(|bytes| parsed(&bytes));
        Pieces { place: Some(place), earlier: earlier.unwrap_or_default(), made: Mutex::default() }
    }

    /// Those that an earlier build left of a file.
    pub fn left(&self, path: &str) -> Option<&PiecesOfFile> {
        self.earlier.get(path)
    }

    /// Those that this build made of a file.
    pub fn note(&self, path: &str, pieces: Vec<Piece>) {
        if let Ok(mut made) = self.made.lock() {
            made.insert(path.to_owned(), pieces);
        }
    }

    /// Leaves all of them for the next build. `sum` tells the SHA-256 of a file of the site.
    pub fn leave(&self, sum: impl Fn(&str) -> Option<[u8; 32]>) {
        let (Some(place), Ok(made)) = (&self.place, self.made.lock()) else { return };
        if made.is_empty() {
            return;
        }
        let mut all: BTreeMap<&str, PiecesOfFile> = BTreeMap::new();
        // Of a file that is there no more, or was made otherwise, they are of no use.
        let are_there = self.earlier.iter().filter(|(path, own)| sum(path) == Some(own.sha256));
        all.extend(are_there.map(|(path, own)| (path.as_str(), own.clone())));
        for (path, pieces) in made.iter() {
            if let Some(sha256) = sum(path) {
                all.insert(path, PiecesOfFile { sha256, pieces: pieces.clone() });
            }
        }
        let list = written(all.iter().map(|(path, own)| (*path, own)));
        // Where it cannot be written, the next build makes all stretches: no fault.
        let _ = place
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| Staged::write(place, &[FORMAT, &Sha256::digest(&list), &list], None)?.place().map(drop));
    }
}

fn written<'p>(all: impl Iterator<Item = (&'p str, &'p PiecesOfFile)>) -> Vec<u8> {
    let mut list = Vec::new();
    let count = |list: &mut Vec<u8>, n: usize| list.extend(u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
    for (path, own) in all {
        count(&mut list, path.len());
        list.extend(path.as_bytes());
        list.extend(own.sha256);
        count(&mut list, own.pieces.len());
        for piece in &own.pieces {
            list.extend(piece.key);
            list.extend(piece.from.to_le_bytes());
            list.extend(piece.length.to_le_bytes());
            list.extend(piece.crc.to_le_bytes());
            list.extend(piece.plain.to_le_bytes());
        }
    }
    list
}

fn parsed(bytes: &[u8]) -> Option<BTreeMap<String, PiecesOfFile>> {
    let mut rest = bytes.strip_prefix(FORMAT)?;
    let sum = take::<32>(&mut rest)?;
    if Sha256::digest(rest)[..] != sum {
        return None;
    }
    let mut all = BTreeMap::new();
    while !rest.is_empty() {
        let length = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let (path, after) = rest.split_at_checked(length)?;
        rest = after;
        let sha256 = take(&mut rest)?;
        let count = u32::from_le_bytes(take(&mut rest)?);
        let mut piece = || {
            Some(Piece {
                key: take(&mut rest)?,
                from: u64::from_le_bytes(take(&mut rest)?),
                length: u64::from_le_bytes(take(&mut rest)?),
                crc: u32::from_le_bytes(take(&mut rest)?),
                plain: u64::from_le_bytes(take(&mut rest)?),
            })
        };
        let pieces = (0..count).map(|_| piece()).collect::<Option<Vec<Piece>>>()?;
        all.insert(String::from_utf8(path.to_vec()).ok()?, PiecesOfFile { sha256, pieces });
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces};

    #[test]
    fn what_was_left_is_read_again_and_damage_is_as_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("site.pieces");
        let piece = |n: u8| Piece { key: [n; 32], from: 3, length: 5, crc: 7, plain: 9 };
        let first = Pieces::read(place.clone());
        first.note("a.csv", vec![piece(1), piece(2)]);
        first.note("gone.csv", vec![piece(3)]);
        first.leave(|path| (path == "a.csv").then_some([4; 32]));

        let second = Pieces::read(place.clone());
        let left = second.left("a.csv").expect("left");
        assert_eq!((left.sha256, left.pieces.as_slice()), ([4; 32], &[piece(1), piece(2)][..]));
        assert!(second.left("gone.csv").is_none(), "a file that is not of the site has no stretches");
        second.note("b.csv", vec![piece(5)]);
        second.leave(|_| Some([4; 32]));
        let third = Pieces::read(place.clone());
        assert!(third.left("a.csv").is_some() && third.left("b.csv").is_some(), "what was not made again stays");
        third.note("b.csv", vec![piece(6)]);
        third.leave(|path| Some(if path == "b.csv" { [5; 32] } else { [6; 32] }));
        let fourth = Pieces::read(place.clone());
        assert!(fourth.left("a.csv").is_none() && fourth.left("b.csv").is_some(), "what was made otherwise does not");

        let mut bytes = std::fs::read(&place).expect("the list");
        for at in [0, 20, bytes.len() - 1] {
            bytes[at] ^= 1;
            std::fs::write(&place, &bytes).expect("written");
            assert!(Pieces::read(place.clone()).left("a.csv").is_none(), "byte {at} is wrong");
            bytes[at] ^= 1;
        }
    }
}
