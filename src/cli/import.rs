//! `mulu import`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use mulu_core::message;
use mulu_core::message::{Lang, Message, counted};
use mulu_core::source::Unreadable;
use mulu_exchange::{self as exchange, ImportOptions, ImportPlan, RowOutcome, SheetKind};

use super::args::{Common, DataFormat};
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit};
use super::table::TextTable;
use super::{CommandOutcome, journal, terminal};

/// `mulu import`.
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// The spreadsheet: XLSX, CSV in UTF-8 or GB18030, or JSON as the platforms answer it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What its rows are; without it, what its header says
    #[arg(long, value_name = "KIND", value_parser = imported())]
    pub kind: Option<SheetKind>,
    /// The sheet of a workbook; without it, the first with a header that is understood  工作表
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Where the facts were read: an address or a document's title, for rows that name no source  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
    /// Write the records; what existing ones do not say is filled in  写入
    #[arg(long)]
    pub write: bool,
    /// Let what the sheet says take the place of what records say; published facts change with an erratum  以表为准
    #[arg(long)]
    pub update: bool,
    /// Why facts that were published are wrong, for their errata  更正的理由
    #[arg(long, value_name = "TEXT", requires = "update")]
    pub reason: Option<String>,
    /// Make records of standards that new ones replace and that are not on record  被代替而没有记录的，一并建立
    #[arg(long)]
    pub stubs: bool,
    /// Write the clear rows although others are unclear  略过不明各行
    #[arg(long, requires = "write")]
    pub skip_unclear: bool,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

/// What can be imported.
fn imported() -> impl TypedValueParser<Value = SheetKind> {
    let about = |kind: SheetKind| kind.about().split(", a row").next().unwrap_or_default().to_owned();
    let words = SheetKind::all().into_iter().map(|kind| PossibleValue::new(kind.id()).help(about(kind)));
    PossibleValuesParser::new(words).map(|word| SheetKind::from_id(&word).unwrap_or(SheetKind::Standards))
}

/// The largest file that is read from the disk, in bytes: one more than is parsed, so that a larger one is told apart.
const MOST: u64 = mulu_core::limits::SHEET_BYTES as u64 + 1;

