//! Where git stands.

use std::fs;

use git2::build::CheckoutBuilder;

use crate::history::{Checkout, Revision};
use crate::tests::{BOOK, ONE, Past, one};

/// A repository whose one commit is checked out, and that commit's id.
fn checked_out() -> (Past, String) {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", ""))), ("src/main.rs", Some("x"))]);
    past.head(first);
    past.repository.checkout_head(Some(CheckoutBuilder::new().force())).unwrap();
    (past, first.to_string())
}

fn revision(past: &Past) -> Revision {
    Checkout::of(&past.root()).revision(&["book.toml".to_owned(), ONE.to_owned()]).unwrap()
}

#[test]
fn outside_git_and_before_the_first_commit_there_is_no_revision() {
    let folder = tempfile::TempDir::new().unwrap();
    let outside = Checkout::of(folder.path());
    assert_eq!((outside.revision(&[]), outside.state(), outside.differs([ONE])), (None, String::new(), None));
    assert_eq!(Checkout::of(&Past::new().root()).revision(&[]), None);
}

#[test]
fn as_long_as_the_records_are_those_of_the_commit_nothing_has_changed() {
    let (past, commit) = checked_out();
    assert_eq!(revision(&past), Revision { commit: commit.clone(), changed: false });
    fs::write(past.root().join("src/main.rs"), "y").unwrap();
    fs::write(past.root().join("notes.txt"), "").unwrap();
    assert_eq!(revision(&past), Revision { commit, changed: false }, "other files do not matter");
}

#[test]
fn an_edited_a_removed_and_a_new_record_each_are_a_change() {
    let edits: [fn(&std::path::Path); 4] = [
        |root| fs::write(root.join(ONE), one("乙", "")).unwrap(),
        |root| fs::remove_file(root.join(ONE)).unwrap(),
        |root| fs::write(root.join("standards/national/new.md"), "").unwrap(),
        |root| {
            fs::create_dir_all(root.join("templates")).unwrap();
            fs::write(root.join("templates/page.html"), "").unwrap();
        },
    ];
    for (at, edit) in edits.into_iter().enumerate() {
        let (past, _) = checked_out();
        edit(&past.root());
        assert!(revision(&past).changed, "edit {at}");
    }
}

#[test]
fn only_the_paths_that_are_asked_for_are_looked_at() {
    let (past, _) = checked_out();
    fs::write(past.root().join(ONE), one("乙", "")).unwrap();
    let checkout = Checkout::of(&past.root());
    assert_eq!(checkout.differs([ONE]), Some(true));
    assert_eq!(checkout.differs(["book.toml"]), Some(false));
    assert_eq!(checkout.differs([]), Some(false), "no path is not every path");
    assert_eq!(checkout.differs(["standards/*/gb-t-1-2020.md"]), Some(false), "a path is not a pattern");
}

#[test]
fn the_state_is_another_when_a_reference_moves_or_history_is_cut_and_else_the_same() {
    let (past, _) = checked_out();
    let state = || Checkout::of(&past.root()).state();
    let mut seen = vec![state()];
    assert_eq!(state(), seen[0]);
    fs::write(past.root().join(ONE), one("乙", "")).unwrap();
    assert_eq!(state(), seen[0], "files are not part of it");
    let first = past.repository.head().unwrap().target().unwrap();
    past.tag("catalogue/1", first);
    seen.push(state());
    let second = past.commit(&[first], &[(ONE, None)]);
    past.head(second);
    seen.push(state());
    past.tag("catalogue/1", second);
    seen.push(state());
    fs::write(past.repository.path().join("shallow"), format!("{first}\n")).unwrap();
    seen.push(state());
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn a_revision_is_short_and_marked_where_files_differ() {
    let commit = "0123456789abcdef".to_owned();
    let revision = |changed| Revision { commit: commit.clone(), changed }.short();
    assert_eq!((revision(false).as_str(), revision(true).as_str()), ("0123456789", "0123456789+"));
    assert_eq!(Revision { commit: "01".to_owned(), changed: false }.short(), "01");
}
