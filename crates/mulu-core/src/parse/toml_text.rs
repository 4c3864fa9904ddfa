//! TOML text → a table whose every value knows its place.

use toml::Spanned;
use toml::de::DeTable;

use crate::model::Span;
use crate::say;

use super::{Faults, Reading};

/// Parses TOML that begins `offset` bytes into its file. Every syntax error is a fault; what can be read is returned.
///
/// One slip often makes the parser stumble several times on a line: only the first error of a line is reported.
pub fn parse<'a>(toml: &'a str, offset: u32, faults: &Faults) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut last: Option<usize> = None;
    let mut errors: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    for (span, message) in errors {
        let between = last.replace(span.start).and_then(|last| toml.get(last..span.start));
        if between.is_some_and(|between| !between.contains('\n')) {
            continue;
        }
        let message = message.trim().replace('\n', "; ");
        faults.add(
            Reading::Syntax,
            shift(span, offset),
            say!("TOML 语法有误：{message}", "this is not TOML: {message}"),
            say!(
                "字符串写在双引号内，日期写作 2026-11-21 不加引号，列表写作 [\"…\", \"…\"]，同一个键只写一次",
                "write strings in double quotes, dates as 2026-11-21 without quotes, lists as [\"…\", \"…\"], and each key once"
            ),
        );
    }
    table
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
