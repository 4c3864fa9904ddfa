//! One order and form of keys for each kind of record.
//!
//! The order is the one in which the readers ask for keys, see [`TableShape`]. Comments move with the key or table that they stand above
//! or beside. No value is touched: not its quotes, not how a list is broken into lines. Short lists of tables that a program wrote
//! under headers are folded into the line that people write ([`fold`]).

use toml_edit::{Decor, DocumentMut, InlineTable, Item, Key, Table, Value as TomlValue};

use crate::message;
use crate::message::Message;
use crate::parse::{Diagnostics, TableShape, ValueType, describe, split};
use crate::slice::slice_lossy;
use crate::source::kind_of;

use super::folding::fold;

/// A record's text in the canonical form. The prose, a byte order mark and the style of line ends stay as they are.
///
/// # Errors
/// When the record is not TOML: what cannot be read whole is not moved about.
pub fn canonical(path: &str, text: &str) -> Result<String, Message> {
    let Some(kind) = kind_of(path) else { return Ok(text.to_owned()) };
    let (start, end) = if kind.has_prose() {
        let diagnostics = Diagnostics::default();
        let parts = split(text, &diagnostics);
        match parts {
            Some(parts) if diagnostics.finish().is_empty() => (parts.toml.start as usize, parts.toml.end as usize),
            _ => return Err(message!("文件头不完整", "the front matter is not whole")),
        }
    } else {
        (text.len() - text.trim_start_matches('\u{feff}').len(), text.len())
    };
    let toml = arranged(slice_lossy(text, start..end), &describe(kind, path))?;
    Ok(format!("{}{toml}{}", slice_lossy(text, ..start), slice_lossy(text, end..)))
}

fn arranged(toml: &str, shape: &TableShape) -> Result<String, Message> {
    let lines = toml.matches('\n').count();
    let is_crlf = lines > 0 && toml.matches("\r\n").count() == lines;
    let mut document: DocumentMut = toml.replace("\r\n", "\n").parse().map_err(|error: toml_edit::TomlError| {
        let message = error.message().trim().replace('\n', "; ");
        message!("TOML 语法有误：{message}", "this is not TOML: {message}")
    })?;
    fold(document.as_table_mut(), shape);
    order_table(document.as_table_mut(), shape);
    let mut position = 0;
    place_tables(document.as_table_mut(), shape, &mut position);
    tidy_table(document.as_table_mut());
    let trailing = tidy(document.trailing().as_str().unwrap_or_default());
    document.set_trailing(trailing);
    let mut arranged = document.to_string().trim_start_matches('\n').trim_end().to_owned();
    if !arranged.is_empty() {
        arranged.push('\n');
    }
    if is_crlf {
        arranged = arranged.replace('\n', "\r\n");
    }
    if same_values(toml, &arranged) {
        return Ok(arranged);
    }
    Err(message!(
        "换行方式混用，整理会改动文字：请先统一为一种换行",
        "its line ends are mixed, and to arrange it would change a text: use one kind of line end first"
    ))
}

/// Whether two texts hold the same values. The last guard: whatever the library does, nothing is written that says something else.
fn same_values(before: &str, after: &str) -> bool {
    match (before.parse::<toml::Table>(), after.parse::<toml::Table>()) {
        (Ok(before), Ok(after)) => before == after,
        _ => false,
    }
}

fn rank(shape: &TableShape, key: &Key) -> usize {
    shape.keys.iter().position(|(name, _)| *name == key.get()).unwrap_or(usize::MAX)
}

/// Sorts the keys of a table and of those within it. Keys that are not known keep their order, behind the others.
fn order_table(table: &mut Table, shape: &TableShape) {
    let head = detach_head(table);
    table.sort_values_by(|a, _, b, _| rank(shape, a).cmp(&rank(shape, b)));
    attach_head(table, &head);
    for (key, item) in table.iter_mut() {
        let Some(inner) = shape.value(key.get()) else { continue };
        match (item, inner) {
            (Item::Table(table), ValueType::Table(shape)) => order_table(table, &shape.borrow()),
            (Item::ArrayOfTables(tables), ValueType::Tables(shape)) => {
                tables.iter_mut().for_each(|table| order_table(table, &shape.borrow()));
            }
            (Item::Value(TomlValue::Array(list)), ValueType::Tables(shape)) => {
                let inline = list.iter_mut().filter_map(TomlValue::as_inline_table_mut);
                inline.for_each(|table| order_inline(table, &shape.borrow()));
            }
            (Item::Value(TomlValue::InlineTable(table)), ValueType::Table(shape)) => {
                order_inline(table, &shape.borrow());
            }
            _ => {}
        }
    }
}

