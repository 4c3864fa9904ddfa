//! `mulu compare`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde::Serialize;

use mulu_core::message;
use mulu_core::message::{Message, counted};
use mulu_exchange::compare::{Comparison, ComparisonEdits, WriteOptions, compare, write};
use mulu_exchange::{self as exchange, SheetKind, UnreadableSheet, cell_address};

use super::args::{Common, DataFormat};
use super::edited::tried;
use super::fail::Failure;
use super::import::read;
use super::open::{OpenedRegistry, open_to_edit, unknown};
use super::table::TextTable;
use super::{CommandOutcome, journal, terminal};

/// What cannot be read stops the writing: whatever else the rules say of true facts follows from them.
const READING: [&str; 4] = ["syntax", "unknown-key", "missing-key", "invalid-value"];

/// `mulu compare`.
#[derive(Debug, ClapArgs)]
pub struct Compare {
    /// The export: XLSX, CSV, or JSON as the platforms answer it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The sheet of a workbook; without it, the first with a header that is understood  工作表
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Write what needs no judgement: facts with errata, records of new successors, the day of the source  写入
    #[arg(long, requires = "source")]
    pub write: bool,
    /// Where the export is from: the platform's address or a title  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
    /// Why facts that were published are wrong, for their errata; without it, that the export has others  更正的理由
    #[arg(long, value_name = "TEXT", requires = "write")]
    pub reason: Option<String>,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// Says what a platform's export has that the registry does not, and with `--write` writes what needs no judgement. Exit 1 when something
/// differs that is not written, or a cell cannot be read.
///
/// # Errors
/// When the registry or the file cannot be read, the file is refused, or a record cannot be written.
pub fn run(common: &Common, command: &Compare) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, command.write.then_some("mulu compare"))?;
    let refuse = |refusal: UnreadableSheet| {
        Failure::Unknown(format!("{}: {}", command.file.display(), refusal.0.get(opened.lang)))
    };
    let bytes = read(&command.file)?;
    let sheet = exchange::read(&bytes, Some(SheetKind::Standards), command.sheet.as_deref()).map_err(refuse)?;
    let comparison = compare(&opened.registry, &sheet, opened.day).map_err(refuse)?;
    let written = command.write.then(|| carry_out(&opened, command, &comparison)).transpose()?;
    let mut out = terminal::stdout(command.format.form());
    match command.format {
        DataFormat::Table => text(&opened, command, &comparison, written.as_ref(), &mut out)?,
        DataFormat::Json => json(&opened, &comparison, written.as_ref(), &mut out)?,
    }
    out.flush()?;
    let settled = written.as_ref().map_or(0, |written| written.settled.len());
    let is_open = comparison.differences.len() > settled || !comparison.unclear.is_empty();
    Ok(if is_open { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// Writes what needs no judgement, and tells what the rules say of it.
fn carry_out(opened: &OpenedRegistry, command: &Compare, comparison: &Comparison) -> Result<ComparisonEdits, Failure> {
    let file = command.file.file_name().unwrap_or_default().to_string_lossy();
    let by_export = message!("按平台导出 {file} 更正", "corrected by the platform's export {file}");
    let reason = command.reason.clone().filter(|reason| !reason.trim().is_empty());
    let options = WriteOptions {
        source: command.source.clone().unwrap_or_default(),
        reason: reason.unwrap_or_else(|| by_export.get(opened.registry.config.language).to_owned()),
        day: opened.day,
    };
    if options.source.trim().is_empty() {
        return Err(unknown(message!(
            "missing-source：--source 写明导出来自哪个平台",
            "missing-source: say with --source which platform the export is from"
        )));
    }
    let written = write(&opened.registry, &opened.source, comparison, &options)?;
    if written.edits.is_empty() {
        return Ok(written);
    }
    let (_, told) = tried(opened, &written.edits)?;
    for finding in &told {
        terminal::note(&format!("{}: {}", finding.rule, finding.message.get(opened.lang)));
    }
    if let Some(fault) = told.iter().find(|finding| READING.contains(&finding.rule)) {
        let (zh, en) = (&fault.message.zh, &fault.message.en);
        return Err(unknown(message!("没有写入：{zh}", "nothing was written: {en}")));
    }
    journal::write(opened, &mulu_core::edit::files_of(&written.edits))?;
    Ok(written)
}

fn text(
    opened: &OpenedRegistry,
    command: &Compare,
    comparison: &Comparison,
    written: Option<&ComparisonEdits>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = opened.lang;
    let headers = message!("单元格\t种类\t内容\t怎么办", "cell\tkind\twhat\tremedy");
    let mut table = TextTable::new(&headers.get(lang).split('\t').collect::<Vec<_>>());
    for (at, difference) in comparison.differences.iter().enumerate() {
        let done = message!("已写入", "written");
        let is_done = written.is_some_and(|written| written.settled.contains(&at));
        let remedy = if is_done { &done } else { &difference.remedy };
        let (kind, what) = (difference.kind.phrase(), difference.message.get(lang));
        table.row([&cell_address(difference.column, difference.row), kind.get(lang), what, remedy.get(lang)]);
    }
    let unclear = message!("不明", "unclear");
    for cell in &comparison.unclear {
        let what = format!("{} {}", cell.number, cell.message.get(lang));
        table.row([&cell_address(cell.column, cell.row), unclear.get(lang), what.trim(), ""]);
    }
    if !(comparison.differences.is_empty() && comparison.unclear.is_empty()) {
        write!(out, "{table}")?;
    }
    for note in written.iter().flat_map(|written| &written.refused).chain(&comparison.notes) {
        terminal::note(note.get(lang));
    }
    writeln!(out, "{}", summary(command, comparison, written).get(lang))?;
    Ok(())
}

fn summary(command: &Compare, comparison: &Comparison, written: Option<&ComparisonEdits>) -> Message {
    let rows = comparison.rows;
    let (compared, agree, differing) = (comparison.compared.len(), comparison.agreeing(), comparison.differences.len());
    let (unclear, elsewhere) = (comparison.unclear.len(), comparison.not_on_record);
    let rows_en = counted(rows, "row", "rows");
    let differing_en = counted(differing, "difference", "differences");
    let counts = message!(
        "{rows} 行：比对 {compared} 项标准，{agree} 项一致；差异 {differing} 处，不明 {unclear} 处；{elsewhere} 行不在登记簿中，也与其中标准无关",
        "{rows_en}: {compared} standards compared, {agree} agree; {differing_en}, {unclear} unclear; {elsewhere} rows concern no standard on record"
    );
    let end = match written {
        Some(written) => {
            let (files, settled, checked) = (written.edits.len(), written.settled.len(), written.checked);
            let files_en = counted(files, "file", "files");
            message!(
                "已写入 {files} 个文件，解决差异 {settled} 处，更新核对日期 {checked} 项",
                "{files_en} written, {settled} of the differences settled, the source's check date updated in {checked}"
            )
        }
        None if command.write => Message::default(),
        None => {
            let writable = comparison.differences.iter().filter(|difference| difference.is_writable()).count();
            message!(
                "没有写入；加 --write --source 可写入其中 {writable} 处",
                "nothing written; --write --source would settle {writable} of them"
            )
        }
    };
    Message { zh: format!("{}；{}", counts.zh, end.zh), en: format!("{}; {}", counts.en, end.en) }
}

#[derive(Serialize)]
struct CompareDocument<'c> {
    schema: &'static str,
    as_of: String,
    sheet: Option<&'c str>,
    written: bool,
    summary: CompareSummary,
    differences: Vec<DifferenceLine<'c>>,
    unclear: Vec<UnclearLine<'c>>,
    refused: Vec<&'c str>,
}

#[derive(Serialize)]
struct CompareSummary {
    rows: usize,
    compared: usize,
    agree: usize,
    differences: usize,
    settled: usize,
    unclear: usize,
    not_on_record: usize,
    checked: usize,
    files: usize,
}

#[derive(Serialize)]
struct DifferenceLine<'c> {
    row: u32,
    column: Option<u32>,
    kind: &'static str,
    number: &'c str,
    record: &'c str,
    file: &'c str,
    was: Option<&'c str>,
    now: &'c str,
    message: &'c str,
    remedy: &'c str,
    writable: bool,
    settled: bool,
}

