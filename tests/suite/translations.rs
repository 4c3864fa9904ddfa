//! The translations: two languages with the same messages, each of them asked for, and all that is asked for there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::harness::home;

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

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (messages("zh-CN"), messages("en"));
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| messages.keys().cloned().collect::<BTreeSet<_>>();
    let lacking: Vec<_> = ids(&zh).symmetric_difference(&ids(&en)).cloned().collect();
    assert!(lacking.is_empty(), "only in one language: {lacking:?}");
    for (id, arguments) in &zh {
        assert_eq!(arguments, &en[id], "{id}");
    }
}

/// Where the code asks for a message whose name is not a literal: the end of the file's path, the argument, and what it can be.
/// Each of these is a literal of that file; one that ends in `-` begins names.
const INDIRECT: [(&str, &str, &[&str]); 13] = [
    ("site/src/fill/data.rs", "id", &[]),
    (
        "site/src/fill/data.rs",
        "what",
        &["data-example-totals", "data-example-standard", "data-example-overdue", "data-example-replaced"],
    ),
    ("site/src/fill/life.rs", "label", &["life-force", "in-catalogue", "nav-reviews"]),
    ("site/src/fill/life.rs", "word", &["status-upcoming", "policy-in-force", "listing-listed"]),
    ("site/src/fill/review.rs", "id", &["duration-years", "duration-months", "duration-days"]),
    ("site/src/fill/standards.rs", "id", &[]),
    ("site/src/fill/twin/mod.rs", "id", &[]),
    ("site/src/fill/agency_roles.rs", "key", &["role-", "duty-may-", "organ-"]),
    ("site/src/fill/mod.rs", "message", &["review-late-since", "review-in-time"]),
    ("site/src/fill/procedure.rs", "id", &["spent-working-days", "spent-days"]),
    ("site/src/render/show.rs", "id", &[]),
    ("site/src/render.rs", "word", &["changes-title", "reviews-title", "plan-title"]),
    ("site/src/render.rs", "state", &["gate-pass", "gate-hold", "stage-retired"]),
];

/// Names of facets, whose values' words begin with them: see `FACET_PAGES`.
const FACETS: [&str; 4] = ["level", "binding", "status", "review"];

/// A name as the translations have it.
fn name(text: &str) -> String {
    let name: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    name.replace('_', "-")
}

/// The messages that are asked for: whole names, beginnings that a word from a closed list follows, and what asks otherwise.
#[derive(Default)]
struct Asked {
    whole: BTreeSet<String>,
    begun: BTreeSet<String>,
    otherwise: BTreeSet<(String, String)>,
}

/// What the templates ask for.
fn of_templates() -> Asked {
    let mut asked = Asked::default();
    for (_, text) in sources("templates", ".html") {
        let text: String = text.split("{#").map(|part| part.rsplit("#}").next().unwrap_or_default()).collect();
        for (at, _) in text.match_indices("t.").chain(text.match_indices("t[\"")) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            if before.is_ascii_alphanumeric() || "_.-\"/".contains(before) {
                continue;
            }
            match text[at + 1..].strip_prefix('.') {
                Some(whole) => asked.whole.insert(name(whole)),
                None => asked.begun.insert(name(&text[at + 3..])),
            };
        }
        asked.whole.extend(text.split("say(id=\"").skip(1).map(name));
    }
    asked
}

/// What the code asks for.
fn of_code() -> Asked {
    let mut asked = Asked::default();
    for (path, text) in code() {
        // A closure of that name asks as the method does.
        let closure = text.contains("let word = |id");
        let bare = [" word(", "(word(", "&word("].into_iter().filter(|_| closure);
        for after in ["translations.word(", "translations.say("]
            .into_iter()
            .chain(bare)
            .flat_map(|call| text.split(call).skip(1))
        {
            let argument = after.trim_start().trim_start_matches('&');
            if let Some(whole) = argument.strip_prefix('"') {
                asked.whole.insert(name(whole));
            } else if let Some(begun) = argument.strip_prefix("format!(\"") {
                if begun.starts_with("{name}-{") || begun.starts_with("{facet}-{") {
                    asked.begun.extend(FACETS.map(|facet| format!("{facet}-")));
                } else {
                    asked.begun.insert(name(begun));
                }
            } else {
                let argument = argument.split([',', ')']).next().unwrap_or_default();
                asked.otherwise.insert((path.clone(), argument.to_owned()));
            }
        }
    }
    of_twins(&mut asked);
    for (path, _, ids) in INDIRECT {
        let text = code().into_iter().find(|(file, _)| file.ends_with(path)).unwrap_or_else(|| panic!("{path}")).1;
        for id in ids {
            let literal = if id.ends_with('-') { format!("\"{id}{{") } else { format!("\"{id}\"") };
            assert!(text.contains(&literal), "{path} does not name {id}");
            if id.ends_with('-') { &mut asked.begun } else { &mut asked.whole }.insert((*id).to_owned());
        }
    }
    asked
}

