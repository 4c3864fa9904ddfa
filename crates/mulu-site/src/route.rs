//! The pages of a site: where each lies, and what it shows.

use mulu_core::check::Rule;
use mulu_core::model::Kind;
use mulu_core::number::Level;

use super::pagination::Continuation;

/// The path of the printed catalogue, from the root of its language.
pub const PRINT: &str = "print/catalogue.html";

/// The pages that every site has, at the same addresses: the fixed ones, and one for each kind whose pages are derived.
pub fn sections() -> impl Iterator<Item = (String, Route)> {
    let fixed = SECTIONS.into_iter().map(|(path, route)| (path.to_owned(), route));
    let index = |kind: Kind| Some((format!("{}/index.html", kind.folder()?), Route::Records(kind)));
    fixed.chain(Kind::with_derived_pages().filter_map(index))
}

const SECTIONS: [(&str, Route); 18] = [
    ("index.html", Route::Overview),
    ("standards/index.html", Route::Standards(0)),
    ("classes/index.html", Route::Classes),
    ("levels/index.html", Route::Levels),
    ("reviews/index.html", Route::Reviews),
    ("policies/index.html", Route::Policies),
    ("agencies/index.html", Route::Agencies),
    ("projects/index.html", Route::Projects),
    ("resources/index.html", Route::Resources),
    ("changes/index.html", Route::Changes),
    ("data/index.html", Route::Data),
    ("apply/index.html", Route::Apply),
    ("plan/index.html", Route::Plan),
    (PRINT, Route::Print),
    ("rules/index.html", Route::Rules),
    ("search.html", Route::Search),
    ("build.html", Route::Build),
    ("404.html", Route::NotFound),
];

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path on disk, from the root of its language.
    pub path: String,
    /// What it shows.
    pub route: Route,
}

/// What a page shows. Indexes count in the registry's lists.
#[derive(Clone, Debug)]
pub enum Route {
    /// The home page.
    Overview,
    /// The catalogue table: one page of it.
    Standards(usize),
    /// One standard.
    Standard(usize),
    /// The standards system.
    Classes,
    /// One class, by its place in the taxonomy, and one page of its standards.
    Class(usize, usize),
    /// All levels.
    Levels,
    /// One level, and one page of its standards.
    Level(Level, usize),
    /// The review cycle.
    Reviews,
    /// All policies.
    Policies,
    /// One policy.
    Policy(usize),
    /// All agencies.
    Agencies,
    /// One agency.
    Agency(usize),
    /// All projects.
    Projects,
    /// One project.
    Project(usize),
    /// The review opinion on a project, to be printed and signed.
    Opinion(usize),
    /// Another document for the office to sign.
    Official(SignableDocument),
    /// All information resources.
    Resources,
    /// One information resource.
    Resource(usize),
    /// All records of a kind whose pages are derived from its keys.
    Records(Kind),
    /// One of them, by its place.
    Record(Kind, usize),
    /// Where the record went that was once called as the page is: of a kind, by its place.
    Moved(Kind, usize),
    /// What changed.
    Changes,
    /// An edition of the catalogue, by its place among all.
    Edition(usize),
    /// What there is for programs.
    Data,
    /// What would bind a project that does not exist yet.
    Apply,
    /// The municipal documents that are being made.
    Plan,
    /// The catalogue as a formal document.
    Print,
    /// All rules.
    Rules,
    /// One rule.
    Rule(&'static Rule),
    /// A page of the handbook.
    Guide(String),
    /// The search.
    Search,
    /// Which build this is.
    Build,
    /// The standards of one choice of the catalogue table: facet, value, and one page of them.
    Facet(&'static str, &'static str, usize),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The rest of a list that a page shows the beginning of: the page, the list, and the sheet from 1.
    Continuation(Box<Route>, String, usize),
}

/// A document for the office to sign. Indexes count in the registry's lists, and in the orders of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignableDocument {
    /// The review opinion on a project, whose page is [`Route::Opinion`].
    Opinion(usize),
    /// The notice of an order to a project.
    ProjectNotice(usize, usize),
    /// The notice of an order to an agency.
    AgencyNotice(usize, usize),
    /// The year's assessment of an agency.
    Assessment(usize),
    /// The announcement of an edition of the catalogue, by its place among all.
    Announcement(usize),
}

impl Route {
    /// What is shown, and the list that goes on there.
    pub fn split(&self) -> (&Route, Continuation<'_>) {
        match self {
            Route::Continuation(page, list, sheet) => (page, Some((list, *sheet))),
            page => (page, None),
        }
    }
}

impl Page {
    /// Whether search engines should find it.
    pub fn is_findable(&self) -> bool {
        // Who looks for what a document is about finds the page of that; an edition is announced to everybody.
        let for_signing = match self.route {
            Route::Opinion(_) => true,
            Route::Official(document) => !matches!(document, SignableDocument::Announcement(_)),
            _ => false,
        };
        !for_signing && !matches!(self.route, Route::NotFound | Route::Moved(..))
    }
}
