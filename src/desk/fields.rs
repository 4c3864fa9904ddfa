//! A record's form, made from the declaration of its kind: what the readers ask for, what each key is called, what it can name.

use std::collections::BTreeMap;

use serde::Serialize;

use mulu_core::day::Day;
use mulu_core::edit::RecordValues;
use mulu_core::message::Lang;
use mulu_core::model::{Kind, SchemaOf};
use mulu_core::parse::{TableShape, ValueType};
use mulu_core::references::ReferentKind;
use mulu_core::registry::Registry;
use mulu_core::schema::about;

use super::choices::{Choice, Choose};
use super::clauses::{ClauseView, clause_behind, rule_of};
use super::views::{InputView, ListView, RemarkView};

/// The most entries of a list that are open at once: of a longer one each is opened by itself.
const MOST_OPEN: usize = 12;

/// How deep blanks for new entries are offered. What is deeper and not there is written in an editor.
const DEEPEST: usize = 2;

/// A part of a form, in the order of the page.
#[derive(Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum FormPart {
    /// A field.
    Field {
        /// It.
        field: InputView,
    },
    /// A table or a list of tables begins.
    Section {
        /// Its path.
        path: String,
        /// What it is called.
        title: String,
        /// Its key.
        key: String,
        /// The clause behind it.
        clause: Option<ClauseView>,
        /// Whether it says something.
        is_open: bool,
        /// How many entries a list has.
        count: usize,
    },
    /// It ends.
    EndSection,
    /// An entry of a list begins.
    Entry {
        /// Its path.
        path: String,
        /// What it is called.
        title: String,
        /// Whether it is a blank for a new one.
        is_new: bool,
        /// Whether the person has marked it to go.
        is_removed: bool,
        /// Whether it is unfolded.
        is_open: bool,
    },
    /// It ends.
    EndEntry,
    /// An entry of a long list, which is opened by itself.
    Closed {
        /// Its path.
        path: String,
        /// What it is called.
        title: String,
    },
}

/// What a form shows.
pub struct FormContent<'f> {
    /// The kind of record.
    pub kind: Kind,
    /// Its file.
    pub path: &'f str,
    /// What the file says.
    pub values: &'f RecordValues,
    /// What the person has typed, where that is something else.
    pub typed: &'f BTreeMap<String, String>,
    /// The entries that are to go.
    pub removed: &'f [String],
    /// What is said of it.
    pub remarks: &'f [RemarkView],
    /// What somebody else has written meanwhile, by path.
    pub others: &'f BTreeMap<String, String>,
    /// The entry of a long list that is open.
    pub open: &'f str,
}

/// Makes forms.
pub struct FormBuilder<'b> {
    registry: &'b Registry,
    day: Day,
    lang: Lang,
    content: &'b FormContent<'b>,
    schema: &'static str,
    parts: Vec<FormPart>,
    lists: Vec<ListView>,
}

/// A form of a record: its parts, and the lists that they choose from.
pub fn form(
    content: &FormContent<'_>,
    (registry, day, lang): (&Registry, Day, Lang),
) -> (Vec<FormPart>, Vec<ListView>) {
    let schema = schema_of(content.kind, content.path);
    let shape = mulu_core::parse::describe(content.kind, content.path);
    let mut builder = FormBuilder { registry, day, lang, content, schema, parts: Vec::new(), lists: Vec::new() };
    builder.table(&shape, "", 0, true);
    if let Some((prose, _)) = &content.values.prose {
        let label = if lang == Lang::Zh { "正文（Markdown）" } else { "Prose (Markdown)" };
        let field = InputView { input: "prose", ..builder.input("prose", label.to_owned(), prose) };
        builder.parts.push(FormPart::Field { field });
    }
    (builder.parts, builder.lists)
}

/// The name of the schema that describes a path: the city's own documents have keys that other standards have not.
pub fn schema_of(kind: Kind, path: &str) -> &'static str {
    let folder = |schema: &&SchemaOf| schema.path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let own = path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let schemas = kind.declaration().schemas;
    let found = schemas.iter().find(|schema| folder(schema) == own).or_else(|| schemas.first());
    found.map_or(kind.id(), |schema| schema.name)
}

/// A path without the places of entries: `review.0.date` → `review.date`.
pub fn key_of(path: &str) -> String {
    let keys = path.split('.').filter(|step| !step.bytes().all(|byte| byte.is_ascii_digit()));
    keys.collect::<Vec<_>>().join(".")
}

