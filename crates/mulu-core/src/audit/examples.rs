//! Clauses prove themselves: what each asks of the project in its example, compared with what the example expects. What its rules find
//! in a resource or an agency is asked by `check`.

use crate::day::Day;
use crate::model::{ClauseExample, ExpectedOutcome, Project, Spanned, Stage};
use crate::registry::{ClauseRef, StepState, case_steps, how_often, kept};

use super::{Audits, Obligation, ProjectAudit, Verdict, stage_of};

/// What a clause gets of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOutcome {
    /// It asks nothing of it.
    NotBound,
    /// A fact that decides it is not known.
    Undecided,
    /// It asks for these things, with these verdicts; whether one of them holds the project.
    Bound {
        /// The verdicts, in order.
        verdicts: Vec<Verdict>,
        /// Whether one of them holds.
        held: bool,
    },
    /// How a case of its procedure went, or how a duty was kept.
    Kept(&'static str),
    /// What the rules that watch it find in a record: see `check::tried`.
    Checked {
        /// The rules that find something, sorted.
        rules: Vec<&'static str>,
        /// Whether one of them denies it.
        denied: bool,
    },
}

impl ExampleOutcome {
    /// Whether it is what an example expects: a verdict must be that of everything which the clause asks, and the rules that find
    /// something those which the example names, if it names any.
    #[must_use]
    pub fn bears_out(&self, example: &ClauseExample) -> bool {
        let Some(expected) = example.expect.as_ref().map(|expected| expected.value) else { return false };
        match (self, expected) {
            (ExampleOutcome::NotBound, ExpectedOutcome::NotBound)
            | (ExampleOutcome::Undecided, ExpectedOutcome::Undecided)
            | (ExampleOutcome::Bound { .. } | ExampleOutcome::Checked { .. }, ExpectedOutcome::Bound) => true,
            (ExampleOutcome::Kept(word), ExpectedOutcome::Kept(expected)) => *word == expected,
            (ExampleOutcome::Bound { held, .. }, ExpectedOutcome::Held) => *held,
            (ExampleOutcome::Bound { verdicts, .. }, ExpectedOutcome::Verdict(word)) => {
                verdicts.iter().all(|verdict| verdict.id() == word)
            }
            (ExampleOutcome::Checked { rules, .. }, ExpectedOutcome::Verdict("met")) => rules.is_empty(),
            (ExampleOutcome::Checked { rules, denied }, ExpectedOutcome::Held | ExpectedOutcome::Found) => {
                let found = !rules.is_empty() && (*denied || expected == ExpectedOutcome::Found);
                found && (example.finds.is_empty() || finds(example) == *rules)
            }
            _ => false,
        }
    }

    /// The words of it, as examples write them.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            ExampleOutcome::NotBound => "not-bound".to_owned(),
            ExampleOutcome::Undecided => "undecided".to_owned(),
            ExampleOutcome::Kept(word) => (*word).to_owned(),
            ExampleOutcome::Bound { verdicts, held } => {
                let mut words: Vec<&str> = verdicts.iter().map(|verdict| verdict.id()).collect();
                words.dedup();
                let held = if *held { ", held" } else { "" };
                format!("bound: {}{held}", words.join(", "))
            }
            ExampleOutcome::Checked { rules, .. } if rules.is_empty() => "met".to_owned(),
            ExampleOutcome::Checked { rules, denied } => {
                format!("{}: {}", if *denied { "held" } else { "found" }, rules.join(", "))
            }
        }
    }
}

