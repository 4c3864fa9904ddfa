//! What each file of a site is made from, as one sum: where it is the same as last time, so is the file.
//!
//! Seven kinds of files are told apart:
//!
//! * A standard's files are many, and each is made from few records: its own, those of the editions it is linked with, and those
//!   that speak of them. Their sum is taken over the bytes of these files and over what was derived from the rest.
//! * So are those of a project, an agency, an information resource and a record whose pages are derived; a sheet of a long list is made from what it lists.
//! * A file of the search index is made from the documents that it lists, or from all.
//! * What tells of all that is due is made from that, from what the standards concerned are called and from all agencies.
//! * A file of all standards is put together of stretches, each made from some of them ([`super::stretches`]).
//! * Other pages are summed after their view is filled, before it is rendered: the view and the templates are all there is.
//! * The rest is made each time and compared.
//!
//! Every sum includes the base: the program, the theme, the year, in which pictures place the day, and the files that any page may
//! show (configuration, taxonomy, kinds of evidence, policies). Neither the day nor the revision is in it, but of review opinions, which are of a day ([`super::opinions`]): what a page says holds
//! from one day to another ([`mulu_core::facts::Holds`]), and these two are in the sum of a record. So a night makes the pages of records
//! whose state changes, and of the lists that show them; a commit those of the records that it changes.

mod groups;
mod neighbours;
mod search;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use mulu_core::day::Day;
use mulu_core::facts::Holds;
use mulu_core::model::{FileId, Kind};
use mulu_core::output::{InputKey, Writing};
use mulu_core::registry::Registry;
use mulu_git::history::{HistoryEntry, Revision};

use super::fill::search::Documents;
use super::fill::{Fill, ListSlice, Listed};
use super::input_hasher::InputHasher;
use super::stretches::LongFile;
use super::{Site, Theme, twins};

use neighbours::Neighbours;
pub use search::IndexKeys;

/// What the files are made from now, and what is to be written, which knows what an earlier build left; none where nothing is remembered.
pub type Left<'l> = Option<(&'l CacheKeys, &'l Writing<'l>)>;

/// The program: its version, and the sum of what it was compiled from. What another one made is made again.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("MULU_MADE_FROM"));

/// The sum of all that a site is made from: files with the sums of their bytes, the theme, the day, and what git says (`git`: the
/// revision and whatever else of the repository pages show).
#[must_use]
pub fn inputs<'f>(
    files: impl Iterator<Item = (&'f str, &'f InputKey)>,
    theme: &Theme,
    day: Day,
    git: &str,
) -> InputKey {
    let mut sum = InputHasher::default();
    sum.add(PROGRAM.as_bytes());
    sum.add_value(&day);
    sum.add(git.as_bytes());
    add_theme(&mut sum, theme);
    for (path, digest) in files {
        sum.add(path.as_bytes());
        sum.add(digest);
    }
    sum.key()
}

fn add_theme(sum: &mut InputHasher, theme: &Theme) {
    for (name, text) in theme.templates.iter().chain(&theme.messages).chain(&theme.pages) {
        sum.add(name.as_bytes());
        sum.add(text.as_bytes());
    }
    for (name, bytes) in &theme.assets {
        sum.add(name.as_bytes());
        sum.add(bytes);
    }
}

/// The sums of one site.
pub struct CacheKeys {
    base: InputHasher,
    /// Of what tables say of each standard, and of all of that.
    rows: Vec<InputKey>,
    table: InputKey,
    standards: Vec<InputKey>,
    projects: Vec<InputKey>,
    agencies: Vec<InputKey>,
    resources: Vec<InputKey>,
    /// Of the kinds whose pages are derived.
    records: BTreeMap<Kind, Vec<InputKey>>,
    due: InputKey,
    search: IndexKeys,
    /// Of what is found in each file.
    found: Vec<InputKey>,
    /// Of what pages list, by their paths from the root of a language: all languages list the same.
    lists: Mutex<HashMap<String, Option<InputKey>>>,
}

