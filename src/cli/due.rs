//! `mulu due`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use mulu_core::day::{Day, Duration};
use mulu_core::facts::DueFacts;
use mulu_core::ical;
use mulu_core::message::Lang;
use mulu_core::parse::nearest;
use mulu_core::printable::line;
use mulu_core::registry::{Due, Expiry, Registry};
use mulu_exchange::write_row;

use super::args::Common;
use super::fail::Failure;
use super::in_turn::InTurn;
use super::open::{self, OpenedRegistry, open_without_prose};
use super::table::TextTable;
use super::terminal::OutputForm;
use super::{CommandOutcome, terminal};

/// `mulu due`.
#[derive(Debug, ClapArgs)]
pub struct DueArgs {
    /// Everything due within this time, and everything overdue; without it, what is overdue or due soon  期限，如 P180D、P3Y
    #[arg(long, value_name = "DURATION")]
    pub within: Option<Duration>,
    /// Only what this agency is to do, or what concerns standards that it has filed  只看与此单位有关的
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// Only what falls due for standards of this class, or of a group of classes such as `general`  只看此分类
    #[arg(long, value_name = "ID")]
    pub class: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DueFormat,
}

/// The formats of `mulu due`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// For a person.
    Table,
    /// mulu.due/1.
    Json,
    /// For a spreadsheet (RFC 4180).
    Csv,
    /// For a calendar (RFC 5545).
    Ics,
}

