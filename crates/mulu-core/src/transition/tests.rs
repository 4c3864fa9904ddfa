//! What is told, at which stage, and that nothing is told twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::registry::Registry;
use crate::source::Memory;

use super::{NoticeStage, ReportedStages, Transition, digests, transitions};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const BOOK: &str = "[book]\ntitle = \"示例\"\n[catalogue]\njurisdiction = \"430100\"\n[roles]\nreview = [\"office\"]\n\
    register = [\"office\"]\nlist = [\"office\"]\n[review]\ncycle = \"P3Y\"\ndue-soon = \"P90D\"";
const EVIDENCE: &str = "[[evidence]]\nid = \"mlps\"\ntitle = \"等保备案\"\ntitle_en = \"filing\"";
const OFFICE: &str = "name = \"数据局\"\njurisdiction = \"430100\"\nroles = [\"office\"]";
const HOUSING: &str = "name = \"住建局\"\njurisdiction = \"430100\"\n\
    [[adoption]]\nstandard = \"GB/T 1-2001\"\nstatus = \"implemented\"\nsince = 2025-01-01\nfiled = 2025-02-01\n\
    [[adoption]]\nstandard = \"GB/T 2-2001\"\nstatus = \"planned\"";
const OLD: &str = "+++\nnumber = \"GB/T 1-2001\"\ntitle = \"甲\"\nissued = 2001-01-01\neffective = 2001-06-01\n\
    [catalogue]\nstatus = \"listed\"\nlisted = 2023-05-01\nbinding = \"recommended\"\n+++\n";
const NEW: &str = "+++\nnumber = \"GB/T 1-2025\"\ntitle = \"甲\"\nissued = 2025-12-01\neffective = 2026-07-01\n\
    replaces = [\"GB/T 1-2001\"]\n+++\n";
const OTHER: &str = "+++\nnumber = \"GB/T 2-2001\"\ntitle = \"乙\"\nissued = 2001-01-01\neffective = 2001-06-01\n\
    [catalogue]\nstatus = \"listed\"\nlisted = 2023-05-01\nbinding = \"recommended\"\n+++\n";
const PROJECT: &str = "name = \"平台\"\nagency = \"housing\"\njurisdiction = \"430100\"\nstage = \"operation\"\n\
    [[evidence]]\nkind = \"mlps\"\nissued = 2024-03-01\nexpires = 2026-08-10\n\
    [[order]]\nissued = 2026-01-10\ndeadline = 2026-02-10\nabout = \"限期改正\"\nby = \"office\"";

