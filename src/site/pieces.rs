//! The files of a site: how each is made, by its path.

use std::collections::BTreeMap;

use crate::exchange::Format;
use crate::history::History;
use crate::registry::Registry;
use crate::schema;

use super::desk::TABLES;
use super::machine;
use super::pages::{Page, SECTIONS, Shows};
use super::render::Renderer;
use super::search;
use super::{Site, address, sitemap};

/// How a file is made.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A page of a language: the renderer's place, and the page.
    Page(usize, Page),
    /// A file of the theme, by its name.
    Asset(String),
    /// One standard for programs.
    StandardJson(usize),
    /// The calendar of what is due: of all, or of what concerns one agency.
    Calendar(Option<usize>),
    /// A badge of a standard.
    StandardBadge(usize),
    /// A badge of a project.
    ProjectBadge(usize),
    /// A table of the standards, by its format.
    Table(Format),
    /// The JSON Schema of a kind of record.
    Schema(&'static str),
    /// What an edition of the catalogue announces, for programs, by its place among all.
    EditionJson(usize),
    /// The feed of changes: of all, or of what concerns one agency.
    ChangesFeed(Option<usize>),
    /// The feed of reviews, likewise.
    ReviewsFeed(Option<usize>),
    /// A file of the search index.
    Search(search::File),
    /// The printed catalogue of a language, by the renderer's place.
    Pdf(usize),
    /// `sitemap.xml`, or one of several.
    Sitemap(Option<usize>),
    /// A file for programs.
    Machine(machine::File),
}

/// Every file but those for programs; `index` is the layout of the search index.
pub(super) fn all(site: &Site<'_>, renderers: &[Renderer<'_>], index: search::Layout) -> BTreeMap<String, Piece> {
    let mut pieces = BTreeMap::new();
    for (place, renderer) in renderers.iter().enumerate() {
        for page in renderer.pages() {
            pieces.entry(renderer.file(&page)).or_insert(Piece::Page(place, page));
        }
    }
    for (place, renderer) in renderers.iter().enumerate() {
        pieces.extend(renderer.pdf_file().map(|file| (file, Piece::Pdf(place))));
    }
    for name in site.theme.assets.keys() {
        pieces.insert(format!("assets/{name}"), Piece::Asset(name.clone()));
    }
    for (index, standard) in site.registry.standards.iter().enumerate() {
        pieces.entry(address::standard_json(&standard.id)).or_insert(Piece::StandardJson(index));
    }
    for (name, _, format) in TABLES {
        pieces.insert(name.to_owned(), Piece::Table(format));
    }
    for (name, ..) in schema::KINDS {
        pieces.insert(format!("data/schema/{name}.json"), Piece::Schema(name));
    }
    for (index, published) in site.history.map_or(&[][..], History::editions).iter().enumerate() {
        if published.announcement.is_ok() {
            pieces.entry(address::edition_json(&published.edition.name)).or_insert(Piece::EditionJson(index));
        }
    }
    pieces.insert("feeds/changes.atom".to_owned(), Piece::ChangesFeed(None));
    pieces.insert("feeds/reviews.atom".to_owned(), Piece::ReviewsFeed(None));
    pieces.insert("calendar/reviews.ics".to_owned(), Piece::Calendar(None));
    for (index, agency) in site.registry.agencies.iter().enumerate() {
        let name = address::file_name(&agency.id);
        pieces.entry(format!("feeds/agencies/{name}-changes.atom")).or_insert(Piece::ChangesFeed(Some(index)));
        pieces.entry(format!("feeds/agencies/{name}-reviews.atom")).or_insert(Piece::ReviewsFeed(Some(index)));
        pieces
            .entry(format!("calendar/agencies/{}.ics", address::file_name(&agency.id)))
            .or_insert(Piece::Calendar(Some(index)));
    }
    for (index, standard) in site.registry.standards.iter().enumerate() {
        pieces
            .entry(format!("badges/standards/{}.svg", address::file_name(&standard.id)))
            .or_insert(Piece::StandardBadge(index));
    }
    for (index, project) in site.registry.projects.iter().enumerate() {
        pieces
            .entry(format!("badges/projects/{}.svg", address::file_name(&project.id)))
            .or_insert(Piece::ProjectBadge(index));
    }
    for file in index.files() {
        pieces.insert(file.path(), Piece::Search(file));
    }
    if site.registry.config.site_url.is_some() {
        let pages = pieces.values().filter(|piece| matches!(piece, Piece::Page(_, page) if page.is_findable())).count();
        pieces.insert("sitemap.xml".to_owned(), Piece::Sitemap(None));
        if pages > sitemap::LIMIT {
            let several = 0..pages.div_ceil(sitemap::LIMIT);
            pieces.extend(several.map(|at| (sitemap::path(at + 1), Piece::Sitemap(Some(at)))));
        }
    }
    pieces
}

