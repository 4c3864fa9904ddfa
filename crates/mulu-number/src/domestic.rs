//! The grammar of Chinese numbers: a code, perhaps a nature suffix, a serial, a year.
//!
//! ```text
//! number    = code ["/" suffix] [issuer] [class] serial ["-" year] [mark] ["/XG" n ["-" year]]
//! code      = GB | GA | … | DB digits | "T/" association
//! serial    = digits {"-" digits} | digits {"." part}
//! ```

use crate::draft::{Cursor, Draft, DraftContext, year};
use crate::level::{Level, Nature};
use crate::slice::slice_or_empty;
use crate::tables::{self, CodeSeries, SerialForm, Unmarked};
use crate::tail::{self, Allowed};

/// How the tail behind a code is read.
struct Rules {
    /// Letters may stand before the serial: `B 65002.2`, `K12`.
    class: DomesticClass,
    tail: Allowed,
    /// A part may be a single letter: `040.F`.
    letter_parts: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DomesticClass {
    None,
    Optional,
    Required,
    /// It is one word with the serial: `JTG B10-01`, `TSG D7003`.
    Glued,
}

/// Reads a Chinese number.
pub(crate) fn read(cursor: &mut Cursor<'_>, context: DraftContext) -> Option<Draft> {
    let (mut draft, rules) = match cursor.attempt(association) {
        Some(draft) => (draft, Rules::group()),
        None => code(cursor)?,
    };
    if rules.class == DomesticClass::Glued {
        coded_serial(cursor, &mut draft)?;
    } else {
        serial(cursor, &mut draft, &rules)?;
    }
    tail::read(cursor, &mut draft, &rules.tail, context)?;
    Some(draft)
}

impl Rules {
    fn group() -> Self {
        Self { class: DomesticClass::Optional, tail: Allowed { hyphens: true, short_years: false }, letter_parts: true }
    }

    fn of(series: &CodeSeries, has_suffix: bool) -> Self {
        let hyphens = matches!(series.form, SerialForm::Hyphens | SerialForm::Coded);
        Self {
            class: match series.form {
                SerialForm::Class => DomesticClass::Required,
                SerialForm::Metrology => DomesticClass::Optional,
                SerialForm::Coded => DomesticClass::Glued,
                _ => DomesticClass::None,
            },
            tail: Allowed {
                // Only the old bare codes of industries have hyphens: HG 2-19885-1976.
                hyphens: hyphens && !(series.is_industry && has_suffix),
                short_years: series.is_industry || !hyphens || series.form == SerialForm::Coded,
            },
            letter_parts: false,
        }
    }
}

/// `T/CESA`, `T/CECA-G`, `T/SHV2X`.
fn association(cursor: &mut Cursor<'_>) -> Option<Draft> {
    if !cursor.eat(b'T') {
        return None;
    }
    let at = cursor.at;
    cursor.spaces();
    if !cursor.slash() && !cursor.since(at).ends_with('_') {
        return None;
    }
    cursor.spaces();
    let start = cursor.at;
    if cursor.letters(16).len() < 2 {
        return None;
    }
    while cursor.peek(0) == b'-' && cursor.peek(1).is_ascii_alphabetic() {
        cursor.at += 1;
        if cursor.letters(8).is_empty() {
            return None;
        }
    }
    cursor.attempt(digits_inside_a_code);
    let mut draft = Draft::new(Level::Group);
    draft.push("T/");
    draft.push(cursor.since(start));
    draft.end_prefix();
    draft.is_marked = true;
    separator(cursor);
    draft.push(" ");
    Some(draft)
}

/// The `2X` of `T/SHV2X 2-2025`: digits and letters mixed, then a space and the serial.
fn digits_inside_a_code(cursor: &mut Cursor<'_>) -> Option<()> {
    let run = cursor.chars_while(8, |ch| ch.is_ascii_alphanumeric());
    let is_mixed = run.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_mixed && cursor.peek(0) == b' ' && cursor.peek(1).is_ascii_digit()).then_some(())
}

/// A code of the tables with its suffix and, of a metrology rule, its issuer.
fn code(cursor: &mut Cursor<'_>) -> Option<(Draft, Rules)> {
    let letters = cursor.letters(5);
    let (draft, rules) = match cursor.attempt(|cursor| regional_code(cursor, letters)) {
        Some(read) => read,
        None => plain_code(cursor, letters)?,
    };
    separator(cursor);
    Some((draft, rules))
}

