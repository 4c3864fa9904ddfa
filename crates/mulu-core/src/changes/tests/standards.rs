//! Standards and policies.

use crate::changes::{Change, Version, compare};
use crate::model::Kind;

use super::{date_changed, edited, prose, some, told};

fn standard(was: &str, now: &str) -> Vec<Change> {
    told(Kind::Standard, was, now)
}

#[test]
fn equal_versions_have_no_change() {
    let keys = "number = \"GB/T 1-2020\"\n[catalogue]\nstatus = \"listed\"\n[[review]]\ndate = 2024-01-01";
    assert_eq!(standard(keys, keys), []);
}

#[test]
fn what_only_looks_different_is_no_change() {
    assert_eq!(standard("title = \"甲\"\nissued = 2020-01-01", "# 说明\nissued = 2020-01-01\ntitle = '甲'"), []);
    let (unix, windows) = (prose("", "一\n二\n"), prose("", "\r\n一\r\n二\r\n\r\n"));
    assert_eq!(compare(Kind::Standard, Some(&unix), Some(&windows)), []);
}

#[test]
fn a_record_that_is_gone_is_removed_and_nothing_else() {
    let was = prose("[catalogue]\nstatus = \"listed\"", "");
    assert_eq!(compare(Kind::Standard, Some(&was), None), [Change::Removed]);
}

#[test]
fn a_new_record_tells_what_it_says_already_but_not_its_days_and_keys() {
    let now = prose(
        "number = \"GB/T 1-2020\"\nissued = 2020-01-01\nreplaces = [\"GB/T 1-2010\"]\n[catalogue]\nstatus = \"listed\"\nlisted = 2021-01-01\n[drafting]\napproval = 2019-01-01",
        "正文",
    );
    let expected = [
        Change::Added,
        Change::Listed { day: some("2021-01-01") },
        Change::Replaces { standard: "GB/T 1-2010".to_owned(), partly: false },
    ];
    assert_eq!(compare(Kind::Standard, None, Some(&now)), expected);
}

#[test]
fn a_new_record_that_cannot_be_read_is_added() {
    let broken = Version::read(Kind::Standard, b"+++\ntitle = \n+++\n");
    assert_eq!(compare(Kind::Standard, None, Some(&broken)), [Change::Added]);
}

#[test]
fn a_version_that_cannot_be_read_was_edited_in_some_way() {
    let (good, broken) = (prose("title = \"甲\"", ""), Version::read(Kind::Standard, b"no front matter"));
    assert_eq!(compare(Kind::Standard, Some(&good), Some(&broken)), [edited(&[])]);
    assert_eq!(compare(Kind::Standard, Some(&broken), Some(&good)), [edited(&[])]);
    assert_eq!(compare(Kind::Standard, Some(&broken), Some(&broken)), []);
    assert_eq!(Version::read(Kind::Agency, b"name = \"\xff\""), Version::default());
}

#[test]
fn other_keys_are_named_once_each_in_order_and_prose_is_the_key_text() {
    let (was, now) =
        (prose("title = \"甲\"\nics = [\"35.240\"]", "一"), prose("title = \"乙\"\nccs = [\"L67\"]", "二"));
    assert_eq!(compare(Kind::Standard, Some(&was), Some(&now)), [edited(&["ccs", "ics", "text", "title"])]);
}

#[test]
fn the_catalogue_tells_how_its_status_changed() {
    let status =
        |status: &str| format!("[catalogue]\nstatus = \"{status}\"\nlisted = 2021-01-01\ndelisted = 2022-01-01");
    let none = "";
    let listed = Change::Listed { day: some("2021-01-01") };
    let delisted = Change::Delisted { day: some("2022-01-01") };
    for (was, now, expected) in [
        (none, &*status("listed"), listed.clone()),
        (&*status("proposed"), &*status("listed"), listed),
        (&*status("listed"), &*status("delisted"), delisted),
        (none, &*status("proposed"), Change::Proposed),
        (&*status("listed"), none, Change::Delisted { day: None }),
        (&*status("proposed"), &*status("excluded"), edited(&["catalogue"])),
    ] {
        assert_eq!(standard(was, now), [expected], "{was} → {now}");
    }
}

#[test]
fn in_the_catalogue_a_day_a_force_and_another_key_are_told_apart() {
    let was = "[catalogue]\nstatus = \"listed\"\nlisted = 2021-01-01\nbinding = \"recommended\"\nwhen = \"true\"";
    let now = "[catalogue]\nstatus = \"listed\"\nlisted = 2021-02-01\nbinding = \"mandatory\"\nwhen = \"false\"";
    let expected = [
        date_changed("catalogue.listed", Some("2021-01-01"), Some("2021-02-01")),
        Change::Bound { was: some("recommended"), now: some("mandatory") },
        edited(&["catalogue.when"]),
    ];
    assert_eq!(standard(was, now), expected);
}

#[test]
fn a_review_that_is_appended_was_held() {
    let first = "[[review]]\ndate = 2020-01-01\nconclusion = \"continue\"\nby = \"scjgj\"\n";
    let second = "[[review]]\ndate = 2023-01-01\nconclusion = \"revise\"\nby = \"sjj\"\n";
    let held = Change::Reviewed { day: some("2023-01-01"), conclusion: "revise".into(), by: "sjj".into() };
    assert_eq!(standard(first, &format!("{first}{second}")), [held]);
}

