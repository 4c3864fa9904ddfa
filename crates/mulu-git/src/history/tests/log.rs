//! The history of a registry, and of one record.

use std::fs;

use git2::Oid;

use crate::history::log::day_at;
use crate::history::{History, LogSubject};
use crate::tests::{BOOK, ONE, Past, one};
use mulu_core::changes::Change;
use mulu_core::model::Kind;

use super::day;

/// A day of seconds.
const DAY: i64 = 86_400;

fn ids(history: &History) -> Vec<String> {
    history.commits.iter().map(|commit| commit.id.clone()).collect()
}

fn names(commits: &[Oid]) -> Vec<String> {
    commits.iter().map(Oid::to_string).collect()
}

/// The commit and the term of each entry.
fn told(history: &History, subject: &LogSubject) -> Vec<(String, &'static str, bool)> {
    let entry = |entry: &crate::history::HistoryEntry<'_>| {
        (entry.commit.id.clone(), entry.change.change.term(), entry.elsewhere)
    };
    history.of(subject).iter().map(entry).collect()
}

#[test]
fn without_a_repository_or_a_commit_it_is_said_what_is_missing() {
    let folder = tempfile::TempDir::new().unwrap();
    let outside = History::read(folder.path(), None, 0);
    assert_eq!(outside.missing.unwrap().en, "this folder is not in a git repository");
    let empty = History::read(&Past::new().root(), None, 0);
    assert_eq!((empty.missing.unwrap().en.as_str(), empty.commits.len()), ("the git repository has no commit yet", 0));
}

#[test]
fn the_newest_is_first_and_commits_that_change_no_record_are_left_out() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let second = past.commit(&[first], &[("README.md", Some("x"))]);
    let third = past.commit(&[second], &[(ONE, Some(&one("甲", "")))]);
    past.head(third);
    let history = History::read(&past.root(), None, 0);
    assert_eq!((ids(&history), history.missing), (names(&[third, first]), None));
    let older = History::read(&past.root(), Some(&second.to_string()), 0);
    assert_eq!(ids(&older), names(&[first]));
}

#[test]
fn only_new_commits_are_read_and_what_is_kept_tells_the_same() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let second = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    past.head(second);
    let read = |expected: usize| {
        let history = History::read(&past.root(), None, 0);
        assert_eq!(history.read, expected);
        history.commits
    };
    let cold = read(2);
    assert_eq!(read(0), cold);
    let third = past.commit(&[second], &[(ONE, Some(&one("乙", "")))]);
    past.head(third);
    assert_eq!(read(1)[1..], cold);
    // Another branch is read once, and forgets nothing of the first.
    let branch = past.commit(&[first], &[(ONE, Some(&one("丙", "")))]);
    past.head(branch);
    read(1);
    past.head(third);
    read(0);
}

#[test]
fn a_shallow_clone_does_not_tell_what_its_oldest_commit_did_and_keeps_nothing() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", "")))]);
    let second = past.commit(&[first], &[(ONE, Some(&one("乙", "")))]);
    past.head(second);
    fs::write(past.repository.path().join("shallow"), format!("{first}\n")).unwrap();
    for _ in 0..2 {
        let history = History::read(&past.root(), None, 0);
        assert_eq!((ids(&history), history.read), (names(&[second]), 1));
        assert!(history.missing.unwrap().en.contains("--unshallow"));
    }
    assert!(!past.repository.path().join("mulu").exists());
}

#[test]
fn a_day_is_that_of_the_registrys_offset() {
    for (seconds, offset, expected) in [
        (0, 0, Some("1970-01-01")),
        (DAY - 1, 0, Some("1970-01-01")),
        (16 * 3600 - 1, 480, Some("1970-01-01")),
        (16 * 3600, 480, Some("1970-01-02")),
        (0, -1, None),
        (-1, 0, None),
        (253_402_300_799, 0, Some("9999-12-31")),
        (253_402_300_800, 0, None),
        (i64::MAX, 0, None),
        (0, i32::MAX, None),
    ] {
        assert_eq!(day_at(seconds, offset), expected.map(day), "{seconds} {offset}");
    }
}

#[test]
fn what_was_done_after_a_day_is_not_told() {
    let past = Past::new();
    // Made on the first, second and third of January.
    let first = past.commit(&[], &[BOOK]);
    let second = past.commit(&[first], &[(ONE, Some(&one("甲", "")))]);
    let third = past.commit(&[second], &[(ONE, Some(&one("乙", "")))]);
    past.head(third);
    let until = |on: &str| {
        let history = History::read(&past.root(), None, 0).until(day(on));
        history.entries().map(|entry| entry.commit.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(until("2019-12-31"), names(&[]));
    assert_eq!(until("2020-01-02"), names(&[second, first]));
    assert_eq!(until("2020-01-03"), names(&[third, second, first]));
}

#[test]
fn a_commit_without_a_sensible_time_is_as_old_as_the_one_before_it() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK]);
    let edit = past.repository.find_commit(past.commit(&[first], &[(ONE, Some(&one("甲", "")))])).unwrap();
    // libgit2 itself writes no such time.
    let raw = edit
        .raw_header()
        .unwrap()
        .replace("author Clerk <clerk@example.org> ", "author Clerk <clerk@example.org> 9999");
    let raw = format!("{raw}\nan edit");
    let second = past.repository.odb().unwrap().write(git2::ObjectType::Commit, raw.as_bytes()).unwrap();
    past.head(second);
    let until = |on: &str| History::read(&past.root(), None, 0).until(day(on)).entries().count();
    assert_eq!((until("2019-12-31"), until("2020-01-01")), (0, 2));
}

