//! XLSX, read.
//!
//! A workbook is a zip of XML: a small file may unzip to a flood, and a sheet of two cells may claim seventeen billion. So the
//! archive is measured before it is parsed, once by what its directory claims and once by what really comes out, and cells are
//! taken one by one, never as the rectangle they span.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use mulu_core::limits::{
    SHEET_CELLS, SHEET_COLUMNS, SHEET_MERGES, SHEET_ROWS, SHEET_TEXT_BYTES, WORKBOOK_BYTES, WORKBOOK_FILES,
};
use mulu_core::message;
use mulu_core::message::Message;

use super::dates;
use super::sheet::{Grid, MergedCells, RawCell, UnreadableSheet, too_many_rows};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The sheets of a workbook, or the one that is named.
///
/// # Errors
/// When it is not a workbook, unzips to more than is allowed, has too many rows, columns or cells, or no sheet of that name.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Grid>, UnreadableSheet> {
    measure(bytes)?;
    // The parser is not ours: should a broken file make it panic, that is a refusal, not the end of the program.
    catch_unwind(AssertUnwindSafe(|| grids(bytes, sheet))).unwrap_or_else(|_| Err(broken("the reader failed")))
}

fn broken(why: impl std::fmt::Display) -> UnreadableSheet {
    UnreadableSheet(message!("不是可读的 XLSX 文件：{why}", "this is not an XLSX file, or it is damaged: {why}"))
}

fn unreadable(error: &XlsxError) -> UnreadableSheet {
    broken(error)
}

/// Refuses an archive that would unzip to more than [`WORKBOOK_BYTES`].
fn measure(bytes: &[u8]) -> Result<(), UnreadableSheet> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let most = WORKBOOK_BYTES >> 20;
    let bomb = || {
        UnreadableSheet(message!(
            "解压后超过 {most} MiB，可能是压缩炸弹，未读取",
            "it unzips to more than {most} MiB, perhaps on purpose, and was not read"
        ))
    };
    if archive.len() > WORKBOOK_FILES {
        return Err(broken(format_args!("{} files in it", archive.len())));
    }
    let mut claimed = 0_u64;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(broken)?;
        claimed = claimed.saturating_add(file.size());
    }
    if claimed > WORKBOOK_BYTES {
        return Err(bomb());
    }
    let mut left = WORKBOOK_BYTES;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(broken)?;
        let real = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(real).ok_or_else(bomb)?;
    }
    Ok(())
}

fn grids(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Grid>, UnreadableSheet> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let metadata = workbook.sheets_metadata().to_vec();
    let worksheets = metadata.into_iter().filter(|found| found.typ == SheetType::WorkSheet).map(|found| found.name);
    let names: Vec<String> = worksheets.collect();
    let wanted: Vec<&String> = names.iter().filter(|name| sheet.is_none_or(|sheet| sheet == *name)).collect();
    if wanted.is_empty() {
        let (known, sheet) = (names.join("、"), sheet.unwrap_or_default());
        return Err(UnreadableSheet(message!(
            "没有工作表“{sheet}”：有 {known}",
            "there is no sheet “{sheet}”: it has {known}"
        )));
    }
    let mut budget = WorkbookBudget { cells: SHEET_CELLS, bytes: SHEET_TEXT_BYTES };
    wanted.into_iter().map(|name| grid(&mut workbook, name, &mut budget)).collect()
}

fn grid(workbook: &mut Workbook<'_>, name: &str, budget: &mut WorkbookBudget) -> Result<Grid, UnreadableSheet> {
    let rows = cells(workbook, name, budget)?;
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(|error| unreadable(&error))?;
    if merged.len() > SHEET_MERGES {
        return Err(UnreadableSheet(message!(
            "合并区域超过 {SHEET_MERGES} 处，未读取：请先拆分",
            "there are more than {SHEET_MERGES} merged areas, so nothing was read: split them first"
        )));
    }
    let merged = merged.into_iter().filter(|area| area.start != area.end).map(|area| MergedCells {
        rows: (area.start.0.saturating_add(1), area.end.0.saturating_add(1)),
        columns: (area.start.1, area.end.1.min(SHEET_COLUMNS)),
    });
    Ok(Grid { name: Some(name.to_owned()), rows: rows.into_iter().collect(), merged: merged.collect() })
}

