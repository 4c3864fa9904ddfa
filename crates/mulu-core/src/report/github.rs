//! GitHub annotations: workflow commands, one a line, on the output of a step.

use std::io::{self, Write};

use crate::finding::Severity;
use crate::printable::{line, plain};

use super::{Report, Texts};

/// Writes the report as workflow commands. Findings of the baseline are left out: an annotation is for what is new.
///
/// # Errors
/// When the output cannot be written.
pub fn github(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(report.registry);
    for (_, finding) in report.new_findings() {
        let at = texts.position(finding.place);
        let command = match finding.level {
            Severity::Deny => "error",
            Severity::Warn => "warning",
            Severity::Note | Severity::Allow => "notice",
        };
        let file = report.path_in_repository(finding.place.file);
        let message = format!("{}\n{}", finding.message.get(report.lang), finding.help.get(report.lang));
        let annotation = Annotation {
            level: command,
            file: &file,
            from: (at.line, at.column),
            to: (at.end_line, at.end_column.max(at.column)),
            title: finding.rule,
            message: &message,
        };
        writeln!(out, "{}", annotation.command())?;
    }
    for stale in report.stale() {
        writeln!(out, "::notice title=baseline::{}", data(report.stale_words(stale).get(report.lang)))?;
    }
    // A line that begins with `::` would be a command; the summary never does.
    writeln!(out, "{}", line(&report.summary(report.counts())))
}

/// An annotation of a place in a file.
#[derive(Clone, Copy, Debug)]
pub struct Annotation<'a> {
    /// `error`, `warning` or `notice`.
    pub level: &'a str,
    /// The file's path in its repository.
    pub file: &'a str,
    /// The line and column of its beginning.
    pub from: (usize, usize),
    /// The line and column of its end.
    pub to: (usize, usize),
    /// Its title.
    pub title: &'a str,
    /// What it says.
    pub message: &'a str,
}

impl Annotation<'_> {
    /// The workflow command. Whatever its texts hold, it stays one line and one command.
    #[must_use]
    pub fn command(&self) -> String {
        let ((line, column), (end_line, end_column)) = (self.from, self.to);
        let (level, file, title) = (self.level, property(self.file), property(self.title));
        // GitHub ignores the columns of a range over several lines.
        let end = if end_line == line { format!(",endColumn={end_column}") } else { String::new() };
        let message = data(self.message);
        format!("::{level} file={file},line={line},endLine={end_line},col={column}{end},title={title}::{message}")
    }
}

fn data(text: &str) -> String {
    plain(text).replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
