//! Archives (zip) whose files are put together of stretches that were packed one by one.
//!
//! What is packed ends on a whole byte, so that the stretches follow each other as one stream (RFC 1951, 3.2.4), and their sums
//! (CRC-32) make the sum of the whole: what an earlier build packed is taken over where it says the same.

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress};

use super::export::ExportError;

/// A stretch of a file, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<B = Vec<u8>> {
    /// The bytes as they stand in the file.
    pub bytes: B,
    /// The CRC-32 of what is packed.
    pub crc: u32,
    /// How many bytes that is.
    pub plain: u64,
}

impl Packed {
    /// The same, lent.
    #[must_use]
    pub fn lent(&self) -> Packed<&[u8]> {
        Packed { bytes: &self.bytes, crc: self.crc, plain: self.plain }
    }
}

/// Compresses bytes; with [`FlushCompress::Full`] so that others may follow.
pub fn pack(bytes: &[u8], flush: FlushCompress) -> Packed {
    let mut out = Vec::with_capacity(bytes.len() / 4 + 128);
    let mut packer = Compress::new(Compression::default(), false);
    loop {
        let (read, had) = (usize::try_from(packer.total_in()).unwrap_or(usize::MAX), out.len());
        let rest = bytes.get(read..).unwrap_or_default();
        // Memory that grows is never too small, and no other error is known.
        let done = packer.compress_vec(rest, &mut out, flush);
        let is_all = packer.total_in() == bytes.len() as u64 && !matches!(flush, FlushCompress::Finish);
        let has_room = out.len() < out.capacity();
        let is_done = match done {
            Ok(flate2::Status::StreamEnd) | Err(_) => true,
            Ok(_) => has_room && (is_all || out.len() == had),
        };
        if is_done {
            break;
        }
        out.reserve(out.len().max(256));
    }
    let mut sum = Hasher::new();
    sum.update(bytes);
    Packed { bytes: out, crc: sum.finalize(), plain: bytes.len() as u64 }
}

/// A zip that is being written: files one after another, then the list of them (APPNOTE 4.3).
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    list: Vec<u8>,
    count: u16,
}

/// The first of January 1980, which every entry bears: when a file was made is no part of what it says.
const MOMENT: [u8; 4] = [0, 0, 0x21, 0];

impl Archive {
    /// Adds a file from its stretches, each packed: where each begins.
    ///
    /// # Errors
    /// When it is larger than an archive of this form can be.
    pub fn add<'p>(
        &mut self,
        name: &str,
        stretches: impl Iterator<Item = Packed<&'p [u8]>>,
    ) -> Result<Vec<u64>, ExportError> {
        let begins = self.bytes.len();
        let head = |packed: u32, plain: u32, crc: u32| {
            // Version 2.0, names in UTF-8, deflated.
            let mut head = vec![20, 0, 0, 8, 8, 0];
            head.extend(MOMENT);
            [crc, packed, plain].iter().for_each(|n| head.extend(n.to_le_bytes()));
            head.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
            head.extend([0, 0]);
            head
        };
        let length = 4 + head(0, 0, 0).len() + name.len();
        self.bytes.resize(begins + length, 0);
        let (mut sum, mut plain, mut places) = (Hasher::new(), 0_u64, Vec::new());
        for stretch in stretches {
            places.push(self.bytes.len() as u64);
            self.bytes.extend_from_slice(stretch.bytes);
            sum.combine(&Hasher::new_with_initial_len(stretch.crc, stretch.plain));
            plain += stretch.plain;
        }
        let packed = self.bytes.len() - begins - length;
        let head = head(small(packed as u64)?, small(plain)?, sum.finalize());
        let local = [b"PK\x03\x04".as_slice(), &head, name.as_bytes()].concat();
        self.bytes.iter_mut().skip(begins).zip(local).for_each(|(byte, own)| *byte = own);
        self.list.extend(b"PK\x01\x02\x14\x00");
        self.list.extend(&head);
        // No comment, the first disk, no attributes.
        self.list.extend([0; 10]);
        self.list.extend(small(begins as u64)?.to_le_bytes());
        self.list.extend(name.as_bytes());
        self.count += 1;
        Ok(places)
    }

    /// The bytes of the whole.
    ///
    /// # Errors
    /// When it is larger than an archive of this form can be.
    pub fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        let (begins, length) = (small(self.bytes.len() as u64)?, small(self.list.len() as u64)?);
        self.bytes.extend(&self.list);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(begins.to_le_bytes());
        self.bytes.extend([0, 0]);
        Ok(self.bytes)
    }
}

/// A length as archives of this form write it.
fn small(length: u64) -> Result<u32, ExportError> {
    u32::try_from(length).map_err(|_| ExportError::too_large())
}
