//! What a record consists of, and the records of a registry by what is typed of their names.

use std::ops::Range;

use mulu_core::model::{Kind, Spanned};
use mulu_core::printable::line;
use mulu_core::registry::Registry;
use mulu_core::slice::slice_lossy;

use super::entity::Entity;
use super::navigation::locations;
use super::{EditedRecord, Location};
use crate::syntax::{Pair, TableNode, ValueForm, ValueNode};

/// A part of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinePart {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub detail: String,
    /// Its bytes.
    pub range: Range<usize>,
    /// Those of its name.
    pub selection: Range<usize>,
    /// Its own parts.
    pub parts: Vec<OutlinePart>,
    /// Whether it is a table.
    pub is_table: bool,
}

/// The keys by which an entry of a list is known, the likeliest first.
const NAMES: [&str; 10] = ["id", "title", "name", "number", "standard", "clause", "kind", "procedure", "duty", "date"];

/// The parts of a record: its own keys, then its tables, those within a table below it.
#[must_use]
pub fn outline(view: &EditedRecord<'_>) -> Vec<OutlinePart> {
    let mut parts: Vec<OutlinePart> = Vec::new();
    for section in &view.tree.sections {
        let pairs: Vec<OutlinePart> = section.pairs.iter().filter_map(|pair| of_pair(view.text, pair)).collect();
        let Some(header) = &section.header else {
            parts.extend(pairs);
            continue;
        };
        let names = section.names();
        let Some(last) = names.last() else { continue };
        let part = OutlinePart {
            name: last.clone(),
            detail: detail(view.text, section),
            range: section.span(),
            selection: header.span.clone(),
            parts: pairs,
            is_table: true,
        };
        // `[[clause.step]]` belongs to the clause above it.
        let above = names.first().filter(|_| names.len() > 1);
        let owner = parts.iter_mut().rev().find(|part| part.is_table && Some(&part.name) == above);
        match owner {
            Some(owner) => {
                owner.range.end = owner.range.end.max(part.range.end);
                owner.parts.push(part);
            }
            None => parts.push(part),
        }
    }
    parts
}

fn of_pair(text: &str, pair: &Pair) -> Option<OutlinePart> {
    let selection = pair.keys.first()?.span.start..pair.keys.last()?.span.end;
    let names: Vec<&str> = pair.keys.iter().map(|key| key.name.as_str()).collect();
    let name = names.join(".");
    // An editor refuses a part without a name.
    (!name.is_empty()).then(|| OutlinePart {
        name,
        detail: pair.value.as_ref().map(|value| shown(text, value)).unwrap_or_default(),
        range: pair.span(),
        selection,
        parts: Vec::new(),
        is_table: false,
    })
}

fn shown(text: &str, value: &ValueNode) -> String {
    let raw = match &value.form {
        ValueForm::Text(inner) => slice_lossy(text, inner.clone()),
        _ => slice_lossy(text, value.span.clone()),
    };
    line(raw).chars().take(80).collect()
}

fn detail(text: &str, section: &TableNode) -> String {
    let value = NAMES.iter().find_map(|name| section.value(name));
    value.map(|value| shown(text, value)).unwrap_or_default()
}

/// Something in the registry that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// The name.
    pub name: String,
    /// What else is said of it.
    pub detail: String,
    /// What it is.
    pub entity: Entity,
    /// Where it is declared.
    pub place: Location,
}

/// How many are told at once.
const MOST: usize = 200;

/// What has a name with this in it: records, clauses, classes, topics, kinds of evidence, traits.
#[must_use]
pub fn named(registry: &Registry, query: &str) -> Vec<WorkspaceSymbol> {
    let query = folded(query);
    let mut found = Vec::new();
    each(registry, &mut |name: &str, detail: &str, entity: Entity| {
        let fits = || folded(name).contains(&query) || folded(detail).contains(&query);
        if found.len() < MOST && fits() {
            let places = locations(registry, &entity);
            found.extend(places.into_iter().next().map(|place| WorkspaceSymbol {
                name: line(name),
                detail: line(detail),
                entity,
                place,
            }));
        }
        found.len() < MOST
    });
    found
}

/// Hands over everything that has a name, until nobody wants more.
fn each(registry: &Registry, tell: &mut dyn FnMut(&str, &str, Entity) -> bool) {
    let text = |value: &Option<Spanned<String>>| value.as_ref().map_or(String::new(), |value| value.value.clone());
    for (index, own) in registry.standards.iter().enumerate() {
        if !tell(own.name(), &text(&own.title), Entity::Standards(vec![index])) {
            return;
        }
    }
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.is_many() && *kind != Kind::Standard) {
        for (place, record) in registry.records(kind).enumerate() {
            if !tell(record.id(), record.title().unwrap_or_default(), Entity::Record(kind, place)) {
                return;
            }
        }
    }
    for (place, policy) in registry.policies.iter().enumerate() {
        for (at, clause) in policy.clauses.iter().enumerate() {
            let reference = format!("{}#{}", policy.id, text(&clause.id));
            let words: String = text(&clause.text).chars().take(60).collect();
            if !tell(&reference, &words, Entity::Clause(place, at)) {
                return;
            }
        }
    }
    for (place, class) in registry.classes.iter().enumerate() {
        tell(&text(&class.id), &text(&class.title), Entity::Class(place));
        for (at, topic) in class.topics.iter().enumerate() {
            tell(&text(&topic.id), &text(&topic.title), Entity::Topic(place, at));
        }
    }
    for (place, kind) in registry.evidence_kinds.iter().enumerate() {
        tell(&text(&kind.id), &text(&kind.title), Entity::EvidenceKind(place));
    }
    for (name, about) in &registry.config.traits {
        tell(name, &about.value, Entity::Trait(name.clone()));
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