/// The rules that an example names, sorted.
fn finds(example: &ClauseExample) -> Vec<&str> {
    let mut rules: Vec<&str> = example.finds.iter().map(|rule| rule.value.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// What a clause gets of the project in an example, on the example's day. One without a day is asked about on the day of the run, or
/// the nearest to it on which the measure is in force: what it says of itself does not hang on when it is checked.
#[must_use]
pub fn gets(audits: &Audits<'_>, found: ClauseRef<'_>, example: &ClauseExample) -> Option<ExampleOutcome> {
    if example.project.is_none() {
        return in_time(found, example);
    }
    let day = example.day.as_ref().map_or_else(|| found.policy.in_force_near(audits.day()), |day| day.value);
    let project = in_place(found, example, day)?;
    // The clause proves itself: what else binds such a project is another's to prove.
    let alone = Audits::of_clause(audits.registry(), found, day);
    Some(of_clause(&alone.at(&project, stage_of(&project)), &found.reference()))
}

/// How the case of an example went, or how its duty was kept. One without a day is asked about on the last day that it has.
fn in_time(found: ClauseRef<'_>, example: &ClauseExample) -> Option<ExampleOutcome> {
    let asked = example.day.as_ref().map(|day| day.value);
    if let Some(case) = &example.case {
        let days = case.days.iter().map(|(_, day)| day).chain(&case.refused).map(|day| day.value);
        let day = asked.or_else(|| days.max())?;
        let steps = case_steps(case, found, day);
        let worst = |state: StepState| steps.iter().any(|step| step.state == state);
        let wrong = [StepState::OutOfOrder, StepState::TooShort, StepState::Overdue, StepState::Late];
        let word = wrong.into_iter().find(|state| worst(*state)).unwrap_or(StepState::InTime).id();
        return Some(if worst(StepState::Undecided) { ExampleOutcome::Undecided } else { ExampleOutcome::Kept(word) });
    }
    let id = &example.duty.as_ref()?.value;
    let duty = found.clause.duties.iter().find(|duty| duty.id.as_ref().is_some_and(|own| own.value == *id))?;
    let done: Vec<Day> = example.done.iter().map(|done| done.value).collect();
    let (since, day) = (found.policy.since()?, asked.or_else(|| done.iter().copied().max())?);
    let (recurrence, needed) = how_often(duty, since);
    let (ended, _) = kept(&recurrence, (needed, since), &done, day);
    let Some(ended) = ended else { return Some(ExampleOutcome::NotBound) };
    Some(ExampleOutcome::Kept(if ended.in_time >= needed {
        "kept"
    } else if ended.in_time + ended.late >= needed {
        "late"
    } else {
        "overdue"
    }))
}

/// The project of an example. One that gives no stage stands at the clause's gate, and passes on that day the gates whose days it
/// does not give.
fn in_place(found: ClauseRef<'_>, example: &ClauseExample, day: Day) -> Option<Project> {
    let mut project = (**example.project.as_ref()?).clone();
    if project.stage.is_none() {
        let gate = found.clause.gate.as_ref().map_or(Stage::Acceptance, |gate| gate.value);
        let span = example.span;
        project.stage = Some(Spanned { value: gate, span });
        let day = Spanned { value: day, span };
        let behind = [
            (gate > Stage::Approval, &mut project.approved),
            (gate >= Stage::Construction, &mut project.started),
            (gate > Stage::Acceptance, &mut project.accepted),
            (gate >= Stage::Operation, &mut project.operating),
        ];
        for (passed, own) in behind {
            if passed && own.is_none() {
                *own = Some(day.clone());
            }
        }
    }
    Some(project)
}

fn of_clause(audit: &ProjectAudit, reference: &str) -> ExampleOutcome {
    let own = |owed: &&Obligation| owed.demanded_by.iter().any(|demand| demand.reference == reference);
    let asked: Vec<&Obligation> = audit.obligations.iter().filter(own).collect();
    let binds = !asked.is_empty() || audit.in_general.iter().any(|bound| bound == reference);
    if binds {
        return ExampleOutcome::Bound {
            verdicts: asked.iter().map(|owed| owed.verdict).collect(),
            held: asked.iter().any(|owed| owed.holds),
        };
    }
    let open = audit.undecided.iter().flat_map(|open| &open.demanded_by);
    if open.into_iter().any(|demand| demand.reference == reference) {
        ExampleOutcome::Undecided
    } else {
        ExampleOutcome::NotBound
    }
}
