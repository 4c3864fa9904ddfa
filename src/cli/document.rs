//! A document that a command reads: a file, or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use mulu_exchange::cite::LARGEST_DOCUMENT;

use super::fail::Failure;

/// The bytes of a document; `-` is standard input.
///
/// # Errors
/// When it cannot be read, or is larger than documents may be.
pub fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |error| Failure::Unreadable(mulu_core::source::Unreadable { path: file.to_owned(), error });
    let mut bytes = Vec::new();
    let limit = LARGEST_DOCUMENT + 1;
    if file == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(fail)?;
    } else {
        File::open(file).and_then(|open| open.take(limit).read_to_end(&mut bytes)).map_err(fail)?;
    }
    if bytes.len() as u64 == limit {
        let mebibytes = LARGEST_DOCUMENT >> 20;
        return Err(fail(io::Error::other(format!("it is larger than {mebibytes} MiB · 超过 {mebibytes} MiB"))));
    }
    Ok(bytes)
}
