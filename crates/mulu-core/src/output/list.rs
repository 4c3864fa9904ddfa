//! The list of what a build wrote, in the output folder: a path a line, sorted.

use std::fs;
use std::io;
use std::path::Path;

use super::Unwritable;
use super::atomic::replace;
use super::place::{is_plain, same};

/// Its name.
pub const LIST: &str = ".mulu-files";

/// The longest list that is read, in bytes: a million long paths. A longer one is none of ours.
const LONGEST: u64 = 256 << 20;

/// The paths that an earlier build listed, sorted; none where there was no build.
pub fn read(root: &Path) -> Result<Vec<String>, Unwritable> {
    let path = root.join(LIST);
    let fail = |error| Unwritable { path: path.clone(), error };
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fail(error)),
        Ok(found) if !found.is_file() || found.len() > LONGEST => {
            return Err(fail(io::Error::other("this is not the list of a build; move it away")));
        }
        Ok(_) => {}
    }
    let bytes = fs::read(&path).map_err(fail)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut paths: Vec<String> = text.lines().filter(|path| is_plain(path)).map(str::to_owned).collect();
    // The list of a build is sorted as it is.
    if !paths.is_sorted_by(|a, b| a < b) {
        paths.sort_unstable();
        paths.dedup();
    }
    Ok(paths)
}

/// The paths of one list that are not in another; both are sorted, and gone through once.
pub fn without<'l>(list: &'l [impl AsRef<str>], other: &[impl AsRef<str>]) -> impl Iterator<Item = &'l str> {
    let mut other = other.iter().map(AsRef::as_ref).peekable();
    list.iter().map(AsRef::as_ref).filter(move |path| {
        while other.next_if(|own| own < path).is_some() {}
        other.peek() != Some(path)
    })
}

/// Writes the list, unless it is there already.
pub fn write<'f>(root: &Path, paths: impl Iterator<Item = &'f str>) -> Result<(), Unwritable> {
    let path = root.join(LIST);
    let mut list = String::new();
    for file in paths {
        list.push_str(file);
        list.push('\n');
    }
    if same(&path, list.as_bytes()) {
        return Ok(());
    }
    replace(&path, list.as_bytes()).map_err(|error| Unwritable { path, error })
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn what_is_in_one_list_alone_is_told() {
        let list = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let alone = |one: &str, other: &str| without(&list(one), &list(other)).collect::<Vec<_>>().join(" ");
        assert_eq!(alone("a b c d", "b d e"), "a c");
        assert_eq!(alone("a b", ""), "a b");
        assert_eq!(alone("", "a"), "");
        assert_eq!(alone("b", "a b c"), "");
    }
}