impl CacheKeys {
    /// Sums up a site's records.
    pub fn of(site: &Site<'_>, fill: &Fill<'_>, documents: &Documents<'_>) -> CacheKeys {
        let base = base(site);
        let registry = site.registry;
        let files: Vec<FileId> = registry.file_ids().collect();
        let found: Vec<InputKey> = files.par_iter().map(|file| found_in(fill, *file)).collect();
        let near = Neighbours { fill, base: &base, found: &found };
        let families = near.families();
        let row = |index: usize| near.row(index, &families);
        let rows: Vec<InputKey> = (0..registry.standards.len()).into_par_iter().map(row).collect();
        let standard = |index: usize| near.standard(index, &rows);
        let standards: Vec<InputKey> = (0..registry.standards.len()).into_par_iter().map(standard).collect();
        let (offices, works) = (near.all_agencies(), near.all_projects());
        let project = |index: usize| near.project(index, &families, &offices);
        let due = near.due(&offices);
        let agency = |index: usize| near.agency(index, &standards, (&offices, &works, &due));
        let resource = |index: usize| near.resource(index);
        let of_kind = |kind: Kind| {
            let record = |place: usize| near.record(kind, place, &offices);
            (kind, (0..registry.count(kind)).into_par_iter().map(record).collect())
        };
        CacheKeys {
            resources: (0..registry.resources.len()).into_par_iter().map(resource).collect(),
            records: Kind::with_derived_pages().map(of_kind).collect(),
            projects: (0..registry.projects.len()).into_par_iter().map(project).collect(),
            agencies: (0..registry.agencies.len()).into_par_iter().map(agency).collect(),
            due,
            search: IndexKeys::of(documents, &base, &standards),
            table: sum_of(&rows),
            lists: Mutex::default(),
            found,
            rows,
            standards,
            base,
        }
    }

    /// Of the search index.
    pub fn search(&self) -> &IndexKeys {
        &self.search
    }

    /// The sum that every other begins with.
    pub fn base(&self) -> InputHasher {
        self.base.clone()
    }

    /// Of a file of one standard: `what` tells its files apart.
    pub fn standard(&self, index: usize, what: &str) -> InputKey {
        file_of(what, &self.standards[index])
    }

    /// Of a file that holds all standards; of a spreadsheet with the day that it says it was made on.
    pub fn all_standards(&self, what: &str, made: Option<Day>) -> InputKey {
        let mut sum = self.base();
        sum.add(what.as_bytes());
        sum.add(&self.table);
        sum.add_value(&made);
        sum.key()
    }

    /// Of a stretch of such a file: some standards by their places.
    pub fn stretch(&self, what: &str, file: LongFile, places: Range<usize>) -> InputKey {
        let mut sum = self.base();
        sum.add(what.as_bytes());
        // The first is written otherwise than the others are.
        sum.add_value(&if file.is_numbered() { places.start } else { usize::from(places.start == 0) });
        self.rows.get(places).unwrap_or_default().iter().for_each(|row| sum.add(row));
        sum.key()
    }

    /// Of a file of one project.
    pub fn project(&self, index: usize, what: &str) -> InputKey {
        file_of(what, &self.projects[index])
    }

    /// Of the review opinion on a project but for the day: the one file of a record that may have the revision.
    pub fn opinion(&self, index: usize, what: &str, revision: Option<&Revision>) -> InputKey {
        let mut sum = InputHasher::default();
        sum.add_value(&revision);
        sum.add(&self.project(index, what));
        sum.key()
    }

    /// Of a file that has the day as text.
    pub fn on_day(day: Day, file: &InputKey) -> InputKey {
        let mut sum = InputHasher::default();
        sum.add_value(&day);
        sum.add(file);
        sum.key()
    }

    /// Of a file of one agency.
    pub fn agency(&self, index: usize, what: &str) -> InputKey {
        file_of(what, &self.agencies[index])
    }

    /// Of a file of one information resource.
    pub fn resource(&self, index: usize, what: &str) -> InputKey {
        file_of(what, &self.resources[index])
    }

    /// Of a file of one record of a kind whose pages are derived; none where there is no such record.
    pub fn record(&self, kind: Kind, place: usize, what: &str) -> Option<InputKey> {
        Some(file_of(what, self.records.get(&kind)?.get(place)?))
    }

    /// Of a file that tells of all that is due, and of nothing else.
    pub fn due(&self, what: &str) -> InputKey {
        file_of(what, &self.due)
    }

    /// Of a file that is made from what every sum begins with, and from nothing else.
    pub fn everywhere(&self, what: &str) -> InputKey {
        let mut sum = self.base();
        sum.add(what.as_bytes());
        sum.key()
    }

