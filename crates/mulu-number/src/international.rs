//! The grammar of international numbers: ISO, IEC and IEEE, EN and ETSI, ITU, IETF, W3C.
//!
//! ```text
//! ISO/IEC 27001:2022/Amd 1:2024    ISO/TS 8000-1:2022    IEC 61850-7-4:2010+AMD1:2020 CSV    IEEE 802.11-2020
//! EN 301 549 V3.2.1 (2021-03)      ITU-T X.509 (10/2019)    IETF RFC 8446    W3C WCAG 2.2
//! ```
//!
//! A name of W3C that is not capitals and a version stays opaque.

use crate::amendment;
use crate::draft::{Cursor, Draft, DraftContext, year};
use crate::etsi;
use crate::iso;
use crate::level::Level;

/// Reads an international number.
pub(crate) fn read(cursor: &mut Cursor<'_>, context: DraftContext) -> Option<Draft> {
    let grammars = [iso::read, etsi::read, itu, ietf, w3c];
    grammars.into_iter().find_map(|grammar| {
        cursor.attempt(|cursor| {
            let mut draft = Draft::new(Level::International);
            grammar(cursor, &mut draft, context)?;
            Some(draft)
        })
    })
}

/// `ITU-T X.509`, `ITU-R M.1371-5`, with `(10/2019)`, `(10/19)`, `(2019)` or `:2019` behind it.
fn itu(cursor: &mut Cursor<'_>, draft: &mut Draft, _: DraftContext) -> Option<()> {
    if !cursor.word("ITU") || !(cursor.eat(b'-') || cursor.eat(b' ') || cursor.eat(b'_')) {
        return None;
    }
    let sector = ["T", "R", "D"].into_iter().find(|name| cursor.word(name))?;
    cursor.spaces();
    if ["RECOMMENDATION", "REC"].into_iter().any(|word| cursor.word(word)) {
        cursor.eat(b'.');
        cursor.spaces();
    }
    draft.push("ITU-");
    draft.push(sector);
    draft.end_prefix();
    draft.push(" ");
    let start = cursor.at;
    if cursor.letters(2).is_empty() {
        return None;
    }
    while cursor.attempt(point_and_digits).is_some() {}
    if cursor.since(start).len() < 3 {
        return None;
    }
    draft.push_serial(cursor.since(start));
    if let Some(edition) = cursor.attempt(edition_of_a_report) {
        draft.push_part("-", edition);
    }
    draft.end_stem();
    draft.is_marked = true;
    itu_date(cursor, draft);
    amendment::international(cursor, draft);
    Some(())
}

/// The `-6` of `ITU-R BT.709-6`.
fn edition_of_a_report<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let digits = if cursor.eat(b'-') { cursor.digits(2) } else { "" };
    (!digits.is_empty() && !cursor.peek(0).is_ascii_alphanumeric()).then_some(digits)
}

fn point_and_digits(cursor: &mut Cursor<'_>) -> Option<()> {
    (cursor.eat(b'.') && !cursor.digits(5).is_empty()).then_some(())
}

fn itu_date(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    if let Some(digits) = cursor.attempt(|cursor| iso::dated(cursor)) {
        draft.year = year(digits);
        draft.push(" (");
        draft.push(digits);
        draft.push(")");
    } else if let Some(Dated { month, year: of }) = cursor.attempt(month_and_year) {
        draft.year = year(&of);
        draft.push(" (");
        if let Some(month) = month {
            draft.month = month.parse().ok();
            draft.push(month);
            draft.push("/");
        }
        draft.push(&of);
        draft.push(")");
    }
}

struct Dated<'a> {
    month: Option<&'a str>,
    year: alloc::string::String,
}

/// `(10/2019)`, `(10/19)`, `(2019)`.
fn month_and_year<'a>(cursor: &mut Cursor<'a>) -> Option<Dated<'a>> {
    cursor.spaces();
    if !cursor.eat(b'(') {
        return None;
    }
    let month = cursor.attempt(|cursor| {
        let month = cursor.digits(2);
        let is_month = month.len() == 2 && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
        (is_month && (cursor.eat(b'/') || cursor.eat(b'-'))).then_some(month)
    });
    let digits = cursor.digits(4);
    let of = match digits.len() {
        // The first recommendations that bear a date are of the eighties.
        2 if month.is_some() => alloc::format!("{}{digits}", if digits < "80" { "20" } else { "19" }),
        _ => digits.into(),
    };
    (year(&of).is_some() && cursor.eat(b')')).then_some(Dated { month, year: of })
}

/// `RFC 8446`, with or without IETF before it.
fn ietf(cursor: &mut Cursor<'_>, draft: &mut Draft, _: DraftContext) -> Option<()> {
    if cursor.word("IETF") {
        cursor.spaces();
    }
    if !cursor.word("RFC") {
        return None;
    }
    cursor.spaces();
    cursor.eat(b'-');
    let digits = cursor.digits(5);
    if digits.is_empty() {
        return None;
    }
    draft.push("IETF RFC");
    draft.end_prefix();
    draft.push(" ");
    draft.push_serial(digits);
    draft.end_stem();
    draft.is_marked = true;
    Some(())
}

/// `W3C WCAG 2.2`: a name in capitals and its version, which together are the serial.
fn w3c(cursor: &mut Cursor<'_>, draft: &mut Draft, _: DraftContext) -> Option<()> {
    if !cursor.word("W3C") || !cursor.eat(b' ') {
        return None;
    }
    let start = cursor.at;
    if cursor.letters(12).len() < 2 || !cursor.eat(b' ') || cursor.digits(2).is_empty() {
        return None;
    }
    while cursor.attempt(point_and_digits).is_some() {}
    draft.push("W3C");
    draft.end_prefix();
    draft.push(" ");
    draft.push_serial(cursor.since(start));
    draft.end_stem();
    draft.is_marked = true;
    Some(())
}
