//! `mulu list`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;

use clap::Args as ClapArgs;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;
use serde_json::Value;

use mulu_core::check::rules;
use mulu_core::condition::{Condition, record_names, record_values};
use mulu_core::day::ReviewState;
use mulu_core::facts::{CaseFacts, CaseStepFacts, DocketFacts, Facts};
use mulu_core::finding::Severity;
use mulu_core::message::Lang;
use mulu_core::model::{Kind, PolicyStatus};
use mulu_core::parse::describe;
use mulu_core::registry::{StepState, TopicState};
use mulu_core::schema::about;

use super::args::{Common, DataFormat};
use super::fail::Failure;
use super::in_turn::InTurn;
use super::open::{OpenedRegistry, open, open_without_prose};
use super::table::TextTable;
use super::words::word;
use super::{CommandOutcome, terminal};

/// `mulu list`.
#[derive(Debug, ClapArgs)]
pub struct List {
    /// What to list
    #[arg(value_parser = listed())]
    pub kind: ListKind,
    /// Only records of which this CEL expression holds, over the keys of the JSON: 'status == "current" && "cloud" in
    /// catalogue.applies_to'
    #[arg(long = "where", value_name = "CEL")]
    pub condition: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// The records of a kind.
    Records(Kind),
    /// The cases of procedures, and how far each is.
    Cases,
    /// The topics of the standards system, and how each is covered.
    Topics,
    /// The rules of `mulu check`.
    Rules,
}

impl ListKind {
    /// The kinds of records, each by its folder; and what else there is.
    fn all() -> Vec<ListKind> {
        // Of dockets one asks for the cases.
        let is_listed = |kind: &Kind| kind.is_many() && *kind != Kind::Docket;
        let records = Kind::ALL.iter().copied().filter(is_listed).map(ListKind::Records);
        records.chain([ListKind::Cases, ListKind::Topics, ListKind::Rules]).collect()
    }

    fn id(self) -> &'static str {
        match self {
            ListKind::Records(kind) => kind.folder().unwrap_or(kind.id()),
            ListKind::Cases => "cases",
            ListKind::Topics => "topics",
            ListKind::Rules => "rules",
        }
    }

    /// The kind with a word.
    ///
    /// # Errors
    /// When there is none.
    pub fn from_id(id: &str) -> Result<Self, Failure> {
        let all = ListKind::all();
        all.iter().copied().find(|kind| kind.id() == id).ok_or_else(|| {
            let words = all.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
            Failure::Unknown(format!("没有 {id} 这一类 · there is no kind `{id}`: {words}"))
        })
    }

    fn about(self) -> &'static str {
        match self {
            ListKind::Records(Kind::Standard) => "Standards, with status, binding force and next review",
            ListKind::Records(kind) => kind.declaration().plural.en,
            ListKind::Cases => "The cases of procedures, and how far each step is",
            ListKind::Topics => "The topics of the standards system, and how each is covered",
            ListKind::Rules => "The rules of `mulu check`",
        }
    }
}

fn listed() -> impl TypedValueParser<Value = ListKind> {
    let words = ListKind::all().into_iter().map(|kind| PossibleValue::new(kind.id()).help(kind.about()));
    PossibleValuesParser::new(words).map(|word| ListKind::from_id(&word).unwrap_or(ListKind::Rules))
}

/// Lists the records of a kind, in the order of their files.
///
/// # Errors
/// When the registry cannot be read or the output not be written.
pub fn run(common: &Common, command: &List) -> Result<CommandOutcome, Failure> {
    // A table tells nothing of the prose that a document has.
    let opened = match command.format {
        DataFormat::Table => open_without_prose(common)?,
        DataFormat::Json => open(common)?,
    };
    let mut out = terminal::stdout(command.format.form());
    let condition = command.condition.as_deref();
    match command.format {
        DataFormat::Table => write!(out, "{}", table(&opened, command.kind, condition)?)?,
        DataFormat::Json => json(&opened, command.kind, condition, &mut out)?,
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// A condition over the keys of a record's JSON; without one, every record is meant.
struct Filter<'t> {
    text: Option<&'t str>,
    /// Read when the first record tells what keys there are: all records of a kind have the same.
    read: Option<Condition>,
}

impl Filter<'_> {
    /// Whether the condition holds of a record.
    fn keeps(&mut self, record: &impl Serialize) -> Result<bool, Failure> {
        let Some(text) = self.text else { return Ok(true) };
        let Ok(Value::Object(values)) = serde_json::to_value(record) else { return Ok(false) };
        let condition = match &mut self.read {
            Some(condition) => condition,
            None => self.read.insert(Condition::parse(text, &record_names(&values)).map_err(|problem| {
                let (message, help) = (problem.message, problem.help);
                Failure::Unknown(format!("--where：{}：{}\n  {}: {}", message.zh, help.zh, message.en, help.en))
            })?),
        };
        Ok(condition.holds(&record_values(&values, condition)))
    }
}

