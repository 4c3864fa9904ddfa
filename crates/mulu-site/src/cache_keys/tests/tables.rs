//! A change of a record changes the sums of the pages that show it, and of no other page of a record.

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::output::InputKey;
use mulu_git::history::Revision;

use super::{Made, THEME};

/// The pages of single records that have a sum.
const OLD: &str = "standards/old.html";
const NEW: &str = "standards/new.html";
const LONE: &str = "standards/lone.html";
const FILES_OLD: &str = "agencies/files-old.html";
const FILES_LONE: &str = "agencies/files-lone.html";
const DECLARES_NEW: &str = "projects/declares-new.html";
const DECLARES_LONE: &str = "projects/declares-lone.html";
const RECORDS: [&str; 7] = [OLD, NEW, LONE, FILES_OLD, FILES_LONE, DECLARES_NEW, DECLARES_LONE];

/// What is replaced in which file, and the pages of records that show it.
const CHANGES: [(&str, &str, &str, &[&str]); 8] = [
    // A title is shown by the other edition, by who filed or declares an edition, and by nobody else.
    ("standards/national/old.md", "《GB/T 1-2010》", "旧名", &[OLD, NEW, FILES_OLD, DECLARES_NEW]),
    ("standards/national/new.md", "《GB/T 1-2020》", "新名", &[OLD, NEW, FILES_OLD, DECLARES_NEW]),
    ("standards/national/lone.md", "《GB/T 2-2010》", "独名", &[LONE, FILES_LONE, DECLARES_LONE]),
    // A status follows from the record of another edition.
    (
        "standards/national/new.md",
        "effective = 2010-06-01",
        "effective = 2030-06-01",
        &[OLD, NEW, FILES_OLD, DECLARES_NEW],
    ),
    // Any agency may be named by any agency or project, and by the standards that it filed.
    ("agencies/files-old.toml", "甲局", "丙局", &[OLD, NEW, FILES_OLD, FILES_LONE, DECLARES_NEW, DECLARES_LONE]),
    ("agencies/files-lone.toml", "乙局", "丙局", &[LONE, FILES_OLD, FILES_LONE, DECLARES_NEW, DECLARES_LONE]),
    // A project is named by the standards that it declares and by the agencies.
    ("projects/declares-new.toml", "项目一", "项目三", &[OLD, NEW, FILES_OLD, FILES_LONE, DECLARES_NEW]),
    ("projects/declares-lone.toml", "项目二", "项目三", &[LONE, FILES_OLD, FILES_LONE, DECLARES_LONE]),
];

/// Of these files, those whose keys differ.
fn differing<'p>(
    paths: &[&'p str],
    before: &BTreeMap<String, Option<InputKey>>,
    after: &BTreeMap<String, Option<InputKey>>,
) -> BTreeSet<&'p str> {
    let key =
        |of: &BTreeMap<String, Option<InputKey>>, path: &str| of[path].unwrap_or_else(|| panic!("{path} has no sum"));
    paths.iter().copied().filter(|path| key(before, path) != key(after, path)).collect()
}

#[test]
fn a_change_of_a_record_changes_the_sums_of_the_pages_that_show_it_alone() {
    let made = Made::new();
    let before = made.keys();
    for (path, from, to, shown) in CHANGES {
        let after = made.with(path, from, to).keys();
        let shown: BTreeSet<&str> = shown.iter().copied().collect();
        assert_eq!(differing(&RECORDS, &before, &after), shown, "{from} → {to} in {path}");
    }
}

