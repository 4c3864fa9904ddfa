//! A server at an editor's end of a line: it answers at once, reads files when nobody speaks, and has the whole registry checked beside.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use lsp_server::{Connection, Message};
use mulu_core::source::Unreadable;

use super::server::{LanguageServer, ServerOptions};
use crate::checker::{Checked, Checker, Job};
use crate::federation::Federation;

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The editor said that it would go, and went.
    Well,
    /// It went without a word.
    Abruptly,
    /// It does not hear any more.
    Unheard,
}

/// How long nobody must have typed before everything is read or checked once more.
const PAUSE: Duration = Duration::from_millis(250);

enum TransportEvent {
    Received(Message),
    Gone,
    Checked(usize, Checked),
}

/// Serves an editor until it goes.
#[must_use]
pub fn serve(connection: Connection, options: ServerOptions) -> SessionEnd {
    let Connection { sender, receiver } = connection;
    let (events, inbox) = mpsc::channel();
    let from_editor = events.clone();
    // It ends with the line.
    thread::spawn(move || {
        for message in receiver {
            if from_editor.send(TransportEvent::Received(message)).is_err() {
                return;
            }
        }
        let _ = from_editor.send(TransportEvent::Gone);
    });
    let federation = Arc::clone(&options.federation);
    let mut server = LanguageServer::new(options);
    let mut checkers = Checkers { events, federation, known: HashMap::new() };
    loop {
        let Some(messages) = next(&mut server, &inbox, &mut checkers) else { return SessionEnd::Abruptly };
        server.receive(messages);
        for message in server.outbox() {
            if sender.send(message).is_err() {
                return SessionEnd::Unheard;
            }
        }
        match server.ended() {
            Some(0) => return SessionEnd::Well,
            Some(_) => return SessionEnd::Abruptly,
            None => {}
        }
    }
}

/// The messages that have come; what is left to do is done before waiting for one. None when the editor has gone.
fn next(
    server: &mut LanguageServer,
    inbox: &Receiver<TransportEvent>,
    checkers: &mut Checkers,
) -> Option<Vec<Message>> {
    let mut messages = Vec::new();
    loop {
        match inbox.try_recv() {
            Ok(TransportEvent::Received(message)) => messages.push(message),
            Ok(TransportEvent::Checked(place, checked)) => server.checked(place, checked),
            // What was said before is heard out.
            Ok(TransportEvent::Gone) | Err(TryRecvError::Disconnected) => {
                return (!messages.is_empty()).then_some(messages);
            }
            Err(TryRecvError::Empty) => break,
        }
    }
    if !messages.is_empty() {
        return Some(messages);
    }
    let roots = server.roots();
    for (place, job) in server.settle() {
        if let Some(root) = roots.get(place) {
            checkers.hand(place, root, job);
        }
    }
    // What was found is told before anything is waited for.
    if server.has_words() {
        return Some(Vec::new());
    }
    let event =
        if server.is_behind() { inbox.recv_timeout(PAUSE) } else { inbox.recv().map_err(RecvTimeoutError::from) };
    match event {
        Ok(TransportEvent::Received(message)) => Some(vec![message]),
        Ok(TransportEvent::Checked(place, checked)) => {
            server.checked(place, checked);
            Some(Vec::new())
        }
        Err(RecvTimeoutError::Timeout) => {
            server.catch_up();
            Some(Vec::new())
        }
        Ok(TransportEvent::Gone) | Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// A thread for each registry that checks it whole.
struct Checkers {
    events: Sender<TransportEvent>,
    federation: Arc<dyn Federation>,
    known: HashMap<usize, Sender<Job>>,
}

impl Checkers {
    fn hand(&mut self, place: usize, root: &Path, job: Job) {
        let events = &self.events;
        let jobs = self.known.entry(place).or_insert_with(|| {
            let (jobs, inbox) = mpsc::channel();
            let (root, events, federation) = (root.to_owned(), events.clone(), Arc::clone(&self.federation));
            thread::spawn(move || check_on(place, Checker::open(&root, federation), &inbox, &events));
            jobs
        });
        // A checker that could not begin has said so.
        let _ = jobs.send(job);
    }
}

/// Checks whenever something changed and a while has passed, until nobody wants it any more.
fn check_on(
    place: usize,
    checker: Result<Checker, Unreadable>,
    inbox: &Receiver<Job>,
    events: &Sender<TransportEvent>,
) {
    let mut checker = match checker {
        Ok(checker) => checker,
        Err(error) => {
            let _ = events.send(TransportEvent::Checked(place, Checked { generation: 0, findings: Err(error) }));
            return;
        }
    };
    // Of its own, so that a key stroke never waits for a check to let go of the processors.
    let threads = thread::available_parallelism().map_or(1, |count| count.get().saturating_sub(1).max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let mut is_first = true;
    while let Ok(mut job) = inbox.recv() {
        loop {
            let pause = if is_first { Duration::ZERO } else { PAUSE };
            match inbox.recv_timeout(pause) {
                Ok(later) => job.join(later),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        is_first = false;
        let checked = match &pool {
            Ok(pool) => pool.install(|| checker.run(&job)),
            Err(_) => checker.run(&job),
        };
        if events.send(TransportEvent::Checked(place, checked)).is_err() {
            return;
        }
    }
}
