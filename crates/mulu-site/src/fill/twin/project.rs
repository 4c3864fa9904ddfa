//! The twin of a project's page: what binds it, by which clause, and what it can show.

use super::{Inline, Twin};
use crate::views::project::{
    ConformanceRow, EvidenceRow, GateView, ObligationRow, Open, OrderRow, ProjectPage, WaiverRow,
};

impl Twin<'_, '_> {
    pub(super) fn project(&mut self, index: usize) {
        let view = self.fill.project(index, None);
        self.head(&view.name, None, view.sample);
        self.facts_of_project(&view);
        if let Some(gate) = &view.gate {
            self.gate(gate);
        }
        self.rows("obligations", &view.obligations, super::Twin::obligation);
        self.rows("undecided", &view.undecided, super::Twin::open);
        self.rows("unplaced", &view.unplaced, super::Twin::standard_ref);
        self.rows("recommended-here", &view.recommended, |twin, one| {
            let declared = match one.declared {
                Some(declared) => twin.code("conformance", declared),
                None => Inline::text(&twin.word("recommended-silent")),
            };
            twin.standard_ref(&one.standard).and(&twin.word("colon"), declared)
        });
        if let Some(next) = &view.next {
            self.rows("next-gate", &next.obligations, super::Twin::obligation);
        }
        self.rows("declared", &view.conformance, super::Twin::declared);
        self.rows("evidence-papers", &view.evidence, super::Twin::paper);
        self.rows("waivers", &view.waivers, super::Twin::waiver);
        self.rows("orders", &view.orders, super::Twin::order);
        self.rows("nav-resources", &view.resources, |twin, resource| twin.link(&resource.link));
        self.rows("cases-title", &view.cases, super::Twin::case);
        self.findings(&view.findings);
        self.of_record(&view.record.file, None);
    }

    fn facts_of_project(&mut self, view: &ProjectPage) {
        self.fact("agency", view.agency.as_ref().map(|agency| self.link(agency)));
        self.fact("jurisdiction", Inline::text(&view.place.name));
        self.fact("stage", self.code("stage", view.stage));
        self.text_fact("approved", view.approved.as_ref());
        let unit = self.word("investment-unit");
        let investment = view.investment.as_ref().map(|amount| Inline::text(&format!("{amount} {unit}")));
        self.fact("investment", investment);
        self.fact("mlps", view.mlps_level.map(|level| Inline::text(&level.to_string())));
        self.texts_fact("traits", &view.traits);
        for (is_so, word) in [(view.major, "major-long"), (view.classified, "classified")] {
            if is_so {
                let word = self.word(word);
                self.page.item(&Inline::text(&word));
            }
        }
    }

    fn gate(&mut self, gate: &GateView) {
        self.part("gate");
        let verdict = self.code("gate", gate.verdict);
        self.page.paragraph(&verdict);
        for reason in &gate.reasons {
            self.page.item(&Inline::text(reason));
        }
        self.rest(gate.reasons.len() + gate.reasons_more as usize, gate.reasons.len());
        let missing = self.listed(gate.missing.iter().map(|fact| Inline::text(fact)));
        self.fact("turns-on", missing);
        for held in &gate.withheld {
            let sanction = held.sanction.as_deref().map(Inline::text);
            let line = Inline::text(&held.what)
                .and(&self.word("semicolon"), self.clause(&held.clause))
                .and(&self.word("colon"), sanction);
            self.fact("withheld", line);
        }
    }

