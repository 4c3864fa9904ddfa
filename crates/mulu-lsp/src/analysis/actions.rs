//! What may be done about a finding, or at a place, as an edit: the remedy, where it can be written without knowing more than the
//! registry does.

use std::ops::Range;

use mulu_core::edit::{EditableRecord, KeyLocation, ReviewEntry, WrittenValue, append_review};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Binding, Conclusion, Kind, Listing, Standard};
use mulu_core::number::Nature;
use mulu_core::parse::{ValueType, nearest};
use mulu_core::references::ReferentKind;
use mulu_core::registry::CitationTarget;
use mulu_core::slice::slice_lossy;
use mulu_core::source::split_upstream;

use super::candidates::candidates;
use super::format::difference;
use super::keys::{self, KnownTable};
use super::{EditedRecord, TextChange};
use crate::diagnosis::Diagnosis;
use crate::syntax::{CursorContext, TableNode};

/// Something that may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub title: Message,
    /// The change of the record's text.
    pub change: TextChange,
    /// Which of the findings that were asked about it answers, by its place among them; none: it may be done without one.
    pub answers: Option<usize>,
    /// Whether nothing else could be meant.
    pub is_certain: bool,
}

/// What may be done about findings, and at a place.
#[must_use]
pub fn actions(view: &EditedRecord<'_>, at: &Range<usize>, findings: &[&Diagnosis]) -> Vec<Action> {
    let mut all: Vec<Action> = Vec::new();
    for (place, finding) in findings.iter().enumerate() {
        all.extend(remedies(view, finding).into_iter().map(|action| Action { answers: Some(place), ..action }));
    }
    all.extend(at_place(view, at.start));
    let mut seen: Vec<TextChange> = Vec::new();
    all.retain(|action| {
        let is_new = !seen.contains(&action.change);
        seen.push(action.change.clone());
        is_new
    });
    all
}

fn action(title: Message, range: Range<usize>, text: String) -> Action {
    action_of(title, TextChange { range, text })
}

fn action_of(title: Message, change: TextChange) -> Action {
    Action { title, change, answers: None, is_certain: false }
}

fn certain(action: Action) -> Action {
    Action { is_certain: true, ..action }
}

