//! What changed, from git, in the field's terms.

use crate::history::{Entry as Happened, History};
use crate::model::FileId;
use crate::site::views::changes::{Changes, Entry};
use crate::site::views::overview::Change;
use crate::words::visible;

use super::{Fill, count};

/// How many changes the page and the feed show.
pub const SHOWN: usize = 200;

/// How many the page of one record shows.
const OF_ONE: usize = 30;

/// How many the home page shows.
const RECENT: usize = 6;

impl Fill<'_> {
    /// The newest changes.
    pub fn changes(&self) -> Changes {
        let entries = || self.history.into_iter().flat_map(History::entries);
        let published = self.history.map_or(&[][..], History::editions);
        Changes {
            entries: entries().take(SHOWN).map(|happened| self.change(&happened)).collect(),
            total: count(entries().count()),
            editions: published.iter().rev().map(|published| self.edition_row(published)).collect(),
            missing: self.history.and_then(|history| history.missing.as_ref()).map(|missing| self.words(missing)),
            feed_file: "feeds/changes.atom".to_owned(),
        }
    }

    fn change(&self, happened: &Happened<'_>) -> Entry {
        let commit = &happened.commit.id;
        Entry {
            date: happened.day.map(|day| day.to_string()),
            link: self.changed_record(happened),
            record: visible(happened.change.id()).into_owned(),
            what: visible(&self.words(&happened.words())).into_owned(),
            commit: short(commit),
            commit_url: self.commit_url(commit),
            author: happened.commit.author.clone(),
        }
    }

    /// A commit's page in the repository's web view.
    pub fn commit_url(&self, commit: &str) -> Option<String> {
        self.registry.config.repository_url.as_ref().map(|repository| format!("{repository}/commit/{commit}"))
    }

    /// What happened to the record in a file, newest first, and how many entries more there are.
    pub fn history_of(&self, file: FileId) -> (Vec<Entry>, u32) {
        let happened = self.answers.history_of(file);
        let shown = happened.iter().take(OF_ONE).map(|happened| self.change(happened)).collect();
        (shown, count(happened.len().saturating_sub(OF_ONE)))
    }

    /// The newest changes of records that have a page, for the home page.
    pub fn recent_changes(&self) -> Vec<Change> {
        let happened = self.history.into_iter().flat_map(History::entries);
        let change = |happened: Happened<'_>| {
            let (link, date) = (self.changed_record(&happened)?, happened.day?.to_string());
            Some(Change { date, link, what: self.words(&happened.words()) })
        };
        happened.filter_map(change).take(RECENT).collect()
    }

    /// The page of the record that changed, where it is still there under that path.
    pub fn changed_record(&self, happened: &Happened<'_>) -> Option<crate::site::views::parts::Link> {
        let at = self.registry.files.binary_search(&happened.change.path).ok()?;
        self.record_link(FileId(u32::try_from(at).ok()?))
    }
}

/// The first ten digits of a commit's id.
pub fn short(commit: &str) -> String {
    commit.get(..10).unwrap_or(commit).to_owned()
}
