//! Whether a standard binds on a day, and why (DESIGN 5).

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::{Binding, Form};
use crate::number::{Level, Nature};

use super::Registry;

/// How strongly the catalogue asks for a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// It must be followed.
    Mandatory,
    /// It is listed and should be followed.
    Recommended,
    /// It is listed as guidance and never binds.
    Guidance,
    /// It is not in the catalogue, or not in force.
    None,
}

impl Force {
    /// Every force, the strongest first.
    pub const ALL: [Force; 4] = [Force::Mandatory, Force::Recommended, Force::Guidance, Force::None];

    /// The word that JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Force::Mandatory => "mandatory",
            Force::Recommended => "recommended",
            Force::Guidance => "guidance",
            Force::None => "none",
        }
    }
}

/// Why a standard has its force.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// Mandatory by its number: no `/T`, no `/Z` (Art. 15).
    Number,
    /// A mandatory national standard, which binds everywhere, listed or not.
    NationalLaw,
    /// These clauses, in force, make it mandatory (Art. 15): `policy#clause`, and since when.
    Clauses(Vec<(String, Option<Day>)>),
    /// Listed and recommended.
    Listed,
    /// Declared mandatory, but no clause in force makes it so.
    NoMandate,
    /// Guidance by its number or its form (Art. 13).
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
    pub because: Because,
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
            Some(Form::Guidance) => Some(Nature::Guidance),
            _ => record.number.as_ref().and_then(|number| number.number.nature()),
        }
    }

    /// The binding force of a standard on a day.
    ///
    /// A standard that is not in force binds nobody, whatever the catalogue still says; what the catalogue should have done
    /// about it is a finding (`listed-superseded`).
    #[must_use]
    pub fn binding(&self, standard: usize, day: Day) -> BindingForce {
        let record = &self.standards[standard];
        let answer = |force, because| BindingForce { force, because };
        let status = self.status(standard, day);
        if status != Status::Current {
            return answer(Force::None, Because::NotInForce(status));
        }
        let nature = self.nature(standard);
        let Some(entry) = record.listed_on(day) else {
            return if nature == Some(Nature::Mandatory) && record.level() == Some(Level::National) {
                answer(Force::Mandatory, Because::NationalLaw)
            } else {
                answer(Force::None, Because::NotListed)
            };
        };
        if nature == Some(Nature::Guidance) {
            return answer(Force::Guidance, Because::Guidance);
        }
        if nature == Some(Nature::Mandatory) {
            return answer(Force::Mandatory, Because::Number);
        }
        if entry.binding.as_ref().map(|binding| binding.value) != Some(Binding::Mandatory) {
            return answer(Force::Recommended, Because::Listed);
        }
        let clauses = self.mandates_in_force(standard, day);
        if clauses.is_empty() {
            answer(Force::Recommended, Because::NoMandate)
        } else {
            answer(Force::Mandatory, Because::Clauses(clauses))
        }
    }

    /// The clauses of `mandated_by` that exist and are in force, each with the day since when.
    #[must_use]
    pub fn mandates_in_force(&self, standard: usize, day: Day) -> Vec<(String, Option<Day>)> {
        let Some(entry) = &self.standards[standard].catalogue else { return Vec::new() };
        let in_force = |reference: &crate::model::Spanned<String>| {
            let found = self.clause(reference)?;
            let since = found.policy.effective.as_ref().or(found.policy.issued.as_ref()).map(|since| since.value);
            found.is_in_force(day).then(|| (reference.value.clone(), since))
        };
        entry.mandated_by.iter().filter_map(in_force).collect()
    }
}
