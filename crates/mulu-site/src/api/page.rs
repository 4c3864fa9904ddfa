//! Long lists in several files, each of a size that any program can read at once.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use mulu_core::facts::Holds;

use super::{API, File};

/// How many records a file of a list has: some 600 kB of standards.
const PAGE: usize = 1_000;

/// One file of a list of records.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "{T}List")]
pub struct ListFile<T> {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.records/2"))]
    pub schema: &'static str,
    /// How long what it says holds.
    #[serde(flatten)]
    pub holds: Holds,
    /// What the records are: the list's own name.
    pub kind: &'static str,
    /// How many records there are in all files of the list together.
    pub total: usize,
    /// Which file of the list this is, from 1.
    pub page: usize,
    /// How many files the list has.
    pub pages: usize,
    /// The file before, beside this one.
    pub previous: Option<String>,
    /// The file after, beside this one.
    pub next: Option<String>,
    /// The records.
    pub records: Vec<T>,
}

/// The files of a list by their paths.
pub fn pages(list: &'static str, records: usize, file: impl Fn(usize) -> File) -> impl Iterator<Item = (String, File)> {
    (0..count(records)).map(move |sheet| (format!("{API}{}", name(list, sheet)), file(sheet)))
}

/// How many files a list takes; an empty one still takes its own.
fn count(records: usize) -> usize {
    records.div_ceil(PAGE).max(1)
}

/// The name of a file of a list, counted from 0: `standards.json`, `standards-2.json`, …
fn name(list: &str, sheet: usize) -> String {
    if sheet == 0 { format!("{list}.json") } else { format!("{list}-{}.json", sheet + 1) }
}

/// The records in one file of a list, of so many in all.
pub fn records_of(sheet: usize, all: usize) -> Range<usize> {
    (sheet * PAGE).min(all)..(sheet * PAGE + PAGE).min(all)
}

impl<T> ListFile<T> {
    /// One file of a list: which of `all` are in it, each as `row` has it.
    pub fn of<A>((kind, sheet): (&'static str, usize), holds: Holds, all: &[A], row: impl Fn(usize, &A) -> T) -> Self {
        let from = (sheet * PAGE).min(all.len());
        let to = (from + PAGE).min(all.len());
        let pages = count(all.len());
        ListFile {
            schema: "mulu.records/2",
            holds,
            kind,
            total: all.len(),
            page: sheet + 1,
            pages,
            previous: sheet.checked_sub(1).map(|before| name(kind, before)),
            next: (sheet + 1 < pages).then(|| name(kind, sheet + 1)),
            records: (from..to).map(|at| row(at, &all[at])).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ListFile, count};
    use mulu_core::facts::Holds;

    #[test]
    fn every_record_is_in_one_file_and_the_files_lead_to_each_other() {
        for total in [0, 1, 999, 1_000, 1_001, 2_500] {
            let all: Vec<usize> = (0..total).collect();
            let list = |sheet| ListFile::of(("standards", sheet), Holds::default(), &all, |at, own| (at, *own));
            let sheets: Vec<ListFile<(usize, usize)>> = (0..count(total)).map(list).collect();
            let found: Vec<(usize, usize)> = sheets.iter().flat_map(|list| list.records.clone()).collect();
            assert_eq!(found, all.iter().map(|at| (*at, *at)).collect::<Vec<_>>());
            assert!(sheets.iter().all(|list| (list.total, list.pages) == (total, sheets.len())));
            assert!(sheets[0].previous.is_none() && sheets[sheets.len() - 1].next.is_none());
        }
        let all = vec![(); 2_500];
        let middle = ListFile::of(("standards", 1), Holds::default(), &all, |at, ()| at);
        assert_eq!(middle.previous.as_deref(), Some("standards.json"));
        assert_eq!(middle.next.as_deref(), Some("standards-3.json"));
    }
}
