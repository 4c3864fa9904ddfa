//! Whether a standard binds on a day, and why (DESIGN 5).

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::{Catalogue, DocumentForm, Listing};
use crate::number::{Level, Nature};
use crate::vocabulary;

use super::Registry;

vocabulary! {
    /// How strongly a standard is asked for, the strongest first.
    #[derive(JsonSchema, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Force {
        /// It must be followed, by those whom its scope or a clause names.
        Mandatory = "mandatory", "强制", "mandatory";
        /// It is mandatory by its number, and nobody has said yet whom its subject matter concerns.
        Undecided = "undecided", "待判定", "to be decided";
        /// It is listed and should be followed.
        Recommended = "recommended", "推荐", "recommended";
        /// It is listed as guidance and never binds.
        Guidance = "guidance", "指导", "guidance";
        /// It is not in the catalogue, or not in force, or does not apply here.
        None = "none", "无", "none";
    }
}

/// Why a standard has its force.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ForceReason {
    /// Mandatory by its number, at this level, for those whom its subject matter concerns.
    Number(Option<Level>),
    /// Mandatory by its number, at this level; whom it concerns is not decided.
    Unplaced(Option<Level>),
    /// Mandatory by its number, and found not to apply here.
    Excluded,
    /// These clauses, in force, make it mandatory: `policy#clause`, and since when.
    Clauses(Vec<(String, Option<Day>)>),
    /// Listed and recommended.
    Listed,
    /// Declared mandatory, but no clause in force makes it so.
    NoMandate,
    /// Guidance by its number or its form.
    Guidance,
    /// Not in the catalogue on the day.
    NotListed,
    /// Not in force on the day.
    NotInForce(Status),
}

/// A standard's binding force, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BindingForce {
    /// How strongly.
    pub force: Force,
    /// Why.
    pub because: ForceReason,
}

/// Whom a standard that is mandatory by its number concerns: the office's finding of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Placement {
    /// Every project.
    Everyone,
    /// Those that `applies_to` and `when` name.
    Scoped,
    /// Nobody has decided.
    Undecided,
    /// Nobody here.
    Excluded,
}

impl BindingForce {
    /// Whether it binds.
    #[must_use]
    pub fn binds(&self) -> bool {
        self.force == Force::Mandatory
    }
}

impl Registry {
    /// A standard's nature: as its number says; for the city's own documents, guidance or not as their form says.
    #[must_use]
    pub fn nature(&self, standard: usize) -> Option<Nature> {
        let record = &self.standards[standard];
        match record.form.as_ref().map(|form| form.value) {
            Some(DocumentForm::Guidance) => Some(Nature::Guidance),
            _ => record.number.as_ref().and_then(|number| number.number.nature()),
        }
    }

    /// Whether a standard is mandatory by its number on a day: a national, an industry or a local one. Nobody can excuse from it.
    #[must_use]
    pub fn is_mandatory_by_number(&self, standard: usize, day: Day) -> bool {
        let issued_by_law =
            matches!(self.standards[standard].level(), Some(Level::National | Level::Industry | Level::Local));
        issued_by_law && self.nature_on(standard, day) == Some(Nature::Mandatory)
    }

    /// Whom a standard that is mandatory by its number concerns on a day. Scope is fact, not authority: a standard that is only
    /// collected may have it, and it counts everywhere.
    #[must_use]
    pub fn placement(&self, standard: usize, day: Day) -> Placement {
        let record = &self.standards[standard];
        let Some(entry) = &record.catalogue else { return Placement::Undecided };
        let scoped = !entry.applies_to.is_empty() || entry.when.is_some();
        match entry.status.as_ref().map(|status| status.value) {
            Some(Listing::Excluded) => Placement::Excluded,
            Some(Listing::Collected | Listing::Listed) if scoped => Placement::Scoped,
            _ if entry.is_listed_on(day) => {
                if scoped {
                    Placement::Scoped
                } else {
                    Placement::Everyone
                }
            }
            // What is only proposed or was taken out again places nothing.
            _ => Placement::Undecided,
        }
    }

