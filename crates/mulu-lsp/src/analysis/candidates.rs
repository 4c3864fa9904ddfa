//! What may be written as a value: the words of a list, and what the registry records.

use std::collections::BTreeMap;

use mulu_core::check::rules;
use mulu_core::model::{
    BasisKind, Binding, ClassGroup, Conclusion, ConformanceStatus, DocumentForm, FileId, Identifier, Listing, Matter,
    Mode, ObjectionOutcome, Openness, Outcome, Policy, PolicyScope, Progress, ResourceFormat, Risk, Sharing, Spanned,
    Stage, Subject, Withheld,
};
use mulu_core::parse::ValueType;
use mulu_core::references::ReferentKind;
use mulu_core::registry::{Registry, duty_reference};
use mulu_core::vocabulary::Vocabulary;

use super::EditedRecord;

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What is written.
    pub text: String,
    /// What it is called.
    pub about: String,
}

impl Candidate {
    /// A text and what it is called.
    pub(super) fn of(text: impl Into<String>, about: impl Into<String>) -> Self {
        Candidate { text: text.into(), about: about.into() }
    }

    /// The same, with the upstream that declares it in a file.
    fn with_origin(mut self, registry: &Registry, file: FileId) -> Self {
        if let Some(upstream) = registry.upstream_of(file) {
            self.about = format!("{} · {}", self.about, upstream.id);
        }
        self
    }
}

/// What may be written as a value of a type. `beside` are the texts that stand in the same table.
#[must_use]
pub fn candidates(view: &EditedRecord<'_>, of: &ValueType, beside: &[(String, String)]) -> Vec<Candidate> {
    match of {
        ValueType::Word(words) => {
            words.iter().map(|word| Candidate::of(word, word_words(view, words, word).unwrap_or_default())).collect()
        }
        ValueType::Number => standards(view),
        ValueType::Name(referent) => named(view, *referent, beside),
        ValueType::List(item) => candidates(view, item, beside),
        ValueType::Duration => {
            let durations =
                [("P1Y", "一年", "a year"), ("P3Y", "三年", "three years"), ("P6M", "六个月", "six months")];
            let more = [("P30D", "三十天", "thirty days"), ("P180D", "一百八十天", "180 days")];
            let all = durations.into_iter().chain(more);
            all.map(|(text, zh, en)| Candidate::of(text, view.word(zh, en))).collect()
        }
        _ => Vec::new(),
    }
}

/// What a word of a closed list is called: that of the vocabulary which has all of the list's words.
#[must_use]
pub fn word_words(view: &EditedRecord<'_>, words: &[String], word: &str) -> Option<&'static str> {
    fn of<V: Vocabulary>(words: &[String], word: &str) -> Option<mulu_core::message::StaticMessage> {
        let all = words.iter().all(|word| V::from_id(word).is_some());
        V::from_id(word).filter(|_| all).map(Vocabulary::phrase)
    }
    let vocabularies = [
        of::<Listing>,
        of::<Binding>,
        of::<Conclusion>,
        of::<DocumentForm>,
        of::<Stage>,
        of::<ConformanceStatus>,
        of::<Outcome>,
        of::<Risk>,
        of::<Progress>,
        of::<Subject>,
        of::<PolicyScope>,
        of::<Withheld>,
        of::<ClassGroup>,
        of::<Sharing>,
        of::<ResourceFormat>,
        of::<Mode>,
        of::<Openness>,
        of::<Matter>,
        of::<BasisKind>,
        of::<Identifier>,
        of::<ObjectionOutcome>,
    ];
    let phrase = vocabularies.iter().find_map(|of| of(words, word))?;
    Some(phrase.get(view.lang))
}

fn title(value: &Option<Spanned<String>>) -> &str {
    value.as_ref().map_or("", |value| &value.value)
}

fn standards(view: &EditedRecord<'_>) -> Vec<Candidate> {
    let registry = view.registry;
    let one = |standard: &mulu_core::model::Standard| {
        Candidate::of(standard.name(), title(&standard.title)).with_origin(registry, standard.file)
    };
    registry.standards.iter().map(one).collect()
}

fn named(view: &EditedRecord<'_>, referent: ReferentKind, beside: &[(String, String)]) -> Vec<Candidate> {
    let registry = view.registry;
    let agency =
        |own: &mulu_core::model::Agency| Candidate::of(&own.id, own.display_name()).with_origin(registry, own.file);
    let agencies = || registry.agencies.iter().map(agency).collect::<Vec<_>>();
    match referent {
        ReferentKind::Standard => standards(view),
        ReferentKind::Clause => clauses(registry),
        ReferentKind::Agency | ReferentKind::Issuer => agencies(),
        ReferentKind::Organ => {
            let mut all = own_policy(view).map(|policy| organs(registry, policy)).unwrap_or_default();
            all.push(Candidate::of("agency", view.word("所约束的每个单位", "every agency that it binds")));
            all.extend(agencies());
            all
        }
        ReferentKind::EvidenceKind => {
            let kinds = registry.evidence_kinds.iter();
            let of = |id: &str, kind: &mulu_core::model::EvidenceKind| {
                Candidate::of(id, title(&kind.title)).with_origin(registry, kind.file)
            };
            kinds.filter_map(|kind| Some(of(&kind.id.as_ref()?.value, kind))).collect()
        }
        ReferentKind::Rule => rules().map(|rule| Candidate::of(rule.id, rule.summary.get(view.lang))).collect(),
        ReferentKind::Region => regions(registry),
        ReferentKind::Class => {
            let classes = registry.classes.iter();
            let of = |id: &str, class: &mulu_core::model::Class| {
                Candidate::of(id, title(&class.title)).with_origin(registry, class.file)
            };
            classes.filter_map(|class| Some(of(&class.id.as_ref()?.value, class))).collect()
        }
        ReferentKind::Topic => topics(registry),
        ReferentKind::Trait => {
            let any = Candidate::of("*", view.word("每个项目", "every project"));
            let of = |name: &String, about: &str| {
                let candidate = Candidate::of(name, about);
                match registry.trait_place(name) {
                    Some(place) => candidate.with_origin(registry, place.file),
                    None => candidate,
                }
            };
            let known = registry.config.traits.iter().map(|(name, about)| of(name, &about.value));
            known.chain([any]).collect()
        }
        ReferentKind::Role => roles(registry),
        ReferentKind::Project => {
            registry.projects.iter().map(|own| Candidate::of(&own.id, own.display_name())).collect()
        }
        ReferentKind::Resource => resources(registry, beside),
        ReferentKind::Duty => duties(registry),
    }
}

fn clauses(registry: &Registry) -> Vec<Candidate> {
    let about = |clause: &mulu_core::registry::ClauseRef<'_>| {
        let text: String = title(&clause.clause.text).chars().take(60).collect();
        format!("{} {text}", clause.policy.name())
    };
    let of = |clause: mulu_core::registry::ClauseRef<'_>| {
        Candidate::of(clause.reference(), about(&clause)).with_origin(registry, clause.policy.file)
    };
    registry.clauses().map(of).collect()
}

