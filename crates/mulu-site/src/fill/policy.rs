//! Policies and their clauses.

use crate::fill::code;
use crate::markdown;
use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::views::parts::Link;
use crate::views::policy::{
    ClauseSection, ConditionView, ExampleView, Mandate, Organ, PoliciesPage, PolicyPage, PolicyRow,
};
use mulu_core::address;
use mulu_core::condition::{Condition, ConditionNames};
use mulu_core::day::Status;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{
    Cited, Clause, ClauseExample, DocumentForm, ExpectedOutcome, Policy, PolicyScope, ProcedureStep, RecurringDuty,
    Spanned, Stage,
};
use mulu_core::number;
use mulu_core::registry::{CitationTarget, ClauseRef};
use mulu_core::vocabulary::Vocabulary;

use super::{Fill, anchor, count, iso, sources};

impl Fill<'_> {
    /// All policies: those of the catalogue's own jurisdiction and above first, then by the day they came into force.
    pub fn policies(&self, continuation: Continuation<'_>) -> PoliciesPage {
        let home = self.registry.config.jurisdiction.as_ref().map_or("", |home| home.value.as_str());
        let mut policies: Vec<&Policy> = self.registry.policies.iter().collect();
        policies.sort_by_key(|policy| {
            let at_home = policy.jurisdiction.as_ref().is_some_and(|at| number::contains(&at.value, home));
            (!at_home, policy.effective.as_ref().map(|date| date.value), policy.id.clone())
        });
        let row = |policy: &&Policy| {
            let title = self.title(&policy.title, &policy.title_en, &policy.id);
            let mandates: Vec<_> = policy.clauses.iter().flat_map(|clause| &clause.mandates).collect();
            Some(PolicyRow {
                link: Link { href: address::policy(&policy.id), text: title.text, lang: title.lang },
                number: policy.number.as_ref().map(|number| number.value.clone()),
                place: self.place(&policy.jurisdiction),
                effective: iso(&policy.effective),
                state: code(policy.standing(self.day).id()),
                clauses: count(policy.clauses.len()),
                mandates: count(mandates.len()),
                replaced: count(mandates.iter().filter(|cited| self.is_superseded(cited)).count()),
            })
        };
        PoliciesPage {
            policies: PageSlice::new("policies/index.html".to_owned(), continuation).rows("index", &policies, row),
        }
    }

    /// The lists of a policy's page: its findings, and the projects that each clause holds.
    pub fn policy_lists(&self, index: usize) -> Vec<ListPages> {
        let policy = &self.registry.policies[index];
        let mut lists = vec![list("findings", self.found_in(policy.file).len())];
        let held = policy.clauses.iter().enumerate().map(|(place, clause)| {
            let held = self.held_by(policy, clause);
            list(&holds_list(&anchor(clause.id.as_ref(), place)), held.len())
        });
        lists.extend(held);
        lists
    }

    fn is_superseded(&self, cited: &Cited) -> bool {
        match self.registry.target(&cited.number) {
            CitationTarget::Edition(index) => matches!(self.answer(index).status, Status::Replaced | Status::Withdrawn),
            CitationTarget::Family(_) | CitationTarget::Unknown => false,
        }
    }

    /// One policy.
    pub fn policy(&self, index: usize, continuation: Continuation<'_>) -> PolicyPage {
        let policy = &self.registry.policies[index];
        let title = self.title(&policy.title, &policy.title_en, &policy.id);
        let slice = PageSlice::new(address::policy(&policy.id), continuation);
        let clauses = policy.clauses.iter().enumerate().map(|(at, clause)| self.clause(policy, at, clause, &slice));
        PolicyPage {
            title: title.text,
            title_lang: title.lang,
            title_other: self.other_title(&policy.title, &policy.title_en),
            number: policy.number.as_ref().map(|number| number.value.clone()),
            issuer: policy.issuer.as_ref().map(|issuer| issuer.value.clone()),
            place: self.place(&policy.jurisdiction),
            reach: policy.reach.as_ref().map_or(PolicyScope::Below, |reach| reach.value).id(),
            when: policy.when.as_ref().map(|when| self.when(when, &ConditionNames::of_project())),
            organs: policy.organs.iter().map(|(does, agency)| self.organ(does, agency)).collect(),
            issued: iso(&policy.issued),
            effective: iso(&policy.effective),
            expires: iso(&policy.expires),
            repealed: iso(&policy.repealed),
            state: code(policy.standing(self.day).id()),
            sample: policy.sample,
            clauses: clauses.filter(|clause| slice.is_page() || !clause.holds.rows.is_empty()).collect(),
            sources: sources(&policy.sources),
            findings: self.findings_in(policy.file, &slice),
            body_html: Some(markdown::render(&self.registry.written(policy.file, policy.body), 2))
                .filter(|html| !html.trim().is_empty()),
            record: self.record(policy.file),
        }
    }

    /// The projects that a clause keeps from their money today.
    fn held_by(&self, policy: &Policy, clause: &Clause) -> &[usize] {
        let reference = format!("{}#{}", policy.id, clause.id.as_ref().map_or("", |id| id.value.as_str()));
        self.lists.held_by(&reference)
    }

    fn clause(&self, policy: &Policy, place: usize, clause: &Clause, slice: &PageSlice<'_>) -> ClauseSection {
        let id = clause.id.as_ref().map_or("", |id| id.value.as_str());
        let found = ClauseRef { policy, clause };
        let rule = |rule: &Spanned<String>| {
            let known = mulu_core::check::rule(rule)?;
            Some(Link { href: address::rule(known.id), text: known.id.to_owned(), lang: None })
        };
        let name = anchor(clause.id.as_ref(), place);
        let held = |project: &usize| Some(self.project_link(&self.registry.projects[*project]));
        ClauseSection {
            article: self.article(id),
            text: clause.text.as_ref().map_or_else(String::new, |text| text.value.clone()),
            text_lang: self.data_lang(),
            subject: clause.subject.as_ref().map_or("procedure", |subject| subject.value.id()),
            gate: clause.gate.as_ref().map(|gate| gate.value.id()),
            reach: clause.reach.as_ref().map(|reach| reach.value.id()),
            when: clause.when.as_ref().map(|when| self.when(when, &ConditionNames::of_project())),
            mandates_where: clause.mandates_where.as_ref().map(|open| self.when(open, &ConditionNames::of_standard())),
            means: self.standard_refs(&self.registry.open_mandates(found)),
            reading: clause.reading.as_ref().map(|reading| reading.value.clone()),
            excuses: self.excuses(found),
            sanction: clause.sanction.as_ref().map(|sanction| sanction.value.clone()),
            withholds: self.withheld_by(clause),
            reaches_back: clause.reaches_back,
            steps: clause.steps.iter().map(step_line).collect(),
            duties: clause.duties.iter().map(|duty| self.duty_line(duty)).collect(),
            examples: clause.examples.iter().filter_map(|example| self.example(found, example)).collect(),
            mandates: clause.mandates.iter().map(|cited| self.mandate(cited)).collect(),
            requires: clause.requires.iter().map(|kind| self.evidence_kind(kind).text).collect(),
            holds: slice.rows(&holds_list(&name), self.held_by(policy, clause), held),
            enforced_by: clause.enforced_by.iter().filter_map(rule).collect(),
            id: name,
        }
    }

    /// A condition in words, where every part of it has words, beside the expression.
    pub(super) fn when(&self, when: &Spanned<String>, names: &ConditionNames<'_>) -> ConditionView {
        let meaning = |name: &str, word: &str| self.meaning(name, word);
        let read = Condition::parse(&when.value, names).ok();
        let words = read.and_then(|condition| condition.describe(&meaning));
        ConditionView { words: words.map(|words| self.words(&words)), code: when.value.clone() }
    }

    /// What a word of the registry means, by the variable that it is compared with.
    fn meaning(&self, name: &str, word: &str) -> Option<Message> {
        let same = |text: &str| Message { zh: text.to_owned(), en: text.to_owned() };
        let titled = |zh: &Option<Spanned<String>>, en: &Option<Spanned<String>>| {
            let zh = zh.as_ref()?.value.clone();
            Some(Message { en: en.as_ref().map_or_else(|| zh.clone(), |en| en.value.clone()), zh })
        };
        match name {
            "traits" => self.registry.config.traits.get(word).map(|about| same(&about.value)),
            "classes" => self.registry.class(word).and_then(|class| titled(&class.title, &class.title_en)),
            "agency" => {
                let agency = &self.registry.agencies[self.registry.agency(word)?];
                titled(&agency.name, &agency.name_en)
            }
            "form" => word_message::<DocumentForm>(word),
            "stage" => word_message::<Stage>(word),
            _ => None,
        }
    }

    fn organ(&self, does: &Spanned<String>, agency: &Spanned<String>) -> Organ {
        let word = self.known(&format!("organ-{}", does.value)).unwrap_or_else(|| does.value.clone());
        Organ { does: word, agency: self.agency_link(agency) }
    }

    /// Who may excuse from a clause.
    fn excuses(&self, found: ClauseRef<'_>) -> Option<Link> {
        let refused = found.clause.waivable.as_ref().is_some_and(|waivable| !waivable.value);
        let organ = found.clause.approved_by.as_ref().filter(|_| !refused)?;
        self.agency_link(found.policy.organ(organ))
    }

    fn withheld_by(&self, clause: &Clause) -> Vec<String> {
        let word = |what: &Spanned<mulu_core::model::Withheld>| what.value.phrase().get(self.lang()).to_owned();
        clause.withholds.iter().map(word).collect()
    }

    fn example(&self, found: ClauseRef<'_>, example: &ClauseExample) -> Option<ExampleView> {
        let expected = example.expect.as_ref()?.value;
        let gets = mulu_core::check::tried(self.answers.audits(), found, example)?;
        let word = match expected {
            ExpectedOutcome::Verdict(verdict) => self.translations.word(&format!("verdict-{verdict}")),
            other => self.translations.word(&format!("expect-{}", other.id())),
        };
        Some(ExampleView { says: example.says.as_ref()?.value.clone(), expect: word, holds: gets.bears_out(example) })
    }

    fn mandate(&self, cited: &Cited) -> Mandate {
        let target = self.registry.target(&cited.number);
        let replaced = self.is_superseded(cited);
        let since = match target {
            CitationTarget::Edition(index) if replaced => self.registry.succession(index, self.day).since,
            _ => None,
        };
        let current = match target {
            CitationTarget::Edition(_) if !replaced => Vec::new(),
            _ => self.registry.in_force(&cited.number, self.day),
        };
        Mandate {
            cited: self.cited_ref(&cited.number),
            replaced,
            replaced_on: since.map(|since| since.to_string()),
            current: self.standard_refs(&current),
        }
    }
}

