//! What a proposal starts from, and what it does.

use crate::history::base;
use crate::tests::{BOOK, ONE, Past, one};
use mulu_core::check::Signature;

#[test]
fn a_proposal_is_what_merging_it_would_change_at_the_tip_of_the_target() {
    let past = Past::new();
    let parted = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", "")))]);
    let meanwhile = past.commit(&[parted], &[("policies/p.md", Some("+++\ntitle = \"办法\"\n+++\n"))]);
    let first = past.commit(&[parted], &[(ONE, Some(&one("乙", "")))]);
    let second = past.commit(&[first], &[(ONE, Some(&one("乙", "ics = [\"35\"]")))]);
    let found = base(&past.root(), &meanwhile.to_string(), Some(&second.to_string())).unwrap();
    assert_eq!(found.registry.files, ["book.toml", "policies/p.md"], "who may what is read at the tip");
    let changed: Vec<&str> = found.changed.iter().map(mulu_core::rights::FileChange::path).collect();
    assert_eq!(changed, [ONE], "what others did meanwhile is not the proposal's");
    let by = |key: &str| {
        found.changed[0].fields.iter().find(|change| change.field.key == key).map(|change| change.by.clone())
    };
    assert_eq!((by("title"), by("ics")), (Some(vec![0]), Some(vec![1])), "each key by the commit that changed it");
    let told: Vec<_> = found.commits.iter().map(|commit| (commit.id.clone(), commit.touched.as_deref())).collect();
    assert_eq!(told, [first, second].map(|id| (id.to_string(), Some(ONE))));
    assert!(
        found.commits.iter().all(|commit| commit.email == "clerk@example.org" && commit.signature == Signature::None)
    );
}

#[test]
fn without_a_head_it_leads_to_what_is_checked_out_and_nothing_lies_between_a_revision_and_itself() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    past.head(first);
    std::fs::write(past.root().join("book.toml"), "").unwrap();
    assert_eq!(base(&past.root(), "main", None).unwrap().commits.len(), 0);
    let second = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(second);
    assert_eq!(base(&past.root(), &first.to_string(), None).unwrap().commits.len(), 1);
}

#[test]
fn where_the_past_in_common_is_not_here_it_is_said_how_to_fetch_it() {
    let past = Past::new();
    let (one_, other) = (past.commit(&[], &[BOOK]), past.commit(&[], &[BOOK, (ONE, Some(&one("甲", "")))]));
    let said = base(&past.root(), &one_.to_string(), Some(&other.to_string())).err().unwrap();
    assert!(said.en.contains("git fetch --deepen"), "{}", said.en);
    let second = past.commit(&[one_], &[(ONE, Some(&one("甲", "")))]);
    std::fs::write(past.repository.path().join("shallow"), format!("{second}\n")).unwrap();
    let said = base(&past.root(), &one_.to_string(), Some(&second.to_string())).err().unwrap();
    assert!(said.en.contains("git fetch --deepen"), "{}", said.en);
}

#[test]
fn a_revision_that_is_not_there_is_named() {
    let past = Past::new();
    past.head(past.commit(&[], &[BOOK]));
    let said = base(&past.root(), "nowhere", None).err().unwrap();
    assert_eq!(said.en, "there is no revision `nowhere` in the git repository");
}
