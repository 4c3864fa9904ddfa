//! An agency with everything derived.

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, Status};
use crate::model::{Agency, Progress};
use crate::registry::{CitationTarget, Registry};
use crate::vocabulary::ids_or_null;

use super::recorded::all;
use super::{
    ComplaintFacts, DoneFacts, FormerNameFacts, OrderedFacts, PaperFacts, PostFacts, SweptFacts, TrainingFacts, day,
    text, texts,
};

/// An agency on a day. `E` is how it says that it is no more: as its record does, or by a word that a published document does not
/// use for itself.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AgencyFacts<E = Until> {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// Its roles.
    pub roles: Vec<String>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Since when it is no more.
    #[serde(flatten)]
    pub ended: E,
    /// Who took over from it: agency ids.
    pub succeeded_by: Vec<String>,
    /// Its former names.
    pub names: Vec<FormerNameFacts>,
    /// The functions that measures ask to be named.
    pub people: Vec<PostFacts>,
    /// Facts about it, which answer for all its projects.
    pub evidence: Vec<PaperFacts>,
    /// Orders to it to correct within a time.
    pub orders: Vec<OrderedFacts>,
    /// Its training.
    pub trainings: Vec<TrainingFacts>,
    /// The recurring duties that it did.
    pub done: Vec<DoneFacts>,
    /// The days on which it went through its resources.
    pub sweeps: Vec<SweptFacts>,
    /// Complaints about how it shares.
    pub complaints: Vec<ComplaintFacts>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// Its filings.
    pub filings: Vec<FilingFacts>,
    /// The projects it owns: their ids.
    pub projects: Vec<String>,
    /// The record's file.
    pub file: String,
}

/// The end of an agency, by the key that its record has.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Until {
    /// Since when the agency is no more.
    pub until: Option<Day>,
}

/// The end of an agency where `until` says how long a document holds.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Dissolved {
    /// Since when the agency is no more.
    pub dissolved: Option<Day>,
}

impl From<Option<Day>> for Until {
    fn from(until: Option<Day>) -> Self {
        Until { until }
    }
}

impl From<Option<Day>> for Dissolved {
    fn from(dissolved: Option<Day>) -> Self {
        Dissolved { dissolved }
    }
}

/// A filing on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FilingFacts {
    /// The standard's canonical number.
    pub standard: Option<String>,
    /// `planned`, `implementing`, `implemented`, `suspended`.
    #[schemars(extend("enum" = ids_or_null::<Progress>()))]
    pub status: Option<&'static str>,
    /// Since when.
    pub since: Option<Day>,
    /// When it was filed.
    pub filed: Option<Day>,
    /// The systems that use it.
    pub systems: Vec<String>,
    /// A path or an address.
    pub evidence: Option<String>,
    /// The status of the edition it names.
    pub edition: Option<Status>,
    /// The editions in force that it means.
    pub current: Vec<String>,
}

impl<E: From<Option<Day>>> AgencyFacts<E> {
    /// Everything about an agency on a day.
    #[must_use]
    pub fn of(registry: &Registry, agency: &Agency, on: Day) -> Self {
        let filing = |filing: &crate::model::Filing| {
            let number = filing.standard.as_ref().map(|cited| &cited.number);
            let edition = number.and_then(|number| match registry.target(number) {
                CitationTarget::Edition(index) => Some(registry.status(index, on)),
                CitationTarget::Family(_) | CitationTarget::Unknown => None,
            });
            let current = number.map(|number| registry.in_force(number, on)).unwrap_or_default();
            FilingFacts {
                standard: number.map(|number| number.canonical().to_owned()),
                status: filing.status.as_ref().map(|status| status.value.id()),
                since: day(&filing.since),
                filed: day(&filing.filed),
                systems: texts(&filing.systems),
                evidence: text(&filing.evidence),
                edition,
                current: current.into_iter().map(|index| registry.standards[index].name().to_owned()).collect(),
            }
        };
        let owned = registry.projects_of(&agency.id).iter().filter_map(|index| registry.projects.get(*index));
        AgencyFacts {
            id: agency.id.clone(),
            name: text(&agency.name),
            name_en: text(&agency.name_en),
            jurisdiction: text(&agency.jurisdiction),
            roles: texts(&agency.roles),
            uscc: text(&agency.uscc),
            contact: text(&agency.contact),
            ended: day(&agency.until).into(),
            succeeded_by: texts(&agency.succeeded_by),
            names: all(&agency.names),
            people: all(&agency.people),
            evidence: all(&agency.evidence),
            orders: all(&agency.orders),
            trainings: all(&agency.trainings),
            done: all(&agency.done),
            sweeps: all(&agency.sweeps),
            complaints: all(&agency.complaints),
            sample: agency.sample,
            formerly: texts(&agency.formerly),
            filings: agency.adoptions.iter().map(filing).collect(),
            projects: owned.map(|project| project.id.clone()).collect(),
            file: registry.path(agency.file).to_owned(),
        }
    }
}
