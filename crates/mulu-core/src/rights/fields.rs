//! One version of a record as a flat list of fields, each with its value in one normal form.
//!
//! The keys are those of the readers ([`describe`]), so a key that is read has a field here. However a value is written — with
//! dots, in braces, in another order, with another line end — it is the same field with the same value.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};
use toml::de::{DeArray, DeTable, DeValue};

use crate::model::{FILE, Kind, PROSE, Span};
use crate::number::Number;
use crate::parse::{TableShape, ValueType, describe, split_front_matter};
use crate::references::Renames;

/// The field that stands for all of a file that is not compared key by key.
pub const CONTENT: &str = "content";

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordField {
    /// Its key as the table of owners has it: `name`, `catalogue.listed`, `waiver.until`, `roles.*`.
    pub key: String,
    /// Which entry of a list it belongs to, or which of the keys that the user chose; empty for a field of the record itself.
    pub entry: String,
}

/// What a field says, and where.
#[derive(Clone, Debug)]
pub struct NormalisedValue {
    /// The value in its normal form.
    pub value: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// What it says is what counts; where it stands does not.
impl PartialEq for NormalisedValue {
    fn eq(&self, other: &NormalisedValue) -> bool {
        self.value == other.value
    }
}

/// The fields of one version of a record.
pub type Fields = BTreeMap<RecordField, NormalisedValue>;

/// One version of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum VersionContent {
    /// A record that could be read.
    Fields(Fields),
    /// What is not read: a link, a submodule, a file that is too large, not text or not TOML, or no record at all. The text tells
    /// one from another.
    Opaque(String),
}

impl VersionContent {
    /// The value of a field; none where the record does not have it.
    #[must_use]
    pub fn says(&self, key: &str) -> Option<&str> {
        let VersionContent::Fields(fields) = self else { return None };
        let field = RecordField { key: key.to_owned(), entry: String::new() };
        fields.get(&field).map(|said| said.value.as_str())
    }
}

/// What tells the entries of a list apart. Of a list that is not named here, an entry that changes is another entry.
fn identity(key: &str) -> &'static [&'static str] {
    match key {
        "adoption" => &["standard"],
        "conformance" => &["standard", "clause"],
        // What may be written later, that it was closed or proposed to the issuer, tells no entries apart.
        "order" => &["issued", "about"],
        "review" => &["date", "conclusion", "by", "reason", "evidence", "due"],
        "clause" | "class" | "class.topic" | "clause.step" | "clause.duty" => &["id"],
        "item" => &["name"],
        "case" => &["procedure", "ref"],
        _ => &[],
    }
}

/// Reads a record of a kind. What is not UTF-8, not TOML or without front matter is opaque.
#[must_use]
pub fn read(kind: Kind, path: &str, bytes: &[u8]) -> VersionContent {
    read_as_named_today(kind, path, bytes, &Renames::default())
}

/// As [`read`], with what it names called as it is called today.
#[must_use]
pub fn read_as_named_today(kind: Kind, path: &str, bytes: &[u8], renames: &Renames) -> VersionContent {
    let opaque = || VersionContent::Opaque(format!("{:?}", Sha256::digest(bytes)));
    let Ok(text) = std::str::from_utf8(bytes) else { return opaque() };
    let parts = if kind.has_prose() {
        split_front_matter(text)
    } else {
        Some((text.strip_prefix('\u{feff}').unwrap_or(text), ""))
    };
    let Some((toml, prose)) = parts else { return opaque() };
    let Ok(table) = DeTable::parse(toml) else { return opaque() };
    let offset = u32::try_from((toml.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)).unwrap_or_default();
    let mut reader = Reader { fields: Fields::new(), offset, names: NamesToday { kind, renames } };
    reader.table(table.get_ref(), &describe(kind, path), "", "");
    let prose = prose.trim().replace("\r\n", "\n");
    if !prose.is_empty() {
        reader.put(PROSE, "", prose, Span::default());
    }
    // The whole path: to move a record into another folder is to rename it.
    reader.put(FILE, "", path.to_owned(), Span::default());
    VersionContent::Fields(reader.fields)
}

struct Reader<'n> {
    fields: Fields,
    /// Where the TOML begins in its file.
    offset: u32,
    names: NamesToday<'n>,
}

