//! How long an editor waits: `cargo run --release -p mulu-lsp --example keystrokes -- REGISTRY`.
//!
//! Begins, types letters into a record, and asks after each for what may be written, as editors do. Prints the time until the server
//! answers its first question, the times of key strokes, and those of the questions asked most.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "it measures, and prints"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mulu_core::registry::{LoadedUpstream, Registry};
use mulu_core::source::{Source, Upstreams, WorkTree};
use mulu_lsp::federation::Federation;
use mulu_lsp::file_uri;
use mulu_lsp::protocol::{LanguageServer, Message, ServerOptions};
use serde_json::{Value, json};

/// Upstreams as `upstream/ID/` beside the registry has them.
struct Beside;

impl Federation for Beside {
    fn pinned(&self, root: &Path, _: &dyn Source) -> Upstreams<Box<dyn Source + Send>> {
        let folders = std::fs::read_dir(root.join("upstream")).into_iter().flatten().flatten();
        let open = |path: PathBuf| Some(Box::new(WorkTree::open(&path).ok()?) as Box<dyn Source + Send>);
        let of = |path: PathBuf| Some((path.file_name()?.to_str()?.to_owned(), Ok(open(path)?)));
        let mut all: Upstreams<Box<dyn Source + Send>> = folders.filter_map(|entry| of(entry.path())).collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all
    }

    fn copy(&self, root: &Path, upstream: &LoadedUpstream, path: &str, _: &str) -> Option<PathBuf> {
        Some(root.join("upstream").join(&upstream.id).join(path))
    }

    fn original(&self, _: &Path, _: &Registry, _: &Path) -> Option<String> {
        None
    }
}

struct Timed {
    server: LanguageServer,
    next: i32,
}

impl Timed {
    fn say(&mut self, message: &Value) -> Duration {
        let message: Message = serde_json::from_value(message.clone()).unwrap();
        let begun = Instant::now();
        self.server.receive(vec![message]);
        drop(self.server.outbox());
        begun.elapsed()
    }

    fn ask(&mut self, method: &str, params: &Value) -> Duration {
        self.next += 1;
        self.say(&json!({ "id": self.next, "method": method, "params": params }))
    }

    /// What is done when nobody speaks: the file is read again, and its own findings are told.
    fn settle(&mut self) -> Duration {
        let begun = Instant::now();
        drop(self.server.settle());
        drop(self.server.outbox());
        begun.elapsed()
    }
}

/// The records below a folder.
fn records(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("standards").flatten() {
        if entry.path().is_dir() {
            records(&entry.path(), paths);
        } else {
            paths.push(entry.path());
        }
    }
}

/// Types a line behind all that a file of which there is one says, and prints the longest that it takes.
fn type_behind(timed: &mut Timed, path: &Path) {
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let uri = file_uri::from_path(path);
    let item = json!({ "uri": uri, "languageId": "toml", "version": 0, "text": text });
    timed.say(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": item } }));
    timed.settle();
    let (mut strokes, mut answers) = (Vec::new(), Vec::new());
    let line = text.matches('\n').count() + 1;
    for (version, (end, c)) in (1..).zip("title = \"a".char_indices()) {
        let typed = &"title = \"a"[..end + c.len_utf8()];
        let document = json!({ "uri": uri, "version": version });
        let change = json!({ "textDocument": document, "contentChanges": [{ "text": format!("{text}\n{typed}") }] });
        timed.say(&json!({ "method": "textDocument/didChange", "params": change }));
        let place = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": typed.len() } });
        answers.push(timed.ask("textDocument/completion", &place));
        strokes.push(timed.settle());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let most = |times: &[Duration]| times.iter().max().copied().unwrap_or_default();
    println!("{name:<13} completion  {:>12.1?}", most(&answers));
    println!("{name:<13} findings    {:>12.1?}", most(&strokes));
}

fn main() {
    let root = std::env::args().nth(1).expect("REGISTRY");
    let root = Path::new(&root).canonicalize().expect("a registry");
    let today = Box::new(|_: &mulu_core::config::Config| "2026-11-21".parse().unwrap());
    let options = ServerOptions { root: None, lang: None, today, federation: Arc::new(Beside), version: "0" };
    let mut timed = Timed { server: LanguageServer::new(options), next: 0 };
    let start = timed.ask("initialize", &json!({ "rootUri": file_uri::from_path(&root) })) + timed.settle();
    println!("start                     {start:>12.1?}");

    let mut paths = Vec::new();
    records(&root.join("standards/national"), &mut paths);
    paths.sort();
    let path = paths.get(paths.len() / 2).expect("a record");
    let text = std::fs::read_to_string(path).expect("a text");
    let uri = file_uri::from_path(path);
    let item = json!({ "uri": uri, "languageId": "markdown", "version": 0, "text": text });
    timed.say(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": item } }));
    println!("opened                    {:>12.1?}", timed.settle());

    let title = text.find("title = \"").expect("a title") + "title = \"".len();
    for (what, at, typed) in [
        ("in the title", title, "信息安全技术"),
        ("a number", text.find("\n+++").expect("front matter") + 1, "replaces = [\"GB/T 1"),
        ("a topic", text.find("\n+++").expect("front matter") + 1, "topics = [\"a"),
    ] {
        let (mut strokes, mut answers) = (Vec::new(), Vec::new());
        for (version, (end, c)) in (1..).zip(typed.char_indices()) {
            let (before, behind) = text.split_at(at);
            let so_far = &typed[..end + c.len_utf8()];
            let now = format!("{before}{so_far}{}{behind}", if at == title { "" } else { "\n" });
            let line = before.matches('\n').count();
            let column =
                before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() + so_far.encode_utf16().count();
            let document = json!({ "uri": uri, "version": version });
            let change = json!({ "textDocument": document, "contentChanges": [{ "text": now }] });
            timed.say(&json!({ "method": "textDocument/didChange", "params": change }));
            let place = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": column } });
            answers.push(timed.ask("textDocument/completion", &place));
            strokes.push(timed.settle());
        }
        let most = |times: &[Duration]| times.iter().max().copied().unwrap_or_default();
        println!("{what:<13} completion  {:>12.1?}", most(&answers));
        println!("{what:<13} findings    {:>12.1?}", most(&strokes));
    }
    for file in ["book.toml", "standards/taxonomy.toml", "policies/evidence.toml"] {
        type_behind(&mut timed, &root.join(file));
    }
    let place = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 12 }, "context": { "includeDeclaration": true } });
    for method in ["textDocument/hover", "textDocument/references", "textDocument/documentSymbol"] {
        println!("{method:<25} {:>12.1?}", timed.ask(method, &place));
    }
    println!("workspace/symbol          {:>12.1?}", timed.ask("workspace/symbol", &json!({ "query": "安全" })));
}
