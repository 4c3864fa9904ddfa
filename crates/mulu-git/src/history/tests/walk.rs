//! One commit, and what it did.

use git2::{Signature, Time};

use crate::history::Walker;
use crate::tests::{BOOK, ONE, Past, one};
use mulu_core::changes::Change;

use super::{change, edited, told};

const POLICY: &str = "policies/p.md";

fn policy(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n")
}

#[test]
fn the_first_commit_adds_every_record_by_path() {
    let past = Past::new();
    let first = past
        .commit(&[], &[(ONE, Some(&one("甲", ""))), BOOK, (POLICY, Some(&policy("办法"))), ("README.md", Some("x"))]);
    let added = |path: &str| change(path, Change::Added);
    assert_eq!(told(&past, first), [added("book.toml"), added(POLICY), added(ONE)]);
}

#[test]
fn an_edit_names_its_keys_and_files_that_are_no_records_do_not_count() {
    let past = Past::new();
    let first = past.commit(&[], &[BOOK, (ONE, Some(&one("甲", "")))]);
    let second = past.commit(
        &[first],
        &[(ONE, Some(&one("乙", ""))), ("src/main.rs", Some("x")), ("policies/readme.md", Some("x"))],
    );
    assert_eq!(told(&past, second), [edited(ONE, &["title"])]);
    let walker = Walker::new(&past.repository, "").unwrap();
    assert_eq!(walker.paths(second).unwrap(), [ONE]);
    let third = past.commit(&[second], &[("src/main.rs", Some("y"))]);
    assert_eq!(told(&past, third), []);
}

#[test]
fn a_record_that_goes_is_removed_and_one_that_moves_keeps_its_past() {
    let past = Past::new();
    let first = past.commit(&[], &[(ONE, Some(&one("甲", ""))), (POLICY, Some(&policy("办法")))]);
    let moved = "standards/national/renamed.md";
    let second = past.commit(&[first], &[(ONE, None), (moved, Some(&one("乙", ""))), (POLICY, None)]);
    let expected = [
        change(POLICY, Change::Removed),
        change(moved, Change::Moved { from: ONE.to_owned() }),
        edited(moved, &["title"]),
    ];
    assert_eq!(told(&past, second), expected);
}

#[test]
fn a_registry_in_a_folder_knows_nothing_of_what_lies_beside_it() {
    let past = Past::new();
    let first = past.commit(&[], &[("docs/policies/p.md", Some(&policy("甲"))), (POLICY, Some(&policy("甲")))]);
    let second = past.commit(&[first], &[(POLICY, Some(&policy("乙")))]);
    let walker = Walker::new(&past.repository, "docs").unwrap();
    assert_eq!(walker.commit(first).unwrap().changes, [change(POLICY, Change::Added)]);
    assert_eq!(walker.commit(second).unwrap().changes, []);
}

#[test]
fn a_merge_that_brings_together_what_its_parents_did_did_nothing_itself() {
    let past = Past::new();
    let base = past.commit(&[], &[(ONE, Some(&one("甲", ""))), (POLICY, Some(&policy("甲")))]);
    let left = past.commit(&[base], &[(ONE, Some(&one("乙", "")))]);
    let right = past.commit(&[base], &[(POLICY, Some(&policy("乙")))]);
    let merge = past.commit(&[left, right], &[(POLICY, Some(&policy("乙")))]);
    assert_eq!(told(&past, merge), []);
}

#[test]
fn a_merge_that_joins_edits_of_one_record_did_nothing_itself() {
    let past = Past::new();
    let base = past.commit(&[], &[(ONE, Some(&one("甲", "issuer = \"一\"")))]);
    let left = past.commit(&[base], &[(ONE, Some(&one("乙", "issuer = \"一\"")))]);
    let right = past.commit(&[base], &[(ONE, Some(&one("甲", "issuer = \"二\"")))]);
    let merge = past.commit(&[left, right], &[(ONE, Some(&one("乙", "issuer = \"二\"")))]);
    assert_eq!(told(&past, merge), []);
}

#[test]
fn what_a_merge_slips_in_is_told_and_nothing_else() {
    let past = Past::new();
    let base = past.commit(&[], &[(ONE, Some(&one("甲", "issuer = \"一\"")))]);
    let left = past.commit(&[base], &[(ONE, Some(&one("乙", "issuer = \"一\"")))]);
    let right = past.commit(&[base], &[(ONE, Some(&one("甲", "issuer = \"二\"")))]);
    let merge =
        past.commit(&[left, right], &[(ONE, Some(&one("乙", "issuer = \"二\"\nics = [\"35\"]\nccs = [\"L\"]")))]);
    assert_eq!(told(&past, merge), [edited(ONE, &["ccs", "ics"])]);
}

