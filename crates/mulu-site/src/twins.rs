//! The Markdown twins of pages: which pages have one, and where it lies.
//!
//! A twin lies beside its page, `standards/gb-t-22239-2019.md` beside `.html`, and says the same of the record in fewer words, for
//! language models and whoever reads plain text. It is made of what the page is made of ([`super::fill`]), never of its HTML.

use mulu_core::model::Kind;
use mulu_core::registry::Registry;

use super::route::{Page, Route};

/// Up to how many records a site has twins where `book.toml` does not say. Beyond, two files more for each record would make a build
/// noticeably longer, and a model that asks about one of so many does better with the JSON.
const RECORDS: usize = 1_000;

/// Whether the pages of a registry's site have twins.
pub fn are_made(registry: &Registry) -> bool {
    let records = || Kind::ALL.iter().map(|kind| registry.count(*kind)).sum::<usize>();
    registry.config.markdown.unwrap_or_else(|| records() <= RECORDS)
}

/// Where the twin of a page lies, from the root of its language; none for a page that has none.
pub fn path(page: &Page) -> Option<String> {
    let has_one = match &page.route {
        Route::Standard(_)
        | Route::Policy(_)
        | Route::Agency(_)
        | Route::Project(_)
        | Route::Resource(_)
        | Route::Record(..)
        | Route::Moved(..)
        | Route::Class(_, 0)
        | Route::Standards(0) => true,
        route => is_list(route),
    };
    has_one.then(|| beside(&page.path)).flatten()
}

fn is_list(route: &Route) -> bool {
    matches!(
        route,
        Route::Policies
            | Route::Agencies
            | Route::Projects
            | Route::Resources
            | Route::Records(_)
            | Route::Classes
            | Route::Reviews
    )
}

/// The page whose twin lies at a path.
pub fn page_at(path: &str) -> Option<String> {
    path.strip_suffix(".md").map(|stem| format!("{stem}.html"))
}

/// What a twin shows: where a record has another name now, the record itself, so that a link to the old one still answers.
pub fn shown(route: &Route) -> Option<Route> {
    Some(match route {
        Route::Moved(Kind::Standard, place) => Route::Standard(*place),
        Route::Moved(Kind::Policy, place) => Route::Policy(*place),
        Route::Moved(Kind::Agency, place) => Route::Agency(*place),
        Route::Moved(Kind::Project, place) => Route::Project(*place),
        Route::Moved(Kind::Resource, place) => Route::Resource(*place),
        Route::Moved(Kind::Config | Kind::Taxonomy | Kind::Evidence, _) => return None,
        Route::Moved(kind, place) => Route::Record(*kind, *place),
        route => route.clone(),
    })
}

/// The address of the twin, where a link leads to a page that has one; any other is left as it is. Twins have no anchors.
pub fn instead_of(href: &str) -> String {
    let page = href.split_once('#').map_or(href, |(page, _)| page);
    let in_folder = |folder: &str| page.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_of_record = Kind::ALL.iter().filter_map(|kind| kind.folder()).any(in_folder) || in_folder("classes");
    let twin = (is_of_record || page == "reviews/index.html").then(|| beside(page)).flatten();
    twin.unwrap_or_else(|| href.to_owned())
}

fn beside(page: &str) -> Option<String> {
    page.strip_suffix(".html").map(|stem| format!("{stem}.md"))
}

#[cfg(test)]
mod tests {
    use super::instead_of;

    #[test]
    fn links_lead_from_twin_to_twin() {
        assert_eq!(instead_of("policies/cloud.html#art-40"), "policies/cloud.md");
        assert_eq!(instead_of("classes/general.security.html"), "classes/general.security.md");
        assert_eq!(instead_of("reviews/index.html#overdue"), "reviews/index.md");
        for page in ["levels/national.html", "rules/topic-gap.html", "opinions/cloud.html", "standards.html"] {
            assert_eq!(instead_of(page), page, "has no twin");
        }
    }
}
