//! A standard with everything derived.

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, ReviewState, Status};
use crate::message::Lang;
use crate::model::{Binding, DocumentForm, Listing};
use crate::number::{Level, Nature, Number};
use crate::reasons;
use crate::registry::{Force, Registry};
use crate::vocabulary::{ids, ids_or_null};

use super::recorded::all;
use super::{
    AdoptsFacts, DraftingFacts, ErratumFacts, FanOut, FormerNumberFacts, ReviewedFacts, SourceFacts, day, numbers,
    prose, text, texts,
};

/// A standard on a day. Every key is always present; what is not known is null.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StandardFacts {
    /// Whether the registry has a record of it.
    pub known: bool,
    /// The record's id.
    pub id: Option<String>,
    /// The canonical number; a document without one is known by its title.
    pub number: String,
    /// The number's slug, or the record's id where there is no number.
    pub slug: String,
    /// `national`, `industry`, `local`, `municipal`, `group`, `international`.
    pub level: Option<Level>,
    /// `mandatory`, `recommended`, `guidance`.
    pub nature: Option<Nature>,
    /// The year of the number.
    pub year: Option<u16>,
    /// The code before the serial, such as `GB` or `DB43`.
    pub prefix: Option<String>,
    /// The serial, without its parts.
    pub serial: Option<String>,
    /// The parts of the serial: `["1"]` of `21062.1`.
    pub parts: Vec<String>,
    /// The amendment, such as `XG1-2021`.
    pub amendment: Option<String>,
    /// The edition that it belongs to, where it is an amendment sheet or a revised text of one.
    pub part_of: Option<String>,
    /// Its amendment sheets and revised texts, each with the days since when they count.
    pub amended_by: Vec<PartFacts>,
    /// The numbers that it had, and until when.
    pub former_numbers: Vec<FormerNumberFacts>,
    /// The issuing region's name, for a local standard.
    pub region: Option<String>,
    /// The industry's name, for an industry standard.
    pub industry: Option<String>,
    /// The Chinese title.
    pub title: Option<String>,
    /// The English title.
    pub title_en: Option<String>,
    /// 发布日期.
    pub issued: Option<Day>,
    /// 实施日期.
    pub effective: Option<Day>,
    /// 废止日期.
    pub withdrawn: Option<Day>,
    /// The status on the day.
    pub status: Option<Status>,
    /// The editions it replaces, whole.
    pub replaces: Vec<String>,
    /// The editions it replaces in part.
    pub partly_replaces: Vec<String>,
    /// The editions that replace it whole.
    pub replaced_by: Vec<String>,
    /// The editions that replace it in part.
    pub partly_replaced_by: Vec<String>,
    /// Since when its first successor is effective.
    pub replaced_since: Option<Day>,
    /// The editions in force at the end of every chain that leads from it.
    pub current: Vec<String>,
    /// The only clauses of it that are mandatory; empty: all of a mandatory standard are.
    pub mandatory_parts: Vec<String>,
    /// ICS.
    pub ics: Vec<String>,
    /// CCS.
    pub ccs: Vec<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Who published its printed text, as the record says.
    pub publisher: Option<String>,
    /// Where that was, as the record says.
    pub place: Option<String>,
    /// Its classes.
    pub classes: Vec<String>,
    /// The topics it covers.
    pub topics: Vec<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// The form of a municipal document.
    #[schemars(extend("enum" = ids_or_null::<DocumentForm>()))]
    pub form: Option<&'static str>,
    /// Why its own review cycle is longer than the ceiling.
    pub cycle_reason: Option<String>,
    /// Its own review cycle, an ISO 8601 duration.
    pub review_cycle: Option<String>,
    /// The international documents that it adopts.
    pub adopts: Vec<AdoptsFacts>,
    /// 规范性引用文件: what it is built on.
    pub references: Vec<String>,
    /// Where the official text can be read, as the record says.
    pub text_url: Option<String>,
    /// Where its facts were read.
    pub source: Vec<SourceFacts>,
    /// The steps of making it, for municipal documents.
    pub drafting: Option<DraftingFacts>,
    /// Its recorded reviews, in the file's order.
    pub reviews: Vec<ReviewedFacts>,
    /// Its published facts that were corrected.
    pub erratum: Vec<ErratumFacts>,
    /// The prose below its front matter, Markdown.
    pub body: Option<String>,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// Its entry in the catalogue, if it was ever considered.
    pub catalogue: Option<CatalogueFacts>,
    /// Its next review.
    pub review: Option<ReviewFacts>,
    /// Its binding force.
    pub binding: Option<BindingFacts>,
    /// The agencies that filed it: their ids.
    pub adopted_by: Vec<String>,
    /// The projects that declare it: their ids.
    pub projects: Vec<String>,
    /// The clauses that cite it or an edition it replaces.
    pub cited_by: Vec<CitationFacts>,
    /// Whom it concerns that it is replaced, withdrawn or abolished; null while it stands.
    pub concerns: Option<FanOut>,
    /// The record's file.
    pub file: Option<String>,
}

