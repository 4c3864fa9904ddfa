//! Why something binds a project, or why it does not: each step that decides it, and the one at which it stopped.

use crate::condition::{Condition, ConditionNames, Ternary, known_values};
use crate::day::{Day, Status};
use crate::message;
use crate::message::Message;
use crate::model::{PolicyStatus, Project, Spanned, Stage, Subject};
use crate::number;
use crate::registry::{ClauseRef, Placement, Registry};

use super::demand::concerns;
use super::gates::Gates;
use super::{Audits, stage_of};

/// One step of the way to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyStep {
    /// What was looked at, in a word that programs use: `jurisdiction`, `in-force`, `scope`, `condition`, `gate`, `listing` …
    pub step: &'static str,
    /// Whether it goes on from here; none: that is not known.
    pub passed: Option<bool>,
    /// What was found.
    pub found: Message,
}

/// What binds by one way: a clause, or the number of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The clause, or the standard's id.
    pub reference: String,
    /// The steps, up to the one at which it stopped.
    pub steps: Vec<WhyStep>,
}

impl Why {
    /// Whether it binds; none: undecided.
    #[must_use]
    pub fn binds(&self) -> Option<bool> {
        self.steps.iter().map(|step| step.passed).try_fold(true, |binds, passed| passed.map(|passed| binds && passed))
    }
}

/// The steps, one after the other: nothing is looked at behind one that stops.
struct Walk {
    steps: Vec<WhyStep>,
}

impl Walk {
    fn goes_on(&self) -> bool {
        self.steps.last().is_none_or(|last| last.passed == Some(true))
    }

    fn step(&mut self, step: &'static str, passed: Option<bool>, found: Message) {
        if self.goes_on() {
            self.steps.push(WhyStep { step, passed, found });
        }
    }
}

impl Audits<'_> {
    /// Why a clause binds a project or does not.
    #[must_use]
    pub fn why_clause(&self, project: &Project, found: ClauseRef<'_>) -> Why {
        let mut walk = Walk { steps: Vec::new() };
        clause(self.registry(), project, found, self.day(), &mut walk);
        Why { reference: found.reference(), steps: walk.steps }
    }

    /// Why a standard binds a project or does not: by its number, and by each clause that mandates it.
    #[must_use]
    pub fn why_standard(&self, project: &Project, standard: usize) -> Vec<Why> {
        let (registry, day) = (self.registry(), self.day());
        let mut walk = Walk { steps: Vec::new() };
        by_number(registry, project, standard, day, &mut walk);
        let own = Why { reference: registry.standards[standard].id.clone(), steps: walk.steps };
        let clauses = registry.mandating(standard, day);
        std::iter::once(own).chain(clauses.into_iter().map(|found| self.why_clause(project, found))).collect()
    }
}

fn clause(registry: &Registry, project: &Project, found: ClauseRef<'_>, day: Day, walk: &mut Walk) {
    let at = registry.jurisdiction_of(project).map_or("", |at| at.value.as_str());
    let own = found.policy.jurisdiction.as_ref().map_or("", |own| own.value.as_str());
    let above = number::contains(own, at);
    walk.step(
        "jurisdiction",
        Some(above),
        message!("项目在 {at}，办法是 {own} 的", "the project lies in {at}, the measure is of {own}"),
    );
    let reach = found.policy.reach_of(found.clause);
    let reached = found.governs(at);
    let (zh, en) = if reached {
        ("在约束范围内", "within its reach")
    } else {
        ("只约束本级单位", "it binds its own bodies only")
    };
    walk.step("reach", Some(reached), message!("reach = {0}：{zh}", "reach = {0}: {en}", reach.id()));
    let standing = found.policy.standing(day);
    let since = found.policy.since().map(|since| since.to_string()).unwrap_or_default();
    walk.step(
        "in-force",
        Some(standing == PolicyStatus::InForce),
        message!("{since} 起施行，{day} 的状态：{0}", "in force from {since}; on {day}: {0}", standing.id()),
    );
    condition(registry, project, ("scope", found.policy.when.as_ref()), day, walk);
    condition(registry, project, ("condition", found.clause.when.as_ref()), day, walk);
    let subject = found.clause.subject.as_ref().map_or("", |subject| subject.value.id());
    let asks = !found.clause.mandates.is_empty() || found.clause.mandates_where.is_some();
    let of_projects = found.clause.subject.as_ref().is_some_and(|subject| subject.value == Subject::Project);
    walk.step("subject", Some(asks || of_projects), message!("对象：{subject}", "subject: {subject}"));
    if !found.clause.requires.is_empty() {
        gate(project, found, day, walk);
    }
}

