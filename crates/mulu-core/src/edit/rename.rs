//! A record under another id or number: every reference to it in every file, and the old name kept alive in its own.

use std::collections::BTreeMap;

use crate::audit::Audits;
use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{FileId, Kind, Span, Standard};
use crate::number::Number;
use crate::references::{Edge, Reference, ReferenceTarget};
use crate::registry::{Record, Registry};
use crate::slice::slice_lossy;

use super::document::changed;
use super::{Edit, EditableRecord, KeyLocation, WrittenValue, ours, toml_string};

/// Why a number is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenumberingReason {
    /// It was given another: the old one was its number until a day.
    Since(Day),
    /// It was written down wrongly: corrected on a day, with the reason.
    Corrected(Day, String),
}

/// What a record is to be called.
#[derive(Clone, Debug)]
pub struct Renaming<'r> {
    /// Its kind.
    pub kind: Kind,
    /// Its place in the list of its kind.
    pub place: usize,
    /// The path that it gets.
    pub path: &'r str,
    /// Its number, of a standard that gets one, and why it is another.
    pub number: Option<(&'r Number, RenumberingReason)>,
}

/// The edits that give a record another name: its own file first, then every file that speaks of it, in the order of the files.
///
/// # Errors
/// When the record's file cannot be written into, or is another registry's; with the path.
pub fn rename(registry: &Registry, day: Day, to: &Renaming<'_>) -> Result<Vec<Edit>, (String, Message)> {
    let Some(record) = registry.record_at(to.kind, to.place) else { return Ok(Vec::new()) };
    ours(registry.path(record.file())).map_err(|why| (registry.path(record.file()).to_owned(), why))?;
    let mut places = References { registry, record, to, found: BTreeMap::new() };
    places.gather(day);
    let mut found = places.found;
    let own = found.remove(&record.file()).unwrap_or_default();
    let path = registry.path(record.file());
    let text = replaced(&registry.text(record.file()), &own);
    let mut edits = vec![renamed(registry, record, path, &text, to).map_err(|why| (path.to_owned(), why))?];
    edits.extend(edits_of(registry, found));
    Ok(edits)
}

/// The edits of files with other words at some places, in the order of the files. Those of upstreams stay as they are.
pub(super) fn edits_of(registry: &Registry, found: BTreeMap<FileId, Vec<(Span, String)>>) -> Vec<Edit> {
    let edit = |(file, replacements): (FileId, Vec<(Span, String)>)| {
        let before = registry.text(file);
        let text = replaced(&before, &replacements);
        let new = changed(&before, &text);
        Edit { path: registry.path(file).to_owned(), from: None, text, new }
    };
    found.into_iter().filter(|(file, _)| registry.is_own(*file)).map(edit).collect()
}

/// A word of a condition with another in the quotes that it has, as they stand in the file; none where the place is not the word's.
pub(super) fn requoted(written: &str, old: &str, new: &str) -> Option<String> {
    let is_own = written.trim_matches(['\\', '"', '\'']) == old;
    is_own.then(|| written.replacen(old, new, 1))
}

/// The record's own file under its new name.
fn renamed(
    registry: &Registry,
    record: &dyn Record,
    path: &str,
    text: &str,
    to: &Renaming<'_>,
) -> Result<Edit, Message> {
    let mut document = EditableRecord::open(path, text)?;
    let id = crate::source::stem(to.path);
    if id != record.id() {
        let mut formerly: Vec<String> = record.formerly().iter().map(|id| id.value.clone()).collect();
        if !formerly.iter().any(|old| old == record.id()) {
            formerly.push(record.id().to_owned());
        }
        document.set(KeyLocation::Top, "formerly", &WrittenValue::Texts(formerly))?;
    }
    if let Some((number, why)) = &to.number {
        document.set(KeyLocation::Top, "number", &WrittenValue::Text(number.canonical().to_owned()))?;
        let standard = registry.standards.get(to.place).filter(|_| to.kind == Kind::Standard);
        if let Some(old) = standard.and_then(|standard| standard.number.as_ref()) {
            let old = WrittenValue::Text(old.number.canonical().to_owned());
            match why {
                RenumberingReason::Since(until) => {
                    document.append("former_numbers", &[("number", old), ("until", WrittenValue::Day(*until))])?;
                }
                RenumberingReason::Corrected(date, reason) => document.append_erratum(*date, "number", old, reason)?,
            }
        }
    }
    let mut edit = document.edit();
    if path != to.path {
        edit = Edit { path: to.path.to_owned(), from: Some(path.to_owned()), ..edit };
    }
    Ok(edit)
}

