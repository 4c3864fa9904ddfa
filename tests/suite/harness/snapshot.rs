//! Outputs that are kept as files beside the tests.
//!
//! After a change that is meant, `MULU_BLESS=1 cargo test --test suite` writes them anew; git shows what changed.

use std::fs;

/// Whether outputs are to be written down and not compared.
pub fn blessing() -> bool {
    std::env::var_os("MULU_BLESS").is_some()
}

/// Compares a text with the file of that name.
#[track_caller]
pub fn same_as(name: &str, text: &str) {
    let path = super::own("tests/suite").join(name);
    if blessing() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_else(|error| panic!("tests/suite/{name}: {error}"));
    assert_eq!(text, kept, "tests/suite/{name} says otherwise; if the change is meant, see snapshot.rs");
}
