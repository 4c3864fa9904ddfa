//! The twin of an information resource's page, of a record whose pages are derived from its keys, and of a class.

use mulu_core::model::Kind;

use super::{Inline, Twin};
use crate::views::class::CoverageRow;
use crate::views::procedure::CaseView;
use crate::views::resource::{ResourceBasis, ResourceItem, ResourceObjection, ResourcePage};

impl Twin<'_, '_> {
    pub(super) fn resource(&mut self, index: usize) {
        let view = self.fill.resource(index, None);
        self.head(&view.name, view.name_other.as_ref(), view.sample);
        self.facts_of_resource(&view);
        self.terms_of_resource(&view);
        self.rows("resource-items", &view.items, super::Twin::item);
        self.rows("resource-objections", &view.objections, super::Twin::objection);
        self.rows("resource-requests", &view.requests, super::Twin::case);
        self.findings(&view.findings);
        self.of_record(&view.record.file, None);
    }

    fn facts_of_resource(&mut self, view: &ResourcePage) {
        self.text_fact("resource-abstract", view.summary.as_ref());
        self.text_fact("resource-code", view.code.as_ref());
        self.fact("resource-class", Inline::joined(view.class.iter().map(|part| Inline::text(part)), " › "));
        self.fact("resource-provider", view.provider.as_ref().map(|provider| self.link(provider)));
        self.text_fact("resource-provider-code", view.provider_code.as_ref());
        self.text_fact("resource-base", view.base.as_ref().map(|base| &base.text));
        self.text_fact("resource-theme", view.theme.as_ref().map(|theme| &theme.text));
        self.text_fact("resource-format", view.format.as_ref());
        self.texts_fact("resource-about", &view.about);
        self.texts_fact("resource-mode", &view.modes);
        self.text_fact("resource-update", view.update.as_ref());
        self.text_fact("resource-compiled", view.compiled.as_ref());
        self.text_fact("resource-published", view.published.as_ref());
        self.text_fact("resource-registered", view.registered.as_ref());
        self.fact("project", view.project.as_ref().map(|project| self.link(project)));
        self.fact("resource-related", self.links(&view.related));
    }

    /// On what terms it is shared, and on what ground it is not.
    fn terms_of_resource(&mut self, view: &ResourcePage) {
        self.fact("resource-sharing", Inline::text(&view.sharing_name));
        self.text_fact("resource-condition", view.condition.as_ref());
        self.fact("resource-basis", self.listed(view.basis.iter().map(basis)));
        let by = view.confirmed_by.as_ref().map(|by| self.link(by));
        self.fact("resource-confirmed", Inline::text(view.confirmed.as_deref().unwrap_or_default()).and(" ", by));
        let open = Inline::text(view.open.as_deref().unwrap_or_default());
        let terms = view.open_condition.as_deref().map(Inline::text);
        self.fact("resource-open", open.and(&self.word("colon"), terms));
        if let Some(sweep) = &view.sweep {
            let done = sweep.done.clone().unwrap_or_else(|| self.word("resource-unswept"));
            let line = Inline::text(&format!("{}/{}{}{done}", sweep.from, sweep.to, self.word("colon")));
            self.fact("resource-sweep", line.and(" — ", sweep.clause.as_ref().map(|clause| self.clause(clause))));
        }
        self.texts_fact("resource-swept", &view.sweeps);
    }

    fn item(&self, item: &ResourceItem) -> Inline {
        let semicolon = self.word("semicolon");
        Inline::text(&item.name.text)
            .and(&self.word("colon"), item.kind.as_deref().map(Inline::text))
            .and(&semicolon, item.identifier.as_deref().map(Inline::text))
            .and(&semicolon, item.from.as_ref().map(|from| self.link(from)))
    }

