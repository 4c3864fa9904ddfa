//! `/policies/index.html` → `policies-index.html`, key `policies`; `/policies/ID.html` and
//! `/policies/ID/LIST-N.html` → `policy.html`, key `policy`.

use serde::Serialize;

use super::parts::{Code, FindingView, Link, Long, PlaceLink, RecordFile, RecordText, SourceLink, StandardRef};

/// All policies, the registry's own jurisdiction first, then by date.
#[derive(Clone, Debug, Serialize)]
pub struct PoliciesPage {
    pub policies: Long<PolicyRow>,
}

/// One policy in the table.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyRow {
    pub link: Link,
    /// 发文字号.
    pub number: Option<String>,
    pub place: PlaceLink,
    pub effective: Option<String>,
    /// `upcoming`, `in_force`, `expired`, `repealed`.
    pub state: Code,
    pub clauses: u32,
    pub mandates: u32,
    /// Mandates that name a replaced edition.
    pub replaced: u32,
}

/// One policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyPage {
    pub title: String,
    pub title_lang: Option<String>,
    pub title_other: Option<RecordText>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub place: PlaceLink,
    /// `own`, `below`.
    pub reach: Code,
    /// Its scope.
    pub when: Option<ConditionView>,
    /// Who, by this measure, does what.
    pub organs: Vec<Organ>,
    pub issued: Option<String>,
    pub effective: Option<String>,
    pub expires: Option<String>,
    pub repealed: Option<String>,
    pub state: Code,
    pub sample: bool,
    pub clauses: Vec<ClauseSection>,
    pub sources: Vec<SourceLink>,
    pub findings: Long<FindingView>,
    pub body_html: Option<String>,
    pub record: RecordFile,
}

/// One clause.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseSection {
    /// The anchor is `art-ID`.
    pub id: String,
    /// `第四十条` or `Article 40`.
    pub article: String,
    /// As issued.
    pub text: String,
    pub text_lang: Option<String>,
    /// `project`, `agency`, `standard`, `resource`, `procedure`.
    pub subject: Code,
    /// Stage by which it must be met.
    pub gate: Option<Code>,
    /// `own`, `below`, where it differs from its policy's.
    pub reach: Option<Code>,
    pub when: Option<ConditionView>,
    /// The open mandate.
    pub mandates_where: Option<ConditionView>,
    /// The standards that it means by it.
    pub means: Vec<StandardRef>,
    /// How the office reads its words.
    pub reading: Option<String>,
    /// Who may excuse from it.
    pub excuses: Option<Link>,
    /// What follows, as issued.
    pub sanction: Option<String>,
    /// What the sanction holds back, in words.
    pub withholds: Vec<String>,
    pub reaches_back: bool,
    pub steps: Vec<String>,
    pub duties: Vec<String>,
    pub examples: Vec<ExampleView>,
    pub mandates: Vec<Mandate>,
    /// Wording of the kinds of evidence it asks for.
    pub requires: Vec<String>,
    /// Rules of `mulu check` that watch it.
    pub enforced_by: Vec<Link>,
    /// Projects that it keeps from their money today.
    pub holds: Long<Link>,
}

/// A condition: in words where it has them, and as programs read it.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionView {
    pub words: Option<String>,
    pub code: String,
}

/// An organ of a measure.
#[derive(Clone, Debug, Serialize)]
pub struct Organ {
    /// What it does: `examines`, `approves`, `orders`, `assesses`, or the measure's own word.
    pub does: String,
    pub agency: Option<Link>,
}

/// What a clause gets of a project, tried by `mulu check`.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleView {
    pub says: String,
    /// `bound`, `not_bound`, `undecided`, `held`, or a verdict.
    pub expect: String,
    /// Whether the clause bears it out.
    pub holds: bool,
}

/// A standard that a clause makes binding.
#[derive(Clone, Debug, Serialize)]
pub struct Mandate {
    /// As the policy cites it.
    pub cited: StandardRef,
    /// The cited edition has been replaced.
    pub replaced: bool,
    /// Since when, ISO.
    pub replaced_on: Option<String>,
    /// What is in force instead (or for an undated citation: what it means today).
    pub current: Vec<StandardRef>,
}
