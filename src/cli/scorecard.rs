//! `mulu scorecard`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fmt::Write as _;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use mulu_core::message::Lang;
use mulu_core::report::markdown_text;
use mulu_core::scorecard::{AgencyScore, AssessedMeasure, FigureSource, GovernmentScore, Scorecard};

use super::args::Common;
use super::fail::Failure;
use super::open::open;
use super::table::TextTable;
use super::{CommandOutcome, terminal};

/// `mulu scorecard`.
#[derive(Debug, ClapArgs)]
pub struct ScorecardArgs {
    /// The year; without it, the year of the day that is asked about  年度
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=9999))]
    pub year: Option<i32>,
    /// One agency only, by its id  只看一个机构
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// The agencies of one government only, by its GB/T 2260 code  只看一个政府的机构
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ScorecardFormat,
}

/// The formats of `mulu scorecard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScorecardFormat {
    /// For a person.
    Table,
    /// mulu.scorecard/1.
    Json,
    /// A measure a line.
    Csv,
    /// For publication.
    Markdown,
}

/// Prints the year's assessment of every agency, or of one.
///
/// # Errors
/// When the registry cannot be read, there is no such agency, or the output cannot be written.
pub fn run(common: &Common, command: &ScorecardArgs) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let year = command.year.unwrap_or_else(|| opened.day.year());
    let lang = if command.format == ScorecardFormat::Json { opened.json_lang } else { opened.lang };
    let mut scorecard = Scorecard::of(&opened.registry, year, opened.day, lang);
    if let Some(wanted) = &command.agency {
        scorecard.agencies.retain(|agency| agency.id == *wanted);
        if scorecard.agencies.is_empty() {
            let known = opened.registry.agencies.iter().map(|agency| agency.id.as_str());
            let near = mulu_core::parse::nearest(wanted, known).map(|near| format!(" — {near}?")).unwrap_or_default();
            return Err(Failure::Unknown(format!("没有机构 {wanted}{near}\n  there is no agency {wanted}{near}")));
        }
    }
    if let Some(at) = &command.jurisdiction {
        scorecard.agencies.retain(|agency| agency.jurisdiction.as_ref() == Some(at));
        scorecard.governments.retain(|government| government.jurisdiction == *at);
        if scorecard.agencies.is_empty() {
            return Err(Failure::Unknown(format!("没有 {at} 的机构\n  there is no agency of {at}")));
        }
    }
    let text = match command.format {
        ScorecardFormat::Table => table(&scorecard, lang),
        ScorecardFormat::Json => json(&scorecard, &opened.day.to_string(), opened.source.commit())?,
        ScorecardFormat::Csv => csv(&scorecard),
        ScorecardFormat::Markdown => markdown(&scorecard, lang),
    };
    let form = match command.format {
        ScorecardFormat::Table | ScorecardFormat::Markdown => terminal::OutputForm::Text,
        ScorecardFormat::Json => terminal::OutputForm::Json,
        ScorecardFormat::Csv => terminal::OutputForm::Data,
    };
    terminal::print(text.as_bytes(), form)
}

#[derive(Serialize)]
struct ScorecardDocument<'s> {
    schema: &'static str,
    as_of: &'s str,
    /// The commit that was read; null for the work tree.
    revision: Option<&'s str>,
    #[serde(flatten)]
    scorecard: &'s Scorecard,
}

fn json(scorecard: &Scorecard, as_of: &str, revision: Option<&str>) -> Result<String, Failure> {
    let document = ScorecardDocument { schema: "mulu.scorecard/1", as_of, revision, scorecard };
    Ok(mulu_core::json::indented(&document).map_err(std::io::Error::from)?)
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Zh { zh } else { en }
}

fn score(agency: &AgencyScore, lang: Lang) -> String {
    agency.score.map_or_else(|| pick(lang, "不考核", "not assessed").to_owned(), |score| format!("{score:.1}"))
}

