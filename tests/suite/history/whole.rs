//! Log, announcements, pages and feeds of one repository with fixed times, each compared whole.

use super::story::chronicle;
use super::{Site, TODAY, printed};
use crate::harness::snapshot;

#[track_caller]
fn same_as(name: &str, text: &str) {
    snapshot::same_as(&format!("history/whole/{name}"), text);
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
