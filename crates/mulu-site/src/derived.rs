//! What the registry says on the day, asked once for all pages in all languages.
//!
//! A build asks for all of it beforehand, on all cores. Whoever shows a page at a time, and has to show the next state of the
//! registry in a moment, asks for what that page needs.

mod members;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use mulu_core::audit::Audits;
use mulu_core::day::{Day, NextReview, NoDuty, Status};
use mulu_core::facts::{HoldsByRecord, HoldsFound};
use mulu_core::lazy_table::LazyTable;
use mulu_core::message::Lang;
use mulu_core::model::{FileId, Kind, Place};
use mulu_core::registry::{BindingForce, Coverage, Due, Expiry, HORIZON, Registry};
use mulu_core::report::Texts;
use mulu_core::scorecard::{AgencyScore, Year};
use mulu_git::history::{History, HistoryEntry, LogSubject};

use super::concerned_records::ConcernedRecords;

pub use members::Choices;
use members::Members;

/// The answers for one standard.
#[derive(Clone, Debug, Hash)]
pub struct Derived {
    /// Its status.
    pub status: Status,
    /// Its binding force.
    pub binding: BindingForce,
    /// Its next review, or why there is none.
    pub review: Result<NextReview, NoDuty>,
    /// Whether it is in the catalogue.
    pub listed: bool,
}

/// When answers are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evaluation {
    /// All of them now, since all will be asked for.
    Eager,
    /// Each when it is asked for, by one thread.
    Lazy,
}

/// The answers for all.
pub struct Answers<'r> {
    registry: &'r Registry,
    audits: &'r Audits<'r>,
    history: Option<&'r History>,
    day: Day,
    holding: HoldsByRecord<'r>,
    /// When what is said of the record in each file last changed.
    changed: LazyTable<Option<Day>>,
    standards: LazyTable<Derived>,
    members: OnceLock<Members>,
    due: OnceLock<Vec<Due>>,
    /// By agency, places in what is due.
    due_of: OnceLock<Vec<Vec<usize>>>,
    expiries: OnceLock<Vec<Expiry>>,
    expiries_of: OnceLock<Vec<Vec<usize>>>,
    year: OnceLock<Year>,
    /// By agency, in Chinese and in English.
    scores: (LazyTable<AgencyScore>, LazyTable<AgencyScore>),
    /// By project.
    answer_lines: LazyTable<BTreeMap<Place, usize>>,
    /// By file, for every page asks; none where each is looked for when it is asked for.
    histories: Option<Vec<Vec<HistoryEntry<'r>>>>,
}

/// What was answered, to be taken over where a registry changed little.
pub struct AnswersGiven {
    holding: HoldsFound,
    standards: LazyTable<Derived>,
    members: OnceLock<Members>,
    due: OnceLock<Vec<Due>>,
}

impl<'r> Answers<'r> {
    /// Asks the registry, as the audits know it, and its history where there is one.
    #[must_use]
    pub fn of(audits: &'r Audits<'r>, history: Option<&'r History>, evaluation: Evaluation) -> Self {
        let (registry, day) = (audits.registry(), audits.day());
        let mut answers = Answers {
            registry,
            audits,
            history,
            day,
            holding: HoldsByRecord::of(audits),
            changed: LazyTable::of(registry.files.len()),
            standards: LazyTable::of(registry.standards.len()),
            members: OnceLock::new(),
            due: OnceLock::new(),
            due_of: OnceLock::new(),
            expiries: OnceLock::new(),
            expiries_of: OnceLock::new(),
            year: OnceLock::new(),
            scores: (LazyTable::of(registry.agencies.len()), LazyTable::of(registry.agencies.len())),
            answer_lines: LazyTable::of(registry.projects.len()),
            histories: None,
        };
        if evaluation == Evaluation::Eager {
            (0..registry.standards.len()).into_par_iter().for_each(|index| {
                answers.standard(index);
            });
            answers.histories = history.map(|history| histories(registry, history));
        }
        answers
    }

