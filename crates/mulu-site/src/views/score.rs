//! The year's assessment of an agency (Art. 22), a part of `agency.html`.

use serde::Serialize;

use crate::picture::WidthPercent;

use super::parts::{ClauseLink, Link, Long};

/// An agency's year.
#[derive(Clone, Debug, Serialize)]
pub struct ScorePage {
    /// 0 to 100, to one decimal.
    pub points: f64,
    /// The formula with this agency's figures.
    pub formula: Option<String>,
    /// The measures that there was something to assess in.
    pub measures: Vec<ScoreMeasure>,
    /// What to do better, a sentence each.
    pub suggestions: Vec<String>,
}

/// One measure.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreMeasure {
    /// `filings`, `reviews`, `projects`, `orders`, `training`: the anchor `score-filings`.
    pub id: &'static str,
    pub title: String,
    /// What counts as done, of what.
    pub about: String,
    pub clause: Option<ClauseLink>,
    pub met: usize,
    pub of: usize,
    /// The share that was done.
    pub bar: WidthPercent,
    pub done: Long<Counted>,
    pub short: Long<Counted>,
    pub figures: Vec<ScoreFigure>,
}

/// A figure that is shown and not scored.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreFigure {
    pub title: String,
    /// A number, of records, people or days.
    pub value: String,
    pub behind: Long<Counted>,
}

/// A record behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// The standard or the project; where there is neither, the entry or the record itself.
    pub link: Link,
    /// The entry in the record, on the record's page, from the language's root: `agencies/data-office.html#adoption-3`,
    /// or on the sheet where its list goes on.
    pub entry: Option<String>,
    /// ISO dates: when it was to be done, and when it was.
    pub due: Option<String>,
    pub done: Option<String>,
}
