//! Days and spans that come every year: `--09-30`, `--06-01/--08-31` (ISO 8601 without the year).

use std::fmt;
use std::str::FromStr;

use super::{Day, Duration};

/// A day of every year, written `--09-30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct YearDay {
    month: u32,
    day: u32,
}

impl YearDay {
    /// The day in a year. 29 February is the 28th where there is none.
    #[must_use]
    pub fn of(self, year: i32) -> Option<Day> {
        Day::new(year, self.month, self.day).or_else(|| Day::new(year, self.month, self.day.saturating_sub(1)))
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for YearDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || format!("`{text}` is not a day of a year: write it as --09-30");
        let rest = text.strip_prefix("--").ok_or_else(refused)?;
        // Any leap year has every day of a year.
        let day: Day = format!("2000-{rest}").parse().map_err(|_| refused())?;
        Ok(YearDay { month: day.month(), day: day.day_of_month() })
    }
}

/// A span of every year, both days included, written `--06-01/--08-31`. One that ends before it begins ends in the next year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Window {
    from: YearDay,
    to: YearDay,
}

impl Window {
    /// The span that begins in a year.
    #[must_use]
    pub fn of(self, year: i32) -> Option<(Day, Day)> {
        let ends = if self.to < self.from { year + 1 } else { year };
        Some((self.from.of(year)?, self.to.of(ends)?))
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text
            .split_once('/')
            .ok_or_else(|| format!("`{text}` is not a span of a year: write it as --06-01/--08-31"))?;
        Ok(Window { from: from.parse()?, to: to.parse()? })
    }
}

/// How often something is to be done, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// How often; a year where nothing is said.
    pub every: Duration,
    /// When within the year.
    pub window: Option<Window>,
    /// By which day of the year.
    pub due: Option<YearDay>,
    /// Where periods that are no part of a year and no number of years are counted from.
    pub anchor: Day,
}

/// A time within which something is to be done once, or so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// Its first day.
    pub begins: Day,
    /// The last day that is in time.
    pub ends: Day,
    /// The last day before the next period begins: what is done by then is done late, but done.
    pub until: Day,
}

impl Recurrence {
    /// The newest period that has ended before a day.
    #[must_use]
    pub fn newest_ended(&self, day: Day) -> Option<Period> {
        let index = self.index_of(day)?;
        (0..=2).filter_map(|back| self.period(index - back)).find(|period| period.ends < day)
    }

    /// The first period that has not ended before a day.
    #[must_use]
    pub fn next(&self, day: Day) -> Option<Period> {
        let index = self.index_of(day)?;
        (-1..=2).filter_map(|ahead| self.period(index + ahead)).find(|period| period.ends >= day)
    }

    /// The periods that end within a span, both days included, in order.
    #[must_use]
    pub fn ending_within(&self, from: Day, to: Day) -> Vec<Period> {
        let mut all = Vec::new();
        let mut at = from;
        while let Some(period) = self.next(at).filter(|period| period.ends <= to) {
            all.push(period);
            at = period.ends.next();
        }
        all
    }

    /// The number of the period that a day is in: of its year, where periods belong to the year.
    fn index_of(&self, day: Day) -> Option<i64> {
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        match self.step() {
            PeriodStep::Years(years) => Some((year - i64::from(self.anchor.year())).div_euclid(i64::from(years))),
            PeriodStep::Months(months) => Some((year * 12 + month - 1).div_euclid(i64::from(months))),
            PeriodStep::Anchored => {
                let length = self.every.after(self.anchor).days_since(self.anchor);
                (length > 0).then(|| day.days_since(self.anchor).div_euclid(length))
            }
        }
    }

    fn period(&self, index: i64) -> Option<Period> {
        let (begins, ends) = self.span(index)?;
        let (next, _) = self.span(index + 1)?;
        Some(Period { begins, ends, until: Duration::days(1).before(next) })
    }

    fn span(&self, index: i64) -> Option<(Day, Day)> {
        let eve = |day: Day| Duration::days(1).before(day);
        match self.step() {
            PeriodStep::Years(years) => {
                let at = |index: i64| i32::try_from(i64::from(self.anchor.year()) + index * i64::from(years)).ok();
                let year = at(index)?;
                match (self.window, self.due) {
                    (Some(window), _) => window.of(year),
                    (None, Some(due)) => Some((Day::new(year, 1, 1)?, due.of(year)?)),
                    (None, None) => Some((Day::new(year, 1, 1)?, eve(Day::new(at(index + 1)?, 1, 1)?))),
                }
            }
            PeriodStep::Months(months) => {
                let first = |index: i64| {
                    let months = index * i64::from(months);
                    let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
                    Day::new(i32::try_from(months.div_euclid(12)).ok()?, month, 1)
                };
                Some((first(index)?, eve(first(index + 1)?)))
            }
            PeriodStep::Anchored => {
                let length = self.every.after(self.anchor).days_since(self.anchor);
                let begins = |index: i64| {
                    let days = index.checked_mul(length)?;
                    let count = u32::try_from(days.unsigned_abs()).ok()?;
                    let span = Duration::days(count);
                    Some(if days < 0 { span.before(self.anchor) } else { span.after(self.anchor) })
                };
                Some((begins(index)?, eve(begins(index + 1)?)))
            }
        }
    }

