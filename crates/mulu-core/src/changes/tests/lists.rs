//! The lists of agencies and projects.

use crate::changes::Change;
use crate::model::Kind;

use super::{date_changed, edited, some, told};

fn agency(was: &str, now: &str) -> Vec<Change> {
    told(Kind::Agency, was, now)
}

fn project(was: &str, now: &str) -> Vec<Change> {
    told(Kind::Project, was, now)
}

fn adoption(standard: &str, lines: &str) -> String {
    format!("[[adoption]]\nstandard = \"{standard}\"\n{lines}\n")
}

fn waiver(standard: &str, until: &str) -> String {
    format!("[[waiver]]\nstandard = \"{standard}\"\napproved_by = \"sjj\"\nuntil = {until}\n")
}

#[test]
fn an_adoption_with_a_day_of_filing_is_filed() {
    let now = adoption("gb/t 1-2020", "status = \"planned\"\nfiled = 2024-01-01");
    let filed = Change::Filed { standard: "GB/T 1-2020".into(), day: some("2024-01-01") };
    assert_eq!(agency("", &now), std::slice::from_ref(&filed));
    assert_eq!(agency(&adoption("GB/T 1-2020", "status = \"planned\""), &now), [filed]);
}

#[test]
fn an_adoption_that_is_new_or_goes_on_is_adopted() {
    let at = |status: &str| adoption("GB/T 1-2020", &format!("status = \"{status}\"\nfiled = 2024-01-01"));
    let moved = Change::Adopted { standard: "GB/T 1-2020".into(), status: "implemented".into() };
    assert_eq!(agency(&at("planned"), &at("implemented")), [moved]);
    let new = Change::Adopted { standard: "GB/T 2-2020".into(), status: "planned".into() };
    assert_eq!(agency("", &adoption("GB/T 2-2020", "status = \"planned\"")), [new]);
}

#[test]
fn an_adoption_with_other_particulars_is_edited() {
    let with = |system: &str| adoption("GB/T 1-2020", &format!("systems = [\"{system}\"]"));
    assert_eq!(agency(&with("甲"), &with("乙")), [edited(&["adoption"])]);
}

#[test]
fn standards_that_are_no_longer_adopted_are_named_once_each() {
    let was = [1, 2, 1].map(|serial| adoption(&format!("GB/T {serial}-2020"), "")).concat();
    let filing_removed = |standard: &str| Change::FilingRemoved { standard: standard.into() };
    assert_eq!(agency(&was, ""), [filing_removed("GB/T 1-2020"), filing_removed("GB/T 2-2020")]);
    assert_eq!(agency(&was, &adoption("GB/T 2-2020", "")), [filing_removed("GB/T 1-2020")]);
}

#[test]
fn a_training_was_held_and_one_that_is_gone_is_an_edit() {
    let training = "[[training]]\ndate = 2024-05-01\n";
    assert_eq!(agency("", training), [Change::Trained { day: some("2024-05-01") }]);
    assert_eq!(agency(training, ""), [edited(&["training"])]);
}

#[test]
fn a_project_goes_from_stage_to_stage() {
    let staged = Change::StageChanged { was: some("planning"), now: some("approval") };
    assert_eq!(project("stage = \"planning\"", "stage = \"approval\""), [staged]);
    assert_eq!(project("approved = 2020-01-01", ""), [date_changed("approved", Some("2020-01-01"), None)]);
}

#[test]
fn a_project_declares_a_standard_and_its_status() {
    let declared = |status: &str, note: &str| {
        format!("[[conformance]]\nstandard = \"GB/T 1-2020\"\nstatus = \"{status}\"\nnote = \"{note}\"\n")
    };
    let met = Change::Declared { standard: "GB/T 1-2020".into(), status: "met".into() };
    assert_eq!(project("", &declared("met", "")), std::slice::from_ref(&met));
    assert_eq!(project(&declared("planned", ""), &declared("met", "")), [met]);
    assert_eq!(project(&declared("met", "甲"), &declared("met", "乙")), [edited(&["conformance"])]);
    assert_eq!(project(&declared("met", ""), ""), [edited(&["conformance"])]);
}

#[test]
fn a_waiver_names_the_standard_or_the_clause() {
    let standard = Change::Waived { standard: "GB/T 1-2020".into(), by: "sjj".into(), until: some("2025-01-01") };
    assert_eq!(project("", &waiver("GB/T 1-2020", "2025-01-01")), [standard]);
    let clause = Change::Waived { standard: "policy#5".into(), by: String::new(), until: None };
    assert_eq!(project("", "[[waiver]]\nclause = \"policy#5\""), [clause]);
}

#[test]
fn a_waiver_that_is_prolonged_is_given_anew_and_one_that_is_gone_is_told() {
    let (short, long) = (waiver("GB/T 1-2020", "2025-01-01"), waiver("GB/T 1-2020", "2026-01-01"));
    let anew = Change::Waived { standard: "GB/T 1-2020".into(), by: "sjj".into(), until: some("2026-01-01") };
    assert_eq!(project(&short, &long), [anew]);
    assert_eq!(project(&short, ""), [Change::WaiverRemoved { standard: "GB/T 1-2020".into() }]);
}

#[test]
fn of_two_waivers_of_one_standard_one_that_is_gone_is_an_edit() {
    let (short, long) = (waiver("GB/T 1-2020", "2025-01-01"), waiver("GB/T 1-2020", "2026-01-01"));
    assert_eq!(project(&format!("{short}{long}"), &short), [edited(&["waiver"])]);
}

#[test]
fn an_order_is_given_and_obeyed() {
    let order = "[[order]]\nissued = 2024-01-01\nabout = \"GB/T 1-2020\"\ndeadline = 2024-03-01\n";
    assert_eq!(project("", order), [Change::Ordered { day: some("2024-03-01") }]);
    let closed = format!("{order}closed = 2024-02-01\n");
    assert_eq!(project(order, &closed), [Change::OrderClosed { day: some("2024-02-01") }]);
    let later = order.replace("2024-03-01", "2024-04-01");
    assert_eq!(project(order, &later), [edited(&["order"])]);
    assert_eq!(project(order, ""), [edited(&["order"])]);
}

#[test]
fn evidence_is_told_by_its_kind_and_edited_when_it_is_gone() {
    let evidence = "[[evidence]]\nkind = \"test-report\"\n";
    assert_eq!(project("", evidence), [Change::EvidenceAdded { what: "test-report".into() }]);
    assert_eq!(project(evidence, ""), [edited(&["evidence"])]);
}

#[test]
fn a_list_that_is_no_list_of_tables_is_an_edit() {
    for key in ["stage", "conformance", "waiver", "order", "evidence"] {
        assert_eq!(project("", &format!("{key} = 5")), [edited(&[key])]);
    }
    for key in ["adoption", "training"] {
        assert_eq!(agency("", &format!("{key} = 5")), [edited(&[key])]);
    }
    assert_eq!(project("", "[[waiver]]\nuntil = 2025-01-01"), [edited(&["waiver"])]);
    assert_eq!(agency("", "[[adoption]]\nfiled = 2025-01-01"), [edited(&["adoption"])]);
}
