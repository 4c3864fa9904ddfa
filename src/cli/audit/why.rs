//! `mulu audit --why STANDARD|CLAUSE PROJECT`: what was looked at on the way to the answer, and where it stopped.

use std::fmt::Write as _;
use std::io::Write;

use serde::Serialize;

use mulu_core::audit::{Audits, Why};
use mulu_core::model::Project;
use mulu_core::printable::line;

use super::super::fail::Failure;
use super::super::open::OpenedRegistry;
use super::super::terminal;
use super::AuditFormat;

/// The document of `--format json`.
#[derive(Serialize)]
struct WhyDocument<'a> {
    schema: &'static str,
    as_of: String,
    projects: Vec<WhyProject<'a>>,
}

#[derive(Serialize)]
struct WhyProject<'a> {
    project: &'a str,
    ways: Vec<WhyBranch>,
}

/// One way by which the thing could bind.
#[derive(Serialize)]
struct WhyBranch {
    /// The clause, or the standard's id.
    by: String,
    /// Null: undecided.
    binds: Option<bool>,
    steps: Vec<WhyRow>,
}

#[derive(Serialize)]
struct WhyRow {
    step: &'static str,
    passed: Option<bool>,
    found: String,
}

/// Prints why a clause or a standard binds projects or does not.
///
/// # Errors
/// When there is no such clause or standard, or the output cannot be written.
pub fn print(opened: &OpenedRegistry, projects: &[&Project], what: &str, format: AuditFormat) -> Result<(), Failure> {
    let audits = Audits::lazy_table(&opened.registry, opened.day);
    let ways = |project: &Project| -> Result<Vec<Why>, Failure> {
        if let Some(found) = opened.registry.clause(what) {
            return Ok(vec![audits.why_clause(project, found)]);
        }
        let standard = opened.registry.find_standard(what, opened.day);
        standard.map(|standard| audits.why_standard(project, standard)).ok_or_else(|| {
            Failure::Unknown(format!(
                "没有 {what} 这项标准或条款（条款写作 办法#条号） · there is no standard or clause `{what}` (clauses are POLICY#CLAUSE)"
            ))
        })
    };
    let found: Vec<(&Project, Vec<Why>)> =
        projects.iter().map(|project| Ok((*project, ways(project)?))).collect::<Result<_, Failure>>()?;
    let mut out = terminal::stdout(if format == AuditFormat::Json {
        terminal::OutputForm::Json
    } else {
        terminal::OutputForm::Text
    });
    if format == AuditFormat::Json {
        let lang = opened.lang;
        let way = |why: &Why| WhyBranch {
            by: why.reference.clone(),
            binds: why.binds(),
            steps: why
                .steps
                .iter()
                .map(|step| WhyRow { step: step.step, passed: step.passed, found: step.found.get(lang).to_owned() })
                .collect(),
        };
        let projects = found
            .iter()
            .map(|(project, ways)| WhyProject { project: &project.id, ways: ways.iter().map(way).collect() });
        let document =
            WhyDocument { schema: "mulu.why/1", as_of: opened.day.to_string(), projects: projects.collect() };
        serde_json::to_writer_pretty(&mut out, &document).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", text(opened, &found))?;
    }
    out.flush()?;
    Ok(())
}

fn text(opened: &OpenedRegistry, found: &[(&Project, Vec<Why>)]) -> String {
    let lang = opened.lang;
    let mut text = String::new();
    for (project, ways) in found {
        let name = if project.id.is_empty() { "—" } else { project.display_name() };
        let _ = writeln!(text, "{}", line(&format!("{name}  [{}]", project.id)));
        for why in ways {
            let verdict = match why.binds() {
                Some(true) => mulu_core::message!("约束", "binds"),
                Some(false) => mulu_core::message!("不约束", "does not bind"),
                None => mulu_core::message!("未定", "undecided"),
            };
            let _ = writeln!(text, "\n{}: {}", line(&why.reference), verdict.get(lang));
            for step in &why.steps {
                let mark = match step.passed {
                    Some(true) => "✓",
                    Some(false) => "✗",
                    None => "?",
                };
                let _ = writeln!(text, "  {mark} {}", line(step.found.get(lang)));
            }
        }
    }
    text
}
