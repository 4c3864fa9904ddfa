//! The twin of a policy's page: every clause as it was issued, and what follows from it.

use super::standard::condition;
use super::{Inline, Twin};
use crate::views::policy::{ClauseSection, Mandate, PolicyPage};

impl Twin<'_, '_> {
    pub(super) fn policy(&mut self, index: usize) {
        let view = self.fill.policy(index, None);
        let record = &self.fill.registry.policies[index];
        self.head(&view.title, view.title_other.as_ref(), view.sample);
        self.facts_of_policy(&view);
        for clause in &view.clauses {
            self.of_clause(clause);
        }
        self.findings(&view.findings);
        self.sources(&view.sources);
        self.of_record(&view.record.file, Some(&self.fill.registry.written(record.file, record.body)));
    }

    fn facts_of_policy(&mut self, view: &PolicyPage) {
        self.fact("status", self.code("policy", view.state));
        self.text_fact("document-number", view.number.as_ref());
        self.text_fact("issuer-document", view.issuer.as_ref());
        self.fact("jurisdiction", Inline::text(&view.place.name));
        self.fact("reach", self.code("reach", view.reach));
        self.fact("scope", view.when.as_ref().map(condition));
        self.text_fact("document-issued", view.issued.as_ref());
        self.text_fact("document-effective", view.effective.as_ref());
        self.text_fact("expires", view.expires.as_ref());
        self.text_fact("repealed", view.repealed.as_ref());
        for organ in &view.organs {
            let agency = organ.agency.as_ref().map(|agency| self.link(agency));
            let line = Inline::bold(&organ.does).and(&self.word("colon"), agency);
            self.page.item(&line);
        }
    }

    fn of_clause(&mut self, clause: &ClauseSection) {
        self.page.heading(&Inline::text(&clause.article));
        self.page.quote(&clause.text);
        self.fact("subject", self.code("subject", clause.subject));
        self.fact("reach", clause.reach.map(|reach| self.code("reach", reach)));
        self.fact("when", clause.when.as_ref().map(condition));
        self.fact("gate-by", clause.gate.map(|gate| self.code("stage", gate)));
        self.fact("mandates", self.listed(clause.mandates.iter().map(|mandate| self.mandate(mandate))));
        let means = (!clause.means.is_empty()).then(|| self.standard_refs(&clause.means));
        let open = clause.mandates_where.as_ref().map(|open| condition(open).and(&self.word("colon"), means));
        self.fact("mandates-where", open);
        self.texts_fact("requires", &clause.requires);
        self.text_fact("reading", clause.reading.as_ref());
        if clause.reaches_back {
            self.fact("reaches-back", Inline::text(&self.word("reaches-back-yes")));
        }
        self.fact("excuses", clause.excuses.as_ref().map(|organ| self.link(organ)));
        self.text_fact("sanction", clause.sanction.as_ref());
        self.texts_fact("withheld", &clause.withholds);
        self.texts_fact("steps", &clause.steps);
        self.texts_fact("recurring", &clause.duties);
        self.fact("watched-by", self.links(&clause.enforced_by));
        let more = clause.holds.total as usize - clause.holds.rows.len().min(clause.holds.total as usize);
        let more = (more > 0).then(|| Inline::text(&format!("+ {more}")));
        self.fact("clause-holds", self.links(&clause.holds.rows).and(&self.word("semicolon"), more));
    }

    fn mandate(&self, mandate: &Mandate) -> Inline {
        let current = (!mandate.current.is_empty()).then(|| self.standard_refs(&mandate.current));
        let since = mandate.replaced_on.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word("since"))));
        self.standard_ref(&mandate.cited).and(" → ", current).and(" ", since)
    }
}
