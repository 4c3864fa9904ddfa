//! Each verdict at its edges.

use mulu_core::audit::{Audits, Gate};
use mulu_core::registry::Registry;

use super::audits::{audit, project, verdicts};
use crate::harness::in_memory::{day, registry as memory};

const POLICY: &str = r#"+++
title = "办法"
jurisdiction = "430100"
issued = 2018-05-12
effective = 2018-06-12

[[clause]]
id = "1"
text = "…"
subject = "project"
gate = "operation"
mandates = ["GB/T 1-2010"]
requires = ["proof"]
approved_by = "committee"

[[clause]]
id = "2"
text = "…"
subject = "project"
gate = "acceptance"
requires = ["proof"]
approved_by = "committee"
+++
"#;

fn standard(number: &str, effective: &str, more: &str) -> String {
    format!("+++\nnumber = \"{number}\"\ntitle = \"t\"\nissued = 2010-01-01\neffective = {effective}\n{more}+++\n")
}

fn registry() -> Registry {
    memory(&[
        (
            "book.toml",
            "[catalogue]\njurisdiction = \"430100\"\n[review]\ntransition = \"P1Y\"\n[roles]\nwaive = [\"committee\"]\n",
        ),
        ("policies/p.md", POLICY),
        ("agencies/committee.toml", "name = \"c\"\njurisdiction = \"430100\"\nroles = [\"committee\"]\n"),
        ("standards/national/gb-t-1-2010.md", &standard("GB/T 1-2010", "2010-06-01", "")),
        ("standards/national/gb-t-1-2020.md", &standard("GB/T 1-2020", "2020-02-29", "replaces = [\"GB/T 1-2010\"]\n")),
        ("standards/national/gb-t-1-2030.md", &standard("GB/T 1-2030", "2030-01-01", "replaces = [\"GB/T 1-2020\"]\n")),
    ])
}

/// The verdicts and the gate of a project of a few lines.
fn of(stage: &str, on: &str, rest: &str) -> (Vec<&'static str>, Gate) {
    let registry = registry();
    let audits = Audits::of(&registry, day(on));
    let text = format!(
        "name = \"p\"\nagency = \"owner\"\njurisdiction = \"430102\"\nstage = \"{stage}\"\napproved = 2019-01-01\n{rest}"
    );
    let audit = audit(&audits, &project(&text));
    let found = verdicts(&registry, &audit).into_iter().map(|(_, verdict)| verdict).collect();
    (found, audit.gate())
}

fn conformance(number: &str, status: &str) -> String {
    format!("[[conformance]]\nstandard = \"{number}\"\nstatus = \"{status}\"\nreason = \"r\"\n")
}

fn evidence(more: &str) -> String {
    format!("[[evidence]]\nkind = \"proof\"\nref = \"1\"\n{more}")
}

fn waiver(what: &str, until: &str) -> String {
    format!("[[waiver]]\n{what}\nreason = \"r\"\napproved_by = \"committee\"\napproved = 2024-01-01\nuntil = {until}\n")
}

#[test]
fn a_standard_is_declared_at_approval_and_met_at_acceptance() {
    let stages = ["planning", "approval", "construction", "acceptance", "operation"];
    let row = |rest: &str| stages.map(|stage| of(stage, "2026-11-21", rest).0[0]);
    assert_eq!(row(""), ["not-due", "missing", "missing", "missing", "missing"]);
    assert_eq!(row(&conformance("GB/T 1-2020", "planned")), ["planned", "planned", "planned", "partial", "partial"]);
    assert_eq!(row(&conformance("GB/T 1-2020", "partial")), ["planned", "planned", "planned", "partial", "partial"]);
    assert_eq!(row(&conformance("GB/T 1-2020", "met")), ["met"; 5]);
    assert_eq!(row(&conformance("GB/T 1-2020", "not-applicable")), ["not-applicable"; 5]);
    assert_eq!(row(&conformance("GB/T 1-2010", "met")), ["superseded"; 5]);
    assert!(of("retired", "2026-11-21", "").0.is_empty());
}

#[test]
fn a_replaced_edition_counts_until_the_transition_ends() {
    let declared = conformance("GB/T 1-2010", "met");
    assert_eq!(of("construction", "2020-02-28", &declared).0[0], "met");
    assert_eq!(of("construction", "2020-02-29", &declared).0[0], "met");
    // A year from the leap day clamps to the last day of February.
    assert_eq!(of("construction", "2021-02-28", &declared), (vec!["met", "not-due"], Gate::Pass));
    assert_eq!(of("construction", "2021-03-01", &declared), (vec!["superseded", "not-due"], Gate::Hold));
    // What is not asked for yet holds nobody.
    assert_eq!(of("planning", "2021-03-01", &declared), (vec!["superseded", "not-due"], Gate::Pass));
}

