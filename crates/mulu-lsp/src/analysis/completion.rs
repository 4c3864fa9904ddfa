//! What may be written where the cursor is.

use std::ops::Range;

use mulu_core::parse::{TableShape, ValueType};
use mulu_core::slice::slice_lossy;

use super::candidates::{Candidate, candidates};
use super::keys::{self, KnownTable};
use super::{EditedRecord, TextChange};
use crate::syntax::CursorContext;

/// What a proposal is, for the picture beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// A key.
    Key,
    /// A header of a table.
    Table,
    /// A word of a closed list.
    Word,
    /// Something that is recorded.
    Record,
    /// Another value.
    Value,
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it is called in the list.
    pub label: String,
    /// What it means, in a few words.
    pub about: String,
    /// What the schema says of it, Markdown; empty where that is nothing.
    pub document: String,
    /// What it is.
    pub shown: ProposalKind,
    /// What is written where. `$0` in it is where the cursor then stands, where the editor knows of such; else it is left out.
    pub change: TextChange,
}

/// What may be written where the cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The likeliest first.
    pub list: Vec<Proposal>,
    /// Whether there are more, which another letter would find.
    pub has_more: bool,
}

/// Of how many records the list tells at once.
const MOST: usize = 200;

/// What may be written at a place.
#[must_use]
pub fn complete(view: &EditedRecord<'_>, at: usize) -> Proposals {
    match view.context_at(at) {
        CursorContext::Key { table, name, others, has_value, is_inline } => {
            let mut list = own_keys(view, &table, &name, &others, has_value);
            if !has_value && !is_inline {
                list.extend(headers(view, &table, &name, ""));
                if !table.is_empty() {
                    list.extend(headers(view, &[], &name, ""));
                }
            }
            Proposals { list, has_more: false }
        }
        CursorContext::Header { span, .. } => {
            let list = all_headers(view, &span);
            Proposals { list, has_more: false }
        }
        CursorContext::Value { path, place, is_quoted, items, beside } => {
            let in_condition = is_quoted.then(|| super::condition::complete(view, &path, &place, at.min(place.end)));
            if let Some(proposals) = in_condition.flatten() {
                return proposals;
            }
            let typed = slice_lossy(view.text, place.start..at.min(place.end));
            let Some(known) = keys::value(view, &path) else { return Proposals::default() };
            values(view, &known, ValueSlot { place, is_quoted, items, typed: typed.to_owned() }, &beside)
        }
        CursorContext::Elsewhere => Proposals::default(),
    }
}

/// Where a value is to be written, and what is there already.
struct ValueSlot {
    place: Range<usize>,
    is_quoted: bool,
    items: Option<Vec<String>>,
    typed: String,
}

fn own_keys(
    view: &EditedRecord<'_>,
    table: &[String],
    name: &Range<usize>,
    others: &[String],
    has_value: bool,
) -> Vec<Proposal> {
    let known = match keys::table(view, table) {
        Some(KnownTable::Keys(shape)) => {
            shape.keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
        }
        Some(KnownTable::Chosen(value)) => chosen(view, table).into_iter().map(|key| (key, value.clone())).collect(),
        None => Vec::new(),
    };
    let days = days_of_case(view, table, name);
    let known = known.into_iter().chain(days.into_iter().map(|day| (day, ValueType::Day)));
    let is_plain =
        |value: &ValueType| !matches!(value, ValueType::Table(_) | ValueType::Tables(_) | ValueType::Free(_));
    let is_open = |(key, value): &(String, ValueType)| (has_value || is_plain(value)) && !others.contains(key);
    let one = |(key, value): (String, ValueType)| {
        let mut names = table.to_vec();
        names.push(key.clone());
        let text = if has_value { key.clone() } else { format!("{key} = {}", frame(&value)) };
        Proposal {
            about: keys::words(view, &names).unwrap_or_default().to_owned(),
            document: keys::document(view, &names).unwrap_or_default(),
            shown: ProposalKind::Key,
            change: TextChange { range: name.clone(), text },
            label: key,
        }
    };
    known.filter(is_open).map(one).collect()
}

