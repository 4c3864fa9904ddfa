//! The grammar of what follows a Chinese serial: the year, which may stand in brackets or have lost its hyphen, and what is behind it.

use alloc::format;
use alloc::string::ToString;

use crate::draft::{Cursor, Draft, DraftContext, year};
use crate::{amendment, international, mark};

/// What a series allows behind its serial.
pub(crate) struct Allowed {
    /// Hyphens inside the serial: `GSB 04-3885`.
    pub hyphens: bool,
    /// Years of two digits: `CB 879-77`.
    pub short_years: bool,
}

/// The hyphens inside the serial, the year, the marks behind it, an amendment, a second designation.
pub(crate) fn read(cursor: &mut Cursor<'_>, draft: &mut Draft, allowed: &Allowed, context: DraftContext) -> Option<()> {
    stem_and_year(cursor, draft, allowed)?;
    mark::all_parts(cursor, draft, "(所有部分)");
    if draft.is_dated() {
        mark::behind_a_year(cursor, draft, context);
    }
    mark::stage(cursor, draft);
    amendment::chinese(cursor, draft);
    if let Some(number) = cursor.attempt(|cursor| second_designation(cursor, draft.is_dated(), context)) {
        draft.adopts = crate::Number::from_draft(number);
    }
    Some(())
}

fn stem_and_year(cursor: &mut Cursor<'_>, draft: &mut Draft, allowed: &Allowed) -> Option<()> {
    // `GB/T 22239-20XX`: an edition that is still to be numbered.
    if let Some(blank) = cursor.attempt(year_to_come) {
        draft.end_stem();
        draft.push_version("-", blank);
        return Some(());
    }
    while let Some(digits) = cursor.attempt(hyphenated) {
        let year = year(digits).or_else(|| short_year(digits).filter(|_| allowed.short_years));
        if let Some(year) = year {
            draft.end_stem();
            push_year(draft, year);
            return Some(());
        }
        if !allowed.hyphens || draft.has_parts() {
            return None;
        }
        draft.extend_serial("-", digits);
    }
    draft.end_stem();
    if let Some(year) = cursor.attempt(mark::edition) {
        push_year(draft, year);
    } else if let Some(year) = cursor.attempt(lost_hyphen) {
        push_year(draft, year);
        draft.is_doubtful = true;
    } else if let Some(part) = draft.take_part(|part| is_plausible(year(part))) {
        // `GB/T 10471.2008`: no part has a year's number.
        draft.end_stem();
        draft.year = year(&part);
        draft.push(&format!("-{part}"));
        draft.is_doubtful = true;
    }
    Some(())
}

fn push_year(draft: &mut Draft, year: u16) {
    draft.push("-");
    draft.push(&year.to_string());
    draft.year = Some(year);
}

/// A hyphen (a colon is typed for it, too, and an underscore in file names) and digits.
fn hyphenated<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.spaces();
    if !cursor.eat(b'-') && !cursor.eat(b':') {
        return None;
    }
    cursor.spaces();
    Some(cursor.digits(8)).filter(|digits| !digits.is_empty())
}

/// Two digits as a year of the twentieth century: no standard of this country is older than 1949.
fn short_year(digits: &str) -> Option<u16> {
    let short: u16 = digits.parse().ok()?;
    (digits.len() == 2 && short >= 49).then(|| 1900 + short)
}

/// Whether a year can be one that lost its hyphen: no standard of this country is older than 1949.
fn is_plausible(year: Option<u16>) -> bool {
    year.is_some_and(|year| year >= 1949)
}

/// `-20XX`, `-XXXX`: four places, the last of them open.
fn year_to_come<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.spaces();
    if !cursor.eat(b'-') {
        return None;
    }
    cursor.spaces();
    let blank = cursor.chars_while(5, |ch| ch.is_ascii_digit() || ch == 'X');
    (blank.len() == 4 && blank.ends_with('X') && !cursor.peek(0).is_ascii_alphanumeric()).then_some(blank)
}

/// What makes the figure behind a number a quantity or a date, and no year that lost its hyphen.
const UNITS: &str = "年月日号个项万亿元人次名家台套页条款章节度件份种类米克吨时分秒%￥";

/// ` 2013`, `_2013`: a year from which a hyphen was lost.
pub(crate) fn lost_hyphen(cursor: &mut Cursor<'_>) -> Option<u16> {
    let start = cursor.at;
    cursor.spaces();
    if cursor.at == start {
        return None;
    }
    let year = year(cursor.digits(4)).filter(|year| *year >= 1949)?;
    let next = cursor.next_char().unwrap_or(' ');
    let goes_on =
        matches!(next, '-' | '.' | ':' | '/' | '~') && !cursor.peek(1).is_ascii_alphabetic() && cursor.peek(1) != 0;
    let is_other = next.is_ascii_alphanumeric() || UNITS.contains(next) || goes_on;
    (!is_other).then_some(year)
}

/// `/ISO 9001:2015`: what the number behind the slash names was adopted identically.
fn second_designation(cursor: &mut Cursor<'_>, is_dated: bool, context: DraftContext) -> Option<Draft> {
    cursor.spaces();
    if !is_dated || !cursor.eat(b'/') {
        return None;
    }
    cursor.spaces();
    let second = international::read(cursor, context)?;
    (!cursor.peek(0).is_ascii_alphanumeric()).then_some(second)
}
