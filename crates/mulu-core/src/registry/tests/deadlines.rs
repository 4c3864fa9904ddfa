//! What falls due: whose duties, which period, and everything else that has a day.

use super::{Fixture, day};
use crate::registry::Registry;

const DUTIES: &str = "jurisdiction = \"430100\"\nreach = \"own\"\n[organs]\nassesses = \"authority\"\n\
    [[clause]]\nid = \"17\"\ntext = \"示例\"\nsubject = \"agency\"\n\
    [[clause.duty]]\nid = \"plan\"\nevery = \"P1Y\"\nwindow = \"--06-01/--08-31\"\nby = \"agency\"\n\
    [[clause]]\nid = \"38\"\ntext = \"示例\"\nsubject = \"agency\"\n\
    [[clause.duty]]\nid = \"inspection\"\nat_least = 2\nby = \"assesses\"";

fn agency(name: &str, lines: &str) -> String {
    format!("name = \"{name}\"\njurisdiction = \"430100\"\n{lines}")
}

/// Who has what, whether the newest period is overdue or was late, and when it is to be done next.
fn owed(registry: &Registry, on: &str) -> Vec<String> {
    let line = |owed: &crate::registry::OwedDuty<'_>| {
        let state = match owed.ended {
            None => "not judged",
            Some(_) if owed.overdue().is_some() => "overdue",
            Some(_) if owed.was_late() => "late",
            Some(_) => "kept",
        };
        let next = owed.next.map_or_else(String::new, |next| next.period.ends.to_string());
        format!("{} {} {state} {next}", registry.agencies[owed.agency].id, owed.reference())
    };
    registry.duties_owed(day(on)).iter().map(line).collect()
}

fn fixture() -> Fixture {
    let did = "[[done]]\nduty = \"p#17/plan\"\ndate = 2026-07-01\n";
    let late = "[[done]]\nduty = \"p#17/plan\"\ndate = 2026-09-10\n";
    let twice = "[[done]]\nduty = \"p#38/inspection\"\ndate = 2025-03-01\n\
        [[done]]\nduty = \"p#38/inspection\"\ndate = 2025-12-31\n";
    Fixture::default()
        .policy("p", DUTIES)
        .file("agencies/authority.toml", &agency("主管部门", twice))
        .file("agencies/housing.toml", &agency("住房", did))
        .file("agencies/late.toml", &agency("迟办", late))
        .file("agencies/merged.toml", &agency("已并", &format!("until = 2026-08-01\nsucceeded_by = [\"new\"]\n{did}")))
        .file("agencies/new.toml", &agency("承接", ""))
        .file("agencies/district.toml", "name = \"区\"\njurisdiction = \"430102\"\n")
}

#[test]
fn each_agency_of_the_measure_has_its_duties_and_whoever_took_over_their_credit() {
    let registry = fixture().load();
    let expected = [
        "authority p#17/plan overdue 2027-08-31",
        "housing p#17/plan kept 2027-08-31",
        "late p#17/plan late 2027-08-31",
        "new p#17/plan kept 2027-08-31",
        // Twice in 2025; in 2026 not yet.
        "authority p#38/inspection kept 2026-12-31",
    ];
    assert_eq!(owed(&registry, "2026-11-21"), expected);
    // On the last day of the window it is in time, and nobody is overdue for this year.
    assert!(owed(&registry, "2026-08-31").contains(&"late p#17/plan overdue 2026-08-31".to_owned()), "for last year");
    // Once a year is over without two.
    assert!(owed(&registry, "2027-01-01").contains(&"authority p#38/inspection overdue 2027-12-31".to_owned()));
}

#[test]
fn nothing_is_asked_for_before_the_registry_was_kept_nor_after_the_measure_lapsed() {
    let young = "[book]\ntitle = \"示例\"\n[catalogue]\njurisdiction = \"430100\"\nsince = 2026-07-01\n";
    let registry = fixture().file("book.toml", young).load();
    let plans = owed(&registry, "2026-11-21");
    assert!(plans.contains(&"authority p#17/plan not judged 2027-08-31".to_owned()), "{plans:?}");
    let lapsed = Fixture::default()
        .policy("p", &format!("expires = 2026-10-31\n{DUTIES}"))
        .file("agencies/housing.toml", &agency("住房", ""))
        .load();
    assert_eq!(owed(&lapsed, "2026-10-31").len(), 1, "on its last day");
    assert_eq!(owed(&lapsed, "2026-11-01"), Vec::<String>::new());
}

#[test]
fn whatever_has_a_day_is_listed() {
    let registry = Fixture::default()
        .file("agencies/housing.toml", &agency("住房", ""))
        .file(
            "projects/x.toml",
            "name = \"项目\"\nagency = \"housing\"\nstage = \"operation\"\n\
             [[evidence]]\nkind = \"test\"\nissued = 2024-01-01\nexpires = 2026-12-01\n\
             [[evidence]]\nkind = \"test\"\nissued = 2025-01-01\nexpires = 2027-01-10\n\
             [[evidence]]\nkind = \"filing\"\nissued = 2025-01-01\nexpires = 2026-11-01\n\
             [[waiver]]\nstandard = \"GB/T 1-2020\"\nreason = \"示例\"\napproved_by = \"housing\"\n\
             approved = 2026-01-01\nuntil = 2026-12-31\n\
             [[order]]\nissued = 2026-10-01\ndeadline = 2026-11-10\nabout = \"整改\"\n\
             [[order]]\nissued = 2026-09-01\ndeadline = 2026-10-10\nabout = \"已改\"\nclosed = 2026-10-01\n",
        )
        .dated("GB/T 1-2020", "2020-01-01", "2020-02-01", "")
        .load();
    let list = |until: Option<&str>| -> Vec<String> {
        let all = registry.expiries(until.map(day), day("2026-11-21"));
        all.iter().map(|one| format!("{} {} {}", one.day, one.what.id(), one.state.id())).collect()
    };
    let expected = [
        "2026-11-10 order overdue",
        "2026-12-31 waiver due-soon",
        // The older paper of its kind was replaced by this one; one that has run out is for `evidence-expired` to say.
        "2027-01-10 evidence due-soon",
    ];
    assert_eq!(list(None), expected);
    assert_eq!(list(Some("2026-12-31")), expected[..2]);
}