/// The records of which a condition holds, one after another: of a million none is held longer than it is looked at.
fn kept<T: Serialize>(
    records: impl Iterator<Item = T>,
    condition: Option<&str>,
) -> impl Iterator<Item = Result<T, Failure>> {
    let mut filter = Filter { text: condition, read: None };
    records.filter_map(move |record| match filter.keeps(&record) {
        Ok(keeps) => keeps.then_some(Ok(record)),
        Err(failure) => Some(Err(failure)),
    })
}

/// The facts of the records of a kind, in the order of their files.
fn records(opened: &OpenedRegistry, kind: Kind, lang: Lang) -> impl ExactSizeIterator<Item = Option<Facts>> + Clone {
    let registry = &opened.registry;
    (0..registry.count(kind)).map(move |place| Facts::of(registry, kind, place, opened.day, lang))
}

fn cases(opened: &OpenedRegistry) -> Vec<CaseFacts> {
    let registry = &opened.registry;
    let of = |docket| DocketFacts::of(registry, docket, opened.day).cases;
    registry.dockets.iter().flat_map(of).collect()
}

fn rule_rows(lang: Lang) -> Vec<RuleRow> {
    let row = |rule: &'static mulu_core::check::Rule| RuleRow {
        id: rule.id,
        group: rule.group.id(),
        level: rule.level.id(),
        summary: rule.summary.get(lang),
    };
    rules().map(row).collect()
}

/// The headers of the table of a kind's records.
fn headers(kind: Kind) -> (Vec<&'static str>, Vec<&'static str>) {
    match kind {
        Kind::Standard => (
            vec!["编号", "状态", "约束力", "下次复审", "名称"],
            vec!["number", "status", "binding", "next review", "title"],
        ),
        Kind::Policy => (
            vec!["代码", "效力", "施行", "届满", "地区", "名称"],
            vec!["id", "standing", "effective", "expires", "region", "title"],
        ),
        Kind::Agency => {
            (vec!["代码", "备案", "项目", "职责", "名称"], vec!["id", "filings", "projects", "roles", "name"])
        }
        Kind::Project => (
            vec!["代码", "阶段", "地区", "单位", "特征", "名称"],
            vec!["id", "stage", "region", "agency", "traits", "name"],
        ),
        kind => {
            let keys = main_keys(kind);
            let words = |key: &&'static str| about(&format!("{}.{key}", kind.id())).map_or(*key, |(zh, _)| zh);
            (
                std::iter::once("代码").chain(keys.iter().map(words)).collect(),
                std::iter::once("id").chain(keys).collect(),
            )
        }
    }
}

/// The keys that a table tells of a record, where nothing else is said: those that every record of its kind has.
fn main_keys(kind: Kind) -> Vec<&'static str> {
    let schemas = kind.declaration().schemas.first();
    schemas.map(|schema| describe(kind, schema.path).required).unwrap_or_default()
}

/// The cells of a record, under the headers of its kind.
fn cells(kind: Kind, facts: Facts, lang: Lang) -> Vec<String> {
    let known = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let date = |day: Option<mulu_core::day::Day>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    match facts {
        Facts::Standard(facts) => {
            let review = facts.review.as_ref();
            vec![
                facts.number,
                facts.status.map_or_else(String::new, |status| status.phrase().get(lang).to_owned()),
                facts.binding.map_or_else(String::new, |binding| binding.force.phrase().get(lang).to_owned()),
                review
                    .and_then(|review| {
                        review.due.map(|due| format!("{due} {}", word::<ReviewState>(lang, review.state)))
                    })
                    .unwrap_or_default(),
                known(facts.title),
            ]
        }
        Facts::Policy(facts) => {
            let head = facts.head;
            let days = [date(head.effective), date(head.expires)];
            let row = [head.id, word::<PolicyStatus>(lang, facts.standing)].into_iter().chain(days);
            row.chain([known(head.jurisdiction), known(head.title)]).collect()
        }
        Facts::Agency(facts) => {
            let (filings, projects) = (facts.filings.len().to_string(), facts.projects.len().to_string());
            vec![facts.id, filings, projects, facts.roles.join(" "), known(facts.name)]
        }
        Facts::Project(facts) => {
            let stage = facts.stage.map_or_else(|| "—".to_owned(), |stage| stage.phrase().get(lang).to_owned());
            let row = [facts.id, stage, known(facts.jurisdiction), known(facts.agency), facts.traits.join(" ")];
            row.into_iter().chain([known(facts.name)]).collect()
        }
        facts => {
            let lines = facts.lines(kind);
            let cell = |key: &str| known(lines.iter().find(|(own, _)| own == key).map(|(_, text)| text.clone()));
            std::iter::once("id").chain(main_keys(kind)).map(cell).collect()
        }
    }
}

/// The upstream that a record comes from.
fn origin(opened: &OpenedRegistry, facts: &Facts) -> Option<String> {
    if opened.registry.upstreams().is_empty() {
        return None;
    }
    let values = facts.values();
    let file = values.get("file")?.as_str()?;
    mulu_core::source::split_upstream(file).map(|(id, _)| id.to_owned())
}

