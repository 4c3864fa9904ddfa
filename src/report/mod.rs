//! Findings → text, JSON.
//!
//! Every output prints the same findings; adding one touches a file here and a line in [`Format`].

mod announcement;
mod json;
mod text;
mod texts;

use std::io::{self, Write};

use crate::day::Day;
use crate::finding::{Finding, Level};
use crate::registry::Registry;
use crate::source::Source;
use crate::words::Lang;

pub use announcement::Announced;
pub use json::json;
pub use text::text;
pub use texts::{Position, Texts};

/// What a report is about.
pub struct Report<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// Where its files' text is read from, to show the lines.
    pub source: &'r dyn Source,
    /// The day it was checked for.
    pub day: Day,
    /// The revision it was read at; none for the work tree.
    pub revision: Option<&'r str>,
    /// What was found.
    pub findings: &'r [Finding],
    /// The language of the messages.
    pub lang: Lang,
    /// Whether the output may have colours.
    pub colour: bool,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person.
    Text,
    /// `mulu.check/1` (DESIGN 7).
    Json,
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text(self, out),
            Format::Json => json(self, out),
        }
    }

    /// How many findings have a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}
