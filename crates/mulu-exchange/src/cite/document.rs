//! A document of any kind → its passage.

use crate::words::Words;

use super::decode::decode;
use super::docx::docx;
use super::html::html;
use super::passage::Passage;

/// The largest document that is read, in bytes: of the file, and of what a `.docx` unpacks to.
pub const LARGEST_DOCUMENT: u64 = 64 << 20;

/// Reads a document. Its kind is told by its name, or by how it begins where the name does not say.
///
/// # Errors
/// When it is no text, in an encoding that is not known, or a `.docx` that cannot be unpacked within bounds.
pub fn read(name: &str, bytes: &[u8]) -> Result<Passage, Words> {
    if bytes.starts_with(b"PK\x03\x04") || has_extension(name, &["docx", "docm"]) {
        return docx(bytes);
    }
    let text = decode(bytes)?;
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    let is_html = start.starts_with("<!doctype html") || start.starts_with("<html");
    if is_html || has_extension(name, &["html", "htm", "xhtml"]) {
        return Ok(html(&text));
    }
    Ok(Passage::plain(text))
}

fn has_extension(name: &str, known: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    known.iter().any(|known| known.eq_ignore_ascii_case(extension))
}
