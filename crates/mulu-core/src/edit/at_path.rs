//! Writing at a path such as `clause.3.duty.0.title`, however deep it leads and whichever of TOML's forms a record has there.
//!
//! Tables and entries that are not there yet are made where the readers ask for them. A list of texts is changed item by item, so that
//! the comments beside those that stay are kept.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value as TomlValue};

use crate::message;
use crate::message::Message;
use crate::parse::{TableShape, ValueType};
use crate::slice::slice_lossy;

use super::document::place;
use super::{EditableRecord, WrittenValue};

impl EditableRecord<'_> {
    /// Writes a value at a path: keys and places of entries, with dots between them. A place behind the last entry adds one.
    ///
    /// # Errors
    /// When the record has something else than a table or a list on the way there.
    pub fn put(&mut self, path: &str, value: &WrittenValue) -> Result<(), Message> {
        let unusable = || {
            message!(
                "{path} 的写法无法修改：运行 mulu check",
                "nothing can be written into the form that `{path}` has: run mulu check"
            )
        };
        let value: TomlValue = value.toml().parse().map_err(|_| unusable())?;
        let steps: Vec<&str> = path.split('.').collect();
        let is_new = steps.len() > 1 && steps.first().is_some_and(|key| !self.edited.contains_key(key));
        let mut above = if is_new { self.take_trailing() } else { String::new() };
        let shape = self.shape.clone();
        put_in_table(self.edited.as_table_mut(), &shape, &steps, value, &mut above).ok_or_else(unusable)
    }

    /// Takes out what stands at a path, a key or an entry, with the comments above it. Nothing happens where nothing is there.
    pub fn take(&mut self, path: &str) {
        let steps: Vec<&str> = path.split('.').collect();
        take_from(self.edited.as_item_mut(), &steps);
    }
}

/// What is known of the keys below a key.
fn below(shape: &TableShape, key: &str) -> TableShape {
    match shape.value(key) {
        Some(ValueType::Table(inner) | ValueType::Tables(inner)) => inner.borrow().clone(),
        _ => TableShape::default(),
    }
}

fn put_in_table(
    table: &mut Table,
    shape: &TableShape,
    steps: &[&str],
    value: TomlValue,
    above: &mut String,
) -> Option<()> {
    let (key, rest) = steps.split_first()?;
    if rest.is_empty() {
        return set(table, shape, key, value);
    }
    let at = rest.first().and_then(|at| at.parse::<usize>().ok());
    if !table.contains_key(key) {
        let new = if at.is_some() { Item::ArrayOfTables(ArrayOfTables::new()) } else { Item::Table(new_table(above)) };
        table.insert(key, new);
        place(table, key, shape);
    }
    let inner = below(shape, key);
    match (table.get_mut(key)?, at) {
        (Item::Table(own), None) => put_in_table(own, &inner, rest, value, above),
        (Item::Value(TomlValue::InlineTable(own)), None) => put_in_inline(own, &inner, rest, value),
        (Item::ArrayOfTables(list), Some(at)) => {
            if at >= list.len() {
                list.push(new_table(above));
            }
            let last = list.len().checked_sub(1)?;
            put_in_table(list.get_mut(at.min(last))?, &inner, rest.get(1..)?, value, above)
        }
        (Item::Value(TomlValue::Array(list)), Some(at)) => {
            put_in_inline(inline_entry(list, at)?, &inner, rest.get(1..)?, value)
        }
        _ => None,
    }
}

/// A table that an empty line sets off, below what waited in comments for a first table.
fn new_table(above: &mut String) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix(format!("{}\n", std::mem::take(above)));
    table
}

fn put_in_inline(table: &mut InlineTable, shape: &TableShape, steps: &[&str], value: TomlValue) -> Option<()> {
    let (key, rest) = steps.split_first()?;
    if rest.is_empty() {
        match table.get_mut(key) {
            Some(old) => replace(old, value),
            None => drop(table.insert(*key, value)),
        }
        return Some(());
    }
    let at = rest.first().and_then(|at| at.parse::<usize>().ok());
    if !table.contains_key(key) {
        let new = if at.is_some() { Array::new().into() } else { InlineTable::new().into() };
        table.insert(*key, new);
    }
    let inner = below(shape, key);
    match (table.get_mut(key)?, at) {
        (TomlValue::InlineTable(own), None) => put_in_inline(own, &inner, rest, value),
        (TomlValue::Array(list), Some(at)) => put_in_inline(inline_entry(list, at)?, &inner, rest.get(1..)?, value),
        _ => None,
    }
}