    /// A standard's nature on a day: before it was renumbered, as its former number says.
    #[must_use]
    pub fn nature_on(&self, standard: usize, day: Day) -> Option<Nature> {
        let former = self.standards[standard].former_numbers.iter();
        let until = former.filter_map(|former| Some((former.until.as_ref()?.value, former.number.as_ref()?)));
        let then = until.filter(|(until, _)| day < *until).min_by_key(|(until, _)| *until);
        then.map_or_else(|| self.nature(standard), |(_, number)| number.number.nature())
    }

    /// The binding force of a standard on a day. What belongs to an edition has the force of that edition.
    ///
    /// A standard that is not in force binds nobody, whatever the catalogue still says; what the catalogue should have done
    /// about it is a finding (`listed-superseded`). A listing neither adds to what a clause mandates nor takes from it.
    #[must_use]
    pub fn binding(&self, standard: usize, day: Day) -> BindingForce {
        let standard = self.part_of(standard).unwrap_or(standard);
        let record = &self.standards[standard];
        let answer = |force, because| BindingForce { force, because };
        // What belongs to an edition binds with it, and not by itself.
        if self.is_part(standard) {
            return answer(Force::None, ForceReason::NotListed);
        }
        let status = self.status(standard, day);
        if status != Status::Current {
            return answer(Force::None, ForceReason::NotInForce(status));
        }
        let listed = self.listing(standard, day);
        if self.nature_on(standard, day) == Some(Nature::Guidance) {
            return match listed {
                Some(_) => answer(Force::Guidance, ForceReason::Guidance),
                None => answer(Force::None, ForceReason::NotListed),
            };
        }
        let clauses = self.mandates_in_force(standard, day);
        if self.is_mandatory_by_number(standard, day) {
            let level = record.level();
            return match self.placement(standard, day) {
                Placement::Everyone | Placement::Scoped => answer(Force::Mandatory, ForceReason::Number(level)),
                _ if !clauses.is_empty() => answer(Force::Mandatory, ForceReason::Clauses(clauses)),
                Placement::Undecided => answer(Force::Undecided, ForceReason::Unplaced(level)),
                Placement::Excluded => answer(Force::None, ForceReason::Excluded),
            };
        }
        if !clauses.is_empty() {
            return answer(Force::Mandatory, ForceReason::Clauses(clauses));
        }
        let Some(entry) = listed else { return answer(Force::None, ForceReason::NotListed) };
        if entry.binding.as_ref().is_some_and(|binding| binding.value == crate::model::Binding::Mandatory) {
            return answer(Force::Recommended, ForceReason::NoMandate);
        }
        answer(Force::Recommended, ForceReason::Listed)
    }

    /// The catalogue entry of an edition that is listed on a day: its own, or the one that its revised text has.
    #[must_use]
    pub fn listing(&self, edition: usize, day: Day) -> Option<&Catalogue> {
        let own = self.standards[edition].listed_on(day);
        own.or_else(|| self.links.parts[edition].iter().find_map(|part| self.standards[*part].listed_on(day)))
    }

    /// The clauses that mandate a standard and are in force, each with the day since when: those of the catalogue's own government
    /// and above first.
    #[must_use]
    pub fn mandates_in_force(&self, standard: usize, day: Day) -> Vec<(String, Option<Day>)> {
        let home = self.config.jurisdiction.as_ref().map_or("", |home| home.value.as_str());
        let mut found = self.mandating(standard, day);
        found.sort_by_key(|found| {
            let own = found.policy.jurisdiction.as_ref().map_or("", |own| own.value.as_str());
            !crate::number::contains(own, home)
        });
        found.into_iter().map(|found| (found.reference(), found.policy.since())).collect()
    }
}
