//! Time limits, and what comes every year.

use crate::day::{TimeLimit, Window, YearDay};
use crate::message;
use crate::model::Spanned;
use crate::parse::shape;

use super::Table;

impl Table<'_> {
    /// Reads a time limit: `3 working days`, or a duration.
    pub fn limit(&mut self, key: &'static str) -> Option<Spanned<TimeLimit>> {
        self.parsed(
            key,
            || shape::Value::Text,
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
            || shape::Value::Text,
            |text| text.parse().map_err(|_| message!("写作 --06-01/--08-31", "write it as --06-01/--08-31")),
        )
    }

    /// Reads a day of every year: `--09-30`.
    pub fn day_of_year(&mut self, key: &'static str) -> Option<Spanned<YearDay>> {
        self.parsed(
            key,
            || shape::Value::Text,
            |text| text.parse().map_err(|_| message!("写作 --09-30", "write it as --09-30")),
        )
    }
}
