//! The twin of a standard's page: of what the page shows, without its pictures and its forms for programs.

use mulu_core::address;
use mulu_core::day::Status;
use mulu_core::model::Standard as Record;
use mulu_core::number::{Level, Nature};

use super::super::{iso, sources};
use super::{Inline, Twin};
use crate::pagination::PageSlice;
use crate::reference;
use crate::views::policy::ConditionView;
use crate::views::standard::{BindingView, CitedBy, FilingRow, Mandating, NextReviewView, PastReview, UsedBy};

impl Twin<'_, '_> {
    pub(super) fn standard(&mut self, index: usize) {
        let fill = self.fill;
        let record = &fill.registry.standards[index];
        let title = fill.title(&record.title, &record.title_en, &record.id).text;
        let number = record.number.as_ref().map(|cited| format!("{} ", cited.number.printed())).unwrap_or_default();
        let other = fill.other_title(&record.title, &record.title_en);
        self.head(&format!("{number}{title}"), other.as_ref(), record.sample);
        self.state_of(index);
        self.facts_of(index, record);
        self.binding(&fill.binding(index));
        self.review(fill.next_review(index).as_ref(), &fill.past_reviews(record));
        self.cited_by(&fill.cited_by(index));
        let slice = PageSlice::new(address::standard(&record.id), None);
        let mentions = fill.registry.mentions(index);
        let filings = slice.rows("filings", &mentions.filings, |filed| fill.filing_of(filed));
        self.rows("filings", &filings, super::Twin::filing);
        let projects = slice.rows("projects", &mentions.declarations, |declared| fill.used_by(index, declared));
        self.rows("used-by", &projects, super::Twin::used_by);
        self.findings(&fill.findings_in(record.file, &slice));
        self.sources(&sources(&record.sources));
        let prose = fill.registry.written(record.file, record.body);
        self.of_record(fill.registry.path(record.file), Some(&prose));
    }

    /// Whether it is in force, and what is in its place.
    fn state_of(&mut self, index: usize) {
        let fill = self.fill;
        let status = fill.answer(index).status;
        let note = fill.status_note(index).map(|note| Inline::text(&note));
        let line = self.code("status", status.id()).and(&self.word("semicolon"), note);
        self.fact("status", line);
        if status == Status::Replaced {
            let current = fill.registry.succession(index, fill.day).current;
            let current = self.standard_refs(&fill.standard_refs(&current));
            self.fact("in-force-now", current);
        }
        if let Some(soon) = fill.superseded_soon(index) {
            let what = fill.translations.say("superseded-soon", &[("day", super::Arg::Text(&soon.on))]);
            let line = Inline::text(&what).and(" ", self.standard_ref(&soon.by));
            self.page.item(&line);
        }
    }

    fn facts_of(&mut self, index: usize, record: &Record) {
        let fill = self.fill;
        let registry = fill.registry;
        let date =
            |twin: &Self, day: Option<String>, without: &str| Inline::text(&day.unwrap_or_else(|| twin.word(without)));
        // What is not known is said so.
        let unissued = if fill.answer(index).status == Status::Draft { "not-issued" } else { "issue-unrecorded" };
        self.fact("issued", date(self, iso(&record.issued), unissued));
        if record.issued.is_some() || record.effective.is_some() {
            self.fact("effective", date(self, iso(&record.effective), "effect-unrecorded"));
        }
        self.text_fact("withdrawn", iso(&record.withdrawn).as_ref());
        self.text_fact("issuer", record.issuer.as_ref().map(|issuer| &issuer.value));
        self.fact("level", self.code("level", record.level().map_or("other", Level::id)));
        self.fact("nature", self.code("nature", registry.nature(index).map_or("none", Nature::id)));
        self.fact("form", record.form.as_ref().map(|form| self.code("form", form.value.id())));
        let classes = record.classes.iter().filter_map(|id| fill.class_link(registry.class(id)?));
        self.fact("class", self.links(&classes.collect::<Vec<_>>()));
        self.fact("topics", self.links(&fill.topic_links(record)));
        let codes = |codes: &[mulu_core::model::Spanned<String>]| -> Vec<Inline> {
            codes.iter().map(|code| Inline::text(&code.value)).collect()
        };
        for (label, own) in [("ICS", &record.ics), ("CCS", &record.ccs)] {
            if !own.is_empty() {
                let line = Inline::bold(label).and(&self.word("colon"), self.listed(codes(own)));
                self.page.item(&line);
            }
        }
        self.fact("keywords", self.listed(codes(&record.keywords)));
        self.relations(index, record);
        self.listing(record);
        self.fact("text-at", fill.text_url(record).map(|url| Inline::link(&url, &url)));
        self.fact("cite", Inline::text(&reference::gb_t_7714(record)));
    }

    fn relations(&mut self, index: usize, record: &Record) {
        let fill = self.fill;
        let adopts = fill.adopts(record).into_iter().map(|adopted| {
            let number = match &adopted.href {
                Some(href) => self.to(&adopted.number, href),
                None => Inline::text(&adopted.number),
            };
            number.and(" ", self.code("degree", adopted.degree))
        });
        self.fact("adopts", self.listed(adopts.collect::<Vec<_>>()));
        let replaced: [(_, &[_]); 2] = [("replaces", &record.replaces), ("partly-replaces", &record.partly_replaces)];
        for (word, cited) in replaced {
            let refs = cited.iter().map(|cited| self.standard_ref(&fill.cited_ref(&cited.number)));
            self.fact(word, self.listed(refs.collect::<Vec<_>>()));
        }
        for (word, editions) in [
            ("replaced-by", fill.registry.successors(index)),
            ("partly-replaced-by", fill.registry.partial_successors(index)),
            ("amendments", &fill.amendments(index)),
        ] {
            self.fact(word, self.standard_refs(&fill.standard_refs(editions)));
        }
    }

