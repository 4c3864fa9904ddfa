//! What would bind a project that does not exist yet.

use std::collections::BTreeSet;

use crate::hypothetical::{JurisdictionQuestions, ProjectFeature, Terms};
use crate::pagination::{Continuation, ListPages, PageSlice, list, list_of};
use crate::views::apply::{ApplyOption, ApplyPage, ApplyPlace, Ask, TraitQuestion};
use crate::views::parts::RecordText;
use mulu_core::address;
use mulu_core::audit::{Demand, Obligation, Requirement};
use mulu_core::model::Spanned;
use mulu_core::reasons;

use super::{Arg, Fill};

/// How much of what a thing brings with it stands on the page: a project may be many things.
const OF_CHOICE: usize = 30;

impl Fill<'_> {
    /// The lists of the page.
    pub fn apply_lists(&self) -> Vec<ListPages> {
        let of_place = |place: &JurisdictionQuestions| {
            let choices = place.choices.iter().enumerate();
            let choices =
                choices.map(|(at, (_, asked))| list_of(&list_at(&place.code, &at.to_string()), asked.len(), OF_CHOICE));
            let always = list(&list_at(&place.code, "always"), place.always.len());
            [always].into_iter().chain(choices).collect::<Vec<_>>()
        };
        self.lists.hypothetical().iter().flat_map(of_place).collect()
    }

    /// The decision tree: every jurisdiction that has a policy in force, the catalogue's own first.
    pub fn apply(&self, continuation: Continuation<'_>) -> ApplyPage {
        let slice = PageSlice::new("apply/index.html".to_owned(), continuation);
        let places = self.lists.hypothetical().iter().filter(|place| slice.shows(&list_at(&place.code, "")));
        ApplyPage { places: places.map(|place| self.apply_at(place, &slice)).collect() }
    }

    fn apply_at(&self, place: &JurisdictionQuestions, slice: &PageSlice<'_>) -> ApplyPlace {
        let ask = |obligation: &Obligation| Some(self.ask(obligation));
        let choice = |(at, (terms, asked)): (usize, &(Terms, Vec<Obligation>))| {
            let asks = slice.rows_sized(OF_CHOICE, &list_at(&place.code, &at.to_string()), asked, ask);
            let words = |features: &[ProjectFeature]| features.iter().map(|one| self.thing(one)).collect();
            let ids = |features: &[ProjectFeature]| features.iter().map(ProjectFeature::id).collect::<Vec<_>>();
            let (has, lacks) = (words(&terms.has), words(&terms.lacks));
            TraitQuestion { has, lacks, if_has: ids(&terms.has).join(" "), unless: ids(&terms.lacks).join(" "), asks }
        };
        let choices = place.choices.iter().enumerate().map(choice);
        ApplyPlace {
            place: self.place(&Some(Spanned { value: place.code.clone(), span: mulu_core::model::Span::default() })),
            anchor: address::file_name(&place.code),
            home: place.home,
            options: self.options(place),
            always: slice.rows(&list_at(&place.code, "always"), &place.always, ask),
            choices: choices.filter(|choice| !choice.asks.rows.is_empty()).collect(),
        }
    }

    /// What may be chosen in a jurisdiction: each feature that changes what is asked there, once.
    fn options(&self, place: &JurisdictionQuestions) -> Vec<ApplyOption> {
        let features: BTreeSet<&ProjectFeature> =
            place.choices.iter().flat_map(|(terms, _)| terms.has.iter().chain(&terms.lacks)).collect();
        let option = |feature: &ProjectFeature| ApplyOption {
            value: feature.id(),
            is_level: matches!(feature, ProjectFeature::Level(_)),
            label: self.thing(feature),
        };
        features.into_iter().map(option).collect()
    }

    /// What a project may be, in words.
    fn thing(&self, thing: &ProjectFeature) -> RecordText {
        match thing {
            ProjectFeature::Trait(id) => {
                let about = self.registry.config.traits.get(id);
                RecordText {
                    text: about.map_or_else(|| id.clone(), |about| about.value.clone()),
                    lang: self.data_lang(),
                }
            }
            ProjectFeature::Level(level) => {
                let level = self.translations.say("mlps-level", &[("n", Arg::Number(*level))]);
                RecordText { text: format!("{} {level}", self.translations.word("mlps")), lang: None }
            }
            ProjectFeature::Major => RecordText { text: self.translations.word("major-long"), lang: None },
        }
    }

    fn ask(&self, obligation: &Obligation) -> Ask {
        let named = self.asked(obligation);
        Ask {
            key: obligation.asked.id(self.registry).to_owned(),
            standard: named.standard,
            evidence: named.evidence,
            evidence_lang: named.evidence_lang,
            demanded_by: named.demanded_by,
            because: named.because,
            gate: obligation.gate.id(),
        }
    }

    /// What an obligation asks for, by name, and who asks.
    pub(super) fn asked(&self, obligation: &Obligation) -> AskedItem {
        self.named(&obligation.asked, &obligation.demanded_by)
    }

    /// What is asked for, by name, and who asks.
    pub(super) fn named(&self, asked: &Requirement, demanded_by: &[Demand]) -> AskedItem {
        let (standard, evidence) = match asked {
            Requirement::Standard(index) => (Some(self.standard_ref(*index)), None),
            Requirement::Evidence(kind) => (None, Some(self.evidence_kind(kind))),
        };
        let clauses: Vec<_> = demanded_by.iter().filter_map(|demand| self.clause_named(&demand.reference)).collect();
        let because = match asked {
            Requirement::Standard(index) if clauses.len() < demanded_by.len() => {
                Some(self.words(&reasons::binding(&self.answer(*index).binding)))
            }
            _ => None,
        };
        let (evidence, evidence_lang) = evidence.map_or((None, None), |text| (Some(text.text), text.lang));
        AskedItem { standard, evidence, evidence_lang, demanded_by: clauses, because }
    }
}

/// What is asked for, by name, and who asks.
pub(super) struct AskedItem {
    pub standard: Option<crate::views::parts::StandardRef>,
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<crate::views::parts::ClauseLink>,
    pub because: Option<String>,
}

/// A list of a jurisdiction.
fn list_at(code: &str, what: &str) -> String {
    format!("{}-{what}", address::file_name(code))
}
