//! The tables within a clause: steps with time limits, duties that recur, and the examples by which a clause proves itself.

use crate::model::{ClauseExample, ExpectedOutcome, ProcedureStep, RecurringDuty};
use crate::references::ReferentKind;

use super::table::TableReader;
use super::{agency, case, project, resource};

/// What an example may expect: the words of DESIGN 3.4, and the verdicts.
const EXPECTED: [(&str, ExpectedOutcome); 21] = [
    ("bound", ExpectedOutcome::Bound),
    ("not-bound", ExpectedOutcome::NotBound),
    ("undecided", ExpectedOutcome::Undecided),
    ("held", ExpectedOutcome::Held),
    ("found", ExpectedOutcome::Found),
    ("met", ExpectedOutcome::Verdict("met")),
    ("planned", ExpectedOutcome::Verdict("planned")),
    ("not-due", ExpectedOutcome::Verdict("not-due")),
    ("missing", ExpectedOutcome::Verdict("missing")),
    ("partial", ExpectedOutcome::Verdict("partial")),
    ("superseded", ExpectedOutcome::Verdict("superseded")),
    ("expired", ExpectedOutcome::Verdict("expired")),
    ("invalid", ExpectedOutcome::Verdict("invalid")),
    ("waived", ExpectedOutcome::Verdict("waived")),
    ("not-applicable", ExpectedOutcome::Verdict("not-applicable")),
    ("in-time", ExpectedOutcome::Kept("in-time")),
    ("late", ExpectedOutcome::Kept("late")),
    ("too-short", ExpectedOutcome::Kept("too-short")),
    ("out-of-order", ExpectedOutcome::Kept("out-of-order")),
    ("overdue", ExpectedOutcome::Kept("overdue")),
    ("kept", ExpectedOutcome::Kept("kept")),
];

/// Reads `[[clause.step]]`.
pub fn step(mut table: TableReader<'_>) -> ProcedureStep {
    table.require(&["id", "from", "to"]);
    let step = ProcedureStep {
        id: table.id("id"),
        from: table.string("from"),
        to: table.string("to"),
        within: table.limit("within"),
        at_least: table.duration("at_least"),
        by: table.name("by", ReferentKind::Organ),
        answers: table.names("answers", ReferentKind::EvidenceKind),
        span: table.span(),
    };
    table.require_one_of(&["within", "at_least"]);
    table.finish();
    step
}

/// Reads `[[clause.duty]]`.
pub fn duty(mut table: TableReader<'_>) -> RecurringDuty {
    table.require(&["id", "by"]);
    let duty = RecurringDuty {
        id: table.id("id"),
        title: table.string("title"),
        every: table.cycle("every"),
        window: table.window("window"),
        due: table.day_of_year("due"),
        at_least: table.integer("at_least", 1..=366),
        by: table.name("by", ReferentKind::Organ),
        composition: table.composition("composition"),
        span: table.span(),
    };
    table.require_one_of(&["every", "at_least"]);
    table.finish();
    duty
}

/// Reads `[[clause.example]]`.
pub fn example(mut table: TableReader<'_>) -> ClauseExample {
    table.require(&["says", "expect"]);
    let example = ClauseExample {
        says: table.string("says"),
        project: table.table("project").map(|table| Box::new(project::in_place(table))),
        case: table.table("case").map(|table| Box::new(case::in_place(table))),
        resource: table.table("resource").map(|table| Box::new(resource::in_place(table))),
        beside: table.tables("beside").into_iter().map(resource::in_place).collect(),
        agency: table.table("agency").map(|table| Box::new(agency::in_place(table))),
        finds: table.names("finds", ReferentKind::Rule),
        duty: table.string("duty"),
        done: table.days("done"),
        day: table.day("day"),
        expect: table.word("expect", &EXPECTED),
        span: table.span(),
    };
    table.require_one_of(&["project", "case", "duty", "resource", "agency"]);
    table.require_with("beside", "resource");
    table.finish();
    example
}