/// Says what importing a spreadsheet would do; with `--write` does it. Exit 1 when something is unclear or differs.
///
/// # Errors
/// When the registry or the file cannot be read, the file is refused, a source is missing, or a record cannot be written.
pub fn run(common: &Common, command: &Import) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, command.write.then_some("mulu import"))?;
    let bytes = read(&command.file)?;
    let refuse = |refusal: exchange::UnreadableSheet| {
        Failure::Unknown(format!("{}: {}", command.file.display(), refusal.0.get(opened.lang)))
    };
    let sheet = exchange::read(&bytes, command.kind, command.sheet.as_deref()).map_err(refuse)?;
    let source = command.source.clone().filter(|source| !source.trim().is_empty());
    let (update, stubs) = (command.update, command.stubs);
    let reason = update.then(|| reason(&opened, command)).transpose()?;
    let mut options = ImportOptions { source, day: opened.day, update, reason, stubs };
    let mut plan = exchange::import(&opened.registry, &opened.source, &sheet, &options)?;
    if asked_for_stubs(&plan, &options, opened.lang)? {
        options.stubs = true;
        plan = exchange::import(&opened.registry, &opened.source, &sheet, &options)?;
    }
    let withheld = command.write.then(|| withheld(&plan, command.skip_unclear)).flatten();
    let written = command.write && withheld.is_none();
    if written {
        let files = plan.files.iter().map(|(path, text)| (path.clone(), Some(text.clone()))).collect();
        journal::write(&opened, &files)?;
    }
    let mut out = terminal::stdout(command.format.form());
    match command.format {
        DataFormat::Table => text(&opened, command, &plan, written, &mut out)?,
        DataFormat::Json => json(&opened, &plan, written, &mut out)?,
    }
    out.flush()?;
    if let Some(why) = withheld {
        return Err(Failure::Unknown(why.get(opened.lang).to_owned()));
    }
    let open_questions = plan.count(RowOutcome::Unclear) + plan.count(RowOutcome::Differs);
    Ok(if open_questions > 0 { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// Why published facts are wrong, where the sheet has others: as given or answered, else that the sheet says so.
fn reason(opened: &OpenedRegistry, command: &Import) -> Result<String, Failure> {
    if let Some(reason) = command.reason.as_ref().filter(|reason| !reason.trim().is_empty()) {
        return Ok(reason.clone());
    }
    let question = message!(
        "已公布的事实若有更正，理由（可不填）",
        "why published facts are wrong, where some are (may be empty)"
    );
    if let Some(reason) = terminal::ask(question.get(opened.lang))? {
        return Ok(reason);
    }
    let file = command.file.file_name().unwrap_or_default().to_string_lossy();
    let sheet = message!("按表格 {file} 更正", "corrected by the sheet {file}");
    Ok(sheet.get(opened.registry.config.language).to_owned())
}

/// Whether what new standards replace and nobody recorded is to have records: asked once for all, where a person is there to answer.
fn asked_for_stubs(plan: &ImportPlan, options: &ImportOptions, lang: Lang) -> Result<bool, Failure> {
    let missing =
        plan.entries.iter().filter(|entry| entry.outcome == RowOutcome::Note && entry.key == Some("replaces"));
    let count = missing.count();
    if count == 0 || options.stubs {
        return Ok(false);
    }
    let question = message!(
        "有 {count} 项标准所代替的旧版没有记录，一并建立？（y/n）",
        "what {count} standards replace is not on record: make records of it too? (y/n)"
    );
    let answer = terminal::ask(question.get(lang))?;
    Ok(answer.is_some_and(|answer| matches!(answer.as_str(), "y" | "Y" | "yes" | "是" | "要")))
}

/// Reads a spreadsheet's file, one byte more than is parsed at most.
///
/// # Errors
/// When it cannot be read, or is a folder.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |error| Failure::Unreadable(Unreadable { path: path.to_owned(), error });
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(fail(io::Error::other("it is a folder")));
    }
    file.take(MOST).read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes)
}

/// Why a plan is not carried out.
fn withheld(plan: &ImportPlan, skip_unclear: bool) -> Option<Message> {
    let unclear = plan.count(RowOutcome::Unclear);
    if unclear > 0 && !skip_unclear {
        return Some(message!(
            "有 {unclear} 处不明，什么也没有写入：更正表格，或用 --skip-unclear 只写其余各行",
            "{unclear} cells or rows are unclear, so nothing was written: correct the sheet, or write the other rows with --skip-unclear"
        ));
    }
    let row = plan.without_source.first()?;
    let count = plan.without_source.len();
    Some(message!(
        "missing-source：{count} 个新标准没有来源（首见于第 {row} 行），什么也没有写入：用 --source 网址或文件名 写明出处",
        "missing-source: {count} new standards name no source (the first in row {row}), so nothing was written: say where they were read with --source URL|TITLE"
    ))
}

fn text(
    opened: &OpenedRegistry,
    command: &Import,
    plan: &ImportPlan,
    written: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = opened.lang;
    let headers = message!("单元格\t结果\t记录\t内容", "cell\toutcome\trecord\twhat");
    let mut table = TextTable::new(&headers.get(lang).split('\t').collect::<Vec<_>>());
    for entry in &plan.entries {
        let (place, outcome) = (entry.place(), outcome(entry.outcome));
        table.row([&place, outcome.get(lang), &entry.record, entry.message.get(lang)]);
    }
    if !plan.entries.is_empty() {
        write!(out, "{table}")?;
    }
    writeln!(out, "{}", summary(command, plan, written).get(lang))?;
    Ok(())
}

