//! A TOML table read key by key.
//!
//! The reader asks a table for the keys it knows; whatever was never asked for is an unknown key. So the list of known keys is
//! the code that reads them, and cannot fall behind it.

mod keys;
mod times;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::day::{Day, Duration};
use crate::message;
use crate::message::Message;
use crate::model::{Cited, Span, Spanned};
use crate::references::Referent;

use super::shape::{self, SharedShape};
use super::toml_text::shift;
use super::{Diagnostics, Reading};

pub use keys::nearest;

type Value<'a> = TomlSpanned<DeValue<'a>>;

/// A table of a record.
pub struct Table<'a> {
    entries: &'a DeTable<'a>,
    span: Span,
    offset: u32,
    diagnostics: &'a Diagnostics,
    known: Vec<&'static str>,
    /// Where the keys are written down, when that is asked for.
    shape: Option<SharedShape>,
}

impl<'a> Table<'a> {
    /// The top table of a text that begins `offset` bytes into its file. `span` is where a missing key is reported.
    pub fn top(entries: &'a DeTable<'a>, span: Span, offset: u32, diagnostics: &'a Diagnostics) -> Self {
        Table { entries, span, offset, diagnostics, known: Vec::with_capacity(24), shape: diagnostics.shape() }
    }

    /// Where the table was written.
    pub fn span(&self) -> Span {
        self.span
    }

    fn get(&mut self, key: &'static str, value: impl FnOnce() -> shape::Value) -> Option<&'a Value<'a>> {
        self.known.push(key);
        self.describe(|shape| shape.add(key, value()));
        self.entries.get(key)
    }

    fn describe(&self, write: impl FnOnce(&mut shape::Shape)) {
        if let Some(shape) = &self.shape {
            write(&mut shape.borrow_mut());
        }
    }

    fn place(&self, value: &Value<'_>) -> Span {
        shift(value.span(), self.offset)
    }

    fn invalid(&self, span: Span, message: Message, help: Message) {
        self.diagnostics.add(Reading::InvalidValue, span, message, help);
    }

    fn wrong_type(&self, key: &str, value: &Value<'_>, (zh, en): (&str, &str), help: Message) {
        let found = value.get_ref().type_str();
        self.invalid(
            self.place(value),
            message!("`{key}` 应为{zh}，此处是 {found}", "`{key}` must be {en}, not a TOML {found}"),
            help,
        );
    }

    /// Reads a value that text must be turned into. A wrong type, a blank text and a text that does not parse are faults.
    fn parsed<T>(
        &mut self,
        key: &'static str,
        shape: impl FnOnce() -> shape::Value,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Option<Spanned<T>> {
        let value = self.get(key, shape)?;
        self.parse_one(key, value, &parse)
    }

    fn parse_one<T>(
        &self,
        key: &str,
        value: &Value<'a>,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Option<Spanned<T>> {
        let span = self.place(value);
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(
                key,
                value,
                ("字符串", "a string"),
                message!("请写在双引号内", "write it in double quotes"),
            );
            return None;
        };
        if text.trim().is_empty() {
            self.invalid(
                span,
                message!("`{key}` 为空", "`{key}` is empty"),
                message!("写明其值；不知道就删去这个键", "write its value, or remove the key if it is not known"),
            );
            return None;
        }
        match parse(text) {
            Ok(value) => Some(Spanned { value, span }),
            Err(help) => {
                self.invalid(span, message!("`{key}` 的值“{text}”不可用", "`{text}` is not valid for `{key}`"), help);
                None
            }
        }
    }

    /// Reads a text that narrows whom something binds. A blank one is a fault like any other, but stays: what cannot be read must
    /// not bind everybody.
    pub fn condition(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let span = self.entries.get(key).map(|value| self.place(value));
        self.string(key).or_else(|| span.map(|span| Spanned { value: String::new(), span }))
    }