    /// Months and quarters begin with the year; so do years. What fits neither is counted from its anchor.
    fn step(&self) -> PeriodStep {
        let in_year = self.window.is_some() || self.due.is_some();
        match self.every.whole_months() {
            Some(months) if months > 0 && months % 12 == 0 => PeriodStep::Years(months / 12),
            Some(_) | None if in_year => PeriodStep::Years(1),
            Some(months) if months > 0 && 12 % months == 0 => PeriodStep::Months(months),
            Some(_) | None => PeriodStep::Anchored,
        }
    }
}

/// How periods follow one another.
enum PeriodStep {
    /// So many calendar years.
    Years(u32),
    /// So many calendar months, a part of the year.
    Months(u32),
    /// As long as the first, from the anchor.
    Anchored,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn recurrence(every: &str, window: Option<&str>, due: Option<&str>) -> Recurrence {
        Recurrence {
            every: every.parse().unwrap(),
            window: window.map(|window| window.parse().unwrap()),
            due: due.map(|due| due.parse().unwrap()),
            anchor: day("2018-06-12"),
        }
    }

    #[track_caller]
    fn ended(found: &Recurrence, on: &str, begins: &str, ends: &str, until: &str) {
        let period = found.newest_ended(day(on)).unwrap();
        assert_eq!((period.begins, period.ends, period.until), (day(begins), day(ends), day(until)), "on {on}");
    }

    #[test]
    fn a_window_of_the_year() {
        let summer = recurrence("P1Y", Some("--06-01/--08-31"), None);
        ended(&summer, "2026-08-31", "2025-06-01", "2025-08-31", "2026-05-31");
        ended(&summer, "2026-09-01", "2026-06-01", "2026-08-31", "2027-05-31");
        assert_eq!(summer.next(day("2026-08-31")).unwrap().ends, day("2026-08-31"));
        assert_eq!(summer.next(day("2026-09-01")).unwrap().begins, day("2027-06-01"));
        // A window over the turn of the year.
        let winter = recurrence("P1Y", Some("--12-01/--01-31"), None);
        ended(&winter, "2026-01-31", "2024-12-01", "2025-01-31", "2025-11-30");
        ended(&winter, "2026-02-01", "2025-12-01", "2026-01-31", "2026-11-30");
        assert_eq!(winter.next(day("2026-01-15")).unwrap().ends, day("2026-01-31"));
    }

    #[test]
    fn a_day_of_the_year() {
        let autumn = recurrence("P1Y", None, Some("--09-30"));
        ended(&autumn, "2026-09-30", "2025-01-01", "2025-09-30", "2025-12-31");
        ended(&autumn, "2026-10-01", "2026-01-01", "2026-09-30", "2026-12-31");
    }

    #[test]
    fn parts_of_the_year_and_years() {
        ended(&recurrence("P1M", None, None), "2026-11-29", "2026-10-01", "2026-10-31", "2026-10-31");
        ended(&recurrence("P3M", None, None), "2026-10-01", "2026-07-01", "2026-09-30", "2026-09-30");
        ended(&recurrence("P6M", None, None), "2026-06-30", "2025-07-01", "2025-12-31", "2025-12-31");
        ended(&recurrence("P1Y", None, None), "2027-01-01", "2026-01-01", "2026-12-31", "2026-12-31");
        // Every second year from the year of the measure.
        ended(&recurrence("P2Y", None, None), "2026-11-29", "2024-01-01", "2025-12-31", "2025-12-31");
        // Ten days at a time from its day.
        ended(&recurrence("P10D", None, None), "2018-06-23", "2018-06-12", "2018-06-21", "2018-06-21");
    }

    #[test]
    fn periods_of_a_year_in_order() {
        let ends: Vec<String> = recurrence("P3M", None, None)
            .ending_within(day("2026-01-01"), day("2026-12-31"))
            .iter()
            .map(|period| period.ends.to_string())
            .collect();
        assert_eq!(ends, ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]);
    }

    #[test]
    fn only_days_of_a_year_are_read() {
        for refused in ["09-30", "--13-01", "--02-30", "--6-1", "--06-01"] {
            assert!(refused.parse::<Window>().is_err(), "{refused}");
        }
        assert_eq!("--02-29".parse::<YearDay>().unwrap().of(2026), Some(day("2026-02-28")));
        assert_eq!("--06-01/--08-31".parse::<Window>().unwrap().to_string(), "--06-01/--08-31");
    }
}
