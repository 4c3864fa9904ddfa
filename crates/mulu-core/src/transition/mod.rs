//! What changed state between two days: what came to be due, overdue, replaced or over, or waits for somebody.
//!
//! A list of what is due says the same every day, and is soon not read. So each thing is told once at each stage of its life: the
//! stages on a day are compared with those that were told before. The lists are those of `mulu due` ([`Registry::due`],
//! [`Registry::expiries`]), so a digest and the page of reviews cannot disagree.

mod digest;
mod standing;
mod told;

use crate::day::Day;
use crate::message::{Message, StaticMessage};
use crate::model::FileId;
use crate::registry::Registry;

pub use digest::{Digest, DigestItem, digests};
pub use standing::standing;
pub use told::Told;

/// The stage that something came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeStage {
    /// 逾期: the last day in time has passed.
    Overdue,
    /// 今日到期: this is the last day in time.
    DueToday,
    /// 即将到期: within the time of `[review] due-soon`.
    DueSoon,
    /// 已到期: a paper, a waiver or a consultation is over.
    Ended,
    /// 已被代替: another edition took its place.
    Replaced,
    /// 已废止: withdrawn, and nothing took its place.
    Withdrawn,
    /// 待受理: somebody filed it, and it waits for the office.
    Waiting,
}

impl NoticeStage {
    /// Every stage, the most urgent first.
    pub const ALL: [NoticeStage; 7] = [
        NoticeStage::Overdue,
        NoticeStage::DueToday,
        NoticeStage::DueSoon,
        NoticeStage::Ended,
        NoticeStage::Replaced,
        NoticeStage::Withdrawn,
        NoticeStage::Waiting,
    ];

    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            NoticeStage::Overdue => "overdue",
            NoticeStage::DueToday => "due-today",
            NoticeStage::DueSoon => "due-soon",
            NoticeStage::Ended => "ended",
            NoticeStage::Replaced => "replaced",
            NoticeStage::Withdrawn => "withdrawn",
            NoticeStage::Waiting => "waiting",
        }
    }

    /// The stage of a word that JSON uses.
    #[must_use]
    pub fn of_id(id: &str) -> Option<NoticeStage> {
        NoticeStage::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> StaticMessage {
        match self {
            NoticeStage::Overdue => StaticMessage { zh: "逾期", en: "overdue" },
            NoticeStage::DueToday => StaticMessage { zh: "今日到期", en: "due today" },
            NoticeStage::DueSoon => StaticMessage { zh: "即将到期", en: "due soon" },
            NoticeStage::Ended => StaticMessage { zh: "已到期", en: "expired" },
            NoticeStage::Replaced => StaticMessage { zh: "已被代替", en: "replaced" },
            NoticeStage::Withdrawn => StaticMessage { zh: "已废止", en: "withdrawn" },
            NoticeStage::Waiting => StaticMessage { zh: "待受理", en: "waiting for acceptance" },
        }
    }
}

/// Something that came to a stage.
#[derive(Clone, Debug)]
pub struct Transition {
    /// What tells it apart from everything else, for ever: made of ids and days, never of places in a list.
    pub key: String,
    /// The stage.
    pub stage: NoticeStage,
    /// What kind of thing it is, as in `mulu due`: `review`, `duty`, `waiver`; also `edition` and `filing`.
    pub what: &'static str,
    /// The same for people.
    pub what_name: StaticMessage,
    /// Its day: the last that is in time, or the one since which it is so.
    pub day: Option<Day>,
    /// The agencies that are to act, by their places in [`Registry::agencies`].
    pub by: Vec<usize>,
    /// The agencies that it concerns otherwise.
    pub concerned: Vec<usize>,
    /// The record's file.
    pub file: FileId,
    /// The number or name of the record or thing.
    pub title: Message,
    /// Why, in a sentence.
    pub reason: Message,
    /// The clause that asks for it, as `policy#clause`.
    pub clause: Option<String>,
}

/// What came to another stage than was told before, since a day and up to another, the most urgent first.
///
/// Each thing is told at its present stage; one that passed through two stages in between is told at the later.
#[must_use]
pub fn transitions(registry: &Registry, told: &Told, since: Day, day: Day) -> Vec<Transition> {
    told.untold(standing(registry, since, day))
}

#[cfg(test)]
mod tests;
