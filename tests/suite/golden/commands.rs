//! What the commands say.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};
use rayon::prelude::*;

use super::subject::Subject;
use crate::harness::program::Ran;

/// Outputs by the names of their files.
pub type Said = BTreeMap<String, String>;

const LANGUAGES: [(&str, &str); 2] = [("zh-CN", "zh"), ("en", "en")];

/// Standard numbers as documents have them: replaced, current, odd, unknown, broken over lines.
const CITING: &str = "见GB/T 22239—2008、ＧＢ／Ｔ 22239－2019和GB 32100-2015/XG1-2016，GB/T 21062.1～\n21062.3-2007，\
                      GB 50016-2014（2018年版），\u{202e}GB 29921 2013，GB/T 10000-2005，DB43/T 1234，ISO/IEC 27001:2022，\
                      T/CESA 1-2020，GB/T 19001-2016/ISO 9001:2015\u{1b}[31m。\n";

/// One run: what its output is called, its arguments, what it reads.
struct Question {
    name: String,
    args: Vec<String>,
    input: &'static str,
}

fn ask(name: &str, args: &[&str], input: &'static str) -> Question {
    Question { name: name.to_owned(), args: args.iter().map(|arg| (*arg).to_owned()).collect(), input }
}

/// A command in several formats; each says what the file of its output ends with.
fn in_formats(name: &str, args: &[&str], formats: &[(&str, &str)], input: &'static str, into: &mut Vec<Question>) {
    for (lang, tag) in LANGUAGES {
        for (format, ending) in formats {
            let more = ["--format", format, "--lang", lang];
            into.push(ask(&format!("{name}.{tag}.{ending}"), &[args, &more].concat(), input));
        }
    }
}

/// Every command that a day matters to, over the registry.
pub fn said(subject: &Subject, day: &str) -> Said {
    let mut asked = questions(subject);
    if day != subject.days[0] {
        asked.retain(|question| matters_on_every_day(subject, &question.name));
    }
    for question in &mut asked {
        question.args.extend(["--as-of".to_owned(), day.to_owned()]);
    }
    let mut said = answers(subject, asked);
    said.extend(cells(subject, day));
    said
}

/// Whether an output is asked for on days after the first too. What is said is the same in both languages and in every format,
/// so that one is enough but for what people read most; and git's past is that of one day, but for a registry that has one to
/// speak of.
fn matters_on_every_day(subject: &Subject, name: &str) -> bool {
    let read_in_both = ["check.zh.txt", "audit.zh.txt", "due.zh.txt"];
    let past = name.starts_with("log/") || name.starts_with("diff.");
    let other = [
        ".zh.",
        ".sarif",
        ".junit",
        ".github",
        ".gitlab",
        ".md",
        ".ndjson",
        "scorecard.en.csv",
        "audit.en.csv",
        "list/rules",
    ];
    read_in_both.contains(&name) || (!other.iter().any(|part| name.contains(part)) && (!past || subject.name == "past"))
}