    /// What is asked, by which clause, by which stage, and how it is answered.
    fn obligation(&self, owed: &ObligationRow) -> Inline {
        let (colon, semicolon) = (self.word("colon"), self.word("semicolon"));
        let labelled = |word: &str, value: &Option<String>| {
            value.as_ref().map(|value| Inline::text(&format!("{}{colon}{value}", self.word(word))))
        };
        let because = owed.because.as_deref().map(Inline::text);
        let by = self.listed(owed.demanded_by.iter().map(|clause| self.clause(clause)).chain(because));
        let gate = Inline::text(&format!("{}{colon}", self.word("gate-by"))).and("", self.code("stage", owed.gate));
        self.asked(owed.standard.as_ref(), owed.evidence.as_ref())
            .and(&colon, self.code("verdict", owed.verdict))
            .and(" ", owed.until.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word("until")))))
            .and(" — ", by)
            .and(" ", labelled("cites-as", &owed.cited_as))
            .and(&semicolon, gate)
            .and(&semicolon, labelled("reading", &owed.reading))
            .and(&semicolon, labelled("declined", &owed.declined))
            .and(&semicolon, owed.place.as_deref().map(Inline::text))
    }

    fn asked(&self, standard: Option<&crate::views::parts::StandardRef>, evidence: Option<&String>) -> Inline {
        let standard = standard.map(|standard| self.standard_ref(standard));
        standard.or_else(|| evidence.map(|evidence| Inline::text(evidence))).unwrap_or_default()
    }

    fn open(&self, open: &Open) -> Inline {
        let facts = self.listed(open.facts.iter().map(|fact| Inline::text(fact)));
        let turns_on = Inline::text(&self.word("turns-on")).and(" ", facts);
        let by = self.listed(open.demanded_by.iter().map(|clause| self.clause(clause)));
        self.asked(open.standard.as_ref(), open.evidence.as_ref()).and(" — ", by).and(&self.word("semicolon"), turns_on)
    }

    fn declared(&self, declared: &ConformanceRow) -> Inline {
        let semicolon = self.word("semicolon");
        let current = (!declared.current.is_empty()).then(|| self.standard_refs(&declared.current));
        self.standard_ref(&declared.standard)
            .and(&self.word("colon"), self.code("conformance", declared.status))
            .and(&semicolon, declared.reason.as_deref().map(Inline::text))
            .and(&semicolon, declared.evidence.as_deref().map(Inline::text))
            .and(" → ", current)
    }

    fn paper(&self, paper: &EvidenceRow) -> Inline {
        let semicolon = self.word("semicolon");
        let day = |word: &str, day: &Option<String>| {
            day.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word(word))))
        };
        Inline::text(&paper.kind)
            .and(&self.word("colon"), self.code("validity", paper.state))
            .and(&semicolon, paper.reference.as_deref().map(Inline::text))
            .and(&semicolon, day("evidence-issued", &paper.issued))
            .and(&semicolon, day("evidence-expires", &paper.expires))
    }

    fn waiver(&self, waiver: &WaiverRow) -> Inline {
        let semicolon = self.word("semicolon");
        let target =
            if waiver.target.href.is_empty() { Inline::text(&waiver.target.text) } else { self.link(&waiver.target) };
        let days = waiver.approved.iter().chain(&waiver.until).map(|day| Inline::text(day));
        target
            .and(&self.word("colon"), self.code("validity", waiver.state))
            .and(&semicolon, waiver.refused.as_deref().map(Inline::text))
            .and(&semicolon, Inline::text(&waiver.reason))
            .and(" — ", waiver.approved_by.as_ref().map(|by| self.link(by)))
            .and(" ", Inline::joined(days, "/"))
    }

    pub(super) fn order(&self, order: &OrderRow) -> Inline {
        let semicolon = self.word("semicolon");
        let day = |word: &str, day: &str| Inline::text(&format!("{} {day}", self.word(word)));
        self.code("order", order.state)
            .and(&self.word("colon"), Inline::text(&order.about))
            .and(&semicolon, order.grave.then(|| Inline::text(&self.word("high-risk"))))
            .and(&semicolon, day("order-issued", &order.issued))
            .and(&semicolon, day("order-deadline", &order.deadline))
            .and(&semicolon, order.closed.as_ref().map(|closed| day("order-closed-on", closed)))
            .and(" — ", order.clause.as_ref().map(|clause| self.clause(clause)))
    }
}
