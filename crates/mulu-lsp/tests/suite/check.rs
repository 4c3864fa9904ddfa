//! What an editor is told is what `check` says: for every file of every rule's examples, opened as it is, and typed.

use mulu_core::check::{RuleDocument, check, rules};
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::report::Texts;
use mulu_core::source::{Memory, Source};
use mulu_lsp::file_uri::{below, to_path};
use mulu_lsp::protocol::ServerOptions;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

use crate::conversation::Editor;
use crate::conversations::{InProcess, options};

/// The findings of each file as an editor shows them: line and column from 1, the rule, the level, the words.
type Shown = BTreeMap<String, Vec<String>>;

/// The files of an example as they are, with their bytes: a document writes a byte that is no text as `\xNN`.
fn files(example: &mulu_core::check::RuleExample) -> Vec<(String, Vec<u8>)> {
    let now = example.files.iter().filter(|(path, _)| !path.starts_with("base:") && !path.starts_with("gone:"));
    now.map(|(path, text)| (path.clone(), example_bytes(text))).collect()
}

fn by_check(source: &dyn Source, day: Day) -> Shown {
    let mut registry = Registry::load(source).expect("it can be read");
    registry.look_for_papers(source);
    let texts = Texts::new(&registry);
    let mut shown = Shown::new();
    for finding in check(&registry, day) {
        let at = texts.position(finding.place);
        let mut words = finding.message.en.clone() + "\n" + &finding.help.en;
        if let Some(clause) = &finding.clause {
            words = words + "\nby " + clause;
        }
        let level = finding.level.id();
        let line = format!("{}:{} {level} {} {words}", at.line, at.column, finding.rule);
        shown.entry(registry.path(finding.place.file).to_owned()).or_default().push(line);
    }
    shown
}

/// The bytes of a file as a document writes them.
fn example_bytes(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.extend(byte.map_or_else(|| b"\\x".to_vec(), |byte| vec![byte]));
        bytes.extend_from_slice(part.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default().as_bytes());
    }
    bytes
}

/// What the server's messages say at last of each file.
fn told(messages: &[Value], root: &Path, shown: &mut Shown) {
    for message in messages.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics") {
        let params = &message["params"];
        let path = to_path(params["uri"].as_str().expect("a URI")).and_then(|path| below(root, &path));
        let path = path.expect("in the registry");
        let line = |found: &Value| {
            let start = &found["range"]["start"];
            let level = match found["severity"].as_u64() {
                Some(1) => "deny",
                Some(2) => "warn",
                _ => "note",
            };
            let place = |key: &str| start[key].as_u64().expect("a number") + 1;
            let (rule, words) = (found["code"].as_str().expect("a rule"), found["message"].as_str().expect("words"));
            format!("{}:{} {level} {rule} {words}", place("line"), place("character"))
        };
        let found: Vec<String> = params["diagnostics"].as_array().expect("a list").iter().map(line).collect();
        if found.is_empty() {
            shown.remove(&path);
        } else {
            shown.insert(path, found);
        }
    }
}

#[test]
fn an_editor_is_told_what_check_says_of_every_example() {
    let (mut found, mut typed) = (0, 0);
    for rule in rules() {
        for example in &RuleDocument::parse(rule.document).examples {
            let files = files(example);
            let day: Day = example.day.parse().expect("a day");
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().canonicalize().expect("a folder");
            for (path, bytes) in files.iter().chain(&[("book.toml".to_owned(), Vec::new())]).rev() {
                let path = root.join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(path, bytes).expect("a file");
            }
            let expected = by_check(&Memory::new(files.clone()), day);
            found += expected.values().map(Vec::len).sum::<usize>();

            let title = format!("{}: {}", rule.id, example.title);
            let today = Box::new(move |_: &mulu_core::config::Config| day);
            let mut process = InProcess::new(ServerOptions { today, lang: Some(Lang::En), ..options() });
            let mut editor = Editor::new(&root);
            let mut shown = Shown::new();
            let hello =
                editor.say("hello {\"capabilities\":{\"general\":{\"positionEncodings\":[\"utf-16\"]}}}", &root);
            told(&process.say(&hello), &root, &mut shown);
            assert_eq!(shown, expected, "{title}");

            // Each file of the registry's own is emptied in the editor, and typed again: then it is as it was. One of an upstream is read
            // as it is pinned, whatever is done to the copy that an editor opens; one that is no text is opened by no editor.
            for (path, bytes) in &files {
                let Ok(text) = std::str::from_utf8(bytes) else { continue };
                if path.starts_with("upstream/") {
                    told(&process.say(&editor.say(&format!("open {path}"), &root)), &root, &mut shown);
                    if !text.is_empty() {
                        let emptied = format!("type {path} {} {}", json!(text), json!(""));
                        told(&process.say(&editor.say(&emptied, &root)), &root, &mut shown);
                    }
                    assert_eq!(shown, expected, "{title}: {path}, a copy, is emptied");
                    continue;
                }
                told(&process.say(&editor.say(&format!("open {path}"), &root)), &root, &mut shown);
                assert_eq!(shown, expected, "{title}: {path} is open");
                let (all, nothing) = (json!(text), json!(""));
                told(&process.say(&editor.say(&format!("type {path} {all} {nothing}"), &root)), &root, &mut shown);
                let emptied = files
                    .iter()
                    .map(|(own, bytes)| (own.clone(), if own == path { Vec::new() } else { bytes.clone() }));
                assert_eq!(shown, by_check(&Memory::new(emptied), day), "{title}: {path} is empty");
                let back = editor.say(&format!("type {path} {nothing} {all}"), &root);
                told(&process.say(&back), &root, &mut shown);
                assert_eq!(shown, expected, "{title}: {path} is typed again");
                typed += 1;
            }
        }
    }
    assert!(found > 200 && typed > 300, "{found} findings, {typed} files");
}
