//! What may be chosen for a field: the records and words of the registry, each with what it is called.

use serde::Serialize;

use mulu_core::check::rules;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::references::ReferentKind;
use mulu_core::registry::Registry;

/// The most choices that a page has in it; where there are more, they are asked for as one types.
pub const MOST_IN_A_PAGE: usize = 300;

/// The most that are offered at once to somebody who types.
const MOST_AT_ONCE: usize = 30;

/// Something that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is written.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// What a field chooses among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// What a key of a record can name.
    Named(ReferentKind),
    /// A case, by what the platform calls it.
    Case,
    /// The day of a step.
    CaseDay,
    /// A project or an agency.
    Bearer,
    /// Any record, by its id.
    Record,
}

impl Choose {
    /// Everything that can be chosen by somebody, each with the word by which pages ask for it.
    const ALL: [(&'static str, Choose); 19] = [
        ("standard", Choose::Named(ReferentKind::Standard)),
        ("clause", Choose::Named(ReferentKind::Clause)),
        ("agency", Choose::Named(ReferentKind::Agency)),
        ("organ", Choose::Named(ReferentKind::Organ)),
        ("issuer", Choose::Named(ReferentKind::Issuer)),
        ("evidence", Choose::Named(ReferentKind::EvidenceKind)),
        ("rule", Choose::Named(ReferentKind::Rule)),
        ("region", Choose::Named(ReferentKind::Region)),
        ("class", Choose::Named(ReferentKind::Class)),
        ("topic", Choose::Named(ReferentKind::Topic)),
        ("trait", Choose::Named(ReferentKind::Trait)),
        ("role", Choose::Named(ReferentKind::Role)),
        ("project", Choose::Named(ReferentKind::Project)),
        ("resource", Choose::Named(ReferentKind::Resource)),
        ("duty", Choose::Named(ReferentKind::Duty)),
        ("case", Choose::Case),
        ("case-day", Choose::CaseDay),
        ("bearer", Choose::Bearer),
        ("record", Choose::Record),
    ];

    /// The word by which pages ask for it.
    pub fn id(self) -> &'static str {
        Choose::ALL.iter().find(|(_, own)| *own == self).map_or("record", |(id, _)| id)
    }

    /// What a page asks for by a word.
    pub fn from_id(id: &str) -> Option<Choose> {
        Choose::ALL.iter().find(|(own, _)| *own == id).map(|(_, choose)| *choose)
    }

    /// Everything that can be chosen.
    pub fn all(self, registry: &Registry, day: Day, lang: Lang) -> Vec<Choice> {
        match self {
            Choose::Named(referent) => named(referent, registry, day, lang),
            Choose::Case => cases(registry),
            Choose::CaseDay => case_days(registry, lang),
            Choose::Bearer => [records(registry, Kind::Project, lang), records(registry, Kind::Agency, lang)].concat(),
            Choose::Record => {
                let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_many());
                kinds.flat_map(|kind| records(registry, kind, lang)).collect()
            }
        }
    }

    /// What can be chosen that has a text in it: those that begin with it before the others.
    pub fn search(self, text: &str, (registry, day, lang): (&Registry, Day, Lang)) -> Vec<Choice> {
        let wanted = folded(text);
        let mut found: Vec<(bool, Choice)> = self
            .all(registry, day, lang)
            .into_iter()
            .filter_map(|choice| {
                let (value, label) = (folded(&choice.value), folded(&choice.label));
                let has = value.contains(&wanted) || label.contains(&wanted);
                has.then(|| (!(value.starts_with(&wanted) || label.starts_with(&wanted)), choice))
            })
            .collect();
        found.sort_by_key(|(is_within, _)| *is_within);
        found.into_iter().take(MOST_AT_ONCE).map(|(_, choice)| choice).collect()
    }
}

/// A text as it is searched: without blanks and the difference of small and capital letters, its dashes alike.
pub fn folded(text: &str) -> String {
    let plain =
        text.chars().filter(|ch| !ch.is_whitespace()).map(|ch| if matches!(ch, '—' | '–' | '－') { '-' } else { ch });
    plain.flat_map(char::to_lowercase).collect()
}

fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into() }
}

