//! Whether a waiver excuses.
//!
//! Of a clause only the organ excuses that the clause names (`approved_by`); of a standard that is not mandatory by its number
//! whoever has a role of `[roles] waive`, unless the mandating clause names another or allows nobody. Nobody excuses from a standard
//! that is mandatory by its number.

use crate::day::Day;
use crate::model::{Project, Spanned, Waiver};
use crate::number;
use crate::registry::{ClauseRef, Registry};
use crate::vocabulary;

use super::Requirement;
use super::demand::Demand;

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
    Refused(WaiverRefusal),
}

vocabulary! {
    /// Why a waiver excuses nothing.
    pub enum WaiverRefusal {
        /// It waives a standard that is mandatory by its number, which nobody can.
        MandatoryStandard = "mandatory-standard", "强制性标准不能例外", "a standard mandatory by its number cannot be waived";
        /// The clause has no exception: it names nobody who may excuse from it.
        NoException = "no-exception", "条款没有规定例外", "the clause has no exception";
        /// The clause names another organ than the one that approved it.
        OtherOrgan = "other-organ", "不由批准单位批准", "it is for another organ to approve";
        /// Who approved it has none of the roles of `[roles] waive`.
        NoRole = "no-role", "批准单位无权", "its approver has no right to grant it";
        /// Who approved it acts elsewhere: its jurisdiction does not contain the project's.
        Elsewhere = "other-jurisdiction", "批准单位不管辖此项目", "its approver belongs to another jurisdiction";
        /// The project's own agency approved it.
        Own = "own-agency", "项目单位自己批准", "the project's own agency approved it";
        /// It does not say who approved it, when, or until when.
        Incomplete = "incomplete", "没有写明谁、何时、到何时", "it does not say by whom, when or until when";
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
        return WaiverStanding::Refused(WaiverRefusal::Incomplete);
    };
    if day < approved.value {
        WaiverStanding::Pending
    } else if day <= until.value {
        WaiverStanding::Valid
    } else {
        WaiverStanding::RunOut
    }
}

fn refusal(registry: &Registry, project: &Project, waiver: &Waiver, day: Day) -> Option<WaiverRefusal> {
    let named: Vec<usize> = waiver.standard.iter().flat_map(|cited| registry.in_force(&cited.number, day)).collect();
    if named.iter().any(|standard| registry.is_mandatory_by_number(*standard, day)) {
        return Some(WaiverRefusal::MandatoryStandard);
    }
    let Some(by) = &waiver.approved_by else { return Some(WaiverRefusal::Incomplete) };
    if project.agency.as_ref().is_some_and(|owner| owner.value == by.value) {
        return Some(WaiverRefusal::Own);
    }
    let agency = registry.agency(by).map(|index| &registry.agencies[index]);
    let acts = agency.and_then(|agency| agency.jurisdiction.as_ref());
    if let (Some(acts), Some(lies)) = (acts, registry.jurisdiction_of(project))
        && !number::contains(&acts.value, &lies.value)
    {
        return Some(WaiverRefusal::Elsewhere);
    }
    if let Some(reference) = &waiver.clause {
        // A clause that nobody has written down is a finding of its own, and excuses from nothing.
        let found = registry.clause(reference)?;
        return if waiver.standard.is_some() {
            of_standard(registry, found, by)
        } else {
            of_clause(registry, found, by)
        };
    }
    let mandating: Vec<ClauseRef<'_>> = named.iter().flat_map(|standard| registry.mandating(*standard, day)).collect();
    let refused: Vec<WaiverRefusal> = mandating.iter().filter_map(|found| of_standard(registry, *found, by)).collect();
    match refused.first() {
        // As long as one of the clauses lets it excuse, it excuses from that one.
        Some(first) if refused.len() == mandating.len() => Some(*first),
        None if mandating.is_empty() => of_role(registry, by),
        _ => None,
    }
}

/// Why an agency may not excuse from a clause.
fn of_clause(registry: &Registry, found: ClauseRef<'_>, by: &Spanned<String>) -> Option<WaiverRefusal> {
    let Some(organ) = &found.clause.approved_by else { return Some(WaiverRefusal::NoException) };
    if found.clause.waivable.as_ref().is_some_and(|waivable| !waivable.value) {
        return Some(WaiverRefusal::NoException);
    }
    let organ = found.policy.organ(&organ.value);
    (!registry.is_or_succeeds(&by.value, organ)).then_some(WaiverRefusal::OtherOrgan)
}

/// Why an agency may not excuse from a standard that a clause mandates.
fn of_standard(registry: &Registry, found: ClauseRef<'_>, by: &Spanned<String>) -> Option<WaiverRefusal> {
    let refused = found.clause.waivable.as_ref().is_some_and(|waivable| !waivable.value);
    if found.clause.approved_by.is_some() || refused {
        return of_clause(registry, found, by)
            .map(|_| if refused { WaiverRefusal::NoException } else { WaiverRefusal::OtherOrgan });
    }
    of_role(registry, by)
}

/// A registry that does not say who may waive leaves it open, as it does for reviews.
fn of_role(registry: &Registry, by: &Spanned<String>) -> Option<WaiverRefusal> {
    registry.config.roles.get("waive")?;
    let agency = registry.agency(by).map(|index| &registry.agencies[index]);
    let may = agency.is_some_and(|agency| registry.may(agency, "waive"));
    (!may).then_some(WaiverRefusal::NoRole)
}

/// Whether a waiver excuses from what a demand asks. One that names a standard and a clause speaks of the standard as far as the
/// clause asks for it. None speaks of a standard that is mandatory by its number.
pub fn covers(registry: &Registry, waiver: &Waiver, asked: &Requirement, demand: &Demand, day: Day) -> bool {
    if matches!(asked, Requirement::Standard(standard) if registry.is_mandatory_by_number(*standard, day)) {
        return false;
    }
    let by_standard = waiver.standard.as_ref().map(|cited| match asked {
        Requirement::Standard(standard) => registry.in_force(&cited.number, day).contains(standard),
        Requirement::Evidence(_) => false,
    });
    let by_clause = waiver.clause.as_ref().map(|clause| clause.value == demand.reference);
    let speaks = match (by_standard, by_clause) {
        (None, None) => false,
        (by_standard, by_clause) => by_standard.unwrap_or(true) && by_clause.unwrap_or(true),
    };
    let (Some(found), Some(by)) = (registry.clause(&demand.reference), &waiver.approved_by) else { return speaks };
    let of = if by_standard.is_some() { of_standard } else { of_clause };
    speaks && of(registry, found, by).is_none()
}
