//! The handbook: its commands are run and their output compared, its files are written, and both languages say the same.
//!
//! In a page, a `console` block is run line by line in a scratch registry that is one for the whole page. A line of output
//! `…` stands for any lines, `…` within a line for anything; runs of spaces count as one. `$ echo $?` shows the exit code of
//! the command before it, which is 0 where nobody asks. A block of another language whose first line names a file
//! (```` ```csv list.csv ````) is written there; with `+` before the name it is appended.

use std::collections::BTreeMap;
use std::fs;

use rayon::prelude::*;

use crate::harness::registry::Registry;
use crate::harness::{DAY, own};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// A page of the handbook, by name and language.
fn page(name: &str, lang: &str) -> String {
    let path = format!("site/pages/{name}.{lang}.md");
    fs::read_to_string(own(&path)).unwrap()
}

/// The names of all pages.
fn names() -> Vec<String> {
    let folder = own("site/pages");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter_map(|file| Some(file.strip_suffix(".en.md")?.to_owned())).collect();
    names.sort();
    assert!(names.len() >= 8, "{names:?}");
    names
}

/// A fenced block.
struct Block {
    language: String,
    /// What stands after the language.
    file: Option<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(head) = line.strip_prefix("```") else { continue };
        let (language, file) = head.split_once(' ').map_or((head, None), |(language, file)| (language, Some(file)));
        let text: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        found.push(Block { language: language.to_owned(), file: file.map(str::to_owned), text });
    }
    found
}

/// A command of a console block with the output that the page shows.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn shown(block: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    for line in block.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => found.push(Shown { command: command.to_owned(), output: Vec::new() }),
            None => found.last_mut().expect("a block begins with a command").output.push(squeezed(line)),
        }
    }
    found
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a command, without a comment behind them.
fn words(command: &str) -> Vec<String> {
    let command = command.split_once(" # ").map_or(command, |(command, _)| command);
    shell_words::split(command).unwrap_or_else(|error| panic!("{command}: {error}"))
}

/// Whether a line is what a page shows of it: `…` stands for anything.
fn line_is(line: &str, pattern: &str) -> bool {
    let parts: Vec<&str> = pattern.split('…').collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    if parts.len() == 1 {
        return line == pattern;
    }
    let Some(mut rest) = line.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    parts[1..parts.len() - 1].iter().all(|part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Whether lines are what a page shows of them: a line `…` stands for any number of lines.
fn lines_are(lines: &[String], pattern: &[String]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => (0..=lines.len()).any(|skip| lines_are(&lines[skip..], rest)),
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, after)| line_is(line, first) && lines_are(after, rest))
        }
    }
}

/// This repository's registry in git, with an edition of the catalogue announced.
fn scratch() -> Registry {
    let registry = Registry::own();
    let git = git2::Repository::init(registry.root()).unwrap();
    let mut index = git.index().unwrap();
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
    index.write().unwrap();
    let tree = git.find_tree(index.write_tree().unwrap()).unwrap();
    let who = git2::Signature::new("Clerk", "clerk@example.org", &git2::Time::new(1_795_147_200, 480)).unwrap();
    let commit = git.commit(Some("HEAD"), &who, &who, "catalogue", &tree, &[]).unwrap();
    git.tag_lightweight("catalogue/2026", &git.find_object(commit, None).unwrap(), false).unwrap();
    registry
}

/// Runs a page's commands in order; what is not as the page shows it.
fn run(name: &str, page: &str) -> (usize, Vec<String>) {
    let registry = scratch();
    let mut wrong = Vec::new();
    let mut count = 0;
    for block in blocks(page) {
        if let Some(file) = &block.file {
            let path = file.trim_start_matches('+');
            let before =
                if file.starts_with('+') { fs::read_to_string(registry.path(path)).unwrap() } else { String::new() };
            registry.write(path, format!("{before}{}", block.text));
        }
        if block.language != "console" {
            continue;
        }
        let mut code = 0;
        for Shown { command, output } in shown(&block.text) {
            if command == "echo $?" {
                let expected = output.first().and_then(|code| code.parse().ok());
                if Some(code) != expected {
                    wrong.push(format!("{name}: exit code {code:?}, not {expected:?}"));
                }
                code = 0;
                continue;
            }
            if code != 0 {
                wrong.push(format!("{name}: exit code {code:?}, and the page does not say so"));
            }
            let words = words(&command);
            assert_eq!(words[0], "mulu", "{name}: {command}");
            let ran = registry.mulu(words[1..].iter().map(String::as_str).chain(["--as-of", DAY]));
            code = ran.code;
            count += 1;
            let said: Vec<String> = ran.out.lines().chain(ran.err.lines()).map(squeezed).collect();
            if !output.is_empty() && !lines_are(&said, &output) {
                wrong.push(format!(
                    "{name}: $ {command}\n--- shown\n{}\n--- said\n{}",
                    output.join("\n"),
                    said.join("\n")
                ));
            }
        }
        if code != 0 {
            wrong.push(format!("{name}: exit code {code:?}, and the page does not say so"));
        }
    }
    (count, wrong)
}

