//! `mulu case-step`.

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
use mulu_core::model::{Case, Docket, ProcedureStep, Spanned};
use mulu_core::parse::nearest;

use super::unknown;

/// `mulu case-step`.
#[derive(Debug, ClapArgs)]
pub struct CaseStepArgs {
    /// What the platform calls the case
    #[arg(value_name = "REF")]
    pub case: String,
    /// The day that is recorded, as the steps of the procedure call it, such as accepted; or refused  办到哪一步
    #[arg(value_name = "DAY")]
    pub step: String,
    /// When; without it, the day of the run  日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// The procedure, POLICY#CLAUSE, where several cases are called so  办理依据
    #[arg(long, value_name = "CLAUSE")]
    pub procedure: Option<String>,
    /// With refused: why  不予办理的理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Writes a day into a case: the end of a step, or its refusal.
///
/// # Errors
/// When the registry cannot be read or the record not be written, there is no such case or step, or it has the day already.
pub fn run(common: &Common, command: &CaseStepArgs) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu case-step"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &CaseStepArgs) -> Result<Vec<Edit>, Failure> {
    let (docket, at, case) = found(opened, command)?;
    let (key, date) = (command.step.as_str(), command.date.unwrap_or(opened.day));
    if date > opened.day {
        return Err(refused(&message!("{date} 还没有到", "{date} is still to come")));
    }
    if key == "refused" {
        return refuse(opened, docket, at, (date, command));
    }
    let days = days_of(opened, case);
    if !days.contains(&key) {
        return Err(unknown(("步骤", "step of the procedure"), key, nearest(key, days.iter().copied())));
    }
    if let Some(there) = case.day(key) {
        let there = there.value;
        return Err(refused(&message!("{key} 已记为 {there}", "{key} is recorded as {there} already")));
    }
    let edit = edited(opened, opened.registry.path(docket.file), |record| {
        record.set(KeyLocation::Entry("case", at), key, &WrittenValue::Day(date))
    })?;
    Ok(vec![edit])
}

fn refuse(
    opened: &OpenedRegistry,
    docket: &Docket,
    at: usize,
    (date, command): (Day, &CaseStepArgs),
) -> Result<Vec<Edit>, Failure> {
    let why = Question { zh: "不予办理的理由", en: "why it was refused", option: "--reason" };
    let reason = prompt::text(command.reason.as_ref(), why, opened.lang)?;
    let edit = edited(opened, opened.registry.path(docket.file), |record| {
        record.set(KeyLocation::Entry("case", at), "refused", &WrittenValue::Day(date))?;
        record.set(KeyLocation::Entry("case", at), "reason", &WrittenValue::Text(reason))
    })?;
    Ok(vec![edit])
}

/// The case that is meant, with its docket and its place there.
fn found<'o>(opened: &'o OpenedRegistry, command: &CaseStepArgs) -> Result<(&'o Docket, usize, &'o Case), Failure> {
    let all = opened.registry.dockets.iter();
    let all = all.flat_map(|docket| docket.cases.iter().enumerate().map(move |(at, case)| (docket, at, case)));
    let is = |own: &Option<Spanned<String>>, text: &str| own.as_ref().is_some_and(|own| own.value == text);
    let called = all.clone().filter(|(_, _, case)| is(&case.reference, &command.case));
    let of_procedure =
        called.filter(|(_, _, case)| command.procedure.as_deref().is_none_or(|text| is(&case.procedure, text)));
    match of_procedure.collect::<Vec<_>>().as_slice() {
        [one] => Ok(*one),
        [] => {
            let names = all.filter_map(|(_, _, case)| case.reference.as_ref()).map(|name| name.value.as_str());
            Err(unknown(("办件", "case"), &command.case, nearest(&command.case, names)))
        }
        several => {
            let procedures = several.iter().filter_map(|(_, _, case)| case.procedure.as_ref());
            let list = procedures.map(|clause| clause.value.as_str()).collect::<Vec<_>>().join(", ");
            Err(refused(&message!("用 --procedure 指明按哪一条办理：{list}", "say which with --procedure: {list}")))
        }
    }
}

/// The days that the steps of a case's procedure name.
fn days_of<'o>(opened: &'o OpenedRegistry, case: &Case) -> Vec<&'o str> {
    let clause = case.procedure.as_ref().and_then(|clause| opened.registry.clause(&clause.value));
    let steps: &[ProcedureStep] = clause.map_or(&[], |found| found.clause.steps.as_slice());
    let named = steps.iter().flat_map(|step| [step.from.as_ref(), step.to.as_ref()]);
    named.flatten().map(|day| day.value.as_str()).collect()
}
