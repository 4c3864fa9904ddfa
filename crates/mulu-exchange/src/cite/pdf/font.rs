//! A font's codes: how they are cut, which characters they stand for, how wide they are.

#![allow(clippy::match_same_arms)] // each case of the format has a line of its own

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use mulu_core::message::Message;

use super::cmap::{CMap, number, utf16};
use super::glyph_names;
use super::stream::Budget;

/// The most widths of one font.
const MOST_WIDTHS: usize = 1 << 17;

/// A font that is shown.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: CMap,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// What a width is measured in, in text space: a thousandth, but for a font that is drawn (Type 3).
    unit: f64,
    /// Whether text runs down the page.
    pub is_vertical: bool,
}

/// How a string is cut into codes, and what they mean where the font itself does not say.
#[derive(Debug)]
enum Codes {
    /// One byte each.
    Simple { base: &'static Encoding, differences: BTreeMap<u32, String> },
    /// Two bytes each, which number glyphs and no characters.
    Glyphs,
    /// UTF-16.
    Utf16,
    /// A double-byte encoding of Chinese.
    Legacy(&'static Encoding),
    /// By a map in the file.
    Mapped(CMap),
}

/// One code of a string.
pub(super) struct Glyph {
    /// Its characters; none where the file does not tell them.
    pub text: Option<String>,
    /// How far it moves on, in text space at size one.
    pub advance: f64,
    /// Whether it is the single byte 32, which alone is widened as a space.
    pub is_space: bool,
}

impl Font {
    /// Reads a font's dictionary.
    ///
    /// # Errors
    /// When one of its maps is damaged.
    pub fn read(font: &Dict<'_>, budget: &mut Budget) -> Result<Self, Message> {
        let to_unicode = map(font, "ToUnicode", budget)?.unwrap_or_default();
        if is(font, "Subtype", b"Type0") {
            return Self::composite(font, to_unicode, budget);
        }
        let first = font.get::<Number>("FirstChar").map_or(0, |first| first.as_i64());
        let widths = font.get::<Array<'_>>("Widths").map(|widths| numbers(&widths)).unwrap_or_default();
        let widths = (u32::try_from(first).unwrap_or(0)..).zip(widths).collect();
        // A drawn font says itself how large its glyphs are.
        let matrix = font.get::<Array<'_>>("FontMatrix").map(|matrix| numbers(&matrix)).unwrap_or_default();
        let unit = matrix.first().copied().filter(|_| is(font, "Subtype", b"Type3")).unwrap_or(0.001).abs();
        let codes = simple(font);
        Ok(Font { codes, to_unicode, widths, default_width: 500.0, unit, is_vertical: false })
    }

    fn composite(font: &Dict<'_>, to_unicode: CMap, budget: &mut Budget) -> Result<Self, Message> {
        let name = font.get::<Name<'_>>("Encoding").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let codes = match map(font, "Encoding", budget)? {
            Some(map) => Codes::Mapped(map),
            None => named(&name),
        };
        let descendant = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descendant = descendant.unwrap_or_default();
        let widths = descendant.get::<Array<'_>>("W").map(|widths| composite_widths(&widths)).unwrap_or_default();
        let default_width = descendant.get::<Number>("DW").map_or(1000.0, |width| width.as_f64());
        Ok(Font { codes, to_unicode, widths, default_width, unit: 0.001, is_vertical: name.ends_with("-V") })
    }

    /// The codes of a string.
    pub fn glyphs<'f>(&'f self, mut bytes: &'f [u8]) -> impl Iterator<Item = Glyph> + 'f {
        std::iter::from_fn(move || {
            let length = self.code_length(bytes).clamp(1, bytes.len().max(1));
            let (code, rest) = bytes.split_at_checked(length).filter(|(code, _)| !code.is_empty())?;
            bytes = rest;
            Some(self.glyph(code))
        })
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match (&self.codes, bytes) {
            (Codes::Simple { .. }, _) => 1,
            (Codes::Glyphs, _) => 2,
            (Codes::Utf16, [0xD8..=0xDB, ..]) => 4,
            (Codes::Utf16, _) => 2,
            (Codes::Legacy(encoding), [0x81..=0xFE, 0x30..=0x39, ..]) if *encoding == GB18030 => 4,
            (Codes::Legacy(_), [0x81..=0xFE, ..]) => 2,
            (Codes::Legacy(_), _) => 1,
            (Codes::Mapped(map), bytes) => map.code_length(bytes).unwrap_or(2),
        }
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = number(bytes);
        let text = self.to_unicode.text(code).or_else(|| self.codes.text(bytes));
        let text = text.filter(|text| !text.contains(['\0', char::REPLACEMENT_CHARACTER]));
        let width = match &self.codes {
            // These widths are by the numbers of glyphs, which such a code does not say.
            Codes::Utf16 | Codes::Legacy(_) if is_narrow(text.as_deref()) => self.default_width / 2.0,
            Codes::Utf16 | Codes::Legacy(_) => self.default_width,
            _ => self.widths.get(&code).copied().unwrap_or(self.default_width),
        };
        Glyph { text, advance: width * self.unit, is_space: bytes == [b' '] }
    }
}

impl Codes {
    fn text(&self, bytes: &[u8]) -> Option<String> {
        match self {
            Codes::Simple { base, differences } => {
                differences.get(&number(bytes)).map_or_else(|| decoded(base, bytes), |name| glyph_names::text(name))
            }
            Codes::Glyphs | Codes::Mapped(_) => None,
            Codes::Utf16 => Some(utf16(bytes)),
            Codes::Legacy(encoding) => decoded(encoding, bytes),
        }
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn is_narrow(text: Option<&str>) -> bool {
    text.is_some_and(str::is_ascii)
}

/// The codes of a font by the name of a map that every reader has.
fn named(name: &str) -> Codes {
    if name.contains("UCS2") || name.contains("UTF16") {
        return Codes::Utf16;
    }
    match name {
        _ if name.starts_with("GB") => Codes::Legacy(GB18030),
        _ if name.starts_with("B5") || name.starts_with("ETen") => Codes::Legacy(BIG5),
        _ => Codes::Glyphs,
    }
}

fn simple(font: &Dict<'_>) -> Codes {
    let mut base = font.get::<Name<'_>>("Encoding").map_or(WINDOWS_1252, |name| base(&name));
    let mut differences = BTreeMap::new();
    if let Some(encoding) = font.get::<Dict<'_>>("Encoding") {
        base = encoding.get::<Name<'_>>("BaseEncoding").map_or(base, |name| self::base(&name));
        let mut code = 0_u32;
        for item in
            encoding.get::<Array<'_>>("Differences").iter().flat_map(Array::iter::<Object<'_>>).take(MOST_WIDTHS)
        {
            match item {
                Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(0),
                Object::Name(name) => {
                    differences.insert(code, name.as_str().to_owned());
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    Codes::Simple { base, differences }
}

fn base(name: &[u8]) -> &'static Encoding {
    if name == b"MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 }
}

/// `W`: `first [width width …]` and `first last width`, in any order.
fn composite_widths(array: &Array<'_>) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut bounds: Vec<u32> = Vec::new();
    for item in array.iter::<Object<'_>>() {
        match (item, bounds.as_slice()) {
            (Object::Array(each), [first]) => {
                let room = MOST_WIDTHS.saturating_sub(widths.len());
                widths.extend((*first..).zip(numbers(&each)).take(room));
                bounds.clear();
            }
            (Object::Number(width), [first, last]) => {
                let room = MOST_WIDTHS.saturating_sub(widths.len());
                widths.extend((*first..=*last).map(|code| (code, width.as_f64())).take(room));
                bounds.clear();
            }
            (Object::Number(bound), _) => bounds.push(u32::try_from(bound.as_i64()).unwrap_or(0)),
            _ => bounds.clear(),
        }
    }
    widths
}

fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<Number>().take(MOST_WIDTHS).map(|number| number.as_f64()).collect()
}

fn is(dictionary: &Dict<'_>, key: &str, value: &[u8]) -> bool {
    dictionary.get::<Name<'_>>(key).is_some_and(|name| *name == *value)
}

/// A map that a font has as a stream.
fn map(font: &Dict<'_>, key: &str, budget: &mut Budget) -> Result<Option<CMap>, Message> {
    let Some(stream) = font.get::<Stream<'_>>(key) else { return Ok(None) };
    Ok(Some(CMap::parse(&budget.unpack(&stream)?)))
}
