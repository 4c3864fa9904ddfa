//! A record as a form has it: what each of its keys says, as a person would type it, by the path of the key.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{Document as Parsed, Item, TableLike, Value as TomlValue};

use crate::message;
use crate::message::Message;
use crate::parse::{Diagnostics, TableShape, ValueType, describe, split};
use crate::slice::slice_lossy;
use crate::source::kind_of;

/// What a key says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldValue {
    /// As it is typed: of a list an item a line, of what only TOML can say its lines.
    pub text: String,
    /// The bytes of the file that say it.
    pub span: Range<usize>,
    /// Whether the file has something there that no field can hold: it is shown, and left as it is.
    pub is_odd: bool,
}

/// What a record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordValues {
    /// The keys that it has, by their paths: `review.0.date`.
    pub fields: BTreeMap<String, FieldValue>,
    /// How many entries each list of tables has, by its path, and the bytes of each.
    pub entries: BTreeMap<String, Vec<Range<usize>>>,
    /// The text below the front matter, and where it begins.
    pub prose: Option<(String, usize)>,
}

impl RecordValues {
    /// What a key says; nothing where it is not there.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.fields.get(path).map_or("", |field| field.text.as_str())
    }

    /// How many entries a list of tables has.
    #[must_use]
    pub fn count(&self, path: &str) -> usize {
        self.entries.get(path).map_or(0, Vec::len)
    }

    /// The key that has a place of the file, or the entry that it lies in: the narrowest of them.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<String> {
        let holds = |span: &&Range<usize>| span.start <= place && place < span.end.max(span.start + 1);
        let fields = self.fields.iter().map(|(path, field)| (path.clone(), &field.span));
        let entries = self
            .entries
            .iter()
            .flat_map(|(path, all)| all.iter().enumerate().map(move |(at, span)| (format!("{path}.{at}"), span)));
        let found = fields.chain(entries).filter(|(_, span)| holds(span));
        found.min_by_key(|(_, span)| span.len()).map(|(path, _)| path)
    }
}

/// What a record says, by the paths of its keys.
///
/// # Errors
/// When it is no record, or not TOML.
pub fn values(path: &str, text: &str) -> Result<RecordValues, Message> {
    let kind = kind_of(path).ok_or_else(|| message!("不是记录", "this is not a record"))?;
    let (toml, body) = if kind.has_prose() {
        let diagnostics = Diagnostics::default();
        match split(text, &diagnostics) {
            Some(parts) if diagnostics.finish().is_empty() => {
                (parts.toml.start as usize..parts.toml.end as usize, Some(parts.body.start as usize))
            }
            _ => return Err(message!("文件头不完整", "its front matter is not whole")),
        }
    } else {
        (text.len() - text.trim_start_matches('\u{feff}').len()..text.len(), None)
    };
    let own = slice_lossy(text, toml.clone());
    let parsed = Parsed::parse(own).map_err(|error| {
        let message = error.message().trim().replace('\n', "; ");
        message!("TOML 语法有误：{message}", "this is not TOML: {message}")
    })?;
    let mut reader = ValueReader { offset: toml.start, values: RecordValues::default() };
    reader.table(parsed.as_table(), &describe(kind, path), "");
    reader.values.prose = body.map(|start| (slice_lossy(text, start..).to_owned(), start));
    Ok(reader.values)
}

struct ValueReader {
    offset: usize,
    values: RecordValues,
}

impl ValueReader {
    fn table(&mut self, table: &dyn TableLike, shape: &TableShape, above: &str) {
        let mut others = Vec::new();
        for (key, item) in table.iter() {
            let path = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
            match shape.value(key) {
                Some(value) => self.item(item, value, &path),
                None => others.push((key, item)),
            }
        }
        if shape.other_days && !others.is_empty() {
            let lines: Vec<String> = others.iter().map(|(key, item)| line(key, item)).collect();
            let span =
                others.iter().filter_map(|(_, item)| item.span()).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
            let path = if above.is_empty() { "*".to_owned() } else { format!("{above}.*") };
            self.add(path, &lines.join("\n"), span, false);
        }
    }

