//! `unknown-reference`: a reference to something that is not recorded.

use std::cell::OnceCell;

use super::nearest::Names;
use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::check::rules;
use crate::day::Day;
use crate::finding::Level;
use crate::model::{Cited, Evidence, FileId, Order, Spanned, Standard};
use crate::number;
use crate::registry::{Registry, Target};
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-reference",
    group: Group::Links,
    level: Level::Deny,
    summary: Phrase { zh: "引用了没有的记录", en: "a reference to something that is not recorded" },
    document: include_str!("unknown_reference.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    let mut look = Look { registry, day: cx.day, findings, names: OnceCell::new(), guesses: GUESSES };
    if let Some(home) = registry.config.jurisdiction.as_ref().filter(|_| cx.asks_of(registry.config.file)) {
        look.region(registry.config.file, home);
    }
    if let Some(clause) = registry.config.review.clause.as_ref().filter(|_| cx.asks_of(registry.config.file)) {
        look.clause(registry.config.file, clause);
    }
    standards(cx, &mut look);
    policies(cx, &mut look);
    agencies(cx, &mut look);
    projects(cx, &mut look);
    conditions(cx, &mut look);
}

fn standards(cx: &Context<'_>, look: &mut Look<'_, '_, '_>) {
    for (_, standard) in cx.standards() {
        standard.replaces.iter().chain(&standard.partly_replaces).for_each(|cited| look.standard(standard.file, cited));
        let mandates = standard.catalogue.iter().flat_map(|entry| &entry.mandated_by);
        mandates.for_each(|clause| look.clause(standard.file, clause));
        standard.reviews.iter().filter_map(|review| review.by.as_ref()).for_each(|by| look.agency(standard.file, by));
    }
    for class in cx.classes() {
        class.clause.iter().for_each(|clause| look.clause(class.file, clause));
    }
}

fn policies(cx: &Context<'_>, look: &mut Look<'_, '_, '_>) {
    for policy in cx.policies() {
        policy.jurisdiction.iter().for_each(|code| look.region(policy.file, code));
        policy.organs.iter().for_each(|(_, agency)| look.agency(policy.file, agency));
        for clause in &policy.clauses {
            clause.mandates.iter().for_each(|cited| look.standard(policy.file, cited));
            clause.requires.iter().for_each(|kind| look.evidence(policy.file, kind));
            let is_organ = |named: &&Spanned<String>| policy.organs.iter().any(|(organ, _)| organ.value == named.value);
            let excuses = clause.approved_by.iter().filter(|named| !is_organ(named));
            excuses.for_each(|agency| look.agency(policy.file, agency));
            clause.enforced_by.iter().for_each(|rule| look.rule(policy.file, rule));
        }
    }
}

fn agencies(cx: &Context<'_>, look: &mut Look<'_, '_, '_>) {
    for agency in cx.agencies() {
        agency.jurisdiction.iter().for_each(|code| look.region(agency.file, code));
        let filed = agency.adoptions.iter().filter_map(|filing| filing.standard.as_ref());
        let taught = agency.trainings.iter().flat_map(|training| &training.standards);
        filed.chain(taught).for_each(|cited| look.standard(agency.file, cited));
        agency.succeeded_by.iter().for_each(|other| look.agency(agency.file, other));
        papers(agency.file, &agency.evidence, look);
        orders(agency.file, &agency.orders, look);
    }
}

fn projects(cx: &Context<'_>, look: &mut Look<'_, '_, '_>) {
    for project in cx.projects() {
        project.agency.iter().for_each(|agency| look.agency(project.file, agency));
        project.jurisdiction.iter().for_each(|code| look.region(project.file, code));
        let declared = project.conformance.iter().filter_map(|declared| declared.standard.as_ref());
        let waived = project.waivers.iter().filter_map(|waiver| waiver.standard.as_ref());
        declared.chain(waived).for_each(|cited| look.standard(project.file, cited));
        let answered = project.conformance.iter().filter_map(|declared| declared.clause.as_ref());
        answered.for_each(|clause| look.clause(project.file, clause));
        papers(project.file, &project.evidence, look);
        orders(project.file, &project.orders, look);
        for waiver in &project.waivers {
            waiver.clause.iter().for_each(|clause| look.clause(project.file, clause));
            waiver.approved_by.iter().for_each(|agency| look.agency(project.file, agency));
        }
    }
}

fn papers(file: FileId, papers: &[Evidence], look: &mut Look<'_, '_, '_>) {
    papers.iter().filter_map(|paper| paper.kind.as_ref()).for_each(|kind| look.evidence(file, kind));
}

fn orders(file: FileId, orders: &[Order], look: &mut Look<'_, '_, '_>) {
    for order in orders {
        order.clause.iter().for_each(|clause| look.clause(file, clause));
        order.by.iter().for_each(|agency| look.agency(file, agency));
    }
}

