//! `/agencies/index.html` → `agencies-index.html`, key `agencies`; `/agencies/ID.html` and `/agencies/ID/LIST-N.html` → `agency.html`, key `agency`.

use serde::Serialize;

use super::parts::{Code, Figure, FindingView, Link, Long, PlaceLink, RecordFile, RecordText, StandardRef};
use super::schedule::{ExpiryRow, OwnDuty};
use crate::picture::WidthPercent;

/// All agencies.
#[derive(Clone, Debug, Serialize)]
pub struct AgenciesPage {
    pub agencies: Long<AgencyRow>,
}

/// One agency in the table.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyRow {
    pub link: Link,
    pub place: PlaceLink,
    /// Its roles, worded.
    pub roles: Vec<RecordText>,
    pub adopted: u32,
    pub filed: u32,
    pub unfiled: u32,
    pub projects: u32,
    /// This year's score, 0 to 100, to one decimal, and its bar; absent where there is nothing to assess.
    pub score: Option<String>,
    pub score_bar: WidthPercent,
    /// Findings of level deny and warn.
    pub findings: u32,
}

/// One agency.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyPage {
    pub name: String,
    pub name_lang: Option<String>,
    pub name_other: Option<RecordText>,
    pub place: PlaceLink,
    pub roles: Vec<RecordText>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    pub contact: Option<String>,
    /// What became of it: its names, whom it took over from, who took over from it; the oldest first.
    pub timeline: Vec<AgencyEvent>,
    pub sample: bool,
    /// `adopted`, `filed`, `unfiled`, `projects`, `reviews`.
    pub figures: Vec<Figure>,
    pub filings: Long<AgencyFiling>,
    /// Orders to it to correct.
    pub orders: Long<super::project::OrderRow>,
    pub trainings: Long<AgencyTraining>,
    pub projects: Long<AgencyProject>,
    /// How it shares what it has; absent where it has recorded nothing.
    pub sharing: Option<super::resource::ResourceAgency>,
    pub resources: Long<super::resource::ResourceRow>,
    /// What it has to review; only for agencies with the review role.
    pub duties: Long<ReviewDuty>,
    /// Its recurring duties.
    pub own_duties: Long<OwnDuty>,
    /// What falls due for it beside reviews.
    pub others: Long<ExpiryRow>,
    /// What is due of what it filed and of what it must do; from the site's root.
    pub calendar_file: String,
    /// The feeds of what concerns it; from the site's root.
    pub changes_file: String,
    pub reviews_file: String,
    /// The year's assessment (Art. 22); absent where there is nothing to assess.
    pub score: Option<super::score::ScorePage>,
    pub year: i32,
    /// The year's assessment to print and sign, from the site's root, in the registry's own language.
    pub assessment_file: String,
    pub findings: Long<FindingView>,
    pub record: RecordFile,
}

/// One standard the agency has adopted (Art. 9).
#[derive(Clone, Debug, Serialize)]
pub struct AgencyFiling {
    /// `adoption-3`: the third in the agency's file.
    pub anchor: String,
    pub standard: StandardRef,
    /// Set when `standard` is replaced: what is in force.
    pub current: Vec<StandardRef>,
    /// `planned`, `implementing`, `implemented`, `suspended`.
    pub status: Code,
    pub since: Option<String>,
    pub filed: Option<String>,
    pub systems: Vec<String>,
    pub evidence: Option<String>,
}

/// One training that the agency held (Art. 21).
#[derive(Clone, Debug, Serialize)]
pub struct AgencyTraining {
    /// `training-1`: the first in the agency's file.
    pub anchor: String,
    /// ISO date.
    pub date: String,
    pub standards: Vec<StandardRef>,
    /// How many people attended.
    pub attendance: Option<i64>,
}

/// One project of the agency.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyProject {
    pub link: Link,
    pub stage: Code,
    /// `pass`, `hold`; absent for a retired project.
    pub gate: Option<Code>,
}

/// One review the agency has to hold.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewDuty {
    pub standard: StandardRef,
    pub state: Code,
    pub due: String,
    pub in_time: String,
}

/// Something that happened to an agency itself.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyEvent {
    /// When, ISO.
    pub day: Option<String>,
    pub text: String,
    /// The agencies that it is about.
    pub agencies: Vec<Link>,
}
