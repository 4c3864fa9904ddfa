//! A standard's status on a day.

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;
use crate::vocabulary;

vocabulary! {
    /// Where a standard stands on a day, in the order of its life.
    #[derive(JsonSchema, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Status {
        /// Not issued yet.
        Draft = "draft", "起草中", "draft", ["在编", "制定中", "正在起草", "征求意见"];
        /// Issued, not effective yet.
        Upcoming = "upcoming", "即将实施", "upcoming", ["未实施", "尚未实施", "已发布未实施"];
        /// In force.
        Current = "current", "现行", "current", ["现行有效", "有效", "确认有效", "已实施"];
        /// A standard that replaces it is effective.
        Replaced = "replaced", "被代替", "replaced", ["已被代替", "被替代", "已被替代", "已替代", "有更新版"];
        /// Withdrawn without a successor.
        Withdrawn = "withdrawn", "废止", "withdrawn", ["已废止", "作废", "已作废", "失效"];
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
