//! What falls due beside reviews, and the picture of a year: parts of `reviews.html` and `agency.html`.

use serde::Serialize;

use super::parts::{ClauseLink, Code, Link};

/// One thing that falls due.
#[derive(Clone, Debug, Serialize)]
pub struct ExpiryRow {
    /// `duty`, `step`, `order`, `consultation`, `replacement`, `evidence`, `waiver`.
    pub what: Code,
    pub day: String,
    /// `scheduled`, `due_soon`, `overdue`.
    pub state: Code,
    /// The record that it is of.
    pub record: Link,
    /// What of it: a duty's name, a paper's kind, what an order is about.
    pub title: String,
    /// One sentence.
    pub reason: String,
    pub by: Vec<Link>,
    pub clause: Option<ClauseLink>,
}

/// What falls due when in a year, and by whom.
#[derive(Clone, Debug, Serialize)]
pub struct YearPicture {
    pub year: i32,
    /// The kinds that occur, for the legend.
    pub kinds: Vec<Code>,
    pub rows: Vec<YearRow>,
}

/// What one agency, or all that a measure reaches, has to do in each month.
#[derive(Clone, Debug, Serialize)]
pub struct YearRow {
    pub who: Link,
    /// Whether it stands for every agency that the measure reaches.
    pub is_all: bool,
    /// Twelve.
    pub months: Vec<Vec<YearMark>>,
    pub total: u32,
}

/// So many of one kind in a month.
#[derive(Clone, Debug, Serialize)]
pub struct YearMark {
    pub what: Code,
    pub n: u32,
    /// The first few by name.
    pub names: String,
}

/// A recurring duty of an agency.
#[derive(Clone, Debug, Serialize)]
pub struct OwnDuty {
    pub title: String,
    pub clause: ClauseLink,
    /// The span of the newest period that has ended and is judged: `2026-06-01/2026-08-31`.
    pub ended: Option<String>,
    /// `kept`, `late`, `overdue`, or `none` where no period is judged yet.
    pub state: Code,
    /// The newest day on which it was done.
    pub done: Option<String>,
    /// The span in which it is to be done next.
    pub next: Option<String>,
}
