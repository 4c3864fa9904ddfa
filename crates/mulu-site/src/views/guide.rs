//! `/guide/*.html` → `page.html`, key `guide`; `404.html` has no view.

use serde::Serialize;

use super::parts::Link;

/// A page written by hand.
#[derive(Clone, Debug, Serialize)]
pub struct GuideChapter {
    pub title: String,
    pub title_lang: Option<String>,
    /// Its headings begin at level 2.
    pub body_html: String,
    pub body_lang: Option<String>,
    /// All pages of the handbook in reading order; `current` marks this one.
    pub pages: Vec<GuidePage>,
}

/// One entry of the list beside the text.
#[derive(Clone, Debug, Serialize)]
pub struct GuidePage {
    pub link: Link,
    pub current: bool,
    /// The sections of the current page; empty for the others.
    pub sections: Vec<Link>,
}
