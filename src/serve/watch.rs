//! Tells the maker that a file of the registry changed.

use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::maker::Request;

/// What a site is made from: everything else below the root, such as the built site and git's own folder, does not matter.
const WATCHED: [&str; 7] = ["book.toml", "standards", "policies", "agencies", "projects", "templates", "site"];

/// How often a watcher that polls looks.
const INTERVAL: Duration = Duration::from_millis(500);

/// Watches the root. The folder is watched rather than its files, so that editors that save by renaming, new folders and
/// switched branches are all seen.
pub fn watch(root: &Path, poll: bool, changed: Sender<Request>) -> io::Result<Box<dyn Watcher + Send>> {
    let root = root.canonicalize()?;
    let top = root.clone();
    let tell = move |event: notify::Result<Event>| {
        // What the system lost track of may have changed too.
        let matters = event.map_or(true, |event| {
            !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_watched(&top, path))
        });
        if matters {
            // The maker ends with the process.
            let _ = changed.send(Request::Changed);
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

fn is_watched(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let first = inside.components().next();
    // The root itself: something was moved in or out of it.
    first.is_none_or(|first| WATCHED.iter().any(|watched| first.as_os_str() == *watched))
}