fn named(referent: ReferentKind, registry: &Registry, day: Day, lang: Lang) -> Vec<Choice> {
    let titled = |id: Option<&str>, title: Option<&str>| Some(choice(id?, title.unwrap_or_default()));
    match referent {
        ReferentKind::Standard => standards(registry, lang),
        ReferentKind::Clause => {
            let named = |policy: &mulu_core::model::Policy| {
                policy.title.as_ref().map_or_else(String::new, |title| title.value.clone())
            };
            registry.clauses().map(|found| choice(found.reference(), named(found.policy))).collect()
        }
        ReferentKind::Agency | ReferentKind::Issuer | ReferentKind::Organ => records(registry, Kind::Agency, lang),
        ReferentKind::Project => records(registry, Kind::Project, lang),
        ReferentKind::Resource => records(registry, Kind::Resource, lang),
        ReferentKind::EvidenceKind => {
            let kinds = registry.evidence_kinds.iter();
            let text = |own: &Option<mulu_core::model::Spanned<String>>| own.as_ref().map(|own| own.value.clone());
            kinds.filter_map(|kind| titled(text(&kind.id).as_deref(), text(&kind.title).as_deref())).collect()
        }
        ReferentKind::Rule => rules().map(|rule| choice(rule.id, rule.summary.get(lang))).collect(),
        ReferentKind::Region => {
            let regions = registry.agencies.iter().filter_map(|agency| agency.jurisdiction.as_ref());
            let mut regions: Vec<&str> = regions.map(|code| code.value.as_str()).collect();
            regions.sort_unstable();
            regions.dedup();
            regions.into_iter().map(|code| choice(code, "")).collect()
        }
        ReferentKind::Class => {
            let classes = registry.classes.iter();
            let of = |class: &mulu_core::model::Class| {
                titled(
                    class.id.as_ref().map(|id| id.value.as_str()),
                    class.title.as_ref().map(|title| title.value.as_str()),
                )
            };
            classes.filter_map(of).collect()
        }
        ReferentKind::Topic => {
            let topics = registry.classes.iter().flat_map(|class| &class.topics);
            let of = |topic: &mulu_core::model::Topic| {
                titled(
                    topic.id.as_ref().map(|id| id.value.as_str()),
                    topic.title.as_ref().map(|title| title.value.as_str()),
                )
            };
            topics.filter_map(of).collect()
        }
        ReferentKind::Trait => {
            let traits = registry.config.traits.iter();
            traits.map(|(word, about)| choice(word.as_str(), about.value.as_str())).collect()
        }
        ReferentKind::Role => {
            registry.config.roles.values().flatten().map(|role| choice(role.value.as_str(), "")).collect()
        }
        ReferentKind::Duty => {
            let owed = registry.duties_owed(day);
            let title = |duty: &mulu_core::model::RecurringDuty| {
                duty.title.as_ref().map_or("", |title| title.value.as_str()).to_owned()
            };
            let mut duties: Vec<Choice> = owed.iter().map(|owed| choice(owed.reference(), title(owed.duty))).collect();
            duties.dedup();
            duties
        }
    }
}

fn standards(registry: &Registry, lang: Lang) -> Vec<Choice> {
    let all = registry.standards.iter();
    all.map(|standard| {
        let english = standard.title_en.as_ref().filter(|_| lang == Lang::En);
        let title = english.or(standard.title.as_ref()).map_or("", |title| title.value.as_str());
        choice(standard.name(), if title == standard.name() { "" } else { title })
    })
    .collect()
}

fn records(registry: &Registry, kind: Kind, lang: Lang) -> Vec<Choice> {
    let all = registry.records(kind);
    all.map(|record| {
        let english = record.title_en().filter(|_| lang == Lang::En);
        choice(record.id(), english.or(record.title()).unwrap_or_default())
    })
    .collect()
}

fn cases(registry: &Registry) -> Vec<Choice> {
    let cases = registry.dockets.iter().flat_map(|docket| docket.cases.iter().map(move |case| (docket, case)));
    let named = cases.filter_map(|(docket, case)| Some((docket, case, case.reference.as_ref()?)));
    named
        .map(|(docket, case, name)| {
            let procedure = case.procedure.as_ref().map_or("", |clause| clause.value.as_str());
            let title = docket.title.as_ref().map_or("", |title| title.value.as_str());
            choice(name.value.as_str(), format!("{title} {procedure}"))
        })
        .collect()
}

/// The days that the steps of any procedure name, and the refusal.
fn case_days(registry: &Registry, lang: Lang) -> Vec<Choice> {
    let steps = registry.clauses().flat_map(|found| &found.clause.steps);
    let named = steps.flat_map(|step| [step.from.as_ref(), step.to.as_ref()]).flatten();
    let mut days: Vec<&str> = named.map(|day| day.value.as_str()).collect();
    days.sort_unstable();
    days.dedup();
    let words = |key: &str| mulu_core::model::day_words(key).map_or("", |words| words.get(lang));
    let refused = choice("refused", if lang == Lang::Zh { "不予办理" } else { "refused" });
    days.into_iter().map(|key| choice(key, words(key))).chain([refused]).collect()
}
