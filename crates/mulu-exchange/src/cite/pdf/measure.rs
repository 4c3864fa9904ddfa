//! What a PDF unpacks to, told before it is parsed.
//!
//! The parser unpacks streams that hold objects as a whole, however large they become. So the file is gone through once before, and every
//! stream that may hold objects or text is unpacked into nothing, and counted. How a stream is packed is read from the bytes before it as they
//! stand: what cannot be told by that is not unpacked at all.

#![allow(clippy::match_same_arms)] // each case of the format has a line of its own

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use mulu_core::limits::PDF_STREAMS;
use mulu_core::message;
use mulu_core::message::Message;

use super::encrypted;

/// How much of a stream packed in more than one way is read, in bytes: the most that Deflate makes of one byte is a thousand.
const PACKED_TWICE_BYTES: usize = 256 << 10;

/// Refuses a file that is encrypted, or would unpack to more than so many bytes.
pub(super) fn measure(bytes: &[u8], most: u64) -> Result<(), Message> {
    let mut left = most;
    let mut streams = 0_usize;
    let mut twice = PACKED_TWICE_BYTES * 4;
    let mut object = 0;
    let mut at = 0;
    while let Some(found) = next_word(bytes, at) {
        at = found.end;
        if found.word == Word::Object {
            object = found.end;
            continue;
        }
        streams += 1;
        let dictionary = bytes.get(object..found.start).unwrap_or_default();
        let packed = bytes.get(found.end..).unwrap_or_default();
        if streams > PDF_STREAMS {
            return Err(too_much(most));
        }
        if is_picture(dictionary) {
            continue;
        }
        if is_packed_oddly(dictionary) {
            let length = next_end(packed).min(packed.len());
            twice = twice.checked_sub(length).ok_or_else(odd)?;
            if length > PACKED_TWICE_BYTES || count(dictionary, b"Fl") > 1 {
                return Err(odd());
            }
        }
        let unpacked = unpacked_length(packed, left);
        left = left.checked_sub(unpacked).ok_or_else(|| too_much(most))?;
    }
    // Encryption is declared by the trailer, or by the dictionary of the stream that stands for it: never inside of a stream.
    if count(bytes, b"/Encrypt") > 0 { Err(encrypted()) } else { Ok(()) }
}

/// What a stream's first bytes unpack to, as far as the budget reaches, and one more.
pub(super) fn unpacked_length(packed: &[u8], left: u64) -> u64 {
    let packed = match packed {
        [b'\r', b'\n', rest @ ..] | [b'\n' | b'\r', rest @ ..] => rest,
        rest => rest,
    };
    let is_deflated = packed.first().is_some_and(|first| first & 0x0F == 8);
    if !is_deflated {
        return 0;
    }
    let mut length = Counted(0);
    // Where it breaks off, what came before is counted.
    let _ = io::copy(&mut ZlibDecoder::new(packed).take(left + 1), &mut length);
    length.0
}

/// Counts what is written.
struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A picture is never unpacked, and what has `/First` or an escaped name may be read as something else.
fn is_picture(dictionary: &[u8]) -> bool {
    count(dictionary, b"/Image") > 0 && count(dictionary, b"First") == 0 && !dictionary.contains(&b'#')
}

/// Whether the size of what comes out cannot be told by unpacking it once.
fn is_packed_oddly(dictionary: &[u8]) -> bool {
    let ways: [&[u8]; 6] = [b"LZW", b"85", b"AHx", b"ASCIIHex", b"RunLength", b"/RL"];
    dictionary.contains(&b'#') || count(dictionary, b"/Fl") > 1 || ways.iter().any(|way| count(dictionary, way) > 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Object,
    Stream,
}

struct At {
    word: Word,
    start: usize,
    end: usize,
}

/// The next `obj` or `stream` (also as the end of `endobj`, `endstream`, which only lets a dictionary begin later, or nothing unpack).
fn next_word(bytes: &[u8], from: usize) -> Option<At> {
    let rest = bytes.get(from..)?;
    rest.iter().zip(from..).find_map(|(byte, at)| {
        let here = || bytes.get(at..).unwrap_or_default();
        match byte {
            b'o' if here().starts_with(b"obj") => Some(At { word: Word::Object, start: at, end: at + 3 }),
            b's' if here().starts_with(b"stream") && !bytes.get(..at).unwrap_or_default().ends_with(b"end") => {
                Some(At { word: Word::Stream, start: at, end: at + 6 })
            }
            _ => None,
        }
    })
}

fn next_end(packed: &[u8]) -> usize {
    packed.windows(9).position(|window| window == b"endstream").unwrap_or(packed.len())
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    let Some(first) = word.first() else { return 0 };
    let starts = bytes.iter().zip(0..).filter(|(byte, _)| *byte == first);
    starts.filter(|(_, at)| bytes.get(*at..).unwrap_or_default().starts_with(word)).count()
}

fn too_much(most: u64) -> Message {
    let most = most >> 20;
    message!(
        "PDF 解压后超过 {most} MiB，未读取：可能是压缩炸弹",
        "the PDF unpacks to more than {most} MiB and was not read: it may be a bomb"
    )
}

fn odd() -> Message {
    message!(
        "PDF 用了少见的压缩方式，未读取：请先重写，如 qpdf --stream-data=uncompress 文件.pdf 新文件.pdf",
        "the PDF is packed in an unusual way and was not read: rewrite it first, for example with qpdf --stream-data=uncompress FILE.pdf NEW.pdf"
    )
}
