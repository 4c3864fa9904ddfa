//! What a comparison writes: facts with errata, records of new successors, and the day on which a source was looked at.

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::config::is_web;
use mulu_core::day::Day;
use mulu_core::edit::{self, Edit, EditableRecord, KeyLocation};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{self, Kind, Standard};
use mulu_core::number::Number;
use mulu_core::parse::split_front_matter;
use mulu_core::registry::{CitationTarget, Registry};
use mulu_core::rights::published;
use mulu_core::source::{Source, SourceEntry, Unreadable};

use super::{Comparison, Difference, ProposedChange};
use crate::columns::SheetKind;
use crate::import::{ImportOptions, import};
use crate::plan::RowOutcome;
use crate::sheet::{RawCell, Sheet};

/// How to write.
#[derive(Clone, Debug)]
pub struct WriteOptions {
    /// Where the export is from: the platform's address, or a title.
    pub source: String,
    /// Why what was published is wrong, for the errata.
    pub reason: String,
    /// The day on which it was compared.
    pub day: Day,
}

/// What is to be written.
#[derive(Clone, Debug, Default)]
pub struct ComparisonEdits {
    /// The records, each with its whole new text.
    pub edits: Vec<Edit>,
    /// Which differences are settled by that, by their places in the comparison.
    pub settled: BTreeSet<usize>,
    /// Of how many standards the source's day moves.
    pub checked: usize,
    /// What could not be written, and why.
    pub refused: Vec<Message>,
}

/// What writing a comparison's differences comes to. Nothing is written here.
///
/// # Errors
/// When a file of the registry cannot be read.
pub fn write(
    registry: &Registry,
    source: &dyn Source,
    comparison: &Comparison,
    options: &WriteOptions,
) -> Result<ComparisonEdits, Unreadable> {
    let mut writer = Writer { registry, source, options, texts: BTreeMap::new(), written: ComparisonEdits::default() };
    for (at, difference) in comparison.differences.iter().enumerate() {
        match &difference.change {
            Some(ProposedChange::Fact(key, value)) => writer.fact(at, difference, key, value)?,
            Some(ProposedChange::Succession(by, key)) => writer.succession(at, difference, by, key)?,
            None => {}
        }
    }
    writer.new_records(comparison)?;
    writer.checked(comparison)?;
    let Writer { texts, mut written, .. } = writer;
    let edit = |(path, text): (String, String)| Edit { path, from: None, new: 0..text.len(), text };
    written.edits = texts.into_iter().map(edit).collect();
    Ok(written)
}

struct Writer<'w> {
    registry: &'w Registry,
    source: &'w dyn Source,
    options: &'w WriteOptions,
    /// The new text of each record so far.
    texts: BTreeMap<String, String>,
    written: ComparisonEdits,
}

