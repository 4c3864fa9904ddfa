//! When a standard must next be reviewed (复审), and why.
//!
//! Article 20 of the Changsha measure: standards are reviewed, at most every three years. The ceiling is the registry's
//! `[review] cycle`; a standard may set a shorter one, and a longer one only with a reason. What changed under a standard makes a
//! review due sooner.

use serde::Serialize;

use super::{Day, Duration, Status};
use crate::vocabulary;

/// What decides a standard's next review.
#[derive(Clone, Copy, Debug)]
pub struct ReviewInput {
    /// The standard's status on the day.
    pub status: Status,
    /// When it was listed, if it is in the catalogue on the day.
    pub listed: Option<Day>,
    /// When it became effective, if it is one of the city's own documents: those are reviewed listed or not.
    pub municipal_effective: Option<Day>,
    /// The newest recorded review not after the day.
    pub reviewed: Option<Day>,
    /// The standard's own cycle, if it has one.
    pub own_cycle: Option<Duration>,
    /// Whether the record says why its own cycle is longer than the ceiling, where it is: generally (一般) it is not.
    pub reasoned: bool,
    /// What changed under it that is a reason to review it, if anything did.
    pub trigger: Option<Trigger>,
    /// The registry's ceiling.
    pub ceiling: Duration,
    /// How long before the due day a review is due soon.
    pub due_soon: Duration,
}

/// A change under a standard that is a reason to review it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Trigger {
    /// What changed.
    pub what: TriggerCause,
    /// By which standard, as its registry counts them.
    pub by: usize,
    /// Since when.
    pub since: Day,
    /// How soon after it a review is due.
    pub within: Duration,
}

/// What changed under a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TriggerCause {
    /// A standard that it is built on was replaced or withdrawn.
    Reference,
    /// A national, industry or local standard on its topic came into force.
    Topic,
}

vocabulary! {
    /// Where a review, or whatever else falls due, stands on a day.
    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReviewState {
        /// The due day has passed.
        Overdue = "overdue", "逾期", "overdue";
        /// Due within the window, the due day itself included.
        DueSoon = "due-soon", "即将到期", "due soon";
        /// Due later.
        Scheduled = "scheduled", "未到期", "scheduled", ["已安排"];
    }
}

/// What the cycle is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CycleStart {
    /// The newest review.
    Reviewed(Day),
    /// The day it was listed.
    Listed(Day),
    /// The day a municipal document became effective.
    Effective(Day),
}

impl CycleStart {
    /// The day itself.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            CycleStart::Reviewed(day) | CycleStart::Listed(day) | CycleStart::Effective(day) => day,
        }
    }
}

/// The next review of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NextReview {
    /// What the cycle is counted from.
    pub start: CycleStart,
    /// The cycle that applies.
    pub cycle: Duration,
    /// The change that makes it due before the cycle does.
    pub trigger: Option<Trigger>,
    /// The last day on which the review is in time.
    pub due: Day,
    /// Where it stands on the day.
    pub state: ReviewState,
}

/// Why a standard has no review duty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoDuty {
    /// Not listed, and not a municipal document in force.
    NotListed,
    /// Withdrawn or replaced: there is nothing left to review.
    NotInForce,
}

