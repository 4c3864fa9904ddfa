//! Which edition is in force, and which one a citation means.

use super::super::{CitationTarget, Registry};
use super::{Fixture, day};
use crate::day::Status;
use crate::number::Number;

/// Three editions, the first without its dates, as old ones often are.
fn chain() -> Registry {
    Fixture::default()
        .standard("GB/T 22080-2008", "")
        .dated("GB/T 22080-2016", "2016-08-29", "2017-03-01", "replaces = [\"GB/T 22080-2008\"]")
        .dated("GB/T 22080-2025", "2025-06-30", "2026-01-01", "replaces = [\"GB/T 22080-2016\"]")
        .load()
}

#[test]
fn a_chain_is_followed_to_its_end() {
    let registry = chain();
    assert_eq!(registry.became("GB/T 22080-2008", "2025-12-31"), ["GB/T 22080-2016"]);
    assert_eq!(registry.became("GB/T 22080-2008", "2026-01-01"), ["GB/T 22080-2025"]);
    assert_eq!(registry.became("GB/T 22080-2025", "2026-01-01"), ["GB/T 22080-2025"]);
    let succession = registry.succession(registry.at("GB/T 22080-2008"), day("2026-11-21"));
    assert_eq!(succession.since, Some(day("2017-03-01")));
}

#[test]
fn an_edition_without_dates_that_was_replaced_is_no_draft() {
    let registry = chain();
    let status = |on| registry.status(registry.at("GB/T 22080-2008"), day(on));
    assert_eq!(status("2016-08-29"), Status::Current);
    assert_eq!(status("2017-02-28"), Status::Current);
    assert_eq!(status("2017-03-01"), Status::Replaced);
}

#[test]
fn an_edition_is_replaced_when_its_successor_is_effective_not_when_it_is_issued() {
    let registry = chain();
    let status = |number, on| registry.status(registry.at(number), day(on));
    assert_eq!(status("GB/T 22080-2016", "2025-06-30"), Status::Current);
    assert_eq!(status("GB/T 22080-2025", "2025-06-30"), Status::Upcoming);
    assert_eq!(status("GB/T 22080-2016", "2026-01-01"), Status::Replaced);
}

#[test]
fn a_split_leads_to_both_and_a_merge_to_one() {
    let registry = Fixture::default()
        .dated("GB/T 1-2010", "2010-01-01", "2010-02-01", "")
        .dated("GB/T 2-2015", "2015-01-01", "2015-02-01", "replaces = [\"GB/T 1-2010\"]")
        .dated("GB/T 3-2016", "2016-01-01", "2016-02-01", "replaces = [\"GB/T 1-2010\"]")
        .dated("GB/T 4-2020", "2020-01-01", "2020-02-01", "replaces = [\"GB/T 2-2015\", \"GB/T 3-2016\"]")
        .load();
    assert_eq!(registry.became("GB/T 1-2010", "2015-12-31"), ["GB/T 2-2015"]);
    assert_eq!(registry.became("GB/T 1-2010", "2019-12-31"), ["GB/T 2-2015", "GB/T 3-2016"]);
    assert_eq!(registry.became("GB/T 1-2010", "2020-02-01"), ["GB/T 4-2020"]);
    assert_eq!(registry.meant("GB/T 3-2016", "2020-02-01"), ["GB/T 4-2020"]);
}

#[test]
fn a_partial_replacement_leaves_the_old_edition_in_force() {
    let registry = Fixture::default()
        .dated("GB/T 1-2010", "2010-01-01", "2010-02-01", "")
        .dated("GB/T 2-2015", "2015-01-01", "2015-02-01", "partly_replaces = [\"GB/T 1-2010\"]")
        .load();
    let old = registry.at("GB/T 1-2010");
    assert_eq!(registry.status(old, day("2026-11-21")), Status::Current);
    assert_eq!(registry.became("GB/T 1-2010", "2026-11-21"), ["GB/T 1-2010"]);
    assert_eq!(
        (registry.successors(old).len(), registry.partial_successors(old)),
        (0, &[registry.at("GB/T 2-2015")][..])
    );
}

#[test]
fn a_circle_of_replacements_ends() {
    let registry = Fixture::default()
        .dated("GB/T 1-2010", "2010-01-01", "2010-02-01", "replaces = [\"GB/T 1-2010\", \"GB/T 3-2016\"]")
        .dated("GB/T 2-2015", "2015-01-01", "2015-02-01", "replaces = [\"GB/T 1-2010\"]")
        .dated("GB/T 3-2016", "2016-01-01", "2016-02-01", "replaces = [\"GB/T 2-2015\"]")
        .load();
    for number in ["GB/T 1-2010", "GB/T 2-2015", "GB/T 3-2016"] {
        assert!(registry.became(number, "2026-11-21").is_empty(), "{number}");
    }
}

