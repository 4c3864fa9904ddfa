//! A registry read from git's trees, and the revision that every answer names.

use mulu_core::source::{Source, SourceEntry, WorkTree};
use mulu_git::RevisionTree;
use mulu_git::history::History;

use super::story::{chronicle, storied};
use super::{EIGHT, TODAY, everything, mulu, printed};
use crate::harness::repository::Repo;

#[test]
fn a_revision_reads_as_its_checkout_does() {
    let repo = storied();
    let at_first = RevisionTree::open(repo.path(), "catalogue/2026-01").unwrap();
    repo.checkout("catalogue/2026-01");
    let checked_out = WorkTree::open(repo.path()).unwrap();
    let files = checked_out.list().unwrap();
    assert_eq!(at_first.list().unwrap(), files);
    for path in &files {
        assert_eq!(at_first.read(path).unwrap(), checked_out.read(path).unwrap(), "{path}");
    }
    // A checkout detaches the head: history goes up to there.
    assert_eq!(History::read(repo.path(), None, EIGHT).commits.len(), 2);

    let show = |more: &[&str]| {
        mulu(repo.path(), &[&["list", "standards", "--format", "json", "--as-of", "2026-02-01"], more].concat())
    };
    let records = |args: &[&str]| -> serde_json::Value {
        serde_json::from_slice::<serde_json::Value>(&show(args).stdout).unwrap()["records"].take()
    };
    assert_eq!(records(&["--rev", "catalogue/2026-01"]), records(&[]));
    assert_eq!(records(&[]).as_array().map(Vec::len), Some(2));
    let check = mulu(repo.path(), &["check", "--format", "json", "--rev", "catalogue/2026-01"]);
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(report["revision"], at_first.commit());
    let gone = mulu(repo.path(), &["check", "agencies/police.toml", "--rev", "catalogue/2026-01"]);
    assert_eq!(gone.status.code(), Some(0), "{}", String::from_utf8_lossy(&gone.stderr));
    let missing = mulu(repo.path(), &["list", "standards", "--rev", "no-such"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("there is no revision `no-such`"));
}

#[test]
fn a_bare_repository_is_read_at_a_revision() {
    let repo = storied();
    let bare = tempfile::tempdir().unwrap();
    repo.clone_bare(bare.path());
    let list = mulu(bare.path(), &["list", "agencies", "--rev", "catalogue/2026-01", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&list.stdout).contains("police"), "{}", String::from_utf8_lossy(&list.stderr));
    assert_eq!(everything(bare.path()), everything(repo.path()));
}

#[test]
fn links_and_submodules_are_no_files() {
    let repo = Repo::new();
    repo.write("book.toml", "");
    #[cfg(unix)]
    {
        std::fs::create_dir_all(repo.path().join("agencies")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", repo.path().join("agencies/link.toml")).unwrap();
        let commit = repo.commit("Link", "clerk@example.org", 1_767_297_600);
        repo.submodule("standards/national/sub.md", commit);
        repo.commit_index("Submodule", "clerk@example.org", 1_767_297_700);
        let tree = RevisionTree::open(repo.path(), "HEAD").unwrap();
        assert_eq!(tree.list().unwrap(), ["agencies/link.toml", "book.toml", "standards/national/sub.md"]);
        assert_eq!(tree.read("agencies/link.toml").unwrap(), SourceEntry::NotAFile);
        assert_eq!(tree.read("standards/national/sub.md").unwrap(), SourceEntry::NotAFile);
        assert_eq!(everything(repo.path()), ["2026-01-02 Link added"]);
    }
}

#[test]
fn a_registry_may_lie_in_a_folder_of_its_repository() {
    let repo = Repo::new();
    repo.write("目录/book.toml", "");
    repo.write("目录/agencies/a.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    repo.write("agencies/outside.toml", "name = \"外\"\n");
    repo.commit("Begin", "clerk@example.org", 1_767_297_600);
    let root = repo.path().join("目录");
    assert_eq!(RevisionTree::open(&root, "HEAD").unwrap().list().unwrap(), ["agencies/a.toml", "book.toml"]);
    assert_eq!(everything(&root), ["2026-01-02 Begin added", "2026-01-02 Begin added"]);
}

/// Every document for programs says which commit it is about; for the work tree, none.
#[test]
fn every_document_names_its_revision() {
    let repo = chronicle();
    let commit = |revision| RevisionTree::open(repo.path(), revision).unwrap().commit().to_owned();
    repo.write("text.md", "GB/T 22239-2019");
    let text = repo.path().join("text.md");
    let cite = ["cite", text.to_str().unwrap()];
    let commands: [&[&str]; 9] = [
        &["check"],
        &["audit"],
        &["list", "standards"],
        &["show", "gb-t-22239-2019"],
        &["due"],
        &["log", "gb-t-22239-2019"],
        &["scorecard"],
        &["export", "standards"],
        &cite,
    ];
    for command in commands {
        let revision = |args: &[&str]| -> serde_json::Value {
            let output = mulu(repo.path(), &[command, &["--format", "json", "--as-of", TODAY], args].concat());
            let document: Result<serde_json::Value, _> = serde_json::from_slice(&output.stdout);
            let said = String::from_utf8_lossy(&output.stderr);
            let document = document.unwrap_or_else(|error| panic!("{command:?}: {error}: {said}"));
            document.get("revision").unwrap_or_else(|| panic!("{command:?} names no revision")).clone()
        };
        assert_eq!(revision(&["--rev", "catalogue/2026-02"]), commit("catalogue/2026-02"), "{command:?}");
        assert_eq!(revision(&[]), serde_json::Value::Null, "{command:?}");
    }
    let diff = printed(repo.path(), &["diff", "catalogue/2026-01..catalogue/2026-02", "--format", "json"]);
    let diff: serde_json::Value = serde_json::from_str(&diff).unwrap();
    assert_eq!(diff["from_revision"], commit("catalogue/2026-01"));
    assert_eq!(diff["revision"], commit("catalogue/2026-02"));
}