    /// Reads a text.
    pub fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(key, || shape::Value::Text, |text| Ok(text.to_owned()))
    }

    /// Reads the address of a page: a link on a page of ours leads to the web or nowhere.
    pub fn address(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::Value::Text,
            |text| {
                let web = text.starts_with("https://") || text.starts_with("http://");
                web.then(|| text.to_owned()).ok_or_else(|| {
                    message!(
                        "以 https:// 或 http:// 开头；没有网址的文献写 title",
                        "begin it with https:// or http://; name a document without an address in `title`"
                    )
                })
            },
        )
    }

    /// Reads an id that becomes part of an address: see [`ids`](super::ids).
    pub fn id(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(key, || shape::Value::Text, super::ids::parse)
    }

    /// Reads what the numbers of a series begin with: a letter first, then letters, digits, points, slashes and hyphens.
    pub fn prefix(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::Value::Text,
            |text| {
                let plain = |ch: char| ch.is_alphanumeric() || matches!(ch, '/' | '-' | '.' | ' ');
                let fits = text.starts_with(|ch: char| ch.is_ascii_alphabetic())
                    && text.chars().all(plain)
                    && text.chars().count() <= 24;
                fits.then(|| text.trim().to_owned()).ok_or_else(|| {
                    message!(
                        "写编号开头的代号，如 ZWFW：以字母开头，不超过 24 个字符",
                        "write what its numbers begin with, such as ZWFW: a letter first, at most 24 characters"
                    )
                })
            },
        )
    }

    /// Reads a list of texts.
    pub fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key, shape::Value::Text, |text| Ok(text.to_owned()))
    }

    /// Reads the name of something that is recorded elsewhere.
    pub fn name(&mut self, key: &'static str, of: Referent) -> Option<Spanned<String>> {
        self.parsed(key, || shape::Value::Name(of), |text| Ok(text.to_owned()))
    }

    /// Reads a list of names of what is recorded elsewhere.
    pub fn names(&mut self, key: &'static str, of: Referent) -> Vec<Spanned<String>> {
        self.list(key, shape::Value::Name(of), |text| Ok(text.to_owned()))
    }

    /// Reads a standard number.
    pub fn cited(&mut self, key: &'static str) -> Option<Spanned<Cited>> {
        let diagnostics = self.diagnostics;
        self.parsed(key, || shape::Value::Number, |text| Ok(cited(text, diagnostics)))
    }

    /// Reads a list of standard numbers.
    pub fn cited_list(&mut self, key: &'static str) -> Vec<Spanned<Cited>> {
        let diagnostics = self.diagnostics;
        self.list(key, shape::Value::Number, |text| Ok(cited(text, diagnostics)))
    }

    /// Reads an ISO 8601 duration.
    pub fn duration(&mut self, key: &'static str) -> Option<Spanned<Duration>> {
        self.parsed(
            key,
            || shape::Value::Duration,
            |text| {
                text.parse().map_err(|_| {
                    message!("用 ISO 8601 写法，如 P3Y、P18M、P180D", "write ISO 8601, such as P3Y, P18M or P180D")
                })
            },
        )
    }

    /// Reads a duration in which something comes round again: a day at the least.
    pub fn cycle(&mut self, key: &'static str) -> Option<Spanned<Duration>> {
        let cycle = self.duration(key)?;
        if !cycle.is_longer_than(Duration::days(0)) {
            let value = cycle.value;
            self.invalid(
                cycle.span,
                message!("`{key}` 为 {value}，不成周期", "`{key}` is {value}: it must be positive"),
                message!(
                    "写一天以上的周期，如 P3Y、P18M、P180D",
                    "write a day at the least, such as P3Y, P18M or P180D"
                ),
            );
            return None;
        }
        Some(cycle)
    }

    /// Reads one of a fixed list of words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let list = || shape::Value::Word(words.iter().map(|(word, _)| (*word).to_owned()).collect());
        self.parsed(key, list, |text| one_of(text, words))
    }

    /// Reads the name of a fact that may be corrected: one of a list of words, or the text of a clause, `clause.ID.text`.
    pub fn correctable(&mut self, key: &'static str, words: &[&str]) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::Value::Text,
            |text| {
                let clause = text.strip_prefix("clause.");
                let clause =
                    clause.and_then(|rest| rest.strip_suffix(".text").or_else(|| rest.strip_suffix(".sanction")));
                let is_known = words.contains(&text) || clause.is_some_and(|id| !id.is_empty());
                let list = words.join(", ");
                is_known.then(|| text.to_owned()).ok_or_else(|| {
                    message!("可用：{list}，或 clause.条号.text", "use one of: {list}, or `clause.ID.text`")
                })
            },
        )
    }

    fn list<T>(
        &mut self,
        key: &'static str,
        item: shape::Value,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Vec<Spanned<T>> {
        let value = self.get(key, || shape::Value::List(Box::new(item)));
        value.map_or_else(Vec::new, |value| self.items(key, value, parse))
    }

    /// The items of a list, with no more room than they take: there are a hundred thousand records, each with several lists of one
    /// or two.
    fn items<T>(&self, key: &str, value: &'a Value<'a>, parse: impl Fn(&str) -> Result<T, Message>) -> Vec<Spanned<T>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("列表", "a list"), message!("写作 [\"…\", \"…\"]", "write [\"…\", \"…\"]"));
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        list.extend(items.iter().filter_map(|item| self.parse_one(key, item, &parse)));
        list
    }

    /// Reads a calendar day. A day in quotes and a day with a time are faults, told apart.
    pub fn day(&mut self, key: &'static str) -> Option<Spanned<Day>> {
        let value = self.get(key, || shape::Value::Day)?;
        self.day_of(key, value)
    }

    fn day_of(&self, key: &str, value: &Value<'a>) -> Option<Spanned<Day>> {
        let span = self.place(value);
        let date = value.get_ref().as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| moment.date);
        let day = date.and_then(|date| Day::new(i32::from(date.year), u32::from(date.month), u32::from(date.day)));
        if day.is_none() {
            let help = match value.get_ref() {
                DeValue::String(_) => {
                    message!("日期不加引号，写作 2026-11-21", "write the day without quotes: 2026-11-21")
                }
                DeValue::Datetime(_) => {
                    message!("只写日期，不写时间：2026-11-21", "write the day without a time: 2026-11-21")
                }
                _ => message!("写作 2026-11-21", "write it as 2026-11-21"),
            };
            self.wrong_type(key, value, ("日期", "a day"), help);
        }
        day.map(|value| Spanned { value, span })
    }

    /// Reads a day that may be known to be unknown, `"unknown"`: whether it is.
    pub fn day_or_unknown(&mut self, key: &'static str) -> (Option<Spanned<Day>>, bool) {
        let is_unknown = self.entries.get(key).and_then(|value| value.get_ref().as_str()) == Some("unknown");
        if is_unknown || self.shape.is_some() {
            self.get(key, || shape::Value::DayOrUnknown);
            return (None, is_unknown);
        }
        (self.day(key), false)
    }

    /// Reads a list of calendar days.
    pub fn days(&mut self, key: &'static str) -> Vec<Spanned<Day>> {
        let Some(value) = self.get(key, || shape::Value::List(Box::new(shape::Value::Day))) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("列表", "a list"), message!("写作 [2026-11-21]", "write [2026-11-21]"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.day_of(key, item)).collect()
    }

    /// Reads a text, or a day written as a day: what a key of either kind once said.
    pub fn text_or_day(&mut self, key: &'static str) -> Option<Spanned<String>> {
        match self.entries.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Datetime(_)) => {
                self.day(key).map(|day| Spanned { value: day.value.to_string(), span: day.span })
            }
            _ => self.string(key),
        }
    }

    /// Where faults go.
    pub fn diagnostics(&self) -> &'a Diagnostics {
        self.diagnostics
    }

    /// Reads a list of words, each one of a fixed list.
    pub fn words<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Vec<Spanned<T>> {
        let list = shape::Value::Word(words.iter().map(|(word, _)| (*word).to_owned()).collect());
        self.list(key, list, |text| one_of(text, words))
    }

    /// Reads true or false where saying nothing is a third thing.
    pub fn choice(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let span = self.entries.get(key).map(|value| self.place(value));
        let value = self.flag(key);
        span.map(|span| Spanned { value, span })
    }

    /// Reads true or false; absent is false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key, || shape::Value::Flag) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(
                key,
                value,
                ("真假值", "true or false"),
                message!("写 true 或 false，不加引号", "write true or false, without quotes"),
            );
            false
        })
    }

    /// Reads a whole number within a range.
    pub fn integer(&mut self, key: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<Spanned<i64>> {
        let value = self.get(key, || shape::Value::Integer(*range.start(), *range.end()))?;
        let span = self.place(value);
        let number = value.get_ref().as_integer();
        let number = number.and_then(|digits| i64::from_str_radix(digits.as_str(), digits.radix()).ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = (range.start(), range.end());
            self.invalid(
                span,
                message!("`{key}` 应为 {low} 至 {high} 的整数", "`{key}` must be a whole number from {low} to {high}"),
                message!("写数字，不加引号", "write digits, without quotes"),
            );
        }
        number.map(|value| Spanned { value, span })
    }

    /// Reads a number that is not negative, whole or not.
    pub fn amount(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        let value = self.get(key, || shape::Value::Amount)?;
        let span = self.place(value);
        let digits = match value.get_ref() {
            DeValue::Integer(digits) if digits.radix() == 10 => Some(digits.as_str()),
            DeValue::Float(digits) => Some(digits.as_str()),
            _ => None,
        };
        let number =
            digits.and_then(|digits| digits.parse::<f64>().ok()).filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.invalid(
                span,
                message!("`{key}` 应为不小于零的数", "`{key}` must be a number, zero or more"),
                message!("写数字，不加引号和单位", "write digits, without quotes or unit"),
            );
        }
        number.map(|value| Spanned { value, span })
    }

    /// Reads a table within this one.
    pub fn table(&mut self, key: &'static str) -> Option<Table<'a>> {
        if let Some(inner) = self.described(key, shape::Value::Table) {
            return Some(inner);
        }
        let value = self.get(key, || shape::Value::Any)?;
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(
                key,
                value,
                ("表", "a table"),
                message!("写作 [{key}]，其后逐行写键", "write [{key}] and its keys below, a line each"),
            );
            return None;
        };
        Some(self.inner(entries, value))
    }

    /// Reads a list of tables within this one.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'a>> {
        if let Some(inner) = self.described(key, shape::Value::Tables) {
            return vec![inner];
        }
        let Some(value) = self.get(key, || shape::Value::Any) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("一组表", "a list of tables"), message!("写作 [[{key}]]", "write [[{key}]]"));
            return Vec::new();
        };
        let table = |item: &'a Value<'a>| {
            let entries = item.get_ref().as_table();
            if entries.is_none() {
                self.wrong_type(
                    key,
                    item,
                    ("表", "a table"),
                    message!("写作 [[{key}]]，其后逐行写键", "write [[{key}]] and its keys below"),
                );
            }
            entries.map(|entries| self.inner(entries, item))
        };
        let mut tables = Vec::with_capacity(items.len());
        tables.extend(items.iter().filter_map(table));
        tables
    }

    /// Where keys are written down: a table for those of an inner one, empty as this one is.
    fn described(&mut self, key: &'static str, value: fn(SharedShape) -> shape::Value) -> Option<Table<'a>> {
        self.shape.as_ref()?;
        let inner = SharedShape::default();
        self.get(key, || value(inner.clone()));
        Some(Table { shape: Some(inner), ..Table::top(self.entries, self.span, self.offset, self.diagnostics) })
    }

    fn inner(&self, entries: &'a DeTable<'a>, value: &Value<'_>) -> Table<'a> {
        Table::top(entries, self.place(value), self.offset, self.diagnostics)
    }

    /// Every key of a table whose keys the user chooses, with its text: `[traits]`, `[roles]`, `[check]`.
    pub fn free_keys(&mut self, key: &'static str, item: shape::Value) -> Vec<(Spanned<String>, &'a Value<'a>, Span)> {
        self.describe(|shape| shape.add(key, shape::Value::Free(Box::new(item))));
        if self.shape.is_some() {
            self.known.push(key);
            return Vec::new();
        }
        let Some(table) = self.table(key) else { return Vec::new() };
        let entry = |(name, value): (&'a TomlSpanned<_>, &'a Value<'a>)| {
            let name: &TomlSpanned<toml::de::DeString<'a>> = name;
            let span = shift(name.span(), self.offset);
            (Spanned { value: name.get_ref().to_string(), span }, value, self.place(value))
        };
        table.entries.iter().map(entry).collect()
    }

    /// Every key of a table whose keys the user chooses, each with the table that it is: `[resources]`.
    pub fn free_tables(&mut self, key: &'static str) -> Vec<(Spanned<String>, Table<'a>)> {
        let span = self.span;
        let free = |shape| shape::Value::Free(Box::new(shape::Value::Table(shape)));
        if let Some(inner) = self.described(key, free) {
            return vec![(Spanned { value: String::new(), span }, inner)];
        }
        let keys = self.free_keys(key, shape::Value::Any).into_iter();
        let table = |(name, value, span): (Spanned<String>, &'a Value<'a>, Span)| {
            let Some(entries) = value.get_ref().as_table() else {
                let help =
                    message!("写作 [{key}.代码]，其后逐行写键", "write [{key}.CODE] and its keys below, a line each");
                self.wrong_type(&name.value, value, ("表", "a table"), help);
                return None;
            };
            Some((name, Table::top(entries, span, self.offset, self.diagnostics)))
        };
        keys.filter_map(table).collect()
    }

    /// Whether the keys are being written down: then a reader asks for all of them.
    pub fn is_described(&self) -> bool {
        self.shape.is_some()
    }

    /// A text value of a free key.
    pub fn free_text(&self, key: &str, value: &'a Value<'a>) -> Option<Spanned<String>> {
        self.parse_one(key, value, |text| Ok(text.to_owned()))
    }

    /// A true or false of a free key; a wrong type is a fault, and false.
    pub fn free_flag(&self, key: &str, value: &'a Value<'a>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            let help = message!("写 true 或 false，不加引号", "write true or false, without quotes");
            self.wrong_type(key, value, ("真假值", "true or false"), help);
            false
        })
    }

    /// A list of texts of a free key.
    pub fn free_texts(&self, key: &str, value: &'a Value<'a>) -> Vec<Spanned<String>> {
        self.items(key, value, |text| Ok(text.to_owned()))
    }
}

/// The value of a word of a fixed list; what the list has, where it has no such word.
fn one_of<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, Message> {
    let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        let near = nearest(text, words.iter().map(|(word, _)| *word));
        let (zh, en) = near
            .map_or_else(Default::default, |near| (format!("是否要写 {near}？"), format!("did you mean `{near}`? ")));
        message!("{zh}可用：{list}", "{en}use one of: {list}")
    })
}

/// A number as cited: what was written is kept where it is not the canonical form.
fn cited(text: &str, diagnostics: &Diagnostics) -> Cited {
    let number = diagnostics.grammar().parse(text);
    let written = (number.canonical() != text).then(|| text.into());
    Cited { number, written }
}
