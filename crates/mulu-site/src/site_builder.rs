//! Every file of the site by its path, and how each is made.
//!
//! The builder makes them all; the dev server makes the one that is asked for. Both ask here, so they cannot disagree.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use mulu_core::day::Day;
use mulu_core::facts::StandardFacts;
use mulu_core::ical;
use mulu_core::message::Lang;
use mulu_core::model::FileId;
use mulu_core::registry::{Due, Expiry};
use mulu_core::schema;

use mulu_core::output::{InputKey, Writing};

use super::api::{self, Api, File};
use super::artifact::{self, Artifact};
use super::cache_keys::{CacheKeys, IndexKeys, Left, file_of};
use super::fill::search::Documents;
use super::fill::{Fill, ListSlice, Listed};
use super::lasting_index::IndexBefore;
use super::opinions::Opinion;
use super::render::{PendingPage, Renderer};
use super::route::{Page, Route, SignableDocument};
use super::search::{self, PreviousIndex, SearchIndex};
use super::site_findings::SiteFindings;
use super::stretches::{LongFile, Stretches};
use super::{PrintJob, Site, SiteError, build, sitemap, twins};
use mulu_core::address;

/// An index is patched where one in so many of its files of rows changed, or fewer.
const FEW: usize = 8;

/// A file that is being made.
pub struct PendingFile<'d> {
    /// The sum of all that it is made from, where that was asked for and is known.
    pub key: Option<InputKey>,
    pub(super) artifact: Cow<'d, Artifact>,
    /// A page's view, where it was filled already.
    pub(super) filled: Option<PendingPage>,
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
    index: OnceLock<SearchIndex>,
    /// The sums of the index that it was made from, where it was not made anew.
    index_before: OnceLock<IndexKeys>,
    /// Of the registry as it was before some records were changed, until the index is asked for.
    index_of_before: Mutex<Option<IndexBefore>>,
    /// Listed when the first of the files of all standards is made.
    stretches: OnceLock<Stretches<'a>>,
}

