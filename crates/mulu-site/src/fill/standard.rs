//! One standard's page.

use crate::api::schema_org;
use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::views::parts::{Link, StandardRef};
use crate::views::standard::{
    AdoptedView, BindingView, CatalogueView, CitedBy, DraftingStep, DutyView, EditionLink, FilingRow, LifeEvent,
    Mandating, NextReviewView, PastReview, StandardPage, SupersededSoon, UsedBy,
};
use crate::{markdown, reference};
use mulu_core::address;
use mulu_core::audit::Requirement;
use mulu_core::config::is_web;
use mulu_core::day::{Day, ReviewState, Status};
use mulu_core::facts;
use mulu_core::model::{Listing, STEPS, Standard};
use mulu_core::number::{Level, Nature};
use mulu_core::reasons;
use mulu_core::registry::{Duty, ForceReason, Mention};

use super::life::chain_of;
use super::{Arg, Fill, code, iso, sources};

impl Fill<'_> {
    /// The lists of a standard's page.
    pub fn standard_lists(&self, index: usize) -> Vec<ListPages> {
        let mentions = self.registry.mentions(index);
        vec![
            list("filings", mentions.filings.len()),
            list("projects", mentions.declarations.len()),
            list("findings", self.found_in(self.registry.standards[index].file).len()),
        ]
    }

    /// The page of one standard.
    pub fn standard(&self, index: usize, continuation: Continuation<'_>) -> StandardPage {
        let registry = self.registry;
        let record = &registry.standards[index];
        let title = self.title(&record.title, &record.title_en, &record.id);
        let level = record.level();
        let answer = self.answer(index);
        let succession = registry.succession(index, self.day);
        let timeline = self.timeline(index);
        let chain = chain_of(registry, index);
        let slice = PageSlice::new(address::standard(&record.id), continuation);
        let mentions = registry.mentions(index);
        let url = registry.config.site_url.as_deref().map(|site| reference::page(site, record));
        let refs = |cited: &[mulu_core::model::Spanned<mulu_core::model::Cited>]| -> Vec<StandardRef> {
            cited.iter().map(|cited| self.cited_ref(&cited.number)).collect()
        };
        StandardPage {
            number: record.number.as_ref().map(|cited| cited.number.printed()).unwrap_or_default(),
            title: title.text,
            title_lang: title.lang,
            title_other: self.other_title(&record.title, &record.title_en),
            sample: record.sample,
            status: answer.status.id(),
            status_note: self.status_note(index),
            successors: if answer.status == Status::Replaced {
                self.standard_refs(&succession.current)
            } else {
                Vec::new()
            },
            issued: iso(&record.issued),
            effective: iso(&record.effective),
            withdrawn: iso(&record.withdrawn),
            issuer: record.issuer.as_ref().map(|issuer| issuer.value.clone()),
            ics: record.ics.iter().map(|ics| ics.value.clone()).collect(),
            ccs: record.ccs.iter().map(|ccs| ccs.value.clone()).collect(),
            level: level.map_or("other", Level::id),
            level_href: level.map_or_else(|| "levels/index.html".to_owned(), |level| address::level(level.id())),
            nature: registry.nature(index).map_or("none", Nature::id),
            form: record.form.as_ref().map(|form| form.value.id()),
            classes: record.classes.iter().filter_map(|id| self.class_link(registry.class(id)?)).collect(),
            topics: self.topic_links(record),
            keywords: record.keywords.iter().map(|word| word.value.clone()).collect(),
            adopts: self.adopts(record),
            replaces: refs(&record.replaces),
            partly_replaces: refs(&record.partly_replaces),
            replaced_by: self.standard_refs(registry.successors(index)),
            partly_replaced_by: self.standard_refs(registry.partial_successors(index)),
            catalogue: catalogue(record),
            binding: self.binding(index),
            review: self.next_review(index),
            reviews: self.past_reviews(record),
            life: self.life(index, &timeline),
            timeline: timeline.into_iter().map(|(_, event)| event).collect(),
            chain: if chain.len() < 2 { None } else { self.chain(&chain, index) },
            editions: self.editions(&chain, index),
            drafting: drafting(record, self.day),
            cited_by: self.cited_by(index),
            filings: slice.rows("filings", &mentions.filings, |filed| self.filing_of(filed)),
            projects: slice.rows("projects", &mentions.declarations, |declared| self.used_by(index, declared)),
            sources: sources(&record.sources),
            findings: self.findings_in(record.file, &slice),
            citation: reference::gb_t_7714(record),
            bibtex: reference::bibtex(record, url.as_deref()),
            ris: reference::ris(record, url.as_deref()),
            citation_key: reference::key(&record.id),
            json_ld_html: schema_org::block(registry, index, answer.status, self.lang(), url.as_deref()),
            body_html: Some(markdown::render(&self.registry.written(record.file, record.body), 2))
                .filter(|html| !html.trim().is_empty()),
            text_url: self.text_url(record),
            superseded_soon: self.superseded_soon(index),
            amendments: self.standard_refs(&self.amendments(index)),
            record: self.record(record.file),
        }
    }

    pub(super) fn status_note(&self, index: usize) -> Option<String> {
        let registry = self.registry;
        let record = &registry.standards[index];
        let names = |standards: &[usize]| standards.iter().map(|s| self.printed(*s)).collect::<Vec<_>>().join("、");
        match self.answer(index).status {
            Status::Replaced => {
                let since = registry.succession(index, self.day).since?.to_string();
                let by = names(registry.successors(index));
                Some(
                    self.translations
                        .say("status-note-replaced", &[("date", Arg::Text(&since)), ("by", Arg::Text(&by))]),
                )
            }
            Status::Upcoming => {
                let effective = record.effective.as_ref()?.value.to_string();
                Some(self.translations.say("status-note-upcoming", &[("date", Arg::Text(&effective))]))
            }
            Status::Withdrawn => {
                let withdrawn = record.withdrawn.as_ref()?.value.to_string();
                Some(self.translations.say("status-note-withdrawn", &[("date", Arg::Text(&withdrawn))]))
            }
            Status::Current if !registry.partial_successors(index).is_empty() => {
                let by = names(registry.partial_successors(index));
                Some(self.translations.say("status-note-partly-replaced", &[("by", Arg::Text(&by))]))
            }
            Status::Current | Status::Draft => None,
        }
    }

    pub(super) fn topic_links(&self, record: &Standard) -> Vec<Link> {
        let link = |id: &mulu_core::model::Spanned<String>| {
            let classes = self.registry.classes.iter();
            let mut found = classes.filter_map(|class| {
                let topic =
                    class.topics.iter().find(|topic| topic.id.as_ref().is_some_and(|own| own.value == id.value))?;
                Some((class.id.as_ref()?, topic))
            });
            let (class, topic) = found.next_back()?;
            let title = self.title(&topic.title, &topic.title_en, id);
            let href = format!("{}#topic-{}", address::class(class), address::encode(id));
            Some(Link { href, text: title.text, lang: title.lang })
        };
        record.topics.iter().filter_map(link).collect()
    }

    pub(super) fn adopts(&self, record: &Standard) -> Vec<AdoptedView> {
        let adopts = |adopts: &mulu_core::model::Adopts| {
            let number = &adopts.number.as_ref()?.number;
            let degree = match adopts.degree.as_ref()?.as_str() {
                "IDT" => "idt",
                "MOD" => "mod",
                _ => "neq",
            };
            Some(AdoptedView { number: number.printed(), href: self.cited_ref(number).href, degree })
        };
        record.adopts.iter().filter_map(adopts).collect()
    }

    pub(super) fn binding(&self, index: usize) -> BindingView {
        let found = &self.answer(index).binding;
        let (because, clauses) = match &found.because {
            // The clauses stand below as links: the sentence need not name them.
            ForceReason::Clauses(clauses) => (
                self.translations.word("binding-why-mandate"),
                clauses.iter().filter_map(|(clause, _)| self.mandating(clause)).collect(),
            ),
            _ => (self.words(&reasons::binding(found)), Vec::new()),
        };
        // Whom a clause binds stands with the clause; the entry speaks of what is mandatory by its number, or recommended.
        let by_entry = matches!(found.because, ForceReason::Number(_) | ForceReason::Listed | ForceReason::NoMandate);
        let record = &self.registry.standards[index];
        let entry = record.catalogue.as_ref().filter(|_| by_entry);
        BindingView {
            parts: record.mandatory_parts.iter().map(|part| part.value.clone()).collect(),
            force: found.force.id(),
            because,
            clauses,
            traits: entry.map(|entry| self.traits(&entry.applies_to)).unwrap_or_default(),
            when: entry
                .and_then(|entry| entry.when.as_ref())
                .map(|when| self.when(when, &mulu_core::condition::ConditionNames::of_project())),
            scoped: by_entry,
        }
    }

    /// A clause that makes a standard binding, and whom it binds.
    fn mandating(&self, reference: &str) -> Option<Mandating> {
        let found = self.registry.clause(reference)?;
        let conditions = found.policy.when.iter().chain(&found.clause.when);
        let whom = conditions.map(|when| {
            let when = self.when(when, &mulu_core::condition::ConditionNames::of_project());
            when.words.unwrap_or(when.code)
        });
        Some(Mandating {
            clause: self.clause_ref(&found),
            place: self.place(&found.policy.jurisdiction),
            reach: found.policy.reach_of(found.clause).id(),
            whom: whom.collect(),
        })
    }

    pub(super) fn next_review(&self, index: usize) -> Option<NextReviewView> {
        let review = self.answer(index).review.as_ref().ok()?;
        let clause = self.registry.review_clause_of(index, self.day);
        Some(NextReviewView {
            state: code(review.state.id()),
            due: review.due.to_string(),
            in_time: self.in_time(review.due),
            reason: self.review_reason(index, review),
            clause: clause.and_then(|clause| self.clause_named(&clause)),
            duty: self.duty(index),
        })
    }

    fn duty(&self, index: usize) -> Option<DutyView> {
        let duty = |kind, duty: Duty| DutyView {
            kind,
            due: duty.due.to_string(),
            state: if duty.due < self.day { "overdue" } else { "open" },
        };
        let revision = self.registry.revision_due(index, self.day).map(|open| duty("revise", open));
        revision.or_else(|| self.registry.abolition_due(index, self.day).map(|open| duty("abolish", open)))
    }

    pub(super) fn past_reviews(&self, record: &Standard) -> Vec<PastReview> {
        let past = |review: &mulu_core::model::RecordedReview| {
            Some(PastReview {
                date: review.date.as_ref()?.value.to_string(),
                conclusion: review.conclusion.as_ref()?.value.id(),
                by: review.by.as_ref().and_then(|by| self.agency_link(by)),
                reason: review.reason.as_ref().map(|reason| reason.value.clone()),
                evidence: review.evidence.as_ref().map(|evidence| evidence_source(evidence)),
                due: iso(&review.due),
            })
        };
        let mut reviews: Vec<PastReview> = record.reviews.iter().filter_map(past).collect();
        reviews.sort_by(|a, b| b.date.cmp(&a.date));
        reviews
    }

    /// What happened and what is to come, oldest first.
    fn timeline(&self, index: usize) -> Vec<(Day, LifeEvent)> {
        let registry = self.registry;
        let record = &registry.standards[index];
        let mut events: Vec<(Day, LifeEvent)> = Vec::new();
        let mut add = |date: Option<Day>, code, note: Option<String>, note_href: Option<String>, missed| {
            if let Some(date) = date {
                let future = date > self.day;
                events.push((date, LifeEvent { date: date.to_string(), code, note, note_href, future, missed }));
            }
        };
        let date = |date: &Option<mulu_core::model::Spanned<Day>>| date.as_ref().map(|date| date.value);
        add(date(&record.issued), "issued", None, None, false);
        add(date(&record.effective), "effective", None, None, false);
        if let Some(entry) = record.catalogue.as_ref().filter(|entry| entry.was_listed()) {
            add(date(&entry.listed), "listed", None, None, false);
            add(date(&entry.delisted), "delisted", None, None, false);
        }
        for review in &record.reviews {
            let note =
                review.conclusion.as_ref().map(|c| self.translations.word(&format!("conclusion-{}", c.value.id())));
            add(date(&review.date), "reviewed", note, None, false);
        }
        if let Ok(review) = &self.answer(index).review {
            add(Some(review.due), "due", None, None, review.state == ReviewState::Overdue);
        }
        for (kind, duty) in
            [("revise", registry.revision_due(index, self.day)), ("abolish", registry.abolition_due(index, self.day))]
        {
            if let Some(duty) = duty {
                let note = self.translations.word(&format!("duty-{kind}"));
                add(Some(duty.due), "duty", Some(note), None, duty.due < self.day);
            }
        }
        for successor in registry.successors(index) {
            let href = address::standard(&registry.standards[*successor].id);
            add(
                date(&registry.standards[*successor].effective),
                "replaced",
                Some(self.printed(*successor)),
                Some(href),
                false,
            );
        }
        add(date(&record.withdrawn), "withdrawn", None, None, false);
        events.sort_by_key(|(date, _)| *date);
        events
    }

    fn editions(&self, chain: &[usize], this: usize) -> Vec<EditionLink> {
        if chain.len() < 2 {
            return Vec::new();
        }
        let edition = |edition: &usize| EditionLink {
            standard: self.standard_ref(*edition),
            issued: iso(&self.registry.standards[*edition].issued),
            effective: iso(&self.registry.standards[*edition].effective),
            this: *edition == this,
        };
        chain.iter().map(edition).collect()
    }

    pub(super) fn cited_by(&self, index: usize) -> Vec<CitedBy> {
        let cited = |citation: mulu_core::facts::CitationFacts| {
            Some(CitedBy {
                clause: self.clause_named(&citation.clause)?,
                cited_as: mulu_core::number::Number::parse(&citation.cited_as).printed(),
                replaced: citation.superseded,
                in_force: citation.in_force,
            })
        };
        facts::citations(self.registry, index, self.day).into_iter().filter_map(cited).collect()
    }

    pub(super) fn filing_of(&self, mention: &Mention) -> Option<FilingRow> {
        let agency = &self.registry.agencies[mention.record];
        let filing = &agency.adoptions[mention.entry];
        Some(FilingRow {
            agency: self.agency_link(&agency.id)?,
            status: filing.status.as_ref()?.value.id(),
            since: iso(&filing.since),
            filed: iso(&filing.filed),
        })
    }

    /// Where the text of a standard can be read: as its record says, else by the pattern of its level. The text of what is not issued
    /// is nowhere.
    pub(super) fn text_url(&self, record: &Standard) -> Option<String> {
        if let Some(url) = &record.text_url {
            return is_web(&url.value).then(|| url.value.clone());
        }
        let number = record.number.as_ref().filter(|_| !record.sample)?;
        let pattern = self.registry.config.text_urls.get(record.level()?.id())?;
        let number = address::encode(number.number.canonical());
        Some(pattern.replace("{number}", &number)).filter(|url| is_web(url))
    }

    /// What is issued, and will take the place of a standard.
    pub(super) fn superseded_soon(&self, index: usize) -> Option<SupersededSoon> {
        let (by, on) = self.registry.supersession(index, self.day)?;
        Some(SupersededSoon { by: self.standard_ref(by), on: on.to_string() })
    }

    /// The amendments of an edition, or the edition that an amendment is of.
    pub(super) fn amendments(&self, index: usize) -> Vec<usize> {
        match self.registry.part_of(index) {
            Some(whole) => vec![whole],
            None => self.registry.parts(index),
        }
    }

    pub(super) fn used_by(&self, index: usize, mention: &Mention) -> Option<UsedBy> {
        let project = &self.registry.projects[mention.record];
        let declared = &project.conformance[mention.entry];
        Some(UsedBy {
            verdict: self.verdict_in_force(index, mention.record),
            project: self.project_link(project),
            status: code(declared.status.as_ref()?.value.id()),
            stage: project.stage.as_ref()?.value.id(),
        })
    }
}