fn outcome(outcome: RowOutcome) -> Message {
    match outcome {
        RowOutcome::Added => message!("新增", "added"),
        RowOutcome::Filled => message!("补充", "filled"),
        RowOutcome::Changed => message!("修改", "changed"),
        RowOutcome::Differs => message!("不同", "differs"),
        RowOutcome::Unclear => message!("不明", "unclear"),
        RowOutcome::Note => message!("说明", "note"),
    }
}

fn summary(command: &Import, plan: &ImportPlan, written: bool) -> Message {
    let [added, filled, changed, differs, unclear] =
        [RowOutcome::Added, RowOutcome::Filled, RowOutcome::Changed, RowOutcome::Differs, RowOutcome::Unclear]
            .map(|outcome| plan.count(outcome));
    let changed =
        if command.update { message!("，修改 {changed}", ", {changed} changed") } else { Message::default() };
    let (changed_zh, changed_en) = (changed.zh, changed.en);
    let (rows, unchanged, files) = (plan.rows, plan.unchanged, plan.files.len());
    let (rows_en, files_en) = (counted(rows, "row", "rows"), counted(files, "file", "files"));
    let kind = plan.kind;
    let (kind_zh, kind_en) = (kind.name(mulu_core::message::Lang::Zh), kind.name(mulu_core::message::Lang::En));
    let counts = message!(
        "{rows} 行：新增 {added}，补充 {filled}{changed_zh}，不同 {differs}，不明 {unclear}，无变化 {unchanged}",
        "{rows_en}: {added} added, {filled} filled{changed_en}, {differs} differ, {unclear} unclear, {unchanged} unchanged"
    );
    let end = match (written, command.write) {
        (true, _) => message!("已写入 {files} 个文件", "{files_en} written"),
        (false, true) => message!("没有写入", "nothing written"),
        (false, false) => message!(
            "试运行，没有写入；加 --write 写入 {files} 个文件",
            "a dry run: nothing written; --write would write {files_en}"
        ),
    };
    Message { zh: format!("{kind_zh} {}；{}", counts.zh, end.zh), en: format!("{kind_en}: {}; {}", counts.en, end.en) }
}

#[derive(Serialize)]
struct ImportDocument<'p> {
    schema: &'static str,
    as_of: String,
    kind: &'static str,
    sheet: Option<&'p str>,
    written: bool,
    summary: ImportSummary,
    without_source: &'p [u32],
    entries: Vec<Line<'p>>,
}

#[derive(Serialize)]
struct ImportSummary {
    rows: usize,
    added: usize,
    filled: usize,
    changed: usize,
    differs: usize,
    unclear: usize,
    unchanged: usize,
    files: usize,
}

#[derive(Serialize)]
struct Line<'p> {
    row: Option<u32>,
    column: Option<u32>,
    cell: String,
    outcome: &'static str,
    record: &'p str,
    file: Option<&'p str>,
    key: Option<&'static str>,
    message: &'p str,
}

fn json(opened: &OpenedRegistry, plan: &ImportPlan, written: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let entries = plan.entries.iter().map(|entry| Line {
        row: entry.row,
        column: entry.column.map(|column| column + 1),
        cell: entry.place(),
        outcome: entry.outcome.id(),
        record: &entry.record,
        file: entry.file.as_deref(),
        key: entry.key,
        message: entry.message.get(opened.json_lang),
    });
    let document = ImportDocument {
        schema: "mulu.import/1",
        as_of: opened.day.to_string(),
        kind: plan.kind.id(),
        sheet: plan.sheet.as_deref(),
        written,
        summary: ImportSummary {
            rows: plan.rows,
            added: plan.count(RowOutcome::Added),
            filled: plan.count(RowOutcome::Filled),
            changed: plan.count(RowOutcome::Changed),
            differs: plan.count(RowOutcome::Differs),
            unclear: plan.count(RowOutcome::Unclear),
            unchanged: plan.unchanged,
            files: plan.files.len(),
        },
        without_source: &plan.without_source,
        entries: entries.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
