//! Copies of upstreams' files for who wants to open them: an editor opens no object of git.
//!
//! They lie beside what was fetched, `files/ID/COMMIT/PATH`, cannot be written, and may be deleted at any time.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use mulu_core::message::Message;
use mulu_core::output;
use mulu_core::source::upstream_path;
use mulu_core::upstream::Pin;

use super::cache::folder;

/// Where the copies of all upstreams of a registry lie.
fn copies(root: &Path) -> Result<PathBuf, Message> {
    folder(root).map(|folder| folder.join("files"))
}

/// The copy of a file of a pinned upstream, laid down where there is none yet; none where the path is not one below the registry, the
/// registry is in no repository, or nothing can be written there.
#[must_use]
pub fn copy(root: &Path, pin: &Pin, path: &str, text: &str) -> Option<PathBuf> {
    let is_plain = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    let inside = Path::new(&pin.id).join(&pin.commit).join(path);
    let place = copies(root).ok().filter(|_| is_plain(&inside))?.join(inside);
    if !place.is_file() {
        lay_down(&place, text).ok()?;
    }
    Some(place)
}

fn lay_down(place: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    output::put(place, text.as_bytes()).map_err(|unwritable| unwritable.error)?;
    let mut permissions = fs::metadata(place)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(place, permissions)
}

/// The path under which a registry shows the file that was copied to a place; none for what is no copy of what is pinned.
#[must_use]
pub fn original<'p>(root: &Path, pins: impl IntoIterator<Item = &'p Pin>, copy: &Path) -> Option<String> {
    let copies = copies(root).ok()?;
    let below = |root: &Path| copy.strip_prefix(root).ok().map(Path::to_owned);
    // An editor may know the folder by another name than git does: a link.
    let inside = below(&copies).or_else(|| below(&copies.canonicalize().ok()?))?;
    let mut parts = inside.components().map(|part| part.as_os_str().to_str());
    let (id, commit) = (parts.next()??, parts.next()??);
    let path: Vec<&str> = parts.collect::<Option<_>>()?;
    pins.into_iter().find(|pin| pin.id == id && pin.commit == commit)?;
    Some(upstream_path(id, &path.join("/")))
}
