//! `/notices/…`, `/assessments/…`, `/announcements/…` → `official.html`, key `official`: a document for the office to sign.

use serde::Serialize;

use super::parts::Link;

/// A document, in the registry's own language.
#[derive(Clone, Debug, Serialize)]
pub struct OfficialPage {
    /// Its title.
    pub title: String,
    /// The page that it came from.
    pub about: Link,
    pub sample: bool,
    /// The same as a Word document, from the site's root.
    pub word_file: String,
    /// What comes below the title.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// `number`, `addressee`, `lead`, `heading`, `item`, `remark`, `signature`, or `table`.
    pub role: &'static str,
    /// Of a paragraph.
    pub text: String,
    /// The names of a table's columns; none where the first cell of each row names the second.
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