/// Where the registry speaks of a record.
struct References<'r> {
    registry: &'r Registry,
    record: &'r dyn Record,
    to: &'r Renaming<'r>,
    /// What is to stand at which places of each file.
    found: BTreeMap<FileId, Vec<(Span, String)>>,
}

impl<'r> References<'r> {
    fn gather(&mut self, day: Day) {
        let registry = self.registry;
        let mut all: Vec<Reference<'r>> = Vec::new();
        registry.each_reference(&mut |reference| all.push(reference));
        for reference in all {
            if let Some(name) = self.named(&reference) {
                self.found.entry(reference.place.file).or_default().push((reference.place.span, toml_string(&name)));
            }
        }
        self.conditions(day);
    }

    /// What a reference is to say, where it names the record.
    fn named(&self, reference: &Reference<'_>) -> Option<String> {
        let (kind, id) = (self.to.kind, self.record.id());
        let new = || crate::source::stem(self.to.path).to_owned();
        let is_renamed = new() != id;
        match reference.to {
            ReferenceTarget::Standard(cited) if reference.edge != Edge::FormerNumber => self.cited(&cited.number),
            ReferenceTarget::Agency(name) | ReferenceTarget::Issuer(name) => {
                (kind == Kind::Agency && name == id && is_renamed).then(new)
            }
            ReferenceTarget::Project(name) => (kind == Kind::Project && name == id && is_renamed).then(new),
            ReferenceTarget::Resource(name) => (kind == Kind::Resource && name == id && is_renamed).then(new),
            ReferenceTarget::Clause(name) | ReferenceTarget::Duty(name) => {
                let rest = name.strip_prefix(id)?;
                let is_own = kind == Kind::Policy && rest.starts_with('#') && is_renamed;
                is_own.then(|| format!("{}{rest}", new()))
            }
            _ => None,
        }
    }

    /// The number that cites a standard from now on. What cites a family by its number without a year goes on meaning that family,
    /// unless this is its only edition.
    fn cited(&self, cited: &Number) -> Option<String> {
        let (number, _) = self.to.number.as_ref()?;
        let standard: &Standard =
            self.registry.standards.get(self.to.place).filter(|_| self.to.kind == Kind::Standard)?;
        let Some(old) = &standard.number else {
            let title = standard.title.as_ref()?;
            return (cited.canonical() == title.value).then(|| number.canonical().to_owned());
        };
        if cited.names_same_edition(&old.number) || cited == &old.number {
            return Some(number.canonical().to_owned());
        }
        let is_only = self.registry.family(self.to.place).len() == 1;
        let is_family = !cited.is_opaque() && !cited.is_dated() && *cited == old.number.undated();
        (is_only && is_family && old.number.undated() != number.undated())
            .then(|| number.undated().canonical().to_owned())
    }

    /// Conditions compare a project's `agency` with ids.
    fn conditions(&mut self, day: Day) {
        if self.to.kind != Kind::Agency {
            return;
        }
        let new = crate::source::stem(self.to.path);
        let audit = Audits::of(self.registry, day);
        for (place, word) in audit.compared(None).filter(|(_, word)| word.name == "agency") {
            if word.word != self.record.id() {
                continue;
            }
            // A word that the parser does not place is left: the old id goes on meaning the agency.
            let written = self.registry.written(place.file, place.span);
            if let Some(word) = requoted(&written, &word.word, new) {
                self.found.entry(place.file).or_default().push((place.span, word));
            }
        }
    }
}

/// A text with other words at some places.
fn replaced(text: &str, replacements: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = replacements.iter().collect();
    sorted.sort_unstable();
    sorted.dedup_by_key(|(span, _)| *span);
    let (mut done, mut at) = (String::with_capacity(text.len()), 0);
    for (span, word) in sorted {
        let (start, end) = (span.start as usize, span.end as usize);
        done.push_str(slice_lossy(text, at..start));
        done.push_str(word);
        at = end;
    }
    done.push_str(slice_lossy(text, at..));
    done
}

/// Whether a name is free for a record of a kind: nobody is called so, and nobody was.
///
/// # Errors
/// Whose it is.
pub fn is_free(registry: &Registry, kind: Kind, place: usize, id: &str) -> Result<(), Message> {
    let Some(other) = registry.find(kind, id).filter(|other| *other != place) else { return Ok(()) };
    let Some(record) = registry.record_at(kind, other) else { return Ok(()) };
    let path = registry.path(record.file());
    if record.id() == id {
        return Err(message!("{id} 已是 {path}", "`{id}` is {path} already"));
    }
    Err(message!(
        "{id} 是 {path} 的曾用代码，它的旧引用和网址仍要指向它",
        "`{id}` is a former name of {path} and still leads to it"
    ))
}
