//! Which keys a table must have, and which it may.

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{Span, Spanned};

use super::{TableReader, shift};
use crate::parse::Reading;
use crate::parse::shape;

impl TableReader<'_> {
    /// Reports each of these keys that the table does not have.
    pub fn require(&self, keys: &[&'static str]) {
        self.describe(|shape| shape.required.extend(keys));
        self.require_here(keys);
    }

    /// Where a key has a word, reports each of the keys that go with it and are not there.
    pub fn require_when(&self, key: &'static str, word: &'static str, keys: &'static [&'static str]) {
        self.describe(|shape| shape.when.push((key, word, keys)));
        if self.entries.get(key).and_then(|value| value.get_ref().as_str()) == Some(word) {
            self.require_here(keys);
        }
    }

    /// Where a key is there, reports the key that goes with it and is not.
    pub fn require_with(&self, key: &'static str, needed: &'static str) {
        self.describe(|shape| shape.with.push((key, needed)));
        if self.has(key) {
            self.require_here(&[needed]);
        }
    }

    /// Reports the first of these keys where the table has none of them.
    pub fn require_one_of(&self, keys: &'static [&'static str]) {
        self.describe(|shape| shape.one_of.push(keys));
        if !keys.iter().any(|key| self.has(key)) {
            keys.first().into_iter().for_each(|key| self.missing(key));
        }
    }

    /// Reports a key that tables of this kind have and this one must not.
    pub fn refuse(&self, key: &'static str, message: Message, help: Message) {
        self.describe(|shape| shape.keys.retain(|(name, _)| *name != key));
        if let Some(value) = self.entries.get(key) {
            self.invalid(self.place(value), message, help);
        }
    }

    fn require_here(&self, keys: &[&'static str]) {
        for key in keys.iter().filter(|key| !self.has(key)) {
            self.missing(key);
        }
    }

    /// Reports a missing key.
    pub fn missing(&self, key: &str) {
        let words = (message!("缺少 `{key}`", "`{key}` is missing"), message!("补上 `{key} = …`", "add `{key} = …`"));
        self.diagnostics.add_of_key(Reading::MissingKey, self.span, key, words);
    }

    /// Whether the table has a key, of whatever value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Accepts keys without reading them, because another program does.
    pub fn leave(&mut self, keys: &[&'static str]) {
        self.describe(|shape| keys.iter().for_each(|key| shape.add(key, shape::ValueType::Any)));
        self.known.extend(keys);
    }

    /// Reads the keys that were never asked for as days, whatever their names: who reads them knows which there may be. One that is
    /// no day is an unknown key. Nothing is left to [`finish`](Self::finish).
    pub fn other_days(mut self) -> Vec<(Spanned<String>, Spanned<Day>)> {
        self.describe(|shape| shape.other_days = true);
        let mut days = Vec::new();
        let entries = self.entries;
        let asked = std::mem::take(&mut self.known);
        for (name, value) in entries {
            let key: &str = name.get_ref();
            if asked.contains(&key) {
                continue;
            }
            if value.get_ref().as_datetime().is_none() {
                self.unknown(key, shift(name.span(), self.offset), &asked);
                continue;
            }
            let name = Spanned { value: key.to_owned(), span: shift(name.span(), self.offset) };
            days.extend(self.day_of(key, value).map(|day| (name, day)));
        }
        days
    }

    /// Reports the keys that were never asked for, with the nearest known one.
    pub fn finish(self) {
        self.finish_below(&[]);
    }

    /// As [`TableReader::finish`], for a table with a header of its own: keys of the record itself that were written below it belong above.
    pub fn finish_below(self, above: &[&str]) {
        for (name, _) in self.entries {
            let key: &str = name.get_ref();
            if self.known.contains(&key) {
                continue;
            }
            let span = shift(name.span(), self.offset);
            if above.contains(&key) {
                self.diagnostics.add(
                    Reading::UnknownKey,
                    span,
                    message!("没有 `{key}` 这个键", "there is no key `{key}`"),
                    message!(
                        "它属于记录本身：移到这一节的方括号之前",
                        "it is a key of the record itself: move it above this table's header"
                    ),
                );
            } else {
                self.unknown(key, span, &self.known);
            }
        }
    }

    fn unknown(&self, key: &str, span: Span, known: &[&'static str]) {
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => message!("是否要写 `{near}`？", "did you mean `{near}`?"),
            None => {
                let mut known = known.to_vec();
                known.sort_unstable();
                known.dedup();
                let known = known.join(", ");
                message!("此处可用的键：{known}", "the keys known here are: {known}")
            }
        };
        self.diagnostics.add(
            Reading::UnknownKey,
            span,
            message!("没有 `{key}` 这个键", "there is no key `{key}`"),
            help,
        );
    }
}

/// The word nearest to a misspelt one, if one is near.
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // A hostile key can be a megabyte long, and the distance costs the product of the lengths.
    if word.len() > 64 {
        return None;
    }
    let scored = known.map(|candidate| (strsim::jaro_winkler(word, candidate), candidate));
    let best = scored.filter(|(score, _)| *score > 0.8);
    best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, candidate)| candidate)
}
