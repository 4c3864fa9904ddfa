//! `mulu train`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt;
use mulu_core::day::Day;
use mulu_core::edit::{Edit, WrittenValue};

use super::{Fields, agency, number};

/// `mulu train`.
#[derive(Debug, ClapArgs)]
pub struct Train {
    /// The agency whose people were trained, by its id or name
    #[arg(value_name = "AGENCY")]
    pub agency: String,
    /// When; without it, the day of the run  培训日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// A standard that it was about; may be repeated  培训的标准
    #[arg(long = "standard", value_name = "NUMBER")]
    pub standards: Vec<String>,
    /// How many people attended  人数
    #[arg(long, value_name = "COUNT")]
    pub attendance: Option<u32>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Appends a training to an agency's record.
///
/// # Errors
/// When the registry cannot be read or the record not be written, or the agency is unknown.
pub fn run(common: &Common, command: &Train) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu train"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Train) -> Result<Vec<Edit>, Failure> {
    let agency = agency(opened, &command.agency)?;
    let mut fields = Fields::default().day("date", Some(command.date.unwrap_or(opened.day)));
    if !command.standards.is_empty() {
        let standards = command.standards.iter().map(|text| number(opened, text)).collect();
        fields.0.push(("standards", WrittenValue::Texts(standards)));
    }
    fields.0.extend(command.attendance.map(|count| ("attendance", WrittenValue::Whole(i64::from(count)))));
    let path = opened.registry.path(agency.file);
    let edit = edited(opened, path, |record| record.append("training", &fields.0))?;
    Ok(vec![edit])
}
