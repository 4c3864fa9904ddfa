//! A conversation as a text: the files of a registry, and what is said.
//!
//! ```text
//! What it shows.
//!
//! === agencies/a.toml
//! name = "办"
//! === talk
//! > open agencies/a.toml
//! < …what the server says…
//! > textDocument/hover agencies/a.toml:1:3
//! ```
//!
//! A line that begins with `>` is what the editor says: a short form of what editors say most, or a method and its parameters as JSON.
//! Lines that begin with `<` are what the server says until it has nothing more to say; `MULU_BLESS=1` writes them. `$ROOT` is the
//! registry's folder. Places are lines and columns from 1, as people count them; in JSON from 0, as editors do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mulu_core::slice::slice_lossy;
use serde_json::{Value, json};

/// A conversation.
pub struct Conversation {
    pub head: String,
    pub files: Vec<(String, String)>,
    pub turns: Vec<Turn>,
}

/// What the editor says, and the answers.
pub struct Turn {
    pub said: String,
    pub heard: Vec<String>,
}

impl Conversation {
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split("=== ");
        let head = parts.next().unwrap_or_default().to_owned();
        let mut conversation = Conversation { head, files: Vec::new(), turns: Vec::new() };
        for part in parts {
            let (name, body) = part.split_once('\n').expect("a name and a text");
            if name != "talk" {
                conversation.files.push((name.to_owned(), body.to_owned()));
                continue;
            }
            for line in body.lines().filter(|line| !line.trim().is_empty()) {
                if let Some(said) = line.strip_prefix("> ") {
                    conversation.turns.push(Turn { said: said.to_owned(), heard: Vec::new() });
                } else if let (Some(heard), Some(turn)) = (line.strip_prefix("< "), conversation.turns.last_mut()) {
                    turn.heard.push(heard.to_owned());
                }
            }
        }
        conversation
    }

    pub fn text(&self) -> String {
        let mut text = self.head.clone();
        for (name, body) in &self.files {
            let _ = write!(text, "=== {name}\n{body}");
        }
        text.push_str("=== talk\n");
        for Turn { said, heard } in &self.turns {
            let _ = writeln!(text, "> {said}");
            for line in heard {
                let _ = writeln!(text, "< {line}");
            }
            text.push('\n');
        }
        text.trim_end().to_owned() + "\n"
    }

    /// Writes the registry into a folder.
    pub fn write_to(&self, root: &Path) {
        fs::create_dir_all(root).expect("a folder");
        for (path, text) in &self.files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, written(text)).expect("a file");
        }
        if !root.join("book.toml").exists() {
            fs::write(root.join("book.toml"), "").expect("a file");
        }
    }
}

/// A text as a conversation writes what cannot be seen.
pub fn written(text: &str) -> String {
    text.replace("<BOM>", "\u{feff}").replace("<CR>", "\r")
}

/// What an editor says, message by message, with the texts that it has open.
pub struct Editor {
    root: String,
    open: BTreeMap<String, (i32, String)>,
    next: i32,
}

impl Editor {
    pub fn new(root: &Path) -> Self {
        Editor { root: mulu_lsp::file_uri::from_path(root), open: BTreeMap::new(), next: 1 }
    }

    pub fn uri(&self, path: &str) -> String {
        if path.contains("://") || path.starts_with("untitled:") {
            return path.to_owned();
        }
        format!("{}/{}", self.root, mulu_core::percent::uri(path))
    }

