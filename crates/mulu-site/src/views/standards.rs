//! `/standards/index.html` → `standards-index.html`, key `standards`: the table of standards (标准明细表).

use serde::Serialize;

use super::parts::{Code, StandardRef};

/// The catalogue table. The rows also stand under the bare key `rows`, which `part-standards-table.html` reads.
#[derive(Clone, Debug, Serialize)]
pub struct StandardsPage {
    /// How many rows there are in all pages together.
    pub total: u32,
    pub facets: Vec<Facet>,
    /// `catalogue.csv`, `catalogue.xlsx` …, from the site's root; empty until they are written.
    pub downloads: Vec<DownloadLink>,
}

/// What the table can be narrowed by.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// `level`, `class`, `binding`, `status`, `review`, `agency`: also the parameter in the URL and the name in the search index.
    pub code: Code,
    /// Only values that occur, in the vocabulary's order.
    pub options: Vec<FacetOption>,
    /// How many more values there are than are offered.
    pub more: u32,
}

/// One value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetOption {
    pub value: String,
    /// Worded in Rust: most values are codes of `t`, but classes are data.
    pub label: String,
    pub label_lang: Option<String>,
    /// The page of this choice, for readers without JavaScript.
    pub href: String,
    pub n: u32,
}

/// `/status/replaced.html` and its like → `facet.html`, key `facet`: the standards of one choice, as a plain list.
#[derive(Clone, Debug, Serialize)]
pub struct FacetPage {
    pub code: Code,
    pub value: Code,
    pub title: String,
    /// How many there are in all pages together.
    pub total: u32,
    pub lines: Vec<StandardRef>,
}

/// A file to take away.
#[derive(Clone, Debug, Serialize)]
pub struct DownloadLink {
    pub file: String,
    /// `CSV`, `XLSX`, `JSON`.
    pub format: String,
}
