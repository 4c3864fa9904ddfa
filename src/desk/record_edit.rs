//! What a form says → edits of its record: only what differs from the text that the form was made from is written.

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::edit::{Edit, EditableRecord, RecordValues, WrittenValue, values};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Kind;
use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_exchange::typed_day;

use super::Pairs;

/// What a form says of a record.
#[derive(Clone, Debug, Default)]
pub struct FormValues {
    /// What each field says, by its path.
    pub fields: BTreeMap<String, String>,
    /// The entries that are to go.
    pub removed: Vec<String>,
}

/// Why a form cannot be written: the field, and why.
pub type Refusal = (Option<String>, Message);

impl FormValues {
    /// Reads a form.
    pub fn of(form: &Pairs) -> FormValues {
        let fields =
            form.iter().filter_map(|(name, value)| Some((name.strip_prefix("f.")?.to_owned(), value.to_owned())));
        let removed = form.iter().filter_map(|(name, _)| name.strip_prefix("remove."));
        FormValues { fields: fields.collect(), removed: removed.map(str::to_owned).collect() }
    }
}

/// The record with what the person changed of it.
///
/// # Errors
/// What cannot be read of the form, and where.
pub fn edited(path: &str, base: &str, typed: &FormValues) -> Result<Edit, Vec<Refusal>> {
    let whole = |why: Message| vec![(None, why)];
    let before = values(path, base).map_err(whole)?;
    let mut document = EditableRecord::open(path, base).map_err(whole)?;
    let kind = Kind::of_path(path).ok_or_else(|| whole(message!("不是记录", "this is not a record")))?;
    let shape = describe(kind, path);
    let mut refusals = Vec::new();
    for (own, target) in renumbered(&before, typed) {
        let text = typed.fields.get(&own).map_or("", String::as_str);
        if own == "prose" {
            let said = before.prose.as_ref().map_or("", |(prose, _)| prose.as_str());
            if text != said.replace("\r\n", "\n") {
                document.set_prose(text);
            }
            continue;
        }
        let is_odd = before.fields.get(&own).is_some_and(|field| field.is_odd);
        let Some(value) = value_at(&shape, &own).filter(|_| !is_odd) else { continue };
        if same(&value, text, before.text(&own)) {
            continue;
        }
        if let Err(why) = write(&mut document, &target, &value, (text, before.text(&own))) {
            refusals.push((Some(own), why));
        }
    }
    for entry in last_first(&typed.removed) {
        document.take(&entry);
    }
    if refusals.is_empty() { Ok(document.edit()) } else { Err(refusals) }
}

/// Whether a field still says what the file does: blanks at the ends are a form's, but of a text of several lines.
fn same(value: &ValueType, text: &str, said: &str) -> bool {
    if text == said {
        return true;
    }
    let lines =
        |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    match value {
        ValueType::List(_) | ValueType::Free(_) | ValueType::Any => lines(text) == lines(said),
        _ => text.trim() == said.trim(),
    }
}

/// The fields that are written, each with the path that it gets: entries that are new are counted on behind those that are there,
/// blanks between them left out; entries that go are not written into.
fn renumbered(before: &RecordValues, typed: &FormValues) -> Vec<(String, String)> {
    let mut places: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for (path, text) in &typed.fields {
        if text.trim().is_empty() {
            continue;
        }
        for (list, at) in entries_above(path) {
            if at >= before.count(&list) {
                places.entry(list).or_default().insert(at, 0);
            }
        }
    }
    for (list, places) in &mut places {
        let count = before.count(list);
        places.values_mut().enumerate().for_each(|(nth, place)| *place = count + nth);
    }
    let is_removed = |path: &str| typed.removed.iter().any(|gone| path.starts_with(&format!("{gone}.")));
    let mut fields = Vec::new();
    for path in typed.fields.keys().filter(|path| !is_removed(path)) {
        let mut steps: Vec<String> = path.split('.').map(str::to_owned).collect();
        let mut is_blank = false;
        for (list, at) in entries_above(path) {
            if at < before.count(&list) {
                continue;
            }
            let depth = list.split('.').count();
            match (places.get(&list).and_then(|places| places.get(&at)), steps.get_mut(depth)) {
                (Some(place), Some(step)) => *step = place.to_string(),
                _ => is_blank = true,
            }
        }
        if !is_blank {
            fields.push((path.clone(), steps.join(".")));
        }
    }
    // A new entry is made at its place only when those before it are there.
    fields.sort_by_key(|(_, target)| order(target));
    fields
}

