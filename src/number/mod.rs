//! Standard numbers (标准编号): their grammar, and the code tables behind it.
//!
//! [`Number::parse`] accepts what people type and print, and yields one canonical form:
//! `ＧＢ／Ｔ 22239－2008`, `gb/t22239–2008` and `GB/T 22239—2008` are all `GB/T 22239-2008`. What the grammar
//! does not know is kept as it stands, as an *opaque* number: never mangled, never a panic.
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
//! - `RFC 8446` is `IETF RFC 8446`; `IEEE Std 1003.1` is `IEEE 1003.1`; `ITU-T Rec. X.509` is `ITU-T X.509`.
//!
//! # What a number says
//!
//! - Nature: `/T` is recommended, `/Z` guidance, a bare code mandatory, as `data/prefixes.csv` says. Metrology rules
//!   (JJF, JJG), military standards (GJB), samples (GSB), package materials (YBB) and internal standards (`GBn`) stand
//!   outside that division: none. Group and international numbers have none.
//! - Level: metrology rules are national, local with a province's short name (`JJF(京)`), industry with a trade's
//!   (`JJG(交通)`). Old professional standards (ZB, NJ) are industry. No number is municipal by its grammar: a city's own
//!   documents carry the city's document numbers, which are opaque, while `DB4301/T` is local.

mod domestic;
mod draft;
mod figures;
mod find;
mod fold;
mod international;
mod level;
mod line_end;
mod slug;
mod tables;
mod tail;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

pub use figures::Figures;
pub use find::{Found, find};
pub(crate) use fold::is_blank;
pub use level::{Level, Nature};
pub use slug::is_device_name;
pub use tables::{Industry, Region, contains, region};

use draft::{Shape, Span};

use crate::cut::cut;

/// The longest text, in characters, that is tried as a number. What is longer is opaque.
pub const MAX_CHARS: usize = 200;

/// A standard's number. Two numbers are equal when their canonical forms are.
#[derive(Clone)]
pub struct Number {
    canonical: Box<str>,
    /// What the grammar made of it; none for an opaque number.
    shape: Option<Shape>,
}

impl Number {
    /// Reads a number. Never fails: what the grammar does not know becomes an opaque number, trimmed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        Self::recognise(text).unwrap_or_else(|| Self { canonical: text.into(), shape: None })
    }

    /// Reads a number that the grammar knows.
    fn recognise(text: &str) -> Option<Self> {
        let begins_like_a_number = text.chars().next().is_some_and(fold::is_letter);
        if !begins_like_a_number || text.chars().nth(MAX_CHARS).is_some() {
            return None;
        }
        let folded = fold::fold(text);
        let mut cursor = draft::Cursor::new(&folded);
        let draft = draft::read(&mut cursor, draft::Context::Whole)?;
        cursor.at_end().then(|| Self::from_draft(draft))?
    }

    fn from_draft(draft: draft::Draft) -> Option<Self> {
        let (canonical, shape) = draft.finish()?;
        Some(Self { canonical, shape: Some(shape) })
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
        let domestic = self.shape.filter(|shape| shape.level != Level::International);
        let Some(shape) = domestic else {
            return self.canonical.to_string();
        };
        let stem = cut(&self.canonical, ..shape.stem_end());
        let tail = cut(&self.canonical, shape.stem_end()..);
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

    /// The level that issues under this code; none when opaque.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Some(self.shape?.level)
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

    /// The amendment (修改单): `XG1-2021`, `Amd 1:2024`.
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

    /// Whether the number names one edition (注日期引用).
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.year().is_some()
    }

    /// The family that this edition belongs to: the number without year, mark and amendment.
    #[must_use]
    pub fn undated(&self) -> Self {
        match self.shape {
            None => self.clone(),
            Some(shape) => {
                Self { canonical: cut(&self.canonical, ..shape.stem_end()).into(), shape: Some(shape.undated()) }
            }
        }
    }

    fn slice(&self, span: Span) -> &str {
        cut(&self.canonical, span.range())
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

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.canonical)
    }
}