/// `DB43/T`, `DB4117T`, `DB 11/T`, `DBS52/`, `DG5325/T`: two, four or six digits of a region.
fn regional_code(cursor: &mut Cursor<'_>, letters: &str) -> Option<(Draft, Rules)> {
    let series = tables::regional_series(letters)?;
    let is_apart = cursor.eat(b' ');
    let digits = cursor.digits(6);
    if !matches!(digits.len(), 2 | 4 | 6) || !tables::is_in_a_province(digits) {
        return None;
    }
    // DB 11-1990 is seismology's eleventh, DB 11/T is Beijing's code.
    if is_apart && cursor.peek(0) != b'/' {
        return None;
    }
    let mut draft = Draft::new(Level::Local);
    draft.push(series.code);
    draft.push(digits);
    draft.end_prefix();
    draft.region = tables::region_of_digits(digits);
    draft.is_marked = true;
    let has_suffix = suffix(cursor, &mut draft, series)?;
    if !has_suffix {
        cursor.spaces();
        cursor.slash();
        if series.form == SerialForm::Slash {
            draft.push("/");
        }
    }
    draft.push(" ");
    Some((draft, Rules::of(series, has_suffix)))
}

/// `GB/T`, `GBZ`, `NB/SH/T`, `JJF(京)`, `ZB`.
fn plain_code(cursor: &mut Cursor<'_>, letters: &str) -> Option<(Draft, Rules)> {
    let series = match tables::series(letters) {
        Some(series) => series,
        None => without_glued_suffix(cursor, letters)?,
    };
    let mut draft = Draft::new(series.level);
    draft.push(series.code);
    draft.region = series.region;
    draft.industry = series.industry;
    if series.is_industry {
        cursor.attempt(|cursor| joint_industry(cursor, &mut draft));
    }
    draft.end_prefix();
    let has_suffix = suffix(cursor, &mut draft, series)?;
    if series.form == SerialForm::Metrology {
        issuer(cursor, &mut draft)?;
    }
    draft.push(" ");
    Some((draft, Rules::of(series, has_suffix)))
}

/// The series of `GBT`, whose slash went missing; leaves the cursor before the suffix.
fn without_glued_suffix(cursor: &mut Cursor<'_>, letters: &str) -> Option<&'static CodeSeries> {
    let suffix = *letters.as_bytes().last()?;
    let series = tables::series(slice_or_empty(letters, ..letters.len() - 1))?;
    series.suffix(suffix)?;
    cursor.at -= 1;
    Some(series)
}

/// The `/SH` of `NB/SH/T`: petrochemical standards that the energy authority issues.
fn joint_industry(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    if !cursor.slash() {
        return None;
    }
    let other = tables::series(cursor.letters(2)).filter(|series| series.is_industry)?;
    draft.push("/");
    draft.push(other.code);
    Some(())
}

/// Reads a nature suffix if there is one, and settles the nature. None when the series has no bare code.
fn suffix(cursor: &mut Cursor<'_>, draft: &mut Draft, series: &CodeSeries) -> Option<bool> {
    let start = cursor.at;
    if let Some((letter, nature)) = cursor.attempt(|cursor| suffix_letter(cursor, series)) {
        draft.push("/");
        draft.push(letter);
        draft.nature = Some(nature);
        draft.is_marked |= cursor.since(start).contains(['/', '_']);
        return Some(true);
    }
    draft.nature = series.bare_nature();
    (series.unmarked != Unmarked::Never).then_some(false)
}

/// `/T`, and what is typed for it: ` / T`, `-T`, ` T`, `T`.
fn suffix_letter(cursor: &mut Cursor<'_>, series: &CodeSeries) -> Option<(&'static str, Nature)> {
    cursor.spaces();
    let has_slash = cursor.slash() || cursor.eat(b'-');
    cursor.spaces();
    // Behind ZB, a letter without a slash is the class.
    if !has_slash && series.form == SerialForm::Class {
        return None;
    }
    let (letter, byte) = if cursor.eat(b'T') {
        ("T", b'T')
    } else if cursor.eat(b'Z') {
        ("Z", b'Z')
    } else {
        return None;
    };
    let nature = series.suffix(byte)?;
    (!cursor.peek(0).is_ascii_alphabetic()).then_some((letter, nature))
}

/// The `(京)` or `(交通)` of a metrology rule: a province, or else a trade. None when the brackets hold anything else.
fn issuer(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    let opens = cursor.attempt(|cursor| {
        cursor.spaces();
        cursor.eat(b'(').then_some(())
    });
    if opens.is_none() {
        return Some(());
    }
    let name = cursor.chars_while(8, crate::slug::is_han);
    let first = name.chars().next()?;
    if !cursor.eat(b')') {
        return None;
    }
    let region = tables::region_of_short_name(first).filter(|_| name.len() == first.len_utf8());
    draft.region = region;
    draft.level = Some(if region.is_some() { Level::Local } else { Level::Industry });
    draft.push("(");
    draft.push(name);
    draft.push(")");
    draft.is_marked = true;
    Some(())
}

/// What stands between a code and its serial: spaces, or the hyphen of `GB-18030`.
pub(crate) fn separator(cursor: &mut Cursor<'_>) {
    cursor.spaces();
    if cursor.peek(0) == b'-' && (cursor.peek(1).is_ascii_digit() || cursor.peek(1) == b' ') {
        cursor.at += 1;
        cursor.spaces();
    }
}

/// The serial and its parts.
fn serial(cursor: &mut Cursor<'_>, draft: &mut Draft, rules: &Rules) -> Option<()> {
    if rules.class != DomesticClass::None {
        let class = cursor.attempt(class);
        if class.is_none() && rules.class == DomesticClass::Required {
            return None;
        }
        if let Some(class) = class {
            draft.push(class);
            draft.push(" ");
        }
    }
    let start = cursor.at;
    if rules.class == DomesticClass::Optional {
        cursor.chars_while(3, |ch| ch.is_ascii_alphabetic());
    }
    if cursor.digits(12).is_empty() {
        return None;
    }
    let typed = cursor.since(start);
    if let Some(rest) = cursor.attempt(|cursor| rest_of_a_torn_serial(cursor, typed)) {
        draft.push_serial(typed);
        draft.extend_serial("", rest);
        draft.is_doubtful = true;
        return Some(());
    }
    cursor.attempt(edition_letter);
    draft.push_serial(cursor.since(start));
    while let Some(part) = cursor.attempt(|cursor| part(cursor, rules)) {
        draft.push_part(".", part);
    }
    Some(())
}

/// The `2239` of `GB/T 2 2239-2019`, which recognition tore apart: a year follows, and both together are a serial of five digits at
/// most, the longest that national standards have.
fn rest_of_a_torn_serial<'a>(cursor: &mut Cursor<'a>, torn: &str) -> Option<&'a str> {
    if !cursor.eat(b' ') {
        return None;
    }
    let rest = cursor.digits(4);
    let is_year = |digits: &str| year(digits).is_some_and(|year| year >= 1949);
    let is_dated = cursor.clone().attempt(|cursor| {
        cursor.spaces();
        let has_hyphen = cursor.eat(b'-');
        cursor.spaces();
        (has_hyphen && is_year(cursor.digits(4)) && !cursor.peek(0).is_ascii_alphanumeric()).then_some(())
    });
    let is_serial = !rest.is_empty() && torn.len() + rest.len() <= 5 && !torn.starts_with('0') && !is_year(rest);
    (is_serial && is_dated.is_some()).then_some(rest)
}

