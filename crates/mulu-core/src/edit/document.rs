//! A record that keys are written into: what is not touched stays as it was, byte for byte.
//!
//! A new key goes where the readers ask for it, behind the last of the keys that stand before it there, so that `fmt` finds nothing to
//! move; a new table behind the last of its kind.

use std::ops::Range;

use toml_edit::{DocumentMut, Item, Table, Value as TomlValue};

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::parse::{Diagnostics, TableShape, ValueType, describe, split};
use crate::slice::slice_lossy;
use crate::source::kind_of;

use super::{Edit, append_inline, toml_string};

/// A value as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenValue {
    /// A text.
    Text(String),
    /// A calendar day.
    Day(Day),
    /// A whole number.
    Whole(i64),
    /// A list of texts.
    Texts(Vec<String>),
    /// A value that is TOML already.
    Toml(String),
}

impl WrittenValue {
    /// As TOML has it.
    #[must_use]
    pub fn toml(&self) -> String {
        match self {
            WrittenValue::Text(text) => toml_string(text),
            WrittenValue::Day(day) => day.to_string(),
            WrittenValue::Whole(whole) => whole.to_string(),
            WrittenValue::Texts(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| toml_string(text)).collect();
                format!("[{}]", texts.join(", "))
            }
            WrittenValue::Toml(toml) => toml.clone(),
        }
    }
}

/// Where in a record a key stands.
#[derive(Clone, Copy, Debug)]
pub enum KeyLocation<'p> {
    /// Among the record's own keys.
    Top,
    /// In a table of its own: `[catalogue]`.
    Table(&'p str),
    /// In one of several: the table of `[[adoption]]` at a place.
    Entry(&'p str, usize),
    /// In one of several within one of several: `[[class]]` at a place, its `[[class.topic]]` at another.
    Inner(&'p str, usize, &'p str, usize),
}

/// A record's text, open to be written into.
pub struct EditableRecord<'t> {
    path: &'t str,
    text: &'t str,
    toml: Range<usize>,
    pub(super) edited: DocumentMut,
    pub(super) shape: TableShape,
    is_crlf: bool,
    /// The prose that takes the place of the one below the front matter.
    prose: Option<String>,
}

impl<'t> EditableRecord<'t> {
    /// Opens a record.
    ///
    /// # Errors
    /// When it is not whole TOML, or its line ends are mixed: then it could not be left as it was.
    pub fn open(path: &'t str, text: &'t str) -> Result<Self, Message> {
        let kind = kind_of(path).ok_or_else(|| message!("不是记录", "this is not a record"))?;
        let toml = if kind.has_prose() {
            let diagnostics = Diagnostics::default();
            match split(text, &diagnostics) {
                Some(parts) if diagnostics.finish().is_empty() => parts.toml.start as usize..parts.toml.end as usize,
                _ => return Err(message!("文件头不完整", "its front matter is not whole")),
            }
        } else {
            text.len() - text.trim_start_matches('\u{feff}').len()..text.len()
        };
        let own = slice_lossy(text, toml.clone());
        let lines = own.matches('\n').count();
        let is_crlf = lines > 0 && own.matches("\r\n").count() == lines;
        let lf = own.replace("\r\n", "\n");
        let edited: DocumentMut = lf.parse().map_err(|error: toml_edit::TomlError| {
            let message = error.message().trim().replace('\n', "; ");
            message!("TOML 语法有误：{message}", "this is not TOML: {message}")
        })?;
        let as_read = edited.to_string();
        if (!is_crlf && own.contains('\r')) || as_read.trim_end_matches('\n') != lf.trim_end_matches('\n') {
            return Err(message!("换行方式混用，先运行 mulu fmt", "its line ends are mixed: run mulu fmt on it first"));
        }
        Ok(EditableRecord { path, text, toml, edited, shape: describe(kind, path), is_crlf, prose: None })
    }

    /// Writes a key: another value where it has one, else the key too, and its table where that is not there.
    ///
    /// # Errors
    /// When its table is of another form than its kind of record has, or not there and one of several.
    pub fn set(&mut self, part: KeyLocation<'_>, key: &str, value: &WrittenValue) -> Result<(), Message> {
        let shape = self.shape_of(part);
        let known = self.shape.clone();
        let table = self.table(part, &known).ok_or_else(|| unusable(part))?;
        let mut value: TomlValue = value.toml().parse().map_err(|_| unusable(part))?;
        match table {
            // Written over in its place: to insert a key anew would lose the comment above it.
            OwnTable::Table(table) => match table.get_mut(key) {
                Some(Item::Value(old)) => {
                    *value.decor_mut() = old.decor().clone();
                    *old = value;
                }
                other => {
                    let is_known = other.is_some();
                    table.insert(key, Item::Value(value));
                    if !is_known {
                        place(table, key, &shape);
                    }
                }
            },
            OwnTable::Inline(table) => match table.get_mut(key) {
                Some(old) => {
                    *value.decor_mut() = old.decor().clone();
                    *old = value;
                }
                None => {
                    table.insert(key, value);
                }
            },
        }
        Ok(())
    }