    /// Asks a registry of which some records were changed since these answers were given: what concerns those is asked anew.
    #[must_use]
    pub fn again(
        audits: &'r Audits<'r>,
        history: Option<&'r History>,
        before: AnswersGiven,
        concerned: &ConcernedRecords,
    ) -> Self {
        let registry = audits.registry();
        let AnswersGiven { holding, mut standards, members, due } = before;
        concerned.standards.iter().for_each(|standard| standards.forget(*standard));
        let holding = HoldsByRecord::again(audits, holding, &concerned.files, &concerned.standards);
        let mut answers = Answers { holding, standards, ..Answers::of(audits, history, Evaluation::Lazy) };
        if let Some(before) = members.into_inner() {
            answers.members = before.again(registry, &answers, &concerned.standards).into();
        }
        if let Some(mut due) = due.into_inner() {
            due.retain(|due| concerned.standards.binary_search(&due.standard).is_err());
            let until = HORIZON.after(answers.day);
            let own = concerned.standards.iter().copied();
            due.extend(registry.due_of(own, answers.day).into_iter().filter(|due| due.due <= until));
            registry.sort_due(&mut due);
            answers.due = due.into();
        }
        answers
    }

    /// What was answered, without the registry that it is about.
    #[must_use]
    pub fn given(self) -> AnswersGiven {
        AnswersGiven { holding: self.holding.found(), standards: self.standards, members: self.members, due: self.due }
    }

    /// Works out one of the answers about all records. Whether there was any left.
    #[must_use]
    pub fn prepare(&self) -> bool {
        if self.due.get().is_none() {
            self.due();
        } else if self.expiries.get().is_none() {
            self.expiries();
        } else if self.members.get().is_none() {
            self.members();
        } else {
            return false;
        }
        true
    }

    /// The registry that was asked.
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// The day that it was asked about.
    pub fn day(&self) -> Day {
        self.day
    }

    /// What it says of a standard, by its place in [`Registry::standards`].
    pub fn standard(&self, index: usize) -> &Derived {
        self.standards.get(index, || Derived {
            status: self.audits.status(index),
            binding: self.registry.binding(index, self.day),
            review: self.registry.next_review(index, self.day),
            listed: self.registry.standards[index].listed_on(self.day).is_some(),
        })
    }

    /// What it says of all standards, in the registry's order.
    pub fn standards(&self) -> impl Iterator<Item = &Derived> {
        (0..self.registry.standards.len()).map(|index| self.standard(index))
    }

    /// The standards in the order of a catalogue, and by choice.
    pub fn members(&self) -> &Members {
        self.members.get_or_init(|| Members::of(self.registry, self))
    }

    /// The coverage of topics, in the taxonomy's order.
    pub fn coverage(&self) -> &[Coverage] {
        self.audits.coverage()
    }

    /// What is to be done, the most urgent first.
    pub fn due(&self) -> &[Due] {
        self.due.get_or_init(|| self.registry.due_within(Some(HORIZON), self.day))
    }

    /// What is to be done by an agency, or to a standard that it has filed.
    pub fn due_of(&self, agency: usize) -> impl Iterator<Item = &Due> {
        let by_agency = self.due_of.get_or_init(|| {
            let mut by_agency = vec![Vec::new(); self.registry.agencies.len()];
            for (at, due) in self.due().iter().enumerate() {
                let concerned: BTreeSet<usize> = due.by.iter().chain(&due.filed_by).copied().collect();
                for agency in concerned {
                    by_agency[agency].push(at);
                }
            }
            by_agency
        });
        by_agency[agency].iter().map(|at| &self.due()[*at])
    }

    /// What else falls due within the horizon, and what is overdue, the most urgent first.
    pub fn expiries(&self) -> &[Expiry] {
        self.expiries.get_or_init(|| self.registry.expiries(Some(HORIZON.after(self.day)), self.day))
    }

    /// What of that an agency is to see to.
    pub fn expiries_of(&self, agency: usize) -> impl Iterator<Item = &Expiry> {
        let by_agency = self.expiries_of.get_or_init(|| {
            let mut by_agency = vec![Vec::new(); self.registry.agencies.len()];
            for (at, one) in self.expiries().iter().enumerate() {
                one.by.iter().for_each(|agency| by_agency[*agency].push(at));
            }
            by_agency
        });
        by_agency[agency].iter().map(|at| &self.expiries()[*at])
    }

