//! ISO 8601 durations of whole years, months, weeks and days.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};

use super::Day;

/// A duration of whole calendar units: `P3Y`, `P18M`, `P180D`, `P2W`, `P1Y6M`.
///
/// Months are counted by the calendar and clamp to the month's last day: 2020-02-29 + `P3Y` = 2023-02-28.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Duration {
    years: u32,
    months: u32,
    days: u32,
}

/// The largest number of a unit that a duration may have: a thousand years in days. More is a slip of the keyboard.
const LARGEST: u32 = 366_000;

impl Duration {
    /// A duration of whole years.
    #[must_use]
    pub const fn years(years: u32) -> Self {
        Duration { years, months: 0, days: 0 }
    }

    /// A duration of whole months.
    #[must_use]
    pub const fn months(months: u32) -> Self {
        Duration { years: 0, months, days: 0 }
    }

    /// A duration of days.
    #[must_use]
    pub const fn days(days: u32) -> Self {
        Duration { years: 0, months: 0, days }
    }

    /// How many months it is, where it is no days.
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        (self.days == 0).then(|| self.years.saturating_mul(12).saturating_add(self.months))
    }

    fn month_count(self) -> Months {
        Months::new(self.years.saturating_mul(12).saturating_add(self.months))
    }

    /// The day this long after `day`; the calendar's end where it would pass it.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        let date = day.0.checked_add_months(self.month_count());
        Day(date.and_then(|date| date.checked_add_days(Days::new(u64::from(self.days)))).unwrap_or(NaiveDate::MAX))
    }

    /// The day this long before `day`; the calendar's beginning where it would pass it.
    #[must_use]
    pub fn before(self, day: Day) -> Day {
        let date = day.0.checked_sub_months(self.month_count());
        Day(date.and_then(|date| date.checked_sub_days(Days::new(u64::from(self.days)))).unwrap_or(NaiveDate::MIN))
    }

    /// Whether this duration is longer than another, from some ordinary day. Compared over a four-year span, so that
    /// neither leap days nor short months decide.
    #[must_use]
    pub fn is_longer_than(self, other: Duration) -> bool {
        let from = Day(NaiveDate::from_ymd_opt(2001, 1, 1).unwrap_or_default());
        self.after(from) > other.after(from)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        for (count, unit) in [(self.years, 'Y'), (self.months, 'M')] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        if self.days > 0 || (self.years == 0 && self.months == 0) {
            write!(f, "{}D", self.days)?;
        }
        Ok(())
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| {
            format!("`{text}` is not a duration in whole days: write ISO 8601, such as P3Y, P18M or P180D")
        })
    }
}

fn parse(text: &str) -> Option<Duration> {
    let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
    let mut total = Duration::days(0);
    let mut last_unit = 0;
    while !rest.is_empty() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count: u32 = rest.get(..length)?.parse().ok().filter(|count| *count <= LARGEST)?;
        let unit = rest.as_bytes().get(length)?;
        let order = match unit {
            b'Y' => 1,
            b'M' => 2,
            b'W' => 3,
            b'D' => 4,
            _ => return None,
        };
        if order <= last_unit {
            return None;
        }
        last_unit = order;
        match unit {
            b'Y' => total.years = count,
            b'M' => total.months = count,
            b'W' => total.days = count.checked_mul(7)?,
            _ => total.days = total.days.checked_add(count)?,
        }
        rest = rest.get(length + 1..)?;
    }
    (total.days <= LARGEST).then_some(total)
}
