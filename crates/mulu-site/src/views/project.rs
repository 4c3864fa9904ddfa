//! `/projects/index.html` → `projects-index.html`, key `projects`; `/projects/ID.html` and
//! `/projects/ID/LIST-N.html` → `project.html`, key `project`.

use serde::Serialize;

use crate::picture::WidthPercent;

use super::parts::{ClauseLink, Code, FindingView, Link, Long, PlaceLink, RecordFile, StandardRef};
use super::procedure::CaseView;

/// All projects.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectsPage {
    pub projects: Long<ProjectRow>,
}

/// One project in the table.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectRow {
    pub link: Link,
    pub agency: Option<Link>,
    pub stage: Code,
    pub mlps_level: Option<u8>,
    pub major: bool,
    pub declared: u32,
    pub met: u32,
    /// The bar of `met` among `declared`.
    pub met_bar: WidthPercent,
    /// `pass`, `hold`; absent for a retired project.
    pub gate: Option<Code>,
}

/// One project.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectPage {
    /// The information resources that came from it.
    pub resources: Long<super::resource::ResourceRow>,
    pub name: String,
    pub name_lang: Option<String>,
    pub agency: Option<Link>,
    pub place: PlaceLink,
    pub stage: Code,
    pub approved: Option<String>,
    /// 万元, formatted with thousands separators.
    pub investment: Option<String>,
    /// 重大电子政务服务建设项目 (Art. 23).
    pub major: bool,
    /// 涉密.
    pub classified: bool,
    /// Wording of its traits.
    pub traits: Vec<String>,
    pub mlps_level: Option<u8>,
    pub sample: bool,
    /// Absent for a retired project that owes nothing.
    pub gate: Option<GateView>,
    /// The review opinion, from the site's root; absent for a retired project.
    pub opinion: Option<OpinionLink>,
    pub obligations: Long<ObligationRow>,
    /// The obligations gate by gate, as a picture.
    pub scorecard: Vec<GateRow>,
    /// What turns on facts that the record does not give.
    pub undecided: Long<Open>,
    /// The mandatory standards of which the office has not said whom they concern.
    pub unplaced: Long<StandardRef>,
    /// What the catalogue recommends to a major project.
    pub recommended: Long<Recommendation>,
    /// What the next stage will ask for.
    pub next: Option<NextGate>,
    /// `badges/projects/ID.svg`, from the site's root.
    pub badge_file: String,
    pub conformance: Long<ConformanceRow>,
    pub evidence: Long<EvidenceRow>,
    pub waivers: Long<WaiverRow>,
    pub orders: Long<OrderRow>,
    /// Its cases of procedures.
    pub cases: Long<CaseView>,
    pub findings: Long<FindingView>,
    pub body_html: Option<String>,
    pub record: RecordFile,
}

/// Where the review opinion lies.
#[derive(Clone, Debug, Serialize)]
pub struct OpinionLink {
    /// From the site's root.
    pub file: String,
    /// Its language, where that is not the page's.
    pub lang: Option<String>,
}

/// Whether the project complies where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct GateView {
    /// `pass`, `hold`; `open` where a fact is missing and nobody can conclude.
    pub verdict: Code,
    /// The keys of the facts that are missing.
    pub missing: Vec<String>,
    /// What clauses hold back, a line for each clause.
    pub withheld: Vec<WithheldRow>,
    /// What holds it, one sentence each; empty when it passes.
    pub reasons: Vec<String>,
    /// How many reasons more there are.
    pub reasons_more: u32,
}

/// What a clause holds back.
#[derive(Clone, Debug, Serialize)]
pub struct WithheldRow {
    /// In words.
    pub what: String,
    pub clause: ClauseLink,
    /// What the clause says of it, as issued.
    pub sanction: Option<String>,
}

/// What may bind the project.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    pub standard: Option<StandardRef>,
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<ClauseLink>,
    /// The keys that would decide it.
    pub facts: Vec<String>,
}