    /// The day's year, for the assessment of agencies.
    pub fn year(&self) -> &Year {
        self.year.get_or_init(|| Year::of(self.registry, self.day.year(), self.day))
    }

    /// The audits of projects.
    pub fn audits(&self) -> &'r Audits<'r> {
        self.audits
    }

    /// The assessment of an agency in the day's year, by its place in [`Registry::agencies`].
    pub fn score(&self, agency: usize, lang: Lang) -> &AgencyScore {
        let scores = match lang {
            Lang::Zh => &self.scores.0,
            Lang::En => &self.scores.1,
        };
        scores.get(agency, || AgencyScore::of(&self.registry.agencies[agency], self.year(), self.audits, lang))
    }

    /// The line of a value that answers an obligation: in a project's record, or in its agency's.
    pub fn answer_line(&self, place: Place) -> Option<usize> {
        let Ok(project) = self.registry.projects.binary_search_by_key(&place.file, |project| project.file) else {
            return Some(Texts::new(self.registry).position(place).line);
        };
        let lines = self.answer_lines.get(project, || {
            let texts = Texts::new(self.registry);
            let obligations = &self.audits.project(project).obligations;
            let places = obligations.iter().filter_map(|obligation| obligation.answer);
            places.map(|place| (place, texts.position(place).line)).collect()
        });
        lines.get(&place).copied()
    }

    /// How long what is said of each record holds.
    pub fn holding(&self) -> &HoldsByRecord<'r> {
        &self.holding
    }

    /// The last change of the record in a file; none where no history was read.
    pub fn last_change(&self, file: FileId) -> Option<HistoryEntry<'r>> {
        self.history_of(file).iter().find(|happened| !happened.elsewhere).copied()
    }

    /// The day on which what is said of the record in a file last changed: by a day that came, or by a commit.
    pub fn last_changed(&self, file: FileId) -> Option<Day> {
        *self.changed.get(file.0 as usize, || {
            self.holding.file(file).since.max(self.last_change(file).and_then(|happened| happened.day))
        })
    }

    /// The commit that last changed the record in a file.
    pub fn last_commit(&self, file: FileId) -> Option<&'r str> {
        self.last_change(file).map(|happened| happened.commit.id.as_str())
    }

    /// What happened to the record in a file, the newest first; nothing where no history was read.
    pub fn history_of(&self, file: FileId) -> Cow<'_, [HistoryEntry<'r>]> {
        match (&self.histories, self.history) {
            (Some(all), _) => Cow::Borrowed(all.get(file.0 as usize).map_or(&[], Vec::as_slice)),
            (None, Some(history)) => {
                Cow::Owned(subject(self.registry, file).map_or_else(Vec::new, |own| history.of(&own)))
            }
            (None, None) => Cow::Borrowed(&[]),
        }
    }
}

/// What happened to each record that has a page, by file, in one pass over the history.
fn histories<'r>(registry: &'r Registry, history: &'r History) -> Vec<Vec<HistoryEntry<'r>>> {
    let (files, subjects): (Vec<FileId>, Vec<LogSubject>) =
        registry.file_ids().filter_map(|file| Some((file, subject(registry, file)?))).unzip();
    let mut all = vec![Vec::new(); registry.files.len()];
    for (file, own) in files.into_iter().zip(history.of_all(&subjects)) {
        all[file.0 as usize] = own;
    }
    all
}

/// The record in a file, as its history is asked for; none where it has no page.
fn subject(registry: &Registry, file: FileId) -> Option<LogSubject> {
    let (kind, id) = registry.record_of(file);
    match kind {
        Kind::Standard => {
            let index = registry.standards.binary_search_by_key(&file, |own| own.file).ok()?;
            Some(LogSubject::standard(&registry.standards[index]))
        }
        kind => kind.is_many().then(|| LogSubject::record(kind, id)),
    }
}
