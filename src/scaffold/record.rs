//! The text and the place of a new record.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mulu_core::edit::{checked_id, toml_string};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Kind;
use mulu_core::number::{Grammar, Level, Number};
use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_core::schema::about;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewRecord<'a> {
    /// A standard, by its number.
    Standard(&'a str),
    /// A policy, by its id.
    Policy(&'a str),
    /// An agency, by its id.
    Agency(&'a str),
    /// A project, by its id.
    Project(&'a str),
    /// An information resource, by the id of its provider and its own.
    Resource(&'a str, &'a str),
    /// One of the city's own documents that has no number yet, by its id.
    Draft(&'a str),
    /// A record of a kind that needs no words of its own here, by its id.
    OfKind(Kind, &'a str),
}

/// Why a record cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaffoldError(pub Message);

impl From<Message> for ScaffoldError {
    fn from(why: Message) -> Self {
        ScaffoldError(why)
    }
}

/// The path and the text of a new record. `given` holds values as TOML, by key.
///
/// # Errors
/// When the number tells no place, or the id cannot be a file's name.
pub fn new_record(
    new: NewRecord<'_>,
    given: &BTreeMap<&str, String>,
    grammar: &Grammar,
) -> Result<(String, String), ScaffoldError> {
    let mut given = given.clone();
    let (kind, name, path) = match new {
        NewRecord::Standard(number) => {
            let number = grammar.parse(number);
            let level = level(&number)?;
            given.insert("number", toml_string(number.canonical()));
            (Kind::Standard, "standard", format!("standards/{}/{}.md", level.id(), number.slug()))
        }
        NewRecord::Draft(id) => (Kind::Standard, "municipal", format!("standards/municipal/{}.md", checked_id(id)?)),
        NewRecord::Policy(id) => (Kind::Policy, "policy", Kind::Policy.path(checked_id(id)?)),
        NewRecord::Agency(id) => (Kind::Agency, "agency", Kind::Agency.path(checked_id(id)?)),
        NewRecord::Project(id) => (Kind::Project, "project", Kind::Project.path(checked_id(id)?)),
        NewRecord::Resource(provider, id) => {
            given.insert("provider", toml_string(provider));
            (Kind::Resource, "resource", format!("resources/{}/{}.toml", checked_id(provider)?, checked_id(id)?))
        }
        NewRecord::OfKind(kind, id) => (kind, kind.id(), kind.path(checked_id(id)?)),
    };
    let shape = describe(kind, &path);
    let mut text = String::new();
    keys(&mut text, &shape, name, &given);
    match new {
        NewRecord::Draft(_) => inner(&mut text, &shape, name, "drafting", "[drafting]", &given),
        NewRecord::Policy(_) => inner(&mut text, &shape, name, "clause", "[[clause]]", &BTreeMap::new()),
        NewRecord::Resource(..) => inner(&mut text, &shape, name, "item", "[[item]]", &BTreeMap::new()),
        NewRecord::Standard(_) | NewRecord::Agency(_) | NewRecord::Project(_) | NewRecord::OfKind(..) => {}
    }
    let text = if kind.has_prose() { format!("+++\n{text}+++\n") } else { text };
    Ok((path, text))
}

/// The folder of a standard. Only a dated number names an edition, and an edition is what a record holds.
fn level(number: &Number) -> Result<Level, ScaffoldError> {
    let name = number.canonical();
    let Some(level) = number.level() else {
        return Err(ScaffoldError(message!(
            "{name} 不是标准编号；本市自己的文件用 mulu new draft",
            "`{name}` is not a standard number; for the city's own documents use mulu new draft"
        )));
    };
    if !number.is_dated() && level != Level::International {
        return Err(ScaffoldError(message!(
            "{name} 没有年份：一个文件记一个版本",
            "{name} has no year: a record holds one edition"
        )));
    }
    Ok(level)
}

/// The keys of a table, a line each; tables within it are left out.
fn keys(text: &mut String, shape: &TableShape, at: &str, given: &BTreeMap<&str, String>) {
    for (key, value) in &shape.keys {
        let path = format!("{at}.{key}");
        let comment = about(&path).map_or_else(String::new, |(zh, _)| format!("  # {zh}"));
        let is_required = shape.required.contains(key);
        let line = match (given.get(key), value) {
            (Some(value), _) => format!("{key} = {value}{comment}"),
            (None, ValueType::Table(_) | ValueType::Tables(_)) => continue,
            (None, ValueType::Word(words)) if is_required => {
                format!("{key} = \"\"{comment}：{}", words.join("、"))
            }
            (None, ValueType::Text | ValueType::Number | ValueType::Name(_)) if is_required => {
                format!("{key} = \"\"{comment}")
            }
            (None, value) => {
                format!("# {key} = {}{comment}{}", example(value), if is_required { "（必填）" } else { "" })
            }
        };
        let _ = writeln!(text, "{line}");
    }
}

fn inner(text: &mut String, shape: &TableShape, at: &str, key: &str, header: &str, given: &BTreeMap<&str, String>) {
    if let Some(ValueType::Table(inner) | ValueType::Tables(inner)) = shape.value(key) {
        let comment = about(&format!("{at}.{key}")).map_or_else(String::new, |(zh, _)| format!("  # {zh}"));
        let _ = writeln!(text, "\n{header}{comment}");
        keys(text, &inner.borrow(), &format!("{at}.{key}"), given);
    }
}

/// What a value looks like, for a key that stands in a comment.
fn example(value: &ValueType) -> String {
    match value {
        ValueType::Day | ValueType::DayOrUnknown => "YYYY-MM-DD".to_owned(),
        ValueType::Duration => "\"P2Y\"".to_owned(),
        ValueType::Word(words) => format!("\"{}\"", words.join(" | ")),
        ValueType::Flag => "true".to_owned(),
        ValueType::Integer(low, _) => low.to_string(),
        ValueType::Amount => "0".to_owned(),
        ValueType::List(_) => "[\"\"]".to_owned(),
        _ => "\"\"".to_owned(),
    }
}
