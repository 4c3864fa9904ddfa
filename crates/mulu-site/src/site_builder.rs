//! Every file of the site by its path, and how each is made.
//!
//! The builder makes them all; the dev server makes the one that is asked for. Both ask here, so they cannot disagree.

use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

use mulu_core::day::Day;
use mulu_core::facts::StandardFacts;
use mulu_core::ical;
use mulu_core::message::Lang;
use mulu_core::registry::{Due, Expiry};
use mulu_core::schema;
use mulu_exchange::{self as exchange, Format, Table};

use mulu_core::output::{Key, Writing};

use super::api::{self, Api, File};
use super::artifact::{self, Artifact};
use super::cache_keys::{CacheKeys, IndexKeys};
use super::fill::search::Documents;
use super::fill::{Fill, ListSlice, Listed};
use super::input_hasher::InputHasher;
use super::render::{PendingPage, Renderer};
use super::route::Route;
use super::search::{self, Index, PreviousIndex};
use super::site_findings::SiteFindings;
use super::{PrintJob, Site, SiteError, build, sitemap};
use mulu_core::address;

/// An index is mended where one in so many of its files of rows changed, or fewer.
const FEW: usize = 8;

/// A file that is being made.
pub struct PendingFile<'d> {
    /// The sum of all that it is made from, where that was asked for and is known.
    pub key: Option<Key>,
    artifact: Cow<'d, Artifact>,
    /// A page's view, where its sum was taken from that.
    filled: Option<PendingPage>,
}

/// The files of a site.
pub struct SiteBuilder<'a> {
    site: &'a Site<'a>,
    pub(super) renderers: &'a [Renderer<'a>],
    /// All files, sorted by path, listed when the list is needed.
    artifacts: OnceLock<Vec<(String, Artifact)>>,
    /// What a search can find.
    documents: OnceLock<Documents<'a>>,
    /// Made when the first of its files is.
    index: OnceLock<Index>,
    /// Made when the first of the tables is.
    standards: OnceLock<Table>,
    sum_of_table: OnceLock<Key>,
}

