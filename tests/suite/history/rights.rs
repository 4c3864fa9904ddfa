//! Detours to a right, or round a decision: each is refused.

use super::ledger::{BOSS, Files, Ledger, LedgerEntry, MALLORY, STANDARD, STRANGER, VICTIM, registry};
use crate::harness::repository;

/// What is denied of a chain of commits on the registry, each a state of the files and who made it.
fn denied_of(steps: &[(&Files, &str)]) -> Vec<String> {
    let git = Ledger::new();
    let base = git.commit(&registry(), BOSS, &[]);
    let head = steps.iter().fold(base, |head, (files, email)| git.commit(files, email, &[head]));
    git.faults(base, head)
}

const MEMBER: (&str, &str) = ("roles = [\"member\"]", "roles = [\"member\", \"data-authority\"]");

#[test]
fn a_role_is_not_taken_by_removing_the_file_and_adding_it_again() {
    let gone = registry().with(|files| drop(files.take("agencies/m.toml")));
    let back = registry().with(|files| {
        files.edit("agencies/m.toml", MEMBER.0, MEMBER.1);
    });
    assert_eq!(denied_of(&[(&gone, MALLORY), (&back, MALLORY)]), ["unauthorised-change m"]);
}

#[test]
fn a_role_is_not_taken_through_a_version_that_cannot_be_read() {
    let broken = registry().with(|files| {
        files.put("agencies/m.toml", "[[[");
    });
    let fixed = registry().with(|files| {
        files.edit("agencies/m.toml", MEMBER.0, MEMBER.1);
    });
    assert_eq!(denied_of(&[(&broken, MALLORY), (&fixed, MALLORY)]), ["unauthorised-change m"]);
    // To break one's own file and fix it is no more than clumsy.
    let same = registry().with(|files| {
        files.append("agencies/m.toml", "contact = \"电话\"\n");
    });
    assert_eq!(denied_of(&[(&broken, MALLORY), (&same, MALLORY)]), [""; 0]);
    // Whoever fixes what the target has broken may have put anything into it.
    let git = Ledger::new();
    let base = git.commit(&broken, BOSS, &[]);
    let head = git.commit(&registry(), MALLORY, &[base]);
    assert_eq!(git.faults(base, head), ["unauthorised-change m"]);
}

#[test]
fn a_role_is_not_hidden_among_many_keys() {
    let many: String = (0..60).map(|at| format!("a{at:02} = 1\n")).collect();
    let full = registry().with(|files| {
        files.edit("agencies/m.toml", MEMBER.0, MEMBER.1).append("agencies/m.toml", &many);
    });
    let lean = registry().with(|files| {
        files.edit("agencies/m.toml", MEMBER.0, MEMBER.1);
    });
    assert_eq!(denied_of(&[(&full, MALLORY), (&lean, MALLORY)]), ["unauthorised-change m"]);
}

#[test]
fn a_proposal_does_not_turn_its_judges_off() {
    let off =
        "[check]\nunauthorised-change = \"allow\"\nreview-history-rewritten = \"allow\"\nrecord-deleted = \"allow\"\n";
    let files = registry().with(|files| {
        files.append("book.toml", &format!("\n{off}"));
        files.edit("agencies/v.toml", "implemented", "suspended");
        files.edit(STANDARD, "2022-11-20", "2024-11-20");
        files.take("projects/pv.toml");
    });
    let found = denied_of(&[(&files, MALLORY)]);
    assert_eq!(
        found,
        [
            "record-deleted pv",
            "review-history-rewritten gb-t-22239-2019",
            "unauthorised-change book",
            "unauthorised-change gb-t-22239-2019",
            "unauthorised-change pv",
            "unauthorised-change v"
        ]
    );
    // The data authority may turn a rule off, for those that come later.
    let on = registry().with(|files| {
        files.append("book.toml", "\n[check]\nrecord-deleted = \"warn\"\n");
    });
    assert_eq!(denied_of(&[(&on, BOSS)]), [""; 0]);
}

#[test]
fn a_key_joins_no_agencies() {
    let (boss, mallory) = (repository::key(7), repository::key(8));
    let listed =
        |key: &ssh_key::PrivateKey| format!("signing_keys = [\"{}\"]\n", key.public_key().to_openssh().unwrap());
    let start = registry().with(|files| {
        files.edit("book.toml", "[roles]\n", "[roles]\nrequire-signed = true\n");
        files.append("agencies/data-authority.toml", &listed(&boss));
        files.append("agencies/m.toml", &listed(&mallory));
        // The step that is allowed: whom an agency names in its own file is its own affair.
        files.edit("agencies/m.toml", MALLORY, &format!("{MALLORY}\", \"{BOSS}"));
    });
    let git = Ledger::new();
    let base = git.commit(&start, BOSS, &[]);
    let taken = start.with(|files| {
        files.edit("agencies/v.toml", "implemented", "suspended").edit(
            "agencies/m.toml",
            "\"member\"",
            "\"data-authority\"",
        );
    });
    let as_boss = git.commit_signed(&taken, BOSS, &[base], repository::ssh(&mallory));
    assert_eq!(git.faults(base, as_boss), ["unauthorised-change m", "unauthorised-change v"]);
    let by_boss = git.commit_signed(&taken, BOSS, &[base], repository::ssh(&boss));
    assert_eq!(git.faults(base, by_boss), [""; 0]);
    let own = start.with(|files| {
        files.append("agencies/m.toml", "contact = \"电话\"\n");
    });
    let own = git.commit_signed(&own, MALLORY, &[base], repository::ssh(&mallory));
    assert_eq!(git.faults(base, own), [""; 0]);
}

