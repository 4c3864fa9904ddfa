//! Projects, as their records declare them.

use crate::audit::{Obligation as Owed, OrderState, demand_words};
use crate::day::Status;
use crate::model::{Conformance as Declared, Met, Project as ProjectRecord, Stage, Subject, Waiver as WaiverRecord};
use crate::registry::Target;
use crate::site::address;
use crate::site::picture::Across;
use crate::site::views::parts::{Code, Link};
use crate::site::views::project::{
    Conformance, Evidence, Gate, GateCell, GateRow, NextGate, Obligation, Order, Project, ProjectRow, Projects, Waiver,
};

use super::{Arg, Fill, code, count, iso};

impl Fill<'_> {
    /// All projects.
    pub fn projects(&self) -> Projects {
        let row = |(index, project): (usize, &ProjectRecord)| {
            let met = |declared: &&Declared| declared.status.as_ref().is_some_and(|status| status.value == Met::Met);
            ProjectRow {
                link: self.project_link(project),
                agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
                stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
                mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
                major: project.major,
                declared: count(project.conformance.len()),
                met: count(project.conformance.iter().filter(met).count()),
                met_bar: Across::of_count(project.conformance.iter().filter(met).count(), project.conformance.len()),
                gate: self.gate(index),
            }
        };
        Projects { projects: self.registry.projects.iter().enumerate().map(row).collect() }
    }

    /// One project.
    pub fn project(&self, index: usize) -> Project {
        let project = &self.registry.projects[index];
        let name = self.title(&project.name, &project.name_en, &project.id);
        let audit = self.answers.audits().project(index);
        let obligations: Vec<Obligation> =
            audit.obligations.iter().map(|obligation| self.obligation(obligation)).collect();
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
            gate: self.gate_view(index),
            scorecard: scorecard(&obligations, audit.stage),
            obligations,
            next: self.next_gate(project),
            badge_file: format!("badges/projects/{}.svg", address::encode(&address::file_name(&project.id))),
            conformance: project.conformance.iter().filter_map(|declared| self.conformance(declared)).collect(),
            evidence: self.evidence(project),
            waivers: project.waivers.iter().filter_map(|waiver| self.waiver(waiver)).collect(),
            orders: self.orders(project),
            findings: self.findings_in(project.file),
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
        // The clause that withholds the money: it binds projects, and speaks of standards in general (Art. 23).
        let withholds = self.registry.clauses().find(|found| {
            let of_projects = found.clause.subject.as_ref().is_some_and(|subject| subject.value == Subject::Project);
            let enforced = found.clause.enforced_by.iter().any(|rule| rule.value == "mandatory-standard-missing");
            of_projects && enforced && found.is_general() && found.is_in_force(self.day)
        });
        Some(Gate { verdict, reasons, clause: withholds.map(|clause| self.clause_ref(&clause)) })
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

    fn next_gate(&self, project: &ProjectRecord) -> Option<NextGate> {
        let (stage, obligations) = self.answers.audits().next(project)?;
        let obligations: Vec<Obligation> = obligations.iter().map(|obligation| self.obligation(obligation)).collect();
        (!obligations.is_empty()).then(|| NextGate { stage: stage.id(), obligations })
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

    fn evidence(&self, project: &ProjectRecord) -> Vec<Evidence> {
        let evidence = |evidence: &crate::model::Evidence| {
            let expired = evidence.expires.as_ref().is_some_and(|expires| expires.value < self.day);
            Some(Evidence {
                kind: self.evidence_kind(evidence.kind.as_ref()?).text,
                reference: evidence.reference.as_ref().map(|reference| reference.value.clone()),
                issued: iso(&evidence.issued),
                expires: iso(&evidence.expires),
                state: if expired { "expired" } else { "valid" },
            })
        };
        project.evidence.iter().filter_map(evidence).collect()
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

    fn orders(&self, project: &ProjectRecord) -> Vec<Order> {
        let order = |(place, order): (usize, &crate::model::Order)| {
            let deadline = order.deadline.as_ref()?.value;
            let closed = order.closed.as_ref().is_some_and(|closed| closed.value <= self.day);
            let state = match (closed, deadline < self.day) {
                (true, _) => "closed",
                (false, true) => "overdue",
                (false, false) => "open",
            };
            Some(Order {
                anchor: super::score::entry_anchor("order", place),
                issued: order.issued.as_ref()?.value.to_string(),
                deadline: deadline.to_string(),
                about: order.about.as_ref()?.value.clone(),
                closed: iso(&order.closed),
                state,
            })
        };
        project.orders.iter().enumerate().filter_map(order).collect()
    }
}

/// The obligations gate by gate, in the order of the stages.
fn scorecard(obligations: &[Obligation], stands: Stage) -> Vec<GateRow> {
    let gate = |stage: Stage| {
        let asked = obligations.iter().filter(|obligation| obligation.gate == stage.id());
        let cell = |asked: &Obligation| GateCell {
            verdict: asked.verdict,
            title: asked
                .standard
                .as_ref()
                .map(|standard| standard.number.clone())
                .or_else(|| asked.evidence.clone())
                .unwrap_or_default(),
        };
        let cells: Vec<GateCell> = asked.map(cell).collect();
        let met = cells.iter().filter(|cell| cell.verdict == "met").count();
        let (met, of) = (count(met), count(cells.len()));
        GateRow { stage: stage.id(), current: stage == stands, cells, met, of }
    };
    Stage::ALL.into_iter().map(gate).filter(|row| row.of > 0).collect()
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
