//! Tells the worker which files of the registry changed. Everything else below the root, such as the built site and most of git's own
//! folder, does not matter. Git's folder may lie elsewhere: above a registry that is a part of a repository, or with the repository
//! that a work tree belongs to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use mulu_core::source::is_folder;
use mulu_core::upstream::BOOK_LOCK;
use mulu_git::history;

use super::changes::WatchedChanges;
use super::worker::Request;

/// How often a watcher that polls looks.
const INTERVAL: Duration = Duration::from_millis(500);

/// Watches the root. The folder is watched rather than its files, so that editors that save by renaming, new folders and
/// switched branches are all seen.
pub fn watch(root: &Path, poll: bool, changed: Sender<Request>) -> io::Result<Box<dyn Watcher + Send>> {
    let root = root.canonicalize()?;
    let mut elsewhere = history::folders(&root);
    elsewhere.retain(|folder| !folder.starts_with(&root));
    let places = WatchedFolders { root: root.clone(), git: elsewhere.clone() };
    let tell = move |event: notify::Result<Event>| {
        if let Some(changes) = changes(&places, event) {
            // The worker ends with the process.
            let _ = changed.send(Request::Changed(changes));
        }
    };
    let config = Config::default().with_poll_interval(INTERVAL);
    let mut watcher: Box<dyn Watcher + Send> = if poll {
        Box::new(PollWatcher::new(tell, config).map_err(io::Error::other)?)
    } else {
        Box::new(RecommendedWatcher::new(tell, config).map_err(io::Error::other)?)
    };
    watcher.watch(&root, RecursiveMode::Recursive).map_err(io::Error::other)?;
    for folder in elsewhere {
        // Where git's folder cannot be watched, commits are seen with the next change of a record.
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
        let _ = watcher.watch(&folder.join("refs"), RecursiveMode::Recursive);
    }
    Ok(watcher)
}

/// The folders that are watched.
struct WatchedFolders {
    root: PathBuf,
    /// Git's own, those that lie outside the root; the nearer to the work tree first.
    git: Vec<PathBuf>,
}

impl WatchedFolders {
    /// A path as from the root, with git's folder as `.git` wherever it lies.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let of_git = || self.git.iter().find_map(|git| path.strip_prefix(git).ok());
        path.strip_prefix(&self.root).map(Path::to_owned).ok().or_else(|| Some(Path::new(".git").join(of_git()?)))
    }
}

/// What an event says of the site; none where it says nothing.
fn changes(places: &WatchedFolders, event: notify::Result<Event>) -> Option<WatchedChanges> {
    let Ok(event) = event else { return Some(WatchedChanges::Everything) };
    // What the system lost track of may have changed too.
    if event.need_rescan() {
        return Some(WatchedChanges::Everything);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let mut paths = BTreeSet::new();
    for path in event.paths {
        let Some(inside) = places.inside(&path) else { continue };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        match parts.as_deref() {
            // A name that is not text below a folder of records, or the root itself: something was moved in or out of it.
            None | Some([] | ["book.toml" | BOOK_LOCK | "templates" | "site", ..]) => {
                return Some(WatchedChanges::Everything);
            }
            Some([folder, ..]) if is_folder(folder) => {}
            Some([".git", "HEAD" | "packed-refs"] | [".git", "refs", ..]) => {}
            Some(_) => continue,
        }
        paths.insert(parts.unwrap_or_default().join("/"));
    }
    (!paths.is_empty()).then_some(WatchedChanges::Paths(paths))
}

#[cfg(test)]
mod tests;
