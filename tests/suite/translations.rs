//! The translations: two languages with the same messages, each of them used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Messages by id, each with the arguments that it takes.
fn messages(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(home().join(format!("site/i18n/{tag}.ftl"))).unwrap();
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            last = line.split_once('=').expect("a message").0.trim().into();
            assert!(messages.insert(last.clone(), BTreeSet::new()).is_none(), "{tag}: {last} is there twice");
        }
        for argument in line.split('$').skip(1) {
            let name: String = argument.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            messages.get_mut(&last).expect("an argument of a message").insert(name);
        }
    }
    messages
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts(folder: &str, ending: &str) -> String {
    let files = crate::pages::files(&home().join(folder));
    let wanted = files.into_iter().filter(|(path, _)| path.ends_with(ending));
    wanted.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (messages("zh-CN"), messages("en"));
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| messages.keys().cloned().collect::<BTreeSet<_>>();
    let lacking: Vec<_> = ids(&zh).symmetric_difference(&ids(&en)).cloned().collect();
    assert!(lacking.is_empty(), "only in one language: {lacking:?}");
    for (id, arguments) in &zh {
        // A language may leave an argument out where grammar says it otherwise: 第四十条 and Article 40.
        if id != "article" {
            assert_eq!(arguments, &en[id], "{id}");
        }
    }
}

/// Every name that templates and code ask for: whole names, and beginnings of names that end in a word from a closed list.
fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
    let templates = texts("templates", ".html");
    let code = texts("src", ".rs");
    let mut whole = BTreeSet::new();
    let mut begun = BTreeSet::new();
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect::<String>()
            .replace('_', "-")
    };
    for after in templates.split("t.").skip(1).chain(templates.split("say(id=\"").skip(1)) {
        whole.insert(name(after));
    }
    for after in templates.split("t[\"").skip(1) {
        begun.insert(name(after));
    }
    // In code, any string may be a message's name, and a string with `{` in it the beginning of one.
    for text in code.split('"').skip(1) {
        let found = name(text);
        let rest = &text[found.len()..];
        if rest.is_empty() {
            whole.insert(found);
        } else if rest.starts_with('{') {
            begun.insert(found);
        }
    }
    begun.remove("");
    (whole, begun)
}

#[test]
fn every_message_is_used() {
    let (whole, begun) = asked();
    let facets = ["level", "binding", "status", "review"];
    let used = |id: &String| {
        whole.contains(id)
            || begun.iter().any(|begin| begin.ends_with('-') && id.starts_with(begin.as_str()))
            || facets.iter().any(|facet| id.strip_prefix(facet).is_some_and(|rest| rest.starts_with('-')))
    };
    let unused: Vec<String> = messages("zh-CN").into_keys().filter(|id| !used(id)).collect();
    assert!(unused.is_empty(), "{} messages are never shown: {unused:#?}", unused.len());
}

#[test]
fn every_message_that_templates_ask_for_is_there() {
    let templates = texts("templates", ".html");
    let there = messages("zh-CN");
    let name = |text: &str| -> String {
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>().replace('_', "-")
    };
    let fixed = templates
        .split(|c: char| !(c.is_alphanumeric() || "._[\"".contains(c)))
        .filter_map(|word| word.strip_prefix("t."));
    for id in fixed.map(name) {
        assert!(there.contains_key(&id), "t.{id}");
    }
    for id in templates.split("say(id=\"").skip(1).map(|after| after.split('"').next().unwrap().to_owned()) {
        assert!(there.contains_key(&id), "say({id})");
    }
    for begin in templates.split("t[\"").skip(1).map(name) {
        assert!(there.keys().any(|id| id.starts_with(&begin)), "t[{begin}…]");
    }
}
