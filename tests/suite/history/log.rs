//! What happened to a record, and to all.

use mulu_core::model::Kind;
use mulu_git::history::{History, LogSubject};

use super::story::{OLD, storied};
use super::{EIGHT, everything, mulu, printed, told};
use crate::harness::repository::{self, Repo};

#[test]
fn a_standard_s_history_is_told_in_the_terms_of_the_field() {
    let repo = storied();
    let history = History::read(repo.path(), None, EIGHT);
    assert_eq!(history.missing, None);
    let new = LogSubject {
        kind: Some(Kind::Standard),
        id: "gb-t-22239-2019".into(),
        number: Some("GB/T 22239-2019".into()),
        ..LogSubject::default()
    };
    assert_eq!(
        told(&history.of(&new)),
        [
            "2026-01-05 File police: filed GB/T 22239-2019 on 2020-03-15",
            "2026-01-04 Review reviewed 2022-11-20: continue by authority",
            "2026-01-03 The new edition added",
            "2026-01-03 The new edition listed from 2019-12-01",
            "2026-01-03 The new edition replaces GB/T 22239-2008",
        ]
    );
    let old = LogSubject {
        kind: Some(Kind::Standard),
        id: "gb-t-22239-2008".into(),
        number: Some("GB/T 22239-2008".into()),
        ..LogSubject::default()
    };
    assert_eq!(
        told(&history.of(&old)),
        ["2026-01-03 The new edition replaced by gb-t-22239-2019", "2026-01-02 Begin added"]
    );
    let agency = LogSubject { kind: Some(Kind::Agency), id: "public-security".into(), ..LogSubject::default() };
    assert_eq!(
        told(&history.of(&agency)),
        [
            "2026-01-06 Rename renamed from agencies/police.toml",
            "2026-01-05 File filed GB/T 22239-2019 on 2020-03-15",
            "2026-01-02 Begin added",
        ]
    );
    let all = history.of_all(&[new.clone(), old.clone(), agency.clone()]);
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [5, 2, 3]);
    assert_eq!(told(&all[0]), told(&history.of(&new)));
    let ids: std::collections::BTreeSet<String> = history.entries().map(|entry| entry.stable_id()).collect();
    assert_eq!(ids.len(), history.entries().count());
}

#[test]
fn a_second_run_reads_only_what_is_new_and_says_the_same() {
    let repo = storied();
    let first = History::read(repo.path(), None, EIGHT);
    let second = History::read(repo.path(), None, EIGHT);
    assert_eq!((first.read, second.read), (5, 0));
    assert_eq!(first.commits, second.commits);
    repo.write(
        "projects/a.toml",
        "name = \"一\"\nagency = \"public-security\"\njurisdiction = \"430100\"\nstage = \"planning\"\n",
    );
    repo.commit("A project", "clerk@example.org", 1_767_800_000);
    assert_eq!(History::read(repo.path(), None, EIGHT).read, 1);

    let kept = std::fs::read_dir(repo.path().join(".git/mulu")).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&kept).unwrap();
    let mut damaged = whole.clone();
    let at = damaged.len() / 2;
    damaged[at] ^= 1;
    for bytes in [&whole[..whole.len() / 2], &damaged, b"mulu.history/0\n[]", b""] {
        std::fs::write(&kept, bytes).unwrap();
        let again = History::read(repo.path(), None, EIGHT);
        assert_eq!(again.read, 6);
        assert_eq!(std::fs::read(&kept).unwrap(), whole);
    }
}

#[test]
fn hostile_times_have_no_day() {
    for time in ["99999999999999", "9223372036854775808", "-86400", "soon"] {
        let repo = Repo::new();
        repo.write("book.toml", "");
        repo.commit("Begin", "clerk@example.org", 1_767_297_600);
        repo.rewrite_head("1767297600", time);
        let history = History::read(repo.path(), None, EIGHT);
        let days: Vec<_> = history.entries().map(|entry| entry.day).collect();
        assert!(days.iter().all(Option::is_none), "{time}: {days:?}");
    }
}

