//! Projects, as their records declare them.

use std::collections::BTreeSet;

use crate::pagination::{Continuation, LINES, ListPages, PageSlice, list, list_of};
use crate::picture::WidthPercent;
use crate::views::parts::{Code, Link};
use crate::views::project::{
    ConformanceRow, EvidenceRow, GateCell, GateRow, GateView, NextGate, ObligationRow, Open, ProjectPage, ProjectRow,
    ProjectsPage, Recommendation, WaiverRow, WithheldRow,
};
use mulu_core::address;
use mulu_core::audit::{
    Obligation, ProjectAudit, Recommended, Requirement, Undecided, Verdict, WaiverStanding, demand_words,
};
use mulu_core::day::Status;
use mulu_core::message::Lang;
use mulu_core::model::{Conformance, ConformanceStatus, Project, Stage, Waiver};
use mulu_core::registry::CitationTarget;

use super::{Arg, Fill, code, count, iso};

/// How many reasons the gate gives.
const REASONS: usize = 20;

/// How many obligations of a gate are drawn.
const CELLS: usize = 120;

impl Fill<'_> {
    /// All projects.
    pub fn projects(&self, continuation: Continuation<'_>) -> ProjectsPage {
        let row = |(index, project): &(usize, &Project)| {
            let met = |declared: &&Conformance| {
                declared.status.as_ref().is_some_and(|status| status.value == ConformanceStatus::Met)
            };
            Some(ProjectRow {
                link: self.project_link(project),
                agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
                stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
                mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
                major: project.major,
                declared: count(project.conformance.len()),
                met: count(project.conformance.iter().filter(met).count()),
                met_bar: WidthPercent::of_count(
                    project.conformance.iter().filter(met).count(),
                    project.conformance.len(),
                ),
                gate: self.gate(*index),
            })
        };
        let projects: Vec<(usize, &Project)> = self.registry.projects.iter().enumerate().collect();
        ProjectsPage {
            projects: PageSlice::new("projects/index.html".to_owned(), continuation).rows("index", &projects, row),
        }
    }

    /// The lists of a project's page.
    pub fn project_lists(&self, index: usize) -> Vec<ListPages> {
        let project = &self.registry.projects[index];
        let obligations = self.answers.audits().project(index).obligations.len();
        vec![
            list_of("obligations", obligations, LINES),
            list("undecided", self.answers.audits().project(index).undecided.len()),
            list("unplaced", self.answers.audits().project(index).unplaced.len()),
            list("recommended", self.answers.audits().project(index).recommended.len()),
            list("next", self.lists.next(index).map_or(0, |(_, asked)| asked.len())),
            list("conformance", project.conformance.len()),
            list("evidence", project.evidence.len()),
            list("waivers", project.waivers.len()),
            list("orders", project.orders.len()),
            list("resources", self.resources_of(self.registry.yielded_by(&project.id)).len()),
            list("cases", self.registry.cases_of(&project.id).count()),
            list("findings", self.found_in(project.file).len()),
        ]
    }

    /// One project.
    pub fn project(&self, index: usize, continuation: Continuation<'_>) -> ProjectPage {
        let project = &self.registry.projects[index];
        let name = self.title(&project.name, &project.name_en, &project.id);
        let audit = self.answers.audits().project(index);
        let slice = PageSlice::new(address::project(&project.id), continuation);
        let obligation = |owed: &Obligation| Some(self.obligation(owed));
        // The page says of waivers and orders what the audit says, and nothing of its own.
        let waivers: Vec<(&Waiver, WaiverStanding)> =
            project.waivers.iter().zip(audit.waivers.iter().copied()).collect();
        let resources = self.resources_of(self.registry.yielded_by(&project.id));
        ProjectPage {
            resources: slice.rows("resources", &resources, |resource| Some(self.resource_row(resource))),
            name: name.text,
            name_lang: name.lang,
            agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
            place: self.place(&self.registry.jurisdiction_of(project).cloned()),
            stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
            approved: iso(&project.approved),
            investment: project.investment.as_ref().map(|investment| thousands(investment.value)),
            major: project.major,
            classified: project.classified,
            traits: self.traits(&project.traits),
            mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
            sample: project.sample,
            gate: self.gate_view(index).filter(|_| slice.is_page()),
            opinion: self.opinion_file(project).filter(|_| slice.is_page()),
            scorecard: if slice.is_page() { self.scorecard(audit) } else { Vec::new() },
            obligations: slice.rows_sized(LINES, "obligations", &audit.obligations, obligation),
            undecided: slice.rows("undecided", &audit.undecided, |open| Some(self.open(open))),
            unplaced: slice.rows("unplaced", &audit.unplaced, |standard| Some(self.standard_ref(*standard))),
            recommended: slice.rows("recommended", &audit.recommended, |one| Some(self.recommendation(one))),
            next: self.next_gate(index, &slice),
            badge_file: format!("badges/projects/{}.svg", address::encode(&address::file_name(&project.id))),
            conformance: slice.rows("conformance", &project.conformance, |declared| self.conformance(declared)),
            evidence: slice.rows("evidence", &project.evidence, |evidence| self.evidence(audit, evidence)),
            waivers: slice.rows("waivers", &waivers, |(waiver, standing)| self.waiver(waiver, *standing)),
            orders: self.orders_of_project(project, audit, &slice),
            cases: slice.rows("cases", &self.cases_of_project(&project.id), |case| Some(case.clone())),
            findings: self.findings_in(project.file, &slice),
            body_html: None,
            record: self.record(project.file),
        }
    }

    /// Whether a project complies; none for a retired one that owes nothing.
    pub fn gate(&self, index: usize) -> Option<Code> {
        let audit = self.answers.audits().project(index);
        (audit.stage != Stage::Retired || !audit.obligations.is_empty()).then(|| audit.gate().id())
    }

    pub(super) fn gate_view(&self, index: usize) -> Option<GateView> {
        let verdict = self.gate(index)?;
        let audit = self.answers.audits().project(index);
        let mut reasons: Vec<String> = audit.holding().map(|obligation| self.hold_reason(obligation)).collect();
        let orders = self.registry.projects[index].orders.iter().zip(&audit.orders);
        let holding = orders.filter(|(_, standing)| standing.holds).filter_map(|(order, _)| order.about.as_ref());
        let word = self.translations.word("order-overdue");
        let order = |about: &mulu_core::model::Spanned<String>| {
            let target = format!("{} {}", self.translations.word("orders"), about.value);
            self.translations.say("hold-reason", &[("target", Arg::Text(&target)), ("verdict", Arg::Text(&word))])
        };
        reasons.extend(holding.map(order));
        // What holds it stands in the table below as well.
        let reasons_more = count(reasons.len().saturating_sub(REASONS));
        reasons.truncate(REASONS);
        let missing: Vec<String> = audit.missing_facts().iter().map(|fact| fact.id().to_owned()).collect();
        // Not known is not "no", and not "yes" either.
        let verdict = if verdict == "pass" && !missing.is_empty() { "open" } else { verdict };
        Some(GateView { verdict, missing, withheld: self.withheld(audit), reasons, reasons_more })
    }

    /// What clauses hold back: nothing where no clause says so.
    fn withheld(&self, audit: &ProjectAudit) -> Vec<WithheldRow> {
        let clauses: BTreeSet<&str> = audit.withheld.iter().map(|held| held.clause.as_str()).collect();
        let comma = self.translations.word("comma");
        let of = |reference: &str| {
            let found = self.registry.clause(reference)?;
            let own = audit.withheld.iter().filter(|held| held.clause == reference);
            let what: Vec<&str> = own.map(|held| held.what.phrase().get(self.lang())).collect();
            let sanction = found.clause.sanction.as_ref().map(|sanction| sanction.value.clone());
            Some(WithheldRow { what: what.join(&comma), clause: self.clause_ref(&found), sanction })
        };
        clauses.into_iter().filter_map(of).collect()
    }

    pub(super) fn open(&self, open: &Undecided) -> Open {
        let named = self.named(&open.asked, &open.demanded_by);
        Open {
            standard: named.standard,
            evidence: named.evidence,
            evidence_lang: named.evidence_lang,
            demanded_by: named.demanded_by,
            facts: open.facts.iter().map(|fact| fact.id().to_owned()).collect(),
        }
    }

    pub(super) fn recommendation(&self, one: &Recommended) -> Recommendation {
        Recommendation {
            standard: self.standard_ref(one.standard),
            declared: one.declared.map(|declared| code(declared.id())),
        }
    }

    fn hold_reason(&self, obligation: &Obligation) -> String {
        let target = self.words(&demand_words(self.registry, &obligation.asked));
        let verdict = self.translations.word(&format!("verdict-{}", obligation.verdict.id()));
        self.translations.say("hold-reason", &[("target", Arg::Text(&target)), ("verdict", Arg::Text(&verdict))])
    }

    pub(super) fn obligation(&self, obligation: &Obligation) -> ObligationRow {
        let named = self.asked(obligation);
        ObligationRow {
            kind: if named.standard.is_some() { "standard" } else { "evidence" },
            cited_as: obligation.cited_as.as_ref().map(|cited| mulu_core::number::Number::parse(cited).printed()),
            standard: named.standard,
            evidence: named.evidence,
            evidence_lang: named.evidence_lang,
            demanded_by: named.demanded_by,
            because: named.because,
            gate: obligation.gate.id(),
            verdict: code(obligation.verdict.id()),
            declined: obligation.declined.clone(),
            reading: self.reading(obligation),
            until: obligation.until.map(|until| until.to_string()),
            place: obligation.answer.and_then(|place| self.line_of(place)),
        }
    }

    /// How the office reads the clause that asks.
    fn reading(&self, obligation: &Obligation) -> Option<String> {
        let clauses = obligation.demanded_by.iter().filter_map(|demand| self.registry.clause(&demand.reference));
        clauses.filter_map(|found| found.clause.reading.as_ref()).map(|reading| reading.value.clone()).next()
    }

    /// File and line of an answer.
    fn line_of(&self, place: mulu_core::model::Place) -> Option<String> {
        let line = self.answers.answer_line(place)?;
        Some(format!("{}:{line}", self.registry.path(place.file)))
    }

    fn next_gate(&self, index: usize, slice: &PageSlice<'_>) -> Option<NextGate> {
        let (stage, asked) = self.lists.next(index)?;
        let obligations = slice.rows("next", asked, |owed| Some(self.obligation(owed)));
        (!obligations.rows.is_empty()).then(|| NextGate { stage: stage.id(), obligations })
    }

    fn conformance(&self, declared: &Conformance) -> Option<ConformanceRow> {
        let number = &declared.standard.as_ref()?.number;
        let replaced = match self.registry.target(number) {
            CitationTarget::Edition(index) => self.answer(index).status == Status::Replaced,
            CitationTarget::Family(_) | CitationTarget::Unknown => false,
        };
        let current = if replaced { self.registry.in_force(number, self.day) } else { Vec::new() };
        Some(ConformanceRow {
            standard: self.cited_ref(number),
            current: self.standard_refs(&current),
            status: code(declared.status.as_ref()?.value.id()),
            evidence: declared.evidence.as_ref().map(|evidence| evidence.value.clone()),
            reason: declared.reason.as_ref().map(|reason| reason.value.clone()),
        })
    }

    fn evidence(&self, audit: &ProjectAudit, evidence: &mulu_core::model::Evidence) -> Option<EvidenceRow> {
        let expired = evidence.expires.as_ref().is_some_and(|expires| expires.value < self.day);
        let kind = evidence.kind.as_ref()?;
        // What the audit found of this paper, where it looked at it.
        let invalid = audit.obligations.iter().any(|owed| {
            let answers = owed
                .answer
                .is_some_and(|answer| answer.span.start >= evidence.span.start && answer.span.end <= evidence.span.end);
            answers
                && owed.verdict == Verdict::Invalid
                && matches!(&owed.asked, Requirement::Evidence(of) if *of == kind.value)
        });
        let misplaced = audit.misplaced.iter().any(|flaw| flaw.place.span == kind.span);
        let state = match (invalid || misplaced, expired) {
            (true, _) => "invalid",
            (false, true) => "expired",
            (false, false) => "valid",
        };
        Some(EvidenceRow {
            kind: self.evidence_kind(kind).text,
            reference: evidence.reference.as_ref().map(|reference| reference.value.clone()),
            issued: iso(&evidence.issued),
            expires: iso(&evidence.expires),
            state,
        })
    }

    fn waiver(&self, waiver: &Waiver, standing: WaiverStanding) -> Option<WaiverRow> {
        let target = match (&waiver.standard, &waiver.clause) {
            (Some(cited), _) => {
                let standard = self.cited_ref(&cited.number);
                Link { href: standard.href.unwrap_or_default(), text: standard.number, lang: None }
            }
            (None, Some(clause)) => {
                let clause = self.clause_named(clause)?;
                Link {
                    href: clause.href,
                    text: match (self.lang(), &clause.policy_lang) {
                        (Lang::En, None) => format!("{}, {}", clause.policy, clause.article),
                        _ => format!("《{}》{}", clause.policy, clause.article),
                    },
                    lang: clause.policy_lang,
                }
            }
            (None, None) => return None,
        };
        let (state, refused) = match standing {
            WaiverStanding::Valid => ("valid", None),
            WaiverStanding::RunOut => ("expired", None),
            WaiverStanding::Pending => ("pending", None),
            WaiverStanding::Refused(refusal) => ("refused", Some(refusal.phrase().get(self.lang()).to_owned())),
        };
        Some(WaiverRow {
            target,
            reason: waiver.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()),
            approved_by: waiver.approved_by.as_ref().and_then(|by| self.agency_link(by)),
            approved: iso(&waiver.approved),
            until: iso(&waiver.until),
            state,
            refused,
        })
    }

    /// The obligations gate by gate, in the order of the stages.
    fn scorecard(&self, audit: &ProjectAudit) -> Vec<GateRow> {
        let gate = |stage: Stage| {
            let asked = || audit.obligations.iter().filter(|owed| owed.gate == stage);
            let cell = |owed: &Obligation| GateCell {
                verdict: code(owed.verdict.id()),
                title: match &owed.asked {
                    Requirement::Standard(index) => self.printed(*index),
                    Requirement::Evidence(kind) => self.evidence_kind(kind).text,
                },
            };
            let (all, met) = (asked().count(), asked().filter(|owed| owed.verdict == Verdict::Met).count());
            GateRow {
                stage: stage.id(),
                current: stage == audit.stage,
                cells: asked().take(CELLS).map(cell).collect(),
                cells_more: count(all.saturating_sub(CELLS)),
                met: count(met),
                of: count(all),
            }
        };
        Stage::ALL.into_iter().map(gate).filter(|row| row.of > 0).collect()
    }
}

/// A number of 万元 with separators of thousands.
pub(super) fn thousands(amount: f64) -> String {
    let text = format!("{amount}");
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}
