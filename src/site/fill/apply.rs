//! What would bind a project that does not exist yet.
//!
//! The audit is asked about imagined projects: one that is nothing in particular, then one for each thing that a project may be.
//! What the second is asked beyond the first is what that thing brings with it.

use std::collections::BTreeSet;

use crate::audit::{Asked, Obligation};
use crate::model::{Project, Span, Spanned, Stage, Standing};
use crate::reasons;
use crate::site::views::apply::{Apply, ApplyPlace, Ask, Choice};

use super::Fill;

/// The levels of classified protection that are asked about: below the second nothing is asked (GB/T 22240).
const LEVELS: [i64; 3] = [2, 3, 4];

impl Fill<'_> {
    /// The decision tree: every jurisdiction that has a policy in force, the catalogue's own first.
    pub fn apply(&self) -> Apply {
        let home = self.registry.config.jurisdiction.as_ref().map(|home| home.value.clone());
        let in_force = self.registry.policies.iter().filter(|policy| policy.standing(self.day) == Standing::InForce);
        let places: BTreeSet<String> =
            in_force.filter_map(|policy| policy.jurisdiction.as_ref()).map(|code| code.value.clone()).collect();
        let others = places.into_iter().filter(|code| Some(code) != home.as_ref());
        let codes = home.clone().into_iter().chain(others);
        Apply { places: codes.map(|code| self.apply_at(&code, Some(&code) == home.as_ref())).collect() }
    }

    fn apply_at(&self, jurisdiction: &str, home: bool) -> ApplyPlace {
        let code = Some(Spanned { value: jurisdiction.to_owned(), span: Span::default() });
        let plain = Project::imagined(code.clone());
        let base = self.asked_of(&plain);
        let known: BTreeSet<&Asked> = base.iter().map(|obligation| &obligation.asked).collect();
        let beyond = |project: &Project| -> Vec<Ask> {
            let asked = self.asked_of(project);
            asked.iter().filter(|obligation| !known.contains(&obligation.asked)).map(|o| self.ask(o)).collect()
        };
        let mut choices: Vec<Choice> = Vec::new();
        let data_lang = self.data_lang();
        for (id, about) in &self.registry.config.traits {
            let mut project = plain.clone();
            project.traits.push(Spanned { value: id.clone(), span: Span::default() });
            choices.push(Choice { title: about.value.clone(), title_lang: data_lang.clone(), asks: beyond(&project) });
        }
        for level in LEVELS {
            let mut project = plain.clone();
            project.mlps_level = Some(Spanned { value: level, span: Span::default() });
            let title = format!(
                "{} {}",
                self.tongue.word("mlps"),
                self.tongue.say("mlps-level", &[("n", super::Arg::Number(level))])
            );
            choices.push(Choice { title, title_lang: None, asks: beyond(&project) });
        }
        let major = Project { major: true, ..plain.clone() };
        choices.push(Choice { title: self.tongue.word("major-long"), title_lang: None, asks: beyond(&major) });
        choices.retain(|choice| !choice.asks.is_empty());
        ApplyPlace { place: self.place(&code), home, always: base.iter().map(|o| self.ask(o)).collect(), choices }
    }

    fn asked_of(&self, project: &Project) -> Vec<Obligation> {
        self.answers.audits().at(project, Stage::Planning).obligations
    }

    fn ask(&self, obligation: &Obligation) -> Ask {
        let named = self.asked(obligation);
        Ask {
            standard: named.standard,
            evidence: named.evidence,
            evidence_lang: named.evidence_lang,
            demanded_by: named.demanded_by,
            because: named.because,
            gate: obligation.gate.id(),
        }
    }

    /// What an obligation asks for, by name, and who asks.
    pub(super) fn asked(&self, obligation: &Obligation) -> Named {
        let (standard, evidence) = match &obligation.asked {
            Asked::Standard(index) => (Some(self.standard_ref(*index)), None),
            Asked::Evidence(kind) => (None, Some(self.evidence_kind(kind))),
        };
        let clauses: Vec<_> =
            obligation.demanded_by.iter().filter_map(|demand| self.clause_named(&demand.reference)).collect();
        let because = match &obligation.asked {
            Asked::Standard(index) if clauses.len() < obligation.demanded_by.len() => {
                Some(self.words(&reasons::binding(&self.answer(*index).binding)))
            }
            _ => None,
        };
        let (evidence, evidence_lang) = evidence.map_or((None, None), |text| (Some(text.text), text.lang));
        Named { standard, evidence, evidence_lang, demanded_by: clauses, because }
    }
}

/// What is asked for, by name, and who asks.
pub(super) struct Named {
    pub standard: Option<crate::site::views::parts::StandardRef>,
    pub evidence: Option<String>,
    pub evidence_lang: Option<String>,
    pub demanded_by: Vec<crate::site::views::parts::ClauseRef>,
    pub because: Option<String>,
}
