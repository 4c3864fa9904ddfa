//! A TOML table read key by key.
//!
//! The reader asks a table for the keys it knows; whatever was never asked for is an unknown key. So the list of known keys is
//! the code that reads them, and cannot fall behind it.

mod inner;
mod keys;
mod lists;
mod times;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::message;
use crate::message::Message;
use crate::model::{Cited, Span, Spanned};
use crate::references::ReferentKind;

use super::shape::{self, SharedShape};
use super::toml_text::shift;
use super::{Diagnostics, Reading};

pub use keys::nearest;

type TomlValue<'a> = TomlSpanned<DeValue<'a>>;

/// A table of a record.
pub struct TableReader<'a> {
    entries: &'a DeTable<'a>,
    span: Span,
    offset: u32,
    diagnostics: &'a Diagnostics,
    known: Vec<&'static str>,
    /// Where the keys are written down, when that is asked for.
    shape: Option<SharedShape>,
}

impl<'a> TableReader<'a> {
    /// The top table of a text that begins `offset` bytes into its file. `span` is where a missing key is reported.
    pub fn top(entries: &'a DeTable<'a>, span: Span, offset: u32, diagnostics: &'a Diagnostics) -> Self {
        TableReader { entries, span, offset, diagnostics, known: Vec::with_capacity(24), shape: diagnostics.shape() }
    }

    /// Where the table was written.
    pub fn span(&self) -> Span {
        self.span
    }

    fn get(&mut self, key: &'static str, value: impl FnOnce() -> shape::ValueType) -> Option<&'a TomlValue<'a>> {
        self.known.push(key);
        self.describe(|shape| shape.add(key, value()));
        self.entries.get(key)
    }

    fn describe(&self, write: impl FnOnce(&mut shape::TableShape)) {
        if let Some(shape) = &self.shape {
            write(&mut shape.borrow_mut());
        }
    }

    fn place(&self, value: &TomlValue<'_>) -> Span {
        shift(value.span(), self.offset)
    }

    fn invalid(&self, span: Span, message: Message, help: Message) {
        self.diagnostics.add(Reading::InvalidValue, span, message, help);
    }

    fn wrong_type(&self, key: &str, value: &TomlValue<'_>, (zh, en): (&str, &str), help: Message) {
        let found = value.get_ref().type_str();
        self.invalid(
            self.place(value),
            message!("`{key}` 应为{zh}，此处是 {found}", "`{key}` must be {en}, not a TOML {found}"),
            help,
        );
    }

    /// Reads a value that text must be turned into. A wrong type, a blank text and a text that does not parse are diagnostics.
    fn parsed<T>(
        &mut self,
        key: &'static str,
        shape: impl FnOnce() -> shape::ValueType,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Option<Spanned<T>> {
        let value = self.get(key, shape)?;
        self.parse_one(key, value, &parse)
    }

    fn parse_one<T>(
        &self,
        key: &str,
        value: &TomlValue<'a>,
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
        self.parsed(key, || shape::ValueType::Text, |text| Ok(text.to_owned()))
    }

    /// Reads the address of a page: a link on a page of ours leads to the web or nowhere.
    pub fn address(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
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
        self.parsed(key, || shape::ValueType::Text, super::ids::parse)
    }

    /// Reads what the numbers of a series begin with: a letter first, then letters, digits, points, slashes and hyphens.
    pub fn prefix(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
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

    /// Reads the name of something that is recorded elsewhere.
    pub fn name(&mut self, key: &'static str, of: ReferentKind) -> Option<Spanned<String>> {
        self.parsed(key, || shape::ValueType::Name(of), |text| Ok(text.to_owned()))
    }

    /// Reads a standard number.
    pub fn cited(&mut self, key: &'static str) -> Option<Spanned<Cited>> {
        let diagnostics = self.diagnostics;
        self.parsed(key, || shape::ValueType::Number, |text| Ok(cited(text, diagnostics)))
    }

    /// Reads one of a fixed list of words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let list = || shape::ValueType::Word(words.iter().map(|(word, _)| (*word).to_owned()).collect());
        self.parsed(key, list, |text| one_of(text, words))
    }

    /// Reads the name of a fact that may be corrected: one of a list of words, or the text of a clause, `clause.ID.text`.
    pub fn correctable(&mut self, key: &'static str, words: &[&str]) -> Option<Spanned<String>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
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

    /// Where diagnostics go.
    pub fn diagnostics(&self) -> &'a Diagnostics {
        self.diagnostics
    }

    /// Reads true or false where saying nothing is a third thing.
    pub fn choice(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let span = self.entries.get(key).map(|value| self.place(value));
        let value = self.flag(key);
        span.map(|span| Spanned { value, span })
    }

    /// Reads true or false; absent is false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key, || shape::ValueType::Flag) else { return false };
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
        let value = self.get(key, || shape::ValueType::Integer(*range.start(), *range.end()))?;
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
        let value = self.get(key, || shape::ValueType::Amount)?;
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

    /// Whether the keys are being written down: then a reader asks for all of them.
    pub fn is_described(&self) -> bool {
        self.shape.is_some()
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
