//! `mulu undo`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::Args as ClapArgs;

use mulu_core::edit;
use mulu_core::message;
use mulu_core::printable::line;
use mulu_core::source::{Source, SourceEntry};
use mulu_git::RevisionTree;

use super::args::Common;
use super::fail::Failure;
use super::journal::{self, Journal, JournalEntry};
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::refused;
use super::{CommandOutcome, terminal};

/// `mulu undo`.
#[derive(Debug, ClapArgs)]
pub struct Undo {}

/// Takes back what the last command wrote, all of it or nothing: as long as nobody has changed it since, and it is not committed.
///
/// # Errors
/// When there is nothing to take back, a record has changed since, or it is committed.
pub fn run(common: &Common, _: &Undo) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu undo"))?;
    let journal = take_back_last(&opened)?;
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    let (count, command) = (journal.files.len(), line(&journal.command));
    let done = message!("已撤销 {command} 写入的 {count} 个文件", "taken back: {count} files that {command} wrote");
    writeln!(out, "{}", done.get(opened.lang))?;
    for kept in &journal.files {
        writeln!(out, "  {}", line(&kept.path))?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// Takes the last edit back, and says what it was.
///
/// # Errors
/// As [`run`].
pub fn take_back_last(opened: &OpenedRegistry) -> Result<Journal, Failure> {
    let root = opened.source.root();
    let journal = journal::last(root).ok_or_else(|| {
        refused(&message!(
            "没有可以撤销的修改",
            "there is nothing to undo: nothing was written in this git repository since"
        ))
    })?;
    let committed = RevisionTree::open(root, "HEAD").ok();
    for kept in &journal.files {
        let path = line(&kept.path);
        if text(&opened.source, &kept.path)? != kept.after {
            return Err(refused(&message!(
                "{path} 后来又改过，没有撤销：用 git 恢复",
                "{path} was changed since, so nothing was undone: restore it with git"
            )));
        }
        let at_head = committed.as_ref().map(|tree| text(tree, &kept.path)).transpose()?.flatten();
        if kept.after.is_some() && at_head == kept.after {
            return Err(refused(&message!(
                "{path} 已经提交，没有撤销：用 git revert",
                "{path} is committed, so nothing was undone: git revert takes a commit back"
            )));
        }
    }
    take_back(opened, &journal)?;
    journal::forget(root);
    Ok(journal)
}

fn take_back(opened: &OpenedRegistry, journal: &Journal) -> Result<(), Failure> {
    // Only a record that the registry itself has read is removed: the journal names no file elsewhere.
    let is_own = |kept: &&JournalEntry| kept.before.is_some() || opened.registry.files.contains(&kept.path);
    let back = |kept: &JournalEntry| (kept.path.clone(), kept.before.clone());
    let files: BTreeMap<String, Option<String>> = journal.files.iter().filter(is_own).map(back).collect();
    Ok(edit::write(&opened.registry, &opened.source, opened.source.root(), &files)?)
}

fn text(source: &dyn Source, path: &str) -> Result<Option<String>, Failure> {
    match source.read(path) {
        Ok(SourceEntry::Bytes(bytes)) => Ok(String::from_utf8(bytes).ok()),
        Ok(_) => Ok(None),
        Err(error) if error.error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
