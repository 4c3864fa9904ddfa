//! Standard numbers (标准编号) as China, ISO, IEC, ITU and others write them: parsed, folded to one form, found in running text.
//!
//! [`Number::parse`] accepts what people type and print, and yields one canonical form. What the grammar does not know is kept as it
//! stands, as an *opaque* number: never mangled, never a panic.
//!
//! ```
//! use mulu_number::{Level, Nature, Number};
//!
//! let number = Number::parse("ＧＢ／Ｔ 22239－2008");
//! assert_eq!(number.canonical(), "GB/T 22239-2008");
//! assert_eq!(number, Number::parse("gb/t22239–2008"));
//! assert_eq!((number.level(), number.nature()), (Some(Level::National), Some(Nature::Recommended)));
//! assert_eq!((number.serial(), number.year()), (Some("22239"), Some(2008)));
//! assert_eq!(number.printed(), "GB/T 22239—2008");
//! assert_eq!(number.slug(), "gb-t-22239-2008");
//!
//! let document = Number::parse("长政办发〔2018〕22号");
//! assert!(document.is_opaque());
//! assert_eq!(document.canonical(), "长政办发〔2018〕22号");
//! ```
//!
//! [`find`] reads running text, in linear time:
//!
//! ```
//! let found = mulu_number::find("应符合 GB/T22239—2008 和 ISO/IEC 27001:2022。");
//! let numbers: Vec<_> = found.iter().map(|found| found.number.canonical()).collect();
//! assert_eq!(numbers, ["GB/T 22239-2008", "ISO/IEC 27001:2022"]);
//! assert_eq!(found[0].text, "GB/T22239—2008");
//! ```
//!
//! The crate needs `core` and `alloc` only. The feature `serde` writes numbers, levels and natures as strings, the feature `schemars`
//! says so in JSON Schema.
//!
//! # Canonical form
//!
//! A code, one space, a serial, a hyphen, a year of four digits. Beyond width, case, spaces and dashes, parsing
//! changes only this:
//!
//! - A missing slash before a nature suffix is restored: `GBT 22239`, `GB-T 22239`, `DB4117T 329` (a bare `GBZ` stays
//!   occupational health). A bare local code gets its slash: `DB11 693-2009` is `DB11/ 693-2009`.
//! - Two digits 49 to 99 in the place of the year are 1949 to 1999, for national, industry and local numbers without
//!   hyphens in the serial: `CB 879-77` is `CB 879-1977`. No other two digits are a year.
//! - A year in brackets is the edition's: `GB/T 22239(2008)` is `GB/T 22239-2008`.
//! - The mark of a translated edition (E, R, FR, JP) has no brackets: `GB/T 1.1-2020(E)` is `GB/T 1.1-2020E`.
//! - ISO and IEC set the year off by a colon, `ISO/IEC 27001:2022`; a tail of 19xx or 20xx after a hyphen is taken for
//!   the year, any other tail for a part (`ISO/IEC 15408-1`). IEEE and all Chinese numbers use a hyphen.
//!   ISO's document types are written as ISO does: `ISO/TS 8000`, `ISO/IEC TR 20000`.
//! - `RFC 8446` is `IETF RFC 8446`; `IEEE Std 1003.1` is `IEEE 1003.1`; `ITU-T Rec. X.509` is `ITU-T X.509`, dated
//!   `(10/2016)` or `(2016)`. ETSI's European standards leave ETSI out: `EN 301 549 V3.2.1 (2021-03)`.
//! - An amendment sheet in any form, `-XG1-2016`, 第1号修改单, （含第1号修改单）, is `/XG1-2016` or `/XG1`; a partial revision,
//!   `（2018年版）`, is `(2018)`. ISO's amendments are `/Amd 1:2024`, IEC's editions with theirs `+AMD1:2020 CSV`.
//! - A year that lost its hyphen, `GB 29921 2013`, is read and [doubtful](Number::is_doubtful).
//! - Of a double designation the first number stays; the second is [what it adopts](Number::adopts).
//! - Quotation marks and a title's brackets around a number, underscores of file names and the escapes of addresses are read through.
//!
//! # What a number says
//!
//! - Nature: `/T` is recommended, `/Z` guidance, a bare code mandatory, as `data/prefixes.csv` says. Metrology rules
//!   (JJF, JJG), military standards (GJB), samples (GSB), package materials (YBB) and internal standards (`GBn`) stand
//!   outside that division: none. Group and international numbers have none.
//! - Level: metrology rules are national, local with a province's short name (`JJF(京)`), industry with a trade's
//!   (`JJG(交通)`). Old professional standards (ZB, NJ) are industry. No number is municipal by its grammar: a city's own
//!   documents carry the city's document numbers, which are opaque, while `DB4301/T` is local.

