//! Which file is which record (DESIGN 3).

use crate::model::Kind;

/// The folders that hold records.
pub const FOLDERS: [&str; 4] = ["standards", "policies", "agencies", "projects"];

/// The deepest folder that is looked into, on disk as in git. A registry has three levels; a hostile tree may have a million.
pub const DEEPEST: usize = crate::limits::FOLDERS_DEEP;

/// The kind of record that a path holds; none for a file that is no record, such as a README beside them.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last()?;
    if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
        return None;
    }
    match (parts.as_slice(), extension(name)) {
        (["book.toml"], _) => Some(Kind::Config),
        (["standards", "taxonomy.toml"], _) => Some(Kind::Taxonomy),
        (["policies", "evidence.toml"], _) => Some(Kind::Evidence),
        (["standards", _, ..], "md") if parts.len() > 2 => Some(Kind::Standard),
        (["policies", ..], "md") => Some(Kind::Policy),
        (["agencies", ..], "toml") => Some(Kind::Agency),
        (["projects", ..], "toml") => Some(Kind::Project),
        _ => None,
    }
}

/// Whether a file lies in a folder of records and is not read as one, though nothing says that it is none: a README is expected there,
/// and so is what hides.
#[must_use]
pub fn is_stray(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_readme = name.to_ascii_lowercase().starts_with("readme.") || name.eq_ignore_ascii_case("readme");
    let hides = path.split('/').any(|part| part.starts_with('.'));
    let top = path.split_once('/').map_or("", |(top, _)| top);
    FOLDERS.contains(&top) && kind_of(path).is_none() && !is_readme && !hides
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
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

/// Whether something in a folder of records that is no file — a link, a submodule, a folder that lies too deep — is told of: all
/// but what a registry may keep beside its records.
#[must_use]
pub fn is_told(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_record_folder = FOLDERS.contains(&path.split('/').next().unwrap_or(path));
    is_record_folder && !name.starts_with('.') && !name.eq_ignore_ascii_case("readme.md")
}
