//! The thread that holds the registry and makes pages from it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::finding::Severity;
use mulu_site::{LocatedFinding, Site, SiteBuilder, SiteFindings, SiteMemory};

use super::ServeEvent;
use super::changes::WatchedChanges;
use super::loaded::{Loaded, ReloadOutcome};

/// A message to the worker.
pub enum Request {
    /// Files changed.
    Changed(WatchedChanges),
    /// Somebody wants a file of the site, by its path.
    File(String, tokio::sync::oneshot::Sender<FileResponse>),
}

/// The answer to a request for a file.
pub enum FileResponse {
    /// The file.
    File(Vec<u8>),
    /// The site has no such file; its own page that says so.
    Missing(Vec<u8>),
    /// It could not be made: why.
    Failed(String),
}

/// Whoever asked for a file while files were changing.
type PendingRequest = (String, tokio::sync::oneshot::Sender<FileResponse>);

/// Loads, answers until something changes, and loads again.
pub fn run(
    root: &Path,
    day: &dyn Fn(&Config) -> Day,
    inbox: &Receiver<Request>,
    reloads: &tokio::sync::watch::Sender<u64>,
    tell: &dyn Fn(&ServeEvent),
) {
    let mut loaded = Loaded::whole(root, day);
    let mut memory = loaded.as_ref().ok().map(|loaded| SiteMemory::of(&loaded.registry));
    let mut waiting = Vec::new();
    let mut news = ReloadOutcome::All;
    loop {
        let announce = || {
            if news != ReloadOutcome::Files(BTreeSet::new()) {
                reloads.send_modify(|count| *count += 1);
            }
        };
        let changes = match &loaded {
            Ok(loaded) => {
                let memory = memory.get_or_insert_with(|| SiteMemory::of(&loaded.registry));
                answer_from(loaded, memory, inbox, &mut waiting, &|found| {
                    announce();
                    tell_news(loaded, &news, found, tell);
                })
            }
            Err(why) => {
                tell(&ServeEvent::Failed(why.clone()));
                announce();
                let failed = |_: &str| FileResponse::Failed(why.clone());
                answer(inbox, &mut waiting, &failed, &|| {}, &|| false)
            }
        };
        let Some(changes) = changes else { return };
        news = ReloadOutcome::All;
        loaded = match loaded {
            Ok(mut kept) => kept.again(&changes, day).map(|found| {
                news = found;
                kept
            }),
            Err(_) => Loaded::whole(root, day),
        };
        // What is known rests on the day, and on the files being the same.
        match (&loaded, &news, &mut memory) {
            (Ok(loaded), ReloadOutcome::Files(_), Some(memory)) => memory.after(&loaded.registry),
            _ => memory = None,
        }
    }
}

/// Tells the person at the terminal what was read and what is wrong with it.
fn tell_news(loaded: &Loaded, news: &ReloadOutcome, found: &SiteFindings<'_>, tell: &dyn Fn(&ServeEvent)) {
    let denied = |findings: &mut dyn Iterator<Item = &LocatedFinding>| {
        findings.filter(|(finding, _)| finding.level == Severity::Deny).count()
    };
    match news {
        ReloadOutcome::All => tell(&ServeEvent::Loaded(loaded.registry.files.len(), denied(&mut found.all()))),
        ReloadOutcome::Files(files) => {
            for path in files {
                let Some(file) = loaded.registry.file_named(path) else { continue };
                tell(&ServeEvent::Changed(path.clone(), denied(&mut found.in_file(file).iter())));
            }
        }
    }
}

/// One life of a desk: answers from what was loaded until something changes; none when nobody can ask any more. Who waits is
/// answered before the news is told, since that may take a look at all files.
fn answer_from(
    loaded: &Loaded,
    memory: &mut SiteMemory,
    inbox: &Receiver<Request>,
    waiting: &mut Vec<PendingRequest>,
    news: &dyn Fn(&SiteFindings<'_>),
) -> Option<WatchedChanges> {
    let site = Site {
        registry: &loaded.registry,
        day: loaded.day,
        revision: loaded.revision.as_ref(),
        history: Some(&loaded.history),
        theme: &loaded.theme,
        printer: None,
    };
    site.with_memory(memory, &loaded.themes, |builder| {
        let make = |path: &str| make(builder, path);
        let changes = answer(inbox, waiting, &make, &|| news(builder.found()), &|| builder.prepare());
        let paths = match &changes {
            Some(WatchedChanges::Paths(paths)) => paths.clone(),
            Some(WatchedChanges::Everything) | None => BTreeSet::new(),
        };
        (changes, paths)
    })
}

fn make(builder: &SiteBuilder<'_>, path: &str) -> FileResponse {
    match builder.make(path) {
        Some(Ok(bytes)) => FileResponse::File(bytes),
        Some(Err(error)) => FileResponse::Failed(error.to_string()),
        None => FileResponse::Missing(builder.make("404.html").and_then(Result::ok).unwrap_or_default()),
    }
}

/// Answers those who wait, then `afterwards` and all others, until something changes: what; none where nobody is left to ask. While
/// nobody asks, it prepares what may be asked for, part by part, as long as there is any.
fn answer(
    inbox: &Receiver<Request>,
    waiting: &mut Vec<PendingRequest>,
    make: &dyn Fn(&str) -> FileResponse,
    afterwards: &dyn Fn(),
    prepare: &dyn Fn() -> bool,
) -> Option<WatchedChanges> {
    for (path, reply) in waiting.drain(..) {
        // Whoever asked may have gone: then nobody minds.
        let _ = reply.send(make(&path));
    }
    afterwards();
    let mut is_prepared = false;
    loop {
        let request = match inbox.try_recv() {
            Ok(request) => request,
            Err(TryRecvError::Empty) if !is_prepared => {
                is_prepared = !prepare();
                continue;
            }
            Err(TryRecvError::Empty) => inbox.recv().ok()?,
            Err(TryRecvError::Disconnected) => return None,
        };
        match request {
            Request::File(path, reply) => {
                let _ = reply.send(make(&path));
            }
            Request::Changed(changes) => return Some(settle(inbox, waiting, changes)),
        }
    }
}

/// A branch switch or an editor's save is a burst of changes: the rest of it is waited for. Who asks meanwhile
/// waits too, since the page would be of the past.
fn settle(inbox: &Receiver<Request>, waiting: &mut Vec<PendingRequest>, mut changes: WatchedChanges) -> WatchedChanges {
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

#[cfg(test)]
mod tests;