impl<'a> SiteBuilder<'a> {
    pub(super) fn new(site: &'a Site<'a>, renderers: &'a [Renderer<'a>]) -> Self {
        SiteBuilder {
            site,
            renderers,
            artifacts: OnceLock::new(),
            documents: OnceLock::new(),
            index: OnceLock::new(),
            standards: OnceLock::new(),
            sum_of_table: OnceLock::new(),
        }
    }

    /// How a file is made; none where the site has no such file.
    fn artifact(&self, path: &str) -> Option<Cow<'_, Artifact>> {
        // The list of all files is long: while nobody asked for all, the many that show one record are found by their names.
        let found =
            if self.artifacts.get().is_none() { artifact::of_one(self.site, self.renderers, path) } else { None };
        found.map(Cow::Owned).or_else(|| {
            let place = self.artifacts().binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
            self.artifacts().get(place).map(|(_, artifact)| Cow::Borrowed(artifact))
        })
    }

    fn artifacts(&self) -> &[(String, Artifact)] {
        self.artifacts
            .get_or_init(|| artifact::all(self.site, self.renderers, self.documents().layout(), self.api().files()))
    }

    /// What `mulu check` finds.
    #[must_use]
    pub fn found(&self) -> &'a SiteFindings<'a> {
        self.fill().found
    }

    /// What the views of the language at the root are filled from.
    pub(super) fn fill(&self) -> &Fill<'a> {
        self.main_language().fill()
    }

    /// What makes the files for programs.
    pub(super) fn api(&self) -> Api<'_> {
        let fill = self.fill();
        Api { site: self.site, answers: fill.answers, found: fill.found }
    }

    /// All files, sorted by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Artifact)> {
        self.artifacts().iter().map(|(path, artifact)| (path.as_str(), artifact))
    }

    /// Begins one file. With the sums of the site, the file's own is taken, if it has one.
    pub(super) fn begin<'d>(
        &self,
        path: &str,
        artifact: Cow<'d, Artifact>,
        keys: Option<&CacheKeys>,
    ) -> PendingFile<'d> {
        let Some(keys) = keys else { return PendingFile { key: None, artifact, filled: None } };
        if let Some(key) = self.key_of_records(path, &artifact, keys) {
            return PendingFile { key: Some(key), artifact, filled: None };
        }
        let filled = match artifact.as_ref() {
            Artifact::Page(place, page) => Some(self.renderers[*place].fill_in(page, Some(keys.base()), false)),
            Artifact::Pdf(place) => Some(self.renderers[*place].fill_in_printed(Some(keys.base()))),
            _ => None,
        };
        PendingFile { key: filled.as_ref().and_then(|filled| filled.key), artifact, filled }
    }

    /// The sum of a file that shows few records, told from those records without filling its view; of a table, told from its rows.
    fn key_of_records(&self, path: &str, artifact: &Artifact, keys: &CacheKeys) -> Option<Key> {
        let sheet = |slice: &ListSlice<'_>| keys.sheet(self.site.registry, path, slice);
        match artifact {
            Artifact::Page(place, page) => match page.route.split().0 {
                Route::Standard(index) => Some(keys.standard(*index, path)),
                Route::Project(index) => Some(keys.project(*index, path)),
                Route::Opinion(index) => {
                    let revision = self.renderers[*place].fill().revision_of_opinion(*index);
                    Some(keys.opinion(*index, path, self.site.day, revision))
                }
                Route::Agency(index) => Some(keys.agency(*index, path)),
                _ => self.renderers[*place].fill().listed(&page.route).as_ref().map(sheet),
            },
            Artifact::StandardJson(index) | Artifact::StandardBadge(index) => Some(keys.standard(*index, path)),
            Artifact::ProjectBadge(index) | Artifact::Api(File::Project(index)) => Some(keys.project(*index, path)),
            Artifact::Api(File::Agency(index))
            | Artifact::ChangesFeed(Some(index))
            | Artifact::ReviewsFeed(Some(index))
            | Artifact::Calendar(Some(index)) => Some(keys.agency(*index, path)),
            Artifact::Api(File::Standards(at)) => {
                let all = self.site.registry.standards.len();
                let rows = api::records_of(*at, all).map(Listed::Standard);
                Some(sheet(&(all, rows.collect())))
            }
            Artifact::Search(file) => Some(keys.search().file(*file)),
            Artifact::Api(File::Reviews(_)) | Artifact::ReviewsFeed(None) | Artifact::Calendar(None) => {
                Some(keys.due(path))
            }
            Artifact::Table(_) => {
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
    pub fn finish(&self, path: &str, begun: PendingFile<'_>) -> Result<Vec<u8>, SiteError> {
        let PendingFile { artifact, filled, .. } = begun;
        Ok(match artifact.as_ref() {
            Artifact::Page(place, page) => {
                let renderer = &self.renderers[*place];
                renderer.finish(filled.unwrap_or_else(|| renderer.fill_in(page, None, false)))?
            }
            Artifact::Pdf(place) => {
                let renderer = &self.renderers[*place];
                let html = renderer.finish(filled.unwrap_or_else(|| renderer.fill_in_printed(None)))?;
                self.pdf(renderer.print_file(), html)?
            }
            Artifact::Asset(name) => self.asset(name),
            Artifact::StandardJson(index) => self.standard_json(*index),
            Artifact::Table(format) => self.table(*format)?,
            Artifact::Schema(name) => pretty(&schema::schema(name)),
            Artifact::EditionJson(index) => self.main_language().edition_json(*index).unwrap_or_default().into_bytes(),
            Artifact::ChangesFeed(agency) => self.main_language().changes_feed(*agency, path).into_bytes(),
            Artifact::ReviewsFeed(agency) => self.main_language().reviews_feed(*agency, path).into_bytes(),
            Artifact::Calendar(agency) => self.calendar(*agency).into_bytes(),
            Artifact::StandardBadge(index) => self.main_language().standard_badge(*index).into_bytes(),
            Artifact::ProjectBadge(index) => self.main_language().project_badge(*index).into_bytes(),
            Artifact::Sitemap(which) => self.sitemap(*which).into_bytes(),
            Artifact::Api(file) => self.api().make(*file),
            Artifact::Search(file) => self.search_file(*file).into_bytes(),
        })
    }

    /// The files that another program prints.
    pub fn printed(&self) -> impl Iterator<Item = String> {
        self.renderers.iter().filter_map(Renderer::pdf_file)
    }

    /// The bytes of one file; none where the site has no such file.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, SiteError>> {
        Some(self.finish(path, self.begin(path, self.artifact(path)?, None)))
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
    pub(super) fn patch_index(&self, keys: &CacheKeys, left: &Writing) {
        if let Some(index) = self.patched_index(keys, left) {
            // It is asked for later: nothing was there before.
            let _ = self.index.set(index);
        }
    }

    fn patched_index(&self, keys: &CacheKeys, left: &Writing) -> Option<Index> {
        let (documents, now) = (self.documents(), keys.search());
        let layout = documents.layout();
        let before = IndexKeys::left(layout, |file| left.made_from(&file.path()))?;
        let differing: Vec<usize> = now.differing(&before).collect();
        if differing.is_empty() || differing.len() > layout.files_of_rows() / FEW {
            return None;
        }
        let texts = PreviousIndex::of(layout, |file| left.left(&file.path(), before.file(file)))?;
        let changed: Vec<usize> = differing.into_iter().flat_map(|n| search::documents_of(layout, n)).collect();
        documents.patched(&texts, &changed)
    }

    /// The standards as a table, its header in the language that lives at the root.
    fn table(&self, format: Format) -> Result<Vec<u8>, SiteError> {
        let lang = self.api().main_language();
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
            let mut sum = InputHasher::default();
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
        let document = PrintJob { page, files, day: self.site.day };
        let printed = self.site.printer.map(|printer| printer.print(&document));
        printed.unwrap_or(Ok(Vec::new())).map_err(SiteError::Pdf)
    }

    fn calendar(&self, agency: Option<usize>) -> String {
        let registry = self.site.registry;
        let lang = self.api().main_language();
        let answers = self.main_language().answers();
        let due: Vec<&Due> = match agency {
            None => answers.due().iter().collect(),
            Some(agency) => answers.due_of(agency).collect(),
        };
        let others: Vec<&Expiry> = match agency {
            None => answers.expiries().iter().collect(),
            Some(agency) => answers.expiries_of(agency).collect(),
        };
        ical::due(registry, (&due, &others), agency, self.site.day, lang).to_ics()
    }

    fn sitemap(&self, which: Option<usize>) -> String {
        let site_url = self.site.registry.config.site_url.as_deref().unwrap_or_default();
        let pages = || self.artifacts().iter().filter(|(_, artifact)| artifact.is_findable());
        let changed = |artifact: &Artifact| match artifact {
            Artifact::Page(place, page) => self.renderers[*place].fill().last_changed(&page.route),
            _ => None,
        };
        let paths = |from: usize| {
            let some = pages().skip(from).take(sitemap::LIMIT);
            some.map(|(path, artifact)| (address::encode_path(path), changed(artifact)))
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
        self.api().record("standard", registry.standards[index].file, facts)
    }
}

/// JSON for people and programs: indented, with a line end.
fn pretty(document: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
