//! How a project answers what is asked of it.

use crate::day::Day;
use crate::model::{Conformance, ConformanceStatus, Place, Project, Stage};
use crate::registry::Registry;

use super::by_case::papers_by_case;
use super::demand::Demand;
use super::derived::{self, is_derived};
use super::edition::{Editions, editions};
use super::gates::Gates;
use super::paper::{PaperAssessment, PaperFlaw, papers, weigh, without_overtaken};
use super::waiver::{WaiverStanding, covers};
use super::{Obligation, Requirement, Verdict};

/// A project's file, ready to be asked.
pub struct ProjectAnswers<'r> {
    registry: &'r Registry,
    project: &'r Project,
    waivers: &'r [WaiverStanding],
    declared: Vec<(&'r Conformance, Editions)>,
    gates: Gates<'r>,
    day: Day,
}

/// What a project's file says of one thing, waivers aside.
struct Declaration {
    verdict: Verdict,
    answer: Option<Place>,
    until: Option<Day>,
    flaws: Vec<PaperFlaw>,
    /// Why it is said not to apply.
    reason: Option<String>,
}

impl<'r> ProjectAnswers<'r> {
    /// Reads a project's declarations.
    pub fn of(registry: &'r Registry, project: &'r Project, waivers: &'r [WaiverStanding], day: Day) -> Self {
        let declared = project.conformance.iter().filter_map(|declared| {
            let number = &declared.standard.as_ref()?.number;
            Some((declared, editions(registry, number, day)))
        });
        ProjectAnswers { registry, project, waivers, declared: declared.collect(), gates: Gates::of(project, day), day }
    }

    /// The obligation that demands make, answered.
    pub fn to(&self, asked: Requirement, demands: Vec<Demand>, stage: Stage) -> Obligation {
        let waived = self.waivers_over(&asked, &demands, WaiverStanding::Valid);
        let gate = |demands: &mut dyn Iterator<Item = &Demand>| demands.map(|demand| demand.gate).min();
        let open = gate(&mut unexcused(&demands, &waived).into_iter());
        let gate = open.or_else(|| gate(&mut demands.iter())).unwrap_or(Stage::Acceptance);
        let said = match &asked {
            Requirement::Standard(standard) => self.of_standard(*standard, stage),
            Requirement::Evidence(kind) => self.of_evidence(kind, &unexcused(&demands, &waived), stage >= gate),
        };
        let cited_as = demands.iter().find_map(|demand| demand.cited_as.clone());
        let holds = holds(said.verdict, &asked, stage, gate);
        let mandatory = matches!(asked, Requirement::Standard(standard) if self.registry.is_mandatory_by_number(standard, self.day));
        let mut obligation = Obligation {
            asked,
            demanded_by: demands,
            cited_as,
            gate,
            verdict: said.verdict,
            holds,
            answer: said.answer,
            until: said.until,
            flaws: said.flaws,
            waivers: Vec::new(),
            declined: said.reason.filter(|_| mandatory && said.verdict == Verdict::NotApplicable),
        };
        if !matches!(said.verdict, Verdict::Met | Verdict::NotApplicable) {
            self.excuse(&mut obligation, &waived);
        }
        obligation
    }

    /// Lets waivers excuse an obligation that is not met: valid ones where they cover everyone who asks; and where ones that have
    /// run out are needed for that, the obligation is `expired` if it would hold.
    fn excuse(&self, obligation: &mut Obligation, valid: &[Vec<usize>]) {
        if valid.iter().all(|by| !by.is_empty()) {
            obligation.verdict = Verdict::Waived;
            obligation.holds = false;
            self.answered_by(obligation, valid);
            return;
        }
        let run_out = self.waivers_over(&obligation.asked, &obligation.demanded_by, WaiverStanding::RunOut);
        let open: Vec<Vec<usize>> =
            run_out.into_iter().zip(valid).filter(|(_, valid)| valid.is_empty()).map(|(by, _)| by).collect();
        if obligation.holds && open.iter().all(|by| !by.is_empty()) {
            obligation.verdict = Verdict::Expired;
            self.answered_by(obligation, &open);
        }
    }

    /// For each demand the waivers of a standing that cover it.
    fn waivers_over(&self, asked: &Requirement, demands: &[Demand], standing: WaiverStanding) -> Vec<Vec<usize>> {
        let covering = |demand: &Demand| {
            let waivers = self.project.waivers.iter().zip(self.waivers).enumerate();
            waivers
                .filter(|(_, (waiver, own))| {
                    **own == standing && covers(self.registry, waiver, asked, demand, self.day)
                })
                .map(|(index, _)| index)
                .collect()
        };
        demands.iter().map(covering).collect()
    }