#[test]
fn a_project_keeps_its_owner() {
    let moved = registry().with(|files| {
        let text = files.take("projects/pv.toml").replace("agency = \"v\"", "agency = \"m\"");
        files.put("projects/p3.toml", text);
    });
    assert_eq!(denied_of(&[(&moved, MALLORY)]), ["unauthorised-change p3"]);
    // Under another name too, it is one project gone and another come.
    let renamed = registry().with(|files| {
        let text =
            files.take("projects/pv.toml").replace("agency = \"v\"", "agency = \"m\"").replace("V项目", "另一个");
        files.put("projects/p3.toml", text);
    });
    let found = denied_of(&[(&renamed, MALLORY)]);
    assert!(found.contains(&"record-deleted pv".to_owned()) && found.contains(&"unauthorised-change pv".to_owned()));
    // Nor does its owner give it away; the data authority does.
    let given = registry().with(|files| {
        files.edit("projects/pv.toml", "agency = \"v\"", "agency = \"m\"");
    });
    assert_eq!(denied_of(&[(&given, VICTIM)]), ["unauthorised-change pv"]);
    assert_eq!(denied_of(&[(&given, BOSS)]), [""; 0]);
    // To rename one's own file is one's own affair.
    let own = registry().with(|files| {
        let text = files.take("projects/pv.toml");
        files.put("projects/p3.toml", text);
    });
    assert_eq!(denied_of(&[(&own, VICTIM)]), [""; 0]);
}

#[test]
fn an_owner_does_not_lessen_what_its_project_owes() {
    const PM: &str = "projects/pm.toml";
    let edited = |from: &str, to: &str| registry().with(|files| files.edit(PM, from, to).done());
    let less = [
        ("approved = 2024-03-01", "approved = 2017-03-01"),
        ("approved = 2024-03-01\n", ""),
        ("investment = 1200", "investment = 900"),
        ("investment = 1200", "classified = true\ninvestment = 1200"),
        ("investment = 1200", "sample = true\ninvestment = 1200"),
        ("traits = [\"cloud\"]", "traits = [\"mobile\"]"),
        ("\"construction\"", "\"approval\""),
        ("430100", "430200"),
    ];
    for (from, to) in less {
        assert_eq!(denied_of(&[(&edited(from, to), MALLORY)]), ["unauthorised-change pm"], "{from} → {to}");
        assert_eq!(denied_of(&[(&edited(from, to), BOSS)]), [""; 0], "{from} → {to}");
    }
    // To say more is its own affair, and so is to write what was not said.
    let more = [
        ("investment = 1200", "investment = 1500"),
        ("investment = 1200", "mlps_level = 3\nmajor = true\ninvestment = 1200"),
        ("investment = 1200", "started = 2024-05-01\ninvestment = 1200"),
        ("traits = [\"cloud\"]", "traits = [\"mobile\", \"cloud\"]"),
        ("\"construction\"", "\"retired\""),
    ];
    for (from, to) in more {
        assert_eq!(denied_of(&[(&edited(from, to), MALLORY)]), [""; 0], "{from} → {to}");
    }
}

#[test]
fn an_owner_plans_freely_until_its_project_is_approved() {
    const PM: &str = "projects/pm.toml";
    let planned = registry().with(|files| {
        files.edit(PM, "construction", "planning").edit(
            PM,
            "approved = 2024-03-01\n",
            "mlps_level = 3\nmajor = true\n",
        );
    });
    let smaller = planned.with(|files| {
        files.edit(PM, "investment = 1200", "investment = 90").edit(PM, "traits = [\"cloud\"]", "traits = []");
        files.edit(PM, "mlps_level = 3\nmajor = true\n", "mlps_level = 2\n");
    });
    let approved = smaller.with(|files| files.edit(PM, "investment", "approved = 2026-03-01\ninvestment").done());
    let git = Ledger::new();
    let base = git.commit(&planned, BOSS, &[]);
    let head = git.commit(&smaller, MALLORY, &[base]);
    assert_eq!(git.faults(base, head), [""; 0]);
    let base = git.commit(&approved, MALLORY, &[head]);
    assert_eq!(git.faults(head, base), [""; 0]);
    let later = git.commit(&approved.with(|files| files.edit(PM, "mlps_level = 2\n", "").done()), MALLORY, &[base]);
    assert_eq!(git.faults(base, later), ["unauthorised-change pm"]);
    // A new project says of itself what it is.
    let new = "name = \"涉密项目\"\nagency = \"m\"\njurisdiction = \"430100\"\nstage = \"planning\"\nclassified = true\nsample = true\n";
    let begun = git.commit(&approved.with(|files| files.put("projects/new.toml", new).done()), MALLORY, &[base]);
    assert_eq!(git.faults(base, begun), [""; 0]);
}