#![no_std]
// A place in a text may come from what a stranger wrote: parts are taken by `slice_lossy`, which never panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

extern crate alloc;
#[cfg(test)]
#[macro_use]
extern crate std;

mod amendment;
mod declared;
mod domestic;
mod draft;
mod enterprise;
mod etsi;
mod figures;
mod find;
mod fold;
mod grammar;
mod international;
mod iso;
mod level;
mod line_end;
mod mark;
mod same;
mod slice;
mod slug;
mod tables;
mod tail;
#[cfg(test)]
mod tests;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

pub use figures::Figures;
pub use find::Match;
pub use fold::{fold_char, is_blank};
pub use grammar::{Grammar, Series};
pub use level::{Level, Nature};
pub use slug::is_device_name;
pub use tables::{Industry, Region, contains, region, regions};

use draft::{FormSpan, NumberShape};

use crate::slice::slice_or_empty;

/// The longest text, in characters, that is tried as a number. What is longer is opaque.
pub const MAX_CHARS: usize = 200;

/// A standard's number. Two numbers are equal when their canonical forms are.
#[derive(Clone)]
pub struct Number {
    canonical: Box<str>,
    /// What the grammar made of it; none for an opaque number.
    shape: Option<NumberShape>,
    /// The second number of a double designation.
    adopts: Option<Box<Number>>,
}

/// Finds the numbers in a text, in order and without overlap, in linear time.
///
/// A number begins at a word's start and ends at a word's end. A bare code of two letters is also an abbreviation, a
/// unit or a word, so the less a code says, the more must follow it: `SB 123` is not a number, `SB 123-1990` is, and
/// so is `SB/T 123`.
///
/// A line end may stand at a number's dashes and slashes and before its serial: text is wrapped there. What is found behind
/// one counts only with a year or a suffix; where the lines make no number together, the first ones are read alone.
///
/// What stands in an address or a file's name is read too: `GB%2FT%2022239-2019`, `GB_T 22239-2019.pdf`.
#[must_use]
pub fn find(text: &str) -> Vec<Match> {
    Grammar::default().find(text)
}

