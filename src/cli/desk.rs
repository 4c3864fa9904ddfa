//! What the desk asks of the commands: the same edits, tried and written in the same way.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::Parser;

use crate::desk::{Editing, LastEdit, LiveFeedback, Work, WorkMode, WorkOutcome, WorkRemark};
use mulu_core::day::Day;
use mulu_core::edit::{self, Edit};
use mulu_core::finding::{Finding, Severity};
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::source::WorkTree;

use super::args::{Args, Colour, Command, Common};
use super::desk_trial::LiveTrial;
use super::edited::tried;
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::{done, entry, journal, listing, register, rename, review, undo};

/// The commands of a registry, for the desk.
pub struct DeskCommands {
    /// The registry.
    pub root: PathBuf,
    /// The day, where it is not today.
    pub as_of: Option<Day>,
    /// What is kept from one key stroke to the next.
    trial: Mutex<Option<LiveTrial>>,
}

/// What a command would write, and what it says against that itself.
struct Proposal {
    edits: Vec<Edit>,
    objections: Vec<Message>,
    /// Whether the objections have what the rules say in them.
    is_judged: bool,
}

impl Editing for DeskCommands {
    fn carry_out(&self, work: &Work<'_>, how: WorkMode, lang: Lang) -> Result<WorkOutcome, Message> {
        let common = self.common(lang);
        let turn = (how != WorkMode::Try).then_some(work.name());
        let (opened, _turn) = open_to_edit(&common, turn).map_err(|why| words(&why))?;
        let Proposal { edits, objections, is_judged } = proposed(&opened, work)?;
        let (trial, found) = tried(&opened, &edits).map_err(|why| words(&why))?;
        let mut remarks: Vec<WorkRemark> =
            objections.into_iter().map(|message| WorkRemark { message, finding: None }).collect();
        if !is_judged {
            remarks.extend(found.into_iter().map(|finding| remark_of(&trial.registry, finding)));
        }
        let speaks_against =
            |remark: &WorkRemark| remark.finding.as_ref().is_none_or(|(finding, _)| finding.level == Severity::Deny);
        let is_written = match how {
            WorkMode::Try => false,
            WorkMode::Write => !remarks.iter().any(speaks_against),
            WorkMode::Anyway => true,
        };
        if is_written {
            let opened = OpenedRegistry { command: work.name().to_owned(), ..opened };
            journal::write(&opened, &edit::files_of(&edits)).map_err(|why| words(&why))?;
        }
        Ok(WorkOutcome { edits, remarks, is_written, registry: trial.registry })
    }

    fn judge(&self, work: &Work<'_>, lang: Lang) -> Result<LiveFeedback, Message> {
        let common = self.common(lang);
        let tree = WorkTree::open(&self.root).map_err(|error| words(&error.into()))?;
        // Who did not come to an end left nothing behind that is not read again.
        let mut kept = self.trial.lock().unwrap_or_else(PoisonError::into_inner);
        let mut live = LiveTrial::current(kept.take(), &common, &tree).map_err(|why| words(&why))?;
        live.speak(&common, lang);
        let judged = judged(&mut live, work);
        *kept = Some(live);
        judged
    }

    fn undo(&self, lang: Lang) -> Result<LastEdit, Message> {
        let undone = || {
            let (opened, _turn) = open_to_edit(&self.common(lang), Some("mulu undo"))?;
            undo::take_back_last(&opened)
        };
        undone().map(last_edit).map_err(|why| words(&why))
    }

    fn last(&self) -> Option<LastEdit> {
        journal::last(&self.root).map(last_edit)
    }
}

impl DeskCommands {
    /// Of a registry, on a day where it is not today.
    #[must_use]
    pub fn new(root: PathBuf, as_of: Option<Day>) -> DeskCommands {
        DeskCommands { root, as_of, trial: Mutex::new(None) }
    }

    fn common(&self, lang: Lang) -> Common {
        Common { root: Some(self.root.clone()), as_of: self.as_of, rev: None, lang: Some(lang), color: Colour::Never }
    }
}

/// What is said of work, over a registry that is kept.
fn judged(live: &mut LiveTrial, work: &Work<'_>) -> Result<LiveFeedback, Message> {
    let Proposal { edits, objections, is_judged } = proposed(&live.opened, work)?;
    let mut remarks: Vec<WorkRemark> =
        objections.into_iter().map(|message| WorkRemark { message, finding: None }).collect();
    if !is_judged {
        let found = live.judge(&edits).map_err(|why| words(&why))?;
        remarks.extend(found.into_iter().map(|finding| remark_of(live.trial(), finding)));
    }
    Ok(LiveFeedback { edits, remarks })
}

