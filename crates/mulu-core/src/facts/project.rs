//! A project, as its record declares it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::Audits;
use crate::day::Day;
use crate::model::{ConformanceStatus, Project, Stage};
use crate::registry::Registry;
use crate::vocabulary::ids_or_null;

use super::recorded::all;
use super::{AuditFacts, Locate, OrderedFacts, PaperFacts, WaivedFacts, day, text, texts};

/// A project on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ProjectFacts {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// The agency that owns it.
    pub agency: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// When it was approved.
    pub approved: Option<Day>,
    /// When its construction began.
    pub started: Option<Day>,
    /// When it was accepted.
    pub accepted: Option<Day>,
    /// When it went into operation.
    pub operating: Option<Day>,
    /// 万元.
    pub investment: Option<f64>,
    /// 重大.
    pub major: bool,
    /// 涉密.
    pub classified: bool,
    /// Its traits.
    pub traits: Vec<String>,
    /// 等级保护级别.
    pub mlps_level: Option<i64>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// What it declares on standards.
    pub conformance: Vec<ConformanceFacts>,
    /// The evidence that it has.
    pub evidence: Vec<PaperFacts>,
    /// What it was excused from.
    pub waivers: Vec<WaivedFacts>,
    /// Its orders to correct within a time.
    pub orders: Vec<OrderedFacts>,
    /// The record's file.
    pub file: String,
}

/// A project with its audit.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AuditedProject {
    /// What its record declares.
    #[serde(flatten)]
    pub declared: ProjectFacts,
    /// What binds it, each obligation with its verdict, and whether its gate holds it.
    pub audit: AuditFacts,
}

impl AuditedProject {
    /// Everything about a project, by its place in the registry, on the day of the audits; `locate` turns places into lines and
    /// columns.
    #[must_use]
    pub fn of(registry: &Registry, audits: &Audits<'_>, index: usize, on: Day, locate: Locate<'_>) -> Self {
        let project = &registry.projects[index];
        let audit = AuditFacts::of(registry, audits, project, audits.project(index), locate);
        AuditedProject { declared: ProjectFacts::of(registry, project, on), audit }
    }
}

/// What a project declares on one standard.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ConformanceFacts {
    /// The standard's canonical number.
    pub standard: Option<String>,
    /// `planned`, `partial`, `met`, `not-applicable`.
    #[schemars(extend("enum" = ids_or_null::<ConformanceStatus>()))]
    pub status: Option<&'static str>,
    /// The clause that it answers, as `policy#clause`.
    pub clause: Option<String>,
    /// Why it does not apply.
    pub reason: Option<String>,
    /// A path, an address or a document's number.
    pub evidence: Option<String>,
    /// The editions in force that it means.
    pub current: Vec<String>,
}

impl ProjectFacts {
    /// Everything about a project on a day.
    #[must_use]
    pub fn of(registry: &Registry, project: &Project, on: Day) -> Self {
        let conformance = |declared: &crate::model::Conformance| {
            let number = declared.standard.as_ref().map(|cited| &cited.number);
            let current = number.map(|number| registry.in_force(number, on)).unwrap_or_default();
            ConformanceFacts {
                standard: number.map(|number| number.canonical().to_owned()),
                status: declared.status.as_ref().map(|status| status.value.id()),
                clause: text(&declared.clause),
                reason: text(&declared.reason),
                evidence: text(&declared.evidence),
                current: current.into_iter().map(|index| registry.standards[index].name().to_owned()).collect(),
            }
        };
        ProjectFacts {
            id: project.id.clone(),
            name: text(&project.name),
            name_en: text(&project.name_en),
            agency: text(&project.agency),
            jurisdiction: text(&project.jurisdiction),
            stage: project.stage.as_ref().map(|stage| stage.value),
            approved: day(&project.approved),
            started: day(&project.started),
            accepted: day(&project.accepted),
            operating: day(&project.operating),
            investment: project.investment.as_ref().map(|investment| investment.value),
            major: project.major,
            classified: project.classified,
            traits: texts(&project.traits),
            mlps_level: project.mlps_level.as_ref().map(|level| level.value),
            sample: project.sample,
            formerly: texts(&project.formerly),
            conformance: project.conformance.iter().map(conformance).collect(),
            evidence: all(&project.evidence),
            waivers: all(&project.waivers),
            orders: all(&project.orders),
            file: registry.path(project.file).to_owned(),
        }
    }
}
