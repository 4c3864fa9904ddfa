//! The files of a new registry.

use include_dir::{Dir, include_dir};

use mulu_core::source::kind_of;

static STANDARDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/standards");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");
static AGENCIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/agencies");
static MINIMAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/minimal");

/// What a registry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A configuration, the fourteen classes of the standards system, and folders that say what belongs in them.
    Minimal,
    /// Changsha's standards, measures, agencies and standards system.
    Changsha,
}

/// The files of a new registry: path and bytes, sorted by path. Records that are examples are left out.
#[must_use]
pub fn files(start: Start) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    add(&mut files, "", &MINIMAL);
    if start == Start::Changsha {
        // Of the minimal files only those that are no records.
        files.retain(|(path, _)| kind_of(path).is_none());
        files.push(("book.toml".to_owned(), include_bytes!("../../book.toml").to_vec()));
        add(&mut files, "standards/", &STANDARDS);
        add(&mut files, "policies/", &POLICIES);
        add(&mut files, "agencies/", &AGENCIES);
    }
    for (path, _) in &mut files {
        if path == "gitignore" {
            ".gitignore".clone_into(path);
        }
    }
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    files
}

fn add(files: &mut Vec<(String, Vec<u8>)>, under: &str, dir: &Dir<'_>) {
    for file in dir.files() {
        let path =
            file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_example = file.contents_utf8().is_some_and(|text| text.lines().any(|line| line == "sample = true"));
        if !is_example {
            files.push((format!("{under}{path}"), file.contents().to_vec()));
        }
    }
    dir.dirs().for_each(|dir| add(files, under, dir));
}