fn table(opened: &OpenedRegistry, kind: ListKind, condition: Option<&str>) -> Result<TextTable, Failure> {
    let zh = opened.lang == Lang::Zh;
    let pick = |chinese: &'static [&'static str], english: &'static [&'static str]| if zh { chinese } else { english };
    Ok(match kind {
        ListKind::Records(kind) => {
            let (chinese, english) = headers(kind);
            let mut table = TextTable::new(if zh { &chinese } else { &english });
            for facts in kept(records(opened, kind, opened.lang).flatten(), condition) {
                let facts = facts?;
                let origin = origin(opened, &facts);
                let mut row = cells(kind, facts, opened.lang);
                if let (Some(origin), Some(title)) = (origin, row.last_mut()) {
                    *title = format!("{title} ({origin})");
                }
                table.row(row);
            }
            table
        }
        ListKind::Cases => {
            let headers = pick(
                &["编号", "依据", "项目", "步骤", "超期", "办件册"],
                &["ref", "procedure", "project", "steps", "late", "docket"],
            );
            let mut table = TextTable::new(headers);
            let known = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
            for case in kept(cases(opened).into_iter(), condition) {
                let case = case?;
                let begun = case.steps.iter().filter(|step| step.begun.is_some());
                let step = |step: &CaseStepFacts| {
                    format!("{} {}", step.step.as_deref().unwrap_or("—"), word::<StepState>(opened.lang, step.state))
                };
                let steps = begun.map(step).collect::<Vec<_>>().join(", ");
                let late = if case.late { pick(&["是"], &["yes"])[0] } else { "" };
                let row = [known(case.reference), known(case.procedure), known(case.project), steps];
                table.row(row.into_iter().chain([late.to_owned(), case.docket]));
            }
            table
        }
        ListKind::Topics => {
            let headers =
                pick(&["分类", "主题", "覆盖", "标准", "名称"], &["class", "topic", "coverage", "standards", "title"]);
            let mut table = TextTable::new(headers);
            for topic in kept(topics(opened).into_iter(), condition) {
                let topic = topic?;
                let standards = topic.standards.len().to_string();
                let state = word::<TopicState>(opened.lang, topic.state);
                table.row([topic.class, topic.topic, state, standards, topic.title]);
            }
            table
        }
        ListKind::Rules => {
            let mut table = TextTable::new(pick(&["规则", "级别", "说明"], &["rule", "level", "what it finds"]));
            for rule in kept(rule_rows(opened.lang).into_iter(), condition) {
                let rule = rule?;
                table.row([rule.id, &word::<Severity>(opened.lang, rule.level), rule.summary]);
            }
            table
        }
    })
}

#[derive(Serialize)]
#[serde(bound = "")]
struct ListDocument<'o, I: Iterator<Item: Serialize> + Clone> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'o str>,
    total: usize,
    records: InTurn<I>,
}

/// The records of a kind, as `mulu.list/1`.
///
/// # Errors
/// When the condition cannot be read or the document not be written.
pub fn json(
    opened: &OpenedRegistry,
    kind: ListKind,
    condition: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = opened.json_lang;
    match kind {
        ListKind::Records(kind) => write_json(opened, records(opened, kind, lang), condition, out),
        ListKind::Cases => write_json(opened, cases(opened).iter(), condition, out),
        ListKind::Topics => write_json(opened, topics(opened).iter(), condition, out),
        ListKind::Rules => write_json(opened, rule_rows(lang).iter(), condition, out),
    }
}

#[derive(Serialize)]
struct RuleRow {
    id: &'static str,
    group: &'static str,
    level: &'static str,
    summary: &'static str,
}

/// How many there are stands before them: where a condition decides, the records are looked at twice rather than held.
fn write_json(
    opened: &OpenedRegistry,
    records: impl ExactSizeIterator<Item: Serialize> + Clone,
    condition: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut filter = Filter { text: condition, read: None };
    let kept: Vec<bool> = match condition {
        None => vec![true; records.len()],
        Some(_) => records.clone().map(|record| filter.keeps(&record)).collect::<Result<_, _>>()?,
    };
    let meant = records.zip(&kept).filter(|(_, kept)| **kept).map(|(record, _)| record);
    let document = ListDocument {
        schema: "mulu.list/1",
        as_of: opened.day.to_string(),
        revision: opened.source.commit(),
        total: kept.iter().filter(|kept| **kept).count(),
        records: InTurn(meant),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

#[derive(Serialize)]
struct TopicRow {
    class: String,
    topic: String,
    title: String,
    state: &'static str,
    standards: Vec<String>,
}

fn topics(opened: &OpenedRegistry) -> Vec<TopicRow> {
    let registry = &opened.registry;
    let row = |coverage: mulu_core::registry::Coverage| {
        let class = &registry.classes[coverage.class];
        let topic = &class.topics[coverage.topic];
        let value = |text: &Option<mulu_core::model::Spanned<String>>| {
            text.as_ref().map_or_else(String::new, |t| t.value.clone())
        };
        TopicRow {
            class: value(&class.id),
            topic: value(&topic.id),
            title: value(&topic.title),
            state: coverage.state.id(),
            standards: coverage.standards.iter().map(|index| registry.standards[*index].name().to_owned()).collect(),
        }
    };
    registry.coverage(opened.day).into_iter().map(row).collect()
}