/// Paths in the order of their entries: the tenth behind the ninth.
fn order(path: &str) -> Vec<(usize, String)> {
    path.split('.')
        .map(|step| step.parse::<usize>().map_or_else(|_| (0, step.to_owned()), |at| (at, String::new())))
        .collect()
}

/// The entries that a path lies in: the path of the list, and the place.
pub fn entries_above(path: &str) -> Vec<(String, usize)> {
    let steps: Vec<&str> = path.split('.').collect();
    let places = steps.iter().enumerate().filter_map(|(depth, step)| Some((depth, step.parse::<usize>().ok()?)));
    places.map(|(depth, at)| (steps.iter().take(depth).copied().collect::<Vec<_>>().join("."), at)).collect()
}

fn last_first(removed: &[String]) -> Vec<String> {
    let all: BTreeSet<(Vec<(usize, String)>, String)> =
        removed.iter().map(|path| (order(path), path.clone())).collect();
    all.into_iter().rev().map(|(_, path)| path).collect()
}

/// What the readers take at a path.
pub fn value_at(shape: &TableShape, path: &str) -> Option<ValueType> {
    let (key, rest) = path.split_once('.').map_or((path, ""), |(key, rest)| (key, rest));
    if key == "*" && rest.is_empty() && shape.other_days {
        return Some(ValueType::Any);
    }
    match (shape.value(key)?, rest) {
        (ValueType::Table(inner), rest) if !rest.is_empty() => value_at(&inner.borrow(), rest),
        (ValueType::Tables(inner), rest) => {
            let (at, below) = rest.split_once('.')?;
            at.parse::<usize>().ok()?;
            value_at(&inner.borrow(), below)
        }
        (value, "") => Some(value.clone()),
        _ => None,
    }
}

fn write(
    document: &mut EditableRecord<'_>,
    path: &str,
    value: &ValueType,
    (text, said): (&str, &str),
) -> Result<(), Message> {
    if matches!(value, ValueType::Free(_) | ValueType::Any) {
        return write_lines(document, path, text, said);
    }
    if text.trim().is_empty() {
        document.take(path);
        return Ok(());
    }
    document.put(path, &written(value, text)?)
}

/// Lines of TOML: each key by itself, so that those that stay keep their place and their comments.
fn write_lines(document: &mut EditableRecord<'_>, path: &str, text: &str, said: &str) -> Result<(), Message> {
    let read = |text: &str| {
        text.parse::<toml::Table>().map_err(|error| {
            let why = error.message().trim().replace('\n', "; ");
            message!(
                "每行写作「名 = 值」，文字加引号，日期写作 2026-01-31：{why}",
                "write each line as `key = value`, texts in quotes, days as 2026-01-31: {why}"
            )
        })
    };
    let (now, before) = (read(text)?, read(said).unwrap_or_default());
    let above = path.strip_suffix('*').map_or_else(|| format!("{path}."), str::to_owned);
    let all: BTreeSet<&String> = now.keys().chain(before.keys()).collect();
    for key in all {
        if key.contains('.') || key.is_empty() {
            return Err(message!(
                "名称 {key} 里有点号：在文件里改",
                "the name `{key}` has a dot: change it in the file"
            ));
        }
        match now.get(key) {
            Some(value) if before.get(key) == Some(value) => {}
            Some(value) => document.put(&format!("{above}{key}"), &WrittenValue::Toml(value.to_string()))?,
            None => document.take(&format!("{above}{key}")),
        }
    }
    Ok(())
}