fn share(measure: &AssessedMeasure) -> String {
    if measure.of == 0 { "—".to_owned() } else { format!("{}/{}", measure.met, measure.of) }
}

fn heading(scorecard: &Scorecard, lang: Lang) -> String {
    let (year, from, to) = (scorecard.year, scorecard.from, scorecard.to);
    match lang {
        Lang::Zh => format!("{year} 年度标准实施考核（{from} 至 {to}）"),
        Lang::En => format!("Implementation of standards, {year} ({from} to {to})"),
    }
}

const HEADERS: [(&str, &str); 10] = [
    ("代码", "id"),
    ("得分", "score"),
    ("备案", "filings"),
    ("复审", "reviews"),
    ("项目", "projects"),
    ("整改", "orders"),
    ("培训", "training"),
    ("资源", "resources"),
    ("时限", "limits"),
    ("名称", "name"),
];

fn row(agency: &AgencyScore, lang: Lang) -> Vec<String> {
    let name = match (lang, &agency.name_en) {
        (Lang::En, Some(name)) => name.clone(),
        _ => agency.name.clone(),
    };
    let mut shares: Vec<String> = agency.measures.iter().map(share).collect();
    shares.resize(7, "—".to_owned());
    [agency.id.clone(), score(agency, lang)].into_iter().chain(shares).chain([name]).collect()
}

fn table(scorecard: &Scorecard, lang: Lang) -> String {
    let mut text = format!("{}\n", heading(scorecard, lang));
    let mut table = TextTable::new(&HEADERS.map(|(zh, en)| pick(lang, zh, en)));
    scorecard.agencies.iter().for_each(|agency| table.row(row(agency, lang)));
    let _ = write!(text, "{table}");
    let _ = writeln!(text, "{}", scorecard.formula);
    for government in &scorecard.governments {
        let _ = writeln!(text, "{}", mulu_core::printable::line(&of_government(government, lang)));
    }
    for agency in &scorecard.agencies {
        for suggestion in &agency.suggestions {
            let clause = suggestion.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
            let line = mulu_core::printable::line(&format!("{}: {}{clause}", agency.id, suggestion.text));
            let _ = writeln!(text, "{line}");
        }
    }
    for agency in scorecard.agencies.iter().filter(|agency| agency.score.is_some()) {
        behind(&mut text, agency, lang);
    }
    text
}

/// A government by itself: which of its clauses ask for the assessment, how many of its agencies are assessed, and their mean.
fn of_government(government: &GovernmentScore, lang: Lang) -> String {
    let GovernmentScore { jurisdiction, name, clauses, assessed, score } = government;
    let name = name.unwrap_or_default();
    let score = score.map_or_else(|| "—".to_owned(), |score| format!("{score:.1}"));
    let clauses = clauses.join(", ");
    match lang {
        Lang::Zh => format!("{jurisdiction} {name}：{assessed} 个机构，平均 {score}（{clauses}）"),
        Lang::En => format!("{jurisdiction} {name}: {assessed} assessed, mean {score} ({clauses})"),
    }
}

/// The records behind an agency's figures: what counts, in which file and entry, when it was due and done.
fn behind(text: &mut String, agency: &AgencyScore, lang: Lang) {
    let _ = writeln!(text, "\n{} {}", agency.id, score(agency, lang));
    for measure in agency.measures.iter().filter(|measure| measure.of > 0) {
        let _ = writeln!(text, "  {} {}", measure.title, share(measure));
        for figure in &measure.figures {
            let records: Vec<&str> = figure.behind.iter().map(|behind| behind.what.as_str()).collect();
            let records = mulu_core::report::line(&records.join("、"));
            let _ = writeln!(text, "    {} {}{}{records}", figure.title, figure.value, pick(lang, "：", ": "));
        }
        for (mark, record) in marked(measure) {
            let what = mulu_core::report::line(&record.what);
            let _ = writeln!(text, "    {mark} {what}  {}", place(record));
        }
    }
}

