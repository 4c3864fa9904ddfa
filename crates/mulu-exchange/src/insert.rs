//! One key more in a record's text; every other byte stays.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use mulu_core::model::Span;
use mulu_core::parse::{Diagnostics, split};

/// Where a key goes.
#[derive(Clone, Copy, Debug)]
pub enum Destination {
    /// The record's own table.
    Top,
    /// A table of `[[adoption]]`, by its place in the file.
    Adoption(usize),
    /// A table of `[[case]]`, by its place in the file.
    Case(usize),
    /// A table of `[[clause]]`, by its place in the file.
    Clause(usize),
    /// A table of `[[review]]`, by its place in the file.
    Review(usize),
    /// A table of `[[class]]` by its place in the file, and of its `[[class.topic]]`.
    Topic(usize, usize),
}

impl Destination {
    /// The list of tables that it is one of, and its place there; none for the record itself, and for what lies deeper.
    pub fn entry(self) -> Option<(&'static str, usize)> {
        match self {
            Destination::Top | Destination::Topic(..) => None,
            Destination::Adoption(at) => Some(("adoption", at)),
            Destination::Case(at) => Some(("case", at)),
            Destination::Clause(at) => Some(("clause", at)),
            Destination::Review(at) => Some(("review", at)),
        }
    }
}

/// The text with `key = value` in its place: below the last of the keys that stand before it in `order`. None where the text
/// cannot be read, or has no such table or none of those keys in it.
pub fn insert(text: &str, into: Destination, order: &[&str], key: &str, value: &str) -> Option<String> {
    let span = toml_span(text, into)?;
    let toml = text.get(span.start as usize..span.end as usize)?;
    let (parsed, _) = DeTable::parse_recoverable(toml);
    let (table, in_braces) = match into.entry() {
        None if matches!(into, Destination::Topic(..)) => return None,
        None => (parsed.get_ref(), false),
        Some((list, at)) => {
            let entry = parsed.get_ref().get(list)?.get_ref().as_array()?.get(at)?;
            (entry.get_ref().as_table()?, toml.as_bytes().get(entry.span().start) == Some(&b'{'))
        }
    };
    let before = order.iter().take_while(|other| **other != key);
    let last =
        before.filter_map(|other| table.get(*other)).filter(|value| is_plain(value)).map(|value| value.span().end);
    if in_braces {
        let (head, tail) = text.split_at_checked(span.start as usize + last.max()?)?;
        return Some(format!("{head}, {key} = {value}{tail}"));
    }
    let at = match (last.max(), into) {
        (Some(end), _) => toml.get(end..)?.find('\n').map_or(toml.len(), |newline| end + newline + 1),
        (None, Destination::Top) => 0,
        (None, _) => return None,
    };
    let (head, tail) = text.split_at_checked(span.start as usize + at)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let missing = if head.is_empty() || head.ends_with('\n') || head.ends_with('\u{feff}') { "" } else { newline };
    Some(format!("{head}{missing}{key} = {value}{newline}{tail}"))
}

fn toml_span(text: &str, into: Destination) -> Option<Span> {
    let whole = Span { start: 0, end: u32::try_from(text.len()).ok()? };
    match into {
        Destination::Top | Destination::Clause(_) | Destination::Review(_)
            if text.trim_start_matches('\u{feff}').trim_start().starts_with("+++") =>
        {
            Some(split(text, &Diagnostics::default())?.toml)
        }
        _ if text.starts_with('\u{feff}') => Some(Span { start: 3, ..whole }),
        _ => Some(whole),
    }
}

/// Whether a value stands behind its key, so that the next line is free: a table may have headers of its own.
fn is_plain(value: &Spanned<DeValue<'_>>) -> bool {
    match value.get_ref() {
        DeValue::Table(_) => false,
        DeValue::Array(items) => items.iter().all(|item| item.get_ref().as_table().is_none()),
        _ => true,
    }
}
