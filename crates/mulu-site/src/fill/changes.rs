//! What changed, from git, in the field's terms.

use crate::pagination::{self, Continuation};
use crate::views::changes::{ChangeEntry, ChangesPage};
use crate::views::overview::OverviewChange;
use crate::views::parts::Pager;
use mulu_core::message::visible;
use mulu_core::model::FileId;
use mulu_git::history::HistoryEntry;

use super::{Fill, count};

/// The page's address.
const PAGE: &str = "changes/index.html";

/// How many changes a sheet and the feed show.
pub const SHOWN: usize = 200;

/// How many the page of one record shows.
const OF_ONE: usize = 30;

/// How many the home page shows.
const RECENT: usize = 6;

impl<'a> Fill<'a> {
    /// How many sheets older changes fill. They are filled and counted from the oldest change on, so that a new one changes none of
    /// them and each keeps its address; the page has the rest, which are the newest.
    pub fn older_changes(&self) -> usize {
        (self.lists.changes().len() / SHOWN).saturating_sub(1)
    }

    /// The newest changes, or a sheet of older ones by its number.
    pub fn changes(&self, continuation: Continuation<'_>) -> ChangesPage {
        let sheets = self.older_changes();
        let sheet = continuation.map(|(_, sheet)| sheet.min(sheets));
        let entries = self.entries_of_changes(sheet);
        let path = |sheet: usize| if sheet > sheets { PAGE.to_owned() } else { older(sheet) };
        let this = sheet.unwrap_or(sheets + 1);
        let pager = (sheets > 0).then(|| Pager {
            previous: (this <= sheets).then(|| path(this + 1)),
            next: (this > 1).then(|| path(this - 1)),
            number: count(sheets + 2 - this),
            of: count(sheets + 1),
        });
        let published = if continuation.is_none() { self.published() } else { &[] };
        ChangesPage {
            entries: self.by_record(entries),
            pager,
            editions: published.iter().rev().map(|published| self.edition_row(published)).collect(),
            missing: self.history.and_then(|history| history.missing.as_ref()).map(|missing| self.words(missing)),
            feed_file: "feeds/changes.atom".to_owned(),
        }
    }

    /// What the page of the newest changes tells of, or a sheet of older ones.
    pub fn entries_of_changes(&self, sheet: Option<usize>) -> &'a [HistoryEntry<'a>] {
        let (all, sheets) = (self.lists.changes(), self.older_changes());
        let (newest, older) = all.split_at(all.len() - sheets * SHOWN);
        sheet.map_or(newest, |sheet| pagination::rows_of_size(older, sheets - sheet.min(sheets), SHOWN))
    }

    /// What happened, one entry for all that a commit did to a record.
    fn by_record(&self, happened: &[HistoryEntry<'_>]) -> Vec<ChangeEntry> {
        together(happened).map(|of_one| self.change(of_one)).collect()
    }

    /// What one commit did to a record.
    fn change(&self, (first, all): (&HistoryEntry<'_>, &[HistoryEntry<'_>])) -> ChangeEntry {
        let commit = &first.commit.id;
        ChangeEntry {
            date: first.day.map(|day| day.to_string()),
            link: self.changed_record(first),
            record: visible(first.change.id()).into_owned(),
            what: self.sentence(all),
            commit: short(commit),
            commit_url: self.commit_url(commit),
            author: first.commit.author.clone(),
        }
    }

    /// All that happened to a record at once, in one sentence.
    fn sentence(&self, all: &[HistoryEntry<'_>]) -> String {
        let said: Vec<String> = all.iter().map(|one| self.words(&one.words())).collect();
        visible(&said.join(&self.translations.word("semicolon"))).into_owned()
    }

    /// A commit's page in the repository's web view.
    pub fn commit_url(&self, commit: &str) -> Option<String> {
        self.registry.config.repository_url.as_ref().map(|repository| format!("{repository}/commit/{commit}"))
    }

    /// What happened to the record in a file, newest first, and how many entries more there are.
    pub fn history_of(&self, file: FileId) -> (Vec<ChangeEntry>, u32) {
        let happened = self.answers.history_of(file);
        let all: Vec<_> = together(&happened).collect();
        let shown = all.iter().take(OF_ONE).map(|of_one| self.change(*of_one)).collect();
        (shown, count(all.len().saturating_sub(OF_ONE)))
    }

    /// The newest changes of records that have a page, for the home page.
    pub fn recent_changes(&self) -> Vec<OverviewChange> {
        let change = |(first, all): (&HistoryEntry<'_>, &[HistoryEntry<'_>])| {
            let (link, date) = (self.changed_record(first)?, first.day?.to_string());
            Some(OverviewChange { date, link, what: self.sentence(all) })
        };
        together(self.lists.changes()).filter_map(change).take(RECENT).collect()
    }

    /// The page of the record that changed, where it is still there under that path.
    pub fn changed_record(&self, happened: &HistoryEntry<'_>) -> Option<crate::views::parts::Link> {
        self.record_link(self.changed_file(happened)?)
    }

    /// The file that changed, where a record is there still.
    pub fn changed_file(&self, happened: &HistoryEntry<'_>) -> Option<FileId> {
        self.registry.file_named(&happened.change.path)
    }
}

/// What one commit did to one record, each with the first of it.
fn together<'h, 'a>(
    happened: &'h [HistoryEntry<'a>],
) -> impl Iterator<Item = (&'h HistoryEntry<'a>, &'h [HistoryEntry<'a>])> {
    let same = |one: &HistoryEntry<'_>, next: &HistoryEntry<'_>| {
        one.commit.id == next.commit.id && one.change.path == next.change.path && one.elsewhere == next.elsewhere
    };
    happened.chunk_by(same).filter_map(|all| Some((all.first()?, all)))
}

/// The path of a sheet of older changes, from 1: the oldest.
pub fn older(sheet: usize) -> String {
    format!("changes/log-{sheet}.html")
}

/// The first ten digits of a commit's id.
pub fn short(commit: &str) -> String {
    commit.get(..10).unwrap_or(commit).to_owned()
}
