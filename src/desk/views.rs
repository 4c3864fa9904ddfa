//! What templates show of fields, of choices, and of what speaks against a form.

use serde::Serialize;

use mulu_core::day::Day;
use mulu_core::finding::Severity;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;

use super::choices::{Choice, Choose, MOST_IN_A_PAGE};
use super::clauses::ClauseView;
use super::editing::WorkRemark;

/// A field to be filled in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InputView {
    /// Its name in the form.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// The key of the record that it is; empty for a field of a task.
    pub key: String,
    /// `line`, `area`, `lines`, `day`, `word`, `flag`, `odd`.
    pub input: &'static str,
    /// What it says.
    pub value: String,
    /// The words that it may say.
    pub words: Vec<Choice>,
    /// The list that it is chosen from.
    pub list: Option<&'static str>,
    /// Whether it must be filled in.
    pub is_needed: bool,
    /// What the file says now, where that is not what the person saw.
    pub other: Option<String>,
    /// The clause behind it.
    pub clause: Option<ClauseView>,
    /// What is said of it.
    pub remarks: Vec<RemarkView>,
}

/// A list that fields choose from.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// The word by which it is asked for.
    pub id: &'static str,
    /// The choices, where they are few enough for a page.
    pub choices: Vec<Choice>,
}

impl ListView {
    /// A list for a page: whole where it is short, else asked for as one types.
    pub fn of(choose: Choose, registry: &Registry, day: Day, lang: Lang) -> ListView {
        let choices = choose.all(registry, day, lang);
        let choices = if choices.len() <= MOST_IN_A_PAGE { choices } else { Vec::new() };
        ListView { id: choose.id(), choices }
    }
}

/// What is said of a form.
#[derive(Clone, Debug, Serialize)]
pub struct RemarkView {
    /// `deny`, `warn`, `note`.
    pub level: &'static str,
    /// What, in a sentence.
    pub text: String,
    /// What to do about it.
    pub help: String,
    /// The clause behind it, as `policy#clause`.
    pub clause: Option<String>,
    /// The field that it is about.
    pub field: Option<String>,
}

impl RemarkView {
    /// What is told, in a language; `field` says which field a place of a file is.
    pub fn of(remark: &WorkRemark, lang: Lang, field: impl Fn(&str, usize) -> Option<String>) -> RemarkView {
        let found = remark.finding.as_ref();
        RemarkView {
            level: found.map_or(Severity::Deny, |(finding, _)| finding.level).id(),
            text: remark.message.get(lang).to_owned(),
            help: found.map_or(String::new(), |(finding, _)| finding.help.get(lang).to_owned()),
            clause: found.and_then(|(finding, _)| finding.clause.clone()),
            field: found.and_then(|(finding, path)| field(path, finding.place.span.start as usize)),
        }
    }

    /// A sentence that refuses.
    pub fn refusal(text: &str) -> RemarkView {
        RemarkView { level: "deny", text: text.to_owned(), help: String::new(), clause: None, field: None }
    }
}