/// One thing that falls due.
enum DueItem<'o> {
    /// A review, or what one concluded.
    Review(&'o Due),
    /// Anything else.
    Other(&'o Expiry),
}

/// Lists everything that falls due, by when and by whom, the most urgent first: reviews and what they concluded, recurring duties,
/// steps of cases, orders, consultations, papers and waivers that run out.
///
/// # Errors
/// When the registry cannot be read, it has no such agency or class, or the output cannot be written.
pub fn run(common: &Common, command: &DueArgs) -> Result<CommandOutcome, Failure> {
    let opened = open_without_prose(common)?;
    let (list, others) = fallen_due(&opened, command)?;
    let items = ordered(&list, &others);
    let mut out = terminal::stdout(match command.format {
        DueFormat::Table => OutputForm::Text,
        DueFormat::Json => OutputForm::Json,
        DueFormat::Csv | DueFormat::Ics => OutputForm::Data,
    });
    match command.format {
        DueFormat::Table => table(&opened, &items, &mut out)?,
        DueFormat::Json => json(&opened, command, &items, &mut out)?,
        DueFormat::Csv => csv(&opened, &items, &mut out)?,
        DueFormat::Ics => {
            let (reviews, others) = (list.iter().collect::<Vec<_>>(), others.iter().collect::<Vec<_>>());
            let agency = command.agency.as_deref().map(|id| open::agency(&opened.registry, id)).transpose()?;
            let calendar = ical::due(&opened.registry, (&reviews, &others), agency, opened.day, opened.lang);
            out.write_all(calendar.to_ics().as_bytes())?;
        }
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// What falls due, as `mulu.due/1`.
///
/// # Errors
/// When the registry has no such agency or class.
pub fn document(opened: &OpenedRegistry, command: &DueArgs) -> Result<String, Failure> {
    let (list, others) = fallen_due(opened, command)?;
    terminal::captured(|out| json(opened, command, &ordered(&list, &others), out))
}

/// Reviews, and everything else that falls due, as far as it is asked for.
fn fallen_due(opened: &OpenedRegistry, command: &DueArgs) -> Result<(Vec<Due>, Vec<Expiry>), Failure> {
    let registry = &opened.registry;
    let agency = command.agency.as_deref().map(|id| open::agency(registry, id)).transpose()?;
    let mut list = registry.due_within(command.within, opened.day);
    let mut others = registry.expiries(command.within.map(|within| within.after(opened.day)), opened.day);
    if let Some(agency) = agency {
        list.retain(|due| due.concerns(agency));
        others.retain(|one| one.by.contains(&agency));
    }
    if let Some(class) = &command.class {
        let classes = classes(registry, class)?;
        let of_class =
            |standard: usize| registry.standards[standard].classes.iter().any(|own| classes.contains(&own.value));
        list.retain(|due| of_class(due.standard));
        others.retain(|one| registry.standard_in(one.file).is_some_and(of_class));
    }
    Ok((list, others))
}

fn ordered<'o>(list: &'o [Due], others: &'o [Expiry]) -> Vec<DueItem<'o>> {
    let mut items: Vec<DueItem<'_>> =
        list.iter().map(DueItem::Review).chain(others.iter().map(DueItem::Other)).collect();
    items.sort_by_key(DueItem::day);
    items
}

impl DueItem<'_> {
    fn day(&self) -> Day {
        match self {
            DueItem::Review(due) => due.due,
            DueItem::Other(one) => one.day,
        }
    }

    fn facts(&self, opened: &OpenedRegistry, lang: Lang) -> DueFacts {
        match self {
            DueItem::Review(due) => DueFacts::of(&opened.registry, due, opened.day, lang),
            DueItem::Other(one) => DueFacts::of_expiry(&opened.registry, one, opened.day, lang),
        }
    }

    /// What is to be done, where it stands, the number or name of it, and its title.
    fn cells(&self, registry: &Registry, lang: Lang) -> [String; 4] {
        match self {
            DueItem::Review(due) => {
                let standard = &registry.standards[due.standard];
                let english = standard.title_en.as_ref().filter(|_| lang == Lang::En);
                let title = english.or(standard.title.as_ref()).map_or("", |title| &title.value);
                let (task, state) = (due.task.phrase().get(lang), due.state.phrase().get(lang));
                [task.to_owned(), state.to_owned(), standard.name().to_owned(), title.to_owned()]
            }
            DueItem::Other(one) => {
                let (task, state) = (one.what.phrase().get(lang), one.state.phrase().get(lang));
                let title = registry.title_of(one.file).unwrap_or_default();
                [task.to_owned(), state.to_owned(), one.title.get(lang).to_owned(), title.to_owned()]
            }
        }
    }

    fn by(&self) -> &[usize] {
        match self {
            DueItem::Review(due) => &due.by,
            DueItem::Other(one) => &one.by,
        }
    }
}

/// The classes that an id means: a class, or all of a group.
fn classes(registry: &Registry, id: &str) -> Result<Vec<String>, Failure> {
    let ids = || registry.classes.iter().filter_map(|class| class.id.as_ref()).map(|id| id.value.clone());
    let below = |class: &String| class == id || class.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
    let found: Vec<String> = ids().filter(below).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let all: Vec<String> = ids().collect();
    let near = nearest(id, all.iter().map(String::as_str)).map_or_else(String::new, |near| format!(": {near}?"));
    Err(Failure::Unknown(format!("没有 {id} 这个分类 · there is no class `{id}`{near}")))
}

fn table(opened: &OpenedRegistry, list: &[DueItem<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let (zh, lang) = (opened.lang == Lang::Zh, opened.lang);
    if list.is_empty() {
        let none = if zh { "没有到期的事项\n" } else { "nothing is due\n" };
        return Ok(out.write_all(none.as_bytes())?);
    }
    let headers = if zh {
        ["期限", "剩余日数", "事项", "编号", "承办", "名称"]
    } else {
        ["due", "days left", "task", "number", "by", "title"]
    };
    let mut table = TextTable::new(&headers);
    for item in list {
        let by = item.by().iter().map(|index| opened.registry.agencies[*index].display_name());
        let by = by.collect::<Vec<_>>().join(if zh { "、" } else { ", " });
        let [task, state, number, title] = item.cells(&opened.registry, lang);
        let (day, left) = (item.day(), item.day().days_since(opened.day).to_string());
        table.row([format!("{day} {state}"), left, task, number, by, title]);
    }
    Ok(write!(out, "{table}")?)
}

#[derive(Serialize)]
#[serde(bound = "")]
struct DueDocument<'o, I: Iterator<Item: Serialize> + Clone> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'o str>,
    within: Option<String>,
    total: usize,
    due: InTurn<I>,
}

fn json(opened: &OpenedRegistry, command: &DueArgs, list: &[DueItem<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let document = DueDocument {
        schema: "mulu.due/1",
        as_of: opened.day.to_string(),
        revision: opened.source.commit(),
        within: command.within.map(|within| within.to_string()),
        total: list.len(),
        due: InTurn(list.iter().map(|item| item.facts(opened, opened.json_lang))),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

/// The header is English in every language, for programs rely on it.
fn csv(opened: &OpenedRegistry, list: &[DueItem<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let headers = ["due", "days_left", "state", "task", "number", "record", "title", "by", "filed_by", "reason"];
    let mut text = String::new();
    write_row(&mut text, headers.into_iter());
    for item in list {
        let row = item.facts(opened, opened.lang);
        let cells = [
            row.due.to_string(),
            row.days_left.to_string(),
            row.state.to_owned(),
            row.task.to_owned(),
            row.number,
            row.record,
            row.title.unwrap_or_default(),
            row.by.join(" "),
            row.filed_by.join(" "),
            row.reason,
        ];
        // A program may read line by line.
        write_row(&mut text, cells.iter().enumerate().map(|(at, cell)| if at < 4 { cell.clone() } else { line(cell) }));
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    Ok(out.write_all(text.as_bytes())?)
}
