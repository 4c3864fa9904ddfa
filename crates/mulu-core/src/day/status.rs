//! A standard's status on a day.

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;

/// Where a standard stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not issued yet (在编).
    Draft,
    /// Issued, not effective yet (即将实施).
    Upcoming,
    /// In force (现行).
    Current,
    /// A standard that replaces it is effective (被代替).
    Replaced,
    /// Withdrawn without a successor (废止).
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a standard's life.
    pub const ALL: [Status; 5] =
        [Status::Draft, Status::Upcoming, Status::Current, Status::Replaced, Status::Withdrawn];

    /// The word that files, JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Upcoming => "upcoming",
            Status::Current => "current",
            Status::Replaced => "replaced",
            Status::Withdrawn => "withdrawn",
        }
    }
}

/// The dates that decide a status, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates {
    /// When it was issued (发布日期).
    pub issued: Option<Day>,
    /// From when it applies (实施日期).
    pub effective: Option<Day>,
    /// From when it no longer applies, withdrawn without a successor (废止日期).
    pub withdrawn: Option<Day>,
    /// Whether it was withdrawn on a day that nobody recorded.
    pub withdrawn_some_day: bool,
    /// The year of its number, in which it was issued; none for a document that is numbered while it is drafted.
    pub year: Option<u16>,
    /// When the first standard that replaces it, wholly or in part, was issued.
    pub successor_issued: Option<Day>,
    /// When the first standard that replaces the whole of it became effective.
    pub successor_effective: Option<Day>,
}

/// The status on `day`: draft, upcoming, withdrawn, replaced, current, the first that applies.
///
/// Old editions are often recorded without all their dates. What applies has been issued, what an issued standard replaces has
/// itself been issued and has applied, and a number's year is that of its issue, so none of them is a draft for want of a date. An
/// issued standard of which nobody knows when it became effective counts as in force from its issue.
#[must_use]
pub fn status(dates: Dates, day: Day) -> Status {
    let reached = |date: Option<Day>| date.is_some_and(|date| date <= day);
    let succeeded = reached(dates.successor_issued);
    let numbered = dates.year.is_some_and(|year| i32::from(year) < day.year());
    let issued = dates.issued.map_or(succeeded || numbered || reached(dates.effective), |issued| issued <= day);
    let applies = dates.effective.is_none_or(|effective| effective <= day);
    if !issued {
        Status::Draft
    } else if !applies {
        Status::Upcoming
    } else if reached(dates.withdrawn) || dates.withdrawn_some_day {
        Status::Withdrawn
    } else if reached(dates.successor_effective) {
        Status::Replaced
    } else {
        Status::Current
    }
}