#[test]
fn a_long_chain_is_followed_without_recursion() {
    let mut fixture = Fixture::default().dated("GB/T 1000-2000", "2000-01-01", "2000-01-01", "");
    for number in 1001..3000 {
        let replaces = format!("replaces = [\"GB/T {}-2000\"]", number - 1);
        fixture = fixture.dated(&format!("GB/T {number}-2000"), "2000-01-01", "2000-01-01", &replaces);
    }
    let registry = fixture.load();
    assert_eq!(registry.became("GB/T 1000-2000", "2026-11-21"), ["GB/T 2999-2000"]);
}

#[test]
fn a_withdrawn_edition_leads_nowhere() {
    let registry = Fixture::default().dated("GB/T 1-2010", "2010-01-01", "2010-02-01", "withdrawn = 2020-01-01").load();
    assert_eq!(registry.became("GB/T 1-2010", "2019-12-31"), ["GB/T 1-2010"]);
    assert!(registry.became("GB/T 1-2010", "2020-01-01").is_empty());
}

#[test]
fn an_undated_citation_means_the_newest_edition_in_force() {
    let registry = chain();
    assert_eq!(registry.meant("GB/T 22080", "2025-12-31"), ["GB/T 22080-2016"]);
    assert_eq!(registry.meant("GB/T22080", "2026-01-01"), ["GB/T 22080-2025"]);
    assert!(
        matches!(registry.target(&Number::parse("GB/T 22080")), CitationTarget::Family(family) if family.len() == 3)
    );
}

#[test]
fn a_dated_citation_follows_the_successors_of_its_edition() {
    let registry = chain();
    assert_eq!(registry.meant("GB/T22080—2008", "2026-11-21"), ["GB/T 22080-2025"]);
    assert_eq!(registry.target(&Number::parse("GB/T 22080-1999")), CitationTarget::Unknown);
    assert!(registry.meant("GB/T 22080-1999", "2026-11-21").is_empty());
}

#[test]
fn a_standard_is_found_by_id_number_in_any_form_or_title() {
    let registry = Fixture::default()
        .dated("GB/T 22080-2016", "2016-08-29", "2017-03-01", "")
        .dated("GB/T 22080-2025", "2025-06-30", "2026-01-01", "replaces = [\"GB/T 22080-2016\"]")
        .file("standards/municipal/sample.md", "+++\ntitle = \"政务云接入规范\"\n+++\n")
        .load();
    let found = |text| registry.find_standard(text, day("2026-11-21")).map(|index| registry.standards[index].name());
    assert_eq!(found("gb-t-22080-2016"), Some("GB/T 22080-2016"));
    assert_eq!(found(" ＧＢ／Ｔ22080－2016 "), Some("GB/T 22080-2016"));
    assert_eq!(found("GB/T 22080"), Some("GB/T 22080-2025"));
    assert_eq!(found("政务云接入规范"), Some("政务云接入规范"));
    assert_eq!(found("GB/T 99999"), None);
}

#[test]
fn a_family_is_every_edition_oldest_first() {
    let registry = chain();
    let family = registry.family(registry.at("GB/T 22080-2025"));
    let names: Vec<&str> = family.into_iter().map(|index| registry.standards[index].name()).collect();
    assert_eq!(names, ["GB/T 22080-2008", "GB/T 22080-2016", "GB/T 22080-2025"]);
}

#[test]
fn an_amendment_sheet_is_part_of_its_edition() {
    let registry = Fixture::default()
        .dated("GB 32100-2015", "2015-09-17", "2015-10-01", "")
        .dated("GB 32100-2015/XG1-2016", "2016-06-15", "2016-07-01", "")
        .dated("GB 32100-2030", "2030-01-01", "2030-07-01", "replaces = [\"GB 32100-2015\"]")
        .load();
    let (edition, sheet) = (registry.at("GB 32100-2015"), registry.at("GB 32100-2015/XG1-2016"));
    assert_eq!((registry.part_of(sheet), registry.parts(edition)), (Some(edition), vec![sheet]));
    assert_eq!(registry.meant("GB 32100", "2026-11-21"), ["GB 32100-2015"]);
    assert_eq!(registry.meant("GB 32100-2015第1号修改单", "2026-11-21"), ["GB 32100-2015"]);
    let status = |on| registry.status(sheet, day(on));
    assert_eq!(status("2016-06-20"), Status::Upcoming);
    assert_eq!(status("2026-11-21"), Status::Current);
    assert_eq!(status("2030-07-01"), Status::Replaced);
    // It has the force of its edition, and makes no obligation of its own.
    assert!(registry.is_part(sheet) && !registry.is_part(edition));
    assert_eq!(registry.binding(sheet, day("2026-11-21")), registry.binding(edition, day("2026-11-21")));
    assert!(registry.next_review(sheet, day("2026-11-21")).is_err());
}

