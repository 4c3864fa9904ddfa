//! `mulu cite`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use mulu_core::day::Status;
use mulu_core::message::Lang;
use mulu_core::report::{JsonDocument, line};
use mulu_exchange::cite::{self, Citation, CitationBaseline, CitationResolver};

use super::args::Common;
use super::fail::Failure;
use super::open::{OpenedRegistry, open};
use super::table::TextTable;
use super::words::word;
use super::{CommandOutcome, document as input, terminal};

/// `mulu cite`.
#[derive(Debug, ClapArgs)]
pub struct Cite {
    /// Documents: text, Markdown, HTML, .docx, .xlsx, .odt, .ods, .ofd or .pdf; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CiteFormat,
    /// Exit 1 where a number in one of these states is found: several with commas between them  出现即失败的状态
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub fail_on: Vec<CiteState>,
    /// A baseline of citations that are known: only others fail, and are annotated  已知引用的基线
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is not in force to a baseline  写出基线
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
}

/// The formats of `mulu cite`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    /// For a person.
    Table,
    /// mulu.cite/1.
    Json,
    /// A table for the description of a merge request.
    Markdown,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// GitHub annotations, one a line.
    Github,
}

/// The states of a cited number that can fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteState {
    /// A successor is effective  被代替.
    Replaced,
    /// Withdrawn without a successor  废止.
    Withdrawn,
    /// The registry does not know it  未知.
    Unknown,
    /// Issued, not effective yet  即将实施.
    Upcoming,
    /// Not issued yet  起草中.
    Draft,
}

impl CiteState {
    /// The word that citations use.
    pub fn id(self) -> &'static str {
        match self {
            CiteState::Replaced => "replaced",
            CiteState::Withdrawn => "withdrawn",
            CiteState::Unknown => "unknown",
            CiteState::Upcoming => "upcoming",
            CiteState::Draft => "draft",
        }
    }
}

#[derive(Serialize)]
struct CiteDocument<'c> {
    schema: &'static str,
    as_of: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'c str>,
    citations: &'c [Citation],
}

