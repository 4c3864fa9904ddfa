//! The grammar of amendments: `/XG1-2016`, 第1号修改单, `/Amd 1:2024`, `+AMD1:2020 CSV`.

use alloc::string::ToString;

use crate::draft::{Cursor, Draft, year};

/// An amendment sheet (修改单) of a Chinese standard.
pub(crate) fn chinese(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let read = cursor.attempt(coded).or_else(|| cursor.attempt(in_words));
    match read {
        Some((serial, Some(year))) => {
            draft.push_amendment("/", &["XG", &serial.to_string(), "-", &year.to_string()]);
        }
        Some((serial, None)) => draft.push_amendment("/", &["XG", &serial.to_string()]),
        None => {}
    }
}

/// `/XG1-2021`, `-XG1-2021`, ` XG1-2021`.
fn coded(cursor: &mut Cursor<'_>) -> Option<(u16, Option<u16>)> {
    cursor.spaces();
    let is_bracketed = !cursor.eat(b'/') && !cursor.eat(b'-') && !cursor.eat(b'+') && cursor.eat(b'(');
    cursor.spaces();
    if cursor.letters(2) != "XG" {
        return None;
    }
    cursor.spaces();
    let serial = ordinal(cursor)?;
    let year = cursor.attempt(|cursor| {
        cursor.spaces();
        if !cursor.eat(b'-') && !cursor.eat(b':') {
            return None;
        }
        cursor.spaces();
        year(cursor.digits(4))
    });
    (!is_bracketed || cursor.eat(b')')).then_some((serial, year))
}

/// What stands before the words that name a sheet.
const JOINTS: [&str; 11] = ["及其", "及", "含", "包含", "包括", "与", "和", "附", "并含", "以及", "的"];

/// Whose sheet it is.
const OWNERS: [&str; 3] = ["国家标准", "行业标准", "标准"];

/// How long a standard's title may be, in characters: the longest on record has 58.
const TITLE_CHARS: usize = 80;

/// `《统一社会信用代码编码规则》` between a number and the words that name its sheet.
fn title(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    if !cursor.literal("《") {
        return None;
    }
    let title = cursor.chars_while(TITLE_CHARS, |ch| !matches!(ch, '《' | '》'));
    (!title.contains("修改单") && cursor.literal("》")).then_some(())
}

/// `第1号修改单`, `（含第1号修改单）`, `修改单第1号`; the standard's title may stand before it.
fn in_words(cursor: &mut Cursor<'_>) -> Option<(u16, Option<u16>)> {
    cursor.attempt(title);
    cursor.spaces();
    let is_bracketed = cursor.eat(b'(');
    cursor.spaces();
    JOINTS.into_iter().find(|word| cursor.literal(word));
    let is_title = cursor.literal("《");
    cursor.spaces();
    OWNERS.into_iter().find(|word| cursor.literal(word));
    let year = cursor.attempt(|cursor| {
        let year = year(cursor.digits(4))?;
        cursor.literal("年").then_some(year)
    });
    let serial = cursor.attempt(sheet_behind_its_number).or_else(|| cursor.attempt(sheet_before_its_number))?;
    if is_title {
        cursor.literal("》");
    }
    cursor.spaces();
    (!is_bracketed || cursor.eat(b')')).then_some((serial, year))
}

/// `第1号修改单`.
fn sheet_behind_its_number(cursor: &mut Cursor<'_>) -> Option<u16> {
    cursor.literal("第");
    cursor.spaces();
    let serial = ordinal(cursor)?;
    cursor.spaces();
    cursor.literal("号");
    cursor.spaces();
    cursor.literal("修改单").then_some(serial)
}

/// `修改单第1号`, `修改单1`.
fn sheet_before_its_number(cursor: &mut Cursor<'_>) -> Option<u16> {
    if !cursor.literal("修改单") {
        return None;
    }
    cursor.spaces();
    cursor.literal("第");
    let serial = ordinal(cursor)?;
    cursor.literal("号");
    Some(serial)
}

/// `1` to `99`, `一` to `十`.
fn ordinal(cursor: &mut Cursor<'_>) -> Option<u16> {
    let digits = cursor.digits(2);
    if let Ok(number) = digits.parse() {
        return (number > 0).then_some(number);
    }
    let numerals = "一二三四五六七八九十".chars().zip(1..);
    let numeral = cursor.next_char()?;
    let (_, number) = numerals.into_iter().find(|(known, _)| *known == numeral)?;
    cursor.chars_while(1, |_| true);
    Some(number)
}

