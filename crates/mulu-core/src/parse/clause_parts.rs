//! The tables within a clause: steps with time limits, duties that recur, and the examples by which a clause proves itself.

use crate::model::{ClauseExample, Expected, ProcedureStep, RecurringDuty};
use crate::references::Referent;

use super::project;
use super::table::Table;

/// What an example may expect: the words of DESIGN 3.4, and the verdicts.
const EXPECTED: [(&str, Expected); 14] = [
    ("bound", Expected::Bound),
    ("not-bound", Expected::NotBound),
    ("undecided", Expected::Undecided),
    ("held", Expected::Held),
    ("met", Expected::Verdict("met")),
    ("planned", Expected::Verdict("planned")),
    ("not-due", Expected::Verdict("not-due")),
    ("missing", Expected::Verdict("missing")),
    ("partial", Expected::Verdict("partial")),
    ("superseded", Expected::Verdict("superseded")),
    ("expired", Expected::Verdict("expired")),
    ("invalid", Expected::Verdict("invalid")),
    ("waived", Expected::Verdict("waived")),
    ("not-applicable", Expected::Verdict("not-applicable")),
];

/// Reads `[[clause.step]]`.
pub fn step(mut table: Table<'_>) -> ProcedureStep {
    table.require(&["id", "from", "to"]);
    let step = ProcedureStep {
        id: table.id("id"),
        from: table.string("from"),
        to: table.string("to"),
        within: table.string("within"),
        at_least: table.duration("at_least"),
        by: table.name("by", Referent::Organ),
        span: table.span(),
    };
    table.require_one_of(&["within", "at_least"]);
    table.finish();
    step
}

/// Reads `[[clause.duty]]`.
pub fn duty(mut table: Table<'_>) -> RecurringDuty {
    table.require(&["id", "by"]);
    let duty = RecurringDuty {
        id: table.id("id"),
        every: table.cycle("every"),
        window: table.string("window"),
        due: table.string("due"),
        at_least: table.integer("at_least", 1..=366),
        by: table.name("by", Referent::Organ),
        composition: table.string("composition"),
        span: table.span(),
    };
    table.require_one_of(&["every", "at_least"]);
    table.finish();
    duty
}

/// Reads `[[clause.example]]`.
pub fn example(mut table: Table<'_>) -> ClauseExample {
    table.require(&["says", "project", "expect"]);
    let example = ClauseExample {
        says: table.string("says"),
        project: table.table("project").map(|table| Box::new(project::in_place(table))),
        day: table.day("day"),
        expect: table.word("expect", &EXPECTED),
        span: table.span(),
    };
    table.finish();
    example
}
