//! Where a registry lies in its repository.

use git2::Repository;
use tempfile::TempDir;

use crate::{Located, RevisionTree};

use super::{BOOK, Past};

/// What is missing, in English.
fn missing<T>(found: Result<T, mulu_core::message::Message>) -> String {
    found.err().unwrap().en
}

#[test]
fn a_folder_outside_git_is_said_to_be_so() {
    let folder = TempDir::new().unwrap();
    assert_eq!(missing(Located::find(folder.path())), "this folder is not in a git repository");
}

#[test]
fn the_top_of_the_tree_has_no_prefix_and_a_folder_below_it_has_its_path() {
    let past = Past::new();
    let below = past.root().join("docs/registry");
    std::fs::create_dir_all(&below).unwrap();
    assert_eq!(Located::find(&past.root()).unwrap().prefix, "");
    assert_eq!(Located::find(&below).unwrap().prefix, "docs/registry");
}

#[test]
fn a_bare_repository_is_its_own_registrys_root() {
    let folder = TempDir::new().unwrap();
    Repository::init_bare(folder.path()).unwrap();
    assert_eq!(Located::find(folder.path()).unwrap().prefix, "");
}

#[test]
fn a_repository_without_a_commit_is_said_to_have_none() {
    let past = Past::new();
    let located = Located::find(&past.root()).unwrap();
    assert_eq!(missing(located.commit(None)), "the git repository has no commit yet");
}

#[test]
fn no_revision_is_what_is_checked_out() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    past.head(first);
    let located = Located::find(&past.root()).unwrap();
    assert_eq!(located.commit(None).unwrap().id(), first);
    assert_eq!(located.commit(Some(&first.to_string()[..10])).unwrap().id(), first);
}

#[test]
fn an_unknown_revision_is_named_without_what_could_rewrite_a_terminal() {
    let past = Past::new();
    let located = Located::find(&past.root()).unwrap();
    let said = missing(located.commit(Some(&format!("v\u{1b}[2J{}", "9".repeat(100)))));
    assert_eq!(said, format!("there is no revision `v[2J{}` in the git repository", "9".repeat(76)));
}

#[test]
fn a_commit_without_the_registrys_folder_has_no_tree_of_it() {
    let past = Past::new();
    let first = past.commit(&[], &[("docs/registry/book.toml", Some("")), ("file", Some(""))]);
    let commit = past.repository.find_commit(first).unwrap();
    let tree = |prefix: &str| {
        let repository = Repository::open(past.root()).unwrap();
        Located { repository, prefix: prefix.to_owned() }.tree(&commit).unwrap()
    };
    assert_eq!(tree(""), Some(commit.tree_id()));
    assert!(tree("docs/registry").is_some());
    assert_eq!(tree("elsewhere"), None);
    assert_eq!(tree("file"), None, "a file is not a folder");
}

#[test]
fn a_revision_without_a_registry_is_said_to_have_none() {
    let past = Past::new();
    let first = past.commit(&[], &[("README.md", Some("nothing yet"))]);
    let said = missing(RevisionTree::open(&past.root(), &first.to_string()));
    assert_eq!(said, format!("revision {} has no book.toml", &first.to_string()[..10]));
}
