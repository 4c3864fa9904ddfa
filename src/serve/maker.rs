//! The thread that holds the registry and makes pages from it.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::check::check;
use crate::config::Config;
use crate::day::Day;
use crate::finding::Level;
use crate::site::{Desk, Site};

use super::Event;
use super::changes::Changes;
use super::loaded::Loaded;

/// A message to the maker.
pub enum Request {
    /// Files changed.
    Changed(Changes),
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

/// Whoever asked for a file while files were changing.
type Asked = (String, tokio::sync::oneshot::Sender<Made>);

/// Loads, answers until something changes, and loads again.
pub fn run(
    root: &Path,
    day: &dyn Fn(&Config) -> Day,
    inbox: &Receiver<Request>,
    reloads: &tokio::sync::watch::Sender<u64>,
    tell: &dyn Fn(&Event),
) {
    let mut loaded = Loaded::whole(root, day);
    let mut waiting = Vec::new();
    let mut is_new = true;
    loop {
        let announce = || {
            if is_new {
                reloads.send_modify(|count| *count += 1);
            }
        };
        let outcome = match &loaded {
            Ok(loaded) => answer_from(loaded, inbox, &mut waiting, &|files, denied| {
                if is_new {
                    tell(&Event::Loaded(files, denied));
                }
                announce();
            }),
            Err(why) => Err(why.clone()),
        };
        let changes = outcome.unwrap_or_else(|why| {
            tell(&Event::Failed(why.clone()));
            announce();
            answer(inbox, &mut waiting, &|_| Made::Failed(why.clone()))
        });
        let Some(changes) = changes else { return };
        is_new = true;
        loaded = match loaded {
            Ok(mut kept) => kept.again(&changes, day).map(|changed| {
                is_new = changed;
                kept
            }),
            Err(_) => Loaded::whole(root, day),
        };
    }
}

/// One life of a desk: answers from what was loaded until something changes; none when nobody can ask any more.
fn answer_from(
    loaded: &Loaded,
    inbox: &Receiver<Request>,
    waiting: &mut Vec<Asked>,
    ready: &dyn Fn(usize, usize),
) -> Result<Option<Changes>, String> {
    let findings = check(&loaded.registry, loaded.day);
    let denied = findings.iter().filter(|finding| finding.level == Level::Deny).count();
    let site = Site {
        registry: &loaded.registry,
        source: &loaded.source,
        findings: &findings,
        day: loaded.day,
        revision: loaded.revision.as_ref(),
        history: Some(&loaded.history),
        theme: &loaded.theme,
        printer: None,
    };
    site.with_desk(|desk, _, _| {
        ready(loaded.registry.files.len(), denied);
        answer(inbox, waiting, &|path| make(desk, path))
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

/// Answers those who wait and all others, until something changes: what; none where nobody is left to ask.
fn answer(inbox: &Receiver<Request>, waiting: &mut Vec<Asked>, make: &dyn Fn(&str) -> Made) -> Option<Changes> {
    for (path, reply) in waiting.drain(..) {
        // Whoever asked may have gone: then nobody minds.
        let _ = reply.send(make(&path));
    }
    loop {
        match inbox.recv() {
            Ok(Request::File(path, reply)) => {
                let _ = reply.send(make(&path));
            }
            Ok(Request::Changed(changes)) => return Some(settle(inbox, waiting, changes)),
            Err(_) => return None,
        }
    }
}

/// A branch switch or an editor's save is a burst of changes: the rest of it is waited for. Who asks meanwhile
/// waits too, since the page would be of the past.
fn settle(inbox: &Receiver<Request>, waiting: &mut Vec<Asked>, mut changes: Changes) -> Changes {
    const QUIET: Duration = Duration::from_millis(15);
    const STEP: Duration = Duration::from_millis(5);
    let mut quiet = Duration::ZERO;
    while quiet < QUIET {
        match inbox.recv_timeout(STEP) {
            Ok(Request::Changed(more)) => {
                changes.join(more);
                quiet = Duration::ZERO;
            }
            Ok(Request::File(path, reply)) => waiting.push((path, reply)),
            Err(RecvTimeoutError::Timeout) => quiet += STEP,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    changes
}