fn written(value: &ValueType, text: &str) -> Result<WrittenValue, Message> {
    let trimmed = text.trim();
    Ok(match value {
        ValueType::Day => WrittenValue::Day(typed_day(trimmed)?),
        ValueType::DayOrUnknown if trimmed != "unknown" => WrittenValue::Day(typed_day(trimmed)?),
        ValueType::Flag => match trimmed {
            "true" | "false" => WrittenValue::Toml(trimmed.to_owned()),
            _ => return Err(message!("写 true 或 false", "write true or false")),
        },
        ValueType::Integer(low, high) => match trimmed.parse::<i64>() {
            Ok(whole) if (*low..=*high).contains(&whole) => WrittenValue::Whole(whole),
            _ => return Err(message!("应为 {low} 到 {high} 的整数", "it must be a whole number from {low} to {high}")),
        },
        ValueType::Amount => {
            let is_number = trimmed.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0);
            let is_toml = format!("a = {trimmed}").parse::<toml::Table>().is_ok();
            if !(is_number && is_toml) {
                return Err(message!("应为不小于 0 的数", "it must be a number that is not negative"));
            }
            WrittenValue::Toml(trimmed.to_owned())
        }
        ValueType::List(item) => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let items = lines.map(|line| written(item, line)).collect::<Result<Vec<_>, _>>()?;
            let texts =
                items.iter().map(|item| if let WrittenValue::Text(text) = item { Some(text.clone()) } else { None });
            match texts.collect::<Option<Vec<String>>>() {
                Some(texts) => WrittenValue::Texts(texts),
                None => WrittenValue::Toml(format!(
                    "[{}]",
                    items.iter().map(WrittenValue::toml).collect::<Vec<_>>().join(", ")
                )),
            }
        }
        ValueType::Text if trimmed.contains('\n') => WrittenValue::Text(text.trim_end().to_owned()),
        _ => WrittenValue::Text(trimmed.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "standards/national/gb-1-2020.md";
    const RECORD: &str = "+++\n# of all\nnumber = \"GB 1-2020\" # kept\ntitle = \"t\"\nclasses = [\n  \"a\", # of a\n  \"b\",\n]\nissued = 2020-01-01\n\n[catalogue] # kept\nstatus = \"listed\"\n\n# first\n[[review]]\ndate = 2021-01-01\nconclusion = \"continue\"\nby = \"x\"\n\n# second\n[[review]]\ndate = 2024-01-01\nconclusion = \"continue\"\nby = \"x\"\n+++\nprose\n";

    fn typed(fields: &[(&str, &str)], removed: &[&str]) -> FormValues {
        let pair = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        FormValues {
            fields: fields.iter().map(pair).collect(),
            removed: removed.iter().map(|path| (*path).to_owned()).collect(),
        }
    }

    #[test]
    fn a_form_that_says_the_same_changes_no_byte() {
        let said = values(PATH, RECORD).unwrap();
        let fields = said.fields.iter().map(|(path, field)| (path.clone(), field.text.clone()));
        let mut all: BTreeMap<String, String> = fields.collect();
        all.insert("prose".to_owned(), "prose\n".to_owned());
        all.insert("review.2.date".to_owned(), String::new());
        all.insert("withdrawn".to_owned(), " ".to_owned());
        let edit = edited(PATH, RECORD, &FormValues { fields: all, removed: Vec::new() }).unwrap();
        assert_eq!(edit.text, RECORD);
    }

    #[test]
    fn only_what_differs_is_written() {
        let form = typed(
            &[
                ("title", "u"),
                ("issued", "2020年1月2日"),
                ("catalogue.binding", "mandatory"),
                ("review.1.reason", "because"),
                ("review.5.date", "2026-01-01"),
                ("review.5.by", "y"),
                ("classes", "a\nc"),
                ("prose", "other\n"),
            ],
            &["review.0"],
        );
        let edit = edited(PATH, RECORD, &form).unwrap();
        let expected = RECORD
            .replace("title = \"t\"", "title = \"u\"")
            .replace("issued = 2020-01-01", "issued = 2020-01-02")
            .replace("status = \"listed\"\n", "status = \"listed\"\nbinding = \"mandatory\"\n")
            .replace("# first\n[[review]]\ndate = 2021-01-01\nconclusion = \"continue\"\nby = \"x\"\n\n", "")
            .replace(
                "by = \"x\"\n+++",
                "by = \"x\"\nreason = \"because\"\n\n[[review]]\ndate = 2026-01-01\nby = \"y\"\n+++",
            )
            .replace("  \"b\",\n", "  \"c\",\n")
            .replace("prose\n", "other\n");
        assert_eq!(edit.text, expected);
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_field() {
        let refused = edited(PATH, RECORD, &typed(&[("issued", "soon"), ("title", "u")], &[])).unwrap_err();
        assert_eq!(refused.iter().map(|(field, _)| field.as_deref()).collect::<Vec<_>>(), [Some("issued")]);
    }

    #[test]
    fn the_days_of_a_case_are_written_one_by_one() {
        let record = "title = \"c\"\n\n[[case]]\nref = \"1\" # kept\napplied = 2026-01-02 # day\n";
        let form = typed(&[("case.0.*", "applied = 2026-01-02\naccepted = 2026-01-05")], &[]);
        let edit = edited("cases/c.toml", record, &form).unwrap();
        assert_eq!(edit.text, format!("{record}accepted = 2026-01-05\n"));
    }
}
