//! The kinds of evidence that clauses ask for, as programs read them: what `requires` of a clause and `evidence` of a project name.

use schemars::JsonSchema;
use serde::Serialize;

use mulu_core::facts::{text, texts};
use mulu_core::model::{EvidenceKind as Record, Stage};

/// A kind of evidence.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "EvidenceKind")]
pub struct ApiEvidenceKind {
    /// Its id; null where the record gives none, which is a finding.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// What it shows, in a sentence.
    pub about: Option<String>,
    /// Who gives it, in words.
    pub issuer: Option<String>,
    /// Who may give it: agency ids or names; empty: anybody.
    pub issuers: Vec<String>,
    /// The stage that is not passed without it.
    pub before: Option<Stage>,
    /// The stage after which it is made.
    pub after: Option<Stage>,
    /// How long the span that it covers must be, an ISO 8601 duration.
    pub at_least: Option<String>,
    /// Whether the paper says passed or failed.
    pub result: bool,
    /// Whether it is answered from records of information resources in the place of a paper.
    pub derived: bool,
    /// Whose fact it is: an agency's answers for all its projects.
    #[schemars(extend("enum" = ["project", "agency"]))]
    pub of: &'static str,
}

impl ApiEvidenceKind {
    /// What a record says of one.
    pub fn of(kind: &Record) -> ApiEvidenceKind {
        ApiEvidenceKind {
            id: text(&kind.id),
            title: text(&kind.title),
            title_en: text(&kind.title_en),
            about: text(&kind.about),
            issuer: text(&kind.issuer),
            issuers: texts(&kind.issuers),
            before: kind.before.as_ref().map(|stage| stage.value),
            after: kind.after.as_ref().map(|stage| stage.value),
            at_least: kind.at_least.as_ref().map(|span| span.value.to_string()),
            result: kind.result,
            derived: kind.derived,
            of: if kind.of_agency { "agency" } else { "project" },
        }
    }
}
