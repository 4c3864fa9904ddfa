//! The registries that are asked, each a git repository with fixed times.

use mulu_core::source::{Source, WorkTree};
use tempfile::TempDir;

use super::hostile::hostile;
use crate::harness::program::{self, Ran};
use crate::harness::registry::Registry;
use crate::harness::repository::Repo;
use crate::history::story;

#[path = "../../../examples/corpus/registry.rs"]
#[allow(dead_code, reason = "the example also reads a table and counts what it made")]
mod corpus;

/// When the two commits of a registry were made: 2026-01-05 and 2026-06-01.
const COMMITTED: [i64; 2] = [1_767_571_200, 1_780_272_000];

/// A registry, and what of it is looked at closely.
pub struct Subject {
    /// Its folder below `tests/golden/`.
    pub name: &'static str,
    /// The days that are asked about. The first is kept whole.
    pub days: &'static [&'static str],
    /// Records of every kind that are shown, and whose history is told.
    pub shown: &'static [&'static str],
    /// Two revisions, for the announcement.
    pub range: &'static str,
    folder: TempDir,
    /// What differs between two runs of the same program, or between two releases: each with what it is called here.
    names: Vec<(String, String)>,
}

impl Subject {
    /// The registry that this repository is.
    pub fn own() -> Subject {
        let shown = &[
            "GB/T 22239-2019",
            "GB/T 22239-2008",
            "GB 32100-2015",
            "changsha-cloud-2018",
            "changsha-cloud-2018#40",
            "changsha-standards-2018#20",
            "data-authority",
            "public-security",
            "sample-furong-hall",
            "sample-citizen-app",
        ];
        Subject::of("own", &["2026-11-21", "2019-06-30", "2029-01-01"], shown, parted(Registry::own()))
    }

    /// Records whose authors wish a reader ill, or have none to help them.
    pub fn hostile() -> Subject {
        let shown = &[
            "gb-t-22239-2019",
            "gb-t-1-2020",
            "GB 50016-2014（2018年版）",
            "long",
            "p",
            "p#1",
            "office",
            "formula",
            "odd",
            "a b\"c'd&<e>",
        ];
        Subject::of("hostile", &["2026-11-21", "2019-06-30", "2029-01-01"], shown, parted(hostile()))
    }

    /// Three hundred records, made up from a seed: 270 standards, 5 agencies, 13 projects, 10 policies.
    pub fn corpus() -> Subject {
        let registry = Registry::bare();
        corpus::make(registry.root(), None, 270, 1).unwrap();
        let shown = &["GB/T 10000-2005", "gb-t-10000-2017", "m-0", "m-0#10", "office", "a-0", "p-0"];
        Subject::of("corpus", &["2026-11-21", "2019-06-30", "2029-01-01"], shown, parted(registry))
    }

    /// A small registry with reviews, filings, a waiver, a correction and three editions of the catalogue behind it.
    pub fn past() -> Subject {
        let shown = &["GB/T 22239-2019", "GB/T 22239-2008", "db4301-t-1-2020", "public-security", "platform"];
        let days = &["2026-11-21", "2026-01-04", "2029-01-01"];
        Subject {
            range: "catalogue/2026-01..catalogue/2026-03",
            ..Subject::of("past", days, shown, story::chronicle())
        }
    }

    fn of(name: &'static str, days: &'static [&'static str], shown: &'static [&'static str], repo: Repo) -> Subject {
        let mut names = vec![(env!("CARGO_PKG_VERSION").to_owned(), "VERSION".to_owned())];
        for (at, commit) in repo.commits().into_iter().enumerate() {
            names.push((commit[..10].to_owned(), format!("COMMIT-{at}")));
            names.push((commit, format!("COMMIT-{at}-WHOLE")));
        }
        // A whole id before its beginning, a path before the path of a folder in it.
        names.push((repo.path().canonicalize().unwrap().to_str().unwrap().to_owned(), "ROOT".to_owned()));
        names.push((repo.path().to_str().unwrap().to_owned(), "ROOT".to_owned()));
        names.sort_by_key(|(found, _)| std::cmp::Reverse(found.len()));
        Subject { name, days, shown, range: "HEAD~1..HEAD", folder: repo.into_folder(), names }
    }

    /// Runs the program over the registry.
    pub fn ask<A: AsRef<std::ffi::OsStr>>(&self, args: impl IntoIterator<Item = A>, input: &str) -> Ran {
        let ran = program::run_with(program::mulu(self.folder.path(), args), input);
        Ran { code: ran.code, out: self.nameless(ran.out), err: self.nameless(ran.err) }
    }

    /// A text without what it need not say twice in the same words.
    pub fn nameless(&self, text: String) -> String {
        let named = self.names.iter().filter(|(found, _)| text.contains(found.as_str())).collect::<Vec<_>>();
        named.into_iter().fold(text, |text, (found, called)| text.replace(found, called))
    }
}

/// A registry as a repository of two commits: in the first every fifth record is still to come.
fn parted(registry: Registry) -> Repo {
    let tree = WorkTree::open(registry.root()).unwrap();
    let records = tree.list().unwrap().into_iter().skip(4).step_by(5);
    let later: Vec<(String, Vec<u8>)> =
        records.map(|path| (path.clone(), std::fs::read(registry.path(&path)).unwrap())).collect();
    for (path, _) in &later {
        std::fs::remove_file(registry.path(path)).unwrap();
    }
    let repo = Repo::of(registry.into_folder());
    repo.commit("Begin", "clerk@example.org", COMMITTED[0]);
    for (path, bytes) in later {
        std::fs::write(repo.path().join(path), bytes).unwrap();
    }
    repo.commit("Go on", "clerk@example.org", COMMITTED[1]);
    repo.tag("catalogue/2026-06");
    repo
}
