//! Outputs against the files that are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::kept::Outputs;
use super::site;
use super::subject::Subject;
use crate::harness::snapshot::blessing;
use crate::harness::{own, pages};

/// So many files are shown with their lines, and so many lines of each.
const FILES: usize = 40;
const LINES: usize = 6;

/// Compares the outputs of a registry with what is kept of them, or writes them down where they are blessed.
#[track_caller]
pub fn compare(subject: &Subject, outputs: &Outputs) {
    let root = own("tests/golden").join(subject.name);
    let kept = if root.is_dir() { pages::files(&root) } else { BTreeMap::new() };
    let said = outputs.files();
    if blessing() {
        bless(&root, &kept, &said);
    } else {
        let report = report(subject, &kept, &said);
        assert!(report.is_empty(), "{report}");
    }
    keep_sites(subject);
}

/// Writes what differs, and removes what no run says any more.
fn bless(root: &Path, kept: &BTreeMap<String, Vec<u8>>, said: &BTreeMap<String, String>) {
    for (path, text) in said.iter().filter(|(path, text)| kept.get(*path).is_none_or(|old| old != text.as_bytes())) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    for path in kept.keys().filter(|path| !said.contains_key(*path)) {
        fs::remove_file(root.join(path)).unwrap();
    }
}

/// What differs, for a reader: how many files, which, and the first lines of each. Empty where nothing does.
fn report(subject: &Subject, kept: &BTreeMap<String, Vec<u8>>, said: &BTreeMap<String, String>) -> String {
    let paths: BTreeSet<&String> = kept.keys().chain(said.keys()).collect();
    let differ: Vec<&String> = paths
        .into_iter()
        .filter(|path| kept.get(*path).map(Vec::as_slice) != said.get(*path).map(String::as_bytes))
        .collect();
    if differ.is_empty() {
        return String::new();
    }
    let mut report = format!("{} of {} outputs differ from tests/golden/{}:\n", differ.len(), said.len(), subject.name);
    for path in differ.iter().take(FILES) {
        let old = kept.get(*path).map(|bytes| String::from_utf8_lossy(bytes));
        match (old, said.get(*path)) {
            (Some(old), Some(new)) => {
                report.push_str(&format!("  {path}\n{}", lines(&old, new)));
                if path.ends_with("site.sums") || path.ends_with("site.sums.diff") {
                    report.push_str(&first_page(subject, path));
                }
            }
            (Some(_), None) => report.push_str(&format!("  {path}: there is no such output any more\n")),
            (None, _) => report.push_str(&format!("  {path}: a new output\n")),
        }
    }
    if differ.len() > FILES {
        report.push_str(&format!("  and {} more\n", differ.len() - FILES));
    }
    report
        + "If this is meant, MULU_BLESS=1 cargo test --test suite golden writes it down; read the difference in git.\n"
}

/// The first lines that one text has and the other has not.
fn lines(old: &str, new: &str) -> String {
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (old.lines().collect(), new.lines().collect());
    let gone = old.lines().filter(|line| !after.contains(line)).map(|line| format!("    - {line}"));
    let come = new.lines().filter(|line| !before.contains(line)).map(|line| format!("    + {line}"));
    let (gone, come): (Vec<String>, Vec<String>) = (gone.collect(), come.collect());
    if gone.is_empty() && come.is_empty() {
        return "    the same lines in another order, or as often as not before\n".to_owned();
    }
    let shown = gone.iter().take(LINES).chain(come.iter().take(LINES));
    let mut text: String = shown.map(|line| line.chars().take(240).chain(['\n']).collect::<String>()).collect();
    if gone.len().max(come.len()) > LINES {
        text.push_str(&format!("    … {} lines gone, {} come\n", gone.len(), come.len()));
    }
    text
}

/// Of a site that differs, the first page's lines, where the site of a run that passed is still there to be held against.
fn first_page(subject: &Subject, path: &str) -> String {
    let day = path.split('/').next().unwrap();
    let [old, new] = ["passed", "new"].map(|which| site::folder(subject.name, day, which));
    if !old.is_dir() {
        return "    (no site of a run that passed is at hand: run this once before a change to see the lines of pages)\n".to_owned();
    }
    let (old, new) = (pages::files(&old), pages::files(&new));
    let text =
        |bytes: Option<&Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let differs = |path: &&String| old.get(*path) != new.get(*path) && !path.ends_with("manifest.json");
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let page = paths.iter().filter(|path| path.ends_with(".html")).chain(&paths).find(|path| differs(path));
    page.map_or_else(String::new, |page| {
        format!("    in {page}:\n{}", lines(&text(old.get(*page)), &text(new.get(*page))).replace("    ", "      "))
    })
}

/// Keeps the sites of a run that passed, for the next one that does not.
fn keep_sites(subject: &Subject) {
    for day in subject.days {
        let [passed, new] = ["passed", "new"].map(|which| site::folder(subject.name, day, which));
        let _ = fs::remove_dir_all(&passed);
        fs::create_dir_all(passed.parent().unwrap()).unwrap();
        fs::rename(new, passed).unwrap();
    }
}
