//! Working days: tables reckoned by hand from the notices, and three libraries of other languages for every day of 23 years.

use proptest::prelude::*;

use super::{WorkingDay, WorkingDays};
use crate::day::{Day, TimeLimit};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A limit that runs from a day, and the last day in time, counted on a wall calendar.
fn table(rows: &[(&str, &str, &str)]) {
    for (from, limit, last) in rows {
        let limit: TimeLimit = limit.parse().unwrap();
        assert_eq!(limit.last_day(day(from)), WorkingDay::On(day(last)), "{limit} from {from}");
    }
}

#[test]
fn requests_to_share_in_hubei_over_the_spring_festival_of_2026() {
    // Off from Sunday 15 to Monday 23 February; worked on Saturdays 14 and 28.
    table(&[
        ("2026-02-11", "3 working days", "2026-02-14"),  // 12, 13, Saturday 14
        ("2026-02-11", "10 working days", "2026-03-03"), // 12, 13, 14, 24, 25, 26, 27, Saturday 28, 2, 3
        ("2026-02-14", "1 working day", "2026-02-24"),
        ("2026-02-14", "3 working days", "2026-02-26"),
    ]);
}

#[test]
fn admission_to_the_cloud_of_changsha_over_the_spring_festival_of_2026() {
    table(&[
        ("2026-02-13", "3 working days", "2026-02-25"), // accepted: Saturday 14, 24, 25
        ("2026-02-25", "2 working days", "2026-02-27"), // the opinion: 26, 27
        ("2026-02-27", "2 working days", "2026-03-02"), // the test environment: Saturday 28, 2
        ("2026-03-02", "P15D", "2026-03-17"),           // the test, in natural days
        ("2026-02-14", "P30D", "2026-03-16"),           // the trial, in natural days
        ("2026-02-12", "5 working days", "2026-02-26"), // a change: 13, 14, 24, 25, 26
        ("2026-02-26", "3 working days", "2026-03-02"), // carried out: 27, Saturday 28, 2
    ]);
}

#[test]
fn the_national_days_of_2025_and_2026() {
    // 2026: Mid-Autumn 25 to 27 September, National Day 1 to 7 October; worked on Sunday 20 September and Saturday 10 October.
    table(&[
        ("2026-09-21", "3 working days", "2026-09-24"),
        ("2026-09-18", "10 working days", "2026-10-09"), // Sunday 20, 21, 22, 23, 24, 28, 29, 30, 8, 9
        ("2026-09-30", "1 working day", "2026-10-08"),
        ("2026-09-30", "3 working days", "2026-10-10"), // 8, 9, Saturday 10
        ("2026-09-28", "5 working days", "2026-10-10"), // 29, 30, 8, 9, Saturday 10
        ("2026-10-10", "3 working days", "2026-10-14"),
    ]);
    // 2025: 1 to 8 October; worked on Sunday 28 September and Saturday 11 October.
    table(&[
        ("2025-09-27", "1 working day", "2025-09-28"),
        ("2025-09-26", "3 working days", "2025-09-30"),
        ("2025-09-30", "10 working days", "2025-10-21"), // 9, 10, Saturday 11, 13 to 17, 20, 21
        ("2025-09-30", "2 working days", "2025-10-10"),
    ]);
}

#[test]
fn the_spring_festivals_of_2024_and_2025() {
    table(&[
        ("2024-02-01", "10 working days", "2024-02-20"), // 2, Sunday 4, 5 to 9, Sunday 18, 19, 20
        ("2025-01-24", "3 working days", "2025-02-05"),  // Sunday 26, 27, 5
        ("2025-02-05", "2 working days", "2025-02-07"),
        ("2025-01-27", "5 working days", "2025-02-10"), // 5, 6, 7, Saturday 8, 10
        ("2025-02-10", "3 working days", "2025-02-13"),
    ]);
}

