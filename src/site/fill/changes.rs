//! What changed, from git, in the field's terms.

use crate::history::{Entry as Happened, History};
use crate::model::FileId;
use crate::site::views::changes::{Changes, Entry};
use crate::site::views::overview::Change;

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
        let none =
            || Changes { entries: Vec::new(), total: 0, missing: None, feed_file: "feeds/changes.atom".to_owned() };
        let Some(history) = self.history else { return none() };
        Changes {
            entries: history.entries().take(SHOWN).map(|happened| self.change(&happened)).collect(),
            total: count(history.entries().count()),
            missing: history.missing.as_ref().map(|missing| self.words(missing)),
            ..none()
        }
    }

    fn change(&self, happened: &Happened<'_>) -> Entry {
        Entry {
            date: happened.day.map(|day| day.to_string()),
            link: self.changed_record(happened),
            record: happened.change.id().to_owned(),
            what: self.words(&happened.words()),
        }
    }

    /// What happened to a standard, newest first.
    pub fn history_of(&self, standard: usize) -> Vec<Entry> {
        let happened = self.answers.standard_history.get(standard).map_or(&[][..], Vec::as_slice);
        happened.iter().take(OF_ONE).map(|happened| self.change(happened)).collect()
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

    fn changed_record(&self, happened: &Happened<'_>) -> Option<crate::site::views::parts::Link> {
        let at = self.registry.files.binary_search(&happened.change.path).ok()?;
        self.record_link(FileId(u32::try_from(at).ok()?))
    }
}
