//! Whom it concerns when a standard goes: everyone who filed it, relies on it or cites it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::Conclusion;
use crate::registry::{ClauseRef, Registry};

/// Whom a standard's end concerns.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct FanOut {
    /// `replaced`, `withdrawn`, or `abolished` where the newest review concluded that it goes.
    #[schemars(extend("enum" = ["replaced", "withdrawn", "abolished"]))]
    pub because: &'static str,
    /// Since when: the successor's effective day, the day of withdrawal, the day of the review.
    pub since: Option<Day>,
    /// The agencies that filed it.
    pub agencies: Vec<Concerned>,
    /// The projects that declare it, or were excused from it.
    pub projects: Vec<Concerned>,
    /// The clauses that cite it.
    pub clauses: Vec<Concerned>,
}

/// A record that speaks of the standard.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Concerned {
    /// The record's id; for a clause `policy#clause`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The record's file.
    pub file: String,
    /// The number as it cites the standard.
    pub cited_as: String,
}

impl FanOut {
    /// Whom it concerns that a standard is gone or going on a day; none while it stands.
    ///
    /// Who cites a number without a year means whatever edition is in force, and is concerned only when none is left.
    #[must_use]
    pub fn of(registry: &Registry, index: usize, on: Day) -> Option<Self> {
        let (because, since) = why(registry, index, on)?;
        let own = registry.standards[index].number.as_ref().map(|cited| &cited.number);
        let concerns = |cited: &crate::number::Number| {
            let named = own.is_none_or(|own| own == cited) || own.is_some_and(|own| own.undated() == *cited);
            let dated = cited.is_dated() || cited.is_opaque() || own == Some(cited);
            named && (dated || registry.in_force(cited, on).is_empty())
        };
        let mentions = registry.mentions(index);
        let agencies = mentions.filings.iter().filter_map(|at| {
            let agency = &registry.agencies[at.record];
            let cited = agency.adoptions[at.entry].standard.as_ref().filter(|cited| concerns(&cited.number))?;
            Some(concerned(&agency.id, agency.display_name(), registry.path(agency.file), &cited.number))
        });
        let declared = mentions.declarations.iter().filter_map(|at| {
            let project = &registry.projects[at.record];
            let cited = project.conformance[at.entry].standard.as_ref().filter(|cited| concerns(&cited.number))?;
            Some(concerned(&project.id, project.display_name(), registry.path(project.file), &cited.number))
        });
        let waived = mentions.waivers.iter().filter_map(|at| {
            let project = &registry.projects[at.record];
            let cited = project.waivers[at.entry].standard.as_ref().filter(|cited| own == Some(&cited.number))?;
            Some(concerned(&project.id, project.display_name(), registry.path(project.file), &cited.number))
        });
        let clauses = mentions.clauses.iter().flat_map(|at| {
            let policy = &registry.policies[at.record];
            let clause = &policy.clauses[at.entry];
            let reference = ClauseRef { policy, clause }.reference();
            let cited = clause.mandates.iter().filter(|cited| concerns(&cited.number));
            let each =
                cited.map(|cited| concerned(&reference, policy.name(), registry.path(policy.file), &cited.number));
            each.collect::<Vec<_>>()
        });
        Some(FanOut {
            because,
            since,
            agencies: unique(agencies),
            projects: unique(declared.chain(waived)),
            clauses: unique(clauses),
        })
    }
}

fn why(registry: &Registry, index: usize, on: Day) -> Option<(&'static str, Option<Day>)> {
    let standard = &registry.standards[index];
    match registry.status(index, on) {
        Status::Replaced => Some(("replaced", registry.succession(index, on).since)),
        Status::Withdrawn => Some(("withdrawn", standard.withdrawn.as_ref().map(|day| day.value))),
        Status::Draft | Status::Upcoming | Status::Current => {
            let review = standard.reviewed_by(on)?;
            let conclusion = review.conclusion.as_ref().map(|conclusion| conclusion.value);
            let date = review.date.as_ref().map(|date| date.value);
            (conclusion == Some(Conclusion::Abolish)).then_some(("abolished", date))
        }
    }
}

fn concerned(id: &str, name: &str, file: &str, cited: &crate::number::Number) -> Concerned {
    let cited_as = cited.canonical().to_owned();
    Concerned { id: id.to_owned(), name: name.to_owned(), file: file.to_owned(), cited_as }
}

/// Sorted by id, each once.
fn unique(all: impl Iterator<Item = Concerned>) -> Vec<Concerned> {
    let mut all: Vec<Concerned> = all.collect();
    all.sort_by(|a, b| (&a.id, &a.cited_as).cmp(&(&b.id, &b.cited_as)));
    all.dedup();
    all
}