/// What may be done about a finding.
fn remedies(view: &EditedRecord<'_>, finding: &Diagnosis) -> Vec<Action> {
    let at = finding.place.clone();
    match finding.rule {
        "syntax" => ascii_signs(view, &at).into_iter().collect(),
        "unknown-key" => known_key(view, &at).into_iter().collect(),
        "missing-key" => missing_key(view, finding).into_iter().collect(),
        "invalid-value" => valid_value(view, &at).into_iter().collect(),
        "noncanonical-number" | "malformed-number" => canonical_number(view, &at).into_iter().collect(),
        "unknown-reference" | "unknown-class" | "unknown-topic" | "unknown-trait" | "unknown-role" => {
            nearest_names(view, &at)
        }
        "upstream-differs" => as_upstream_says(view, finding).into_iter().collect(),
        "listed-superseded" => delisting(view).into_iter().collect(),
        "superseded-edition-cited" | "adoption-superseded" | "undated-conformance" => {
            edition_in_force(view, at.start).into_iter().collect()
        }
        "review-overdue" | "review-due-soon" => review(view).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What may be done at a place without a finding.
fn at_place(view: &EditedRecord<'_>, at: usize) -> Vec<Action> {
    let mut all: Vec<Action> = edition_in_force(view, at).into_iter().collect();
    if view.kind == Kind::Standard && !matches!(view.context_at(at), CursorContext::Elsewhere) {
        all.extend(review(view));
        all.extend(listing(view));
    }
    all
}

/// The text in quotes at a place, without them.
fn text_at(view: &EditedRecord<'_>, at: usize) -> Option<(Vec<String>, Range<usize>)> {
    // A finding's place begins at the quotes.
    let inside = [at, at + 1].into_iter().map(|at| view.context_at(at));
    inside.into_iter().find_map(|context| match context {
        CursorContext::Value { path, place, is_quoted: true, .. } => Some((path, place)),
        _ => None,
    })
}

/// Signs of a Chinese keyboard outside of quotes, as TOML has them.
fn ascii_signs(view: &EditedRecord<'_>, at: &Range<usize>) -> Option<Action> {
    const SIGNS: [(char, &str); 13] = [
        ('“', "\""),
        ('”', "\""),
        ('‘', "'"),
        ('’', "'"),
        ('＂', "\""),
        ('＝', "="),
        ('，', ","),
        ('［', "["),
        ('］', "]"),
        ('【', "["),
        ('】', "]"),
        ('｛', "{"),
        ('｝', "}"),
    ];
    let start = slice_lossy(view.text, ..at.start).rfind('\n').map_or(0, |end| end + 1);
    let line = slice_lossy(view.text, start..).lines().next().unwrap_or_default();
    let (mut typed, mut in_quotes) = (String::with_capacity(line.len()), false);
    for c in line.chars() {
        in_quotes ^= c == '"';
        let sign = SIGNS.iter().find(|(sign, _)| *sign == c && !in_quotes);
        match sign {
            Some((_, ascii)) => typed.push_str(ascii),
            None => typed.push(c),
        }
    }
    (typed != line).then(|| {
        let title = message!("把此行的全角符号改为半角", "write the signs of this line in ASCII");
        certain(action(title, start..start + line.len(), typed))
    })
}

/// The known key nearest to one that is not.
fn known_key(view: &EditedRecord<'_>, at: &Range<usize>) -> Option<Action> {
    let CursorContext::Key { table, name, others, .. } = view.context_at(at.end) else { return None };
    let KnownTable::Keys(shape) = keys::table(view, &table)? else { return None };
    let written = slice_lossy(view.text, name.clone());
    let open = shape.keys.iter().map(|(key, _)| *key).filter(|key| !others.iter().any(|other| other == key));
    let near = nearest(written, open)?;
    let title = message!("改为 {near}", "write `{near}`");
    Some(certain(action(title, name, near.to_owned())))
}

/// A key that is not there, with a value to fill in, where `fmt` would have it.
fn missing_key(view: &EditedRecord<'_>, finding: &Diagnosis) -> Option<Action> {
    let (_, key) = finding.args.iter().find(|(name, _)| *name == "key")?;
    let section = view.tree.sections.iter().rev().find(|section| {
        section
            .header
            .as_ref()
            .is_some_and(|header| header.span.start <= finding.place.start && header.span.end >= finding.place.start)
    });
    let table = section.map(TableNode::names).unwrap_or_default();
    let mut names = table.clone();
    names.push(key.clone());
    let value = match keys::value(view, &names)? {
        ValueType::List(_) => "[]".to_owned(),
        ValueType::Day | ValueType::DayOrUnknown => view.day.to_string(),
        ValueType::Flag => "false".to_owned(),
        ValueType::Integer(low, _) => low.to_string(),
        ValueType::Amount => "0".to_owned(),
        ValueType::Word(words) => format!("\"{}\"", words.first().map_or("", String::as_str)),
        ValueType::Table(_) | ValueType::Tables(_) | ValueType::Free(_) | ValueType::Any => return None,
        _ => "\"\"".to_owned(),
    };
    let at = place_of_key(view, &table, section, key);
    let newline = if view.text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = if at > 0 && !slice_lossy(view.text, ..at).ends_with('\n') {
        format!("{newline}{key} = {value}")
    } else {
        format!("{key} = {value}{newline}")
    };
    Some(action(message!("补上 {key}", "add `{key}`"), at..at, line))
}

/// Where a new key of a table goes: behind the last of those that the readers ask for before it.
fn place_of_key(view: &EditedRecord<'_>, table: &[String], section: Option<&TableNode>, key: &str) -> usize {
    let order: Vec<&str> = match keys::table(view, table) {
        Some(KnownTable::Keys(shape)) => shape.keys.iter().map(|(key, _)| *key).collect(),
        _ => Vec::new(),
    };
    let rank = |name: &str| order.iter().position(|own| *own == name).unwrap_or(usize::MAX);
    let pairs = section.or(view.tree.sections.first()).map(|section| &section.pairs);
    let before =
        pairs.into_iter().flatten().filter(|pair| pair.keys.first().is_some_and(|own| rank(&own.name) < rank(key)));
    let behind = before
        .map(|pair| pair.span().end)
        .max()
        .or(section.and_then(|section| Some(section.header.as_ref()?.span.end)));
    let line_end = |at: usize| {
        let rest = slice_lossy(view.text, at..);
        at + rest.find('\n').map_or(rest.len(), |end| end + 1)
    };
    behind.map_or(view.tree.toml.start, line_end)
}

/// A value that can be corrected: a day without its quotes, the word nearest to one that the list does not have.
fn valid_value(view: &EditedRecord<'_>, at: &Range<usize>) -> Option<Action> {
    let (path, place) = text_at(view, at.start)?;
    let written = slice_lossy(view.text, place.clone());
    match item(keys::value(view, &path)?) {
        ValueType::Day | ValueType::DayOrUnknown => {
            let day: mulu_core::day::Day = written.trim().parse().ok()?;
            let quoted = place.start.checked_sub(1)?..place.end + 1;
            let title = message!("去掉引号：{day}", "without quotes: {day}");
            Some(certain(action(title, quoted, day.to_string())))
        }
        ValueType::Word(words) => {
            let near = nearest(written, words.iter().map(String::as_str))?;
            Some(certain(action(message!("改为 {near}", "write `{near}`"), place, near.to_owned())))
        }
        _ => None,
    }
}

fn item(value: ValueType) -> ValueType {
    if let ValueType::List(item) = value { *item } else { value }
}

/// A number in its canonical form.
fn canonical_number(view: &EditedRecord<'_>, at: &Range<usize>) -> Option<Action> {
    let (_, place) = text_at(view, at.start)?;
    let written = slice_lossy(view.text, place.clone());
    let number = view.registry.number(written);
    let canonical = number.canonical();
    let title = message!("改写为 {canonical}", "write `{canonical}`");
    (canonical != written && !number.is_opaque()).then(|| certain(action(title, place, canonical.to_owned())))
}

/// What is recorded and near to a name that is not.
fn nearest_names(view: &EditedRecord<'_>, at: &Range<usize>) -> Vec<Action> {
    let Some((path, place)) = text_at(view, at.start) else { return Vec::new() };
    let written = slice_lossy(view.text, place.clone());
    let near: Vec<String> = match keys::value(view, &path).map(item) {
        Some(ValueType::Number | ValueType::Name(ReferentKind::Standard)) => {
            view.registry.nearest_numbers(&view.registry.number(written), view.day)
        }
        Some(ValueType::Name(ReferentKind::Clause)) => view.registry.nearest_to(written, view.day),
        Some(value) => {
            let known = candidates(view, &value, &[]);
            nearest(written, known.iter().map(|known| known.text.as_str())).map(str::to_owned).into_iter().collect()
        }
        None => Vec::new(),
    };
    let is_only = near.len() == 1;
    let one = |near: String| {
        let found = action(message!("改为 {near}", "write `{near}`"), place.clone(), near);
        if is_only { certain(found) } else { found }
    };
    near.into_iter().map(one).collect()
}

/// What a registry that this one depends on says in the place of what ours says.
fn as_upstream_says(view: &EditedRecord<'_>, finding: &Diagnosis) -> Option<Action> {
    let (path, range, _) = finding.related.first()?;
    let (upstream, _) = split_upstream(path)?;
    let theirs = slice_lossy(&view.registry.text(view.registry.file_named(path)?), range.clone()).to_owned();
    let title = message!("改为 {upstream} 所记的 {theirs}", "write what `{upstream}` says: {theirs}");
    (!theirs.is_empty()).then(|| action(title, finding.place.clone(), theirs))
}

/// Takes the standard out of the catalogue on this day; since when it was in it stays.
fn delisting(view: &EditedRecord<'_>) -> Option<Action> {
    let (_, standard) = standard(view)?;
    standard.listed_on(view.day)?;
    let mut record = EditableRecord::open(view.path, view.text).ok()?;
    let entry = KeyLocation::Table("catalogue");
    record.set(entry, "status", &WrittenValue::Text(Listing::Delisted.id().to_owned())).ok()?;
    record.set(entry, "delisted", &WrittenValue::Day(view.day)).ok()?;
    let day = view.day;
    Some(action_of(
        message!("{day} 移出目录", "take it out of the catalogue on {day}"),
        difference(view.text, &record.edit().text),
    ))
}

/// The edition in force of a standard that is cited by one that is not, or without a year. What a measure cites stays as it was issued.
fn edition_in_force(view: &EditedRecord<'_>, at: usize) -> Option<Action> {
    let (path, place) = text_at(view, at)?;
    let is_citation =
        matches!(keys::value(view, &path).map(item), Some(ValueType::Number | ValueType::Name(ReferentKind::Standard)));
    // What a record replaces, and what it is, are facts of the past.
    if !is_citation || !matches!(view.kind, Kind::Agency | Kind::Project) {
        return None;
    }
    let registry = view.registry;
    let written = slice_lossy(view.text, place.clone());
    let number = registry.number(written);
    let target = registry.target(&number);
    let current = registry.in_force(&number, view.day);
    let [one] = current.as_slice() else { return None };
    let is_itself = matches!(target, CitationTarget::Edition(own) if own == *one);
    let one = registry.standards.get(registry.as_revised(*one, view.day))?;
    let name = one.name();
    let title = message!("改用现行版本 {name}", "use the edition in force, {name}");
    (!is_itself && name != written).then(|| action(title, place, name.to_owned()))
}

/// The standard that the record is.
fn standard<'v>(view: &EditedRecord<'v>) -> Option<(usize, &'v Standard)> {
    let file = view.file?;
    let place = view.registry.standards.binary_search_by_key(&file, |standard| standard.file).ok()?;
    view.registry.standards.get(place).map(|standard| (place, standard))
}

/// A review of this day at the end of the front matter, with the reason left to whoever concluded it.
fn review(view: &EditedRecord<'_>) -> Option<Action> {
    let (_, standard) = standard(view)?;
    standard.catalogue.as_ref().filter(|entry| entry.was_listed())?;
    let reviewers = view.registry.reviewers();
    let by = reviewers.first().and_then(|place| view.registry.agencies.get(*place))?;
    let entry = ReviewEntry {
        date: view.day,
        conclusion: Conclusion::Continue,
        by: by.id.clone(),
        reason: None,
        evidence: None,
        due: None,
    };
    let (edited, _) = append_review(view.text, &entry).ok()?;
    let title = message!("追加复审结论（继续有效，请写明理由）", "append a review (continue; give its reason)");
    Some(action_of(title, difference(view.text, &edited)))
}

/// Lists the standard from this day on.
fn listing(view: &EditedRecord<'_>) -> Option<Action> {
    let (place, standard) = standard(view)?;
    if standard.listed_on(view.day).is_some() {
        return None;
    }
    let mut record = EditableRecord::open(view.path, view.text).ok()?;
    let entry = KeyLocation::Table("catalogue");
    let mandated = standard.catalogue.as_ref().is_some_and(|entry| !entry.mandated_by.is_empty());
    let is_mandatory = mandated || view.registry.nature(place) == Some(Nature::Mandatory);
    let binding = if is_mandatory { Binding::Mandatory } else { Binding::Recommended };
    record.set(entry, "status", &WrittenValue::Text(Listing::Listed.id().to_owned())).ok()?;
    record.set(entry, "listed", &WrittenValue::Day(view.day)).ok()?;
    record.set(entry, "binding", &WrittenValue::Text(binding.id().to_owned())).ok()?;
    record.unset(entry, "delisted").ok()?;
    record.unset(entry, "reason").ok()?;
    let day = view.day;
    let title = message!("自 {day} 列入目录", "list it from {day}");
    Some(action_of(title, difference(view.text, &record.edit().text)))
}
