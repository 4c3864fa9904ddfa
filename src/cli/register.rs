//! `mulu register`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::day::{Day, Status};
use mulu_core::edit::{Adoption, Edit, append_adoption};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Agency, Progress};
use mulu_core::number::Number;
use mulu_core::parse::nearest;
use mulu_core::printable::{line, plain};
use mulu_core::slice::slice_lossy;

use super::args::Common;
use super::edited::{finish, text_of, unwritable};
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::{Question, refused};
use super::{CommandOutcome, filing, journal, prompt, terminal};

/// `mulu register`.
#[derive(Debug, ClapArgs)]
pub struct Register {
    /// The standard's number in any form; without a year, the newest edition in force
    #[arg(value_name = "NUMBER")]
    pub number: String,
    /// The agency that files it, by its id or name  备案单位
    #[arg(long, value_name = "ID")]
    pub agency: String,
    /// How far it is implemented  实施情况
    #[arg(long, value_name = "STATUS")]
    pub status: Option<AdoptionStatus>,
    /// Since when, YYYY-MM-DD  实施日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub since: Option<Day>,
    /// When it was filed, YYYY-MM-DD; without it, not filed yet  备案日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub filed: Option<Day>,
    /// A system that uses it; may be repeated  使用的系统
    #[arg(long = "system", value_name = "NAME")]
    pub systems: Vec<String>,
    /// A path or an address  证明材料
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// Change what the agency says of a standard that it has filed: status, since, systems, evidence  更新
    #[arg(long, conflicts_with_all = ["filed", "accept"])]
    pub update: bool,
    /// The office's acceptance of a filing, on this day  受理备案的日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day, conflicts_with_all = ["status", "since", "filed", "systems", "evidence"])]
    pub accept: Option<Day>,
    /// Register it although it is unknown, replaced or registered already  仍然登记
    #[arg(long)]
    pub force: bool,
}

/// How far an adopted standard is implemented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AdoptionStatus {
    /// Intended  计划实施.
    Planned,
    /// Under way  正在实施.
    Implementing,
    /// Done  已实施.
    Implemented,
    /// Stopped for the time being  暂停.
    Suspended,
}

impl From<AdoptionStatus> for Progress {
    fn from(adopted: AdoptionStatus) -> Self {
        match adopted {
            AdoptionStatus::Planned => Progress::Planned,
            AdoptionStatus::Implementing => Progress::Implementing,
            AdoptionStatus::Implemented => Progress::Implemented,
            AdoptionStatus::Suspended => Progress::Suspended,
        }
    }
}

/// Appends a filing to an agency's record; nothing else in the file moves.
///
/// # Errors
/// When the registry cannot be read or the record not be written, the agency is unknown, or an answer is missing and nobody is
/// there to be asked.
pub fn run(common: &Common, command: &Register) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu register"))?;
    if let Some(edit) = of_filed(&opened, command)? {
        return finish(&opened, &[edit], command.force);
    }
    let agency = agency(&opened, &command.agency)?;
    let (number, objection) = number(&opened, agency, &command.number);
    if let Some(objection) = objection {
        terminal::note(objection.get(opened.lang));
        if !command.force {
            let hint =
                message!("没有写入。确需登记时加 --force", "nothing was written; to register it anyway, add --force");
            terminal::note(hint.get(opened.lang));
            return Ok(CommandOutcome::Denied);
        }
    }
    let status = match command.status {
        Some(status) => Progress::from(status),
        None => status(&opened)?,
    };
    if let Some(objection) = ahead(command, status, opened.day) {
        terminal::note(objection.get(opened.lang));
        terminal::note(message!("没有写入。", "nothing was written.").get(opened.lang));
        return Ok(CommandOutcome::Denied);
    }
    let filed = match command.filed {
        Some(filed) => Some(filed),
        None => filed(&opened, status)?,
    };
    let Edit { path, text, new, .. } = filing_edit(&opened, agency, command, number, (status, filed))?;
    let files = BTreeMap::from([(path.clone(), Some(text.clone()))]);
    journal::write(&opened, &files)?;
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    writeln!(out, "{}\n\n{}", line(&path), plain(slice_lossy(&text, new).trim()))?;
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// What it writes where nobody is there to be asked, and what speaks against it.
///
/// # Errors
/// As [`run`]; also where a day contradicts the others.
pub fn tried(opened: &OpenedRegistry, command: &Register) -> Result<(Edit, Option<Message>), Failure> {
    if let Some(edit) = of_filed(opened, command)? {
        return Ok((edit, None));
    }
    let agency = agency(opened, &command.agency)?;
    let (number, objection) = number(opened, agency, &command.number);
    let status = command.status.map_or_else(|| status(opened), |status| Ok(Progress::from(status)))?;
    if let Some(objection) = ahead(command, status, opened.day) {
        return Err(refused(&objection));
    }
    Ok((filing_edit(opened, agency, command, number, (status, command.filed))?, objection))
}

/// The change of a filing that was made before, where one is meant.
fn of_filed(opened: &OpenedRegistry, command: &Register) -> Result<Option<Edit>, Failure> {
    let agency = agency(opened, &command.agency)?;
    Ok(match command.accept {
        Some(on) => Some(filing::accept(opened, agency, command, on)?),
        None if command.update => Some(filing::update(opened, agency, command)?),
        None => None,
    })
}

