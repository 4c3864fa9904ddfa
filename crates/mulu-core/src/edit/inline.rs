//! Appending to a list of tables that is written on its key's line: `adoption = [{ standard = "…" }]`.
//!
//! TOML lets such a list be written as `[[adoption]]` too, but not both ways in one file: whoever began with brackets has to go on
//! with them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text with one table more at the end of a list in brackets, and the bytes of it that are new. `toml` is where the TOML stands
/// in the text, `entries` are the table's lines, `key = value` each. None where the text has no such list of tables, or cannot be
/// read.
#[must_use]
pub fn append_inline(text: &str, toml: Range<usize>, key: &str, entries: &[String]) -> Option<(String, Range<usize>)> {
    let offset = toml.start;
    let toml = text.get(toml)?;
    let (parsed, _) = DeTable::parse_recoverable(toml);
    let (name, value) = parsed.get_ref().get_key_value(key)?;
    // Behind the name in a header comes its bracket.
    let is_header = !toml.get(name.span().end..)?.trim_start().starts_with('=');
    let items = value.get_ref().as_array().filter(|items| !is_header && items.iter().all(is_table))?;
    let end = value.span().end;
    let close = end.checked_sub(1).filter(|close| toml.get(*close..end) == Some("]"))?;
    let table = format!("{{ {} }}", entries.join(", "));
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, new) = match items.last() {
        Some(last) => behind(toml, last.span(), close, &table, newline)?,
        None => (close, table),
    };
    let at = offset + at;
    let edited = format!("{}{new}{}", text.get(..at)?, text.get(at..)?);
    Some((edited, at..at + new.len()))
}

fn is_table(item: &Spanned<DeValue<'_>>) -> bool {
    item.get_ref().is_table()
}

/// Where the table goes behind the last one, and with which commas and spaces. A comment behind the last table stays behind it.
fn behind(toml: &str, last: Range<usize>, close: usize, table: &str, newline: &str) -> Option<(usize, String)> {
    let between = toml.get(last.end..close)?;
    let (comma, has_comment) = comma(between);
    let last_line = line_start(toml, last.start);
    let indent = toml.get(last_line..last.start).filter(|before| before.trim().is_empty()).unwrap_or("  ");
    // The line of the closing bracket, if the bracket is all that stands on it.
    let close_line = line_start(toml, close);
    let own_line = close_line > last.end && toml.get(close_line..close)?.trim().is_empty();
    Some(match comma {
        Some(_) if own_line => (close_line, format!("{indent}{table},{newline}")),
        Some(comma) if !has_comment => (last.end + comma + 1, format!(" {table}")),
        Some(_) => (close, format!("{table} ")),
        None if has_comment => (close_line, format!("{indent}, {table}{newline}")),
        None if between.contains('\n') => (last.end, format!(",{newline}{indent}{table}")),
        None => (last.end, format!(", {table}")),
    })
}

fn line_start(toml: &str, at: usize) -> usize {
    toml.get(..at).and_then(|above| above.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The comma in what stands between a list's last value and its bracket, and whether there is a comment.
fn comma(between: &str) -> (Option<usize>, bool) {
    let mut found = None;
    let mut has_comment = false;
    let mut at = 0;
    for line in between.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        has_comment |= code.len() < line.len();
        found = found.or_else(|| code.find(',').map(|comma| at + comma));
        at += line.len();
    }
    (found, has_comment)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn appended(text: &str) -> String {
        let entries = ["a = 3".to_owned(), "b = \"]\"".to_owned()];
        append_inline(text, 0..text.len(), "x", &entries).map(|(edited, _)| edited).unwrap_or_default()
    }

    #[test]
    fn the_list_keeps_its_form() {
        let cases = [
            ("x = []\n", "x = [{ a = 3, b = \"]\" }]\n"),
            ("x = [{ a = 1 }]\ny = 1\n", "x = [{ a = 1 }, { a = 3, b = \"]\" }]\ny = 1\n"),
            ("x = [{ a = 1 }, ]\n", "x = [{ a = 1 }, { a = 3, b = \"]\" } ]\n"),
            (
                "x = [\n\t{ a = 1 }, # one\n\t# all\n]\n",
                "x = [\n\t{ a = 1 }, # one\n\t# all\n\t{ a = 3, b = \"]\" },\n]\n",
            ),
            ("x = [\r\n  { a = 1 }\r\n]", "x = [\r\n  { a = 1 },\r\n  { a = 3, b = \"]\" }\r\n]"),
            ("x = [\n  { a = 1 } # one, two\n]\n", "x = [\n  { a = 1 } # one, two\n  , { a = 3, b = \"]\" }\n]\n"),
            ("x = [{ a = 1 }, # one\n  ]\n", "x = [{ a = 1 }, # one\n  { a = 3, b = \"]\" },\n  ]\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(appended(text), expected, "{text}");
        }
    }

    #[test]
    fn other_forms_are_not_lists_in_brackets() {
        for text in ["", "[[x]]\na = 1\n", "x = 1\n", "[x]\na = 1\n", "x = [1]\n", "x = [", "y = [{ a = 1 }]\n"] {
            assert_eq!(appended(text), "", "{text}");
        }
    }

    /// What may stand between the parts of a list.
    fn blank() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![" ", "\t", "\n", "\r\n", "# a, ]\n", "#\n"]);
        prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn one_table_more_and_every_other_byte_as_it_was(
            items in prop::collection::vec((blank(), blank()), 0..4), comma in any::<bool>(), end in blank()
        ) {
            let count = items.len();
            let items: Vec<String> = items.iter().map(|(a, b)| format!("{a}{{ a = 1, c = \"}},]\" }}{b}")).collect();
            let comma = if comma && count > 0 { "," } else { "" };
            let text = format!("# 目录\nx = [{}{comma}{end}] # end\ny = 2\n", items.join(","));
            let before: toml::Table = text.parse().expect("it is TOML");
            let (edited, new) = append_inline(&text, 0..text.len(), "x", &["a = 3".to_owned()]).expect("a list");
            prop_assert_eq!(format!("{}{}", &edited[..new.start], &edited[new.end..]), text.clone());
            let after: toml::Table = edited.parse().map_err(|error| TestCaseError::fail(format!("{error}: {edited}")))?;
            let list = after["x"].as_array().expect("a list");
            prop_assert_eq!(&list[..count], &before["x"].as_array().expect("a list")[..]);
            prop_assert_eq!(list.len(), count + 1);
            prop_assert_eq!(&after["y"], &before["y"]);
        }
    }
}
