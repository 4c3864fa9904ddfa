//! When a standard must next be reviewed (复审), and why.
//!
//! Article 20 of the Changsha measure: standards are reviewed, at most every three years. The ceiling is the registry's
//! `[review] cycle`; a standard may set a shorter one, never a longer.

use serde::Serialize;

use super::{Day, Duration, Status};

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
    /// The registry's ceiling.
    pub ceiling: Duration,
    /// How long before the due day a review is due soon.
    pub due_soon: Duration,
}

/// Where a review stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The due day has passed.
    Overdue,
    /// Due within the window, the due day itself included.
    DueSoon,
    /// Due later.
    Scheduled,
}

impl State {
    /// The word that files, JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            State::Overdue => "overdue",
            State::DueSoon => "due-soon",
            State::Scheduled => "scheduled",
        }
    }
}

/// What the cycle is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The newest review.
    Reviewed(Day),
    /// The day it was listed.
    Listed(Day),
    /// The day a municipal document became effective.
    Effective(Day),
}

impl Start {
    /// The day itself.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Start::Reviewed(day) | Start::Listed(day) | Start::Effective(day) => day,
        }
    }
}

/// The next review of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// What the cycle is counted from.
    pub start: Start,
    /// The cycle that applies.
    pub cycle: Duration,
    /// The last day on which the review is in time.
    pub due: Day,
    /// Where it stands on the day.
    pub state: State,
}

/// Why a standard has no review duty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
pub fn next_review(input: ReviewInput, day: Day) -> Result<Review, NoDuty> {
    if matches!(input.status, Status::Withdrawn | Status::Replaced) {
        return Err(NoDuty::NotInForce);
    }
    let municipal = input.municipal_effective.filter(|_| input.status == Status::Current).map(Start::Effective);
    let entry = input.listed.map(Start::Listed).or(municipal).ok_or(NoDuty::NotListed)?;
    let start = match input.reviewed {
        Some(reviewed) if reviewed >= entry.day() => Start::Reviewed(reviewed),
        _ => entry,
    };
    // Which is shorter depends on the start: P12M and P365D differ in a leap year.
    let within = |own: &Duration| own.after(start.day()) <= input.ceiling.after(start.day());
    let cycle = input.own_cycle.filter(within).unwrap_or(input.ceiling);
    let due = cycle.after(start.day());
    let state = if day > due {
        State::Overdue
    } else if day >= input.due_soon.before(due) {
        State::DueSoon
    } else {
        State::Scheduled
    };
    Ok(Review { start, cycle, due, state })
}