/// A file that shows one record, begins a section, or is of the theme, found by its path alone; none where it takes the list of all.
pub(super) fn of_one(site: &Site<'_>, renderers: &[Renderer<'_>], path: &str) -> Option<Piece> {
    if let Some(name) = path.strip_prefix("assets/") {
        return site.theme.assets.contains_key(name).then(|| Piece::Asset(name.to_owned()));
    }
    of_section(renderers, path).or_else(|| of_record(site.registry, renderers, path))
}

fn of_section(renderers: &[Renderer<'_>], path: &str) -> Option<Piece> {
    renderers.iter().enumerate().find_map(|(place, renderer)| {
        let own = path.strip_prefix(renderer.home())?;
        let (path, shows) = SECTIONS.into_iter().find(|(path, _)| *path == own)?;
        Some(Piece::Page(place, Page { path: path.to_owned(), shows }))
    })
}

fn of_record(registry: &Registry, renderers: &[Renderer<'_>], path: &str) -> Option<Piece> {
    let (folder, name) = path.rsplit_once('/')?;
    let (id, ending) = name.rsplit_once('.')?;
    // `index`, `index-2` and so on are the sections' own.
    if id.starts_with("index") || address::file_name(id) != id {
        return None;
    }
    match (folder, ending) {
        ("badges/standards", "svg") => return registry.standard(id).map(Piece::StandardBadge),
        ("badges/projects", "svg") => return registry.project(id).map(Piece::ProjectBadge),
        ("api/v1/standards", "json") => return registry.standard(id).map(Piece::StandardJson),
        ("api/v1/policies", "json") => return registry.policy(id).map(|at| Piece::Machine(machine::File::Policy(at))),
        ("api/v1/agencies", "json") => return registry.agency(id).map(|at| Piece::Machine(machine::File::Agency(at))),
        ("api/v1/projects", "json") => {
            return registry.project(id).map(|at| Piece::Machine(machine::File::Project(at)));
        }
        (_, "html") => {}
        _ => return None,
    }
    renderers.iter().enumerate().find_map(|(place, renderer)| {
        let own = path.strip_prefix(renderer.home())?;
        let shows = match own.rsplit_once('/')?.0 {
            "standards" => Shows::Standard(registry.standard(id)?),
            "policies" => Shows::Policy(registry.policy(id)?),
            "agencies" => Shows::Agency(registry.agency(id)?),
            "projects" => Shows::Project(registry.project(id)?),
            _ => return None,
        };
        Some(Piece::Page(place, Page { path: own.to_owned(), shows }))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{all, of_one};
    use crate::registry::Registry;
    use crate::site::{Pace, Site, Theme, Voice};
    use crate::source::WorkTree;

    /// What is found by its path alone is what the list has there.
    #[test]
    fn the_quick_way_and_the_list_lead_to_the_same_file() {
        let source = WorkTree::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this repository");
        let registry = Registry::load(&source).expect("its registry");
        let theme = Theme::load(None).expect("the built-in theme");
        let voices = Voice::all(&theme, &registry.config.languages).expect("its languages");
        let day = "2026-11-21".parse().expect("a day");
        let (registry, theme) = (&registry, &theme);
        let site = Site { registry, source: &source, day, revision: None, history: None, theme, printer: None };
        site.with_desk(Pace::WhenAsked, &voices, |desk| {
            let list = all(&site, desk.renderers, desk.documents().layout());
            let machine = desk.machine().files().len();
            let mut quick = 0;
            for (path, piece) in &list {
                if let Some(found) = of_one(&site, desk.renderers, path) {
                    assert_eq!(format!("{found:?}"), format!("{piece:?}"), "{path}");
                    quick += 1;
                }
            }
            let records = registry.standards.len() * 4 + registry.projects.len() * 3;
            assert!(quick >= records && machine > 0, "{quick} of {} were found by their paths", list.len());
            for path in ["standards/none.html", "standards/index-2.html", "../standards/x.html", "assets/none.css", ""]
            {
                assert!(of_one(&site, desk.renderers, path).is_none(), "{path}");
            }
        });
    }
}
