//! The thread that holds the registry and makes pages from it.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::check::check;
use crate::config::Config;
use crate::day::Day;
use crate::finding::Level;
use crate::history;
use crate::registry::Registry;
use crate::site::{Desk, Site, Theme};
use crate::source::WorkTree;

use super::Event;

/// A message to the maker.
pub enum Request {
    /// A file changed.
    Changed,
    /// Somebody wants a file of the site, by its path.
    File(String, tokio::sync::oneshot::Sender<Made>),
}

/// The answer to a request for a file.
pub enum Made {
    /// The file.
    File(Vec<u8>),
    /// The site has no such file; its own page that says so.
    Missing(Vec<u8>),
    /// It could not be made: why.
    Failed(String),
}

/// Loads, answers until something changes, and loads again.
pub fn run(
    root: &Path,
    day: &dyn Fn(&Config) -> Day,
    inbox: &Receiver<Request>,
    reloads: &tokio::sync::watch::Sender<u64>,
    tell: &dyn Fn(&Event),
) {
    loop {
        let outcome = load_and_answer(root, day, inbox, reloads, tell);
        let go_on = match outcome {
            Ok(go_on) => go_on,
            Err(error) => {
                tell(&Event::Failed(error.clone()));
                reloads.send_modify(|count| *count += 1);
                answer(inbox, &|_| Made::Failed(error.clone()))
            }
        };
        if !go_on {
            return;
        }
    }
}

/// One life of a registry: from its loading to the next change. False when nobody can ask any more.
fn load_and_answer(
    root: &Path,
    day: &dyn Fn(&Config) -> Day,
    inbox: &Receiver<Request>,
    reloads: &tokio::sync::watch::Sender<u64>,
    tell: &dyn Fn(&Event),
) -> Result<bool, String> {
    let source = WorkTree::open(root).map_err(|error| error.to_string())?;
    let mut registry = Registry::load(&source).map_err(|error| error.to_string())?;
    // Pages are served from the root here, wherever they will be published.
    registry.config.site_url = None;
    let theme = Theme::load(Some(root)).map_err(|error| error.to_string())?;
    let day = day(&registry.config);
    let findings = check(&registry, day);
    let revision = history::revision(root, &registry.files);
    let denied = findings.iter().filter(|finding| finding.level == Level::Deny).count();
    let history = history::History::read(root, None, registry.config.utc_offset_minutes);
    let history = history.until(day).with_editions(root);
    let site = Site {
        registry: &registry,
        source: &source,
        findings: &findings,
        day,
        revision: revision.as_ref(),
        history: Some(&history),
        theme: &theme,
        printer: None,
    };
    site.with_desk(|desk, _, _| {
        tell(&Event::Loaded(registry.files.len(), denied));
        reloads.send_modify(|count| *count += 1);
        answer(inbox, &|path| make(desk, path))
    })
    .map_err(|error| error.to_string())
}

fn make(desk: &Desk<'_>, path: &str) -> Made {
    match desk.make(path) {
        Some(Ok(bytes)) => Made::File(bytes),
        Some(Err(error)) => Made::Failed(error.to_string()),
        None => Made::Missing(desk.make("404.html").and_then(Result::ok).unwrap_or_default()),
    }
}

/// Answers requests until something changes: true; or until nobody is left to ask: false.
fn answer(inbox: &Receiver<Request>, make: &dyn Fn(&str) -> Made) -> bool {
    loop {
        match inbox.recv() {
            Ok(Request::File(path, reply)) => {
                // Whoever asked may have gone: then nobody minds.
                let _ = reply.send(make(&path));
            }
            Ok(Request::Changed) => {
                settle(inbox, make);
                return true;
            }
            Err(_) => return false,
        }
    }
}

/// A branch switch or an editor's save is a burst of changes: the rest of it is waited for, and pages are answered meanwhile.
fn settle(inbox: &Receiver<Request>, make: &dyn Fn(&str) -> Made) {
    const QUIET: Duration = Duration::from_millis(50);
    loop {
        match inbox.recv_timeout(QUIET) {
            Ok(Request::Changed) => {}
            Ok(Request::File(path, reply)) => {
                let _ = reply.send(make(&path));
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
    }
}
