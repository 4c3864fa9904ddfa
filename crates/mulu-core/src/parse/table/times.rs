//! Days, durations, time limits, and what comes every year.

use toml::de::DeValue;

use crate::day::{Day, Duration, TimeLimit, Window, YearDay};
use crate::message;
use crate::model::{Composition, Spanned};
use crate::parse::shape;

use super::{TableReader, TomlValue};

impl<'a> TableReader<'a> {
    /// Reads an ISO 8601 duration.
    pub fn duration(&mut self, key: &'static str) -> Option<Spanned<Duration>> {
        self.parsed(
            key,
            || shape::ValueType::Duration,
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

    /// Reads a calendar day. A day in quotes and a day with a time are diagnostics, told apart.
    pub fn day(&mut self, key: &'static str) -> Option<Spanned<Day>> {
        let value = self.get(key, || shape::ValueType::Day)?;
        self.day_of(key, value)
    }

    pub(super) fn day_of(&self, key: &str, value: &TomlValue<'a>) -> Option<Spanned<Day>> {
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
            self.get(key, || shape::ValueType::DayOrUnknown);
            return (None, is_unknown);
        }
        (self.day(key), false)
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

    /// Reads who sits on a meeting: `authority:3 expert:3 unit:4`.
    pub fn composition(&mut self, key: &'static str) -> Option<Spanned<Composition>> {
        let read = |text: &str| {
            text.parse().map_err(|()| {
                message!(
                    "写各方和人数，如 authority:3 expert:3 unit:4",
                    "write each group with its number, such as authority:3 expert:3 unit:4"
                )
            })
        };
        self.parsed(key, || shape::ValueType::Text, read)
    }

    /// Reads a time limit: `3 working days`, or a duration.
    pub fn limit(&mut self, key: &'static str) -> Option<Spanned<TimeLimit>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
            |text| {
                text.parse().map_err(|_| {
                    message!(
                        "工作日写 3 working days，自然日写 P15D",
                        "write `3 working days`, or calendar days as P15D"
                    )
                })
            },
        )
    }

    /// Reads a span of every year: `--06-01/--08-31`.
    pub fn window(&mut self, key: &'static str) -> Option<Spanned<Window>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
            |text| text.parse().map_err(|_| message!("写作 --06-01/--08-31", "write it as --06-01/--08-31")),
        )
    }

    /// Reads a day of every year: `--09-30`.
    pub fn day_of_year(&mut self, key: &'static str) -> Option<Spanned<YearDay>> {
        self.parsed(
            key,
            || shape::ValueType::Text,
            |text| text.parse().map_err(|_| message!("写作 --09-30", "write it as --09-30")),
        )
    }
}
