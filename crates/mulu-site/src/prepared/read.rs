//! A prepared part, read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use flate2::Crc;
use sha2::{Digest, Sha256};

use mulu_core::day::Day;
use mulu_core::limits::PREPARED_INDEX_BYTES;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::printable::line;

use super::{END, MAGIC, PartIndex, PreparedAs, PreparedFile, VIEW_BYTES, part_file};
use crate::cache_keys::PROGRAM;
use crate::shard::Shard;
use crate::{SiteError, Theme};

/// A part of a site as it was prepared.
#[derive(Debug)]
pub struct PreparedPart {
    /// Where it lies.
    pub(super) path: PathBuf,
    pub(super) shard: Shard,
    pub(super) index: PartIndex,
    /// What pages are rendered with.
    pub(super) theme: Theme,
    pub(super) languages: Vec<Lang>,
    file: Mutex<File>,
}

impl PreparedPart {
    /// Opens what was prepared for a part, in the folder where all parts were. With a day, only what was prepared for that.
    ///
    /// # Errors
    /// When it is not there, is damaged, or was prepared by another program, for another day or for another part.
    pub fn open(folder: &Path, shard: Shard, day: Option<Day>) -> Result<Self, SiteError> {
        let path = folder.join(part_file(shard));
        let shown = line(&path.display().to_string());
        let fail = |error: io::Error| {
            SiteError::Refused(message!(
                "无法读取 {shown}：{error}；用 mulu build --prepare 备好，并放到此处",
                "cannot read {shown}: {error}; prepare it with `mulu build --prepare`, and put it here"
            ))
        };
        let mut file = File::open(&path).map_err(fail)?;
        let index = index(&mut file).map_err(fail)?.ok_or_else(|| damaged(&path))?;
        if index.program != PROGRAM {
            return Err(SiteError::Refused(message!(
                "{shown} 由另一版程序备好；用同一个程序重新运行 mulu build --prepare",
                "{shown} was prepared by another program: run `mulu build --prepare` again with this one"
            )));
        }
        if let Some(day) = day.filter(|day| day.to_string() != index.from.as_of) {
            let as_of = line(&index.from.as_of);
            return Err(SiteError::Refused(message!(
                "{shown} 以 {as_of} 为准，不是 {day}；不写 --as-of，或重新运行 mulu build --prepare",
                "{shown} was prepared for {as_of}, not for {day}: leave out --as-of, or run `mulu build --prepare` again"
            )));
        }
        let languages: Option<Vec<Lang>> = index.languages.iter().map(|tag| tag.parse().ok()).collect();
        let languages = languages.filter(|_| is_sound(&index, shard)).ok_or_else(|| damaged(&path))?;
        let theme = Theme::with(index.theme.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())))?;
        Ok(PreparedPart { path, shard, index, theme, languages, file: Mutex::new(file) })
    }

    /// The day that the site is of, `YYYY-MM-DD`.
    #[must_use]
    pub fn day(&self) -> &str {
        &self.index.from.as_of
    }

    /// The language that the site has at its root.
    #[must_use]
    pub fn main_language(&self) -> Option<Lang> {
        self.languages.first().copied()
    }

    /// What pages are rendered with.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// That the file is not as it was prepared.
    pub(super) fn damaged(&self) -> SiteError {
        damaged(&self.path)
    }

    /// What was prepared of a file.
    ///
    /// # Errors
    /// When it cannot be read, or is not as it was prepared.
    pub(super) fn read(&self, file: &PreparedFile) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy(file, &mut bytes)?;
        Ok(bytes)
    }

    /// Copies what was prepared of a file, some of it at a time.
    ///
    /// # Errors
    /// As [`PreparedPart::read`]; also when it cannot be written.
    pub(super) fn copy(&self, file: &PreparedFile, out: &mut dyn Write) -> io::Result<()> {
        /// So much is held of a file that is copied.
        const AT_ONCE: usize = 1 << 20;
        let mut crc = Crc::new();
        let mut buffer = Vec::new();
        for from in (0..file.length).step_by(AT_ONCE) {
            buffer.clear();
            let length = (file.length - from).min(AT_ONCE as u64);
            {
                // Nothing is left half done where one who held it panicked.
                let locked = self.file.lock().unwrap_or_else(PoisonError::into_inner);
                let mut source: &File = &locked;
                source.seek(SeekFrom::Start(file.from + from))?;
                source.take(length).read_to_end(&mut buffer)?;
            }
            crc.update(&buffer);
            out.write_all(&buffer)?;
        }
        if u64::from(crc.amount()) == file.length & u64::from(u32::MAX) && crc.sum() == file.crc {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::InvalidData, self.damaged().to_string()))
    }
}

/// The index of a prepared part; none where the file is not one, or was damaged.
fn index(file: &mut File) -> io::Result<Option<PartIndex>> {
    let length = file.metadata()?.len();
    let mut magic = [0; MAGIC.len()];
    if length < (MAGIC.len() + END) as u64 {
        return Ok(None);
    }
    file.read_exact(&mut magic)?;
    file.seek(SeekFrom::Start(length - END as u64))?;
    let (mut from, mut long, mut sum) = ([0; 8], [0; 8], [0; 32]);
    file.read_exact(&mut from)?;
    file.read_exact(&mut long)?;
    file.read_exact(&mut sum)?;
    let (from, long) = (u64::from_le_bytes(from), u64::from_le_bytes(long));
    let end = from.checked_add(long).and_then(|end| end.checked_add(END as u64));
    if magic != *MAGIC || end != Some(length) || long > PREPARED_INDEX_BYTES {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(long).read_to_end(&mut bytes)?;
    if Sha256::digest(&bytes)[..] != sum {
        return Ok(None);
    }
    let index = rmp_serde::from_slice(&bytes).ok();
    Ok(index.filter(|index: &PartIndex| is_filled(&index.files, from)))
}

/// Whether what an index names of its files lies one after the other, from the beginning to the index: none is named twice, so that no
/// more is made of a part than it holds.
pub(super) fn is_filled(files: &[PreparedFile], index: u64) -> bool {
    let end = files
        .iter()
        .try_fold(MAGIC.len() as u64, |at, file| (file.from == at).then(|| at.checked_add(file.length)).flatten());
    end == Some(index)
}

/// Whether an index is of a part: its files are the part's, by path, and each can be made.
fn is_sound(index: &PartIndex, shard: Shard) -> bool {
    let language = |place: u8| usize::from(place) < index.languages.len();
    let can_be_made = |file: &PreparedFile| match file.how {
        PreparedAs::Bytes | PreparedAs::Printed => true,
        PreparedAs::Page(place) | PreparedAs::Opinion(place) => language(place) && file.length <= VIEW_BYTES,
    };
    let mut tags: Vec<&String> = index.languages.iter().collect();
    tags.sort();
    tags.dedup();
    tags.len() == index.languages.len()
        && index.frames.len() == index.languages.len()
        && index.frames.iter().all(|frame| frame.len() as u64 <= VIEW_BYTES)
        && index.files.iter().all(|file| shard.owns(&file.path) && can_be_made(file))
        && index.files.is_sorted_by(|one, next| one.path < next.path)
}

fn damaged(path: &Path) -> SiteError {
    let shown = line(&path.display().to_string());
    SiteError::Refused(message!(
        "{shown} 已损坏，或不是为这一份备好的；重新取来，或重新运行 mulu build --prepare",
        "{shown} is damaged, or was not prepared for this part: fetch it again, or run `mulu build --prepare` again"
    ))
}
