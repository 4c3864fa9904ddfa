//! Tables within a table, those whose keys the user chooses among them.

use toml::Spanned as TomlSpanned;
use toml::de::DeTable;

use crate::message;
use crate::model::{Span, Spanned};
use crate::parse::shape::{self, SharedShape};
use crate::parse::toml_text::shift;

use super::{TableReader, TomlValue};

impl<'a> TableReader<'a> {
    /// Reads a table within this one.
    pub fn table(&mut self, key: &'static str) -> Option<TableReader<'a>> {
        if let Some(inner) = self.described(key, shape::ValueType::Table) {
            return Some(inner);
        }
        let value = self.get(key, || shape::ValueType::Any)?;
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
    pub fn tables(&mut self, key: &'static str) -> Vec<TableReader<'a>> {
        if let Some(inner) = self.described(key, shape::ValueType::Tables) {
            return vec![inner];
        }
        let Some(value) = self.get(key, || shape::ValueType::Any) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ("一组表", "a list of tables"), message!("写作 [[{key}]]", "write [[{key}]]"));
            return Vec::new();
        };
        let table = |item: &'a TomlValue<'a>| {
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
    pub(super) fn described(
        &mut self,
        key: &'static str,
        value: fn(SharedShape) -> shape::ValueType,
    ) -> Option<TableReader<'a>> {
        self.shape.as_ref()?;
        let inner = SharedShape::default();
        self.get(key, || value(inner.clone()));
        Some(TableReader {
            shape: Some(inner),
            ..TableReader::top(self.entries, self.span, self.offset, self.diagnostics)
        })
    }

    pub(super) fn inner(&self, entries: &'a DeTable<'a>, value: &TomlValue<'_>) -> TableReader<'a> {
        TableReader::top(entries, self.place(value), self.offset, self.diagnostics)
    }

    /// Every key of a table whose keys the user chooses, with its text: `[traits]`, `[roles]`, `[check]`.
    pub fn free_keys(
        &mut self,
        key: &'static str,
        item: shape::ValueType,
    ) -> Vec<(Spanned<String>, &'a TomlValue<'a>, Span)> {
        self.describe(|shape| shape.add(key, shape::ValueType::Free(Box::new(item))));
        if self.shape.is_some() {
            self.known.push(key);
            return Vec::new();
        }
        let Some(table) = self.table(key) else { return Vec::new() };
        let entry = |(name, value): (&'a TomlSpanned<_>, &'a TomlValue<'a>)| {
            let name: &TomlSpanned<toml::de::DeString<'a>> = name;
            let span = shift(name.span(), self.offset);
            (Spanned { value: name.get_ref().to_string(), span }, value, self.place(value))
        };
        table.entries.iter().map(entry).collect()
    }

    /// Every key of a table whose keys the user chooses, each with the table that it is: `[resources]`.
    pub fn free_tables(&mut self, key: &'static str) -> Vec<(Spanned<String>, TableReader<'a>)> {
        let span = self.span;
        let free = |shape| shape::ValueType::Free(Box::new(shape::ValueType::Table(shape)));
        if let Some(inner) = self.described(key, free) {
            return vec![(Spanned { value: String::new(), span }, inner)];
        }
        let keys = self.free_keys(key, shape::ValueType::Any).into_iter();
        let table = |(name, value, span): (Spanned<String>, &'a TomlValue<'a>, Span)| {
            let Some(entries) = value.get_ref().as_table() else {
                let help =
                    message!("写作 [{key}.代码]，其后逐行写键", "write [{key}.CODE] and its keys below, a line each");
                self.wrong_type(&name.value, value, ("表", "a table"), help);
                return None;
            };
            Some((name, TableReader::top(entries, span, self.offset, self.diagnostics)))
        };
        keys.filter_map(table).collect()
    }

    /// A text value of a free key.
    pub fn free_text(&self, key: &str, value: &'a TomlValue<'a>) -> Option<Spanned<String>> {
        self.parse_one(key, value, |text| Ok(text.to_owned()))
    }

    /// A true or false of a free key; a wrong type is a fault, and false.
    pub fn free_flag(&self, key: &str, value: &'a TomlValue<'a>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            let help = message!("写 true 或 false，不加引号", "write true or false, without quotes");
            self.wrong_type(key, value, ("真假值", "true or false"), help);
            false
        })
    }

    /// A list of texts of a free key.
    pub fn free_texts(&self, key: &str, value: &'a TomlValue<'a>) -> Vec<Spanned<String>> {
        self.items(key, value, |text| Ok(text.to_owned()))
    }
}
