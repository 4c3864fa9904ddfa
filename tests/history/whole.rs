//! Log, announcements, pages and feeds of one repository with fixed times, each compared whole.
//!
//! After a change that is meant, `MULU_UPDATE_SNAPSHOTS=1 cargo test --test history` writes them anew; git shows what changed.

use std::path::Path;

use crate::story::chronicle;
use crate::{Site, TODAY, printed};

#[track_caller]
fn same_as(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/history/whole").join(name);
    if std::env::var_os("MULU_UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(text, kept, "tests/history/whole/{name} says otherwise");
}

#[test]
fn the_log() {
    let repo = chronicle();
    for (name, args) in [
        ("log.zh.txt", &["log", "gb-t-22239-2019"][..]),
        ("log.en.txt", &["log", "GB/T 22239-2008", "--lang", "en"]),
        ("log-agency.en.txt", &["log", "public-security", "--lang", "en"]),
        ("log-project.json", &["log", "platform", "--format", "json"]),
    ] {
        same_as(name, &printed(repo.path(), &[args, &["--as-of", TODAY]].concat()));
    }
}

#[test]
fn the_announcement() {
    let repo = chronicle();
    let range = "catalogue/2026-01..catalogue/2026-03";
    for (name, args) in [
        ("diff.zh.txt", &["diff", range][..]),
        ("diff.en.md", &["diff", range, "--format", "markdown", "--lang", "en"]),
        ("diff.json", &["diff", range, "--format", "json"]),
    ] {
        same_as(name, &printed(repo.path(), &[args, &["--as-of", TODAY]].concat()));
    }
}

#[test]
fn the_pages() {
    let site = Site::of(chronicle().path(), &["--as-of", TODAY]);
    for (name, page) in [
        ("changes.zh.txt", "changes/index.html"),
        ("changes.en.txt", "en/changes/index.html"),
        ("edition-first.zh.txt", "changes/editions/2026-01.html"),
        ("edition-last.en.txt", "en/changes/editions/2026-03.html"),
    ] {
        same_as(name, &site.says(page));
    }
    same_as("edition-last.json", &site.read("api/v1/editions/2026-03.json"));
}

#[test]
fn the_feeds() {
    let site = Site::of(chronicle().path(), &["--as-of", TODAY]);
    for (name, feed) in [
        ("changes.atom", "feeds/changes.atom"),
        ("reviews.atom", "feeds/reviews.atom"),
        ("agency-changes.atom", "feeds/agencies/public-security-changes.atom"),
        ("agency-reviews.atom", "feeds/agencies/public-security-reviews.atom"),
    ] {
        same_as(name, &site.read(feed));
    }
}
