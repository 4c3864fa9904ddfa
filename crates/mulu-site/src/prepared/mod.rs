//! A site in parts, of which one machine works out all that takes the whole registry, and the others make the files.
//!
//! Whoever prepares writes one file for each part ([`part_file`]): of each page the filled views, which are plain data, and of what
//! no template makes the bytes. A part is made from its file alone ([`PreparedPart`]): it reads no registry, and holds the views of
//! a few pages at a time. The result is what one build writes, to the byte: the same views go through the same templates.
//!
//! ```text
//! MAGIC | views and bytes, file after file | the index (PartIndex) | its beginning, its length (u64, little-endian), its SHA-256
//! ```
//!
//! Such a file may come from a stranger. The index is bounded and summed, every stretch that it names is looked for within the file,
//! and has a sum of its own.

mod build;
mod packed;
mod prepare;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::manifest::BuiltFrom;
use super::shard::Shard;

pub use read::PreparedPart;

/// What such a file begins with. Another form of it has another number.
const MAGIC: &[u8; 16] = b"mulu prepared 1\n";

/// How long the end of such a file is: where its index begins, how long that is, and its sum.
const END: usize = 8 + 8 + 32;

/// A view of more bytes is rendered by who prepares: it shows the whole registry, which is in memory there and nowhere else.
const VIEW_BYTES: u64 = 1 << 20;

/// The name of the file that a part is made from, in the folder where all were prepared.
#[must_use]
pub fn part_file(shard: Shard) -> String {
    format!("part.{shard}.prepared")
}

/// What a prepared part holds, and what it was prepared from.
#[derive(Debug, Deserialize, Serialize)]
struct PartIndex {
    /// The program that prepared it, and that alone makes the part from it: its templates and its views go together.
    program: String,
    /// What the manifest says of the site.
    from: BuiltFrom,
    /// The languages by their tags, in their order.
    languages: Vec<String>,
    /// The registry's own templates and translations, by their paths.
    theme: BTreeMap<String, String>,
    /// What the frame of every page shows, by language: packed.
    frames: Vec<Vec<u8>>,
    /// The files of the part, by path.
    files: Vec<PreparedFile>,
}

/// A file of a part.
#[derive(Debug, Deserialize, Serialize)]
struct PreparedFile {
    path: String,
    how: PreparedAs,
    /// Where in the prepared part it begins.
    from: u64,
    length: u64,
    /// Its CRC-32: what was damaged on its way is not published.
    crc: u32,
}

/// How a file is prepared.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
enum PreparedAs {
    /// As the bytes that it has.
    Bytes,
    /// Likewise; another program made them, so that they are in no manifest.
    Printed,
    /// As the views of a page, in the language at a place.
    Page(u8),
    /// As the views of a review opinion, where the day is open.
    Opinion(u8),
}

#[cfg(test)]
mod tests;
