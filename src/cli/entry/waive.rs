//! `mulu waive`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, Question};
use mulu_core::day::Day;
use mulu_core::edit::Edit;

use super::{Fields, agency, number, project};

/// `mulu waive`.
#[derive(Debug, ClapArgs)]
pub struct Waive {
    /// The project, by its id or name
    #[arg(value_name = "PROJECT")]
    pub project: String,
    /// The standard that is waived  标准
    #[arg(long, value_name = "NUMBER", required_unless_present = "clause")]
    pub standard: Option<String>,
    /// The clause that is waived, POLICY#CLAUSE  条款
    #[arg(long, value_name = "CLAUSE")]
    pub clause: Option<String>,
    /// Why  理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// The agency that approved it, by its id or name  批准单位
    #[arg(long, value_name = "AGENCY")]
    pub by: Option<String>,
    /// When it was approved; without it, the day of the run  批准日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// Its last day  截止日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub until: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Appends a waiver to a project's record, where the organ may give it.
///
/// # Errors
/// When the registry cannot be read or the record not be written, somebody is unknown, or an answer is missing.
pub fn run(common: &Common, command: &Waive) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu waive"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Waive) -> Result<Vec<Edit>, Failure> {
    let lang = opened.lang;
    let project = project(opened, &command.project)?;
    let why = Question { zh: "理由", en: "why", option: "--reason" };
    let who = Question { zh: "批准单位", en: "the agency that approved it", option: "--by" };
    let last = Question { zh: "截止日期", en: "its last day", option: "--until" };
    let reason = prompt::text(command.reason.as_ref(), why, lang)?;
    let by = agency(opened, &prompt::text(command.by.as_ref(), who, lang)?)?.id.clone();
    let until = prompt::needed(command.until, last, lang, prompt::day)?;
    let standard = command.standard.as_deref().map(|text| number(opened, text));
    let fields = Fields::default()
        .text("standard", standard.as_deref())
        .text("clause", command.clause.as_deref())
        .text("reason", Some(&reason))
        .text("approved_by", Some(&by))
        .day("approved", Some(command.date.unwrap_or(opened.day)))
        .day("until", Some(until));
    let path = opened.registry.path(project.file);
    let edit = edited(opened, path, |record| record.append("waiver", &fields.0))?;
    Ok(vec![edit])
}
