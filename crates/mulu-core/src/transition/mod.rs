//! What changed state between two days: what came to be due, overdue, replaced or over, or waits for somebody.
//!
//! A list of what is due says the same every day, and is soon not read. So each thing is told once at each stage of its life: the
//! stages on a day are compared with those that were told before. The lists are those of `mulu due` ([`Registry::due`],
//! [`Registry::expiries`]), so a digest and the page of reviews cannot disagree.

mod digest;
mod reported;
mod standing;

use crate::day::Day;
use crate::message::{Message, StaticMessage};
use crate::model::FileId;
use crate::registry::Registry;
use crate::vocabulary;

pub use digest::{Digest, DigestItem, digests};
pub use reported::ReportedStages;
pub use standing::standing;

vocabulary! {
    /// The stage that something came to, the most urgent first.
    pub enum NoticeStage {
        /// The last day in time has passed.
        Overdue = "overdue", "逾期", "overdue";
        /// This is the last day in time.
        DueToday = "due-today", "今日到期", "due today";
        /// Within the time of `[review] due-soon`.
        DueSoon = "due-soon", "即将到期", "due soon";
        /// A paper, a waiver or a consultation is over.
        Ended = "ended", "已到期", "expired";
        /// Another edition took its place.
        Replaced = "replaced", "已被代替", "replaced";
        /// Withdrawn, and nothing took its place.
        Withdrawn = "withdrawn", "已废止", "withdrawn";
        /// Somebody filed it, and it waits for the office.
        Waiting = "waiting", "待受理", "waiting for acceptance";
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
pub fn transitions(registry: &Registry, told: &ReportedStages, since: Day, day: Day) -> Vec<Transition> {
    told.untold(standing(registry, since, day))
}

#[cfg(test)]
mod tests;