/// The kinds of amendments and corrections, as typed in capitals and as ISO prints them: drafts among them are kept apart.
const KINDS: [(&str, &str); 21] = [
    ("AMENDMENT", "Amd"),
    ("AMD", "Amd"),
    ("AM", "Amd"),
    ("A", "Amd"),
    ("CORRIGENDUM", "Cor"),
    ("CORR", "Cor"),
    ("COR", "Cor"),
    ("AC", "Cor"),
    ("FDAMD", "FDAmd"),
    ("FDAM", "FDAmd"),
    ("DAMD", "DAmd"),
    ("DAM", "DAmd"),
    ("CDAMD", "CDAmd"),
    ("CDAM", "CDAmd"),
    ("PDAMD", "PDAmd"),
    ("PDAM", "PDAmd"),
    ("WDAMD", "WDAmd"),
    ("DCOR", "DCor"),
    ("ADD", "Add"),
    ("SUPPL", "Suppl"),
    ("AMENDEMENT", "Amd"),
];

/// The amendments of an international document, one behind the other, and IEC's mark of an edition that has them worked in.
pub(crate) fn international(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    while let Some(amended) = cursor.attempt(amended) {
        let Amended { is_worked_in, stage, kind, serial, year } = amended;
        let (separator, space) = if is_worked_in { ("+", "") } else { ("/", " ") };
        let capitals = kind.to_uppercase();
        let kind = if is_worked_in { capitals.as_str() } else { kind };
        let mut pieces = alloc::vec![stage, kind];
        if !serial.is_empty() {
            pieces.extend([space, serial]);
        }
        if let Some(year) = year {
            pieces.extend([":", year]);
        }
        draft.push_amendment(separator, &pieces);
        draft.is_consolidated |= is_worked_in;
    }
    if cursor.attempt(|cursor| consolidated(cursor)).is_some() {
        draft.push(" CSV");
        draft.is_consolidated = true;
    }
    // A redline version has the edition's own text.
    cursor.attempt(|cursor| {
        cursor.spaces();
        ["RLV", "CMV", "EXV"].into_iter().any(|mark| cursor.word(mark)).then_some(())
    });
}

struct Amended<'a> {
    is_worked_in: bool,
    /// `CD ` of `/CD Amd 1`.
    stage: &'static str,
    kind: &'static str,
    serial: &'a str,
    year: Option<&'a str>,
}

/// `/Amd 1:2024`, `/Cor.1:2014`, `+AMD1:2020`, `/FDAmd 1`, `/PRF Amd 2`, ` Amd. 1`.
fn amended<'a>(cursor: &mut Cursor<'a>) -> Option<Amended<'a>> {
    cursor.spaces();
    let is_worked_in = cursor.eat(b'+');
    let is_set_off = is_worked_in || cursor.eat(b'/') || cursor.eat(b'-');
    cursor.spaces();
    let stages = [("PRF", "PRF "), ("CD", "CD "), ("WD", "WD "), ("NP", "NP "), ("AWI", "AWI ")];
    let stage = stages.into_iter().find(|(typed, _)| cursor.word(typed)).map_or("", |(_, printed)| printed);
    cursor.spaces();
    let letters = cursor.letters(11);
    let (_, kind) = KINDS.into_iter().find(|(typed, _)| *typed == letters)?;
    // A single letter behind a space is a word: `EN 50600-1:2019 A 1`.
    if !is_set_off && letters.len() < 3 {
        return None;
    }
    cursor.eat(b'.');
    cursor.spaces();
    let serial = cursor.digits(2);
    let dated = cursor.attempt(|cursor| {
        cursor.spaces();
        if !cursor.eat(b':') && !cursor.eat(b'-') {
            return None;
        }
        cursor.spaces();
        let digits = cursor.digits(4);
        year(digits)?;
        month(cursor);
        Some(digits)
    });
    let has_serial = !serial.is_empty() || (letters == "AC" && dated.is_some());
    has_serial.then_some(Amended { is_worked_in, stage, kind, serial, year: dated })
}

/// The month that IEC prints behind a year: `:2020-02`.
pub(crate) fn month(cursor: &mut Cursor<'_>) -> Option<u8> {
    cursor.attempt(|cursor| {
        if !cursor.eat(b'-') {
            return None;
        }
        let digits = cursor.digits(2);
        let month = digits.parse().ok().filter(|month| digits.len() == 2 && (1..=12).contains(month))?;
        (!cursor.peek(0).is_ascii_alphanumeric()).then_some(month)
    })
}

fn consolidated(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    cursor.word("CSV").then_some(())
}
