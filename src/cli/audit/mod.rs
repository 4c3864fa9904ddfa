//! `mulu audit`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

mod csv;
mod markdown;
mod table;
mod what_if;
mod why;
use std::cell::Cell;
use std::io::Write;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use mulu_core::audit::{Audits, Gate, ProjectAudit};
use mulu_core::facts::AuditFacts;
use mulu_core::model::Project;
use mulu_core::model::Stage;
use mulu_core::parse::nearest;
use mulu_core::report::Texts;

use super::args::Common;
use super::fail::Failure;
use super::in_turn::InTurn;
use super::open::{OpenedRegistry, open_without_prose};
use super::{CommandOutcome, terminal};

/// `mulu audit`.
#[derive(Debug, ClapArgs)]
pub struct Audit {
    /// The projects' ids; without any, every project
    #[arg(value_name = "PROJECT", conflicts_with = "what_if")]
    pub projects: Vec<String>,
    /// Ask what would be missing at this stage
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    pub gate: Option<Stage>,
    /// What would bind a project that does not exist yet: "traits=cloud,mobile mlps_level=3 jurisdiction=430100"; also stage,
    /// investment, major, classified, agency, approved
    #[arg(long, value_name = "FACTS")]
    pub what_if: Option<String>,
    /// Why a standard or a clause (POLICY#CLAUSE) binds the projects or does not: each step, and where it stopped
    #[arg(long, value_name = "WHAT")]
    pub why: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AuditFormat,
}

/// The formats of `mulu audit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// For a person.
    Table,
    /// mulu.audit/1.
    Json,
    /// A line for each obligation.
    Csv,
    /// A section for each project.
    Markdown,
}

/// A stage that can be asked about.
///
/// # Errors
/// When a word is none; the words.
pub fn stage(word: &str) -> Result<Stage, String> {
    let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Retired);
    stages.clone().find(|stage| stage.id() == word).ok_or_else(|| {
        let all: Vec<&str> = stages.map(Stage::id).collect();
        format!("use one of {}", all.join(", "))
    })
}

/// A project and its audit.
struct AuditEntry<'r> {
    project: &'r Project,
    audit: ProjectAudit,
}

/// What every format prints.
struct AuditReport<'r> {
    opened: &'r OpenedRegistry,
    audits: &'r Audits<'r>,
    texts: &'r Texts<'r>,
    projects: &'r [&'r Project],
    /// The stage that is asked about; without one, each project's own.
    gate: Option<Stage>,
    /// Whether one of those that were printed is on hold.
    on_hold: Cell<bool>,
}

#[derive(Serialize)]
#[serde(bound = "")]
struct AuditDocument<'o, I: Iterator<Item: Serialize> + Clone> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'o str>,
    projects: InTurn<I>,
}

/// Checks projects against what binds them: those named, else all, else one that does not exist.
///
/// # Errors
/// When the registry cannot be read, a project is not in it, the facts of `--what-if` cannot be read, or the output cannot be
/// written.
pub fn run(common: &Common, command: &Audit) -> Result<CommandOutcome, Failure> {
    let opened = open_without_prose(common)?;
    let hypothetical = command.what_if.as_deref().map(|facts| what_if::project(&opened, facts)).transpose()?;
    let projects = asked(&opened, command, hypothetical.as_ref())?;
    if let Some(what) = &command.why {
        why::print(&opened, &projects, what, command.format)?;
        return Ok(CommandOutcome::Success);
    }
    let audits = Audits::lazy_table(&opened.registry, opened.day);
    let texts = Texts::new(&opened.registry);
    let page = AuditReport {
        opened: &opened,
        audits: &audits,
        texts: &texts,
        projects: &projects,
        gate: command.gate,
        on_hold: Cell::new(false),
    };
    let form = match command.format {
        AuditFormat::Table | AuditFormat::Markdown => terminal::OutputForm::Text,
        AuditFormat::Json => terminal::OutputForm::Json,
        AuditFormat::Csv => terminal::OutputForm::Data,
    };
    let mut out = terminal::stdout(form);
    match command.format {
        AuditFormat::Table => table::table(&page, &mut out)?,
        AuditFormat::Json => json(&page, &mut out)?,
        AuditFormat::Csv => csv::csv(&page, &mut out)?,
        AuditFormat::Markdown => markdown::markdown(&page, &mut out)?,
    }
    out.flush()?;
    Ok(if page.on_hold.get() { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// What binds projects, as `mulu.audit/1`.
///
/// # Errors
/// When a project is not in the registry, or the facts of a hypothetical one cannot be read.
pub fn document(opened: &OpenedRegistry, command: &Audit) -> Result<String, Failure> {
    let hypothetical = command.what_if.as_deref().map(|facts| what_if::project(opened, facts)).transpose()?;
    let projects = asked(opened, command, hypothetical.as_ref())?;
    let audits = Audits::lazy_table(&opened.registry, opened.day);
    let texts = Texts::new(&opened.registry);
    let on_hold = Cell::new(false);
    let report =
        AuditReport { opened, audits: &audits, texts: &texts, projects: &projects, gate: command.gate, on_hold };
    terminal::captured(|out| json(&report, out))
}

/// The projects that are asked about: one that does not exist, those named, else all.
fn asked<'r>(
    opened: &'r OpenedRegistry,
    command: &Audit,
    hypothetical: Option<&'r Project>,
) -> Result<Vec<&'r Project>, Failure> {
    hypothetical.map_or_else(|| named(opened, &command.projects), |project| Ok(vec![project]))
}

fn named<'r>(opened: &'r OpenedRegistry, ids: &[String]) -> Result<Vec<&'r Project>, Failure> {
    let projects = &opened.registry.projects;
    if ids.is_empty() {
        return Ok(projects.iter().collect());
    }
    let find = |id: &String| {
        // A path is what the shell completes.
        let stem = id.strip_prefix("projects/").and_then(|id| id.strip_suffix(".toml")).unwrap_or(id);
        opened.registry.project(stem).map(|index| &projects[index]).ok_or_else(|| {
            let near = nearest(stem, projects.iter().map(|project| project.id.as_str()));
            let hint = near.map_or_else(|| "mulu list projects".to_owned(), |near| format!("{near}?"));
            Failure::Unknown(format!("没有 {id} 这个项目 · there is no project `{id}`: {hint}"))
        })
    };
    ids.iter().map(find).collect()
}

impl AuditReport<'_> {
    /// The projects with their audits, each made when it is its turn to be printed: of fifty thousand none waits for the others.
    fn entries(&self) -> impl Iterator<Item = AuditEntry<'_>> + Clone {
        self.projects.iter().map(|project| {
            let stage = self.gate.unwrap_or_else(|| mulu_core::audit::stage_of(project));
            let audit = self.audits.at(project, stage);
            self.on_hold.set(self.on_hold.get() || audit.gate() == Gate::Hold);
            AuditEntry { project, audit }
        })
    }

    fn facts(&self, entry: &AuditEntry<'_>) -> AuditFacts {
        let locate = |place| {
            let at = self.texts.position(place);
            (at.line, at.column)
        };
        AuditFacts::of(&self.opened.registry, self.audits, entry.project, &entry.audit, &locate)
    }
}

fn json(page: &AuditReport<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let document = AuditDocument {
        schema: "mulu.audit/1",
        as_of: page.opened.day.to_string(),
        revision: page.opened.source.commit(),
        projects: InTurn(page.entries().map(|entry| page.facts(&entry))),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