impl Fill<'_> {
    /// What a project's audit says of the edition in force, where a standard is one that was replaced.
    fn verdict_in_force(&self, index: usize, project: usize) -> Option<&'static str> {
        if self.answer(index).status != Status::Replaced {
            return None;
        }
        let current = self.registry.succession(index, self.day).current;
        let of_current = |asked: &Requirement| matches!(asked, Requirement::Standard(asked) if current.contains(asked));
        let mut obligations = self.answers.audits().project(project).obligations.iter();
        obligations.find(|obligation| of_current(&obligation.asked)).map(|obligation| code(obligation.verdict.id()))
    }
}

/// Minutes or a report: a link where it is a web address.
fn evidence_source(evidence: &str) -> crate::views::parts::SourceLink {
    let live = evidence.starts_with("https://") || evidence.starts_with("http://");
    crate::views::parts::SourceLink { text: evidence.to_owned(), url: live.then(|| evidence.to_owned()), checked: None }
}

pub(super) fn catalogue(record: &Standard) -> Option<CatalogueView> {
    let entry = record.catalogue.as_ref()?;
    let (status, since) = match entry.status.as_ref()?.value {
        status @ (Listing::Collected | Listing::Proposed | Listing::Excluded) => (status.id(), None),
        Listing::Listed => ("listed", iso(&entry.listed)),
        Listing::Delisted => ("delisted", iso(&entry.delisted)),
    };
    Some(CatalogueView { status, since })
}

/// The six steps of Art. 14, for documents that record them.
fn drafting(record: &Standard, day: Day) -> Vec<DraftingStep> {
    let Some(drafting) = &record.drafting else { return Vec::new() };
    let reached = drafting.steps.iter().rposition(|date| date.as_ref().is_some_and(|date| date.value <= day));
    let last = STEPS.len() - 1;
    let step = |(at, date): (usize, &Option<mulu_core::model::Spanned<Day>>)| DraftingStep {
        code: STEPS[at],
        date: iso(date),
        until: (at == mulu_core::model::CONSULTATION).then(|| iso(&drafting.consultation_until)).flatten(),
        state: match reached {
            Some(reached) if at < reached || (at == reached && at == last) => "done",
            Some(reached) if at == reached => "current",
            _ => "todo",
        },
    };
    drafting.steps.iter().enumerate().map(step).collect()
}
