//! `mulu document`: the documents that an office signs.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use mulu_core::audit::Audits;
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::model::Project;
use mulu_core::official::{self, DocumentBlock, Orderable, UnmetDemand};
use mulu_core::output;
use mulu_core::scorecard::Scorecard;
use mulu_exchange::docx;

use super::args::Common;
use super::entry::{OrderHolder, agency, bearer, project};
use super::fail::Failure;
use super::open::{OpenedRegistry, open};
use super::prompt::refused;
use super::{CommandOutcome, prompt, terminal};

/// `mulu document`.
#[derive(Debug, Subcommand)]
pub enum Document {
    /// The review opinion on a project  标准化审查意见
    Opinion(OpinionArgs),
    /// The notice to correct: of an order in the record of a project or an agency, or for what a project lacks  限期整改通知书
    Rectification(RectificationArgs),
    /// The yearly assessment of an agency  年度考核表
    Assessment(AssessmentArgs),
}

/// `mulu document opinion`.
#[derive(Debug, ClapArgs)]
pub struct OpinionArgs {
    /// The project, by its id or name
    #[arg(value_name = "PROJECT")]
    pub project: String,
    /// Where it goes.
    #[command(flatten)]
    pub target: DocumentOutput,
}

/// `mulu document rectification`.
#[derive(Debug, ClapArgs)]
pub struct RectificationArgs {
    /// The project or the agency, by its id or name
    #[arg(value_name = "PROJECT|AGENCY")]
    pub record: String,
    /// Which of its orders, by its place in the file, from 1; without it, the one that is open  第几项整改
    #[arg(long, value_name = "N", conflicts_with_all = ["clause", "deadline", "by"])]
    pub order: Option<usize>,
    /// Draw up a notice for what the project lacks, under this clause, POLICY#CLAUSE  就项目所缺出具，依据
    #[arg(long, value_name = "CLAUSE")]
    pub clause: Option<String>,
    /// The last day on which correcting is in time  期限
    #[arg(long, value_name = "DATE", value_parser = prompt::day, requires = "clause")]
    pub deadline: Option<Day>,
    /// The agency that gives the order, by its id or name; without it, whom the measure names  责令单位
    #[arg(long, value_name = "AGENCY", requires = "clause")]
    pub by: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub target: DocumentOutput,
}

/// `mulu document assessment`.
#[derive(Debug, ClapArgs)]
pub struct AssessmentArgs {
    /// The agency, by its id or name
    #[arg(value_name = "AGENCY")]
    pub agency: String,
    /// The year; without it, the year of the day that is asked about  年度
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=9999))]
    pub year: Option<i32>,
    /// Where it goes.
    #[command(flatten)]
    pub target: DocumentOutput,
}

/// Where a document goes.
#[derive(Debug, ClapArgs)]
pub struct DocumentOutput {
    /// Where to write; without it, standard output. A file that ends with .docx is a Word document  输出文件
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Draws up a document.
///
/// # Errors
/// When the registry cannot be read, it has no such record, there is nothing to draw up, or the output cannot be written.
pub fn run(common: &Common, command: &Document) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let (parts, target) = match command {
        Document::Opinion(args) => (opinion(&opened, args)?, &args.target),
        Document::Rectification(args) => (rectification(&opened, args)?, &args.target),
        Document::Assessment(args) => (assessment(&opened, args)?, &args.target),
    };
    let Some(path) = &target.output else {
        return terminal::print(official::text(&parts).as_bytes(), terminal::OutputForm::Text);
    };
    let is_word = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"));
    let bytes = if is_word { docx(&parts)? } else { official::text(&parts).into_bytes() };
    output::put(path, &bytes)?;
    Ok(CommandOutcome::Success)
}

fn opinion(opened: &OpenedRegistry, args: &OpinionArgs) -> Result<Vec<DocumentBlock>, Failure> {
    let project = project(opened, &args.project)?;
    if mulu_core::audit::stage_of(project) == mulu_core::model::Stage::Retired {
        return Err(refused(&message!(
            "项目已经下线，不再审查",
            "the project was taken down: there is nothing to review any more"
        )));
    }
    let audits = Audits::lazy_table(&opened.registry, opened.day);
    let audit = audits.at(project, mulu_core::audit::stage_of(project));
    Ok(official::opinion(&opened.registry, project, &audit, opened.day, opened.lang))
}

fn rectification(opened: &OpenedRegistry, args: &RectificationArgs) -> Result<Vec<DocumentBlock>, Failure> {
    let bearer = bearer(opened, &args.record)?;
    if let Some(clause) = &args.clause {
        let OrderHolder::Project(project) = bearer else {
            return Err(refused(&message!(
                "--clause 只用于项目：单位的整改先用 mulu order 登记",
                "--clause is for projects: record the order to an agency with mulu order first"
            )));
        };
        return breach(opened, project, clause, args);
    }
    let whom = match bearer {
        OrderHolder::Project(project) => Orderable::Project(project),
        OrderHolder::Agency(agency) => Orderable::Agency(agency),
    };
    let orders = whom.orders();
    let order = match args.order {
        Some(place) => place.checked_sub(1).and_then(|at| orders.get(at)),
        None => orders.iter().rfind(|order| order.closed.as_ref().is_none_or(|closed| closed.value > opened.day)),
    };
    let count = orders.len();
    let order = order.ok_or_else(|| {
        refused(&message!(
            "没有这样的整改事项（记录中共 {count} 项）：用 --order 指明已办结的，或用 mulu order 登记，或用 --clause 就项目所缺出具",
            "there is no such order (the record has {count}): name a closed one with --order, record one with mulu order, or draw one up for what the project lacks with --clause"
        ))
    })?;
    Ok(official::notice(&opened.registry, whom, order, opened.day, opened.lang))
}

fn breach(
    opened: &OpenedRegistry,
    project: &Project,
    clause: &str,
    args: &RectificationArgs,
) -> Result<Vec<DocumentBlock>, Failure> {
    let registry = &opened.registry;
    let under = registry.clause(clause).ok_or_else(|| {
        refused(&message!("没有条款 {clause}：写作 办法#条", "there is no clause {clause}: write POLICY#CLAUSE"))
    })?;
    let by = args.by.as_deref().map(|by| agency(opened, by)).transpose()?;
    let audits = Audits::lazy_table(registry, opened.day);
    let audit = audits.at(project, mulu_core::audit::stage_of(project));
    let breach =
        UnmetDemand { project, audit: &audit, under, deadline: args.deadline, by: by.map(|agency| agency.id.as_str()) };
    official::breach(registry, breach, opened.day, opened.lang).map_err(|why| refused(&why))
}

fn assessment(opened: &OpenedRegistry, args: &AssessmentArgs) -> Result<Vec<DocumentBlock>, Failure> {
    let agency = agency(opened, &args.agency)?;
    let year = args.year.unwrap_or_else(|| opened.day.year());
    let scorecard = Scorecard::of(&opened.registry, year, opened.day, opened.lang);
    let score = scorecard.agencies.iter().find(|score| score.id == agency.id);
    let period = official::period(scorecard.from, scorecard.to);
    let parts = score
        .and_then(|score| official::assessment(&opened.registry, score, (year, &period, scorecard.to), opened.lang));
    parts.ok_or_else(|| {
        let id = &agency.id;
        refused(&message!("{id} 在 {year} 年没有可以考核的事项", "nothing of {id} is assessed in {year}"))
    })
}
