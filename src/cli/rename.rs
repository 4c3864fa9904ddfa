//! `mulu rename`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use mulu_core::day::Day;
use mulu_core::edit::{self, Edit, Renaming, RenumberingReason, WordKind};
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::printable::line;

use super::args::Common;
use super::edited::finish;
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::{self, refused};
use super::{CommandOutcome, journal};

/// The kinds of records that have an id of their own, and the words that the registry declares for itself.
const KINDS: [&str; 11] =
    ["standard", "policy", "agency", "project", "resource", "case", "class", "topic", "trait", "evidence", "role"];

/// `mulu rename`.
#[derive(Debug, ClapArgs)]
pub struct Rename {
    /// What it is called: an id, a standard's number in any form, a title or a name; the id of a class, a topic, a trait, a kind of
    /// evidence or a role
    #[arg(value_name = "OLD")]
    pub old: String,
    /// What it is to be called: another id; of a standard its other number, or the number that a draft gets
    #[arg(value_name = "NEW")]
    pub new: String,
    /// What it is, where several are called so  种类
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
    pub kind: Option<String>,
    /// Since when a standard has its new number; without it, the day of the run  改号日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day, conflicts_with = "reason")]
    pub since: Option<Day>,
    /// The number was written down wrongly, and why: an erratum instead of a former number  更正的理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Gives a record another id or number, in its own file and in every file that speaks of it. The old one goes on leading to it.
///
/// # Errors
/// When the registry cannot be read or a record not be written, nothing is called so, or the new name is taken or no name.
pub fn run(common: &Common, command: &Rename) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu rename"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Rename) -> Result<Vec<Edit>, Failure> {
    if let Some(kind) = word_kind(opened, command)? {
        let (old, new) = (command.old.trim(), &command.new);
        return edit::rename_word(&opened.registry, opened.day, kind, old, new).map_err(|why| refused(&why));
    }
    let kind = command.kind.as_deref().and_then(|id| Kind::ALL.iter().copied().find(|kind| kind.id() == id));
    let (kind, place) = found(opened, &command.old, kind)?;
    let why = match command.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => RenumberingReason::Corrected(opened.day, reason.to_owned()),
        None => RenumberingReason::Since(command.since.unwrap_or(opened.day)),
    };
    renamed(opened, (kind, place), &command.new, why)
}

/// Which word of the registry's own is meant, if one is: by its kind, or because no record is called so.
///
/// # Errors
/// When several words are called so.
fn word_kind(opened: &OpenedRegistry, command: &Rename) -> Result<Option<WordKind>, Failure> {
    if let Some(id) = command.kind.as_deref() {
        return Ok(WordKind::ALL.into_iter().find(|kind| kind.id() == id));
    }
    let old = command.old.trim();
    if !opened.registry.called(old, opened.day).is_empty() {
        return Ok(None);
    }
    let is_called_so = |kind: &WordKind| edit::has_word(&opened.registry, *kind, old);
    let kinds: Vec<WordKind> = WordKind::ALL.into_iter().filter(is_called_so).collect();
    match kinds.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let all = several.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
            Err(refused(&message!(
                "叫这个名字的有几种：{all}。用 --kind 指明",
                "several things are called so: {all}; say which with --kind"
            )))
        }
    }
}

/// What renames a record, in its own file and in every other that speaks of it.
///
/// # Errors
/// As [`run`].
pub fn renamed(
    opened: &OpenedRegistry,
    (kind, place): (Kind, usize),
    new: &str,
    why: RenumberingReason,
) -> Result<Vec<Edit>, Failure> {
    let registry = &opened.registry;
    let own = registry.record_at(kind, place).map_or("", |record| registry.path(record.file()));
    journal::ours(own)?;
    let target = edit::rename_target(registry, kind, place, new).map_err(|why| refused(&why))?;
    let is_there = |path: &str| opened.source.root().join(path).symlink_metadata().is_ok();
    if target.path != own && is_there(&target.path) {
        let target = &target.path;
        return Err(refused(&message!("{target} 已存在", "{target} is there already")));
    }
    let number = target.number.as_ref().map(|number| (number, why));
    let renaming = Renaming { kind, place, path: &target.path, number };
    edit::rename(registry, opened.day, &renaming).map_err(|(path, why)| {
        let (zh, en) = (why.get(Lang::Zh), why.get(Lang::En));
        Failure::Unknown(format!("{}: {zh} · {en}", line(&path)))
    })
}

/// The record that a text means: by its id, a number, a title or a name.
///
/// # Errors
/// When there is none, or several kinds have one.
pub fn found(opened: &OpenedRegistry, called: &str, kind: Option<Kind>) -> Result<(Kind, usize), Failure> {
    let registry = &opened.registry;
    let mut found = registry.called(called, opened.day);
    found.retain(|(own, _)| kind.is_none_or(|kind| kind == *own));
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let called = line(called);
            Err(refused(&message!("没有名为 {called} 的记录", "no record is called `{called}`")))
        }
        several => {
            let path = |(kind, place): &(Kind, usize)| {
                registry.record_at(*kind, *place).map_or("", |record| registry.path(record.file()))
            };
            let paths = several.iter().map(path).collect::<Vec<_>>().join(", ");
            Err(refused(&message!(
                "几条记录都叫这个名字：{paths}。用 --kind 或代码指明",
                "several records are called so: {paths}; say which by its id or with --kind"
            )))
        }
    }
}
