//! `mulu list`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use mulu_core::check::rules;
use mulu_core::condition::{Condition, record_names, record_values};
use mulu_core::facts::{AgencyFacts, PolicyFacts, ProjectFacts, StandardFacts};
use mulu_core::message::Lang;

use super::args::{Common, DataFormat};
use super::fail::Failure;
use super::open::{OpenedRegistry, open};
use super::table::Table;
use super::{CommandOutcome, terminal};

/// `mulu list`.
#[derive(Debug, ClapArgs)]
pub struct List {
    /// What to list
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// Standards, with status, binding force and next review.
    Standards,
    /// Policies.
    Policies,
    /// Agencies.
    Agencies,
    /// Projects.
    Projects,
    /// The topics of the standards system, and how each is covered.
    Topics,
    /// The rules of `mulu check`.
    Rules,
}

/// Lists the records of a kind, in the order of their files.
///
/// # Errors
/// When the registry cannot be read or the output not be written.
pub fn run(common: &Common, command: &List) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let mut out = terminal::stdout(command.format.form());
    let condition = command.condition.as_deref();
    match command.format {
        DataFormat::Table => write!(out, "{}", table(&opened, command.kind, condition)?)?,
        DataFormat::Json => json(&opened, command.kind, condition, &mut out)?,
    }
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// The records of which a condition holds; all of them without one. The condition speaks of the keys of their JSON.
fn kept<T: Serialize>(records: Vec<T>, condition: Option<&str>) -> Result<Vec<T>, Failure> {
    let Some(text) = condition else { return Ok(records) };
    let mut read: Option<Condition> = None;
    let mut kept = Vec::new();
    for record in records {
        let Ok(Value::Object(values)) = serde_json::to_value(&record) else { continue };
        let condition = match &mut read {
            Some(condition) => condition,
            // All records of a kind have the same keys.
            None => read.insert(Condition::parse(text, &record_names(&values)).map_err(|problem| {
                let (message, help) = (problem.message, problem.help);
                Failure::Unknown(format!("--where：{}：{}\n  {}: {}", message.zh, help.zh, message.en, help.en))
            })?),
        };
        if condition.holds(&record_values(&values, condition)) {
            kept.push(record);
        }
    }
    Ok(kept)
}

fn standards(opened: &OpenedRegistry, lang: Lang) -> Vec<StandardFacts> {
    let registry = &opened.registry;
    (0..registry.standards.len()).map(|index| StandardFacts::of(registry, index, opened.day, lang)).collect()
}

fn policies(opened: &OpenedRegistry) -> Vec<PolicyFacts> {
    let registry = &opened.registry;
    registry.policies.iter().map(|policy| PolicyFacts::of(registry, policy, opened.day)).collect()
}

fn agencies(opened: &OpenedRegistry) -> Vec<AgencyFacts> {
    let registry = &opened.registry;
    registry.agencies.iter().map(|agency| AgencyFacts::of(registry, agency, opened.day)).collect()
}

