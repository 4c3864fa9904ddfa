//! What an editor is told is what `check` says: for every file of every rule's examples, opened as it is, and typed.

use mulu_core::check::{RuleDocument, check, rules};
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::report::Texts;
use mulu_core::source::{Memory, Source, WorkTree};
use mulu_lsp::file_uri::{below, to_path};
use mulu_lsp::protocol::Options;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

use crate::conversation::Editor;
use crate::conversations::InProcess;

/// The findings of each file as an editor shows them: line and column from 1, the rule, the level, the words.
type Shown = BTreeMap<String, Vec<String>>;

/// The files of an example that are text as it stands: a document writes a byte that is none as `\xNN`. Not of one that stands on
/// others: the server reads neither them nor their lock, and a file of theirs that is opened is one of a registry of its own.
fn files(example: &mulu_core::check::Example) -> Option<Vec<(String, String)>> {
    let now = example.files.iter().filter(|(path, _)| !path.starts_with("base:") && !path.starts_with("gone:"));
    let now: Vec<(String, String)> = now.cloned().collect();
    now.iter()
        .all(|(path, text)| !text.contains("\\x") && !path.starts_with("upstream/") && path != "book.lock")
        .then_some(now)
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
            let Some(files) = files(example) else { continue };
            let day: Day = example.day.parse().expect("a day");
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().canonicalize().expect("a folder");
            for (path, text) in files.iter().chain(&[("book.toml".to_owned(), String::new())]).rev() {
                let path = root.join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(path, text).expect("a file");
            }
            let expected = by_check(&WorkTree::open(&root).expect("a registry"), day);
            found += expected.values().map(Vec::len).sum::<usize>();

            let title = format!("{}: {}", rule.id, example.title);
            let today = Box::new(move |_: &mulu_core::config::Config| day);
            let mut process = InProcess::new(Options { root: None, lang: Some(Lang::En), today, version: "0" });
            let mut editor = Editor::new(&root);
            let mut shown = Shown::new();
            let hello =
                editor.say("hello {\"capabilities\":{\"general\":{\"positionEncodings\":[\"utf-16\"]}}}", &root);
            told(&process.say(&hello), &root, &mut shown);
            assert_eq!(shown, expected, "{title}");

            // Each file is emptied in the editor, and typed again: then it is as it was.
            for (path, text) in &files {
                told(&process.say(&editor.say(&format!("open {path}"), &root)), &root, &mut shown);
                assert_eq!(shown, expected, "{title}: {path} is open");
                let (all, nothing) = (json!(text), json!(""));
                told(&process.say(&editor.say(&format!("type {path} {all} {nothing}"), &root)), &root, &mut shown);
                let emptied = files
                    .iter()
                    .map(|(own, text)| (own.clone(), if own == path { Vec::new() } else { text.clone().into_bytes() }));
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
