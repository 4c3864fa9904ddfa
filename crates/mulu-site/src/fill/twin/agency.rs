//! The twin of an agency's page: its filings, its duties, its projects, its year.

use super::{Inline, Twin};
use crate::views::agency::{AgencyFiling, AgencyPage, AgencyTraining, ReviewDuty};
use crate::views::schedule::{ExpiryRow, OwnDuty};
use crate::views::score::ScorePage;

impl Twin<'_, '_> {
    pub(super) fn agency(&mut self, index: usize) {
        let view = self.fill.agency(index, None);
        self.head(&view.name, view.name_other.as_ref(), view.sample);
        self.facts_of_agency(&view);
        self.rows("agency-filings", &view.filings, super::Twin::adopted);
        self.rows("agency-duties", &view.duties, super::Twin::to_review);
        self.rows("own-duties", &view.own_duties, super::Twin::own_duty);
        self.rows("expiries-title", &view.others, super::Twin::expiry);
        self.rows("orders", &view.orders, super::Twin::order);
        self.rows("trainings", &view.trainings, super::Twin::training);
        self.rows("nav-projects", &view.projects, |twin, project| {
            let semicolon = twin.word("semicolon");
            let gate = project.gate.map(|gate| twin.code("gate", gate));
            twin.link(&project.link).and(&twin.word("colon"), twin.code("stage", project.stage)).and(&semicolon, gate)
        });
        self.rows("nav-resources", &view.resources, |twin, resource| {
            twin.link(&resource.link).and(&twin.word("colon"), Inline::text(&resource.sharing_name))
        });
        if let Some(score) = &view.score {
            self.score(score, view.year);
        }
        self.findings(&view.findings);
        self.of_record(&view.record.file, None);
    }

    fn facts_of_agency(&mut self, view: &AgencyPage) {
        self.fact("jurisdiction", Inline::text(&view.place.name));
        self.fact("roles", self.listed(view.roles.iter().map(|role| Inline::text(&role.text))));
        self.text_fact("uscc", view.uscc.as_ref());
        self.text_fact("contact", view.contact.as_ref());
        for event in &view.timeline {
            let day = Inline::text(event.day.as_deref().unwrap_or_default());
            let line = day.and(" ", Inline::text(&event.text)).and(" ", self.links(&event.agencies));
            self.page.item(&line);
        }
    }

    fn adopted(&self, filing: &AgencyFiling) -> Inline {
        let semicolon = self.word("semicolon");
        let filed = match &filing.filed {
            Some(day) => format!("{} {day}", self.word("filed")),
            None => self.word("not-filed"),
        };
        let since = filing.since.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word("adopted-since"))));
        let current = (!filing.current.is_empty()).then(|| self.standard_refs(&filing.current));
        self.standard_ref(&filing.standard)
            .and(&self.word("colon"), self.code("adoption", filing.status))
            .and(&semicolon, since)
            .and(&semicolon, Inline::text(&filed))
            .and(&semicolon, self.listed(filing.systems.iter().map(|system| Inline::text(system))))
            .and(&semicolon, filing.evidence.as_deref().map(Inline::text))
            .and(" → ", current)
    }

    fn to_review(&self, duty: &ReviewDuty) -> Inline {
        let due = Inline::text(&duty.due).and(" ", self.code("review", duty.state));
        self.standard_ref(&duty.standard).and(&self.word("colon"), due)
    }

    fn own_duty(&self, duty: &OwnDuty) -> Inline {
        let semicolon = self.word("semicolon");
        let named = |word: &str, span: &Option<String>| {
            span.as_ref().map(|span| Inline::text(&format!("{} {span}", self.word(word))))
        };
        Inline::text(&duty.title)
            .and(&self.word("colon"), self.code("kept", duty.state))
            .and(&semicolon, named("duty-ended", &duty.ended))
            .and(&semicolon, named("duty-done", &duty.done))
            .and(&semicolon, named("duty-next", &duty.next))
            .and(" — ", self.clause(&duty.clause))
    }

    pub(super) fn expiry(&self, one: &ExpiryRow) -> Inline {
        let what = self.code("expiry", one.what).and(&self.word("colon"), Inline::text(&one.title));
        let by = (!one.by.is_empty()).then(|| self.links(&one.by));
        Inline::text(&one.day)
            .and(" ", what)
            .and(" — ", self.link(&one.record))
            .and(&self.word("semicolon"), Inline::text(&one.reason))
            .and(" — ", by)
            .and(" — ", one.clause.as_ref().map(|clause| self.clause(clause)))
    }

    fn training(&self, held: &AgencyTraining) -> Inline {
        let attendance = held.attendance.map(|n| {
            let n = self.fill.translations.say("training-attendance", &[("n", super::Arg::Number(n))]);
            Inline::text(&n)
        });
        Inline::text(&held.date).and(" ", self.standard_refs(&held.standards)).and(&self.word("semicolon"), attendance)
    }

    /// The year's assessment, measure by measure.
    fn score(&mut self, score: &ScorePage, year: i32) {
        let title = format!("{} {year}{}{:.1}", self.word("scorecard"), self.word("colon"), score.points);
        self.page.heading(&Inline::text(&title));
        for measure in &score.measures {
            let share = Inline::text(&format!("{} / {}", measure.met, measure.of));
            let clause = measure.clause.as_ref().map(|clause| self.clause(clause));
            let line = Inline::text(&measure.title).and(&self.word("colon"), share).and(" — ", clause);
            self.page.item(&line);
        }
        for suggestion in &score.suggestions {
            self.page.item(&Inline::text(suggestion));
        }
    }
}