/// A standard that the catalogue recommends.
#[derive(Clone, Debug, Serialize)]
pub struct Recommendation {
    pub standard: StandardRef,
    /// `planned`, `partial`, `met`, `not_applicable`; absent: the project says nothing of it.
    pub declared: Option<Code>,
}

/// What the next stage asks for beyond what holds the project already.
#[derive(Clone, Debug, Serialize)]
pub struct NextGate {
    pub stage: Code,
    pub obligations: Long<ObligationRow>,
}

/// Something that binds the project, and how it is answered.
#[derive(Clone, Debug, Serialize)]
pub struct ObligationRow {
    /// `standard`, `evidence`.
    pub kind: Code,
    /// For `standard`: the edition in force.
    pub standard: Option<StandardRef>,
    /// As the clause cites it, where that differs.
    pub cited_as: Option<String>,
    /// For `evidence`: its wording.
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<ClauseLink>,
    /// Why it binds where no clause says so (mandatory by its number).
    pub because: Option<String>,
    pub gate: Code,
    /// `met`, `planned`, `not_due`, `missing`, `partial`, `superseded`, `expired`, `invalid`, `waived`, `not_applicable`.
    pub verdict: Code,
    /// Of a standard that is mandatory by its number and declared not to apply: the reason, for the reviewer to judge.
    pub declined: Option<String>,
    /// How the office reads the clause that asks, where it says so.
    pub reading: Option<String>,
    /// The answer's last good day, where it has one.
    pub until: Option<String>,
    /// File and line that answer it: `projects/exchange.toml:21`.
    pub place: Option<String>,
}

/// The obligations of one gate.
#[derive(Clone, Debug, Serialize)]
pub struct GateRow {
    /// The stage by which they must be met.
    pub stage: Code,
    /// The project stands here.
    pub current: bool,
    /// One square per obligation, of the first of them.
    pub cells: Vec<GateCell>,
    /// How many more there are.
    pub cells_more: u32,
    /// How many are met, of how many.
    pub met: u32,
    pub of: u32,
}

/// One obligation as a square.
#[derive(Clone, Debug, Serialize)]
pub struct GateCell {
    /// As in [`ObligationRow::verdict`].
    pub verdict: Code,
    /// Its number or its name.
    pub title: String,
}

/// A standard the project declares for itself.
#[derive(Clone, Debug, Serialize)]
pub struct ConformanceRow {
    pub standard: StandardRef,
    /// Set when `standard` is replaced.
    pub current: Vec<StandardRef>,
    /// `planned`, `partial`, `met`, `not_applicable`.
    pub status: Code,
    pub evidence: Option<String>,
    pub reason: Option<String>,
}

/// A paper the project can show.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceRow {
    /// Its kind, worded.
    pub kind: String,
    /// `ref` in the record.
    pub reference: Option<String>,
    pub issued: Option<String>,
    pub expires: Option<String>,
    /// `valid`, `expired`, `invalid`.
    pub state: Code,
}

/// Leave not to meet something, for a time.
#[derive(Clone, Debug, Serialize)]
pub struct WaiverRow {
    /// Number or article of what is waived.
    pub target: Link,
    pub reason: String,
    pub approved_by: Option<Link>,
    pub approved: Option<String>,
    pub until: Option<String>,
    /// `valid`, `expired`, `pending`, `refused`: as the audit has it.
    pub state: Code,
    /// Why it is refused.
    pub refused: Option<String>,
}

/// An order to correct within a time.
#[derive(Clone, Debug, Serialize)]
pub struct OrderRow {
    /// `order-2`: the second in the project's file.
    pub anchor: String,
    pub issued: String,
    pub deadline: String,
    pub about: String,
    /// The clause under which it was given.
    pub clause: Option<ClauseLink>,
    /// It is about a high risk.
    pub grave: bool,
    pub closed: Option<String>,
    /// `open`, `overdue`, `closed`.
    pub state: Code,
    /// The notice to print and sign, from the site's root, in the registry's own language.
    pub notice_file: String,
}