/// A standard's entry in the catalogue.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CatalogueFacts {
    /// `proposed`, `listed`, `delisted`.
    #[schemars(extend("enum" = ids_or_null::<Listing>()))]
    pub status: Option<&'static str>,
    /// Whether it is in the catalogue on the day.
    pub in_catalogue: bool,
    /// Since when.
    pub listed: Option<Day>,
    /// Until when.
    pub delisted: Option<Day>,
    /// `mandatory`, `recommended`.
    #[schemars(extend("enum" = ids_or_null::<Binding>()))]
    pub binding: Option<&'static str>,
    /// The clauses that make it mandatory.
    pub mandated_by: Vec<String>,
    /// The project traits it applies to; empty: every project.
    pub applies_to: Vec<String>,
    /// The condition that narrows it further.
    pub when: Option<String>,
    /// Why it does not apply here, where it is excluded.
    pub reason: Option<String>,
}

/// An amendment sheet or a revised text of an edition.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PartFacts {
    /// Its number.
    pub number: String,
    /// 发布日期.
    pub issued: Option<Day>,
    /// 实施日期.
    pub effective: Option<Day>,
    /// Its status on the day.
    pub status: Status,
}

/// The states of a next review, and the word for a standard that has no review duty.
#[must_use]
pub fn review_states() -> Vec<&'static str> {
    ids::<ReviewState>().into_iter().chain(["none"]).collect()
}

/// A standard's next review.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ReviewFacts {
    /// `scheduled`, `due-soon`, `overdue`, or `none` where there is no duty.
    #[schemars(extend("enum" = review_states()))]
    pub state: &'static str,
    /// The last day on which it is in time.
    pub due: Option<Day>,
    /// Why, in one sentence.
    pub reason: String,
}

/// A standard's binding force.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct BindingFacts {
    /// `mandatory`, `recommended`, `guidance`, `none`.
    pub force: Force,
    /// Why, in one sentence.
    pub because: String,
}

/// A clause that cites a standard.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CitationFacts {
    /// The clause, as `policy#clause`.
    pub clause: String,
    /// The number as the clause cites it.
    pub cited_as: String,
    /// Whether the cited edition has been replaced or withdrawn.
    pub superseded: bool,
    /// Whether the clause's policy is in force.
    pub in_force: bool,
}