#[test]
fn what_a_merge_drops_of_a_parents_work_is_told() {
    let past = Past::new();
    let base = past.commit(&[], &[(ONE, Some(&one("甲", ""))), (POLICY, Some(&policy("甲")))]);
    let left = past.commit(&[base], &[(ONE, Some(&one("乙", "")))]);
    let right = past.commit(&[base], &[(POLICY, Some(&policy("乙")))]);
    let merge = past.commit(&[left, right], &[(ONE, Some(&one("甲", ""))), (POLICY, Some(&policy("乙")))]);
    assert_eq!(told(&past, merge), [edited(ONE, &["title"])]);
}

#[test]
fn a_record_that_only_the_merge_has_was_added_by_it() {
    let past = Past::new();
    let base = past.commit(&[], &[BOOK]);
    let left = past.commit(&[base], &[(POLICY, Some(&policy("甲")))]);
    let right = past.commit(&[base], &[("policies/q.md", Some(&policy("乙")))]);
    let merge = past.commit(&[left, right], &[("policies/q.md", Some(&policy("乙"))), (ONE, Some(&one("甲", "")))]);
    assert_eq!(told(&past, merge), [change(ONE, Change::Added)]);
}

#[test]
fn a_merge_of_pasts_with_nothing_in_common_did_nothing_itself() {
    let past = Past::new();
    let left = past.commit(&[], &[(POLICY, Some(&policy("甲")))]);
    let right = past.commit(&[], &[(ONE, Some(&one("甲", "")))]);
    let merge = past.commit(&[left, right], &[(ONE, Some(&one("甲", "")))]);
    assert_eq!(told(&past, merge), []);
}

#[test]
fn a_merge_of_three_is_told_for_what_none_of_them_did() {
    let past = Past::new();
    let base = past.commit(&[], &[(ONE, Some(&one("甲", "")))]);
    let title = |path: &str, title: &str| past.commit(&[base], &[(path, Some(&policy(title)))]);
    let (a, b, c) = (title("policies/a.md", "甲"), title("policies/b.md", "乙"), title("policies/c.md", "丙"));
    let together = [("policies/b.md", Some(policy("乙"))), ("policies/c.md", Some(policy("丙")))];
    let edits: Vec<_> = together.iter().map(|(path, text)| (*path, text.as_deref())).collect();
    assert_eq!(told(&past, past.commit(&[a, b, c], &edits)), []);
    let beyond = one("乙", "");
    let slipped: Vec<_> = edits.into_iter().chain([(ONE, Some(beyond.as_str()))]).collect();
    assert_eq!(told(&past, past.commit(&[a, b, c], &slipped)), [edited(ONE, &["title"])]);
}

#[test]
fn the_subject_is_one_line_without_what_rewrites_a_terminal_or_turns_a_page() {
    let past = Past::new();
    let subject = |message: &str| {
        let id = past.commit_of(&Past::clerk(), message, &[], &[BOOK]);
        Walker::new(&past.repository, "").unwrap().commit(id).unwrap().subject
    };
    assert_eq!(subject("列入目录\n\n正文"), "列入目录");
    assert_eq!(subject("a\u{1b}[2Jb\u{202e}c\td"), "a\u{fffd}[2Jb\u{fffd}c d");
    assert_eq!(subject(&"长".repeat(1000)), "长".repeat(200));
    assert_eq!(subject(""), "");
}

#[test]
fn the_author_and_the_moment_are_those_of_the_commit() {
    let past = Past::new();
    let author = Signature::new("王五", "wang@example.org", &Time::new(1_600_000_000, 480)).unwrap();
    let id = past.commit_of(&author, "x", &[], &[BOOK]);
    let commit = Walker::new(&past.repository, "").unwrap().commit(id).unwrap();
    assert_eq!((commit.author.as_str(), commit.email.as_str()), ("王五", "wang@example.org"));
    assert_eq!((commit.seconds, commit.id), (Some(1_600_000_000), id.to_string()));
}

#[test]
fn a_moment_that_is_no_number_is_not_known() {
    use crate::history::walk::seconds_of;
    let header = |line: &str| format!("tree 0123\n{line}\n\nauthor X <x> 5 +0000");
    for (line, expected) in [
        ("author A <a@b> 1600000000 +0800", Some(1_600_000_000)),
        ("author A <a@b> -5 +0000", Some(-5)),
        ("author A > B <a@b> 7 +0000", Some(7)),
        ("author A <a@b> 99999999999999999999 +0000", None),
        ("author A <a@b>", None),
        ("author A <a@b> soon +0000", None),
        ("committer A <a@b> 1 +0000", None),
    ] {
        assert_eq!(seconds_of("author ", header(line).as_bytes()), expected, "{line}");
    }
}
