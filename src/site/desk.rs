//! Every file of the site by its path, and how each is made.
//!
//! The builder makes them all; the dev server makes the one that is asked for. Both ask here, so they cannot disagree.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::exchange::{self, Format};
use crate::facts::StandardFacts;
use crate::ical;
use crate::registry::{Due, HORIZON};
use crate::schema;
use crate::words::Lang;

use super::fill::{self, Fill};
use super::pages::Page;
use super::render::Renderer;
use super::search::{self, Index};
use super::{Site, SiteError, address, sitemap};

/// The tables of standards to take away: file, what it is called, format.
pub const TABLES: [(&str, &str, Format); 3] = [
    ("catalogue.csv", "CSV", Format::Csv),
    ("catalogue.xlsx", "XLSX", Format::Xlsx),
    ("catalogue.ndjson", "NDJSON", Format::Ndjson),
];

/// How a file is made.
enum Piece {
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
    /// The feed of changes: of all, or of what concerns one agency.
    ChangesFeed(Option<usize>),
    /// The feed of reviews, likewise.
    ReviewsFeed(Option<usize>),
    /// A file of the search index.
    Search(search::File),
    /// `sitemap.xml`.
    Sitemap,
}

/// The files of a site.
pub struct Desk<'a> {
    site: &'a Site<'a>,
    renderers: &'a [Renderer<'a>],
    pieces: BTreeMap<String, Piece>,
    due: Vec<Due>,
    /// Made when the first of its files is.
    index: OnceLock<Index>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(site: &'a Site<'a>, renderers: &'a [Renderer<'a>]) -> Self {
        let mut pieces = BTreeMap::new();
        for (place, renderer) in renderers.iter().enumerate() {
            for page in renderer.pages() {
                pieces.entry(renderer.file(&page)).or_insert(Piece::Page(place, page));
            }
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
        for file in fill::search::layout(&fills(renderers)).files() {
            pieces.insert(file.path(), Piece::Search(file));
        }
        if site.registry.config.site_url.is_some() {
            pieces.insert("sitemap.xml".to_owned(), Piece::Sitemap);
        }
        let due = site.registry.due_within(Some(HORIZON), site.day);
        Desk { site, renderers, pieces, due, index: OnceLock::new() }
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pieces.keys().map(String::as_str)
    }

    /// The bytes of one file; none where the site has no such file.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, SiteError>> {
        Some(match self.pieces.get(path)? {
            Piece::Page(place, page) => self.renderers[*place].render(page),
            Piece::Asset(name) => Ok(self.site.theme.assets.get(name).cloned().unwrap_or_default()),
            Piece::StandardJson(index) => Ok(self.standard_json(*index)),
            Piece::Table(format) => self.table(*format),
            Piece::Schema(name) => Ok(pretty(&schema::schema(name))),
            Piece::ChangesFeed(agency) => Ok(self.main_language().changes_feed(*agency, path).into_bytes()),
            Piece::ReviewsFeed(agency) => Ok(self.main_language().reviews_feed(&self.due, *agency, path).into_bytes()),
            Piece::Calendar(agency) => Ok(self.calendar(*agency).into_bytes()),
            Piece::StandardBadge(index) => Ok(self.main_language().standard_badge(*index).into_bytes()),
            Piece::ProjectBadge(index) => Ok(self.main_language().project_badge(*index).into_bytes()),
            Piece::Search(file) => Ok(self.index().script(*file).into_bytes()),
            Piece::Sitemap => Ok(self.sitemap().into_bytes()),
        })
    }

    /// The renderer of the language that lives at the root.
    fn main_language(&self) -> &Renderer<'a> {
        &self.renderers[0]
    }

    /// The search index.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| fill::search::index(&fills(self.renderers)))
    }

    /// The standards as a table, its header in the language that lives at the root.
    fn table(&self, format: Format) -> Result<Vec<u8>, SiteError> {
        let registry = self.site.registry;
        let lang = registry.config.languages.first().copied().unwrap_or(registry.config.language);
        let mut table = exchange::Table::of(registry, exchange::Kind::Standards, self.site.day);
        if format == Format::Xlsx {
            table.shorten(lang);
        }
        exchange::table(&table, self.site.day, format, lang).map_err(|error| SiteError::Theme(error.to_string()))
    }

    fn calendar(&self, agency: Option<usize>) -> String {
        let registry = self.site.registry;
        let lang = registry.config.languages.first().copied().unwrap_or(registry.config.language);
        ical::reviews(registry, &self.due, agency, self.site.day, lang).to_ics()
    }

    fn sitemap(&self) -> String {
        let site_url = self.site.registry.config.site_url.as_deref().unwrap_or_default();
        let findable = self.pieces.values().filter_map(|piece| match piece {
            Piece::Page(place, page) if page.is_findable() => Some(self.renderers[*place].url_path(page)),
            _ => None,
        });
        sitemap::sitemap(site_url, findable)
    }

    /// One standard for programs: what `mulu show --format json` prints.
    fn standard_json(&self, index: usize) -> Vec<u8> {
        #[derive(serde::Serialize)]
        struct Document {
            schema: &'static str,
            as_of: String,
            kind: &'static str,
            #[serde(flatten)]
            record: StandardFacts,
        }
        let record = StandardFacts::of(self.site.registry, index, self.site.day, Lang::En);
        let document = Document { schema: "mulu.show/1", as_of: self.site.day.to_string(), kind: "standard", record };
        pretty(&document)
    }
}

/// What the renderers of the languages fill their views from.
fn fills<'r, 'a>(renderers: &'r [Renderer<'a>]) -> Vec<&'r Fill<'a>> {
    renderers.iter().map(Renderer::fill).collect()
}

/// JSON for people and programs: indented, with a line end.
fn pretty(document: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
