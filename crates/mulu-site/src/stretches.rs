//! The long files that hold all standards: tables, spreadsheets, bibliographies. Each is put together of stretches of records;
//! those whose records are as they were are taken over from the file that an earlier build left.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::output::{InputKey, Piece, Writing};
use mulu_exchange::spreadsheet;
use mulu_exchange::{self as exchange, ExportError, KindTable, Packed, SheetKind, TableFormat};

use super::cache_keys::Left;
use super::{Site, SiteError, reference};

/// About so many records are a stretch.
const ABOUT: u32 = 256;

/// So many stretches of a text are made before they are written.
const AT_ONCE: usize = 64;

/// A file of all standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongFile {
    /// A table.
    Table(TableFormat),
    /// References for TeX.
    BibTex,
    /// References for programs that keep them.
    Ris,
}

impl LongFile {
    /// Whether what it says of a record tells the record's place among the others.
    pub fn is_numbered(self) -> bool {
        self == LongFile::Table(TableFormat::Xlsx)
    }
}

/// The stretches of a site's standards.
pub struct Stretches<'a> {
    site: &'a Site<'a>,
    /// The language of tables.
    lang: Lang,
    /// The places of the standards of each.
    places: Vec<Range<usize>>,
}

impl<'a> Stretches<'a> {
    /// Of a site; tables are in a language.
    pub fn of(site: &'a Site<'a>, lang: Lang) -> Self {
        let registry = site.registry;
        let mut places: Vec<Range<usize>> = Vec::new();
        for (at, standard) in registry.standards.iter().enumerate() {
            match places.last_mut() {
                Some(last) if !begins(registry.path(standard.file)) => last.end = at + 1,
                _ => places.push(at..at + 1),
            }
        }
        Stretches { site, lang, places }
    }

    /// The bytes of a file. `made` is the day that a spreadsheet says it was made on; `left` is what an earlier build left, and what
    /// the records are made from now.
    ///
    /// # Errors
    /// When a spreadsheet cannot hold its table.
    pub fn put_together(
        &self,
        (path, file): (&str, LongFile),
        made: Day,
        left: Left<'_>,
    ) -> Result<Vec<u8>, SiteError> {
        if file == LongFile::Table(TableFormat::Xlsx) {
            return self.workbook(path, made, left);
        }
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = self.begin((path, file), left).and_then(|text| text.write(&mut bytes));
        Ok(bytes)
    }

    /// The spreadsheet: it begins with the sums of all its stretches, so that these are all made before the first is written.
    fn workbook(&self, path: &str, made: Day, left: Left<'_>) -> Result<Vec<u8>, SiteError> {
        let file = LongFile::Table(TableFormat::Xlsx);
        let keys = self.keys((path, file), left);
        let before = left.and_then(|(_, writing)| writing.pieces_left(path));
        let kept = kept(before.as_ref());
        let new = self.make_others(0..self.places.len(), file, &keys, &kept).map_err(|error| told(&error))?;
        let all: Vec<Packed<&[u8]>> = (0..self.places.len()).filter_map(|at| stretch(at, &keys, &kept, &new)).collect();
        let count = self.site.registry.standards.len();
        let (bytes, begins) =
            spreadsheet::workbook((SheetKind::Standards, count), made, self.lang, all.iter().cloned())
                .map_err(|error| told(&error))?;
        if let Some((_, writing)) = left {
            let pieces = keys.iter().zip(begins).zip(&all).map(|((key, from), own)| piece(*key, from, own));
            writing.note_pieces(path, pieces.collect());
        }
        Ok(bytes)
    }

