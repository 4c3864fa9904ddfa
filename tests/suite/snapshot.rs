//! Long outputs, kept as files beside the tests.
//!
//! After a change that is meant, `MULU_UPDATE_SNAPSHOTS=1 cargo test --test suite` writes them anew; git shows what changed.

use std::fs;
use std::path::Path;

/// Compares a text with the file of that name.
#[track_caller]
pub fn same_as(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(name);
    if std::env::var_os("MULU_UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_else(|error| panic!("tests/suite/{name}: {error}"));
    assert_eq!(text, kept, "tests/suite/{name} says otherwise; if the change is meant, see snapshot.rs");
}