/// The records of a measure, each with whether it was done as it should be.
fn marked(measure: &AssessedMeasure) -> impl Iterator<Item = (&'static str, &FigureSource)> {
    let done = measure.done.iter().map(|behind| ("✓", behind));
    done.chain(measure.short.iter().map(|behind| ("✗", behind)))
}

/// Where a record stands, and when it was due and done.
fn place(record: &FigureSource) -> String {
    let day = |day: Option<mulu_core::day::Day>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let entry = record.entry.map(|entry| format!(" [[{}]] {}", entry.table, entry.place)).unwrap_or_default();
    format!("{}{entry}  {} → {}", record.file, day(record.due), day(record.done))
}

/// A line for each agency and measure. Its words are ids, for programs; what was not assessed has no figures.
fn csv(scorecard: &Scorecard) -> String {
    let mut text = String::from('\u{feff}');
    let headers = ["year", "from", "to", "agency", "name", "score", "measure", "met", "of", "clause", "suggestion"];
    mulu_exchange::write_row(&mut text, headers.into_iter());
    let (year, from, to) = (scorecard.year.to_string(), scorecard.from.to_string(), scorecard.to.to_string());
    for agency in &scorecard.agencies {
        let score = agency.score.map(|score| format!("{score:.1}")).unwrap_or_default();
        for measure in &agency.measures {
            let figure = |figure: usize| if measure.of == 0 { String::new() } else { figure.to_string() };
            let suggestion = agency.suggestions.iter().find(|suggestion| suggestion.measure == measure.id);
            let cells = [
                year.clone(),
                from.clone(),
                to.clone(),
                agency.id.clone(),
                agency.name.clone(),
                score.clone(),
                measure.id.to_owned(),
                figure(measure.met),
                figure(measure.of),
                measure.clause.clone().unwrap_or_default(),
                suggestion.map(|suggestion| suggestion.text.clone()).unwrap_or_default(),
            ];
            mulu_exchange::write_row(&mut text, cells.into_iter());
        }
    }
    text
}

fn markdown(scorecard: &Scorecard, lang: Lang) -> String {
    let mut text = format!("# {}\n\n{}\n\n", heading(scorecard, lang), scorecard.formula);
    for government in &scorecard.governments {
        let _ = writeln!(text, "- {}", markdown_text(&of_government(government, lang)));
    }
    if !scorecard.governments.is_empty() {
        text.push('\n');
    }
    let headers = HEADERS.map(|(zh, en)| pick(lang, zh, en));
    let _ = writeln!(text, "| {} |\n|{}", headers.join(" | "), "---|".repeat(headers.len()));
    for agency in &scorecard.agencies {
        let cells: Vec<String> = row(agency, lang).iter().map(|cell| markdown_text(cell)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    for agency in scorecard.agencies.iter().filter(|agency| agency.score.is_some()) {
        let name = row(agency, lang).pop().unwrap_or_default();
        let formula = agency.formula.clone().unwrap_or_default();
        let _ = writeln!(text, "\n## {}\n\n{formula} = {}\n", markdown_text(&name), score(agency, lang));
        for measure in agency.measures.iter().filter(|measure| measure.of > 0) {
            let _ = writeln!(text, "- {}: {} ({})", measure.title, share(measure), measure.about);
            for figure in &measure.figures {
                let _ = writeln!(text, "  - {}: {}", figure.title, figure.value);
            }
            for (mark, behind) in marked(measure) {
                let day = |day: Option<mulu_core::day::Day>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
                let (due, done) = (day(behind.due), day(behind.done));
                let _ = writeln!(text, "  - {mark} {} `{}` {due} → {done}", markdown_text(&behind.what), behind.file);
            }
        }
        for suggestion in &agency.suggestions {
            let clause = suggestion.clause.as_ref().map(|clause| format!(" (`{clause}`)")).unwrap_or_default();
            let label = pick(lang, "改进意见", "To improve");
            let _ = writeln!(text, "\n{label}: {}{clause}", markdown_text(&suggestion.text));
        }
    }
    text
}