/// What the program says of itself, whatever the registry and the day. Its help has files of its own, in `suite/help/`.
pub fn of_no_day(subject: &Subject) -> Said {
    if subject.name != "own" {
        return Said::new();
    }
    let rules = subject.ask(["list", "rules", "--format", "json", "--as-of", subject.days[0]], "").json(0);
    let rules: Vec<&str> =
        rules["records"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let (mut asked, mut explained) = (Vec::new(), Vec::new());
    for (lang, tag) in LANGUAGES {
        asked.push(ask(&format!("program/explain.{tag}.txt"), &["explain", "--lang", lang], ""));
        // Their pages say the same of all of them, and have their sums.
        for rule in rules.iter().step_by(5) {
            explained.push(ask(&format!("{tag}.{rule}"), &["explain", rule, "--lang", lang], ""));
        }
        for kind in ["config", "taxonomy", "standard", "municipal", "evidence", "policy", "agency", "project"] {
            asked.push(ask(&format!("program/schema/{kind}.{tag}.json"), &["schema", kind, "--lang", lang], ""));
        }
    }
    let mut said = answers(subject, asked);
    let explained: Vec<(String, Ran)> =
        explained.into_par_iter().map(|one| (one.name, subject.ask(&one.args, ""))).collect();
    for (name, ran) in explained {
        let (tag, rule) = name.split_once('.').unwrap();
        let all = said.entry(format!("program/explain-rules.{tag}.txt")).or_default();
        all.push_str(&format!("== {rule} {}\n{}{}", ran.code, ran.out, ran.err));
    }
    said
}

fn questions(subject: &Subject) -> Vec<Question> {
    let mut asked = Vec::new();
    let table_and_json = [("table", "txt"), ("json", "json")];
    let published = [("table", "txt"), ("json", "json"), ("csv", "csv"), ("markdown", "md")];
    let checks = [
        ("text", "txt"),
        ("json", "json"),
        ("sarif", "sarif"),
        ("junit", "junit.xml"),
        ("github", "github"),
        ("gitlab", "gitlab.json"),
    ];
    in_formats("check", &["check"], &checks, "", &mut asked);
    in_formats("audit", &["audit"], &published, "", &mut asked);
    let imagined = ["audit", "--what-if", "traits=cloud,mobile mlps_level=3 jurisdiction=430100"];
    in_formats("audit-what-if", &imagined, &table_and_json, "", &mut asked);
    in_formats("scorecard", &["scorecard"], &published, "", &mut asked);
    let due = [("table", "txt"), ("json", "json"), ("csv", "csv"), ("ics", "ics")];
    in_formats("due", &["due", "--within", "P3Y"], &due, "", &mut asked);
    let citations = [("table", "txt"), ("json", "json"), ("markdown", "md"), ("sarif", "sarif")];
    in_formats("cite", &["cite", "-"], &citations, CITING, &mut asked);
    for kind in ["standards", "policies", "agencies", "projects", "resources", "topics", "rules"] {
        in_formats(&format!("list/{kind}"), &["list", kind], &table_and_json, "", &mut asked);
    }
    for (at, record) in subject.shown.iter().enumerate() {
        let name: String =
            record.chars().map(|c| if c.is_ascii_alphanumeric() || ".-".contains(c) { c } else { '-' }).collect();
        in_formats(&format!("show/{:02}-{name}", at + 1), &["show", record], &table_and_json, "", &mut asked);
        if !record.contains('#') {
            in_formats(&format!("log/{:02}-{name}", at + 1), &["log", record], &table_and_json, "", &mut asked);
        }
    }
    let announced = [("text", "txt"), ("json", "json"), ("markdown", "md")];
    in_formats("diff", &["diff", subject.range], &announced, "", &mut asked);
    for kind in KINDS {
        let tables = [("csv", "csv"), ("json", "json"), ("ndjson", "ndjson")];
        in_formats(&format!("export/{kind}"), &["export", kind], &tables, "", &mut asked);
    }
    asked
}

const KINDS: [&str; 7] = ["standards", "adoptions", "projects", "resources", "agencies", "policies", "topics"];

/// Asks all; how each run ended and what it complained of stands in one file more.
fn answers(subject: &Subject, asked: Vec<Question>) -> Said {
    let ran: Vec<(String, Ran)> =
        asked.into_par_iter().map(|question| (question.name, subject.ask(&question.args, question.input))).collect();
    let mut said = Said::new();
    let mut ends = BTreeMap::new();
    for (name, ran) in ran {
        let complaint = ran.err.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat();
        ends.insert(name.clone(), format!("{} {name}\n{complaint}", ran.code));
        said.insert(name, ran.out);
    }
    let of =
        if ends.keys().all(|name| name.starts_with("program/")) { "program/exit-codes.txt" } else { "exit-codes.txt" };
    said.insert(of.to_owned(), ends.into_values().collect());
    said
}

/// The cells of the workbooks, a line each: its place, its kind, what it holds.
fn cells(subject: &Subject, day: &str) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let cells_of = |kind: &&str| {
        let file = folder.path().join(format!("{kind}.xlsx"));
        let path = file.to_str().unwrap();
        let ran = subject.ask(["export", kind, "--output", path, "--lang", "zh-CN", "--as-of", day], "");
        let held = std::fs::read(&file).map_or(ran.err, |bytes| subject.nameless(workbook(&bytes)));
        (format!("export/{kind}.zh.xlsx.txt"), held)
    };
    // A large table is a large workbook: one kind with days in it is enough on later days.
    let kinds = if day == subject.days[0] { &KINDS[..] } else { &KINDS[..1] };
    kinds.par_iter().map(cells_of).collect()
}

/// A workbook in lines.
pub fn workbook(bytes: &[u8]) -> String {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for (name, range) in workbook.worksheets() {
        text.push_str(&format!("sheet {name:?}\n"));
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let place = format!("R{}C{}", top as usize + row + 1, left as usize + column + 1);
            let holds = match cell {
                Data::String(text) => format!("{text:?}"),
                other => format!("{other:?}"),
            };
            text.push_str(&format!("{place} {holds}\n"));
        }
    }
    text
}
