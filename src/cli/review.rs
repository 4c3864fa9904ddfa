//! `mulu review`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;

use clap::{Args as ClapArgs, ValueEnum};

use mulu_core::day::{Day, NoDuty};
use mulu_core::edit::{self, DryRun, Edit, ReviewEntry};
use mulu_core::finding::Finding;
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::model::Conclusion;
use mulu_core::printable::line;
use mulu_core::reasons;
use mulu_core::registry::Registry;

use super::args::Common;
use super::edited::{text_of, unwritable};
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::prompt::{self, Question};
use super::{CommandOutcome, journal, terminal};

/// `mulu review`.
#[derive(Debug, ClapArgs)]
pub struct Review {
    /// The standards: their numbers in any form, or the ids of their records
    #[arg(value_name = "NUMBER", required = true)]
    pub numbers: Vec<String>,
    /// What was concluded  结论：继续有效、需要修订、予以废止
    #[arg(long, value_name = "CONCLUSION")]
    pub conclusion: Option<ReviewConclusion>,
    /// The agency that concluded it, by its id or name  作出结论的单位
    #[arg(long, value_name = "AGENCY")]
    pub by: Option<String>,
    /// The day it was concluded, YYYY-MM-DD  复审日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// Why: what was looked at, and why it led to this conclusion  理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Minutes or a report: a path or an address  依据
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// By when the revision or abolition must be done; without it, book.toml's time for it  修订或废止的期限
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub due: Option<Day>,
    /// Record it although a rule would flag it  即使有问题也记录
    #[arg(long)]
    pub force: bool,
}

/// The conclusions of a review (Art. 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewConclusion {
    /// 继续有效.
    Continue,
    /// 需要修订.
    Revise,
    /// 予以废止.
    Abolish,
}

/// What these rules find follows from the day, not from what was written: the next review is told, not held against this one.
const NEXT: [&str; 2] = ["review-overdue", "review-due-soon"];

