//! A finding for a person whose lines are short and of plain characters, written as the renderer of snippets would.
//!
//! Almost all findings are of that kind, and a registry of a million records has a million of them: that renderer, which lays whatever there
//! may be out on a grid of characters, took a tenth of the whole check by itself. What is not plain is left to it.

use std::fmt::Write;
use std::ops::Range;

use crate::slice::slice_lossy;

/// The widest line that is written here, its label counted: the renderer cuts longer ones, which it knows best how to.
const WIDEST: usize = 110;

/// A finding, its words in one language.
#[derive(Debug)]
pub struct PlainFinding<'t> {
    /// The word for its level.
    pub level: &'t str,
    /// The rule's id.
    pub rule: &'t str,
    /// What is wrong.
    pub message: &'t str,
    /// The line of its place, and those of others.
    pub snippets: Vec<PlainSnippet<'t>>,
    /// What stands below, each with the word before it: what to do, and the clause.
    pub notes: Vec<(&'t str, &'t str)>,
}

/// One line of a file, and the range in it that is meant.
#[derive(Debug)]
pub struct PlainSnippet<'t> {
    /// The file's path.
    pub path: &'t str,
    /// The line's number.
    pub number: usize,
    /// The line.
    pub line: &'t str,
    /// The range in it, in bytes.
    pub range: Range<usize>,
    /// What it says to the finding.
    pub label: Option<&'t str>,
}

impl PlainFinding<'_> {
    /// The finding as text, without an end of line behind it; none where something of it is not plain.
    pub fn text(&self) -> Option<String> {
        let is_plain = |text: &str| !text.is_empty() && width(text).is_some() && !is_command(text);
        let told = self.notes.iter().map(|(_, note)| *note).chain([self.message]);
        let mut paths = self.snippets.iter().map(|snippet| snippet.path);
        let is_repeated = |path: &str| self.snippets.iter().filter(|other| other.path == path).count() > 1;
        if !told.chain(paths.clone()).all(is_plain) || paths.any(is_repeated) {
            return None;
        }
        let digits = self.snippets.iter().map(|snippet| snippet.number.to_string().len()).max()?;
        let PlainFinding { level, rule, message, .. } = self;
        let mut text = String::with_capacity(512);
        write!(text, "{level}[{rule}]: {message}").ok()?;
        for (at, snippet) in self.snippets.iter().enumerate() {
            let (arrow, mark) = if at == 0 { ("-->", "^") } else { (":::", "-") };
            snippet.write(&mut text, digits, arrow, mark)?;
        }
        for (word, note) in &self.notes {
            write!(text, "\n{:digits$} = {word}: {note}", "").ok()?;
        }
        Some(text)
    }
}

impl PlainSnippet<'_> {
    fn write(&self, text: &mut String, digits: usize, arrow: &str, mark: &str) -> Option<()> {
        let PlainSnippet { path, number, line, range, label } = self;
        let before = line.get(..range.start)?;
        let (indent, marked) = (width(before)?, width(line.get(range.clone())?)?);
        let label = label.filter(|label| !is_command(label) && !label.is_empty());
        let labelled = label.map_or(Some(0), |label| width(label).map(|width| width + 1))?;
        let is_short = width(line)?.max(indent + marked + labelled) <= WIDEST;
        if label != self.label || marked == 0 || !is_short || line.ends_with(' ') {
            return None;
        }
        let column = before.chars().count() + 1;
        write!(text, "\n{:digits$}{arrow} {path}:{number}:{column}\n{:digits$} |", "", "").ok()?;
        write!(text, "\n{number:digits$} | {line}\n{:digits$} | {:indent$}", "", "").ok()?;
        (0..marked).for_each(|_| text.push_str(mark));
        if let Some(label) = label {
            text.push(' ');
            text.push_str(label);
        }
        write!(text, "\n{:digits$} |", "").ok()
    }
}

/// Whether a text may be what a runner of a code host obeys, which the cleaner of texts knows.
fn is_command(text: &str) -> bool {
    text.contains("##") || slice_lossy(text, ..text.len().min(64)).trim_start().starts_with("::")
}

/// How many columns a text of plain characters takes: ASCII, Chinese and the punctuation of both.
fn width(text: &str) -> Option<usize> {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '·' | '—' | '‘' | '’' | '“' | '”' | '…' => Some(1),
        '、'..='】' | '\u{4e00}'..='\u{9fff}' | '！'..='～' => Some(2),
        _ => None,
    }
}