impl<'a> SiteBuilder<'a> {
    pub(super) fn new(site: &'a Site<'a>, renderers: &'a [Renderer<'a>]) -> Self {
        SiteBuilder {
            site,
            renderers,
            artifacts: OnceLock::new(),
            documents: OnceLock::new(),
            index: OnceLock::new(),
            index_before: OnceLock::new(),
            index_of_before: Mutex::default(),
            stretches: OnceLock::new(),
        }
    }

    /// The same, with the index as it was before some records were changed.
    pub(super) fn with_index(self, before: Option<IndexBefore>) -> Self {
        SiteBuilder { index_of_before: Mutex::new(before), ..self }
    }

    /// The index for the next state of the registry, in which the records in some files may be others; none where nobody asked for it.
    pub(super) fn index_left(mut self, changing: &BTreeSet<FileId>) -> Option<IndexBefore> {
        let before = self.index_of_before.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let index = self.index.take();
        let documents = self.documents();
        index.map(|index| IndexBefore::of(index, documents)).or(before)?.with_entered(documents, changing)
    }

    /// How a file is made; none where the site has no such file.
    fn artifact(&self, path: &str) -> Option<Cow<'_, Artifact>> {
        // The list of all files is long: while nobody asked for all, the many that show one record are found by their names.
        let found = if self.artifacts.get().is_none() { self.artifact_of_one(path) } else { None };
        found.map(Cow::Owned).or_else(|| {
            let place = self.artifacts().binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
            self.artifacts().get(place).map(|(_, artifact)| Cow::Borrowed(artifact))
        })
    }

    fn artifact_of_one(&self, path: &str) -> Option<Artifact> {
        if path.starts_with("search/") {
            return search::IndexFile::at(path, self.documents().layout()).map(Artifact::Search);
        }
        artifact::of_one(self.site, self.renderers, path)
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
    pub(super) fn files(&self) -> &[(String, Artifact)] {
        self.artifacts()
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
    fn key_of_records(&self, path: &str, artifact: &Artifact, keys: &CacheKeys) -> Option<InputKey> {
        let slice = |of: &ListSlice<'_>| keys.slice(self.fill(), of);
        match artifact {
            Artifact::Twin(place, page) => {
                let shown = Artifact::Page(*place, Page { path: page.path.clone(), route: twins::shown(&page.route)? });
                self.key_of_records(path, &shown, keys)
            }
            Artifact::Page(place, page) => match page.route.split().0 {
                Route::Standard(index) => Some(keys.standard(*index, path)),
                Route::Project(index) => Some(keys.project(*index, path)),
                Route::Opinion(project) => {
                    let lasting = self.key_of_opinion(&Opinion { path, language: *place, project: *project }, keys);
                    Some(CacheKeys::on_day(self.site.day, &lasting))
                }
                Route::Official(document) => self.key_of_document(*document, path, keys),
                Route::Agency(index) => Some(keys.agency(*index, path)),
                Route::Resource(index) => Some(keys.resource(*index, path)),
                Route::Record(kind, at) => keys.record(*kind, *at, path),
                _ => {
                    let listed = || self.key_of_list(&page.route, keys);
                    keys.listed(&page.path, listed).map(|listed| file_of(path, &listed))
                }
            },
            Artifact::Word(_, document) => self.key_of_document(*document, path, keys),
            Artifact::StandardJson(index) | Artifact::StandardBadge(index) => Some(keys.standard(*index, path)),
            Artifact::ProjectBadge(index) | Artifact::Api(File::Project(index)) => Some(keys.project(*index, path)),
            Artifact::Api(File::Resource(index)) => Some(keys.resource(*index, path)),
            Artifact::Api(File::Record(kind, at)) => keys.record(*kind, *at, path),
            Artifact::Api(File::Agency(index))
            | Artifact::ChangesFeed(_, Some(index))
            | Artifact::ReviewsFeed(_, Some(index))
            | Artifact::Calendar(_, Some(index)) => Some(keys.agency(*index, path)),
            Artifact::Api(File::Standards(at)) => {
                let all = self.site.registry.standards.len();
                let rows = api::records_of(*at, all).map(Listed::Standard);
                Some(file_of(path, &slice(&(all, rows.collect()))))
            }
            Artifact::Search(file) => Some(keys.search().file(*file)),
            // These are of the program, of the configuration and of the theme.
            Artifact::Schema(_) | Artifact::Api(File::Schema(_) | File::OpenApi) => Some(keys.everywhere(path)),
            Artifact::Asset(name) if name != build::SHEET => Some(keys.everywhere(path)),
            Artifact::Api(File::Reviews(_)) | Artifact::ReviewsFeed(_, None) | Artifact::Calendar(_, None) => {
                Some(keys.due(path))
            }
            Artifact::Sitemap(which) => Some(self.key_of_sitemap(path, *which, keys)),
            Artifact::All(file) => Some(keys.all_standards(path, file.is_numbered().then(|| self.made()))),
            _ => None,
        }
    }

    /// The sum of what a page lists; none where it shows more than that.
    fn key_of_list(&self, page: &Route, keys: &CacheKeys) -> Option<InputKey> {
        let fill = self.fill();
        if let (Route::Changes, Some((_, sheet))) = page.split() {
            return Some(keys.changes(fill, fill.older_changes(), fill.entries_of_changes(Some(sheet))));
        }
        let slice = |of: &ListSlice<'_>| keys.slice(self.fill(), of);
        // Its state is that of the whole registry.
        let of_rule = |findings| CacheKeys::rule(slice(&findings), fill.answers.holding().everything());
        fill.listed_of_rule(page).map(of_rule).or_else(|| fill.listed(page).as_ref().map(slice))
    }

    /// The sum of a document of a record; an announcement rests on git alone, and is made each time.
    fn key_of_document(&self, document: SignableDocument, path: &str, keys: &CacheKeys) -> Option<InputKey> {
        match document {
            SignableDocument::Opinion(index) => {
                Some(CacheKeys::on_day(self.site.day, &keys.opinion(index, path, None)))
            }
            SignableDocument::ProjectNotice(index, _) => Some(keys.project(index, path)),
            SignableDocument::AgencyNotice(index, _) | SignableDocument::Assessment(index) => {
                Some(keys.agency(index, path))
            }
            SignableDocument::Announcement(_) => None,
        }
    }

    /// A document for word processors.
    fn word(
        &self,
        path: &str,
        (place, document): (usize, SignableDocument),
        left: Left<'_>,
    ) -> Result<Vec<u8>, SiteError> {
        if let SignableDocument::Opinion(project) = document {
            return self.opinion_document(&Opinion { path, language: place, project }, left);
        }
        let parts = self.renderers[place].fill().document_parts(document);
        mulu_exchange::docx(&parts).map_err(|error| SiteError::Theme(error.to_string()))
    }

    /// Makes a file that was begun. Where an earlier build left something, and the sums are known, parts of it may be taken over.
    ///
    /// # Errors
    /// When a template asks for what its view does not have, or what is printed cannot be.
    pub(super) fn finish(&self, path: &str, begun: PendingFile<'_>, left: Left<'_>) -> Result<Vec<u8>, SiteError> {
        let PendingFile { artifact, filled, .. } = begun;
        Ok(match artifact.as_ref() {
            Artifact::Page(place, page) => match page.route {
                Route::Opinion(project) => {
                    self.opinion_page(&Opinion { path, language: *place, project }, page, left)?
                }
                _ => {
                    let renderer = &self.renderers[*place];
                    renderer.finish(filled.unwrap_or_else(|| renderer.fill_in(page, None, false)))?
                }
            },
            Artifact::Pdf(place) => {
                let renderer = &self.renderers[*place];
                let html = renderer.finish(filled.unwrap_or_else(|| renderer.fill_in_printed(None)))?;
                self.pdf(renderer.print_file(), html)?
            }
            Artifact::Twin(place, page) => self.renderers[*place].twin(page),
            Artifact::Asset(name) => self.asset(name),
            Artifact::StandardJson(index) => self.standard_json(*index),
            Artifact::All(file) => self.stretches().put_together((path, *file), self.made(), left)?,
            Artifact::Schema(name) => pretty(&schema::schema(name)),
            Artifact::EditionJson(index) => self.main_language().edition_json(*index).unwrap_or_default().into_bytes(),
            Artifact::ChangesFeed(place, agency) => self.renderers[*place].changes_feed(*agency, path).into_bytes(),
            Artifact::ReviewsFeed(place, agency) => self.renderers[*place].reviews_feed(*agency, path).into_bytes(),
            Artifact::PlanFeed(place) => self.renderers[*place].plan_feed(path).into_bytes(),
            Artifact::Calendar(place, agency) => self.calendar(*place, *agency).into_bytes(),
            Artifact::StandardBadge(index) => self.main_language().standard_badge(*index).into_bytes(),
            Artifact::ProjectBadge(index) => self.main_language().project_badge(*index).into_bytes(),
            Artifact::Sitemap(which) => self.sitemap(*which).into_bytes(),
            Artifact::Api(file) => self.api().make(*file),
            Artifact::Word(place, document) => self.word(path, (*place, *document), left)?,
            Artifact::Search(file) => self.search_file(*file).into_bytes(),
        })
    }

    /// The long text that a file is, if it is one: it is written part by part.
    pub(super) fn long_text(artifact: &Artifact) -> Option<LongFile> {
        match artifact {
            Artifact::All(file) if !file.is_numbered() => Some(*file),
            _ => None,
        }
    }

    /// The files that another program prints.
    pub fn printed(&self) -> impl Iterator<Item = String> {
        self.renderers.iter().filter_map(Renderer::pdf_file)
    }

    /// The bytes of one file; none where the site has no such file.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, SiteError>> {
        Some(self.finish(path, self.begin(path, self.artifact(path)?, None), None))
    }

    /// Works out a part of what pages about all records are made from, before anybody asks for them. Whether there was any left: of
    /// the index only where it was asked for once, since it takes long to begin.
    #[must_use]
    pub fn prepare(&self) -> bool {
        let fill = self.fill();
        if fill.found.prepare() || fill.answers.prepare() {
            return true;
        }
        let is_waiting = self.index_of_before.lock().is_ok_and(|before| before.is_some());
        if is_waiting {
            self.index();
        }
        is_waiting
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

    fn search_file(&self, file: search::IndexFile) -> String {
        match file {
            search::IndexFile::Rows(n) => self.documents().rows(n),
            _ => self.index().script(file).unwrap_or_default(),
        }
    }

    /// The search index.
    fn index(&self) -> &SearchIndex {
        self.index.get_or_init(|| {
            let before = self.index_of_before.lock().unwrap_or_else(PoisonError::into_inner).take();
            before.and_then(|before| before.again(self.documents())).unwrap_or_else(|| self.documents().index())
        })
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
    pub(super) fn patch_index(&self, keys: &CacheKeys, left: &Writing<'_>) {
        if let Some((index, before)) = self.patched_index(keys, left) {
            // They are asked for later: nothing was there before.
            let _ = (self.index.set(index), self.index_before.set(before));
        }
    }

    /// What an earlier build made a file from, where it is known to be as that build left it, though made from other things now.
    pub(super) fn same_as_made_from(&self, artifact: &Artifact) -> Option<InputKey> {
        let Artifact::Search(file) = artifact else { return None };
        let before = self.index_before.get()?;
        self.index.get()?.is_as_before(*file).then(|| before.file(*file))
    }

    fn patched_index(&self, keys: &CacheKeys, left: &Writing<'_>) -> Option<(SearchIndex, IndexKeys)> {
        let (documents, now) = (self.documents(), keys.search());
        let layout = documents.layout();
        let before = IndexKeys::left(layout, |file| left.made_from(&file.path()))?;
        let differing: Vec<usize> = now.differing(&before).collect();
        if differing.is_empty() || differing.len() > layout.files_of_rows() / FEW {
            return None;
        }
        let texts = PreviousIndex::of(layout, |file| left.left(&file.path(), before.file(file)))?;
        let changed: Vec<usize> = differing.into_iter().flat_map(|n| search::documents_of(layout, n)).collect();
        Some((documents.patched(&texts, &changed)?, before))
    }

    /// The day that a spreadsheet says it was made on: the last that changed it.
    fn made(&self) -> Day {
        self.fill().answers.holding().everything().since.unwrap_or(self.site.day)
    }

    /// The files of all standards.
    pub(super) fn stretches(&self) -> &Stretches<'a> {
        self.stretches.get_or_init(|| Stretches::of(self.site, self.api().main_language()))
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

    fn calendar(&self, place: usize, agency: Option<usize>) -> String {
        let registry = self.site.registry;
        let lang = self.renderers[place].fill().translations.lang;
        let answers = self.renderers[place].answers();
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

    /// The pages of a sitemap; none where it names other sitemaps.
    fn pages_of_sitemap(&self, which: Option<usize>) -> Option<impl Iterator<Item = (&str, &Artifact)>> {
        let pages = || self.artifacts().iter().filter(|(_, artifact)| artifact.is_findable());
        let from = match which {
            Some(which) => which * sitemap::LIMIT,
            None if sitemap::several(pages().count()) > 0 => return None,
            None => 0,
        };
        Some(pages().skip(from).take(sitemap::LIMIT).map(|(path, artifact)| (path.as_str(), artifact)))
    }

    /// The day on which a page last changed.
    fn last_changed(&self, artifact: &Artifact) -> Option<Day> {
        match artifact {
            Artifact::Page(place, page) => self.renderers[*place].fill().last_changed(&page.route),
            _ => None,
        }
    }

    /// The sum of a sitemap: of what it says, before that is written as addresses.
    fn key_of_sitemap(&self, path: &str, which: Option<usize>, keys: &CacheKeys) -> InputKey {
        let mut sum = keys.base();
        sum.add(path.as_bytes());
        match self.pages_of_sitemap(which) {
            Some(pages) => pages.for_each(|(page, artifact)| {
                sum.add(page.as_bytes());
                sum.add_value(&self.last_changed(artifact));
            }),
            None => sum.add_value(&self.artifacts().iter().filter(|(_, artifact)| artifact.is_findable()).count()),
        }
        sum.key()
    }

    fn sitemap(&self, which: Option<usize>) -> String {
        let site_url = self.site.registry.config.site_url.as_deref().unwrap_or_default();
        match self.pages_of_sitemap(which) {
            Some(pages) => {
                let pages = pages.map(|(path, artifact)| (address::encode_path(path), self.last_changed(artifact)));
                sitemap::sitemap(site_url, pages)
            }
            None => {
                let pages = self.artifacts().iter().filter(|(_, artifact)| artifact.is_findable()).count();
                sitemap::index(site_url, sitemap::several(pages))
            }
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
