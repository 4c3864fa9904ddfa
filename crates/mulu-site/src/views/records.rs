//! Pages of a kind whose pages are derived from its keys: all its records, and one of them.

use serde::Serialize;

use super::parts::{self, Link, Long, RecordText};

/// All records of a kind: key `records`.
#[derive(Clone, Debug, Serialize)]
pub struct RecordsPage {
    /// What they are called.
    pub title: String,
    /// The header of their names.
    pub named: String,
    /// The headers of the columns beside the name.
    pub headers: Vec<String>,
    pub records: Long<RecordRow>,
}

/// One of them, in a line.
#[derive(Clone, Debug, Serialize)]
pub struct RecordRow {
    pub link: Link,
    /// One for each header.
    pub cells: Vec<Fact>,
}

/// One record: key `record`.
#[derive(Clone, Debug, Serialize)]
pub struct RecordPage {
    pub title: String,
    pub title_lang: Option<String>,
    pub title_other: Option<RecordText>,
    /// The page of all records of the kind.
    pub all: Link,
    pub sample: bool,
    /// What it says, key by key.
    pub facts: Vec<Fact>,
    pub findings: Long<parts::FindingView>,
    pub record: parts::RecordFile,
}

/// What a record says under one key.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What the key is called.
    pub label: String,
    pub items: Vec<RecordValue>,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
pub struct RecordValue {
    pub text: String,
    pub lang: Option<String>,
    /// The page of what it names, where that has one.
    pub href: Option<String>,
}
