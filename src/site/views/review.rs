//! `/reviews/index.html` → `reviews.html`, key `reviews`: the review cycle of the whole catalogue (Art. 20).

use serde::Serialize;

use super::parts::{ClauseRef, Code, Figure, Link, StandardRef};

/// Who has to review what by when.
#[derive(Clone, Debug, Serialize)]
pub struct Reviews {
    /// One sentence on the cycle in the page's language: `复审周期一般不超过 3 年`.
    pub rule: String,
    pub clause: Option<ClauseRef>,
    /// `overdue`, `due_soon`, `duties`, `scheduled`.
    pub figures: Vec<Figure>,
    pub overdue: Vec<DueReview>,
    pub due_soon: Vec<DueReview>,
    /// Due later, within the next 36 months.
    pub scheduled: Vec<DueReview>,
    pub duties: Vec<OpenDuty>,
    /// From the site's root.
    pub calendar_file: String,
    pub months: Vec<Month>,
    /// Where each year begins in the picture.
    pub years: Vec<Year>,
    /// The tallest column's number, for the axis.
    pub peak: u32,
    /// Newest first.
    pub past: Vec<HeldReview>,
}

/// One review that is due.
#[derive(Clone, Debug, Serialize)]
pub struct DueReview {
    pub standard: StandardRef,
    pub level: Code,
    pub due: String,
    /// `逾期 1451 日`, `还有 120 日`.
    pub distance: String,
    /// One sentence.
    pub reason: String,
}

/// A revision or an abolition that is open.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDuty {
    pub standard: StandardRef,
    /// `revise`, `abolish`.
    pub kind: Code,
    /// Day of the review that demanded it.
    pub decided: String,
    pub due: String,
    /// `open`, `overdue`.
    pub state: Code,
}

/// One month of the next 36. The picture is 720 wide and 140 high, columns 20 apart, 16 wide.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "a month is known by its year and month")]
pub struct Month {
    /// `2026-12`.
    pub month: String,
    pub n: u32,
    /// Left edge: 20 × index + 2.
    pub x: u32,
    /// Height, 0 to 120; the top edge is `y` = 140 − height.
    pub height: u32,
    pub y: u32,
}

/// A year's beginning.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    pub x: u32,
    pub year: String,
}

/// A review that has been held.
#[derive(Clone, Debug, Serialize)]
pub struct HeldReview {
    pub date: String,
    pub standard: StandardRef,
    /// `continue`, `revise`, `abolish`.
    pub conclusion: Code,
    pub by: Option<Link>,
    pub reason: Option<String>,
}
