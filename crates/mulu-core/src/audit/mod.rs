//! What binds a project, and whether it complies (DESIGN 5).
//!
//! Everything here is a function of (registry, day). The rules of `mulu check`, `mulu audit` and the site's pages all ask here, so
//! that a finding, a table and a page cannot disagree.
//!
//! # What binds
//!
//! * A standard that is mandatory by its number, where its subject matter applies: the office says so in its catalogue entry
//!   ([`Registry::placement`]). Of one that nobody has placed it is undecided whom it concerns, and it holds nobody.
//! * What a clause mandates and requires, while its policy is in force, inside its reach (its government, or also those below it),
//!   its policy's scope and its own condition. A listing neither widens nor narrows that. A dated citation means the editions in force
//!   that came of it, an undated one the newest.
//! * A condition over a fact that the record does not give is neither met nor not: what it would ask is `undecided`.
//! * A condition that cannot be read binds nobody: who would have to comply is unknown. It is a finding of its own
//!   (`invalid-value`), which cannot be turned off.
//! * A retired project owes what clauses say of taking a system down (gate `retired`), and nothing else.
//!
//! # When it must be answered
//!
//! A stage is reached when the project is *at it* or past it: a project at `approval` asks for its money there, so what has the
//! gate `approval` must be there already. A standard must be declared at `approval` and met at `acceptance`, whatever gate the
//! clause that mandates it has, and lasts. Evidence has the gate of its clause, the earliest where several ask for it; a clause that
//! names none means `acceptance`. A clause does not reach back: what passed its gate before the policy was in force is not asked for
//! (`gates`). A project whose stage cannot be read is taken to be in planning.
//!
//! # What counts as an answer
//!
//! See [`Verdict`]. Where a project gives several answers to one obligation, the best counts, so that adding one never makes
//! things worse.

mod answer;
mod by_case;
mod conditions;
mod consequence;
mod demand;
mod derived;
mod edition;
mod examples;
mod gates;
mod issuer;
mod narrower;
mod paper;
mod undecided;
mod verdict;
mod waiver;
mod why;
mod wording;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::condition::{ComparedWord, Problem};
use crate::day::{Day, Status};
use crate::lazy_table::LazyTable;
use crate::model::{FileId, FileRange, Place, Project, Spanned, Stage};
use crate::registry::{ClauseRef, Coverage, Force, Registry};

use conditions::{conditions, open_mandates};
use demand::DemandIndex;

pub use consequence::WithheldBy;
pub use demand::Demand;
pub use derived::is_derived;
pub use edition::{Editions, ReplacedEdition, editions};
pub use examples::{ExampleOutcome, gets};
pub use gates::DemandTiming;
pub use paper::{Flaw, PaperFlaw};
pub use undecided::{Recommended, Undecided};
pub use verdict::{Gate, Verdict};
pub use waiver::{WaiverRefusal, WaiverStanding};
pub use why::{Why, WhyStep};
pub use wording::demand_words;

/// What is asked of a project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// A standard, in the edition in force: its place in [`Registry::standards`].
    Standard(usize),
    /// Evidence of a kind.
    Evidence(String),
}

impl Requirement {
    /// What it is known by: the standard's id, or the kind of evidence.
    #[must_use]
    pub fn id<'r>(&'r self, registry: &'r Registry) -> &'r str {
        match self {
            Requirement::Standard(index) => registry.standards.get(*index).map_or("", |standard| &standard.id),
            Requirement::Evidence(kind) => kind,
        }
    }
}

