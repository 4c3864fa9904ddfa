//! The grammar of international numbers: ISO, IEC and IEEE, ITU, IETF, W3C.
//!
//! ```text
//! ISO/IEC 27001:2022/Amd 1:2024    ISO/TS 8000-1:2022    IEC TR 62443-3-1    IEEE 802.11-2020
//! ITU-T X.509 (10/2019)            IETF RFC 8446         W3C WCAG 2.2
//! ```
//!
//! A name of W3C that is not capitals and a version stays opaque.

use crate::draft::{Cursor, Draft, year};
use crate::level::Level;

/// Who issues with ISO, IEC or IEEE.
const PUBLISHERS: [&str; 8] = ["ISO", "IEC", "IEEE", "SAE", "CIE", "ASTM", "HL7", "IDF"];

/// ISO's document types and stages, as typed in capitals and as ISO prints them.
const TYPES: [(&str, &str); 7] =
    [("TR", "TR"), ("TS", "TS"), ("PAS", "PAS"), ("GUIDE", "Guide"), ("DIS", "DIS"), ("FDIS", "FDIS"), ("CD", "CD")];

/// Reads an international number.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> Option<Draft> {
    let start = cursor.at;
    let grammars = [iso, itu, ietf, w3c];
    grammars.into_iter().find_map(|grammar| {
        cursor.at = start;
        let mut draft = Draft::new(Level::International);
        grammar(cursor, &mut draft)?;
        Some(draft)
    })
}

/// ISO, IEC, IEEE, and what they issue together.
fn iso(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    let first = publisher(cursor).filter(|first| matches!(*first, "ISO" | "IEC" | "IEEE"))?;
    draft.push(first);
    while let Some(next) = cursor.attempt(|cursor| cursor.eat(b'/').then(|| publisher(cursor))?) {
        draft.push("/");
        draft.push(next);
        draft.is_marked = true;
    }
    draft.end_prefix();
    let is_ieee = draft.text() == "IEEE";
    document_type(cursor, draft);
    draft.push(" ");
    if is_ieee {
        cursor.attempt(|cursor| cursor.word("STD").then(|| cursor.spaces()));
        return ieee_serial(cursor, draft);
    }
    iso_serial(cursor, draft);
    if draft.serial().is_empty() {
        return None;
    }
    iso_amendment(cursor, draft);
    Some(())
}

fn publisher(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    cursor.spaces();
    PUBLISHERS.into_iter().find(|name| cursor.word(name))
}

/// The `TR` of `ISO/TR` and `IEC TR`: ISO alone sets it off by a slash, others by a space.
fn document_type(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let read = cursor.attempt(|cursor| {
        cursor.eat(b'/');
        cursor.spaces();
        TYPES.iter().find(|(typed, _)| cursor.word(typed))
    });
    if let Some((_, printed)) = read {
        draft.push(if draft.text() == "ISO" { "/" } else { " " });
        draft.push(printed);
        draft.is_marked = true;
    }
    cursor.spaces();
    if cursor.peek(0) == b'-' && cursor.peek(1).is_ascii_digit() {
        cursor.at += 1;
    }
}

/// `27001:2022`, `8000-1:2022`, `15408-1`. Writes no serial when there is none.
fn iso_serial(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let digits = cursor.digits(6);
    if digits.is_empty() {
        return;
    }
    draft.push_serial(digits);
    let dated = loop {
        let Some((separator, piece)) = cursor.attempt(tail_piece) else {
            break None;
        };
        match year(piece) {
            Some(year) => break Some((piece, year)),
            None if separator == b':' => return draft.push_serial(""),
            None => draft.push_part("-", piece),
        }
    };
    draft.end_stem();
    if let Some((digits, year)) = dated {
        draft.push(":");
        draft.push(digits);
        draft.year = Some(year);
        if cursor.attempt(english).is_some() {
            draft.push("(E)");
        }
    }
}