#[test]
fn a_sheet_without_its_edition_binds_nobody_and_is_no_edition() {
    let registry = Fixture::default().dated("GB 32100-2015/XG1-2016", "2016-06-15", "2016-07-01", "").load();
    let sheet = registry.at("GB 32100-2015/XG1-2016");
    assert!(registry.is_part(sheet) && !registry.binding(sheet, day("2026-11-21")).binds());
    assert!(registry.meant("GB 32100", "2026-11-21").is_empty());
}

#[test]
fn a_partial_revision_takes_the_place_of_the_plain_form() {
    let registry = Fixture::default()
        .dated("GB 50016-2014", "2014-08-27", "2015-05-01", "")
        .dated("GB 50016-2014(2018)", "2018-03-30", "2018-10-01", "replaces = [\"GB 50016-2014\"]")
        .load();
    let (plain, revised) = (registry.at("GB 50016-2014"), registry.at("GB 50016-2014(2018)"));
    assert!(registry.successors(plain).is_empty(), "it is never replaced by itself");
    assert_eq!(registry.status(plain, day("2026-11-21")), Status::Current);
    let text = |on| registry.as_revised(plain, day(on));
    assert_eq!((text("2018-09-30"), text("2018-10-01")), (plain, revised));
    assert_eq!(registry.meant("GB 50016", "2026-11-21"), ["GB 50016-2014"]);
    assert_eq!(registry.meant("GB50016-2014（2018年版）", "2026-11-21"), ["GB 50016-2014"]);
    // Of the revised text alone, the plain form means it too.
    let alone = Fixture::default().dated("GB 50016-2014(2018)", "2018-03-30", "2018-10-01", "").load();
    assert_eq!(alone.meant("GB 50016-2014", "2026-11-21"), ["GB 50016-2014(2018)"]);
    assert_eq!(alone.meant("GB 50016", "2026-11-21"), ["GB 50016-2014(2018)"]);
}

#[test]
fn what_replaces_a_part_replaces_its_edition() {
    let registry = Fixture::default()
        .dated("GB 50016-2014", "2014-08-27", "2015-05-01", "")
        .dated("GB 50016-2014(2018)", "2018-03-30", "2018-10-01", "")
        .dated("GB 55037-2022", "2022-12-27", "2023-06-01", "replaces = [\"GB 50016-2014(2018)\"]")
        .load();
    assert_eq!(registry.status(registry.at("GB 50016-2014"), day("2026-11-21")), Status::Replaced);
    assert_eq!(registry.became("GB 50016-2014(2018)", "2026-11-21"), ["GB 55037-2022"]);
}

#[test]
fn an_edition_is_found_by_any_of_its_usual_forms() {
    let registry = Fixture::default()
        .dated("ISO 44001:2017", "2017-03-01", "2017-03-01", "")
        .dated("ITU-T X.509 (10/2016)", "2016-10-14", "2016-10-14", "")
        .dated("EN 301 549 V3.2.1 (2021-03)", "2021-03-01", "2021-03-01", "")
        .dated("GB/T 22239-2019", "2019-05-10", "2019-12-01", "")
        .load();
    let forms = [
        ("ISO 44001:2017 (E)", "ISO 44001:2017"),
        ("ITU-T X.509 (10/16)", "ITU-T X.509 (10/2016)"),
        ("ITU-T X.509 (2016)", "ITU-T X.509 (10/2016)"),
        ("ETSI EN 301 549 V3.2.1", "EN 301 549 V3.2.1 (2021-03)"),
        ("GB/T 22239-2019E", "GB/T 22239-2019"),
        ("GB/T 22239-2019/ISO 9001:2015", "GB/T 22239-2019"),
    ];
    for (text, number) in forms {
        assert_eq!(registry.meant(text, "2026-11-21"), [number], "{text}");
    }
    assert!(registry.meant("IEC 61850-7-4:2010+AMD1:2020 CSV", "2026-11-21").is_empty());
    assert!(registry.meant("GB/T 22239-2019（征求意见稿）", "2026-11-21").is_empty());
}

