//! `mulu declare`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, Question};
use mulu_core::edit::{Edit, KeyLocation};
use mulu_core::model::{Conformance, ConformanceStatus, Project};

use super::{Fields, number, project};

/// `mulu declare`.
#[derive(Debug, ClapArgs)]
pub struct Declare {
    /// The project, by its id or name
    #[arg(value_name = "PROJECT")]
    pub project: String,
    /// The standard, in any form, or a clause, POLICY#CLAUSE
    #[arg(value_name = "NUMBER|CLAUSE")]
    pub what: String,
    /// How far it is met: planned, partial, met, not-applicable  符合情况
    #[arg(long, value_name = "STATUS", value_parser = prompt::word::<ConformanceStatus>)]
    pub status: Option<ConformanceStatus>,
    /// Why it does not apply  不适用的理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// What shows it: a path or an address  证明
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Writes how a project meets a standard or a clause: into the declaration that it has of it, else as another one.
///
/// # Errors
/// When the registry cannot be read or the record not be written, the project is unknown, or an answer is missing.
pub fn run(common: &Common, command: &Declare) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu declare"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &Declare) -> Result<Vec<Edit>, Failure> {
    let lang = opened.lang;
    let project = project(opened, &command.project)?;
    let how = Question {
        zh: "符合情况（planned、partial、met、not-applicable）",
        en: "planned, partial, met or not-applicable",
        option: "--status",
    };
    let status = prompt::needed(command.status, how, lang, prompt::word::<ConformanceStatus>)?;
    let reason = match (status, &command.reason) {
        (ConformanceStatus::NotApplicable, given) => {
            let why = Question { zh: "不适用的理由", en: "why it does not apply", option: "--reason" };
            Some(prompt::text(given.as_ref(), why, lang)?)
        }
        (_, given) => given.clone(),
    };
    let is_clause = command.what.contains('#');
    let (key, what) =
        if is_clause { ("clause", command.what.clone()) } else { ("standard", number(opened, &command.what)) };
    let fields = Fields::default()
        .text(key, Some(&what))
        .text("status", Some(status.id()))
        .text("reason", reason.as_deref())
        .text("evidence", command.evidence.as_deref());
    let path = opened.registry.path(project.file);
    let there = declared(opened, project, is_clause, &what);
    let edit = edited(opened, path, |record| {
        let Some(at) = there else { return record.append("conformance", &fields.0) };
        let part = KeyLocation::Entry("conformance", at);
        for (key, value) in &fields.0 {
            record.set(part, key, value)?;
        }
        if status != ConformanceStatus::NotApplicable && command.reason.is_none() {
            record.unset(part, "reason")?;
        }
        Ok(())
    })?;
    Ok(vec![edit])
}

/// The place of what the project declares of the same thing: of a standard in any of its editions.
fn declared(opened: &OpenedRegistry, project: &Project, is_clause: bool, what: &str) -> Option<usize> {
    let registry = &opened.registry;
    let meant = registry.number(what).undated();
    let same = |declared: &Conformance| {
        let clause = declared.clause.as_ref().is_some_and(|clause| is_clause && clause.value == what);
        let standard = declared.standard.as_ref();
        clause || !is_clause && standard.is_some_and(|cited| cited.number.undated() == meant)
    };
    project.conformance.iter().position(same)
}
