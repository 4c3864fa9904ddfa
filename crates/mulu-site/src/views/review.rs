//! `/reviews/index.html` and `/reviews/LIST-N.html` → `reviews.html`, key `reviews`: the review cycle of the whole catalogue (Art. 20).

use serde::Serialize;

use super::parts::{ClauseLink, Code, Figure, Link, Long, StandardRef};
use super::schedule::{ExpiryRow, YearPicture};
use crate::picture::Load;

/// Who has to review what by when.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewsPage {
    /// One sentence on the cycle in the page's language: `复审周期一般不超过 3 年`.
    pub rule: String,
    pub clause: Option<ClauseLink>,
    /// `overdue`, `due_soon`, `duties`, `scheduled`; on the page itself, not on further sheets.
    pub figures: Vec<Figure>,
    pub overdue: Long<DueReview>,
    pub due_soon: Long<DueReview>,
    /// Due later, within the next 36 months.
    pub scheduled: Long<DueReview>,
    pub duties: Long<OpenDuty>,
    /// From the site's root.
    pub calendar_file: String,
    /// What is overdue, and what falls due in each of the next 36 months; on the page itself, not on further sheets.
    pub load: Option<Load>,
    /// What else falls due.
    pub others: Long<ExpiryRow>,
    /// What falls when in the year, and by whom; on the page itself, not on further sheets.
    pub year: Option<YearPicture>,
    /// Newest first.
    pub past: Long<HeldReview>,
}

/// One review that is due.
#[derive(Clone, Debug, Serialize)]
pub struct DueReview {
    /// The row's: `due-gb-t-22239-2019`.
    pub anchor: String,
    pub standard: StandardRef,
    pub level: Code,
    pub due: String,
    /// `自 2022-12-02 起逾期` or `至 2027-03-01 仍算按时`.
    pub in_time: String,
    /// One sentence.
    pub reason: String,
    /// Who is to review it.
    pub by: Vec<Link>,
}

/// A revision or an abolition that is open, or a replacement to come.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDuty {
    pub standard: StandardRef,
    /// `revise`, `abolish`, `supersede`.
    pub kind: Code,
    /// Day of the review that demanded it; of a replacement, the day on which the new edition was issued.
    pub decided: String,
    pub due: String,
    /// `open`, `overdue`.
    pub state: Code,
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