impl FormBuilder<'_> {
    fn table(&mut self, shape: &TableShape, above: &str, depth: usize, is_there: bool) {
        for (key, value) in &shape.keys {
            let path = if above.is_empty() { (*key).to_owned() } else { format!("{above}.{key}") };
            match value {
                ValueType::Table(inner) => {
                    let has = self.has(&path);
                    if has || (depth < DEEPEST && is_there) {
                        self.open_section(&path, has, 0);
                        self.table(&inner.borrow(), &path, depth + 1, has);
                        self.parts.push(FormPart::EndSection);
                    }
                }
                ValueType::Tables(inner) => self.entries(&inner.borrow(), &path, depth),
                _ => {
                    let is_needed = shape.required.contains(key);
                    self.field(&path, value, is_needed);
                }
            }
        }
        if shape.other_days {
            let path = if above.is_empty() { "*".to_owned() } else { format!("{above}.*") };
            let label = if self.lang == Lang::Zh {
                "各步骤的日期，一行一项：accepted = 2026-01-31"
            } else {
                "days of the steps, a line each: accepted = 2026-01-31"
            };
            let value = self.value(&path);
            let field = InputView { input: "toml", ..self.input(&path, label.to_owned(), &value) };
            self.parts.push(FormPart::Field { field });
        }
    }

    fn entries(&mut self, shape: &TableShape, path: &str, depth: usize) {
        let count = self.content.values.count(path);
        let begins = format!("{path}.");
        let typed = self
            .content
            .typed
            .keys()
            .filter_map(|own| own.strip_prefix(&begins)?.split('.').next()?.parse::<usize>().ok());
        let shown = typed.max().map_or(count, |last| count.max(last.min(count + MOST_OPEN) + 1));
        if count == 0 && depth >= DEEPEST {
            return;
        }
        self.open_section(path, shown > 0, count);
        let is_long = count > MOST_OPEN;
        for at in 0..shown {
            let own = format!("{path}.{at}");
            let title = self.title_of(&own);
            let is_opened = self.content.open == own || self.content.open.starts_with(&format!("{own}."));
            if is_long && at < count && !is_opened && !self.is_touched(&own) {
                self.parts.push(FormPart::Closed { path: own, title });
                continue;
            }
            self.entry(shape, &own, title, (at >= count, is_opened || at >= count, depth));
        }
        if depth < DEEPEST {
            self.entry(shape, &format!("{path}.{shown}"), String::new(), (true, false, depth));
        }
        self.parts.push(FormPart::EndSection);
    }

    fn entry(&mut self, shape: &TableShape, path: &str, title: String, (is_new, is_open, depth): (bool, bool, usize)) {
        let is_removed = self.content.removed.iter().any(|own| own == path);
        let is_open = is_open || self.is_touched(path);
        self.parts.push(FormPart::Entry { path: path.to_owned(), title, is_new, is_removed, is_open });
        self.table(shape, path, depth + 1, !is_new);
        self.parts.push(FormPart::EndEntry);
    }

    fn open_section(&mut self, path: &str, is_open: bool, count: usize) {
        let key = key_of(path);
        let clause = self.clause(&key);
        let is_open = is_open || self.is_touched(path);
        self.parts.push(FormPart::Section {
            path: path.to_owned(),
            title: self.label(&key),
            key,
            clause,
            is_open,
            count,
        });
    }

    fn field(&mut self, path: &str, value: &ValueType, is_needed: bool) {
        let said = self.value(path);
        let is_odd = self.content.values.fields.get(path).is_some_and(|field| field.is_odd);
        let chosen = choose(value);
        if let Some(choose) = chosen
            && !self.lists.iter().any(|list| list.id == choose.id())
        {
            self.lists.push(ListView::of(choose, self.registry, self.day, self.lang));
        }
        let key = key_of(path);
        let mut field = self.input(path, self.label(&key), &said);
        field.is_needed = is_needed;
        // Of what stands in a section, the section names the clause.
        field.clause = if key.contains('.') { None } else { self.clause(&key) };
        field.list = chosen.map(Choose::id);
        field.words = self.words(&key, value);
        field.input = if is_odd { "odd" } else { input(value, &said) };
        // A word that no list has is shown as it stands.
        if field.input == "word" && !said.is_empty() && !field.words.iter().any(|word| word.value == said) {
            field.words.push(Choice { value: said.clone(), label: said });
        }
        self.parts.push(FormPart::Field { field });
    }

    fn input(&self, path: &str, label: String, value: &str) -> InputView {
        let remarks = self.content.remarks.iter().filter(|remark| remark.field.as_deref() == Some(path));
        InputView {
            name: format!("f.{path}"),
            label,
            key: key_of(path).rsplit('.').next().unwrap_or_default().to_owned(),
            value: self.content.typed.get(path).map_or(value, String::as_str).to_owned(),
            other: self.content.others.get(path).cloned(),
            remarks: remarks.cloned().collect(),
            input: "line",
            ..InputView::default()
        }
    }

    fn value(&self, path: &str) -> String {
        self.content.typed.get(path).map_or_else(|| self.content.values.text(path), String::as_str).to_owned()
    }

    fn has(&self, path: &str) -> bool {
        let begins = format!("{path}.");
        self.content.values.fields.keys().any(|own| own.starts_with(&begins))
    }

    /// Whether the person has typed something there, or something is said of it.
    fn is_touched(&self, path: &str) -> bool {
        let begins = format!("{path}.");
        let within = |own: &str| own == path || own.starts_with(&begins);
        let typed = self.content.typed.iter().any(|(own, text)| within(own) && text != self.content.values.text(own));
        typed || self.content.remarks.iter().any(|remark| remark.field.as_deref().is_some_and(within))
    }

    fn clause(&self, key: &str) -> Option<ClauseView> {
        let rule = rule_of(&format!("{}.{key}", self.content.kind.id()))?;
        clause_behind(rule, self.registry, self.day)
    }

    fn label(&self, key: &str) -> String {
        let words =
            about(&format!("{}.{key}", self.schema)).or_else(|| about(&format!("{}.{key}", self.content.kind.id())));
        let own = || key.rsplit('.').next().unwrap_or(key).to_owned();
        words.map_or_else(own, |(zh, en)| if self.lang == Lang::Zh { zh.to_owned() } else { en.to_owned() })
    }

    fn words(&self, key: &str, value: &ValueType) -> Vec<Choice> {
        let cells = self
            .content
            .kind
            .declaration()
            .fields
            .iter()
            .find(|field| field.key == key)
            .map_or(&[][..], |field| field.cells);
        let called = |id: &str| {
            let words = cells.iter().find(|(own, _)| *own == id).and_then(|(_, words)| words.first());
            words.filter(|_| self.lang == Lang::Zh).map_or_else(|| id.to_owned(), |word| format!("{word}（{id}）"))
        };
        match value {
            ValueType::Word(words) => words.iter().map(|id| Choice { value: id.clone(), label: called(id) }).collect(),
            ValueType::Flag => {
                let (yes, no) = if self.lang == Lang::Zh { ("是", "否") } else { ("yes", "no") };
                [("true", yes), ("false", no)]
                    .map(|(value, label)| Choice { value: value.to_owned(), label: label.to_owned() })
                    .into()
            }
            _ => Vec::new(),
        }
    }

    /// What an entry is called: the first of its keys that names it.
    fn title_of(&self, path: &str) -> String {
        const NAMES: [&str; 14] = [
            "id", "number", "ref", "standard", "clause", "duty", "date", "kind", "name", "title", "url", "about", "by",
            "word",
        ];
        let said =
            NAMES.iter().map(|key| self.content.values.text(&format!("{path}.{key}"))).filter(|text| !text.is_empty());
        let said: Vec<String> = said.take(2).map(|text| text.chars().take(60).collect()).collect();
        said.join(" · ")
    }
}

fn choose(value: &ValueType) -> Option<Choose> {
    match value {
        ValueType::Number => Some(Choose::Named(ReferentKind::Standard)),
        ValueType::Name(referent) => Some(Choose::Named(*referent)),
        ValueType::List(item) => choose(item),
        _ => None,
    }
}

fn input(value: &ValueType, said: &str) -> &'static str {
    const LONG: usize = 48;
    match value {
        ValueType::Day => "day",
        ValueType::Word(_) | ValueType::Flag => "word",
        ValueType::List(_) => "lines",
        ValueType::Free(_) | ValueType::Any => "toml",
        ValueType::Text if said.contains('\n') || said.chars().count() > LONG => "area",
        _ => "line",
    }
}