    fn listing(&mut self, record: &Record) {
        let Some(entry) = super::super::standard::catalogue(record) else {
            let none = self.word("not-in-catalogue");
            self.page.item(&Inline::text(&none));
            return;
        };
        let since = entry.since.as_deref().map(Inline::text);
        self.fact("in-catalogue", self.code("listing", entry.status).and(" ", since));
    }

    fn binding(&mut self, binding: &BindingView) {
        self.part("ask-binding");
        let because = Inline::text(&binding.because);
        let line = self.code("binding", binding.force).and(&self.word("colon"), because);
        self.page.paragraph(&line);
        for mandating in &binding.clauses {
            let line = self.mandating(mandating);
            self.page.item(&line);
        }
        self.texts_fact("mandatory-parts", &binding.parts);
        if binding.scoped {
            let traits = self.listed(binding.traits.iter().map(|one| Inline::text(one)));
            let traits = if binding.traits.is_empty() { Inline::text(&self.word("every-project")) } else { traits };
            let when = binding.when.as_ref().map(|when| {
                let and = Inline::text(&self.word("and-when"));
                and.and(" ", condition(when))
            });
            self.fact("applies-to", traits.and(" ", when));
        }
    }

    fn mandating(&self, mandating: &Mandating) -> Inline {
        let reach = self.code("reach", mandating.reach);
        let whom = mandating.whom.iter().map(|whom| Inline::text(whom));
        let whom = self.listed([reach].into_iter().chain(whom));
        let place = Inline::text(&mandating.place.name).and(&self.word("colon"), whom);
        self.clause(&mandating.clause).and(" — ", place)
    }

    fn review(&mut self, next: Option<&NextReviewView>, past: &[PastReview]) {
        self.part("ask-review");
        let Some(next) = next else {
            let none = self.word("no-review");
            self.page.paragraph(&Inline::text(&none));
            self.past(past);
            return;
        };
        let state = Inline::text(&next.due).and(" ", self.code("review", next.state));
        let stop = self.word("stop");
        let why = format!("{}{stop}{}", next.in_time, next.reason);
        let line = state.and(&self.word("semicolon"), Inline::text(&why));
        self.page.paragraph(&line);
        self.fact("clause", next.clause.as_ref().map(|clause| self.clause(clause)));
        if let Some(duty) = &next.duty {
            let until = Inline::text(&format!("{} {}", self.word("until"), duty.due));
            let line = self.code("duty", duty.kind).and(" ", until);
            self.page.item(&line);
        }
        self.past(past);
    }

    fn past(&mut self, past: &[PastReview]) {
        if past.is_empty() {
            return;
        }
        self.part("past-reviews");
        for held in past {
            let reason = held.reason.as_deref().map(Inline::text);
            let by = held.by.as_ref().map(|by| self.link(by));
            let line = Inline::text(&held.date)
                .and(" ", self.code("conclusion", held.conclusion))
                .and(&self.word("semicolon"), reason)
                .and(" — ", by)
                .and(" ", held.evidence.as_ref().map(|evidence| self.source(evidence)));
            self.page.item(&line);
        }
    }

    fn cited_by(&mut self, cited: &[CitedBy]) {
        self.part("cited-by");
        if cited.is_empty() {
            let none = self.word("cited-by-none");
            self.page.paragraph(&Inline::text(&none));
        }
        for one in cited {
            let as_cited = Inline::text(&format!("{} {}", self.word("cites-as"), one.cited_as));
            let replaced = one.replaced.then(|| Inline::text(&self.word("cites-replaced")));
            let ended = (!one.in_force).then(|| Inline::text(&self.word("policy-not-in-force")));
            let semicolon = self.word("semicolon");
            let line = self.clause(&one.clause).and(" ", as_cited).and(&semicolon, replaced).and(&semicolon, ended);
            self.page.item(&line);
        }
    }

    fn filing(&self, filing: &FilingRow) -> Inline {
        let filed = match &filing.filed {
            Some(day) => format!("{} {day}", self.word("filed")),
            None => self.word("not-filed"),
        };
        let since = filing.since.as_ref().map(|day| Inline::text(&format!("{} {day}", self.word("adopted-since"))));
        let semicolon = self.word("semicolon");
        let status = self.code("adoption", filing.status).and(&semicolon, since).and(&semicolon, Inline::text(&filed));
        self.link(&filing.agency).and(&self.word("colon"), status)
    }

    fn used_by(&self, used: &UsedBy) -> Inline {
        let semicolon = self.word("semicolon");
        let now = used.verdict.map(|verdict| {
            let now = format!("{}{}", self.word("verdict-today"), self.word("colon"));
            Inline::text(&now).and("", self.code("verdict", verdict))
        });
        let said = self.code("conformance", used.status).and(&semicolon, now);
        self.link(&used.project).and(&self.word("colon"), said).and(&semicolon, self.code("stage", used.stage))
    }
}

/// A condition in words, where it has them, else as programs read it.
pub(super) fn condition(when: &ConditionView) -> Inline {
    Inline::text(when.words.as_ref().unwrap_or(&when.code))
}
