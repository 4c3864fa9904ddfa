//! What binds a project and whether it complies, as programs read it (`mulu.audit/1`, DESIGN 7).

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::{
    Audits, Flaw, Gate, Obligation, PaperFlaw, ProjectAudit, Recommended, Requirement, Undecided, Verdict,
    WaiverRefusal, WaiverStanding, stage_of,
};
use crate::condition::UnknownFact;
use crate::day::Day;
use crate::model::{ConformanceStatus, Place, Project, Stage, Withheld};
use crate::registry::Registry;
use crate::vocabulary::{ids, ids_or_null};

use super::{day, text};

/// A place in a file, by line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PlaceFacts {
    /// The file, relative to the registry's root.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// A project's audit.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AuditFacts {
    /// The project's id; none for one that does not exist.
    pub project: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// The stage it is held to: its own, or the one that was asked for.
    pub stage: Stage,
    /// `pass` or `hold`.
    pub gate: Gate,
    /// The obligations, in the order of [`ProjectAudit::obligations`].
    pub obligations: Vec<ObligationFacts>,
    /// What the next stage asks beyond what holds the project now.
    pub next: Option<NextFacts>,
    /// What may bind it: ids of standards of which nobody has said whom they concern, and of standards and kinds of evidence that
    /// turn on facts which its record does not give. Never part of the gate.
    pub undecided: Vec<String>,
    /// Of those that turn on facts: who would ask, and the facts.
    pub undecided_because: Vec<UndecidedFacts>,
    /// The facts that are missing at gates which it has reached: as long as they are, nobody can conclude that it complies.
    pub missing_facts: Vec<&'static str>,
    /// What the catalogue recommends to a major project, which it may decline with a reason. Never part of the gate.
    pub recommended: Vec<RecommendedFacts>,
    /// What clauses in force hold back from it.
    pub withheld: Vec<WithheldFacts>,
    /// Its orders to correct.
    pub orders: Vec<OrderFacts>,
    /// Its waivers.
    pub waivers: Vec<WaiverFacts>,
}

/// What turns on facts that a record does not give.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct UndecidedFacts {
    /// The id of the standard or of the kind of evidence.
    pub what: String,
    /// The clauses that would ask; the standard's id where its scope would.
    pub demanded_by: Vec<String>,
    /// The keys that would decide it.
    pub facts: Vec<&'static str>,
}

/// A standard that the catalogue recommends.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RecommendedFacts {
    /// Its id.
    pub standard: String,
    /// Its number, or its title where it has none.
    pub number: String,
    /// What the project says of it: `planned`, `partial`, `met`, `not-applicable`, or nothing.
    #[schemars(extend("enum" = ids_or_null::<ConformanceStatus>()))]
    pub declared: Option<&'static str>,
}

/// What a clause holds back.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WithheldFacts {
    /// What.
    #[schemars(extend("enum" = ids::<Withheld>()))]
    pub what: &'static str,
    /// By which clause, `policy#clause`.
    pub clause: String,
}

/// An obligation. Standards have the keys of standards, evidence has those of evidence.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ObligationFacts {
    /// A standard.
    Standard {
        /// The id of the edition in force.
        standard: String,
        /// Its number, or its title where it has none.
        number: String,
        /// Its title.
        title: Option<String>,
        /// The number as the clause that mandates it cites it.
        cited_as: Option<String>,
        /// The stage by which it must be declared; `gate` is the one by which it must be met.
        declare_by: Stage,
        /// The rest.
        #[serde(flatten)]
        common: CommonFacts,
    },
    /// Evidence.
    Evidence {
        /// The id of its kind.
        evidence: String,
        /// The kind's title.
        title: Option<String>,
        /// The rest.
        #[serde(flatten)]
        common: CommonFacts,
    },
}

/// What every obligation has.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CommonFacts {
    /// The clauses that ask, `policy#clause`; the standard's id where it is mandatory by its number.
    pub demanded_by: Vec<String>,
    /// The stage by which it must be met.
    pub gate: Stage,
    /// One of the ten verdicts.
    #[schemars(extend("enum" = ids::<Verdict>()))]
    pub verdict: &'static str,
    /// Whether it holds the project now.
    pub holds: bool,
    /// Until when it is waived.
    pub waived_until: Option<Day>,
    /// The last good day of what ran out, or of the transition from the declared edition.
    pub until: Option<Day>,
    /// What is wrong with the paper that answers it, or not known of it.
    pub flaws: Vec<String>,
    /// Of a standard that is mandatory by its number and declared not to apply: the project's reason, for the reviewer to judge.
    pub declined: Option<String>,
    /// The value that answers it, in the project's file or its agency's.
    pub place: Option<PlaceFacts>,
}

