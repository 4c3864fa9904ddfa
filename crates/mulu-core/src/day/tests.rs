//! What follows from days, by example and by property.

use proptest::prelude::*;

use super::{CycleStart, Dates, Day, Duration, NoDuty, ReviewInput, ReviewState, Status, next_review, status};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn duration(text: &str) -> Duration {
    text.parse().unwrap()
}

/// A listed standard under the Changsha terms.
fn listed(since: &str) -> ReviewInput {
    ReviewInput {
        status: Status::Current,
        listed: Some(day(since)),
        municipal_effective: None,
        reviewed: None,
        own_cycle: None,
        reasoned: false,
        trigger: None,
        ceiling: Duration::years(3),
        due_soon: Duration::days(180),
    }
}

#[test]
fn months_clamp_to_the_last_day() {
    let cases = [
        ("2020-02-29", "P3Y", "2023-02-28"),
        ("2020-02-29", "P4Y", "2024-02-29"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-08-31", "P18M", "2028-02-29"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2026-11-21", "P2W", "2026-12-05"),
        ("2026-11-21", "P0D", "2026-11-21"),
    ];
    for (start, length, end) in cases {
        assert_eq!(duration(length).after(day(start)), day(end), "{start} + {length}");
    }
    assert_eq!(duration("P1M").before(day("2026-03-31")), day("2026-02-28"));
}

#[test]
fn the_calendar_has_ends_and_nothing_passes_them() {
    let last = Duration::years(u32::MAX).after(day("2026-11-21"));
    assert_eq!(last.next(), last);
    assert_eq!(Duration::days(u32::MAX).after(last), last);
    assert!(Duration::years(u32::MAX).before(day("2026-11-21")) < day("0001-01-01"));
}