impl StandardFacts {
    /// Everything about a standard on a day, its sentences in a language.
    #[must_use]
    pub fn of(registry: &Registry, index: usize, on: Day, lang: Lang) -> Self {
        let standard = &registry.standards[index];
        let number = standard.number.as_ref().map(|cited| &cited.number);
        let succession = registry.succession(index, on);
        let mentions = registry.mentions(index);
        let unique = |ids: Vec<String>| {
            let mut ids = ids;
            ids.sort();
            ids.dedup();
            ids
        };
        let facts = number.map_or_else(|| StandardFacts::named(standard.name()), StandardFacts::from_number);
        StandardFacts {
            known: true,
            id: Some(standard.id.clone()),
            slug: number.map_or_else(|| standard.id.clone(), Number::slug),
            level: standard.level(),
            nature: registry.nature_on(index, on),
            part_of: registry.part_of(index).map(|edition| registry.standards[edition].name().to_owned()),
            amended_by: registry.parts(index).into_iter().map(|part| PartFacts::of(registry, part, on)).collect(),
            former_numbers: all(&standard.former_numbers),
            title: text(&standard.title),
            title_en: text(&standard.title_en),
            issued: day(&standard.issued),
            effective: day(&standard.effective),
            withdrawn: day(&standard.withdrawn),
            status: Some(registry.status(index, on)),
            replaces: numbers(&standard.replaces),
            partly_replaces: numbers(&standard.partly_replaces),
            replaced_by: names(registry, registry.successors(index)),
            partly_replaced_by: names(registry, registry.partial_successors(index)),
            replaced_since: succession.since,
            current: as_revised(registry, &succession.current, on),
            mandatory_parts: texts(&standard.mandatory_parts),
            ics: texts(&standard.ics),
            ccs: texts(&standard.ccs),
            issuer: text(&standard.issuer),
            publisher: text(&standard.publisher),
            place: text(&standard.place),
            classes: texts(&standard.classes),
            topics: texts(&standard.topics),
            keywords: texts(&standard.keywords),
            form: standard.form.as_ref().map(|form| form.value.id()),
            cycle_reason: text(&standard.cycle_reason),
            review_cycle: standard.review_cycle.as_ref().map(|cycle| cycle.value.to_string()),
            adopts: all(&standard.adopts),
            references: numbers(&standard.references),
            text_url: text(&standard.text_url),
            source: all(&standard.sources),
            drafting: standard.drafting.as_deref().map(DraftingFacts::from),
            reviews: all(&standard.reviews),
            erratum: all(&standard.errata),
            body: prose(registry, standard.file, standard.body),
            sample: standard.sample,
            formerly: texts(&standard.formerly),
            catalogue: catalogue(registry, index, on),
            review: Some(review(registry, index, on, lang)),
            binding: Some(binding(registry, index, on, lang)),
            adopted_by: unique(mentions.filings.iter().map(|at| registry.agencies[at.record].id.clone()).collect()),
            projects: unique(mentions.declarations.iter().map(|at| registry.projects[at.record].id.clone()).collect()),
            cited_by: citations(registry, index, on),
            concerns: FanOut::of(registry, index, on),
            file: Some(registry.path(standard.file).to_owned()),
            ..facts
        }
    }

    fn from_number(number: &Number) -> Self {
        StandardFacts {
            slug: number.slug(),
            level: number.level(),
            nature: number.nature(),
            year: number.year(),
            prefix: Some(number.prefix().to_owned()).filter(|prefix| !prefix.is_empty()),
            serial: number.serial().map(str::to_owned),
            parts: number.parts().into_iter().map(str::to_owned).collect(),
            amendment: number.amendment().map(str::to_owned),
            region: number.region().map(|region| region.name.to_string()),
            industry: number.industry().map(|industry| industry.name.to_string()),
            ..StandardFacts::named(number.canonical())
        }
    }

    fn named(name: &str) -> Self {
        StandardFacts {
            known: false,
            id: None,
            number: name.to_owned(),
            slug: String::new(),
            level: None,
            nature: None,
            year: None,
            prefix: None,
            serial: None,
            parts: Vec::new(),
            amendment: None,
            part_of: None,
            amended_by: Vec::new(),
            former_numbers: Vec::new(),
            region: None,
            industry: None,
            title: None,
            title_en: None,
            issued: None,
            effective: None,
            withdrawn: None,
            status: None,
            replaces: Vec::new(),
            partly_replaces: Vec::new(),
            replaced_by: Vec::new(),
            partly_replaced_by: Vec::new(),
            replaced_since: None,
            current: Vec::new(),
            mandatory_parts: Vec::new(),
            ics: Vec::new(),
            ccs: Vec::new(),
            issuer: None,
            publisher: None,
            place: None,
            classes: Vec::new(),
            topics: Vec::new(),
            keywords: Vec::new(),
            form: None,
            cycle_reason: None,
            review_cycle: None,
            adopts: Vec::new(),
            references: Vec::new(),
            text_url: None,
            source: Vec::new(),
            drafting: None,
            reviews: Vec::new(),
            erratum: Vec::new(),
            body: None,
            sample: false,
            formerly: Vec::new(),
            catalogue: None,
            review: None,
            binding: None,
            adopted_by: Vec::new(),
            projects: Vec::new(),
            cited_by: Vec::new(),
            concerns: None,
            file: None,
        }
    }
}

