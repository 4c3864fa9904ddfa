//! What binds a project, and whether it complies (DESIGN 5; 《长沙市电子政务服务标准化管理暂行办法》第二十三条).
//!
//! Everything here is a function of (registry, day). The rules of `mulu check`, `mulu audit` and the site's pages all ask here, so
//! that a finding, a table and a page cannot disagree.
//!
//! # What binds
//!
//! * A listed standard that binds ([`Registry::binding`]), inside the catalogue's jurisdiction; a mandatory national standard
//!   everywhere, listed or not. Its `[catalogue]` narrows it by `applies_to` (any of the traits) and `when`. A registry that
//!   names no jurisdiction lists for all its projects.
//! * What a clause with `subject = "project"` mandates and requires, while its policy is in force, inside its jurisdiction,
//!   where its `when` holds. A dated citation means the editions in force that came of it, an undated one the newest.
//! * A condition that cannot be read binds nobody: who would have to comply is unknown. It is a finding of its own
//!   (`invalid-value`), which cannot be turned off.
//! * Nothing binds a retired project.
//!
//! # When it must be answered
//!
//! A stage is reached when the project is *at it* or past it: a project at `approval` asks for its money there, so what has the
//! gate `approval` must be there already. A standard must be declared at `approval` and met at `acceptance`, whatever gate the
//! clause that mandates it has. Evidence has the gate of its clause, the earliest where several ask for it; a clause that names
//! none means `acceptance`. A project whose stage cannot be read is taken to be in planning.
//!
//! # What counts as an answer
//!
//! See [`Verdict`]. Where a project gives several answers to one obligation, the best counts, so that adding one never makes
//! things worse.

mod answer;
mod conditions;
mod demand;
mod edition;
mod verdict;
mod waiver;
mod wording;

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::condition::{Compared, Problem};
use crate::day::Day;
use crate::model::{FileId, Place, Project, Spanned, Stage};
use crate::registry::Registry;
use crate::when_asked::WhenAsked;

use conditions::conditions;
use demand::Binding;

pub use demand::Demand;
pub use edition::{Editions, Replaced, editions};
pub use verdict::{Gate, Verdict};
pub use waiver::{Refusal, WaiverStanding};
pub use wording::{demand_words, stage_words, verdict_words};

/// What is asked of a project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// A standard, in the edition in force: its place in [`Registry::standards`].
    Standard(usize),
    /// Evidence of a kind.
    Evidence(String),
}

/// Something that a project must do, and whether it did.
#[derive(Clone, Debug, Hash)]
pub struct Obligation {
    /// What is asked.
    pub asked: Asked,
    /// Who asks for it, by reference.
    pub demanded_by: Vec<Demand>,
    /// The number as the clause that mandates the standard cites it.
    pub cited_as: Option<String>,
    /// The stage by which it must be met.
    pub gate: Stage,
    /// Whether it is.
    pub verdict: Verdict,
    /// Whether it keeps the project from its money now.
    pub holds: bool,
    /// The value in the project's file that answers it, or that makes its answer wrong: of a declaration, of evidence, of a waiver.
    pub answer: Option<Place>,
    /// The answer's last good day, where it has one: of a waiver, of evidence, or of the transition from a replaced edition.
    pub until: Option<Day>,
    /// The waivers that excuse it or did: their places in [`Project::waivers`].
    pub waivers: Vec<usize>,
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

/// A project held against what binds it, at a stage.
#[derive(Clone, Debug, Hash)]
pub struct Audit {
    /// The stage.
    pub stage: Stage,
    /// The obligations: standards by id, then evidence by gate and in the order of `policies/evidence.toml`.
    pub obligations: Vec<Obligation>,
    /// The state of each of the project's orders, in the file's order; none for a retired project.
    pub orders: Vec<OrderState>,
    /// The standing of each of the project's waivers, in the file's order.
    pub waivers: Vec<WaiverStanding>,
}

impl Audit {
    /// Whether the project gets its money (Art. 23).
    ///
    /// An order whose time has run out holds it too: whoever does not correct what was found (Art. 24) still does not comply, and
    /// measures such as changsha-cloud-2018#46 withhold funds for exactly that.
    #[must_use]
    pub fn gate(&self) -> Gate {
        let overdue = self.orders.contains(&OrderState::Overdue);
        if overdue || self.holding().next().is_some() { Gate::Hold } else { Gate::Pass }
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
    binding: OnceLock<Binding>,
    projects: WhenAsked<Audit>,
}

impl<'r> Audits<'r> {
    /// Audits every project at its own stage, on all cores. Every condition is read once.
    #[must_use]
    pub fn of(registry: &'r Registry, day: Day) -> Self {
        let audits = Audits::when_asked(registry, day);
        audits.ask_all();
        audits
    }

