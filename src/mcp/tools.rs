//! The tools: what each is asked with, and what it says of itself to a model. None of them writes.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use mulu_core::day::Duration;

/// How many records of a list are told at once: a model reads what it is given, and pays for it.
const PAGE: usize = 50;

/// What is asked of a tool.
#[derive(Clone, Debug, PartialEq)]
pub enum ToolCall {
    /// One record, with everything derived.
    Show {
        /// An id, a number in any form, or a clause.
        what: String,
    },
    /// The records of a kind.
    List {
        /// The kind, as `mulu list` calls it.
        kind: String,
        /// A condition in CEL over the keys of the records.
        condition: Option<String>,
        /// How many to pass over.
        offset: usize,
        /// How many to tell.
        limit: usize,
    },
    /// What falls due.
    Due {
        /// Within which time.
        within: Option<Duration>,
        /// For which agency.
        agency: Option<String>,
    },
    /// The standards that a text cites.
    Cite {
        /// The text.
        text: String,
    },
    /// What binds projects, and whether they comply.
    Audit {
        /// The projects' ids; all where there are none.
        projects: Vec<String>,
        /// The facts of a project that does not exist yet, as `--what-if` takes them.
        what_if: Option<String>,
        /// The stage that is asked about.
        gate: Option<String>,
    },
    /// What a rule of the check means.
    Explain {
        /// The rule's id; all rules where there is none.
        rule: Option<String>,
    },
}