/// The comment at the head of a table speaks of all of it where a blank line sets it off from the first key: it stays there.
fn detach_head(table: &mut Table) -> String {
    let Some(first) = table.iter().find(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned()) else {
        return String::new();
    };
    let Some(mut key) = table.key_mut(&first) else { return String::new() };
    let decor = key.leaf_decor_mut();
    let prefix = tidy(decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default());
    let split = prefix.rfind("\n\n").map_or(0, |at| at + 2);
    decor.set_prefix(slice_lossy(&prefix, split..));
    slice_lossy(&prefix, ..split).to_owned()
}

fn attach_head(table: &mut Table, head: &str) {
    let Some(first) = table.iter().find(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned()) else { return };
    if let Some(mut key) = table.key_mut(&first) {
        let decor = key.leaf_decor_mut();
        let own = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().trim_start_matches('\n');
        let prefix = format!("{head}{own}");
        decor.set_prefix(prefix);
    }
}

/// Sorts an inline table where it is not sorted. One with comments in it is left alone: they stand between keys.
fn order_inline(table: &mut InlineTable, shape: &TableShape) {
    let ranks: Vec<usize> = table.iter().map(|(key, _)| rank(shape, &Key::new(key))).collect();
    if ranks.is_sorted() || table.to_string().contains(['\n', '#']) && has_comment(table) {
        return;
    }
    table.sort_values_by(|a, _, b, _| rank(shape, &Key::new(a.get())).cmp(&rank(shape, &Key::new(b.get()))));
    table.fmt();
}

fn has_comment(table: &InlineTable) -> bool {
    let of = |decor: &Decor| {
        let parts = [decor.prefix(), decor.suffix()];
        parts.into_iter().flatten().any(|part| part.as_str().is_some_and(|text| text.contains('#')))
    };
    table.iter().any(|(name, value)| of(value.decor()) || table.key(name).is_some_and(|key| of(key.leaf_decor())))
}

/// Gives every table its place in the file: in the order of the keys, those of a list together.
fn place_tables(table: &mut Table, shape: &TableShape, position: &mut isize) {
    let mut keys: Vec<(usize, String)> = table
        .iter()
        .filter(|(_, item)| item.is_table() || item.is_array_of_tables())
        .map(|(key, _)| (rank(shape, &Key::new(key)), key.to_owned()))
        .collect();
    keys.sort_by_key(|(rank, _)| *rank);
    let none = TableShape::default();
    for (_, key) in keys {
        let inner = match shape.value(&key) {
            Some(ValueType::Table(inner) | ValueType::Tables(inner)) => inner.borrow().clone(),
            _ => none.clone(),
        };
        match table.get_mut(&key) {
            Some(Item::Table(table)) => {
                *position += 1;
                table.set_position(Some(*position));
                place_tables(table, &inner, position);
            }
            Some(Item::ArrayOfTables(tables)) => {
                for table in tables.iter_mut() {
                    *position += 1;
                    table.set_position(Some(*position));
                    place_tables(table, &inner, position);
                }
            }
            _ => {}
        }
    }
}

/// One space on either side of `=`, no blanks at a line's end, one blank line at the most, and one before each header.
fn tidy_table(table: &mut Table) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for name in keys {
        if table.get(&name).is_some_and(Item::is_value)
            && let Some(mut key) = table.key_mut(&name)
        {
            let decor = key.leaf_decor_mut();
            let prefix = tidy(decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default());
            decor.set_prefix(prefix);
            decor.set_suffix(" ");
        }
        match table.get_mut(&name) {
            Some(Item::Value(value)) => {
                let decor = value.decor_mut();
                let suffix =
                    decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().trim_end().to_owned();
                // Comments that are aligned with their neighbours stay so.
                let gap = if suffix.starts_with('#') { " " } else { "" };
                decor.set_prefix(" ");
                decor.set_suffix(format!("{gap}{suffix}"));
            }
            Some(Item::Table(table)) => tidy_header(table),
            Some(Item::ArrayOfTables(tables)) => tables.iter_mut().for_each(tidy_header),
            _ => {}
        }
    }
}