/// What the next stage asks.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct NextFacts {
    /// The stage.
    pub stage: Stage,
    /// What would hold the project there.
    pub obligations: Vec<ObligationFacts>,
}

/// An order to correct (责令限期改正).
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OrderFacts {
    /// What is to be corrected.
    pub about: Option<String>,
    /// When it was given.
    pub issued: Option<Day>,
    /// The last day on which correcting is in time.
    pub deadline: Option<Day>,
    /// When it was done.
    pub closed: Option<Day>,
    /// The clause under which it was given.
    pub clause: Option<String>,
    /// Who gave it.
    pub by: Option<String>,
    /// `high`, `medium`, `low`.
    pub risk: Option<&'static str>,
    /// Whether it stands in the project's way now.
    pub holds: bool,
    /// `open`, `overdue`, `closed`.
    #[schemars(extend("enum" = ["open", "overdue", "closed"]))]
    pub state: &'static str,
    /// Its place in the project's file.
    pub place: PlaceFacts,
}

/// A waiver.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WaiverFacts {
    /// The standard waived, by number.
    pub standard: Option<String>,
    /// The clause waived.
    pub clause: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved: Option<Day>,
    /// Its last day.
    pub until: Option<Day>,
    /// `valid`, `run-out`, `pending`, `refused`.
    #[schemars(extend("enum" = ["valid", "run-out", "pending", "refused"]))]
    pub standing: &'static str,
    /// Why it is refused.
    #[schemars(extend("enum" = ids_or_null::<WaiverRefusal>()))]
    pub refused: Option<&'static str>,
    /// Its place in the project's file.
    pub place: PlaceFacts,
}

/// What turns places into lines: [`crate::report::Texts::position`], by line and column.
pub type Locate<'l> = &'l dyn Fn(Place) -> (usize, usize);

impl AuditFacts {
    /// A project's audit. Whether the project is in the registry decides whether it has an id.
    #[must_use]
    pub fn of(
        registry: &Registry,
        audits: &Audits<'_>,
        project: &Project,
        audit: &ProjectAudit,
        locate: Locate<'_>,
    ) -> Self {
        let place = |place: Place| place_facts(registry, place, locate);
        let facts = |obligation: &Obligation| obligation_facts(registry, obligation, locate);
        // What comes next is a question about where the project is, not about where it was asked to be.
        let next = if stage_of(project) == audit.stage { audits.next(project) } else { None };
        let orders = project.orders.iter().zip(&audit.orders).map(|(order, state)| OrderFacts {
            about: text(&order.about),
            issued: day(&order.issued),
            deadline: day(&order.deadline),
            closed: day(&order.closed),
            clause: text(&order.clause),
            by: text(&order.by),
            risk: order.risk.as_ref().map(|risk| risk.value.id()),
            holds: state.holds,
            state: state.state.id(),
            place: place(Place { file: project.file, span: order.span }),
        });
        let waivers = project.waivers.iter().zip(&audit.waivers).map(|(waiver, standing)| WaiverFacts {
            standard: waiver.standard.as_ref().map(|cited| cited.number.canonical().to_owned()),
            clause: text(&waiver.clause),
            reason: text(&waiver.reason),
            approved_by: text(&waiver.approved_by),
            approved: day(&waiver.approved),
            until: day(&waiver.until),
            standing: standing.id(),
            refused: match standing {
                WaiverStanding::Refused(refusal) => Some(refusal.id()),
                _ => None,
            },
            place: place(Place { file: project.file, span: waiver.span }),
        });
        AuditFacts {
            project: (!project.id.is_empty()).then(|| project.id.clone()),
            name: text(&project.name),
            jurisdiction: registry.jurisdiction_of(project).map(|code| code.value.clone()),
            stage: audit.stage,
            gate: audit.gate(),
            obligations: audit.obligations.iter().map(facts).collect(),
            next: next.map(|(stage, asks)| NextFacts { stage, obligations: asks.iter().map(facts).collect() }),
            undecided: undecided(registry, audit),
            undecided_because: audit.undecided.iter().map(|open| undecided_facts(registry, open)).collect(),
            missing_facts: audit.missing_facts().iter().map(UnknownFact::id).collect(),
            recommended: audit.recommended.iter().map(|one| recommended_facts(registry, one)).collect(),
            withheld: audit
                .withheld
                .iter()
                .map(|held| WithheldFacts { what: held.what.id(), clause: held.clause.clone() })
                .collect(),
            orders: orders.collect(),
            waivers: waivers.collect(),
        }
    }
}

