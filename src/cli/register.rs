//! `mulu register`.

use std::io::Write;

use crate::day::Status;
use crate::edit::{Adoption, append_adoption};
use crate::model::Agency;
use crate::number::Number;
use crate::output;
use crate::parse::nearest;
use crate::report::plain;
use crate::say;
use crate::source::{Found, Source};
use crate::words::Words;

use super::args::Common;
use super::args_agency::{Adopted, Register};
use super::fail::Failure;
use super::open::{Opened, open_to_edit};
use super::{Ended, terminal};

/// Appends a filing to an agency's record; nothing else in the file moves.
///
/// # Errors
/// When the registry cannot be read or the record not be written, the agency is unknown, or an answer is missing and nobody is
/// there to be asked.
pub fn run(common: &Common, command: &Register) -> Result<Ended, Failure> {
    let opened = open_to_edit(common)?;
    let agency = agency(&opened, &command.agency)?;
    let (number, objection) = number(&opened, agency, &command.number);
    if let Some(objection) = objection {
        terminal::note(objection.get(opened.lang));
        if !command.force {
            let hint =
                say!("没有写入。确需登记时加 --force", "nothing was written; to register it all the same, add --force");
            terminal::note(hint.get(opened.lang));
            return Ok(Ended::Denied);
        }
    }
    let status = match command.status {
        Some(status) => status,
        None => status(&opened)?,
    };
    let adoption = Adoption {
        standard: number,
        status: status.into(),
        since: command.since,
        filed: command.filed,
        systems: command.systems.clone(),
        evidence: command.evidence.clone().filter(|text| !text.trim().is_empty()),
    };
    let path = opened.registry.path(agency.file).to_owned();
    let refused = |why: &Words| Failure::Unknown(format!("{path}: {}", why.get(opened.lang)));
    let text = match opened.source.read(&path)? {
        Found::Bytes(bytes) => String::from_utf8(bytes).ok(),
        Found::TooLarge(_) | Found::NotAFile => None,
    };
    let text = text.ok_or_else(|| refused(&say!("不是 UTF-8 文本文件", "it is not a text file in UTF-8")))?;
    let (edited, new) = append_adoption(&text, &adoption).map_err(|why| refused(&why))?;
    output::put(&opened.source.root().join(&path), edited.as_bytes())?;
    let mut out = terminal::stdout();
    writeln!(out, "{}\n\n{}", plain(&path), plain(edited[new].trim()))?;
    out.flush()?;
    Ok(Ended::Well)
}

fn agency<'o>(opened: &'o Opened, id: &str) -> Result<&'o Agency, Failure> {
    let registry = &opened.registry;
    if let Some(index) = registry.agency(id) {
        return Ok(&registry.agencies[index]);
    }
    let near = nearest(id, registry.agencies.iter().map(|agency| agency.id.as_str()));
    let hint = near.map_or_else(|| "mulu list agencies".to_owned(), |near| format!("{near}?"));
    let id = plain(id);
    Err(Failure::Unknown(format!("没有单位 {id} · there is no agency `{id}`: {hint}")))
}

/// The number as it is to be recorded, and what speaks against it.
fn number(opened: &Opened, agency: &Agency, text: &str) -> (String, Option<Words>) {
    let registry = &opened.registry;
    let cited = Number::parse(text);
    let Some(index) = registry.find_standard(text, opened.day) else {
        let name = cited.canonical();
        // Another edition of the same standard is nearer than any other number, however alike they look.
        let edition = registry.find_standard(cited.undated().canonical(), opened.day);
        let edition = edition.map(|index| registry.standards[index].name());
        let known = registry.standards.iter().map(crate::model::Standard::name);
        let objection = match edition.or_else(|| nearest(name, known)) {
            Some(near) => {
                say!("登记簿中没有 {name}，最近的是 {near}", "the registry has no {name}; the nearest is {near}")
            }
            None => say!("登记簿中没有 {name}", "the registry has no {name}"),
        };
        return (name.to_owned(), Some(objection));
    };
    let name = registry.standards[index].name().to_owned();
    let is_same = |filed: &Number| *filed == cited || filed.canonical() == name;
    let filed = agency.adoptions.iter().filter_map(|adoption| adoption.standard.as_ref());
    if filed.into_iter().any(|filed| is_same(&filed.number)) {
        let id = &agency.id;
        return (name.clone(), Some(say!("{id} 已登记 {name}", "{id} has registered {name} already")));
    }
    let current = registry.succession(index, opened.day).current;
    let current: Vec<&str> = current.iter().map(|index| registry.standards[*index].name()).collect();
    let current = current.join("、");
    let objection = match registry.status(index, opened.day) {
        Status::Replaced if current.is_empty() => Some(say!("{name} 已被代替", "{name} has been replaced")),
        Status::Replaced => {
            Some(say!("{name} 已被代替，现行 {current}", "{name} has been replaced; in force: {current}"))
        }
        Status::Withdrawn => Some(say!("{name} 已废止", "{name} has been withdrawn")),
        Status::Draft | Status::Upcoming | Status::Current => None,
    };
    (name, objection)
}

fn status(opened: &Opened) -> Result<Adopted, Failure> {
    let question = say!(
        "实施情况（planned、implementing、implemented、suspended）",
        "status (planned, implementing, implemented, suspended)"
    );
    let answer = terminal::ask(question.get(opened.lang))?.unwrap_or_default();
    <Adopted as clap::ValueEnum>::from_str(&answer, true).map_err(|_| {
        Failure::Unknown(
            "缺少 --status · --status is missing: planned, implementing, implemented or suspended".to_owned(),
        )
    })
}