/// What a value of a type is written in.
fn frame(value: &ValueType) -> &'static str {
    match value {
        ValueType::Text | ValueType::Number | ValueType::Name(_) | ValueType::Duration | ValueType::Word(_) => "\"$0\"",
        ValueType::List(item) if !matches!(**item, ValueType::Day) => "[\"$0\"]",
        ValueType::List(_) => "[$0]",
        ValueType::Table(_) | ValueType::Free(_) => "{ $0 }",
        ValueType::Tables(_) => "[{ $0 }]",
        ValueType::Day
        | ValueType::DayOrUnknown
        | ValueType::Flag
        | ValueType::Integer(..)
        | ValueType::Amount
        | ValueType::Any => "$0",
    }
}

/// The keys that a table has whose keys are the user's to choose, where there is something to choose from.
fn chosen(view: &EditedRecord<'_>, table: &[String]) -> Vec<String> {
    let registry = view.registry;
    match table.first().map(String::as_str) {
        Some("check") => mulu_core::check::rules().map(|rule| rule.id.to_owned()).collect(),
        Some("organs") => {
            let organs = registry.policies.iter().flat_map(|policy| &policy.organs);
            let mut names: Vec<String> = organs.map(|(organ, _)| organ.value.clone()).collect();
            names.sort();
            names.dedup();
            names
        }
        _ => Vec::new(),
    }
}

/// The days that a case may have: those that the steps of its procedure begin and end with.
fn days_of_case(view: &EditedRecord<'_>, table: &[String], name: &Range<usize>) -> Vec<String> {
    if !matches!(keys::table(view, table), Some(KnownTable::Keys(TableShape { other_days: true, .. }))) {
        return Vec::new();
    }
    let sections = view.tree.sections.iter().rev();
    let mut own =
        sections.filter(|section| section.header.as_ref().is_some_and(|header| header.span.end <= name.start));
    let procedure = own.next().and_then(|section| section.value("procedure")).and_then(|value| value.text(view.text));
    let Some(clause) = procedure.and_then(|procedure| view.registry.clause(procedure)) else { return Vec::new() };
    let steps = clause.clause.steps.iter().flat_map(|step| [&step.from, &step.to]);
    let mut days: Vec<String> = Vec::new();
    for day in steps.flatten() {
        if !days.contains(&day.value) {
            days.push(day.value.clone());
        }
    }
    days
}

/// The headers of tables within a table, written over what stands at a place.
fn headers(view: &EditedRecord<'_>, table: &[String], place: &Range<usize>, behind: &str) -> Vec<Proposal> {
    let Some(KnownTable::Keys(shape)) = keys::table(view, table) else { return Vec::new() };
    let mut list = Vec::new();
    for (key, value) in &shape.keys {
        let mut names = table.to_vec();
        names.push((*key).to_owned());
        let name = names.join(".");
        let is_written = || view.tree.sections.iter().any(|section| section.name() == name);
        let text = match value {
            ValueType::Tables(_) => format!("[[{name}]]"),
            ValueType::Table(_) | ValueType::Free(_) if !is_written() => format!("[{name}]"),
            _ => continue,
        };
        list.push(Proposal {
            about: keys::words(view, &names).unwrap_or_default().to_owned(),
            document: keys::document(view, &names).unwrap_or_default(),
            shown: ProposalKind::Table,
            change: TextChange { range: place.clone(), text: format!("{text}\n{behind}$0") },
            label: text,
        });
    }
    list
}

/// Every header that the record may have, of tables within tables too.
fn all_headers(view: &EditedRecord<'_>, place: &Range<usize>) -> Vec<Proposal> {
    let mut list = headers(view, &[], place, "");
    let Some(KnownTable::Keys(shape)) = keys::table(view, &[]) else { return list };
    for (key, value) in &shape.keys {
        if matches!(value, ValueType::Table(_) | ValueType::Tables(_)) {
            list.extend(headers(view, &[(*key).to_owned()], place, ""));
        }
    }
    list
}

