//! `unknown-reference`: a reference to something that is not recorded.

use std::cell::OnceCell;

use super::nearest::{LookupBudget, NameList};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::check::rules;
use crate::day::Day;
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Cited, Place, Standard};
use crate::number;
use crate::references::{Reference, ReferenceTarget};
use crate::registry::{CitationTarget, ClauseRef, Registry, duty_reference};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-reference",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "引用了没有的记录", en: "a reference to something that is not recorded" },
    document: include_str!("unknown_reference.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut look = Lookup { registry, day: cx.day, findings, names: OnceCell::new(), guesses: LookupBudget::new() };
    registry.each_reference_in(cx.files, &mut |reference| {
        if reference.edge.may_be_unknown().is_none() {
            look.reference(&reference);
        }
    });
    conditions(cx, &mut look);
}

/// What conditions compare a project's agency and jurisdiction with. Where a project names none, they are empty.
fn conditions(cx: &CheckContext<'_>, look: &mut Lookup<'_, '_, '_>) {
    for (place, compared) in cx.compared().filter(|(_, compared)| !compared.word.is_empty()) {
        match compared.name.as_str() {
            "agency" => look.agency(place, &compared.word),
            "jurisdiction" => look.region(place, &compared.word),
            _ => {}
        }
    }
}

/// Looks one reference up, and reports it where it leads nowhere.
struct Lookup<'r, 'f, 'x> {
    registry: &'r Registry,
    day: Day,
    findings: &'f mut Findings<'x>,
    /// The standards' names, once one is looked for in vain.
    names: OnceCell<NameList<'r>>,
    guesses: LookupBudget,
}

impl Lookup<'_, '_, '_> {
    /// Classes, topics and traits have rules of their own.
    fn reference(&mut self, reference: &Reference<'_>) {
        match reference.to {
            ReferenceTarget::Standard(cited) => self.standard(reference.place, cited),
            ReferenceTarget::Clause(name) => self.clause(reference.place, name),
            ReferenceTarget::Agency(id) => self.agency(reference.place, id),
            ReferenceTarget::EvidenceKind(id) => self.evidence(reference.place, id),
            ReferenceTarget::Rule(id) => self.rule(reference.place, id),
            ReferenceTarget::Project(id) => self.project(reference.place, id),
            ReferenceTarget::Duty(name) => self.duty(reference.place, name),
            ReferenceTarget::Region(code) => self.region(reference.place, code),
            ReferenceTarget::Resource(id) => self.resource(reference.place, id),
            ReferenceTarget::Organ(_)
            | ReferenceTarget::Issuer(_)
            | ReferenceTarget::Class(_)
            | ReferenceTarget::Topic(_)
            | ReferenceTarget::Trait(_)
            | ReferenceTarget::Role(_) => {}
        }
    }

    fn standard(&mut self, place: Place, cited: &Cited) {
        // Most numbers are those of records, to the letter.
        let is_recorded = || self.registry.standard_of(&cited.number).is_some();
        if is_recorded() || self.registry.target(&cited.number) != CitationTarget::Unknown {
            return;
        }
        let number = cited.number.canonical();
        let registry = self.registry;
        let (day, known) = (self.day, &self.names);
        let near = self.guesses.near(|| {
            let near = registry.nearest_numbers(&cited.number, day).into_iter().next();
            near.or_else(|| {
                // A name that is not a number of a known series is compared as a word.
                let names = || NameList::of(registry.standards.iter().map(Standard::name));
                let name = cited.number.is_opaque().then(|| known.get_or_init(names).nearest(number));
                name.flatten().map(str::to_owned)
            })
        });
        self.report(place, ("标准", "standard"), number, near.as_deref());
    }

    fn clause(&mut self, place: Place, reference: &str) {
        if self.registry.clause(reference).is_none() {
            let registry = self.registry;
            let near = self.guesses.near(|| {
                let known: Vec<String> = registry.clauses().map(|clause| clause.reference()).collect();
                NameList::of(known.iter().map(String::as_str)).nearest(reference).map(str::to_owned)
            });
            self.report(place, ("条款", "clause"), reference, near.as_deref());
        }
    }

    fn duty(&mut self, place: Place, reference: &str) {
        if self.registry.recurring_duty(reference).is_none() {
            let registry = self.registry;
            let near = self.guesses.near(|| {
                let of = |clause: ClauseRef<'_>| -> Vec<String> {
                    clause.clause.duties.iter().map(|duty| duty_reference(&clause, duty)).collect()
                };
                let known: Vec<String> = registry.clauses().flat_map(of).collect();
                NameList::of(known.iter().map(String::as_str)).nearest(reference).map(str::to_owned)
            });
            self.report(place, ("定期职责", "recurring duty"), reference, near.as_deref());
        }
    }

    fn agency(&mut self, place: Place, id: &str) {
        if self.registry.agency(id).is_none() {
            let known = self.registry.agencies.iter().map(|agency| agency.id.as_str());
            let near = self.guesses.near(|| NameList::of(known).nearest(id));
            self.report(place, ("单位", "agency"), id, near);
        }
    }

    fn project(&mut self, place: Place, id: &str) {
        if self.registry.project(id).is_none() {
            let known = self.registry.projects.iter().map(|project| project.id.as_str());
            let near = self.guesses.near(|| NameList::of(known).nearest(id));
            self.report(place, ("项目", "project"), id, near);
        }
    }

    fn resource(&mut self, place: Place, id: &str) {
        if self.registry.resource(id).is_none() {
            let known = self.registry.resources.iter().map(|resource| resource.id.as_str());
            let near = self.guesses.near(|| NameList::of(known).nearest(id));
            self.report(place, ("信息资源", "information resource"), id, near);
        }
    }

    fn evidence(&mut self, place: Place, id: &str) {
        if self.registry.evidence_kind(id).is_none() {
            let known = self.registry.evidence_kinds.iter().filter_map(|kind| kind.id.as_ref());
            let near = self.guesses.near(|| NameList::of(known.map(|known| known.value.as_str())).nearest(id));
            self.report(place, ("证明材料种类", "kind of evidence"), id, near);
        }
    }

    fn rule(&mut self, place: Place, id: &str) {
        if !rules().any(|rule| rule.id == id) {
            let near = self.guesses.near(|| NameList::of(rules().map(|rule| rule.id)).nearest(id));
            self.report(place, ("规则", "rule"), id, near);
        }
    }

    /// A code is known where its county, its city or its province is: the table has no counties. 000000 is the whole country, whose
    /// regulations are recorded, too.
    fn region(&mut self, place: Place, code: &str) {
        if code == "000000" {
            return;
        }
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let above = |length: usize| code.get(..length).map(|head| format!("{head:0<6}"));
        let known = |code: Option<String>| code.is_some_and(|code| number::region(&code).is_some());
        if !digits || !(known(above(6)) || known(above(4)) || known(above(2))) {
            self.report(place, ("行政区划代码（GB/T 2260）", "GB/T 2260 region"), code, None);
        }
    }

    fn report(&mut self, place: Place, (zh, en): (&str, &str), what: &str, near: Option<&str>) {
        let help = match near {
            Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
            None => message!("改正，或先为它建立记录", "correct it, or record what it names first"),
        };
        self.findings.report(
            place.file,
            place.span,
            message!("没有“{what}”这个{zh}", "there is no {en} `{what}`"),
            help,
        );
    }
}
