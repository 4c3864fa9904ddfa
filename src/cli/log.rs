//! `mulu log`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;

use clap::Args as ClapArgs;
use serde::Serialize;

use mulu_core::changes::Change;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::number::Number;
use mulu_git::history::{History, HistoryEntry, LogSubject};

use super::args::{Common, DataFormat};
use super::fail::Failure;
use super::open::{OpenedRegistry, open};
use super::table::TextTable;
use super::{CommandOutcome, terminal};

/// `mulu log`.
#[derive(Debug, ClapArgs)]
pub struct Log {
    /// A standard's number in any form, or the id of a standard, policy, agency or project
    #[arg(value_name = "ID|NUMBER")]
    pub what: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// Prints the history of one record, the newest first.
///
/// # Errors
/// When the registry cannot be read, nothing ever had that id, or the output cannot be written.
pub fn run(common: &Common, command: &Log) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let offset = opened.registry.config.utc_offset_minutes;
    let history = History::read(opened.source.root(), common.rev.as_deref(), offset).until(opened.day);
    let (subject, is_known) = subject(&opened, &command.what);
    let entries = history.of(&subject);
    if entries.is_empty() && !is_known && history.missing.is_none() {
        return Err(unknown(&command.what));
    }
    let mut out = terminal::stdout(command.format.form());
    match command.format {
        DataFormat::Table => {
            write!(out, "{}", table(&entries, opened.lang))?;
            out.flush()?;
            if let Some(missing) = &history.missing {
                terminal::note(missing.get(opened.lang));
            }
        }
        DataFormat::Json => json(&opened, &subject, &history, &entries, &mut out)?,
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// The record that is asked for, and whether the registry has it now: one that is gone still has a history.
fn subject(opened: &OpenedRegistry, what: &str) -> (LogSubject, bool) {
    let registry = &opened.registry;
    match registry.called(what, opened.day).first().copied() {
        Some((Kind::Standard, place)) if place < registry.standards.len() => {
            return (LogSubject::standard(&registry.standards[place]), true);
        }
        Some((kind, place)) => {
            let id = registry.record_at(kind, place).map_or(what, |record| record.id());
            return (LogSubject::record(kind, id), true);
        }
        None => {}
    }
    let number = Number::parse(what);
    if number.is_opaque() {
        return (LogSubject { id: what.to_owned(), ..LogSubject::default() }, false);
    }
    let canonical = Some(number.canonical().to_owned());
    (LogSubject { kind: Some(Kind::Standard), id: number.slug(), number: canonical, ..LogSubject::default() }, false)
}

fn unknown(what: &str) -> Failure {
    let what = mulu_core::printable::line(what);
    Failure::Unknown(format!("{what}：从未有过这条记录\n  {what}: no record ever had this id"))
}

fn table(entries: &[HistoryEntry<'_>], lang: Lang) -> TextTable {
    let headers = if lang == Lang::Zh {
        ["日期", "提交", "作者", "变化"]
    } else {
        ["day", "commit", "author", "what changed"]
    };
    let mut table = TextTable::new(&headers);
    for entry in entries {
        let day = entry.day.map_or_else(|| "—".to_owned(), |day| day.to_string());
        let commit = entry.commit.id.get(..10).unwrap_or_default().to_owned();
        table.row([day, commit, entry.commit.author.clone(), entry.words().get(lang).to_owned()]);
    }
    table
}

#[derive(Serialize)]
struct LogDocument<'h> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'h str>,
    kind: Option<&'static str>,
    record: &'h str,
    number: Option<&'h str>,
    /// What of the history is missing.
    missing: Option<&'h str>,
    entries: Vec<HistoryRow<'h>>,
}

#[derive(Serialize)]
struct HistoryRow<'h> {
    day: Option<mulu_core::day::Day>,
    commit: &'h str,
    author: &'h str,
    subject: &'h str,
    kind: &'static str,
    record: &'h str,
    file: &'h str,
    #[serde(flatten)]
    change: &'h Change,
    message: String,
}

fn json(
    opened: &OpenedRegistry,
    subject: &LogSubject,
    history: &History,
    entries: &[HistoryEntry<'_>],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = opened.json_lang;
    let row = |entry: &HistoryEntry<'_>| entry.words().get(lang).to_owned();
    let entries = entries.iter().map(|entry| HistoryRow {
        day: entry.day,
        commit: &entry.commit.id,
        author: &entry.commit.author,
        subject: &entry.commit.subject,
        kind: entry.change.kind().id(),
        record: entry.change.id(),
        file: &entry.change.path,
        change: &entry.change.change,
        message: row(entry),
    });
    let document = LogDocument {
        schema: "mulu.log/1",
        as_of: opened.day.to_string(),
        revision: opened.source.commit(),
        kind: subject.kind.map(Kind::id),
        record: &subject.id,
        number: subject.number.as_deref(),
        missing: history.missing.as_ref().map(|missing| missing.get(lang)),
        entries: entries.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
