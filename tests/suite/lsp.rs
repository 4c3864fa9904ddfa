//! `mulu lsp` over its own input and output; what it says in all else is held in `crates/mulu-lsp/tests`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::harness::registry::Registry;

/// An editor that runs the program.
struct Editor {
    program: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Editor {
    fn run(registry: &Registry, args: &[&str]) -> Self {
        let mut command = registry.command([&["lsp"], args].concat());
        let mut program =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let (to, from) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
        Editor { program, to, from: BufReader::new(from) }
    }

    fn say(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    /// Waits for a message.
    fn hear(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut length = 0;
            let mut line = String::new();
            while self.from.read_line(&mut line).unwrap() > 2 {
                if let Some(bytes) = line.trim().strip_prefix("Content-Length: ") {
                    length = bytes.parse().unwrap();
                }
                line.clear();
            }
            assert_ne!(length, 0, "it went without a word");
            let mut text = vec![0; length];
            self.from.read_exact(&mut text).unwrap();
            let message = serde_json::from_slice(&text).unwrap();
            if is_wanted(&message) {
                return message;
            }
        }
    }

    fn hello(&mut self, registry: &Registry) {
        let root = format!("file://{}", registry.root().display());
        self.say(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "rootUri": root } }));
        let answer = self.hear(|message| message["id"] == 1);
        assert_eq!(answer["result"]["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        self.say(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    }

    /// Ends its input, and waits for the exit code.
    fn ended(self) -> i32 {
        let Editor { mut program, to, from } = self;
        drop(to);
        let code = program.wait().unwrap().code().unwrap();
        drop(from);
        code
    }
}

#[test]
fn an_editor_is_served_until_it_goes() {
    let registry = Registry::sound().file("agencies/typed.toml", "name = \"办\"\njurisdicton = \"430100\"\n");
    let mut editor = Editor::run(&registry, &["--as-of", "2026-11-21", "--lang", "en"]);
    editor.hello(&registry);
    let uri = format!("file://{}/agencies/typed.toml", registry.root().display());
    let is_of = |message: &Value| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str()
    };
    let told = editor.hear(is_of);
    assert!(told.to_string().contains("there is no key `jurisdicton`"), "{told}");
    let text = "name = \"办\"\njurisdiction = \"430100\"\n";
    let item = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
    editor.say(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": item } }));
    let told = editor.hear(is_of);
    assert_eq!(told["params"]["diagnostics"], json!([]), "{told}");
    editor.say(&json!({ "jsonrpc": "2.0", "id": "a", "method": "shutdown" }));
    assert_eq!(editor.hear(|message| message["id"] == "a")["result"], Value::Null);
    editor.say(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.ended(), 0);
}

#[test]
fn one_that_goes_without_a_word_has_not_gone_well() {
    let registry = Registry::sound();
    let mut editor = Editor::run(&registry, &[]);
    editor.hello(&registry);
    assert_eq!(editor.ended(), 1);
    let mut editor = Editor::run(&registry, &[]);
    editor.say(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.ended(), 1);
    let refused = registry.mulu(["lsp", "--rev", "HEAD"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("--rev"), "{}", refused.err);
}