#[test]
fn months_end_on_the_day_of_the_same_number() {
    // Civil Code, Article 202.
    table(&[
        ("2026-01-15", "P1M", "2026-02-15"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-02-12", "P2M", "2026-04-12"),
    ]);
}

#[test]
fn what_is_not_announced_is_said() {
    let announced = WorkingDays::announced();
    assert_eq!(announced.last(), day("2026-12-31"));
    assert_eq!(announced.after(day("2026-12-21"), 3), WorkingDay::On(day("2026-12-24")));
    // Notices have moved the last days of the December before.
    assert_eq!(announced.after(day("2026-12-21"), 4), WorkingDay::Provisional(day("2026-12-25")));
    assert_eq!(announced.after(day("2026-12-30"), 1), WorkingDay::Provisional(day("2026-12-31")));
    assert_eq!(announced.after(day("2026-12-30"), 2), WorkingDay::NotAnnounced(2027));
    assert_eq!(announced.after(day("2027-01-05"), 3), WorkingDay::NotAnnounced(2027));
    assert_eq!(announced.after(day("2003-12-31"), 1), WorkingDay::NotRecorded(2003));
    assert_eq!(announced.is_worked(day("2027-01-05")), None);
    assert_eq!(announced.between(day("2026-12-30"), day("2027-01-05")), None);
    // A year before the last is announced to its end.
    assert_eq!(announced.after(day("2025-12-30"), 1), WorkingDay::On(day("2025-12-31")));
    assert_eq!(announced.notice(day("2026-02-14")).map(|said| (said.is_worked, said.notice)), Some((true, 2026)));
}

#[test]
fn every_line_of_the_calendar_is_read() {
    let announced = WorkingDays::announced();
    let lines = include_str!("../../../data/days-off.csv").lines().skip(1).count();
    assert_eq!(announced.notices.len(), lines);
    assert!(announced.notices.is_sorted_by(|a, b| a.day < b.day), "a day stands twice or out of order");
    let notices: Vec<&str> = include_str!("../../../data/notices.csv").lines().skip(1).collect();
    let years: Vec<&str> = notices.iter().filter_map(|line| line.split(',').next()).collect();
    assert!(announced.notices.iter().all(|one| years.contains(&one.notice.to_string().as_str())));
}

/// The days on which a source differs from the calendar, each with what it says. All is explained in `data/README.md`.
const DIFFERENCES: [(&str, &str, bool); 2] =
    [("chinesecalendar 1.11.0 (Python)", "2005-12-31", false), ("chinese-days 1.5.7 (npm)", "2005-12-31", false)];

#[test]
fn three_libraries_of_other_languages_agree_on_every_day() {
    let mut different = Vec::new();
    let mut compared = 0;
    // Each line is a year of a source: four days in a hexadecimal digit, the first day in the highest bit, 1 for a working day.
    for line in include_str!("independent.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [source, year, digits] = cells[..] else { panic!("{line}") };
        let mut day = Day::new(year.parse().unwrap(), 1, 1).unwrap();
        let bits = digits.chars().flat_map(|digit| {
            let four = digit.to_digit(16).unwrap();
            (0..4).rev().map(move |bit| four >> bit & 1 == 1)
        });
        for is_worked in bits {
            if day.year().to_string() != year {
                break;
            }
            compared += 1;
            if WorkingDays::announced().is_worked(day) != Some(is_worked) {
                different.push((source, day.to_string(), is_worked));
            }
            day = day.next();
        }
    }
    assert_eq!(compared, 3 * 8401, "2004-01-01 to 2026-12-31 by three sources");
    let expected = DIFFERENCES.map(|(source, day, is_worked)| (source, day.to_owned(), is_worked));
    assert_eq!(different, expected);
}

#[test]
fn limits_are_read_as_measures_have_them() {
    assert_eq!("3 working days".parse(), Ok(TimeLimit::WorkingDays(3)));
    assert_eq!("1 working day".parse(), Ok(TimeLimit::WorkingDays(1)));
    assert!("P15D".parse::<TimeLimit>().is_ok());
    for refused in ["0 working days", "three working days", "3 days", "working days", "", "3 working days later"] {
        assert!(refused.parse::<TimeLimit>().is_err(), "{refused}");
    }
}

proptest! {
    /// To count and to add are one walk.
    #[test]
    fn counting_undoes_adding(offset in 0u32..8300, count in 1u32..60) {
        let announced = WorkingDays::announced();
        let from = crate::day::Duration::days(offset).after(announced.first());
        if let Some(last) = announced.after(from, count).day() {
            prop_assert_eq!(announced.between(from, last), Some(count as usize));
            prop_assert_eq!(announced.is_worked(last), Some(true));
            prop_assert!(last > from);
        }
    }
}
