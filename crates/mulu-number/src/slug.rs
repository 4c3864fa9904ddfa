//! Slugs: file stems that are safe on every file system and unique to their number.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use crate::draft::NumberShape;
use crate::level::Level;
use crate::slice::slice_or_empty;
use crate::tables;

/// The longest slug, in bytes.
pub const MAX_BYTES: usize = 120;

/// The slug of a number that the grammar knows: letters in lower case, every separator a hyphen.
///
/// Two separators could stand in the same place and so share a slug in two cases only, which are kept apart: the
/// hyphen inside an association's code is an underscore (`T/CECA-G 22` is not `T/CECA G 22`), and the year of a
/// confirmation has an r before it (`GB 1097-1979(1990)`).
pub(crate) fn of_parsed(canonical: &str, shape: NumberShape) -> String {
    let mut slug = String::with_capacity(canonical.len() + 1);
    for (at, ch) in canonical.char_indices() {
        let is_in_association = shape.level == Some(Level::Group) && at < shape.prefix.range().end;
        let is_confirmation = shape.revision.is_some() && at >= shape.stem_end();
        match ch {
            '-' if is_in_association => slug.push('_'),
            '(' if is_confirmation => slug.push_str("-r"),
            '+' => slug.push('+'),
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
    if is_plain_number(text) {
        return text.to_ascii_lowercase().replace([' ', '/'], "-");
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
        && !is_plain_number(&as_number(text))
        && !is_device_name(text)
}

/// Whether a text is written as a number of a series that is not known: capitals, perhaps `/T`, one space, a serial, perhaps a year.
/// Such a number has a plain slug: nothing else has it, since what would be the same in small letters gets a hash.
pub(crate) fn is_plain_number(text: &str) -> bool {
    let Some((code, serial)) = text.split_once(' ') else { return false };
    let (code, suffix) = code.split_once('/').map_or((code, None), |(code, suffix)| (code, Some(suffix)));
    let capitals = |code: &str| (1..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let (serial, year) = serial.split_once('-').map_or((serial, None), |(serial, year)| (serial, Some(year)));
    let is_serial = serial.len() <= 20
        && serial
            .bytes()
            .enumerate()
            .all(|(at, byte)| byte.is_ascii_digit() || byte == b'.' || (at == 0 && byte.is_ascii_uppercase()))
        && serial.ends_with(|ch: char| ch.is_ascii_digit())
        && !serial.starts_with('.');
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    code.len() >= 2 && capitals(code) && suffix.is_none_or(capitals) && is_serial && year.is_none_or(is_year)
}

/// The plain number that would have this slug, if there is one: `HYZW 001-2026` for `hyzw-001-2026`.
fn as_number(slug: &str) -> String {
    let capitals = slug.to_ascii_uppercase();
    let serial = capitals.split('-').position(|word| word.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(0);
    let separator = |at: usize| match at {
        0 => "",
        _ if at == serial => " ",
        _ if at < serial => "/",
        _ => "-",
    };
    capitals.split('-').enumerate().flat_map(|(at, word)| [separator(at), word]).collect()
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
    let code = slice_or_empty(text, ..letters).to_ascii_uppercase();
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