/// A new filing.
fn filing_edit(
    opened: &OpenedRegistry,
    agency: &Agency,
    command: &Register,
    number: String,
    (status, filed): (Progress, Option<Day>),
) -> Result<Edit, Failure> {
    let adoption = Adoption {
        standard: number,
        status,
        since: command.since,
        filed,
        systems: command.systems.clone(),
        evidence: command.evidence.clone().filter(|text| !text.trim().is_empty()),
    };
    let path = opened.registry.path(agency.file).to_owned();
    let text = text_of(opened, &path)?;
    let (text, new) = append_adoption(&text, &adoption).map_err(|why| unwritable(&path, &why))?;
    Ok(Edit { path, from: None, text, new })
}

fn agency<'o>(opened: &'o OpenedRegistry, id: &str) -> Result<&'o Agency, Failure> {
    let registry = &opened.registry;
    if let Some(index) = registry.agency_called(id) {
        return Ok(&registry.agencies[index]);
    }
    let near = nearest(id, registry.agencies.iter().map(|agency| agency.id.as_str()));
    let hint = near.map_or_else(|| "mulu list agencies".to_owned(), |near| format!("{near}?"));
    let id = line(id);
    Err(Failure::Unknown(format!("没有单位 {id} · there is no agency `{id}`: {hint}")))
}

/// The number as it is to be recorded, and what speaks against it.
fn number(opened: &OpenedRegistry, agency: &Agency, text: &str) -> (String, Option<Message>) {
    let registry = &opened.registry;
    let cited = Number::parse(text);
    let Some(index) = registry.find_standard(text, opened.day) else {
        let name = cited.canonical();
        // Another edition of the same standard is nearer than any other number, however alike they look.
        let edition = registry.find_standard(cited.undated().canonical(), opened.day);
        let edition = edition.map(|index| registry.standards[index].name());
        let known = registry.standards.iter().map(mulu_core::model::Standard::name);
        let objection = match edition.or_else(|| nearest(name, known)) {
            Some(near) => {
                message!("登记簿中没有 {name}，最近的是 {near}", "the registry has no {name}; the nearest is {near}")
            }
            None => message!("登记簿中没有 {name}", "the registry has no {name}"),
        };
        return (name.to_owned(), Some(objection));
    };
    let name = registry.standards[index].name().to_owned();
    let is_same = |filed: &Number| *filed == cited || filed.canonical() == name;
    let filed = agency.adoptions.iter().filter_map(|adoption| adoption.standard.as_ref());
    if filed.into_iter().any(|filed| is_same(&filed.number)) {
        let id = &agency.id;
        return (name.clone(), Some(message!("{id} 已登记 {name}", "{id} has registered {name} already")));
    }
    let current = registry.succession(index, opened.day).current;
    let current: Vec<&str> = current.iter().map(|index| registry.standards[*index].name()).collect();
    let current = current.join("、");
    let objection = match registry.status(index, opened.day) {
        Status::Replaced if current.is_empty() => Some(message!("{name} 已被代替", "{name} has been replaced")),
        Status::Replaced => {
            Some(message!("{name} 已被代替，现行 {current}", "{name} has been replaced; in force: {current}"))
        }
        Status::Withdrawn => Some(message!("{name} 已废止", "{name} has been withdrawn")),
        Status::Draft | Status::Upcoming | Status::Current => None,
    };
    (name, objection)
}

/// Why a day cannot be recorded: what has not happened yet is neither begun nor filed. Only a plan may begin later.
fn ahead(command: &Register, status: Progress, day: Day) -> Option<Message> {
    let later = |given: Option<Day>| given.filter(|given| *given > day);
    if let Some(filed) = later(command.filed) {
        return Some(message!(
            "--filed {filed} 晚于 {day}：备案之后再登记备案日期；尚未备案就不写 --filed（确在过去时用 --as-of 指明当日）",
            "--filed {filed} is after {day}: write the day once it is filed, and leave --filed out until then (--as-of says which day it is)"
        ));
    }
    let since = later(command.since).filter(|_| status != Progress::Planned)?;
    let status = status.id();
    Some(message!(
        "--since {since} 晚于 {day}，与 {status} 不符：还没有开始的写 --status planned，已经开始的写实际日期",
        "--since {since} is after {day}, which {status} contradicts: for what has not begun write --status planned, else the day on which it began"
    ))
}

/// The day of filing, asked for where somebody can answer. Without one the adoption is recorded as not filed yet, and what that
/// means is said.
fn filed(opened: &OpenedRegistry, status: Progress) -> Result<Option<Day>, Failure> {
    if status == Progress::Planned {
        return Ok(None);
    }
    let question =
        message!("备案日期 YYYY-MM-DD（尚未备案则直接回车）", "day of filing, YYYY-MM-DD (empty: not filed yet)");
    let in_time = |answer: &str| {
        let (filed, day) = (prompt::day(answer)?, opened.day);
        let late = || format!("备案日期 {filed} 晚于 {day} · the day of filing {filed} is after {day}");
        if filed > day { Err(late()) } else { Ok(filed) }
    };
    if let Some(filed) = prompt::offered(&question, opened.lang, in_time)? {
        return Ok(Some(filed));
    }
    let hint = message!(
        "没有 --filed：记为尚未备案，mulu check 会提示 adoption-not-filed；备案后在这一段写上 filed = 日期",
        "without --filed it is recorded as not filed yet, which mulu check reports as adoption-not-filed; once it is filed, write the day in `filed`"
    );
    terminal::note(hint.get(opened.lang));
    Ok(None)
}

fn status(opened: &OpenedRegistry) -> Result<Progress, Failure> {
    let zh = "实施情况：planned 计划实施、implementing 正在实施、implemented 已实施、suspended 暂停实施";
    let en = "planned, implementing, implemented or suspended";
    prompt::needed(None, Question { zh, en, option: "--status" }, opened.lang, prompt::word::<Progress>)
}
