//! An editor that says anything, in any order: the server answers each request once, and goes on.

use std::path::PathBuf;

use mulu_core::slice::slice_lossy;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::conversation::{Conversation, Editor};
use crate::conversations::{InProcess, options};

const METHODS: [&str; 9] = [
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/formatting",
    "workspace/symbol",
    "textDocument/unheardOf",
];

const RECORD: &str = "<BOM>+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"信息安全技术 😀\"\nissued = 2019-05-10\nreplaces = [\"GB/T 22239-2008\"]\nclasses = [\"general.security\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nmandated_by = [\"p#1\"]\n\n[[review]]\ndate = 2022-11-20\nconclusion = \"continue\"\nby = \"office\"\n+++\n正文。\n";

const AGENCY: &str =
    "name = \"办\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 22239-2008\"\nstatus = \"planned\"\n";

fn registry() -> Conversation {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let policy = "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\n[[clause]]\nid = \"1\"\ntext = \"应\"\nsubject = \"project\"\nmandates = [\"GB/T 22239\"]\n+++\n";
    Conversation {
        head: String::new(),
        files: vec![
            file("standards/national/gb-t-22239-2019.md", RECORD),
            file("agencies/office.toml", AGENCY),
            file("policies/p.md", policy),
        ],
        turns: Vec::new(),
    }
}

/// A server that an editor has greeted, in a folder with the registry.
fn greeted() -> (TempDir, PathBuf, InProcess, Editor) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a folder");
    registry().write_to(&root);
    let mut process = InProcess::new(options());
    let mut editor = Editor::new(&root);
    process.say(&editor.say("hello", &root));
    (folder, root, process, editor)
}

/// A request about any place of a document, whether the document has it or not.
fn request(id: i32, method: &str, uri: &str, (line, column): (u32, u32)) -> Value {
    let place = json!({ "line": line, "character": column });
    let params = json!({
        "textDocument": { "uri": uri },
        "position": place,
        "range": { "start": place, "end": { "line": line, "character": column.saturating_add(3) } },
        "context": { "diagnostics": [], "includeDeclaration": true },
        "options": { "tabSize": 2, "insertSpaces": true },
        "query": "2",
    });
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

/// Everything that may be asked is asked at every place of a record, while it is typed letter by letter.
#[test]
fn a_record_is_typed_letter_by_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a folder");
    registry().write_to(&root);
    for (path, text) in [("standards/national/gb-t-22239-2019.md", RECORD), ("agencies/office.toml", AGENCY)] {
        let mut process = InProcess::new(options());
        let mut editor = Editor::new(&root);
        process.say(&editor.say("hello {\"capabilities\":{\"textDocument\":{\"completion\":{\"completionItem\":{\"snippetSupport\":true}}}}}", &root));
        process.say(&editor.say(&format!("new {path} \"\""), &root));
        let uri = editor.uri(path);
        let text = crate::conversation::written(text);
        for (version, end) in (2..).zip((0..=text.len()).filter(|end| text.is_char_boundary(*end))) {
            let typed = slice_lossy(&text, ..end);
            let change = json!({
                "jsonrpc": "2.0",
                "method": "textDocument/didChange",
                "params": { "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": typed }] },
            });
            let line = u32::try_from(typed.matches('\n').count()).expect("few lines");
            let asked = METHODS.map(|method| request(version, method, &uri, (line, 999)));
            let heard = process.say(&[&[change][..], &asked].concat());
            assert_eq!(process.server.text(&uri), Some(typed));
            let answers = heard.iter().filter(|message| message["id"] == json!(version)).count();
            assert_eq!(answers, METHODS.len(), "{typed}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_and_any_place_are_survived(
        texts in prop::collection::vec("(\\+\\+\\+\n)?[\\[\\]{}\"'=,.#a-d国😀 \r\n0-9]{0,60}(\n\\+\\+\\+\n)?", 1..4),
        places in prop::collection::vec((any::<u8>(), any::<u32>(), any::<u32>(), 0..METHODS.len()), 1..12),
    ) {
        let (_folder, root, mut process, mut editor) = greeted();
        for path in ["policies/p.md", "agencies/office.toml", "book.toml"] {
            process.say(&editor.say(&format!("open {path}"), &root));
            let uri = editor.uri(path);
            for (version, text) in (2..).zip(&texts) {
                let change = json!({
                    "jsonrpc": "2.0",
                    "method": "textDocument/didChange",
                    "params": { "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }] },
                });
                process.say(&[change]);
                prop_assert_eq!(process.server.text(&uri), Some(text.as_str()));
            }
            for (id, (small, line, column, method)) in (100..).zip(&places) {
                let line = if small % 2 == 0 { u32::from(*small) % 8 } else { *line };
                let heard = process.say(&[request(id, METHODS[*method], &uri, (line, column % 80))]);
                prop_assert_eq!(heard.iter().filter(|message| message["id"] == json!(id)).count(), 1);
            }
        }
    }
}

#[test]
fn a_huge_file_and_a_file_of_nobody_are_survived() {
    let (_folder, root, mut process, mut editor) = greeted();
    let huge = json!("a = [\n".repeat(400_000)).to_string();
    for path in ["agencies/huge.toml", "notes/huge.toml", "untitled:Untitled-1", "file:///elsewhere/agencies/a.toml"] {
        process.say(&editor.say(&format!("new {path} {huge}"), &root));
        let uri = editor.uri(path);
        for (id, method) in (200..).zip(METHODS) {
            let heard = process.say(&[request(id, method, &uri, (3, 3))]);
            assert_eq!(heard.iter().filter(|message| message["id"] == json!(id)).count(), 1, "{path} {method}");
        }
    }
}
