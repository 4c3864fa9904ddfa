//! The editions of the catalogue.

use git2::{Signature, Time};

use crate::history::{History, edition_announcement, editions};
use crate::tests::{BOOK, ONE, Past, one};
use mulu_core::changes::{Announcement, Heading};

use super::day;

/// Names and days of the editions of what is checked out.
fn named(past: &Past) -> Vec<(String, Option<mulu_core::day::Day>)> {
    let editions = editions(&past.root(), None, 0).unwrap();
    editions.into_iter().map(|edition| (edition.name, edition.day)).collect()
}

fn items(announcement: &Announcement) -> Vec<(Heading, &str)> {
    announcement.items.iter().map(|item| (item.heading, item.name.as_str())).collect()
}

#[test]
fn without_git_or_tags_there_are_none() {
    let folder = tempfile::TempDir::new().unwrap();
    assert_eq!(editions(folder.path(), None, 0).unwrap(), []);
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    past.head(first);
    past.tag("v1", first);
    assert_eq!(named(&past), []);
}

#[test]
fn they_stand_in_the_order_of_their_commits_whatever_their_names_and_clocks() {
    let past = Past::new();
    let first = past.commit_at(2_000_000_000, &[], &[BOOK]);
    let second = past.commit_at(1_000_000_000, &[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(second);
    past.tag("catalogue/z", first);
    past.tag("catalogue/a", second);
    assert_eq!(named(&past), [("z".to_owned(), Some(day("2033-05-18"))), ("a".to_owned(), Some(day("2001-09-09")))]);
}

#[test]
fn a_tag_with_a_tagger_has_the_day_on_which_it_was_made() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    past.head(first);
    let tagger = Signature::new("Clerk", "clerk@example.org", &Time::new(1_600_000_000, 0)).unwrap();
    let object = past.repository.find_object(first, None).unwrap();
    past.repository.tag("catalogue/2020", &object, &tagger, "", false).unwrap();
    assert_eq!(named(&past), [("2020".to_owned(), Some(day("2020-09-13")))]);
}

#[test]
fn a_tag_on_another_branch_or_on_no_commit_names_no_edition() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let other = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(first);
    past.tag("catalogue/here", first);
    past.tag("catalogue/elsewhere", other);
    past.tag("catalogue/blob", past.blob(b"x"));
    assert_eq!(named(&past), [("here".to_owned(), Some(day("2020-01-01")))]);
}

#[test]
fn the_first_announces_what_it_holds_and_a_later_one_what_changed() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", ""))), ("agencies/a.toml", Some("name = \"数据局\""))]);
    let second = past.commit(
        &[first],
        &[(ONE, Some(&one("甲", "withdrawn = 2024-01-01"))), ("book.toml", Some("[book]\ntitle = \"另\"\n"))],
    );
    past.head(second);
    past.tag("catalogue/1", first);
    past.tag("catalogue/2", second);
    let all = editions(&past.root(), None, 0).unwrap();
    let announced = |at: usize, before: Option<usize>| {
        edition_announcement(&past.root(), &all[at], before.map(|before| &all[before])).unwrap()
    };
    assert_eq!(items(&announced(0, None)), [(Heading::Added, "数据局"), (Heading::Added, "GB/T 1-2020")]);
    assert_eq!(items(&announced(1, Some(0))), [(Heading::Abolished, "GB/T 1-2020"), (Heading::Other, "book")]);
}

#[test]
fn an_edition_later_than_the_day_is_not_yet_published() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let second = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(second);
    past.tag("catalogue/1", first);
    past.tag("catalogue/2", second);
    let published = |on: &str| {
        let history = History::read(&past.root(), None, 0).until(day(on)).with_editions(&past.root());
        let told = history
            .editions()
            .iter()
            .map(|one| (one.edition.name.clone(), one.before.as_ref().map(|before| before.name.clone())));
        told.collect::<Vec<_>>()
    };
    let (one, two) = (("1".to_owned(), None), ("2".to_owned(), Some("1".to_owned())));
    assert_eq!(published("2020-01-01"), std::slice::from_ref(&one));
    assert_eq!(published("2020-01-02"), [one, two]);
}

#[test]
fn of_a_shallow_clone_the_edition_before_the_first_is_not_known() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let second = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(second);
    past.tag("catalogue/2", second);
    std::fs::write(past.repository.path().join("shallow"), format!("{first}\n")).unwrap();
    let history = History::read(&past.root(), None, 0).with_editions(&past.root());
    let why = history.editions()[0].announcement.as_ref().unwrap_err();
    assert!(why.en.contains("the edition before is not known"), "{}", why.en);
}
