//! Faults of conditions: expressions that cannot be read, or speak of what no project has.
//!
//! They are `invalid-value`, as if found while reading: what binds whom must be certain, so they cannot be waved through. Words
//! that the registry itself defines, such as traits, have the rules that check them against it.

use crate::audit::Audits;
use crate::condition::{ComparedWord, Condition, ConditionNames};
use crate::day::Day;
use crate::finding::Finding;
use crate::message;
use crate::message::Message;
use crate::model::{FileRange, Stage};
use crate::parse::{Reading, nearest};

use super::context::Findings;
use super::rule;

/// Checks the `when` of every policy, clause and catalogue entry, and every open mandate.
pub fn check(audits: &Audits<'_>, files: Option<FileRange>) -> Vec<Finding> {
    let Some(rule) = rule(Reading::InvalidValue.id()) else { return Vec::new() };
    let mut findings = Findings::of(rule, audits.registry());
    for (place, problem) in audits.problems(files) {
        findings.report(place.file, place.span, problem.message.clone(), problem.help.clone());
    }
    for (file, open) in audits.open_mandates(files) {
        if let Err(problem) = Condition::parse(open, &ConditionNames::of_standard()) {
            findings.report(file, open.span, problem.message, problem.help);
        }
    }
    for (place, compared) in audits.compared(files) {
        if let Some((message, help)) = impossible(compared) {
            findings.report(place.file, place.span, message, help);
        }
    }
    findings.finish()
}

/// What is wrong with a word that no project's variable can ever have, and what to do about it.
fn impossible(compared: &ComparedWord) -> Option<(Message, Message)> {
    let word = &compared.word;
    match compared.name.as_str() {
        "stage" if Stage::ALL.iter().all(|stage| stage.id() != word) => {
            let known = || Stage::ALL.iter().map(|stage| stage.id());
            let list = known().collect::<Vec<_>>().join(", ");
            let (zh, en) = nearest(word, known()).map_or_else(Default::default, |near| {
                (format!("是否要写 {near}？"), format!("did you mean `{near}`? "))
            });
            Some((
                message!("没有“{word}”这个阶段", "there is no stage `{word}`"),
                message!("{zh}可用：{list}", "{en}use one of: {list}"),
            ))
        }
        // Before there is an approval, `approved` is empty; days compare as text only in this one form.
        "approved" if !word.is_empty() && word.parse::<Day>().is_err() => Some((
            message!(
                "approved 与“{word}”比较，它不是日期",
                "`approved` is compared with `{word}`, which is not a date"
            ),
            message!("日期写作 \"2026-11-21\"", "write the day as \"2026-11-21\""),
        )),
        _ => None,
    }
}