    /// The messages of a line.
    pub fn say(&mut self, line: &str, root: &Path) -> Vec<Value> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "hello" => {
                let mut params: Value =
                    if rest.is_empty() { json!({}) } else { serde_json::from_str(rest).expect("JSON") };
                params["rootUri"] = json!(self.root);
                vec![self.request("initialize", params), notification("initialized", json!({}))]
            }
            "bye" => vec![self.request("shutdown", Value::Null), notification("exit", Value::Null)],
            "open" => {
                let text = fs::read_to_string(root.join(rest)).expect("a text");
                vec![self.opened(rest, &text)]
            }
            // `new PATH TEXT`: a file that is not on disk.
            "new" => {
                let (path, text) = rest.split_once(' ').unwrap_or((rest, "\"\""));
                let text: String = serde_json::from_str(text).expect("a JSON text");
                vec![self.opened(path, &text)]
            }
            // `type PATH "before" "after"`: the first place that has the one has the other.
            "type" => {
                let (path, texts) = rest.split_at(rest.find(" \"").expect("a path and two texts"));
                let texts = serde_json::Deserializer::from_str(texts).into_iter::<String>();
                let texts: Vec<String> = texts.collect::<Result<_, _>>().expect("two JSON texts");
                let uri = self.uri(path);
                let (version, text) = self.open.get_mut(&uri).expect("it is open");
                assert!(text.contains(&texts[0]), "{line}");
                *text = text.replacen(&texts[0], &texts[1], 1);
                *version += 1;
                let document = json!({ "uri": uri, "version": version });
                vec![notification(
                    "textDocument/didChange",
                    json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
                )]
            }
            "close" => {
                let uri = self.uri(rest);
                self.open.remove(&uri);
                vec![notification("textDocument/didClose", json!({ "textDocument": { "uri": uri } }))]
            }
            // `disk PATH TEXT` and `gone PATH`: something else than the editor writes.
            "disk" => {
                let (path, text) = rest.split_once(' ').expect("a path and a text");
                let is_new = !root.join(path).exists();
                fs::create_dir_all(root.join(path).parent().expect("a parent")).expect("a folder");
                fs::write(root.join(path), serde_json::from_str::<String>(text).expect("a JSON text")).expect("a file");
                vec![self.watched(path, if is_new { 1 } else { 2 })]
            }
            "gone" => {
                fs::remove_file(root.join(rest)).expect("it was there");
                vec![self.watched(rest, 3)]
            }
            "notify" => {
                let (method, params) = rest.split_once(' ').unwrap_or((rest, "null"));
                vec![notification(method, self.json(params))]
            }
            // `at METHOD PATH "text"`: where the text ends for the first time; `$0` in it is the place.
            "at" => {
                let mut words = rest.splitn(3, ' ');
                let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
                let wanted: String = serde_json::from_str(words.next().expect("a text")).expect("a JSON text");
                let uri = self.uri(path);
                let at = self.place(&uri, &wanted);
                let mut params = json!({ "textDocument": { "uri": uri }, "position": at });
                match method {
                    "textDocument/references" => params["context"] = json!({ "includeDeclaration": true }),
                    "textDocument/codeAction" => {
                        params = json!({
                            "textDocument": { "uri": uri },
                            "range": { "start": at, "end": at },
                            "context": { "diagnostics": [] }
                        });
                    }
                    "textDocument/rename" => params["newName"] = json!("renamed"),
                    _ => {}
                }
                vec![self.request(method, params)]
            }
            "format" => {
                let params = json!({ "textDocument": { "uri": self.uri(rest) }, "options": { "tabSize": 2, "insertSpaces": true } });
                vec![self.request("textDocument/formatting", params)]
            }
            "outline" => {
                let params = json!({ "textDocument": { "uri": self.uri(rest) } });
                vec![self.request("textDocument/documentSymbol", params)]
            }
            // Several messages that arrive together, apart from each other by ` && `.
            "together" => rest.split(" && ").flat_map(|line| self.say(line, root)).collect(),
            method => vec![self.request(method, self.json(rest))],
        }
    }

    /// The text of what is open.
    pub fn text(&self, uri: &str) -> Option<&str> {
        self.open.get(uri).map(|(_, text)| text.as_str())
    }

    pub fn open_uris(&self) -> impl Iterator<Item = &String> {
        self.open.keys()
    }

    fn json(&self, text: &str) -> Value {
        if text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&text.replace("$ROOT", &self.root)).expect("JSON")
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.next;
        self.next += 1;
        json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
    }

    fn opened(&mut self, path: &str, text: &str) -> Value {
        let uri = self.uri(path);
        self.open.insert(uri.clone(), (1, text.to_owned()));
        let item = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        notification("textDocument/didOpen", json!({ "textDocument": item }))
    }

    fn watched(&self, path: &str, kind: u32) -> Value {
        notification("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": self.uri(path), "type": kind }] }))
    }

    fn place(&self, uri: &str, wanted: &str) -> Value {
        let text = self.text(uri).expect("it is open");
        let (before, behind) = wanted.split_once("$0").unwrap_or((wanted, ""));
        let found = text.find(&format!("{before}{behind}")).unwrap_or_else(|| panic!("{wanted} is not in {uri}"));
        let before = slice_lossy(text, ..found + before.len());
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({ "line": line, "character": column })
    }
}

fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// A message of the server as a line of a conversation.
pub fn line(message: &Value, root: &Path) -> String {
    let mut message = message.clone();
    if let Some(fields) = message.as_object_mut() {
        fields.remove("jsonrpc");
    }
    let root = mulu_lsp::file_uri::from_path(root);
    let text = message.to_string().replace(&root, "$ROOT");
    match (message.get("method").and_then(Value::as_str), message.get("id")) {
        (Some(method), None) => format!("{method} {}", message["params"].to_string().replace(&root, "$ROOT")),
        _ => text,
    }
}
