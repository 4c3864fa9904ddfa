//! Trees compared raw.

use std::collections::BTreeMap;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::history::trees::{Differing, Trees};
use crate::tests::Past;
use mulu_core::source::kind_of;

/// Paths that git sorts in another order than texts, that are a file here and a folder there, or that are not records.
const PATHS: [&str; 14] = [
    "policies/a.md",
    "policies/a.md/b.md",
    "policies/a/b.md",
    "policies/a-b.md",
    "policies/a0.md",
    "policies/a.x",
    "standards/national/a.md",
    "standards/national.md",
    "standards/national-b/a.md",
    "standards/taxonomy.toml",
    "agencies/a.toml",
    "book.toml",
    "README.md",
    "other/agencies/a.toml",
];

type Files = BTreeMap<&'static str, (u8, bool)>;

/// Some of the paths, each with a text and whether it is a link.
fn files() -> impl Strategy<Value = Files> {
    let paths = prop::sample::subsequence(&PATHS[..], 0..PATHS.len());
    (paths, prop::collection::vec((0..3_u8, prop::bool::weighted(0.1)), PATHS.len())).prop_map(|(paths, texts)| {
        let mut files: Files = paths.into_iter().zip(texts).collect();
        // One tree cannot have both.
        if files.contains_key("policies/a.md/b.md") {
            files.remove("policies/a.md");
        }
        files
    })
}

fn tree(past: &Past, files: &Files) -> Oid {
    let mut tree = TreeUpdateBuilder::new();
    for (path, (text, is_link)) in files {
        tree.upsert(*path, past.blob(&[*text]), if *is_link { FileMode::Link } else { FileMode::Blob });
    }
    tree.create_updated(&past.repository, &past.tree(past.raw_tree(&[]))).unwrap()
}

/// The same by the simplest means.
fn expected(past: &Past, old: &Files, new: &Files) -> Vec<Differing> {
    let blob = |files: &Files, path: &str| {
        files.get(path).filter(|(_, is_link)| !is_link).map(|(text, _)| past.blob(&[*text]))
    };
    let mut paths: Vec<&str> = PATHS.into_iter().filter(|path| kind_of(path).is_some()).collect();
    paths.sort_unstable();
    let differing = |path: &str| Differing { path: path.to_owned(), old: blob(old, path), new: blob(new, path) };
    paths.into_iter().map(differing).filter(|differing| differing.old != differing.new).collect()
}

#[test]
fn the_record_files_that_differ_are_those_of_a_comparison_path_by_path() {
    let past = Past::new();
    let trees = Trees::of(&past.repository).unwrap();
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    let alike = |(old, new): (Files, Files)| {
        let (before, after) = (tree(&past, &old), tree(&past, &new));
        prop_assert_eq!(trees.differing(Some(before), Some(after)).unwrap(), expected(&past, &old, &new));
        prop_assert_eq!(trees.differing(None, Some(after)).unwrap(), expected(&past, &Files::new(), &new));
        prop_assert_eq!(trees.differing(Some(before), None).unwrap(), expected(&past, &old, &Files::new()));
        prop_assert_eq!(trees.differing(Some(after), Some(after)).unwrap(), vec![]);
        Ok(())
    };
    TestRunner::new(config).run(&(files(), files()), alike).unwrap();
}

#[test]
fn a_file_or_a_folder_is_found_by_its_path_and_its_kind() {
    let past = Past::new();
    let files =
        Files::from([("policies/a.md", (1, false)), ("policies/link.md", (2, true))].map(|(path, of)| (path, of)));
    let top = tree(&past, &files);
    let trees = Trees::of(&past.repository).unwrap();
    assert_eq!(trees.blob(Some(top), "policies/a.md").unwrap(), Some(past.blob(&[1])));
    assert_eq!(trees.folder(top, "").unwrap(), Some(top));
    assert!(trees.folder(top, "policies").unwrap().is_some());
    for path in ["policies", "policies/link.md", "policies/a.md/b", "none/a.md", "policies/b.md"] {
        assert_eq!(trees.blob(Some(top), path).unwrap(), None, "{path}");
    }
    assert_eq!(trees.folder(top, "policies/a.md").unwrap(), None);
    assert_eq!(trees.blob(None, "policies/a.md").unwrap(), None);
}

#[test]
fn a_tree_that_is_cut_off_is_read_as_far_as_it_is_whole() {
    let past = Past::new();
    let whole = past.raw_tree(&[("100644", b"book.toml", past.blob(b"1"))]);
    let raw = past.repository.odb().unwrap().read(whole).unwrap().data().to_vec();
    let cut = past.repository.odb().unwrap().write(git2::ObjectType::Tree, &raw[..raw.len() - 1]).unwrap();
    let trees = Trees::of(&past.repository).unwrap();
    assert_eq!(trees.differing(None, Some(cut)).unwrap(), []);
    assert_eq!(trees.differing(None, Some(whole)).unwrap().len(), 1);
}
