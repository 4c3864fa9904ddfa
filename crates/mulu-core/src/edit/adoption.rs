//! Appending `[[adoption]]` to an agency's record (备案登记, Art. 9).

use std::ops::Range;

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{FileId, Progress};
use crate::parse::{Diagnostics, Reading, agency};
use crate::slice::slice_lossy;

use super::{append_inline, toml_string};

/// A filing as it is to be recorded.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The canonical number.
    pub standard: String,
    /// How far it is implemented.
    pub status: Progress,
    /// Since when.
    pub since: Option<Day>,
    /// When it was filed.
    pub filed: Option<Day>,
    /// The systems that use it.
    pub systems: Vec<String>,
    /// A path or an address.
    pub evidence: Option<String>,
}

/// The record's text with the adoption added, and the bytes of it that are new.
///
/// The table goes behind the last adoption, or to the end of a record that has none; where adoptions are a list in brackets, it
/// becomes the list's last. Everything else stays where it is.
///
/// # Errors
/// When the text is not TOML, or keeps its adoptions in a form that nothing can be appended to.
pub fn append_adoption(text: &str, adoption: &Adoption) -> Result<(String, Range<usize>), Message> {
    let before = read(text)?;
    let (edited, new) = match append_inline(text, toml_of(text), "adoption", &entries(adoption)) {
        Some(appended) => appended,
        None => append_table(text, &before, adoption),
    };
    if read(&edited).is_ok_and(|after| after.adoptions == before.adoptions + 1) {
        return Ok((edited, new));
    }
    Err(message!(
        "adoption 的写法无法追加：改写为 [[adoption]]，每项一段",
        "nothing can be appended to the form that `adoption` has: write a table [[adoption]] for each"
    ))
}

fn append_table(text: &str, before: &KnownAdoptions, adoption: &Adoption) -> (String, Range<usize>) {
    let at = before.last_end.map_or(text.len(), |end| end_of_table(text, end));
    let (head, tail) = (slice_lossy(text, ..at), slice_lossy(text, at..));
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut added = String::new();
    if !head.is_empty() && !head.ends_with('\n') {
        added.push_str(newline);
    }
    if !head.trim().is_empty() && !head.ends_with(&format!("{newline}{newline}")) {
        added.push_str(newline);
    }
    for line in ["[[adoption]]".to_owned()].into_iter().chain(entries(adoption)) {
        added.push_str(&line);
        added.push_str(newline);
    }
    (format!("{head}{added}{tail}"), at..at + added.len())
}

/// Where a record's TOML stands: behind a byte order mark, if there is one.
fn toml_of(text: &str) -> Range<usize> {
    text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8())..text.len()
}

struct KnownAdoptions {
    adoptions: usize,
    last_end: Option<usize>,
}

/// How many adoptions a record has, and where the last value of the last one ends.
fn read(text: &str) -> Result<KnownAdoptions, Message> {
    let diagnostics = Diagnostics::default();
    let record = agency("", FileId(0), text, &diagnostics);
    if let Some(diagnostic) = diagnostics.finish().into_iter().find(|diagnostic| diagnostic.rule == Reading::Syntax) {
        return Err(diagnostic.message);
    }
    let last_end = record.adoptions.last().map(|last| {
        let singles = [
            last.standard.as_ref().map(|value| value.span),
            last.status.as_ref().map(|value| value.span),
            last.since.as_ref().map(|value| value.span),
            last.filed.as_ref().map(|value| value.span),
            last.evidence.as_ref().map(|value| value.span),
        ];
        let systems = last.systems.iter().map(|value| value.span);
        let ends = singles.into_iter().flatten().chain(systems).map(|span| span.end as usize);
        ends.max().unwrap_or(0).max(last.span.end as usize)
    });
    Ok(KnownAdoptions { adoptions: record.adoptions.len(), last_end })
}

/// The end of the table that has a value ending here: behind it come only the rest of a list, other keys and their comments. A
/// comment that stands directly above the next header belongs to that one.
fn end_of_table(text: &str, from: usize) -> usize {
    let mut end = text.len();
    let mut at = from;
    for line in slice_lossy(text, from..).split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_start().starts_with('[') && at > from {
            end = at;
            break;
        }
        at = next;
    }
    // Comments and blank lines before the next header are not the table's.
    let mut kept = end;
    for line in slice_lossy(text, from..end).split_inclusive('\n').rev() {
        let is_first = kept - line.len() <= from;
        let is_table = !(line.trim().is_empty() || line.trim_start().starts_with('#'));
        if is_first || is_table {
            break;
        }
        kept -= line.len();
    }
    if end == text.len() { end } else { kept }
}

/// The lines of the table below its header.
fn entries(adoption: &Adoption) -> Vec<String> {
    let mut lines = vec![
        format!("standard = {}", toml_string(&adoption.standard)),
        format!("status = {}", toml_string(adoption.status.id())),
    ];
    lines.extend(adoption.since.map(|since| format!("since = {since}")));
    lines.extend(adoption.filed.map(|filed| format!("filed = {filed}")));
    if !adoption.systems.is_empty() {
        let systems: Vec<String> = adoption.systems.iter().map(|system| toml_string(system)).collect();
        lines.push(format!("systems = [{}]", systems.join(", ")));
    }
    lines.extend(adoption.evidence.as_ref().map(|evidence| format!("evidence = {}", toml_string(evidence))));
    lines
}
