//! The code tables of `data/`, compiled in.

use crate::level::{Level, Nature};

/// A province or prefecture of GB/T 2260.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Six digits: `430100`.
    pub code: &'static str,
    /// 长沙市.
    pub name: &'static str,
    /// Whether the code is in use; false for a former one.
    pub current: bool,
}

/// An industry that has its own standards (行业标准).
#[derive(Debug, PartialEq, Eq)]
pub struct Industry {
    /// `GA`.
    pub code: &'static str,
    /// 公共安全.
    pub name: &'static str,
    /// Public Safety; where a source gives it.
    pub name_en: Option<&'static str>,
    /// 主管部门; where standards in print show it.
    pub authority: Option<&'static str>,
}

/// How what follows a code is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SerialForm {
    /// A serial.
    Serial,
    /// A serial that may hold hyphens.
    Hyphens,
    /// A class letter and a serial.
    Class,
    /// Perhaps an issuer in brackets, then a serial.
    Metrology,
    /// A serial; a bare code keeps its slash.
    Slash,
    /// A class letter that is one word with the serial, which may hold hyphens: `JTG B10-01`.
    Coded,
}

/// What a bare code says of the nature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unmarked {
    Mandatory,
    Unspecified,
    /// There is no bare code: a suffix must follow.
    Never,
}

/// A code, and the numbers that can be issued under it.
#[derive(Debug)]
pub(crate) struct CodeSeries {
    /// As it is printed: `GBn`.
    pub code: &'static str,
    pub level: Level,
    pub unmarked: Unmarked,
    suffixes: &'static str,
    pub form: SerialForm,
    pub region: Option<&'static Region>,
    pub industry: Option<&'static Industry>,
    /// Whether this is one of the codes of `industry-codes.csv`, named or not.
    pub is_industry: bool,
}

impl CodeSeries {
    /// The nature that a suffix letter states, if the series has that suffix.
    pub fn suffix(&self, letter: u8) -> Option<Nature> {
        let nature = match letter {
            b'T' => Nature::Recommended,
            b'Z' => Nature::Guidance,
            _ => return None,
        };
        self.suffixes.as_bytes().contains(&letter).then_some(nature)
    }

    /// The nature of a bare code.
    pub fn bare_nature(&self) -> Option<Nature> {
        (self.unmarked == Unmarked::Mandatory).then_some(Nature::Mandatory)
    }
}

// `REGIONS` and `INDUSTRIES`, sorted by code; `SERIES`, sorted by code in upper case; `REGIONAL_SERIES`, whose code is followed by a
// region's digits; `BEGINNINGS`, for each first letter of a code a bit for each second one.
include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The region with a six-digit code of GB/T 2260; none for counties and unknown codes.
#[must_use]
pub fn region(code: &str) -> Option<&'static Region> {
    let at = REGIONS.binary_search_by_key(&code, |region| region.code);
    at.ok().map(|at| &REGIONS[at])
}

/// Every province and prefecture of GB/T 2260, former ones among them, by code.
#[must_use]
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// The series of a code in upper case.
pub(crate) fn series(code: &str) -> Option<&'static CodeSeries> {
    let all = &SERIES;
    let compare = |series: &CodeSeries| {
        let known = series.code.bytes().map(|byte| byte.to_ascii_uppercase());
        known.cmp(code.bytes())
    };
    all.binary_search_by(compare).ok().map(|at| &all[at])
}

/// Whether a code may begin with these two characters, letters in capitals: most words of a text are none.
pub(crate) fn may_begin(first: char, second: char) -> bool {
    let place = |ch: char| u8::try_from(ch).ok().filter(u8::is_ascii_uppercase).map(|byte| usize::from(byte - b'A'));
    match (first, second) {
        ('T' | 'Q', '/' | ' ' | '_')
        | ('W', '3')
        | ('I', 'S' | 'E' | 'T')
        | ('R', 'F')
        | ('E', 'N' | 'T')
        | ('P', 'R')
        | ('F', 'P') => true,
        _ => {
            let known = place(first).and_then(|first| BEGINNINGS.get(first)).zip(place(second));
            known.is_some_and(|(seconds, second)| seconds >> second & 1 == 1)
        }
    }
}

/// The series of a code that a region's digits follow.
pub(crate) fn regional_series(code: &str) -> Option<&'static CodeSeries> {
    REGIONAL_SERIES.iter().find(|series| series.code == code)
}

/// Whether the digits begin with a province's.
pub(crate) fn is_in_a_province(digits: &str) -> bool {
    digits.get(..2).is_some_and(|two| {
        let at = REGIONS.partition_point(|region| region.code < two);
        REGIONS.get(at).is_some_and(|found| found.code.starts_with(two))
    })
}

/// The region whose code the digits abbreviate: 43 is 430000, 4301 is 430100.
pub(crate) fn region_of_digits(digits: &str) -> Option<&'static Region> {
    let is_abbreviation =
        |code: &str| code.strip_prefix(digits).is_some_and(|rest| rest.bytes().all(|byte| byte == b'0'));
    let at = REGIONS.partition_point(|region| region.code < digits);
    REGIONS.get(at).filter(|region| is_abbreviation(region.code))
}

/// Whether a jurisdiction holds for another: 430000 contains 430100, which contains 430102. Equal codes contain
/// each other; codes that are not six digits contain only their equals.
#[must_use]
pub fn contains(outer: &str, inner: &str) -> bool {
    let is_code = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if outer == inner {
        return true;
    }
    if !is_code(outer) || !is_code(inner) || outer.starts_with("00") {
        return false;
    }
    let held = match (outer.ends_with("0000"), outer.ends_with("00")) {
        (true, _) => 2,
        (_, true) => 4,
        _ => 6,
    };
    outer.bytes().take(held).eq(inner.bytes().take(held))
}

/// The region that a province's short name stands for in `JJF(京)`.
pub(crate) fn region_of_short_name(name: char) -> Option<&'static Region> {
    let code = match name {
        '京' => "110000",
        '津' => "120000",
        '冀' => "130000",
        '晋' => "140000",
        '蒙' => "150000",
        '辽' => "210000",
        '吉' => "220000",
        '黑' => "230000",
        '沪' => "310000",
        '苏' => "320000",
        '浙' => "330000",
        '皖' => "340000",
        '闽' => "350000",
        '赣' => "360000",
        '鲁' => "370000",
        '豫' => "410000",
        '鄂' => "420000",
        '湘' => "430000",
        '粤' => "440000",
        '桂' => "450000",
        '琼' => "460000",
        '渝' => "500000",
        '川' | '蜀' => "510000",
        '黔' | '贵' => "520000",
        '滇' | '云' => "530000",
        '藏' => "540000",
        '陕' | '秦' => "610000",
        '甘' | '陇' => "620000",
        '青' => "630000",
        '宁' => "640000",
        '新' => "650000",
        _ => return None,
    };
    region(code)
}
