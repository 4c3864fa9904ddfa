//! One version of a record, as plain TOML.

use toml::{Table, Value};

use crate::model::Kind;
use crate::number::Number;
use crate::parse;
use crate::references::Renames;

/// A record's keys and its prose at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Version {
    pub(super) keys: Table,
    pub(super) prose: String,
    /// Whether it could be read at all: history holds broken files too.
    pub(super) readable: bool,
}

impl Version {
    /// Reads a record of a kind. What is not UTF-8 or not TOML is an unreadable version.
    #[must_use]
    pub fn read(kind: Kind, bytes: &[u8]) -> Version {
        let Ok(text) = std::str::from_utf8(bytes) else { return Version::default() };
        let parts = if kind.has_prose() {
            parse::split_front_matter(text)
        } else {
            Some((text.strip_prefix('\u{feff}').unwrap_or(text), ""))
        };
        let Some((toml, prose)) = parts else { return Version::default() };
        let Ok(keys) = toml.parse::<Table>() else { return Version::default() };
        Version { keys, prose: prose.trim().replace("\r\n", "\n"), readable: true }
    }

    /// What makes a record of a kind the same one under another file name.
    pub(super) fn identity(&self, kind: Kind) -> Option<String> {
        let said = |key: &&str| match (kind, *key) {
            (Kind::Standard, "number") => self.number(),
            (_, key) => self.text(key),
        };
        kind.declaration().identity.iter().find_map(said)
    }

    /// What makes a record of a kind likely the same one though its identity changed: of a standard its number without the year, and
    /// its title.
    pub(super) fn likeness(&self, kind: Kind) -> Option<String> {
        let (Kind::Standard, Some(number)) = (kind, self.text("number")) else { return None };
        let number = Number::parse(&number);
        let stem = number.undated();
        (number.is_dated() && !number.is_amendment()).then_some(())?;
        Some(format!("{}|{}", stem.canonical(), self.text("title")?))
    }

    /// A version that has nothing yet: what a new record is compared with.
    pub(super) fn empty() -> Version {
        Version { readable: true, ..Version::default() }
    }

    /// The ids that the record says it had.
    pub(super) fn formerly(&self) -> Vec<&str> {
        let list = self.keys.get("formerly").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(Value::as_str).collect()
    }

    /// The same with what it names called as it is called today.
    pub(super) fn as_named_today(&self, kind: Kind, renames: &Renames) -> Version {
        let mut version = self.clone();
        for (key, value) in &mut version.keys {
            name_today(kind, key, value, renames);
        }
        version
    }

    /// The text of a top key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        text(&self.keys, key)
    }

    /// The standard's number, canonical.
    #[must_use]
    pub fn number(&self) -> Option<String> {
        self.text("number").map(|number| canonical(&number))
    }

    pub(super) fn table(&self, key: &str) -> Option<&Table> {
        self.keys.get(key)?.as_table()
    }

    /// The tables of a list; what is none is left out.
    pub(super) fn tables(&self, key: &str) -> Vec<&Table> {
        let list = self.keys.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(Value::as_table).collect()
    }
}

fn name_today(kind: Kind, key: &str, value: &mut Value, renames: &Renames) {
    match value {
        Value::String(text) => {
            if let Some(today) = renames.today(kind, key, text) {
                *text = today;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| name_today(kind, key, value, renames)),
        Value::Table(table) => {
            table.iter_mut().for_each(|(name, value)| name_today(kind, &format!("{key}.{name}"), value, renames));
        }
        _ => {}
    }
}

/// A text or a day of a table, as a text.
pub(super) fn text(table: &Table, key: &str) -> Option<String> {
    match table.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

/// A number as files hold it.
pub(super) fn canonical(number: &str) -> String {
    Number::parse(number).canonical().to_owned()
}
