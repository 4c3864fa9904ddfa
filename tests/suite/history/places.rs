//! Where a registry may lie: outside git, in a shallow clone, in a worktree. It works, or says what is missing; never a wrong date.

use std::path::{Path, PathBuf};

use mulu_git::history::History;

use super::story::storied;
use super::{EIGHT, Site, TODAY, everything, mulu, told};
use crate::harness::program;
use crate::harness::repository::Repo;

#[test]
fn what_is_missing_is_said_in_a_sentence() {
    let missing = |root: &Path| History::read(root, None, EIGHT).missing.map(|words| words.en);
    let bare = tempfile::tempdir().unwrap();
    assert_eq!(missing(bare.path()).unwrap(), "this folder is not in a git repository");
    let unborn = Repo::new();
    assert_eq!(missing(unborn.path()).unwrap(), "the git repository has no commit yet");
    unborn.write("book.toml", "");
    assert!(mulu(unborn.path(), &["list", "standards"]).status.success());
    let log = mulu(unborn.path(), &["log", "gb-t-1-2020", "--lang", "en"]);
    assert!(log.status.success());
    assert_eq!(String::from_utf8_lossy(&log.stderr), "the git repository has no commit yet\n");
}

#[test]
fn a_worktree_has_the_history_of_its_repository() {
    let repo = storied();
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("tree");
    repo.worktree("other", &place);
    assert_eq!(everything(&place), everything(repo.path()));
}

/// A clone that has only the newest commits; none where git itself is not here.
fn shallow(repo: &Repo, beside: &Path, depth: &str) -> Option<PathBuf> {
    let place = beside.join("clone");
    let cloned = program::git(beside, ["clone", "--quiet", "--depth", depth])
        .arg(format!("file://{}", repo.path().display()))
        .arg(&place)
        .status();
    cloned.is_ok_and(|status| status.success()).then_some(place)
}

#[test]
fn a_shallow_clone_tells_no_wrong_date() {
    let repo = storied();
    let beside = tempfile::tempdir().unwrap();
    let Some(place) = shallow(&repo, beside.path(), "2") else { return };
    let history = History::read(&place, None, EIGHT);
    assert!(history.missing.as_ref().is_some_and(|missing| missing.en.contains("shallow clone")));
    let all: Vec<String> = told(&history.entries().collect::<Vec<_>>());
    assert_eq!(all, ["2026-01-06 Rename renamed from agencies/police.toml"]);
    assert!(!place.join(".git/mulu").exists());
    let cut_off = mulu(&place, &["check", "--base", "HEAD~1"]);
    assert!(cut_off.status.code() != Some(2), "{}", String::from_utf8_lossy(&cut_off.stderr));
    let site = Site::of(&place, &["--as-of", TODAY]);
    assert!(site.says("changes/index.html").contains("浅克隆"));
    // The edition before lies in what was cut off: what changed since then is not made up.
    let edition = site.says("changes/editions/2026-02.html");
    assert!(edition.contains("不知道上一版目录") && !edition.contains("新增"), "{edition}");
    assert!(!edition.contains("第一版"), "{edition}");
    assert!(!site.has("api/v1/editions/2026-02.json"));
}

#[test]
fn a_site_needs_no_repository_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("book.toml"), "").unwrap();
    std::fs::create_dir(folder.path().join("agencies")).unwrap();
    let agency = "name = \"甲\"\njurisdiction = \"430100\"\n";
    std::fs::write(folder.path().join("agencies/a.toml"), agency).unwrap();
    let site = Site::of(folder.path(), &["--as-of", TODAY]);
    assert!(site.says("changes/index.html").contains("这个目录不在 git 仓库中"));
    assert!(!site.has("changes/editions"));
    assert!(!site.read("feeds/changes.atom").contains("<entry>"));

    let unborn = Repo::new();
    unborn.write("book.toml", "");
    unborn.write("agencies/a.toml", agency);
    let site = Site::of(unborn.path(), &["--as-of", TODAY]);
    assert!(site.says("changes/index.html").contains("git 仓库还没有提交"));
}
