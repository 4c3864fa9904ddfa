//! What the registry says of every standard on the day, asked once for all pages in all languages.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::audit::Audits;
use crate::day::{Day, NoDuty, Review, Status};
use crate::history::{Entry, History, Subject};
use crate::model::{FileId, Kind, Place};
use crate::registry::{BindingForce, Coverage, Registry};
use crate::report::Texts;
use crate::source::Source;

use super::members::Members;

/// The answers for one standard.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its status.
    pub status: Status,
    /// Its binding force.
    pub binding: BindingForce,
    /// Its next review, or why there is none.
    pub review: Result<Review, NoDuty>,
    /// Whether it is in the catalogue.
    pub listed: bool,
}

/// The answers for all.
#[derive(Debug)]
pub struct Answers<'r> {
    /// By standard.
    pub standards: Vec<Derived>,
    /// The standards in the order of a catalogue, and by choice.
    pub members: Members,
    /// By topic, in the taxonomy's order.
    pub coverage: Vec<Coverage>,
    /// By project.
    pub audits: Audits<'r>,
    /// The line of each value of a project's record that answers an obligation.
    pub answer_lines: BTreeMap<Place, usize>,
    /// What happened to each record with a page, newest first, by its file; empty where no history was read.
    pub histories: BTreeMap<FileId, Vec<Entry<'r>>>,
}

impl<'r> Answers<'r> {
    /// Asks the registry, and its history where there is one; `source` has the text of its files.
    #[must_use]
    pub fn of(registry: &'r Registry, source: &dyn Source, history: Option<&'r History>, day: Day) -> Self {
        let derive = |index: usize| Derived {
            status: registry.status(index, day),
            binding: registry.binding(index, day),
            review: registry.next_review(index, day),
            listed: registry.standards[index].listed_on(day).is_some(),
        };
        let standards: Vec<Derived> = (0..registry.standards.len()).into_par_iter().map(derive).collect();
        let members = Members::of(registry, &standards);
        let audits = Audits::of(registry, day);
        let texts = Texts::new(registry, source);
        let obligations = audits.iter().flat_map(|(_, audit)| &audit.obligations);
        let answer_lines = obligations.filter_map(|obligation| obligation.answer);
        let answer_lines = answer_lines.map(|place| (place, texts.position(place).line)).collect();
        let histories = history.map(|history| histories(registry, history)).unwrap_or_default();
        Answers { standards, members, coverage: registry.coverage(day), audits, answer_lines, histories }
    }
}

/// What happened to each record that has a page, in one pass over the history.
fn histories<'r>(registry: &'r Registry, history: &'r History) -> BTreeMap<FileId, Vec<Entry<'r>>> {
    let record = |kind, file: FileId, id: &str| (file, Subject::record(kind, id));
    let standards = registry.standards.iter().map(|own| (own.file, Subject::standard(own)));
    let policies = registry.policies.iter().map(|own| record(Kind::Policy, own.file, &own.id));
    let agencies = registry.agencies.iter().map(|own| record(Kind::Agency, own.file, &own.id));
    let projects = registry.projects.iter().map(|own| record(Kind::Project, own.file, &own.id));
    let (files, subjects): (Vec<FileId>, Vec<Subject>) =
        standards.chain(policies).chain(agencies).chain(projects).unzip();
    files.into_iter().zip(history.of_all(&subjects)).collect()
}
