//! `mulu step`.

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::listing::standards;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, refused};
use mulu_core::day::Day;
use mulu_core::edit::{Edit, KeyLocation, WrittenValue};
use mulu_core::message;
use mulu_core::model::STEPS;

/// `mulu step`.
#[derive(Debug, ClapArgs)]
pub struct Step {
    /// The city's document: its id, its title, or its number
    #[arg(value_name = "DRAFT")]
    pub draft: String,
    /// The step that was taken  步骤
    #[arg(value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS))]
    pub step: String,
    /// When; without it, the day of the run  日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// With consultation: its last day  征求意见截止日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub until: Option<Day>,
    /// With publication: from when the document applies  实施日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub effective: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Records a step of making one of the city's own documents; publication issues it.
///
/// # Errors
/// When the registry cannot be read or the record not be written, or there is no such document of the city.
pub fn run(common: &Common, command: &Step) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu step"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Step) -> Result<Vec<Edit>, Failure> {
    let found = standards(opened, std::slice::from_ref(&command.draft))?;
    let record = found.first().and_then(|index| opened.registry.standards.get(*index));
    let record = record.filter(|record| record.is_municipal()).ok_or_else(|| {
        refused(&message!("只有本市标准文件有编制步骤", "only the city's own documents have steps of drafting"))
    })?;
    let date = command.date.unwrap_or(opened.day);
    let (consultation, publication) = (command.step == "consultation", command.step == "publication");
    if command.until.is_some() && !consultation || command.effective.is_some() && !publication {
        return Err(refused(&message!(
            "--until 只用于 consultation，--effective 只用于 publication",
            "--until goes with consultation, --effective with publication"
        )));
    }
    let edit = edited(opened, opened.registry.path(record.file), |file| {
        file.set(KeyLocation::Table("drafting"), &command.step, &WrittenValue::Day(date))?;
        if let Some(until) = command.until {
            file.set(KeyLocation::Table("drafting"), "consultation_until", &WrittenValue::Day(until))?;
        }
        if publication {
            file.set(KeyLocation::Top, "issued", &WrittenValue::Day(date))?;
            file.set(KeyLocation::Top, "effective", &WrittenValue::Day(command.effective.unwrap_or(date)))?;
        }
        Ok(())
    })?;
    Ok(vec![edit])
}
