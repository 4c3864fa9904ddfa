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

/// The deepest folder that is looked into, on disk as in git. A registry has three levels; a hostile tree may have a million.
pub const DEEPEST: usize = crate::limits::FOLDERS_DEEP;

/// The kind of record that a path holds; none for a file that is not a record, such as a README beside them.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
        return None;
    }
    Kind::of_path(path)
}

/// Whether a file lies in a folder of records and is not read as one, though nothing says that it is none: a README is expected there,
/// and so is what hides.
#[must_use]
pub fn is_stray(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_readme = name.to_ascii_lowercase().starts_with("readme.") || name.eq_ignore_ascii_case("readme");
    let hides = path.split('/').any(|part| part.starts_with('.'));
    let top = path.split_once('/').map_or("", |(top, _)| top);
    is_folder(top) && kind_of(path).is_none() && !is_readme && !hides
}

/// A record's id: its file's name without the extension.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a path lies deeper than is looked into.
#[must_use]
pub fn is_too_deep(path: &str) -> bool {
    path.split('/').count() > DEEPEST
}

/// Whether something in a folder of records that is not a file — a link, a submodule, a folder that lies too deep — is told of: all
/// but what a registry may keep beside its records.
#[must_use]
pub fn is_told(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_record_folder = is_folder(path.split('/').next().unwrap_or(path));
    is_record_folder && !name.starts_with('.') && !name.eq_ignore_ascii_case("readme.md")
}

/// The folder that files of upstream registries are shown under: `upstream/ID/policies/…`. No registry keeps records there.
const UPSTREAM: &str = "upstream";

/// The path under which a file of an upstream registry is shown.
#[must_use]
pub fn upstream_path(id: &str, path: &str) -> String {
    format!("{UPSTREAM}/{id}/{path}")
}

/// The upstream that a shown path belongs to, and the file's path in its own registry; none for a file of this registry.
#[must_use]
pub fn split_upstream(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(UPSTREAM)?.strip_prefix('/')?.split_once('/')
}