#[test]
fn every_command_says_what_the_handbook_shows() {
    let names = names();
    let pages: Vec<(&str, &str)> = names.iter().flat_map(|name| LANGUAGES.map(|lang| (name.as_str(), lang))).collect();
    let ran: Vec<(usize, Vec<String>)> =
        pages.par_iter().map(|(name, lang)| run(&format!("{name}.{lang}"), &page(name, lang))).collect();
    let count: usize = ran.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = ran.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count >= 60, "{count}");
}

/// The headings by level and anchor, the commands without what is said in the page's language, the files that are shown, the
/// links, and the rows of tables.
fn skeleton(page: &str) -> BTreeMap<&'static str, Vec<String>> {
    let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with('#') && line.contains(" {#")) {
        let (level, anchor) = (line.split(' ').next().unwrap(), line.rsplit(' ').next().unwrap());
        found.entry("headings").or_default().push(format!("{level} {anchor}"));
    }
    for block in blocks(page) {
        found.entry("blocks").or_default().push(block.language.clone());
        if block.language == "toml" {
            found.entry("records").or_default().push(block.text.clone());
        }
        for line in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let mut words = words(line);
            words.retain(|word| word != "--lang" && word != "en");
            let options = words.iter().filter(|word| word.starts_with('-') || word.as_str() == "mulu").cloned();
            found.entry("commands").or_default().push(format!("{} {:?}", words.len(), options.collect::<Vec<_>>()));
        }
    }
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let mut links: Vec<String> = links.map(str::to_owned).collect();
    links.sort();
    found.insert("links", links);
    found.insert(
        "rows",
        page.lines().filter(|line| line.starts_with('|')).map(|row| row.matches('|').count().to_string()).collect(),
    );
    found
}

#[test]
fn both_languages_say_the_same() {
    for name in names() {
        let [zh, en] = LANGUAGES.map(|lang| skeleton(&page(&name, lang)));
        for (part, expected) in &zh {
            // What stands in a row may be divided otherwise in a language; what is linked, shown and run may not.
            assert_eq!(Some(expected), en.get(part), "{name}: {part}");
        }
        assert!(!zh["headings"].is_empty() || name == "index", "{name}");
    }
}

#[test]
fn every_section_has_an_anchor_of_its_own() {
    for name in names() {
        for lang in LANGUAGES {
            let text = page(&name, lang);
            let outside = text.split("```").step_by(2).collect::<String>();
            for heading in outside.lines().filter(|line| line.starts_with("## ")) {
                assert!(heading.ends_with('}') && heading.contains(" {#"), "{name}.{lang}: {heading}");
            }
        }
    }
}

#[test]
fn every_record_that_is_shown_is_toml() {
    for name in names() {
        for block in LANGUAGES.iter().flat_map(|lang| blocks(&page(&name, lang))) {
            if block.language == "toml" {
                block.text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{name}: {error}\n{}", block.text));
            }
        }
    }
}

/// The handbook is every registry's: it names no city and quotes no measure as the reader's law.
#[test]
fn the_handbook_names_the_law_of_no_place() {
    for name in names() {
        for (lang, words) in [("zh-CN", ["长沙", "《办法》第"]), ("en", ["Changsha", "Article 2"])] {
            let page = page(&name, lang);
            for word in words {
                assert!(!page.contains(word), "{name}, {lang}: {word}");
            }
        }
    }
}

#[test]
fn the_handbook_is_linked_from_every_page_and_each_of_its_pages_from_the_others() {
    let registry = Registry::own();
    let built = crate::harness::pages::Built::read(&registry.build());
    for (path, page) in &built.pages {
        let links: Vec<&str> = page.all("a").filter_map(|link| link.get("href")).collect();
        assert!(links.iter().any(|link| link.ends_with("guide/index.html")), "{path}");
        if path.contains("guide/") {
            for name in names() {
                assert!(links.iter().any(|link| link.ends_with(&format!("guide/{name}.html"))), "{path} to {name}");
            }
        }
    }
    for name in names() {
        for prefix in ["", "en/"] {
            let page = &built.pages[&format!("{prefix}guide/{name}.html")];
            let ids: Vec<&str> = page.all("h2").filter_map(|heading| heading.get("id")).collect();
            for id in ids.iter().filter(|id| **id != "h-guide") {
                let link = format!("guide/{name}.html#{id}");
                let linked = page.all("a").filter_map(|link| link.get("href"));
                assert!(
                    linked.into_iter().any(|href| href.ends_with(&link)),
                    "{name}: {id} is not in the list of sections"
                );
            }
        }
    }
}

#[test]
fn elisions_stand_for_what_they_should() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(lines_are(&lines("a\nb\nc"), &lines("a\n…")));
    assert!(lines_are(&lines("a\nb\nc"), &lines("…\nc")));
    assert!(!lines_are(&lines("a\nb\nc"), &lines("…\nb")));
    assert!(!lines_are(&lines("a\nb"), &lines("a")));
    assert!(line_is("ab cd ef", "ab…ef") && line_is("ab cd ef", "…cd…") && !line_is("ab cd", "…ce…"));
}