#[derive(Serialize)]
struct UnclearLine<'c> {
    row: u32,
    column: Option<u32>,
    number: &'c str,
    message: &'c str,
}

fn json(
    opened: &OpenedRegistry,
    comparison: &Comparison,
    written: Option<&ComparisonEdits>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = opened.json_lang;
    let standards = &opened.registry.standards;
    let pairs = comparison.differences.iter().enumerate();
    let pairs = pairs.filter_map(|(at, difference)| Some((at, difference, standards.get(difference.standard)?)));
    let differences = pairs.map(|(at, difference, standard)| DifferenceLine {
        row: difference.row,
        column: difference.column.map(|column| column + 1),
        kind: difference.kind.id(),
        number: standard.name(),
        record: &standard.id,
        file: opened.registry.path(standard.file),
        was: difference.was.as_deref(),
        now: &difference.now,
        message: difference.message.get(lang),
        remedy: difference.remedy.get(lang),
        writable: difference.is_writable(),
        settled: written.is_some_and(|written| written.settled.contains(&at)),
    });
    let unclear = comparison.unclear.iter().map(|cell| UnclearLine {
        row: cell.row,
        column: cell.column.map(|column| column + 1),
        number: &cell.number,
        message: cell.message.get(lang),
    });
    let document = CompareDocument {
        schema: "mulu.compare/1",
        as_of: opened.day.to_string(),
        sheet: comparison.sheet.as_deref(),
        written: written.is_some(),
        summary: CompareSummary {
            rows: comparison.rows,
            compared: comparison.compared.len(),
            agree: comparison.agreeing(),
            differences: comparison.differences.len(),
            settled: written.map_or(0, |written| written.settled.len()),
            unclear: comparison.unclear.len(),
            not_on_record: comparison.not_on_record,
            checked: written.map_or(0, |written| written.checked),
            files: written.map_or(0, |written| written.edits.len()),
        },
        differences: differences.collect(),
        unclear: unclear.collect(),
        refused: written.iter().flat_map(|written| &written.refused).map(|why| why.get(lang)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
