//! Whom it concerns that a standard goes.

use crate::facts::FanOut;
use crate::registry::Registry;

use super::{NEW, OLD, at, day, mandating, registry};

/// Everyone who can speak of a standard, by this number.
fn spoken_of(number: &str, old: &str, new: Option<(&str, &str)>) -> Registry {
    let agency = format!(
        "name = \"公安\"\njurisdiction = \"430100\"\n[[adoption]]\nstandard = \"{number}\"\nstatus = \"implemented\""
    );
    let project = format!(
        "name = \"项目\"\njurisdiction = \"430100\"\nagency = \"police\"\nstage = \"operation\"\n[[conformance]]\nstandard = \"{number}\"\nstatus = \"met\""
    );
    let policy = mandating(number);
    let mut files = vec![
        (OLD.0, old),
        ("agencies/police.toml", &agency),
        ("projects/one.toml", &project),
        ("policies/p.md", &policy),
    ];
    files.extend(new);
    registry(&files)
}

fn concerns(registry: &Registry, on: &str) -> Option<FanOut> {
    FanOut::of(registry, at(registry, "GB/T 22239-2008"), day(on))
}

/// The ids of agencies, projects and clauses.
fn ids(fan_out: &FanOut) -> [Vec<&str>; 3] {
    [&fan_out.agencies, &fan_out.projects, &fan_out.clauses].map(|all| all.iter().map(|one| one.id.as_str()).collect())
}

#[test]
fn while_a_standard_stands_nobody_is_concerned() {
    assert_eq!(concerns(&spoken_of("GB/T 22239-2008", OLD.1, Some(NEW)), "2019-11-30"), None);
}

#[test]
fn a_replaced_edition_concerns_all_who_cite_it_by_its_year() {
    let fan_out = concerns(&spoken_of("GB/T 22239-2008", OLD.1, Some(NEW)), "2019-12-01").unwrap();
    assert_eq!((fan_out.because, fan_out.since), ("replaced", Some(day("2019-12-01"))));
    assert_eq!(ids(&fan_out), [vec!["police"], vec!["one"], vec!["p#2"]]);
    let agency = &fan_out.agencies[0];
    assert_eq!((agency.name.as_str(), agency.cited_as.as_str()), ("公安", "GB/T 22239-2008"));
}

#[test]
fn who_cites_no_year_is_concerned_only_when_no_edition_is_left() {
    let replaced = concerns(&spoken_of("GB/T 22239", OLD.1, Some(NEW)), "2020-01-01").unwrap();
    assert_eq!(ids(&replaced), [[""; 0].to_vec(), vec![], vec![]]);
    let withdrawn = format!("{}\nwithdrawn = 2015-01-01", OLD.1);
    let gone = concerns(&spoken_of("GB/T 22239", &withdrawn, None), "2015-01-01").unwrap();
    assert_eq!(ids(&gone), [vec!["police"], vec!["one"], vec!["p#2"]]);
    assert_eq!((gone.because, gone.since), ("withdrawn", Some(day("2015-01-01"))));
}

#[test]
fn a_review_that_concludes_abolition_concerns_from_its_day_until_another_one() {
    let review = |date: &str, conclusion: &str| {
        format!("\n[[review]]\ndate = {date}\nconclusion = \"{conclusion}\"\nby = \"police\"\nreason = \"过时\"")
    };
    let abolish = format!("{}{}", OLD.1, review("2015-03-01", "abolish"));
    let registry = spoken_of("GB/T 22239-2008", &abolish, None);
    assert_eq!(concerns(&registry, "2015-02-28"), None);
    let fan_out = concerns(&registry, "2015-03-01").unwrap();
    assert_eq!((fan_out.because, fan_out.since), ("abolished", Some(day("2015-03-01"))));
    let again = format!("{abolish}{}", review("2016-03-01", "continue"));
    assert_eq!(concerns(&spoken_of("GB/T 22239-2008", &again, None), "2016-03-01"), None);
}

#[test]
fn a_project_that_declares_and_was_excused_is_named_once() {
    let project = "name = \"项目\"\njurisdiction = \"430100\"\nagency = \"police\"\nstage = \"operation\"\n[[conformance]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"met\"\n[[waiver]]\nstandard = \"GB/T 22239-2008\"\nreason = \"改造\"\napproved_by = \"police\"\napproved = 2018-01-01\nuntil = 2030-01-01";
    let only_waived = "name = \"项目二\"\njurisdiction = \"430100\"\nagency = \"police\"\nstage = \"operation\"\n[[waiver]]\nstandard = \"GB/T 22239-2008\"\nreason = \"改造\"\napproved_by = \"police\"\napproved = 2018-01-01\nuntil = 2030-01-01";
    let registry = registry(&[OLD, NEW, ("projects/one.toml", project), ("projects/two.toml", only_waived)]);
    let fan_out = concerns(&registry, "2020-01-01").unwrap();
    assert_eq!(ids(&fan_out)[1], ["one", "two"]);
}
