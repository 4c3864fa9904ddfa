//! Two versions of a record → what happened, in the field's terms.

use mulu_core::changes::{Change, Version, compare, verdict_changes};
use mulu_core::model::Kind;

use crate::harness::repository;

#[test]
fn what_happens_to_a_project_is_told() {
    let told = |old: &str, new: &str| -> Vec<String> {
        let read = |text: &str| Version::read(Kind::Project, text.as_bytes());
        compare(Kind::Project, Some(&read(old)), Some(&read(new))).iter().map(|change| change.words().en).collect()
    };
    let before = "stage = \"construction\"\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"x\"\n";
    let after = "stage = \"acceptance\"\napproved = 2024-03-01\n[[order]]\nissued = 2024-05-01\ndeadline = 2024-08-01\nabout = \"x\"\nclosed = 2024-07-01\n[[waiver]]\nstandard = \"GB/T39786—2021\"\nreason = \"r\"\napproved_by = \"committee\"\nuntil = 2025-01-31\n[[conformance]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"met\"\n[[evidence]]\nkind = \"mlps-filing\"\n";
    assert_eq!(
        told(before, after),
        [
            "stage construction → acceptance",
            "approved — → 2024-03-01",
            "declared GB/T 22239-2019: met",
            "GB/T 39786-2021 waived by committee until 2025-01-31",
            "the order was closed on 2024-07-01",
            "evidence: mlps-filing",
        ]
    );
    assert_eq!(
        told(after, before),
        [
            "stage acceptance → construction",
            "approved 2024-03-01 → —",
            "the waiver of GB/T 39786-2021 is gone",
            "edited conformance, evidence, order",
        ]
    );
    assert_eq!(told("stage = ", before), ["edited"]);
}

#[test]
fn what_happens_to_a_standard_is_told() {
    let told = |old: &str, new: &str| -> Vec<String> {
        let read = |text: &str| Version::read(Kind::Standard, format!("+++\n{text}+++\n").as_bytes());
        compare(Kind::Standard, Some(&read(old)), Some(&read(new))).iter().map(|change| change.words().en).collect()
    };
    let listed =
        "issued = 2019-05-10\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n";
    assert_eq!(told("issued = 2019-05-10\n", listed), ["listed from 2019-12-01"]);
    assert_eq!(
        told(listed, &listed.replace("listed = 2019-12-01", "listed = 2020-01-01").replace("recommended", "mandatory")),
        ["catalogue.listed 2019-12-01 → 2020-01-01", "binding recommended → mandatory"]
    );
    let delisted = listed.replace("\"listed\"", "\"delisted\"") + "delisted = 2026-01-01\n";
    assert_eq!(told(listed, &delisted), ["delisted from 2026-01-01"]);
    let erratum = "[[erratum]]\ndate = 2026-01-01\nkey = \"issued\"\nwas = 2019-05-10\nreason = \"slip\"\n";
    assert_eq!(
        told(listed, &format!("{}{erratum}", listed.replace("2019-05-10", "2019-05-11"))),
        ["corrected: issued was 2019-05-10 (slip)", "issued 2019-05-10 → 2019-05-11"]
    );
    let reviewed = format!("{listed}{}", repository::review("2022-11-20", "适用"));
    assert_eq!(told(listed, &reviewed), ["reviewed 2022-11-20: continue by authority"]);
    assert_eq!(
        told(&reviewed, &reviewed.replace("适用", "不适用")),
        ["the recorded review of 2022-11-20 was rewritten"]
    );
    assert_eq!(told(listed, &format!("withdrawn = 2025-01-01\n{listed}")), ["withdrawn from 2025-01-01"]);
    assert_eq!(told(listed, &listed.replace('\n', "\r\n")), [""; 0]);
}

#[test]
fn verdicts_that_changed_are_told() {
    let audit = |verdicts: &[(&str, &str)]| {
        verdicts.iter().map(|(what, verdict)| (("p".to_owned(), (*what).to_owned()), (*verdict).to_owned())).collect()
    };
    let changes = verdict_changes(
        &audit(&[("a", "met"), ("b", "missing")]),
        &audit(&[("a", "met"), ("b", "met"), ("c", "planned")]),
    );
    let told: Vec<(&str, Option<&str>, Option<&str>)> =
        changes.iter().map(|change| (change.what.as_str(), change.was.as_deref(), change.now.as_deref())).collect();
    assert_eq!(told, [("b", Some("missing"), Some("met")), ("c", None, Some("planned"))]);
}

#[test]
fn a_megabyte_is_cut_to_a_line() {
    let long = "长".repeat(300_000);
    let mut changes = [
        Change::Corrected { key: long.clone(), was: long.clone(), reason: long.clone() },
        Change::Waived { standard: long.clone(), by: long.clone(), until: Some(long.clone()) },
        Change::Edited { keys: vec![long; 100] },
    ];
    for change in &mut changes {
        change.shorten();
        assert!(change.words().zh.chars().count() < 20_000, "{}", change.term());
    }
}
