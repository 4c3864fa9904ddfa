//! The registry as it would be after an import: no new fault in any file, and statuses as the sheet has them.
//!
//! A record holds dates, not a status. So what a sheet says of a status is compared with what follows from the dates once the rows
//! are records: a withdrawn standard without a day of withdrawal would otherwise come out as in force.

use std::collections::{BTreeMap, HashMap, HashSet};

use mulu_core::day::{Day, Status};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::registry::{CitationTarget, Registry};
use mulu_core::source::{Source, SourceEntry, Unreadable};
use mulu_core::vocabulary::called;

use super::plan::{ImportPlan, PlanEntry, RowOutcome};

/// What a row says of a standard's status.
pub struct Claim {
    /// The row.
    pub row: u32,
    /// The column of the status.
    pub status_column: Option<u32>,
    /// The column of the successors.
    pub successor_column: Option<u32>,
    /// The standard.
    pub record: String,
    /// Its file.
    pub path: String,
    /// Whether this import adds it.
    pub is_new: bool,
    /// The status, by id.
    pub status: Option<String>,
    /// What replaces it.
    pub successors: Vec<String>,
}

/// A source with some of its files changed.
struct Overlay<'s> {
    base: &'s dyn Source,
    files: &'s BTreeMap<String, String>,
}

impl Source for Overlay<'_> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut paths = self.base.list()?;
        paths.extend(self.files.keys().cloned());
        paths.sort_unstable();
        paths.dedup();
        Ok(paths)
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.base.strays()
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        self.base.upstreams()
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        let Some(text) = self.files.get(path) else { return self.base.read(path) };
        let size = text.len() as u64;
        let too_large = size > mulu_core::source::LARGEST_RECORD;
        Ok(if too_large { SourceEntry::TooLarge(size) } else { SourceEntry::Bytes(text.clone().into_bytes()) })
    }
}

/// Takes out of the plan what would be wrong, and says why.
///
/// # Errors
/// When a file of the registry cannot be read.
pub fn verify(
    before: &Registry,
    source: &dyn Source,
    plan: &mut ImportPlan,
    rows_of: &BTreeMap<String, Vec<u32>>,
    claims: &[Claim],
    on: Day,
) -> Result<(), Unreadable> {
    if plan.files.is_empty() && claims.is_empty() {
        return Ok(());
    }
    let after = Registry::load(&Overlay { base: source, files: &plan.files })?;
    let mut out: HashMap<u32, PlanEntry> = HashMap::new();
    for (path, why) in new_faults(before, &after, plan) {
        for row in rows_of.get(&path).into_iter().flatten() {
            out.insert(*row, unclear(*row, None, None, why.clone()));
        }
        plan.files.remove(&path);
    }
    let by_path: HashMap<&str, usize> =
        after.standards.iter().enumerate().map(|(index, standard)| (after.path(standard.file), index)).collect();
    let spoken_of: HashSet<u32> = plan.entries.iter().filter_map(|entry| entry.row).collect();
    let mut differing = Vec::new();
    for claim in claims.iter().filter(|claim| !out.contains_key(&claim.row)).collect::<Vec<_>>() {
        let Some(index) = by_path.get(claim.path.as_str()) else { continue };
        let status = status_differs(&after, *index, claim, on);
        match status {
            Some(message) if claim.is_new => {
                plan.files.remove(&claim.path);
                out.insert(claim.row, unclear(claim.row, claim.status_column, Some("status"), message));
                continue;
            }
            Some(message) => differing.push(differs(claim, claim.status_column, "status", message)),
            None => {}
        }
        if let Some(message) = successors_differ(&after, *index, claim) {
            differing.push(differs(claim, claim.successor_column, "replaced_by", message));
        }
    }
    let rows: HashSet<u32> = differing.iter().filter_map(|entry| entry.row).collect();
    plan.unchanged = plan.unchanged.saturating_sub(rows.difference(&spoken_of).count());
    plan.entries.extend(differing);
    let notes = without_predecessors(&after, plan, rows_of);
    plan.entries.extend(notes);
    replace_rows(plan, out);
    Ok(())
}