#[test]
fn a_theme_has_an_owner_and_so_has_every_other_file() {
    for path in
        ["site/assets/site.js", "templates/base.html", "baseline.json", ".github/workflows/check.yml", "README.md"]
    {
        let files = registry().with(|files| {
            files.put(path, "x");
        });
        let found = denied_of(&[(&files, STRANGER)]);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert!(found[0].starts_with("unauthorised-change"), "{path}");
        assert_eq!(denied_of(&[(&files, BOSS)]), [""; 0], "{path}");
    }
}

#[test]
fn what_is_out_of_bounds_needs_the_highest_right() {
    let deep = format!("agencies/{}evil.toml", "d/".repeat(34));
    let agency = "name = \"E局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n";
    let link =
        |files: &mut Files, path: &str| drop(files.0.insert(path.to_owned(), LedgerEntry::Link("/etc".to_owned())));
    let ways: [Files; 4] = [
        registry().with(|files| {
            files.put(&deep, agency);
        }),
        registry().with(|files| link(files, "agencies/evil.toml")),
        registry().with(|files| drop(files.0.insert("resources".to_owned(), LedgerEntry::Submodule))),
        registry().with(|files| {
            files.put("projects/large.toml", vec![b'#'; 2 << 20]);
        }),
    ];
    for files in ways {
        let found = denied_of(&[(&files, MALLORY)]);
        assert!(found.iter().any(|fault| fault.starts_with("unauthorised-change")), "{found:?}");
    }
}

/// Whoever brings a baseline along, in which the faults of the same proposal are known, is held against the target's.
#[test]
fn a_proposal_does_not_bring_the_baseline_that_excuses_it() {
    let repo = super::proposals::guarded();
    let clerk = "clerk@example.org";
    repo.remove(super::story::NEW);
    repo.commit("Delete", clerk, 1_767_400_000);
    super::mulu(repo.path(), &["check", "--base", "base", "--as-of", "2026-11-21", "--write-baseline", "b.json"]);
    assert!(repo.path().join("b.json").exists());
    let denied = |when: &str| {
        let checked = super::mulu(
            repo.path(),
            &["check", "--base", "base", "--as-of", "2026-11-21", "--baseline", "b.json", "--lang", "en"],
        );
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.code() == Some(1) && said.contains("record-deleted"), "{when}: {said}");
    };
    denied("written beside the work");
    repo.commit("A baseline", clerk, 1_767_500_000);
    denied("committed with it");
}

/// A tag with the name of the branch that the proposal is held against, at the proposal itself, would leave nothing to be judged.
#[test]
fn a_tag_does_not_take_the_place_of_the_branch() {
    let repo = super::proposals::guarded();
    super::printed(repo.path(), &["check", "--base", "base", "--as-of", "2026-11-21"]);
    let git = git2::Repository::open(repo.path()).unwrap();
    let base = git.head().unwrap().peel_to_commit().unwrap();
    git.branch("target", &base, true).unwrap();
    repo.remove(super::story::NEW);
    repo.commit("Delete", "clerk@example.org", 1_767_400_000);
    repo.tag("target");
    let said = |base: &str| {
        let checked = super::mulu(repo.path(), &["check", "--base", base, "--as-of", "2026-11-21", "--lang", "en"]);
        let text = [checked.stdout, checked.stderr].concat();
        (checked.status.code(), String::from_utf8_lossy(&text).into_owned())
    };
    let (code, text) = said("target");
    assert!(code == Some(2) && text.contains("refs/heads/target"), "{code:?} {text}");
    let (code, text) = said("refs/heads/target");
    assert!(code == Some(1) && text.contains("record-deleted"), "{code:?} {text}");
}

#[test]
fn who_may_not_rename_a_record_may_not_move_it_either() {
    let moves =
        [("projects/pv.toml", VICTIM), (STANDARD, BOSS), ("agencies/v.toml", BOSS), ("policies/cloud.md", BOSS)];
    for (path, owner) in moves {
        let moved = registry().with(|files| {
            let text = files.take(path);
            let (folder, name) = path.rsplit_once('/').unwrap();
            files.put(&format!("{folder}/below/{name}"), text);
        });
        assert_eq!(denied_of(&[(&moved, owner)]), [""; 0], "{path}");
        let found = denied_of(&[(&moved, MALLORY)]);
        assert!(found.len() == 1 && found[0].starts_with("unauthorised-change"), "{path}: {found:?}");
    }
}
