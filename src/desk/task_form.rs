//! A task as a page: its form, what is said of it, and what is written.

use serde::Serialize;

use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::{Lang, Message};
use mulu_core::registry::Registry;

use super::choices::{Choice, Choose};
use super::clauses::{ClauseView, clause_behind};
use super::pages::{AdmittedRequest, json, problem};
use super::task::{Input, Task, TaskField};
use super::templates::PageHead;
use super::views::{InputView, ListView, RemarkView};
use super::{DeskResponse, Pairs, Work, WorkMode};

/// The rows that an empty form shows.
const ROWS: usize = 3;

/// The most rows that a form has.
const MOST_ROWS: usize = 200;

#[derive(Serialize)]
struct TaskView<'t> {
    id: &'t str,
    about: &'t str,
    clause: Option<ClauseView>,
    fields: Vec<InputView>,
    rows: Vec<Vec<InputView>>,
    lists: Vec<ListView>,
    remarks: &'t [RemarkView],
    is_refused: bool,
    was_tried: bool,
    /// Whether the form answers one that was sent: what was typed is in it.
    is_answer: bool,
}

/// Shows a task, filled in as the address says.
pub fn show(visit: &AdmittedRequest<'_>, task: &Task) -> DeskResponse {
    page(visit, task, &visit.asked.query, &SubmittedForm::default())
}

/// Tries a task or carries it out.
pub fn carry_out(visit: &AdmittedRequest<'_>, task: &Task) -> DeskResponse {
    let form = &visit.asked.form;
    let how = how(form);
    let name = format!("{} (mulu serve --edit)", task.command);
    // As one types only what is said counts.
    if form.text("_as") == "json" && how == WorkMode::Try {
        let judged = lines(task, form)
            .and_then(|lines| visit.desk.editing.judge(&Work::Lines { name: &name, lines: &lines }, visit.lang));
        return json(&match judged {
            Ok(judged) => judged.remarks.iter().map(|remark| RemarkView::of(remark, visit.lang, |_, _| None)).collect(),
            Err(why) => vec![RemarkView::refusal(why.get(visit.lang))],
        });
    }
    let outcome = lines(task, form).and_then(|lines| {
        let work = Work::Lines { name: &name, lines: &lines };
        visit.desk.editing.carry_out(&work, how, visit.lang)
    });
    let attempt = match outcome {
        Ok(outcome) if outcome.is_written => {
            let saved = outcome.edits.len();
            return DeskResponse::see(format!("/desk/changed?saved={saved}"));
        }
        Ok(outcome) => {
            let remarks = outcome.remarks.iter().map(|remark| RemarkView::of(remark, visit.lang, |_, _| None));
            SubmittedForm { remarks: remarks.collect(), is_refused: how == WorkMode::Write, was_tried: true }
        }
        Err(why) => SubmittedForm {
            remarks: vec![RemarkView::refusal(why.get(visit.lang))],
            is_refused: false,
            was_tried: false,
        },
    };
    if form.text("_as") == "json" {
        return json(&attempt.remarks);
    }
    page(visit, task, form, &attempt)
}

/// How far a form wants to be carried out.
pub fn how(form: &Pairs) -> WorkMode {
    match form.text("_do") {
        "save" => WorkMode::Write,
        "anyway" => WorkMode::Anyway,
        _ => WorkMode::Try,
    }
}

/// What came of a form that was sent.
#[derive(Default)]
struct SubmittedForm {
    remarks: Vec<RemarkView>,
    /// Nothing was written for what is told: it may be written all the same.
    is_refused: bool,
    was_tried: bool,
}

fn page(visit: &AdmittedRequest<'_>, task: &Task, given: &Pairs, attempt: &SubmittedForm) -> DeskResponse {
    let lang = visit.lang;
    let made = visit.desk.with_registry(|registry, _, day| {
        let numbers: Vec<&str> = given.all("number").collect();
        let rows = row_count(task, given).max(numbers.len());
        let row = |at: usize| {
            let fill = |field: &TaskField| {
                let name = format!("row.{at}.{}", field.name);
                let asked = numbers.get(at).copied().filter(|_| field.name == "number").unwrap_or_default();
                let value = given.get(&name).unwrap_or(asked).to_owned();
                input(field, name, value, lang)
            };
            task.rows.iter().map(fill).collect()
        };
        let view = TaskView {
            id: task.id,
            about: task.about.get(lang),
            clause: task.rule.and_then(|rule| clause_behind(rule, registry, day)),
            fields: task.fields.iter().map(|field| filled(field, given, day, lang)).collect(),
            rows: if task.rows.is_empty() { Vec::new() } else { (0..rows).map(row).collect() },
            lists: lists(task, registry, day, lang),
            remarks: &attempt.remarks,
            is_refused: attempt.is_refused,
            was_tried: attempt.was_tried,
            is_answer: visit.asked.is_post,
        };
        let head = PageHead { lang, section: "task", title: task.words.get(lang), address: &visit.address };
        visit.desk.page(200, "task.html", &head, &view)
    });
    made.unwrap_or_else(|why| problem(visit, 500, &why))
}

fn row_count(task: &Task, given: &Pairs) -> usize {
    if task.rows.is_empty() {
        return 0;
    }
    let at = |name: &str| name.strip_prefix("row.")?.split('.').next()?.parse::<usize>().ok();
    let last = given.iter().filter_map(|(name, _)| at(name)).max();
    last.map_or(ROWS, |last| last + 1).clamp(ROWS, MOST_ROWS)
}

