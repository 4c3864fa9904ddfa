//! Addresses of files, as editors write them, and paths.

use std::path::{Path, PathBuf};

use mulu_core::percent;
use percent_encoding::percent_decode_str;

/// The path of a file's address; none for what is no file: a buffer that was never saved, a page of the web, a file of another machine.
#[must_use]
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    if !rest.starts_with('/') {
        return None;
    }
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    // `/c:/registry`
    let on_a_drive = path.strip_prefix('/').filter(|rest| is_on_a_drive(rest));
    Some(PathBuf::from(on_a_drive.unwrap_or(&path)))
}

/// The address of a file.
#[must_use]
pub fn from_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let slash = if is_on_a_drive(&text) { "/" } else { "" };
    format!("file://{slash}{}", percent::uri(&text))
}

fn is_on_a_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
}

/// Where a path lies below a root, with `/` between its parts; none where it does not.
#[must_use]
pub fn below(root: &Path, path: &Path) -> Option<String> {
    let within = |root: &Path, path: &Path| path.strip_prefix(root).ok().map(Path::to_owned);
    // An editor may know the folder by another name than we do: a link.
    let resolved = || within(&root.canonicalize().ok()?, &path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    let inside = within(root, path).or_else(resolved)?;
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = parts.join("/");
    (!path.is_empty() && !path.starts_with("../")).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_are_one_thing() {
        for (uri, path) in [
            ("file:///r/%E5%9B%BD%20%E6%A0%87.md", "/r/国 标.md"),
            ("file:///c%3A/r/book.toml", "c:/r/book.toml"),
            ("file:///r/a%23b%25.md", "/r/a#b%.md"),
        ] {
            assert_eq!(to_path(uri).as_deref(), Some(Path::new(path)));
            assert_eq!(from_path(Path::new(path)), uri);
        }
        assert_eq!(to_path("file://localhost/r/a").as_deref(), Some(Path::new("/r/a")));
        for uri in ["untitled:Untitled-1", "https://example.org/a", "file://other/r/a", "", "file:", "file:///%FF"] {
            assert_eq!(to_path(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_path_is_below_its_root_or_not() {
        let root = Path::new("/r");
        assert_eq!(below(root, Path::new("/r/policies/a.md")).as_deref(), Some("policies/a.md"));
        for path in ["/r", "/s/a.md", "/", "/r2/a.md"] {
            assert_eq!(below(root, Path::new(path)), None, "{path}");
        }
    }
}