/// A separator and what it sets off: a part, perhaps with a letter, or a year.
fn tail_piece<'a>(cursor: &mut Cursor<'a>) -> Option<(u8, &'a str)> {
    cursor.spaces();
    let separator = cursor.peek(0);
    if !cursor.eat(b'-') && !cursor.eat(b':') {
        return None;
    }
    cursor.spaces();
    let start = cursor.at;
    if cursor.digits(5).is_empty() {
        return None;
    }
    cursor.chars_while(1, |ch| ch.is_ascii_uppercase());
    Some((separator, cursor.since(start)))
}

fn english(cursor: &mut Cursor<'_>) -> Option<()> {
    (cursor.eat(b'(') && cursor.eat(b'E') && cursor.eat(b')')).then_some(())
}

/// `/Amd 1:2024`, `/Cor 1:2014`.
fn iso_amendment(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let read = cursor.attempt(|cursor| {
        cursor.spaces();
        if !cursor.eat(b'/') {
            return None;
        }
        cursor.spaces();
        let kind = match cursor.letters(3) {
            "AMD" => "Amd",
            "COR" => "Cor",
            _ => return None,
        };
        cursor.eat(b'.');
        cursor.spaces();
        let serial = cursor.digits(2);
        let dated = cursor.attempt(|cursor| tail_piece(cursor).filter(|(_, digits)| year(digits).is_some()));
        (!serial.is_empty()).then_some((kind, serial, dated))
    });
    match read {
        Some((kind, serial, Some((_, year)))) => {
            draft.push_amendment(&[kind, " ", serial, ":", year]);
        }
        Some((kind, serial, None)) => draft.push_amendment(&[kind, " ", serial]),
        None => {}
    }
}

/// `802.11-2020`, `1003.1`, `802.1Q`: IEEE's parts follow a point, its year a hyphen.
fn ieee_serial(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    let digits = cursor.digits(5);
    if digits.is_empty() {
        return None;
    }
    draft.push_serial(digits);
    while let Some(part) = cursor.attempt(ieee_part) {
        draft.push_part(".", part);
    }
    draft.end_stem();
    if let Some((_, digits)) = cursor.attempt(tail_piece) {
        draft.year = Some(year(digits)?);
        draft.push("-");
        draft.push(digits);
    }
    Some(())
}

fn ieee_part<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    if !cursor.eat(b'.') {
        return None;
    }
    let start = cursor.at;
    if cursor.digits(3).is_empty() {
        return None;
    }
    cursor.chars_while(3, |ch| ch.is_ascii_uppercase());
    Some(cursor.since(start))
}

/// `ITU-T X.509`, `ITU-R M.1371`, with `:2019` or `(10/2019)` behind it.
fn itu(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
    if !cursor.word("ITU") || !cursor.eat(b'-') {
        return None;
    }
    let sector = ["T", "R", "D"].into_iter().find(|name| cursor.word(name))?;
    cursor.spaces();
    if cursor.word("REC") {
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
    draft.end_stem();
    draft.is_marked = true;
    itu_date(cursor, draft);
    Some(())
}

fn point_and_digits(cursor: &mut Cursor<'_>) -> Option<()> {
    (cursor.eat(b'.') && !cursor.digits(5).is_empty()).then_some(())
}

fn itu_date(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    if let Some(digits) = cursor.attempt(|cursor| {
        let (_, digits) = tail_piece(cursor)?;
        year(digits).map(|_| digits)
    }) {
        draft.year = year(digits);
        draft.push(":");
        draft.push(digits);
        return;
    }
    if let Some((month, digits)) = cursor.attempt(month_and_year) {
        draft.year = year(digits);
        draft.push(" (");
        draft.push(month);
        draft.push("/");
        draft.push(digits);
        draft.push(")");
    }
}

fn month_and_year<'a>(cursor: &mut Cursor<'a>) -> Option<(&'a str, &'a str)> {
    cursor.spaces();
    if !cursor.eat(b'(') {
        return None;
    }
    let month = cursor.digits(2);
    if month.len() != 2 || !cursor.eat(b'/') {
        return None;
    }
    let digits = cursor.digits(4);
    (year(digits).is_some() && cursor.eat(b')')).then_some((month, digits))
}

/// `RFC 8446`, with or without IETF before it.
fn ietf(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
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
fn w3c(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Option<()> {
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
