//! Whether a waiver excuses.

use crate::day::Day;
use crate::model::{Project, Waiver};
use crate::number;
use crate::registry::Registry;

use super::Asked;
use super::demand::{Demand, is_national_law};

/// Where a waiver stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaiverStanding {
    /// It excuses.
    Valid,
    /// It was valid, until its last day.
    RunOut,
    /// It was approved for later.
    Pending,
    /// It never excused anything.
    Refused(Refusal),
}

/// Why a waiver excuses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It waives a mandatory national standard, which nobody can.
    NationalLaw,
    /// Who approved it has none of the roles of `[roles] waive`.
    NoRole,
    /// Who approved it acts elsewhere: its jurisdiction does not contain the project's.
    Elsewhere,
    /// The project's own agency approved it.
    Own,
    /// It does not say who approved it, when, or until when.
    Incomplete,
}

impl Refusal {
    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Refusal::NationalLaw => "national-law",
            Refusal::NoRole => "no-role",
            Refusal::Elsewhere => "other-jurisdiction",
            Refusal::Own => "own-agency",
            Refusal::Incomplete => "incomplete",
        }
    }
}

impl WaiverStanding {
    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            WaiverStanding::Valid => "valid",
            WaiverStanding::RunOut => "run-out",
            WaiverStanding::Pending => "pending",
            WaiverStanding::Refused(_) => "refused",
        }
    }
}

/// Where a waiver stands. It holds from the day of its approval to its last day, both included.
pub fn standing(registry: &Registry, project: &Project, waiver: &Waiver, day: Day) -> WaiverStanding {
    if let Some(refusal) = refusal(registry, project, waiver, day) {
        return WaiverStanding::Refused(refusal);
    }
    let (Some(approved), Some(until)) = (&waiver.approved, &waiver.until) else {
        return WaiverStanding::Refused(Refusal::Incomplete);
    };
    if day < approved.value {
        WaiverStanding::Pending
    } else if day <= until.value {
        WaiverStanding::Valid
    } else {
        WaiverStanding::RunOut
    }
}

fn refusal(registry: &Registry, project: &Project, waiver: &Waiver, day: Day) -> Option<Refusal> {
    let named = waiver.standard.iter().flat_map(|cited| registry.in_force(&cited.number, day));
    if named.into_iter().any(|standard| is_national_law(registry, standard)) {
        return Some(Refusal::NationalLaw);
    }
    let Some(by) = &waiver.approved_by else { return Some(Refusal::Incomplete) };
    if project.agency.as_ref().is_some_and(|owner| owner.value == by.value) {
        return Some(Refusal::Own);
    }
    let agency = registry.agency(by).map(|index| &registry.agencies[index]);
    let acts = agency.and_then(|agency| agency.jurisdiction.as_ref());
    if let (Some(acts), Some(lies)) = (acts, &project.jurisdiction)
        && !number::contains(&acts.value, &lies.value)
    {
        return Some(Refusal::Elsewhere);
    }
    // A registry that does not say who may waive leaves it open, as it does for reviews.
    registry.config.roles.get("waive")?;
    let may = agency.is_some_and(|agency| registry.may(agency, "waive"));
    (!may).then_some(Refusal::NoRole)
}

/// Whether a waiver speaks of what a demand asks. One that names a standard and a clause speaks of the standard as far as the clause
/// asks for it. None speaks of a mandatory national standard.
pub fn covers(registry: &Registry, waiver: &Waiver, asked: &Asked, demand: &Demand, day: Day) -> bool {
    if matches!(asked, Asked::Standard(standard) if is_national_law(registry, *standard)) {
        return false;
    }
    let by_standard = waiver.standard.as_ref().map(|cited| match asked {
        Asked::Standard(standard) => registry.in_force(&cited.number, day).contains(standard),
        Asked::Evidence(_) => false,
    });
    let by_clause = waiver.clause.as_ref().map(|clause| clause.value == demand.reference);
    match (by_standard, by_clause) {
        (None, None) => false,
        (by_standard, by_clause) => by_standard.unwrap_or(true) && by_clause.unwrap_or(true),
    }
}