#[test]
fn only_days_of_the_calendar_are_days() {
    for text in
        ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T00:00", "2026/01/01", "", "２０２６-01-01"]
    {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
}

#[test]
fn only_whole_calendar_units_are_durations() {
    for text in
        ["", "P", "3Y", "PT1H", "P1.5Y", "P-1Y", "P1M1Y", "P1Y1Y", "P1", "P366001D", "P366000W", "P99999999999Y"]
    {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
    assert_eq!(duration("P2W3D"), Duration::days(17));
}

#[test]
fn lengths_are_compared_by_the_calendar() {
    assert!(duration("P37M").is_longer_than(Duration::years(3)));
    assert!(duration("P5Y").is_longer_than(duration("P3Y")));
    for same in ["P3Y", "P36M", "P2Y12M"] {
        assert!(!duration(same).is_longer_than(Duration::years(3)), "{same}");
    }
}

#[test]
fn the_due_day_is_in_time_and_the_day_after_is_late() {
    let state = |on| next_review(listed("2019-12-01"), day(on)).unwrap().state;
    assert_eq!(state("2022-06-03"), ReviewState::Scheduled);
    assert_eq!(state("2022-06-04"), ReviewState::DueSoon);
    assert_eq!(state("2022-12-01"), ReviewState::DueSoon);
    assert_eq!(state("2022-12-02"), ReviewState::Overdue);
}

#[test]
fn the_cycle_starts_at_the_newest_review_else_the_listing_else_the_effect() {
    let start = |input| next_review(input, day("2023-01-01")).map(|review| review.start);
    let reviewed = ReviewInput { reviewed: Some(day("2022-11-20")), ..listed("2019-12-01") };
    assert_eq!(start(reviewed), Ok(CycleStart::Reviewed(day("2022-11-20"))));
    let before_listing = ReviewInput { reviewed: Some(day("2019-11-30")), ..listed("2019-12-01") };
    assert_eq!(start(before_listing), Ok(CycleStart::Listed(day("2019-12-01"))));
    let municipal = ReviewInput { municipal_effective: Some(day("2018-07-01")), ..listed("2019-12-01") };
    assert_eq!(start(municipal), Ok(CycleStart::Listed(day("2019-12-01"))));
    assert_eq!(start(ReviewInput { listed: None, ..municipal }), Ok(CycleStart::Effective(day("2018-07-01"))));
}

#[test]
fn what_is_not_listed_or_not_in_force_needs_no_review() {
    let on = day("2026-11-21");
    let absent = ReviewInput { listed: None, ..listed("2019-12-01") };
    assert_eq!(next_review(absent, on), Err(NoDuty::NotListed));
    let draft = ReviewInput { status: Status::Draft, municipal_effective: Some(on), ..absent };
    assert_eq!(next_review(draft, on), Err(NoDuty::NotListed));
    for gone in [Status::Replaced, Status::Withdrawn] {
        assert_eq!(next_review(ReviewInput { status: gone, ..listed("2019-12-01") }, on), Err(NoDuty::NotInForce));
    }
}

#[test]
fn a_longer_cycle_of_its_own_is_not_used() {
    let due =
        |own| next_review(ReviewInput { own_cycle: Some(duration(own)), ..listed("2019-12-01") }, day("2020-01-01"));
    assert_eq!(due("P1Y").unwrap().due, day("2020-12-01"));
    assert_eq!(due("P5Y").unwrap().due, day("2022-12-01"));
}

#[test]
fn of_two_cycles_the_one_that_ends_first_is_used() {
    let terms = ReviewInput { own_cycle: Some(duration("P12M")), ceiling: duration("P365D"), ..listed("2024-01-01") };
    assert_eq!(next_review(terms, day("2024-06-01")).unwrap().due, day("2024-12-31"), "a leap year has 366 days");
}

#[test]
fn statuses_follow_their_dates() {
    let dates = Dates {
        issued: Some(day("2008-06-19")),
        effective: Some(day("2008-11-01")),
        withdrawn: None,
        successor_issued: Some(day("2019-05-10")),
        successor_effective: Some(day("2019-12-01")),
        ..Dates::default()
    };
    let cases = [
        ("2008-06-18", Status::Draft),
        ("2008-06-19", Status::Upcoming),
        ("2008-11-01", Status::Current),
        ("2019-11-30", Status::Current),
        ("2019-12-01", Status::Replaced),
    ];
    for (on, expected) in cases {
        assert_eq!(status(dates, day(on)), expected, "{on}");
    }
    let withdrawn = Dates { withdrawn: Some(day("2020-01-01")), ..dates };
    assert_eq!(status(withdrawn, day("2020-01-01")), Status::Withdrawn);
    let undated = Dates { issued: None, effective: None, ..dates };
    assert_eq!(status(undated, day("2019-05-09")), Status::Draft);
    assert_eq!(status(undated, day("2019-05-10")), Status::Current);
    assert_eq!(status(undated, day("2019-12-01")), Status::Replaced);
}

fn days() -> impl Strategy<Value = Day> {
    (1..=9999_i32, 1..=12_u32, 1..=31_u32).prop_filter_map("a day of the calendar", |(y, m, d)| Day::new(y, m, d))
}

/// Days within a few decades, so that they meet each other.
fn near_days() -> impl Strategy<Value = Day> {
    (0..=10_000_u32).prop_map(|days| Duration::days(days).after(Day::new(2005, 1, 1).unwrap()))
}

fn durations() -> impl Strategy<Value = Duration> {
    (0..=10_u32, 0..=40_u32, 0..=800_u32).prop_map(|(y, m, d)| format!("P{y}Y{m}M{d}D").parse().unwrap())
}

fn inputs() -> impl Strategy<Value = ReviewInput> {
    let dates = (near_days(), proptest::option::of(near_days()), proptest::option::of(near_days()));
    let terms = (proptest::option::of(durations()), durations(), durations());
    (dates, terms).prop_map(|((listed, municipal_effective, reviewed), (own_cycle, ceiling, due_soon))| ReviewInput {
        status: Status::Current,
        listed: Some(listed),
        municipal_effective,
        reviewed,
        own_cycle,
        reasoned: false,
        trigger: None,
        ceiling,
        due_soon,
    })
}

proptest! {
    #[test]
    fn a_day_reads_as_it_is_written(day in days()) {
        prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
    }

    #[test]
    fn a_duration_reads_as_it_is_written(y in 0..=1000_u32, m in 0..=1000_u32, w in 0..=1000_u32, d in 0..=1000_u32) {
        let length: Duration = format!("P{y}Y{m}M{w}W{d}D").parse().unwrap();
        prop_assert_eq!(length.to_string().parse::<Duration>(), Ok(length));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,12}|P[0-9YMWDT]{0,14}|[0-9-]{10}") {
        if let Ok(length) = text.parse::<Duration>() {
            prop_assert_eq!(length.to_string().parse::<Duration>(), Ok(length));
        }
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn going_on_never_goes_back(a in near_days(), b in near_days(), length in durations()) {
        prop_assert!(length.after(a) >= a && length.before(a) <= a);
        prop_assert!(length.after(a.min(b)) <= length.after(a.max(b)));
        prop_assert!(a.next() > a && a.next().days_since(a) == 1);
    }

    #[test]
    fn a_review_is_never_due_later_than_the_ceiling(input in inputs(), on in near_days()) {
        let review = next_review(input, on).unwrap();
        prop_assert!(review.due <= input.ceiling.after(review.start.day()));
        prop_assert!(review.due == review.cycle.after(review.start.day()));
    }

    #[test]
    fn reviewing_never_brings_the_due_day_forward(input in inputs(), on in near_days(), reviewed in near_days()) {
        let before = next_review(input, on).unwrap();
        prop_assume!(reviewed >= before.start.day());
        let after = next_review(ReviewInput { reviewed: Some(reviewed), ..input }, on).unwrap();
        prop_assert!(after.due >= before.due);
        prop_assert_eq!(after.start.day(), reviewed);
    }

    #[test]
    fn states_only_grow_more_urgent(input in inputs(), a in near_days(), b in near_days()) {
        let state = |on| next_review(input, on).unwrap().state;
        prop_assert!(state(a.max(b)) <= state(a.min(b)));
        let due = next_review(input, a).unwrap().due;
        prop_assert_eq!(state(due), ReviewState::DueSoon);
        prop_assert_eq!(state(due.next()), ReviewState::Overdue);
    }

    #[test]
    fn a_standard_never_goes_back_in_life(
        dates in proptest::array::uniform5(proptest::option::of(near_days())), a in near_days(), b in near_days(),
    ) {
        let [issued, effective, withdrawn, successor_issued, successor_effective] = dates;
        let dates = Dates { issued, effective, withdrawn, successor_issued, successor_effective, ..Dates::default() };
        prop_assert!(status(dates, a.min(b)) <= status(dates, a.max(b)));
    }
}
