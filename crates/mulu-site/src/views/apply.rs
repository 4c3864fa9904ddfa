//! `/apply/index.html` and `/apply/CODE-LIST-N.html` → `apply.html`, key `apply`: what would bind a project that does not exist yet.

use serde::Serialize;

use super::parts::{ClauseRef, Code, Long, Place, StandardRef};

/// A decision tree: where, then what it is like.
#[derive(Clone, Debug, Serialize)]
pub struct Apply {
    pub places: Vec<ApplyPlace>,
}

/// What binds in one jurisdiction.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyPlace {
    pub place: Place,
    /// Its code, fit to end an anchor.
    pub anchor: String,
    /// The catalogue's own: open from the start.
    pub home: bool,
    /// What binds every project there.
    pub always: Long<Ask>,
    /// What binds beyond that, by what the project is like.
    pub choices: Vec<Choice>,
}

/// Something that a project may be.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub title: String,
    pub title_lang: Option<String>,
    pub asks: Long<Ask>,
}

/// Something that is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    pub standard: Option<StandardRef>,
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<ClauseRef>,
    /// Why it binds where no clause says so.
    pub because: Option<String>,
    /// The stage by which it must be met.
    pub gate: Code,
}