/// The table of a list in brackets at a place; a new one behind the last, on a line of its own where the last has one.
fn inline_entry(list: &mut Array, at: usize) -> Option<&mut InlineTable> {
    if at >= list.len() {
        push_like_the_last(list, InlineTable::new().into());
    }
    let last = list.len().checked_sub(1)?;
    list.get_mut(at.min(last))?.as_inline_table_mut()
}

fn set(table: &mut Table, shape: &TableShape, key: &str, value: TomlValue) -> Option<()> {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            replace(old, value);
            Some(())
        }
        // A table stands where a value is to be: whoever wrote it meant something else.
        Some(Item::Table(_) | Item::ArrayOfTables(_)) => None,
        Some(Item::None) | None => {
            table.insert(key, Item::Value(value));
            place(table, key, shape);
            Some(())
        }
    }
}

/// Puts a value in the place of another: its comments stay, of a list those of all items that stay.
fn replace(old: &mut TomlValue, mut value: TomlValue) {
    if let (TomlValue::Array(own), TomlValue::Array(new)) = (&mut *old, &value)
        && let (Some(before), Some(after)) = (texts(own), texts(new))
        && change_items(own, &before, &after)
    {
        return;
    }
    *value.decor_mut() = old.decor().clone();
    *old = value;
}

