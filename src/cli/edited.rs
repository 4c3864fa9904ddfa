//! What every command does that writes into records: the edits are tried in memory, held against the rules, and written all or not
//! at all.

use std::collections::HashSet;
use std::io::Write;

use mulu_core::check::check;
use mulu_core::edit::{self, DryRun, Edit, EditableRecord};
use mulu_core::finding::{Finding, Severity};
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::printable::{line, plain};
use mulu_core::slice::slice_lossy;
use mulu_core::source::{Source, SourceEntry};

use super::fail::Failure;
use super::open::OpenedRegistry;
use super::{CommandOutcome, journal, terminal};

/// What follows from the day or from elsewhere, not from what was written: it is told by `check`, and stops no command.
const CONSEQUENCES: [&str; 8] = [
    "review-overdue",
    "review-due-soon",
    "order-overdue",
    "mandatory-standard-missing",
    "evidence-missing",
    "topic-gap",
    "drafting-incomplete",
    "supersession-due-soon",
];

/// The text of a record.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn text_of(opened: &OpenedRegistry, path: &str) -> Result<String, Failure> {
    journal::ours(path)?;
    let text = match opened.source.read(path)? {
        SourceEntry::Bytes(bytes) => String::from_utf8(bytes).ok(),
        SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName => None,
    };
    text.ok_or_else(|| unwritable(path, &message!("不是 UTF-8 文本文件", "it is not a text file in UTF-8")))
}

/// A record with something written into it.
///
/// # Errors
/// When it cannot be read or written into.
pub fn edited(
    opened: &OpenedRegistry,
    path: &str,
    write: impl FnOnce(&mut EditableRecord<'_>) -> Result<(), Message>,
) -> Result<Edit, Failure> {
    let text = text_of(opened, path)?;
    let mut document = EditableRecord::open(path, &text).map_err(|why| unwritable(path, &why))?;
    write(&mut document).map_err(|why| unwritable(path, &why))?;
    Ok(document.edit())
}

/// Tries the edits in memory: the registry as it would be, and what the rules say of it that they did not say before.
///
/// # Errors
/// When the registry cannot be read again.
pub fn tried(opened: &OpenedRegistry, edits: &[Edit]) -> Result<(DryRun, Vec<Finding>), Failure> {
    let trial = edit::dry_run(&opened.source, edits, opened.day)?;
    // A date out of its order may be found at another date of the record; what else in the registry follows is `check`'s to tell.
    let lies_in = |finding: &&Finding| {
        let path = trial.registry.path(finding.place.file);
        edits.iter().any(|edit| edit.path == path)
    };
    // What was wrong already is not this edit's.
    let known = |finding: &Finding| (finding.rule, finding.record.clone(), finding.message.zh.clone());
    let before: HashSet<_> = check(&opened.registry, opened.day).iter().map(known).collect();
    let own = |finding: &&Finding| follows_from_text(finding) && !before.contains(&known(finding));
    let told = trial.findings.iter().filter(lies_in).filter(own).cloned().collect();
    Ok((trial, told))
}

/// Whether a finding follows from what was written, and not from the day or from elsewhere.
pub fn follows_from_text(finding: &Finding) -> bool {
    !CONSEQUENCES.contains(&finding.rule)
}

/// Tries the edits, says what speaks against them, and writes them where nothing does or `force` is given. None where they were
/// refused.
///
/// # Errors
/// When the registry cannot be read again, or a record not be written.
pub fn carry_out(opened: &OpenedRegistry, edits: &[Edit], force: bool) -> Result<Option<DryRun>, Failure> {
    let (trial, told) = tried(opened, edits)?;
    for finding in &told {
        let of = |lang| format!("{}: {} — {}", finding.rule, finding.message.get(lang), finding.help.get(lang));
        terminal::note(&of(opened.lang));
    }
    if told.iter().any(|finding| finding.level == Severity::Deny) && !force {
        let hint = message!("没有写入。确需写入时加 --force", "nothing was written; to write it anyway, add --force");
        terminal::note(hint.get(opened.lang));
        return Ok(None);
    }
    journal::write(opened, &edit::files_of(edits))?;
    Ok(Some(trial))
}

/// Carries the edits out and prints where, and the lines that are new.
///
/// # Errors
/// As [`carry_out`], or when the output cannot be written.
pub fn finish(opened: &OpenedRegistry, edits: &[Edit], force: bool) -> Result<CommandOutcome, Failure> {
    if carry_out(opened, edits, force)?.is_none() {
        return Ok(CommandOutcome::Denied);
    }
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    for edit in edits {
        writeln!(out, "{}", line(&edit.path))?;
        if let [_] = edits {
            writeln!(out, "\n{}", plain(whole_lines(&edit.text, &edit.new).trim()))?;
        }
    }
    if edits.len() > 1 {
        let count = edits.len();
        let written = message!("已写入 {count} 个文件", "{count} files written");
        writeln!(out, "{}", written.get(opened.lang))?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// The lines that have a new byte in them.
fn whole_lines<'t>(text: &'t str, new: &std::ops::Range<usize>) -> &'t str {
    let start = slice_lossy(text, ..new.start).rfind('\n').map_or(0, |at| at + 1);
    let end = slice_lossy(text, new.end..).find('\n').map_or(text.len(), |at| new.end + at + 1);
    slice_lossy(text, start..end)
}

/// A record that cannot be written into, and why.
pub fn unwritable(path: &str, why: &Message) -> Failure {
    let (path, zh, en) = (line(path), why.get(Lang::Zh), why.get(Lang::En));
    Failure::Unknown(format!("{path}: {zh} · {en}: mulu check {path}"))
}