impl ObligationFacts {
    /// What standards and evidence have in common.
    #[must_use]
    pub fn common(&self) -> &CommonFacts {
        match self {
            ObligationFacts::Standard { common, .. } | ObligationFacts::Evidence { common, .. } => common,
        }
    }
}

/// The id of what is asked for: of a standard or of a kind of evidence.
fn id_of<'r>(registry: &'r Registry, asked: &'r Requirement) -> &'r str {
    match asked {
        Requirement::Standard(index) => &registry.standards[*index].id,
        Requirement::Evidence(kind) => kind,
    }
}

fn undecided(registry: &Registry, audit: &ProjectAudit) -> Vec<String> {
    let unplaced = audit.unplaced.iter().map(|index| registry.standards[*index].id.as_str());
    unplaced.chain(audit.undecided.iter().map(|open| id_of(registry, &open.asked))).map(str::to_owned).collect()
}

fn undecided_facts(registry: &Registry, open: &Undecided) -> UndecidedFacts {
    UndecidedFacts {
        what: id_of(registry, &open.asked).to_owned(),
        demanded_by: open.demanded_by.iter().map(|demand| demand.reference.clone()).collect(),
        facts: open.facts.iter().map(UnknownFact::id).collect(),
    }
}

fn recommended_facts(registry: &Registry, one: &Recommended) -> RecommendedFacts {
    let standard = &registry.standards[one.standard];
    RecommendedFacts {
        standard: standard.id.clone(),
        number: standard.name().to_owned(),
        declared: one.declared.map(crate::model::ConformanceStatus::id),
    }
}

/// A flaw in a word: `failed`, `too-short`, `lacks-result`.
fn flaw_word(flaw: &PaperFlaw) -> String {
    match flaw.flaw {
        Flaw::Failed => "failed".to_owned(),
        Flaw::TooShort => "too-short".to_owned(),
        Flaw::WrongIssuer => "wrong-issuer".to_owned(),
        Flaw::TooEarly(_) => "too-early".to_owned(),
        Flaw::Late(..) => "late".to_owned(),
        Flaw::OfAgency => "of-agency".to_owned(),
        Flaw::Derived => "derived".to_owned(),
        Flaw::Lacks(key) => format!("lacks-{key}"),
    }
}

fn place_facts(registry: &Registry, place: Place, locate: Locate<'_>) -> PlaceFacts {
    let (line, column) = locate(place);
    PlaceFacts { file: registry.path(place.file).to_owned(), line, column }
}

fn obligation_facts(registry: &Registry, obligation: &Obligation, locate: Locate<'_>) -> ObligationFacts {
    let waived = obligation.verdict == crate::audit::Verdict::Waived;
    let common = CommonFacts {
        demanded_by: obligation.demanded_by.iter().map(|demand| demand.reference.clone()).collect(),
        gate: obligation.gate,
        verdict: obligation.verdict.id(),
        holds: obligation.holds,
        waived_until: obligation.until.filter(|_| waived),
        until: obligation.until.filter(|_| !waived),
        flaws: obligation.flaws.iter().map(flaw_word).collect(),
        declined: obligation.declined.clone(),
        place: obligation.answer.map(|answer| place_facts(registry, answer, locate)),
    };
    match &obligation.asked {
        Requirement::Standard(index) => {
            let standard = &registry.standards[*index];
            ObligationFacts::Standard {
                standard: standard.id.clone(),
                number: standard.name().to_owned(),
                title: text(&standard.title),
                cited_as: obligation.cited_as.clone(),
                declare_by: Stage::Approval,
                common,
            }
        }
        Requirement::Evidence(kind) => ObligationFacts::Evidence {
            evidence: kind.clone(),
            title: registry.evidence_kind(kind).and_then(|kind| text(&kind.title)),
            common,
        },
    }
}