fn projects(opened: &OpenedRegistry) -> Vec<ProjectFacts> {
    let registry = &opened.registry;
    registry.projects.iter().map(|project| ProjectFacts::of(registry, project, opened.day)).collect()
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

fn table(opened: &OpenedRegistry, kind: ListKind, condition: Option<&str>) -> Result<Table, Failure> {
    let zh = opened.lang == Lang::Zh;
    let pick = |chinese: &'static [&'static str], english: &'static [&'static str]| if zh { chinese } else { english };
    let known = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let date = |day: Option<mulu_core::day::Day>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    Ok(match kind {
        ListKind::Standards => {
            let mut table = Table::new(pick(
                &["编号", "状态", "约束力", "下次复审", "名称"],
                &["number", "status", "binding", "next review", "title"],
            ));
            for facts in kept(standards(opened, opened.lang), condition)? {
                let review = facts.review.as_ref();
                table.row([
                    facts.number,
                    facts.status.map_or("", mulu_core::day::Status::id).to_owned(),
                    facts.binding.map_or("", |binding| binding.force.id()).to_owned(),
                    review
                        .and_then(|review| review.due.map(|due| format!("{due} {}", review.state)))
                        .unwrap_or_default(),
                    known(facts.title),
                ]);
            }
            table
        }
        ListKind::Policies => {
            let mut table = Table::new(pick(
                &["代码", "效力", "施行", "届满", "地区", "名称"],
                &["id", "standing", "effective", "expires", "region", "title"],
            ));
            for facts in kept(policies(opened), condition)? {
                let head = facts.head;
                let row = [head.id, facts.standing.to_owned(), date(head.effective), date(head.expires)];
                table.row(row.into_iter().chain([known(head.jurisdiction), known(head.title)]));
            }
            table
        }
        ListKind::Agencies => {
            let mut table = Table::new(pick(
                &["代码", "备案", "项目", "职责", "名称"],
                &["id", "filings", "projects", "roles", "name"],
            ));
            for facts in kept(agencies(opened), condition)? {
                let (filings, projects) = (facts.filings.len().to_string(), facts.projects.len().to_string());
                table.row([facts.id, filings, projects, facts.roles.join(" "), known(facts.name)]);
            }
            table
        }
        ListKind::Projects => {
            let mut table = Table::new(pick(
                &["代码", "阶段", "地区", "单位", "特征", "名称"],
                &["id", "stage", "region", "agency", "traits", "name"],
            ));
            for facts in kept(projects(opened), condition)? {
                let stage = facts.stage.map_or("—", mulu_core::model::Stage::id).to_owned();
                let row = [facts.id, stage, known(facts.jurisdiction), known(facts.agency), facts.traits.join(" ")];
                table.row(row.into_iter().chain([known(facts.name)]));
            }
            table
        }
        ListKind::Topics => {
            let headers =
                pick(&["分类", "主题", "覆盖", "标准", "名称"], &["class", "topic", "coverage", "standards", "title"]);
            let mut table = Table::new(headers);
            for topic in kept(topics(opened), condition)? {
                let standards = topic.standards.len().to_string();
                table.row([topic.class, topic.topic, topic.state.to_owned(), standards, topic.title]);
            }
            table
        }
        ListKind::Rules => {
            let mut table = Table::new(pick(&["规则", "级别", "说明"], &["rule", "level", "what it finds"]));
            kept(rule_rows(opened.lang), condition)?
                .iter()
                .for_each(|rule| table.row([rule.id, rule.level, rule.summary]));
            table
        }
    })
}

#[derive(Serialize)]
struct ListDocument<'o, T> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'o str>,
    total: usize,
    records: Vec<T>,
}

fn json(opened: &OpenedRegistry, kind: ListKind, condition: Option<&str>, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = opened.json_lang;
    match kind {
        ListKind::Standards => write_json(opened, kept(standards(opened, lang), condition)?, out),
        ListKind::Policies => write_json(opened, kept(policies(opened), condition)?, out),
        ListKind::Agencies => write_json(opened, kept(agencies(opened), condition)?, out),
        ListKind::Projects => write_json(opened, kept(projects(opened), condition)?, out),
        ListKind::Topics => write_json(opened, kept(topics(opened), condition)?, out),
        ListKind::Rules => write_json(opened, kept(rule_rows(lang), condition)?, out),
    }
}

#[derive(Serialize)]
struct RuleRow {
    id: &'static str,
    group: &'static str,
    level: &'static str,
    summary: &'static str,
}

fn write_json<T: Serialize>(opened: &OpenedRegistry, records: Vec<T>, out: &mut dyn Write) -> Result<(), Failure> {
    let document = ListDocument {
        schema: "mulu.list/1",
        as_of: opened.day.to_string(),
        revision: opened.source.commit(),
        total: records.len(),
        records,
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
