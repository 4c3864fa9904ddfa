//! `/index.html` → `index.html`, key `overview`.

use serde::Serialize;

use super::parts::{Code, Figure, Link};
use crate::picture::{Share, WidthPercent};

/// The state of the catalogue on the day.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewPage {
    /// `listed`, `binding`, `overdue`, `due_soon`, `gaps`, in this order.
    pub figures: Vec<Figure>,
    /// Listed standards by class and level.
    pub composition: CompositionTable,
    /// Listed standards by what gives them their force: `number`, `clause`, `recommended`, `guidance`, `unfounded`.
    pub binding: Share,
    /// Topics: `adopt` 有标采标, `done` 无标制标, `in_progress` 在制, `unadopted` 有标未采, `gap` 缺标补标 (Art. 4).
    pub coverage: Share,
    /// There is no standard yet.
    pub is_empty: bool,
    /// Empty when there is nothing to do.
    pub attention: Vec<Attention>,
    /// What `mulu check` denies or warns of beside that, by rule.
    pub others: Vec<OtherFinding>,
    /// The newest changes; empty until `/changes/` is built.
    pub changes: Vec<OverviewChange>,
}

/// Listed standards by class and level. A standard of several classes counts in each of them, and once in the whole.
#[derive(Clone, Debug, Serialize)]
pub struct CompositionTable {
    /// The levels that have a listed standard, by precedence: code and page.
    pub levels: Vec<LevelHead>,
    /// In the taxonomy's order.
    pub rows: Vec<CompositionRow>,
    /// All listed standards, by level.
    pub whole: CompositionRow,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct LevelHead {
    pub code: Code,
    pub href: String,
}

/// A class, or the whole.
#[derive(Clone, Debug, Serialize)]
pub struct CompositionRow {
    /// Absent for the whole.
    pub link: Option<Link>,
    /// One per level.
    pub cells: Vec<CompositionCell>,
    pub n: u32,
    /// Of these, binding.
    pub binding: u32,
}

/// The standards of a class at a level.
#[derive(Clone, Debug, Serialize)]
pub struct CompositionCell {
    pub n: u32,
    /// All bars have one scale: the longest is the largest number of any class at any level.
    pub width: WidthPercent,
}

/// One kind of thing that needs a person.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    /// `overdue`, `listed_superseded`, `cites_superseded`, `policy_expired`, `project_hold`, …:
    /// worded by `t["attention_" ~ code]`.
    pub code: Code,
    pub n: u32,
    /// The page that lists them all.
    pub href: String,
    /// The first few, at most five.
    pub items: Vec<AttentionItem>,
}

/// What a rule found.
#[derive(Clone, Debug, Serialize)]
pub struct OtherFinding {
    /// `deny` or `warn`.
    pub level: Code,
    /// The rule's page, which lists them.
    pub link: Link,
    pub n: u32,
}

/// One record that needs a person.
#[derive(Clone, Debug, Serialize)]
pub struct AttentionItem {
    pub link: Link,
    /// One sentence in the page's language: `应于 2022-12-01 前复审`.
    pub note: String,
}

/// One change, as the history tells it.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewChange {
    pub date: String,
    pub link: Link,
    /// In the field's terms and the page's language: `列入目录`.
    pub what: String,
}