/// The next review on `day`, or why there is none.
///
/// The cycle starts at the newest review, else at the listing, else, for a municipal document, when it became effective. A
/// review older than the listing does not count: listing a standard is itself the office's judgement that it fits, and a
/// standard is not overdue on the day it enters the catalogue.
///
/// # Errors
/// The reason why the standard need not be reviewed.
pub fn next_review(input: ReviewInput, day: Day) -> Result<NextReview, NoDuty> {
    if matches!(input.status, Status::Withdrawn | Status::Replaced) {
        return Err(NoDuty::NotInForce);
    }
    let municipal = input.municipal_effective.filter(|_| input.status == Status::Current).map(CycleStart::Effective);
    let entry = input.listed.map(CycleStart::Listed).or(municipal).ok_or(NoDuty::NotListed)?;
    let start = match input.reviewed {
        Some(reviewed) if reviewed >= entry.day() => CycleStart::Reviewed(reviewed),
        _ => entry,
    };
    // Which is shorter depends on the start: P12M and P365D differ in a leap year.
    let within = |own: &Duration| input.reasoned || own.after(start.day()) <= input.ceiling.after(start.day());
    let cycle = input.own_cycle.filter(within).unwrap_or(input.ceiling);
    let by_cycle = cycle.after(start.day());
    // What was there when it was last looked at is settled.
    let trigger = input.trigger.filter(|trigger| trigger.since > start.day());
    let trigger = trigger.filter(|trigger| trigger.within.after(trigger.since) < by_cycle);
    let due = trigger.map_or(by_cycle, |trigger| trigger.within.after(trigger.since));
    let state = if day > due {
        ReviewState::Overdue
    } else if day >= input.due_soon.before(due) {
        ReviewState::DueSoon
    } else {
        ReviewState::Scheduled
    };
    Ok(NextReview { start, cycle, trigger, due, state })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: u32) -> Day {
        Duration::days(offset).after(Day::new(2000, 1, 1).unwrap())
    }

    prop_compose! {
        /// A standard in force that is listed, municipal or both, reviewed or not, with a cycle of its own or not.
        fn any_input()(
            listed in proptest::option::of(0_u32..9_000),
            effective in proptest::option::of(0_u32..9_000),
            reviewed in proptest::option::of(0_u32..9_000),
            own in proptest::option::of(1_u32..60),
            ceiling in 1_u32..60,
            due_soon in 0_u32..400,
        ) -> ReviewInput {
            ReviewInput {
                status: Status::Current,
                listed: listed.map(day),
                municipal_effective: effective.map(day),
                reviewed: reviewed.map(day),
                own_cycle: own.map(Duration::months),
                reasoned: false,
                trigger: None,
                ceiling: Duration::months(ceiling),
                due_soon: Duration::days(due_soon),
            }
        }
    }

    proptest! {
        #[test]
        fn due_is_never_later_than_the_ceiling_after_the_start(input in any_input(), on in 9_000_u32..20_000) {
            if let Ok(review) = next_review(input, day(on)) {
                prop_assert!(review.due <= input.ceiling.after(review.start.day()));
                prop_assert!(review.due > review.start.day());
            }
        }

        #[test]
        fn a_review_never_makes_due_what_lies_before_it(input in any_input(), on in 9_000_u32..20_000, back in 0_u32..9_000) {
            let (on, date) = (day(on), day(on.saturating_sub(back)));
            let before = next_review(input, on);
            let newest = input.reviewed.map_or(date, |reviewed| reviewed.max(date));
            let after = next_review(ReviewInput { reviewed: Some(newest), ..input }, on);
            if let (Ok(before), Ok(after)) = (before, after) {
                prop_assert!(after.due >= before.due, "a review brought the due day forward");
                if after.start == CycleStart::Reviewed(date) {
                    prop_assert!(after.due > date);
                }
            } else {
                prop_assert_eq!(before, after, "a review neither opens nor closes the duty");
            }
        }

        #[test]
        fn states_only_go_on_between_two_events(input in any_input(), on in 9_000_u32..20_000, later in 0_u32..5_000) {
            if let (Ok(now), Ok(then)) = (next_review(input, day(on)), next_review(input, day(on + later))) {
                prop_assert_eq!(now.due, then.due);
                // Overdue is the least of the states.
                prop_assert!(then.state <= now.state);
            }
        }

        #[test]
        fn the_due_day_itself_is_in_time(input in any_input()) {
            if let Ok(review) = next_review(input, day(9_000)) {
                prop_assert_eq!(next_review(input, review.due).map(|review| review.state), Ok(ReviewState::DueSoon));
                prop_assert_eq!(next_review(input, review.due.next()).map(|review| review.state), Ok(ReviewState::Overdue));
            }
        }
    }

    #[test]
    fn months_end_where_the_month_ends() {
        let due = |start: &str, cycle: &str| {
            let input = ReviewInput {
                status: Status::Current,
                listed: Some(start.parse().unwrap()),
                municipal_effective: None,
                reviewed: None,
                own_cycle: None,
                reasoned: false,
                trigger: None,
                ceiling: cycle.parse().unwrap(),
                due_soon: Duration::days(180),
            };
            next_review(input, start.parse().unwrap()).unwrap().due.to_string()
        };
        assert_eq!(due("2020-02-29", "P3Y"), "2023-02-28");
        assert_eq!(due("2020-02-29", "P4Y"), "2024-02-29");
        assert_eq!(due("2021-08-31", "P18M"), "2023-02-28");
        assert_eq!(due("2022-08-31", "P18M"), "2024-02-29");
        assert_eq!(due("2023-02-28", "P12M"), "2024-02-28");
    }

    #[test]
    fn what_is_not_listed_or_not_in_force_has_no_duty() {
        let input = ReviewInput {
            status: Status::Current,
            listed: None,
            municipal_effective: Day::new(2020, 1, 1),
            reviewed: None,
            own_cycle: None,
            reasoned: false,
            trigger: None,
            ceiling: Duration::years(3),
            due_soon: Duration::days(180),
        };
        let on = day(9_000);
        assert!(next_review(input, on).is_ok());
        assert_eq!(next_review(ReviewInput { municipal_effective: None, ..input }, on), Err(NoDuty::NotListed));
        for status in [Status::Draft, Status::Upcoming] {
            assert_eq!(next_review(ReviewInput { status, ..input }, on), Err(NoDuty::NotListed), "{status:?}");
        }
        for status in [Status::Withdrawn, Status::Replaced] {
            assert_eq!(next_review(ReviewInput { status, ..input }, on), Err(NoDuty::NotInForce), "{status:?}");
        }
    }
}
