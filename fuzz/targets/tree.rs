//! Trees of git: whatever a tree names, its revision is a registry or a refusal.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use git2::{ObjectType, Oid, Repository, Signature, Time};
use libfuzzer_sys::fuzz_target;
use mulu_core::check::check;
use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_git::RevisionTree;

/// A repository in a folder of its own, made once.
static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("mulu-fuzz-tree-{}", std::process::id()));
    Repository::init(&folder).expect("a repository");
    folder
});

/// The commit of a tree whose folder of standards is these bytes, as git keeps a tree; none where git takes no such object.
fn commit(folder: &Path, bytes: &[u8]) -> Option<Oid> {
    let repository = Repository::open(folder).ok()?;
    let database = repository.odb().ok()?;
    let inner = database.write(ObjectType::Tree, bytes).ok()?;
    let book = database.write(ObjectType::Blob, b"").ok()?;
    let mut top = Vec::new();
    for (mode, name, id) in [("100644", "book.toml", book), ("40000", "standards", inner)] {
        top.extend_from_slice(format!("{mode} {name}\0").as_bytes());
        top.extend_from_slice(id.as_bytes());
    }
    let top = repository.find_tree(database.write(ObjectType::Tree, &top).ok()?).ok()?;
    let who = Signature::new("t", "t@example.org", &Time::new(1_700_000_000, 0)).ok()?;
    repository.commit(None, &who, &who, "t", &top, &[]).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some(commit) = commit(&FOLDER, bytes) else { return };
    let Ok(tree) = RevisionTree::open(&FOLDER, &commit.to_string()) else { return };
    if let (Ok(registry), Some(day)) = (Registry::load(&tree), Day::new(2026, 11, 21)) {
        let _ = check(&registry, day);
    }
});
