//! Tells the maker which files of the registry changed. Everything else below the root, such as the built site and most of git's own
//! folder, does not matter.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::FOLDERS;

use super::changes::Changes;
use super::maker::Request;

/// How often a watcher that polls looks.
const INTERVAL: Duration = Duration::from_millis(500);

/// Watches the root. The folder is watched rather than its files, so that editors that save by renaming, new folders and
/// switched branches are all seen.
pub fn watch(root: &Path, poll: bool, changed: Sender<Request>) -> io::Result<Box<dyn Watcher + Send>> {
    let root = root.canonicalize()?;
    let top = root.clone();
    let tell = move |event: notify::Result<Event>| {
        if let Some(changes) = changes(&top, event) {
            // The maker ends with the process.
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
    Ok(watcher)
}

/// What an event says of the site; none where it says nothing.
fn changes(root: &Path, event: notify::Result<Event>) -> Option<Changes> {
    let Ok(event) = event else { return Some(Changes::Everything) };
    // What the system lost track of may have changed too.
    if event.need_rescan() {
        return Some(Changes::Everything);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let mut paths = BTreeSet::new();
    for path in event.paths {
        let Ok(inside) = path.strip_prefix(root) else { continue };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        match parts.as_deref() {
            // A name that is no text below a folder of records, or the root itself: something was moved in or out of it.
            None | Some([] | ["book.toml" | "templates" | "site", ..]) => return Some(Changes::Everything),
            Some([folder, ..]) if FOLDERS.contains(folder) => {}
            Some([".git", "HEAD" | "packed-refs"] | [".git", "refs", ..]) => {}
            Some(_) => continue,
        }
        paths.insert(parts.unwrap_or_default().join("/"));
    }
    (!paths.is_empty()).then_some(Changes::Paths(paths))
}
