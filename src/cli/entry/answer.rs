//! `mulu answer`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, Question, refused};
use mulu_core::day::Day;
use mulu_core::edit::{Edit, KeyLocation, WrittenValue};
use mulu_core::message;
use mulu_core::model::{Objection, ObjectionOutcome, Resource};
use mulu_core::parse::nearest;

use super::unknown;

/// `mulu answer`.
#[derive(Debug, ClapArgs)]
pub struct Answer {
    /// The information resource whose data are doubted, by its id or name
    #[arg(value_name = "RESOURCE")]
    pub resource: String,
    /// What came of it: corrected, upheld  结果
    #[arg(long, value_name = "RESULT", value_parser = prompt::word::<ObjectionOutcome>)]
    pub result: Option<ObjectionOutcome>,
    /// When it was answered; without it, the day of the run  答复日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// When those who use the resource were notified  告知使用单位的日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub told: Option<Day>,
    /// Of several objections that are not answered, the one that says this  哪一项疑义
    #[arg(long, value_name = "TEXT")]
    pub about: Option<String>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Writes into the record of a resource how an objection was answered, and when.
///
/// # Errors
/// When the registry cannot be read or the record not be written, no objection waits for an answer, or it is not clear which is meant.
pub fn run(common: &Common, command: &Answer) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu answer"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Answer) -> Result<Vec<Edit>, Failure> {
    let resource = resource(opened, &command.resource)?;
    let at = unanswered(&resource.objections, command.about.as_deref())?;
    let what = Question { zh: "结果（corrected、upheld）", en: "corrected or upheld", option: "--result" };
    let result = prompt::needed(command.result, what, opened.lang, prompt::word::<ObjectionOutcome>)?;
    let date = command.date.unwrap_or(opened.day);
    if date > opened.day {
        return Err(refused(&message!("{date} 还没有到", "{date} is still to come")));
    }
    let part = KeyLocation::Entry("objection", at);
    let edit = edited(opened, opened.registry.path(resource.file), |record| {
        record.set(part, "answered", &WrittenValue::Day(date))?;
        record.set(part, "result", &WrittenValue::Text(result.id().to_owned()))?;
        command.told.map_or(Ok(()), |told| record.set(part, "told", &WrittenValue::Day(told)))
    })?;
    Ok(vec![edit])
}

/// A resource, by its id or name.
fn resource<'o>(opened: &'o OpenedRegistry, called: &str) -> Result<&'o Resource, Failure> {
    let resources = &opened.registry.resources;
    let named = |own: &&Resource| own.id == called || own.name.as_ref().is_some_and(|name| name.value == called);
    resources.iter().find(named).ok_or_else(|| {
        let ids = resources.iter().map(|own| own.id.as_str());
        unknown(("信息资源", "information resource"), called, nearest(called, ids))
    })
}

/// The place of the objection that is not answered; of several, the one whose words are given.
fn unanswered(objections: &[Objection], about: Option<&str>) -> Result<usize, Failure> {
    let says = |one: &Objection| one.about.as_ref().map_or("", |about| about.value.as_str()).to_owned();
    let open = objections.iter().enumerate().filter(|(_, one)| one.answered.is_none());
    let open = open.map(|(at, one)| (at, says(one)));
    let meant: Vec<(usize, String)> = open.filter(|(_, says)| about.is_none_or(|about| says.contains(about))).collect();
    match &meant[..] {
        [(at, _)] => Ok(*at),
        [] => Err(refused(&message!("没有未答复的疑义", "no objection waits for an answer"))),
        several => {
            let all = several.iter().map(|(_, says)| says.as_str()).collect::<Vec<_>>().join("；");
            Err(refused(&message!("用 --about 指明哪一项：{all}", "say which with --about: {all}")))
        }
    }
}
