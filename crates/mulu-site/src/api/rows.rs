//! The lines of the API's lists. Keys have the names that they have in the records' own documents and in the tables.

use schemars::JsonSchema;
use serde::Serialize;

use mulu_core::audit::Gate;
use mulu_core::changes::Change;
use mulu_core::day::{Day, ReviewState, Status};
use mulu_core::facts::{DueFacts, PolicyHead, review_states};
use mulu_core::finding::Severity;
use mulu_core::model::{PolicyStatus, Stage};
use mulu_core::number::{Level, Nature};
use mulu_core::registry::{DueTask, Force, TopicState};
use mulu_core::vocabulary::ids;

/// A standard, in a line.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Standard")]
pub struct ApiStandard {
    /// The record's id.
    pub id: String,
    /// The canonical number; a document without one is known by its title.
    pub number: String,
    /// The Chinese title.
    pub title: Option<String>,
    /// The English title.
    pub title_en: Option<String>,
    /// Who issues it.
    pub level: Option<Level>,
    /// How far it binds by its number.
    pub nature: Option<Nature>,
    /// The status on the day.
    pub status: Status,
    /// 发布日期.
    pub issued: Option<Day>,
    /// 实施日期.
    pub effective: Option<Day>,
    /// The editions in force at the end of every chain that leads from it.
    pub current: Vec<String>,
    /// Its classes.
    pub classes: Vec<String>,
    /// Whether it is in the catalogue on the day.
    pub in_catalogue: bool,
    /// Its binding force on the day.
    pub force: Force,
    /// Where its next review stands; `none` where there is no duty.
    #[schemars(extend("enum" = review_states()))]
    pub review_state: &'static str,
    /// The last day on which its next review is in time.
    pub review_due: Option<Day>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// A policy, in a line.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Policy")]
pub struct ApiPolicy {
    /// What its record says of itself.
    #[serde(flatten)]
    pub head: PolicyHead,
    /// Whether it is in force on the day.
    #[schemars(extend("enum" = ids::<PolicyStatus>()))]
    pub standing: &'static str,
    /// How many clauses the record has.
    pub clauses: usize,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// An agency, in a line.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Agency")]
pub struct ApiAgency {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// Its roles.
    pub roles: Vec<String>,
    /// How many standards it has adopted.
    pub adoptions: usize,
    /// How many of them it has filed.
    pub filed: usize,
    /// Whether the record is an example.
    pub sample: bool,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// A project, in a line.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Project")]
pub struct ApiProject {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// The agency that owns it.
    pub agency: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// `pass` or `hold`; a retired project, which nothing binds, passes.
    pub gate: Gate,
    /// How many obligations it has.
    pub obligations: usize,
    /// How many of them hold it now.
    pub holding: usize,
    /// Whether the record is an example.
    pub sample: bool,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// An information resource.
#[derive(Debug, JsonSchema, Serialize)]
pub struct InformationResource {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// The agency that provides it.
    pub provider: Option<String>,
    /// `unconditional`, `conditional`, `withheld`.
    pub sharing: Option<&'static str>,
    /// Whether society may have it: `no`, `conditional`, `yes`.
    pub open: Option<&'static str>,
    /// Its update cycle, ISO 8601.
    pub update: Option<String>,
    /// Since when it is in the platform's catalogue.
    pub registered: Option<Day>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// A record of a kind whose keys are told by its own document alone, in a line.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Other {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The record's document, from this one.
    pub href: String,
    /// The record's page, from this document.
    pub page: String,
}

/// A class of the standards system, with the coverage of its topics (有标采标、无标制标、缺标补标).
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Class")]
pub struct ApiClass {
    /// Its id; null where the record gives none, which is a finding.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// `general`, `service`, `cloud`.
    pub group: Option<&'static str>,
    /// The clause that names it, as `policy#clause`.
    pub clause: Option<String>,
    /// How many standards name it.
    pub standards: usize,
    /// Its topics.
    pub topics: Vec<ApiTopic>,
    /// Its page, from this document.
    pub page: Option<String>,
}

/// A topic that a class must cover.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Topic")]
pub struct ApiTopic {
    /// Its id; null where the record gives none, which is a finding.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// How it is covered.
    pub state: TopicState,
    /// The standards that cover it, or the drafts that will: their ids.
    pub standards: Vec<String>,
}

/// A change of a record, from git.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Changed")]
pub struct ApiChange {
    /// An id that never changes.
    pub id: String,
    /// The author's day, at the registry's offset from UTC; null where git has no sensible time.
    pub day: Option<Day>,
    /// The commit that recorded it.
    pub commit: String,
    /// What the record is.
    pub kind: &'static str,
    /// The record's id.
    pub record: String,
    /// The record's file.
    pub file: String,
    /// What changed, in the field's terms.
    pub change: Change,
    /// The same in a sentence.
    pub message: String,
}

/// A rule of `mulu check`.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Rule")]
pub struct ApiRule {
    /// Its id, the name of the fault.
    pub id: &'static str,
    /// What it is about.
    pub group: &'static str,
    /// Its level in this registry: `deny`, `warn`, `note`, `allow`.
    #[schemars(extend("enum" = ids::<Severity>()))]
    pub level: &'static str,
    /// Its own level.
    #[schemars(extend("enum" = ids::<Severity>()))]
    pub default_level: &'static str,
    /// What it finds, in a line.
    pub summary: BilingualText,
    /// Its explanation, Markdown.
    pub explanation: BilingualText,
    /// How many findings it has in this registry.
    pub findings: usize,
    /// Its page, from this document.
    pub page: String,
}

/// A text in both languages.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "TwoLanguages")]
pub struct BilingualText {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One thing to be done to one standard: a line of `mulu due`, without the days that are left.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Due")]
pub struct ApiDue {
    /// The standard's id.
    pub record: String,
    /// Its number, or its title where it has none.
    pub number: String,
    /// Its title.
    pub title: Option<String>,
    /// `review` 复审, `revision` 修订, `abolition` 废止, `supersession` 代替.
    #[schemars(extend("enum" = ids::<DueTask>()))]
    pub task: &'static str,
    /// The last day on which it is in time.
    pub due: Day,
    /// Where it stands.
    #[schemars(extend("enum" = ids::<ReviewState>()))]
    pub state: &'static str,
    /// The agencies that are to do it: their ids.
    pub by: Vec<String>,
    /// The agencies that have filed the standard: their ids.
    pub filed_by: Vec<String>,
    /// Why, in one sentence.
    pub reason: String,
    /// The standard's file.
    pub file: String,
}

impl From<DueFacts> for ApiDue {
    fn from(facts: DueFacts) -> Self {
        let DueFacts { record, number, title, task, due, state, days_left: _, by, filed_by, reason, file } = facts;
        ApiDue { record, number, title, task, due, state, by, filed_by, reason, file }
    }
}