impl Reader<'_> {
    fn put(&mut self, key: &str, entry: &str, value: String, span: Span) {
        self.fields
            .insert(RecordField { key: key.to_owned(), entry: entry.to_owned() }, NormalisedValue { value, span });
    }

    fn place(&self, value: &toml::Spanned<DeValue<'_>>) -> Span {
        let shift = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(self.offset);
        Span { start: shift(value.span().start), end: shift(value.span().end) }
    }

    fn table(&mut self, table: &DeTable<'_>, shape: &TableShape, before: &str, entry: &str) {
        for (name, value) in table {
            let name = name.get_ref().as_ref();
            let key = format!("{before}{name}");
            let span = self.place(value);
            match (shape.value(name), value.get_ref()) {
                (Some(ValueType::Table(inner)), DeValue::Table(table)) => {
                    self.put(&key, entry, String::new(), span);
                    self.table(table, &inner.borrow(), &format!("{key}."), entry);
                }
                (Some(ValueType::Tables(inner)), DeValue::Array(list))
                    if list.iter().all(|item| item.get_ref().is_table()) =>
                {
                    self.tables(list, &inner.borrow(), &key, entry);
                }
                (Some(ValueType::Free(_)), DeValue::Table(table)) => {
                    for (name, value) in table {
                        let span = self.place(value);
                        let entry = format!("{entry}{}", name.get_ref());
                        let said = self.names.plain(&format!("{key}.{}", name.get_ref()), value.get_ref(), false);
                        self.put(&format!("{key}.*"), &entry, said, span);
                    }
                }
                (known, value) => {
                    let said = self.names.plain(&key, value, known.is_some_and(is_number));
                    self.put(&key, entry, said, span);
                }
            }
        }
    }

    /// The entries of a list of tables. Two that are told apart by nothing are told apart by their order.
    fn tables(&mut self, list: &DeArray<'_>, shape: &TableShape, key: &str, outer: &str) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for item in list {
            let Some(table) = item.get_ref().as_table() else { continue };
            let named = |part: &&str| {
                let is_number = shape.value(part).is_some_and(is_number);
                let said = |value: &toml::Spanned<DeValue<'_>>| {
                    self.names.plain(&format!("{key}.{part}"), value.get_ref(), is_number)
                };
                table.get(*part).map(said).unwrap_or_default()
            };
            let own = match identity(key) {
                [] => self.names.plain(key, item.get_ref(), false),
                parts => parts.iter().map(named).collect::<Vec<_>>().join(" "),
            };
            let count = seen.entry(own.clone()).or_default();
            *count += 1;
            let entry = if *count == 1 { format!("{outer}/{own}") } else { format!("{outer}/{own} #{count}") };
            self.put(key, &entry, String::new(), self.place(item));
            self.table(table, shape, &format!("{key}."), &entry);
        }
    }
}

fn is_number(value: &ValueType) -> bool {
    match value {
        ValueType::Number => true,
        ValueType::List(item) => is_number(item),
        _ => false,
    }
}

/// What a record of a kind names, as it is called today.
struct NamesToday<'n> {
    kind: Kind,
    renames: &'n Renames,
}

impl NamesToday<'_> {
    /// A value in its normal form: however it was written, and whatever it named was called then, the same value is the same text.
    fn plain(&self, key: &str, value: &DeValue<'_>, is_number: bool) -> String {
        match value {
            DeValue::String(text) => {
                let today = if self.renames.is_empty() { None } else { self.renames.today(self.kind, key, text) };
                match today {
                    Some(today) => today,
                    None if is_number => Number::parse(text).canonical().to_owned(),
                    None => text.replace("\r\n", "\n"),
                }
            }
            DeValue::Integer(digits) => {
                let number = i64::from_str_radix(digits.as_str(), digits.radix());
                number.map_or_else(|_| digits.as_str().to_owned(), |number| number.to_string())
            }
            DeValue::Float(digits) => {
                let number = digits.as_str().parse::<f64>();
                number.map_or_else(|_| digits.as_str().to_owned(), |number| number.to_string())
            }
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            DeValue::Array(list) => {
                // Quoted, so that one text with a comma is not two.
                let items = list.iter().map(|item| format!("{:?}", self.plain(key, item.get_ref(), is_number)));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            DeValue::Table(table) => {
                let said = |(name, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
                    let name = name.get_ref().as_ref();
                    (name.to_owned(), self.plain(&format!("{key}.{name}"), value.get_ref(), false))
                };
                let sorted: BTreeMap<String, String> = table.iter().map(said).collect();
                format!("{sorted:?}")
            }
        }
    }
}

/// The items of a list in its normal form, each as it is quoted there. A quote within an item has a backslash before it, so that
/// no item can look like two.
pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    let inner = list.strip_prefix("[\"").and_then(|list| list.strip_suffix("\"]"));
    inner.into_iter().flat_map(|inner| inner.split("\", \""))
}

/// A file as it would be after a merge that asks nobody: for each field, the side that changed it; where both did, the proposal.
#[must_use]
pub fn three_way(
    before: Option<&VersionContent>,
    target: Option<&VersionContent>,
    head: Option<&VersionContent>,
) -> Option<VersionContent> {
    if head == before {
        return target.cloned();
    }
    let (Some(VersionContent::Fields(target)), Some(VersionContent::Fields(head))) = (target, head) else {
        return head.cloned();
    };
    let none = Fields::new();
    let before = match before {
        Some(VersionContent::Fields(fields)) => fields,
        _ => &none,
    };
    let keys = target.keys().chain(head.keys());
    let side = |field: &RecordField| if head.get(field) == before.get(field) { target } else { head };
    Some(VersionContent::Fields(
        keys.filter_map(|field| Some((field.clone(), side(field).get(field)?.clone()))).collect(),
    ))
}
