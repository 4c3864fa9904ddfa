//! `/rules/index.html` → `rules-index.html`, key `rules`; `/rules/ID.html` and
//! `/rules/ID/findings-N.html` → `rule.html`, key `rule`.

use serde::Serialize;

use super::parts::{Code, FindingView, Long, RecordText};

/// All rules, by what they watch.
#[derive(Clone, Debug, Serialize)]
pub struct RulesPage {
    pub groups: Vec<RuleSection>,
    /// Findings of this registry by level.
    pub deny: u32,
    pub warn: u32,
    pub note: u32,
}

/// Rules that watch one kind of thing.
#[derive(Clone, Debug, Serialize)]
pub struct RuleSection {
    /// `reading`, `numbers`, `dates`, `catalogue`, `review`, `drafting`, `policies`, `agencies`, `projects`, `history`.
    pub code: Code,
    pub rules: Vec<RuleRow>,
}

/// One rule in the table.
#[derive(Clone, Debug, Serialize)]
pub struct RuleRow {
    pub id: String,
    pub href: String,
    /// As configured: `deny`, `warn`, `note`, `allow`.
    pub level: Code,
    pub summary: RecordText,
    pub findings: u32,
}

/// One rule.
#[derive(Clone, Debug, Serialize)]
pub struct RulePage {
    pub id: String,
    pub level: Code,
    /// Set when this registry's configuration changes it.
    pub default_level: Option<Code>,
    pub summary: RecordText,
    /// From the rule's own document; its headings begin at level 2. On the page itself, not on further sheets.
    pub explanation_html: String,
    pub explanation_lang: Option<String>,
    /// In this registry, on the day.
    pub findings: Long<FindingView>,
}
