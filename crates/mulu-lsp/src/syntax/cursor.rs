//! Where in a record somebody's cursor is.

use std::ops::Range;

use mulu_core::slice::slice_lossy;

use super::{Pair, TableNode, Tree, ValueForm, ValueNode};

/// What the cursor is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorContext {
    /// In the brackets of a header: its names up to the cursor's, and the one that is written there.
    Header {
        /// The names before the one at the cursor.
        above: Vec<String>,
        /// Where the name at the cursor stands.
        name: Range<usize>,
        /// Whether the header begins one of several tables.
        is_list: bool,
        /// Where the header stands.
        span: Range<usize>,
    },
    /// At a key, or where one may be written.
    Key {
        /// The names of the table that the key stands in.
        table: Vec<String>,
        /// Where the key stands; empty where none does yet.
        name: Range<usize>,
        /// The keys that the table has already, but for this one.
        others: Vec<String>,
        /// Whether a value follows already.
        has_value: bool,
        /// Whether it stands between braces.
        is_inline: bool,
    },
    /// At a value, or where one may be written.
    Value {
        /// The names that lead to it.
        path: Vec<String>,
        /// What it is to be written over; between its quotes where it has some.
        place: Range<usize>,
        /// Whether it has quotes.
        is_quoted: bool,
        /// The other items of the list that it stands in; none where it stands in no list.
        items: Option<Vec<String>>,
        /// The texts of the table's other keys that are texts: what goes with it.
        beside: Vec<(String, String)>,
    },
    /// In prose, in a comment, behind a value.
    Elsewhere,
}

impl Tree {
    /// What a place is at.
    #[must_use]
    pub fn context_at(&self, text: &str, at: usize) -> CursorContext {
        let in_toml = self.toml.start <= at && at <= self.toml.end;
        let in_comment = self.comments.iter().any(|comment| comment.start < at && at <= comment.end);
        if !in_toml || in_comment {
            return CursorContext::Elsewhere;
        }
        let begins = |section: &&TableNode| section.header.as_ref().is_none_or(|header| header.span.start < at);
        let Some(section) = self.sections.iter().rev().find(begins) else { return CursorContext::Elsewhere };
        if let Some(header) = section.header.as_ref().filter(|header| at <= header.span.end) {
            let names = header.keys.iter();
            let above: Vec<String> =
                names.clone().take_while(|key| key.span.end < at).map(|key| key.name.clone()).collect();
            let name = names.clone().find(|key| key.span.start <= at && at <= key.span.end);
            let name = name.map_or(at..at, |key| key.span.clone());
            return CursorContext::Header { above, name, is_list: header.is_list, span: header.span.clone() };
        }
        in_pairs(text, &section.names(), &section.pairs, at, false)
    }
}

/// What a place is at among the pairs of a table.
fn in_pairs(text: &str, table: &[String], pairs: &[Pair], at: usize, is_inline: bool) -> CursorContext {
    let touched = pairs.iter().rev().find(|pair| pair.span().start <= at);
    // Behind a pair, but still on its line, there is nothing to write; in braces the comma ends it.
    let between = |pair: &Pair| slice_lossy(text, pair.span().end.min(at)..at);
    let touched = touched.filter(|pair| !between(pair).contains(if is_inline { ',' } else { '\n' }));
    let Some(pair) = touched else { return key(text, table, pairs, at..at, is_inline) };
    let [above @ .., last] = pair.keys.as_slice() else { return CursorContext::Elsewhere };
    if at <= last.span.end {
        let name = pair.keys.iter().find(|key| at <= key.span.end).unwrap_or(last);
        let mut table = table.to_vec();
        table.extend(above.iter().take_while(|key| key.span.end < name.span.start).map(|key| key.name.clone()));
        let CursorContext::Key { others, is_inline, name, table, .. } =
            key(text, &table, pairs, name.span.clone(), is_inline)
        else {
            return CursorContext::Elsewhere;
        };
        return CursorContext::Key { others, is_inline, name, table, has_value: pair.equals.is_some() };
    }
    if pair.equals.is_none_or(|equals| at < equals) {
        return CursorContext::Elsewhere;
    }
    let mut path = table.to_vec();
    path.extend(pair.keys.iter().map(|key| key.name.clone()));
    let beside = beside(text, pairs);
    match &pair.value {
        None => CursorContext::Value { path, place: at..at, is_quoted: false, items: None, beside },
        // Between the equals sign and the value.
        Some(value) if at < value.span.start => CursorContext::Elsewhere,
        Some(value) => in_value(text, path, value, at, None, beside),
    }
}

fn key(text: &str, table: &[String], pairs: &[Pair], name: Range<usize>, is_inline: bool) -> CursorContext {
    let line = slice_lossy(text, ..name.start).rsplit('\n').next().unwrap_or_default();
    if !is_inline && !line.trim_start_matches('\u{feff}').trim().is_empty() {
        return CursorContext::Elsewhere;
    }
    let others = pairs.iter().filter_map(|pair| pair.keys.first()).filter(|key| key.span != name);
    let others = others.map(|key| key.name.clone()).collect();
    CursorContext::Key { table: table.to_vec(), name, others, has_value: false, is_inline }
}

fn beside(text: &str, pairs: &[Pair]) -> Vec<(String, String)> {
    let one = |pair: &Pair| match (pair.keys.as_slice(), &pair.value) {
        ([key], Some(value)) => value.text(text).map(|value| (key.name.clone(), value.to_owned())),
        _ => None,
    };
    pairs.iter().filter_map(one).collect()
}

fn in_value(
    text: &str,
    path: Vec<String>,
    value: &ValueNode,
    at: usize,
    items: Option<Vec<String>>,
    beside: Vec<(String, String)>,
) -> CursorContext {
    match &value.form {
        ValueForm::Text(inner) if inner.start <= at && at <= inner.end => {
            CursorContext::Value { path, place: inner.clone(), is_quoted: true, items, beside }
        }
        ValueForm::Bare if at <= value.span.end => {
            CursorContext::Value { path, place: value.span.clone(), is_quoted: false, items, beside }
        }
        ValueForm::List(list) if value.span.start < at && (at < value.span.end || !is_closed(text, value)) => {
            let item = list.iter().find(|item| item.span.start <= at && at <= item.span.end);
            let others = list.iter().filter(|other| item.is_none_or(|item| item.span != other.span));
            let others: Vec<String> = others.filter_map(|item| item.text(text)).map(str::to_owned).collect();
            match item {
                Some(item) => in_value(text, path, item, at, Some(others), beside),
                None => CursorContext::Value { path, place: at..at, is_quoted: false, items: Some(others), beside },
            }
        }
        ValueForm::Inline(pairs) if value.span.start < at && (at < value.span.end || !is_closed(text, value)) => {
            in_pairs(text, &path, pairs, at, true)
        }
        _ => CursorContext::Elsewhere,
    }
}

fn is_closed(text: &str, value: &ValueNode) -> bool {
    slice_lossy(text, value.span.clone()).ends_with([']', '}'])
}
