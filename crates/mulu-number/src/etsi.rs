//! The grammar of European numbers: ETSI's, with a version, `EN 301 549 V3.2.1 (2021-03)`, and CEN's, with a year, `EN 50600-1:2019`.

use crate::draft::{Cursor, Draft, DraftContext, year};
use crate::iso;

/// ETSI's document types.
const TYPES: [&str; 9] = ["EN", "TS", "TR", "ES", "EG", "GS", "GR", "SR", "ETR"];

/// Reads a number of ETSI or CEN. One of ETSI's that is a European standard is written without ETSI.
pub(crate) fn read(cursor: &mut Cursor<'_>, draft: &mut Draft, context: DraftContext) -> Option<()> {
    let is_named = cursor.word("ETSI");
    cursor.spaces();
    let drafted = [("PREN", "prEN"), ("FPREN", "FprEN")].into_iter().find(|(typed, _)| cursor.word(typed));
    let kind = match drafted {
        Some((_, printed)) => printed,
        None => TYPES.into_iter().find(|kind| cursor.word(kind))?,
    };
    let is_european = kind.ends_with("EN");
    if !is_named && !is_european {
        return None;
    }
    if !is_european {
        draft.push("ETSI ");
    }
    draft.push(kind);
    draft.end_prefix();
    draft.push(" ");
    cursor.spaces();
    if cursor.attempt(|cursor| etsi_serial(cursor, draft)).is_none() {
        // CEN's: plain digits and a year.
        return (is_european && !is_named && !has_six_digits(cursor)).then(|| iso::serial(cursor, draft, context))?;
    }
    draft.is_marked = true;
    draft.end_stem();
    if let Some(version) = cursor.attempt(version) {
        draft.push_version(" ", version);
    }
    if let Some((of, month)) = cursor.attempt(month_of_a_year) {
        draft.push(" (");
        draft.push(of);
        draft.push("-");
        draft.push(month);
        draft.push(")");
        draft.year = year(of);
        draft.month = month.parse().ok();
    } else if let Some(digits) = cursor.attempt(|cursor| iso::dated(cursor)) {
        draft.push(":");
        draft.push(digits);
        draft.year = year(digits);
    }
    Some(())
}

/// `301 549`, `301549`, `103 645-2`: six digits, three and three.
fn etsi_serial(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    let start = cursor.at;
    let digits = cursor.digits(6);
    let (first, second) = match digits.len() {
        6 => digits.split_at_checked(3)?,
        3 => {
            cursor.spaces();
            (digits, Some(cursor.digits(3)).filter(|second| second.len() == 3)?)
        }
        _ => return None,
    };
    if cursor.peek(0).is_ascii_alphanumeric() || cursor.at == start {
        return None;
    }
    draft.push_serial(first);
    draft.extend_serial(" ", second);
    while let Some(part) = cursor.attempt(part) {
        draft.push_part("-", part);
    }
    Some(())
}

/// Whether the serial is ETSI's, whatever stands behind it: CEN's have five digits at most.
fn has_six_digits(cursor: &mut Cursor<'_>) -> bool {
    let start = cursor.at;
    let digits = cursor.digits(7).len();
    cursor.at = start;
    digits == 6
}

fn part<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let digits = if cursor.eat(b'-') { cursor.digits(2) } else { "" };
    (!digits.is_empty() && !cursor.peek(0).is_ascii_digit()).then_some(digits)
}

/// `V3.2.1`.
fn version<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.spaces();
    cursor.eat(b',');
    cursor.spaces();
    let start = cursor.at;
    if !cursor.eat(b'V') || cursor.digits(2).is_empty() {
        return None;
    }
    while cursor.attempt(|cursor| (cursor.eat(b'.') && !cursor.digits(2).is_empty()).then_some(())).is_some() {}
    Some(cursor.since(start))
}

/// `(2021-03)`.
fn month_of_a_year<'a>(cursor: &mut Cursor<'a>) -> Option<(&'a str, &'a str)> {
    cursor.spaces();
    if !cursor.eat(b'(') {
        return None;
    }
    let of = cursor.digits(4);
    year(of)?;
    if !cursor.eat(b'-') && !cursor.eat(b'/') {
        return None;
    }
    let month = cursor.digits(2);
    (month.len() == 2 && cursor.eat(b')')).then_some((of, month))
}
