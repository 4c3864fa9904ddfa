//! How long what a page says holds, which commit last changed its record, and when both last changed it.

use crate::route::{Route, SignableDocument};
use crate::views::page::{OriginView, Validity};
use mulu_core::day::Day;
use mulu_core::facts::{Holds, OriginFacts};
use mulu_core::message::Lang;
use mulu_core::model::FileId;

use super::changes::short;
use super::{Fill, Listed};

/// What a page shows, as far as days and commits change it.
enum DatedContent {
    /// Nothing that either changes.
    Nothing,
    /// What happened: that has happened.
    History,
    /// One record.
    Record(FileId),
    /// Some records, and nothing else.
    Records(Vec<FileId>),
    /// Any of them.
    Everything,
}

impl Fill<'_> {
    /// The state of a page; none where what it says turns on no day.
    pub fn state(&self, page: &Route) -> Option<Validity> {
        let (told, holding) = (self.told(page), self.answers.holding());
        let holds = match &told {
            DatedContent::Nothing | DatedContent::History => return None,
            DatedContent::Record(file) => holding.file(*file),
            DatedContent::Records(files) => Holds::all(files.iter().map(|file| holding.file(*file))),
            // Pictures of the months to come begin with this one.
            DatedContent::Everything if matches!(page, Route::Overview | Route::Reviews) => {
                holding.everything().and(self.month())
            }
            DatedContent::Everything => holding.everything(),
        };
        let commit = if let DatedContent::Record(file) = told { self.answers.last_commit(file) } else { None };
        Some(Validity {
            since: holds.since.map(|day| day.to_string()),
            until: holds.until.map(|day| day.to_string()),
            commit: commit.map(short),
            commit_url: commit.and_then(|commit| self.commit_url(commit)),
        })
    }

    /// The file of the record that a page shows; none where it shows none, or several.
    pub fn file_shown(&self, page: &Route) -> Option<FileId> {
        if let DatedContent::Record(file) = self.told(page) { Some(file) } else { None }
    }

    /// The registry that the record of a page comes from, where that is another.
    pub fn origin(&self, page: &Route) -> Option<OriginView> {
        let file = self.file_shown(page)?;
        let origin = OriginFacts::of(self.registry, file)?;
        let config = self.registry.config_at(file);
        let lang = self.translations.lang;
        let is_chinese = lang == Lang::En && config.title_en.is_none();
        Some(OriginView {
            title: config.title_in(lang).to_owned(),
            title_lang: is_chinese.then(|| Lang::Zh.tag().to_owned()),
            id: origin.id,
            url: origin.page,
            commit: origin.commit.as_deref().map(short),
        })
    }

    /// The day on which what a page says last changed: by a day that came, or by a commit.
    pub fn last_changed(&self, page: &Route) -> Option<Day> {
        let holding = self.answers.holding();
        let of = |file: FileId| self.answers.last_changed(file);
        let newest = || self.lists.changes().first().and_then(|happened| happened.day);
        match self.told(page) {
            DatedContent::Nothing => None,
            DatedContent::History => newest(),
            DatedContent::Record(file) => of(file),
            DatedContent::Records(files) => files.into_iter().filter_map(of).max(),
            DatedContent::Everything => holding.everything().since.max(newest()),
        }
    }

    fn told(&self, page: &Route) -> DatedContent {
        let registry = self.registry;
        match page.split().0 {
            // The build's own page says its day, the printed catalogue has it on its cover.
            Route::Guide(_)
            | Route::Search
            | Route::NotFound
            | Route::Moved(..)
            | Route::Data
            | Route::Build
            | Route::Print => DatedContent::Nothing,
            Route::Changes | Route::Edition(_) | Route::Official(SignableDocument::Announcement(_)) => {
                DatedContent::History
            }
            Route::Standard(index) => DatedContent::Record(registry.standards[*index].file),
            Route::Policy(index) => DatedContent::Record(registry.policies[*index].file),
            Route::Agency(index)
            | Route::Official(SignableDocument::AgencyNotice(index, _) | SignableDocument::Assessment(index)) => {
                DatedContent::Record(registry.agencies[*index].file)
            }
            Route::Project(index)
            | Route::Opinion(index)
            | Route::Official(SignableDocument::Opinion(index) | SignableDocument::ProjectNotice(index, _)) => {
                DatedContent::Record(registry.projects[*index].file)
            }
            Route::Resource(index) => DatedContent::Record(registry.resources[*index].file),
            // What the first sheet says beside its rows, it counts from all standards of the list.
            Route::Class(index, 0) => DatedContent::Records(self.files_of(self.standards_of_class(*index))),
            Route::Level(level, 0) => DatedContent::Records(self.files_of(self.of_level(*level))),
            Route::Record(kind, place) => registry
                .record_at(*kind, *place)
                .map_or(DatedContent::Nothing, |record| DatedContent::Record(record.file())),
            Route::Records(kind) => {
                DatedContent::Records(registry.records(*kind).map(mulu_core::references::HasReferences::file).collect())
            }
            _ => self.listed(page).map_or(DatedContent::Everything, |(_, rows)| {
                DatedContent::Records(rows.iter().map(|row| self.file_of(row)).collect())
            }),
        }
    }

    /// The standards that the page of a class shows: its own, and those on its topics.
    fn standards_of_class(&self, index: usize) -> Vec<usize> {
        let class = &self.registry.classes[index];
        let mut all = class.id.as_ref().map(|id| self.of_class(id)).unwrap_or_default();
        let topics = class.topics.iter().filter_map(|topic| topic.id.as_ref());
        all.extend(topics.flat_map(|topic| self.registry.on_topic(topic)).copied());
        all
    }

    fn files_of(&self, standards: Vec<usize>) -> Vec<FileId> {
        standards.into_iter().map(|index| self.registry.standards[index].file).collect()
    }

    fn file_of(&self, row: &Listed<'_>) -> FileId {
        match row {
            Listed::Standard(index) | Listed::Held(index, _) => self.registry.standards[*index].file,
            Listed::Due(due) => self.registry.standards[due.standard].file,
            Listed::Found(placed) => placed.0.place.file,
        }
    }

    /// The month of the day.
    fn month(&self) -> Holds {
        let (year, month) = (self.day.year(), self.day.month());
        let next = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
        let first = |(year, month)| Day::new(year, month, 1);
        Holds::between([(year, month), next].into_iter().filter_map(first), self.day)
    }
}
