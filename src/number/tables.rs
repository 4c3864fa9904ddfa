//! The code tables of `data/`, compiled in and read once.

use std::sync::LazyLock;

use super::level::{Level, Nature};

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
pub(super) enum Form {
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
}

/// What a bare code says of the nature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unmarked {
    Mandatory,
    Unspecified,
    /// There is no bare code: a suffix must follow.
    Never,
}

/// A code, and the numbers that can be issued under it.
#[derive(Debug)]
pub(super) struct Series {
    /// As it is printed: `GBn`.
    pub code: &'static str,
    pub level: Level,
    pub unmarked: Unmarked,
    suffixes: &'static str,
    pub form: Form,
    pub region: Option<&'static Region>,
    pub industry: Option<&'static Industry>,
    /// Whether this is one of the codes of `industry-codes.csv`, named or not.
    pub is_industry: bool,
}

impl Series {
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

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let mut regions: Vec<Region> = rows(include_str!("../../data/regions.csv"))
        .map(|[code, name, _, status, ..]| Region { code, name, current: status == "current" })
        .collect();
    regions.sort_unstable_by_key(|region| region.code);
    regions
});

static INDUSTRY_ROWS: &str = include_str!("../../data/industry-codes.csv");

static INDUSTRIES: LazyLock<Vec<Industry>> = LazyLock::new(|| {
    let mut industries: Vec<Industry> = rows(INDUSTRY_ROWS)
        .filter(|[_, name, ..]| !name.is_empty())
        .map(|[code, name, name_en, authority, ..]| Industry {
            code,
            name,
            name_en: Some(name_en).filter(|text| !text.is_empty()),
            authority: Some(authority).filter(|text| !text.is_empty()),
        })
        .collect();
    industries.sort_unstable_by_key(|industry| industry.code);
    industries
});

/// All series, and those whose code is followed by a region's digits.
struct Catalogue {
    plain: Vec<Series>,
    regional: Vec<Series>,
}

static SERIES: LazyLock<Catalogue> = LazyLock::new(|| {
    let (regional, mut plain): (Vec<_>, Vec<_>) = rows(include_str!("../../data/prefixes.csv"))
        .map(|row| (row[1] == "region", prefix_series(row)))
        .partition(|(regional, _)| *regional);
    plain.extend(rows(INDUSTRY_ROWS).map(|[code, ..]| (false, industry_series(code))));
    plain.sort_unstable_by_key(|(_, series)| series.code.to_ascii_uppercase());
    Catalogue {
        plain: plain.into_iter().map(|(_, series)| series).collect(),
        regional: regional.into_iter().map(|(_, series)| series).collect(),
    }
});

fn prefix_series(row: [&'static str; COLUMNS]) -> Series {
    let [code, level, unmarked, suffixes, form, region_code, ..] = row;
    Series {
        code,
        level: Level::from_id(level).unwrap_or(Level::Local),
        unmarked: match unmarked {
            "mandatory" => Unmarked::Mandatory,
            "never" => Unmarked::Never,
            _ => Unmarked::Unspecified,
        },
        suffixes,
        form: match form {
            "hyphens" => Form::Hyphens,
            "class" => Form::Class,
            "metrology" => Form::Metrology,
            "slash" => Form::Slash,
            _ => Form::Serial,
        },
        region: region(region_code),
        industry: None,
        is_industry: false,
    }
}

fn industry_series(code: &'static str) -> Series {
    Series {
        code,
        level: Level::Industry,
        unmarked: Unmarked::Mandatory,
        suffixes: "T Z",
        form: Form::Hyphens,
        region: None,
        industry: industry(code),
        is_industry: true,
    }
}

/// The region with a six-digit code of GB/T 2260; none for counties and unknown codes.
#[must_use]
pub fn region(code: &str) -> Option<&'static Region> {
    let at = REGIONS.binary_search_by_key(&code, |region| region.code);
    at.ok().map(|at| &REGIONS[at])
}

fn industry(code: &str) -> Option<&'static Industry> {
    let at = INDUSTRIES.binary_search_by_key(&code, |industry| industry.code);
    at.ok().map(|at| &INDUSTRIES[at])
}

/// The series of a code in upper case.
pub(super) fn series(code: &str) -> Option<&'static Series> {
    let all = &SERIES.plain;
    let compare = |series: &Series| {
        let known = series.code.bytes().map(|byte| byte.to_ascii_uppercase());
        known.cmp(code.bytes())
    };
    all.binary_search_by(compare).ok().map(|at| &all[at])
}

/// The series of a code that a region's digits follow.
pub(super) fn regional_series(code: &str) -> Option<&'static Series> {
    SERIES.regional.iter().find(|series| series.code == code)
}

/// Whether the digits begin with a province's.
pub(super) fn is_in_a_province(digits: &str) -> bool {
    digits.get(..2).is_some_and(|two| {
        let at = REGIONS.partition_point(|region| region.code < two);
        REGIONS.get(at).is_some_and(|found| found.code.starts_with(two))
    })
}

/// The region whose code the digits abbreviate: 43 is 430000, 4301 is 430100.
pub(super) fn region_of_digits(digits: &str) -> Option<&'static Region> {
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
pub(super) fn region_of_short_name(name: char) -> Option<&'static Region> {
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

/// Columns that a row is read into; what a row lacks is empty.
const COLUMNS: usize = 8;

/// The rows of a table below its heading.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    table.lines().skip(1).map(|line| {
        let mut row = [""; COLUMNS];
        let mut rest = line;
        for field in &mut row {
            (*field, rest) = split_field(rest);
        }
        row
    })
}

/// The first field of a CSV line and what follows its comma. The shipped tables quote, but never hold a quote or a
/// line break inside a field; a test holds them to it.
fn split_field(line: &str) -> (&str, &str) {
    if let Some((field, rest)) = line.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        return (field, rest.strip_prefix(',').unwrap_or(rest));
    }
    line.split_once(',').unwrap_or((line, ""))
}
