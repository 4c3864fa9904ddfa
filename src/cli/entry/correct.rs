//! `mulu correct`.

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, Question, refused};
use crate::cli::rename::renamed;
use mulu_core::day::Day;
use mulu_core::edit::{Edit, KeyLocation, RenumberingReason, WrittenValue};
use mulu_core::message;
use mulu_core::model::{Kind, Policy, Spanned, Standard};

/// The facts of a record of its own that can be corrected; of a catalogue entry, its day.
const KEYS: [&str; 8] = ["title", "issued", "effective", "withdrawn", "expires", "repealed", "listed", "number"];

/// `mulu correct`.
#[derive(Debug, ClapArgs)]
pub struct Correct {
    /// The standard or the policy: its id, its number in any form, or its title
    #[arg(value_name = "ID|NUMBER")]
    pub record: String,
    /// The fact that is wrong  更正的键
    #[arg(value_name = "KEY", value_parser = PossibleValuesParser::new(KEYS))]
    pub key: String,
    /// What is right: a text, or a day
    #[arg(value_name = "VALUE")]
    pub value: String,
    /// Why what was published is wrong  更正的理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// When it was corrected; without it, the day of the run  勘误日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// What a record says of a key.
enum RecordedValue {
    Text(String),
    Day(Day),
    Nothing,
}

/// Corrects a published fact and keeps what was published, and why it was wrong, as an erratum.
///
/// # Errors
/// When the registry cannot be read or the record not be written, it has no such fact, or an answer is missing.
pub fn run(common: &Common, command: &Correct) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu correct"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Correct) -> Result<Vec<Edit>, Failure> {
    let key = command.key.as_str();
    let registry = &opened.registry;
    let why = Question { zh: "更正的理由", en: "why what was published is wrong", option: "--reason" };
    // A number is a file's name too, and others cite it: they are corrected with it.
    let numbered = registry.find_standard(&command.record, opened.day).filter(|_| key == "number");
    if let Some(place) = numbered {
        let reason = prompt::text(command.reason.as_ref(), why, opened.lang)?;
        let why = RenumberingReason::Corrected(command.date.unwrap_or(opened.day), reason);
        return renamed(opened, (Kind::Standard, place), &command.value, why);
    }
    let (path, was) = found(opened, &command.record, key)?;
    let part = if key == "listed" { KeyLocation::Table("catalogue") } else { KeyLocation::Top };
    let is_day = !matches!(key, "title" | "number");
    let right = if is_day {
        WrittenValue::Day(prompt::day(&command.value).map_err(Failure::Unknown)?)
    } else {
        WrittenValue::Text(command.value.trim().to_owned())
    };
    let was = match was {
        // What was not known is filled in; that corrects nothing.
        RecordedValue::Nothing => None,
        RecordedValue::Day(day) => Some(WrittenValue::Day(day)),
        RecordedValue::Text(text) => Some(WrittenValue::Text(text)),
    };
    if was.as_ref() == Some(&right) {
        return Err(refused(&message!("记录已经这样写", "the record says so already")));
    }
    let reason = if was.is_some() { Some(prompt::text(command.reason.as_ref(), why, opened.lang)?) } else { None };
    let edit = edited(opened, path, |record| {
        record.set(part, key, &right)?;
        let Some(was) = was else { return Ok(()) };
        record.append_erratum(
            command.date.unwrap_or(opened.day),
            key,
            was,
            reason.as_deref().unwrap_or_default().trim(),
        )
    })?;
    Ok(vec![edit])
}

/// The file of a record, and what it says.
fn found<'o>(opened: &'o OpenedRegistry, called: &str, key: &str) -> Result<(&'o str, RecordedValue), Failure> {
    let registry = &opened.registry;
    let standard = registry.find_standard(called, opened.day).and_then(|index| registry.standards.get(index));
    if let Some(standard) = standard {
        return Ok((registry.path(standard.file), of_standard(standard, key)?));
    }
    let named =
        |policy: &&Policy| policy.id == called || policy.title.as_ref().is_some_and(|title| title.value == called);
    let policy = registry.policies.iter().find(named).ok_or_else(|| {
        let called = mulu_core::printable::line(called);
        Failure::Unknown(format!("没有标准或政策 {called} · there is no standard and no policy `{called}`"))
    })?;
    Ok((registry.path(policy.file), of_policy(policy, key)?))
}

fn of_standard(standard: &Standard, key: &str) -> Result<RecordedValue, Failure> {
    Ok(match key {
        "title" => text(standard.title.as_ref()),
        "issued" => day(standard.issued.as_ref()),
        "effective" => day(standard.effective.as_ref()),
        "withdrawn" => day(standard.withdrawn.as_ref()),
        "listed" => match &standard.catalogue {
            Some(entry) => day(entry.listed.as_ref()),
            None => {
                return Err(refused(&message!(
                    "没有列入目录：用 mulu list-in",
                    "it is not listed: mulu list-in lists it"
                )));
            }
        },
        _ => return Err(no_such(key)),
    })
}

fn of_policy(policy: &Policy, key: &str) -> Result<RecordedValue, Failure> {
    Ok(match key {
        "title" => text(policy.title.as_ref()),
        "number" => text(policy.number.as_ref()),
        "issued" => day(policy.issued.as_ref()),
        "effective" => day(policy.effective.as_ref()),
        "expires" => day(policy.expires.as_ref()),
        "repealed" => day(policy.repealed.as_ref()),
        _ => return Err(no_such(key)),
    })
}

fn no_such(key: &str) -> Failure {
    refused(&message!("这类记录没有 {key}", "records of this kind have no `{key}`"))
}

fn text(value: Option<&Spanned<String>>) -> RecordedValue {
    value.map_or(RecordedValue::Nothing, |text| RecordedValue::Text(text.value.clone()))
}

fn day(value: Option<&Spanned<Day>>) -> RecordedValue {
    value.map_or(RecordedValue::Nothing, |day| RecordedValue::Day(day.value))
}
