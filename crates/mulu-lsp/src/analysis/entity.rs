//! What a name in a record leads to.

use mulu_core::check::rule;
use mulu_core::model::{FileId, Kind, Place, Policy, Span, Spanned};
use mulu_core::parse::ValueType;
use mulu_core::references::{Reference, ReferenceTarget, ReferentKind};
use mulu_core::registry::{CitationTarget, Registry};

use super::{EditedRecord, keys};
use crate::diagnosis::range;
use crate::syntax::CursorContext;

/// Something that records speak of. Records are known by their places in the registry's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// Standards: one edition, or those that an undated number may mean.
    Standards(Vec<usize>),
    /// A record of another kind.
    Record(Kind, usize),
    /// A clause of a policy.
    Clause(usize, usize),
    /// A recurring duty of a clause.
    Duty(usize, usize, usize),
    /// An organ of a policy.
    Organ(usize, usize),
    /// A class.
    Class(usize),
    /// A topic of a class.
    Topic(usize, usize),
    /// A kind of evidence.
    EvidenceKind(usize),
    /// A word of `[traits]`.
    Trait(String),
    /// A role.
    Role(String),
    /// A rule of `mulu check`.
    Rule(&'static str),
    /// A GB/T 2260 code.
    Region(String),
}

impl Entity {
    /// Whether both may mean the same thing.
    #[must_use]
    pub fn meets(&self, other: &Entity) -> bool {
        match (self, other) {
            (Entity::Standards(one), Entity::Standards(other)) => one.iter().any(|index| other.contains(index)),
            // Whoever cites a clause cites its policy.
            (Entity::Record(Kind::Policy, policy), Entity::Clause(of, _) | Entity::Duty(of, ..)) => policy == of,
            (Entity::Clause(policy, clause), Entity::Duty(of, at, _)) => (policy, clause) == (of, at),
            (one, other) => one == other,
        }
    }
}

/// What a name means where it stands for something of a kind, in a file.
#[must_use]
pub fn named(registry: &Registry, file: Option<FileId>, referent: ReferentKind, text: &str) -> Option<Entity> {
    // A record of an upstream speaks of its own first, whoever else is called so here.
    let there = file.and_then(|file| registry.upstream_of(file)).map(|upstream| format!("{}:{text}", upstream.id));
    if let Some(found) = there.and_then(|text| here(registry, None, referent, &text)) {
        return Some(found);
    }
    here(registry, file, referent, text)
}

/// What a name means to the registry itself.
fn here(registry: &Registry, file: Option<FileId>, referent: ReferentKind, text: &str) -> Option<Entity> {
    let record = |kind| registry.find(kind, text).map(|place| Entity::Record(kind, place));
    match referent {
        ReferentKind::Standard => match registry.target(&registry.number(text)) {
            CitationTarget::Edition(index) => Some(Entity::Standards(vec![index])),
            CitationTarget::Family(editions) => Some(Entity::Standards(editions)),
            CitationTarget::Unknown => None,
        },
        ReferentKind::Clause => clause(registry, text),
        ReferentKind::Agency | ReferentKind::Issuer => record(Kind::Agency),
        ReferentKind::Organ => file.and_then(|file| organ(registry, file, text)).or_else(|| record(Kind::Agency)),
        ReferentKind::Project => record(Kind::Project),
        ReferentKind::Resource => record(Kind::Resource),
        ReferentKind::EvidenceKind => {
            registry.evidence_kinds.iter().position(|kind| is(&kind.id, text)).map(Entity::EvidenceKind)
        }
        ReferentKind::Class => registry.classes.iter().position(|class| is(&class.id, text)).map(Entity::Class),
        ReferentKind::Topic => topic(registry, text),
        ReferentKind::Trait => registry.config.traits.contains_key(text).then(|| Entity::Trait(text.to_owned())),
        ReferentKind::Role => Some(Entity::Role(text.to_owned())),
        ReferentKind::Rule => rule(text).map(|rule| Entity::Rule(rule.id)),
        ReferentKind::Region => mulu_core::place::name(text).map(|_| Entity::Region(text.to_owned())),
        ReferentKind::Duty => duty(registry, text),
    }
}

fn is(id: &Option<Spanned<String>>, text: &str) -> bool {
    id.as_ref().is_some_and(|id| id.value == text)
}

fn clause(registry: &Registry, text: &str) -> Option<Entity> {
    let (policy, id) = text.split_once('#')?;
    let place = registry.policy(policy)?;
    let at = registry.policies.get(place)?.clauses.iter().position(|clause| is(&clause.id, id))?;
    Some(Entity::Clause(place, at))
}

