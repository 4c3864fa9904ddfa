//! What every page is given beside its view: the keys `site` and `page`, and the bare `lang`, `home`, `root`, `t`.

use serde::Serialize;

use super::parts::{Code, Link};

/// The same for every page of one language: put it into Tera's global context under `site`, once.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// `[book] title` or `[catalogue] title-en`.
    pub title: String,
    pub description: Option<String>,
    /// `[catalogue] notice`: the banner on every page.
    pub notice: Option<String>,
    pub notice_lang: Option<String>,
    /// The registry's own language, in which records write what has no translation (reasons, issuers, prose):
    /// printed as `lang` around it, also where it equals the page's.
    pub data_lang: String,
    /// Who publishes: `[book] authors`, joined.
    pub publisher: Option<String>,
    pub repository_url: Option<String>,
    /// `[site] contact`: whom to ask.
    pub contact: Option<String>,
    /// `[site] report-mistake`: where a mistake is reported, as an address to link.
    pub report_mistake: Option<String>,
    /// Mulu's own version, `0.1.0`.
    pub version: String,
    /// From the site's root; the lead may put a content hash into the names.
    pub css_file: String,
    pub js_file: String,
    /// Filters the catalogue table; loaded there only.
    pub catalogue_js_file: String,
    /// The printed catalogue's own sheet; loaded there only.
    pub print_css_file: String,
    /// Asks the search index; loaded on the search page, and by the catalogue table when it is needed.
    pub search_js_file: String,
    /// Shows on the search page what that finds.
    pub results_js_file: String,
    /// Adds up what a project is asked, on the page of self-checks.
    pub apply_js_file: String,
    /// Where a standard that is not on record can be looked up.
    pub lookups: Vec<Lookup>,
    pub icon_file: String,
    /// Pages under `guide/`; shows the entry in the menu only when there are any.
    pub has_guide: bool,
    /// The sections of the kinds whose pages are derived.
    pub more: Vec<MenuSection>,
}

/// Where the text of standards of a level is published.
#[derive(Clone, Debug, Serialize)]
pub struct Lookup {
    pub level: String,
    /// An address with `{number}` for the number.
    pub pattern: String,
}

/// A section in the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuSection {
    /// As [`PageView::section`] has it.
    pub section: Code,
    /// Its first page.
    pub link: Link,
}

/// This page: key `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// For `<title>`; the site's title is appended unless they are equal.
    pub title: String,
    pub title_lang: Option<String>,
    pub description: Option<String>,
    /// Which entry of the menu is current: `home`, `catalogue`, `classes`, `levels`, `policies`, `agencies`,
    /// `projects`, `reviews`, `rules`, `guide`, `search`, or empty.
    pub section: Code,
    /// `true` on that section's own `index.html` (`aria-current="page"` instead of `"true"`).
    pub section_index: bool,
    /// Absolute; absent without `site-url`.
    pub canonical_url: Option<String>,
    /// Every language this page exists in, the first one of the configuration first.
    pub languages: Vec<Language>,
    /// Absolute address for `hreflang="x-default"`: the first language's page.
    pub default_url: Option<String>,
    /// Keep it out of search engines: `404.html`.
    pub noindex: bool,
    /// Its twin in Markdown, relative to this page.
    pub markdown: Option<String>,
    /// The registry that the page's record comes from, where that is another.
    pub origin: Option<OriginView>,
    /// How long what the page says holds; absent where that turns on no day.
    pub state: Option<Validity>,
}

/// The registry that a record comes from.
#[derive(Clone, Debug, Serialize)]
pub struct OriginView {
    /// Its title.
    pub title: String,
    pub title_lang: Option<String>,
    /// What it is called in `book.toml`.
    pub id: String,
    /// The record's page there.
    pub url: Option<String>,
    /// The first digits of the commit that is read.
    pub commit: Option<String>,
}

/// How long what a page says holds. A page that said which day it was made for would be another every night.
#[derive(Clone, Debug, Serialize)]
pub struct Validity {
    /// The last day that changed it, ISO.
    pub since: Option<String>,
    /// The next day that may change it, ISO.
    pub until: Option<String>,
    /// The first digits of the commit that last changed the record.
    pub commit: Option<String>,
    /// The commit in the repository's web view.
    pub commit_url: Option<String>,
}

/// One language of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Language {
    /// BCP 47: `zh-CN`.
    pub lang: String,
    /// In itself: `中文`, `English`.
    pub name: String,
    /// Relative to this page: `../en/standards/index.html`.
    pub path: String,
    /// Absolute, for `hreflang`; absent without `site-url`.
    pub url: Option<String>,
    pub current: bool,
}
