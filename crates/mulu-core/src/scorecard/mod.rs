//! The yearly assessment of agencies (Art. 22: 每年……对市直各单位实施标准的情况进行考核，并公布考核结果和改进意见), from the
//! registry alone.
//!
//! Seven measures, each a share: what was done as it should be, of what was to be done. The score is their mean, times a hundred; a
//! measure with nothing to assess is left out of it, and an agency with no measure at all is *not assessed*, which is not zero.
//! Behind each figure stand the records that it counts, and each shortfall has its improvement suggestion.

mod measures;
mod sharing;
mod year;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::Audits;
use crate::day::Day;
use crate::message;
use crate::message::{Lang, Message};
use crate::model::Agency;
use crate::registry::{ClauseRef, Registry};

pub use year::{TimedStep, Year};

/// All agencies' year.
#[derive(Clone, Debug, Serialize)]
pub struct Scorecard {
    /// The year.
    pub year: i32,
    /// The first day that counts.
    pub from: Day,
    /// The last day that counts: the year's last, or the day that was asked about if that is earlier.
    pub to: Day,
    /// How scores come about.
    pub formula: String,
    /// The governments whose measures ask for an assessment, by their codes.
    pub governments: Vec<GovernmentScore>,
    /// The agencies, in the order of their files.
    pub agencies: Vec<AgencyScore>,
}

/// The year of one government's agencies.
#[derive(Clone, Debug, Serialize)]
pub struct GovernmentScore {
    /// Its GB/T 2260 code.
    pub jurisdiction: String,
    /// What it is called.
    pub name: Option<&'static str>,
    /// The clauses that have its agencies assessed, in force at the end of the year.
    pub clauses: Vec<String>,
    /// How many of its agencies are assessed.
    pub assessed: usize,
    /// The mean of their scores, to one decimal; none: none is assessed.
    pub score: Option<f64>,
}

/// One agency's year.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyScore {
    /// The agency's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Where it acts: a GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// Its file.
    pub file: String,
    /// Whether the record is an example.
    pub sample: bool,
    /// 0 to 100, to one decimal; none: not assessed.
    pub score: Option<f64>,
    /// The formula with this agency's figures: `100 × (3/4 + 1/1) ÷ 2`.
    pub formula: Option<String>,
    /// The measures, always all of them.
    pub measures: Vec<AssessedMeasure>,
    /// What to do better.
    pub suggestions: Vec<Suggestion>,
}

/// One measure of an agency's year.
#[derive(Clone, Debug, Serialize)]
pub struct AssessedMeasure {
    /// `filings`, `reviews`, `projects`, `orders`, `training`, `sharing`, `procedures`.
    pub id: &'static str,
    /// What it is called.
    pub title: String,
    /// What counts as done, of what.
    pub about: String,
    /// The clause behind it, as `policy#clause`, where one names the rule that watches it.
    pub clause: Option<String>,
    /// How many were done as they should be.
    pub met: usize,
    /// Of how many; zero: not assessed.
    pub of: usize,
    /// Other figures.
    pub figures: Vec<CountedFigure>,
    /// The records that were done as they should be.
    pub done: Vec<FigureSource>,
    /// The records that fell short.
    pub short: Vec<FigureSource>,
}

/// A figure that is shown and not scored.
#[derive(Clone, Debug, Serialize)]
pub struct CountedFigure {
    /// What it counts.
    pub id: &'static str,
    /// What it is called.
    pub title: String,
    /// How many: records, people, or days where the id says so.
    pub value: f64,
    /// The records it is counted or taken from.
    pub behind: Vec<FigureSource>,
}

/// A record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureSource {
    /// `agency`, `standard`, `project`.
    pub kind: &'static str,
    /// The record's id.
    pub record: String,
    /// The record's file.
    pub file: String,
    /// The entry in it: a standard's number, what an order is about.
    pub what: String,
    /// Which table of the file it is, where it is one of several.
    pub entry: Option<TableEntry>,
    /// The id of the standard that it is about, where the registry has a record of it.
    pub standard: Option<String>,
    /// When it was done.
    pub done: Option<Day>,
    /// When it was to be done, or since when it was owed.
    pub due: Option<Day>,
    /// How many days it took, or has taken so far, or was late.
    pub days: Option<i64>,
}

/// A table of a record: the third `[[adoption]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TableEntry {
    /// `adoption`, `training`, `order`.
    pub table: &'static str,
    /// Its place among its like in the file, from 1.
    pub place: usize,
}

impl TableEntry {
    /// The anchor of the entry on its record's page: `adoption-3`.
    #[must_use]
    pub fn anchor(self) -> String {
        format!("{}-{}", self.table, self.place)
    }
}

/// What to do better, and for which records.
#[derive(Clone, Debug, Serialize)]
pub struct Suggestion {
    /// The measure.
    pub measure: &'static str,
    /// In a sentence.
    pub text: String,
    /// The clause behind it.
    pub clause: Option<String>,
}

impl Scorecard {
    /// The scorecard of a year as it stands on a day, in a language.
    #[must_use]
    pub fn of(registry: &Registry, year: i32, day: Day, lang: Lang) -> Self {
        let year = Year::of(registry, year, day);
        let audits = Audits::of(registry, year.to);
        let agencies: Vec<AgencyScore> = registry
            .own_of(&registry.agencies)
            .iter()
            .map(|agency| AgencyScore::of(agency, &year, &audits, lang))
            .collect();
        let (from, to) = (year.from, year.to);
        let governments = governments(registry, to, &agencies);
        Scorecard { year: year.year, from, to, formula: formula().get(lang).to_owned(), governments, agencies }
    }
}