    fn item(&mut self, item: &Item, value: &ValueType, path: &str) {
        match (value, item) {
            (ValueType::Table(shape), _) if item.is_table_like() => {
                if let Some(table) = item.as_table_like() {
                    self.table(table, &shape.borrow(), path);
                }
            }
            (ValueType::Tables(shape), Item::ArrayOfTables(list)) => {
                for (at, table) in list.iter().enumerate() {
                    self.entry(table, table.span(), (&shape.borrow(), path, at));
                }
            }
            (ValueType::Tables(shape), Item::Value(TomlValue::Array(list)))
                if list.iter().all(TomlValue::is_inline_table) =>
            {
                for (at, item) in list.iter().enumerate() {
                    if let Some(table) = item.as_inline_table() {
                        self.entry(table, item.span(), (&shape.borrow(), path, at));
                    }
                }
            }
            (ValueType::Free(_) | ValueType::Any, _) => match item.as_table_like() {
                Some(table) => {
                    let lines: Vec<String> = table.iter().map(|(key, item)| line(key, item)).collect();
                    self.add(path.to_owned(), &lines.join("\n"), item.span(), false);
                }
                None => self.odd(path, item),
            },
            (ValueType::List(_), Item::Value(TomlValue::Array(list))) => {
                match list.iter().map(scalar).collect::<Option<Vec<String>>>() {
                    // An item of several lines cannot be told from several items.
                    Some(items) if !items.iter().any(|item| item.contains('\n')) => {
                        self.add(path.to_owned(), &items.join("\n"), item.span(), false);
                    }
                    _ => self.odd(path, item),
                }
            }
            (ValueType::Table(_) | ValueType::Tables(_) | ValueType::List(_), _) => self.odd(path, item),
            (_, Item::Value(own)) => match scalar(own) {
                Some(text) => self.add(path.to_owned(), &text, item.span(), false),
                None => self.odd(path, item),
            },
            _ => self.odd(path, item),
        }
    }

    fn entry(
        &mut self,
        table: &dyn TableLike,
        span: Option<Range<usize>>,
        (shape, path, at): (&TableShape, &str, usize),
    ) {
        // The table of a header ends behind its header: what it says reaches to its last value.
        let end = table.iter().filter_map(|(_, item)| item.span()).map(|span| span.end).max();
        let span = span.unwrap_or_default();
        let span = self.offset + span.start..self.offset + end.unwrap_or_default().max(span.end);
        self.values.entries.entry(path.to_owned()).or_default().push(span);
        self.table(table, shape, &format!("{path}.{at}"));
    }

    fn odd(&mut self, path: &str, item: &Item) {
        let text = item.to_string().trim().to_owned();
        self.add(path.to_owned(), &text, item.span(), true);
    }

    fn add(&mut self, path: String, text: &str, span: Option<Range<usize>>, is_odd: bool) {
        let span = span.unwrap_or_default();
        let span = self.offset + span.start..self.offset + span.end;
        self.values.fields.insert(path, FieldValue { text: text.replace("\r\n", "\n"), span, is_odd });
    }
}

/// A key that a person has named, as TOML has it on a line.
fn line(key: &str, item: &Item) -> String {
    let value = match item {
        Item::Value(value) => value.clone().decorated("", "").to_string(),
        Item::Table(table) => table.clone().into_inline_table().to_string().trim().to_owned(),
        other => other.to_string().trim().to_owned(),
    };
    format!("{} = {value}", toml_edit::Key::new(key))
}

fn scalar(value: &TomlValue) -> Option<String> {
    Some(match value {
        TomlValue::String(text) => text.value().clone(),
        TomlValue::Integer(whole) => whole.value().to_string(),
        TomlValue::Float(number) => number.value().to_string(),
        TomlValue::Boolean(flag) => flag.value().to_string(),
        TomlValue::Datetime(day) => day.value().to_string(),
        TomlValue::Array(_) | TomlValue::InlineTable(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_told_by_its_path_with_its_place() {
        let text = "+++\nnumber = \"GB 1-2020\"\nclasses = [\"a\", \"b\"]\n\n[catalogue]\nstatus = \"listed\"\n\n[[review]]\ndate = 2021-01-01\n\n[[review]]\ndate = 2024-01-01\n+++\nprose\n";
        let said = values("standards/national/gb-1-2020.md", text).unwrap();
        assert_eq!(said.text("number"), "GB 1-2020");
        assert_eq!(said.text("classes"), "a\nb");
        assert_eq!(said.text("catalogue.status"), "listed");
        assert_eq!((said.count("review"), said.text("review.1.date")), (2, "2024-01-01"));
        assert_eq!(said.prose, Some(("prose\n".to_owned(), text.find("prose").unwrap())));
        for (path, value) in
            [("review.1.date", "2024-01-01"), ("number", "\"GB 1-2020\""), ("catalogue.status", "\"listed\"")]
        {
            assert_eq!(&text[said.fields[path].span.clone()], value);
            assert_eq!(said.at(text.find(value).unwrap()).as_deref(), Some(path));
        }
    }

    #[test]
    fn what_no_field_holds_is_odd_and_days_of_a_case_are_lines() {
        let said = values("agencies/a.toml", "name = [1]\nroles = \"x\"\n").unwrap();
        assert!(said.fields["name"].is_odd && said.fields["roles"].is_odd);
        let said =
            values("cases/c.toml", "[[case]]\nref = \"1\"\napplied = 2026-01-02\naccepted = 2026-01-05\n").unwrap();
        assert_eq!(said.text("case.0.*"), "applied = 2026-01-02\naccepted = 2026-01-05");
    }
}
