//! A page changes only when what it says changes: what differs between the sites of one day and of the next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use crate::harness::own;
use crate::harness::pages::{Page, files};
use crate::harness::registry::Registry;

type Files = BTreeMap<String, Vec<u8>>;

/// The files that say for which day and from which revision a site was built. No other may differ because of them, but for review
/// opinions, which are of a day.
const OF_THE_BUILD: [&str; 9] = [
    ".mulu-files",
    "api/v1/index.json",
    "assets/site.css",
    "build.html",
    "changed.json",
    "en/build.html",
    "en/print/catalogue.html",
    "manifest.json",
    "print/catalogue.html",
];

fn site(registry: &Registry, day: &str) -> Files {
    let ran = registry.mulu(["build", "--no-pdf", "--as-of", day]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    files(&registry.path("public"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The files that are not alike in two sites, but for those of the build.
fn differing<'f>(before: &'f Files, after: &'f Files) -> BTreeSet<&'f str> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let paths = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).map(String::as_str);
    paths.filter(|path| !OF_THE_BUILD.contains(path) && !path.starts_with("opinions/")).collect()
}

/// Whether some record of a site says that it may change on a day.
fn is_eventful(site: &Files, day: &str) -> bool {
    let records = site.iter().filter(|(path, _)| path.starts_with("api/v1/") && path.ends_with(".json"));
    let until = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap()["until"].as_str().map(str::to_owned);
    records.filter_map(|(_, bytes)| until(bytes)).any(|until| until == day)
}

/// Whether a file of the site before said that it may change on the day: pages and documents of the API do. Of the others, feeds,
/// calendars, badges, tables, the index of the search and lists without an end, none can say so.
fn said(bytes: &[u8], path: &str, day: &str) -> bool {
    let states = path.ends_with(".html") || (path.starts_with("api/v1/") && !path.ends_with("changes.json"));
    !states || text(bytes).contains(day)
}

/// The days that this repository's site is built for, in [`OWN_SITES`].
const OWN_DAYS: [&str; 3] = ["2026-11-24", "2026-11-25", "2026-11-26"];

/// This repository's sites of days that follow each other, each built over the one before it: once for all tests, for each takes
/// seconds.
static OWN_SITES: LazyLock<[Files; 3]> = LazyLock::new(|| {
    let registry = Registry::own();
    OWN_DAYS.map(|day| site(&registry, day))
});

/// Goes through sites of days that follow each other: on how many of these nothing happens.
fn compare(days: &[&str], sites: &[Files]) -> usize {
    let mut ordinary = 0;
    for (pair, sites) in days.windows(2).zip(sites.windows(2)) {
        let ((day, next), (before, after)) = ((pair[0], pair[1]), (&sites[0], &sites[1]));
        let differ = differing(before, after);
        if is_eventful(before, next) {
            let silent = |path: &&&str| before.get(**path).is_some_and(|bytes| !said(bytes, path, next));
            let silent: Vec<&&str> = differ.iter().filter(silent).collect();
            assert!(silent.is_empty(), "{day} → {next}: these differ, and did not say that they may: {silent:#?}");
        } else {
            ordinary += 1;
            assert!(differ.is_empty(), "{day} → {next}: nothing happens, and these differ: {differ:#?}");
        }
    }
    ordinary
}

#[test]
fn between_two_ordinary_days_no_page_of_this_repository_changes() {
    let ordinary = compare(&OWN_DAYS, &*OWN_SITES);
    assert!(ordinary > 0, "none of these days is ordinary: choose others");
}

/// What a mirror uploads after a night on which nothing happens.
#[test]
fn after_an_ordinary_night_few_files_of_this_repository_differ() {
    let [before, after, _] = &*OWN_SITES;
    let differ = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).count();
    let opinions = after.keys().filter(|path| path.starts_with("opinions/")).count();
    assert!(opinions > 0 && differ <= opinions + 10, "{differ} files differ, {opinions} of them opinions");
}

/// A registry with every key of every kind of record, on days on which something ends or begins: a certificate, a waiver, an order,
/// a review, a month.
#[test]
fn what_differs_on_a_day_said_so_before() {
    let registry = Registry::bare();
    registry.copy(&own("tests/suite/incremental/every_key"), Path::new(""));
    let days = [
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
        "2026-11-30",
        "2026-12-01",
        "2026-12-02",
        "2026-12-31",
        "2027-01-01",
        "2027-12-01",
    ];
    // Pairs of days that follow each other; between the others lies more than a night.
    let mut ordinary = 0;
    let mut last: Option<(&str, Files)> = None;
    for pair in days.windows(2) {
        let follows = |a: &str, b: &str| {
            let (a, b): (chrono::NaiveDate, chrono::NaiveDate) = (a.parse().unwrap(), b.parse().unwrap());
            a.succ_opt() == Some(b)
        };
        if follows(pair[0], pair[1]) && !pair[1].ends_with("-01-01") {
            let before = last.take().filter(|(day, _)| *day == pair[0]);
            let sites = [before.map_or_else(|| site(&registry, pair[0]), |(_, site)| site), site(&registry, pair[1])];
            ordinary += compare(pair, &sites);
            let [_, after] = sites;
            last = Some((pair[1], after));
        }
    }
    assert!(ordinary > 0);
}

/// What people read, whatever draws it: the day and the state are words of the page, and no day is one only of a style sheet.
#[test]
fn pages_say_in_words_since_when_and_until_when_their_state_holds() {
    let built = &OWN_SITES[0];
    let page = |path: &str| Page::parse(path, &text(&built[path])).text;
    let record: Value = serde_json::from_slice(&built["api/v1/standards/gb-t-22239-2019.json"]).unwrap();
    assert_eq!(record["schema"], "mulu.record/1");
    for key in ["since", "until"] {
        let day = record[key].as_str().unwrap();
        assert!(page("en/standards/gb-t-22239-2019.html").contains(day), "{key} {day}");
        assert!(page("standards/gb-t-22239-2019.html").contains(day), "{key} {day}");
    }
    for (path, words) in [
        ("en/index.html", "The state described holds since"),
        ("en/standards/gb-t-22239-2019.html", "it may next change on"),
        ("reviews/index.html", "所述状态自此日起成立"),
    ] {
        assert!(page(path).contains(words), "{path}");
        assert!(!page(path).contains("2026-11-24"), "{path} says for which day it was made");
    }
    for path in ["build.html", "en/build.html", "api/v1/index.json", "assets/site.css"] {
        assert!(text(&built[path]).contains("2026-11-24"), "{path}");
    }
}