fn registry() -> Registry {
    let files = [
        ("book.toml", BOOK),
        ("policies/evidence.toml", EVIDENCE),
        ("agencies/office.toml", OFFICE),
        ("agencies/housing.toml", HOUSING),
        ("standards/national/gb-t-1-2001.md", OLD),
        ("standards/national/gb-t-1-2025.md", NEW),
        ("standards/national/gb-t-2-2001.md", OTHER),
        ("projects/platform.toml", PROJECT),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let registry = Registry::load(&Memory::new(files)).unwrap();
    assert!(registry.diagnostics.is_empty(), "{:?}", registry.diagnostics);
    registry
}

fn lines(list: &[Transition]) -> Vec<String> {
    list.iter().map(|one| format!("{} {}", one.stage.id(), one.key)).collect()
}

#[test]
fn each_stage_is_told_on_its_own_day() {
    let registry = registry();
    let on = |since: &str, until: &str| {
        let since = day(since);
        lines(&transitions(&registry, &ReportedStages::by(&registry, since), since, day(until)))
    };
    let due = "gb-t-2-2001 review 2026-05-01";
    let told = on("2026-01-30", "2026-01-31");
    assert!(told.contains(&format!("due-soon {due}")), "{told:?}");
    assert!(on("2026-04-30", "2026-05-01").contains(&format!("due-today {due}")));
    assert!(on("2026-05-01", "2026-05-02").contains(&format!("overdue {due}")));
    assert_eq!(on("2026-05-02", "2026-05-03"), Vec::<String>::new());
    assert!(on("2026-06-30", "2026-07-01").contains(&"replaced gb-t-1-2001 edition".to_owned()));
    assert!(on("2026-02-10", "2026-02-11").iter().any(|line| line.starts_with("overdue platform order")));
    assert!(on("2026-08-10", "2026-08-11").iter().any(|line| line.starts_with("ended platform evidence")));
    // Who looks once a month is told what passed in between, at its last stage.
    let month = on("2026-04-20", "2026-05-20");
    assert!(month.contains(&format!("overdue {due}")) && !month.contains(&format!("due-today {due}")), "{month:?}");
}

/// A subscriber who is told every night for a year, and what was told is kept between the nights as a file.
#[test]
fn in_a_year_nothing_is_missing_and_nothing_is_told_twice() {
    let registry = registry();
    let (mut told, mut last) = (ReportedStages::default(), day("2026-01-01"));
    let mut seen: BTreeMap<String, Vec<NoticeStage>> = BTreeMap::new();
    let mut on = last;
    while on < day("2027-01-01") {
        for one in transitions(&registry, &told, last, on) {
            seen.entry(one.key).or_default().push(one.stage);
        }
        let (read, as_of) = ReportedStages::read(&ReportedStages::by(&registry, on).write(on).unwrap()).unwrap();
        (told, last) = (read, as_of);
        on = on.next();
    }
    for (key, stages) in &seen {
        let unlike: BTreeSet<NoticeStage> = stages.iter().copied().collect();
        assert_eq!(unlike.len(), stages.len(), "{key} is told twice: {stages:?}");
    }
    let stages = |key: &str| seen.get(key).map_or(&[][..], Vec::as_slice);
    assert_eq!(
        stages("gb-t-2-2001 review 2026-05-01"),
        [NoticeStage::DueSoon, NoticeStage::DueToday, NoticeStage::Overdue]
    );
    assert_eq!(stages("gb-t-1-2001 edition"), [NoticeStage::Replaced]);
    assert_eq!(stages("housing filing GB/T 2-2001"), [NoticeStage::Waiting]);
    let evidence = seen.iter().find(|(key, _)| key.contains("evidence")).unwrap();
    assert_eq!(evidence.1[..], [NoticeStage::DueSoon, NoticeStage::DueToday, NoticeStage::Ended]);
    // Each night by itself tells the same as the chain of nights does after its first.
    let mut alone: BTreeMap<String, Vec<NoticeStage>> = BTreeMap::new();
    let mut on = day("2026-01-01");
    while on < day("2026-12-31") {
        for one in transitions(&registry, &ReportedStages::by(&registry, on), on, on.next()) {
            alone.entry(one.key).or_default().push(one.stage);
        }
        on = on.next();
    }
    assert!(!alone.is_empty());
    for (key, stages) in alone {
        assert!(seen[&key].ends_with(&stages), "{key}: {stages:?}");
    }
}

#[test]
fn an_agency_is_told_what_it_is_to_do_and_what_concerns_it() {
    let registry = registry();
    let since = day("2026-06-30");
    let list = transitions(&registry, &ReportedStages::by(&registry, since), since, day("2026-07-01"));
    let told: Vec<(&str, Vec<(&str, bool)>)> = digests(&registry, &list)
        .iter()
        .map(|digest| {
            let items = digest.items.iter().map(|item| (item.transition.key.as_str(), item.is_to_act)).collect();
            (digest.agency.map_or("", |agency| registry.agencies[agency].id.as_str()), items)
        })
        .collect();
    let edition = "gb-t-1-2001 edition";
    assert!(told.iter().any(|(agency, items)| *agency == "housing" && items.contains(&(edition, false))), "{told:?}");
    assert!(told.iter().any(|(agency, items)| *agency == "office" && items.contains(&(edition, true))), "{told:?}");
}

#[test]
fn what_was_told_is_read_back_and_anything_else_is_refused() {
    let registry = registry();
    let told = ReportedStages::by(&registry, day("2026-05-02"));
    let text = told.write(day("2026-05-02")).unwrap();
    assert_eq!(ReportedStages::read(&text), Ok((told, day("2026-05-02"))));
    for (from, to) in [("notified/1", "notified/2"), ("2026-05-02\",", "May\","), ("\"overdue\"", "\"late\"")] {
        assert!(text.contains(from), "{from}");
        assert!(ReportedStages::read(&text.replace(from, to)).is_err(), "{to}");
    }
}
