//! What has to be read again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use mulu_core::registry::Registry;
use mulu_core::source::WorkTree;

use super::{Reload, WatchedChanges};

const ONE: &str = "standards/national/one.md";

/// A registry on disk, and as it was loaded.
fn loaded() -> (TempDir, Registry) {
    let folder = TempDir::new().unwrap();
    for path in ["book.toml", "standards/taxonomy.toml", "policies/evidence.toml", ONE, "agencies/a.toml"] {
        write(folder.path(), path);
    }
    let registry = Registry::load(&WorkTree::open(folder.path()).unwrap()).unwrap();
    (folder, registry)
}

fn write(root: &Path, path: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
}

fn paths(paths: &[&str]) -> WatchedChanges {
    WatchedChanges::Paths(paths.iter().map(|path| (*path).to_owned()).collect())
}

fn files(paths: &[&str]) -> Reload {
    Reload::Files(paths.iter().map(|path| (*path).to_owned()).collect())
}

#[test]
fn a_record_that_is_still_there_is_read_again_alone() {
    let (folder, registry) = loaded();
    assert_eq!(paths(&[ONE]).again(&registry, folder.path()), files(&[ONE]));
    assert_eq!(paths(&["agencies/a.toml", ONE]).again(&registry, folder.path()), files(&["agencies/a.toml", ONE]));
}

#[test]
fn a_record_that_came_or_went_is_reason_to_read_all() {
    let (folder, registry) = loaded();
    write(folder.path(), "standards/national/two.md");
    assert_eq!(paths(&["standards/national/two.md"]).again(&registry, folder.path()), Reload::Everything);
    fs::remove_file(folder.path().join(ONE)).unwrap();
    assert_eq!(paths(&[ONE]).again(&registry, folder.path()), Reload::Everything);
}

#[test]
fn what_an_editor_wrote_beside_a_record_and_took_away_is_nothing() {
    let (folder, registry) = loaded();
    write(folder.path(), "agencies/README.md");
    write(folder.path(), "standards/national/one.md~");
    let seen =
        ["standards/national/4913.md", "standards/national/one.md~", "agencies/README.md", "agencies/.a.toml.swp"];
    assert_eq!(paths(&seen).again(&registry, folder.path()), files(&[]));
}

#[test]
fn a_folder_is_reason_to_read_all_when_it_is_there_or_held_records() {
    let (folder, registry) = loaded();
    assert_eq!(paths(&["standards/national"]).again(&registry, folder.path()), Reload::Everything);
    fs::remove_dir_all(folder.path().join("standards/national")).unwrap();
    assert_eq!(paths(&["standards/national"]).again(&registry, folder.path()), Reload::Everything);
    assert_eq!(paths(&["standards/nation"]).again(&registry, folder.path()), files(&[]), "it held nothing");
}

#[test]
fn configuration_taxonomy_and_kinds_of_evidence_concern_every_page() {
    let (folder, registry) = loaded();
    for path in ["book.toml", "standards/taxonomy.toml", "policies/evidence.toml"] {
        assert_eq!(paths(&[ONE, path]).again(&registry, folder.path()), Reload::Everything, "{path}");
    }
}

#[test]
fn gits_own_files_are_no_records() {
    let (folder, registry) = loaded();
    write(folder.path(), ".git/refs/heads/main");
    assert_eq!(
        paths(&[".git/HEAD", ".git/refs/heads", ".git/refs/heads/main"]).again(&registry, folder.path()),
        files(&[])
    );
}

fn any_changes() -> impl Strategy<Value = WatchedChanges> {
    let some = prop::collection::btree_set("[abc]", 0..3).prop_map(WatchedChanges::Paths);
    prop_oneof![4 => some, 1 => Just(WatchedChanges::Everything)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn joined_changes_are_all_of_them_and_everything_swallows_the_rest(all in prop::collection::vec(any_changes(), 1..5)) {
        let mut joined = all[0].clone();
        all[1..].iter().for_each(|more| joined.join(more.clone()));
        let mut expected: Option<BTreeSet<String>> = Some(BTreeSet::new());
        for changes in &all {
            match (changes, &mut expected) {
                (WatchedChanges::Paths(paths), Some(expected)) => expected.extend(paths.iter().cloned()),
                _ => expected = None,
            }
        }
        prop_assert_eq!(joined, expected.map_or(WatchedChanges::Everything, WatchedChanges::Paths));
    }
}
