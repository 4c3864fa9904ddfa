//! Every file of the site by its path, and how each is made.
//!
//! The builder makes them all; the dev server makes the one that is asked for. Both ask here, so they cannot disagree.

use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

use crate::day::Day;
use crate::exchange::{self, Format, Table};
use crate::facts::StandardFacts;
use crate::ical;
use crate::registry::Due;
use crate::schema;
use crate::words::Lang;

use crate::output::{Key, Writing};

use super::fill::search::Documents;
use super::fill::{Fill, Listed, Stretch};
use super::found::Found;
use super::hasher::Sum;
use super::keys::{IndexKeys, Keys};
use super::machine::{self, File, Machine};
use super::pieces::{self, Piece};
use super::render::{Filled, Renderer};
use super::route::Shows;
use super::search::{self, Index, Left};
use super::{Document, Site, SiteError, address, build, sitemap};

/// An index is mended where one in so many of its files of rows changed, or fewer.
const FEW: usize = 8;

/// A file that is being made.
pub struct Begun<'d> {
    /// The sum of all that it is made from, where that was asked for and is known.
    pub key: Option<Key>,
    piece: Cow<'d, Piece>,
    /// A page's view, where its sum was taken from that.
    filled: Option<Filled>,
}

/// The files of a site.
pub struct Desk<'a> {
    site: &'a Site<'a>,
    pub(super) renderers: &'a [Renderer<'a>],
    /// All files, sorted by path, listed when the list is needed.
    pieces: OnceLock<Vec<(String, Piece)>>,
    /// What a search can find.
    documents: OnceLock<Documents<'a>>,
    /// Made when the first of its files is.
    index: OnceLock<Index>,
    /// Made when the first of the tables is.
    standards: OnceLock<Table>,
    sum_of_table: OnceLock<Key>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(site: &'a Site<'a>, renderers: &'a [Renderer<'a>]) -> Self {
        Desk {
            site,
            renderers,
            pieces: OnceLock::new(),
            documents: OnceLock::new(),
            index: OnceLock::new(),
            standards: OnceLock::new(),
            sum_of_table: OnceLock::new(),
        }
    }

    /// How a file is made; none where the site has no such file.
    fn piece(&self, path: &str) -> Option<Cow<'_, Piece>> {
        // The list of all files is long: while nobody asked for all, the many that show one record are found by their names.
        let found = if self.pieces.get().is_none() { pieces::of_one(self.site, self.renderers, path) } else { None };
        found.map(Cow::Owned).or_else(|| {
            let place = self.pieces().binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
            self.pieces().get(place).map(|(_, piece)| Cow::Borrowed(piece))
        })
    }

    fn pieces(&self) -> &[(String, Piece)] {
        self.pieces
            .get_or_init(|| pieces::all(self.site, self.renderers, self.documents().layout(), self.machine().files()))
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
        let fill = self.fill();
        Machine { site: self.site, answers: fill.answers, found: fill.found }
    }

    /// All files, sorted by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Piece)> {
        self.pieces().iter().map(|(path, piece)| (path.as_str(), piece))
    }

    /// Begins one file. With the sums of the site, the file's own is taken, if it has one.
    pub(super) fn begin<'d>(&self, path: &str, piece: Cow<'d, Piece>, keys: Option<&Keys>) -> Begun<'d> {
        let Some(keys) = keys else { return Begun { key: None, piece, filled: None } };
        if let Some(key) = self.key_of_records(path, &piece, keys) {
            return Begun { key: Some(key), piece, filled: None };
        }
        let filled = match piece.as_ref() {
            Piece::Page(place, page) => Some(self.renderers[*place].fill_in(page, Some(keys.base()), false)),
            Piece::Pdf(place) => Some(self.renderers[*place].fill_in_printed(Some(keys.base()))),
            _ => None,
        };
        Begun { key: filled.as_ref().and_then(|filled| filled.key), piece, filled }
    }

    /// The sum of a file that shows few records, told from those records without filling its view; of a table, told from its rows.
    fn key_of_records(&self, path: &str, piece: &Piece, keys: &Keys) -> Option<Key> {
        let sheet = |stretch: &Stretch<'_>| keys.sheet(self.site.registry, path, stretch);
        match piece {
            Piece::Page(place, page) => match page.shows.split().0 {
                Shows::Standard(index) => Some(keys.standard(*index, path)),
                Shows::Project(index) => Some(keys.project(*index, path)),
                Shows::Agency(index) => Some(keys.agency(*index, path)),
                _ => self.renderers[*place].fill().listed(&page.shows).as_ref().map(sheet),
            },
            Piece::StandardJson(index) | Piece::StandardBadge(index) => Some(keys.standard(*index, path)),
            Piece::ProjectBadge(index) | Piece::Machine(File::Project(index)) => Some(keys.project(*index, path)),
            Piece::Machine(File::Agency(index))
            | Piece::ChangesFeed(Some(index))
            | Piece::ReviewsFeed(Some(index))
            | Piece::Calendar(Some(index)) => Some(keys.agency(*index, path)),
            Piece::Machine(File::Standards(at)) => {
                let all = self.site.registry.standards.len();
                let rows = machine::records_of(*at, all).map(Listed::Standard);
                Some(sheet(&(all, rows.collect())))
            }
            Piece::Search(file) => Some(keys.search().file(*file)),
            Piece::Machine(File::Reviews(_)) | Piece::ReviewsFeed(None) | Piece::Calendar(None) => Some(keys.due(path)),
            Piece::Table(_) => {
                let mut sum = keys.base();
                sum.add(path.as_bytes());
                sum.add(&self.sum_of_table());
                Some(sum.key())
            }
            _ => None,
        }
    }

    /// Makes a file that was begun.
    ///
    /// # Errors
    /// When a template asks for what its view does not have, or what is printed cannot be.
    pub fn finish(&self, path: &str, begun: Begun<'_>) -> Result<Vec<u8>, SiteError> {
        let Begun { piece, filled, .. } = begun;
        Ok(match piece.as_ref() {
            Piece::Page(place, page) => {
                let renderer = &self.renderers[*place];
                renderer.finish(filled.unwrap_or_else(|| renderer.fill_in(page, None, false)))?
            }
            Piece::Pdf(place) => {
                let renderer = &self.renderers[*place];
                let html = renderer.finish(filled.unwrap_or_else(|| renderer.fill_in_printed(None)))?;
                self.pdf(renderer.print_file(), html)?
            }
            Piece::Asset(name) => self.asset(name),
            Piece::StandardJson(index) => self.standard_json(*index),
            Piece::Table(format) => self.table(*format)?,
            Piece::Schema(name) => pretty(&schema::schema(name)),
            Piece::EditionJson(index) => self.main_language().edition_json(*index).unwrap_or_default().into_bytes(),
            Piece::ChangesFeed(agency) => self.main_language().changes_feed(*agency, path).into_bytes(),
            Piece::ReviewsFeed(agency) => self.main_language().reviews_feed(*agency, path).into_bytes(),
            Piece::Calendar(agency) => self.calendar(*agency).into_bytes(),
            Piece::StandardBadge(index) => self.main_language().standard_badge(*index).into_bytes(),
            Piece::ProjectBadge(index) => self.main_language().project_badge(*index).into_bytes(),
            Piece::Sitemap(which) => self.sitemap(*which).into_bytes(),
            Piece::Machine(file) => self.machine().make(*file),
            Piece::Search(file) => self.search_file(*file).into_bytes(),
        })
    }

    /// The files that another program prints.
    pub fn printed(&self) -> impl Iterator<Item = String> {
        self.renderers.iter().filter_map(Renderer::pdf_file)
    }

    /// The bytes of one file; none where the site has no such file.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, SiteError>> {
        Some(self.finish(path, self.begin(path, self.piece(path)?, None)))
    }

    /// The renderer of the language that lives at the root.
    fn main_language(&self) -> &'a Renderer<'a> {
        &self.renderers[0]
    }

    /// A file of the theme; the sheet of style with what this build adds to it.
    fn asset(&self, name: &str) -> Vec<u8> {
        let mut bytes = self.site.theme.assets.get(name).cloned().unwrap_or_default();
        if name == build::SHEET {
            bytes.extend(build::style(self.site).into_bytes());
        }
        bytes
    }

    fn search_file(&self, file: search::File) -> String {
        match file {
            search::File::Rows(n) => self.documents().rows(n),
            _ => self.index().script(file).unwrap_or_default(),
        }
    }

    /// The search index.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| self.documents().index())
    }

    /// What a search can find.
    pub(super) fn documents(&self) -> &Documents<'a> {
        self.documents.get_or_init(|| {
            let translations = self.renderers.iter().skip(1).map(Renderer::fill).collect();
            Documents::of(self.main_language().fill(), translations)
        })
    }

    /// Makes the search index from the one that an earlier build left, where few of its documents changed since. Otherwise it is
    /// built when it is asked for.
    pub(super) fn mend_index(&self, keys: &Keys, left: &Writing) {
        if let Some(index) = self.mended_index(keys, left) {
            // It is asked for later: nothing was there before.
            let _ = self.index.set(index);
        }
    }

    fn mended_index(&self, keys: &Keys, left: &Writing) -> Option<Index> {
        let (documents, now) = (self.documents(), keys.search());
        let layout = documents.layout();
        let before = IndexKeys::left(layout, |file| left.made_from(&file.path()))?;
        let differing: Vec<usize> = now.differing(&before).collect();
        if differing.is_empty() || differing.len() > layout.files_of_rows() / FEW {
            return None;
        }
        let texts = Left::of(layout, |file| left.left(&file.path(), before.file(file)))?;
        let changed: Vec<usize> = differing.into_iter().flat_map(|n| search::documents_of(layout, n)).collect();
        documents.mended(&texts, &changed)
    }

    /// The standards as a table, its header in the language that lives at the root.
    fn table(&self, format: Format) -> Result<Vec<u8>, SiteError> {
        let lang = self.machine().main_language();
        let table = self.standards();
        let table = if format == Format::Xlsx { table.shortened(lang) } else { Cow::Borrowed(table) };
        exchange::table(&table, self.made(), format, lang).map_err(|error| SiteError::Theme(error.to_string()))
    }

    /// The day that a table says it was made on: the last that changed it.
    fn made(&self) -> Day {
        self.fill().answers.holding().everything().since.unwrap_or(self.site.day)
    }

    fn standards(&self) -> &Table {
        let registry = self.site.registry;
        self.standards.get_or_init(|| Table::of(registry, exchange::Kind::Standards, self.site.day))
    }

    /// The sum of all rows of the table, in their order.
    fn sum_of_table(&self) -> Key {
        *self.sum_of_table.get_or_init(|| {
            let mut sum = Sum::default();
            sum.add_value(&self.made());
            self.standards().rows.iter().for_each(|row| sum.add_value(row));
            sum.key()
        })
    }

    /// The printed catalogue of a language, from its page and what the theme gives it, fonts and sheets of style, but no script.
    fn pdf(&self, page: String, html: Vec<u8>) -> Result<Vec<u8>, SiteError> {
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
        let lang = self.machine().main_language();
        let answers = self.main_language().answers();
        let due: Vec<&Due> = match agency {
            None => answers.due().iter().collect(),
            Some(agency) => answers.due_of(agency).collect(),
        };
        ical::reviews(registry, &due, agency, self.site.day, lang).to_ics()
    }

    fn sitemap(&self, which: Option<usize>) -> String {
        let site_url = self.site.registry.config.site_url.as_deref().unwrap_or_default();
        let pages = || self.pieces().iter().filter(|(_, piece)| piece.is_findable());
        let changed = |piece: &Piece| match piece {
            Piece::Page(place, page) => self.renderers[*place].fill().last_changed(&page.shows),
            _ => None,
        };
        let paths = |from: usize| {
            let some = pages().skip(from).take(sitemap::LIMIT);
            some.map(|(path, piece)| (address::encode_path(path), changed(piece)))
        };
        match which {
            Some(which) => sitemap::sitemap(site_url, paths(which * sitemap::LIMIT)),
            None => match sitemap::several(pages().count()) {
                0 => sitemap::sitemap(site_url, paths(0)),
                several => sitemap::index(site_url, several),
            },
        }
    }

    /// One standard for programs: what `mulu show --format json` prints.
    fn standard_json(&self, index: usize) -> Vec<u8> {
        let registry = self.site.registry;
        let facts = StandardFacts::of(registry, index, self.site.day, Lang::En);
        self.machine().record("standard", registry.standards[index].file, facts)
    }
}

/// JSON for people and programs: indented, with a line end.
fn pretty(document: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
