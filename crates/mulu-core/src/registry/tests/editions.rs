//! Which edition is in force, and which one a citation means.

use super::super::{Registry, Target};
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
    assert!(matches!(registry.target(&Number::parse("GB/T 22080")), Target::Family(family) if family.len() == 3));
}

#[test]
fn a_dated_citation_follows_the_successors_of_its_edition() {
    let registry = chain();
    assert_eq!(registry.meant("GB/T22080—2008", "2026-11-21"), ["GB/T 22080-2025"]);
    assert_eq!(registry.target(&Number::parse("GB/T 22080-1999")), Target::Unknown);
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