/// What work would write, all of it.
fn proposed(opened: &OpenedRegistry, work: &Work<'_>) -> Result<Proposal, Message> {
    let mut all = Proposal { edits: Vec::new(), objections: Vec::new(), is_judged: false };
    match work {
        Work::Edits { make, .. } => all.edits = make(&opened.registry, &opened.source)?,
        Work::Lines { lines, .. } => {
            for line in *lines {
                let own = proposal(opened, line)?;
                all.is_judged |= own.is_judged;
                all.objections.extend(own.objections);
                all.edits.extend(own.edits);
            }
        }
    }
    let mut paths: Vec<&str> = all.edits.iter().map(|edit| edit.path.as_str()).collect();
    paths.sort_unstable();
    if let Some((path, _)) = paths.iter().zip(paths.iter().skip(1)).find(|(one, other)| one == other) {
        return Err(message!("{path} 写了两次：分两次办", "{path} is named twice: do one after the other"));
    }
    Ok(all)
}

/// What one command line would write.
fn proposal(opened: &OpenedRegistry, line: &[String]) -> Result<Proposal, Message> {
    let words_of = |failure: Failure| words(&failure);
    let given = std::iter::once("mulu").chain(line.iter().map(String::as_str));
    let args = Args::try_parse_from(given).map_err(|error| unreadable(&error))?;
    let edits = match &args.command {
        Command::ListIn(command) => listing::list_in_edits(opened, command),
        Command::Delist(command) => listing::delist_edits(opened, command),
        Command::Exclude(command) => listing::exclude_edits(opened, command),
        Command::Declare(command) => entry::declare_edits(opened, command),
        Command::Waive(command) => entry::waive_edits(opened, command),
        Command::Order(command) => entry::order_edits(opened, command),
        Command::Evidence(command) => entry::evidence_edits(opened, command),
        Command::Train(command) => entry::train_edits(opened, command),
        Command::Step(command) => entry::step_edits(opened, command),
        Command::CaseStep(command) => entry::case_step_edits(opened, command),
        Command::Answer(command) => entry::answer_edits(opened, command),
        Command::Correct(command) => entry::correct_edits(opened, command),
        Command::Reorganise(command) => entry::reorganise_edits(opened, command),
        Command::Rename(command) => rename::edits(opened, command),
        Command::Done(command) => done::edit(opened, command).map(|(edit, _)| vec![edit]),
        Command::Register(command) => {
            let (edit, objection) = register::tried(opened, command).map_err(words_of)?;
            let objections = objection.into_iter().collect();
            return Ok(Proposal { edits: vec![edit], objections, is_judged: false });
        }
        Command::Review(command) => {
            let tried = review::tried(opened, command).map_err(words_of)?;
            return Ok(Proposal { edits: tried.edits, objections: tried.objections, is_judged: true });
        }
        _ => return Err(message!("不是修改记录的命令", "this command changes no record")),
    };
    edits.map(|edits| Proposal { edits, objections: Vec::new(), is_judged: false }).map_err(words_of)
}

/// A finding of the registry as it would be, with the path of the file that it lies in.
fn remark_of(registry: &mulu_core::registry::Registry, finding: Finding) -> WorkRemark {
    let path = registry.path(finding.place.file).to_owned();
    WorkRemark { message: finding.message.clone(), finding: Some((finding, path)) }
}

fn last_edit(journal: journal::Journal) -> LastEdit {
    LastEdit { command: journal.command, files: journal.files.into_iter().map(|kept| kept.path).collect() }
}

/// What stops a command, in two languages: failures say both in one text.
fn words(failure: &Failure) -> Message {
    let text = failure.to_string();
    let both = text.split_once(" · ").or_else(|| text.split_once("\n  "));
    let (zh, en) = both.unwrap_or((&text, &text));
    Message { zh: zh.trim().to_owned(), en: en.trim().to_owned() }
}

/// Why a command line cannot be read: the first line of what the terminal would be told.
fn unreadable(error: &clap::Error) -> Message {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let (before, why) = first.rsplit_once(": ").unwrap_or(("", first));
    let (zh, en) = why.split_once(" · ").unwrap_or((why, why));
    let en = if before.is_empty() { en.to_owned() } else { format!("{before}: {en}") };
    Message { zh: zh.to_owned(), en }
}
