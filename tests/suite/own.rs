//! The registry that this repository is.

use std::collections::BTreeSet;

use crate::harness::registry::Registry;

/// What is true of the sample data and is meant to be: a site without a single finding would show none of what Mulu is for.
/// Anything else is a slip in a record or in a rule.
const MEANT: &[&str] = &[
    "evidence-invalid",
    "adoption-not-filed",
    "adoption-superseded",
    "listed-superseded",
    "policy-cites-superseded",
    "policy-expired",
    "review-due-soon",
    "review-overdue",
    "topic-gap",
    "not-registered",
    "objection-unanswered",
    "sharing-too-narrow",
    "sweep-overdue",
    "two-sources",
    "withheld-unconfirmed",
    "withheld-without-basis",
    "duty-overdue",
    "span-too-short",
    "step-late",
    "evidence-expired",
    "evidence-missing",
    "mandatory-standard-missing",
    "order-overdue",
    "self-approved-waiver",
    "superseded-edition-cited",
    "undated-conformance",
    "waiver-expired",
    "waiver-not-allowed",
    "waiver-unused",
];

/// Rules that look at history: they find nothing in a folder alone, and clauses may name them before they are written.
const OF_HISTORY: &[&str] =
    &["review-history-rewritten", "record-deleted", "published-fact-changed", "unauthorised-change"];

#[test]
fn nothing_is_found_but_what_is_meant() {
    let registry = Registry::own();
    let ran = registry.on_day("check --format json");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let known: BTreeSet<String> = registry
        .mulu(["explain", "--lang", "en"])
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    // A clause may name a rule that is being written; it is a fault again once the rule is there, or is not a rule of Mulu's.
    let to_come = |finding: &serde_json::Value| {
        let message = finding["message"].as_str().unwrap();
        let rule = message.strip_prefix("there is no rule `").and_then(|rest| rest.strip_suffix('`'));
        rule.is_some_and(|rule| (MEANT.contains(&rule) || OF_HISTORY.contains(&rule)) && !known.contains(rule))
    };
    let findings = report["findings"].as_array().unwrap();
    let odd =
        findings.iter().filter(|finding| !MEANT.contains(&finding["rule"].as_str().unwrap()) && !to_come(finding));
    let odd: Vec<String> =
        odd.map(|f| format!("{}:{}: {}: {}", f["file"], f["line"], f["rule"], f["message"])).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}