/// The clauses in force on a day by which governments have their agencies assessed.
pub(crate) fn assessing(registry: &Registry, on: Day) -> impl Iterator<Item = ClauseRef<'_>> {
    registry.clauses().filter(move |found| !found.clause.assesses.is_empty() && found.is_in_force(on))
}

/// Each government by itself: those of which a clause in force has agencies assessed.
fn governments(registry: &Registry, to: Day, agencies: &[AgencyScore]) -> Vec<GovernmentScore> {
    let mut clauses: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for found in assessing(registry, to) {
        if let Some(at) = &found.policy.jurisdiction {
            clauses.entry(&at.value).or_default().push(found.reference());
        }
    }
    let government = |(at, clauses): (&str, Vec<String>)| {
        let own = agencies.iter().filter(|agency| agency.jurisdiction.as_deref() == Some(at));
        let scores: Vec<f64> = own.filter_map(|agency| agency.score).collect();
        GovernmentScore {
            jurisdiction: at.to_owned(),
            name: crate::place::name(at),
            clauses,
            assessed: scores.len(),
            score: mean(&scores).map(|mean| (mean * 10.0).round() / 10.0),
        }
    };
    clauses.into_iter().map(government).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of records")]
fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// How scores come about.
fn formula() -> Message {
    message!(
        "得分 = 100 × 各项（完成数 ÷ 应完成数）的平均值；没有应完成事项的项目不计入；各项都没有的机构不考核",
        "score = 100 × the mean of the measures, each done ÷ to be done; a measure with nothing to be done is left out, and an agency without any is not assessed"
    )
}

impl AgencyScore {
    /// One agency's year, in a language; `audits` are of the last day that counts.
    #[must_use]
    pub fn of(agency: &Agency, year: &Year, audits: &Audits<'_>, lang: Lang) -> Self {
        Assessment { registry: audits.registry(), year, audits, lang }.of(agency)
    }
}

/// What is assessed, and with whose eyes.
#[derive(Clone, Copy)]
struct Assessment<'p> {
    registry: &'p Registry,
    year: &'p Year,
    /// The projects as they stood on the last day that counts.
    audits: &'p Audits<'p>,
    lang: Lang,
}

impl Assessment<'_> {
    fn of(&self, agency: &Agency) -> AgencyScore {
        // Another government's agencies are assessed by what its own measures ask for, and by nothing else.
        let asked = self.is_at_home(agency) || self.is_asked_about(agency);
        let assessable = self.year.from <= self.year.to && asked;
        let measures = if assessable { self.measures(agency) } else { Vec::new() };
        let assessed: Vec<&AssessedMeasure> = measures.iter().filter(|measure| measure.of > 0).collect();
        AgencyScore {
            id: agency.id.clone(),
            name: agency.display_name().to_owned(),
            name_en: agency.name_en.as_ref().map(|name| name.value.clone()),
            jurisdiction: agency.jurisdiction.as_ref().map(|at| at.value.clone()),
            file: self.registry.path(agency.file).to_owned(),
            sample: agency.sample,
            score: score(&assessed),
            formula: worked(&assessed),
            suggestions: measures.iter().filter_map(|measure| self.suggestion(measure)).collect(),
            measures,
        }
    }

    fn suggestion(&self, measure: &AssessedMeasure) -> Option<Suggestion> {
        let short = measure.of - measure.met;
        if short == 0 {
            return None;
        }
        let mut named: Vec<&str> = measure.short.iter().map(|behind| behind.what.as_str()).collect();
        named.dedup();
        let more = named.len().saturating_sub(5);
        named.truncate(5);
        let which = named.join("、");
        let which = Message {
            zh: if more > 0 { format!("{which} 等") } else { which.clone() },
            en: if more > 0 { format!("{which} and {more} more") } else { which },
        };
        let (zh, en) = (which.zh, which.en);
        let text = match measure.id {
            "filings" => {
                message!("办理 {short} 项采用标准的备案登记：{zh}", "file adopted standards ({short} not filed): {en}")
            }
            "reviews" => {
                message!("按期复审，{short} 项逾期：{zh}", "review in time ({short} late or overdue): {en}")
            }
            "projects" => {
                message!(
                    "补齐 {short} 个项目所缺的标准和证明：{zh}",
                    "complete what projects lack ({short} on hold): {en}"
                )
            }
            "orders" => {
                message!("按期完成整改，{short} 项逾期：{zh}", "close orders in time ({short} late or open): {en}")
            }
            "sharing" => {
                message!(
                    "登记并清查 {short} 项信息资源：{zh}",
                    "register resources and go through them ({short} are not in order): {en}"
                )
            }
            "procedures" => {
                message!(
                    "按时限办结，{short} 步超期：{zh}",
                    "end steps within their limits ({short} late or overdue): {en}"
                )
            }
            _ => message!("本年度组织标准培训", "hold a training on standards this year"),
        };
        let text = text.get(self.lang).to_owned();
        Some(Suggestion { measure: measure.id, text, clause: measure.clause.clone() })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of records")]
fn score(assessed: &[&AssessedMeasure]) -> Option<f64> {
    let shares: Vec<f64> = assessed.iter().map(|measure| measure.met as f64 / measure.of as f64).collect();
    mean(&shares).map(|mean| (mean * 1000.0).round() / 10.0)
}

fn worked(assessed: &[&AssessedMeasure]) -> Option<String> {
    let shares: Vec<String> = assessed.iter().map(|measure| format!("{}/{}", measure.met, measure.of)).collect();
    (!shares.is_empty()).then(|| format!("100 × ({}) ÷ {}", shares.join(" + "), shares.len()))
}