fn duties(registry: &Registry) -> Vec<Candidate> {
    let clauses = registry.clauses();
    let of = |clause: mulu_core::registry::ClauseRef<'_>| -> Vec<Candidate> {
        let duties = clause.clause.duties.iter();
        let one = |duty: &mulu_core::model::RecurringDuty| {
            Candidate::of(duty_reference(&clause, duty), title(&duty.title)).with_origin(registry, clause.policy.file)
        };
        duties.map(one).collect()
    };
    clauses.flat_map(of).collect()
}

/// The policy that the record is.
fn own_policy<'v>(view: &EditedRecord<'v>) -> Option<&'v Policy> {
    let file = view.file?;
    view.registry.policies.iter().find(|policy| policy.file == file)
}

fn organs(registry: &Registry, policy: &Policy) -> Vec<Candidate> {
    let name = |id: &str| {
        registry
            .agency(id)
            .and_then(|place| registry.agencies.get(place))
            .map_or(id, |agency| agency.display_name())
            .to_owned()
    };
    policy.organs.iter().map(|(organ, agency)| Candidate::of(&organ.value, name(&agency.value))).collect()
}

/// The regions that the registry speaks of: the table has three thousand.
fn regions(registry: &Registry) -> Vec<Candidate> {
    let mut codes: BTreeMap<&str, &str> = BTreeMap::new();
    registry.each_reference(&mut |reference| {
        if let Some(code) = reference.region() {
            codes.insert(code, mulu_core::place::name(code).unwrap_or_default());
        }
    });
    codes.into_iter().map(|(code, name)| Candidate::of(code, name)).collect()
}

fn topics(registry: &Registry) -> Vec<Candidate> {
    let of = |class: &mulu_core::model::Class| -> Vec<Candidate> {
        let class_title = title(&class.title).to_owned();
        let topics = class.topics.iter().filter_map(|topic| Some((topic.id.as_ref()?, title(&topic.title))));
        topics.map(|(id, title)| Candidate::of(&id.value, format!("{title} · {class_title}"))).collect()
    };
    registry.classes.iter().flat_map(of).collect()
}

fn roles(registry: &Registry) -> Vec<Candidate> {
    let mut roles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (duty, holders) in &registry.config.roles {
        holders.iter().for_each(|role| roles.entry(&role.value).or_default().push(duty));
    }
    let held = registry.agencies.iter().flat_map(|agency| &agency.roles);
    held.for_each(|role| {
        roles.entry(&role.value).or_default();
    });
    roles.into_iter().map(|(role, duties)| Candidate::of(role, duties.join(", "))).collect()
}

/// Of resources those of the same provider first, where the record says whose it is.
fn resources(registry: &Registry, beside: &[(String, String)]) -> Vec<Candidate> {
    let provider = beside.iter().find(|(key, _)| key == "provider").map(|(_, id)| id.as_str());
    let is_own = |own: &mulu_core::model::Resource| own.provider.as_ref().map(|id| id.value.as_str()) == provider;
    let (own, others): (Vec<_>, Vec<_>) = registry.resources.iter().partition(|resource| is_own(resource));
    own.into_iter().chain(others).map(|own| Candidate::of(&own.id, own.display_name())).collect()
}
