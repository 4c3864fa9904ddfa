//! Standard numbers found in any document, each with its status on a day (查新).
//!
//! A document becomes a [`Passage`]: its text, and where each piece of it stands in the source. Numbers are found in the text,
//! ranges and lists of them are written out, and each is answered from the registry.

mod answer;
mod baseline;
mod decode;
mod document;
mod docx;
mod expand;
mod github;
mod html;
mod layout;
mod odf;
mod ofd;
mod package;
mod passage;
mod pdf;
mod recorded;
mod sarif;
mod workbook;

use serde::Serialize;

use mulu_core::day::{Day, Status};
use mulu_core::registry::Registry;

pub use answer::{CitationResolver, NumberAnswer, RenumberedTo};
pub use baseline::{CitationBaseline, KnownCitation};
pub use document::{LARGEST_DOCUMENT, read};
pub use expand::numbers;
pub use github::github;
pub use passage::Passage;
pub use sarif::sarif;

/// A standard number in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The document, as it was named.
    pub file: String,
    /// The part of a document: of a `.docx` beside its body `header1`, `footer1`, `footnotes`, `endnotes`, `comments`; a sheet's name;
    /// a page of an `.ofd` or `.pdf`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The line, from 1; in a `.docx`, the paragraph of its part; in a sheet, the row.
    pub line: usize,
    /// The column, from 1, in characters; in a sheet, that of the cell.
    pub column: usize,
    /// The line, and the column behind the last character: a number may be broken at a line's end.
    #[serde(skip)]
    pub end: (usize, usize),
    /// What is written there. For a number inside a range, the whole range.
    pub text: String,
    /// The canonical number.
    pub number: String,
    /// Whether the registry knows it, by a record of its own or as what a record replaces.
    pub known: bool,
    /// Its status on the day; none where it is not known.
    pub status: Option<Status>,
    /// The editions in force on the day that stand in its place, itself if it is in force.
    pub current: Vec<String>,
    /// Since when it is replaced or withdrawn.
    pub since: Option<Day>,
    /// The number that the standard has now, where it was renumbered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renumbered: Option<RenumberedTo>,
    /// The registry whose record it is, where that is one that this one depends on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Whether the year was read where its hyphen had been lost.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// What may have been meant by a number that is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<String>,
}

impl Citation {
    /// Where it stands, as people are told: `file:line:column`, with the part of the document behind a `#`.
    #[must_use]
    pub fn place(&self) -> String {
        let Citation { file, line, column, .. } = self;
        let part = self.part.as_ref().map(|part| format!("#{part}")).unwrap_or_default();
        format!("{file}{part}:{line}:{column}")
    }

    /// The word for its state: a status, `known` where a record names it without telling its dates, or `unknown`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self.status {
            Some(status) => status.id(),
            None if self.known => "known",
            None => "unknown",
        }
    }
}

/// The numbers in a document, in the order of their places.
#[must_use]
pub fn cite(registry: &Registry, answers: &CitationResolver, day: Day, file: &str, passage: &Passage) -> Vec<Citation> {
    let mut citations: Vec<(Option<usize>, Citation)> = answers
        .numbers(passage.text())
        .into_iter()
        .map(|found| {
            let (line, column) = passage.position(found.start);
            let last = found.text.chars().next_back().map_or(0, char::len_utf8);
            let (end_line, end_column) = passage.position(found.end - last);
            let part = passage.part(found.start);
            let answer = answers.of(registry, &found.number, day);
            let citation = Citation {
                file: file.to_owned(),
                part: part.map(|(_, name)| name.to_owned()),
                line,
                column,
                end: (end_line, end_column + 1),
                text: found.text,
                number: found.number.canonical().to_owned(),
                known: answer.known,
                status: answer.status,
                current: answer.current,
                since: answer.since,
                renumbered: answer.renumbered,
                origin: answer.origin,
                doubtful: found.number.is_doubtful(),
                nearest: answer.nearest,
            };
            (part.map(|(index, _)| index), citation)
        })
        .collect();
    // A text box of a .docx stands inside a paragraph and is read after it began: its numbers come where they belong.
    citations.sort_by_key(|(part, citation)| (*part, citation.line, citation.column));
    citations.into_iter().map(|(_, citation)| citation).collect()
}

#[cfg(test)]
mod tests;
