//! `--deny`, `--warn`, `--note` and `--allow`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use clap::Args as ClapArgs;

use mulu_core::check::{rule, rules};
use mulu_core::finding::Severity;
use mulu_core::model::{Span, Spanned};
use mulu_core::registry::Registry;

use super::fail::Failure;

/// Levels of rules for one run, before those of book.toml.
#[derive(Debug, ClapArgs)]
pub struct SeverityOptions {
    /// Let this rule deny, whatever book.toml says; may be repeated  此规则不通过即失败
    #[arg(long, value_name = "RULE")]
    pub deny: Vec<String>,
    /// Let this rule warn; may be repeated  此规则只警告
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Let this rule note; may be repeated  此规则只提示
    #[arg(long, value_name = "RULE")]
    pub note: Vec<String>,
    /// Do not report this rule; may be repeated  不查此规则
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
}

/// Puts the levels of the command line in the place of those of `[check]`.
///
/// # Errors
/// When there is no such rule, its level cannot be changed, or it is given two levels.
pub fn apply(registry: &mut Registry, levels: &SeverityOptions) -> Result<(), Failure> {
    let lists = [
        (Severity::Deny, &levels.deny),
        (Severity::Warn, &levels.warn),
        (Severity::Note, &levels.note),
        (Severity::Allow, &levels.allow),
    ];
    let mut given: Vec<(&str, Severity)> = Vec::new();
    for (level, list) in lists {
        given.extend(list.iter().map(|id| (id.as_str(), level)));
    }
    for (at, (id, level)) in given.iter().enumerate() {
        let rule = rule(id).ok_or_else(|| unknown(id))?;
        if rule.is_locked() {
            return Err(Failure::Unknown(format!("规则 {id} 的级别不能更改 · the level of `{id}` cannot be changed")));
        }
        if let Some((_, other)) = given[..at].iter().find(|(other, before)| other == id && before != level) {
            let (one, two) = (other.id(), level.id());
            return Err(Failure::Unknown(format!(
                "{id}：--{one} 与 --{two} 只能选一个 · `{id}` is given both --{one} and --{two}"
            )));
        }
        registry.config.levels.insert((*id).to_owned(), Spanned { value: *level, span: Span::default() });
    }
    Ok(())
}

fn unknown(id: &str) -> Failure {
    let near = mulu_core::parse::nearest(id, rules().map(|rule| rule.id));
    let hint = near.map_or_else(|| "mulu explain".to_owned(), |near| format!("{near}?"));
    Failure::Unknown(format!("没有 {id} 这条规则 · there is no rule `{id}`: {hint}"))
}
