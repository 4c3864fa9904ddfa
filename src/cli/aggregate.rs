//! `mulu aggregate`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::output::Output;
use mulu_core::printable::line;
use mulu_core::source::WorkTree;
use mulu_core::summary::RegistrySummary;
use mulu_git::Origin;
use mulu_site::aggregate;

use super::args::Common;
use super::fail::Failure;
use super::open::{load, unknown};
use super::terminal::ProgressLine;
use super::{CommandOutcome, terminal};

/// `mulu aggregate`.
#[derive(Debug, ClapArgs)]
pub struct AggregateArgs {
    /// The registries: folders with a book.toml each
    #[arg(value_name = "REGISTRY", required = true)]
    pub registries: Vec<PathBuf>,
    /// Where to write  写到哪里
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Writes one overview over many registries, each by its own law.
///
/// # Errors
/// When a registry or one that it depends on cannot be read, or a file cannot be written.
pub fn run(common: &Common, command: &AggregateArgs) -> Result<CommandOutcome, Failure> {
    if common.root.is_some() || common.rev.is_some() {
        return Err(unknown(message!(
            "aggregate 不用 --root 和 --rev：逐个写出登记簿",
            "aggregate takes neither --root nor --rev: name the registries"
        )));
    }
    let mut day = common.as_of;
    let progress = ProgressLine::new();
    let mut summaries = Vec::with_capacity(command.registries.len());
    // One after the other, each on all cores: so the largest alone decides how much memory is needed.
    for (done, folder) in command.registries.iter().enumerate() {
        progress.say(&format!("{done} / {}", command.registries.len()));
        summaries.push(summary(common, folder, &mut day)?);
    }
    progress.done();
    // There is at least one, which said the day.
    let Some(day) = day else { return Ok(CommandOutcome::Success) };
    summaries.sort_by(|a, b| (&a.jurisdiction, &a.title).cmp(&(&b.jurisdiction, &b.title)));
    if let Some(folder) = command.registries.iter().find(|folder| holds(&command.out, folder)) {
        let (out, folder) = (line(&command.out.display().to_string()), line(&folder.display().to_string()));
        return Err(unknown(message!(
            "--out {out} 是登记簿 {folder} 所在的目录，须写在另一个目录",
            "--out {out} holds the registry {folder}: write into a folder of its own"
        )));
    }
    let tally = aggregate(&summaries, day, Output::open(&command.out)?).map_err(Failure::Site)?;
    let (count, out) = (summaries.len(), line(&command.out.display().to_string()));
    let (written, unchanged, removed) = (tally.written, tally.unchanged, tally.removed);
    let said = message!(
        "{out}：{count} 个登记簿，写入 {written}，未变 {unchanged}，移除 {removed}（截至 {day}）",
        "{out}: {count} registries, {written} written, {unchanged} unchanged, {removed} removed (as of {day})"
    );
    let mut stdout = terminal::stdout(terminal::OutputForm::Text);
    writeln!(stdout, "{}", said.get(common.lang.unwrap_or(Lang::Zh)))?;
    stdout.flush()?;
    Ok(CommandOutcome::Success)
}

/// What one registry comes to. The first says which day it is, where none was asked about: an overview is of one day.
fn summary(common: &Common, folder: &Path, day: &mut Option<Day>) -> Result<RegistrySummary, Failure> {
    let source = Origin::Work(WorkTree::open(folder)?).with_upstreams()?;
    let opened = load(source, common).map_err(|failure| match failure {
        Failure::Unknown(why) => Failure::Unknown(format!("{}: {why}", line(&folder.display().to_string()))),
        other => other,
    })?;
    let day = *day.get_or_insert(opened.day);
    Ok(RegistrySummary::of(&opened.registry, day))
}

/// Whether a folder is a registry's own, or one above it.
fn holds(out: &Path, root: &Path) -> bool {
    let (Ok(out), Ok(root)) = (out.canonicalize(), root.canonicalize()) else { return false };
    root.starts_with(out)
}
