//! GitHub annotations: workflow commands, one a line, on the output of a step.

use std::io::{self, Write};

use crate::finding::Level;
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
            Level::Deny => "error",
            Level::Warn => "warning",
            Level::Note | Level::Allow => "notice",
        };
        let file = property(&report.path_in_repository(finding.place.file));
        write!(out, "::{command} file={file},line={},endLine={},col={}", at.line, at.end_line, at.column)?;
        // GitHub ignores the columns of a range over several lines.
        if at.end_line == at.line {
            write!(out, ",endColumn={}", at.end_column.max(at.column))?;
        }
        let message = format!("{}\n{}", finding.message.get(report.lang), finding.help.get(report.lang));
        writeln!(out, ",title={}::{}", property(finding.rule), data(&message))?;
    }
    for stale in report.stale() {
        writeln!(out, "::notice title=baseline::{}", data(report.stale_words(stale).get(report.lang)))?;
    }
    // A line that begins with `::` would be a command; the summary never does.
    writeln!(out, "{}", line(&report.summary()))
}

fn data(text: &str) -> String {
    plain(text).replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
