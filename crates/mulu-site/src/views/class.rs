//! `/classes/index.html` → `classes-index.html`, key `classes`; `/classes/ID.html` and
//! `/classes/ID/topic-TOPIC-N.html` → `class.html`, key `class`.

use serde::Serialize;

use super::parts::{ClauseLink, Code, Figure, Link, Long, StandardRef};
use crate::picture::Share;

/// The standards system (标准体系): groups, classes, coverage.
#[derive(Clone, Debug, Serialize)]
pub struct ClassesPage {
    pub groups: Vec<GroupSection>,
    pub coverage: Share,
}

/// One of the three groups of Art. 12.
#[derive(Clone, Debug, Serialize)]
pub struct GroupSection {
    /// `general`, `service`, `cloud`: worded by `t["group_" ~ code]`.
    pub code: Code,
    pub classes: Vec<ClassRow>,
}

/// One class in the tree.
#[derive(Clone, Debug, Serialize)]
pub struct ClassRow {
    pub link: Link,
    /// Listed standards.
    pub standards: u32,
    /// Of these, binding.
    pub binding: u32,
    pub topics: u32,
    /// Topics by state, for the table.
    pub adopt: u32,
    pub done: u32,
    pub in_progress: u32,
    pub unadopted: u32,
    pub gap: u32,
    /// One per topic, in the taxonomy's order, for the picture.
    pub cells: Vec<TopicCell>,
}

/// One topic as a square.
#[derive(Clone, Debug, Serialize)]
pub struct TopicCell {
    /// `adopt`, `done`, `in_progress`, `unadopted`, `gap`.
    pub state: Code,
    pub title: String,
    pub title_lang: Option<String>,
    pub href: String,
}

/// One class. Its standards stand under the bare key `rows`.
#[derive(Clone, Debug, Serialize)]
pub struct ClassPage {
    pub id: String,
    pub title: String,
    pub title_lang: Option<String>,
    pub group: Code,
    pub clause: Option<ClauseLink>,
    /// `standards`, `binding`, `topics`, `gaps`.
    pub figures: Vec<Figure>,
    pub coverage: Share,
    pub topics: Vec<CoverageRow>,
}

/// One topic of the coverage matrix.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageRow {
    /// Taxonomy id; the row's anchor is `topic-ID`.
    pub id: String,
    pub title: String,
    pub title_lang: Option<String>,
    pub state: Code,
    /// Standards in force that cover it, by precedence (Art. 16).
    pub standards: Long<StandardRef>,
    /// They are municipal drafts, which will cover it.
    pub are_drafts: bool,
    /// Of a gap: local standards of elsewhere, which may serve as a reference.
    pub elsewhere: Vec<StandardRef>,
}
