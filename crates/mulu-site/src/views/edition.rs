//! `/changes/editions/NAME.html` → `edition.html`, key `edition`: an edition of the catalogue and what it announces.

use serde::Serialize;

use super::parts::Link;

/// An edition in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct EditionRow {
    pub link: Link,
    /// ISO; absent where git has no sensible time.
    pub date: Option<String>,
    /// The headings of the announcement that have something under them.
    pub parts: Vec<PartCount>,
}

/// How many records an announcement has under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct PartCount {
    /// Worded.
    pub heading: String,
    pub n: u32,
}

/// One edition.
#[derive(Clone, Debug, Serialize)]
pub struct EditionPage {
    /// The tag's name without `catalogue/`.
    pub name: String,
    /// The whole tag.
    pub tag: String,
    /// ISO; absent where git has no sensible time.
    pub date: Option<String>,
    /// The first digits of the commit's id.
    pub commit: String,
    /// The commit in the repository's web view.
    pub commit_url: Option<String>,
    /// The edition that it is compared with; absent for the first.
    pub before: Option<Link>,
    /// The edition that followed.
    pub after: Option<Link>,
    /// What changed, by what it means; empty where nothing did.
    pub parts: Vec<AnnouncementSection>,
    /// Why what changed is not known.
    pub missing: Option<String>,
    /// The announcement as a document to be signed, from the site's root, in the registry's own language.
    pub announcement_file: Option<String>,
    /// The announcement for programs (`mulu.diff/1`), from the site's root; absent where it is not known.
    pub json_file: Option<String>,
}

/// One part of an announcement: 新增, 修订, 废止 …
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncementSection {
    /// Worded.
    pub heading: String,
    /// How many records.
    pub n: u32,
    pub items: Vec<AnnouncedRow>,
    /// How many records are left out.
    pub more: u32,
}

/// What is announced of one record.
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncedRow {
    /// The record's page; absent where it has none any more.
    pub href: Option<String>,
    /// Its number or name.
    pub name: String,
    /// A standard's title.
    pub title: Option<String>,
    /// The language of both, where it is not the page's.
    pub lang: Option<String>,
    /// Sentences in the page's language.
    pub what: Vec<String>,
}