/// Which new records replace standards that have none: they are written all the same, for a sheet of standards in force names only
/// those, and `mulu check` asks for the others.
fn without_predecessors(after: &Registry, plan: &ImportPlan, rows_of: &BTreeMap<String, Vec<u32>>) -> Vec<PlanEntry> {
    let mut notes = Vec::new();
    for standard in &after.standards {
        let path = after.path(standard.file);
        let Some(row) = rows_of.get(path).and_then(|rows| rows.first()).filter(|_| plan.files.contains_key(path))
        else {
            continue;
        };
        let replaced = standard.replaces.iter().chain(&standard.partly_replaces);
        let unknown = replaced.filter(|cited| after.target(&cited.number) == CitationTarget::Unknown);
        let unknown = unknown.map(|cited| cited.number.canonical()).collect::<Vec<_>>().join("、");
        if unknown.is_empty() {
            continue;
        }
        let message = message!(
            "所代替的 {unknown} 没有记录，mulu check 会报 unknown-reference：请一并录入",
            "it replaces {unknown}, which is not recorded: mulu check reports that as unknown-reference until it is recorded too"
        );
        let (record, file) = (standard.name().to_owned(), Some(path.to_owned()));
        notes.push(PlanEntry {
            row: Some(*row),
            column: None,
            outcome: RowOutcome::Note,
            record,
            file,
            key: Some("replaces"),
            message,
        });
    }
    notes
}

/// In the place of all that was to become of these rows stands why nothing does.
fn replace_rows(plan: &mut ImportPlan, mut out: HashMap<u32, PlanEntry>) {
    plan.entries.retain(|entry| {
        let why = entry.row.and_then(|row| out.get_mut(&row));
        if let Some(why) = why {
            why.record.clone_from(&entry.record);
            return false;
        }
        true
    });
    plan.without_source.retain(|row| !out.contains_key(row));
    plan.entries.extend(out.into_values());
}

fn unclear(row: u32, column: Option<u32>, key: Option<&'static str>, message: Message) -> PlanEntry {
    PlanEntry { row: Some(row), column, outcome: RowOutcome::Unclear, record: String::new(), file: None, key, message }
}

fn differs(claim: &Claim, column: Option<u32>, key: &'static str, message: Message) -> PlanEntry {
    PlanEntry {
        row: Some(claim.row),
        column,
        outcome: RowOutcome::Differs,
        record: claim.record.clone(),
        file: Some(claim.path.clone()),
        key: Some(key),
        message,
    }
}

/// The first fault of each planned file that was not there before.
fn new_faults(before: &Registry, after: &Registry, plan: &ImportPlan) -> Vec<(String, Message)> {
    let count = |registry: &Registry| {
        let mut counts: HashMap<String, (usize, Message)> = HashMap::new();
        for (file, diagnostic) in &registry.diagnostics {
            let path = registry.path(*file);
            if plan.files.contains_key(path) {
                let found = counts.entry(path.to_owned()).or_insert_with(|| (0, diagnostic.message.clone()));
                found.0 += 1;
            }
        }
        counts
    };
    let (old, new) = (count(before), count(after));
    let worse = |path: &&String| new.get(*path).map_or(0, |found| found.0) > old.get(*path).map_or(0, |found| found.0);
    let message = |path: &String| new.get(path).map(|(_, message)| message.clone()).unwrap_or_default();
    plan.files.keys().filter(worse).map(|path| (path.clone(), message(path))).collect()
}

/// What is wrong with the status that a sheet gives a standard.
fn status_differs(after: &Registry, index: usize, claim: &Claim, on: Day) -> Option<Message> {
    let said = claim.status.as_ref()?;
    let is = after.status(index, on);
    // The platforms call 废止 what was withdrawn and what was replaced alike.
    // What was upcoming when the sheet was made has since come into force.
    let gone = said == Status::Withdrawn.id() && is == Status::Replaced;
    let come = said == Status::Upcoming.id() && is == Status::Current;
    if is.id() == said || gone || come {
        return None;
    }
    let (said_zh, is_zh, is) = (called::<Status>(said).0, is.phrase().zh, is.id());
    Some(if claim.is_new {
        Message {
            zh: format!(
                "表中状态为“{said_zh}”，按日期和代替关系却是“{is_zh}”：补上发布、实施或废止日期，或代替它的标准"
            ),
            en: format!(
                "the sheet says {said}, its dates and successors say {is}: add the day it was issued, effective or withdrawn, or what replaces it"
            ),
        }
    } else {
        Message {
            zh: format!("状态有变：记录为“{is_zh}”，表中为“{said_zh}”"),
            en: format!("the status changed upstream: the record is {is}, the sheet says {said}"),
        }
    })
}

/// Which successors a sheet gives a standard that the registry does not know.
fn successors_differ(after: &Registry, index: usize, claim: &Claim) -> Option<Message> {
    let known: Vec<&str> = after.successors(index).iter().map(|at| after.standards[*at].name()).collect();
    let said = claim.successors.iter().map(String::as_str);
    let unknown: Vec<&str> = said.filter(|number| !known.contains(number)).collect();
    let by = unknown.join("、");
    (!unknown.is_empty()).then(|| {
        message!(
            "表中说它被 {by} 代替，登记簿中没有此代替关系：录入 {by}，并在其 replaces 写明",
            "the sheet says that {by} replaces it, which the registry does not: record {by} and say so in its `replaces`"
        )
    })
}