impl Writer<'_> {
    /// Writes into a record; whether that could be done.
    fn edit(
        &mut self,
        path: &str,
        change: impl FnOnce(&mut EditableRecord<'_>) -> Result<(), Message>,
    ) -> Result<bool, Unreadable> {
        let text = match self.texts.get(path) {
            Some(text) => Some(text.clone()),
            None => match self.source.read(path)? {
                SourceEntry::Bytes(bytes) => String::from_utf8(bytes).ok(),
                SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName => None,
            },
        };
        let not_text = || message!("不是 UTF-8 文本文件", "it is not a text file in UTF-8");
        let edited = text.ok_or_else(not_text).and_then(|text| {
            let mut document = EditableRecord::open(path, &text)?;
            change(&mut document)?;
            Ok(document.edit().text)
        });
        match edited {
            Ok(text) => {
                self.texts.insert(path.to_owned(), text);
                Ok(true)
            }
            Err(why) => {
                let (zh, en) = (why.zh, why.en);
                self.written.refused.push(message!("{path}：{zh}", "{path}: {en}"));
                Ok(false)
            }
        }
    }

    fn path(&self, standard: usize) -> Option<(&Standard, String)> {
        let record = self.registry.standards.get(standard)?;
        Some((record, self.registry.path(record.file).to_owned()))
    }

    /// Another value of a fact; what was published keeps what it was in an erratum.
    fn fact(
        &mut self,
        at: usize,
        difference: &Difference,
        key: &str,
        value: &edit::WrittenValue,
    ) -> Result<(), Unreadable> {
        let Some((_, path)) = self.path(difference.standard) else { return Ok(()) };
        let was = difference.was.as_ref().filter(|_| published(Kind::Standard, key) && difference.kind.id() == key);
        let was = was.map(|was| match value {
            edit::WrittenValue::Day(_) => edit::WrittenValue::Toml(was.clone()),
            _ => edit::WrittenValue::Text(was.clone()),
        });
        let (day, reason) = (self.options.day, self.options.reason.clone());
        let done = self.edit(&path, |record| {
            record.set(KeyLocation::Top, key, value)?;
            was.map_or(Ok(()), |was| record.append_erratum(day, key, was, &reason))
        })?;
        if done {
            self.written.settled.insert(at);
        }
        Ok(())
    }

    /// Says in the record of a successor what it replaces. One that is not on record is made with the others.
    fn succession(&mut self, at: usize, difference: &Difference, by: &Number, key: &str) -> Result<(), Unreadable> {
        let CitationTarget::Edition(successor) = self.registry.target(by) else { return Ok(()) };
        let (Some((record, path)), Some(old)) =
            (self.path(successor), self.registry.standards.get(difference.standard))
        else {
            return Ok(());
        };
        let list: &[_] = if key == "replaces" { &record.replaces } else { &record.partly_replaces };
        let mut numbers: Vec<String> = list.iter().map(|cited| cited.number.canonical().to_owned()).collect();
        // Two rows may each add one.
        if let Some(before) = self.texts.get(&path) {
            numbers = listed(before, key).unwrap_or(numbers);
        }
        numbers.push(old.name().to_owned());
        if self.edit(&path, |record| record.put(key, &edit::WrittenValue::Texts(numbers)))? {
            self.written.settled.insert(at);
        }
        Ok(())
    }

    /// Makes records of successors, as an import of their rows would, and of what else they replace.
    fn new_records(&mut self, comparison: &Comparison) -> Result<(), Unreadable> {
        let asked = self.unknown_successors(comparison);
        let rows: Vec<_> =
            asked.iter().filter_map(|(number, asking)| self.successor_row(comparison, number, asking)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let options = ImportOptions {
            source: Some(self.options.source.clone()),
            day: self.options.day,
            update: false,
            reason: None,
            stubs: true,
        };
        let plan = import(self.registry, self.source, &successor_sheet(rows), &options)?;
        let unclear = plan.entries.iter().filter(|entry| entry.outcome == RowOutcome::Unclear);
        self.written.refused.extend(unclear.map(|entry| {
            let (record, zh, en) = (&entry.record, &entry.message.zh, &entry.message.en);
            message!("{record}：{zh}", "{record}: {en}")
        }));
        for (number, asking) in &asked {
            let added = plan.entries.iter().find(|entry| entry.outcome == RowOutcome::Added && entry.record == *number);
            let path = added.and_then(|entry| entry.file.as_ref());
            let Some((path, text)) = path.and_then(|path| plan.files.get_key_value(path)) else { continue };
            let text = match self.predecessor(asking) {
                Some(old) if published_title(comparison, number).is_none() => unverified_title(text, old.name()),
                _ => text.clone(),
            };
            self.texts.insert(path.clone(), text);
            self.written.settled.extend(asking.iter().map(|(at, _, _)| *at));
        }
        for (path, text) in plan.files {
            self.texts.entry(path).or_insert(text);
        }
        Ok(())
    }

    /// The successors that are not on record, by their numbers, each with the differences that ask for it.
    fn unknown_successors<'c>(&self, comparison: &'c Comparison) -> BTreeMap<String, Vec<SuccessorRequest<'c>>> {
        let mut asked: BTreeMap<String, Vec<SuccessorRequest<'c>>> = BTreeMap::new();
        for (at, difference) in comparison.differences.iter().enumerate() {
            if let Some(ProposedChange::Succession(by, key)) = &difference.change
                && self.registry.target(by) == CitationTarget::Unknown
            {
                asked.entry(by.canonical().to_owned()).or_default().push((at, difference, key));
            }
        }
        asked
    }

    /// The first of the editions that ask for a successor.
    fn predecessor(&self, asking: &[SuccessorRequest<'_>]) -> Option<&Standard> {
        asking.first().and_then(|(_, first, _)| self.registry.standards.get(first.standard))
    }

    /// What the sheet of new records says of a successor: what its row in the export does, and else its predecessor's title.
    fn successor_row(
        &self,
        comparison: &Comparison,
        number: &str,
        asking: &[SuccessorRequest<'_>],
    ) -> Option<(u32, BTreeMap<u32, RawCell>)> {
        let old = self.predecessor(asking)?;
        let row = comparison.new.get(number);
        let title = published_title(comparison, number)
            .or_else(|| old.title.as_ref().map(|title| title.value.as_str()))
            .unwrap_or_default();
        let text =
            |key: &str| row.and_then(|row| row.text(key)).map_or(RawCell::Empty, |text| RawCell::Text(text.to_owned()));
        let day = |key: &str| row.and_then(|row| row.day(key)).map_or(RawCell::Empty, RawCell::Day);
        let replaced = |key| {
            let published = row.map(|row| row.numbers(key)).unwrap_or_default();
            RawCell::Text(self.replaced(published, asking, key).join("; "))
        };
        let cells = [
            RawCell::Text(number.to_owned()),
            RawCell::Text(title.to_owned()),
            text("title_en"),
            day("issued"),
            day("effective"),
            day("withdrawn"),
            replaced("replaces"),
            replaced("partly_replaces"),
        ];
        let (_, first, _) = asking.first()?;
        Some((first.row, (0..).zip(cells).collect()))
    }

    /// What a successor replaces, or partly replaces: the numbers that its row has, and then the records that ask for it.
    fn replaced(&self, published: &[String], asking: &[SuccessorRequest<'_>], key: &str) -> Vec<String> {
        let mut names: Vec<String> =
            published.iter().map(|number| self.registry.number(number).canonical().to_owned()).collect();
        let own = asking.iter().filter(|(_, _, own)| *own == key);
        for old in own.filter_map(|(_, difference, _)| self.registry.standards.get(difference.standard)) {
            if !names.iter().any(|name| name == old.name()) {
                names.push(old.name().to_owned());
            }
        }
        names
    }

    /// Moves the day of the source in each record of which a whole row was compared and nothing is left open: where the record names
    /// that source already, or took something from the export.
    fn checked(&mut self, comparison: &Comparison) -> Result<(), Unreadable> {
        let differing = |standard: usize| {
            comparison.differences.iter().enumerate().filter(move |(_, difference)| difference.standard == standard)
        };
        for standard in comparison.compared.keys() {
            if differing(*standard).any(|(at, _)| !self.written.settled.contains(&at)) {
                continue;
            }
            let Some((record, path)) = self.path(*standard) else { continue };
            let day = self.options.day;
            let named = |source: &model::FactSource| is_source(source, &self.options.source);
            let mut places: Vec<usize> =
                record.sources.iter().enumerate().filter(|(_, own)| named(own)).map(|(at, _)| at).collect();
            let is_new = places.is_empty() && self.texts.contains_key(&path);
            if is_new {
                places.push(record.sources.len());
            }
            places.retain(|at| {
                let own = record.sources.get(*at).and_then(|own| own.checked.as_ref());
                own.is_none_or(|own| own.value < day)
            });
            if places.is_empty() {
                continue;
            }
            let said = self.options.source.clone();
            let done = self.edit(&path, |record| {
                for at in &places {
                    if is_new {
                        let key = if is_web(&said) { "url" } else { "title" };
                        record.put(&format!("source.{at}.{key}"), &edit::WrittenValue::Text(said.clone()))?;
                    }
                    record.put(&format!("source.{at}.checked"), &edit::WrittenValue::Day(day))?;
                }
                Ok(())
            })?;
            self.written.checked += usize::from(done);
        }
        Ok(())
    }
}

/// The columns of the sheet of new records.
const SUCCESSOR_KEYS: [&str; 8] =
    ["number", "title", "title_en", "issued", "effective", "withdrawn", "replaces", "partly_replaces"];

/// A difference that asks for a successor: its place in the comparison, and the key under which the successor names what it replaces.
type SuccessorRequest<'c> = (usize, &'c Difference, &'static str);

/// A sheet as one hands to an import, of rows in the order of [`SUCCESSOR_KEYS`].
fn successor_sheet(rows: Vec<(u32, BTreeMap<u32, RawCell>)>) -> Sheet {
    let columns = (0..).zip(SUCCESSOR_KEYS).filter_map(|(at, key)| Some((at, SheetKind::Standards.column(key)?)));
    Sheet { name: None, kind: SheetKind::Standards, columns: columns.collect(), rows, notes: Vec::new() }
}

/// The title that the export gives a number.
fn published_title<'c>(comparison: &'c Comparison, number: &str) -> Option<&'c str> {
    comparison.new.get(number).and_then(|row| row.text("title"))
}

/// The numbers that a record's text lists under a key.
fn listed(text: &str, key: &str) -> Option<Vec<String>> {
    let (front, _) = split_front_matter(text)?;
    let table: toml::Table = front.parse().ok()?;
    let list = table.get(key)?.as_array()?;
    Some(list.iter().filter_map(|number| number.as_str().map(str::to_owned)).collect())
}

/// A new record whose title is its predecessor's until somebody looks.
fn unverified_title(text: &str, old: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("title = "));
    line.map_or_else(|| text.to_owned(), |line| text.replacen(line, &format!("{line} # 取自 {old}，待核"), 1))
}

/// Whether a source of a record is the platform: an address of the same host, or the same title.
fn is_source(source: &model::FactSource, said: &str) -> bool {
    let host = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase()
    };
    if is_web(said) {
        return source.url.as_ref().is_some_and(|url| host(&url.value) == host(said));
    }
    source.title.as_ref().is_some_and(|title| title.value == said)
}