/// The list of the projects that a clause holds, by the clause's anchor.
fn holds_list(clause: &str) -> String {
    format!("holds-{}", address::file_name(clause))
}

/// A step with its limit, as the record has it: `acceptance: applied → accepted, 3 working days`.
fn step_line(step: &ProcedureStep) -> String {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
    let at_least = step.at_least.as_ref().map(|least| format!("≥ {}", least.value));
    let limit = step.within.as_ref().map(|within| format!("≤ {}", within.value)).or(at_least).unwrap_or_default();
    format!("{}: {} → {}, {limit}", text(&step.id), text(&step.from), text(&step.to))
}

impl Fill<'_> {
    /// A duty with its period, in words: `应急演练：每年至少 2 次`.
    fn duty_line(&self, duty: &RecurringDuty) -> String {
        let name = duty.title.as_ref().or(duty.id.as_ref()).map(|name| name.value.clone());
        let every = duty.every.as_ref().map(|every| {
            let period = self.duration(&every.value.to_string());
            message!("每 {period} 一次", "once in {period}")
        });
        let at_least = duty.at_least.as_ref().map(|times| {
            let n = times.value;
            message!("每年至少 {n} 次", "at least {n} a year")
        });
        let window = duty.window.as_ref().map(|window| {
            let days = window.value.to_string().replace("--", "");
            let (from, to) = days.split_once('/').unwrap_or((&days, &days));
            message!("每年 {from} 至 {to}", "from {from} to {to} of each year")
        });
        let due = duty.due.as_ref().map(|due| {
            let day = due.value.to_string().replace("--", "");
            message!("每年 {day} 以前", "by {day} of each year")
        });
        let composition = duty.composition.as_ref().map(|own| {
            let who = own.value.to_string();
            message!("组成 {who}", "composed of {who}")
        });
        let said = [every, at_least, window, due, composition].into_iter().flatten();
        let said: Vec<String> = said.map(|message| self.words(&message)).collect();
        let (colon, comma) = (self.translations.word("colon"), self.translations.word("semicolon"));
        [name.unwrap_or_default(), said.join(&comma)].join(&colon)
    }
}

/// What a word of a closed list is called.
fn word_message<V: Vocabulary>(word: &str) -> Option<Message> {
    V::from_id(word).map(|word| word.phrase().into())
}
