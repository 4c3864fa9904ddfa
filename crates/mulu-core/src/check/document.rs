//! A rule's document: its explanation in both languages, and its examples, which are its test.
//!
//! ````text
//! Chinese explanation, Markdown.
//!
//! ## English
//!
//! English explanation.
//!
//! ## Fails: what is wrong in this example
//!
//! ```toml book.toml
//! …a file of the example…
//! ```
//!
//! ```findings 2026-11-21
//! standards/national/gb-t-1-2020.md:9:10 deny: the message
//! ```
//!
//! ## Passes: what is right in this one
//! ````
//!
//! A rule of history compares with the registry that a proposal started from. An example has its files under `base:`; one that
//! the proposal did not touch need not be given twice, and one that it removed is `gone:` with an empty text. Who changed what
//! is said a commit a line, an address and the paths; `signed` and a key, `unsigned` or `bad` in brackets after the address.
//!
//! ````text
//! ```toml base:agencies/x.toml
//! …the file before…
//! ```
//!
//! ```commits
//! a.clerk@example.org: agencies/x.toml standards/national/gb-t-1-2020.md
//! a.clerk@example.org (signed ssh-ed25519 AAAA…): agencies/x.toml
//! ```
//! ````

use crate::slice::slice_lossy;

/// A rule's document, in its parts.
#[derive(Clone, Debug)]
pub struct RuleDocument {
    /// The explanation in Chinese, Markdown.
    pub zh: String,
    /// The explanation in English, Markdown.
    pub en: String,
    /// The examples, in order.
    pub examples: Vec<RuleExample>,
}

/// Whether an example shows the fault or its absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The rule reports something.
    Fails,
    /// The rule reports nothing.
    Passes,
}

/// One example: a small registry, a day, and what the rule says of it.
#[derive(Clone, Debug)]
pub struct RuleExample {
    /// Whether it fails or passes.
    pub expectation: Expectation,
    /// What it shows.
    pub title: String,
    /// Its files: path and text.
    pub files: Vec<(String, String)>,
    /// The commits that led here from the base, a line each; none: the example has no past.
    pub commits: Option<String>,
    /// The day it is checked for, `YYYY-MM-DD`.
    pub day: String,
    /// The expected findings, a line each.
    pub findings: String,
}

impl RuleDocument {
    /// Takes a document apart. Fences of three or more backticks are understood; what is none of the parts is ignored.
    #[must_use]
    pub fn parse(text: &str) -> RuleDocument {
        let mut document = RuleDocument { zh: String::new(), en: String::new(), examples: Vec::new() };
        let mut part = DocumentSection::Zh;
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line == "## English" {
                part = DocumentSection::En;
            } else if let Some(example) = RuleExample::heading(line) {
                document.examples.push(example);
                part = DocumentSection::Example;
            } else {
                match (part, document.examples.last_mut()) {
                    (DocumentSection::Example, Some(example)) => example.line(line, &mut lines),
                    (DocumentSection::En, _) => push_line(&mut document.en, line),
                    _ => push_line(&mut document.zh, line),
                }
            }
        }
        document.zh = document.zh.trim().to_owned();
        document.en = document.en.trim().to_owned();
        document
    }
}

#[derive(Clone, Copy)]
enum DocumentSection {
    Zh,
    En,
    Example,
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

impl RuleExample {
    fn heading(line: &str) -> Option<RuleExample> {
        let fails = line.strip_prefix("## Fails: ").map(|title| (Expectation::Fails, title));
        let passes = line.strip_prefix("## Passes: ").map(|title| (Expectation::Passes, title));
        let (expectation, title) = fails.or(passes)?;
        Some(RuleExample {
            expectation,
            title: title.trim().to_owned(),
            files: Vec::new(),
            commits: None,
            day: String::new(),
            findings: String::new(),
        })
    }

    /// Takes a line of the example; a fence takes the lines up to its end.
    fn line<'l>(&mut self, line: &str, lines: &mut impl Iterator<Item = &'l str>) {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        if ticks < 3 {
            return;
        }
        let fence = slice_lossy(line, ..ticks);
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != fence) {
            push_line(&mut text, line);
        }
        match slice_lossy(line, ticks..).split_once(' ') {
            Some(("findings", day)) => {
                day.trim().clone_into(&mut self.day);
                self.findings = text;
            }
            Some((_, path)) => self.files.push((path.trim().to_owned(), text)),
            None if slice_lossy(line, ticks..) == "commits" => self.commits = Some(text),
            None => {}
        }
    }

    /// Whether the example has a past: files of a base, or commits.
    #[must_use]
    pub fn has_base(&self) -> bool {
        self.commits.is_some() || self.files.iter().any(|(path, _)| path.starts_with("base:"))
    }
}
