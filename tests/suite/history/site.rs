//! What the site shows of the past.

use super::story::{chronicle, storied};
use super::{Site, TODAY};
use crate::harness::pages;
use crate::harness::repository::Repo;

/// Every page of a site with a past is a good page, and every link on it leads somewhere.
#[test]
fn pages_with_a_past_are_good_pages() {
    let site = Site::of(chronicle().path(), &["--as-of", TODAY]);
    assert_eq!(pages::Built::read(&site.path()).faults(), [""; 0]);
    for page in ["changes/index.html", "changes/editions/2026-01.html", "en/changes/editions/2026-03.html"] {
        assert!(site.has(page), "{page}");
    }
}

#[test]
fn every_record_s_page_has_its_history() {
    let repo = chronicle();
    let policy = "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2026-01-01\n+++\n";
    repo.write("policies/measure.md", policy);
    repo.commit("A measure", "clerk@example.org", 1_768_200_000);
    let site = Site::of(repo.path(), &["--as-of", TODAY]);
    for (page, line) in [
        ("standards/gb-t-22239-2019", "2026-01-04 reviewed 2022-11-20: continue by authority"),
        ("policies/measure", "2026-01-12 added"),
        ("agencies/public-security", "2026-01-05 filed GB/T 22239-2019 on 2020-03-15"),
        (
            "projects/platform",
            "2026-01-09 stage planning → approval; GB/T 22239-2019 waived by public-security until 2026-12-31",
        ),
    ] {
        let says = site.says(&format!("en/{page}.html"));
        let found = says.lines().find(|said| said.starts_with(line)).unwrap_or_else(|| panic!("{page}: {says}"));
        // The commit, and who made it.
        assert!(found.ends_with("Clerk"), "{found}");
        assert!(site.read(&format!("en/{page}.html")).contains("https://git.example.org/registry/commit/"), "{page}");
    }
}

/// A site for a day tells nothing of what came later, though git has it.
#[test]
fn nothing_later_than_the_day_is_shown() {
    let site = Site::of(storied().path(), &["--as-of", "2026-01-04"]);
    // The rules' own pages have days in their examples.
    for (path, bytes) in site.files().iter().filter(|(path, _)| !path.contains("rules/")) {
        let text = String::from_utf8_lossy(bytes);
        for later in ["2026-01-05", "2026-01-06", "editions/2026-02"] {
            assert!(!text.contains(later), "{path} tells of {later}");
        }
    }
    assert!(site.says("changes/index.html").contains("2026-01-04"));
    assert!(site.has("changes/editions/2026-01.html") && !site.has("changes/editions/2026-02.html"));
}

/// Names of tags and people are anyone's text.
#[test]
fn hostile_names_are_text_on_pages_and_never_a_path() {
    let repo = Repo::new();
    repo.write("book.toml", "[catalogue]\nsite-url = \"https://example.org/mulu/\"\n");
    repo.write("agencies/a.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    repo.commit("<script>alert(1)</script>", "clerk@example.org", 1_767_297_600);
    repo.rewrite_head("Clerk", "C&lerk\u{1b}\u{202e}\"'");
    let long = "长".repeat(70);
    let names = ["<script>alert(1)<", "a/b/c", "a&b\"c'd", "\u{202e}gnp.exe", "index", "100%", &long];
    for name in names {
        repo.tag(&format!("catalogue/{name}"));
    }
    let site = Site::of(repo.path(), &["--as-of", TODAY]);
    assert_eq!(pages::Built::read(&site.path()).faults(), [""; 0]);
    let files = site.files();
    assert_eq!(files.keys().filter(|path| path.starts_with("changes/editions/")).count(), names.len());
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("changes/") || path.starts_with("feeds/")) {
        let text = String::from_utf8_lossy(bytes);
        for hostile in ["<script>alert", "\u{1b}", "\u{202e}"] {
            assert!(!text.contains(hostile), "{path} has {hostile:?}");
        }
    }
    assert!(site.read("changes/index.html").contains("C&amp;lerk"));
    assert!(!site.read("agencies/a.html").contains('\u{202e}'));
}
