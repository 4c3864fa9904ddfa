//! How long a step may take: working days or calendar days, as the measure has it.

use std::fmt;
use std::str::FromStr;

use crate::message::Message;

use super::{Day, Duration, WorkingDay, WorkingDays};

/// A time limit. The day it runs from does not count; its last day is in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TimeLimit {
    /// So many days that are worked.
    WorkingDays(u32),
    /// So long by the calendar.
    Calendar(Duration),
}

/// The longest limit in working days that is not a slip of the keyboard.
const LONGEST: u32 = 1000;

impl TimeLimit {
    /// The last day on which what runs from a day is in time. A limit in calendar days ends on its day, whatever day of the week.
    #[must_use]
    pub fn last_day(self, from: Day) -> WorkingDay {
        match self {
            TimeLimit::WorkingDays(count) => WorkingDays::announced().after(from, count),
            TimeLimit::Calendar(duration) => WorkingDay::On(duration.after(from)),
        }
    }

    /// The limit as people say it.
    #[must_use]
    pub fn words(self) -> Message {
        match self {
            TimeLimit::WorkingDays(count) => Message { zh: format!("{count} 个工作日"), en: self.to_string() },
            TimeLimit::Calendar(duration) => Message { zh: duration.to_string(), en: duration.to_string() },
        }
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeLimit::WorkingDays(1) => f.write_str("1 working day"),
            TimeLimit::WorkingDays(count) => write!(f, "{count} working days"),
            TimeLimit::Calendar(duration) => duration.fmt(f),
        }
    }
}

impl FromStr for TimeLimit {
    type Err = String;

    /// Reads `3 working days` and ISO 8601 durations.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || format!("`{text}` is not a time limit: write `3 working days`, or a duration such as P15D");
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [count, "working", "day" | "days"] => {
                let count = count.parse::<u32>().ok().filter(|count| (1..=LONGEST).contains(count));
                count.map(TimeLimit::WorkingDays).ok_or_else(refused)
            }
            [duration] => duration.parse().map(TimeLimit::Calendar).map_err(|_| refused()),
            _ => Err(refused()),
        }
    }
}