    /// Of the page of a rule: of the findings that it shows, and of how long what is said of all records holds.
    pub fn rule(findings: InputKey, everything: Holds) -> InputKey {
        let mut sum = InputHasher::default();
        sum.add(&findings);
        sum.add_value(&everything);
        sum.key()
    }

    /// Of what a page lists, by the page's path from the root of its language, worked out for the first language that asks; none where
    /// it shows more than that.
    pub fn listed(&self, page: &str, sum: impl FnOnce() -> Option<InputKey>) -> Option<InputKey> {
        let lists = || self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lists().get(page) {
            return *known;
        }
        let sum = sum();
        lists().insert(page.to_owned(), sum);
        sum
    }

    /// Of a stretch of a list.
    pub fn slice(&self, fill: &Fill<'_>, (total, rows): &ListSlice<'_>) -> InputKey {
        let mut sum = self.base();
        sum.add_value(total);
        for row in rows {
            match row {
                Listed::Standard(standard) => sum.add(&self.standards[*standard]),
                Listed::Due(due) => {
                    sum.add_value(due);
                    sum.add(&self.standards[due.standard]);
                }
                Listed::Held(standard, place) => {
                    sum.add_value(place);
                    sum.add(&self.standards[*standard]);
                }
                Listed::Found(placed) => {
                    let (finding, file) = (&placed.0, placed.0.place.file);
                    sum.add(&self.found[file.0 as usize]);
                    // Which of them it is: by these they are in order.
                    sum.add_value(&(finding.place.span, finding.rule, &finding.message));
                    sum.add_value(&fill.answers.holding().file(file));
                    add_linked(&mut sum, fill.registry, file);
                }
            }
        }
        sum.key()
    }

    /// Of a sheet of older changes, of which there are so many: of the commits, and of the records that it links to.
    pub fn changes(&self, fill: &Fill<'_>, sheets: usize, entries: &[HistoryEntry<'_>]) -> InputKey {
        let mut sum = self.base();
        sum.add_value(&sheets);
        for same in entries.chunk_by(|one, next| one.commit.id == next.commit.id) {
            same.iter().take(1).for_each(|first| sum.add(first.commit.id.as_bytes()));
            for happened in same {
                sum.add_value(&(happened.change, happened.day, happened.elsewhere));
                match fill.changed_file(happened) {
                    Some(file) => add_linked(&mut sum, fill.registry, file),
                    None => sum.add(b"gone"),
                }
            }
        }
        sum.key()
    }
}

/// The sum of what is found in a file.
fn found_in(fill: &Fill<'_>, file: FileId) -> InputKey {
    let found = fill.found.in_file(file);
    if found.is_empty() {
        return InputKey::default();
    }
    let mut sum = InputHasher::default();
    sum.add_value(&found);
    sum.key()
}

/// Adds a file that a page links to, and the record that its link leads to: of two agencies or projects with one id it leads to the first.
fn add_linked(sum: &mut InputHasher, registry: &Registry, file: FileId) {
    sum.add_file(registry, file);
    let (kind, id) = registry.record_of(file);
    if let Some(linked) = registry.record(kind, id) {
        sum.add_file(registry, linked.file());
    }
}

/// The sum of many sums, in their order.
fn sum_of(all: &[InputKey]) -> InputKey {
    let mut sum = InputHasher::default();
    all.iter().for_each(|one| sum.add(one));
    sum.key()
}

pub fn file_of(what: &str, record: &InputKey) -> InputKey {
    let mut sum = InputHasher::default();
    sum.add(what.as_bytes());
    sum.add(record);
    sum.key()
}

fn base(site: &Site<'_>) -> InputHasher {
    let registry = site.registry;
    let mut sum = InputHasher::default();
    sum.add(PROGRAM.as_bytes());
    sum.add_value(&site.day.year());
    sum.add_value(&site.history.map(|history| &history.missing));
    sum.add_value(&registry.config.site_url);
    // A page names its twin.
    sum.add_value(&twins::are_made(registry));
    add_theme(&mut sum, site.theme);
    let everywhere =
        |path: &str| path == "book.toml" || path.starts_with("policies/") || path == "standards/taxonomy.toml";
    for (path, digest) in registry.files.iter().zip(&registry.digests).filter(|(path, _)| everywhere(path)) {
        sum.add(path.as_bytes());
        sum.add(digest);
    }
    sum
}
