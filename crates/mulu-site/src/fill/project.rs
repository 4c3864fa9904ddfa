//! Projects, as their records declare them.

use crate::address;
use crate::audit::{Asked, Audit, Obligation as Owed, OrderState, Verdict, demand_words};
use crate::day::Status;
use crate::model::{Conformance as Declared, Met, Project as ProjectRecord, Stage, Subject, Waiver as WaiverRecord};
use crate::picture::Across;
use crate::registry::Target;
use crate::sheets::{Further, LINES, ListSheets, Spot, list, list_of};
use crate::views::parts::{Code, Link, Long};
use crate::views::project::{
    Conformance, Evidence, Gate, GateCell, GateRow, NextGate, Obligation, Order, Project, ProjectRow, Projects, Waiver,
};

use super::{Arg, Fill, code, count, iso};

/// How many reasons the gate gives.
const REASONS: usize = 20;

/// How many obligations of a gate are drawn.
const CELLS: usize = 120;

impl Fill<'_> {
    /// All projects.
    pub fn projects(&self, further: Further<'_>) -> Projects {
        let row = |(index, project): &(usize, &ProjectRecord)| {
            let met = |declared: &&Declared| declared.status.as_ref().is_some_and(|status| status.value == Met::Met);
            Some(ProjectRow {
                link: self.project_link(project),
                agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
                stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
                mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
                major: project.major,
                declared: count(project.conformance.len()),
                met: count(project.conformance.iter().filter(met).count()),
                met_bar: Across::of_count(project.conformance.iter().filter(met).count(), project.conformance.len()),
                gate: self.gate(*index),
            })
        };
        let projects: Vec<(usize, &ProjectRecord)> = self.registry.projects.iter().enumerate().collect();
        Projects { projects: Spot::new("projects/index.html".to_owned(), further).cut("index", &projects, row) }
    }

    /// The lists of a project's page.
    pub fn project_lists(&self, index: usize) -> Vec<ListSheets> {
        let project = &self.registry.projects[index];
        let obligations = self.answers.audits().project(index).obligations.len();
        vec![
            list_of("obligations", obligations, LINES),
            list("next", self.lists.next(index).map_or(0, |(_, asked)| asked.len())),
            list("conformance", project.conformance.len()),
            list("evidence", project.evidence.len()),
            list("waivers", project.waivers.len()),
            list("orders", project.orders.len()),
            list("findings", self.found_in(project.file).len()),
        ]
    }

    /// One project.
    pub fn project(&self, index: usize, further: Further<'_>) -> Project {
        let project = &self.registry.projects[index];
        let name = self.title(&project.name, &project.name_en, &project.id);
        let audit = self.answers.audits().project(index);
        let spot = Spot::new(address::project(&project.id), further);
        let obligation = |owed: &Owed| Some(self.obligation(owed));
        Project {
            name: name.text,
            name_lang: name.lang,
            agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
            place: self.place(&project.jurisdiction),
            stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
            approved: iso(&project.approved),
            investment: project.investment.as_ref().map(|investment| thousands(investment.value)),
            major: project.major,
            classified: project.classified,
            traits: self.traits(&project.traits),
            mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
            sample: project.sample,
            gate: self.gate_view(index).filter(|_| spot.is_page()),
            scorecard: if spot.is_page() { self.scorecard(audit) } else { Vec::new() },
            obligations: spot.cut_to(LINES, "obligations", &audit.obligations, obligation),
            next: self.next_gate(index, &spot),
            badge_file: format!("badges/projects/{}.svg", address::encode(&address::file_name(&project.id))),
            conformance: spot.cut("conformance", &project.conformance, |declared| self.conformance(declared)),
            evidence: spot.cut("evidence", &project.evidence, |evidence| self.evidence(evidence)),
            waivers: spot.cut("waivers", &project.waivers, |waiver| self.waiver(waiver)),
            orders: self.orders(project, &spot),
            findings: self.findings_in(project.file, &spot),
            body_html: None,
            record: self.record(project.file, None),
        }
    }

    /// Whether a project gets its money; none for a retired one.
    pub fn gate(&self, index: usize) -> Option<Code> {
        let audit = self.answers.audits().project(index);
        (audit.stage != Stage::Retired).then(|| audit.gate().id())
    }

    fn gate_view(&self, index: usize) -> Option<Gate> {
        let verdict = self.gate(index)?;
        let audit = self.answers.audits().project(index);
        let mut reasons: Vec<String> = audit.holding().map(|obligation| self.hold_reason(obligation)).collect();
        let overdue = self.registry.projects[index].orders.iter().zip(&audit.orders);
        let overdue =
            overdue.filter(|(_, state)| **state == OrderState::Overdue).filter_map(|(order, _)| order.about.as_ref());
        let word = self.tongue.word("order-overdue");
        let order = |about: &crate::model::Spanned<String>| {
            let target = format!("{} {}", self.tongue.word("orders"), about.value);
            self.tongue.say("hold-reason", &[("target", Arg::Text(&target)), ("verdict", Arg::Text(&word))])
        };
        reasons.extend(overdue.map(order));
        // What holds it stands in the table below as well.
        let reasons_more = count(reasons.len().saturating_sub(REASONS));
        reasons.truncate(REASONS);
        // The clause that withholds the money: it binds projects, and speaks of standards in general (Art. 23).
        let withholds = self.registry.clauses().find(|found| {
            let of_projects = found.clause.subject.as_ref().is_some_and(|subject| subject.value == Subject::Project);
            let enforced = found.clause.enforced_by.iter().any(|rule| rule.value == "mandatory-standard-missing");
            of_projects && enforced && found.is_general() && found.is_in_force(self.day)
        });
        Some(Gate { verdict, reasons, reasons_more, clause: withholds.map(|clause| self.clause_ref(&clause)) })
    }

    fn hold_reason(&self, obligation: &Owed) -> String {
        let target = self.words(&demand_words(self.registry, obligation));
        let verdict = self.tongue.word(&format!("verdict-{}", obligation.verdict.id()));
        self.tongue.say("hold-reason", &[("target", Arg::Text(&target)), ("verdict", Arg::Text(&verdict))])
    }

    fn obligation(&self, obligation: &Owed) -> Obligation {
        let named = self.asked(obligation);
        Obligation {
            kind: if named.standard.is_some() { "standard" } else { "evidence" },
            cited_as: obligation.cited_as.as_ref().map(|cited| crate::number::Number::parse(cited).printed()),
            standard: named.standard,
            evidence: named.evidence,
            evidence_lang: named.evidence_lang,
            demanded_by: named.demanded_by,
            because: named.because,
            gate: obligation.gate.id(),
            verdict: code(obligation.verdict.id()),
            until: obligation.until.map(|until| until.to_string()),
            place: obligation.answer.and_then(|place| self.line_of(place)),
        }
    }

    /// File and line of an answer.
    fn line_of(&self, place: crate::model::Place) -> Option<String> {
        let line = self.answers.answer_line(place)?;
        Some(format!("{}:{line}", self.registry.path(place.file)))
    }

    fn next_gate(&self, index: usize, spot: &Spot<'_>) -> Option<NextGate> {
        let (stage, asked) = self.lists.next(index)?;
        let obligations = spot.cut("next", asked, |owed| Some(self.obligation(owed)));
        (!obligations.rows.is_empty()).then(|| NextGate { stage: stage.id(), obligations })
    }

    fn conformance(&self, declared: &Declared) -> Option<Conformance> {
        let number = &declared.standard.as_ref()?.number;
        let replaced = match self.registry.target(number) {
            Target::Edition(index) => self.answer(index).status == Status::Replaced,
            Target::Family(_) | Target::Unknown => false,
        };
        let current = if replaced { self.registry.in_force(number, self.day) } else { Vec::new() };
        Some(Conformance {
            standard: self.cited_ref(number),
            current: self.standard_refs(&current),
            status: code(declared.status.as_ref()?.value.id()),
            evidence: declared.evidence.as_ref().map(|evidence| evidence.value.clone()),
            reason: declared.reason.as_ref().map(|reason| reason.value.clone()),
        })
    }

    fn evidence(&self, evidence: &crate::model::Evidence) -> Option<Evidence> {
        let expired = evidence.expires.as_ref().is_some_and(|expires| expires.value < self.day);
        Some(Evidence {
            kind: self.evidence_kind(evidence.kind.as_ref()?).text,
            reference: evidence.reference.as_ref().map(|reference| reference.value.clone()),
            issued: iso(&evidence.issued),
            expires: iso(&evidence.expires),
            state: if expired { "expired" } else { "valid" },
        })
    }

    fn waiver(&self, waiver: &WaiverRecord) -> Option<Waiver> {
        let target = match (&waiver.standard, &waiver.clause) {
            (Some(cited), _) => {
                let standard = self.cited_ref(&cited.number);
                Link { href: standard.href.unwrap_or_default(), text: standard.number, lang: None }
            }
            (None, Some(clause)) => {
                let clause = self.clause_named(clause)?;
                Link {
                    href: clause.href,
                    text: format!("《{}》{}", clause.policy, clause.article),
                    lang: clause.policy_lang,
                }
            }
            (None, None) => return None,
        };
        let expired = waiver.until.as_ref().is_none_or(|until| until.value < self.day);
        Some(Waiver {
            target,
            reason: waiver.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()),
            approved_by: waiver.approved_by.as_ref().and_then(|by| self.agency_link(by)),
            approved: iso(&waiver.approved),
            until: iso(&waiver.until),
            state: if expired { "expired" } else { "valid" },
        })
    }

    fn orders(&self, project: &ProjectRecord, spot: &Spot<'_>) -> Long<Order> {
        let order = |(place, order): &(usize, &crate::model::Order)| {
            let deadline = order.deadline.as_ref()?.value;
            let closed = order.closed.as_ref().is_some_and(|closed| closed.value <= self.day);
            let state = match (closed, deadline < self.day) {
                (true, _) => "closed",
                (false, true) => "overdue",
                (false, false) => "open",
            };
            Some(Order {
                anchor: super::score::entry_anchor("order", *place),
                issued: order.issued.as_ref()?.value.to_string(),
                deadline: deadline.to_string(),
                about: order.about.as_ref()?.value.clone(),
                closed: iso(&order.closed),
                state,
            })
        };
        let orders: Vec<(usize, &crate::model::Order)> = project.orders.iter().enumerate().collect();
        spot.cut("orders", &orders, order)
    }

    /// The obligations gate by gate, in the order of the stages.
    fn scorecard(&self, audit: &Audit) -> Vec<GateRow> {
        let gate = |stage: Stage| {
            let asked = || audit.obligations.iter().filter(|owed| owed.gate == stage);
            let cell = |owed: &Owed| GateCell {
                verdict: code(owed.verdict.id()),
                title: match &owed.asked {
                    Asked::Standard(index) => self.printed(*index),
                    Asked::Evidence(kind) => self.evidence_kind(kind).text,
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
fn thousands(amount: f64) -> String {
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
