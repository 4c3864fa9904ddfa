//! The server: messages in, messages out, and nothing else. It reads no clock, waits for nothing and starts no thread, so that a
//! conversation always goes the same way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::PublishDiagnosticsParams;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::source::{WorkTree, kind_of, split_upstream};
use mulu_core::upstream::BOOK_LOCK;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::book::Book;
use super::capabilities::initialize_result;
use super::client::Client;
use super::documents::OpenDocument;
use crate::analysis::EditedRecord;
use crate::checker::{Checked, Job};
use crate::diagnosis::Diagnosis;
use crate::federation::Federation;
use crate::file_uri;
use crate::live::FileEvent;

/// What the command line says.
pub struct ServerOptions {
    /// The registry; without it, those that the editor's folders and files lie in.
    pub root: Option<PathBuf>,
    /// The language of messages; without it, the editor's, else the registry's.
    pub lang: Option<Lang>,
    /// What day it is.
    pub today: Box<dyn Fn(&Config) -> Day + Send>,
    /// The registries that one depends on.
    pub federation: Arc<dyn Federation>,
    /// The program's version.
    pub version: &'static str,
}

/// How far a conversation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The editor has not said who it is.
    New,
    /// It is served.
    Serving,
    /// It has said that it will go.
    Closing,
}

/// A server.
pub struct LanguageServer {
    pub(super) options: ServerOptions,
    pub(super) client: Client,
    pub(super) documents: BTreeMap<String, OpenDocument>,
    pub(super) books: Vec<Book>,
    phase: Phase,
    cancelled: BTreeSet<RequestId>,
    outbox: Vec<Message>,
    /// The exit code, once the editor has gone.
    ended: Option<u8>,
}

impl LanguageServer {
    /// A server that nobody has spoken to.
    #[must_use]
    pub fn new(options: ServerOptions) -> Self {
        LanguageServer {
            options,
            client: Client::default(),
            documents: BTreeMap::new(),
            books: Vec::new(),
            phase: Phase::New,
            cancelled: BTreeSet::new(),
            outbox: Vec::new(),
            ended: None,
        }
    }

    /// The exit code, once the editor has gone: 0 where it said so before, else 1.
    #[must_use]
    pub fn ended(&self) -> Option<u8> {
        self.ended
    }

