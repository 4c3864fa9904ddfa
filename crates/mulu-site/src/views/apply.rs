//! `/apply/index.html` and `/apply/CODE-LIST-N.html` → `apply.html`, key `apply`: what would bind a project that does not exist yet.

use serde::Serialize;

use super::parts::{ClauseLink, Code, Long, PlaceLink, RecordText, StandardRef};

/// A decision tree: where, then what it is like.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyPage {
    pub places: Vec<ApplyPlace>,
}

/// What binds in one jurisdiction.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyPlace {
    pub place: PlaceLink,
    /// Its code, fit to end an anchor.
    pub anchor: String,
    /// The catalogue's own: open from the start.
    pub home: bool,
    /// What a project there may be, of all that changes what is asked.
    pub options: Vec<ApplyOption>,
    /// What binds every project there.
    pub always: Long<Ask>,
    /// What binds beyond that, by what the project is like.
    pub choices: Vec<TraitQuestion>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyOption {
    /// As it stands in the address.
    pub value: String,
    /// A level of classified protection: a project is of one.
    pub is_level: bool,
    pub label: RecordText,
}

/// What projects are asked that are some things and are not others.
#[derive(Clone, Debug, Serialize)]
pub struct TraitQuestion {
    pub has: Vec<RecordText>,
    pub lacks: Vec<RecordText>,
    /// The same as values of [`ApplyOption`], with spaces between.
    pub if_has: String,
    pub unless: String,
    pub asks: Long<Ask>,
}

/// Something that is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// What tells it apart: the standard's id or the kind of evidence.
    pub key: String,
    pub standard: Option<StandardRef>,
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<ClauseLink>,
    /// Why it binds where no clause says so.
    pub because: Option<String>,
    /// The stage by which it must be met.
    pub gate: Code,
}