fn values(view: &EditedRecord<'_>, known: &ValueType, at: ValueSlot, beside: &[(String, String)]) -> Proposals {
    let is_item = at.items.is_some();
    match known {
        ValueType::List(item) if !is_item => return in_brackets(view, item, &at, beside),
        ValueType::List(item) => return values(view, item, at, beside),
        ValueType::Day | ValueType::DayOrUnknown if !at.is_quoted => {
            let today = view.day.to_string();
            let mut list = vec![plain(&today, view.word("今天", "today"), &at)];
            if matches!(known, ValueType::DayOrUnknown) {
                list.push(plain("\"unknown\"", view.word("哪一天不详", "on a day that nobody recorded"), &at));
            }
            return Proposals { list, has_more: false };
        }
        ValueType::Flag if !at.is_quoted => {
            let list = ["true", "false"].map(|word| plain(word, "", &at)).into_iter().collect();
            return Proposals { list, has_more: false };
        }
        _ => {}
    }
    let written = at.items.clone().unwrap_or_default();
    let all = candidates(view, known, beside).into_iter().filter(|candidate| !written.contains(&candidate.text));
    let (found, has_more) = likeliest(all, &at.typed);
    let shown = if matches!(known, ValueType::Word(_)) { ProposalKind::Word } else { ProposalKind::Record };
    let list = found.into_iter().map(|candidate| proposal(candidate, shown, &at)).collect();
    Proposals { list, has_more }
}

/// A list that has no bracket yet: its first item, with them.
fn in_brackets(view: &EditedRecord<'_>, item: &ValueType, at: &ValueSlot, beside: &[(String, String)]) -> Proposals {
    if at.is_quoted {
        return Proposals::default();
    }
    let (found, has_more) = likeliest(candidates(view, item, beside).into_iter(), &at.typed);
    let bracketed = |candidate: Candidate| {
        let mut proposal = proposal(candidate, ProposalKind::Record, at);
        proposal.change.text = format!("[{}]", proposal.change.text);
        proposal
    };
    Proposals { list: found.into_iter().map(bracketed).collect(), has_more }
}

fn plain(text: &str, about: &str, at: &ValueSlot) -> Proposal {
    Proposal {
        label: text.to_owned(),
        about: about.to_owned(),
        document: String::new(),
        shown: ProposalKind::Value,
        change: TextChange { range: at.place.clone(), text: text.to_owned() },
    }
}

fn proposal(candidate: Candidate, shown: ProposalKind, at: &ValueSlot) -> Proposal {
    let text = if at.is_quoted { escaped(&candidate.text) } else { mulu_core::edit::toml_string(&candidate.text) };
    Proposal {
        label: candidate.text,
        about: candidate.about,
        document: String::new(),
        shown,
        change: TextChange { range: at.place.clone(), text },
    }
}

/// A text as it stands between the quotes of a TOML string.
fn escaped(text: &str) -> String {
    let quoted = mulu_core::edit::toml_string(text);
    slice_lossy(&quoted, 1..quoted.len().saturating_sub(1)).to_owned()
}

/// Those that have what is typed in their text or their name, blanks and case aside; all, where nothing is typed. At most so many.
pub(super) fn likeliest(all: impl Iterator<Item = Candidate>, typed: &str) -> (Vec<Candidate>, bool) {
    let typed = folded(typed);
    let mut found: Vec<Candidate> = Vec::new();
    for candidate in all {
        let fits =
            typed.is_empty() || folded(&candidate.text).contains(&typed) || folded(&candidate.about).contains(&typed);
        if fits && found.len() == MOST {
            return (found, true);
        }
        if fits {
            found.push(candidate);
        }
    }
    (found, false)
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '/').flat_map(char::to_lowercase).collect()
}
