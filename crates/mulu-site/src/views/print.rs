//! `/print/catalogue.html` → `print.html`, key `print`: the catalogue as a formal document, for A4 paper.

use serde::Serialize;

use super::parts::{ClauseLink, Code, PlaceLink, RecordText};

/// The document.
#[derive(Clone, Debug, Serialize)]
pub struct PrintPage {
    /// The catalogue's title in the other language, for the cover.
    pub other_title: Option<RecordText>,
    /// Where the listing binds; absent where the configuration does not say.
    pub place: Option<PlaceLink>,
    /// The day as the language writes it: 2026年11月21日.
    pub day: String,
    /// The same, ISO.
    pub iso: String,
    /// Short commit id; absent outside git.
    pub revision: Option<String>,
    /// How many standards are listed, and how many of them bind.
    pub total: u32,
    pub binding: u32,
    pub explanation: Explanation,
    pub groups: Vec<PrintGroup>,
    pub statistics: Statistics,
    pub index: Vec<IndexEntry>,
    /// The PDF of this document, from the site's root; absent where none is made.
    pub pdf_file: Option<String>,
}

/// What a reader must know before the table, and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The clauses that the catalogue and its classes rest on: an entry for each policy, with all its articles.
    pub basis: Vec<ClauseLink>,
    /// The clauses that make a listed standard binding in general.
    pub binding: Option<ClauseLink>,
    /// The clause of the review cycle.
    pub review: Option<ClauseLink>,
    /// The ceiling of the review cycle, in words.
    pub cycle: String,
    /// How long before the due day a review is due soon, in words.
    pub due_soon: String,
    /// The policies that the column of binding force names by their serial number.
    pub sources: Vec<PrintSource>,
}

/// A policy that makes recommended standards mandatory.
#[derive(Clone, Debug, Serialize)]
pub struct PrintSource {
    pub n: u32,
    pub title: String,
    pub title_lang: Option<String>,
    /// Its document number: 长政办发〔2018〕22号.
    pub number: Option<String>,
    pub href: String,
}

/// A subsystem of the standards system.
#[derive(Clone, Debug, Serialize)]
pub struct PrintGroup {
    /// `1`, `2` …
    pub n: u32,
    /// `general`, `service`, `cloud`; `other` for what belongs to none of them.
    pub code: Code,
    pub classes: Vec<PrintClass>,
}

/// A class with its standards.
#[derive(Clone, Debug, Serialize)]
pub struct PrintClass {
    /// `1.6`: the subsystem and the class in it.
    pub code: String,
    pub title: String,
    pub title_lang: Option<String>,
    pub rows: Vec<PrintRow>,
    /// Standards of this class that stand under an earlier one.
    pub see_also: Vec<SeeAlso>,
}

/// A line of the table, with the columns of the detail table of GB/T 13016.
#[derive(Clone, Debug, Serialize)]
pub struct PrintRow {
    /// Its place in the whole table, from 1.
    pub n: u32,
    /// `1.6.03`: the class and the place in it. It is also the line's anchor, after `n-`.
    pub code: String,
    pub number: String,
    pub href: String,
    pub title: String,
    pub title_lang: Option<String>,
    /// `national`, `industry` …
    pub level: Code,
    /// Only where it is not in force: `replaced`, `withdrawn`, `upcoming`, `draft`.
    pub status: Option<Code>,
    pub effective: Option<String>,
    pub replaces: Vec<String>,
    /// What it adopts, with the degree: `ISO/IEC 27001:2013, NEQ`.
    pub adopts: Vec<String>,
    pub binding: Code,
    /// The clauses that make it mandatory: `〔2〕第四十条`.
    pub mandates: Vec<String>,
    /// Whom it concerns, in words; empty where it concerns every project.
    pub applies: Vec<String>,
    /// A condition that has no words, as it is written.
    pub when: Option<String>,
    pub due: Option<String>,
    /// `overdue` or `due_soon`; absent otherwise.
    pub review: Option<Code>,
}

/// A standard that stands elsewhere.
#[derive(Clone, Debug, Serialize)]
pub struct SeeAlso {
    pub number: String,
    pub code: String,
}

/// An entry of the index by number.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    pub number: String,
    pub code: String,
    /// For a replaced number: the number that stands in its place.
    pub instead: Option<String>,
}

/// The tables of figures.
#[derive(Clone, Debug, Serialize)]
pub struct Statistics {
    /// The levels that have a listed standard: the columns of the first table.
    pub levels: Vec<Code>,
    pub classes: Vec<ClassFigures>,
    /// The sum of all classes.
    pub all: ClassFigures,
}

/// The figures of one class.
#[derive(Clone, Debug, Serialize)]
pub struct ClassFigures {
    /// Empty in the sum.
    pub code: String,
    pub title: String,
    pub title_lang: Option<String>,
    /// By level, in the order of the columns.
    pub by_level: Vec<u32>,
    pub total: u32,
    pub binding: u32,
    /// The topics that the class must cover, and how many are.
    pub topics: u32,
    pub covered: u32,
    pub in_progress: u32,
    pub unadopted: u32,
    pub gaps: u32,
    /// `covered` of `topics` in per cent, with one decimal; absent where there are no topics.
    pub share: Option<String>,
}
