//! The files of a site: how each is made, by its path.

use crate::exchange::Format;
use crate::history::History;
use crate::registry::Registry;
use crate::schema;

use super::downloads::TABLES;
use super::machine;
use super::render::Renderer;
use super::route::{Page, SECTIONS, Shows};
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

/// Every file by its path, sorted; `index` is the layout of the search index, `machine` the files for programs. Of two records that
/// would share a file, which is a finding, the first keeps it.
pub(super) fn all(
    site: &Site<'_>,
    renderers: &[Renderer<'_>],
    index: search::Layout,
    machine: Vec<(String, machine::File)>,
) -> Vec<(String, Piece)> {
    let mut pieces = Vec::new();
    for (place, renderer) in renderers.iter().enumerate() {
        pieces.extend(renderer.pages().into_iter().map(|page| (renderer.file(&page), Piece::Page(place, page))));
        pieces.extend(renderer.pdf_file().map(|file| (file, Piece::Pdf(place))));
    }
    let assets = site.theme.assets.keys();
    pieces.extend(assets.map(|name| (format!("assets/{name}"), Piece::Asset(name.clone()))));
    pieces.extend(of_standards(site.registry));
    pieces.extend(TABLES.map(|(name, _, format)| (name.to_owned(), Piece::Table(format))));
    let schemas = schema::schemas().map(|(_, schema)| schema.name);
    pieces.extend(schemas.map(|name| (format!("data/schema/{name}.json"), Piece::Schema(name))));
    let editions = site.history.map_or(&[][..], History::editions).iter().enumerate();
    let editions = editions.filter(|(_, published)| published.announcement.is_ok());
    pieces.extend(
        editions.map(|(index, published)| (address::edition_json(&published.edition.name), Piece::EditionJson(index))),
    );
    pieces.push(("feeds/changes.atom".to_owned(), Piece::ChangesFeed(None)));
    pieces.push(("feeds/reviews.atom".to_owned(), Piece::ReviewsFeed(None)));
    pieces.push(("calendar/reviews.ics".to_owned(), Piece::Calendar(None)));
    pieces.extend(of_agencies(site.registry));
    for (index, project) in site.registry.projects.iter().enumerate() {
        let path = format!("badges/projects/{}.svg", address::file_name(&project.id));
        pieces.push((path, Piece::ProjectBadge(index)));
    }
    pieces.extend(index.files().map(|file| (file.path(), Piece::Search(file))));
    pieces.extend(machine.into_iter().map(|(path, file)| (path, Piece::Machine(file))));
    put_in_order(&mut pieces);
    if site.registry.config.site_url.is_some() {
        let pages = pieces.iter().filter(|(_, piece)| piece.is_findable()).count();
        pieces.extend(sitemap::files(pages).map(|(path, which)| (path, Piece::Sitemap(which))));
        put_in_order(&mut pieces);
    }
    pieces
}

/// Sorts by path. Sorting keeps the order of equals, so that of two records of one id, which is a finding, the first is left. What
/// else has one path stays: the writer refuses to write two things to one place.
fn put_in_order(pieces: &mut Vec<(String, Piece)>) {
    pieces.sort_by(|(a, _), (b, _)| a.cmp(b));
    pieces.dedup_by(|(later, one), (first, other)| later == first && one.is_like(other));
}

fn of_standards(registry: &Registry) -> impl Iterator<Item = (String, Piece)> {
    registry.standards.iter().enumerate().flat_map(|(index, standard)| {
        let badge = format!("badges/standards/{}.svg", address::file_name(&standard.id));
        [(address::standard_json(&standard.id), Piece::StandardJson(index)), (badge, Piece::StandardBadge(index))]
    })
}

fn of_agencies(registry: &Registry) -> impl Iterator<Item = (String, Piece)> {
    registry.agencies.iter().enumerate().flat_map(|(index, agency)| {
        let name = address::file_name(&agency.id);
        [
            (format!("feeds/agencies/{name}-changes.atom"), Piece::ChangesFeed(Some(index))),
            (format!("feeds/agencies/{name}-reviews.atom"), Piece::ReviewsFeed(Some(index))),
            (format!("calendar/agencies/{name}.ics"), Piece::Calendar(Some(index))),
        ]
    })
}

impl Piece {
    /// Whether two pieces are of one sort: two records of a kind, two pages that show a record of a kind.
    fn is_like(&self, other: &Piece) -> bool {
        use std::mem::discriminant;
        match (self, other) {
            (Piece::Page(one, page), Piece::Page(two, another)) => {
                one == two && discriminant(&page.shows) == discriminant(&another.shows)
            }
            (Piece::Machine(file), Piece::Machine(another)) => discriminant(file) == discriminant(another),
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// Whether it is a page that search engines should find.
    pub(super) fn is_findable(&self) -> bool {
        matches!(self, Piece::Page(_, page) if page.is_findable())
    }
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
        ("api/v1/resources", "json") => {
            return shown(registry, id).map(|at| Piece::Machine(machine::File::Resource(at)));
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
            "resources" => Shows::Resource(shown(registry, id)?),
            _ => return None,
        };
        Some(Piece::Page(place, Page { path: own.to_owned(), shows }))
    })
}

/// A resource that the site shows.
fn shown(registry: &Registry, id: &str) -> Option<usize> {
    registry.resource(id).filter(|at| registry.resources[*at].is_published())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{all, of_one};
    use crate::registry::Registry;
    use crate::source::WorkTree;
    use crate::{Pace, Site, Theme, Voice};

    /// What is found by its path alone is what the list has there.
    #[test]
    fn the_quick_way_and_the_list_lead_to_the_same_file() {
        let source = WorkTree::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).expect("this repository");
        let registry = Registry::load(&source).expect("its registry");
        let theme = Theme::load(None).expect("the built-in theme");
        let voices = Voice::all(&theme, &registry.config.languages).expect("its languages");
        let day = "2026-11-21".parse().expect("a day");
        let (registry, theme) = (&registry, &theme);
        let site = Site { registry, day, revision: None, history: None, theme, printer: None };
        site.with_desk(Pace::WhenAsked, &voices, |desk| {
            let machine = desk.machine().files();
            let programs = machine.len();
            let list = all(&site, desk.renderers, desk.documents().layout(), machine);
            let mut quick = 0;
            for (path, piece) in &list {
                if let Some(found) = of_one(&site, desk.renderers, path) {
                    assert_eq!(format!("{found:?}"), format!("{piece:?}"), "{path}");
                    quick += 1;
                }
            }
            let records = registry.standards.len() * 4 + registry.projects.len() * 3;
            assert!(quick >= records && programs > 0, "{quick} of {} were found by their paths", list.len());
            for path in ["standards/none.html", "standards/index-2.html", "../standards/x.html", "assets/none.css", ""]
            {
                assert!(of_one(&site, desk.renderers, path).is_none(), "{path}");
            }
        });
    }
}