/// What a call comes to.
pub enum ParsedCall {
    /// A question.
    Question(ToolCall),
    /// There is no tool of that name.
    NoSuchTool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowArguments {
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListArguments {
    kind: String,
    #[serde(rename = "where")]
    condition: Option<String>,
    #[serde(default)]
    offset: usize,
    limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DueArguments {
    within: Option<String>,
    agency: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CiteArguments {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuditArguments {
    #[serde(default)]
    projects: Vec<String>,
    what_if: Option<WhatIf>,
    gate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhatIf {
    #[serde(default)]
    traits: Vec<String>,
    mlps_level: Option<u8>,
    investment: Option<f64>,
    major: Option<bool>,
    classified: Option<bool>,
    jurisdiction: Option<String>,
    agency: Option<String>,
    stage: Option<String>,
    approved: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplainArguments {
    rule: Option<String>,
}

impl ParsedCall {
    /// Reads the arguments of a tool.
    ///
    /// # Errors
    /// Why they are none that it takes.
    pub fn read(tool: &str, arguments: Map<String, Value>) -> Result<Self, String> {
        let arguments = Value::Object(arguments);
        let question = match tool {
            "show" => {
                let ShowArguments { what } = given(arguments)?;
                ToolCall::Show { what }
            }
            "list" => {
                let ListArguments { kind, condition, offset, limit } = given(arguments)?;
                ToolCall::List { kind, condition, offset, limit: limit.unwrap_or(PAGE).clamp(1, 500) }
            }
            "due" => {
                let DueArguments { within, agency } = given(arguments)?;
                let within = within.map(|within| within.parse::<Duration>().map_err(|why| format!("within: {why}")));
                ToolCall::Due { within: within.transpose()?, agency }
            }
            "cite" => {
                let CiteArguments { text } = given(arguments)?;
                ToolCall::Cite { text }
            }
            "audit" => {
                let AuditArguments { projects, what_if, gate } = given(arguments)?;
                if what_if.is_some() && !projects.is_empty() {
                    return Err("either projects or what_if: a project that does not exist has no id".to_owned());
                }
                ToolCall::Audit { projects, what_if: what_if.as_ref().map(facts).transpose()?, gate }
            }
            "explain" => {
                let ExplainArguments { rule } = given(arguments)?;
                ToolCall::Explain { rule }
            }
            _ => return Ok(ParsedCall::NoSuchTool),
        };
        Ok(ParsedCall::Question(question))
    }
}

fn given<T: for<'de> Deserialize<'de>>(arguments: Value) -> Result<T, String> {
    serde_json::from_value(arguments).map_err(|why| why.to_string())
}

/// The facts of a hypothetical project as the command line takes them.
fn facts(project: &WhatIf) -> Result<String, String> {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let mut add = |key: &'static str, value: Option<String>| facts.extend(value.map(|value| (key, value)));
    add("traits", (!project.traits.is_empty()).then(|| project.traits.join(",")));
    add("mlps_level", project.mlps_level.map(|level| level.to_string()));
    add("investment", project.investment.map(|amount| amount.to_string()));
    add("major", project.major.map(|major| major.to_string()));
    add("classified", project.classified.map(|classified| classified.to_string()));
    add("jurisdiction", project.jurisdiction.clone());
    add("agency", project.agency.clone());
    add("stage", project.stage.clone());
    add("approved", project.approved.clone());
    // A blank would begin another fact.
    if let Some((key, value)) = facts.iter().find(|(_, value)| value.contains(char::is_whitespace)) {
        return Err(format!("{key}: `{value}` has a blank in it"));
    }
    Ok(facts.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" "))
}

/// What `tools/list` tells.
#[must_use]
pub fn catalogue() -> Vec<Value> {
    let text = |about: &str| json!({ "type": "string", "description": about });
    vec![
        tool(
            "show",
            "One record with everything derived: a standard's status, successors, binding force and next review; a policy, a clause, an agency, a project. 查看一条记录：标准的状态、代替关系、约束力、下次复审，以及政策、条款、机构、项目。",
            &["what"],
            &json!({ "what": text("A standard's number in any form (GB/T 22239-2019), an id, a title, or POLICY#CLAUSE") }),
        ),
        tool(
            "list",
            "The records of a kind, some of them by a condition. 列出一类记录，可加条件。",
            &["kind"],
            &json!({
                "kind": text("standards, policies, agencies, projects, resources, cases, topics or rules"),
                "where": text("A CEL expression over the keys of the records, such as: status == \"current\" && \"cloud\" in catalogue.applies_to"),
                "offset": { "type": "integer", "minimum": 0, "description": "How many to pass over; 0" },
                "limit": { "type": "integer", "minimum": 1, "maximum": 500, "description": "How many to tell; 50" },
            }),
        ),
        tool(
            "due",
            "What falls due: reviews, revisions, recurring duties, orders, papers and waivers that run out; by when and by whom. 到期与逾期的事项。",
            &[],
            &json!({
                "within": text("Everything due within this time, ISO 8601: P180D; without it what is overdue or due soon"),
                "agency": text("Only what this agency is to do: its id"),
            }),
        ),
        tool(
            "cite",
            "The standard numbers in a text, each with its status on the day, its successor and the edition in force. 查新：文字中引用的标准编号各自的状态与现行版本。",
            &["text"],
            &json!({ "text": text("Any text: a tender, a contract, a design") }),
        ),
        tool(
            "audit",
            "What binds a project and whether it complies: obligations, verdicts and gate. With what_if for a project that does not exist yet. 项目核对；what_if 用于设想的项目。",
            &[],
            &json!({
                "projects": { "type": "array", "items": { "type": "string" }, "description": "Their ids; all where it is absent" },
                "what_if": {
                    "type": "object",
                    "additionalProperties": false,
                    "description": "The facts of a project that does not exist yet; what is left out is not known",
                    "properties": {
                        "traits": { "type": "array", "items": { "type": "string" }, "description": "Words of [traits] of book.toml, such as cloud" },
                        "mlps_level": { "type": "integer", "minimum": 1, "maximum": 5, "description": "Level of classified protection 等级保护级别" },
                        "investment": { "type": "number", "minimum": 0, "description": "In 10,000 yuan 万元" },
                        "major": { "type": "boolean" },
                        "classified": { "type": "boolean" },
                        "jurisdiction": text("GB/T 2260 code"),
                        "agency": text("An agency's id"),
                        "stage": text("planning, approval, construction, acceptance, operation or retired"),
                        "approved": text("The day on which it passed approval, YYYY-MM-DD"),
                    },
                },
                "gate": text("What would be missing at this stage: approval, construction, acceptance or operation"),
            }),
        ),
        tool(
            "explain",
            "What a rule of the check means, with examples; without a rule the list of all. 解释核查规则。",
            &[],
            &json!({ "rule": text("The rule's id, such as review-overdue") }),
        ),
    ]
}

fn tool(name: &str, about: &str, required: &[&str], properties: &Value) -> Value {
    json!({
        "name": name,
        "description": about,
        "inputSchema": { "type": "object", "properties": properties, "required": required, "additionalProperties": false },
        "annotations": { "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_of_the_catalogue_can_be_asked_with_what_it_declares() {
        for tool in catalogue() {
            let name = tool["name"].as_str().unwrap();
            let required = tool["inputSchema"]["required"].as_array().unwrap();
            let arguments = required.iter().map(|key| (key.as_str().unwrap().to_owned(), json!("x"))).collect();
            assert!(matches!(ParsedCall::read(name, arguments), Ok(ParsedCall::Question(_))), "{name}");
            let unknown = [("no such argument".to_owned(), json!(1))].into_iter().collect();
            assert!(ParsedCall::read(name, unknown).is_err(), "{name}");
        }
    }

    #[test]
    fn an_imagined_project_is_asked_about_as_on_the_command_line() {
        let ask = |what_if: Value| ParsedCall::read("audit", [("what_if".to_owned(), what_if)].into_iter().collect());
        let Ok(ParsedCall::Question(ToolCall::Audit { what_if, .. })) =
            ask(json!({ "traits": ["cloud", "mobile"], "mlps_level": 3, "major": true, "approved": "2026-01-01" }))
        else {
            panic!("it can be asked");
        };
        assert_eq!(what_if.as_deref(), Some("traits=cloud,mobile mlps_level=3 major=true approved=2026-01-01"));
        assert!(ask(json!({ "agency": "a stage=operation" })).is_err());
    }
}
