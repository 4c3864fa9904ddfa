//! `/changes/index.html` and `/changes/log-N.html` → `changes.html`, key `changes`: what changed, from git, in the field's terms.

use serde::Serialize;

use super::edition::EditionRow;
use super::parts::{Link, Pager};

/// The newest changes, or older ones.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    pub entries: Vec<ChangeEntry>,
    pub pager: Option<Pager>,
    /// The editions of the catalogue, the newest first.
    pub editions: Vec<EditionRow>,
    /// What of the history is missing, and why, in one sentence.
    pub missing: Option<String>,
    /// `feeds/changes.atom`, from the site's root.
    pub feed_file: String,
}

/// One change of one record.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeEntry {
    /// ISO; absent where git has no sensible time.
    pub date: Option<String>,
    /// The record's page; absent where the record is gone or has none.
    pub link: Option<Link>,
    /// The record's id, where there is no page.
    pub record: String,
    /// In the field's terms and the page's language.
    pub what: String,
    /// The first digits of the commit's id.
    pub commit: String,
    /// The commit in the repository's web view.
    pub commit_url: Option<String>,
    /// The author's name, as the commit has it.
    pub author: String,
}