#[test]
fn all_parts_mean_the_newest_edition_of_each() {
    let registry = Fixture::default()
        .dated("GB/T 21062.1-2007", "2007-09-10", "2008-03-01", "")
        .dated("GB/T 21062.2-2007", "2007-09-10", "2008-03-01", "")
        .dated("GB/T 21062.2-2020", "2020-01-01", "2020-07-01", "replaces = [\"GB/T 21062.2-2007\"]")
        .load();
    assert_eq!(registry.meant("GB/T 21062（所有部分）", "2026-11-21"), ["GB/T 21062.1-2007", "GB/T 21062.2-2020"]);
    assert!(registry.meant("GB/T 21062", "2026-11-21").is_empty());
}

#[test]
fn a_renumbered_standard_is_found_by_its_former_number() {
    let former = "former_numbers = [{ number = \"GB 2312-1980\", until = 2017-03-23 }]";
    let registry = Fixture::default().dated("GB/T 2312-1980", "1981-05-01", "1981-05-01", former).load();
    let nature = |on| registry.nature_on(0, day(on));
    assert_eq!(registry.meant("GB 2312-1980", "2026-11-21"), ["GB/T 2312-1980"]);
    assert_eq!(registry.meant("GB 2312", "2026-11-21"), ["GB/T 2312-1980"]);
    assert_eq!(nature("2017-03-22"), Some(crate::number::Nature::Mandatory));
    assert_eq!(nature("2017-03-23"), Some(crate::number::Nature::Recommended));
}

#[test]
fn what_is_not_known_is_said_and_not_guessed() {
    let registry = Fixture::default()
        .standard("GB/T 22239-2008", "issued = 2008-06-19")
        .standard("GB/T 1-1999", "issued = \"unknown\"\neffective = \"unknown\"\nwithdrawn = \"unknown\"")
        .standard("GB/T 2-2010", "")
        .dated("GB/T 22239-2019", "2019-05-10", "2019-12-01", "replaces = [\"GB/T 22239\"]")
        .load();
    let status = |number, on| registry.status(registry.at(number), day(on));
    assert_eq!(status("GB/T 22239-2008", "2008-06-18"), Status::Draft);
    assert_eq!(status("GB/T 22239-2008", "2008-06-19"), Status::Current);
    assert_eq!(status("GB/T 1-1999", "2026-11-21"), Status::Withdrawn);
    assert_eq!(status("GB/T 2-2010", "2010-12-31"), Status::Draft);
    assert_eq!(status("GB/T 2-2010", "2011-01-01"), Status::Current);
    // An undated number means the edition then in force, and in `replaces` the one older edition.
    assert_eq!(registry.meant("GB/T 22239", "2018-06-01"), ["GB/T 22239-2008"]);
    assert_eq!(status("GB/T 22239-2008", "2019-12-01"), Status::Replaced);
}

#[test]
fn the_nearest_number_is_near() {
    let registry = Fixture::default()
        .dated("GB/T 22239-2019", "2019-05-10", "2019-12-01", "")
        .dated("GB/T 20986-2023", "2023-05-23", "2023-12-01", "")
        .dated("GB 17859-1999", "1999-09-13", "2001-01-01", "")
        .load();
    let near = |number: &str| registry.nearest_numbers(&Number::parse(number), day("2026-11-21"));
    assert_eq!(near("GB/T 22239-2018"), ["GB/T 22239-2019"]);
    assert_eq!(near("GB 22239-2019"), ["GB/T 22239-2019"]);
    assert_eq!(near("GB/T 17859-1999"), ["GB 17859-1999"]);
    assert_eq!(near("GB/T 2223"), ["GB/T 22239-2019"]);
    assert_eq!(near("GB/T 22293-2019"), ["GB/T 22239-2019"]);
    assert!(near("GB/T 22239-2019").is_empty(), "never the number itself");
    assert!(near("GB/T 2999").is_empty() && near("DB43/T 1-2020").is_empty());
}

#[test]
fn declared_series_are_read_in_every_record() {
    let registry = Fixture::default()
        .file("book.toml", "[[number-series]]\nprefix = \"ZWFW\"\nlevel = \"national\"\nnature = \"recommended\"\n")
        .file(
            "standards/national/zwfw-c0109.1-2018.md",
            "+++\nnumber = \"ZWFW C0109.1-2018\"\ntitle = \"编码\"\nissued = 2018-11-01\n+++\n",
        )
        .load();
    let own = registry.standards[0].number.as_ref().unwrap();
    assert!(!own.number.is_opaque());
    assert_eq!(registry.find_standard("zwfw c0109.1—2018", day("2026-11-21")), Some(0));
    assert_eq!(registry.find_standard("ZWFW C0109.1", day("2026-11-21")), Some(0));
}
