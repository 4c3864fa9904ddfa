//! The net: every output over four registries at several days, kept below `tests/golden/`, so that no byte changes unseen.
//!
//! `cargo test --test suite golden` says what differs; `MULU_BLESS=1 cargo test --test suite golden` writes down what is meant,
//! and git shows it. PDFs are left out, for a browser makes them.
//!
//! Texts are kept whole at a registry's first day and in its first language, and elsewhere as what differs from that. Of pages
//! and of large documents sums are kept. What the program calls itself and the ids of commits are taken out first: the one
//! changes with every release, the other with every record.

mod commands;
mod compare;
mod digest;
mod hostile;
mod kept;
mod site;
mod subject;

use subject::Subject;

/// Asks a registry everything, and compares.
#[track_caller]
fn hold(subject: &Subject) {
    let mut outputs = kept::Outputs::default();
    for day in subject.days {
        outputs.of_day(day, subject.days[0], commands::said(subject, day));
        outputs.of_day(day, subject.days[0], site::built(subject, day));
    }
    outputs.add(commands::of_no_day(subject));
    compare::compare(subject, &outputs);
}

#[test]
fn golden_of_this_repository() {
    hold(&Subject::own());
}

#[test]
fn golden_of_hostile_records() {
    hold(&Subject::hostile());
}

#[test]
fn golden_of_three_hundred_records() {
    hold(&Subject::corpus());
}

#[test]
fn golden_of_a_registry_with_a_past() {
    hold(&Subject::past());
}
