//! The language server over a registry that depends on others.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use super::Three;
use crate::harness::program::mulu;

/// Says all of this to the server, and hears what it says until it ends.
fn said(three: &Three, messages: &[Value]) -> String {
    let mut command = mulu(&three.at("furong"), ["lsp", "--as-of", "2026-11-21", "--lang", "en"]);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut to = server.stdin.take().unwrap();
    for message in messages {
        let text = message.to_string();
        write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    }
    drop(to);
    String::from_utf8(server.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn a_definition_in_an_upstream_leads_to_a_copy_that_cannot_be_written() {
    let three = Three::updated();
    let root = three.at("furong").canonicalize().unwrap();
    let text = "name = \"示例\"\nagency = \"changsha-authority\"\njurisdiction = \"430102\"\n";
    let uri = format!("file://{}/projects/new.toml", root.display());
    let place = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 14 } });
    let request = |id: i32, method: &str, params: Value| json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    let heard = said(
        &three,
        &[
            request(1, "initialize", json!({ "rootUri": format!("file://{}", root.display()) })),
            json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": { "uri": uri, "languageId": "toml", "version": 1, "text": text } } }),
            request(2, "textDocument/hover", place.clone()),
            request(3, "textDocument/definition", place),
            request(4, "shutdown", Value::Null),
            json!({ "jsonrpc": "2.0", "method": "exit" }),
        ],
    );
    assert!(heard.contains("from: changsha 长沙市电子政务服务标准实施目录 @ "), "{heard}");
    let commit = three.git("changsha", &["rev-parse", "catalogue/2026"]);
    let copy = format!("mulu/upstreams/files/changsha/{commit}/agencies/changsha-authority.toml");
    assert!(heard.contains(&copy), "{heard}");
    let copy = root.join(".git").join(copy);
    assert!(std::fs::metadata(&copy).unwrap().permissions().readonly());
    let original = three.at("changsha").join("agencies/changsha-authority.toml");
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(original).unwrap());
}
