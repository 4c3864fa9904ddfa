//! The grammar of what ISO, IEC and IEEE issue, alone and together, and of the European standards made of it.

use crate::draft::{Cursor, Draft, DraftContext, year};
use crate::{amendment, mark, tail};

/// Who issues with ISO, IEC or IEEE.
const PUBLISHERS: [&str; 8] = ["ISO", "IEC", "IEEE", "SAE", "CIE", "ASTM", "HL7", "IDF"];

/// ISO's document types and stages, as typed in capitals and as ISO prints them.
const TYPES: [(&str, &str); 18] = [
    ("TR", "TR"),
    ("TS", "TS"),
    ("PAS", "PAS"),
    ("GUIDE", "Guide"),
    ("IWA", "IWA"),
    ("DIS", "DIS"),
    ("FDIS", "FDIS"),
    ("PRF", "PRF"),
    ("CD", "CD"),
    ("CDV", "CDV"),
    ("WD", "WD"),
    ("NP", "NP"),
    ("AWI", "AWI"),
    ("DTR", "DTR"),
    ("DTS", "DTS"),
    ("FDTS", "FDTS"),
    ("DPAS", "DPAS"),
    ("ISP", "ISP"),
];

/// What stands before a European standard, as typed in capitals and as it is printed.
const EUROPEAN: [(&str, &str); 3] = [("EN", "EN"), ("PREN", "prEN"), ("FPREN", "FprEN")];

/// ISO, IEC, IEEE, what they issue together, and `EN ISO 9001`.
pub(crate) fn read(cursor: &mut Cursor<'_>, draft: &mut Draft, context: DraftContext) -> Option<()> {
    if let Some(european) = cursor.attempt(european) {
        draft.push(european);
        draft.push(" ");
        draft.is_marked = true;
    }
    let first = publisher(cursor).filter(|first| matches!(*first, "ISO" | "IEC" | "IEEE"))?;
    draft.push(first);
    while let Some(next) = cursor.attempt(|cursor| cursor.slash().then(|| publisher(cursor))?) {
        draft.push("/");
        draft.push(next);
        draft.is_marked = true;
    }
    draft.end_prefix();
    let is_ieee = draft.text() == "IEEE";
    document_types(cursor, draft);
    draft.push(" ");
    if is_ieee {
        cursor.attempt(|cursor| cursor.word("STD").then(|| cursor.spaces()));
        return ieee_serial(cursor, draft);
    }
    serial(cursor, draft, context)
}

fn european(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let (_, printed) = EUROPEAN.into_iter().find(|(typed, _)| cursor.word(typed))?;
    let start = cursor.at;
    cursor.spaces();
    (cursor.at > start && cursor.peek(0) == b'I').then_some(printed)
}

fn publisher(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    cursor.spaces();
    PUBLISHERS.into_iter().find(|name| cursor.word(name))
}

/// The `TR` of `ISO/TR` and `IEC TR`, the `PRF TS` of `ISO/PRF TS`: ISO alone sets the first off by a slash, others by a space.
fn document_types(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let mut separator = if draft.text().ends_with("ISO") && !draft.text().contains('/') { "/" } else { " " };
    for _ in 0..2 {
        let read = cursor.attempt(|cursor| {
            cursor.slash();
            cursor.spaces();
            TYPES.iter().find(|(typed, _)| cursor.word(typed))
        });
        let Some((_, printed)) = read else { break };
        draft.push(separator);
        draft.push(printed);
        draft.is_marked = true;
        separator = " ";
    }
    cursor.spaces();
    if cursor.peek(0) == b'-' && cursor.peek(1).is_ascii_digit() {
        cursor.at += 1;
    }
}

/// `27001:2022`, `8000-1:2022`, `15408-1`, `44001:2017(E)`, with the amendments behind it.
pub(crate) fn serial(cursor: &mut Cursor<'_>, draft: &mut Draft, context: DraftContext) -> Option<()> {
    let digits = cursor.digits(6);
    if digits.is_empty() {
        return None;
    }
    draft.push_serial(digits);
    let dated = loop {
        let Some((separator, piece)) = cursor.attempt(tail_piece) else {
            break None;
        };
        match year(piece) {
            Some(_) => break Some(piece),
            None if separator == b':' => return None,
            None => draft.push_part("-", piece),
        }
    };
    draft.end_stem();
    if let Some(digits) = dated {
        draft.push(":");
        draft.push(digits);
        draft.year = year(digits);
        amendment::month(cursor);
    } else if let Some(lost) = cursor.attempt(tail::lost_hyphen) {
        draft.push(":");
        draft.push(&alloc::string::ToString::to_string(&lost));
        draft.year = Some(lost);
        draft.is_doubtful = true;
    }
    mark::all_parts(cursor, draft, " (all parts)");
    // Behind a number of running text brackets with a letter may be anything.
    if let Some(language) = cursor.attempt(language).filter(|_| draft.year.is_some() || context == DraftContext::Whole)
    {
        draft.push_language(language);
    }
    amendment::international(cursor, draft);
    cursor.attempt(language);
    Some(())
}

/// The languages that covers print, as typed in capitals and as ISO prints them.
const LANGUAGES: [(&str, &str); 8] = [
    ("(E)", "(E)"),
    ("(EN)", "(E)"),
    ("(F)", "(F)"),
    ("(FR)", "(F)"),
    ("(R)", "(R)"),
    ("(E/F)", "(E/F)"),
    ("-EN", "(E)"),
    ("-FR", "(F)"),
];

fn language(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let glued = cursor.peek(0) == b'-' || cursor.peek(0) == b'E';
    cursor.spaces();
    if glued && cursor.word("E") {
        return Some("(E)");
    }
    let (_, printed) = LANGUAGES.into_iter().find(|(typed, _)| cursor.literal(typed))?;
    (!cursor.peek(0).is_ascii_alphanumeric()).then_some(printed)
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
    // The letter of a part; that of a language stands behind a year.
    if year(cursor.since(start)).is_none() {
        cursor.chars_while(1, |ch| ch.is_ascii_uppercase());
    }
    Some((separator, cursor.since(start)))
}

/// A separator and a year.
pub(crate) fn dated<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let (_, digits) = tail_piece(cursor)?;
    year(digits).map(|_| digits)
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
