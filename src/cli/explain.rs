//! `mulu explain`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fmt::Write as _;

use clap::Args as ClapArgs;

use mulu_core::check::{Rule, RuleDocument, rule, rules};
use mulu_core::message::Lang;

use super::args::Common;
use super::fail::Failure;
use super::table::TextTable;
use super::{CommandOutcome, terminal};

/// `mulu explain`.
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The rule's id
    pub rule: Option<String>,
}

/// Explains a rule, or lists them all.
///
/// # Errors
/// When there is no such rule, or the output cannot be written.
pub fn run(common: &Common, command: &Explain) -> Result<CommandOutcome, Failure> {
    terminal::print(text(common, command.rule.as_deref())?.as_bytes(), terminal::OutputForm::Text)
}

/// What a rule means, or the table of all rules.
///
/// # Errors
/// When there is no such rule.
pub fn text(common: &Common, id: Option<&str>) -> Result<String, Failure> {
    // Works outside a registry too: then there is no language to take from one.
    let lang = common.lang.unwrap_or_else(|| super::open::open(common).map_or(Lang::Zh, |opened| opened.lang));
    match id {
        None => Ok(list(lang)),
        Some(id) => rule(id).map(|found| explanation(found, lang)).ok_or_else(|| unknown(id)),
    }
}

/// The table of all rules.
fn list(lang: Lang) -> String {
    let headers = if lang == Lang::Zh { ["规则", "级别", "说明"] } else { ["rule", "level", "what it finds"] };
    let mut table = TextTable::new(&headers);
    for rule in rules() {
        table.row([rule.id, rule.level.id(), rule.summary.get(lang)]);
    }
    table.to_string()
}

/// What a rule means, with its examples.
fn explanation(rule: &Rule, lang: Lang) -> String {
    let document = RuleDocument::parse(rule.document);
    let text = if lang == Lang::Zh { &document.zh } else { &document.en };
    let level = rule.level.id();
    let level = if lang == Lang::Zh { format!("级别：{level}") } else { format!("level: {level}") };
    let mut page = format!("{} — {}\n{level}\n\n{text}\n", rule.id, rule.summary.get(lang));
    for example in &document.examples {
        let _ = writeln!(page, "\n── {}", example.title);
        for (path, content) in &example.files {
            let _ = writeln!(page, "\n{path}");
            for line in content.lines() {
                let _ = writeln!(page, "    {line}");
            }
        }
        let findings = example.findings.trim_end();
        let day = &example.day;
        let clean = if lang == Lang::Zh { "没有发现" } else { "nothing is found" };
        let _ = writeln!(page, "\n--as-of {day}\n    {}", if findings.is_empty() { clean } else { findings });
    }
    page
}

/// That there is no such rule.
fn unknown(id: &str) -> Failure {
    let near = mulu_core::parse::nearest(id, rules().map(|rule| rule.id));
    let hint = near.map_or_else(|| "mulu explain 列出全部规则 lists them all".to_owned(), |near| format!("{near}?"));
    Failure::Unknown(format!("没有 {id} 这条规则 · there is no rule `{id}`: {hint}"))
}