fn duty(registry: &Registry, text: &str) -> Option<Entity> {
    let (reference, id) = text.rsplit_once('/')?;
    let Entity::Clause(policy, at) = clause(registry, reference)? else { return None };
    let duties = &registry.policies.get(policy)?.clauses.get(at)?.duties;
    duties.iter().position(|duty| is(&duty.id, id)).map(|duty| Entity::Duty(policy, at, duty))
}

/// The policy in a file.
fn policy_in(registry: &Registry, file: FileId) -> Option<(usize, &Policy)> {
    let place = registry.policies.binary_search_by_key(&file, |policy| policy.file).ok()?;
    registry.policies.get(place).map(|policy| (place, policy))
}

fn organ(registry: &Registry, file: FileId, text: &str) -> Option<Entity> {
    let (place, policy) = policy_in(registry, file)?;
    policy.organs.iter().position(|(organ, _)| organ.value == text).map(|organ| Entity::Organ(place, organ))
}

fn topic(registry: &Registry, text: &str) -> Option<Entity> {
    let mut classes = registry.classes.iter().enumerate();
    classes.find_map(|(at, class)| {
        class.topics.iter().position(|topic| is(&topic.id, text)).map(|topic| Entity::Topic(at, topic))
    })
}

/// What a reference leads to.
#[must_use]
pub fn of_reference(registry: &Registry, reference: &Reference<'_>) -> Option<Entity> {
    let file = Some(reference.place.file);
    let (referent, text) = match reference.to {
        ReferenceTarget::Standard(cited) => {
            return named(registry, file, ReferentKind::Standard, cited.number.canonical());
        }
        ReferenceTarget::Clause(text) => (ReferentKind::Clause, text),
        ReferenceTarget::Agency(text) => (ReferentKind::Agency, text),
        ReferenceTarget::Organ(text) => (ReferentKind::Organ, text),
        ReferenceTarget::Issuer(text) => (ReferentKind::Issuer, text),
        ReferenceTarget::EvidenceKind(text) => (ReferentKind::EvidenceKind, text),
        ReferenceTarget::Rule(text) => (ReferentKind::Rule, text),
        ReferenceTarget::Region(text) => (ReferentKind::Region, text),
        ReferenceTarget::Class(text) => (ReferentKind::Class, text),
        ReferenceTarget::Topic(text) => (ReferentKind::Topic, text),
        ReferenceTarget::Trait(text) => (ReferentKind::Trait, text),
        ReferenceTarget::Role(text) => (ReferentKind::Role, text),
        ReferenceTarget::Project(text) => (ReferentKind::Project, text),
        ReferenceTarget::Resource(text) => (ReferentKind::Resource, text),
        ReferenceTarget::Duty(text) => (ReferentKind::Duty, text),
    };
    named(registry, file, referent, text)
}

/// What the name at a place leads to, and where the name stands; what the record itself declares there, where it names nothing.
#[must_use]
pub fn at(view: &EditedRecord<'_>, at: usize) -> Option<(Entity, std::ops::Range<usize>)> {
    let context = view.context_at(at);
    if let CursorContext::Value { path, place, is_quoted: true, .. } = &context {
        let text = mulu_core::slice::slice_lossy(view.text, place.clone());
        let of = |referent| named(view.registry, view.file, referent, text);
        let found = match keys::value(view, path).map(item) {
            // The number of a record is its own, whatever else has it.
            Some(ValueType::Number) if path.len() > 1 || path.iter().all(|name| name != "number") => {
                of(ReferentKind::Standard)
            }
            Some(ValueType::Name(referent)) => of(referent),
            _ => None,
        };
        if let Some(found) = found {
            return Some((found, place.clone()));
        }
    }
    let (CursorContext::Value { place, .. } | CursorContext::Key { name: place, .. }) = context else { return None };
    declared(view, at).map(|found| (found, place))
}

fn item(value: ValueType) -> ValueType {
    if let ValueType::List(item) = value { *item } else { value }
}