/// Whether the clause asked at its gate: it does not reach back.
fn gate(project: &Project, found: ClauseRef<'_>, day: Day, walk: &mut Walk) {
    let gate = found.clause.gate.as_ref().map_or(Stage::Acceptance, |gate| gate.value);
    let lasting = found.clause.lasting.as_ref().map_or(gate == Stage::Operation, |lasting| lasting.value);
    let stage = gate.phrase();
    if lasting {
        let found = Message {
            zh: format!("时点：{}，此后一直须满足", stage.zh),
            en: format!("asked by {}, and for as long as the system runs", stage.en),
        };
        walk.step("gate", Some(true), found);
        return;
    }
    let (answer, _) = Gates::of(project, day).asked(gate, found.policy.since(), found.clause.reaches_back);
    let (zh, en) = match answer {
        Ternary::Yes => ("施行后过关，或尚未过关", "passed after the measure was in force, or not passed yet"),
        Ternary::No => ("施行前已经过关，不溯及", "passed before the measure was in force: it does not reach back"),
        Ternary::Unknown(_) => ("何时过关没有写明", "it is not written down when it was passed"),
    };
    let found = Message { zh: format!("时点：{}，{zh}", stage.zh), en: format!("asked by {}: {en}", stage.en) };
    walk.step("gate", said(answer), found);
}

fn by_number(registry: &Registry, project: &Project, standard: usize, day: Day, walk: &mut Walk) {
    let record = &registry.standards[standard];
    let name = record.name();
    walk.step(
        "nature",
        Some(registry.is_mandatory_by_number(standard, day)),
        if registry.is_mandatory_by_number(standard, day) {
            message!("{name} 按编号是强制性标准", "{name} is mandatory by its number")
        } else {
            message!(
                "{name} 按编号不是强制性标准，只能由条款规定执行",
                "{name} is not mandatory by its number: only a clause can mandate it"
            )
        },
    );
    let status = registry.status(standard, day);
    walk.step(
        "status",
        Some(status == Status::Current),
        message!("{day} 的状态：{0}", "its status on {day}: {0}", status.id()),
    );
    let placed = match registry.placement(standard, day) {
        Placement::Everyone => (
            Some(true),
            message!("列入目录，没有限定范围：适用全部项目", "listed without a scope: it concerns every project"),
        ),
        Placement::Scoped => (Some(true), message!("目录写明了适用范围", "its entry says whom it concerns")),
        Placement::Undecided => {
            (None, message!("适用于哪些项目，主管部门尚未判定", "the office has not said whom it concerns"))
        }
        Placement::Excluded => (Some(false), message!("判定为不适用", "it was found not to apply")),
    };
    walk.step("listing", placed.0, placed.1);
    let has = concerns(record, project);
    walk.step(
        "traits",
        Some(has),
        if has {
            message!("项目特征在适用范围内", "the project has one of its traits")
        } else {
            message!("项目没有所列的特征", "the project has none of its traits")
        },
    );
    let when = record.catalogue.as_ref().and_then(|entry| entry.when.as_ref());
    condition(registry, project, ("condition", when), day, walk);
}

fn condition(
    registry: &Registry,
    project: &Project,
    (step, when): (&'static str, Option<&Spanned<String>>),
    day: Day,
    walk: &mut Walk,
) {
    let Some(when) = when else { return };
    let text = &when.value;
    let Ok(read) = Condition::parse(text, &ConditionNames::of_project()) else {
        walk.step(
            step,
            Some(false),
            message!(
                "条件读不懂，不约束任何项目：{text}",
                "the condition cannot be parsed, so it binds no project: {text}"
            ),
        );
        return;
    };
    let at = registry.jurisdiction_of(project).map_or("", |at| at.value.as_str());
    let gates = Gates::of(project, day);
    let answer = read.answer(&mut known_values(project, stage_of(project), at, gates.unknown()));
    let found = match answer {
        Ternary::Yes => message!("条件成立：{text}", "the condition holds: {text}"),
        Ternary::No => message!("条件不成立：{text}", "the condition does not hold: {text}"),
        Ternary::Unknown(facts) => {
            let facts: Vec<&str> = facts.iter().map(crate::condition::UnknownFact::id).collect();
            let facts = facts.join(", ");
            message!(
                "条件要看没有写明的 {facts}：{text}",
                "the condition depends on {facts}, which is not given: {text}"
            )
        }
    };
    walk.step(step, said(answer), found);
}

fn said(answer: Ternary) -> Option<bool> {
    match answer {
        Ternary::Yes => Some(true),
        Ternary::No => Some(false),
        Ternary::Unknown(_) => None,
    }
}