/// Something that a project must do, and whether it did.
#[derive(Clone, Debug, Hash)]
pub struct Obligation {
    /// What is asked.
    pub asked: Requirement,
    /// Who asks for it, by reference.
    pub demanded_by: Vec<Demand>,
    /// The number as the clause that mandates the standard cites it.
    pub cited_as: Option<String>,
    /// The stage by which it must be met.
    pub gate: Stage,
    /// Whether it is.
    pub verdict: Verdict,
    /// Whether it stands in the project's way now.
    pub holds: bool,
    /// The value that answers it, or that makes its answer wrong: of a declaration, of evidence, of a waiver. It stands in the
    /// project's file, or in its agency's where the evidence is a fact about the agency.
    pub answer: Option<Place>,
    /// The answer's last good day, where it has one: of a waiver, of evidence, or of the transition from a replaced edition.
    pub until: Option<Day>,
    /// What is wrong with the paper that answers it, or not known of it.
    pub flaws: Vec<PaperFlaw>,
    /// The waivers that excuse it or did: their places in [`Project::waivers`].
    pub waivers: Vec<usize>,
    /// Of a standard that is mandatory by its number and that the project declares not to apply: its reason, which the reviewer has
    /// to judge, for nobody else does.
    pub declined: Option<String>,
}

/// The state of an order to correct (责令限期改正).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// Its time has not run out.
    Open,
    /// Its time has run out.
    Overdue,
    /// It was obeyed.
    Closed,
}

impl OrderState {
    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            OrderState::Open => "open",
            OrderState::Overdue => "overdue",
            OrderState::Closed => "closed",
        }
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrderStanding {
    /// Its state.
    pub state: OrderState,
    /// Whether it stands in the project's way: from its deadline on, and at once where the risk is high.
    pub holds: bool,
}

/// A project checked against what binds it, at a stage.
#[derive(Clone, Debug, Hash)]
pub struct ProjectAudit {
    /// The stage.
    pub stage: Stage,
    /// The obligations: standards by id, then evidence by gate and in the order of `policies/evidence.toml`.
    pub obligations: Vec<Obligation>,
    /// Where each of the project's orders stands, in the file's order; none for a retired project.
    pub orders: Vec<OrderStanding>,
    /// The standing of each of the project's waivers, in the file's order.
    pub waivers: Vec<WaiverStanding>,
    /// What may bind it, and turns on facts that its record does not give.
    pub undecided: Vec<Undecided>,
    /// The standards that are mandatory by their numbers and of which the office has not said whom they concern: their places in
    /// [`Registry::standards`].
    pub unplaced: Arc<[usize]>,
    /// What the catalogue recommends to it, if it is a major project.
    pub recommended: Vec<Recommended>,
    /// What clauses hold back from it.
    pub withheld: Vec<WithheldBy>,
    /// The clauses that bind it and ask for nothing in particular, as `policy#clause`.
    pub in_general: Vec<String>,
    /// Papers in its file that do not answer there.
    pub misplaced: Vec<PaperFlaw>,
}

impl ProjectAudit {
    /// Whether the project complies where it stands. An order whose time has run out says that it does not, too.
    #[must_use]
    pub fn gate(&self) -> Gate {
        let ordered = self.orders.iter().any(|order| order.holds);
        if ordered || self.holding().next().is_some() { Gate::Hold } else { Gate::Pass }
    }

    /// The obligations that hold the project.
    pub fn holding(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|obligation| obligation.holds)
    }
}

/// The audits of all projects of a registry on a day: each made when it is first asked for.
#[derive(Debug)]
pub struct Audits<'r> {
    registry: &'r Registry,
    day: Day,
    binding: Arc<OnceLock<DemandIndex>>,
    /// Made when the first project is asked for.
    projects: OnceLock<LazyTable<ProjectAudit>>,
    standards: StandingsMade,
    coverage: OnceLock<Vec<Coverage>>,
}

/// What several rules ask about each standard, made when the first is asked about.
#[derive(Debug, Default)]
struct StandingsMade {
    statuses: OnceLock<LazyTable<Status>>,
    forces: OnceLock<LazyTable<Force>>,
}

impl StandingsMade {
    fn forget(&mut self, standard: usize) {
        self.statuses.get_mut().into_iter().for_each(|statuses| statuses.forget(standard));
        self.forces.get_mut().into_iter().for_each(|forces| forces.forget(standard));
    }
}