    /// Whether something is to be said.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// What is to be said.
    pub fn outbox(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.outbox)
    }

    /// The text of a document that is open.
    #[must_use]
    pub fn text(&self, uri: &str) -> Option<&str> {
        self.documents.get(uri).map(|document| &*document.text)
    }

    /// The folders of the registries that are served, in the order in which they were opened.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.books.iter().map(|book| book.live.root()).collect()
    }

    /// Takes messages that came together, in their order. One that calls a request off is heard first.
    pub fn receive(&mut self, messages: Vec<Message>) {
        for message in &messages {
            if let Message::Notification(Notification { method, params }) = message
                && method == "$/cancelRequest"
                && let Some(id) = params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok())
            {
                self.cancelled.insert(id);
            }
        }
        for message in messages {
            match message {
                Message::Request(request) => self.request(request),
                Message::Notification(notification) => self.notification(notification),
                // To what we ask of an editor, no answer changes anything.
                Message::Response(_) => {}
            }
        }
        // A request that comes later has another id.
        self.cancelled.clear();
    }

    fn request(&mut self, request: Request) {
        let id = request.id.clone();
        if self.cancelled.remove(&id) {
            return self.refuse(id, ErrorCode::RequestCanceled, "it was called off");
        }
        match (self.phase, request.method.as_str()) {
            (Phase::New, "initialize") => self.initialize(id, &request.params),
            (Phase::New, _) => self.refuse(id, ErrorCode::ServerNotInitialized, "the first request is `initialize`"),
            (Phase::Closing, _) => self.refuse(id, ErrorCode::InvalidRequest, "the server was shut down"),
            (Phase::Serving, "initialize") => {
                self.refuse(id, ErrorCode::InvalidRequest, "`initialize` was already requested");
            }
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::Closing;
                self.answer(id, &Json::Null);
            }
            (Phase::Serving, _) => self.serve(request),
        }
    }

    fn notification(&mut self, Notification { method, params }: Notification) {
        if method == "exit" {
            self.ended = Some(u8::from(self.phase != Phase::Closing));
        }
        if self.phase == Phase::Serving {
            self.notified(&method, params);
        }
    }

    fn initialize(&mut self, id: RequestId, params: &Json) {
        self.client = Client::of(params);
        self.phase = Phase::Serving;
        self.answer(id, &initialize_result(&self.client, self.options.version));
        let roots = match &self.options.root {
            Some(root) => vec![root.clone()],
            None => self.client.folders.iter().filter_map(|folder| WorkTree::find_root(folder)).collect(),
        };
        for root in roots {
            self.open_book(&root);
        }
    }

    /// Asks the editor to tell of files that change on disk, where it can.
    pub(super) fn watch(&mut self) {
        if !self.client.watches {
            return;
        }
        let watchers = json!([{ "globPattern": "**/*.{toml,md}" }, { "globPattern": format!("**/{BOOK_LOCK}") }]);
        let registrations = json!([{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        }]);
        let request = Request::new(
            RequestId::from("mulu-watch".to_owned()),
            "client/registerCapability".to_owned(),
            json!({ "registrations": registrations }),
        );
        self.outbox.push(request.into());
    }

    /// Opens the registry in a folder, where it is not open yet; its place among the open ones.
    pub(super) fn open_book(&mut self, root: &Path) -> Option<usize> {
        if let Some(place) = self.books.iter().position(|book| book.live.root() == root) {
            return Some(place);
        }
        match Book::open(root, Arc::clone(&self.options.federation)) {
            Ok(mut book) => {
                book.check_all();
                self.books.push(book);
                Some(self.books.len() - 1)
            }
            Err(error) => {
                self.log(&error.to_string());
                None
            }
        }
    }

    /// Which registry a file belongs to, and its path there. A file in a registry that is not open yet opens it.
    pub(super) fn home(&mut self, uri: &str) -> Option<(usize, String)> {
        let path = file_uri::to_path(uri)?;
        if let Some(inherited) = self.inherited(&path) {
            return Some(inherited);
        }
        if self.options.root.is_none()
            && let Some(root) = path.parent().and_then(WorkTree::find_root)
        {
            // Of a folder with a `book.toml`, only records make a registry: a manual may lie there.
            let inside = file_uri::below(&root, &path)?;
            if kind_of(&inside).is_none() && inside != BOOK_LOCK {
                return None;
            }
            let place = self.open_book(&root)?;
            return Some((place, inside));
        }
        let mut books = self.books.iter().enumerate();
        books.find_map(|(place, book)| Some((place, file_uri::below(&book.live.root(), &path)?)))
    }

    /// The registry which shows the file of an upstream that was copied to a place, and the path under which it does.
    fn inherited(&self, copy: &Path) -> Option<(usize, String)> {
        self.books.iter().enumerate().find_map(|(place, book)| Some((place, book.live.original(copy)?)))
    }

    /// The open document at a path of a registry.
    pub(super) fn open_at(&self, book: usize, path: &str) -> Option<&OpenDocument> {
        let is = |document: &&OpenDocument| document.home.as_ref().is_some_and(|(own, at)| *own == book && at == path);
        self.documents.values().find(is)
    }

    /// The language of messages about a registry.
    pub(super) fn lang(&self, book: usize) -> Lang {
        let own = || self.books.get(book).map(|book| book.live.registry().config.language);
        self.options.lang.or(self.client.lang).or_else(own).unwrap_or(Lang::Zh)
    }

    /// Notes what became of a file.
    pub(super) fn note(&mut self, book: usize, change: FileEvent) {
        if let FileEvent::Open(path, _) | FileEvent::Closed(path) | FileEvent::Written(path) = &change
            && split_upstream(path).is_some()
        {
            // Whatever is done to a copy, what is pinned says what it said.
            return;
        }
        if let Some(book) = self.books.get_mut(book) {
            book.note(change);
        }
    }

    /// Reads what was noted, tells of each file that was changed in the editor what is wrong with it, and hands out what is to be checked.
    pub fn settle(&mut self) -> Vec<(usize, Job)> {
        let mut jobs = Vec::new();
        for place in 0..self.books.len() {
            self.refresh(place);
            let own = self.books.get_mut(place).map(Book::own_findings).unwrap_or_default();
            for (path, findings) in own {
                self.publish(place, path, findings);
            }
            let job = self.books.get_mut(place).and_then(Book::job);
            jobs.extend(job.map(|job| (place, job)));
        }
        jobs
    }

    /// Whether a registry must be read whole again, which takes a while: [`LanguageServer::catch_up`].
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.books.iter().any(|book| book.live.is_behind())
    }

    /// Reads all that was noted, whatever it takes.
    pub fn catch_up(&mut self) {
        for place in 0..self.books.len() {
            let Some(book) = self.books.get_mut(place) else { continue };
            if let Some(trouble) = book.catch_up(&self.options.today) {
                self.log(&trouble);
            }
        }
    }

    /// Reads what was noted of single files of a registry.
    pub(super) fn refresh(&mut self, place: usize) {
        let Some(book) = self.books.get_mut(place) else { return };
        if let Some(trouble) = book.refresh(&self.options.today) {
            self.log(&trouble);
        }
    }

    /// Tells what a check of all found.
    pub fn checked(&mut self, place: usize, checked: Checked) {
        let Some(book) = self.books.get(place) else { return };
        if let Err(error) = &checked.findings {
            let error = error.to_string();
            return self.log(&error);
        }
        for (path, findings) in book.news(checked) {
            self.publish(place, path, findings);
        }
    }

    fn publish(&mut self, book: usize, path: String, findings: Vec<Diagnosis>) {
        let places = self.places(book, &path);
        let diagnostics = findings.iter().map(|found| self.diagnostic(book, &places, found)).collect();
        let version = self.open_at(book, &path).map(|document| document.version);
        let params = PublishDiagnosticsParams { uri: self.uri(book, &path).into(), version, diagnostics };
        self.notify("textDocument/publishDiagnostics", &params);
        if let Some(book) = self.books.get_mut(book) {
            book.told.insert(path, findings);
        }
    }

    /// A record as the editor has it, among the others; none for what is no record.
    pub(super) fn view<'s>(&'s self, document: &'s OpenDocument) -> Option<(usize, EditedRecord<'s>)> {
        let (place, path) = document.home.as_ref()?;
        let book = self.books.get(*place)?;
        let registry = book.live.registry();
        let on = (book.day?, self.lang(*place));
        Some((*place, EditedRecord::of(registry, book.live.file(path), path, &document.text, on)?))
    }

    pub(super) fn answer<R: Serialize>(&mut self, id: RequestId, result: &R) {
        let response = match serde_json::to_value(result) {
            Ok(result) => Response::new_ok(id, result),
            Err(error) => Response::new_err(id, ErrorCode::InternalError as i32, error.to_string()),
        };
        self.outbox.push(response.into());
    }

    pub(super) fn refuse(&mut self, id: RequestId, code: ErrorCode, why: &str) {
        self.outbox.push(Response::new_err(id, code as i32, why.to_owned()).into());
    }

    fn notify<P: Serialize>(&mut self, method: &str, params: &P) {
        if let Ok(params) = serde_json::to_value(params) {
            self.outbox.push(Notification { method: method.to_owned(), params }.into());
        }
    }

    /// Tells the editor's log what could not be done.
    pub(super) fn log(&mut self, words: &str) {
        // 2: a warning.
        self.notify("window/logMessage", &json!({ "type": 2, "message": words }));
    }
}
