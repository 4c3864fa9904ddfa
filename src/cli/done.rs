//! `mulu done`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args as ClapArgs;

use mulu_core::day::Day;
use mulu_core::edit::{Edit, append_entry, toml_string};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Composition;
use mulu_core::parse::nearest;
use mulu_core::printable::{line, plain};
use mulu_core::registry::{OwedDuty, Registry};
use mulu_core::slice::slice_lossy;

use super::args::Common;
use super::edited::{text_of, unwritable};
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit, unknown};
use super::{CommandOutcome, journal, prompt, terminal};

/// `mulu done`.
#[derive(Debug, ClapArgs)]
pub struct Done {
    /// The duty, as POLICY#CLAUSE/DUTY; its last part will do where one duty is called so  职责
    #[arg(value_name = "DUTY")]
    pub duty: String,
    /// The id of the agency that did it; not needed where one agency has the duty  履行单位
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// When, YYYY-MM-DD; without it, today  日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub date: Option<Day>,
    /// The paper that shows it: a path or an address  材料
    #[arg(long = "ref", value_name = "TEXT")]
    pub reference: Option<String>,
    /// Who sat, where the clause asks for a proportion: "authority:3 expert:3 unit:4"  各方实到人数
    #[arg(long, value_name = "GROUPS", value_parser = composition)]
    pub composition: Option<Composition>,
}

fn composition(text: &str) -> Result<Composition, String> {
    text.parse().map_err(|()| {
        "写成各方的代码和人数 · write groups with their numbers: \"authority:3 expert:3 unit:4\"".to_owned()
    })
}

/// Appends a recurring duty that was done to an agency's record; nothing else in the file moves.
///
/// # Errors
/// When the registry cannot be read or the record not be written, or the duty or the agency is not clear.
pub fn run(common: &Common, command: &Done) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu done"))?;
    let (Edit { path, text, new, .. }, question) = edit(&opened, command)?;
    let files = BTreeMap::from([(path.clone(), Some(text.clone()))]);
    journal::write(&opened, &files)?;
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    writeln!(out, "{}\n\n{}", line(&path), plain(slice_lossy(&text, new).trim()))?;
    if let Some(question) = question {
        writeln!(out, "\n{}", line(question.get(opened.lang)))?;
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// What it writes, and what is left to say of who sat.
///
/// # Errors
/// As [`run`].
pub fn edit(opened: &OpenedRegistry, command: &Done) -> Result<(Edit, Option<Message>), Failure> {
    let (registry, day) = (&opened.registry, opened.day);
    let date = command.date.unwrap_or(day);
    if date > day {
        return Err(unknown(message!("{date} 还没有到", "{date} is still to come")));
    }
    // What was done before today was owed on the day it was done.
    let owed = registry.duties_owed(date);
    let owed = the_duty(registry, &owed, command)?;
    let agency = &registry.agencies[owed.agency];
    let reference = owed.reference();
    let same = |done: &&mulu_core::model::DoneDuty| {
        done.duty.as_ref().is_some_and(|duty| duty.value == reference)
            && done.date.as_ref().is_some_and(|on| on.value == date)
    };
    if agency.done.iter().any(|done| same(&done)) {
        return Err(unknown(message!(
            "{date} 履行 {reference} 已有记录",
            "{reference} is recorded as done on {date} already"
        )));
    }
    let mut entries = vec![format!("duty = {}", toml_string(&reference)), format!("date = {date}")];
    let paper = command.reference.as_ref().filter(|text| !text.trim().is_empty());
    entries.extend(paper.map(|paper| format!("ref = {}", toml_string(paper))));
    entries.extend(command.composition.as_ref().map(|sat| format!("composition = {}", toml_string(&sat.to_string()))));
    let path = registry.path(agency.file).to_owned();
    let text = text_of(opened, &path)?;
    let (text, new) = append_entry(&text, "done", &entries).map_err(|why| unwritable(&path, &why))?;
    let question = question_of_who_sat(owed, command.composition.as_ref());
    Ok((Edit { path, from: None, text, new }, question))
}

/// What is left to say of who sat: that the clause asks for it, or that it was not so. It is recorded as it was.
fn question_of_who_sat(owed: &OwedDuty<'_>, sat: Option<&Composition>) -> Option<Message> {
    let asked = &owed.duty.composition.as_ref()?.value;
    match sat {
        Some(sat) if sat.has_proportion_of(asked) => None,
        Some(sat) => Some(message!(
            "成员构成是 {sat}，条款要求 {asked}（composition-mismatch）",
            "who sat is {sat}; the clause asks for {asked} (composition-mismatch)"
        )),
        None => Some(message!(
            "条款要求成员构成 {asked}，没有写实到人数：补上 composition",
            "the clause asks for {asked}; who sat is not recorded: add `composition`"
        )),
    }
}

/// The duty that is meant, of the agency that is meant.
fn the_duty<'o>(registry: &Registry, owed: &'o [OwedDuty<'o>], command: &Done) -> Result<&'o OwedDuty<'o>, Failure> {
    let name = command.duty.as_str();
    let called =
        |owed: &&OwedDuty<'_>| owed.reference() == name || owed.duty.id.as_ref().is_some_and(|id| id.value == name);
    let named: Vec<&OwedDuty<'_>> = owed.iter().filter(called).collect();
    if named.is_empty() {
        let known: Vec<String> = owed.iter().map(OwedDuty::reference).collect();
        let near = nearest(name, known.iter().map(String::as_str));
        let hint = near.map_or_else(|| "mulu due --within P1Y".to_owned(), |near| format!("{near}?"));
        let name = line(name);
        return Err(Failure::Unknown(format!(
            "当日没有 {name} 这项定期职责 · no recurring duty `{name}` is in force on that day: {hint}"
        )));
    }
    let id = |owed: &OwedDuty<'_>| registry.agencies[owed.agency].id.clone();
    let whose: Vec<&OwedDuty<'_>> = match &command.agency {
        Some(agency) => named.iter().copied().filter(|owed| id(owed) == *agency).collect(),
        None => named.clone(),
    };
    match whose.as_slice() {
        [one] => Ok(one),
        [] => {
            let agency = line(command.agency.as_deref().unwrap_or_default());
            Err(Failure::Unknown(format!("{agency} 没有这项职责 · `{agency}` does not have this duty")))
        }
        several => {
            let list: Vec<String> = several.iter().map(|owed| format!("{} {}", owed.reference(), id(owed))).collect();
            Err(Failure::Unknown(format!(
                "有多项，请写明 POLICY#CLAUSE/DUTY 和 --agency · several are meant, name one with --agency: {}",
                list.join("; ")
            )))
        }
    }
}