#[test]
fn a_review_that_is_gone_or_different_was_rewritten() {
    let review = |conclusion: &str| format!("[[review]]\ndate = 2020-01-01\nconclusion = \"{conclusion}\"\n");
    let rewritten = Change::ReviewRewritten { day: some("2020-01-01") };
    assert_eq!(standard(&review("revise"), &review("continue")), std::slice::from_ref(&rewritten));
    assert_eq!(standard(&review("revise"), ""), [rewritten]);
}

#[test]
fn a_review_moved_to_another_day_was_rewritten_and_one_was_held() {
    let review = |day: &str| format!("[[review]]\ndate = {day}\nconclusion = \"continue\"\nby = \"sjj\"\n");
    let expected = [
        Change::ReviewRewritten { day: some("2020-01-01") },
        Change::Reviewed { day: some("2021-01-01"), conclusion: "continue".into(), by: "sjj".into() },
    ];
    assert_eq!(standard(&review("2020-01-01"), &review("2021-01-01")), expected);
}

#[test]
fn replacing_names_canonical_numbers_and_only_those_that_are_new() {
    let expected = [
        Change::Replaces { standard: "GB/T 3-2010".into(), partly: false },
        Change::Replaces { standard: "GB/T 4-2010".into(), partly: true },
    ];
    let was = "replaces = [\"GB/T 2-2010\"]";
    let now = "replaces = [\"GB/T 2—2010\", \"gb/t3-2010\"]\npartly_replaces = [\"GB/T 4-2010\"]";
    assert_eq!(standard(was, now), expected);
    assert_eq!(standard(now, "replaces = [\"GB/T 2-2010\", \"GB/T 3-2010\"]"), [edited(&["partly_replaces"])]);
}

#[test]
fn a_day_of_withdrawal_withdraws_and_another_one_redates() {
    assert_eq!(standard("", "withdrawn = 2024-01-01"), [Change::Withdrawn { day: some("2024-01-01") }]);
    let moved = date_changed("withdrawn", Some("2024-01-01"), Some("2024-02-01"));
    assert_eq!(standard("withdrawn = 2024-01-01", "withdrawn = 2024-02-01"), [moved]);
    let gone = date_changed("withdrawn", Some("2024-01-01"), None);
    assert_eq!(standard("withdrawn = 2024-01-01", ""), [gone]);
}

#[test]
fn days_of_issue_effect_and_drafting_are_redated() {
    let was = "issued = 2020-01-01\n[drafting]\napproval = 2019-01-01";
    let now = "effective = 2020-06-01\n[drafting]\napproval = 2019-02-01\nconsultation = 2019-03-01";
    let expected = [
        date_changed("issued", Some("2020-01-01"), None),
        date_changed("effective", None, Some("2020-06-01")),
        date_changed("drafting.approval", Some("2019-01-01"), Some("2019-02-01")),
        date_changed("drafting.consultation", None, Some("2019-03-01")),
    ];
    assert_eq!(standard(was, now), expected);
}

#[test]
fn a_new_erratum_says_what_was_corrected_and_why() {
    let erratum = "[[erratum]]\nkey = \"issued\"\nwas = \"2020-01-01\"\nreason = \"笔误\"\n";
    let corrected = Change::Corrected { key: "issued".into(), was: "2020-01-01".into(), reason: "笔误".into() };
    for kind in [Kind::Standard, Kind::Policy] {
        assert_eq!(told(kind, "", erratum), std::slice::from_ref(&corrected));
    }
}

#[test]
fn an_erratum_that_is_taken_away_is_an_edit() {
    let erratum = |key: &str| format!("[[erratum]]\nkey = \"{key}\"\nwas = \"2020-01-01\"\nreason = \"笔误\"\n");
    for kind in [Kind::Standard, Kind::Policy] {
        assert_eq!(told(kind, &erratum("issued"), ""), [edited(&["erratum"])]);
        let both = format!("{}{}", erratum("issued"), erratum("effective"));
        assert_eq!(told(kind, &both, &erratum("effective")), [edited(&["erratum"])]);
    }
}

#[test]
fn a_policy_is_repealed_and_redated() {
    let was = "expires = 2025-01-01\nnumber = \"长政发〔2018〕8号\"";
    let now = "expires = 2026-01-01\nrepealed = 2024-01-01\nnumber = \"长政发〔2018〕9号\"";
    let expected = [
        Change::Withdrawn { day: some("2024-01-01") },
        date_changed("expires", Some("2025-01-01"), Some("2026-01-01")),
        edited(&["number"]),
    ];
    assert_eq!(told(Kind::Policy, was, now), expected);
}

#[test]
fn of_configuration_taxonomy_and_evidence_the_keys_are_named() {
    for kind in [Kind::Config, Kind::Taxonomy, Kind::Evidence] {
        assert_eq!(told(kind, "name = \"甲\"", "name = \"乙\"\nstage = 1"), [edited(&["name", "stage"])]);
    }
}

#[test]
fn a_value_of_another_type_than_expected_is_an_edit() {
    for (was, now, key) in [
        ("", "replaces = \"GB/T 1-2010\"", "replaces"),
        ("", "withdrawn = 2024", "withdrawn"),
        ("", "catalogue = \"listed\"", "catalogue"),
        ("review = 1", "review = 2", "review"),
        ("issued = 1", "issued = 2", "issued"),
        ("[[review]]\ndate = 2020-01-01", "[[review]]\ndate = 2020-01-01\n[[review]]\ndate = 2020-01-01", "review"),
    ] {
        assert_eq!(standard(was, now), [edited(&[key])], "{was} → {now}");
    }
}
