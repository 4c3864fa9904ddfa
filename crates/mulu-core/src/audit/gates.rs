//! When a project passed its gates, as far as that is known.

use crate::condition::{DayBounds, Ternary, UnknownFact, UnknownFacts};
use crate::day::Day;
use crate::model::{Project, Spanned, Stage};

use super::stage_of;

/// Where a gate of a project stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatePassage {
    /// It lies ahead, or the project is at it.
    Not,
    /// It was passed, on a day between these.
    Between(DayBounds),
}

/// When a clause asks a project for what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemandTiming {
    /// On every day, for as long as the project lasts.
    EveryDay,
    /// When it passes a gate that lies ahead.
    ToCome,
    /// When it passed a gate: on this day, if it is known.
    Then(Option<Day>),
}

/// The gates of a project on a day.
#[derive(Clone, Copy, Debug)]
pub struct Gates<'p> {
    project: &'p Project,
    day: Day,
}

/// The gates that a project passes once, in order, each with the fact that says when.
const ONCE: [(Stage, UnknownFact); 4] = [
    (Stage::Approval, UnknownFact::Approved),
    (Stage::Construction, UnknownFact::Started),
    (Stage::Acceptance, UnknownFact::Accepted),
    (Stage::Operation, UnknownFact::Operating),
];

impl<'p> Gates<'p> {
    /// The gates of a project.
    pub fn of(project: &'p Project, day: Day) -> Self {
        Gates { project, day }
    }

    /// Where a gate stands. A day that is to come is not passed; a stage behind the project's own is.
    ///
    /// At approval and acceptance a project asks to pass; at construction and in operation it has begun, and so passed.
    pub fn passed(&self, gate: Stage) -> GatePassage {
        // Planning has no day of its own: it ends where the approval is given.
        let gate = gate.max(Stage::Approval);
        if let Some(on) = self.day_of(gate) {
            let here = DayBounds { from: Some(on), to: Some(on) };
            return if on <= self.day { GatePassage::Between(here) } else { GatePassage::Not };
        }
        let own = stage_of(self.project);
        let begun = own == gate && matches!(gate, Stage::Construction | Stage::Operation);
        let behind = own > gate || begun;
        // A later gate whose day has come says that this one was passed, whatever the stage says.
        let later = self.days().filter(|(later, _)| *later > gate).map(|(_, on)| on).filter(|on| *on <= self.day).min();
        if !behind && later.is_none() {
            return GatePassage::Not;
        }
        let earlier = self.days().filter(|(earlier, _)| *earlier < gate).map(|(_, on)| on).max();
        GatePassage::Between(DayBounds { from: earlier, to: Some(later.unwrap_or(self.day)) })
    }

    /// Whether a clause that asks at a gate, in force since a day, asks this of the project, and when. What was passed before the
    /// clause was in force is not asked for, and where that cannot be told the answer is unknown.
    pub fn asked(&self, gate: Stage, since: Option<Day>, reaches_back: bool) -> (Ternary, DemandTiming) {
        let GatePassage::Between(between) = self.passed(gate) else { return (Ternary::Yes, DemandTiming::ToCome) };
        let known = between.from.filter(|from| between.to == Some(*from));
        let then = DemandTiming::Then(known);
        let Some(since) = since.filter(|_| !reaches_back) else { return (Ternary::Yes, then) };
        let answer = match (between.from, between.to) {
            (Some(from), _) if since <= from => Ternary::Yes,
            (_, Some(to)) if to < since => Ternary::No,
            _ => Ternary::Unknown(UnknownFacts::one(fact_of(gate))),
        };
        (answer, then)
    }

    /// The facts about days that are not known, and between which days each lies.
    pub fn unknown(&self) -> impl Iterator<Item = (UnknownFact, DayBounds)> {
        ONCE.into_iter().filter_map(|(gate, fact)| {
            let GatePassage::Between(between) = self.passed(gate) else { return None };
            (self.day_of(gate).is_none()).then_some((fact, between))
        })
    }

    fn day_of(&self, gate: Stage) -> Option<Day> {
        let of = |day: &Option<Spanned<Day>>| day.as_ref().map(|day| day.value);
        match gate {
            Stage::Approval => of(&self.project.approved),
            Stage::Construction => of(&self.project.started),
            Stage::Acceptance => of(&self.project.accepted),
            Stage::Operation => of(&self.project.operating),
            Stage::Planning | Stage::Retired => None,
        }
    }

    fn days(&self) -> impl Iterator<Item = (Stage, Day)> {
        ONCE.into_iter().filter_map(|(gate, _)| Some((gate, self.day_of(gate)?)))
    }
}

/// The fact that says when a gate was passed.
fn fact_of(gate: Stage) -> UnknownFact {
    ONCE.into_iter().find(|(own, _)| *own >= gate).map_or(UnknownFact::Operating, |(_, fact)| fact)
}