    /// Audits no project before it is asked for: by one thread, or by many after [`Audits::ask_all`].
    #[must_use]
    pub fn when_asked(registry: &'r Registry, day: Day) -> Self {
        Audits { registry, day, binding: OnceLock::new(), projects: WhenAsked::of(registry.projects.len()) }
    }

    /// Lets go of the audits, without waiting for it: of many projects that takes as long as making a page.
    pub fn let_go(self) {
        let Audits { binding, projects, .. } = self;
        std::thread::spawn(move || drop((binding, projects)));
    }

    /// Audits every project that was not yet, on all cores.
    pub fn ask_all(&self) {
        // Before the cores set to work: one that gathers what binds takes up other work meanwhile, which may wait for just that.
        self.binding();
        (0..self.registry.projects.len()).into_par_iter().for_each(|index| {
            let _ = self.project(index);
        });
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
    pub fn project(&self, index: usize) -> &Audit {
        self.projects.get(index, || self.own(&self.registry.projects[index]))
    }

    /// Every project with its audit, in the files' order.
    pub fn iter(&self) -> impl Iterator<Item = (&'r Project, &Audit)> {
        self.registry.projects.iter().enumerate().map(|(index, project)| (project, self.project(index)))
    }

    /// A project's audit as if it were at a stage. The project need not be in the registry. One that is retired stays so.
    #[must_use]
    pub fn at(&self, project: &Project, stage: Stage) -> Audit {
        if stage_of(project) == Stage::Retired || stage == Stage::Retired {
            return Audit { stage: Stage::Retired, obligations: Vec::new(), orders: Vec::new(), waivers: Vec::new() };
        }
        let waivers: Vec<WaiverStanding> =
            project.waivers.iter().map(|waiver| waiver::standing(self.registry, project, waiver, self.day)).collect();
        let asked = self.binding().asked_of(self.registry, project, stage);
        let answers = answer::Answers::of(self.registry, project, &waivers, self.day);
        let mut obligations: Vec<Obligation> =
            asked.into_iter().map(|(asked, demands)| answers.to(asked, demands, stage)).collect();
        obligations.sort_by_cached_key(|obligation| self.order_of(obligation));
        let orders = project.orders.iter().map(|order| order_state(order, self.day)).collect();
        Audit { stage, obligations, orders, waivers }
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

    /// The conditions that cannot be read, in one file or in all: where each stands, and what is wrong with it.
    pub fn problems(&self, asked: Option<FileId>) -> impl Iterator<Item = (Place, &Problem)> {
        self.conditions(asked).filter_map(|(file, when)| {
            let problem = self.binding().problem(&when.value)?;
            Some((Place { file, span: when.span }, problem))
        })
    }

    /// The words that conditions, in one file or in all, compare a project's variables with: each with its file and place.
    pub fn compared(&self, asked: Option<FileId>) -> impl Iterator<Item = (Place, &Compared)> + use<'_, 'r> {
        self.conditions(asked).flat_map(|(file, when)| {
            let words = self.binding().compared(&when.value).iter();
            words.map(move |word| (Place { file, span: word.span(when) }, word))
        })
    }

    fn conditions(&self, asked: Option<FileId>) -> impl Iterator<Item = (FileId, &'r Spanned<String>)> + use<'r> {
        conditions(self.registry).filter(move |(file, _)| asked.is_none_or(|asked| asked == *file))
    }

    fn binding(&self) -> &Binding {
        self.binding.get_or_init(|| Binding::of(self.registry, self.day))
    }

    fn own(&self, project: &Project) -> Audit {
        self.at(project, stage_of(project))
    }

    fn order_of(&self, obligation: &Obligation) -> (bool, Stage, usize, String) {
        match &obligation.asked {
            Asked::Standard(index) => (false, Stage::Planning, 0, self.registry.standards[*index].id.clone()),
            Asked::Evidence(kind) => {
                let kinds = &self.registry.evidence_kinds;
                let known = |known: &crate::model::EvidenceKind| known.id.as_ref().is_some_and(|id| id.value == *kind);
                (true, obligation.gate, kinds.iter().position(known).unwrap_or(kinds.len()), kind.clone())
            }
        }
    }
}

/// A project's stage; planning, where it cannot be read.
#[must_use]
pub fn stage_of(project: &Project) -> Stage {
    project.stage.as_ref().map_or(Stage::Planning, |stage| stage.value)
}

fn order_state(order: &crate::model::Order, day: Day) -> OrderState {
    if order.closed.as_ref().is_some_and(|closed| closed.value <= day) {
        OrderState::Closed
    } else if order.deadline.as_ref().is_some_and(|deadline| deadline.value < day) {
        OrderState::Overdue
    } else {
        OrderState::Open
    }
}