/// What a number alone tells, where the registry has no record of it.
#[must_use]
pub fn unknown(number: &Number) -> StandardFacts {
    StandardFacts::from_number(number)
}

fn names(registry: &Registry, standards: &[usize]) -> Vec<String> {
    standards.iter().map(|index| registry.standards[*index].name().to_owned()).collect()
}

/// The names of editions, as revised by the day.
fn as_revised(registry: &Registry, standards: &[usize], on: Day) -> Vec<String> {
    let revised: Vec<usize> = standards.iter().map(|index| registry.as_revised(*index, on)).collect();
    names(registry, &revised)
}

impl PartFacts {
    fn of(registry: &Registry, part: usize, on: Day) -> Self {
        let record = &registry.standards[part];
        PartFacts {
            number: record.name().to_owned(),
            issued: day(&record.issued),
            effective: day(&record.effective),
            status: registry.status(part, on),
        }
    }
}

fn catalogue(registry: &Registry, index: usize, on: Day) -> Option<CatalogueFacts> {
    let standard = &registry.standards[index];
    let entry = standard.catalogue.as_ref()?;
    Some(CatalogueFacts {
        status: entry.status.as_ref().map(|status| status.value.id()),
        in_catalogue: entry.is_listed_on(on),
        listed: day(&entry.listed),
        delisted: day(&entry.delisted),
        binding: entry.binding.as_ref().map(|binding| binding.value.id()),
        mandated_by: texts(&entry.mandated_by),
        applies_to: texts(&entry.applies_to),
        when: text(&entry.when),
        reason: text(&entry.reason),
    })
}

fn review(registry: &Registry, index: usize, on: Day, lang: Lang) -> ReviewFacts {
    let reason = reasons::review(registry, index, on).get(lang).to_owned();
    match registry.next_review(index, on) {
        Ok(review) => ReviewFacts { state: review.state.id(), due: Some(review.due), reason },
        Err(_) => ReviewFacts { state: "none", due: None, reason },
    }
}

fn binding(registry: &Registry, index: usize, on: Day, lang: Lang) -> BindingFacts {
    let found = registry.binding(index, on);
    BindingFacts { force: found.force, because: reasons::binding(&found).get(lang).to_owned() }
}

/// The clauses that cite a standard, or an edition that it stands in for today.
pub fn citations(registry: &Registry, index: usize, on: Day) -> Vec<CitationFacts> {
    let mut editions = vec![index];
    let mut at = 0;
    while let Some(edition) = editions.get(at).copied() {
        for older in registry.predecessors(edition) {
            if !editions.contains(&older) {
                editions.push(older);
            }
        }
        at += 1;
    }
    let mut found = Vec::new();
    for edition in editions {
        let superseded = matches!(registry.status(edition, on), Status::Replaced | Status::Withdrawn);
        for mention in &registry.mentions(edition).clauses {
            let policy = &registry.policies[mention.record];
            let clause = &policy.clauses[mention.entry];
            let reference = crate::registry::ClauseRef { policy, clause };
            let own = &registry.standards[edition];
            let meant = clause.mandates.iter().find(|cited| {
                own.number.as_ref().is_none_or(|own| {
                    own.number == cited.number || (!cited.number.is_dated() && own.number.undated() == cited.number)
                })
            });
            let dated = meant.is_none_or(|cited| cited.number.is_dated());
            let citation = CitationFacts {
                clause: reference.reference(),
                cited_as: meant.map_or_else(|| own.name().to_owned(), |cited| cited.number.canonical().to_owned()),
                superseded: superseded && dated,
                in_force: reference.is_in_force(on),
            };
            if !found.contains(&citation) {
                found.push(citation);
            }
        }
    }
    found
}
