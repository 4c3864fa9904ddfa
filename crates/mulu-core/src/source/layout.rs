//! Which file is which record (DESIGN 3).

use crate::model::Kind;

/// The folders that hold records.
pub fn folders() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().filter_map(|kind| kind.folder())
}

/// Whether a folder of the registry holds records.
#[must_use]
pub fn is_folder(name: &str) -> bool {
    folders().any(|folder| folder == name)
}

/// The kind of record that a path holds; none for a file that is no record, such as a README beside them.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
        return None;
    }
    Kind::of_path(path)
}

/// A record's id: its file's name without the extension.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