    /// Begins a file that is text: looks at what an earlier build left of it, and makes the stretches that differ, where these are few.
    ///
    /// # Errors
    /// When a stretch cannot be made.
    pub fn begin<'l>(&'l self, (path, file): (&'l str, LongFile), left: Left<'l>) -> io::Result<PendingText<'l, 'a>> {
        let keys = self.keys((path, file), left);
        let before = left.and_then(|(_, writing)| writing.pieces_left(path));
        let made = {
            let kept = kept(before.as_ref());
            let differing = keys.iter().filter(|key| !kept.contains_key(key)).count();
            let all = if before.is_some() && differing <= AT_ONCE { 0..self.places.len() } else { 0..0 };
            self.make_others(all, file, &keys, &kept).map_err(io::Error::other)?
        };
        let writing = left.map(|(_, writing)| writing);
        Ok(PendingText { stretches: self, path, file, keys, before, made, writing })
    }

    /// What stands before the rows.
    fn header(&self, file: LongFile) -> Vec<u8> {
        match file {
            LongFile::Table(format) => exchange::header(SheetKind::Standards, format, self.lang),
            LongFile::BibTex | LongFile::Ris => Vec::new(),
        }
    }

    /// What each stretch is made from, where that is of use to the next build.
    fn keys(&self, (path, file): (&str, LongFile), left: Left<'_>) -> Vec<InputKey> {
        left.map_or_else(Vec::new, |(keys, _)| {
            self.places.iter().map(|places| keys.stretch(path, file, places.clone())).collect()
        })
    }

    /// Makes those of some stretches that are not taken over.
    fn make_others(
        &self,
        some: Range<usize>,
        file: LongFile,
        keys: &[InputKey],
        kept: &Kept<'_>,
    ) -> Result<HashMap<usize, Packed>, ExportError> {
        let is_kept = |at: &usize| keys.get(*at).is_some_and(|key| kept.contains_key(key));
        some.into_par_iter().filter(|at| !is_kept(at)).map(|at| Ok((at, self.make(at, file)?))).collect()
    }

    /// One stretch of a file.
    fn make(&self, at: usize, file: LongFile) -> Result<Packed, ExportError> {
        let registry = self.site.registry;
        let Some(places) = self.places.get(at) else { return Ok(plain(Vec::new())) };
        // Made anew for each format: the rows of a million records are not to be held.
        let table = || KindTable::of_standards(registry, places.clone(), self.site.day);
        Ok(match file {
            LongFile::Table(TableFormat::Xlsx) => {
                spreadsheet::rows(SheetKind::Standards, &table().shortened(self.lang).rows, places.start, self.lang)?
            }
            LongFile::Table(format) => plain(exchange::lines(&table(), format, self.lang)),
            LongFile::BibTex => {
                plain(reference::bibliography(registry, places.clone(), reference::bibtex).into_bytes())
            }
            LongFile::Ris => {
                let text = reference::bibliography(registry, places.clone(), reference::ris);
                plain(text.replace('\n', "\r\n").into_bytes())
            }
        })
    }
}

/// A file that is text, begun.
pub struct PendingText<'l, 'a> {
    stretches: &'l Stretches<'a>,
    path: &'l str,
    file: LongFile,
    /// What each stretch is made from, where that is of use to the next build.
    keys: Vec<InputKey>,
    /// The file as an earlier build left it.
    before: Option<(Vec<u8>, &'l [Piece])>,
    /// The stretches that are made already.
    made: HashMap<usize, Packed>,
    writing: Option<&'l Writing<'l>>,
}

impl PendingText<'_, '_> {
    /// Whether the file is what would be written: each of its stretches is, though some were made from other things.
    pub fn is_as_left(&self) -> bool {
        let Some((bytes, pieces)) = &self.before else { return false };
        let header = self.stretches.header(self.file);
        let same = |(at, piece): (usize, &Piece)| {
            self.keys.get(at) == Some(&piece.key)
                || self.made.get(&at).is_some_and(|own| cut(bytes, piece).is_some_and(|there| there.bytes == own.bytes))
        };
        // The stretches follow each other without a gap.
        let end =
            pieces.iter().try_fold(header.len() as u64, |at, piece| (piece.from == at).then_some(at + piece.length));
        pieces.len() == self.keys.len()
            && bytes.starts_with(&header)
            && end == Some(bytes.len() as u64)
            && pieces.iter().enumerate().all(same)
    }