/// Appends a review to each standard's record, and says when the next is due. Writes all of them or, where one is refused, none.
///
/// # Errors
/// When the registry cannot be read or a record not be written, a standard is unknown, or an answer is missing and nobody is
/// there to be asked.
pub fn run(common: &Common, command: &Review) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu review"))?;
    let TrialReview { standards, entry, edits, trial, objections } = tried(&opened, command)?;
    for objection in &objections {
        terminal::note(objection.get(opened.lang));
    }
    if !objections.is_empty() && !command.force {
        terminal::note(
            message!("没有写入。确需记录时加 --force", "nothing was written; to record it anyway, add --force")
                .get(opened.lang),
        );
        return Ok(CommandOutcome::Denied);
    }
    journal::write(&opened, &edit::files_of(&edits))?;
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    for (standard, edit) in standards.iter().zip(&edits) {
        let id = &opened.registry.standards[*standard].id;
        writeln!(out, "{}", line(recorded(&trial.registry, id, &entry, opened.day).get(opened.lang)))?;
        writeln!(out, "  {}", line(&edit.path))?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// A review that was tried and is not written.
pub struct TrialReview {
    standards: Vec<usize>,
    entry: ReviewEntry,
    /// What it writes.
    pub edits: Vec<Edit>,
    trial: DryRun,
    /// What speaks against it.
    pub objections: Vec<Message>,
}

/// Tries a review in memory.
///
/// # Errors
/// As [`run`].
pub fn tried(opened: &OpenedRegistry, command: &Review) -> Result<TrialReview, Failure> {
    let standards = standards(opened, &command.numbers)?;
    let entry = entry(opened, command)?;
    let edits = standards.iter().map(|index| edit(opened, *index, &entry)).collect::<Result<Vec<_>, _>>()?;
    let trial = edit::dry_run(&opened.source, &edits, opened.day)?;
    let objections = objections(opened, &trial, &standards, &entry);
    Ok(TrialReview { standards, entry, edits, trial, objections })
}

fn standards(opened: &OpenedRegistry, numbers: &[String]) -> Result<Vec<usize>, Failure> {
    let mut found = Vec::new();
    for number in numbers {
        let index = opened.registry.find_standard(number, opened.day).ok_or_else(|| {
            Failure::Unknown(format!("登记簿中没有标准 {number} · the registry has no standard `{number}`"))
        })?;
        if !found.contains(&index) {
            found.push(index);
        }
    }
    Ok(found)
}

/// What is to be recorded: from the options, else from whoever sits at the terminal.
fn entry(opened: &OpenedRegistry, command: &Review) -> Result<ReviewEntry, Failure> {
    let lang = opened.lang;
    let ask = |question: Message| terminal::ask(question.get(lang));
    let conclusion = match command.conclusion {
        Some(ReviewConclusion::Continue) => Conclusion::Continue,
        Some(ReviewConclusion::Revise) => Conclusion::Revise,
        Some(ReviewConclusion::Abolish) => Conclusion::Abolish,
        None => {
            let zh = "结论：continue 继续有效、revise 需要修订、abolish 予以废止";
            let question = Question { zh, en: "conclusion: continue, revise or abolish", option: "--conclusion" };
            prompt::needed(None, question, lang, prompt::word::<Conclusion>)?
        }
    };
    let by = if let Some(by) = &command.by {
        called(opened, by)
    } else {
        let may = opened.registry.reviewers().into_iter();
        let may = may.map(|index| opened.registry.agencies[index].display_name()).collect::<Vec<_>>().join("、");
        let (zh, en) = (format!("复审单位（{may}）"), format!("agency ({may})"));
        let known = |answer: &str| match opened.registry.agency_called(answer) {
            Some(_) => Ok(called(opened, answer)),
            None => Err(format!("没有单位 {answer} · there is no agency `{answer}`")),
        };
        prompt::needed(None, Question { zh: &zh, en: &en, option: "--by" }, lang, known)?
    };
    let date = match command.date {
        Some(date) => date,
        None => {
            let question = Question { zh: "复审日期", en: "date, YYYY-MM-DD", option: "--date" };
            prompt::needed(None, question, lang, prompt::day)?
        }
    };
    let reason = match &command.reason {
        None if !command.force => {
            let question = Question { zh: "理由", en: "reason", option: "--reason" };
            Some(prompt::needed(None, question, lang, |answer| Ok(answer.to_owned()))?)
        }
        reason => reason.clone(),
    };
    let evidence = match &command.evidence {
        None => ask(message!("依据：纪要或报告（可不填）", "evidence: minutes or a report (may be empty)"))?,
        evidence => evidence.clone(),
    };
    if command.due.is_some() && conclusion == Conclusion::Continue {
        return Err(Failure::Unknown(
            "结论为 continue 时没有 --due · --due goes with the conclusions revise and abolish".to_owned(),
        ));
    }
    let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(ReviewEntry { date, conclusion, by, reason: filled(reason), evidence: filled(evidence), due: command.due })
}

/// An agency's id, where it is called by its name.
fn called(opened: &OpenedRegistry, by: &str) -> String {
    let found = opened.registry.agency_called(by).and_then(|index| opened.registry.agencies.get(index));
    found.map_or_else(|| by.to_owned(), |agency| agency.id.clone())
}

fn edit(opened: &OpenedRegistry, standard: usize, entry: &ReviewEntry) -> Result<Edit, Failure> {
    let path = opened.registry.path(opened.registry.standards[standard].file).to_owned();
    let text = text_of(opened, &path)?;
    let (text, new) = edit::append_review(&text, entry).map_err(|edit::EditError(why)| unwritable(&path, &why))?;
    Ok(Edit { path, from: None, text, new })
}

/// What speaks against recording the review: what the rules would flag, and what no rule sees because it is not a fault of a file.
fn objections(opened: &OpenedRegistry, trial: &DryRun, standards: &[usize], entry: &ReviewEntry) -> Vec<Message> {
    let registry = &opened.registry;
    let mut objections = Vec::new();
    for index in standards {
        let standard = &registry.standards[*index];
        let (name, date) = (standard.name(), entry.date);
        match registry.next_review(*index, opened.day) {
            Err(NoDuty::NotListed | NoDuty::NotInForce) => {
                let why = reasons::review(registry, *index, opened.day);
                objections.push(Message { zh: format!("{name}：{}", why.zh), en: format!("{name}: {}", why.en) });
            }
            Ok(_) => {
                let listed = standard.listed_on(opened.day).and_then(|entry| entry.listed.as_ref());
                if let Some(listed) = listed.filter(|listed| date < listed.value) {
                    let listed = listed.value;
                    objections.push(message!(
                        "{name}：复审日期 {date} 早于列入日期 {listed}，不算数",
                        "{name}: a review of {date} does not count, for it was listed on {listed}"
                    ));
                }
            }
        }
        if standard.reviews.iter().filter_map(|review| review.date.as_ref()).any(|other| other.value == date) {
            objections
                .push(message!("{name}：{date} 的复审已经记录", "{name}: a review of {date} is recorded already"));
        }
    }
    let flagged = trial.findings.iter().filter(|finding| !NEXT.contains(&finding.rule));
    objections.extend(flagged.map(objection));
    objections
}

fn objection(finding: &Finding) -> Message {
    let rule = finding.rule;
    let of = |lang| format!("{rule}: {} — {}", finding.message.get(lang), finding.help.get(lang));
    Message { zh: of(Lang::Zh), en: of(Lang::En) }
}

/// What was recorded, and what follows from it.
fn recorded(registry: &Registry, id: &str, entry: &ReviewEntry, day: Day) -> Message {
    let Some(index) = registry.standards.iter().position(|standard| standard.id == id) else {
        return Message::default();
    };
    let (name, date, conclusion) = (registry.standards[index].name(), entry.date, entry.conclusion.id());
    let next = registry.due(day).into_iter().filter(|due| due.standard == index);
    let next: Vec<Message> = next.map(|due| reasons::due(registry, &due, day)).collect();
    let next = if next.is_empty() { vec![reasons::review(registry, index, day)] } else { next };
    let join = |lang: Lang, by: &str| next.iter().map(|words| words.get(lang)).collect::<Vec<_>>().join(by);
    Message {
        zh: format!("{name}：已记录 {date} 的复审，结论 {conclusion}；{}", join(Lang::Zh, "；")),
        en: format!("{name}: recorded the review of {date}, {conclusion}; {}", join(Lang::En, "; ")),
    }
}