/// What twins in Markdown ask for: by methods of their own, which label facts, head parts and word the codes of closed lists.
fn of_twins(asked: &mut Asked) {
    let twins = all_code().into_iter().filter(|(path, _)| path.contains("/fill/twin/") && !path.ends_with("tests.rs"));
    for (_, text) in twins {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for call in ["word(", "fact(", "part(", "self.rows(", "title_of(", "labelled(", "day(", "named(", "= with("] {
            let literals = text.split(call).skip(1).filter_map(|after| after.trim_start().strip_prefix('"'));
            asked.whole.extend(literals.map(name));
        }
        asked.begun.extend(text.split(".code(\"").skip(1).map(|list| format!("{}-", name(list))));
    }
}

/// The code of the site, which alone asks for messages: in one line without what is only said in comments.
fn code() -> Vec<(String, String)> {
    let site = all_code().into_iter().filter(|(path, text)| path.contains("-site/") && text.contains("translations"));
    let site = site.filter(|(path, _)| !path.ends_with("/translations.rs"));
    let one_line = |text: String| {
        let said = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        said.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").replace(" .", ".")
    };
    site.map(|(path, text)| (path, one_line(text))).collect()
}

fn all_code() -> Vec<(String, String)> {
    let folders = ["src", "crates"].into_iter().filter(|folder| home().join(folder).is_dir());
    let files = |folder: &str| {
        let named = sources(folder, ".rs").into_iter();
        named.map(|(path, text)| (format!("{folder}/{path}"), text)).collect::<Vec<_>>()
    };
    folders.flat_map(files).collect()
}

/// Our own files with this ending.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    let files = crate::harness::pages::files(&home().join(folder));
    let wanted = files.into_iter().filter(|(path, _)| path.ends_with(ending));
    wanted.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// Words that the code knows and records may have, such as `overdue` and `data-authority`, and the keys of measures, such as
/// `examines` of their organs: what follows a beginning.
fn values() -> BTreeSet<String> {
    let texts = all_code().into_iter().chain(sources("agencies", ".toml")).map(|(_, text)| text);
    let words = texts.flat_map(|text| text.split('"').map(|word| word.replace('_', "-")).collect::<Vec<_>>());
    let measures = sources("policies", ".md").into_iter();
    let keys = measures.flat_map(|(_, text)| {
        text.lines().filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect::<Vec<_>>()
    });
    words.chain(keys).collect()
}

#[test]
fn every_message_is_used() {
    let (templates, code, values) = (of_templates(), of_code(), values());
    let refers: BTreeSet<String> = ["zh-CN", "en"]
        .iter()
        .flat_map(|tag| {
            fs::read_to_string(home().join(format!("site/i18n/{tag}.ftl")))
                .unwrap()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .flat_map(|line| line.split("{ ").skip(1).map(name).collect::<Vec<_>>())
        .collect();
    let used = |id: &String| {
        let begun = templates.begun.iter().chain(&code.begun).filter_map(|begin| id.strip_prefix(begin.as_str()));
        templates.whole.contains(id)
            || code.whole.contains(id)
            || refers.contains(id)
            || begun.into_iter().any(|rest| values.contains(rest))
    };
    let unused: Vec<String> = messages("zh-CN").into_keys().filter(|id| !used(id)).collect();
    assert!(unused.is_empty(), "{} messages are never asked for: {unused:#?}", unused.len());
}

#[test]
fn every_message_that_is_asked_for_is_there() {
    let known: BTreeSet<(&str, &str)> = INDIRECT.iter().map(|(path, argument, _)| (*path, *argument)).collect();
    let (templates, code) = (of_templates(), of_code());
    assert!(templates.whole.len() > 300 && code.whole.len() > 50, "{} and {}", templates.whole.len(), code.whole.len());
    for tag in ["zh-CN", "en"] {
        let there = messages(tag);
        let lacking = |id: &&String| !there.contains_key(*id);
        let lost: Vec<&String> = templates.whole.iter().chain(&code.whole).filter(lacking).collect();
        assert!(lost.is_empty(), "{tag}.ftl lacks {lost:?}");
        let begins = |begin: &&String| !there.keys().any(|id| id.starts_with(begin.as_str()));
        let lost: Vec<&String> = templates.begun.iter().chain(&code.begun).filter(begins).collect();
        assert!(lost.is_empty(), "{tag}.ftl has nothing that begins with {lost:?}");
    }
    for (path, argument) in &code.otherwise {
        let listed = known.iter().any(|(file, of)| path.ends_with(file) && of == argument);
        assert!(listed, "{path} asks for the message `{argument}`: list what that can be in INDIRECT");
    }
    for (file, of) in known {
        let there = code.otherwise.iter().any(|(path, argument)| path.ends_with(file) && argument == of);
        assert!(there, "{file} asks for no message `{of}` any more");
    }
}
