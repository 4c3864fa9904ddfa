//! One record as a document of its own: what `mulu show --format json` prints, and what `/api/v1/` publishes.
//!
//! The two differ in their heads. Who asks at a terminal is told the day and the revision; a published file would be another every
//! night for that, and says how long it holds instead.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Holds, OriginFacts};
use crate::day::Day;
use crate::model::Kind;

/// A record with what it was computed for and from.
#[derive(Clone, Debug, Serialize)]
pub struct RecordDocument<T> {
    /// The form of this document.
    pub schema: &'static str,
    /// The day it was computed for.
    pub as_of: Day,
    /// The commit that the registry was read at; null outside git.
    pub revision: Option<String>,
    /// What the record is.
    pub kind: &'static str,
    /// The registry that it comes from, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginFacts>,
    /// The record's own keys.
    #[serde(flatten)]
    pub record: T,
}

/// The words of the kinds that have documents.
fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().filter(|kind| kind.is_many()).map(|kind| kind.id()).collect()
}

impl<T: Serialize> RecordDocument<T> {
    /// A record of a kind on a day; `revision` is the commit that the registry was read at.
    #[must_use]
    pub fn of(kind: &'static str, record: T, as_of: Day, revision: Option<String>) -> Self {
        RecordDocument { schema: "mulu.show/1", as_of, revision, kind, origin: None, record }
    }

    /// The same, of a record that comes from another registry, if it does.
    #[must_use]
    pub fn from(self, origin: Option<OriginFacts>) -> Self {
        RecordDocument { origin, ..self }
    }

    /// The document as text: indented, with a line end.
    #[must_use]
    pub fn text(&self) -> String {
        crate::json::indented(self).unwrap_or_default()
    }
}

/// A record as it is published.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[schemars(rename = "{T}Published")]
pub struct PublishedRecord<T> {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.record/1"))]
    pub schema: &'static str,
    /// How long what it says holds.
    #[serde(flatten)]
    pub holds: Holds,
    /// The commit that last changed the record; null: no history was read.
    pub commit: Option<String>,
    /// What the record is.
    #[schemars(extend("enum" = kinds()))]
    pub kind: &'static str,
    /// The registry that it comes from, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginFacts>,
    /// The record's own keys.
    #[serde(flatten)]
    pub record: T,
}

impl<T: Serialize> PublishedRecord<T> {
    /// A record of a kind.
    #[must_use]
    pub fn of(kind: &'static str, record: T, holds: Holds, commit: Option<String>) -> Self {
        PublishedRecord { schema: "mulu.record/1", holds, commit, kind, origin: None, record }
    }

    /// The same, of a record that comes from another registry, if it does.
    #[must_use]
    pub fn from(self, origin: Option<OriginFacts>) -> Self {
        PublishedRecord { origin, ..self }
    }
}