#[test]
fn undated_numbers_and_editions_to_come_count_for_the_one_in_force() {
    assert_eq!(of("operation", "2026-11-21", &conformance("GB/T 1", "met")).0[0], "met");
    assert_eq!(of("operation", "2026-11-21", &conformance("GB/T 1-2030", "met")).0[0], "met");
    assert_eq!(of("operation", "2026-11-21", &conformance("GB/T 1-2031", "met")).0[0], "missing");
}

#[test]
fn the_best_answer_counts() {
    let both = conformance("GB/T 1-2010", "met") + &conformance("GB/T 1-2020", "partial");
    assert_eq!(of("construction", "2026-11-21", &both).0[0], "planned");
    let both = evidence("expires = 2026-01-01\n") + &evidence("expires = 2027-01-01\n");
    assert_eq!(of("operation", "2026-11-21", &both).0[1], "met");
}

#[test]
fn evidence_is_good_from_issue_to_expiry() {
    let proof =
        |more: &str, stage: &str| of(stage, "2026-11-21", &(conformance("GB/T 1-2020", "met") + &evidence(more)));
    let both = |verdict, gate| (vec!["met", verdict], gate);
    assert_eq!(proof("issued = 2026-11-21\nexpires = 2026-11-21\n", "operation"), both("met", Gate::Pass));
    assert_eq!(proof("issued = 2026-11-22\n", "operation"), both("missing", Gate::Hold));
    assert_eq!(proof("expires = 2026-11-20\n", "operation"), both("expired", Gate::Hold));
    // The earliest of the two clauses asks at acceptance.
    assert_eq!(proof("expires = 2026-11-20\n", "acceptance"), both("expired", Gate::Hold));
    assert_eq!(proof("expires = 2026-11-20\n", "construction"), both("expired", Gate::Pass));
}

#[test]
fn a_waiver_covers_who_it_names() {
    let at = |stage: &str, rest: &str| of(stage, "2026-11-21", &(conformance("GB/T 1-2020", "met") + rest));
    let [one, two] = ["clause = \"p#1\"", "clause = \"p#2\""].map(|clause| waiver(clause, "2026-11-21"));
    // Clause 1 still asks by operation when clause 2 is waived.
    assert_eq!(at("acceptance", &two), (vec!["met", "not-due"], Gate::Pass));
    assert_eq!(at("operation", &two), (vec!["met", "missing"], Gate::Hold));
    assert_eq!(at("operation", &(one.clone() + &two)), (vec!["met", "waived"], Gate::Pass));
    let over = waiver("clause = \"p#2\"", "2026-11-20");
    assert_eq!(at("operation", &(one + &over)), (vec!["met", "expired"], Gate::Hold));
}

#[test]
fn a_waived_standard_is_meant_in_every_edition() {
    for number in ["GB/T 1-2020", "GB/T 1-2010", "GB/T 1"] {
        let what = format!("standard = \"{number}\"");
        assert_eq!(of("construction", "2026-11-21", &waiver(&what, "2026-11-21")).0[0], "waived", "{number}");
        assert_eq!(of("construction", "2026-11-22", &waiver(&what, "2026-11-21")).0[0], "expired", "{number}");
        assert_eq!(of("construction", "2023-12-31", &waiver(&what, "2026-11-21")).0[0], "missing", "{number}");
        assert_eq!(of("planning", "2026-11-22", &waiver(&what, "2026-11-21")).0[0], "not-due", "{number}");
    }
}

#[test]
fn the_next_gate_lists_what_is_asked_there() {
    let registry = registry();
    let audits = Audits::of(&registry, day("2026-11-21"));
    let text = "name = \"p\"\nagency = \"o\"\njurisdiction = \"430100\"\nstage = \"construction\"\n";
    let (stage, asks) =
        audits.next(&project(&(text.to_owned() + &conformance("GB/T 1-2020", "planned")))).expect("there is one");
    assert_eq!(stage.id(), "acceptance");
    assert_eq!(asks.iter().map(|ask| ask.verdict.id()).collect::<Vec<_>>(), ["partial", "missing"]);
    assert!(audits.next(&project(&text.replace("construction", "operation"))).is_none());
}
