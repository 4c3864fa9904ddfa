//! The server with its threads, at the other end of a line: everything is said that is said in this process, if not always in one order.

use std::time::Duration;

use mulu_lsp::protocol::{Connection, Message, SessionEnd, serve};
use serde_json::{Value, json};

use crate::conversation::{Conversation, Editor};
use crate::conversations::options;

struct Line {
    connection: Connection,
    server: std::thread::JoinHandle<SessionEnd>,
}

impl Line {
    fn open() -> Self {
        let (connection, other) = Connection::memory();
        Line { connection, server: std::thread::spawn(move || serve(other, options())) }
    }

    fn say(&self, messages: Vec<Value>) {
        for message in messages {
            self.connection.sender.send(serde_json::from_value(message).expect("a message")).expect("it is heard");
        }
    }

    /// Waits for a message.
    fn hear(&self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.connection.receiver.recv_timeout(Duration::from_mins(1)).expect("something is said");
            let message = serde_json::to_value(&message).expect("JSON");
            if is_wanted(&message) {
                return message;
            }
        }
    }
}

fn registry() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a folder");
    let conversation = Conversation::parse(
        "=== agencies/a.toml\nname = \"办\"\njurisdiction = \"430100\"\n=== agencies/b.toml\nname = \"办\"\nsucceeded_by = [\"a\"]\njurisdiction = \"430100\"\n",
    );
    conversation.write_to(&root);
    (folder, root)
}

fn diagnostics_of(path: &'static str) -> impl Fn(&Value) -> bool {
    move |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"].as_str().is_some_and(|uri| uri.ends_with(path))
    }
}

#[test]
fn what_is_typed_in_one_file_is_told_of_another() {
    let (_folder, root) = registry();
    let line = Line::open();
    let mut editor = Editor::new(&root);
    line.say(editor.say("hello", &root));
    line.hear(|message| message["id"] == json!(1));
    line.say(editor.say("open agencies/b.toml", &root));
    line.say(editor.say("type agencies/b.toml \"\\\"a\\\"\" \"\\\"c\\\"\"", &root));
    let is_wrong = |message: &Value| message.to_string().contains("unknown-reference");
    line.hear(|message| diagnostics_of("agencies/b.toml")(message) && is_wrong(message));
    line.say(editor.say("new agencies/c.toml \"name = \\\"丙\\\"\\njurisdiction = \\\"430100\\\"\\n\"", &root));
    // Of the file that nobody touched, by the check of all.
    line.hear(|message| diagnostics_of("agencies/b.toml")(message) && !is_wrong(message));
    line.say(editor.say("bye", &root));
    line.hear(|message| message["id"] == json!(2));
    assert_eq!(line.server.join().expect("it ends"), SessionEnd::Well);
}

#[test]
fn an_editor_may_go_at_any_time() {
    let (_folder, root) = registry();
    // Without a word.
    let line = Line::open();
    line.say(Editor::new(&root).say("hello", &root));
    let Line { connection, server } = line;
    drop(connection);
    assert_ne!(server.join().expect("it ends"), SessionEnd::Well);
    // Having said `exit` alone.
    let line = Line::open();
    line.say(Editor::new(&root).say("notify exit", &root));
    assert_eq!(line.server.join().expect("it ends"), SessionEnd::Abruptly);
    // Having never said hello.
    let line = Line::open();
    line.say(vec![json!({ "jsonrpc": "2.0", "id": 7, "method": "shutdown" })]);
    let refused = line.hear(|message| message["id"] == json!(7));
    assert_eq!(refused["error"]["code"], json!(-32002));
    let Line { connection, server } = line;
    drop(connection);
    assert_eq!(server.join().expect("it ends"), SessionEnd::Abruptly);
}

#[test]
fn a_request_that_was_called_off_is_not_answered_twice() {
    let (_folder, root) = registry();
    let mut process = crate::conversations::InProcess::new(options());
    let mut editor = Editor::new(&root);
    process.say(&editor.say("hello", &root));
    let heard = process.say(&[
        json!({ "jsonrpc": "2.0", "id": 9, "method": "workspace/symbol", "params": { "query": "" } }),
        json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 9 } }),
    ]);
    let answers: Vec<&Value> = heard.iter().filter(|message| message["id"] == json!(9)).collect();
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["error"]["code"], json!(-32800));
    let _: Message = serde_json::from_value(answers[0].clone()).expect("a message");
}
