//! The long files that hold all standards: tables, spreadsheets, bibliographies. Each is put together of stretches of records;
//! those whose records are as they were are taken over from the file that an earlier build left.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use mulu_core::day::Day;
use mulu_core::lazy_table::LazyTable;
use mulu_core::message::Lang;
use mulu_core::output::{InputKey, Piece, Writing};
use mulu_exchange::spreadsheet::{self, Packed};
use mulu_exchange::{self as exchange, ExportError, KindTable, SheetKind, TableFormat};

use super::cache_keys::CacheKeys;
use super::{Site, SiteError, reference};

/// About so many records are a stretch.
const ABOUT: u32 = 256;

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
    tables: LazyTable<KindTable>,
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
        Stretches { site, lang, tables: LazyTable::of(places.len()), places }
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
        left: Option<(&CacheKeys, &Writing)>,
    ) -> Result<Vec<u8>, SiteError> {
        let keys: Vec<InputKey> = left.map_or_else(Vec::new, |(keys, _)| {
            self.places.iter().map(|places| keys.stretch(path, file, places.clone())).collect()
        });
        let before = left.and_then(|(_, writing)| writing.pieces_left(path));
        let kept: HashMap<&InputKey, Packed<&[u8]>> = before.as_ref().map_or_else(HashMap::new, |(bytes, pieces)| {
            pieces.iter().filter_map(|piece| Some((&piece.key, cut(bytes, piece)?))).collect()
        });
        let is_kept = |at: usize| keys.get(at).and_then(|key| kept.get(key));
        let new = (0..self.places.len()).into_par_iter().filter(|at| is_kept(*at).is_none());
        let new: HashMap<usize, Packed> = new
            .map(|at| Ok((at, self.make(at, file)?)))
            .collect::<Result<_, ExportError>>()
            .map_err(|error| told(&error))?;
        let all = (0..self.places.len()).filter_map(|at| {
            let made =
                || new.get(&at).map(|own| Packed { bytes: own.bytes.as_slice(), crc: own.crc, plain: own.plain });
            is_kept(at).cloned().or_else(made)
        });
        let all: Vec<Packed<&[u8]>> = all.collect();
        let (bytes, begins) = self.join(file, made, &all)?;
        if let Some((_, writing)) = left {
            let piece = |((key, from), own): ((&InputKey, u64), &Packed<&[u8]>)| Piece {
                key: *key,
                from,
                length: own.bytes.len() as u64,
                crc: own.crc,
                plain: own.plain,
            };
            writing.note_pieces(path, keys.iter().zip(begins).zip(&all).map(piece).collect());
        }
        Ok(bytes)
    }

    /// One stretch of a file.
    fn make(&self, at: usize, file: LongFile) -> Result<Packed, ExportError> {
        let registry = self.site.registry;
        let Some(places) = self.places.get(at) else { return Ok(plain(Vec::new())) };
        let table = || self.tables.get(at, || KindTable::of_standards(registry, places.clone(), self.site.day));
        Ok(match file {
            LongFile::Table(TableFormat::Xlsx) => {
                spreadsheet::rows(SheetKind::Standards, &table().shortened(self.lang).rows, places.start, self.lang)?
            }
            LongFile::Table(format) => plain(exchange::lines(table(), format, self.lang)),
            LongFile::BibTex => {
                plain(reference::bibliography(registry, places.clone(), reference::bibtex).into_bytes())
            }
            LongFile::Ris => {
                let text = reference::bibliography(registry, places.clone(), reference::ris);
                plain(text.replace('\n', "\r\n").into_bytes())
            }
        })
    }

    /// The whole of its stretches, and where each begins in it.
    fn join(&self, file: LongFile, made: Day, all: &[Packed<&[u8]>]) -> Result<(Vec<u8>, Vec<u64>), SiteError> {
        if file == LongFile::Table(TableFormat::Xlsx) {
            let count = self.site.registry.standards.len();
            let book = spreadsheet::workbook((SheetKind::Standards, count), made, self.lang, all.iter().cloned());
            return book.map_err(|error| told(&error));
        }
        let mut bytes = match file {
            LongFile::Table(format) => exchange::header(SheetKind::Standards, format, self.lang),
            LongFile::BibTex | LongFile::Ris => Vec::new(),
        };
        bytes.reserve_exact(all.iter().map(|own| own.bytes.len()).sum());
        let mut begins = Vec::with_capacity(all.len());
        for own in all {
            begins.push(bytes.len() as u64);
            bytes.extend_from_slice(own.bytes);
        }
        Ok((bytes, begins))
    }
}

fn plain(bytes: Vec<u8>) -> Packed {
    Packed { bytes, crc: 0, plain: 0 }
}

/// What an earlier build left of a stretch; none where its list is not of this file.
fn cut<'b>(bytes: &'b [u8], piece: &Piece) -> Option<Packed<&'b [u8]>> {
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
