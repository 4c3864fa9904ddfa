//! Where the repository of an upstream is.

use std::path::{Component, Path, PathBuf};

use mulu_core::message;
use mulu_core::message::Message;

/// Whether an address is a path on this machine: it has no scheme, and no host before a colon as `git@host:path` has.
pub fn is_path(url: &str) -> bool {
    let before_slash = url.split('/').next().unwrap_or(url);
    !url.contains("://") && !before_slash.contains(':')
}

/// The address of an upstream as git takes it. A path is counted from the folder of the registry that names it: our own, or that of the
/// upstream `from`, with its address.
///
/// # Errors
/// When an upstream that lies elsewhere names a path: that is one on its own machine.
pub fn locate(url: &str, root: &Path, from: Option<(&str, &str)>) -> Result<String, Message> {
    if !is_path(url) {
        return Ok(url.to_owned());
    }
    let base = match from {
        None => std::path::absolute(root).unwrap_or_else(|_| root.to_owned()),
        Some((_, base)) if is_path(base) => PathBuf::from(base),
        Some((id, _)) => {
            return Err(message!(
                "{id} 所依据的登记簿写的是它自己机器上的路径 {url}：在本登记簿的 book.toml 中为它写一个 [[upstream]]",
                "the registry that `{id}` depends on is named by a path on its own machine, {url}: write an [[upstream]] for it in our book.toml"
            ));
        }
    };
    Ok(plain(&base.join(url)).to_string_lossy().into_owned())
}

/// A path without `.` and `..`, as far as can be told without looking.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_counted_from_the_registry_that_names_it() {
        let root = Path::new("/srv/furong");
        assert_eq!(locate("../changsha", root, None).unwrap(), "/srv/changsha");
        assert_eq!(locate("../national", root, Some(("changsha", "/srv/changsha"))).unwrap(), "/srv/national");
        for url in ["https://example.org/x.git", "git@example.org:x.git", "file:///srv/x"] {
            assert_eq!(locate(url, root, None).unwrap(), url);
        }
        let elsewhere = locate("../national", root, Some(("changsha", "https://example.org/changsha.git")));
        assert!(elsewhere.unwrap_err().en.contains("its own machine"));
    }
}