    /// Takes a key out, if it is there, with the comments above and beside it.
    ///
    /// # Errors
    /// As [`EditableRecord::set`].
    pub fn unset(&mut self, part: KeyLocation<'_>, key: &str) -> Result<(), Message> {
        let known = self.shape.clone();
        match self.table(part, &known).ok_or_else(|| unusable(part))? {
            OwnTable::Table(table) => table.remove(key).map(drop),
            OwnTable::Inline(table) => table.remove(key).map(drop),
        };
        Ok(())
    }

    /// Takes a table of several out: `[[conformance]]` at a place.
    pub fn remove_entry(&mut self, list: &str, at: usize) {
        match self.edited.get_mut(list) {
            Some(Item::ArrayOfTables(tables)) if at < tables.len() => {
                tables.remove(at);
            }
            Some(Item::Value(TomlValue::Array(array))) if at < array.len() => {
                array.remove(at);
            }
            _ => {}
        }
    }

    /// Adds a table behind those of its kind: `[[waiver]]`.
    ///
    /// # Errors
    /// When the record keeps them in a form that nothing can be appended to.
    pub fn append(&mut self, list: &str, fields: &[(&str, WrittenValue)]) -> Result<(), Message> {
        let lines: Vec<String> = fields.iter().map(|(key, value)| format!("{key} = {}", value.toml())).collect();
        let refused = || {
            message!(
                "{list} 的写法无法追加：改写为 [[{list}]]，每项一段",
                "nothing can be appended to the form that `{list}` has: write a table [[{list}]] for each"
            )
        };
        let now = self.edited.to_string();
        if let Some((text, _)) = append_inline(&now, 0..now.len(), list, &lines) {
            self.edited = text.parse().map_err(|_| refused())?;
            return Ok(());
        }
        let mut table: Table = lines.join("\n").parse::<DocumentMut>().map_err(|_| refused())?.into_table();
        let is_first = self.edited.is_empty();
        let trailing = self.take_trailing();
        if !is_first {
            table.decor_mut().set_prefix(format!("{trailing}\n"));
        }
        let is_new = !self.edited.contains_key(list);
        let tables = self.edited.entry(list).or_insert_with(|| Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
        tables.as_array_of_tables_mut().ok_or_else(refused)?.push(table);
        if is_new {
            place(self.edited.as_table_mut(), list, &self.shape.clone());
        }
        Ok(())
    }

    /// Adds `[[erratum]]`: on which day a published fact was corrected, its key, what was published, and why that is wrong.
    ///
    /// # Errors
    /// As [`EditableRecord::append`].
    pub fn append_erratum(&mut self, date: Day, key: &str, was: WrittenValue, reason: &str) -> Result<(), Message> {
        let text = |text: &str| WrittenValue::Text(text.to_owned());
        let fields = [("date", WrittenValue::Day(date)), ("key", text(key)), ("was", was), ("reason", text(reason))];
        self.append("erratum", &fields)
    }

    /// Puts another prose below the front matter, with the record's own line ends.
    pub fn set_prose(&mut self, prose: &str) {
        let lf = prose.replace("\r\n", "\n");
        self.prose = Some(if self.is_crlf { lf.replace('\n', "\r\n") } else { lf });
    }

    /// The record as it is now to be, and which bytes of it are new.
    #[must_use]
    pub fn edit(&self) -> Edit {
        let mut toml = self.edited.to_string();
        if self.is_crlf {
            toml = toml.replace('\n', "\r\n");
        }
        let below = slice_lossy(self.text, self.toml.end..);
        let fence = below.find('\n').map_or(below.len(), |end| end + 1);
        let prose = self.prose.as_deref().unwrap_or_else(|| slice_lossy(below, fence..));
        let head = slice_lossy(self.text, ..self.toml.start);
        let fence = slice_lossy(below, ..fence);
        // A file may end with its fence.
        let newline = if prose.is_empty() || fence.is_empty() || fence.ends_with('\n') { "" } else { "\n" };
        let text = format!("{head}{toml}{fence}{newline}{prose}");
        let new = changed(self.text, &text);
        Edit { path: self.path.to_owned(), from: None, text, new }
    }

    fn shape_of(&self, part: KeyLocation<'_>) -> TableShape {
        let within = |shape: &TableShape, key: &str| match shape.value(key) {
            Some(ValueType::Table(inner) | ValueType::Tables(inner)) => inner.borrow().clone(),
            _ => TableShape::default(),
        };
        match part {
            KeyLocation::Top => self.shape.clone(),
            KeyLocation::Table(key) | KeyLocation::Entry(key, _) => within(&self.shape, key),
            KeyLocation::Inner(outer, _, key, _) => within(&within(&self.shape, outer), key),
        }
    }

    /// What stands behind the last key of a record without tables: a new record's keys that wait in comments. They stay above the
    /// first table, whose keys they would seem to be below it.
    pub(super) fn take_trailing(&mut self) -> String {
        let has_tables = self.edited.iter().any(|(_, item)| item.is_table() || item.is_array_of_tables());
        let trailing = self.edited.trailing().as_str().unwrap_or_default().to_owned();
        if has_tables || trailing.trim().is_empty() {
            return String::new();
        }
        self.edited.set_trailing("");
        trailing
    }

    fn table(&mut self, part: KeyLocation<'_>, shape: &TableShape) -> Option<OwnTable<'_>> {
        let is_new = matches!(part, KeyLocation::Table(key) if !self.edited.contains_key(key));
        let trailing = if is_new { self.take_trailing() } else { String::new() };
        let top = self.edited.as_table_mut();
        match part {
            KeyLocation::Top => Some(OwnTable::Table(top)),
            KeyLocation::Table(key) => {
                if !top.contains_key(key) {
                    let mut table = Table::new();
                    table.decor_mut().set_prefix(format!("{trailing}\n"));
                    top.insert(key, Item::Table(table));
                    place(top, key, shape);
                }
                own(top.get_mut(key)?)
            }
            KeyLocation::Entry(key, at) => one_of(top.get_mut(key)?, at),
            KeyLocation::Inner(outer, place, key, at) => match one_of(top.get_mut(outer)?, place)? {
                OwnTable::Table(table) => one_of(table.get_mut(key)?, at),
                OwnTable::Inline(table) => {
                    table.get_mut(key)?.as_array_mut()?.get_mut(at)?.as_inline_table_mut().map(OwnTable::Inline)
                }
            },
        }
    }
}

/// The table of several at a place.
fn one_of(list: &mut Item, at: usize) -> Option<OwnTable<'_>> {
    match list {
        Item::ArrayOfTables(tables) => tables.get_mut(at).map(OwnTable::Table),
        Item::Value(TomlValue::Array(array)) => array.get_mut(at)?.as_inline_table_mut().map(OwnTable::Inline),
        _ => None,
    }
}

/// A table, in either of TOML's forms.
enum OwnTable<'o> {
    Table(&'o mut Table),
    Inline(&'o mut toml_edit::InlineTable),
}

fn own(item: &mut Item) -> Option<OwnTable<'_>> {
    match item {
        Item::Table(table) => Some(OwnTable::Table(table)),
        Item::Value(TomlValue::InlineTable(table)) => Some(OwnTable::Inline(table)),
        _ => None,
    }
}

fn unusable(part: KeyLocation<'_>) -> Message {
    let key = match part {
        KeyLocation::Top => "",
        KeyLocation::Table(key) | KeyLocation::Entry(key, _) | KeyLocation::Inner(_, _, key, _) => key,
    };
    message!(
        "{key} 的写法无法修改：运行 mulu check",
        "nothing can be written into the form that `{key}` has: run mulu check"
    )
}

/// Moves a new key of a table behind the last of those that the readers ask for before it; the others stay in their order.
pub(super) fn place(table: &mut Table, key: &str, shape: &TableShape) {
    let rank = |name: &str| shape.keys.iter().position(|(own, _)| *own == name).unwrap_or(usize::MAX);
    let own = rank(key);
    let keys: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let before = keys.iter().rposition(|name| name != key && rank(name) <= own).map_or(0, |at| at + 1);
    let order = |name: &str| {
        let at = keys.iter().position(|own| own == name).unwrap_or(keys.len());
        if name == key { (before, false) } else { (at, true) }
    };
    table.sort_values_by(|a, _, b, _| order(a.get()).cmp(&order(b.get())));
}

/// The bytes of a text that are not as they were: all between the first and the last difference.
pub(super) fn changed(before: &str, after: &str) -> Range<usize> {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let (rest_before, rest_after) = (slice_lossy(before, start..), slice_lossy(after, start..));
    let end = same(&mut rest_before.chars().rev(), &mut rest_after.chars().rev());
    start..after.len() - end
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "+++\nnumber = \"GB 1-2020\" # kept\ntitle = \"t\"\nissued = 2020-01-01\n\n# of the review\n[[review]]\ndate = 2021-01-01\nby = \"a\"\n+++\nprose\n";
    const PATH: &str = "standards/national/gb-1-2020.md";

    fn text(value: &str) -> WrittenValue {
        WrittenValue::Text(value.to_owned())
    }

    #[test]
    fn a_key_goes_where_it_is_asked_for_and_everything_else_stays() {
        let mut open = EditableRecord::open(PATH, RECORD).unwrap();
        open.set(KeyLocation::Top, "effective", &WrittenValue::Day("2020-06-01".parse().unwrap())).unwrap();
        open.set(KeyLocation::Table("catalogue"), "status", &text("listed")).unwrap();
        open.set(KeyLocation::Table("catalogue"), "binding", &text("mandatory")).unwrap();
        open.set(KeyLocation::Table("catalogue"), "listed", &WrittenValue::Day("2026-11-21".parse().unwrap())).unwrap();
        open.set(KeyLocation::Entry("review", 0), "conclusion", &text("continue")).unwrap();
        let edit = open.edit();
        assert_eq!(
            edit.text,
            "+++\nnumber = \"GB 1-2020\" # kept\ntitle = \"t\"\nissued = 2020-01-01\neffective = 2020-06-01\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2026-11-21\nbinding = \"mandatory\"\n\n# of the review\n[[review]]\ndate = 2021-01-01\nconclusion = \"continue\"\nby = \"a\"\n+++\nprose\n"
        );
        assert!(slice_lossy(&edit.text, edit.new.clone()).contains("[catalogue]"));
        assert!(!slice_lossy(&edit.text, edit.new).contains("prose"));
    }

    #[test]
    fn another_value_takes_the_place_of_the_old_one_and_its_comment_stays() {
        let mut open = EditableRecord::open(PATH, RECORD).unwrap();
        open.set(KeyLocation::Top, "number", &text("GB 2-2020")).unwrap();
        assert_eq!(open.edit().text, RECORD.replace("GB 1-2020", "GB 2-2020"));
        open.unset(KeyLocation::Top, "issued").unwrap();
        assert_eq!(open.edit().text, RECORD.replace("GB 1-2020", "GB 2-2020").replace("issued = 2020-01-01\n", ""));
    }

    #[test]
    fn what_is_said_above_a_key_stays_when_its_value_changes() {
        let record =
            "# of all\n\n# of the name\nname = \"a\" # beside\ncontact = \"x\"\n[[order]]\n# of what\nabout = \"x\"\n";
        let mut open = EditableRecord::open("agencies/a.toml", record).unwrap();
        open.set(KeyLocation::Top, "name", &text("b")).unwrap();
        open.set(KeyLocation::Entry("order", 0), "about", &text("y")).unwrap();
        let expected = record.replace("name = \"a\"", "name = \"b\"").replace("about = \"x\"", "about = \"y\"");
        assert_eq!(open.edit().text, expected);
    }

    #[test]
    fn keys_that_wait_in_comments_stay_above_the_first_table() {
        let record = "+++\nnumber = \"GB 1-2020\"\n# title_en = \"\"\nissued = 2020-01-01\n# sample = true\n+++\n";
        let mut open = EditableRecord::open(PATH, record).unwrap();
        open.set(KeyLocation::Table("catalogue"), "status", &text("listed")).unwrap();
        let listed = record.replace("true\n", "true\n\n[catalogue]\nstatus = \"listed\"\n");
        assert_eq!(open.edit().text, listed);
        let mut open = EditableRecord::open(PATH, record).unwrap();
        open.append("review", &[("by", text("a"))]).unwrap();
        assert_eq!(open.edit().text, record.replace("true\n", "true\n\n[[review]]\nby = \"a\"\n"));
    }

    #[test]
    fn line_ends_a_byte_order_mark_and_lists_in_brackets_stay() {
        let record = "\u{feff}name = \"a\"\r\njurisdiction = \"430100\"\r\nadoption = [{ standard = \"GB 1\", status = \"planned\" }] # kept\r\n\r\n[[order]]\r\nabout = \"x\"\r\n";
        let mut open = EditableRecord::open("agencies/a.toml", record).unwrap();
        assert_eq!(open.edit().text, record);
        open.append("adoption", &[("standard", text("GB 2")), ("status", text("planned"))]).unwrap();
        open.set(KeyLocation::Entry("adoption", 0), "status", &text("implemented")).unwrap();
        open.append("order", &[("about", text("y"))]).unwrap();
        let expected = record
            .replace("\"planned\" }]", "\"implemented\" }, { standard = \"GB 2\", status = \"planned\" }]")
            + "\r\n[[order]]\r\nabout = \"y\"\r\n";
        assert_eq!(open.edit().text, expected);
        assert!(EditableRecord::open("agencies/a.toml", "name = \"a\"\r\njurisdiction = \"430100\"\n").is_err());
    }
}
