//! The past: revisions, the log of a record, the announcement between two, the editions, what a proposal may not do, and what the
//! site shows of all that.

mod announcements;
mod attacks;
mod feeds;
mod honest;
mod ledger;
mod log;
mod merges;
mod places;
mod proposals;
mod reproducible;
mod revisions;
mod rights;
mod signatures;
mod signed_editions;
mod site;
pub mod story;
mod terms;
mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use mulu_git::history::{History, HistoryEntry};

use crate::harness::{DAY as TODAY, pages, program};

const EIGHT: i32 = 8 * 60;

// No test here has anything that is later than `TODAY`.

fn told(entries: &[HistoryEntry<'_>]) -> Vec<String> {
    let line = |entry: &HistoryEntry<'_>| {
        let day = entry.day.map_or_else(String::new, |day| day.to_string());
        format!("{day} {} {}", entry.commit.subject, entry.words().en)
    };
    entries.iter().map(line).collect()
}

fn everything(root: &Path) -> Vec<String> {
    told(&History::read(root, None, EIGHT).entries().collect::<Vec<_>>())
}

fn mulu(root: &Path, args: &[&str]) -> Output {
    program::mulu(root, args).arg("--root").arg(root).output().unwrap()
}

/// What a command prints; it must go well.
fn printed(root: &Path, args: &[&str]) -> String {
    let output = mulu(root, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A built site, in a folder that is removed with it.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn of(root: &Path, args: &[&str]) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        let out = site.path().to_str().unwrap().to_owned();
        printed(root, &[&["build", "--out", &out], args].concat());
        site
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn has(&self, file: &str) -> bool {
        self.path().join(file).exists()
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// What a page says between `<main>` and `</main>`, a line for each line of text.
    fn says(&self, page: &str) -> String {
        let html = self.read(page);
        let main = html.split_once("<main").unwrap().1.split_once('>').unwrap().1.split_once("</main>").unwrap().0;
        let text = pages::Page::parse(page, main).text;
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        pages::files(&self.path())
    }
}
