//! A project that does not exist, from a line of facts: `traits=cloud,mobile mlps_level=3 jurisdiction=430100`.

use mulu_core::day::Day;
use mulu_core::model::{Project, Span, Spanned, Stage};
use mulu_core::parse::nearest;

use super::super::fail::Failure;
use super::super::open::OpenedRegistry;

const KEYS: [&str; 9] =
    ["traits", "stage", "mlps_level", "investment", "major", "classified", "jurisdiction", "agency", "approved"];

/// Reads the facts. What is not said is as conditions take it: no traits, no level, no cost, not approved; in planning; in the
/// catalogue's own jurisdiction.
pub fn project(opened: &OpenedRegistry, facts: &str) -> Result<Project, Failure> {
    let mut project = Project::hypothetical(opened.registry.config.jurisdiction.clone());
    for fact in facts.split_whitespace() {
        let (key, value) = fact.split_once('=').unwrap_or((fact, "true"));
        let wrong = |what: &str| Failure::Unknown(format!("--what-if {key}：{value} 读不懂 · `{value}` is not {what}"));
        match key {
            "traits" => project.traits = traits(opened, value)?,
            "stage" => {
                let stage = Stage::ALL.into_iter().find(|stage| stage.id() == value);
                project.stage = Some(here(stage.ok_or_else(|| wrong("a stage"))?));
            }
            "mlps_level" => {
                let level = value.parse().ok().filter(|level| (1..=5).contains(level));
                project.mlps_level = Some(here(level.ok_or_else(|| wrong("a level from 1 to 5"))?));
            }
            "investment" => {
                let amount = value.parse::<f64>().ok().filter(|amount| amount.is_finite() && *amount >= 0.0);
                project.investment = Some(here(amount.ok_or_else(|| wrong("an amount in 万元"))?));
            }
            "major" => project.major = value.parse().map_err(|_| wrong("true or false"))?,
            "classified" => project.classified = value.parse().map_err(|_| wrong("true or false"))?,
            "jurisdiction" => project.jurisdiction = Some(here(value.to_owned())),
            "agency" => project.agency = Some(here(value.to_owned())),
            "approved" => project.approved = Some(here(value.parse::<Day>().map_err(|_| wrong("a day"))?)),
            _ => {
                let near = nearest(key, KEYS.into_iter()).map(|near| format!("{near}? ")).unwrap_or_default();
                let keys = KEYS.join(", ");
                return Err(Failure::Unknown(format!("--what-if：没有 {key} · there is no `{key}`: {near}{keys}")));
            }
        }
    }
    Ok(project)
}

/// Words that no project could use would bind nothing, and nobody would notice.
fn traits(opened: &OpenedRegistry, value: &str) -> Result<Vec<Spanned<String>>, Failure> {
    let known = &opened.registry.config.traits;
    let words = value.split(',').filter(|word| !word.is_empty());
    words
        .map(|word| {
            if known.contains_key(word) {
                return Ok(here(word.to_owned()));
            }
            let near =
                nearest(word, known.keys().map(String::as_str)).map(|near| format!(": {near}?")).unwrap_or_default();
            Err(Failure::Unknown(format!("book.toml 的 [traits] 没有 {word} · `{word}` is not in [traits]{near}")))
        })
        .collect()
}

fn here<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Span::default() }
}
