//! `/cases/index.html` → `cases.html`, key `cases`; `/cases/ID.html` → `docket.html`, key `docket`: procedures with time limits.

use serde::Serialize;

use super::parts::{ClauseLink, Code, Figure, FindingView, Link, Long, RecordFile};

/// All cases: how long each organ takes, and the dockets.
#[derive(Clone, Debug, Serialize)]
pub struct CasesPage {
    /// `cases`, `cases_running`, `cases_late`, `cases_refused`.
    pub figures: Vec<Figure>,
    pub organs: Vec<OrganStep>,
    pub dockets: Long<DocketRow>,
}

/// How an organ did a step, over all cases.
#[derive(Clone, Debug, Serialize)]
pub struct OrganStep {
    /// Absent where the cases do not say who did it.
    pub agency: Option<Link>,
    pub clause: Option<ClauseLink>,
    pub step: String,
    pub limit: String,
    pub begun: u32,
    pub over: u32,
    pub late: u32,
    pub running: u32,
    /// In words: `3 个工作日`.
    pub median: Option<String>,
}

/// A docket, in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct DocketRow {
    pub link: Link,
    pub sample: bool,
    pub cases: u32,
    pub late: u32,
}

/// One docket.
#[derive(Clone, Debug, Serialize)]
pub struct DocketPage {
    pub name: String,
    pub name_lang: Option<String>,
    pub sample: bool,
    pub cases: Long<CaseView>,
    pub findings: Long<FindingView>,
    pub record: RecordFile,
}

/// One case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    pub anchor: String,
    pub reference: String,
    /// The docket's page; absent on it.
    pub docket: Option<Link>,
    pub procedure: Option<ClauseLink>,
    pub project: Option<Link>,
    pub agency: Option<Link>,
    pub steps: Vec<StepRow>,
    pub refused: Option<String>,
    pub reason: Option<String>,
}

/// One step of a case.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// `申请 → 受理`.
    pub name: String,
    pub begun: Option<String>,
    pub ended: Option<String>,
    /// The last day that is in time, or the first on which it may end; in words where it is not announced.
    pub limit: Option<String>,
    /// Whether the next notice may still move it.
    pub provisional: bool,
    /// `not_begun`, `running`, `overdue`, `in_time`, `late`, `too_short`, `out_of_order`, `undecided`.
    pub state: Code,
}