/// Audits that were made, to be taken over where a registry changed little.
#[derive(Debug, Default)]
pub struct AuditsMade {
    binding: Arc<OnceLock<DemandIndex>>,
    projects: OnceLock<LazyTable<ProjectAudit>>,
    standards: StandingsMade,
}

impl AuditsMade {
    /// The audit of the project at a place, where it was made.
    #[must_use]
    pub fn project(&self, place: usize) -> Option<&ProjectAudit> {
        self.projects.get()?.known(place)
    }
}

impl<'r> Audits<'r> {
    /// Audits every project at its own stage, on all cores. Every condition is read once.
    #[must_use]
    pub fn of(registry: &'r Registry, day: Day) -> Self {
        let audits = Audits::lazy_table(registry, day);
        audits.ask_all();
        audits
    }

    /// Audits no project before it is asked for: by one thread, or by many after [`Audits::ask_all`].
    #[must_use]
    pub fn lazy_table(registry: &'r Registry, day: Day) -> Self {
        Audits::with_binding(registry, day, Arc::default())
    }

    fn with_binding(registry: &'r Registry, day: Day, binding: Arc<OnceLock<DemandIndex>>) -> Self {
        let (projects, standards, coverage) = (OnceLock::new(), StandingsMade::default(), OnceLock::new());
        Audits { registry, day, binding, projects, standards, coverage }
    }

    /// The audits of a registry of which some records were changed since others were made, as many projects and standards as before:
    /// those at these places are looked at anew, and all projects where other things bind now. Also whether that was so.
    #[must_use]
    pub fn again(
        registry: &'r Registry,
        day: Day,
        before: AuditsMade,
        (changed, standards_changed): (&[usize], &[usize]),
    ) -> (Self, bool) {
        let AuditsMade { binding, projects, mut standards } = before;
        standards_changed.iter().for_each(|place| standards.forget(*place));
        let now = DemandIndex::of(registry, day);
        let is_same = binding.get().is_some_and(|before| *before == now);
        let mut projects = if is_same { projects } else { OnceLock::new() };
        if let Some(projects) = projects.get_mut() {
            changed.iter().for_each(|place| projects.forget(*place));
        }
        let audits = Audits::with_binding(registry, day, Arc::new(OnceLock::from(now)));
        (Audits { projects, standards, ..audits }, !is_same)
    }

    /// What was worked out, without the registry that it is about.
    #[must_use]
    pub fn made(self) -> AuditsMade {
        AuditsMade { binding: self.binding, projects: self.projects, standards: self.standards }
    }

