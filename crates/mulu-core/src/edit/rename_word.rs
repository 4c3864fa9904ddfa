//! A word that the registry declares for itself under another: a class, a topic, a project trait, a kind of evidence, a role of
//! agencies. The word is no file's name and has no page of its own that others keep, so the old one is not kept alive: every key,
//! condition and example that says it says the new one.

use std::collections::BTreeMap;

use crate::audit::Audits;
use crate::condition::{ComparedWord, Condition, ConditionNames};
use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{FileId, Span, Spanned};
use crate::parse::checked_word;
use crate::references::{HasReferences, Reference, ReferenceTarget};
use crate::registry::Registry;

use super::rename::{edits_of, requoted};
use super::{Edit, ours, toml_string};

/// What a word of the registry's own stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// A class of the standards system.
    Class,
    /// A topic of a class.
    Topic,
    /// A word of `[traits]`.
    Trait,
    /// A kind of evidence.
    Evidence,
    /// A role of agencies, which `[roles]` gives duties to.
    Role,
}

impl WordKind {
    /// All of them.
    pub const ALL: [WordKind; 5] =
        [WordKind::Class, WordKind::Topic, WordKind::Trait, WordKind::Evidence, WordKind::Role];

    /// What it is called on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            WordKind::Class => "class",
            WordKind::Topic => "topic",
            WordKind::Trait => "trait",
            WordKind::Evidence => "evidence",
            WordKind::Role => "role",
        }
    }

    /// The word that a reference names, where it names one of these.
    fn named<'r>(self, reference: &Reference<'r>) -> Option<&'r str> {
        match (self, reference.to) {
            (WordKind::Class, ReferenceTarget::Class(word))
            | (WordKind::Topic, ReferenceTarget::Topic(word))
            | (WordKind::Trait, ReferenceTarget::Trait(word))
            | (WordKind::Evidence, ReferenceTarget::EvidenceKind(word))
            | (WordKind::Role, ReferenceTarget::Role(word)) => Some(word),
            _ => None,
        }
    }

    /// The variable of conditions that is compared with it.
    fn variable(self) -> Option<&'static str> {
        match self {
            WordKind::Class => Some("classes"),
            WordKind::Topic => Some("topics"),
            WordKind::Trait => Some("traits"),
            WordKind::Evidence | WordKind::Role => None,
        }
    }
}

/// Whether the registry has a word of a kind.
#[must_use]
pub fn has_word(registry: &Registry, kind: WordKind, word: &str) -> bool {
    if kind != WordKind::Role {
        return declared(registry, kind, word).is_some();
    }
    let mut is_there = false;
    registry.each_reference(&mut |reference| is_there |= kind.named(&reference) == Some(word));
    is_there
}

/// The edits that give a word of the registry another form, wherever it stands.
///
/// # Errors
/// When there is no such word, or the new one is taken or cannot be one.
pub fn rename_word(registry: &Registry, day: Day, kind: WordKind, old: &str, new: &str) -> Result<Vec<Edit>, Message> {
    let new = checked_word(new.trim())?;
    if !has_word(registry, kind, old) {
        return Err(message!("没有名为 {old} 的 {0}", "there is no {0} `{old}`", kind.id()));
    }
    if has_word(registry, kind, &new) {
        return Err(message!("{new} 已经有了", "`{new}` is there already"));
    }
    let mut places = Places { kind, old, new: &new, found: BTreeMap::new() };
    if let Some((file, span, is_quoted)) = declared(registry, kind, old) {
        ours(registry.path(file))?;
        let word = if is_quoted { toml_string(&new) } else { places.key() };
        places.found.entry(file).or_default().push((span, word));
    }
    registry.each_reference(&mut |reference| places.look(&reference));
    for policy in &registry.policies {
        let examples = policy.clauses.iter().flat_map(|own| &own.examples);
        let projects =
            examples.clone().filter_map(|example| example.project.as_deref().map(|own| own as &dyn HasReferences));
        let agencies = examples.filter_map(|example| example.agency.as_deref().map(|own| own as &dyn HasReferences));
        for record in projects.chain(agencies) {
            // What an example imagines has no file of its own: it stands in the policy's.
            record.each_reference(&mut |mut found| {
                found.place.file = policy.file;
                places.look(&found);
            });
        }
    }
    places.conditions(registry, day);
    Ok(edits_of(registry, places.found))
}

/// Where a word is declared, and whether it stands in quotes there: a trait is a key, a role is declared nowhere.
fn declared(registry: &Registry, kind: WordKind, word: &str) -> Option<(FileId, Span, bool)> {
    let is = |id: &&Spanned<String>| id.value == word;
    let quoted = |file: FileId, id: &Spanned<String>| (file, id.span, true);
    match kind {
        WordKind::Class => {
            let mut ids = registry.classes.iter().filter_map(|own| Some((own.file, own.id.as_ref()?)));
            ids.find(|(_, id)| is(id)).map(|(file, id)| quoted(file, id))
        }
        WordKind::Topic => {
            let mut topics = registry.classes.iter().flat_map(|own| own.topics.iter().map(|topic| (own.file, topic)));
            topics.find_map(|(file, topic)| topic.id.as_ref().filter(is).map(|id| quoted(file, id)))
        }
        WordKind::Evidence => {
            let mut ids = registry.evidence_kinds.iter().filter_map(|own| Some((own.file, own.id.as_ref()?)));
            ids.find(|(_, id)| is(id)).map(|(file, id)| quoted(file, id))
        }
        WordKind::Trait => {
            // The place of a trait is its key's.
            registry.trait_place(word).map(|place| (place.file, place.span, false))
        }
        WordKind::Role => None,
    }
}

/// Where a word stands, and what is to stand there.
struct Places<'w> {
    kind: WordKind,
    old: &'w str,
    new: &'w str,
    found: BTreeMap<FileId, Vec<(Span, String)>>,
}

impl Places<'_> {
    fn look(&mut self, reference: &Reference<'_>) {
        if self.kind.named(reference) == Some(self.old) {
            let place = reference.place;
            self.found.entry(place.file).or_default().push((place.span, toml_string(self.new)));
        }
    }

    /// The new word as a key: bare where it may be.
    fn key(&self) -> String {
        let is_bare = self.new.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if is_bare { self.new.to_owned() } else { toml_string(self.new) }
    }

    /// Conditions over projects compare traits; those over standards, classes and topics.
    fn conditions(&mut self, registry: &Registry, day: Day) {
        let Some(variable) = self.kind.variable() else { return };
        let audits = Audits::lazy_table(registry, day);
        let is_own = |word: &ComparedWord, old: &str| word.name == variable && word.word == old;
        if self.kind == WordKind::Trait {
            for (place, word) in audits.compared(None).filter(|(_, word)| is_own(word, self.old)) {
                self.compared(registry, place.file, place.span, word);
            }
            return;
        }
        for (file, open) in audits.open_mandates(None) {
            let Ok(condition) = Condition::parse(open, &ConditionNames::of_standard()) else { continue };
            for word in condition.compared().iter().filter(|word| is_own(word, self.old)) {
                self.compared(registry, file, word.span(open), word);
            }
        }
    }

    fn compared(&mut self, registry: &Registry, file: FileId, span: Span, word: &ComparedWord) {
        let written = registry.written(file, span);
        if let Some(new) = requoted(&written, &word.word, self.new) {
            self.found.entry(file).or_default().push((span, new));
        }
    }
}