/// What the record of a file declares at a place: itself by its number, title or name, a clause, a class and its like by their ids.
fn declared(view: &EditedRecord<'_>, at: usize) -> Option<Entity> {
    let (registry, file) = (view.registry, view.file?);
    let touches = |span: Span| range(span).start <= at && at <= range(span).end;
    let is_at = |value: &Option<Spanned<String>>| value.as_ref().is_some_and(|value| touches(value.span));
    match view.kind {
        Kind::Config => {
            let mut traits = registry.config.traits.keys();
            let is = |name: &&String| {
                registry.trait_place(name).is_some_and(|place| place.file == file && touches(place.span))
            };
            traits.find(is).map(|name| Entity::Trait(name.clone()))
        }
        Kind::Taxonomy => {
            registry.classes.iter().enumerate().filter(|(_, own)| own.file == file).find_map(|(place, class)| {
                let topic = class.topics.iter().position(|topic| is_at(&topic.id)).map(|at| Entity::Topic(place, at));
                topic.or_else(|| is_at(&class.id).then_some(Entity::Class(place)))
            })
        }
        Kind::Evidence => {
            let mut kinds = registry.evidence_kinds.iter();
            kinds.position(|kind| kind.file == file && is_at(&kind.id)).map(Entity::EvidenceKind)
        }
        Kind::Standard => {
            let place = registry.standards.binary_search_by_key(&file, |standard| standard.file).ok()?;
            let standard = registry.standards.get(place)?;
            let number = standard.number.as_ref().is_some_and(|number| touches(number.span));
            (number || is_at(&standard.title)).then(|| Entity::Standards(vec![place]))
        }
        Kind::Policy => in_policy(registry, file, &is_at),
        kind => {
            let place = registry.find(kind, registry.record_of(file).1)?;
            let record = registry.record_at(kind, place).filter(|record| record.file() == file)?;
            record.title_span().is_some_and(touches).then_some(Entity::Record(kind, place))
        }
    }
}

fn in_policy(registry: &Registry, file: FileId, is_at: &dyn Fn(&Option<Spanned<String>>) -> bool) -> Option<Entity> {
    let (place, policy) = policy_in(registry, file)?;
    let clauses = policy.clauses.iter().enumerate();
    let inner = clauses.clone().find_map(|(at, clause)| {
        let duty = clause.duties.iter().position(|duty| is_at(&duty.id)).map(|duty| Entity::Duty(place, at, duty));
        duty.or_else(|| is_at(&clause.id).then_some(Entity::Clause(place, at)))
    });
    let own = || (is_at(&policy.title) || is_at(&policy.number)).then_some(Entity::Record(Kind::Policy, place));
    inner.or_else(own)
}

/// Where something is declared; nowhere for what the program knows by itself.
#[must_use]
pub fn declarations(registry: &Registry, entity: &Entity) -> Vec<Place> {
    let of = |file: FileId, span: Option<Span>| vec![Place { file, span: span.unwrap_or_default() }];
    let id = |id: &Option<Spanned<String>>| id.as_ref().map(|id| id.span);
    let found = match entity {
        Entity::Standards(all) => {
            let standards = all.iter().filter_map(|index| registry.standards.get(*index));
            return standards.map(|own| Place { file: own.file, span: own.name_span() }).collect();
        }
        Entity::Record(kind, place) => {
            registry.record_at(*kind, *place).map(|record| of(record.file(), record.title_span()))
        }
        Entity::Clause(policy, at) => registry.policies.get(*policy).and_then(|policy| {
            let clause = policy.clauses.get(*at)?;
            Some(of(policy.file, id(&clause.id).or(Some(clause.span))))
        }),
        Entity::Duty(policy, at, duty) => registry.policies.get(*policy).and_then(|policy| {
            let duty = policy.clauses.get(*at)?.duties.get(*duty)?;
            Some(of(policy.file, id(&duty.id).or(Some(duty.span))))
        }),
        Entity::Organ(policy, organ) => registry
            .policies
            .get(*policy)
            .and_then(|policy| policy.organs.get(*organ).map(|(organ, _)| of(policy.file, Some(organ.span)))),
        Entity::Class(class) => {
            registry.classes.get(*class).map(|class| of(class.file, id(&class.id).or(Some(class.span))))
        }
        Entity::Topic(class, topic) => registry
            .classes
            .get(*class)
            .and_then(|class| class.topics.get(*topic).map(|topic| of(class.file, id(&topic.id).or(Some(topic.span))))),
        Entity::EvidenceKind(kind) => {
            registry.evidence_kinds.get(*kind).map(|kind| of(kind.file, id(&kind.id).or(Some(kind.span))))
        }
        Entity::Trait(name) => registry.trait_place(name).map(|place| vec![place]),
        Entity::Role(_) | Entity::Rule(_) | Entity::Region(_) => None,
    };
    found.unwrap_or_default()
}