impl Number {
    /// Reads a number of the built-in series. Never fails: what the grammar does not know becomes an opaque number, trimmed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Grammar::default().parse(text)
    }

    /// The form that files hold: `GB/T 22239-2019`, with one space and an ASCII hyphen.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The form that pages print: an em dash before the year, as Chinese practice has it (`GB/T 22239—2019`).
    /// International numbers keep their own form (`ISO/IEC 27001:2022`).
    #[must_use]
    pub fn printed(&self) -> String {
        let domestic = self.shape.filter(|shape| shape.level != Some(Level::International));
        let Some(shape) = domestic else {
            return self.canonical.to_string();
        };
        let stem = slice_or_empty(&self.canonical, ..shape.stem_end());
        let tail = slice_or_empty(&self.canonical, shape.stem_end()..);
        format!("{stem}{}", tail.replace('-', "—"))
    }

    /// The file stem of this number's record: `gb-t-22239-2019`. A safe file name of at most
    /// 120 bytes, unique to the canonical form.
    #[must_use]
    pub fn slug(&self) -> String {
        match self.shape {
            Some(shape) => slug::of_parsed(&self.canonical, shape),
            None => slug::of_opaque(&self.canonical),
        }
    }

    /// Whether the grammar does not know this number.
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        self.shape.is_none()
    }

    /// The code without its nature suffix: `GB`, `DB43`, `GA`, `T/CESA`, `ISO/IEC`; empty when opaque.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.shape.map_or("", |shape| self.slice(shape.prefix))
    }

    /// Mandatory, recommended or guidance, by the number alone.
    #[must_use]
    pub fn nature(&self) -> Option<Nature> {
        self.shape?.nature
    }

    /// The level that issues under this code; none when opaque, and none for an enterprise's own standard.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.shape?.level
    }

    /// The serial without its parts: `21062` of `GB/T 21062.1-2007`.
    #[must_use]
    pub fn serial(&self) -> Option<&str> {
        Some(self.slice(self.shape?.serial))
    }

    /// The parts: `["1"]` of `GB/T 21062.1-2007`, `["3", "1"]` of `IEC 62443-3-1:2009`.
    #[must_use]
    pub fn parts(&self) -> Vec<&str> {
        let parts = self.shape.map_or("", |shape| self.slice(shape.parts).trim_start_matches('.'));
        parts.split(['.', '-']).filter(|part| !part.is_empty()).collect()
    }

    /// The year, four digits.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.shape?.year
    }

    /// The year of a partial revision (`GB 50016-2014(2018)`) or a confirmation (`GB/T 1096-1979(1990)`).
    #[must_use]
    pub fn revision(&self) -> Option<u16> {
        self.shape?.revision
    }

    /// What names an edition beside or instead of a year: `V3.2.1`; `20XX` and `征求意见稿` of a draft.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.shape?.version.map(|span| self.slice(span))
    }

    /// The mark of a translated edition: `E`, `(E)`.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.shape?.language.map(|span| self.slice(span))
    }

    /// Whether the year was read where its hyphen had been lost: `GB 29921 2013`.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.shape.is_some_and(|shape| shape.is_doubtful)
    }

    /// Whether all parts are named: `GB/T 21062(所有部分)`.
    #[must_use]
    pub fn names_all_parts(&self) -> bool {
        self.shape.is_some_and(|shape| shape.all_parts)
    }

    /// Whether it is an amendment sheet (修改单) or an amendment of its own, and no edition.
    #[must_use]
    pub fn is_amendment(&self) -> bool {
        self.shape.is_some_and(|shape| shape.amendment.is_some() && !shape.is_consolidated)
    }

    /// Whether it is a later state of an edition's text: a partial revision, or IEC's edition with its amendments worked in.
    #[must_use]
    pub fn is_revised_text(&self) -> bool {
        self.shape.is_some_and(|shape| shape.revision.is_some() || shape.is_consolidated)
    }

    /// The second number of a double designation, which the first adopts identically: `GB/T 19001-2016/ISO 9001:2015`.
    #[must_use]
    pub fn adopts(&self) -> Option<&Number> {
        self.adopts.as_deref()
    }

    /// The amendment (修改单): `XG1-2021`, `Amd 1:2024`; several with what stands between them.
    #[must_use]
    pub fn amendment(&self) -> Option<&str> {
        self.shape?.amendment.map(|span| self.slice(span))
    }

    /// What a local number's code names: DB43 is 湖南省. None also for a code outside the table.
    #[must_use]
    pub fn region(&self) -> Option<&'static Region> {
        self.shape?.region
    }

    /// The industry of an industry number: GA is 公共安全. None also where the table has no name for the code.
    #[must_use]
    pub fn industry(&self) -> Option<&'static Industry> {
        self.shape?.industry
    }

    /// What the numbers of its series begin with, where the grammar does not know it but it is written as numbers are:
    /// `HYZW` of `HYZW 001-2026`.
    #[must_use]
    pub fn unknown_series(&self) -> Option<&str> {
        let is_plain = self.is_opaque() && slug::is_plain_number(&self.canonical);
        self.canonical.split_once(' ').map(|(prefix, _)| prefix).filter(|_| is_plain)
    }

    /// Whether the number names one edition (注日期引用).
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.shape.is_some_and(|shape| shape.year.is_some() || shape.version.is_some())
    }

    /// The family that this edition belongs to: the number without year, mark and amendment.
    #[must_use]
    pub fn undated(&self) -> Self {
        match self.shape {
            None => self.clone(),
            Some(shape) => {
                let canonical = slice_or_empty(&self.canonical, ..shape.stem_end()).into();
                Self { canonical, shape: Some(shape.undated()), adopts: None }
            }
        }
    }

    /// The standard whose part this is, undated: `GB/T 21062` of `GB/T 21062.1-2007`. None for a number without parts.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        let mut shape = self.shape?.undated();
        let end = shape.serial.range().end;
        if self.parts().is_empty() {
            return None;
        }
        shape.cut_parts();
        Some(Self { canonical: slice_or_empty(&self.canonical, ..end).into(), shape: Some(shape), adopts: None })
    }

    fn slice(&self, span: FormSpan) -> &str {
        slice_or_empty(&self.canonical, span.range())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.canonical.cmp(&other.canonical)
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.canonical)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_opaque() { "opaque " } else { "" };
        write!(f, "Number({kind}{:?})", self.canonical)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.canonical)
    }
}
