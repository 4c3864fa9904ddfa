//! A record or a word of the registry under another name, as `mulu rename` gives it: its file, every reference, and of a record the
//! old name kept alive.

use std::ops::Range;

use mulu_core::edit::{self, Edit, Renaming, RenumberingReason, WordKind};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Kind, Spanned};

use super::entity::Entity;
use super::format::difference;
use super::{EditedRecord, TextChange, entity};

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Its path.
    pub path: String,
    /// The change of its text.
    pub change: TextChange,
    /// The path that it gets after that; none where it stays.
    pub to: Option<String>,
}

/// What can be called something else.
enum Renamable {
    /// A record, by its place in the list of its kind.
    Record(Kind, usize),
    /// A word that the registry declares for itself.
    Word(WordKind, String),
}

/// What is named at a place and may be renamed, and where the name stands.
fn renamable(view: &EditedRecord<'_>, at: usize) -> Option<(Renamable, Range<usize>)> {
    let (found, range) = entity::at(view, at)?;
    let registry = view.registry;
    let word = |kind, id: Option<&Spanned<String>>| id.map(|id| Renamable::Word(kind, id.value.clone()));
    let what = match found {
        Entity::Record(kind, place) => Some(Renamable::Record(kind, place)),
        Entity::Standards(editions) => match editions.as_slice() {
            [one] => Some(Renamable::Record(Kind::Standard, *one)),
            _ => None,
        },
        Entity::Class(class) => word(WordKind::Class, registry.classes.get(class)?.id.as_ref()),
        Entity::Topic(class, topic) => {
            word(WordKind::Topic, registry.classes.get(class)?.topics.get(topic)?.id.as_ref())
        }
        Entity::EvidenceKind(kind) => word(WordKind::Evidence, registry.evidence_kinds.get(kind)?.id.as_ref()),
        Entity::Trait(name) => Some(Renamable::Word(WordKind::Trait, name)),
        Entity::Role(name) => Some(Renamable::Word(WordKind::Role, name)),
        Entity::Clause(..) | Entity::Duty(..) | Entity::Organ(..) | Entity::Rule(_) | Entity::Region(_) => None,
    };
    what.map(|what| (what, range))
}

/// Where the name stands that may be changed at a place, and what is to be changed: an id, of a standard its number.
///
/// # Errors
/// When what is named is another registry's, and is called there what it is called.
pub fn prepare(view: &EditedRecord<'_>, at: usize) -> Result<Option<(Range<usize>, String)>, Message> {
    if let Some((found, _)) = entity::at(view, at) {
        let declared = entity::declarations(view.registry, &found);
        declared.first().map_or(Ok(()), |place| edit::ours(view.registry.path(place.file)))?;
    }
    Ok(named(view, at))
}

fn named(view: &EditedRecord<'_>, at: usize) -> Option<(Range<usize>, String)> {
    let (what, range) = renamable(view, at)?;
    let name = match what {
        Renamable::Word(_, word) => word,
        Renamable::Record(kind, place) => {
            let standard = view.registry.standards.get(place).filter(|_| kind == Kind::Standard);
            let number = standard.and_then(|standard| standard.number.as_ref());
            match number {
                Some(number) => number.number.canonical().to_owned(),
                None => view.registry.record_at(kind, place)?.id().to_owned(),
            }
        }
    };
    Some((range, name))
}

/// What becomes of which files when what is named at a place is called something else.
///
/// # Errors
/// When nothing there can be, the name is taken or cannot be one, or a file cannot be written into.
pub fn rename(view: &EditedRecord<'_>, at: usize, new: &str) -> Result<Vec<Renamed>, Message> {
    let nothing = || message!("此处没有可以改名的代码或编号", "no id and no number that can be changed is named here");
    let (what, _) = renamable(view, at).ok_or_else(nothing)?;
    let registry = view.registry;
    let edits = match what {
        Renamable::Word(kind, old) => edit::rename_word(registry, view.day, kind, &old, new)?,
        Renamable::Record(kind, place) => {
            let target = edit::rename_target(registry, kind, place, new)?;
            let number = target.number.as_ref().map(|number| (number, RenumberingReason::Since(view.day)));
            let renaming = Renaming { kind, place, path: &target.path, number };
            edit::rename(registry, view.day, &renaming)
                .map_err(|(path, Message { zh, en })| message!("{path}：{zh}", "{path}: {en}"))?
        }
    };
    Ok(edits.into_iter().filter_map(|edit| renamed(view, edit)).collect())
}

fn renamed(view: &EditedRecord<'_>, edit: Edit) -> Option<Renamed> {
    let (path, to) = match edit.from {
        Some(from) => (from, Some(edit.path)),
        None => (edit.path, None),
    };
    let text = view.registry.text(view.registry.file_named(&path)?);
    Some(Renamed { change: difference(&text, &edit.text), path, to })
}
