//! `/opinions/ID.html` → `opinion.html`, key `opinion`: the review opinion on a project, as an office signs it.

use serde::Serialize;

use super::parts::{Code, Link, PlaceLink, StandardRef};
use super::project::{GateView, ObligationRow, Open, Recommendation};

/// A review opinion. It is whole: no list of it goes on elsewhere.
#[derive(Clone, Debug, Serialize)]
pub struct OpinionPage {
    /// The day that it was computed for, ISO.
    pub day: String,
    pub name: String,
    pub name_lang: Option<String>,
    /// The project's page.
    pub project: Link,
    /// The project's id.
    pub id: String,
    pub agency: Option<Link>,
    pub stage: Code,
    pub place: PlaceLink,
    pub approved: Option<String>,
    pub investment: Option<String>,
    pub mlps_level: Option<u8>,
    pub traits: Vec<String>,
    pub sample: bool,
    /// The same as a Word document, from the site's root.
    pub word_file: String,
    /// Whether the project complies, in a sentence.
    pub conclusion: String,
    pub gate: GateView,
    pub obligations: Vec<ObligationRow>,
    pub undecided: Vec<Open>,
    pub unplaced: Vec<StandardRef>,
    /// How many more there are of these.
    pub unplaced_more: u32,
    pub recommended: Vec<Recommendation>,
    /// The commit that was read, where git does not tell which one last changed the record.
    pub revision: Option<String>,
}
