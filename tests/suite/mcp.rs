//! `mulu mcp`: a conversation a message a line. The protocol's own client asks it in `tests/mcp`.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::registry::Registry;

fn conversation(registry: &Registry, messages: &[Value]) -> Vec<Value> {
    let mut command = registry.command(["mcp", "--as-of", "2026-11-21"]);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines: String = messages.iter().map(|message| format!("{message}\n")).collect();
    lines.push('\n');
    server.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let ended = server.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let out = String::from_utf8(ended.stdout).unwrap();
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn call(id: u64, name: &str, arguments: &Value) -> Value {
    let params = json!({ "name": name, "arguments": arguments });
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
}

#[test]
fn the_tools_answer_with_the_documents_of_the_commands_and_write_nothing() {
    let registry = Registry::sound();
    let before: Vec<_> =
        walkdir::WalkDir::new(registry.root()).into_iter().map(|file| file.unwrap().into_path()).collect();
    let answers = conversation(
        &registry,
        &[
            json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "protocolVersion": "2025-06-18" } }),
            json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
            json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }),
            call(2, "show", &json!({ "what": "GB/T 22239-2008" })),
            call(3, "list", &json!({ "kind": "standards", "limit": 1 })),
            call(4, "due", &json!({ "within": "P3Y" })),
            call(5, "cite", &json!({ "text": "GB/T22239—2008" })),
            call(6, "audit", &json!({ "what_if": { "traits": ["cloud"] } })),
            call(7, "audit", &json!({ "what_if": { "traits": ["clod"] } })),
        ],
    );
    assert_eq!(
        answers.iter().map(|answer| answer["id"].as_u64().unwrap()).collect::<Vec<_>>(),
        (0..8).collect::<Vec<_>>()
    );
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(answers[1]["result"]["tools"].as_array().unwrap().len(), 6);
    let text = |at: usize| answers[at]["result"]["content"][0]["text"].as_str().unwrap();
    for (at, args) in [
        (2, &["show", "GB/T 22239-2008", "--format", "json"][..]),
        (4, &["due", "--within", "P3Y", "--format", "json"][..]),
        (6, &["audit", "--what-if", "traits=cloud", "--format", "json"][..]),
    ] {
        let said = registry.mulu(args.iter().chain(&["--as-of", "2026-11-21"]));
        assert_eq!(text(at).trim_end(), said.out.trim_end(), "{args:?}");
    }
    let listed: Value = serde_json::from_str(text(3)).unwrap();
    assert_eq!((&listed["total"], listed["records"].as_array().unwrap().len()), (&json!(2), 1));
    let cited: Value = serde_json::from_str(text(5)).unwrap();
    assert_eq!(cited["citations"][0]["current"], json!(["GB/T 22239-2019"]));
    assert!(answers[7]["result"]["isError"] == json!(true) && text(7).contains("cloud?"), "{}", text(7));
    let after: Vec<_> =
        walkdir::WalkDir::new(registry.root()).into_iter().map(|file| file.unwrap().into_path()).collect();
    assert_eq!(before, after);
}

#[test]
fn a_message_without_an_end_is_not_read_on_and_no_registry_is_said_at_once() {
    let nowhere = Registry::bare();
    let ran = nowhere.mulu(["mcp"]);
    assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains("book.toml"), "{}", ran.err);
    let registry = Registry::sound();
    let mut server =
        registry.command(["mcp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The server may have gone before all of it is written.
    let _ = server.stdin.take().unwrap().write_all(&vec![b'x'; (16 << 20) + 2]);
    let ended = server.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("longer than 16 MiB"));
}