#[test]
fn what_is_later_than_the_day_is_not_told() {
    let repo = storied();
    let history = History::read(repo.path(), None, EIGHT).until("2026-01-04".parse().unwrap());
    let all: Vec<_> = history.entries().collect();
    assert_eq!(all.len(), 7);
    assert!(told(&all).iter().all(|line| line.as_str() < "2026-01-05"), "{:?}", told(&all));
    // The agency has its present name, which it got later; what was done under the older one is its own all the same.
    let agency = LogSubject { kind: Some(Kind::Agency), id: "public-security".into(), ..LogSubject::default() };
    assert_eq!(told(&history.of(&agency)), ["2026-01-02 Begin added"]);

    let log = |args: &[&str]| printed(repo.path(), &[&["log", "gb-t-22239-2019", "--lang", "en"], args].concat());
    let days = |text: &str| text.lines().skip(1).map(|line| line[..10].to_owned()).collect::<Vec<_>>();
    assert_eq!(days(&log(&["--as-of", "2026-01-04"])), ["2026-01-04", "2026-01-03", "2026-01-03", "2026-01-03"]);
    assert_eq!(days(&log(&["--rev", "catalogue/2026-01"])), ["2026-01-03"; 3]);
    assert_eq!(days(&log(&["--rev", "catalogue/2026-02", "--as-of", "2026-01-02"])), [""; 0]);
}

/// A commit whose time makes no sense is taken to be as old as the one before it.
#[test]
fn a_commit_without_a_time_is_as_old_as_the_one_before() {
    let repo = storied();
    repo.rewrite_head("1767700000", "99999999999999");
    let told_until = |day: &str| {
        let history = History::read(repo.path(), None, EIGHT).until(day.parse().unwrap());
        history.entries().filter(|entry| entry.commit.subject == "Rename").count()
    };
    assert_eq!((told_until("2026-01-04"), told_until("2026-01-05")), (0, 1));
}

#[test]
fn a_record_that_is_gone_still_has_a_history() {
    let repo = storied();
    repo.remove(OLD);
    repo.commit("Remove", "clerk@example.org", 1_767_800_000);
    let log = printed(repo.path(), &["log", "GB/T 22239-2008", "--lang", "en"]);
    assert!(log.contains("removed") && log.contains("added"), "{log}");
    assert_eq!(mulu(repo.path(), &["log", "gb-t-1-1999"]).status.code(), Some(2));
}

/// What git holds is anyone's: names, subjects and values may be hostile, and may be long.
#[test]
fn hostile_names_reach_no_terminal() {
    let repo = Repo::new();
    repo.write("book.toml", "");
    repo.write("agencies/a.toml", "name = \"甲\"\njurisdiction = \"430100\"\n");
    repo.commit(&format!("\u{1b}[2J\u{202e}{}", "长".repeat(100_000)), "clerk@example.org", 1_767_297_600);
    let keys = (0..5_000).map(|n| format!("key-{n} = 1")).collect::<Vec<_>>().join("\n");
    repo.write("agencies/a.toml", &format!("name = \"甲\"\njurisdiction = \"430100\"\n{keys}\n"));
    repo.write("agencies/\u{202e}b\u{1b}.toml", "name = \"乙\"\njurisdiction = \"430100\"\n");
    repo.commit("Keys", "clerk@example.org", 1_767_400_000);
    repo.rewrite_head("Clerk", "C\u{1b}]0;lerk\u{2066}\u{9b}31m");
    for args in [["log", "a"], ["log", "\u{202e}b\u{1b}"], ["diff", "HEAD~1.."], ["diff", "HEAD~1..HEAD"]] {
        let text = printed(repo.path(), &args);
        let odd = |c: char| c != '\n' && mulu_core::message::is_odd(c);
        assert!(!text.contains(odd), "{args:?}: {text:?}");
    }
    let history = History::read(repo.path(), None, EIGHT);
    assert!(history.commits.iter().all(|commit| commit.subject.chars().count() <= 200));
    let longest = everything(repo.path()).into_iter().map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 1_000, "{longest}");
}

/// A year was mistyped: the record's file gets the right name and the record the right number, and its history goes on.
#[test]
fn a_renamed_record_keeps_its_history() {
    let repo = Repo::new();
    repo.write("book.toml", "[book]\ntitle = \"t\"\n");
    let text = repository::standard("GB/T 37988-2018", "2019-08-30", &[], "");
    repo.write("standards/national/gb-t-37988-2018.md", &text);
    repo.commit("Mistyped", "clerk@example.org", 1_767_297_600);
    repo.tag("base");
    repo.rename("standards/national/gb-t-37988-2018.md", "standards/national/gb-t-37988-2019.md");
    repo.write("standards/national/gb-t-37988-2019.md", &text.replace("37988-2018", "37988-2019"));
    repo.commit("Corrected", "clerk@example.org", 1_767_400_000);
    let said = printed(repo.path(), &["log", "gb-t-37988-2019", "--lang", "en"]);
    assert!(said.contains("renamed from standards/national/gb-t-37988-2018.md") && said.contains("added"), "{said}");
    // It is the same record under another number, not one that was deleted.
    let checked = mulu(repo.path(), &["check", "--base", "base", "--lang", "en"]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(said.contains("published-fact-changed") && !said.contains("record-deleted"), "{said}");
}