/// Finds the standard numbers in documents and says how each stands. Denied where a state of `--fail-on` is among them.
///
/// # Errors
/// When the registry or a document cannot be read, or the output cannot be written.
pub fn run(common: &Common, command: &Cite) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let answers = CitationResolver::new(&opened.registry);
    let mut citations = Vec::new();
    for file in &command.files {
        let name = file.display().to_string();
        let passage = cite::read(&name, &input::bytes(file)?)
            .map_err(|why| Failure::Unknown(format!("{}: {}", line(&name), why.get(opened.lang))))?;
        citations.extend(cite::cite(&opened.registry, &answers, opened.day, &name, &passage));
    }
    let failing: Vec<&str> = command.fail_on.iter().map(|state| state.id()).collect();
    let known = known(command, &citations)?;
    if let Some(path) = &command.write_baseline {
        let text = CitationBaseline::of(&citations).to_json().map_err(io::Error::from)?;
        mulu_core::output::put(path, text.as_bytes())?;
    }
    let form = match command.format {
        CiteFormat::Table | CiteFormat::Markdown => terminal::OutputForm::Text,
        CiteFormat::Github => terminal::OutputForm::Data,
        CiteFormat::Json | CiteFormat::Sarif => terminal::OutputForm::Json,
    };
    let mut out = terminal::stdout(form);
    match command.format {
        CiteFormat::Table => write!(out, "{}", table(&opened, &citations))?,
        CiteFormat::Markdown => write!(out, "{}", markdown(&opened, &citations))?,
        CiteFormat::Json => json(&document(&opened, &citations), &mut out)?,
        CiteFormat::Github => {
            let new = citations.iter().zip(&known).filter(|(_, known)| !**known).map(|(citation, _)| citation);
            write!(out, "{}", cite::github(new, &failing, opened.lang))?;
        }
        CiteFormat::Sarif => json(&cite::sarif(&citations, &failing, opened.json_lang), &mut out)?,
    }
    out.flush()?;
    let mut new = citations.iter().zip(&known).filter(|(_, known)| !**known);
    let denied = new.any(|(citation, _)| failing.contains(&citation.state())) && command.write_baseline.is_none();
    Ok(if denied { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// The standard numbers in a text, as `mulu.cite/1`.
///
/// # Errors
/// When the document cannot be written.
pub fn document_of(opened: &OpenedRegistry, text: &str) -> Result<String, Failure> {
    let name = "text.txt";
    let passage = cite::read(name, text.as_bytes()).map_err(|why| Failure::Unknown(why.get(opened.lang).to_owned()))?;
    let answers = CitationResolver::new(&opened.registry);
    let citations = cite::cite(&opened.registry, &answers, opened.day, name, &passage);
    terminal::captured(|out| json(&document(opened, &citations), out))
}

fn document<'c>(opened: &'c OpenedRegistry, citations: &'c [Citation]) -> CiteDocument<'c> {
    CiteDocument { schema: "mulu.cite/1", as_of: opened.day.to_string(), revision: opened.source.commit(), citations }
}

/// For each citation, whether the baseline has it.
fn known(command: &Cite, citations: &[Citation]) -> Result<Vec<bool>, Failure> {
    let Some(path) = &command.baseline else { return Ok(vec![false; citations.len()]) };
    let unreadable = |error| Failure::Unreadable(mulu_core::source::Unreadable { path: path.clone(), error });
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let shown = path.display().to_string();
    let baseline = CitationBaseline::parse(&text)
        .map_err(|why| Failure::Unknown(format!("{shown} 不是基线文件 · {shown} is not a baseline: {why}")))?;
    Ok(baseline.known(citations))
}

fn json(document: &impl Serialize, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// What a citation's state is called: a status, or that the registry has no record to take one from.
fn state_words(citation: &Citation, lang: Lang) -> String {
    match (citation.state(), lang) {
        ("known", Lang::Zh) => "仅有提及".to_owned(),
        ("unknown", Lang::Zh) => "未收录".to_owned(),
        (state, lang) => word::<Status>(lang, state),
    }
}

/// The rows of a table below its headings. The column of remarks is there where there is a remark.
fn rows(citations: &[Citation], lang: Lang) -> Vec<Vec<String>> {
    let headers = match lang {
        Lang::Zh => ["位置", "编号", "状态", "起", "现行", "备注"],
        Lang::En => ["place", "number", "status", "since", "in force", "remark"],
    };
    let remarks: Vec<String> = citations.iter().map(|citation| remark(citation, lang)).collect();
    let columns = if remarks.iter().all(String::is_empty) { 5 } else { 6 };
    let row = |(citation, remark): (&Citation, String)| {
        let Citation { number, since, current, .. } = citation;
        let since = since.map_or_else(String::new, |since| since.to_string());
        vec![citation.place(), number.clone(), state_words(citation, lang), since, current.join("、"), remark]
    };
    let mut rows = vec![headers.map(str::to_owned).to_vec()];
    rows.extend(citations.iter().zip(remarks).map(row));
    for row in &mut rows {
        row.truncate(columns);
    }
    rows
}

/// What the other columns do not say: a new number, a year that was read where its hyphen was lost, what may have been meant.
fn remark(citation: &Citation, lang: Lang) -> String {
    let mut remarks: Vec<String> = Vec::new();
    let mut say = |zh: String, en: String| remarks.push(if lang == Lang::Zh { zh } else { en });
    if let Some(cite::RenumberedTo { to, since }) = &citation.renumbered {
        say(format!("{since} 起改号为 {to}"), format!("renumbered {to} on {since}"));
    }
    if let Some(origin) = &citation.origin {
        say(format!("出自 {origin}"), format!("from {origin}"));
    }
    if citation.doubtful {
        let text = &citation.text;
        say(format!("原文“{text}”缺连字符，存疑"), format!("written “{text}” without a hyphen: doubtful"));
    }
    if !citation.nearest.is_empty() {
        let nearest = citation.nearest.join("、");
        say(format!("是否指 {nearest}？"), format!("did you mean {nearest}?"));
    }
    remarks.join("；")
}

fn table(opened: &OpenedRegistry, citations: &[Citation]) -> TextTable {
    let mut rows = rows(citations, opened.lang).into_iter();
    let headers = rows.next().unwrap_or_default();
    let mut table = TextTable::new(&headers.iter().map(String::as_str).collect::<Vec<_>>());
    rows.for_each(|row| table.row(row));
    table
}

/// A table in Markdown, for the description of a merge request.
fn markdown(opened: &OpenedRegistry, citations: &[Citation]) -> String {
    let mut lines: Vec<String> = Vec::with_capacity(citations.len() + 2);
    for row in rows(citations, opened.lang) {
        let cells: Vec<String> = row.iter().map(|cell| line(cell).replace('\\', "\\\\").replace('|', "\\|")).collect();
        lines.push(format!("| {} |\n", cells.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}\n", " --- |".repeat(cells.len())));
        }
    }
    lines.concat()
}
