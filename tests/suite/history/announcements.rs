//! The announcement between two revisions, and the editions of the catalogue.

use mulu_core::changes::{announce, between};
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::report::AnnouncementReport;
use mulu_core::source::WorkTree;
use mulu_git::RevisionTree;
use mulu_git::history;

use super::story::storied;
use super::{EIGHT, mulu};

#[test]
fn the_announcement_between_two_editions() {
    let repo = storied();
    let editions = history::editions(repo.path(), None, EIGHT).unwrap();
    let names: Vec<String> =
        editions.iter().map(|edition| format!("{} {}", edition.name, edition.day.unwrap())).collect();
    assert_eq!(names, ["2026-01 2026-01-03", "2026-02 2026-01-06"]);
    let announcement = history::edition_announcement(repo.path(), &editions[1], editions.first()).unwrap();
    let announced = AnnouncementReport {
        from: Some("2026-01"),
        to: Some("2026-02"),
        from_commit: None,
        to_commit: None,
        announcement: &announcement,
        verdicts: &[],
        upstreams: &[],
        lang: Lang::En,
    };
    assert_eq!(
        announced.text(),
        "Changes from 2026-01 to 2026-02\n\nReviews (1)\n  GB/T 22239-2019  信息安全技术\n      reviewed 2022-11-20: continue by authority\n\nFilings (1)\n  公安\n      filed GB/T 22239-2019 on 2020-03-15\n\nOther changes (1)\n  公安\n      renamed from agencies/police.toml\n"
    );
    let zh = AnnouncementReport { lang: Lang::Zh, ..announced };
    assert_eq!(
        zh.markdown(),
        "# 2026-01 至 2026-02 的变化\n\n## 复审 (1)\n\n- **GB/T 22239-2019** 信息安全技术：2022-11-20 复审：继续有效（authority）\n\n## 备案 (1)\n\n- **公安**：备案 GB/T 22239-2019（2020-03-15）\n\n## 其他 (1)\n\n- **公安**：改名，原为 agencies/police.toml\n"
    );
    let first = history::edition_announcement(repo.path(), &editions[0], None).unwrap();
    let items: Vec<String> =
        first.items.iter().map(|item| format!("{} {}", item.heading.phrase().en, item.record)).collect();
    let listed = ["Added police", "Added gb-t-22239-2008", "Revised gb-t-22239-2019", "Listed gb-t-22239-2019"];
    assert_eq!(items, listed);
    let all = AnnouncementReport { from: None, ..announced };
    assert!(all.text().starts_with("All that 2026-02 holds\n"));
}

#[test]
fn diff_compares_two_revisions_or_the_work_tree() {
    let repo = storied();
    repo.write("agencies/new.toml", "name = \"新机构\"\njurisdiction = \"430100\"\n");
    let diff = mulu(repo.path(), &["diff", "HEAD..", "--lang", "en"]);
    assert_eq!(String::from_utf8_lossy(&diff.stdout), "Changes since HEAD\n\nAdded (1)\n  新机构\n");
    let json = mulu(repo.path(), &["diff", "catalogue/2026-01..catalogue/2026-02", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let terms: Vec<&str> =
        document["changes"].as_array().unwrap().iter().filter_map(|row| row["term"].as_str()).collect();
    assert_eq!(terms, ["reviewed", "filed", "moved"]);
    assert_eq!(document["schema"], "mulu.diff/1");
    let log = mulu(repo.path(), &["log", "GB/T22239—2008", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&log.stdout).unwrap();
    assert_eq!(document["entries"][0]["message"], "replaced by gb-t-22239-2019");
    assert_eq!(document["entries"][1]["day"], "2026-01-02");
}

#[test]
fn between_sees_what_announce_orders() {
    let repo = storied();
    let old = RevisionTree::open(repo.path(), "catalogue/2026-01").unwrap();
    let new = WorkTree::open(repo.path()).unwrap();
    let changes = between(&old, &new).unwrap();
    let announcement = announce(&Registry::load(&old).unwrap(), &Registry::load(&new).unwrap(), &changes);
    assert_eq!(announcement.items.iter().map(|item| item.changes.len()).sum::<usize>(), changes.len());
}

/// Editions are ordered by their commits, not by clocks, and only those count that lead to the revision.
#[test]
fn editions_are_those_that_lead_to_the_revision() {
    let repo = storied();
    let editions = |revision: Option<&str>| -> Vec<String> {
        let editions = history::editions(repo.path(), revision, EIGHT).unwrap();
        let day = |day: Option<mulu_core::day::Day>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
        editions.into_iter().map(|edition| format!("{} {}", edition.name, day(edition.day))).collect()
    };
    assert_eq!(editions(None), ["2026-01 2026-01-03", "2026-02 2026-01-06"]);
    assert_eq!(editions(Some("catalogue/2026-01")), ["2026-01 2026-01-03"]);
    // The first edition is tagged again, late and by a clock that is wrong; another has no time that makes sense.
    repo.tag_at("catalogue/again", "catalogue/2026-01", "1900000000");
    repo.tag_at("catalogue/whenever", "catalogue/2026-02", "99999999999999");
    repo.tag("other/2026-02");
    assert_eq!(editions(None), ["2026-01 2026-01-03", "again 2030-03-18", "whenever —", "2026-02 2026-01-06"]);
}
