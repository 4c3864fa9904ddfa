//! `mulu notify`: what changed state, one digest an agency. It writes; what sends it is the office's own.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

mod digest;
mod lines;
mod mail;
mod webhook;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Lang;
use mulu_core::output;
use mulu_core::registry::Registry;
use mulu_core::source::Unreadable;
use mulu_core::transition::{ReportedStages, digests, standing};
use mulu_git::RevisionTree;

use super::args::Common;
use super::fail::Failure;
use super::open::{OpenedRegistry, agency, open, root, unknown};
use super::prompt::refused;
use super::terminal::OutputForm;
use super::{CommandOutcome, terminal};

use digest::{DigestFacts, NotifyDocument};
use webhook::Service;

/// `mulu notify`.
#[derive(Debug, ClapArgs)]
pub struct Notify {
    /// What changed after this day; without it and --state, after yesterday  自哪一天以来
    #[arg(long, value_name = "DATE", conflicts_with = "state")]
    pub since: Option<Day>,
    /// The registry as it was on that day, at a git revision: what was recorded late is reported, too  当时的登记簿版本
    #[arg(long, value_name = "REV", requires = "since")]
    pub base: Option<String>,
    /// What earlier runs reported: read at the start, written at the end; without the file, everything that is open is reported  已通知的记录
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Only what this agency is notified of  只看此单位
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: NotifyFormat,
    /// Write a file an agency into this folder, by its id  每个单位一个文件，写入此目录
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Whom mails are from  发件人地址
    #[arg(long, value_name = "ADDRESS", required_if_eq("format", "eml"))]
    pub from: Option<String>,
}

/// The formats of `mulu notify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotifyFormat {
    /// For a person.
    Text,
    /// For a page or an issue.
    Markdown,
    /// `mulu.notify/1`.
    Json,
    /// A mail, ready to be sent (RFC 5322).
    Eml,
    /// The body of a service's webhook.
    Webhook(Service),
}