fn tidy_header(table: &mut Table) {
    let decor = table.decor_mut();
    let prefix = tidy(decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default());
    let suffix = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().trim_end().to_owned();
    // Comments right below the keys above are theirs, and stay with them where a blank line follows.
    let is_set_off = prefix.starts_with('\n') || prefix.contains("\n\n");
    decor.set_prefix(if is_set_off { prefix } else { format!("\n{prefix}") });
    decor.set_suffix(suffix);
    tidy_table(table);
}

/// Comments without blanks at their ends, and never more than one blank line together.
fn tidy(comments: &str) -> String {
    let mut text = String::with_capacity(comments.len());
    let mut lines = comments.split('\n').peekable();
    let mut blank = 0;
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.is_empty() && lines.peek().is_some() {
            blank += 1;
            if blank > 1 {
                continue;
            }
        } else {
            blank = 0;
        }
        text.push_str(line);
        if lines.peek().is_some() {
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINES: [&str; 12] = [
        "name = \"办\"",
        "name_en=\"Office\"   # beside",
        "jurisdiction = \"430100\"",
        "roles = [\n  \"a\", # in a list\n  'b',\n]",
        "contact = \"\"\"\n  two\n\n\n  lines # no comment\"\"\"",
        "  odd.key = 1",
        "# alone",
        "",
        "   ",
        "uscc = 'x'",
        "\"quoted key\" = { b = 1,a = 2 }",
        "sample = true#close",
    ];

    const TABLES: [&str; 6] = [
        "[[training]]\ndate = 2025-01-01",
        "[[adoption]] # head\nstatus = \"planned\"\nstandard = \"GB 1-2020\"",
        "# above\n[other]\nz = 1\na = 2",
        "[other.inner]\nx = [[1], [2]]",
        "\n\n\n# far\n\n# near\n[[adoption]]\nsystems = []",
        "[[more.deep]]\na = 1\n# last",
    ];

    /// The comments of a text, sorted: none is lost and none is made.
    fn comments(text: &str) -> Vec<String> {
        let mut found: Vec<String> = text
            .lines()
            .filter(|line| !line.contains("no comment"))
            .filter_map(|line| line.split_once('#').map(|(_, comment)| comment.trim().to_owned()))
            .collect();
        found.sort();
        found
    }

    proptest! {
        #[test]
        fn order_changes_and_nothing_else(
            lines in prop::sample::subsequence(LINES.to_vec(), 0..=LINES.len()).prop_shuffle(),
            tables in prop::sample::subsequence(TABLES.to_vec(), 0..=TABLES.len()).prop_shuffle(),
            crlf in any::<bool>(),
            mark in any::<bool>(),
        ) {
            let mut text = format!("{}\n{}\n", lines.join("\n"), tables.join("\n"));
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            let before: Result<toml::Table, _> = text.parse();
            if mark {
                text.insert(0, '\u{feff}');
            }
            let arranged = canonical("agencies/a.toml", &text);
            let Ok(before) = before else {
                prop_assert!(arranged.is_err());
                return Ok(());
            };
            let arranged = arranged.map_err(|why| TestCaseError::fail(format!("{}\n{text}", why.en)))?;
            let after: toml::Table = arranged.trim_start_matches('\u{feff}').parse().unwrap();
            prop_assert_eq!(before, after);
            prop_assert_eq!(comments(&text), comments(&arranged), "{}\n→\n{}", &text, &arranged);
            prop_assert_eq!(arranged.starts_with('\u{feff}'), mark);
            let again = canonical("agencies/a.toml", &arranged).unwrap();
            prop_assert_eq!(&arranged, &again, "not at rest");
        }

        #[test]
        fn any_text_is_arranged_or_refused(text in any::<String>(), path in prop::sample::select(&["agencies/a.toml", "policies/a.md", "book.toml"][..])) {
            let _ = canonical(path, &text);
            let _ = canonical(path, &format!("+++\n{text}\n+++\n"));
        }
    }
}