    /// The same, with no project audited yet; what binds is gathered once for both.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Audits::with_binding(self.registry, self.day, Arc::clone(&self.binding))
    }

    /// Audits as if one clause were all that binds.
    #[must_use]
    pub fn of_clause(registry: &'r Registry, found: ClauseRef<'_>, day: Day) -> Self {
        let binding = Arc::new(OnceLock::from(DemandIndex::of_clause(registry, found, day)));
        Audits::with_binding(registry, day, binding)
    }

    /// Lets go of the audits, without waiting for it: of many projects that takes as long as making a page.
    pub fn let_go(self) {
        let Audits { binding, projects, standards, .. } = self;
        std::thread::spawn(move || drop((binding, projects, standards)));
    }

    /// Audits every project that was not yet, on all cores.
    pub fn ask_all(&self) {
        self.ask_some(0..self.registry.projects.len());
    }

    /// Audits the projects at some places of [`Registry::projects`] that were not yet, on all cores.
    pub fn ask_some(&self, places: Range<usize>) {
        // Before the cores set to work: one that gathers what binds takes up other work meanwhile, which may wait for just that.
        self.binding();
        places.into_par_iter().for_each(|index| {
            let _ = self.project(index);
        });
    }

    /// The status of a standard on the day, by its place in [`Registry::standards`].
    #[must_use]
    pub fn status(&self, standard: usize) -> Status {
        let statuses = self.standards.statuses.get_or_init(|| LazyTable::of(self.registry.standards.len()));
        *statuses.get(standard, || self.registry.status(standard, self.day))
    }

    /// What force a standard has on the day, likewise.
    #[must_use]
    pub fn force(&self, standard: usize) -> Force {
        let forces = self.standards.forces.get_or_init(|| LazyTable::of(self.registry.standards.len()));
        *forces.get(standard, || self.registry.binding(standard, self.day).force)
    }

    /// The coverage of topics, in the taxonomy's order.
    #[must_use]
    pub fn coverage(&self) -> &[Coverage] {
        self.coverage.get_or_init(|| self.registry.coverage(self.day))
    }

    /// The registry whose projects these are.
    #[must_use]
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// The day for which they are audited.
    #[must_use]
    pub fn day(&self) -> Day {
        self.day
    }

    /// A project's audit at its own stage: by its place in [`Registry::projects`].
    #[must_use]
    pub fn project(&self, index: usize) -> &ProjectAudit {
        let projects = self.projects.get_or_init(|| LazyTable::of(self.registry.projects.len()));
        projects.get(index, || self.own(&self.registry.projects[index]))
    }

    /// Every project with its audit, in the files' order.
    pub fn iter(&self) -> impl Iterator<Item = (&'r Project, &ProjectAudit)> {
        self.registry.projects.iter().enumerate().map(|(index, project)| (project, self.project(index)))
    }

    /// A project's audit as if it were at a stage. The project need not be in the registry. One that is retired stays so.
    #[must_use]
    pub fn at(&self, project: &Project, stage: Stage) -> ProjectAudit {
        let stage = if stage_of(project) == Stage::Retired { Stage::Retired } else { stage };
        let waivers: Vec<WaiverStanding> =
            project.waivers.iter().map(|waiver| waiver::standing(self.registry, project, waiver, self.day)).collect();
        let asked = self.binding().asked_of(self.registry, project, stage, self.day);
        let answers = answer::ProjectAnswers::of(self.registry, project, &waivers, self.day);
        let mut obligations: Vec<Obligation> =
            asked.bound.into_iter().map(|(asked, demands)| answers.to(asked, demands, stage)).collect();
        obligations.sort_by_cached_key(|obligation| self.order_of(&obligation.asked, obligation.gate));
        let undecided = asked.undecided.into_iter();
        let mut undecided: Vec<Undecided> =
            undecided.map(|(what, (demands, facts))| Undecided::new(what, demands, facts, stage)).collect();
        undecided.sort_by_cached_key(|undecided| self.order_of(&undecided.asked, Stage::Planning));
        let orders: Vec<OrderStanding> = match stage {
            Stage::Retired => Vec::new(),
            _ => project.orders.iter().map(|order| order_standing(order, self.day)).collect(),
        };
        let withheld = consequence::withheld(&asked.withholding, project, stage, &obligations, &orders);
        let recommended = asked.recommended.into_iter();
        ProjectAudit {
            stage,
            obligations,
            orders,
            waivers,
            undecided,
            unplaced: asked.unplaced,
            recommended: recommended
                .map(|standard| Recommended::of(self.registry, project, standard, self.day))
                .collect(),
            withheld,
            in_general: asked.in_general,
            misplaced: paper::misplaced(self.registry, project).collect(),
        }
    }

    /// The next stage, and what it will ask for beyond what holds the project already. None in operation and after.
    #[must_use]
    pub fn next(&self, project: &Project) -> Option<(Stage, Vec<Obligation>)> {
        let stage = stage_of(project);
        let next = Stage::ALL.into_iter().find(|next| *next > stage && *next != Stage::Retired)?;
        let now = self.own(project);
        let held = |obligation: &Obligation| now.holding().any(|holding| holding.asked == obligation.asked);
        let then = self.at(project, next).obligations;
        Some((next, then.into_iter().filter(|obligation| obligation.holds && !held(obligation)).collect()))
    }

    /// Whether a waiver of a project, by its place in [`Project::waivers`], speaks of an obligation or a part of it.
    #[must_use]
    pub fn covers(&self, project: &Project, waiver: usize, obligation: &Obligation) -> bool {
        let speaks = |demand: &Demand| {
            let waiver = project.waivers.get(waiver);
            waiver.is_some_and(|waiver| waiver::covers(self.registry, waiver, &obligation.asked, demand, self.day))
        };
        obligation.demanded_by.iter().any(speaks)
    }

    /// The conditions that cannot be read, in some files or in all: where each stands, and what is wrong with it.
    pub fn problems(&self, asked: Option<FileRange>) -> impl Iterator<Item = (Place, &Problem)> {
        self.conditions(asked).filter_map(|(file, when)| {
            let problem = self.binding().problem(&when.value)?;
            Some((Place { file, span: when.span }, problem))
        })
    }

    /// The words that conditions, in some files or in all, compare a project's variables with: each with its file and place.
    pub fn compared(&self, asked: Option<FileRange>) -> impl Iterator<Item = (Place, &ComparedWord)> + use<'_, 'r> {
        self.conditions(asked).flat_map(|(file, when)| {
            let words = self.binding().compared(&when.value).iter();
            words.map(move |word| (Place { file, span: word.span(when) }, word))
        })
    }

    /// The open mandates, in some files or in all: conditions over standards.
    pub fn open_mandates(
        &self,
        asked: Option<FileRange>,
    ) -> impl Iterator<Item = (FileId, &'r Spanned<String>)> + use<'r> {
        open_mandates(self.registry).filter(move |(file, _)| asked.is_none_or(|asked| asked.contains(*file)))
    }

    fn conditions(&self, asked: Option<FileRange>) -> impl Iterator<Item = (FileId, &'r Spanned<String>)> + use<'r> {
        conditions(self.registry).filter(move |(file, _)| asked.is_none_or(|asked| asked.contains(*file)))
    }

    fn binding(&self) -> &DemandIndex {
        self.binding.get_or_init(|| DemandIndex::of(self.registry, self.day))
    }

    fn own(&self, project: &Project) -> ProjectAudit {
        self.at(project, stage_of(project))
    }

    fn order_of(&self, asked: &Requirement, gate: Stage) -> (bool, Stage, usize, String) {
        match asked {
            Requirement::Standard(index) => (false, Stage::Planning, 0, self.registry.standards[*index].id.clone()),
            Requirement::Evidence(kind) => {
                let kinds = &self.registry.evidence_kinds;
                let known = |known: &crate::model::EvidenceKind| known.id.as_ref().is_some_and(|id| id.value == *kind);
                (true, gate, kinds.iter().position(known).unwrap_or(kinds.len()), kind.clone())
            }
        }
    }
}

/// A project's stage; planning, where it cannot be read.
#[must_use]
pub fn stage_of(project: &Project) -> Stage {
    project.stage.as_ref().map_or(Stage::Planning, |stage| stage.value)
}

/// Where an order stands. One that is given for later does not bind yet.
#[must_use]
pub fn order_standing(order: &crate::model::Order, day: Day) -> OrderStanding {
    let by = |date: &Option<Spanned<Day>>| date.as_ref().is_some_and(|date| date.value <= day);
    let given = order.issued.is_none() || by(&order.issued);
    let state = if by(&order.closed) {
        OrderState::Closed
    } else if order.deadline.as_ref().is_some_and(|deadline| deadline.value < day) {
        OrderState::Overdue
    } else {
        OrderState::Open
    };
    let grave = order.risk.as_ref().is_some_and(|risk| risk.value == crate::model::Risk::High);
    let holds = given && (state == OrderState::Overdue || (state == OrderState::Open && grave));
    OrderStanding { state, holds }
}
