//! The files of a site: how each is made, by its path.

use mulu_core::model::Kind;
use mulu_core::registry::{Record, Registry};
use mulu_core::schema;
use mulu_git::history::History;

use super::api;
use super::downloads::TABLES;
use super::fill::is_reviewed;
use super::pages::former_ids;
use super::render::Renderer;
use super::route::{Page, Route, SignableDocument, sections};
use super::search;
use super::stretches::LongFile;
use super::{Site, sitemap, twins};
use mulu_core::address;

/// How a file is made.
#[derive(Clone, Debug)]
pub(super) enum Artifact {
    /// A page of a language: the renderer's place, and the page.
    Page(usize, Page),
    /// The twin of a page in Markdown, likewise.
    Twin(usize, Page),
    /// A file of the theme, by its name.
    Asset(String),
    /// One standard for programs.
    StandardJson(usize),
    /// The calendar of what is due, in a language: of all, or of what concerns one agency.
    Calendar(usize, Option<usize>),
    /// A badge of a standard.
    StandardBadge(usize),
    /// A badge of a project.
    ProjectBadge(usize),
    /// All standards in one file.
    All(LongFile),
    /// The JSON Schema of a kind of record.
    Schema(&'static str),
    /// What an edition of the catalogue announces, for programs, by its place among all.
    EditionJson(usize),
    /// The feed of changes, in a language: of all, or of what concerns one agency.
    ChangesFeed(usize, Option<usize>),
    /// The feed of reviews, likewise.
    ReviewsFeed(usize, Option<usize>),
    /// The feed of what is being made, in a language.
    PlanFeed(usize),
    /// A document for the office to sign, for word processors.
    Word(usize, SignableDocument),
    /// A file of the search index.
    Search(search::IndexFile),
    /// The printed catalogue of a language, by the renderer's place.
    Pdf(usize),
    /// `sitemap.xml`, or one of several.
    Sitemap(Option<usize>),
    /// A file for programs.
    Api(api::File),
}

/// Every file by its path, sorted; `index` is the layout of the search index, `api` the files for programs. Of two records that
/// would share a file, which is a finding, the first keeps it.
pub(super) fn all(
    site: &Site<'_>,
    renderers: &[Renderer<'_>],
    index: search::Layout,
    api: Vec<(String, api::File)>,
) -> Vec<(String, Artifact)> {
    let mut artifacts = Vec::new();
    for (place, renderer) in renderers.iter().enumerate() {
        for page in renderer.pages() {
            artifacts.extend(renderer.twin_file(&page).map(|file| (file, Artifact::Twin(place, page.clone()))));
            artifacts.push((renderer.file(&page), Artifact::Page(place, page)));
        }
        artifacts.extend(renderer.pdf_file().map(|file| (file, Artifact::Pdf(place))));
        let documents = renderer.fill().documents().into_iter();
        artifacts.extend(
            documents
                .map(|(path, document)| (format!("{}{path}.docx", renderer.home()), Artifact::Word(place, document))),
        );
    }
    let assets = site.theme.assets.keys();
    artifacts.extend(assets.map(|name| (format!("assets/{name}"), Artifact::Asset(name.clone()))));
    artifacts.extend(of_standards(site.registry));
    let tables = TABLES.map(|(name, _, format)| (name, LongFile::Table(format)));
    let all = tables.into_iter().chain([("catalogue.bib", LongFile::BibTex), ("catalogue.ris", LongFile::Ris)]);
    artifacts.extend(all.map(|(name, file)| (name.to_owned(), Artifact::All(file))));
    let schemas = schema::schemas().map(|(_, schema)| schema.name);
    artifacts.extend(schemas.map(|name| (format!("data/schema/{name}.json"), Artifact::Schema(name))));
    let editions = site.history.map_or(&[][..], History::editions).iter().enumerate();
    let editions = editions.filter(|(_, published)| published.announcement.is_ok());
    artifacts.extend(
        editions
            .map(|(index, published)| (address::edition_json(&published.edition.name), Artifact::EditionJson(index))),
    );
    for (place, renderer) in renderers.iter().enumerate() {
        artifacts.extend(told(site.registry, place, renderer.home()));
    }
    artifacts.extend(
        with_former_ids(site.registry, Kind::Project).map(|(index, id)| {
            (format!("badges/projects/{}.svg", address::file_name(id)), Artifact::ProjectBadge(index))
        }),
    );
    artifacts.extend(index.files().map(|file| (file.path(), Artifact::Search(file))));
    artifacts.extend(api.into_iter().map(|(path, file)| (path, Artifact::Api(file))));
    put_in_order(&mut artifacts);
    if site.registry.config.site_url.is_some() {
        let pages = artifacts.iter().filter(|(_, artifact)| artifact.is_findable()).count();
        artifacts.extend(sitemap::files(pages).map(|(path, which)| (path, Artifact::Sitemap(which))));
        put_in_order(&mut artifacts);
    }
    artifacts
}

/// Sorts by path. Sorting keeps the order of equals, so that of two records of one id, which is a finding, the first is left. What
/// else has one path stays: the writer refuses to write two things to one place.
fn put_in_order(artifacts: &mut Vec<(String, Artifact)>) {
    artifacts.sort_by(|(a, _), (b, _)| a.cmp(b));
    artifacts.dedup_by(|(later, one), (first, other)| later == first && one.is_like(other));
}

fn of_standards(registry: &Registry) -> impl Iterator<Item = (String, Artifact)> {
    with_former_ids(registry, Kind::Standard).flat_map(|(index, id)| {
        let badge = format!("badges/standards/{}.svg", address::file_name(id));
        [(address::standard_json(id), Artifact::StandardJson(index)), (badge, Artifact::StandardBadge(index))]
    })
}

/// The feeds and calendars of a language, by its place: of all, and of each agency.
fn told(registry: &Registry, place: usize, home: &str) -> impl Iterator<Item = (String, Artifact)> {
    let of_all = [
        (format!("{home}feeds/changes.atom"), Artifact::ChangesFeed(place, None)),
        (format!("{home}feeds/reviews.atom"), Artifact::ReviewsFeed(place, None)),
        (format!("{home}feeds/plan.atom"), Artifact::PlanFeed(place)),
        (format!("{home}calendar/reviews.ics"), Artifact::Calendar(place, None)),
    ];
    let of_agencies = with_former_ids(registry, Kind::Agency).flat_map(move |(index, id)| {
        let name = address::file_name(id);
        [
            (format!("{home}feeds/agencies/{name}-changes.atom"), Artifact::ChangesFeed(place, Some(index))),
            (format!("{home}feeds/agencies/{name}-reviews.atom"), Artifact::ReviewsFeed(place, Some(index))),
            (format!("{home}calendar/agencies/{name}.ics"), Artifact::Calendar(place, Some(index))),
        ]
    });
    of_all.into_iter().chain(of_agencies)
}

/// The records of a kind by their ids, and by those that they had: what programs read stays where it was.
fn with_former_ids(registry: &Registry, kind: Kind) -> impl Iterator<Item = (usize, &str)> {
    let own = registry.records(kind).map(Record::id).enumerate();
    own.chain(former_ids(registry, kind))
}

impl Artifact {
    /// Whether two pieces are of one sort: two records of a kind, two pages that show a record of a kind.
    fn is_like(&self, other: &Artifact) -> bool {
        use std::mem::discriminant;
        match (self, other) {
            (Artifact::Page(one, page), Artifact::Page(two, another))
            | (Artifact::Twin(one, page), Artifact::Twin(two, another)) => {
                one == two && discriminant(&page.route) == discriminant(&another.route)
            }
            (Artifact::Api(file), Artifact::Api(another)) => discriminant(file) == discriminant(another),
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// Whether it is a page that search engines should find.
    pub(super) fn is_findable(&self) -> bool {
        matches!(self, Artifact::Page(_, page) if page.is_findable())
    }
}

/// A file that shows one record, begins a section, or is of the theme, found by its path alone; none where it takes the list of all.
pub(super) fn of_one(site: &Site<'_>, renderers: &[Renderer<'_>], path: &str) -> Option<Artifact> {
    if let Some(name) = path.strip_prefix("assets/") {
        return site.theme.assets.contains_key(name).then(|| Artifact::Asset(name.to_owned()));
    }
    if let Some(page) = twins::page_at(path) {
        return of_page(site, renderers, &page).and_then(|found| twin(renderers, found));
    }
    of_page(site, renderers, path)
}

fn of_page(site: &Site<'_>, renderers: &[Renderer<'_>], path: &str) -> Option<Artifact> {
    of_section(renderers, path).or_else(|| of_record(site.registry, renderers, path))
}

/// The twin of a page, where it has one.
fn twin(renderers: &[Renderer<'_>], page: Artifact) -> Option<Artifact> {
    let Artifact::Page(place, page) = page else { return None };
    renderers.get(place)?.twin_file(&page).map(|_| Artifact::Twin(place, page))
}

fn of_section(renderers: &[Renderer<'_>], path: &str) -> Option<Artifact> {
    renderers.iter().enumerate().find_map(|(place, renderer)| {
        let own = path.strip_prefix(renderer.home())?;
        let (path, route) = sections().find(|(path, _)| path == own)?;
        Some(Artifact::Page(place, Page { path, route }))
    })
}

/// The kind with derived pages in a folder.
fn with_derived_pages(folder: &str) -> Option<Kind> {
    Kind::with_derived_pages().find(|kind| kind.folder() == Some(folder))
}

fn of_record(registry: &Registry, renderers: &[Renderer<'_>], path: &str) -> Option<Artifact> {
    let (folder, name) = path.rsplit_once('/')?;
    let (id, ending) = name.rsplit_once('.')?;
    // `index`, `index-2` and so on are the sections' own.
    if id.starts_with("index") || address::file_name(id) != id {
        return None;
    }
    match (folder, ending) {
        ("badges/standards", "svg") => return registry.standard(id).map(Artifact::StandardBadge),
        ("badges/projects", "svg") => return registry.project(id).map(Artifact::ProjectBadge),
        ("api/v1/standards", "json") => return registry.standard(id).map(Artifact::StandardJson),
        ("api/v1/policies", "json") => return registry.policy(id).map(|at| Artifact::Api(api::File::Policy(at))),
        ("api/v1/agencies", "json") => return registry.agency(id).map(|at| Artifact::Api(api::File::Agency(at))),
        ("api/v1/projects", "json") => {
            return registry.project(id).map(|at| Artifact::Api(api::File::Project(at)));
        }
        ("api/v1/resources", "json") => {
            return shown(registry, id).map(|at| Artifact::Api(api::File::Resource(at)));
        }
        (folder, "json") => {
            let kind = folder.strip_prefix(api::API).and_then(with_derived_pages)?;
            return registry.find(kind, id).map(|place| Artifact::Api(api::File::Record(kind, place)));
        }
        (_, "html") => {}
        _ => return None,
    }
    renderers.iter().enumerate().find_map(|(language, renderer)| {
        let own = path.strip_prefix(renderer.home())?;
        let folder = own.rsplit_once('/')?.0;
        if let Some((kind, place)) = moved(registry, folder, id) {
            return Some(Artifact::Page(language, Page { path: own.to_owned(), route: Route::Moved(kind, place) }));
        }
        let route = match folder {
            "standards" => Route::Standard(registry.standard(id)?),
            "policies" => Route::Policy(registry.policy(id)?),
            "agencies" => Route::Agency(registry.agency(id)?),
            "projects" => Route::Project(registry.project(id)?),
            "resources" => Route::Resource(shown(registry, id)?),
            "opinions" => {
                let index = registry.project(id).filter(|_| renderer.fill().is_of_the_registry())?;
                Route::Opinion(registry.projects.get(index).filter(|project| is_reviewed(project)).map(|_| index)?)
            }
            folder => {
                let kind = with_derived_pages(folder)?;
                Route::Record(kind, registry.find(kind, id)?)
            }
        };
        Some(Artifact::Page(language, Page { path: own.to_owned(), route }))
    })
}

/// The record that once had an id, if it has another now.
fn moved(registry: &Registry, folder: &str, id: &str) -> Option<(Kind, usize)> {
    let kind = Kind::ALL.iter().copied().find(|kind| kind.folder() == Some(folder))?;
    let place = registry.find(kind, id).filter(|place| registry.former_ids(kind, *place).any(|own| own == id))?;
    (kind != Kind::Resource || shown(registry, id).is_some()).then_some((kind, place))
}

/// A resource that the site shows.
fn shown(registry: &Registry, id: &str) -> Option<usize> {
    registry.resource(id).filter(|at| registry.resources[*at].is_published())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{all, of_one};
    use crate::{Evaluation, LocalisedTheme, Site, Theme};
    use mulu_core::registry::Registry;
    use mulu_core::source::WorkTree;

    /// What is found by its path alone is what the list has there.
    #[test]
    fn the_quick_way_and_the_list_lead_to_the_same_file() {
        let source = WorkTree::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).expect("this repository");
        let registry = Registry::load(&source).expect("its registry");
        let theme = Theme::load(None).expect("the built-in theme");
        let themes = LocalisedTheme::all(&theme, &registry.config.languages).expect("its languages");
        let day = "2026-11-21".parse().expect("a day");
        let (registry, theme) = (&registry, &theme);
        let site = Site { registry, day, revision: None, history: None, theme, printer: None };
        site.with_builder(Evaluation::Lazy, &themes, |builder| {
            let api = builder.api().files();
            let programs = api.len();
            let list = all(&site, builder.renderers, builder.documents().layout(), api);
            let mut quick = 0;
            for (path, artifact) in &list {
                if let Some(found) = of_one(&site, builder.renderers, path) {
                    assert_eq!(format!("{found:?}"), format!("{artifact:?}"), "{path}");
                    quick += 1;
                }
            }
            let records = registry.standards.len() * 6 + registry.projects.len() * 5;
            assert!(quick >= records && programs > 0, "{quick} of {} were found by their paths", list.len());
            for path in ["standards/none.html", "standards/index-2.html", "../standards/x.html", "assets/none.css", ""]
            {
                assert!(of_one(&site, builder.renderers, path).is_none(), "{path}");
            }
        });
    }
}
