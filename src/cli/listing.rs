//! `mulu list-in`, `mulu delist`, `mulu exclude`: what the office decides of standards, of many at once.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use clap::Args as ClapArgs;

use mulu_core::day::Day;
use mulu_core::edit::{Edit, EditableRecord, KeyLocation, WrittenValue};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Binding, Listing};
use mulu_core::number::Nature;
use mulu_core::parse::nearest;

use super::CommandOutcome;
use super::args::Common;
use super::edited::{edited, finish};
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::{self, Question, refused};

const ENTRY: KeyLocation<'_> = KeyLocation::Table("catalogue");

/// `mulu list-in`.
#[derive(Debug, ClapArgs)]
pub struct ListIn {
    /// The standards: their numbers in any form, their titles, or the ids of their records
    #[arg(value_name = "NUMBER", required = true)]
    pub numbers: Vec<String>,
    /// From when they are listed; without it, the day of the run  列入日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// A class of the standards system, by id or title; may be repeated  分类
    #[arg(long = "class", value_name = "ID")]
    pub classes: Vec<String>,
    /// A topic that they cover, by id or title; may be repeated  主题
    #[arg(long = "topic", value_name = "ID")]
    pub topics: Vec<String>,
    /// How the catalogue lists them; without it, mandatory where the number is  约束力
    #[arg(long, value_name = "FORCE", value_parser = prompt::word::<Binding>)]
    pub binding: Option<Binding>,
    /// The clause that makes them mandatory, POLICY#CLAUSE; may be repeated  强制依据
    #[arg(long, value_name = "CLAUSE")]
    pub mandated_by: Vec<String>,
    /// A trait of projects that they apply to, * for every project; may be repeated  适用特征
    #[arg(long, value_name = "TRAIT")]
    pub applies_to: Vec<String>,
    /// Which projects they apply to, as a CEL expression  适用条件
    #[arg(long, value_name = "CEL")]
    pub when: Option<String>,
    /// Only keep them, and say whom they apply to, without listing them  只收集
    #[arg(long, conflicts_with_all = ["date", "binding", "mandated_by", "propose"])]
    pub collect: bool,
    /// Only propose them, without listing them yet  拟列入
    #[arg(long, conflicts_with = "date")]
    pub propose: bool,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// `mulu delist`.
#[derive(Debug, ClapArgs)]
pub struct Delist {
    /// The standards: their numbers in any form, their titles, or the ids of their records
    #[arg(value_name = "NUMBER", required = true)]
    pub numbers: Vec<String>,
    /// From when they are no longer listed; without it, the day of the run  移出日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// `mulu exclude`.
#[derive(Debug, ClapArgs)]
pub struct Exclude {
    /// The standards: their numbers in any form, their titles, or the ids of their records
    #[arg(value_name = "NUMBER", required = true)]
    pub numbers: Vec<String>,
    /// Why they do not apply here  不适用的理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Lists standards, all of them or none.
///
/// # Errors
/// When the registry cannot be read or a record not be written, or a standard, class, topic or trait is unknown.
pub fn list_in(common: &Common, command: &ListIn) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu list-in"))?;
    finish(&opened, &list_in_edits(&opened, command)?, command.force)
}

/// What `mulu list-in` writes.
///
/// # Errors
/// As [`list_in`].
pub fn list_in_edits(opened: &OpenedRegistry, command: &ListIn) -> Result<Vec<Edit>, Failure> {
    let standards = standards(opened, &command.numbers)?;
    let (classes, topics) = (classes(opened, &command.classes)?, topics(opened, &command.topics)?);
    let status = match (command.collect, command.propose) {
        (true, _) => Listing::Collected,
        (_, true) => Listing::Proposed,
        _ => Listing::Listed,
    };
    let date = command.date.unwrap_or(opened.day);
    let edit = |index: &usize| {
        let standard = &opened.registry.standards[*index];
        let entry = standard.catalogue.as_ref();
        if status == Listing::Listed
            && standard.listed_on(date).is_some()
            && entry.is_some_and(|entry| entry.delisted.is_none())
        {
            let (name, since) =
                (standard.name(), entry.and_then(|entry| entry.listed.as_ref()).map_or(date, |day| day.value));
            return Err(refused(&message!("{name} 已于 {since} 列入", "{name} is listed since {since}")));
        }
        edited(opened, opened.registry.path(standard.file), |record| {
            let own = |have: &[mulu_core::model::Spanned<String>], more: &[String]| {
                let mut all: Vec<String> = have.iter().map(|one| one.value.clone()).collect();
                all.extend(more.iter().filter(|one| !have.iter().any(|own| own.value == **one)).cloned());
                WrittenValue::Texts(all)
            };
            if !classes.is_empty() {
                record.set(KeyLocation::Top, "classes", &own(&standard.classes, &classes))?;
            }
            if !topics.is_empty() {
                record.set(KeyLocation::Top, "topics", &own(&standard.topics, &topics))?;
            }
            set_status(record, status)?;
            record.unset(ENTRY, "reason")?;
            if status == Listing::Listed {
                record.set(ENTRY, "listed", &WrittenValue::Day(date))?;
                record.unset(ENTRY, "delisted")?;
                let mandatory =
                    opened.registry.nature(*index) == Some(Nature::Mandatory) || !command.mandated_by.is_empty();
                let usual = if mandatory { Binding::Mandatory } else { Binding::Recommended };
                let binding = command.binding.unwrap_or(usual);
                record.set(ENTRY, "binding", &WrittenValue::Text(binding.id().to_owned()))?;
            }
            if !command.mandated_by.is_empty() {
                record.set(ENTRY, "mandated_by", &WrittenValue::Texts(command.mandated_by.clone()))?;
            }
            if !command.applies_to.is_empty() {
                record.set(ENTRY, "applies_to", &WrittenValue::Texts(command.applies_to.clone()))?;
            }
            if let Some(when) = &command.when {
                record.set(ENTRY, "when", &WrittenValue::Text(when.clone()))?;
            }
            Ok(())
        })
    };
    standards.iter().map(edit).collect()
}

/// Takes standards out of the catalogue, all of them or none; since when they were listed stays.
///
/// # Errors
/// When the registry cannot be read or a record not be written, or a standard is unknown or not listed.
pub fn delist(common: &Common, command: &Delist) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu delist"))?;
    finish(&opened, &delist_edits(&opened, command)?, command.force)
}

/// What `mulu delist` writes.
///
/// # Errors
/// As [`delist`].
pub fn delist_edits(opened: &OpenedRegistry, command: &Delist) -> Result<Vec<Edit>, Failure> {
    let date = command.date.unwrap_or(opened.day);
    let edit = |index: &usize| {
        let standard = &opened.registry.standards[*index];
        if standard.listed_on(date).is_none() {
            let name = standard.name();
            return Err(refused(&message!("{name} 在 {date} 没有列入目录", "{name} is not listed on {date}")));
        }
        edited(opened, opened.registry.path(standard.file), |record| {
            set_status(record, Listing::Delisted)?;
            record.set(ENTRY, "delisted", &WrittenValue::Day(date))
        })
    };
    let standards = standards(opened, &command.numbers)?;
    standards.iter().map(edit).collect()
}

/// Says of standards that they do not apply here, and why, of all of them or none.
///
/// # Errors
/// When the registry cannot be read or a record not be written, a standard is unknown or in the catalogue, or no reason is given.
pub fn exclude(common: &Common, command: &Exclude) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu exclude"))?;
    finish(&opened, &exclude_edits(&opened, command)?, command.force)
}