/// What conditions compare a project's agency and jurisdiction with. Where a project names none, they are empty.
fn conditions(cx: &Context<'_>, look: &mut Look<'_, '_, '_>) {
    for (place, compared) in cx.compared().filter(|(_, compared)| !compared.word.is_empty()) {
        let word = Spanned { value: compared.word.clone(), span: place.span };
        match compared.name.as_str() {
            "agency" => look.agency(place.file, &word),
            "jurisdiction" => look.region(place.file, &word),
            _ => {}
        }
    }
}

/// Looks one reference up, and reports it where it leads nowhere.
struct Look<'r, 'f, 'x> {
    registry: &'r Registry,
    day: Day,
    findings: &'f mut Findings<'x>,
    /// The standards' names, once one is looked for in vain.
    names: OnceCell<Names<'r>>,
    /// For how many more a near name is looked for: each is a walk through all names.
    guesses: usize,
}

/// For how many unknown names of a registry a near one is looked for.
const GUESSES: usize = 100;

impl Look<'_, '_, '_> {
    /// Whether a near name is still looked for. Whoever has hundreds of unknown ones has not misspelt them: their records are not
    /// there yet.
    fn may_guess(&mut self) -> bool {
        let may = self.guesses > 0;
        self.guesses = self.guesses.saturating_sub(1);
        may
    }

    fn standard(&mut self, file: FileId, cited: &Spanned<Cited>) {
        if self.registry.target(&cited.number) != Target::Unknown {
            return;
        }
        let number = cited.number.canonical();
        let registry = self.registry;
        let near = self.may_guess().then(|| {
            let near = registry.nearest_numbers(&cited.number, self.day).into_iter().next();
            near.or_else(|| {
                // A name that is no number of a known series is compared as a word.
                let names = || Names::of(registry.standards.iter().map(Standard::name));
                let name = cited.number.is_opaque().then(|| self.names.get_or_init(names).nearest(number));
                name.flatten().map(str::to_owned)
            })
        });
        self.report(file, cited.span, ("标准", "standard"), number, near.flatten().as_deref());
    }

    fn clause(&mut self, file: FileId, reference: &Spanned<String>) {
        if self.registry.clause(reference).is_none() {
            let near = self.may_guess().then(|| {
                let known: Vec<String> = self.registry.clauses().map(|clause| clause.reference()).collect();
                Names::of(known.iter().map(String::as_str)).nearest(reference).map(str::to_owned)
            });
            self.report(file, reference.span, ("条款", "clause"), reference, near.flatten().as_deref());
        }
    }

    fn agency(&mut self, file: FileId, id: &Spanned<String>) {
        if self.registry.agency(id).is_none() {
            let known = self.registry.agencies.iter().map(|agency| agency.id.as_str());
            let near = self.may_guess().then(|| Names::of(known).nearest(id));
            self.report(file, id.span, ("单位", "agency"), id, near.flatten());
        }
    }

    fn evidence(&mut self, file: FileId, id: &Spanned<String>) {
        if self.registry.evidence_kind(id).is_none() {
            let known = self.registry.evidence_kinds.iter().filter_map(|kind| kind.id.as_ref());
            let near = Names::of(known.map(|known| known.value.as_str())).nearest(id);
            self.report(file, id.span, ("证明材料种类", "kind of evidence"), id, near);
        }
    }

    fn rule(&mut self, file: FileId, id: &Spanned<String>) {
        if !rules().any(|rule| rule.id == id.value) {
            let near = Names::of(rules().map(|rule| rule.id)).nearest(id);
            self.report(file, id.span, ("规则", "rule"), id, near);
        }
    }

    /// A code is known where its county, its city or its province is: the table has no counties.
    fn region(&mut self, file: FileId, code: &Spanned<String>) {
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let above = |length: usize| code.get(..length).map(|head| format!("{head:0<6}"));
        let known = |code: Option<String>| code.is_some_and(|code| number::region(&code).is_some());
        if !digits || !(known(above(6)) || known(above(4)) || known(above(2))) {
            self.report(file, code.span, ("行政区划代码（GB/T 2260）", "GB/T 2260 region"), code, None);
        }
    }

    fn report(
        &mut self,
        file: FileId,
        span: crate::model::Span,
        (zh, en): (&str, &str),
        what: &str,
        near: Option<&str>,
    ) {
        let help = match near {
            Some(near) => say!("是否要写 {near}？", "did you mean `{near}`?"),
            None => say!("改正，或先为它建立记录", "correct it, or record what it names first"),
        };
        self.findings.report(file, span, say!("没有“{what}”这个{zh}", "there is no {en} `{what}`"), help);
    }
}
