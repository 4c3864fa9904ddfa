//! `mulu evidence`.

use clap::Args as ClapArgs;

use crate::cli::CommandOutcome;
use crate::cli::args::Common;
use crate::cli::edited::{edited, finish};
use crate::cli::fail::Failure;
use crate::cli::open::{OpenedRegistry, open_to_edit};
use crate::cli::prompt::{self, Question};
use mulu_core::day::Day;
use mulu_core::edit::Edit;
use mulu_core::model::Outcome;
use mulu_core::parse::nearest;

use super::{Fields, bearer, unknown};

/// `mulu evidence`.
#[derive(Debug, ClapArgs)]
pub struct EvidenceArgs {
    /// The project or, for a fact about an agency, the agency: by its id or name
    #[arg(value_name = "PROJECT|AGENCY")]
    pub record: String,
    /// The kind of paper, by its id or title in policies/evidence.toml
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// Where it is found: a document number, a path or an address  文号或出处
    #[arg(long = "ref", value_name = "TEXT")]
    pub reference: Option<String>,
    /// When it was issued  出具日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub issued: Option<Day>,
    /// Its last good day  有效期至
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub expires: Option<Day>,
    /// Who issued it: an agency's id, or a name  出具单位
    #[arg(long, value_name = "ISSUER")]
    pub by: Option<String>,
    /// What it says: pass, fail, conditional  结论
    #[arg(long, value_name = "RESULT", value_parser = prompt::word::<Outcome>)]
    pub result: Option<Outcome>,
    /// The first day that it covers  起
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub from: Option<Day>,
    /// The last day that it covers  止
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub to: Option<Day>,
    /// Write it although a rule denies it  仍然写入
    #[arg(long)]
    pub force: bool,
}

/// Appends a paper to the record of a project or of an agency.
///
/// # Errors
/// When the registry cannot be read or the record not be written, the record or the kind is unknown, or an answer is missing.
pub fn run(common: &Common, command: &EvidenceArgs) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu evidence"))?;
    finish(&opened, &edits(&opened, command)?, command.force)
}

/// What it writes.
///
/// # Errors
/// As [`run`].
pub fn edits(opened: &OpenedRegistry, command: &EvidenceArgs) -> Result<Vec<Edit>, Failure> {
    let kinds = &opened.registry.evidence_kinds;
    let meant =
        kinds.iter().find(|kind| [&kind.id, &kind.title].into_iter().flatten().any(|name| name.value == command.kind));
    let id = meant.and_then(|kind| kind.id.as_ref()).ok_or_else(|| {
        let ids = kinds.iter().filter_map(|kind| kind.id.as_ref()).map(|id| id.value.as_str());
        unknown(("证明材料", "kind of evidence"), &command.kind, nearest(&command.kind, ids))
    })?;
    let found = Question { zh: "文号或出处", en: "a document number, a path or an address", option: "--ref" };
    let reference = prompt::text(command.reference.as_ref(), found, opened.lang)?;
    let by = command.by.as_deref().map(|by| {
        let agency = opened.registry.agency(by).and_then(|index| opened.registry.agencies.get(index));
        agency.map_or(by, |agency| agency.id.as_str())
    });
    let fields = Fields::default()
        .text("kind", Some(&id.value))
        .text("ref", Some(&reference))
        .day("issued", command.issued)
        .day("expires", command.expires)
        .text("by", by)
        .text("result", command.result.map(Outcome::id))
        .day("from", command.from)
        .day("to", command.to);
    let path = bearer(opened, &command.record)?.path(opened);
    let edit = edited(opened, path, |record| record.append("evidence", &fields.0))?;
    Ok(vec![edit])
}