/// A serial whose class is one word with it: `B10`, `F80/1`, `C0109.1`, `12-3`.
pub(crate) fn coded_serial(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    let class = cursor.letters(4);
    if !class.is_empty() {
        cursor.spaces();
    }
    let start = cursor.at;
    if cursor.digits(12).is_empty() {
        return None;
    }
    cursor.attempt(|cursor| {
        let is_volume = cursor.eat(b'/') && !cursor.digits(2).is_empty();
        (is_volume && !cursor.peek(0).is_ascii_alphanumeric()).then_some(())
    });
    cursor.attempt(edition_letter);
    draft.push_serial(class);
    draft.extend_serial("", cursor.since(start));
    while let Some(part) = cursor.attempt(|cursor| digits_of_a_part(cursor)) {
        draft.push_part(".", part);
    }
    Some(())
}

fn digits_of_a_part<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    Some(if cursor.eat(b'.') { cursor.digits(4) } else { "" }).filter(|part| !part.is_empty())
}

/// The class of `ZB B 65002`, `T/IAC CAMRA 20.1`: letters, a space, the serial.
fn class<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let letters = cursor.letters(6);
    let is_class = !letters.is_empty() && cursor.eat(b' ') && cursor.peek(0).is_ascii_digit();
    is_class.then_some(letters)
}

/// The `A` of `1203A`: one letter, with no letter or digit behind it.
fn edition_letter(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.chars_while(1, |ch| ch.is_ascii_alphabetic());
    (!cursor.peek(0).is_ascii_alphanumeric()).then_some(())
}

fn part<'a>(cursor: &mut Cursor<'a>, rules: &Rules) -> Option<&'a str> {
    if !cursor.eat(b'.') {
        return None;
    }
    let start = cursor.at;
    if cursor.digits(4).is_empty() && !rules.letter_parts {
        return None;
    }
    cursor.attempt(edition_letter)?;
    let part = cursor.since(start);
    (!part.is_empty()).then_some(part)
}
