//! `/levels/index.html` → `levels-index.html`, key `levels`; `/levels/ID.html` → `level.html`, key `level`.

use serde::Serialize;

use super::parts::{Code, Figure};
use crate::picture::WidthPercent;

/// All levels, in order of precedence.
#[derive(Clone, Debug, Serialize)]
pub struct LevelsPage {
    pub levels: Vec<LevelRow>,
}

/// One level in the table.
#[derive(Clone, Debug, Serialize)]
pub struct LevelRow {
    pub code: Code,
    pub href: String,
    /// `GB, GB/T, GB/Z`: what numbers of this level begin with.
    pub prefixes: String,
    pub known: u32,
    pub current: u32,
    pub listed: u32,
    pub binding: u32,
    /// The bars of `listed` and `binding`, at one scale for all levels.
    pub width: WidthPercent,
    pub binding_width: WidthPercent,
}

/// One level. Its standards stand under the bare key `rows`.
#[derive(Clone, Debug, Serialize)]
pub struct LevelPage {
    pub code: Code,
    pub prefixes: String,
    /// `standards`, `listed`, `binding`, `overdue`.
    pub figures: Vec<Figure>,
}
