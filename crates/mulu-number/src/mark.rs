//! Marks behind a number: the language of a translation, the year of a partial revision, a draft's stage, all parts.

use crate::draft::{Cursor, Draft, DraftContext, year};

/// The languages that translated editions are marked with: as typed in capitals, and as Chinese numbers have them.
const LANGUAGES: [(&str, &str); 9] = [
    ("EN", "E"),
    ("E", "E"),
    ("R", "R"),
    ("RU", "R"),
    ("FR", "FR"),
    ("F", "FR"),
    ("JP", "JP"),
    ("英文版", "E"),
    ("英文", "E"),
];

/// What may stand behind a year: the mark of a translated edition, or in brackets the year of a revision or a confirmation.
pub(crate) fn behind_a_year(cursor: &mut Cursor<'_>, draft: &mut Draft, context: DraftContext) {
    if let Some(language) = cursor.attempt(language) {
        draft.push_language(language);
    }
    let issued = draft.year;
    let revised = |year: &u16| context == DraftContext::Whole || Some(*year) >= issued;
    if let Some(revised) = cursor.attempt(|cursor| edition(cursor).filter(revised))
        && (draft.year != Some(revised) || context == DraftContext::Whole)
    {
        draft.push("(");
        draft.push(core::str::from_utf8(&digits(revised)).unwrap_or_default());
        draft.push(")");
        draft.revision = Some(revised);
    }
}

/// The four digits of a year.
fn digits(year: u16) -> [u8; 4] {
    [1000, 100, 10, 1].map(|place| b'0' + u8::try_from(year / place % 10).unwrap_or_default())
}

/// `E`, `(E)`, `-EN`.
fn language(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let start = cursor.at;
    cursor.spaces();
    let is_bracketed = cursor.eat(b'(');
    // A letter behind a space is a word of its own.
    if !is_bracketed && (cursor.at > start || (cursor.peek(0) == b'-' && !cursor.eat(b'-'))) {
        return None;
    }
    let language = LANGUAGES.into_iter().find(|(typed, _)| cursor.word(typed)).map(|(_, mark)| mark)?;
    let is_closed = !is_bracketed || cursor.eat(b')');
    (is_closed && !cursor.peek(0).is_ascii_digit()).then_some(language)
}

/// What makes a year behind a number that of its edition, from the longest; in brackets it may stand alone.
const EDITION: [&str; 12] = [
    "年局部修订版",
    "年局部修订条文",
    "年局部修订",
    "年修订版",
    "年修订",
    "年确认",
    "年版本",
    "年版",
    "修订版",
    "局部修订",
    "修订",
    "版",
];

/// `(1990)`, `(2018年版)`, ` 2018年版`.
pub(crate) fn edition(cursor: &mut Cursor<'_>) -> Option<u16> {
    cursor.spaces();
    let is_bracketed = cursor.eat(b'(');
    cursor.spaces();
    let year = year(cursor.digits(4))?;
    cursor.spaces();
    let is_named = EDITION.into_iter().any(|word| cursor.literal(word));
    cursor.spaces();
    let is_whole = if is_bracketed { cursor.eat(b')') } else { is_named };
    is_whole.then_some(year)
}

/// The stages of a Chinese draft.
const STAGES: [&str; 7] = ["征求意见稿", "送审稿", "报批稿", "草案", "讨论稿", "公示稿", "报审稿"];

/// `(征求意见稿)`: a draft is an edition of its own, whatever the number says.
pub(crate) fn stage(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    let stage = cursor.attempt(|cursor| {
        cursor.spaces();
        if !cursor.eat(b'(') {
            return None;
        }
        let stage = STAGES.into_iter().find(|stage| cursor.literal(stage))?;
        cursor.eat(b')').then_some(stage)
    });
    if let Some(stage) = stage {
        draft.push_version("(", stage);
        draft.push(")");
    }
}

/// What names all parts of a standard.
const ALL_PARTS: [&str; 7] = ["所有部分", "全部部分", "各部分", "ALL PARTS", "系列国家标准", "系列标准", "系列"];

/// What names them in brackets only: elsewhere it is a word of the sentence (`GB/T 22239 全部要求`).
const ALL_PARTS_IN_BRACKETS: [&str; 2] = ["全部", "全系列"];

/// `(所有部分)`, `(all parts)`: the family of the parts.
pub(crate) fn all_parts(cursor: &mut Cursor<'_>, draft: &mut Draft, printed: &str) {
    let read = cursor.attempt(|cursor| {
        cursor.spaces();
        let is_bracketed = cursor.eat(b'(');
        cursor.spaces();
        let bracketed = ALL_PARTS_IN_BRACKETS.into_iter().filter(|_| is_bracketed);
        ALL_PARTS.into_iter().chain(bracketed).find(|words| cursor.literal(words))?;
        (!is_bracketed || cursor.eat(b')')).then_some(())
    });
    if read.is_some() && !draft.has_parts() {
        draft.push(printed);
        draft.all_parts = true;
    }
}
