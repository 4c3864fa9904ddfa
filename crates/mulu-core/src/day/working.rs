//! Working days by the State Council's calendar (`data/days-off.csv`).
//!
//! Adding days and counting them are one walk over one list of days worked, which knows where it ends: past the last announced year
//! there is no answer, and none is made up.

use std::sync::LazyLock;

use chrono::{Datelike as _, Weekday};

use super::Day;

/// The days worked in every year that the State Council announced.
#[derive(Debug)]
pub struct WorkingDays {
    /// The days worked, in order.
    worked: Vec<Day>,
    /// What the notices say of single days, in order.
    notices: Vec<NoticeDay>,
    first: Day,
    last: Day,
}

/// A day that a notice made a day off or a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeDay {
    /// The day.
    pub day: Day,
    /// Whether it is worked.
    pub is_worked: bool,
    /// The holiday.
    pub holiday: &'static str,
    /// The year whose notice says so.
    pub notice: i32,
}

/// When a number of working days has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkingDay {
    /// On this day.
    On(Day),
    /// On this day as announced so far; the next year's notice may move it.
    Provisional(Day),
    /// In a year that is not announced yet.
    NotAnnounced(i32),
    /// In a year before the first that is on record.
    NotRecorded(i32),
}

impl WorkingDay {
    /// The day, where there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            WorkingDay::On(day) | WorkingDay::Provisional(day) => Some(day),
            WorkingDay::NotAnnounced(_) | WorkingDay::NotRecorded(_) => None,
        }
    }
}

static ANNOUNCED: LazyLock<WorkingDays> =
    LazyLock::new(|| WorkingDays::of(include_str!("../../data/days-off.csv"), include_str!("../../data/notices.csv")));

/// From which day of December the last announced year is provisional: notices have moved days from the 29th on.
const PROVISIONAL_FROM: u32 = 25;

impl WorkingDays {
    /// The calendar that is compiled in.
    #[must_use]
    pub fn announced() -> &'static WorkingDays {
        &ANNOUNCED
    }

    fn of(days: &'static str, list: &'static str) -> WorkingDays {
        let notices: Vec<NoticeDay> = days.lines().skip(1).filter_map(notice_day).collect();
        let years = list.lines().skip(1).filter_map(|line| line.split(',').next()?.parse::<i32>().ok());
        let (from, to) = years.fold((i32::MAX, i32::MIN), |(from, to), year| (from.min(year), to.max(year)));
        let (Some(first), Some(last)) = (Day::new(from, 1, 1), Day::new(to, 12, 31)) else {
            let none = Day::from(chrono::NaiveDate::MIN);
            return WorkingDays { worked: Vec::new(), notices, first: none, last: none };
        };
        let mut worked = Vec::new();
        let mut day = first;
        while day <= last {
            let said = notices.binary_search_by_key(&day, |one| one.day).ok().and_then(|at| notices.get(at));
            let is_weekday = !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun);
            if said.map_or(is_weekday, |said| said.is_worked) {
                worked.push(day);
            }
            day = day.next();
        }
        WorkingDays { worked, notices, first, last }
    }

    /// The last day of the last announced year.
    #[must_use]
    pub fn last(&self) -> Day {
        self.last
    }

    /// The first day on record.
    #[must_use]
    pub fn first(&self) -> Day {
        self.first
    }

    /// What a notice says of a day; none: it is as the week has it, or not announced.
    #[must_use]
    pub fn notice(&self, day: Day) -> Option<&NoticeDay> {
        self.notices.binary_search_by_key(&day, |one| one.day).ok().and_then(|at| self.notices.get(at))
    }

    /// Whether a day is worked; none where that is not announced, or not on record.
    #[must_use]
    pub fn is_worked(&self, day: Day) -> Option<bool> {
        (self.first <= day && day <= self.last).then(|| self.worked.binary_search(&day).is_ok())
    }

    /// The working day that is `count` working days after a day; the day itself does not count. No working days after a day is
    /// the day itself.
    #[must_use]
    pub fn after(&self, day: Day, count: u32) -> WorkingDay {
        if day < self.first {
            return WorkingDay::NotRecorded(day.year());
        }
        if day > self.last {
            return WorkingDay::NotAnnounced(day.year());
        }
        let at = self.place_after(day) + count as usize;
        let found = if count == 0 { Some(day) } else { at.checked_sub(1).and_then(|at| self.worked.get(at)).copied() };
        match found {
            Some(day) if self.is_provisional(day) => WorkingDay::Provisional(day),
            Some(day) => WorkingDay::On(day),
            None => WorkingDay::NotAnnounced(self.last.next().year()),
        }
    }

    /// How many working days lie after one day, up to and with another; none where a day between them is not announced or not on
    /// record.
    #[must_use]
    pub fn between(&self, earlier: Day, later: Day) -> Option<usize> {
        let known = self.first <= earlier && later <= self.last;
        known.then(|| self.place_after(later).saturating_sub(self.place_after(earlier)))
    }

    /// Whether the next notice may still move a day.
    #[must_use]
    pub fn is_provisional(&self, day: Day) -> bool {
        day <= self.last
            && day.year() == self.last.year()
            && day.month() == 12
            && day.day_of_month() >= PROVISIONAL_FROM
    }

    /// How many days are worked up to and with a day.
    fn place_after(&self, day: Day) -> usize {
        self.worked.partition_point(|worked| *worked <= day)
    }
}

/// A line of the calendar's file.
fn notice_day(line: &'static str) -> Option<NoticeDay> {
    let mut cells = line.split(',');
    let day = cells.next()?.parse().ok()?;
    let is_worked = match cells.next()? {
        "off" => false,
        "work" => true,
        _ => return None,
    };
    Some(NoticeDay { day, is_worked, holiday: cells.next()?, notice: cells.next()?.parse().ok()? })
}

#[cfg(test)]
mod tests;