/// What `mulu exclude` writes.
///
/// # Errors
/// As [`exclude`].
pub fn exclude_edits(opened: &OpenedRegistry, command: &Exclude) -> Result<Vec<Edit>, Failure> {
    let why = Question { zh: "不适用的理由", en: "why they do not apply", option: "--reason" };
    let reason = prompt::text(command.reason.as_ref(), why, opened.lang)?;
    let edit = |index: &usize| {
        let standard = &opened.registry.standards[*index];
        if standard.catalogue.as_ref().is_some_and(|entry| entry.listed.is_some()) {
            let name = standard.name();
            return Err(refused(&message!(
                "{name} 列入过目录：先 mulu delist",
                "{name} is or was in the catalogue: mulu delist takes it out"
            )));
        }
        edited(opened, opened.registry.path(standard.file), |record| {
            set_status(record, Listing::Excluded)?;
            record.unset(ENTRY, "applies_to")?;
            record.unset(ENTRY, "when")?;
            record.set(ENTRY, "reason", &WrittenValue::Text(reason.clone()))
        })
    };
    let standards = standards(opened, &command.numbers)?;
    standards.iter().map(edit).collect()
}

fn set_status(record: &mut EditableRecord<'_>, status: Listing) -> Result<(), Message> {
    record.set(ENTRY, "status", &WrittenValue::Text(status.id().to_owned()))
}

/// The standards that are meant, each once.
///
/// # Errors
/// When one is not on record.
pub fn standards(opened: &OpenedRegistry, numbers: &[String]) -> Result<Vec<usize>, Failure> {
    let mut found = Vec::new();
    for number in numbers {
        let index = opened.registry.find_standard(number, opened.day).ok_or_else(|| {
            let number = mulu_core::printable::line(number);
            Failure::Unknown(format!("登记簿中没有标准 {number} · the registry has no standard `{number}`"))
        })?;
        if !found.contains(&index) {
            found.push(index);
        }
    }
    Ok(found)
}

/// Ids of classes, which may be called by their titles.
fn classes(opened: &OpenedRegistry, given: &[String]) -> Result<Vec<String>, Failure> {
    let known = opened.registry.classes.iter();
    let known: Vec<(&str, &str)> = known
        .filter_map(|class| {
            Some((class.id.as_ref()?.value.as_str(), class.title.as_ref().map_or("", |title| title.value.as_str())))
        })
        .collect();
    given.iter().map(|text| called(text, &known, ("分类", "class"))).collect()
}

fn topics(opened: &OpenedRegistry, given: &[String]) -> Result<Vec<String>, Failure> {
    let known = opened.registry.classes.iter().flat_map(|class| &class.topics);
    let known: Vec<(&str, &str)> = known
        .filter_map(|topic| {
            Some((topic.id.as_ref()?.value.as_str(), topic.title.as_ref().map_or("", |title| title.value.as_str())))
        })
        .collect();
    given.iter().map(|text| called(text, &known, ("主题", "topic"))).collect()
}

fn called(text: &str, known: &[(&str, &str)], (zh, en): (&str, &str)) -> Result<String, Failure> {
    if let Some((id, _)) = known.iter().find(|(id, title)| *id == text || *title == text) {
        return Ok((*id).to_owned());
    }
    let near = nearest(text, known.iter().map(|(id, _)| *id)).map_or_else(String::new, |near| format!(": {near}?"));
    let text = mulu_core::printable::line(text);
    Err(Failure::Unknown(format!("没有{zh} {text} · there is no {en} `{text}`{near}")))
}
