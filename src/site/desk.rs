//! Every file of the site by its path, and how each is made.
//!
//! The builder makes them all; the dev server makes the one that is asked for. Both ask here, so they cannot disagree.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use crate::exchange::{self, Format};
use crate::facts::StandardFacts;
use crate::ical;
use crate::registry::Due;
use crate::schema;
use crate::words::Lang;

use crate::output::Key;

use super::fill::{self, Fill};
use super::found::Found;
use super::keys::Keys;
use super::machine::{self, File, Machine};
use super::pages::Shows;
use super::pieces::{self, Piece};
use super::render::{Filled, Renderer};
use super::search::Index;
use super::{Document, Site, SiteError, sitemap};

/// The tables of standards to take away: file, what it is called, format.
pub const TABLES: [(&str, &str, Format); 3] = [
    ("catalogue.csv", "CSV", Format::Csv),
    ("catalogue.xlsx", "XLSX", Format::Xlsx),
    ("catalogue.ndjson", "NDJSON", Format::Ndjson),
];

/// A file that is being made.
pub struct Begun {
    /// The sum of all that it is made from, where that was asked for and is known.
    pub key: Option<Key>,
    /// A page's renderer and its view.
    page: Option<(usize, Filled)>,
}

/// The files of a site.
pub struct Desk<'a> {
    site: &'a Site<'a>,
    pub(super) renderers: &'a [Renderer<'a>],
    /// All files, listed when the list is needed.
    pieces: OnceLock<BTreeMap<String, Piece>>,
    /// Made when the first of its files is.
    index: OnceLock<Index>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(site: &'a Site<'a>, renderers: &'a [Renderer<'a>]) -> Self {
        Desk { site, renderers, pieces: OnceLock::new(), index: OnceLock::new() }
    }

    /// How a file is made; none where the site has no such file.
    fn piece(&self, path: &str) -> Option<Cow<'_, Piece>> {
        // The list of all files is long: while nobody asked for all, the many that show one record are found by their names.
        let found = if self.pieces.get().is_none() { pieces::of_one(self.site, self.renderers, path) } else { None };
        found.map(Cow::Owned).or_else(|| self.pieces().get(path).map(Cow::Borrowed))
    }

    fn pieces(&self) -> &BTreeMap<String, Piece> {
        self.pieces.get_or_init(|| {
            let mut all = pieces::all(self.site, self.renderers);
            for (path, file) in self.machine().files() {
                all.entry(path).or_insert(Piece::Machine(file));
            }
            all
        })
    }

    /// What `mulu check` finds.
    #[must_use]
    pub fn found(&self) -> &'a Found<'a> {
        self.fill().found
    }

    /// What the views of the language at the root are filled from.
    pub(super) fn fill(&self) -> &Fill<'a> {
        self.main_language().fill()
    }

    /// What makes the files for programs.
    pub(super) fn machine(&self) -> Machine<'_> {
        Machine { site: self.site, answers: self.main_language().answers(), found: self.main_language().fill().found }
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pieces().keys().map(String::as_str)
    }

    /// Begins one file; none where the site has no such file. With the sums of the site, the file's own is taken, if it has one.
    #[must_use]
    pub fn begin(&self, path: &str, keys: Option<&Keys>) -> Option<Begun> {
        let piece = self.piece(path)?;
        let known = |key: Option<Key>| Begun { key, page: None };
        if let Some(key) = keys.and_then(|keys| self.key_of_records(path, &piece, keys)) {
            return Some(known(Some(key)));
        }
        Some(match piece.as_ref() {
            Piece::Page(place, page) => {
                let filled = self.renderers[*place].fill_in(page, keys.map(Keys::base), false);
                Begun { key: filled.key, page: Some((*place, filled)) }
            }
            // What is printed changes with its page.
            Piece::Pdf(place) => known(keys.and_then(|keys| self.renderers[*place].print_key(keys.base()))),
            _ => known(None),
        })
    }

    /// The sum of a file that shows few records, told from those records without filling its view.
    fn key_of_records(&self, path: &str, piece: &Piece, keys: &Keys) -> Option<Key> {
        let sheet = |(total, rows): (usize, Vec<usize>)| keys.sheet(path, total, rows.into_iter());
        match piece {
            Piece::Page(place, page) => match page.shows.split().0 {
                Shows::Standard(index) => Some(keys.standard(*index, path)),
                Shows::Project(index) => Some(keys.project(*index, path)),
                Shows::Agency(index) => keys.agency(*index, path),
                _ => self.renderers[*place].fill().rows_only(&page.shows).map(sheet),
            },
            Piece::StandardJson(index) | Piece::StandardBadge(index) => Some(keys.standard(*index, path)),
            Piece::ProjectBadge(index) | Piece::Machine(File::Project(index)) => Some(keys.project(*index, path)),
            Piece::Machine(File::Agency(index))
            | Piece::ChangesFeed(Some(index))
            | Piece::ReviewsFeed(Some(index))
            | Piece::Calendar(Some(index)) => keys.agency(*index, path),
            Piece::Machine(File::Standards(at)) => {
                let all = self.site.registry.standards.len();
                Some(keys.sheet(path, all, machine::records_of(*at, all)))
            }
            _ => None,
        }
    }

    /// Makes a file that was begun.
    #[must_use]
    pub fn finish(&self, path: &str, begun: Begun) -> Option<Result<Vec<u8>, SiteError>> {
        match begun.page {
            Some((place, filled)) => Some(self.renderers[place].finish(filled)),
            None => self.make(path),
        }
    }

    /// Whether a file is printed by another program.
    #[must_use]
    pub fn is_printed(&self, path: &str) -> bool {
        matches!(self.piece(path).as_deref(), Some(Piece::Pdf(_)))
    }

    /// The bytes of one file; none where the site has no such file.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, SiteError>> {
        let piece = self.piece(path)?;
        Some(match piece.as_ref() {
            Piece::Page(place, page) => self.renderers[*place].render(page),
            Piece::Asset(name) => Ok(self.site.theme.assets.get(name).cloned().unwrap_or_default()),
            Piece::StandardJson(index) => Ok(self.standard_json(*index)),
            Piece::Table(format) => self.table(*format),
            Piece::Schema(name) => Ok(pretty(&schema::schema(name))),
            Piece::EditionJson(index) => Ok(self.main_language().edition_json(*index).unwrap_or_default().into_bytes()),
            Piece::ChangesFeed(agency) => Ok(self.main_language().changes_feed(*agency, path).into_bytes()),
            Piece::ReviewsFeed(agency) => Ok(self.main_language().reviews_feed(*agency, path).into_bytes()),
            Piece::Calendar(agency) => Ok(self.calendar(*agency).into_bytes()),
            Piece::StandardBadge(index) => Ok(self.main_language().standard_badge(*index).into_bytes()),
            Piece::ProjectBadge(index) => Ok(self.main_language().project_badge(*index).into_bytes()),
            Piece::Pdf(place) => self.pdf(*place),
            Piece::Sitemap(which) => Ok(self.sitemap(*which).into_bytes()),
            Piece::Machine(file) => Ok(self.machine().make(*file)),
            Piece::Search(file) => Ok(self.index().script(*file).into_bytes()),
        })
    }

    /// The renderer of the language that lives at the root.
    fn main_language(&self) -> &Renderer<'a> {
        &self.renderers[0]
    }

    /// The search index.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| fill::search::index(&pieces::fills(self.renderers)))
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

    /// The printed catalogue of a language: its page and what the theme gives it, fonts and sheets of style, but no script.
    fn pdf(&self, place: usize) -> Result<Vec<u8>, SiteError> {
        let renderer = &self.renderers[place];
        let (page, html) = renderer.print_page()?;
        let mut files = vec![(page.clone(), html)];
        let is_script = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "js");
        let assets = self.site.theme.assets.iter().filter(|(name, _)| !is_script(name));
        files.extend(assets.map(|(name, bytes)| (format!("assets/{name}"), bytes.clone())));
        let document = Document { page, files, day: self.site.day };
        let printed = self.site.printer.map(|printer| printer.print(&document));
        printed.unwrap_or(Ok(Vec::new())).map_err(SiteError::Pdf)
    }

    fn calendar(&self, agency: Option<usize>) -> String {
        let registry = self.site.registry;
        let lang = registry.config.languages.first().copied().unwrap_or(registry.config.language);
        let answers = self.main_language().answers();
        let due: Vec<&Due> = match agency {
            None => answers.due().iter().collect(),
            Some(agency) => answers.due_of(agency).collect(),
        };
        ical::reviews(registry, &due, agency, self.site.day, lang).to_ics()
    }

    fn sitemap(&self, which: Option<usize>) -> String {
        let site_url = self.site.registry.config.site_url.as_deref().unwrap_or_default();
        let findable: Vec<String> = self
            .pieces()
            .values()
            .filter_map(|piece| match piece {
                Piece::Page(place, page) if page.is_findable() => Some(self.renderers[*place].url_path(page)),
                _ => None,
            })
            .collect();
        let mut several = findable.chunks(sitemap::LIMIT);
        let count = several.len();
        match which {
            None if count > 1 => sitemap::index(site_url, count),
            which => sitemap::sitemap(site_url, several.nth(which.unwrap_or(0)).unwrap_or_default().iter().cloned()),
        }
    }

    /// One standard for programs: what `mulu show --format json` prints.
    fn standard_json(&self, index: usize) -> Vec<u8> {
        self.machine().record("standard", StandardFacts::of(self.site.registry, index, self.site.day, Lang::En))
    }
}

/// JSON for people and programs: indented, with a line end.
fn pretty(document: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