impl ValueEnum for NotifyFormat {
    fn value_variants<'a>() -> &'a [NotifyFormat] {
        static ALL: LazyLock<Vec<NotifyFormat>> = LazyLock::new(|| {
            let own = [NotifyFormat::Text, NotifyFormat::Markdown, NotifyFormat::Json, NotifyFormat::Eml];
            own.into_iter().chain(Service::value_variants().iter().copied().map(NotifyFormat::Webhook)).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            NotifyFormat::Text => ("text", "For a person"),
            NotifyFormat::Markdown => ("markdown", "For a page or an issue"),
            NotifyFormat::Json => ("json", "mulu.notify/1"),
            NotifyFormat::Eml => ("eml", "A mail, ready to be sent (RFC 5322)  邮件"),
            NotifyFormat::Webhook(service) => return service.to_possible_value(),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl NotifyFormat {
    /// What the file of a digest ends with, and how what is printed is cleaned.
    fn written(self) -> (&'static str, OutputForm) {
        match self {
            NotifyFormat::Text => ("txt", OutputForm::Text),
            NotifyFormat::Markdown => ("md", OutputForm::Text),
            NotifyFormat::Eml => ("eml", OutputForm::Data),
            NotifyFormat::Json | NotifyFormat::Webhook(_) => ("json", OutputForm::Json),
        }
    }
}

/// What every digest says of the run.
struct NotifyRun<'r> {
    registry: &'r Registry,
    revision: Option<String>,
    since: Day,
    day: Day,
    lang: Lang,
    from: Option<&'r str>,
}

/// Prints what changed state since a day, or writes a file an agency.
///
/// # Errors
/// When the registry or what was told before cannot be read, there is no such agency, several digests are to be printed in a format
/// that holds one, or the output cannot be written.
pub fn run(common: &Common, command: &Notify) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let registry = &opened.registry;
    let (told, since) = before(&opened, common, command)?;
    let list = standing(registry, since, opened.day);
    let now_told = ReportedStages::of(&list);
    let list = told.untold(list);
    let lang = if command.format == NotifyFormat::Json { opened.json_lang } else { opened.lang };
    let run = NotifyRun {
        registry,
        revision: opened.source.commit().map(str::to_owned),
        since,
        day: opened.day,
        lang,
        from: command.from.as_deref(),
    };
    let mut facts: Vec<DigestFacts> = digests(registry, &list).iter().map(|one| DigestFacts::of(&run, one)).collect();
    if let Some(wanted) = &command.agency {
        agency(registry, wanted)?;
        facts.retain(|digest| digest.agency.as_ref() == Some(wanted));
    }
    match &command.out {
        Some(folder) => write_files(&run, command.format, folder, &facts)?,
        None => print(&run, command.format, &facts)?,
    }
    // Only now: what could not be told is told by the next run.
    if let Some(path) = &command.state {
        let text = now_told.write(opened.day).map_err(std::io::Error::from)?;
        output::put(path, text.as_bytes())?;
    }
    Ok(CommandOutcome::Success)
}

/// What was told before, and the day up to which it was.
fn before(opened: &OpenedRegistry, common: &Common, command: &Notify) -> Result<(ReportedStages, Day), Failure> {
    let day = opened.day;
    if let Some(path) = &command.state {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((ReportedStages::default(), day)),
            Err(error) => return Err(Unreadable { path: path.clone(), error }.into()),
        };
        let (told, since) = ReportedStages::read(&text).map_err(|why| {
            let path = path.display();
            refused(&message!(
                "{path} 不是 mulu notify 留下的记录：{why}；要重新通知全部事项，删去此文件",
                "{path} was not written by `mulu notify`: {why}. Remove it to be notified of everything again"
            ))
        })?;
        return Ok((told, since.min(day)));
    }
    let since = command.since.unwrap_or_else(|| day.previous());
    if since > day {
        return Err(refused(&message!("--since {since} 晚于 {day}", "--since {since} is after {day}")));
    }
    let told = match &command.base {
        None => ReportedStages::by(&opened.registry, since),
        Some(rev) => {
            let tree = RevisionTree::open(&root(common)?, rev).map_err(unknown)?;
            ReportedStages::by(&Registry::load(&tree)?, since)
        }
    };
    Ok((told, since))
}

fn print(run: &NotifyRun<'_>, format: NotifyFormat, digests: &[DigestFacts]) -> Result<(), Failure> {
    let text = match format {
        NotifyFormat::Text => lines::text(run, digests),
        NotifyFormat::Markdown => lines::markdown(run, digests),
        NotifyFormat::Json => NotifyDocument::of(run, digests).to_json()?,
        _ => match digests {
            [] => String::new(),
            [one] => file(run, format, one)?,
            several => {
                let count = several.len();
                return Err(refused(&message!(
                    "此格式一次只能写一个单位，而有 {count} 个：用 --agency 选一个，或用 --out 写入一个目录",
                    "this format holds one agency, and there are {count}: choose one with --agency, or name a folder with --out"
                )));
            }
        },
    };
    terminal::print(text.as_bytes(), format.written().1).map(drop)
}

fn write_files(
    run: &NotifyRun<'_>,
    format: NotifyFormat,
    folder: &Path,
    digests: &[DigestFacts],
) -> Result<(), Failure> {
    output::create_folder(folder)?;
    let mut without_address = Vec::new();
    for digest in digests {
        if format == NotifyFormat::Eml && digest.address.is_none() {
            without_address.push(digest.name.as_str());
        }
        let name = digest.agency.as_deref().unwrap_or("_");
        let path = folder.join(format!("{name}.{}", format.written().0));
        output::put(&path, file(run, format, digest)?.as_bytes())?;
        terminal::note(&path.display().to_string());
    }
    if !without_address.is_empty() {
        let (zh, en) = (without_address.join("、"), without_address.join(", "));
        let words = message!("contact 中没有邮箱地址：{zh}", "no address in `contact`: {en}");
        terminal::note(words.get(run.lang));
    }
    Ok(())
}

/// The file of one digest.
fn file(run: &NotifyRun<'_>, format: NotifyFormat, digest: &DigestFacts) -> Result<String, Failure> {
    let one = std::slice::from_ref(digest);
    Ok(match format {
        NotifyFormat::Text => lines::text(run, one),
        NotifyFormat::Markdown => lines::markdown(run, one),
        NotifyFormat::Json => NotifyDocument::of(run, one).to_json()?,
        NotifyFormat::Eml => mail::message(run, digest)?,
        NotifyFormat::Webhook(service) => webhook::body(run, service, digest)?,
    })
}
