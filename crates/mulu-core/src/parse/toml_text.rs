//! TOML text → a table whose every value knows its place.

use toml::Spanned;
use toml::de::DeTable;

use crate::message;
use crate::message::Message;
use crate::model::Span;

use super::{Diagnostics, Reading};

/// Parses TOML that begins `offset` bytes into its file. Every syntax error is a fault; what can be read is returned.
///
/// One slip often makes the parser stumble several times on a line: only the first error of a line is reported.
pub fn parse<'a>(toml: &'a str, offset: u32, diagnostics: &Diagnostics) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut last: Option<usize> = None;
    let mut errors: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    for (span, message) in errors {
        let between = last.replace(span.start).and_then(|last| toml.get(last..span.start));
        if between.is_some_and(|between| !between.contains('\n')) {
            continue;
        }
        let (message, at) = (message.trim().replace('\n', "; "), span.start);
        diagnostics.add(
            Reading::Syntax,
            shift(span, offset),
            message!("TOML 语法有误：{message}", "this is not TOML: {message}"),
            remedy(toml, at),
        );
    }
    table
}

/// What to do about a syntax error at a place. A Chinese keyboard writes quotation marks, equals signs and commas of its own.
fn remedy(toml: &str, at: usize) -> Message {
    let start = toml.get(..at).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
    let line = toml.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    // What stands in a string or a comment is text.
    let outside = line.split('"').step_by(2).collect::<String>();
    let outside = outside.split('#').next().unwrap_or_default();
    let typed = ['“', '”', '‘', '’', '＂', '＝', '，', '［', '］', '【', '】', '｛', '｝'];
    if let Some(sign) = outside.chars().find(|sign| typed.contains(sign)) {
        return message!(
            "此行有全角或弯的“{sign}”：引号、等号、逗号和括号都用半角的 \" = , [ ]",
            "the line has a `{sign}`: quotes, equals signs, commas and brackets are the ASCII ones, \" = , [ ]"
        );
    }
    message!(
        "字符串写在双引号内，日期写作 2026-11-21 不加引号，列表写作 [\"…\", \"…\"]，同一个键只写一次",
        "write strings in double quotes, dates as 2026-11-21 without quotes, lists as [\"…\", \"…\"], and each key once"
    )
}

/// A range of the TOML as a span of the whole file.
pub fn shift(range: std::ops::Range<usize>, offset: u32) -> Span {
    let shift = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(offset);
    Span { start: shift(range.start), end: shift(range.end) }
}

/// The TOML of a file that is nothing else, and where it begins: after a byte order mark, if there is one.
pub fn whole(text: &str) -> (&str, u32) {
    text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, 3))
}
