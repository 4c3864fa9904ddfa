//! Slugs: file stems that are safe on every file system and unique to their number.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use crate::cut::cut;
use crate::draft::Shape;
use crate::level::Level;
use crate::tables;

/// The longest slug, in bytes.
pub const MAX_BYTES: usize = 120;

/// The slug of a number that the grammar knows: letters in lower case, every separator a hyphen.
///
/// Two separators could stand in the same place and so share a slug in two cases only, which are kept apart: the
/// hyphen inside an association's code is an underscore (`T/CECA-G 22` is not `T/CECA G 22`), and the year of a
/// confirmation has an r before it (`GB 1097-1979(1990)`).
pub(crate) fn of_parsed(canonical: &str, shape: Shape) -> String {
    let mut slug = String::with_capacity(canonical.len() + 1);
    for (at, ch) in canonical.char_indices() {
        let is_in_association = shape.level == Some(Level::Group) && at < shape.prefix.range().end;
        let is_confirmation = shape.level != Some(Level::International) && at >= shape.stem_end();
        match ch {
            '-' if is_in_association => slug.push('_'),
            '(' if is_confirmation => slug.push_str("-r"),
            ')' => {}
            '.' => slug.push('.'),
            _ if ch.is_ascii_alphanumeric() => slug.push(ch.to_ascii_lowercase()),
            _ if is_han(ch) => slug.push(ch),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug
}

/// The slug of an opaque number: the text itself where it is one already, else what is left of it and a hash.
pub(crate) fn of_opaque(text: &str) -> String {
    if is_slug(text) {
        return text.to_owned();
    }
    let mut slug = sanitised(text);
    if !slug.is_empty() {
        slug.push('-');
    }
    format!("{slug}x{:08x}", fnv1a(text))
}

/// Whether a text can be its own slug: safe as a file name, and never the slug of another number.
fn is_slug(text: &str) -> bool {
    let is_plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || is_han(ch);
    text.len() <= MAX_BYTES
        && text.chars().all(|ch| is_plain(ch) || matches!(ch, '.' | '-'))
        && text.starts_with(is_plain)
        && text.ends_with(is_plain)
        && !ends_with_hash(text)
        && !begins_like_a_number(text)
        && !is_device_name(text)
}

/// What is left of a text without the characters a slug cannot hold; at most as long as leaves room for the hash.
fn sanitised(text: &str) -> String {
    const ROOM: usize = MAX_BYTES - "-x01234567".len();
    let mut slug = String::with_capacity(text.len().min(ROOM));
    for ch in text.chars() {
        let ch = ch.to_ascii_lowercase();
        if slug.len() + ch.len_utf8() > ROOM {
            break;
        }
        if ch.is_ascii_alphanumeric() || is_han(ch) {
            slug.push(ch);
        } else if !slug.is_empty() && !slug.ends_with(['-', '.']) {
            slug.push(if ch == '.' { '.' } else { '-' });
        }
    }
    slug.truncate(slug.trim_end_matches(['-', '.']).len());
    slug
}

/// Whether a text ends as the slugs do that carry a hash.
fn ends_with_hash(text: &str) -> bool {
    let tail = text.as_bytes().rsplit(|byte| *byte == b'-').next();
    let hash = tail.and_then(|tail| tail.strip_prefix(b"x"));
    hash.is_some_and(|hash| hash.len() == 8 && hash.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a text begins with the code of a series, as the slug of a parsed number would.
fn begins_like_a_number(text: &str) -> bool {
    let letters = text.len() - text.trim_start_matches(|ch: char| ch.is_ascii_lowercase()).len();
    let code = cut(text, ..letters).to_ascii_uppercase();
    let is_international = matches!(&*code, "ISO" | "IEC" | "IEEE" | "ITU" | "IETF" | "W");
    code == "T" || is_international || tables::series(&code).is_some() || tables::regional_series(&code).is_some()
}

/// Names that Windows keeps for devices, with any extension and in any case: a file of such a name cannot be checked out there.
#[must_use]
pub fn is_device_name(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or(text).trim_end().to_ascii_lowercase();
    let is_digit = |rest: &str| matches!(rest, "¹" | "²" | "³") || matches!(rest.as_bytes(), [b'0'..=b'9']);
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(is_digit);
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether a character is Han. Compatibility ideographs are not: file systems that normalise would change them.
pub(crate) fn is_han(ch: char) -> bool {
    matches!(ch, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2F7FF}' | '\u{30000}'..='\u{323AF}')
}

/// FNV-1a, 32 bits: short, and the same on every machine for ever.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
