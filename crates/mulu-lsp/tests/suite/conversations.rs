//! Every conversation, with the server in this process: it is asked to settle after each thing that is said.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulu_core::message::Lang;
use mulu_lsp::checker::Checker;
use mulu_lsp::protocol::{LanguageServer, Message, ServerOptions};
use serde_json::Value;

use crate::beside::Beside;
use crate::conversation::{Conversation, Editor, line};

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conversations")
}

/// A server for a day that does not change.
pub fn options() -> ServerOptions {
    let today = Box::new(|_: &mulu_core::config::Config| "2026-11-21".parse().expect("a day"));
    ServerOptions { root: None, lang: None, today, federation: Arc::new(Beside), version: "0.0.0" }
}

/// A server and its checkers, in this process.
pub struct InProcess {
    pub server: LanguageServer,
    checkers: Vec<Option<Checker>>,
}

impl InProcess {
    pub fn new(options: ServerOptions) -> Self {
        InProcess { server: LanguageServer::new(options), checkers: Vec::new() }
    }

    /// Says something, and hears all that the server has to say.
    pub fn say(&mut self, messages: &[Value]) -> Vec<Value> {
        let messages =
            messages.iter().map(|message| serde_json::from_value::<Message>(message.clone()).expect("a message"));
        self.server.receive(messages.collect());
        self.server.catch_up();
        for (place, job) in self.server.settle() {
            self.checkers.resize_with(self.checkers.len().max(place + 1), || None);
            let root = self.server.roots()[place].clone();
            let checker =
                self.checkers[place].get_or_insert_with(|| Checker::open(&root, Arc::new(Beside)).expect("a registry"));
            let checked = checker.run(&job);
            self.server.checked(place, checked);
        }
        self.server.outbox().iter().map(|message| serde_json::to_value(message).expect("JSON")).collect()
    }
}

/// Holds a conversation as it is written, and says how it went.
pub fn hold(conversation: &Conversation, root: &Path) -> Conversation {
    conversation.write_to(root);
    let mut editor = Editor::new(root);
    let mut process = InProcess::new(options());
    let mut held =
        Conversation { head: conversation.head.clone(), files: conversation.files.clone(), turns: Vec::new() };
    for turn in &conversation.turns {
        let said = editor.say(&turn.said, root);
        let heard = process.say(&said).iter().map(|message| line(message, root)).collect();
        held.turns.push(crate::conversation::Turn { said: turn.said.clone(), heard });
        for uri in editor.open_uris() {
            assert_eq!(process.server.text(uri), editor.text(uri), "{uri}");
        }
    }
    held
}

#[test]
fn every_conversation_goes_as_it_is_written() {
    let mut wrong = String::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(paths.len() > 5);
    for path in paths {
        let text = fs::read_to_string(&path).expect("a text");
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path().canonicalize().expect("a folder").join("registry");
        let held = hold(&Conversation::parse(&text), &root).text();
        if std::env::var_os("MULU_BLESS").is_some() {
            fs::write(&path, &held).expect("a file");
        } else if held != text {
            let differ = held.lines().zip(text.lines()).find(|(held, text)| held != text);
            wrong.push_str(&format!("{}:\n{differ:#?}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_language_of_the_command_line_counts_first() {
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path().canonicalize().expect("a folder");
    fs::write(root.join("book.toml"), "nonsense = 1\n").expect("a file");
    let said = |lang: Option<Lang>, hello: &str| {
        let mut editor = Editor::new(&root);
        let mut process = InProcess::new(ServerOptions { lang, ..options() });
        let heard = process.say(&editor.say(hello, &root));
        heard.last().map(Value::to_string).unwrap_or_default()
    };
    assert!(said(None, "hello").contains("没有 `nonsense` 这个键"));
    assert!(said(None, "hello {\"locale\":\"en\"}").contains("there is no key `nonsense`"));
    assert!(said(Some(Lang::Zh), "hello {\"locale\":\"en\"}").contains("没有 `nonsense` 这个键"));
}
