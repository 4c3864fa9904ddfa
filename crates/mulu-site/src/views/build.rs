//! `/build.html` → `build.html`, key `build`: which build this is. The page that says so for all others.

use serde::Serialize;

/// One build.
#[derive(Clone, Debug, Serialize)]
pub struct BuildPage {
    /// The day it was computed for, ISO.
    pub day: String,
    /// The commit; absent outside git.
    pub revision: Option<String>,
    /// The commit in the repository's web view.
    pub revision_url: Option<String>,
    /// Whether records differed from that commit.
    pub changed: bool,
    /// A reference to the catalogue as a whole, GB/T 7714.
    pub citation: String,
    /// The same as BibTeX.
    pub bibtex: String,
    /// Files from the site's root that say the same for programs, and what differs from the build before.
    pub index_file: String,
    pub manifest_file: String,
}
