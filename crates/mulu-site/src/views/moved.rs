//! `/standards/OLD-ID.html` and its like → `moved.html`, key `moved`: where a record went that has another id now.

use serde::Serialize;

use super::parts::Link;

/// Where a record went.
#[derive(Clone, Debug, Serialize)]
pub struct MovedPage {
    /// The record's page, and what it is called.
    pub link: Link,
    /// The page's name in the same folder, for a browser that goes there by itself.
    pub file: String,
}
