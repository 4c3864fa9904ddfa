//! `mulu reorganise`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, refused};
use mulu_core::day::Day;
use mulu_core::edit::{Edit, KeyLocation, WrittenValue};
use mulu_core::message;

use super::{Fields, agency};

/// `mulu reorganise`.
#[derive(Debug, ClapArgs)]
pub struct Reorganise {
    /// The agency that is dissolved, merged or renamed: its id or name
    #[arg(value_name = "AGENCY")]
    pub agency: String,
    /// Who takes over from it, by id or name; may be repeated  承接单位
    #[arg(long = "into", value_name = "AGENCY", required_unless_present = "name")]
    pub into: Vec<String>,
    /// Its name from now on; the name of today stays on record  新名称
    #[arg(long, value_name = "NAME", conflicts_with = "into")]
    pub name: Option<String>,
    /// The last day of the agency, or of its name; without it, the day of the run  截止日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub until: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Records that an agency was merged into others, or has another name. Its filings, projects and duties go on with its successors;
/// what was decided keeps its name of that day.
///
/// # Errors
/// When the registry cannot be read or the record not be written, or an agency is unknown.
pub fn run(common: &Common, command: &Reorganise) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu reorganise"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Reorganise) -> Result<Vec<Edit>, Failure> {
    let own = agency(opened, &command.agency)?;
    let until = command.until.unwrap_or(opened.day);
    let into = command.into.iter().map(|called| agency(opened, called).map(|agency| agency.id.clone()));
    let into = into.collect::<Result<Vec<String>, Failure>>()?;
    if into.contains(&own.id) {
        return Err(refused(&message!("单位不能由自己承接", "an agency cannot take over from itself")));
    }
    let edit = edited(opened, opened.registry.path(own.file), |record| {
        if let Some(name) = &command.name {
            record.set(KeyLocation::Top, "name", &WrittenValue::Text(name.clone()))?;
            let former = Fields::default().text("name", Some(own.display_name())).day("until", Some(until));
            return record.append("names", &former.0);
        }
        record.set(KeyLocation::Top, "until", &WrittenValue::Day(until))?;
        record.set(KeyLocation::Top, "succeeded_by", &WrittenValue::Texts(into.clone()))
    })?;
    Ok(vec![edit])
}