#[test]
fn what_every_page_may_show_changes_every_sum() {
    let made = Made::new();
    let before = made.keys();
    let all: BTreeSet<&str> = RECORDS.into();
    let mut theme = THEME.clone();
    theme.assets.insert("own.css".to_owned(), b"body {}".to_vec());
    let mut messages = THEME.clone();
    let first = messages.messages.values_mut().next().unwrap();
    first.push_str("\nown = own\n");
    for (what, other) in [
        ("the title of the catalogue", made.with("book.toml", "试验目录", "目录")),
        ("a policy", made.with("policies/measure.md", "办法", "规定")),
        ("the year, in which pictures place the day", Made { day: "2027-01-02", ..made.clone() }),
        ("the theme's files", Made { theme: Some(theme), ..made.clone() }),
        ("the theme's words", Made { theme: Some(messages), ..made.clone() }),
    ] {
        assert_eq!(differing(&RECORDS, &before, &other.keys()), all, "{what}");
    }
}

/// A page says neither for which day nor from which revision it was made.
#[test]
fn neither_a_day_without_an_event_nor_a_revision_changes_a_sum() {
    let before = Made::new().keys();
    let at = |changed| Some(Revision { commit: "0".repeat(40), changed });
    for other in [
        Made { day: "2026-11-22", ..Made::new() },
        Made { revision: at(false), ..Made::new() },
        Made { revision: at(true), ..Made::new() },
    ] {
        assert_eq!(differing(&RECORDS, &before, &other.keys()), BTreeSet::new());
    }
}

/// A standard that takes effect tomorrow replaces another: the pages that show one of them differ, and no others.
#[test]
fn a_day_on_which_something_happens_changes_the_sums_of_what_it_happens_to() {
    let made = Made::new().with("standards/national/new.md", "effective = 2010-06-01", "effective = 2026-11-22");
    let after = Made { day: "2026-11-22", ..made.clone() };
    let (before, after) = (made.keys(), after.keys());
    assert_eq!(differing(&RECORDS, &before, &after), BTreeSet::from([OLD, NEW, FILES_OLD, DECLARES_NEW]));
}

#[test]
fn equal_records_have_equal_sums() {
    assert_eq!(Made::new().keys(), Made::new().keys());
}

#[test]
fn no_two_files_have_one_sum() {
    let keys = Made::new().keys();
    let sums: Vec<&InputKey> = keys.values().flatten().collect();
    assert!(sums.len() > RECORDS.len() * 2);
    assert_eq!(sums.iter().collect::<BTreeSet<_>>().len(), sums.len());
}

/// Files of an agency that reviews tell of all that is late, and of a standard no more than what it is called.
#[test]
fn of_an_agency_that_reviews_files_change_with_what_is_due_and_not_with_prose() {
    let made = Made::new();
    let before = made.keys();
    let calendar = |of: &Made| of.keys()["calendar/agencies/office.ics"];
    let titled = made.with("standards/national/lone.md", "《GB/T 2-2010》", "独名");
    let later = made.with("standards/national/lone.md", "listed = 2012-01-01", "listed = 2025-01-01");
    let told = made.with("standards/national/lone.md", "recommended\"\n+++\n", "recommended\"\n+++\n正文。\n");
    assert_eq!(calendar(&told), before["calendar/agencies/office.ics"]);
    for other in [titled, later] {
        assert_ne!(calendar(&other), before["calendar/agencies/office.ics"]);
    }
}

#[test]
fn a_file_that_differs_never_has_the_sum_it_had() {
    let made = Made::new();
    let (keys, bytes) = (made.keys(), made.bytes());
    // One of each kind of record, and the ones whose changes reach far.
    for (path, from, to, _) in [CHANGES[0], CHANGES[3], CHANGES[4], CHANGES[6]] {
        let other = made.with(path, from, to);
        let (other_keys, other_bytes) = (other.keys(), other.bytes());
        let mut differ = 0;
        for (file, text) in &bytes {
            if other_bytes.get(file).is_some_and(|other| other != text) {
                differ += 1;
                let is_told = keys[file].is_none() || other_keys[file].is_none() || keys[file] != other_keys[file];
                assert!(is_told, "{file} differs after {from} → {to} in {path}, and its sum does not");
            }
        }
        assert!(differ > 0, "{from} → {to} in {path}");
    }
}
