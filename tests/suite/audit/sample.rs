//! The whole audit of this repository's projects, against a table that was checked by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mulu_core::audit::{OrderState, Verdict, WaiverStanding};
use mulu_core::check::check;
use mulu_core::finding::Severity;

use super::audits::{AUDITS, asked};
use crate::harness::in_memory::{OWN, day};

/// The table of `expected.md`: the lines that begin with a bar, and the headings.
fn table() -> String {
    let mut table = String::new();
    for (project, audit) in AUDITS.iter() {
        let _ = writeln!(table, "## {} {} {}", project.id, audit.stage.id(), audit.gate().id());
        for obligation in &audit.obligations {
            let by: Vec<&str> = obligation.demanded_by.iter().map(|demand| demand.reference.as_str()).collect();
            let until = obligation.until.map_or_else(String::new, |until| until.to_string());
            let (gate, verdict) = (obligation.gate.id(), obligation.verdict.id());
            let _ =
                writeln!(table, "| {} | {} | {gate} | {verdict} | {until} |", asked(&OWN, obligation), by.join(" "));
        }
        for (order, state) in project.orders.iter().zip(&audit.orders) {
            let deadline = order.deadline.as_ref().map_or_else(String::new, |deadline| deadline.value.to_string());
            let _ = writeln!(table, "| order | | | {} | {deadline} |", state.state.id());
        }
    }
    table
}

#[test]
fn the_audit_is_the_table_checked_by_hand() {
    let expected = include_str!("expected.md");
    let facts = |line: &&str| line.starts_with("## ") || line.starts_with("| ");
    let expected: Vec<&str> = expected.lines().filter(facts).collect();
    let table = table();
    let found: Vec<&str> = table.lines().collect();
    assert_eq!(found, expected, "\n{table}");
}

#[test]
fn every_verdict_occurs() {
    let found: BTreeSet<Verdict> =
        AUDITS.iter().flat_map(|(_, audit)| &audit.obligations).map(|obligation| obligation.verdict).collect();
    assert_eq!(found, Verdict::ALL.into_iter().collect());
}

#[test]
fn rules_deny_exactly_what_the_audit_holds() {
    let findings = check(&OWN, day("2026-11-21"));
    for (project, audit) in AUDITS.iter() {
        let denied =
            findings.iter().filter(|finding| finding.place.file == project.file && finding.level == Severity::Deny);
        let overdue = audit.orders.iter().filter(|standing| standing.state == OrderState::Overdue).count();
        // A waiver that nobody may give is denied beside what it does not excuse.
        let refused = audit.waivers.iter().filter(|standing| matches!(standing, WaiverStanding::Refused(_))).count();
        assert_eq!(denied.count(), audit.holding().count() + overdue + refused, "{}", project.id);
    }
}