    /// Says what the file that was left is made from now, for the next build.
    pub fn note_as_left(&self) {
        if let (Some(writing), Some((_, pieces))) = (self.writing, &self.before) {
            let again = pieces.iter().zip(&self.keys).map(|(piece, key)| Piece { key: *key, ..*piece });
            writing.note_pieces(self.path, again.collect());
        }
    }

    /// Writes it, some stretches at a time: those of a million records are never held at once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let (all, kept) = (self.stretches, kept(self.before.as_ref()));
        let header = all.header(self.file);
        out.write_all(&header)?;
        let (mut pieces, mut from) = (Vec::new(), header.len() as u64);
        for first in (0..all.places.len()).step_by(AT_ONCE) {
            let some = first..(first + AT_ONCE).min(all.places.len());
            let new;
            let made = if self.made.is_empty() {
                new = all.make_others(some.clone(), self.file, &self.keys, &kept).map_err(io::Error::other)?;
                &new
            } else {
                &self.made
            };
            for at in some {
                let Some(own) = stretch(at, &self.keys, &kept, made) else { continue };
                out.write_all(own.bytes)?;
                pieces.extend(self.keys.get(at).map(|key| piece(*key, from, &own)));
                from += own.bytes.len() as u64;
            }
        }
        if let Some(writing) = self.writing {
            writing.note_pieces(self.path, pieces);
        }
        Ok(())
    }
}

/// What an earlier build left of a file, by what it was made from.
type Kept<'b> = HashMap<&'b InputKey, Packed<&'b [u8]>>;

fn kept<'b>(before: Option<&'b (Vec<u8>, &[Piece])>) -> Kept<'b> {
    before.map_or_else(HashMap::new, |(bytes, pieces)| {
        pieces.iter().filter_map(|piece| Some((&piece.key, cut(bytes, piece)?))).collect()
    })
}

/// A stretch, taken over or made.
fn stretch<'b>(
    at: usize,
    keys: &[InputKey],
    kept: &Kept<'b>,
    new: &'b HashMap<usize, Packed>,
) -> Option<Packed<&'b [u8]>> {
    let taken_over = keys.get(at).and_then(|key| kept.get(key)).cloned();
    taken_over.or_else(|| new.get(&at).map(Packed::lent))
}

/// A stretch as the next build is told of it: what it was made from, and where it begins.
pub fn piece(key: InputKey, from: u64, own: &Packed<&[u8]>) -> Piece {
    Piece { key, from, length: own.bytes.len() as u64, crc: own.crc, plain: own.plain }
}

fn plain(bytes: Vec<u8>) -> Packed {
    Packed { bytes, crc: 0, plain: 0 }
}

/// What an earlier build left of a stretch; none where its list is not of this file.
pub fn cut<'b>(bytes: &'b [u8], piece: &Piece) -> Option<Packed<&'b [u8]>> {
    let (from, length) = (usize::try_from(piece.from).ok()?, usize::try_from(piece.length).ok()?);
    let bytes = bytes.get(from..from.checked_add(length)?)?;
    Some(Packed { bytes, crc: piece.crc, plain: piece.plain })
}

fn told(error: &ExportError) -> SiteError {
    SiteError::Theme(error.to_string())
}

/// Whether a stretch begins with the record at a path: one in so many does. The path alone says so, that a record which comes or
/// goes moves no other's stretch. The sum is FNV-1a.
fn begins(path: &str) -> bool {
    let sum = path.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // The low bits of this sum are the poorer ones.
    (sum ^ (sum >> 16)).is_multiple_of(ABOUT)
}

#[cfg(test)]
mod tests {
    use super::{ABOUT, begins};

    #[test]
    fn about_one_path_in_so_many_begins_a_stretch() {
        let paths = (0..100_000).map(|n| format!("standards/national/gb-t-{n}-2020.md"));
        let count = u32::try_from(paths.filter(|path| begins(path)).count()).unwrap();
        let wanted = 100_000 / ABOUT;
        assert!((wanted / 2..wanted * 2).contains(&count), "{count} of {wanted}");
    }
}