    fn objection(&self, one: &ResourceObjection) -> Inline {
        let semicolon = self.word("semicolon");
        let day = |word: &str, day: &Option<String>| {
            day.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word(word))))
        };
        Inline::text(one.date.as_deref().unwrap_or_default())
            .and(" ", Inline::text(&one.by.text))
            .and(&self.word("colon"), one.about.as_deref().map(Inline::text))
            .and(&semicolon, day("resource-answered", &one.answered))
            .and(&semicolon, one.result.as_deref().map(Inline::text))
            .and(&semicolon, day("resource-told", &one.told))
    }

    /// A case: its steps, each with what was taken and what the clause allows.
    pub(super) fn case(&self, case: &CaseView) -> Inline {
        let (colon, semicolon) = (self.word("colon"), self.word("semicolon"));
        let steps = case.steps.iter().map(|step| {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "—".to_owned());
            let limit = step.limit.as_ref().map(|limit| Inline::text(&format!("{} {limit}", self.word("case-limit"))));
            Inline::text(&format!("{}{colon}{} → {}", step.name, day(&step.begun), day(&step.ended)))
                .and(" ", self.code("case", step.state))
                .and(" ", limit)
        });
        let refused = case.refused.as_ref().map(|day| {
            let said = Inline::text(&format!("{} {day}", self.word("case-refused")));
            said.and(&colon, case.reason.as_deref().map(Inline::text))
        });
        Inline::text(&case.reference)
            .and(&colon, case.procedure.as_ref().map(|clause| self.clause(clause)))
            .and(&semicolon, case.project.as_ref().map(|project| self.link(project)))
            .and(&semicolon, self.listed(steps))
            .and(&semicolon, refused)
    }

    /// A record of a kind whose pages are derived, key by key.
    pub(super) fn record(&mut self, kind: Kind, place: usize) {
        if kind == Kind::Docket {
            return self.docket(place);
        }
        let Some(view) = self.fill.record_page(kind, place, None) else { return };
        self.head(&view.title, view.title_other.as_ref(), view.sample);
        for fact in &view.facts {
            let items = fact.items.iter().map(|item| match &item.href {
                Some(href) => self.to(&item.text, href),
                None => Inline::text(&item.text),
            });
            let line = Inline::bold(&fact.label).and(&self.word("colon"), self.listed(items));
            self.page.item(&line);
        }
        self.findings(&view.findings);
        self.of_record(&view.record.file, None);
    }

    fn docket(&mut self, place: usize) {
        let view = self.fill.docket(place, None);
        self.head(&view.name, None, view.sample);
        self.rows("cases-title", &view.cases, super::Twin::case);
        self.findings(&view.findings);
        self.of_record(&view.record.file, None);
    }

    /// A class of the standards system, topic by topic.
    pub(super) fn class(&mut self, index: usize) {
        let view = self.fill.class(index, 0, None);
        self.head(&view.title, None, false);
        self.fact("clause", view.clause.as_ref().map(|clause| self.clause(clause)));
        for figure in &view.figures {
            let line = self.code("figure", figure.code).and(&self.word("colon"), Inline::text(&figure.n.to_string()));
            self.page.item(&line);
        }
        for topic in &view.topics {
            self.topic(topic);
        }
        self.listed_standards(self.route);
    }

    fn topic(&mut self, topic: &CoverageRow) {
        let title = Inline::text(&topic.title).and(&self.word("colon"), self.code("coverage", topic.state));
        self.page.subheading(&title);
        for standard in &topic.standards.rows {
            let line = self.standard_ref(standard);
            self.page.item(&line);
        }
        self.rest(topic.standards.total as usize, topic.standards.rows.len());
        self.fact("elsewhere", self.standard_refs(&topic.elsewhere));
    }
}

fn basis(basis: &ResourceBasis) -> Inline {
    let parts = [basis.article.as_deref(), basis.kind.as_deref(), basis.until.as_deref()];
    let parts = parts.into_iter().flatten().map(Inline::text);
    Inline::text(&format!("《{}》", basis.title)).and(" ", Inline::joined(parts, " "))
}