    /// The waivers answer: each demand by the one that lasts longest, the whole by the one of these that ends first.
    fn answered_by(&self, obligation: &mut Obligation, covering: &[Vec<usize>]) {
        let until = |index: &usize| self.project.waivers[*index].until.as_ref().map(|until| until.value);
        let longest = covering.iter().filter_map(|by| by.iter().copied().max_by_key(|index| until(index)));
        let first = longest.min_by_key(|index| until(index));
        obligation.until = first.as_ref().and_then(until);
        obligation.answer = first.map(|index| {
            let waiver = &self.project.waivers[index];
            let named =
                waiver.clause.as_ref().map(|clause| clause.span).or(waiver.standard.as_ref().map(|cited| cited.span));
            let until = waiver.until.as_ref().map(|until| until.span);
            let span = if obligation.verdict == Verdict::Waived { named } else { until };
            self.place(span.unwrap_or(waiver.span))
        });
        obligation.waivers = covering.iter().flatten().copied().collect();
        obligation.waivers.sort_unstable();
        obligation.waivers.dedup();
    }

    fn of_standard(&self, standard: usize, stage: Stage) -> Declaration {
        let speaking = self.declared.iter().filter(|(_, editions)| editions.current.contains(&standard));
        let said = speaking.filter_map(|(declared, editions)| {
            let verdict = self.declared_verdict(standard, declared, editions, stage)?;
            let until = editions.replaced.map(|replaced| replaced.last);
            let status = declared.status.as_ref().map(|status| status.span);
            let standard = declared.standard.as_ref().map(|standard| standard.span);
            let span = if matches!(verdict, Verdict::Planned | Verdict::Partial) { status } else { standard };
            let answer = Some(self.place(span.unwrap_or(declared.span)));
            let reason = declared.reason.as_ref().map(|reason| reason.value.clone());
            Some(Declaration { verdict, answer, until, flaws: Vec::new(), reason })
        });
        // The verdicts are in order from good to bad; `Superseded` is the worst that a declaration can get.
        said.min_by_key(|said| said.verdict).unwrap_or_else(|| nothing(stage >= Stage::Approval))
    }

    fn declared_verdict(
        &self,
        standard: usize,
        declared: &Conformance,
        editions: &Editions,
        stage: Stage,
    ) -> Option<Verdict> {
        let status = declared.status.as_ref()?.value;
        if status == ConformanceStatus::NotApplicable && declared.reason.is_none() {
            return None;
        }
        Some(match status {
            // Nobody excuses from a standard that is mandatory by its number, not even for a while.
            _ if editions.is_superseded(self.day, self.registry.is_mandatory_by_number(standard, self.day)) => {
                Verdict::Superseded
            }
            ConformanceStatus::Met => Verdict::Met,
            ConformanceStatus::NotApplicable => Verdict::NotApplicable,
            ConformanceStatus::Planned | ConformanceStatus::Partial if stage >= Stage::Acceptance => Verdict::Partial,
            ConformanceStatus::Planned | ConformanceStatus::Partial => Verdict::Planned,
        })
    }

    /// The best of the papers that answer; each is looked at for everyone whom no waiver answers already.
    fn of_evidence(&self, kind: &str, demands: &[&Demand], due: bool) -> Declaration {
        let derived =
            is_derived(self.registry, kind).then(|| derived::papers(self.registry, self.project, kind, self.day));
        let papers = match &derived {
            Some(derived) => derived.iter().map(|(file, paper)| (*file, paper)).collect(),
            None => papers(self.registry, self.project, kind, self.day),
        };
        let by_case = papers_by_case(self.registry, self.project, kind, demands, self.day);
        let papers = papers.into_iter().chain(by_case.iter().map(|(file, paper)| (*file, paper)));
        let weighed = papers.filter_map(|paper| weigh(self.registry, paper, kind, demands, &self.gates, self.day));
        // Without a last day it lasts longest of all.
        let rank = |paper: &PaperAssessment| {
            let lasts = (paper.until.is_none(), paper.until);
            (paper.verdict, paper.flaws.len(), std::cmp::Reverse(lasts))
        };
        let best = without_overtaken(weighed.collect()).into_iter().min_by_key(rank);
        best.map_or_else(
            || nothing(due),
            |PaperAssessment { verdict, answer, until, flaws, .. }| Declaration {
                verdict,
                answer: Some(answer),
                until,
                flaws,
                reason: None,
            },
        )
    }

    fn place(&self, span: crate::model::Span) -> Place {
        Place { file: self.project.file, span }
    }
}

fn nothing(due: bool) -> Declaration {
    let verdict = if due { Verdict::Missing } else { Verdict::NotDue };
    Declaration { verdict, answer: None, until: None, flaws: Vec::new(), reason: None }
}

/// The demands that no waiver answers; all of them, where waivers answer each.
fn unexcused<'d>(demands: &'d [Demand], waived: &[Vec<usize>]) -> Vec<&'d Demand> {
    let open: Vec<&Demand> =
        demands.iter().zip(waived).filter(|(_, by)| by.is_empty()).map(|(demand, _)| demand).collect();
    if open.is_empty() { demands.iter().collect() } else { open }
}

/// Whether a verdict stands in the project's way. What ran out before it is needed does not.
fn holds(verdict: Verdict, asked: &Requirement, stage: Stage, gate: Stage) -> bool {
    match (verdict, asked) {
        (Verdict::Missing | Verdict::Partial, _) => true,
        (Verdict::Superseded | Verdict::Expired, Requirement::Standard(_)) => stage >= Stage::Approval,
        (Verdict::Superseded | Verdict::Expired | Verdict::Invalid, Requirement::Evidence(_)) => stage >= gate,
        _ => false,
    }
}