fn texts(list: &Array) -> Option<Vec<String>> {
    list.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Takes items out of a list and adds some behind the last; false where others move, which it cannot do.
fn change_items(list: &mut Array, before: &[String], after: &[String]) -> bool {
    let kept: Vec<&String> = before.iter().filter(|item| after.contains(item)).collect();
    let stays = after.iter().zip(&kept).filter(|(one, other)| one == *other).count() == kept.len();
    let is_plain =
        |items: &[String]| (1..items.len()).all(|at| !items.iter().take(at).any(|one| Some(one) == items.get(at)));
    if !stays || !is_plain(before) || !is_plain(after) || kept.is_empty() {
        return false;
    }
    for at in (0..before.len()).rev() {
        if before.get(at).is_some_and(|item| !after.contains(item)) {
            remove_item(list, at);
        }
    }
    for item in after.iter().skip(kept.len()) {
        push_like_the_last(list, item.as_str().into());
    }
    true
}

/// What stands before an item, or behind the last: first the comment beside the item before, then what is above the item itself.
fn before_item(list: &Array, at: usize) -> String {
    let own = match list.get(at) {
        Some(item) => item.decor().prefix().and_then(|prefix| prefix.as_str()),
        None => list.trailing().as_str(),
    };
    own.unwrap_or_default().to_owned()
}

fn set_before_item(list: &mut Array, at: usize, text: String) {
    match list.get_mut(at) {
        Some(item) => item.decor_mut().set_prefix(text),
        None => list.set_trailing(text),
    }
}

/// The comment beside the item before, and the rest.
fn halves(text: &str) -> (&str, &str) {
    text.find('\n').map_or(("", text), |end| (slice_lossy(text, ..end), slice_lossy(text, end..)))
}

/// Takes an item out, with the comments above and beside it; those of the item before stay.
fn remove_item(list: &mut Array, at: usize) {
    if at >= list.len() {
        return;
    }
    let (own, next) = (before_item(list, at), before_item(list, at + 1));
    set_before_item(list, at + 1, format!("{}{}", halves(&own).0, halves(&next).1));
    list.remove(at);
}

/// Adds an item behind the last, set off from it as that is from the one before.
fn push_like_the_last(list: &mut Array, item: TomlValue) {
    let Some(last) = list.len().checked_sub(1) else {
        list.push(item);
        return;
    };
    let (own, trailing) = (before_item(list, last), before_item(list, last + 1));
    let (beside, rest) = halves(&trailing);
    // What is said above the last is not said of this one.
    match own.rfind('\n') {
        Some(line) => {
            let (prefix, rest) = (format!("{beside}{}", slice_lossy(&own, line..)), rest.to_owned());
            list.push_formatted(item.decorated(prefix, ""));
            list.set_trailing(rest);
        }
        None => list.push_formatted(item.decorated(" ", "")),
    }
}

fn take_from(item: &mut Item, steps: &[&str]) {
    let Some((step, rest)) = steps.split_first() else { return };
    if let Ok(at) = step.parse::<usize>() {
        return take_entry(item, at, rest);
    }
    let Some(table) = item.as_table_like_mut() else { return };
    if rest.is_empty() {
        table.remove(step);
        return;
    }
    if let Some(inner) = table.get_mut(step) {
        take_from(inner, rest);
        if is_empty_list(inner) {
            table.remove(step);
        }
    }
}

fn take_entry(item: &mut Item, at: usize, rest: &[&str]) {
    match item {
        Item::ArrayOfTables(list) if rest.is_empty() && at < list.len() => {
            list.remove(at);
        }
        Item::ArrayOfTables(list) => {
            if let (Some(table), Some((key, rest))) = (list.get_mut(at), rest.split_first()) {
                take_key(table, key, rest);
            }
        }
        Item::Value(TomlValue::Array(list)) if rest.is_empty() => remove_item(list, at),
        Item::Value(TomlValue::Array(list)) => {
            let table = list.get_mut(at).and_then(TomlValue::as_inline_table_mut);
            if let (Some(table), Some((key, rest))) = (table, rest.split_first()) {
                take_key(table, key, rest);
            }
        }
        _ => {}
    }
}

fn take_key(table: &mut dyn toml_edit::TableLike, key: &str, rest: &[&str]) {
    if rest.is_empty() {
        table.remove(key);
    } else if let Some(inner) = table.get_mut(key) {
        take_from(inner, rest);
        if is_empty_list(inner) {
            table.remove(key);
        }
    }
}

/// A list whose last entry went goes too.
fn is_empty_list(item: &Item) -> bool {
    match item {
        Item::ArrayOfTables(list) => list.is_empty(),
        Item::Value(TomlValue::Array(list)) => list.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> WrittenValue {
        WrittenValue::Text(value.to_owned())
    }

    fn edited(path: &str, before: &str, change: impl FnOnce(&mut EditableRecord<'_>)) -> String {
        let mut document = EditableRecord::open(path, before).unwrap();
        change(&mut document);
        document.edit().text
    }

    #[test]
    fn entries_within_entries_are_reached_and_all_else_stays() {
        let before = "+++\ntitle = \"t\" # kept\n\n# of one\n[[clause]]\nid = \"1\" # one\n\n[[clause.duty]]\nid = \"a\"\n\n# of two\n[[clause]]\nid = \"2\"\n+++\nprose\n";
        let after = edited("policies/p.md", before, |record| {
            record.put("clause.0.duty.0.title", &text("x")).unwrap();
            record.put("clause.0.duty.1.id", &text("b")).unwrap();
            record.put("clause.1.text", &text("y")).unwrap();
        });
        let expected = before
            .replace("id = \"a\"\n", "id = \"a\"\ntitle = \"x\"\n\n[[clause.duty]]\nid = \"b\"\n")
            .replace("id = \"2\"\n", "id = \"2\"\ntext = \"y\"\n");
        assert_eq!(after, expected);
    }

    #[test]
    fn lists_in_brackets_go_on_in_brackets() {
        let before = "+++\nnumber = \"GB 1-2020\"\nsource = [\n  { url = \"https://a.example\", checked = 2026-01-01 }, # kept\n]\n+++\n";
        let after = edited("standards/national/gb-1-2020.md", before, |record| {
            record.put("source.0.checked", &WrittenValue::Day("2026-02-02".parse().unwrap())).unwrap();
            record.put("source.1.title", &text("b")).unwrap();
        });
        let expected = before.replace("2026-01-01 }, # kept\n", "2026-02-02 }, # kept\n  { title = \"b\" },\n");
        assert_eq!(after, expected);
    }

    #[test]
    fn the_items_of_a_list_that_stay_keep_their_comments() {
        let before = "name = \"a\"\nroles = [\n  \"x\", # of x\n  \"y\", # of y\n]\n";
        let after = edited("agencies/a.toml", before, |record| {
            record.put("roles", &WrittenValue::Texts(vec!["x".to_owned(), "z".to_owned()])).unwrap();
        });
        assert_eq!(after, "name = \"a\"\nroles = [\n  \"x\", # of x\n  \"z\",\n]\n");
    }

    #[test]
    fn the_last_entry_takes_its_list_along() {
        let before = "name = \"a\"\n\n# why\n[[order]]\nabout = \"x\"\n\n[[done]]\nduty = \"y\"\n";
        let after = edited("agencies/a.toml", before, |record| record.take("order.0"));
        assert_eq!(after, "name = \"a\"\n\n[[done]]\nduty = \"y\"\n");
        let nothing = edited("agencies/a.toml", before, |record| record.take("order.7.about"));
        assert_eq!(nothing, before);
    }

    #[test]
    fn the_prose_alone_is_written_anew() {
        let before = "+++\r\ntitle = \"t\"\r\n+++\r\nold\r\n";
        let after = edited("policies/p.md", before, |record| record.set_prose("new\nlines\n"));
        assert_eq!(after, "+++\r\ntitle = \"t\"\r\n+++\r\nnew\r\nlines\r\n");
        let bare = edited("policies/p.md", "+++\ntitle = \"t\"\n+++", |record| record.set_prose("new\n"));
        assert_eq!(bare, "+++\ntitle = \"t\"\n+++\nnew\n");
    }
}
