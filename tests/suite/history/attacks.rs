//! Every way round the rules against every goal that is worth one: none is accepted.
//!
//! Nothing is left to chance: the same proposals are made in every run.

mod goals;
mod ways;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use git2::Oid;
use rayon::prelude::*;
use ssh_key::PrivateKey;

use super::ledger::{BOSS, Files, Ledger, LedgerEntry, MALLORY, ORDERED, STRANGER, VICTIM, WAIVED, registry};
use crate::harness::repository;
use goals::{A, BOOK, FILED, GOALS, M, PM, V, put, set};
use ways::WAYS;

/// One registry, and who may commit to it how.
struct Stage {
    git: Ledger,
    start: Files,
    base: Oid,
    signed: bool,
}

impl Stage {
    /// The registry; where commits must be signed, each agency lists a key of its own.
    fn new(signed: bool) -> Stage {
        let mut start = registry();
        start.append(M, FILED).append(PM, &format!("{WAIVED}{ORDERED}"));
        set(&mut start, PM, "investment", "mlps_level = 3\nmajor = true\ninvestment");
        if signed {
            set(&mut start, BOOK, "[roles]\n", "[roles]\nrequire-signed = true\n");
            for (path, email) in [(A, BOSS), (M, MALLORY), (V, VICTIM)] {
                let public = key_of(email).public_key().to_openssh().unwrap();
                set(&mut start, path, "maintainers", &format!("signing_keys = [\"{public}\"]\nmaintainers"));
            }
        }
        let git = Ledger::new();
        let base = git.commit(&start, BOSS, &[]);
        Stage { git, start, base, signed }
    }

    fn commit(&self, files: &Files, email: &str, parents: &[Oid]) -> Oid {
        if self.signed {
            self.git.commit_signed(files, email, parents, repository::ssh(key_of(email)))
        } else {
            self.git.commit(files, email, parents)
        }
    }

    /// Commits one after another.
    fn chain(&self, from: Oid, steps: &[(&Files, &str)]) -> Oid {
        steps.iter().fold(from, |parent, (files, email)| self.commit(files, email, &[parent]))
    }
}

/// The key that somebody signs with, whoever lists it.
fn key_of(email: &str) -> &'static PrivateKey {
    static KEYS: LazyLock<[PrivateKey; 4]> = LazyLock::new(|| [1, 2, 3, 9].map(repository::key));
    &KEYS[match email {
        BOSS => 0,
        MALLORY => 1,
        VICTIM => 2,
        _ => 3,
    }]
}

/// What an attempt starts from and comes to, and who makes it.
struct Attempt<'a> {
    stage: &'a Stage,
    evil: &'a Files,
    who: &'static str,
}

impl Attempt<'_> {
    fn start(&self) -> &Files {
        &self.stage.start
    }

    /// The files that the attempt changes.
    fn changed(&self) -> BTreeSet<&String> {
        let all = self.start().0.keys().chain(self.evil.0.keys());
        all.filter(|path| self.start().0.get(*path) != self.evil.0.get(*path)).collect()
    }

    /// The start, with something in the place of each file that the attempt changes.
    fn instead(&self, with: impl Fn(&mut Files, &str)) -> Files {
        self.start().with(|files| self.changed().into_iter().for_each(|path| with(files, path)))
    }

    /// What is aimed at, with something done to the text of each record that is changed.
    fn rewritten(&self, how: impl Fn(&str) -> String) -> Files {
        self.evil.with(|files| {
            for path in self.changed() {
                let text = match files.0.get(path) {
                    Some(LedgerEntry::File(bytes)) => std::str::from_utf8(bytes).ok().map(str::to_owned),
                    _ => None,
                };
                let is_record = ["toml", "md"].iter().any(|ending| path.ends_with(ending));
                if let Some(text) = text.filter(|_| is_record) {
                    files.put(path, how(&text));
                }
            }
        })
    }

    /// An honest change of one's own beside it.
    fn beside(&self) -> Files {
        self.start().with(|files| set(files, PM, "investment = 1200", "investment = 1300"))
    }

    fn with_beside(&self) -> Option<Files> {
        let files = self.evil.clone();
        let has = matches!(files.0.get(PM), Some(LedgerEntry::File(bytes)) if String::from_utf8_lossy(bytes).contains("investment = 1200"));
        has.then(|| files.with(|files| set(files, PM, "investment = 1200", "investment = 1300")))
    }

    /// What the data authority did on the target meanwhile.
    fn meanwhile(&self) -> Files {
        self.start().with(|files| put(files, "docs/note.md", "meanwhile\n"))
    }
}

#[test]
fn no_way_leads_to_any_goal() {
    let goals: Vec<(usize, bool)> = (0..GOALS.len()).flat_map(|goal| [(goal, false), (goal, true)]).collect();
    let tried: Vec<(usize, Vec<String>)> = goals
        .par_iter()
        .map(|(goal, signed)| {
            let goal = &GOALS[*goal];
            let stage = Stage::new(*signed);
            let evil = stage.start.with(goal.reach);
            let (mut tried, mut accepted) = (0, Vec::new());
            // A stranger's key is nobody's: where signatures are asked for, every way is the same one.
            let actors: &[&str] = if *signed { &[MALLORY] } else { &[MALLORY, STRANGER] };
            for who in actors.iter().copied() {
                for (name, way) in WAYS {
                    let Some((base, head)) = way(&Attempt { stage: &stage, evil: &evil, who }) else { continue };
                    tried += 1;
                    if stage.git.faults(base, head).is_empty() {
                        accepted.push(format!("{} {name} by {who}, signed: {signed}", goal.name));
                    }
                }
            }
            (tried, accepted)
        })
        .collect();
    let count: usize = tried.iter().map(|(count, _)| count).sum();
    let accepted: Vec<String> = tried.into_iter().flat_map(|(_, accepted)| accepted).collect();
    assert!(accepted.is_empty(), "{} of {count} accepted:\n{}", accepted.len(), accepted.join("\n"));
    println!("{count} attempts, none accepted");
    assert!(count >= 5_000, "{count}");
}
