//! Lists of values.

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{Cited, Spanned};
use crate::parse::shape;
use crate::references::ReferentKind;

use super::{TableReader, TomlValue, cited, one_of};

impl<'a> TableReader<'a> {
    /// Reads a list of texts.
    pub fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key, shape::ValueType::Text, |text| Ok(text.to_owned()))
    }

    /// Reads a list of names of what is recorded elsewhere.
    pub fn names(&mut self, key: &'static str, of: ReferentKind) -> Vec<Spanned<String>> {
        self.list(key, shape::ValueType::Name(of), |text| Ok(text.to_owned()))
    }

    /// Reads a list of standard numbers.
    pub fn cited_list(&mut self, key: &'static str) -> Vec<Spanned<Cited>> {
        let diagnostics = self.diagnostics;
        self.list(key, shape::ValueType::Number, |text| Ok(cited(text, diagnostics)))
    }

    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        item: shape::ValueType,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Vec<Spanned<T>> {
        let value = self.get(key, || shape::ValueType::List(Box::new(item)));
        value.map_or_else(Vec::new, |value| self.items(key, value, parse))
    }

    /// The items of a list, with no more room than they take: there are a hundred thousand records, each with several lists of one
    /// or two.
    pub(super) fn items<T>(
        &self,
        key: &str,
        value: &'a TomlValue<'a>,
        parse: impl Fn(&str) -> Result<T, Message>,
    ) -> Vec<Spanned<T>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("列表", "a list"), message!("写作 [\"…\", \"…\"]", "write [\"…\", \"…\"]"));
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        list.extend(items.iter().filter_map(|item| self.parse_one(key, item, &parse)));
        list
    }

    /// Reads a list of calendar days.
    pub fn days(&mut self, key: &'static str) -> Vec<Spanned<Day>> {
        let Some(value) = self.get(key, || shape::ValueType::List(Box::new(shape::ValueType::Day))) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("列表", "a list"), message!("写作 [2026-11-21]", "write [2026-11-21]"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.day_of(key, item)).collect()
    }

    /// Reads a list of words, each one of a fixed list.
    pub fn words<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Vec<Spanned<T>> {
        let list = shape::ValueType::Word(words.iter().map(|(word, _)| (*word).to_owned()).collect());
        self.list(key, list, |text| one_of(text, words))
    }
}
