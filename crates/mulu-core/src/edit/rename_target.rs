//! What a record is called after a rename: its path, and of a standard its number.

use crate::address::is_name;
use crate::message;
use crate::message::Message;
use crate::model::Kind;
use crate::number::Number;
use crate::registry::Registry;

use super::is_free;

/// What a record is to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTarget {
    /// The path that it gets.
    pub path: String,
    /// The number that a standard gets, where it is another one.
    pub number: Option<Number>,
}

/// The longest id that is given by a command.
const LONGEST_ID: usize = 100;

/// An id that is a plain file name everywhere.
///
/// # Errors
/// What an id may be.
pub fn checked_id(id: &str) -> Result<&str, Message> {
    let is_plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit();
    let is_id = id.starts_with(is_plain)
        && id.ends_with(is_plain)
        && id.chars().all(|ch| is_plain(ch) || matches!(ch, '-' | '.'))
        && !id.contains("..")
        && id.len() <= LONGEST_ID
        && !matches!(id, "evidence" | "taxonomy" | "readme")
        // What `check` refuses is not made.
        && is_name(id);
    if is_id {
        return Ok(id);
    }
    Err(message!(
        "代码只用小写字母、数字、连字符和点，如 data-office；不能是 index 或 Windows 的设备名（con、nul、com1 等）",
        "an id has small letters, digits, hyphens and points only, such as data-office; it is not `index`, and no device of Windows (con, nul, com1 and so on)"
    ))
}

/// Where a record lies, and which number it has, once it is called something else.
///
/// # Errors
/// When it is called so already, or the new name is taken, or cannot be one.
pub fn rename_target(registry: &Registry, kind: Kind, place: usize, new: &str) -> Result<RenameTarget, Message> {
    let nothing = || message!("没有这条记录", "there is no such record");
    let record = registry.record_at(kind, place).ok_or_else(nothing)?;
    let path = registry.path(record.file());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let number = if kind == Kind::Standard { new_number(registry, place, new)? } else { None };
    let (id, folder) = match &number {
        Some(number) => (number.slug(), folder_of(number, folder)),
        None => (checked_id(new.trim())?.to_owned(), folder.to_owned()),
    };
    let target = format!("{folder}/{id}.{ending}");
    let same_number = |number: &Number| {
        registry.standards.get(place).and_then(|own| own.number.as_ref()).is_some_and(|own| own.number == *number)
    };
    if target == path && number.as_ref().is_none_or(same_number) {
        return Err(message!("它已经叫这个名字", "it is called so already"));
    }
    is_free(registry, kind, place, &id)?;
    if target != path && registry.file_named(&target).is_some() {
        return Err(message!("{target} 已存在", "{target} is there already"));
    }
    Ok(RenameTarget { path: target, number: number.filter(|number| !same_number(number)) })
}

/// The number that a standard is to get; none where it is to get another id only, as a document without a number may.
fn new_number(registry: &Registry, place: usize, new: &str) -> Result<Option<Number>, Message> {
    let Some(standard) = registry.standards.get(place) else { return Ok(None) };
    let number = registry.config.grammar.parse(new);
    if standard.number.is_none() && number.is_opaque() && checked_id(new.trim()).is_ok() {
        return Ok(None);
    }
    // A document that the grammar does not know has its number from the city; what looks like an id is none.
    if number.is_opaque() && !new.chars().any(|ch| ch.is_ascii_digit()) {
        return Err(message!("{new} 不是编号", "`{new}` is not a standard number"));
    }
    if !number.is_opaque() && !number.is_dated() && standard.number.as_ref().is_none_or(|own| own.number.is_dated()) {
        return Err(message!(
            "{number} 没有年份：一个文件记一个版本",
            "{number} has no year: a record holds one edition"
        ));
    }
    if let Some(other) = registry.standard_of(&number).filter(|other| *other != place) {
        let there = registry.standards.get(other).map_or("", |other| registry.path(other.file));
        return Err(message!("{number} 已是 {there}", "{number} is {there} already"));
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
