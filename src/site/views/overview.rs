//! `/index.html` → `index.html`, key `overview`.

use serde::Serialize;

use super::parts::{Bar, Code, Figure, Link};

/// The state of the catalogue on the day.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// `listed`, `binding`, `overdue`, `due_soon`, `gaps`, in this order.
    pub figures: Vec<Figure>,
    /// Listed standards by level.
    pub by_level: Vec<Bar>,
    /// Listed standards by class.
    pub by_class: Vec<Bar>,
    pub coverage: Coverage,
    /// Empty when there is nothing to do.
    pub attention: Vec<Attention>,
    /// The newest changes; empty until `/changes/` is built.
    pub changes: Vec<Change>,
}

/// How many topics of the standards system are covered, and how (Art. 4).
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    pub total: u32,
    /// `adopt` 有标采标, `done` 无标制标, `in_progress` 在制, `gap` 缺标补标: always these four, in this order.
    pub segments: Vec<Segment>,
}

/// One piece of the coverage bar.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    pub code: Code,
    pub n: u32,
    /// Thousandths of the whole: where it begins and how long it is.
    pub x: u32,
    pub width: u32,
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

/// One record that needs a person.
#[derive(Clone, Debug, Serialize)]
pub struct AttentionItem {
    pub link: Link,
    /// One sentence in the page's language: `应于 2022-12-01 前复审`.
    pub note: String,
}

/// One change, as the history tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    pub date: String,
    pub link: Link,
    /// In the field's terms and the page's language: `列入目录`.
    pub what: String,
}