/// What may still be read of a workbook.
struct WorkbookBudget {
    cells: usize,
    bytes: usize,
}

impl WorkbookBudget {
    /// Takes a cell off. A text that a thousand cells name is a thousand texts once they are read.
    fn take(&mut self, cell: &RawCell) -> Result<(), UnreadableSheet> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many_rows)?;
        let bytes = if let RawCell::Text(text) = cell { text.len() } else { 0 };
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(|| {
            let most = SHEET_TEXT_BYTES >> 20;
            UnreadableSheet(message!(
                "各单元格的文字合计超过 {most} MiB，未读取",
                "the texts of its cells are more than {most} MiB together, so nothing was read"
            ))
        })?;
        Ok(())
    }
}

type Rows = BTreeMap<u32, BTreeMap<u32, RawCell>>;

fn cells(workbook: &mut Workbook<'_>, name: &str, budget: &mut WorkbookBudget) -> Result<Rows, UnreadableSheet> {
    let mut rows = Rows::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.pos;
        let raw = raw(&cell.value, cell.formula.is_some());
        if raw == RawCell::Empty {
            continue;
        }
        if row >= SHEET_ROWS {
            return Err(too_many_rows());
        }
        if column >= SHEET_COLUMNS {
            return Err(UnreadableSheet(message!(
                "第 {0} 行超过 {SHEET_COLUMNS} 列，未读取",
                "row {0} has more than {SHEET_COLUMNS} columns, so nothing was read",
                row + 1
            )));
        }
        budget.take(&raw)?;
        rows.entry(row + 1).or_default().insert(column, raw);
    }
    Ok(rows)
}

/// What a cell holds. Of a formula the result that the spreadsheet last computed is taken.
fn raw(value: &DataRef<'_>, is_formula: bool) -> RawCell {
    match value {
        DataRef::Empty if is_formula => RawCell::Unusable(message!(
            "公式没有保存计算结果：请用表格软件打开并保存，或改为数值",
            "the formula has no stored result: open and save the file in a spreadsheet program, or write the value"
        )),
        DataRef::Empty => RawCell::Empty,
        DataRef::Int(number) => RawCell::Text(number.to_string()),
        DataRef::Float(number) => RawCell::Number(*number),
        DataRef::String(text) => filled(text, is_formula),
        DataRef::SharedString(text) => filled(text, is_formula),
        DataRef::Bool(flag) => RawCell::Flag(*flag),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => dates::from_text(text).map_or_else(RawCell::Unusable, RawCell::Day),
        DataRef::DurationIso(text) => RawCell::Unusable(time(text)),
        DataRef::Error(error) => RawCell::Unusable(message!("单元格出错：{error}", "the cell holds the error {error}")),
    }
}

fn filled(text: &str, is_formula: bool) -> RawCell {
    match (text.trim().is_empty(), is_formula) {
        (true, true) => raw(&DataRef::Empty, true),
        (true, false) => RawCell::Empty,
        (false, _) => RawCell::Text(text.to_owned()),
    }
}

fn time(text: impl std::fmt::Display) -> Message {
    message!("“{text}”是时间，不是日期", "“{text}” is a time, not a day")
}

fn day(moment: &ExcelDateTime) -> RawCell {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return RawCell::Unusable(time(moment.as_f64()));
    }
    if (hour, minute, second) != (0, 0, 0) {
        return RawCell::Unusable(time(format_args!(
            "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
        )));
    }
    match mulu_core::day::Day::new(i32::from(year), u32::from(month), u32::from(day)) {
        Some(day) => RawCell::Day(day),
        None => RawCell::Unusable(message!("{year}-{month}-{day} 不是日期", "{year}-{month}-{day} is not a date")),
    }
}
