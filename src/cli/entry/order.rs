//! `mulu order`.

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
use mulu_core::model::{Order, Risk};

use super::{Fields, OrderHolder, agency, bearer};

/// `mulu order`.
#[derive(Debug, ClapArgs)]
pub struct OrderArgs {
    /// The project or the agency, by its id or name
    #[arg(value_name = "PROJECT|AGENCY")]
    pub record: String,
    /// What is to be corrected; with --close, which of several orders  整改事项
    #[arg(long, value_name = "TEXT")]
    pub about: Option<String>,
    /// When it was given; without it, the day of the run  下达日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub issued: Option<Day>,
    /// The last day on which correcting is in time  期限
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub deadline: Option<Day>,
    /// The clause under which it is given, POLICY#CLAUSE  依据
    #[arg(long, value_name = "CLAUSE")]
    pub clause: Option<String>,
    /// The agency that gave it, by its id or name  责令单位
    #[arg(long, value_name = "AGENCY")]
    pub by: Option<String>,
    /// How grave it is: high, medium, low  风险
    #[arg(long, value_name = "RISK", value_parser = prompt::word::<Risk>)]
    pub risk: Option<Risk>,
    /// Close the open order, which was obeyed on this day  办结日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day, conflicts_with_all = ["issued", "deadline", "clause", "by", "risk"])]
    pub close: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Appends an order to correct, or closes one.
///
/// # Errors
/// When the registry cannot be read or the record not be written, somebody is unknown, or an answer is missing.
pub fn run(common: &Common, command: &OrderArgs) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu order"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &OrderArgs) -> Result<Vec<Edit>, Failure> {
    let lang = opened.lang;
    let bearer = bearer(opened, &command.record)?;
    let path = bearer.path(opened);
    if let Some(close) = command.close {
        let orders = match bearer {
            OrderHolder::Project(project) => &project.orders,
            OrderHolder::Agency(agency) => &agency.orders,
        };
        let at = open_order(orders, command.about.as_deref())?;
        let edit = edited(opened, path, |record| {
            record.set(KeyLocation::Entry("order", at), "closed", &WrittenValue::Day(close))
        })?;
        return Ok(vec![edit]);
    }
    let what = Question { zh: "整改事项", en: "what is to be corrected", option: "--about" };
    let last = Question { zh: "整改期限", en: "the last day to correct it", option: "--deadline" };
    let about = prompt::text(command.about.as_ref(), what, lang)?;
    let deadline = prompt::needed(command.deadline, last, lang, prompt::day)?;
    let by = command.by.as_deref().map(|by| agency(opened, by)).transpose()?;
    let fields = Fields::default()
        .day("issued", Some(command.issued.unwrap_or(opened.day)))
        .day("deadline", Some(deadline))
        .text("about", Some(&about))
        .text("clause", command.clause.as_deref())
        .text("by", by.map(|by| by.id.as_str()))
        .text("risk", command.risk.map(Risk::id));
    let edit = edited(opened, path, |record| record.append("order", &fields.0))?;
    Ok(vec![edit])
}

/// The place of the order that is open; of several, the one whose words are given.
fn open_order(orders: &[Order], about: Option<&str>) -> Result<usize, Failure> {
    let says = |order: &Order| order.about.as_ref().map_or("", |about| about.value.as_str()).to_owned();
    let open = orders.iter().enumerate().filter(|(_, order)| order.closed.is_none());
    let meant: Vec<(usize, String)> = open
        .map(|(at, order)| (at, says(order)))
        .filter(|(_, says)| about.is_none_or(|about| says.contains(about)))
        .collect();
    match &meant[..] {
        [(at, _)] => Ok(*at),
        [] => Err(refused(&message!("没有未办结的整改", "no order is open"))),
        several => {
            let all = several.iter().map(|(_, says)| says.as_str()).collect::<Vec<_>>().join("；");
            Err(refused(&message!("用 --about 指明哪一项：{all}", "say which with --about: {all}")))
        }
    }
}
