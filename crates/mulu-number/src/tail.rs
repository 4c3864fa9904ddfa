//! The grammar of what follows a Chinese serial: the year, which may stand in brackets, the mark behind it, an amendment.

use alloc::string::ToString;

use crate::draft::{Context, Cursor, Draft, year};

/// What a series allows behind its serial.
pub(crate) struct Allowed {
    /// Hyphens inside the serial: `GSB 04-3885`.
    pub hyphens: bool,
    /// Years of two digits: `CB 879-77`.
    pub short_years: bool,
}

/// The hyphens inside the serial, the year, and the mark behind it.
pub(crate) fn read(cursor: &mut Cursor<'_>, draft: &mut Draft, allowed: &Allowed, context: Context) -> Option<()> {
    while let Some(digits) = cursor.attempt(hyphenated) {
        let year = year(digits).or_else(|| short_year(digits).filter(|_| allowed.short_years));
        if let Some(year) = year {
            draft.end_stem();
            draft.push("-");
            draft.push(&year.to_string());
            draft.year = Some(year);
            mark(cursor, draft, context);
            return Some(());
        }
        if !allowed.hyphens || draft.has_parts() {
            return None;
        }
        draft.extend_serial("-", digits);
    }
    draft.end_stem();
    // `GB/T 22239(2008)`: nothing but the edition's year stands alone in brackets.
    if let Some(digits) = cursor.attempt(year_in_brackets) {
        draft.push("-");
        draft.push(digits);
        draft.year = year(digits);
    }
    Some(())
}

/// A hyphen (a colon is typed for it, too) and digits.
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
    (digits.len() == 2 && short >= 49).then_some(1900 + short)
}

/// What may stand behind a year: the mark of a translated edition, or in brackets the year of a confirmation.
fn mark(cursor: &mut Cursor<'_>, draft: &mut Draft, context: Context) {
    if let Some(language) = cursor.attempt(language) {
        draft.push(language);
        return;
    }
    // In running text brackets behind a number may hold anything.
    if context == Context::Whole
        && let Some(confirmed) = cursor.attempt(year_in_brackets)
    {
        draft.push("(");
        draft.push(confirmed);
        draft.push(")");
    }
}

/// The languages that translated editions are marked with.
const LANGUAGES: [&str; 4] = ["E", "R", "FR", "JP"];

/// `E`, or `(E)`.
fn language(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let is_bracketed = cursor.eat(b'(');
    let language = LANGUAGES.into_iter().find(|mark| cursor.word(mark))?;
    let is_closed = !is_bracketed || cursor.eat(b')');
    (is_closed && !cursor.peek(0).is_ascii_digit()).then_some(language)
}

/// `(1990)`.
fn year_in_brackets<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.spaces();
    if !cursor.eat(b'(') {
        return None;
    }
    let digits = cursor.digits(4);
    (year(digits).is_some() && cursor.eat(b')')).then_some(digits)
}

/// `/XG1-2021`, an amendment (修改单).
pub(crate) fn amendment(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let read = cursor.attempt(|cursor| {
        cursor.spaces();
        if !cursor.eat(b'/') {
            return None;
        }
        cursor.spaces();
        if cursor.letters(2) != "XG" {
            return None;
        }
        cursor.spaces();
        let serial = cursor.digits(2);
        let year = cursor.attempt(|cursor| hyphenated(cursor).filter(|year| self::year(year).is_some()));
        (!serial.is_empty()).then_some((serial, year))
    });
    match read {
        Some((serial, Some(year))) => draft.push_amendment(&["XG", serial, "-", year]),
        Some((serial, None)) => draft.push_amendment(&["XG", serial]),
        None => {}
    }
}
