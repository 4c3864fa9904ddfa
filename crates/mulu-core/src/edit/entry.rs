//! Appending an entry to a list of tables: `[[done]]`, `[[case]]`, `[[order]]`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::message;
use crate::message::Message;
use crate::slice::slice_lossy;

use super::append_inline;

/// A record's text with one entry more in a list, and the bytes of it that are new. `entries` are the lines of the table, `key =
/// value` each.
///
/// The table goes behind the last one of the list, or to the end of a record that has none; where the list is written in brackets,
/// it becomes the last one there. Everything else stays where it is.
///
/// # Errors
/// When the text is not TOML, or keeps the list in a form that nothing can be appended to.
pub fn append_entry(text: &str, list: &str, entries: &[String]) -> Result<(String, Range<usize>), Message> {
    let before = read(text, list)?;
    let toml = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8())..text.len();
    let (edited, new) = match append_inline(text, toml, list, entries) {
        Some(appended) => appended,
        None => append_table(text, list, before.last_end, entries),
    };
    if read(&edited, list).is_ok_and(|after| after.count == before.count + 1) {
        return Ok((edited, new));
    }
    Err(message!(
        "{list} 的写法无法追加：改写为 [[{list}]]，每项一段",
        "nothing can be appended to the form that `{list}` has: write a table [[{list}]] for each"
    ))
}

fn append_table(text: &str, list: &str, last_end: Option<usize>, entries: &[String]) -> (String, Range<usize>) {
    let at = last_end.map_or(text.len(), |end| end_of_table(text, end));
    let (head, tail) = (slice_lossy(text, ..at), slice_lossy(text, at..));
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut added = String::new();
    if !head.is_empty() && !head.ends_with('\n') {
        added.push_str(newline);
    }
    if !head.trim().is_empty() && !head.ends_with(&format!("{newline}{newline}")) {
        added.push_str(newline);
    }
    let header = format!("[[{list}]]");
    for line in std::iter::once(&header).chain(entries) {
        added.push_str(line);
        added.push_str(newline);
    }
    (format!("{head}{added}{tail}"), at..at + added.len())
}

/// How many entries a list has, and where the last value of the last one ends.
struct Known {
    count: usize,
    last_end: Option<usize>,
}

fn read(text: &str, list: &str) -> Result<Known, Message> {
    let toml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - toml.len();
    let parsed = DeTable::parse(toml).map_err(|error| {
        let message = error.message();
        message!("TOML 写法有误：{message}", "this is not TOML: {message}")
    })?;
    let entries = parsed.get_ref().get(list).and_then(|value| value.get_ref().as_array());
    let last_end = entries.and_then(|entries| entries.last()).map(|last| offset + end_of(last));
    Ok(Known { count: entries.map_or(0, |entries| entries.len()), last_end })
}

/// Where a value ends, and everything in it.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let within = match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| end_of(value)).max(),
        DeValue::Array(items) => items.iter().map(end_of).max(),
        _ => None,
    };
    value.span().end.max(within.unwrap_or(0))
}

/// The end of the table that has a value ending here: behind it come only the rest of a list, other keys and their comments. A
/// comment that stands directly above the next header belongs to that one.
fn end_of_table(text: &str, from: usize) -> usize {
    let mut end = text.len();
    let mut at = from;
    for line in slice_lossy(text, from..).split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_start().starts_with('[') && at > from {
            end = at;
            break;
        }
        at = next;
    }
    // Comments and blank lines before the next header are not the table's.
    let mut kept = end;
    for line in slice_lossy(text, from..end).split_inclusive('\n').rev() {
        let is_first = kept - line.len() <= from;
        let is_table = !(line.trim().is_empty() || line.trim_start().starts_with('#'));
        if is_first || is_table {
            break;
        }
        kept -= line.len();
    }
    if end == text.len() { end } else { kept }
}