#[test]
fn a_record_that_was_renamed_has_the_past_of_its_older_names() {
    let past = Past::new();
    let first = past.commit(&[], &[(ONE, Some(&one("甲", "")))]);
    let second = past.commit(&[first], &[(ONE, None), ("standards/national/b.md", Some(&one("甲", "")))]);
    let third =
        past.commit(&[second], &[("standards/national/b.md", None), ("standards/national/c.md", Some(&one("甲", "")))]);
    past.head(third);
    let history = History::read(&past.root(), None, 0);
    let told = told(&history, &LogSubject::record(Kind::Standard, "c"));
    let [first, second, third] = [first, second, third].map(|id| id.to_string());
    assert_eq!(told, [(third, "moved", false), (second, "moved", false), (first, "added", false)]);
}

#[test]
fn a_record_of_another_kind_with_the_same_id_is_another() {
    let past = Past::new();
    let first =
        past.commit(&[], &[("agencies/a.toml", Some("name = \"甲\"")), ("projects/a.toml", Some("name = \"乙\""))]);
    past.head(first);
    let history = History::read(&past.root(), None, 0);
    assert_eq!(history.of(&LogSubject::record(Kind::Agency, "a")).len(), 1);
    assert_eq!(history.of(&LogSubject { id: "a".to_owned(), ..LogSubject::default() }).len(), 2);
}

#[test]
fn what_other_records_say_of_a_standard_belongs_to_its_history() {
    let past = Past::new();
    let first = past.commit(&[], &[(ONE, Some(&one("甲", "")))]);
    let newer = "+++\nnumber = \"GB/T 1-2024\"\nreplaces = [\"GB/T 1-2020\"]\n+++\n";
    let second = past.commit(&[first], &[("standards/national/gb-t-1-2024.md", Some(newer))]);
    past.head(second);
    let history = History::read(&past.root(), None, 0);
    let subject =
        LogSubject { number: Some("GB/T 1-2020".to_owned()), ..LogSubject::record(Kind::Standard, "gb-t-1-2020") };
    let [first, second] = [first, second].map(|id| id.to_string());
    assert_eq!(told(&history, &subject), [(second.clone(), "replaces", true), (first, "added", false)]);
    let entries = history.of(&subject);
    assert_eq!(entries[0].words().en, "replaced by gb-t-1-2024");
    assert_eq!(entries[0].stable_id(), format!("{second}/standards/national/gb-t-1-2024.md/1"));
}

#[test]
fn a_record_that_speaks_of_itself_is_told_once() {
    let past = Past::new();
    let first = past.commit(&[], &[(ONE, Some(&one("甲", "replaces = [\"GB/T 1-2020\"]")))]);
    past.head(first);
    let history = History::read(&past.root(), None, 0);
    let subject =
        LogSubject { number: Some("GB/T 1-2020".to_owned()), ..LogSubject::record(Kind::Standard, "gb-t-1-2020") };
    let terms: Vec<_> = told(&history, &subject).into_iter().map(|(_, term, elsewhere)| (term, elsewhere)).collect();
    assert_eq!(terms, [("added", false), ("replaces", false)]);
}

#[test]
fn many_records_are_told_as_each_alone() {
    let past = Past::new();
    let adoption = "[[adoption]]\nstandard = \"GB/T 1-2020\"\nfiled = 2020-01-02\n";
    let first = past.commit(&[], &[(ONE, Some(&one("甲", ""))), ("agencies/a.toml", Some("name = \"甲\""))]);
    let second = past.commit(
        &[first],
        &[("agencies/a.toml", None), ("agencies/b.toml", Some(&format!("name = \"甲\"\n{adoption}")))],
    );
    past.head(second);
    let history = History::read(&past.root(), None, 0);
    let subjects = [
        LogSubject { number: Some("GB/T 1-2020".to_owned()), ..LogSubject::record(Kind::Standard, "gb-t-1-2020") },
        LogSubject::record(Kind::Agency, "b"),
        LogSubject::record(Kind::Agency, "a"),
        LogSubject::record(Kind::Project, "none"),
    ];
    let ids = |entries: &[crate::history::HistoryEntry<'_>]| {
        entries.iter().map(|entry| (entry.stable_id(), entry.elsewhere)).collect::<Vec<_>>()
    };
    let together: Vec<_> = history.of_all(&subjects).iter().map(|entries| ids(entries)).collect();
    let alone: Vec<_> = subjects.iter().map(|subject| ids(&history.of(subject))).collect();
    assert_eq!(together, alone);
    assert_eq!(alone.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 1, 0]);
    assert!(matches!(history.of(&subjects[0])[0].change.change, Change::Filed { .. }));
}
