//! `/standards/index.html` → `standards-index.html`, key `standards`: the table of standards (标准明细表).

use serde::Serialize;

use super::parts::{Code, Link};

/// The catalogue table. The rows also stand under the bare key `rows`, which `part-standards-table.html` reads.
#[derive(Clone, Debug, Serialize)]
pub struct Standards {
    /// How many rows there are in all pages together.
    pub total: u32,
    pub facets: Vec<Facet>,
    /// For readers without JavaScript.
    pub levels: Vec<Link>,
    pub classes: Vec<Link>,
    /// `catalogue.csv`, `catalogue.xlsx` …, from the site's root; empty until they are written.
    pub downloads: Vec<Download>,
}

/// What the table can be narrowed by.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// `level`, `class`, `binding`, `status`, `review`: also the parameter in the URL and the row's `data-` attribute.
    pub code: Code,
    /// Only values that occur, in the vocabulary's order.
    pub options: Vec<FacetOption>,
}

/// One value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetOption {
    pub value: String,
    /// Worded in Rust: most values are codes of `t`, but classes are data.
    pub label: String,
    pub label_lang: Option<String>,
    pub n: u32,
}

/// A file to take away.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    pub file: String,
    /// `CSV`, `XLSX`, `JSON`.
    pub format: String,
}