fn filled(field: &TaskField, given: &Pairs, day: Day, lang: Lang) -> InputView {
    let several = matches!(field.input, Input::Many(_) | Input::Lines);
    let own =
        if several { given.all(field.name).collect::<Vec<_>>().join("\n") } else { given.text(field.name).to_owned() };
    // What must have a day has today's, until another is given.
    let is_day = matches!(field.input, Input::Day) && field.is_needed && given.get(field.name).is_none();
    let value = if is_day { day.to_string() } else { own };
    input(field, field.name.to_owned(), value, lang)
}

fn input(field: &TaskField, name: String, value: String, lang: Lang) -> InputView {
    let words = match field.input {
        Input::Word(words) => {
            let words = words().into_iter();
            words.map(|(id, word)| Choice { value: id.to_owned(), label: word.get(lang).to_owned() }).collect()
        }
        _ => Vec::new(),
    };
    InputView {
        name,
        label: field.words.get(lang).to_owned(),
        input: match field.input {
            Input::Day => "day",
            Input::Line | Input::One(_) => "line",
            Input::Area => "area",
            Input::Word(_) => "word",
            Input::Many(_) | Input::Lines => "lines",
            Input::Flag => "flag",
        },
        value,
        words,
        list: chosen(field).map(Choose::id),
        is_needed: field.is_needed,
        ..InputView::default()
    }
}

fn chosen(field: &TaskField) -> Option<Choose> {
    match field.input {
        Input::One(choose) | Input::Many(choose) => Some(choose),
        _ => None,
    }
}

fn lists(task: &Task, registry: &Registry, day: Day, lang: Lang) -> Vec<ListView> {
    let mut lists: Vec<ListView> = Vec::new();
    for choose in task.fields.iter().chain(task.rows).filter_map(chosen) {
        if !lists.iter().any(|list| list.id == choose.id()) {
            lists.push(ListView::of(choose, registry, day, lang));
        }
    }
    lists
}

/// The command lines that a form becomes. Whatever somebody typed is a value: none begins an option of its own.
fn lines(task: &Task, form: &Pairs) -> Result<Vec<Vec<String>>, Message> {
    let shared = Arguments::of(task.fields.iter().map(|field| (field, field.name.to_owned())), form)?;
    if task.rows.is_empty() {
        return Ok(vec![shared.line(task.command)]);
    }
    let mut lines = Vec::new();
    for at in 0..row_count(task, form) {
        let named = |field: &'static TaskField| (field, format!("row.{at}.{}", field.name));
        let is_blank = task.rows.iter().all(|field| form.text(&named(field).1).is_empty());
        if !is_blank {
            let mut line = shared.clone();
            line.join(Arguments::of(task.rows.iter().map(named), form)?);
            lines.push(line.line(task.command));
        }
    }
    if lines.is_empty() {
        return Err(message!("一行也没有填", "no row is filled in"));
    }
    Ok(lines)
}

/// The arguments of a command line.
#[derive(Clone, Default)]
struct Arguments {
    options: Vec<String>,
    by_place: Vec<String>,
}

impl Arguments {
    fn of(fields: impl Iterator<Item = (&'static TaskField, String)>, form: &Pairs) -> Result<Arguments, Message> {
        let mut arguments = Arguments::default();
        for (field, name) in fields {
            let values: Vec<&str> = match field.input {
                Input::Many(_) | Input::Lines => {
                    form.all(&name).flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect()
                }
                _ => Some(form.text(&name)).filter(|text| !text.is_empty()).into_iter().collect(),
            };
            if field.is_needed && values.is_empty() {
                let (zh, en) = (field.words.zh, field.words.en);
                return Err(message!("请填写：{zh}", "fill in: {en}"));
            }
            match (field.option, field.input) {
                (Some(option), Input::Flag) => arguments.options.extend(values.first().map(|_| option.to_owned())),
                (Some(option), _) => arguments.options.extend(values.iter().map(|value| format!("{option}={value}"))),
                (None, _) => arguments.by_place.extend(values.into_iter().map(str::to_owned)),
            }
        }
        Ok(arguments)
    }

    fn join(&mut self, other: Arguments) {
        self.options.extend(other.options);
        self.by_place.extend(other.by_place);
    }

    fn line(self, command: &str) -> Vec<String> {
        let before = [command.to_owned()].into_iter().chain(self.options).chain(["--".to_owned()]);
        before.chain(self.by_place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::task::task;

    #[test]
    fn what_is_typed_is_a_value_and_never_an_option() {
        let form = Pairs::new([
            ("numbers".to_owned(), "--force\nGB 1-2020\n\n".to_owned()),
            ("date".to_owned(), "--force".to_owned()),
        ]);
        let made = lines(task("delist").unwrap(), &form).unwrap();
        assert_eq!(made, [["delist", "--date=--force", "--", "--force", "GB 1-2020"]]);
    }

    #[test]
    fn each_row_is_a_command_and_blank_rows_are_none() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut given = vec![pair("by", "a"), pair("date", "2026-01-01")];
        for (at, number) in [(0, "GB 1-2020"), (2, "GB 2-2020")] {
            given.push(pair(&format!("row.{at}.number"), number));
            given.push(pair(&format!("row.{at}.conclusion"), "continue"));
            given.push(pair(&format!("row.{at}.reason"), "r"));
        }
        let made = lines(task("review").unwrap(), &Pairs::new(given.clone())).unwrap();
        assert_eq!(made.len(), 2);
        assert_eq!(made[1].last().map(String::as_str), Some("GB 2-2020"));
        given.retain(|(name, _)| name != "row.2.reason");
        assert!(lines(task("review").unwrap(), &Pairs::new(given)).is_err_and(|why| why.zh.contains("理由")));
    }
}
