//! `mulu rename`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use mulu_core::day::Day;
use mulu_core::edit::{self, Edit, Renaming, Renumbered};
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::number::Number;
use mulu_core::printable::line;

use super::CommandOutcome;
use super::args::Common;
use super::edited::finish;
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::{self, refused};
use crate::scaffold::checked_id;

/// The kinds of records that have an id of their own.
const KINDS: [&str; 6] = ["standard", "policy", "agency", "project", "resource", "case"];

/// `mulu rename`.
#[derive(Debug, ClapArgs)]
pub struct Rename {
    /// What it is called: an id, a standard's number in any form, a title or a name
    #[arg(value_name = "OLD")]
    pub old: String,
    /// What it is to be called: another id; of a standard its other number, or the number that a draft gets
    #[arg(value_name = "NEW")]
    pub new: String,
    /// The kind of record, where several have this id  记录的种类
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
    let kind = command.kind.as_deref().and_then(|id| Kind::ALL.iter().copied().find(|kind| kind.id() == id));
    let (kind, place) = found(opened, &command.old, kind)?;
    let why = match command.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => Renumbered::Corrected(opened.day, reason.to_owned()),
        None => Renumbered::Since(command.since.unwrap_or(opened.day)),
    };
    renamed(opened, (kind, place), &command.new, why)
}

/// What renames a record, in its own file and in every other that speaks of it.
///
/// # Errors
/// As [`run`].
pub fn renamed(
    opened: &OpenedRegistry,
    (kind, place): (Kind, usize),
    new: &str,
    why: Renumbered,
) -> Result<Vec<Edit>, Failure> {
    let registry = &opened.registry;
    let Some(record) = registry.record_at(kind, place) else { return Ok(Vec::new()) };
    let path = registry.path(record.file());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let number = if kind == Kind::Standard { new_number(opened, place, new)? } else { None };
    let (id, folder) = match &number {
        Some(number) => (number.slug(), folder_of(number, folder)),
        None => (checked_id(new.trim()).map_err(|why| refused(&why.0))?.to_owned(), folder.to_owned()),
    };
    let target = format!("{folder}/{id}.{ending}");
    let same_number = |number: &Number| {
        registry.standards.get(place).and_then(|own| own.number.as_ref()).is_some_and(|own| own.number == *number)
    };
    if target == path && number.as_ref().is_none_or(same_number) {
        return Err(refused(&message!("它已经叫这个名字", "it is called so already")));
    }
    edit::is_free(registry, kind, place, &id).map_err(|why| refused(&why))?;
    if opened.source.root().join(&target).symlink_metadata().is_ok() && target != path {
        return Err(refused(&message!("{target} 已存在", "{target} is there already")));
    }
    let number = number.as_ref().filter(|number| !same_number(number)).map(|number| (number, why));
    let renaming = Renaming { kind, place, path: &target, number };
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

/// The number that a standard is to get; none where it is to get another id only, as a document without a number may.
fn new_number(opened: &OpenedRegistry, place: usize, new: &str) -> Result<Option<Number>, Failure> {
    let registry = &opened.registry;
    let Some(standard) = registry.standards.get(place) else { return Ok(None) };
    let number = registry.config.grammar.parse(new);
    if standard.number.is_none() && number.is_opaque() && checked_id(new.trim()).is_ok() {
        return Ok(None);
    }
    // A document that the grammar does not know has its number from the city; what looks like an id is none.
    if number.is_opaque() && !new.chars().any(|ch| ch.is_ascii_digit()) {
        let new = line(new);
        return Err(refused(&message!("{new} 不是编号", "`{new}` is no number")));
    }
    if !number.is_opaque() && !number.is_dated() && standard.number.as_ref().is_none_or(|own| own.number.is_dated()) {
        return Err(refused(&message!(
            "{number} 没有年份：一个文件记一个版本",
            "{number} has no year: a record holds one edition"
        )));
    }
    if let Some(other) = registry.standard_of(&number).filter(|other| *other != place) {
        let there = registry.standards.get(other).map_or("", |other| registry.path(other.file));
        return Err(refused(&message!("{number} 已是 {there}", "{number} is {there} already")));
    }
    Ok(Some(number))
}

/// The folder of a number's level; where it lies now, for what is of the city, and for a number that tells none.
fn folder_of(number: &Number, folder: &str) -> String {
    match number.level() {
        Some(level) if folder != "standards/municipal" => format!("standards/{}", level.id()),
        _ => folder.to_owned(),
    }
}
